// A receiver of webhooks, as an owner's program would be. Who signed what it is sent is checked by Node.js's own cryptography,
// from what docs/owners/webhooks.md says: not by our own code.

import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

/** Whether a body was signed by a secret, not long ago. As in docs/owners/webhooks.md. */
export function isSigned(header, body, secret, now = Date.now()) {
  const parts = `${header}`.split(",").map((part) => part.split("="));
  const at = parts.find(([name]) => name === "t")?.[1];
  const expected = createHmac("sha256", secret).update(`${at}.${body}`).digest();
  const signed = parts.filter(([name]) => name === "v1").some(([, hex]) => {
    const given = Buffer.from(hex, "hex");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return signed && Math.abs(now / 1_000 - at) < 300;
}

/**
 * @returns {Promise<object>} `address` of the one hook that it is; `secret`, once it is known, by which all must be signed; `answers`
 *   with which status, `words` with what text, `leads` where to, `hangs` whether it answers at all; `got` what came, in order, with
 *   `signatures` and `headers` beside; `until(test)` waits for something that passes
 */
export async function startReceiver({ port = 0 } = {}) {
  const waiting = new Set();
  const receiver = { secret: undefined, answers: 200, words: "thanks", leads: undefined, hangs: false, got: [], tries: [], headers: [], faults: [] };
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const event = JSON.parse(body);
    receiver.tries.push(event);
    receiver.headers.push(request.headers);
    if (request.method !== "POST" || request.headers["content-type"] !== "application/json") receiver.faults.push(`${request.method}`);
    if (request.headers["frontdesk-event"] !== event.id) receiver.faults.push("another event in the header");
    if (receiver.secret && !isSigned(request.headers["frontdesk-signature"], body, receiver.secret)) receiver.faults.push(`not signed: ${event.type}`);
    if (receiver.hangs) return;
    if (receiver.answers < 300) receiver.got.push(event);
    response.writeHead(receiver.answers, receiver.leads && { location: receiver.leads }).end(receiver.words);
    for (const check of waiting) check();
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(receiver, {
    address: `http://127.0.0.1:${server.address().port}/frontdesk`,
    port: server.address().port,
    until(test, what = "event", timeout = 15_000) {
      const found = () => receiver.got.find(test);
      if (found()) return Promise.resolve(found());
      return new Promise((done, fail) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          fail(new Error(`no ${what}; got ${receiver.got.map(({ type }) => type)}, tried ${receiver.tries.length}, ${receiver.faults}`));
        }, timeout);
        const check = () => {
          if (!found()) return;
          clearTimeout(timer);
          waiting.delete(check);
          done(found());
        };
        waiting.add(check);
      });
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  });
}
