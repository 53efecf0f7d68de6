// The stand-in of Telegram speaks as the Bot API does.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";

import { startCallback, startStandin } from "../kit/standin.mjs";

describe("Telegram", () => {
  let callback, telegram;
  before(async () => {
    callback = await startCallback();
    telegram = await startStandin("telegram", { callback: callback.address });
  });
  after(async () => {
    await telegram.stop();
    callback.stop();
  });
  afterEach(() => {
    callback.take();
    callback.answers = () => ({});
  });

  const call = async (method, params = {}, token = telegram.secrets.bot_token) => {
    const form = params instanceof FormData;
    const answer = await fetch(`${telegram.origin}/bot${token}/${method}`, { method: "POST", headers: form ? {} : { "content-type": "application/json" }, body: form ? params : JSON.stringify(params) });
    const body = await answer.json();
    assert.equal(body.ok, answer.status === 200);
    if (!body.ok) assert.equal(body.error_code, answer.status);
    return body;
  };
  const refused = async (method, params, code, words) => {
    const { error_code, description, parameters } = await call(method, params);
    assert.deepEqual([error_code, words.test(description)], [code, true], description);
    return parameters;
  };
  const updates = async (count = 1) => (await callback.until(count)).map(({ body }) => JSON.parse(body));

  test("a bot that set its address is told what somebody writes, and answers", async () => {
    const secret_token = "another_secret-1";
    assert.equal((await call("setWebhook", { url: `${callback.origin}/bot`, secret_token, allowed_updates: ["message", "edited_message", "message_reaction"] })).result, true);
    assert.equal((await call("getWebhookInfo")).result.url, `${callback.origin}/bot`);
    const { message, person } = await telegram.say("ana", { text: "Grüße 👋" });
    const [{ url, headers, body }] = await callback.until(1);
    assert.deepEqual([url.pathname, headers["x-telegram-bot-api-secret-token"]], ["/bot", secret_token]);
    const update = JSON.parse(body);
    assert.deepEqual([update.message.text, `${update.message.message_id}`, `${update.message.chat.id}`], ["Grüße 👋", message, person]);
    assert.ok(Number.isSafeInteger(update.message.chat.id) && update.message.chat.id > 2 ** 32);
    const { result } = await call("sendMessage", { chat_id: person, text: "Hello", reply_parameters: { message_id: update.message.message_id } });
    const [shown] = await telegram.inbox("ana");
    assert.deepEqual([shown.text, shown.quotes, shown.message], ["Hello", message, `${result.message_id}`]);
    await telegram.say("ana", { edit: { message, text: "Grüße!" } });
    await telegram.say("ana", { reaction: { message: shown.message, emoji: "👍" } });
    const [edited, reacted] = await updates(2);
    assert.equal(edited.edited_message.text, "Grüße!");
    assert.equal(reacted.message_reaction.new_reaction[0].emoji, "👍");
    await telegram.say("ana", { button: { payload: "RED", title: "Red" } });
    assert.equal(callback.got.length, 0, "it didn't ask for that");
    await call("setWebhook", { url: callback.address, secret_token, allowed_updates: [] });
    await telegram.say("ana", { button: { payload: "RED", title: "Red" } });
    const [{ callback_query }] = await updates();
    assert.equal(callback_query.data, "RED");
    assert.equal((await call("answerCallbackQuery", { callback_query_id: callback_query.id })).result, true);
    await refused("answerCallbackQuery", { callback_query_id: callback_query.id }, 400, /query is too old/);
  });

  test("who leaves is out of reach, and who never wrote too", async () => {
    const { person } = await telegram.say("bo", { follow: "shelf7" });
    assert.equal((await updates())[0].message.text, "/start shelf7");
    await telegram.say("bo", { unfollow: true });
    assert.equal((await updates())[0].my_chat_member.new_chat_member.status, "kicked");
    await refused("sendMessage", { chat_id: person, text: "Hi" }, 403, /bot was blocked by the user/);
    await refused("sendMessage", { chat_id: (await telegram.person("cy")).id, text: "Hi" }, 400, /chat not found/);
  });

  test("what Telegram doesn't take is refused in its words", async () => {
    const { person: chat_id } = await telegram.say("dee", { text: "Hi" });
    await refused("sendMessage", { chat_id, text: "" }, 400, /message text is empty/);
    await refused("sendMessage", { chat_id, text: "a".repeat(4_097) }, 400, /message is too long/);
    await refused("sendMessage", { chat_id, text: "a", colour: "red" }, 400, /colour/);
    await refused("sendMessage", { chat_id, text: "a", reply_parameters: { message_id: 999_999 } }, 400, /message to be replied not found/);
    await refused("setWebhook", { url: "http://desk.example/bot" }, 400, /HTTPS/);
    await refused("sendFax", { chat_id }, 404, /Not Found/);
    assert.equal((await call("getMe", {}, "123456789:wrong")).error_code, 401);
    await telegram.switches({ rate_limit: 1, retry_after_s: 7 });
    assert.deepEqual(await refused("sendMessage", { chat_id, text: "a" }, 429, /retry after 7/), { retry_after: 7 });
    await telegram.switches({ broken: 1 });
    await refused("sendMessage", { chat_id, text: "a" }, 500, /Internal/);
    await telegram.switches({ cut: 1 });
    await assert.rejects(call("sendMessage", { chat_id, text: "Sent all the same" }));
    assert.deepEqual((await telegram.inbox("dee")).map(({ text }) => text), ["Sent all the same"]);
  });

  test("files go both ways", async () => {
    const { person: chat_id } = await telegram.say("eve", { file: true });
    const [{ message }] = await updates();
    const { result } = await call("getFile", { file_id: message.document.file_id });
    const file = await fetch(`${telegram.origin}/file/bot${telegram.secrets.bot_token}/${result.file_path}`);
    assert.equal((await file.text()).slice(0, 4), "%PDF");
    const form = new FormData();
    form.set("chat_id", chat_id);
    form.set("reply_parameters", JSON.stringify({ message_id: message.message_id }));
    form.set("photo", new Blob(["bytes"], { type: "image/png" }), "a.png");
    assert.ok((await call("sendPhoto", form)).result.photo);
    const [shown] = await telegram.inbox("eve");
    assert.deepEqual([shown.kind, shown.file.name, shown.quotes], ["photo", "a.png", `${message.message_id}`]);
    assert.equal(await (await fetch(telegram.origin + shown.file.path)).text(), "bytes");
  });

  test("what failed comes again as it was, and is told of", async () => {
    await telegram.switches({ retry_ms: 1 });
    let failures = 1;
    callback.answers = () => ({ status: failures-- > 0 ? 500 : 200 });
    await telegram.say("fay", { text: "Hi" });
    const [first, second] = await updates(2);
    assert.deepEqual(first, second);
    assert.match((await call("getWebhookInfo")).result.last_error_message, /Wrong response/);
  });

  test("typing is seen", async () => {
    const { person: chat_id } = await telegram.say("gus", { text: "Hi" });
    await call("sendChatAction", { chat_id, action: "typing" });
    assert.equal((await telegram.person("gus")).typing_at_ms.length, 1);
  });
});
