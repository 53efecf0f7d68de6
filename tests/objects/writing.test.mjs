// What goes with writing, on the real runtime: drafts on every device, pins, notes for colleagues, weblinks, transcripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { entriesOf, makeService, must, newId, openDesk, openRoom, request, talk } from "../kit/people.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, service, base, people;
before(async () => {
  worker = await startWorker({ vars: { LIMITS: "off" } });
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent", sue: "supervisor" }, tags: { sales: ["ada"] } });
  ({ base, people } = service);
});
after(() => worker?.stop());

const refused = async (status, code, method, path, as, body) => {
  const answer = await request(worker, method, base + path, { as: people[as] ?? as, body });
  assert.deepEqual([answer.status, answer.body?.error?.code], [status, code], `${method} ${path}`);
};
const note = (as, enquiry, body) => must(worker, "POST", `${base}/rooms/${enquiry}/notes`, { as: people[as], body: { message: newId("msg"), body } });

test("what one wrote and didn't send comes along to one's other devices, and is nobody else's", async () => {
  const { enquiry, visitor } = await talk(worker, service);
  const path = `${base}/rooms/${enquiry}/draft`;
  const read = (as) => must(worker, "GET", path, { as: people[as] });
  assert.deepEqual(await read("ada"), { reply: "", note: "" });
  const draft = { reply: "I'll look, *one moment*", note: "Ask Ben" };
  await must(worker, "PUT", path, { as: people.ada, body: draft });
  assert.deepEqual(await read("ada"), draft);
  assert.deepEqual(await read("sue"), { reply: "", note: "" });
  await refused(404, "not_found", "GET", `/rooms/${enquiry}/draft`, "ben");
  await refused(401, "unauthenticated", "GET", `/rooms/${enquiry}/draft`, visitor);
  await refused(413, "too_large", "PUT", `/rooms/${enquiry}/draft`, "ada", { reply: "x".repeat(8_001) });
  assert.deepEqual(await read("ada"), draft);
  await must(worker, "PUT", path, { as: people.ada, body: {} });
  assert.deepEqual(await read("ada"), { reply: "", note: "" });
});

test("a pin is for all of the staff in a room, and the visitor learns nothing of it", async () => {
  const { enquiry, theirs, ours, visitor } = await talk(worker, service);
  theirs.send({ type: "say", message: newId("msg"), body: "My order is 4711" });
  const entry = await ours.until((frame) => entriesOf(frame).some(({ body }) => body === "My order is 4711"), "the words");
  const { seq } = entriesOf(entry).find(({ body }) => body === "My order is 4711");
  const pin = (method, seq, as = people.ada) => request(worker, method, `${base}/rooms/${enquiry}/pins/${seq}`, { as });
  const pins = () => must(worker, "GET", `${base}/rooms/${enquiry}/pins`, { as: people.sue });
  assert.ok((await pin("PUT", seq)).status < 300);
  assert.ok((await pin("PUT", seq)).status < 300);
  await ours.until(({ type }) => type === "pinned", "word of the pin");
  assert.deepEqual((await pins()).map(({ entry, by }) => [entry.body, by]), [["My order is 4711", people.ada.id]]);
  for (const wrong of ["1", "999", "0", "x", "-1", "99999999999"]) {
    assert.ok([400, 404].includes((await pin("PUT", wrong)).status), wrong);
  }
  assert.ok([401, 403, 404].includes((await pin("PUT", seq, visitor)).status));
  assert.equal((await pin("PUT", seq, people.ben)).status, 404);
  assert.ok((await pin("DELETE", seq)).status < 300);
  assert.ok((await pin("DELETE", seq)).status < 300);
  assert.deepEqual(await pins(), []);
  assert.ok(!theirs.frames.some(({ type }) => type === "pinned"));
  await Promise.all([theirs.end(), ours.end()]);
});

