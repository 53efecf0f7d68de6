// The stand-ins of WhatsApp and Messenger speak as Meta does: for each, a published client sends what they take, and its check of
// signatures takes what they send.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { GraphApiError, WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { normalizeWebhook, verifySignature } from "@kapso/whatsapp-cloud-api/server";
import { extractWebhookEvents, getWebhookEventType, Messenger, MessengerAPIError, verifyWebhookSignature, verifyWebhookSubscription } from "@warriorteam/messenger-sdk";

import { startCallback, startStandin } from "../kit/standin.mjs";

describe("WhatsApp", () => {
  /** The body of a webhook, if Meta's is its signature. */
  const genuine = ({ body, headers }) => {
    assert.match(body, /^[\x20-\x7e]*$/);
    assert.ok(verifySignature({ appSecret: whatsapp.secrets.app_secret, rawBody: body, signatureHeader: headers["x-hub-signature-256"] }));
    return JSON.parse(body);
  };
  let callback, whatsapp, client, phoneNumberId;
  before(async () => {
    callback = await startCallback();
    whatsapp = await startStandin("whatsapp", { callback: callback.address });
    phoneNumberId = whatsapp.secrets.phone_number_id;
    client = new WhatsAppClient({ accessToken: whatsapp.secrets.access_token, baseUrl: whatsapp.origin, graphVersion: "v25.0" });
  });
  after(async () => {
    await whatsapp.stop();
    callback.stop();
  });

  const arrived = async (count = 1) => (await callback.until(count)).map(genuine);
  const fails = async (call, code, httpStatus) => {
    const error = await call.then(() => assert.fail("it was accepted"), (error) => error);
    assert.ok(error instanceof GraphApiError, `${error}`);
    assert.deepEqual([error.code, error.httpStatus], [code, httpStatus], error.message);
  };
  const sendText = (to, body, more = {}) => client.messages.sendText({ phoneNumberId, to, body, ...more });

  test("what somebody writes comes signed, and is answered with receipts", async () => {
    const { message } = await whatsapp.say("ana", { text: "Grüße 👋 a/b", name: "Ana 陳" });
    const { phone } = await whatsapp.person("ana");
    const [body] = await arrived();
    const { messages, contacts } = normalizeWebhook(body);
    assert.deepEqual([messages[0].text.body, messages[0].id, messages[0].from], ["Grüße 👋 a/b", message, phone]);
    assert.equal(contacts[0].profile.name, "Ana 陳");
    await whatsapp.switches({ receipts: "read" });
    const sent = await sendText(phone, "Hello", { contextMessageId: message, bizOpaqueCallbackData: "msg-1" });
    const statuses = (await arrived(3)).flatMap((body) => normalizeWebhook(body).statuses);
    assert.deepEqual(statuses.map(({ status }) => status), ["sent", "delivered", "read"]);
    assert.deepEqual(new Set(statuses.map(({ id }) => id)), new Set([sent.messages[0].id]));
    assert.equal(statuses[0].bizOpaqueCallbackData, "msg-1");
    const [shown] = await whatsapp.inbox("ana");
    assert.deepEqual([shown.text, shown.quotes], ["Hello", message]);
    await whatsapp.switches({ receipts: "none" });
  });

  test("somebody without a number is written to by another id", async () => {
    await whatsapp.say("@bo", { text: "Hi" });
    const [message] = normalizeWebhook((await arrived())[0]).messages;
    assert.equal(message.from, undefined);
    const { id } = await whatsapp.person("@bo");
    await client.messages.sendRaw({ phoneNumberId, payload: { messaging_product: "whatsapp", recipient: id, type: "text", text: { body: "Hello" } } });
    assert.equal((await whatsapp.inbox("@bo"))[0].text, "Hello");
  });

  test("files go both ways by their ids", async () => {
    const { phone } = await whatsapp.person("ana");
    await whatsapp.say("ana", { image: true });
    const [{ image }] = normalizeWebhook((await arrived())[0]).messages;
    const headers = { "user-agent": "a test" };
    const bytes = Buffer.from(await client.media.download({ mediaId: image.id, phoneNumberId, headers, auth: "always" }));
    assert.equal(bytes.toString("latin1", 1, 4), "PNG");
    const { url } = await client.media.get({ mediaId: image.id, phoneNumberId });
    assert.equal((await fetch(url)).status, 401);
    await whatsapp.switches({ clock_ms: 301_000 });
    assert.equal((await client.fetch(url, { headers })).status, 404);
    await whatsapp.switches({ clock_ms: 0 });
    const file = new Blob(["%PDF-1.4"], { type: "application/pdf" });
    const { id } = await client.media.upload({ phoneNumberId, type: "document", file, fileName: "invoice 42.pdf" });
    await client.messages.sendDocument({ phoneNumberId, to: phone, document: { id, filename: "invoice 42.pdf", caption: "Yours" } });
    const shown = (await whatsapp.inbox("ana")).at(-1);
    assert.deepEqual([shown.kind, shown.text, shown.file.media_type], ["document", "Yours", "application/pdf"]);
  });

  test("behind the window only templates go", async () => {
    const { phone } = await whatsapp.person("ana");
    await whatsapp.switches({ clock_ms: 25 * 3_600_000 });
    await fails(sendText(phone, "Late"), 131047, 400);
    await whatsapp.switches({ fails_later: true });
    await sendText(phone, "Late");
    const [{ status, errors }] = normalizeWebhook((await arrived())[0]).statuses;
    assert.deepEqual([status, errors[0].code], ["failed", 131047]);
    const template = (name, text) => ({ phoneNumberId, to: phone, template: { name, language: { code: "en" }, components: [{ type: "body", parameters: [{ type: "text", text }] }] } });
    await client.messages.sendTemplate(template("we_are_back", "Ana"));
    assert.equal((await whatsapp.inbox("ana")).at(-1).text, "Hello Ana, we are back. Write to us!");
    await fails(client.messages.sendTemplate(template("unknown", "Ana")), 132001, 404);
    await whatsapp.switches({ clock_ms: 0, fails_later: false });
  });

  test("what Meta doesn't take is refused with its own codes", async () => {
    const { phone: to } = await whatsapp.person("ana");
    const raw = (payload) => client.messages.sendRaw({ phoneNumberId, payload: { messaging_product: "whatsapp", to, type: "text", ...payload } });
    await fails(raw({ text: { body: "a".repeat(4_097) } }), 100, 400);
    await fails(raw({ text: { body: "a" }, colour: "red" }), 100, 400);
    await fails(raw({ text: {} }), 131008, 400);
    await fails(raw({ type: "poll", poll: {} }), 131009, 400);
    await fails(new WhatsAppClient({ accessToken: "another", baseUrl: whatsapp.origin }).messages.sendText({ phoneNumberId, to, body: "a" }), 190, 401);
    await whatsapp.switches({ rate_limit: 1 });
    await fails(sendText(to, "a"), 130429, 429);
    await whatsapp.switches({ broken: 1 });
    await fails(sendText(to, "a"), 2, 500);
    await raw({ to: "85200000000", text: { body: "Nobody there" } });
    assert.equal(normalizeWebhook((await arrived())[0]).statuses[0].errors[0].code, 131026);
  });

  test("somebody who is written to too often is spared", async () => {
    await whatsapp.say("cy", { text: "Hi" });
    await callback.until(1);
    const { phone } = await whatsapp.person("cy");
    for (let sent = 0; sent < 45; sent += 1) await sendText(phone, `${sent}`);
    await fails(sendText(phone, "45"), 131056, 429);
  });

  test("a batch holds messages of several people; an address is tried before it is used", async () => {
    await whatsapp.switches({ burst: 2 });
    await whatsapp.say("ana", { text: "one" });
    await whatsapp.say("@bo", { reaction: { message: (await whatsapp.inbox("@bo"))[0].message, emoji: "👍" } });
    const [body] = await arrived();
    assert.deepEqual(body.entry[0].changes.map(({ value }) => value.messages[0].type), ["text", "reaction"]);
    await whatsapp.switches({ burst: 1 });
    const configure = (verify_token) =>
      client.request("POST", phoneNumberId, { body: { webhook_configuration: { override_callback_uri: `${callback.origin}/other`, verify_token } }, responseType: "json" });
    callback.answers = ({ url }) => (url.searchParams.get("hub.verify_token") === "right" ? { body: url.searchParams.get("hub.challenge") } : { status: 403 });
    await fails(configure("wrong"), 2200, 400);
    assert.deepEqual(await configure("right"), { success: true });
    callback.answers = () => ({});
    callback.take();
  });

  test("what was read, and that somebody types, is seen", async () => {
    const { message } = await whatsapp.say("dee", { text: "Hm" });
    await callback.until(1);
    await client.messages.markRead({ phoneNumberId, messageId: message, typingIndicator: { type: "text" } });
    const { seen, typing_at_ms } = await whatsapp.person("dee");
    assert.deepEqual([seen, typing_at_ms.length], [[message], 1]);
  });
});

