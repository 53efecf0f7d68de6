// A transcript e-mailed to the visitor, on the real runtime, which keeps what is sent instead of sending it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { sendFile } from "../kit/files.mjs";
import { entriesOf, makeService, makeVisitor, must, newId, openRoom, raise, request, talk } from "../kit/people.mjs";
import { MAIL_FROM, mailed, startWorker } from "../kit/worker.mjs";

const STAFF = { staff: { ada: "agent", ben: "agent", sue: "supervisor" }, tags: { sales: ["ada"] } };
const TO = "cleo@visitors.example";

let worker, service, base, people;
before(async () => {
  worker = await startWorker({ mail: true });
  service = await makeService(worker, STAFF);
  ({ base, people } = service);
});
after(() => worker?.stop());

const mail = (enquiry, as = people.ada, body = { to: TO }) => request(worker, "POST", `${base}/rooms/${enquiry}/transcript/mail`, { as, body });
const coded = ({ status, body }) => [status, body?.error?.code];
/** What was sent, once there is so much of it. */
async function sent(count) {
  for (let wait = 0; wait < 100; wait += 1) {
    const mails = await mailed(worker);
    if (mails.length >= count) return mails;
    await new Promise((done) => setTimeout(done, 50));
  }
  return assert.fail(`no ${count} mails in:\n${worker.log()}`);
}
/** Says something, and gives its place in the log once all have it. */
async function say(room, body) {
  const message = newId("msg");
  room.send({ type: "say", message, body });
  const frame = await room.until((frame) => entriesOf(frame).some((entry) => entry.message === message), "what was said");
  return entriesOf(frame).find((entry) => entry.message === message).seq;
}

test("a transcript goes out as its visitor sees it, and stands in the audit log without a word of it", async () => {
  const before = (await mailed(worker)).length;
  const { enquiry, visitor, theirs, ours } = await talk(worker, service);
  await say(theirs, "<img src=x onerror=alert(1)> & 你好");
  await say(ours, "We ship to Osaka.\nOn Fridays.");
  const slip = await say(ours, "The password is hunter2");
  ours.send({ type: "revise", message: newId("msg"), of: slip });
  await ours.until((frame) => entriesOf(frame).some(({ kind }) => kind === "revised"), "the recall");
  await must(worker, "POST", `${base}/rooms/${enquiry}/notes`, { as: people.ada, body: { message: newId("msg"), body: "Difficult customer" } });
  await sendFile(worker, service, enquiry, visitor, Buffer.from("my order"), { name: "order.txt" });
  assert.equal((await must(worker, "GET", `${base}/enquiries/${enquiry}`, { as: people.ada })).mails, true);
  assert.equal((await mail(enquiry)).status, 204);

  const { from, to, subject, text, html } = (await sent(before + 1)).at(-1);
  assert.ok(from.includes(MAIL_FROM) && from.includes("Acme Outdoor"), from);
  assert.deepEqual([to, subject], [TO, "Your chat with Acme Outdoor"]);
  assert.ok(text.startsWith("Your chat with Acme Outdoor\n") && text.includes("<img src=x onerror=alert(1)> & 你好") && /\n\[\d{4}-\d\d-\d\d \d\d:\d\d\] Ada: We ship to Osaka\.\n {4}On Fridays\.\n/.test(text), text);
  assert.ok(html.includes("&lt;img src=x onerror=alert(1)&gt; &amp; 你好") && !/<(img|script)/.test(html) && html.includes("<h1 dir=\"auto\">Your chat with Acme Outdoor</h1>"), html);
  for (const body of [text, html]) {
    assert.ok(body.includes("order.txt") && body.includes("This message was recalled."), body);
    for (const secret of ["hunter2", "Difficult", "note for staff", "/files/", "proof="]) assert.ok(!body.includes(secret), secret);
  }

  const { entries } = await must(worker, "GET", `${base}/audit?deed=transcript_mailed`, { as: people.owner });
  assert.deepEqual(entries.map(({ by, enquiry }) => [by, enquiry]), [[people.ada.id, enquiry]]);
  assert.ok(!/cleo|Osaka/.test(JSON.stringify(entries)));
  await Promise.all([theirs.end(), ours.end()]);
});

