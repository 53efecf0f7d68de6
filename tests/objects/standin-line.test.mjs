// The stand-in of LINE speaks as LINE does: LINE's own client sends what it takes, and takes what it sends.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { HTTPFetchError, messagingApi, channelAccessToken, validateSignature } from "@line/bot-sdk";

import { startCallback, startStandin } from "../kit/standin.mjs";

describe("LINE", () => {
  let callback, line, client, blobs;
  before(async () => {
    callback = await startCallback();
    line = await startStandin("line", { callback: callback.address, hosts: { "https://files.example.org": callback.origin } });
    const api = (Client, baseURL) => new Client({ channelAccessToken: line.secrets.access_token, baseURL });
    client = api(messagingApi.MessagingApiClient, line.origin);
    // Its host is another one, and it knows no path before its own: here it asks the wrong one.
    blobs = api(messagingApi.MessagingApiBlobClient, line.origin);
  });
  after(async () => {
    await line.stop();
    callback.stop();
  });

  /** The events of the one webhook that came. */
  const events = async () => {
    const [{ body, headers }] = await callback.until(1);
    assert.ok(validateSignature(body, line.secrets.channel_secret, headers["x-line-signature"]));
    return JSON.parse(body).events;
  };
  const fails = async (call, status, message) => {
    const error = await call.then(() => assert.fail("it was accepted"), (error) => error);
    assert.ok(error instanceof HTTPFetchError, `${error}`);
    assert.equal(error.status, status);
    assert.match(error.body, message);
    return JSON.parse(error.body);
  };

  test("what somebody writes comes signed, and is answered once with its token", async () => {
    const { hooks, message } = await line.say("ana", { text: "この色で 🍵 \u{2028}" });
    assert.deepEqual(hooks[0].tries.map(({ status }) => status), [200]);
    const [event] = await events();
    assert.equal(event.message.text, "この色で 🍵 \u{2028}");
    assert.equal(event.message.id, message);
    const { sentMessages } = await client.replyMessage({ replyToken: event.replyToken, messages: [{ type: "text", text: "Hello", quoteToken: event.message.quoteToken }] });
    const [shown] = await line.inbox("ana");
    assert.deepEqual([shown.text, shown.way, shown.quotes, shown.message], ["Hello", "reply", message, sentMessages[0].id]);
    await fails(client.replyMessage({ replyToken: event.replyToken, messages: [{ type: "text", text: "Again" }] }), 400, /Invalid reply token/);
  });

  test("a reply token ends after a minute", async () => {
    await line.say("ana", { text: "Quick!" });
    const [{ replyToken }] = await events();
    await line.switches({ clock_ms: 61_000 });
    await fails(client.replyMessage({ replyToken, messages: [{ type: "text", text: "Late" }] }), 400, /Invalid reply token/);
    await line.switches({ clock_ms: 0 });
  });

  test("the same push with the same key is taken once", async () => {
    const { id } = await line.person("ben");
    const key = "0f8b1c2d-3e4f-4a5b-8c6d-7e8f90a1b2c3";
    const push = () => client.pushMessage({ to: id, messages: [{ type: "text", text: "Once" }] }, key);
    await line.switches({ cut: 1 });
    await assert.rejects(push());
    const { sentMessages, message } = await fails(push(), 409, /already accepted/);
    assert.equal(message, "The retry key is already accepted");
    const inbox = await line.inbox("ben");
    assert.deepEqual(inbox.map(({ message }) => message), sentMessages.map(({ id }) => id));
  });

  test("what LINE doesn't take is refused, with where it is", async () => {
    const { id: to } = await line.person("ben");
    const refused = async (message, property) => {
      const { details } = await fails(client.pushMessage({ to, messages: [message] }), 400, /1 error/);
      assert.equal(details[0].property, property);
    };
    await refused({ type: "text", text: "" }, "messages[0].text");
    await refused({ type: "text", text: "🍵".repeat(2_501) }, "messages[0].text");
    await refused({ type: "text", text: "a", colour: "red" }, "messages[0].colour");
    await refused({ type: "file", url: "https://files.example.org/a.pdf" }, "messages[0].type");
    await refused({ type: "image", originalContentUrl: "ftp://files.example.org/a.jpg", previewImageUrl: "https://files.example.org/a.jpg" }, "messages[0].originalContentUrl");
    await refused({ type: "video", originalContentUrl: "https://files.example.org/a.mp4" }, "messages[0].previewImageUrl");
    await fails(client.pushMessage({ to, messages: Array(6).fill({ type: "text", text: "a" }) }), 400, /Length/);
    await fails(client.pushMessage({ to: `U${"0".repeat(32)}`, messages: [{ type: "text", text: "a" }] }), 400, /Failed to send messages/);
    await client.pushMessage({ to, messages: [{ type: "text", text: "🍵".repeat(2_500) }] });
  });

  test("files come by their own host, and stay until they are taken back", async () => {
    const { message } = await line.say("ana", { image: true });
    const [event] = await events();
    assert.equal(event.message.contentProvider.type, "line");
    const content = () => fetch(`${line.origin}/data/v2/bot/message/${message}/content`, { headers: { authorization: `Bearer ${line.secrets.access_token}` } });
    const picture = await content();
    assert.equal(picture.headers.get("content-type"), "image/png");
    assert.equal(Buffer.from(await picture.arrayBuffer()).toString("latin1", 1, 4), "PNG");
    await assert.rejects(blobs.getMessageContent(message), ({ status }) => status === 404);
    await line.say("ana", { unsend: message });
    assert.equal((await events())[0].unsend.messageId, message);
    assert.equal((await content()).status, 410);
  });

  test("a picture of ours is fetched from where it is", async () => {
    const { id: to } = await line.person("cleo");
    callback.answers = () => ({ body: "a picture" });
    const link = "https://files.example.org/a.jpg";
    await client.pushMessage({ to, messages: [{ type: "image", originalContentUrl: link, previewImageUrl: link }] });
    const { file } = await line.until("cleo", ({ file }) => file);
    assert.equal(await (await fetch(line.origin + file.path)).text(), "a picture");
    callback.answers = () => ({});
    callback.take();
  });

  test("what fails comes again, and says so; what is repeated doesn't", async () => {
    await line.switches({ retry_ms: 1 });
    let failures = 2;
    callback.answers = () => ({ status: failures-- > 0 ? 500 : 200 });
    await line.say("ana", { text: "Are you there?" });
    const calls = (await callback.until(3)).map(({ body }) => JSON.parse(body).events[0]);
    assert.deepEqual(calls.map(({ deliveryContext }) => deliveryContext.isRedelivery), [false, true, true]);
    assert.equal(new Set(calls.map(({ webhookEventId }) => webhookEventId)).size, 1);
    await line.switches({ repeat: 3 });
    await line.say("ana", { text: "Hello?" });
    assert.equal(new Set((await callback.until(3)).map(({ body }) => body)).size, 1);
    await line.switches({ repeat: 1, burst: 3 });
    for (const text of ["1", "2", "3"]) await line.say("ana", { text });
    assert.deepEqual((await events()).map(({ message }) => message.text), ["1", "2", "3"]);
    await line.switches({ burst: 1, reorder: 2 });
    for (const text of ["1", "2"]) await line.say("ana", { text });
    assert.deepEqual((await callback.until(2)).map(({ body }) => JSON.parse(body).events[0].message.text), ["2", "1"]);
    await line.switches({ reorder: 1 });
  });

  test("a quota that is used up stops pushes, and no replies", async () => {
    await line.switches({ quota_used: true });
    await line.say("ana", { text: "Hi" });
    const [{ replyToken, source }] = await events();
    const messages = [{ type: "text", text: "Hi" }];
    await fails(client.pushMessage({ to: source.userId, messages }), 429, /monthly limit/);
    await client.replyMessage({ replyToken, messages });
    assert.equal((await client.getMessageQuotaConsumption()).totalUsage, (await client.getMessageQuota()).value);
    await line.switches({ quota_used: false, rate_limit: 1 });
    await fails(client.pushMessage({ to: source.userId, messages }), 429, /rate limit has been exceeded/);
    await client.pushMessage({ to: source.userId, messages });
  });

  test("tokens are given for the account's secret, and end", async () => {
    const given = await new channelAccessToken.ChannelAccessTokenClient({ baseURL: line.origin }).issueStatelessChannelToken(
      "client_credentials", undefined, undefined, line.secrets.channel_id, line.secrets.channel_secret);
    assert.equal(given.expires_in, 900);
    const other = new messagingApi.MessagingApiClient({ channelAccessToken: given.access_token, baseURL: line.origin });
    assert.equal((await other.getBotInfo()).userId, line.secrets.bot_user_id);
    await line.switches({ clock_ms: 900_000 });
    await fails(other.getBotInfo(), 401, /Authentication failed/);
    await line.switches({ clock_ms: 0, tokens_expired: true });
    await fails(client.getBotInfo(), 401, /Authentication failed/);
    await line.switches({ tokens_expired: false });
  });

  test("somebody who blocks the account gets nothing, and nobody is told", async () => {
    await line.say("dora", { follow: true });
    const [{ type, source }] = await events();
    assert.equal(type, "follow");
    assert.equal((await client.getProfile(source.userId)).displayName, "dora");
    await line.say("dora", { unfollow: true });
    assert.equal((await events())[0].replyToken, undefined);
    await client.pushMessage({ to: source.userId, messages: [{ type: "text", text: "Come back" }] });
    assert.deepEqual(await line.inbox("dora"), []);
    await fails(client.getProfile(source.userId), 404, /Not found/);
  });

  test("typing and reading are seen", async () => {
    const { person, message } = await line.say("eve", { text: "Hm" });
    const [event] = await events();
    await client.showLoadingAnimation({ chatId: person, loadingSeconds: 20 });
    await client.markMessagesAsReadByToken({ markAsReadToken: event.message.markAsReadToken });
    const { typing_at_ms, seen } = await line.person("eve");
    assert.deepEqual([typing_at_ms.length, seen], [1, [message]]);
  });

  test("the address is set and tried by calls", async () => {
    await client.setWebhookEndpoint({ endpoint: `${callback.origin}/other` });
    assert.equal((await client.getWebhookEndpoint()).endpoint, `${callback.origin}/other`);
    assert.equal((await client.testWebhookEndpoint({})).success, true);
    const [{ url, body, headers }] = await callback.until(1);
    assert.equal(url.pathname, "/other");
    assert.deepEqual(JSON.parse(body), { destination: line.secrets.bot_user_id, events: [] });
    assert.ok(validateSignature(body, line.secrets.channel_secret, headers["x-line-signature"]));
    callback.answers = () => ({ status: 401 });
    assert.equal((await client.testWebhookEndpoint({})).reason, "ERROR_STATUS_CODE");
    callback.answers = () => ({});
    await line.reset();
    assert.equal((await client.getWebhookEndpoint()).endpoint, callback.address);
  });

  test("there is a page to chat on", async () => {
    const body = new URLSearchParams({ as: "fay", text: "<b>Hi" });
    const answer = await fetch(`${line.origin}/_/page`, { method: "POST", body });
    assert.match(answer.url, /\?as=fay$/);
    assert.match(await answer.text(), /LINE/);
    assert.match(await (await fetch(`${line.origin}/?frame&as=fay`)).text(), /&lt;b&gt;Hi/);
  });
});
