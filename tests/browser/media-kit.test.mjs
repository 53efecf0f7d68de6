// The kit for stories of calls keeps its word: what it finds is there, what it doesn't find isn't, and a network that it cuts is cut.
// Two browsers that call each other by plain connections stand for all that use it.

import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocketServer } from "ws";

import { cut, hears, launchForCalls, levels, noDevices, relents, refuses, sever, tone, watchCalls } from "../kit/media.mjs";
import { serve } from "../kit/server.mjs";
import { until } from "../kit/until.mjs";

const TONES = [500, 777];
/** Long enough for what is there to be heard. */
const A_WHILE = 2_000;

let site, browsers, pages;
before(async () => {
  site = await serve((path) => ({
    body: path === "/" ? `<!doctype html><iframe src="${site.origin.replace("127.0.0.1", "localhost")}/call" allow="microphone; camera"></iframe>` : "<!doctype html><title>A call</title>",
  }));
  browsers = await Promise.all(TONES.map(() => launchForCalls()));
  pages = await Promise.all(TONES.map((hertz, index) => open(browsers[index], "/call", (page) => tone(page, hertz))));
  await call(...pages);
});
after(async () => {
  for (const browser of browsers ?? []) await browser.close();
  await site?.close();
});

async function open(browser, path, ready) {
  const page = await (await browser.newContext()).newPage();
  await watchCalls(page);
  await ready?.(page);
  await page.goto(site.origin + path);
  return page;
}

/** Calls: each sends what it takes for its microphone and plays what comes, in an element that is in no document. */
async function call(one, other) {
  const begin = async (description) => {
    const peer = (window.peer ??= new RTCPeerConnection());
    peer.addEventListener("track", ({ track }) => {
      if (track.kind !== "audio") return;
      window.player = new Audio();
      window.player.srcObject = new MediaStream([track]);
      window.player.play();
    });
    if (description) await peer.setRemoteDescription(description);
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    for (const track of stream.getTracks()) peer.addTrack(track, stream);
    await peer.setLocalDescription();
    while (peer.iceGatheringState !== "complete") await new Promise((done) => peer.addEventListener("icegatheringstatechange", done, { once: true }));
    return peer.localDescription.toJSON();
  };
  const offer = await one.evaluate(begin);
  const answer = await other.evaluate(begin, offer);
  await one.evaluate((description) => window.peer.setRemoteDescription(description), answer);
}

/** The one connection of a page. */
async function level(page) {
  const all = await levels(page);
  assert.equal(all.length, 1);
  return all[0];
}
/** Waits until more audio came than that. */
const rises = (page, bytes) => until(async () => (await level(page)).received.audio.bytes > bytes, "audio that comes");

test("each side hears the other's tone, and no other", async () => {
  const [one, other] = pages;
  assert.deepEqual(await Promise.all([hears(one, 777), hears(other, 500)]), [true, true]);
  assert.deepEqual(await Promise.all([hears(one, 500, A_WHILE), hears(other, 777, A_WHILE), hears(one, 1_200, A_WHILE)]), [false, false, false]);
});

test("what isn't played isn't heard, nor what is silent", async () => {
  const [one, other] = pages;
  const set = (page, change) => page.evaluate(change);
  for (const [page, off, on] of [
    [one, () => window.player.pause(), () => window.player.play()],
    [one, () => (window.player.muted = true), () => (window.player.muted = false)],
    [other, () => (window.peer.getSenders()[0].track.enabled = false), () => (window.peer.getSenders()[0].track.enabled = true)],
  ]) {
    await set(page, off);
    await until(async () => !(await hears(one, 777, 0)), "silence");
    assert.equal(await hears(one, 777, A_WHILE), false, `${off}`);
    await set(page, on);
    assert.equal(await hears(one, 777), true, `${on}`);
  }
});

test("levels tell what is sent and comes, how loud, and which way it takes", async () => {
  const [before, other] = [await level(pages[0]), await level(pages[1])];
  assert.deepEqual([before.state, other.state], ["connected", "connected"]);
  assert.ok(["host", "prflx"].includes(before.pair.local) && ["host", "prflx"].includes(before.pair.remote), JSON.stringify(before.pair));
  // It was silent a moment ago.
  await until(async () => (await level(pages[0])).level > 0.05, "how loud it is");
  await until(async () => {
    const now = await level(pages[0]);
    const rise = (flow, kind) => now[flow][kind].bytes > before[flow][kind].bytes && now[flow][kind].packets > before[flow][kind].packets;
    return rise("sent", "audio") && rise("received", "audio") && rise("sent", "video") && rise("received", "video");
  }, "audio and video both ways");
});

test("a cut stops all that one browser sends and hears, calls and sockets, and then it comes back", async (t) => {
  const [one, other] = pages;
  const sockets = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(sockets, "listening");
  t.after(() => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  });
  let said = 0;
  sockets.on("connection", (socket) => socket.on("message", () => (said += 1)));
  await one.evaluate((port) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    setInterval(() => socket.readyState === 1 && socket.send("hello"), 50);
  }, sockets.address().port);
  await until(() => said > 0, "a word by the socket");
  const came = async () => [(await level(one)).received.audio.bytes, (await level(other)).received.audio.bytes, said];
  const mend = await sever(one);
  try {
    // What was on its way.
    await sleep(500);
    const before = await came();
    await sleep(2_000);
    assert.deepEqual(await came(), before);
    assert.equal(await hears(other, 500, 0), false);
    await until(async () => (await level(other)).state === "disconnected", "that the other side is found to be gone", 15_000);
    assert.deepEqual(await came(), before);
  } finally {
    mend();
  }
  const [ours, theirs, words] = await came();
  await Promise.all([rises(one, ours), rises(other, theirs), until(() => said > words, "words by the socket")]);
  assert.deepEqual(await Promise.all([hears(one, 777), hears(other, 500)]), [true, true]);
  const sent = (await level(one)).received.audio.bytes;
  await cut(one, 500);
  await rises(one, sent);
});

test("calls in a frame are found, also in one of another site", async () => {
  const [outer, other] = [await open(browsers[0], "/", (page) => tone(page, 1_130)), await open(browsers[1], "/call", (page) => tone(page, 1_510))];
  const inner = outer.frames().find((frame) => frame !== outer.mainFrame());
  await call(inner, other);
  assert.deepEqual(await Promise.all([hears(outer, 1_510), hears(other, 1_130), hears(outer, 1_130, A_WHILE)]), [true, true, false]);
  assert.equal((await level(outer)).state, "connected");
  await inner.evaluate(() => window.peer.close());
  assert.deepEqual(await levels(outer), []);
  for (const page of [outer, other]) await page.context().close();
});

test("who has no devices, and who refuses, are told so by the browser's own words", async () => {
  const asked = (page) =>
    page.evaluate(async () => {
      const wanted = await navigator.mediaDevices.getUserMedia({ audio: true }).then(() => "granted", ({ name }) => name);
      return [wanted, (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "audioinput").length > 0];
    });
  const without = await open(browsers[0], "/call", noDevices);
  assert.deepEqual(await asked(without), ["NotFoundError", false]);
  const shy = await open(browsers[0], "/call", refuses);
  assert.deepEqual(await asked(shy), ["NotAllowedError", true]);
  await relents(shy);
  assert.deepEqual(await asked(shy), ["granted", true]);
  assert.deepEqual(await asked(await open(browsers[0], "/call")), ["granted", true], "it is this page's alone");
});