test("it is in the language of the visitor's browser, or in the one that was asked for", async () => {
  const before = (await mailed(worker)).length;
  const visitor = await makeVisitor(worker, service);
  const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales }, { language: "zh-TW" });
  await must(worker, "POST", `${base}/enquiries/${enquiry}/follow-up`, { as: people.ada });
  assert.equal((await mail(enquiry)).status, 204);
  assert.equal((await mail(enquiry, people.ada, { to: TO, language: "ja" })).status, 204);
  const [chinese, japanese] = (await sent(before + 2)).slice(before).sort((one, other) => one.subject.length - other.subject.length);
  assert.deepEqual([chinese.subject, japanese.subject], ["您與 Acme Outdoor 的對話", "Acme Outdoor とのチャット"]);
  assert.ok(chinese.html.includes('lang="zh-Hant"') && japanese.html.includes('lang="ja"'));
});

test("the address that is proposed is what staff wrote, and what the visitor said stays theirs", async () => {
  const visitor = await makeVisitor(worker, service);
  const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
  const theirs = await openRoom(worker, service, visitor, enquiry);
  theirs.send({ type: "leave_details", message: newId("msg"), details: { email: "said@visitors.example" } });
  await theirs.until((frame) => entriesOf(frame).some(({ kind }) => kind === "details_left"), "the details");
  const read = () => must(worker, "GET", `${base}/enquiries/${enquiry}`, { as: people.ada });
  let details;
  for (let wait = 0; wait < 50 && !details?.card.contact.email; wait += 1) {
    await new Promise((done) => setTimeout(done, 100));
    details = await read();
  }
  assert.deepEqual([details.card.contact.email, details.person?.email], ["said@visitors.example", undefined]);
  const contact = `${base}/contacts/${details.card.contact.id}`;
  await must(worker, "PUT", contact, { as: people.ada, body: { email: "written@visitors.example" } });
  assert.equal((await read()).person.email, "written@visitors.example");
  await theirs.end();
});

test("it is for who writes in the room of an enquiry, and nobody else", async () => {
  const before = (await mailed(worker)).length;
  const { enquiry, visitor, theirs, ours } = await talk(worker, service);
  assert.deepEqual(coded(await mail(enquiry, people.ben)), [404, "not_found"]);
  assert.deepEqual(coded(await mail(enquiry, visitor)), [401, "unauthenticated"]);
  assert.deepEqual(coded(await mail(newId("enq"))), [404, "not_found"]);
  const { space } = await must(worker, "POST", `${base}/spaces`, { as: people.ada, body: { space: newId("spc"), access: "private", name: "Ours", members: [] } });
  assert.deepEqual(coded(await mail(space)), [404, "not_found"]);
  // Who sees a missed one without serving it, reads there.
  const missed = await raise(worker, service, await makeVisitor(worker, service), { tag: service.tags.sales });
  await must(worker, "GET", `${base}/enquiries/${missed.enquiry}`, { as: people.ada });
  const team = await must(worker, "GET", `${base}/staff`, { as: people.owner });
  const ben = team.find(({ id }) => id === people.ben.id);
  await must(worker, "PUT", `${base}/staff/${ben.id}`, { as: people.owner, body: { ...ben, reach: "all" } });
  assert.deepEqual(coded(await mail(missed.enquiry, people.ben)), [403, "forbidden"]);
  assert.equal((await must(worker, "GET", `${base}/enquiries/${missed.enquiry}`, { as: people.ben })).mails, undefined);

  const program = async (scope) => ({ bearer: (await must(worker, "POST", `${base}/tokens`, { as: people.owner, body: { name: scope, scopes: [scope] } })).secret });
  assert.deepEqual(coded(await mail(enquiry, await program("enquiries:read"))), [403, "forbidden"]);
  assert.equal((await mailed(worker)).length, before, "nothing was sent");
  assert.equal((await mail(enquiry, await program("enquiries:write"))).status, 204);
  // It is over, and still theirs.
  ours.send({ type: "close" });
  await ours.until((frame) => entriesOf(frame).some(({ kind }) => kind === "closed"), "the close");
  assert.equal((await mail(enquiry)).status, 204);
  await sent(before + 2);
  await Promise.all([theirs.end(), ours.end()]);
});

