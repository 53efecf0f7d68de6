// Bad input on every route: whatever is sent, the answer says what is wrong in the one shape of errors, is never a fault of
// ours, and the service goes on. What is sent comes from a printed seed: FRONTDESK_SEED=… sends the same again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { FULL } from "../kit/bar.mjs";
import { PASSWORD, makeService, makeVisitor, must, newId, raise, request } from "../kit/people.mjs";
import { seeded } from "../kit/random.mjs";
import { routes } from "../kit/routes.mjs";
import { SETUP_KEY, startHarness } from "../kit/worker.mjs";

const ROUNDS = FULL ? 200 : 12;
const random = seeded();

let worker, table, acme, visitor;
before(async () => {
  worker = await startHarness();
  // All but signing out, which would leave nobody to go on.
  table = (await routes(worker)).filter(({ isSocket, name }) => !isSocket && name !== "SignOut");
  acme = await makeService(worker, { staff: { ben: "agent" }, tags: { sales: ["ben"] } });
  visitor = await makeVisitor(worker, acme);
});
after(() => worker.stop());

/** The owner, or whoever else the route is for. */
const caller = (route) => (route.caller === "visitor" ? visitor : route.caller === "set_up_key" ? { bearer: SETUP_KEY } : acme.people.owner);

const PICTURE = `/files/acme/${"0".repeat(32)}.webp`;

const tag = () => ({ handle: `t${random.below(1e6)}`, name: "Tag", description: "For all", names: { ja: "タグ" }, descriptions: { ja: "みんなへ" }, icon: "heart", picture: PICTURE, calls: true, destinations: [{ name: "Line", staff: [acme.people.ben.id], wait_s: 60, call_wait_s: 30 }] });

const calls = () => ({ voice: true, video: true, screen: false, record: true, listen: true, shows_listeners: false });

const schedule = () => ({ name: "Office", time_zone: "Asia/Tokyo", week: [{ day: "mon", from: "09:00", to: "18:00" }], days: [{ date: "2026-12-25", name: "Christmas", yearly: true, hours: [] }] });

const link = (tag = acme.tags.sales.id) => ({ handle: `l${random.below(1e6)}`, name: "Poster", target: { kind: "tag", tag }, button: { en: "Ask" }, ends_at_ms: 2e12, qr: {}, qr_picture: PICTURE.replace("webp", "png") });

const campaign = () => ({ name: `Spring ${random.below(1e6)}`, values: { utm_source: "poster" } });

const cta = (tag = acme.tags.sales.id) => ({ name: "Summer", handle: `c${random.below(1e6)}`, target: { kind: "tag", tag }, text: { en: "Ask" }, show: { pages: ["/"], after_s: 1 } });

const messages = (tag = acme.tags.sales.id) => ({ name: `Set ${random.below(1e6)}`, tags: [tag], welcome: { on: true, text: { en: "Hello" }, buttons: [{ text: { en: "Help" }, link: "https://a.example/" }] }, waiting: { on: true, text: { en: "{people} can see this" } }, waiting_after_s: 20, auto_close: { after_s: 600, warn_s: 60 } });
const form = (tag = acme.tags.sales.id) => ({
  name: "Ours",
  on: true,
  moment: "offline",
  tags: [tag],
  introduction: { en: "Hello" },
  fields: [
    { label: { en: "E-mail" }, required: true, kind: "email", fills: "email" },
    { label: { en: "Size" }, hint: { en: "Of the tent" }, kind: "choice", options: [{ words: { en: "Small" } }, { words: { en: "Large" } }] },
    { label: { en: "Privacy" }, kind: "consent", text: { en: "I agree." }, link: "https://a.example/" },
  ],
});

