// A desk with a social account, led to a stand-in of its messaging service: what the stories of social accounts begin with.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { entriesOf, makeService, must, newId, openDesk, openRoom } from "./people.mjs";
import { connectAccount, settingsOf, startStandin } from "./standin.mjs";
import { startWorker } from "./worker.mjs";

/**
 * Starts one.
 * @param {string} kind the messaging service
 * @param {{vars?: object, tag?: object, config?: object}} [options] more settings of the worker; more of the tag's; the stand-in's
 * @returns {Promise<object>} `stand`, `worker`, `service` and its `base` and `people`; `account`; `desk`, Ada's; `enquiry(person,
 *   text)` has somebody say something and Ada answer it; `room(enquiry)` is her seat in it; `say(enquiry, body)`; `log(enquiry)`; `stop()`
 */
export async function startChannel(kind, { vars = {}, tag = {}, config } = {}) {
  const stand = await startStandin(kind, config);
  const state = await mkdtemp(path.join(tmpdir(), "frontdesk-channel-"));
  const worker = await startWorker({ state, vars: { LIMITS: "off", SETUP: "many", ...settingsOf(stand), ...vars } });
  const service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada", "ben"] } });
  const { base, people } = service;
  const account = `acme-${kind}`;
  const { callback } = await connectAccount(worker, service, stand, account, `Acme on ${kind}`);
  const desk = await openDesk(worker, service, people.ada);
  return {
    stand,
    worker,
    service,
    base,
    people,
    account,
    desk,
    hook: callback,
    async enquiry(person, text) {
      await stand.say(person, { text });
      const { card } = await desk.until((frame) => frame.card?.preview?.text === text, `a card with ${text}`);
      await must(worker, "POST", `${base}/enquiries/${card.enquiry}/answer`, { as: people.ada });
      return card;
    },
    room: (enquiry, as = "ada") => openRoom(worker, service, people[as], enquiry),
    say: (enquiry, body, as = "ada") => must(worker, "POST", `${base}/rooms/${enquiry}/messages`, { as: people[as], body: { message: newId("msg"), body } }),
    log: async (enquiry) => (await must(worker, "GET", `${base}/rooms/${enquiry}/entries`, { as: people.ada })).entries,
    view: (enquiry) => must(worker, "GET", `${base}/rooms/${enquiry}/channel`, { as: people.ada }),
    async stop() {
      await desk.end();
      await worker.stop();
      await stand.stop();
      await rm(state, { recursive: true, force: true });
    },
  };
}

/** How an entry with this message id stands in a room, once it doesn't wait any more. */
export async function settled(room, message) {
  const own = (frame) => entriesOf(frame).find((entry) => entry?.message === message);
  const { seq, body } = own(await room.until(own, "what was said"));
  const delivery = (frame) => frame.deliveries?.find((one) => one.seq === seq && one.state !== "waiting");
  return { body, ...delivery(await room.until(delivery, `how "${body}" stands`, 30_000)) };
}