test("what is no address gets nowhere, least of all into a header", async () => {
  const { enquiry, theirs, ours } = await talk(worker, service);
  const before = [(await mailed(worker)).length, (await must(worker, "GET", `${base}/audit?enquiry=${enquiry}`, { as: people.owner })).entries.length];
  const wrong = [
    "", " ", "cleo", "cleo@", "@visitors.example", "cleo@visitors", "a b@visitors.example", "a@b@visitors.example",
    `${TO}\r\nBcc: all@visitors.example`, `${TO}\nBcc: all@visitors.example`, `cl\r\neo@visitors.example`, `cleo@visitors.example\0.evil.example`,
    `${TO},other@visitors.example`, `${TO};other@visitors.example`, `Cleo <${TO}>`, `"${TO}"`, `cleo@visitors.example\u2028Bcc: x@y.example`,
    `${"x".repeat(65)}@visitors.example`, `cleo@${"x".repeat(250)}.example`, 7, null, [TO], { email: TO },
  ];
  for (const to of wrong) assert.deepEqual(coded(await mail(enquiry, people.ada, { to })), [400, "malformed"], JSON.stringify(to));
  for (const body of [{}, [], "x", { to: TO, language: "en\r\nX: y" }]) assert.deepEqual(coded(await mail(enquiry, people.ada, body)), [400, "malformed"], JSON.stringify(body));
  assert.deepEqual(coded(await mail(enquiry, people.ada, { to: "x".repeat(70_000) })), [413, "too_large"]);
  const now = [(await mailed(worker)).length, (await must(worker, "GET", `${base}/audit?enquiry=${enquiry}`, { as: people.owner })).entries.length];
  assert.deepEqual(now, before, "neither sent nor noted");
  await Promise.all([theirs.end(), ours.end()]);
});

test("a chat that no e-mail can hold is refused, and says what to do instead", async () => {
  const before = (await mailed(worker)).length;
  const { enquiry, theirs, ours } = await talk(worker, service);
  const last = newId("msg");
  for (let index = 0; index < 200; index += 1) theirs.send({ type: "say", message: index === 199 ? last : newId("msg"), body: "x".repeat(4_000) });
  await theirs.until((frame) => entriesOf(frame).some(({ message }) => message === last), "the last words", 60_000);
  const { status, body } = await mail(enquiry);
  assert.deepEqual([status, body.error.code], [413, "too_large"]);
  assert.match(body.error.message, /Save it as text/);
  assert.equal((await mailed(worker)).length, before);
  await Promise.all([theirs.end(), ours.end()]);
});

test("a mail that isn't taken is told in a code, counts, and leaves no address in the log", async () => {
  const failing = await startWorker({ mail: true, vars: { LIMITS: "on", MAIL_FROM: "other@acme.example" } });
  try {
    const { base, people, tags } = await makeService(failing, STAFF);
    const open = async () => {
      const { enquiry } = await raise(failing, { base }, await makeVisitor(failing, { base }), { tag: tags.sales });
      await must(failing, "POST", `${base}/enquiries/${enquiry}/follow-up`, { as: people.ada });
      // Its room may be told a moment later.
      await (await openRoom(failing, { base }, people.ada, enquiry)).end();
      return enquiry;
    };
    const mail = (enquiry) => request(failing, "POST", `${base}/rooms/${enquiry}/transcript/mail`, { as: people.ada, body: { to: TO } });
    const [one, other] = [await open(), await open()];
    for (let count = 0; count < 3; count += 1) assert.deepEqual(coded(await mail(one)), [502, "mail_failed"]);
    const { status, body, headers } = await mail(one);
    assert.deepEqual([status, body.error.code], [429, "too_fast"]);
    assert.ok(body.error.retry_after_ms > 19 * 60_000 && body.error.retry_after_ms <= 20 * 60_000 && Number(headers.get("retry-after")) > 1_000);
    assert.deepEqual(coded(await mail(other)), [502, "mail_failed"], "each room by itself");
    assert.match(failing.log(), new RegExp(`The transcript of ${one} could not be e-mailed`));
    assert.ok(!failing.log().includes(TO));
  } finally {
    await failing.stop();
  }
});

test("where mail isn't set up, nothing is offered, and the answer says what to do", async () => {
  for (const vars of [{}, { MAIL_FROM }]) {
    const without = await startWorker({ vars });
    try {
      const service = await makeService(without, STAFF);
      const { enquiry, theirs, ours } = await talk(without, service);
      const as = service.people.ada;
      assert.equal((await must(without, "GET", `${service.base}/enquiries/${enquiry}`, { as })).mails, undefined);
      const { status, body } = await request(without, "POST", `${service.base}/rooms/${enquiry}/transcript/mail`, { as, body: { to: TO } });
      assert.deepEqual([status, body.error.code], [409, "mail_not_set_up"]);
      assert.match(body.error.message, /--mail-from/);
      assert.deepEqual((await must(without, "GET", `${service.base}/audit?deed=transcript_mailed`, { as: service.people.owner })).entries, []);
      await Promise.all([theirs.end(), ours.end()]);
    } finally {
      await without.stop();
    }
  }
});