/** What is right, for random changes to spoil. */
const VALID = {
  SetUp: () => ({ slug: "mutant", name: "Mutant", time_zone: "UTC", languages: ["en"], sites: ["https://a.example"], show_online: true, calls: calls(), owner_name: "O", owner_email: "o@a.example", owner_password: PASSWORD }),
  RaiseEnquiry: () => ({ enquiry: newId("enq"), entry: { kind: "tag", tag: acme.tags.sales.id }, mode: "call", page: { url: "https://a.example/", title: "A" }, referrer: "https://b.example/", language: "en", time_zone: "UTC", former: newId("enq"), form: { language: "en", answers: [{ field: newId("fld"), value: "Eve" }] } }),
  MailTranscript: () => ({ to: "cleo@example.com", language: "en" }),
  TransferEnquiry: () => ({ to: { kind: "tag", tag: acme.tags.sales.id }, note: "Be kind", if_nobody: "blind", keep_sight: true }),
  TakeOver: () => ({ from: acme.people.ben.id, former: "leaves" }),
  SignIn: () => ({ email: `p${random.below(1e9)}@example.com`, password: "wrong wrong" }),
  ChangePassword: () => ({ current: "wrong wrong", new: "another long password" }),
  UpdateServiceSettings: () => ({ name: "Acme", time_zone: "Europe/London", languages: ["en"], sites: ["https://a.example"], show_online: false, link_previews: true, calls: calls() }),
  TagWithDestinations: () => tag(),
  UpdateTagWithDestinations: () => ({ revision: random.below(3), ...tag() }),
  Import: () => ({ export: { frontdesk: 1, service: "acme", at_ms: 1, staff: [{ id: acme.people.ben.id, handle: "ben" }], items: [{ id: newId("tag"), kind: "tag", value: tag() }] }, trial: random.below(2) === 0, leave_out_missing: false }),
  ScheduleSettings: () => schedule(),
  UpdateScheduleSettings: () => ({ revision: random.below(3), ...schedule() }),
  Link: () => link(),
  UpdateLink: () => ({ revision: random.below(3), ...link() }),
  Campaign: () => campaign(),
  UpdateCampaign: () => ({ revision: random.below(3), ...campaign() }),
  Cta: () => cta(),
  UpdateCta: () => ({ revision: random.below(3), ...cta() }),
  Form: () => form(),
  UpdateForm: () => ({ revision: random.below(3), ...form() }),
  UpdateAppearance: () => ({ revision: random.below(3), color: "#2457e6", scheme: "auto", side_px: 20, label: { en: "Ask us" }, tags: [acme.tags.sales.id] }),
  Messages: () => messages(),
  UpdateMessages: () => ({ revision: random.below(3), ...messages() }),
  SeenCtas: () => ({ page: "https://a.example/", ctas: ["cta:summer"] }),
  CheckInstall: () => ({ address: "http://127.0.0.1:1/" }),
  PushSubscription: () => ({ endpoint: "https://web.push.apple.com/x", keys: { p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg" }, language: "en", stays_available: true }),
  QuietHours: () => ({ on: true, time_zone: "Asia/Tokyo", week: [{ day: "mon", from: "22:00", to: "08:00" }] }),
  VisitorSubscription: () => ({ endpoint: "https://web.push.apple.com/y", keys: { p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg" }, language: "en" }),
  RoutingTrial: () => ({ entry: { kind: "tag", tag: acme.tags.sales.id }, mode: "call", at_ms: 1_800_000_000_000, language: "ja", country: "JP", served: { staff: acme.people.ben.id, at_ms: 1_799_000_000_000 }, draw: 7, present: "now" }),
  Reorder: () => ({ order: [acme.tags.sales.id] }),
  UpdateStaffUpdate: () => ({ revision: random.below(3), handle: "benny", name: "Ben", title: "Agent", role: "agent", listed: true, max_rooms: 3, photo: PICTURE, languages: ["en", "ja"], reach: "team", calls: true }),
  ChangePhoto: () => ({ photo: PICTURE }),
  Invite: () => ({ email: "new@example.com", role: "agent" }),
  CannedWords: () => ({ shared: true, key: `k${random.below(1e9)}`, body: "Hello {visitor}" }),
  HookSettings: () => ({ address: "https://hooks.example.com/", topics: ["enquiry.raised", "message.visitor"], texts: true, on: true }),
  MakeToken: () => ({ name: "Prober", scopes: ["read_enquiries"], ends_at_ms: 1_900_000_000_000 }),
  Label: () => ({ name: `Label ${random.below(1e9)}`, color: "blue", description: "A label" }),
  UpdateLabel: () => ({ revision: random.below(3), name: `Label ${random.below(1e9)}`, color: "blue", description: "A label" }),
  UpdateClosing: () => ({ revision: random.below(3), label_required: false }),
  BlockVisitor: () => ({ reason: "Threats", until_ms: 1_900_000_000_000, network: true }),
  UpdateKeeping: () => ({ revision: random.below(3), file_kinds: ["image", "document"], max_file_bytes: 10_485_760 }),
  RateEnquiry: () => ({ scale: "stars", grade: 5, comment: "Fine" }),
  IdentityProof: () => ({ identity: "a.b.c" }),
  RotateIdentity: () => ({ former: "a_day" }),
  WriteContact: () => ({ revision: random.below(3), name: "Eve", email: "eve@a.example", phone: "+1 555 0100", language: "en", country: "JP", fields: { [newId("fld")]: "x" }, labels: [newId("lbl")] }),
  NoteContact: () => ({ note: newId("not"), body: "Likes tea" }),
  SetReminder: () => ({ reminder: newId("rem"), staff: acme.people.ben.id, due_ms: Date.now() + 3_600_000, note: "Ask again" }),
  ChangeReminder: () => ({ staff: acme.people.ben.id, due_ms: Date.now() + 7_200_000 }),
  MergeWith: () => ({ contact: newId("con") }),
  UpdateContactFields: () => ({ revision: random.below(3), fields: [{ name: `F ${random.below(1e6)}`, kind: "choice", options: ["A", "B"] }, { name: "Since", kind: "date" }] }),
  Search: () => ({ text: "hello world", tag: acme.tags.sales.id, staff: acme.people.ben.id, label: newId("lbl"), contact_point: "site:acme.example", contact: newId("con"), enquiry: newId("enq"), from_ms: 1, until_ms: 1_900_000_000_000, before: "1" }),
  Draft: () => ({ reply: "Hello", note: "Ask Ben" }),
  SeenMentions: () => ({ enquiry: newId("enq") }),
  WriteChannel: () => ({ kind: random.pick(["line", "wechat", "telegram"]), name: "Acme on LINE", tag: acme.tags.sales.id, on: true, fields: { channel_id: "2000000001", channel_secret: "5d0e8c2b7f4149a6b3c1d2e4f5061728" } }),
  MakeSpace: () => ({ space: newId("spc"), access: random.pick(["public", "private"]), name: "Returns", description: "What came back", members: [] }),
  SpaceWords: () => ({ access: "public", name: "Returns", description: "What came back", archived: false }),
  SpaceMembership: () => ({ manages: true }),
  MuteSpace: () => ({ muted: true }),
  SendTemplate: () => ({ message: newId("msg"), name: "ready", language: "en", filled: ["Eve"] }),
  SayMessage: () => ({ message: newId("msg"), body: "Hello" }),
  Mark: () => ({ delivered: 3, read: 2 }),
  StartFile: () => ({ file: newId("fil"), message: newId("msg"), name: "a.png", bytes: 100, media_type: "image/png" }),
  AcceptInvitation: () => ({ secret: "x", name: "New", password: PASSWORD }),
};

const ODD = [null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, "", " ", "\u0000", "\ud800", "‮x", "../..", "'; DROP TABLE staff; --", "x".repeat(5_000), [], {}, [[]], "__proto__", "NaN", "enq_", newId("enq")];

/** One change somewhere in a value. */
function spoil(value) {
  if (value === null || typeof value !== "object" || random.below(4) === 0) return random.pick(ODD);
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const key = random.pick(Object.keys(copy));
  if (key === undefined) return random.pick(ODD);
  const kind = random.below(6);
  if (kind === 0) delete copy[key];
  else if (kind === 1) copy[`${key}x`] = copy[key];
  else if (kind === 2 && Array.isArray(copy)) copy.push(...Array(random.below(200)).fill(copy[0]));
  else copy[key] = spoil(copy[key]);
  return copy;
}

const path = (route) => {
  const ids = [newId("enq"), newId("spc"), acme.tags.sales.id, acme.people.ben.id, "%00", "%2e%2e", "x".repeat(500), "enq_%F0%9F%98%80", "order", "-1", "'"];
  const value = () => random.pick(ids);
  return route.path({ service: "acme", enquiry: value(), session: value(), item: value(), change: value(), staff: value(), invitation: value(), file: value(), part: value(), canned: value(), token: value(), hook: value(), contact: value(), other: value(), note: value(), delivery: value(), label: value(), block: value(), erasure: value(), reminder: value(), room: value(), space: value(), entry: value(), account: value() });
};

function check(what, { status, body, headers }) {
  assert.ok(status < 500, `${what}: ${status} ${JSON.stringify(body)}`);
  if (status < 400) return;
  assert.match(headers.get("content-type") ?? "", /application\/json/, what);
  assert.deepEqual(Object.keys(body), ["error"], what);
  assert.match(body.error.code, /^[a-z_]+$/, what);
  assert.ok(body.error.message.length > 0, what);
  // Nothing of how it is made, and no place in a text that nobody wrote by hand.
  assert.doesNotMatch(body.error.message, /panick|unwrap|\.rs\b|SQLITE|at line \d+ column \d+ at line/, what);
}

async function isWell() {
  assert.equal((await request(worker, "GET", `${acme.base}/session`, { as: acme.people.owner })).status, 200);
  assert.equal((await must(worker, "GET", `${acme.base}/directory`)).service.slug, "acme");
}

test("bytes that are no JSON", async () => {
  for (const route of table.filter(({ method }) => method !== "GET")) {
    for (let round = 0; round < ROUNDS; round += 1) {
      const raw = random.bytes(random.below(300));
      const answer = await request(worker, route.method, path(route), { as: caller(route), raw, headers: { "content-type": "application/json" } });
      check(`${route.method} ${route.template} with ${Buffer.from(raw).toString("base64")}`, answer);
      if (route.body && raw.length > 0) assert.ok(answer.status >= 400);
    }
  }
  await isWell();
});

test("bodies with something wrong in them", async () => {
  const lacking = table.filter(({ body }) => body && !VALID[body]).map(({ body }) => body);
  assert.deepEqual(lacking, [], "an example of each body is above");
  for (const route of table.filter(({ body }) => body)) {
    for (let round = 0; round < ROUNDS * 4; round += 1) {
      let body = VALID[route.body]();
      for (let changes = 1 + random.below(3); changes > 0; changes -= 1) body = spoil(body);
      const answer = await request(worker, route.method, path(route), { as: caller(route), raw: JSON.stringify(body) ?? "null", headers: { "content-type": "application/json" } });
      check(`${route.method} ${route.template} with ${JSON.stringify(body)?.slice(0, 500)}`, answer);
    }
  }
  await isWell();
});

test("bodies of the wrong kind and size", async () => {
  const { people, tags } = await makeService(worker, { slug: "sizes", tags: { sales: ["owner"] } });
  const sizesVisitor = await makeVisitor(worker, { base: "/api/v1/services/sizes" });
  // What is in a room is told of to nobody else, not even that it was asked wrongly.
  const { enquiry } = await raise(worker, { base: "/api/v1/services/sizes" }, sizesVisitor, { tag: tags.sales });
  const make = (kind, body) => must(worker, "POST", `/api/v1/services/sizes/${kind}`, { as: people.owner, body });
  const { hook } = await make("hooks", VALID.HookSettings());
  const { card } = await must(worker, "GET", `/api/v1/services/sizes/enquiries/${enquiry}`, { as: people.owner });
  const { reminder } = await make(`enquiries/${enquiry}/reminders`, { reminder: newId("rem"), due_ms: Date.now() + 3_600_000 });
  const { space } = await make("spaces", VALID.MakeSpace());
  const made = {
    schedules: await make("schedules", schedule()),
    links: await make("links", link(tags.sales.id)),
    campaigns: await make("campaigns", campaign()),
    ctas: await make("ctas", cta(tags.sales.id)),
    messages: await make("messages", messages(tags.sales.id)),
    forms: await make("forms", form(tags.sales.id)),
    labels: await make("labels", VALID.Label()),
    tags: tags.sales,
  };
  for (const route of table.filter(({ body }) => body)) {
    const item = made[route.template.split("/")[5]]?.id;
    const address = route.path({ service: "sizes", item, staff: people.owner.id, enquiry, canned: newId("can"), hook: hook.hook, contact: card.contact.id, reminder, room: enquiry, space, account: "acme-line" });
    const who = { visitor: sizesVisitor, set_up_key: { bearer: SETUP_KEY } }[route.caller] ?? people.owner;
    const send = (raw, headers = { "content-type": "application/json" }) => request(worker, route.method, address, { as: who, raw, headers });
    const code = async (answer, expected) => {
      check(`${route.method} ${route.template}`, await answer);
      assert.equal((await answer).body?.error?.code, expected, `${route.method} ${route.template}`);
    };
    // Older widgets send no body there.
    if (route.name !== "BecomeVisitor") await code(send(undefined), "malformed");
    await code(send("{}", { "content-type": "text/plain" }), "malformed");
    await code(send("a=b", { "content-type": "application/x-www-form-urlencoded" }), "malformed");
    await code(send(`{"x":"${"x".repeat(route.name === "ImportSetup" ? 2_200_000 : 70_000)}"}`), "too_large");
    await code(send("[".repeat(60_000)), "malformed");
    // A field that nobody knows is skipped, however deep it goes; so this is good where all may be left out.
    const deep = await send(`{"a":${"[".repeat(200)}${"]".repeat(200)}}`);
    check(`${route.method} ${route.template}`, deep);
    if (deep.status >= 300) assert.equal(deep.body.error.code, "malformed", `${route.method} ${route.template}`);
    await code(send(new Uint8Array([0x22, 0xff, 0x22])), "malformed");
  }
  await isWell();
});

test("a body that never says how long it is ends at the limit", async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 16_384;
      controller.enqueue(new Uint8Array(16_384).fill(0x20));
      if (sent > 50_000_000) controller.close();
    },
  });
  const sending = fetch(`${worker.origin}${acme.base}/session`, { method: "POST", body: endless, duplex: "half", headers: { "content-type": "application/json", origin: worker.origin } });
  // Who goes on sending after the answer may find the connection cut before reading it.
  const answer = await sending.catch(() => undefined);
  if (answer) assert.equal(answer.status, 413);
  assert.ok(sent < 50_000_000, `${sent} bytes`);
  await isWell();
});

test("addresses that nobody made", async () => {
  const parts = ["api", "v1", "services", "acme", "tags", "..", ".", "", "%2f", "%00", "%", "ä", "😀", "internal", "{service}", "x".repeat(2_000), ";", "?", "&&=", "__proto__"];
  for (let round = 0; round < ROUNDS * 10; round += 1) {
    const address = `/api/${Array.from({ length: random.below(8) }, () => random.pick(parts)).join("/")}${random.pick(["", "?", "?a=b&&c", "?phase=%ff", "?before=x"])}`;
    const method = random.pick(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"]);
    const answer = await request(worker, method, address, { as: acme.people.owner, ...(["GET", "HEAD", "OPTIONS"].includes(method) ? {} : { body: {} }) });
    assert.ok(answer.status < 500, `${method} ${address}: ${answer.status}`);
  }
  await isWell();
});

test("lists asked for in odd ways", async () => {
  for (const query of ["", "phase=open", "phase=", "phase=missed&before=x", "phase=closed&before=%00", `phase=closed&before=${"9".repeat(400)}`, "phase=missed&phase=closed", "before=-1", "phase=closed&before=1e999", "phase=missed&limit=100000"]) {
    check(query, await request(worker, "GET", `${acme.base}/enquiries?${query}`, { as: acme.people.owner }));
  }
});

test("headers that make no sense", async () => {
  const cookies = ["", "=", ";;;", "__Host-frontdesk-acme", "__Host-frontdesk-acme=", `__Host-frontdesk-acme=${"x".repeat(4_000)}`, "__Host-frontdesk-acme=a; __Host-frontdesk-acme=b", "__Host-frontdesk-acme=\"quoted\""];
  for (const cookie of cookies) {
    assert.equal((await request(worker, "GET", `${acme.base}/session`, { headers: { cookie } })).status, 401, cookie);
  }
  const tokens = ["Bearer", "Bearer ", "Basic abc", "bearer x", `Bearer ${"x".repeat(8_000)}`, "Bearer v1..", "Bearer v1.e30.AAAA", `Bearer ${visitor.bearer} `, `Bearer ${visitor.bearer}x`];
  for (const authorization of tokens) {
    const { status } = await request(worker, "GET", `${acme.base}/visitor/enquiries`, { headers: { authorization } });
    assert.equal(status, authorization === `Bearer ${visitor.bearer} ` ? 200 : 401, authorization.slice(0, 60));
  }
  for (const agent of ["", "x".repeat(8_000), "Mozilla/5.0 \xff\xfe", "Chrome Windows Mobile"]) {
    assert.equal((await request(worker, "POST", `${acme.base}/visitors`, { body: {}, headers: { "user-agent": agent } })).status, 200);
  }
});
