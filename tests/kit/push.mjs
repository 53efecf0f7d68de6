// A push service, and the browsers that it knows. What it is sent is decrypted by a library of others (http_ece), and who
// sent it is checked by Node.js's own cryptography: not by our own reading of the RFCs.

import assert from "node:assert/strict";
import { createECDH, createPublicKey, randomBytes, verify } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

import ece from "http_ece";

/**
 * @returns {Promise<{origin: string, browser: (options?: object) => object, stop: () => Promise<void>}>}
 *   `browser()` makes a subscription: `json` is what it tells the worker, `messages` what it was sent so far, `answers` the
 *   status that its push service answers with, and `until(test)` waits for a message that passes
 */
export async function startPushService() {
  const browsers = new Map();
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const browser = browsers.get(request.url);
    if (!browser) return response.writeHead(404).end();
    try {
      browser.take(request, Buffer.concat(chunks));
    } catch (error) {
      browser.faults.push(error);
      return response.writeHead(400).end();
    }
    response.writeHead(browser.answers, browser.leads && { location: browser.leads }).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;

  const browser = ({ language = "en", stays_available = false } = {}) => {
    const keys = createECDH("prime256v1");
    keys.generateKeys();
    const auth = randomBytes(16);
    const path = `/send/${randomBytes(12).toString("base64url")}`;
    const waiting = new Set();
    const made = {
      json: {
        endpoint: origin + path,
        keys: { p256dh: keys.getPublicKey("base64url"), auth: auth.toString("base64url") },
        language,
        stays_available,
      },
      /** The deployment's key, once it is known: only messages signed by it are taken. */
      key: undefined,
      messages: [],
      headers: [],
      faults: [],
      answers: 201,
      /** Where its push service sends on to, with a status that says so. */
      leads: undefined,
      take(request, body) {
        assert.equal(request.method, "POST");
        assert.equal(request.headers["content-encoding"], "aes128gcm");
        assert.ok(body.length <= 4_096, `${body.length} bytes`);
        prove(request.headers.authorization, origin, made.key);
        const message = JSON.parse(ece.decrypt(body, { version: "aes128gcm", privateKey: keys, authSecret: auth.toString("base64url") }));
        made.messages.push(message);
        made.headers.push(request.headers);
        for (const check of waiting) check(message);
      },
      until(test, what = "message", timeout = 10_000) {
        const earlier = made.messages.find(test);
        if (earlier) return Promise.resolve(earlier);
        return new Promise((done, fail) => {
          const timer = setTimeout(() => fail(new Error(`no ${what}; got ${JSON.stringify(made.messages)} and ${made.faults}`)), timeout);
          const check = (message) => {
            if (!test(message)) return;
            clearTimeout(timer);
            waiting.delete(check);
            done(message);
          };
          waiting.add(check);
        });
      },
    };
    browsers.set(path, made);
    return made;
  };
  const stop = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { origin, browser, stop };
}

/** RFC 8292: a token for this push service, signed by the key that the browser subscribed with. */
function prove(header, audience, key) {
  const { token, public: told } = /^vapid t=(?<token>[^,]+), k=(?<public>.+)$/.exec(header).groups;
  if (key) assert.equal(told, key);
  const point = Buffer.from(told, "base64url");
  assert.equal(point.length, 65);
  const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
  const [head, claims, signature] = token.split(".");
  const signed = verify("sha256", Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
  assert.ok(signed, "the token isn't signed by the key beside it");
  assert.deepEqual(JSON.parse(Buffer.from(head, "base64url")), { typ: "JWT", alg: "ES256" });
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, "base64url"));
  assert.equal(aud, audience);
  const hours = (exp - Date.now() / 1_000) / 3_600;
  assert.ok(hours > 0 && hours <= 24, `it ends in ${hours} hours`);
  assert.match(sub, /^(https?:\/\/|mailto:)/);
}