describe("Messenger", () => {
  let callback, page, client;
  before(async () => {
    callback = await startCallback();
    page = await startStandin("facebook", { callback: callback.address });
    client = clientWith(page.secrets.page_access_token);
    await page.switches({ receipts: "none", echoes: false });
  });
  after(async () => {
    await page.stop();
    callback.stop();
  });

  const clientWith = (accessToken) => new Messenger({ accessToken, baseUrl: page.origin, version: "v25.0" });
  const send = (id, message, more = {}) => client.send.message({ recipient: { id }, messaging_type: "RESPONSE", message, ...more });
  const fails = async (call, status, code, subcode) => {
    const error = await call.then(() => assert.fail("it was accepted"), (error) => error);
    assert.ok(error instanceof MessengerAPIError, `${error}`);
    assert.deepEqual([error.statusCode, error.code, error.subcode], [status, code, subcode], error.message);
  };
  /** What the client doesn't do, or doesn't let through. */
  const graph = async (path, body) => {
    const headers = { authorization: `Bearer ${page.secrets.page_access_token}`, ...(body instanceof FormData ? {} : { "content-type": "application/json" }) };
    const answer = await fetch(`${page.origin}/v25.0/${path}`, { method: body ? "POST" : "GET", headers, body: body instanceof FormData ? body : body && JSON.stringify(body) });
    const said = await answer.json();
    if (!answer.ok) throw new MessengerAPIError(said.error, answer.status, said);
    return said;
  };
  /** The events of webhooks, if Meta's is their signature; of each the client knows what it is, but for deliveries. */
  const events = async (count = 1) => {
    const found = [];
    for (const { body, headers } of await callback.until(count)) {
      assert.match(body, /^[\x20-\x7e]*$/);
      assert.deepEqual(await verifyWebhookSignature(body, headers["x-hub-signature-256"], page.secrets.app_secret), { isValid: true, error: undefined });
      found.push(...extractWebhookEvents(JSON.parse(body)).map((event) => ({ ...event, is: getWebhookEventType(event) })));
    }
    return found;
  };

  test("what somebody writes comes signed; the answer is echoed, delivered and read", async () => {
    await page.switches({ receipts: "read", echoes: true });
    const { message, person } = await page.say("ana", { text: "Grüße 你好 😀 https://example.com/a" });
    const [event] = await events();
    assert.deepEqual([event.is, event.sender.id, event.message], ["message", person, { mid: message, text: "Grüße 你好 😀 https://example.com/a" }]);
    const { message_id, recipient_id } = await send(person, { text: "Hello", metadata: "msg-1" }, { reply_to: { mid: message } });
    assert.equal(recipient_id, person);
    const [echo, delivery, read] = await events(3);
    assert.deepEqual([echo.is, echo.message.mid, echo.message.metadata], ["message_echo", message_id, "msg-1"]);
    assert.deepEqual([echo.sender.id, echo.message.app_id], [page.secrets.page_id, Number(page.secrets.app_id)]);
    assert.deepEqual(delivery.delivery.mids, [message_id]);
    assert.deepEqual([read.is, read.read.watermark >= echo.timestamp], ["read", true]);
    assert.deepEqual((await page.inbox("ana")).map(({ text, quotes }) => [text, quotes]), [["Hello", message]]);
    await page.switches({ receipts: "none", echoes: false });
  });

  test("a day later only a person may write, and a week later nobody", async () => {
    const { id } = await page.person("ana");
    const tagged = (tag, message = { text: "Sorry for the wait" }) => send(id, message, { messaging_type: "MESSAGE_TAG", tag });
    await page.switches({ clock_ms: 25 * 3_600_000 });
    await fails(send(id, { text: "Late" }), 400, 10, 2018278);
    await fails(send(id, { text: "Late" }, { tag: "HUMAN_AGENT" }), 400, 10, 2018278);
    await fails(tagged("ACCOUNT_UPDATE"), 400, 100);
    assert.equal((await tagged("HUMAN_AGENT")).recipient_id, id);
    await page.switches({ clock_ms: 8 * 24 * 3_600_000 });
    await fails(tagged("HUMAN_AGENT"), 400, 10, 2018278);
    await page.switches({ clock_ms: 0 });
  });

  test("what Meta doesn't take is refused with its own codes", async () => {
    const { id } = await page.person("ana");
    await fails(graph("me/messages", { recipient: { id }, messaging_type: "RESPONSE", message: { text: "a".repeat(2_001) } }), 400, 100);
    await fails(send(id, {}), 400, 100, 2018034);
    await fails(send(id, { text: "a", colour: "red" }), 400, 100);
    await fails(send("7300000000009999", { text: "a" }), 400, 100, 2018001);
    await fails(send(id, { text: "a" }, { sender_action: "typing_on" }), 400, 100);
    await fails(clientWith("another").send.typingOn(id), 401, 190);
    await fails(graph("me?fields=id&appsecret_proof=0"), 400, 100);
    await page.say("bo", { unfollow: true });
    await fails(send((await page.person("bo")).id, { text: "a" }), 400, 551, 1545041);
    await page.switches({ rate_limit: 1 });
    await fails(send(id, { text: "a" }), 429, 613);
    await page.switches({ tokens_expired: true });
    await fails(send(id, { text: "a" }), 401, 190);
    await page.switches({ tokens_expired: false });
  });

  test("files come as links, and ours are fetched before they are sent", async () => {
    const { person } = await page.say("ana", { file: true });
    const [{ message }] = await events();
    const { url } = message.attachments[0].payload;
    assert.match(url, /order%2042\.pdf$/);
    assert.equal((await (await fetch(url)).text()).slice(0, 4), "%PDF");
    callback.answers = () => ({ status: 404 });
    const attachment = { type: "file", payload: { url: `${callback.origin}/a.pdf` } };
    await fails(send(person, { attachment }), 400, 100, 2018008);
    callback.answers = () => ({ body: "our file" });
    await send(person, { attachment });
    const { file } = (await page.inbox("ana")).at(-1);
    assert.equal(await (await fetch(page.origin + file.path)).text(), "our file");
    callback.answers = () => ({});
    callback.take();
    const form = new FormData();
    for (const [name, value] of Object.entries({ recipient: { id: person }, message: { attachment: { type: "file", payload: {} } } })) form.set(name, JSON.stringify(value));
    form.set("messaging_type", "RESPONSE");
    form.set("filedata", new Blob(["bytes"], { type: "text/plain" }), "a.txt");
    assert.equal((await graph("me/messages", form)).recipient_id, person);
    assert.equal((await page.inbox("ana")).at(-1).file.name, "a.txt");
  });

  test("a file is brought once and sent by its id; signs of life are seen", async () => {
    callback.answers = () => ({ body: "our file" });
    const { attachment_id } = await client.attachments.upload({ type: "file", url: `${callback.origin}/a.pdf` });
    callback.answers = () => ({});
    callback.take();
    const { message, person } = await page.say("dee", { text: "Send it, please" });
    await events();
    await client.send.attachment({ recipient: { id: person }, type: "file", attachment_id });
    const { file } = (await page.inbox("dee")).at(-1);
    assert.equal(await (await fetch(page.origin + file.path)).text(), "our file");
    await client.send.typingOn(person);
    await client.send.markSeen(person);
    const { seen, typing_at_ms } = await page.person("dee");
    assert.deepEqual([seen, typing_at_ms.length], [[message], 1]);
  });

  test("edits, reactions, buttons and what is taken back are told", async () => {
    const { message, person } = await page.say("ana", { text: "Helo" });
    const { message_id } = await send(person, { text: "Hello" });
    await page.say("ana", { edit: { message, text: "Hello" } });
    await page.say("ana", { reaction: { message: message_id, emoji: "❤" } });
    await page.say("ana", { button: { payload: "RED", title: "Red" } });
    await page.say("ana", { unsend: message });
    const [, edited, reacted, pressed, unsent] = await events(5);
    assert.deepEqual([edited, reacted, pressed, unsent].map(({ is }) => is), ["message_edit", "reaction", "postback", "message"]);
    assert.deepEqual(edited.message_edit, { mid: message, text: "Hello", num_edit: 1 });
    assert.deepEqual(reacted.reaction, { reaction: "love", emoji: "❤", action: "react", mid: message_id });
    assert.equal(pressed.postback.title, "Red");
    assert.deepEqual(unsent.message, { mid: message, is_deleted: true });
  });

  test("the name is told of who wrote; the address is tried", async () => {
    const { id } = await page.person("ana");
    assert.equal((await client.profile.get({ psid: id, fields: ["id", "name", "profile_pic"] })).name, "ana");
    const stranger = (await page.person("cy")).id;
    await fails(client.profile.get({ psid: stranger, fields: ["name"] }), 400, 230);
    callback.answers = ({ url }) => ({ body: verifyWebhookSubscription(Object.fromEntries(url.searchParams), page.secrets.verify_token) ?? "" });
    assert.equal((await page.verify()).ok, true);
    callback.answers = () => ({ status: 403 });
    assert.equal((await page.verify()).ok, false);
    callback.take();
  });
});

