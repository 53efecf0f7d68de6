// Contacts on the real runtime: who sees whom, what is written and found, who is one person, and who is it really.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, describe, test } from "node:test";

import { makeService, makeVisitor, must, newId, openRoom, request } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

const refusal = ({ status, body }) => [status, body?.error?.code, body?.error?.field];

/** A JWT as any library makes it. */
export function jwt(secret, claims, header = { alg: "HS256", typ: "JWT" }) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;

describe("contacts", { concurrency: false }, () => {
  let worker, service, base, people, form;

  before(async () => {
    worker = await startHarness({ vars: { LIMITS: "off" } });
    service = await makeService(worker, { slug: "known", staff: { ada: "agent", ben: "agent", sue: "supervisor" }, tags: { sales: ["ada"], support: ["ben"] } });
    ({ base, people } = service);
    form = await must(worker, "POST", `${base}/forms`, {
      as: people.owner,
      body: {
        name: "First",
        on: true,
        moment: "pre_chat",
        tags: [service.tags.sales.id],
        fields: [
          { label: { en: "Name" }, kind: "text", fills: "name" },
          { label: { en: "E-mail" }, kind: "email", fills: "email" },
          { label: { en: "Phone" }, kind: "phone", fills: "phone" },
          { label: { en: "Privacy" }, kind: "consent", text: { en: "You may write to me." }, link: "https://a.example/privacy" },
        ],
      },
    });
  });
  after(() => worker.stop());

  const read = (contact, as = people.sue) => must(worker, "GET", `${base}/contacts/${contact}`, { as });
  const list = (query = "", as = people.sue) => must(worker, "GET", `${base}/contacts?${query}`, { as });
  const found = async (search, as) => (await list(`search=${encodeURIComponent(search)}`, as)).contacts.map(({ name }) => name);
  const sleep = () => worker.worker.evictDurableObject("DESK", { name: service.slug, webSockets: "hibernate" });

  /** Somebody who asks the sales, and says these of themselves; with the contact that the service made of them. */
  async function asker({ name, email, phone, agreed } = {}, tag = "sales", visitor = undefined) {
    const who = visitor ?? (await makeVisitor(worker, service));
    const values = [name, email, phone, agreed];
    const answers = form.fields.map(({ id: field }, place) => ({ field, value: values[place] })).filter(({ value }) => value !== undefined);
    const filled = tag === "sales" ? { form: { language: "en", answers } } : {};
    const body = { enquiry: newId("enq"), entry: { kind: "tag", tag: service.tags[tag].id }, page: { url: "https://shop.example/tents", title: "Tents" }, language: "ja", ...filled };
    const { enquiry } = await must(worker, "POST", `${base}/visitor/enquiries`, { as: who, body });
    const { card } = await must(worker, "GET", `${base}/enquiries/${enquiry}`, { as: people.sue });
    return { visitor: who, enquiry, contact: card.contact.id };
  }

  test("are kept of everybody who asks: what they say, agreed to and asked, each with who says so", async () => {
    const eve = await asker({ name: "Eve Adams", email: "eve@a.example", phone: "+44 (20) 7946-0958", agreed: "yes" });
    const page = await read(eve.contact);
    assert.deepEqual(page.names, [{ value: "Eve Adams", source: "said" }]);
    assert.deepEqual([page.emails[0].source, page.phones[0].value, page.languages], ["said", "+44 (20) 7946-0958", [{ value: "ja", source: "seen" }]]);
    assert.deepEqual(page.enquiries.map(({ enquiry, entry_name, contact_point }) => [enquiry, entry_name, contact_point]), [[eve.enquiry, "Sales", "site:shop.example"]]);
    const [consent] = page.consents;
    assert.deepEqual([consent.kind, consent.enquiry, consent.contact_point], ["agreed", eve.enquiry, "site:shop.example"]);
    assert.ok(consent.at_ms > Date.now() - 60_000 && page.last_seen_ms > Date.now() - 60_000);
    await sleep();
    assert.deepEqual(await read(eve.contact), page, "the same after a sleep");
  });

  test("are written by staff, who are told when somebody else did meanwhile; what the visitor says stays as it is", async () => {
    const { fields } = await must(worker, "PUT", `${base}/contact-fields`, {
      as: people.owner,
      body: { fields: [{ name: "Customer since", kind: "date" }, { name: "Discount", kind: "number" }, { name: "Plan", kind: "choice", options: ["Free", "Gold"] }] },
    });
    const [since, discount, plan] = fields.map(({ id }) => id);
    const label = await must(worker, "POST", `${base}/labels`, { as: people.owner, body: { name: "VIP", color: "amber" } });
    const { contact } = await asker({ name: "The King" });
    const put = (body, as = people.ada) => request(worker, "PUT", `${base}/contacts/${contact}`, { as, body });
    const first = await read(contact);
    const written = { name: "Kim Grey", email: "kim@a.example", country: "jp", fields: { [since]: "2019-02-28", [plan]: "Gold" }, labels: [label.id] };
    const { status, body: page } = await put({ revision: first.revision, ...written });
    assert.equal(status, 200);
    assert.deepEqual(page.names, [{ value: "Kim Grey", source: "written" }, { value: "The King", source: "said" }]);
    assert.deepEqual(page.written, { ...written, country: "JP" });
    assert.deepEqual(refusal(await put({ revision: first.revision, name: "Other" }, people.sue)), [409, "changed_meanwhile", undefined]);
    for (const [bad, field] of [
      [{ fields: { [discount]: "lots" } }, `fields.${discount}`],
      [{ fields: { [since]: "2019-02-29" } }, `fields.${since}`],
      [{ fields: { [plan]: "gold" } }, `fields.${plan}`],
      [{ fields: { [newId("fld")]: "x" } }, undefined],
      [{ labels: [newId("lbl")] }, "labels"],
      [{ email: "nonsense" }, undefined],
    ]) {
      const answer = await put(bad);
      assert.deepEqual(refusal(answer).slice(0, 2), [400, "malformed"], JSON.stringify(bad));
      if (field) assert.equal(answer.body.error.field, field);
    }
    // Undone as the page does it: by what was there before.
    const back = await put({ revision: page.revision, ...first.written });
    assert.deepEqual([back.status, back.body.names, back.body.written], [200, first.names, {}]);
    await put(written);
    assert.deepEqual((await list(`label=${label.id}`)).contacts.map(({ name }) => name), ["Kim Grey"]);
    // A field that is gone hides nothing that was written, and stands in nobody's way.
    await must(worker, "PUT", `${base}/contact-fields`, { as: people.owner, body: { fields: fields.slice(0, 1) } });
    assert.equal((await put({ ...written, name: "Kim" })).status, 200);
    assert.deepEqual((await read(contact)).written.fields, written.fields);
  });

  test("are noted by staff; who wrote a note, or supervises, removes it", async () => {
    const { contact } = await asker({ name: "Nora Note" });
    const note = { note: newId("not"), body: "Likes tea." };
    const at = `${base}/contacts/${contact}/notes`;
    for (let times = 0; times < 2; times += 1) await must(worker, "POST", at, { as: people.ada, body: note });
    const { notes } = await read(contact, people.ada);
    assert.deepEqual(notes.map(({ body, by_name }) => [body, by_name]), [["Likes tea.", "Ada"]], "sent twice, kept once");
    for (const [as, body] of [[people.ada, "Likes coffee."], [people.sue, "Likes tea."]]) {
      assert.deepEqual(refusal(await request(worker, "POST", at, { as, body: { ...note, body } })).slice(0, 2), [409, "taken"], "another note by the same id isn't lost without a word");
    }
    // Ben may see them too, once they asked what he serves.
    const other = await makeVisitor(worker, service);
    const theirs = await asker({}, "support", other);
    await must(worker, "POST", `${base}/contacts/${theirs.contact}/notes`, { as: people.sue, body: { note: newId("not"), body: "From Sue" } });
    const [sues] = (await read(theirs.contact, people.ben)).notes;
    assert.deepEqual(refusal(await request(worker, "DELETE", `${base}/contacts/${theirs.contact}/notes/${sues.id}`, { as: people.ben })).slice(0, 2), [403, "forbidden"]);
    assert.deepEqual((await must(worker, "DELETE", `${at}/${note.note}`, { as: people.sue })).notes, []);
    assert.equal((await request(worker, "DELETE", `${at}/${note.note}`, { as: people.sue })).status, 200, "the same again");
  });

  test("are seen by agents only with an enquiry that they may read, and without those that they may not", async () => {
    const who = await makeVisitor(worker, service);
    const { contact, enquiry } = await asker({ name: "Both Ways", agreed: "yes" }, "sales", who);
    assert.deepEqual(refusal(await request(worker, "GET", `${base}/contacts/${contact}`, { as: people.ben })).slice(0, 2), [404, "not_found"]);
    assert.deepEqual(await found("both", people.ben), []);
    for (const [method, below, body] of [["PUT", "", {}], ["POST", "/notes", { note: newId("not"), body: "x" }]]) {
      assert.equal((await request(worker, method, `${base}/contacts/${contact}${below}`, { as: people.ben, body })).status, 404, method);
    }
    const second = await asker({}, "support", who);
    assert.equal(second.contact, contact);
    const page = await read(contact, people.ben);
    assert.deepEqual([page.enquiries.map((row) => row.enquiry), page.more_enquiries, page.suggestions], [[second.enquiry], 0, undefined]);
    assert.deepEqual(page.consents, [], "nor what they agreed to there, nor that there is more");
    const all = await read(contact, people.sue);
    assert.deepEqual([all.enquiries.map((row) => row.enquiry), all.consents.length], [[second.enquiry, enquiry], 1]);
    // The same once both have left the Desk.
    for (const one of [enquiry, second.enquiry]) await must(worker, "POST", `${base}/enquiries/${one}/answer`, { as: one === enquiry ? people.ada : people.ben });
    for (const one of [enquiry, second.enquiry]) {
      const room = await openRoom(worker, service, who, one);
      room.send({ type: "close" });
      await room.until(({ entry, entries = [] }) => [entry, ...entries].some((it) => it?.kind === "closed"));
      await room.end?.();
    }
    for (let tries = 0; (await read(contact)).enquiries.some(({ phase }) => phase !== "closed") && tries < 100; tries += 1) await new Promise((done) => setTimeout(done, 20));
    assert.deepEqual((await read(contact, people.ben)).enquiries.map((row) => row.enquiry), [second.enquiry]);
    assert.deepEqual(await found("both", people.ada), ["Both Ways"]);
  });

  test("are found by any word, an address or a number however written, sorted, and listed page by page", async () => {
    await asker({ name: "Zoë Ångström", email: "zoe@far.example", phone: "0800 123 456" });
    for (const typed of ["zoë", "ÅNGS", "zoe@", "0800-12", "080012345"]) assert.deepEqual(await found(typed), ["Zoë Ångström"], typed);
    for (const typed of ["ngstr", "far.example", "%", "_", "' OR 1=1 --", "123 456"]) assert.deepEqual(await found(typed), [], typed);
    for (let number = 0; number < 60; number += 1) await asker({ name: `Many ${String(number).padStart(3, "0")}` });
    for (const sort of ["last_seen", "name"]) {
      const names = [];
      let after = "";
      do {
        const page = await list(`sort=${sort}&search=many${after && `&after=${encodeURIComponent(after)}`}`);
        assert.ok(page.contacts.length <= 50);
        names.push(...page.contacts.map(({ name }) => name));
        after = page.next;
        assert.doesNotMatch(after ?? "", /many/i, "no name in an address");
      } while (after);
      const wanted = Array.from({ length: 60 }, (_, number) => `Many ${String(number).padStart(3, "0")}`);
      assert.deepEqual(names, sort === "name" ? wanted : wanted.reverse(), sort);
    }
    for (const bad of ["after=nonsense", "sort=age", "label=x", `search=${"x".repeat(255)}`, "sort=last_seen&after=con_1.x"]) {
      assert.deepEqual(refusal(await request(worker, "GET", `${base}/contacts?${bad}`, { as: people.sue })).slice(0, 2), [400, "malformed"], bad);
    }
  });

  test("that are one person are merged and parted again, with what came to each since", async () => {
    const one = await asker({ name: "Max", email: "max@a.example" });
    const other = await asker({ name: "Maxine", email: "max@a.example" });
    const put = (contact, body) => must(worker, "PUT", `${base}/contacts/${contact}`, { as: people.sue, body });
    await put(one.contact, { name: "Maxine Power" });
    await put(other.contact, { phone: "+1 555 0100" });
    const [before, beforeOther] = [await read(one.contact), await read(other.contact)];
    assert.deepEqual(before.suggestions.map(({ contact, why }) => [contact, why]), [[other.contact, "email"]]);
    const merge = (body, as = people.sue) => request(worker, "POST", `${base}/contacts/${one.contact}/merged`, { as, body });
    assert.equal((await merge({ contact: other.contact }, people.ada)).status, 403);
    const { body: page } = await merge({ contact: other.contact });
    assert.deepEqual([page.contact, page.enquiries.length, page.merged.map(({ contact, why, by_name }) => [contact, why, by_name]), page.suggestions], [one.contact, 2, [[other.contact, "email", "Sue"]], undefined]);
    assert.deepEqual([page.written.name, page.written.phone], ["Maxine Power", "+1 555 0100"]);
    assert.equal((await read(other.contact)).contact, one.contact, "by either id");
    assert.deepEqual((await found("max")).length, 1);
    assert.deepEqual(refusal(await merge({ contact: other.contact })).slice(0, 2), [409, "taken"]);
    assert.deepEqual(refusal(await merge({ contact: newId("con") })).slice(0, 2), [404, "not_found"]);
    // What comes later: to the one that it belongs to.
    const later = await asker({}, "support", other.visitor);
    await put(one.contact, { ...page.written, phone: "+1 555 0199", email: "power@a.example" });
    await sleep();
    assert.equal((await request(worker, "PUT", `${base}/contacts/${one.contact}`, { as: people.sue, body: { revision: before.revision } })).status, 409);
    const parted = await must(worker, "DELETE", `${base}/contacts/${one.contact}/merged/${other.contact}`, { as: people.sue });
    const second = await read(other.contact);
    assert.deepEqual([parted.written, second.written], [{ name: "Maxine Power", email: "power@a.example" }, { phone: "+1 555 0199" }]);
    assert.deepEqual([parted.enquiries.map((row) => row.enquiry), second.enquiries.map((row) => row.enquiry)], [[one.enquiry], [later.enquiry, other.enquiry]]);
    assert.deepEqual([parted.names, second.names], [before.names, beforeOther.names]);
    assert.ok(parted.revision > page.revision && second.revision > page.revision);
    assert.equal(parted.suggestions, undefined, "who was parted is suggested no more");
    assert.deepEqual(refusal(await request(worker, "DELETE", `${base}/contacts/${one.contact}/merged/${other.contact}`, { as: people.sue })).slice(0, 2), [409, "changed_meanwhile"]);
    assert.equal((await found("max")).length, 2);
  });

  test("a suggestion is taken away by who knows better", async () => {
    const one = await asker({ name: "Tim", phone: "070 1234567" });
    const other = await asker({ name: "Tom", phone: "070/123 45 67" });
    assert.deepEqual((await read(one.contact)).suggestions.map(({ contact, why }) => [contact, why]), [[other.contact, "phone"]]);
    const apart = await must(worker, "PUT", `${base}/contacts/${one.contact}/apart/${other.contact}`, { as: people.sue });
    assert.deepEqual([apart.suggestions, (await read(other.contact)).suggestions], [undefined, undefined]);
  });

  describe("signed identity", { concurrency: false }, () => {
    let secret;
    const claims = (sub, more = {}) => ({ sub, aud: "known", exp: inAnHour(), ...more });
    const identify = (identity, as) => must(worker, "POST", `${base}/visitors`, { as, body: { identity } });
    const bearer = ({ visitor, token }) => ({ visitor, bearer: token });
    const state = () => must(worker, "GET", `${base}/identity`, { as: people.owner });

    test("counts with the service's secret, which admins make and see once; every other token is a claim of nobody", async () => {
      assert.deepEqual(await state(), {});
      assert.equal((await identify(jwt("x", claims("42")))).identity, "refused", "before there is a secret");
      ({ secret } = await must(worker, "POST", `${base}/identity`, { as: people.owner, body: {} }));
      assert.match(secret, /^fdi_[\w-]{43}$/);
      const kept = await state();
      assert.ok(!JSON.stringify(kept).includes(secret) && secret.endsWith(kept.hint) && kept.made_by === "Olivia Owner");
      const mallory = (more) => claims("42", { name: "Mallory", ...more });
      const wrong = {
        malformed: "a.b.c",
        signature: jwt(`${secret}x`, mallory({})),
        algorithm: jwt(secret, mallory({}), { alg: "none" }),
        audience: jwt(secret, mallory({ aud: "other" })),
        expired: jwt(secret, mallory({ exp: Math.floor(Date.now() / 1000) - 120 })),
        too_long: jwt(secret, mallory({ exp: inAnHour() + 90_000 })),
        subject: jwt(secret, claims("", { name: "Mallory" })),
      };
      for (const [why, token] of Object.entries(wrong)) {
        const { identity, visitor } = await identify(token);
        assert.equal(identity, "refused", why);
        assert.match(visitor, /^vis_/, "and yet the chat goes on");
        assert.equal((await state()).refused_for, why);
      }
      await identify("a.b.c");
      assert.equal((await state()).refused_for, "subject", "what anybody can send doesn't hide what the backend does wrong");
      for (const body of [{ identity: 5 }, "x", { identity: {} }]) {
        assert.deepEqual(refusal(await request(worker, "POST", `${base}/visitors`, { body })).slice(0, 2), [400, "malformed"], JSON.stringify(body));
      }
      assert.deepEqual(await found("mallory"), [], "nothing was kept of any");
    });

    test("makes browsers one person, shows the history on each, and marks what was signed", async () => {
      const phone = bearer(await identify(jwt(secret, claims("eve-1", { name: "Eve Signed", email: "eve@signed.example" }))));
      const asked = await asker({ name: "I am Root", email: "root@a.example" }, "sales", phone);
      const page = await read(asked.contact);
      assert.deepEqual([page.verified, page.names], [["eve-1"], [{ value: "Eve Signed", source: "verified" }, { value: "I am Root", source: "said" }]]);
      // Another browser: asks first, signs in later.
      const laptop = await makeVisitor(worker, service);
      const before = await asker({ name: "Eve on laptop" }, "support", laptop);
      const during = await identify(jwt(secret, claims("eve-1")), laptop);
      assert.deepEqual([during.identity, during.visitor], ["verified", laptop.visitor], "a chat that runs goes on where it is");
      const whole = await read(before.contact);
      assert.deepEqual([whole.contact, whole.enquiries.length, whole.merged.map(({ why, by_name }) => [why, by_name])], [asked.contact, 2, [["verified", undefined]]]);
      // A third, where nothing runs, becomes the person at once.
      const third = await identify(jwt(secret, claims("eve-1")));
      assert.equal(third.visitor, phone.visitor);
      const own = await must(worker, "GET", `${base}/visitor/enquiries`, { as: bearer(third) });
      assert.deepEqual(own.enquiries.map(({ enquiry }) => enquiry), [asked.enquiry]);
      // Somebody else on the same browser is somebody else, whatever was signed in before.
      const bob = await identify(jwt(secret, claims("bob-2")), bearer(third));
      assert.notEqual(bob.visitor, phone.visitor);
      assert.deepEqual((await must(worker, "GET", `${base}/visitor/enquiries`, { as: bearer(bob) })).enquiries, []);
      assert.deepEqual((await identify(jwt(secret, claims("bob-2")))).visitor, bob.visitor);
    });

    test("gives a person a visitor of their own: whoever kept a token of the browser reads nothing of theirs", async () => {
      const shared = await makeVisitor(worker, service);
      const signed = bearer(await identify(jwt(secret, claims("ida-5")), shared));
      assert.notEqual(signed.visitor, shared.visitor);
      const asked = await asker({ name: "Ida" }, "sales", signed);
      const own = async (as) => (await must(worker, "GET", `${base}/visitor/enquiries`, { as })).enquiries.map(({ enquiry }) => enquiry);
      assert.deepEqual([await own(signed), await own(shared)], [[asked.enquiry], []]);
      // A chat that runs goes on where it is, and makes its visitor nobody's home either.
      const kiosk = await makeVisitor(worker, service);
      await asker({ name: "At a kiosk" }, "support", kiosk);
      assert.equal((await identify(jwt(secret, claims("joe-6")), kiosk)).visitor, kiosk.visitor);
      assert.notEqual((await identify(jwt(secret, claims("joe-6")))).visitor, kiosk.visitor);
    });

    test("joins nobody with whom the backend signed to be somebody else", async () => {
      const ann = await asker({ name: "Ann" }, "sales", bearer(await identify(jwt(secret, claims("ann-7")))));
      const tablet = await makeVisitor(worker, service);
      const there = await asker({ name: "On the family's tablet" }, "support", tablet);
      await must(worker, "POST", `${base}/contacts/${ann.contact}/merged`, { as: people.sue, body: { contact: there.contact } });
      const max = bearer(await identify(jwt(secret, claims("max-8"))));
      const asked = await asker({ name: "Max" }, "sales", max);
      await identify(jwt(secret, claims("max-8")), tablet);
      assert.deepEqual([(await read(ann.contact)).verified, (await read(asked.contact)).verified], [["ann-7"], ["max-8"]]);
    });

    test("is a fact about who is in a chat: whom staff merge with somebody verified isn't verified by that", async () => {
      const gus = await asker({}, "sales", bearer(await identify(jwt(secret, claims("gus-9", { name: "Gus Signed", email: "gus@signed.example" })))));
      const liar = await asker({ name: "Gus Signed", email: "gus@a.example" });
      await must(worker, "POST", `${base}/contacts/${gus.contact}/merged`, { as: people.sue, body: { contact: liar.contact } });
      const beside = async ({ enquiry }) => (await must(worker, "GET", `${base}/enquiries/${enquiry}`, { as: people.sue })).person;
      const [real, other] = [await beside(gus), await beside(liar)];
      assert.deepEqual([real.verified, real.name, other.verified, other.name], [true, "Gus Signed", undefined, undefined]);
      assert.deepEqual([real.email, other.email], ["gus@signed.example", undefined], "nor is their mail sent there");
      await must(worker, "PUT", `${base}/contacts/${gus.contact}`, { as: people.sue, body: { name: "Gus" } });
      assert.deepEqual([(await beside(liar)).name, (await list("search=gus")).contacts[0].verified], ["Gus", undefined]);
    });

    test("keeps a browser who it is, also when an older contact turns out to be the same person", async () => {
      const tablet = await makeVisitor(worker, service);
      const older = await asker({ name: "On a tablet" }, "support", tablet);
      const phone = bearer(await identify(jwt(secret, claims("old-4"))));
      const newer = await asker({ name: "On a phone" }, "sales", phone);
      await identify(jwt(secret, claims("old-4")), tablet);
      assert.equal((await read(older.contact)).contact, newer.contact);
      assert.equal((await identify(jwt(secret, claims("old-4")), phone)).visitor, phone.visitor);
    });

    test("never joins those again whom staff parted", async () => {
      const one = bearer(await identify(jwt(secret, claims("pat-3"))));
      const first = await asker({ name: "Pat" }, "sales", one);
      const two = await makeVisitor(worker, service);
      const second = await asker({ name: "Not Pat" }, "support", two);
      await identify(jwt(secret, claims("pat-3")), two);
      assert.equal((await read(second.contact)).contact, first.contact);
      await must(worker, "DELETE", `${base}/contacts/${first.contact}/merged/${second.contact}`, { as: people.sue });
      await identify(jwt(secret, claims("pat-3")), two);
      assert.equal((await read(second.contact)).contact, second.contact);
    });

    test("goes on by the secret in use when a change is sent again: its first answer may be lost", async () => {
      const used = secret;
      const rotate = () => must(worker, "POST", `${base}/identity`, { as: people.owner, body: { former: "a_day" } });
      const lost = await rotate();
      ({ secret } = await rotate());
      const outcomes = [];
      for (const one of [used, secret, lost.secret]) outcomes.push((await identify(jwt(one, claims("eve-1")))).identity);
      assert.deepEqual(outcomes, ["verified", "verified", "refused"]);
    });

    test("lasts a day, not longer by being renewed, and ends with the secret that others may know", async () => {
      const first = await identify(jwt(secret, claims("zed-10")));
      const asked = await asker({ name: "Zed" }, "sales", bearer(first));
      assert.ok(first.expires_at_ms <= Date.now() + 86_400_000);
      const renewed = await must(worker, "POST", `${base}/visitors`, { as: bearer(first) });
      assert.deepEqual([renewed.visitor, renewed.expires_at_ms], [first.visitor, first.expires_at_ms]);
      const unsure = await identify("a.b.c", bearer(first));
      assert.deepEqual([unsure.visitor, unsure.expires_at_ms, unsure.identity], [first.visitor, first.expires_at_ms, "refused"]);
      const own = async (as) => (await request(worker, "GET", `${base}/visitor/enquiries`, { as })).status;
      const anybody = await makeVisitor(worker, service);
      assert.deepEqual([await own(bearer(renewed)), await own(anybody)], [200, 200]);
      const known = secret;
      ({ secret } = await must(worker, "POST", `${base}/identity`, { as: people.owner, body: { former: "ends" } }));
      assert.equal((await state()).refused_at_ms, undefined, "what was wrong with tokens by another secret");
      assert.equal((await state()).former_until_ms, undefined);
      assert.equal((await identify(jwt(known, claims("zed-10")))).identity, "refused");
      for (const one of [first, renewed, unsure]) assert.equal(await own(bearer(one)), 401);
      const file = `${base}/visitor/enquiries/${asked.enquiry}/files/${newId("fil")}`;
      assert.equal((await request(worker, "GET", file, { as: bearer(first) })).status, 401);
      const nobody = await must(worker, "POST", `${base}/visitors`, { as: bearer(first) });
      assert.notEqual(nobody.visitor, first.visitor);
      assert.equal(await own(anybody), 200, "who is nobody in particular goes on");
      const again = await identify(jwt(secret, claims("zed-10")), bearer(first));
      assert.deepEqual([again.visitor, await own(bearer(again))], [first.visitor, 200]);
    });

    test("goes on by the former secret for a day after a change, and ends at once when it is ended", async () => {
      const former = secret;
      ({ secret } = await must(worker, "POST", `${base}/identity`, { as: people.owner, body: {} }));
      assert.notEqual(secret, former);
      for (const one of [former, secret]) assert.equal((await identify(jwt(one, claims("eve-1")))).identity, "verified");
      assert.ok((await state()).former_until_ms > Date.now());
      const last = await identify(jwt(secret, claims("eve-1")));
      assert.equal((await request(worker, "DELETE", `${base}/identity`, { as: people.owner })).status, 204);
      for (const one of [former, secret]) assert.equal((await identify(jwt(one, claims("eve-1")))).identity, "refused");
      assert.equal((await request(worker, "GET", `${base}/visitor/enquiries`, { as: bearer(last) })).status, 401, "nobody is signed in by one");
    });
  });
});
