// The stand-in of WeChat speaks as WeChat does, in both modes: a published library opens what it seals, and seals what it opens.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";

import { decrypt, encrypt, getSignature } from "@wecom/crypto";

import { startCallback, startStandin } from "../kit/standin.mjs";

/** What signs in plain mode is what signs in safe mode, of a body that is empty. */
const plainSignature = (token, timestamp, nonce) => getSignature(token, timestamp, nonce, "");
const field = (xml, name) => xml.match(new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, "s"))?.[1];

for (const mode of ["safe", "plaintext"]) {
  describe(`WeChat in ${mode} mode`, () => {
    let callback, wechat, account, token;
    before(async () => {
      callback = await startCallback();
      wechat = await startStandin("wechat", { callback: callback.address, secrets: mode === "safe" ? {} : { aes_key: "" } });
      account = wechat.secrets;
      token = (await stableToken()).access_token;
    });
    after(async () => {
      await wechat.stop();
      callback.stop();
    });
    afterEach(() => {
      callback.take();
      callback.answers = () => ({ body: "success" });
    });

    const ask = async (path, { body, query = {} } = {}) => {
      const answer = await fetch(`${wechat.origin}/cgi-bin/${path}?${new URLSearchParams(query)}`, { method: body ? "POST" : "GET", body: body instanceof FormData ? body : body && JSON.stringify(body) });
      assert.equal(answer.status, 200);
      return answer.headers.get("content-type").startsWith("application/json") ? answer.json() : answer;
    };
    const stableToken = (more = {}) => ask("stable_token", { body: { grant_type: "client_credential", appid: account.app_id, secret: account.app_secret, ...more } });
    const send = async (touser, text, access_token = token) => (await ask("message/custom/send", { body: { touser, msgtype: "text", text: { content: text } }, query: { access_token } })).errcode;
    /** The XML in a call, if it is WeChat's. */
    const genuine = ({ url, body }) => {
      const [signature, timestamp, nonce, sealedBy] = ["signature", "timestamp", "nonce", "msg_signature"].map((name) => url.searchParams.get(name));
      assert.equal(signature, plainSignature(account.token, timestamp, nonce));
      if (mode !== "safe") return body;
      const sealed = field(body, "Encrypt");
      assert.equal(sealedBy, getSignature(account.token, timestamp, nonce, sealed));
      const { message, id } = decrypt(account.aes_key, sealed);
      assert.equal(id, account.app_id);
      return message;
    };
    const reply = (to, text, from = account.original_id) => {
      const xml = `<xml><ToUserName><![CDATA[${to}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>1790000301</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content></xml>`;
      if (mode !== "safe") return xml;
      const sealed = encrypt(account.aes_key, xml, account.app_id);
      return `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt><MsgSignature><![CDATA[${getSignature(account.token, "1790000301", "564738291", sealed)}]]></MsgSignature><TimeStamp>1790000301</TimeStamp><Nonce><![CDATA[564738291]]></Nonce></xml>`;
    };

    test("what somebody writes comes as it should, at every length, and the answer to it is shown", async () => {
      const { id } = await wechat.person("ana");
      callback.answers = (call) => ({ body: reply(id, `欢迎 ${field(genuine(call), "Content")}`) });
      for (let length = 1; length <= 33; length += 1) await wechat.say("ana", { text: "好".repeat(length) });
      const calls = callback.take().map(genuine);
      assert.deepEqual(calls.map((xml) => field(xml, "Content").length), Array.from({ length: 33 }, (_, at) => at + 1));
      assert.equal(field(calls[0], "ToUserName"), account.original_id);
      const inbox = await wechat.inbox("ana");
      assert.deepEqual([inbox.length, inbox[2].text, inbox[2].way], [33, "欢迎 好好好", "passive"]);
    });

    test("a wrong answer shows that the account is out of order", async () => {
      const { id } = await wechat.person("bo");
      for (const body of [reply("somebody else", "Hi"), "{}", "<xml>", "Success"]) {
        callback.answers = () => ({ body });
        await wechat.say("bo", { text: "Hi" });
        assert.equal((await wechat.inbox("bo")).at(-1).kind, "fault", body);
      }
      callback.answers = () => ({ body: "" });
      await wechat.say("bo", { text: "Hi" });
      assert.equal((await wechat.inbox(id)).length, 4);
    });

    test("what isn't answered comes three times, with the same number; its reply is shown once", async () => {
      await wechat.switches({ retry_ms: 1 });
      callback.answers = () => ({ status: 500 });
      await wechat.say("ana", { text: "Hm" });
      const calls = callback.take().map(genuine);
      assert.equal((await wechat.inbox("ana")).at(-1).kind, "fault");
      assert.deepEqual([calls.length, new Set(calls.map((xml) => field(xml, "MsgId"))).size], [3, 1]);
      const { id } = await wechat.person("cy");
      await wechat.switches({ repeat: 2 });
      callback.answers = () => ({ body: reply(id, "Hello") });
      await wechat.say("cy", { text: "Hi" });
      assert.deepEqual((await wechat.inbox("cy")).map(({ text }) => text), ["Hello"]);
      await wechat.switches({ repeat: 1 });
    });

    test("five messages go after one of theirs, within two days", async () => {
      const { person } = await wechat.say("dee", { text: "Hi" });
      for (let sent = 0; sent < 5; sent += 1) assert.equal(await send(person, "你好"), 0);
      assert.equal(await send(person, "你好"), 45047);
      await wechat.say("dee", { text: "Yes?" });
      assert.equal(await send(person, "你好"), 0);
      await wechat.switches({ windows_closed: true });
      assert.equal(await send(person, "你好"), 45015);
      await wechat.switches({ windows_closed: false, quota_used: true });
      assert.equal(await send(person, "你好"), 45009);
      await wechat.switches({ quota_used: false });
      await wechat.say("eve", { follow: "shelf7" });
      assert.equal(field(genuine(callback.take().at(-1)), "EventKey"), "qrscene_shelf7");
      const { id } = await wechat.person("eve");
      for (let sent = 0; sent < 3; sent += 1) assert.equal(await send(id, "你好"), 0);
      assert.equal(await send(id, "你好"), 45047);
      await wechat.say("eve", { unfollow: true });
      assert.equal(await send(id, "你好"), 45015);
    });

    test("tokens live as WeChat's", async () => {
      const { person } = await wechat.say("fay", { text: "Hi" });
      assert.equal((await stableToken()).access_token, token);
      await wechat.switches({ clock_ms: 7_000_000 });
      const next = (await stableToken()).access_token;
      assert.notEqual(next, token);
      assert.deepEqual([await send(person, "a", token), await send(person, "a", next)], [0, 0]);
      await wechat.switches({ clock_ms: 7_200_000 });
      assert.equal(await send(person, "a", token), 42001);
      await wechat.switches({ clock_ms: 0, tokens_expired: true });
      assert.deepEqual([await send(person, "a", next), await send(person, "a", "another")], [40001, 40014]);
      await wechat.switches({ tokens_expired: false });
      assert.equal((await ask("user/info")).errcode, 41001);
      assert.equal((await stableToken({ secret: "wrong" })).errcode, 40125);
      assert.equal((await stableToken({ appid: "wx0" })).errcode, 40013);
      await wechat.switches({ address_refused: true });
      assert.equal((await stableToken()).errcode, 40164);
      await wechat.switches({ address_refused: false });
      token = (await stableToken()).access_token;
      const older = async () => (await ask("token", { query: { grant_type: "client_credential", appid: account.app_id, secret: account.app_secret } })).access_token;
      const first = await older();
      assert.equal(await send(person, "a", first), 0);
      await older();
      assert.equal(await send(person, "a", first), 40001);
      assert.equal(await send(person, "a", token), 0);
    });

    test("what WeChat doesn't take is refused by its codes", async () => {
      const { person } = await wechat.say("gus", { text: "Hi" });
      assert.equal(await send(person, ""), 44004);
      assert.equal(await send(person, "好".repeat(683)), 45002);
      assert.equal(await send(person, "好".repeat(682)), 0);
      assert.equal(await send(`o${"0".repeat(27)}`, "Hi"), 40003);
      await wechat.switches({ rate_limit: 1 });
      assert.equal(await send(person, "Hi"), 45011);
      await wechat.switches({ broken: 1 });
      assert.equal(await send(person, "Hi"), -1);
      const raw = async (body) => (await ask("message/custom/send", { body: { touser: person, ...body }, query: { access_token: token } })).errcode;
      assert.equal(await raw({ msgtype: "file", file: { media_id: "1" } }), 40008);
      assert.equal(await raw({ msgtype: "image", image: { media_id: "1" } }), 40007);
      const article = { title: "invoice.pdf", description: "PDF", url: "https://files.example.org/i/42" };
      assert.equal(await raw({ msgtype: "news", news: { articles: [article, article] } }), 45008);
      assert.equal(await raw({ msgtype: "news", news: { articles: [article] } }), 0);
    });

    test("files go both ways by their ids", async () => {
      const query = { access_token: token };
      const { person } = await wechat.say("hal", { image: true });
      const id = field(genuine(callback.take().at(-1)), "MediaId");
      const picture = await ask("media/get", { query: { ...query, media_id: id } });
      assert.equal(picture.headers.get("content-type"), "image/png");
      await wechat.say("hal", { video: true });
      const { video_url } = await ask("media/get", { query: { ...query, media_id: field(genuine(callback.take().at(-1)), "MediaId") } });
      assert.equal((await fetch(video_url)).headers.get("content-type"), "video/mp4");
      assert.equal((await ask("media/get", { query: { ...query, media_id: "none" } })).errcode, 40007);
      const form = new FormData();
      form.set("media", new Blob(["bytes"], { type: "image/png" }), "a.png");
      const { media_id } = await ask("media/upload", { body: form, query: { ...query, type: "image" } });
      assert.equal((await ask("message/custom/send", { body: { touser: person, msgtype: "image", image: { media_id } }, query })).errcode, 0);
      assert.equal((await wechat.inbox("hal")).at(-1).file.name, "a.png");
      assert.equal((await ask("media/upload", { body: form, query: { ...query, type: "voice" } })).errcode, 40005);
    });

    test("typing is shown soon after what they wrote, and not twice", async () => {
      const { person: touser } = await wechat.say("ida", { text: "Hi" });
      const typing = async () => (await ask("message/custom/typing", { body: { touser, command: "Typing" }, query: { access_token: token } })).errcode;
      assert.deepEqual([await typing(), await typing()], [0, 45081]);
      await wechat.switches({ clock_ms: 31_000 });
      assert.equal(await typing(), 45080);
      await wechat.switches({ clock_ms: 0 });
    });

    test("the address is tried", async () => {
      callback.answers = ({ url }) => ({ body: url.searchParams.get("echostr") });
      assert.equal((await wechat.verify()).ok, true);
      const [{ url }] = callback.take();
      assert.equal(url.searchParams.get("signature"), plainSignature(account.token, url.searchParams.get("timestamp"), url.searchParams.get("nonce")));
    });
  });
}