test("both of Meta's services are had at one address", async () => {
  const whatsapp = await startStandin("whatsapp");
  const page = await startStandin("facebook", { beside: whatsapp.origin });
  const phoneNumberId = whatsapp.secrets.phone_number_id;
  const client = new WhatsAppClient({ accessToken: whatsapp.secrets.access_token, baseUrl: page.origin, graphVersion: "v25.0" });
  await whatsapp.switches({ tries: 1 });
  await whatsapp.say("ana", { image: true });
  const { phone } = await whatsapp.person("ana");
  // What goes wrong with the one is nothing to the other.
  await page.switches({ broken: 1 });
  await client.messages.sendText({ phoneNumberId, to: phone, body: "Hello" });
  assert.equal((await page.switches()).broken, 1);
  await page.switches({ broken: 0 });
  assert.equal((await whatsapp.inbox("ana"))[0].text, "Hello");
  const [{ events }] = await whatsapp.hooks();
  const { url } = await client.media.get({ mediaId: events[0].value.messages[0].image.id, phoneNumberId });
  assert.ok(url.startsWith(page.origin));
  assert.equal((await client.fetch(url, { headers: { "user-agent": "a test" } })).headers.get("content-type"), "image/png");
  const me = await fetch(`${page.origin}/v25.0/me?access_token=${page.secrets.page_access_token}`);
  assert.equal((await me.json()).id, page.secrets.page_id);
  await whatsapp.stop();
  const gone = await fetch(`${page.origin}/v25.0/${phoneNumberId}`, { headers: { authorization: "Bearer another" } });
  assert.equal((await gone.json()).error.code, 190);
  await page.stop();
});