test("a note tells who is in the room or named in it, and may read it", async () => {
  const { enquiry, theirs } = await talk(worker, service);
  const [ada, sue, ben] = await Promise.all(["ada", "sue", "ben"].map((name) => openDesk(worker, service, people[name])));
  const mentioned = (desk) => desk.until((frame) => frame.type === "mentioned" && frame.mention.enquiry === enquiry, "the mention");
  await note("ada", enquiry, "@sue may I refund? @ben too, @ada");
  const { mention } = await mentioned(sue);
  assert.deepEqual([mention.named, mention.by, mention.words], [true, people.ada.id, "@sue may I refund? @ben too, @ada"]);
  const { entries } = await must(worker, "GET", `${base}/rooms/${enquiry}/entries`, { as: people.sue });
  const { seq } = entries.find(({ body }) => body?.startsWith("@sue"));
  const room = await openRoom(worker, service, people.ada, enquiry);
  room.send({ type: "revise", message: newId("msg"), of: seq });
  for (let wait = 0; wait < 50 && JSON.stringify(await must(worker, "GET", `${base}/mentions`, { as: people.sue })).includes("refund"); wait += 1) {
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.equal((await must(worker, "GET", `${base}/mentions`, { as: people.sue }))[0].words, "…", "what was taken back is told no more");
  await room.end();
  await note("sue", enquiry, "Yes");
  assert.equal((await mentioned(ada)).mention.named, false, "her own chat");
  // Ben may not read it, so that his name in it is a word.
  assert.deepEqual(await must(worker, "GET", `${base}/mentions`, { as: people.ben }), []);
  assert.equal((await must(worker, "GET", `${base}/mentions`, { as: people.sue })).length, 1);
  await must(worker, "POST", `${base}/mentions/seen`, { as: people.sue, body: { enquiry } });
  await sue.until(({ type }) => type === "mentions_seen", "that she saw it");
  assert.deepEqual(await must(worker, "GET", `${base}/mentions`, { as: people.sue }), []);
  assert.ok(!ben.frames.some(({ type }) => type === "mentioned"));
  assert.ok(!JSON.stringify(theirs.frames).includes("refund"));
  await Promise.all([ada, sue, ben, theirs].map((socket) => socket.end()));
});

test("weblinks are there for who writes, those that work", async () => {
  const link = (handle, more = {}) =>
    must(worker, "POST", `${base}/links`, { as: people.owner, body: { handle, name: `The ${handle}`, target: { kind: "tag", tag: service.tags.sales.id }, ...more } });
  await link("spring");
  await link("over", { ends_at_ms: 1 }).catch(() => {});
  const links = await must(worker, "GET", `${base}/quick-links`, { as: people.ben });
  const spring = links.find(({ key }) => key === "spring");
  assert.equal(spring.name, "The spring");
  assert.match(spring.url, /^http.*spring/);
  assert.ok(!links.some(({ key }) => key === "over"));
});

test("a transcript is a page, a text or JSON, for who may read the room, and says nothing as markup", async () => {
  const { enquiry, theirs, ours, visitor } = await talk(worker, service);
  const words = "<script>alert(1)</script> & *bold*";
  theirs.send({ type: "say", message: newId("msg"), body: words });
  await ours.until((frame) => entriesOf(frame).some(({ body }) => body === words), "the words");
  await note("ada", enquiry, "Odd one");
  const get = (format, as = people.ada, language = "en") =>
    fetch(`${worker.origin}${base}/rooms/${enquiry}/transcript${format ? `?format=${format}` : ""}`, {
      headers: { "accept-language": language, ...(as.cookie ? { cookie: as.cookie } : { authorization: `Bearer ${as.bearer}` }) },
    });
  const page = await get("html");
  assert.match(page.headers.get("content-type"), /text\/html/);
  assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  const html = await page.text();
  assert.ok(html.includes("&lt;script&gt;alert(1)&lt;/script&gt; &amp;") && !html.includes("<script"));
  const text = await (await get("text")).text();
  assert.ok(text.includes(words) && text.includes("Odd one"));
  const json = await (await get("json")).json();
  assert.deepEqual(json.map(({ seq }) => seq), json.map((_, at) => at + 1));
  assert.ok((await (await get("html", people.ada, "ja")).text()).includes('lang="ja"'));
  assert.equal((await get("html", people.ben)).status, 404);
  assert.equal((await get("html", visitor)).status, 401);
  assert.equal((await get("exe")).status, 400);
  await Promise.all([theirs.end(), ours.end()]);
});
