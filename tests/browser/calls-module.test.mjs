// The calls' own module between browsers with fake devices: media flow, and what is done to them is seen on the other side. The
// room is a stand-in here, so that what it says, and when, is the test's to choose.

import assert from "node:assert/strict";

import { violations } from "../kit/axe.mjs";
import { CallRoom, STAFF, counted, stories } from "../kit/call-room.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { until } from "../kit/until.mjs";

const story = stories();

/** Until more of something has come in than there was. */
async function rises(who, what) {
  const before = await counted(who.page);
  await until(async () => (await counted(who.page))[what] > before[what], `${what} rises`, 15_000);
}

async function talking({ enter }, options = {}) {
  const [visitor, ada] = [await enter(options), await enter({ staff: STAFF.ada, ...options })];
  await visitor.page.evaluate(() => window.drawn.offer(false));
  await ada.press("Answer");
  await rises(ada, "energy");
  await rises(visitor, "energy");
  return { visitor, ada };
}

story("a visitor calls, staff answer, and both hear each other until one hangs up", async ({ enter }) => {
  const [visitor, ada] = [await enter(), await enter({ staff: STAFF.ada })];
  await visitor.page.evaluate(() => window.drawn.offer(false));
  await visitor.page.getByText("Calling Sales…").waitFor();
  await ada.page.getByText("Calm Otter is calling").waitFor();
  assert.deepEqual([visitor.states, ada.states], [["calling"], ["rings"]]);
  await ada.press("Answer");
  await rises(ada, "energy");
  await rises(visitor, "energy");
  await ada.page.getByText("Good connection").waitFor();
  await visitor.press("Hang up");
  await visitor.page.getByText("You hung up").waitFor();
  await ada.page.getByText("The call has ended").waitFor();
  assert.deepEqual([visitor.states, ada.states], [["calling", "ongoing", "none"], ["rings", "ongoing", "none"]]);
  await until(async () => (await counted(ada.page)).open === 0, "connections end");
});

story("who is rung declines, who calls gives up, and both are told", async ({ room, enter }) => {
  const [visitor, ada] = [await enter(), await enter({ staff: STAFF.ada })];
  await visitor.page.evaluate(() => window.drawn.offer(false));
  await ada.press("Decline");
  await visitor.page.getByText("The call was declined").waitFor();
  await visitor.press("Leave a voice message");
  assert.deepEqual(visitor.wishes, ["voice_message"]);
  await ada.page.evaluate(() => window.drawn.offer(false));
  await visitor.page.getByText("Ada is calling").waitFor();
  await ada.press("Cancel");
  await visitor.page.getByText("You missed a call").waitFor();
  await visitor.page.evaluate(() => window.drawn.offer(false));
  await ada.page.getByRole("button", { name: "Answer" }).waitFor();
  room.end("unanswered");
  await visitor.page.getByText("Nobody answered").waitFor();
  await visitor.press("Write");
  assert.deepEqual(visitor.wishes, ["voice_message", "chat"]);
});

/** Whether a page has rung since it was asked last. */
const rang = (who) => who.page.evaluate(() => window.notes.splice(0).includes(784));

story("visitors are rung here, and staff by their dashboard alone", async ({ enter }) => {
  const [visitor, ada] = [await enter(), await enter({ staff: STAFF.ada })];
  await visitor.page.evaluate(() => window.drawn.offer(false));
  await ada.page.getByText("Calm Otter is calling").waitFor();
  assert.equal(await rang(ada), false);
  await visitor.press("Cancel");
  await ada.page.evaluate(() => window.drawn.offer(false));
  await visitor.page.getByText("Ada is calling").waitFor();
  await until(() => rang(visitor), "a ring");
});

story("it rings no longer than the room does, nor while the room can't be reached", async ({ room, enter }) => {
  const [visitor, ada] = [await enter({ clock: true }), await enter({ staff: STAFF.ada })];
  await ada.page.evaluate(() => window.drawn.offer(false));
  await until(() => rang(visitor), "a ring");
  const silentAfter = async (ms) => {
    await visitor.page.clock.runFor(ms);
    await rang(visitor);
    await visitor.page.clock.runFor(6_000);
    assert.equal(await rang(visitor), false);
  };
  await room.line(visitor, false);
  await silentAfter(5_500);
  await room.line(visitor, true);
  await until(() => rang(visitor), "a ring again");
  await silentAfter(45_000);
});

story("muted and held, nothing is heard, and both sides see why", async (stage) => {
  const { visitor, ada } = await talking(stage);
  await visitor.press("Mute");
  await ada.page.getByRole("img", { name: "Calm Otter is muted" }).waitFor();
  await silent(ada);
  await visitor.press("Mute");
  await rises(ada, "energy");
  await ada.press("Hold");
  await visitor.page.getByText("Ada put the call on hold").waitFor();
  await ada.page.getByText("On hold. Nobody hears you, and you hear nobody.").waitFor();
  await silent(visitor);
  await ada.press("Hold");
  await rises(visitor, "energy");
  await visitor.page.getByText("Good connection").waitFor();
});

/** Until two looks, a second apart, find no sound between them. */
const silent = (who) =>
  until(async () => {
    const before = await counted(who.page);
    await who.page.waitForTimeout(1_000);
    const now = await counted(who.page);
    return now.bytes > before.bytes && now.energy - before.energy < 1e-7;
  }, "silence", 15_000);

story("another microphone is used without a break", async (stage) => {
  const { room } = stage;
  const { visitor, ada } = await talking(stage);
  const described = room.signals.filter(({ signal }) => signal.description).length;
  await visitor.press("Devices");
  const choice = visitor.page.getByLabel("Microphone");
  const options = await choice.locator("option").evaluateAll((all) => all.map(({ value }) => value));
  assert.ok(options.length > 1, `${options}`);
  const used = () => visitor.page.evaluate(() => __media.peers[0].getSenders()[0].track.label);
  const before = await used();
  await choice.selectOption(options.at(-1));
  await until(async () => (await used()) !== before, "another microphone");
  await rises(ada, "energy");
  assert.equal(room.signals.filter(({ signal }) => signal.description).length, described, "nothing was negotiated again");
});

story("cameras and screens are shown, also when both sides begin at once", async (stage) => {
  const { room } = stage;
  const { visitor, ada } = await talking(stage);
  room.delay = 150;
  await Promise.all([visitor.press("Turn camera on"), ada.press("Turn camera on")]);
  await rises(ada, "frames");
  await rises(visitor, "frames");
  room.delay = 0;
  await screenshot(visitor.page, "calls-video");
  await visitor.press("Turn camera off");
  await ada.press("Turn camera off");
  await ada.page.locator("video").waitFor({ state: "detached" });
  await ada.press("Share screen");
  await visitor.page.getByText("Ada shares the screen").waitFor();
  await rises(visitor, "frames");
  await screenshot(visitor.page, "calls-screen");
  await rises(visitor, "energy");
  await ada.press("Stop sharing");
  await visitor.page.locator("video").waitFor({ state: "detached" });
});

story("the room's connection is lost while they talk, and the talk goes on", async (stage) => {
  const { room } = stage;
  const { visitor, ada } = await talking(stage);
  await room.line(visitor, false);
  await rises(ada, "energy");
  await rises(visitor, "energy");
  await room.line(visitor, true);
  assert.equal(room.call.peers.find((peer) => !peer.staff).joins, 2, "it came back with the same peer");
  await rises(ada, "energy");
  assert.equal((await counted(ada.page)).open, 1, "over the same connection");
});

story("a page that is loaded anew comes back into its call", async (stage) => {
  const { room } = stage;
  const { visitor, ada } = await talking(stage);
  const before = room.call.peers.find((peer) => !peer.staff).peer;
  const began = Date.now();
  await visitor.open();
  await rises(visitor, "energy");
  await rises(ada, "energy");
  assert.notEqual(room.call.peers.find((peer) => !peer.staff).peer, before);
  console.log(`back after ${Date.now() - began} ms`);
  assert.equal(visitor.states.at(-1), "ongoing");
});

story("when the way between them breaks, another one is looked for", async (stage) => {
  const { visitor, ada } = await talking(stage);
  const fragment = () => visitor.page.evaluate(() => __media.peers[0].localDescription.sdp.match(/a=ice-ufrag:(\S+)/)[1]);
  const before = await fragment();
  // The other end falls silent without a word, as in a tunnel.
  await ada.page.evaluate(() => {
    window.sends = false;
    __media.peers.forEach((connection) => connection.close());
  });
  ada.online = false;
  await visitor.page.getByText("Reconnecting…").waitFor({ timeout: 20_000 });
  await until(async () => (await fragment()) !== before, "new credentials", 20_000);
  // It is back, as another page.
  await ada.open();
  await rises(visitor, "energy");
  await visitor.page.getByText("Good connection").waitFor();
});

story("who listens hears both, is seen to, and is heard by nobody", async (stage) => {
  const { enter } = stage;
  const { visitor, ada } = await talking(stage);
  const eve = await enter({ staff: STAFF.eve });
  await eve.page.evaluate(() => window.drawn.join(true));
  await rises(eve, "energy");
  for (const who of [visitor, ada]) await who.page.getByText("Eve listens").waitFor();
  assert.equal(await visitor.page.evaluate(() => __media.peers.length), 1, "the visitor isn't connected with her");
  // Whichever of the two is silent, she hears the other.
  for (const who of [visitor, ada]) {
    await who.press("Mute");
    await rises(eve, "energy");
    await who.press("Mute");
  }
  await visitor.press("Mute");
  await ada.press("Mute");
  await silent(eve);
});

story("a call is recorded once all have agreed, and the file has the sound of both", async (stage) => {
  const { visitor, ada } = await talking(stage);
  await ada.press("Record");
  await visitor.page.getByText("Ada asks to record this call.").waitFor();
  await ada.page.getByText("Waiting until everybody agrees").waitFor();
  await screenshot(visitor.page, "calls-consent");
  assert.deepEqual(await violations(visitor.page), []);
  await visitor.press("Agree");
  for (const who of [visitor, ada]) await who.page.getByText("Recorded").waitFor();
  await ada.page.waitForTimeout(3_000);
  await ada.press("Stop recording");
  await until(() => ada.page.evaluate(() => window.kept.length), "a file");
  const file = await heard(ada.page);
  assert.match(file.name, /^Call \d{4}-\d\d-\d\d \d\d\.\d\d\.webm$/);
  assert.ok(file.seconds > 2 && file.loudest > 0.05, JSON.stringify(file));
  assert.equal(await visitor.page.getByText("Recorded").count(), 0);
});

/** How many recordings a page's browser keeps, of which the test may make all older. */
const left = (who, older = 0) =>
  who.page.evaluate(async (older) => {
    const done = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
    const database = await done(indexedDB.open("frontdesk-calls"));
    const store = database.transaction("recordings", "readwrite").objectStore("recordings");
    const all = await done(store.getAll());
    for (const one of all) await done(store.put({ ...one, at: one.at - older }));
    database.close();
    return all.length;
  }, older);

async function recordedFor(visitor, ada) {
  await ada.press("Record");
  await visitor.press("Agree");
  await ada.page.getByText("Recorded").waitFor();
  await ada.page.waitForTimeout(1_500);
}

story("what couldn't be taken waits for a page of the same person, and for nobody else's, for a day", async (stage) => {
  const { visitor, ada } = await talking(stage);
  await recordedFor(visitor, ada);
  await ada.page.evaluate(() => (window.takes = false));
  await visitor.press("Hang up");
  await until(() => ada.page.evaluate(() => window.refusals), "a file that isn't taken");
  await ada.open(STAFF.ben);
  await ada.open();
  await until(() => ada.page.evaluate(() => window.kept.length), "a file");
  await until(async () => (await left(ada)) === 0, "nothing is left");
  // Another one, which nobody comes back for.
  await visitor.page.evaluate(() => window.drawn.offer(false));
  await ada.press("Answer");
  await recordedFor(visitor, ada);
  await ada.page.evaluate(() => (window.takes = false));
  await visitor.press("Hang up");
  await until(() => ada.page.evaluate(() => window.refusals), "a file that isn't taken");
  await ada.open(STAFF.ben);
  assert.deepEqual([await left(ada, 25 * 3_600_000), await ada.page.evaluate(() => window.kept.length)], [1, 0]);
  await ada.open(STAFF.ben);
  await until(async () => (await left(ada)) === 0, "nothing is left");
  assert.equal(await ada.page.evaluate(() => window.kept.length), 0);
});

story("when the room goes for good nobody talks on, and only what all agreed to is kept", async (stage) => {
  const { room } = stage;
  const { visitor, ada } = await talking(stage);
  const ended = (who) => who.page.evaluate(() => __media.peers.every((one) => one.connectionState === "closed" && one.getSenders().every(({ track }) => !track || track.readyState === "ended")));
  for (const agreed of [false, true]) {
    if (agreed) await recordedFor(visitor, ada);
    else await ada.press("Record");
    await visitor.page.getByText(agreed ? "Recorded" : "Ada asks to record this call.").waitFor();
    room.end("closed");
    for (const who of [visitor, ada]) {
      await who.page.getByText("The chat was closed, and the call with it").waitFor();
      await until(() => ended(who), "nothing goes on");
    }
    await until(async () => (await ada.page.evaluate(() => window.kept.length)) === Number(agreed), "what is kept");
    await until(async () => (await left(ada)) === 0, "nothing is left");
    if (agreed) return;
    await visitor.page.evaluate(() => window.drawn.offer(false));
    await ada.press("Answer");
    await rises(ada, "energy");
  }
});

story("what is said while on hold is neither recorded nor heard by who listens", async (stage) => {
  const { enter } = stage;
  const { visitor, ada } = await talking(stage);
  const eve = await enter({ staff: STAFF.eve });
  await eve.page.evaluate(() => window.drawn.join(true));
  await ada.page.evaluate(() => {
    window.MediaRecorder = class extends MediaRecorder {
      constructor(...all) {
        super(...all);
        window.recorder = this;
      }
    };
  });
  await ada.press("Record");
  await visitor.press("Agree");
  const state = () => ada.page.evaluate(() => window.recorder?.state);
  await until(async () => (await state()) === "recording", "a recording");
  await rises(eve, "energy");
  await ada.press("Hold");
  assert.equal(await state(), "paused");
  await silent(eve);
  await ada.press("Hold");
  assert.equal(await state(), "recording");
  await rises(eve, "energy");
});

/** What is in the first file that a page kept. */
const heard = (page) =>
  page.evaluate(async () => {
    const [file] = window.kept;
    const sound = await new AudioContext().decodeAudioData(await file.arrayBuffer());
    const loudest = sound.getChannelData(0).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return { name: file.name, seconds: sound.duration, loudest };
  });

story("what was recorded when a page went is handed over by the next one", async (stage) => {
  const { visitor, ada } = await talking(stage);
  await ada.press("Record");
  await visitor.press("Agree");
  await ada.page.getByText("Recorded").waitFor();
  await ada.page.waitForTimeout(3_000);
  await ada.open();
  await until(() => ada.page.evaluate(() => window.kept.length), "a file");
  const file = await heard(ada.page);
  assert.ok(file.seconds > 1 && file.loudest > 0.05, JSON.stringify(file));
});

story("of two tabs that come in at once, one lets the microphone go", async (stage) => {
  const { enter } = stage;
  const { visitor } = await talking(stage);
  // The room has heard of both, and shows only the other.
  const second = await enter({ staff: STAFF.ada });
  await second.page.getByText("You’re in this call in another window").waitFor();
  await second.page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (what) => (window.stream = await ask(what));
    const say = window.toTest;
    window.toTest = (text) => JSON.parse(text).kind !== "frame" && say(text);
  });
  await second.press("Move it here");
  await second.page.getByRole("button", { name: "Mute" }).waitFor();
  await second.page.getByText("You’re in this call in another window").waitFor({ timeout: 15_000 });
  assert.equal(await second.page.evaluate(() => window.stream.getTracks()[0].readyState), "ended");
  await rises(visitor, "energy");
});

story("when whoever sent it on leaves, who listens hears the others by another of the staff", async (stage) => {
  const { enter } = stage;
  const { visitor, ada } = await talking(stage);
  const ben = await enter({ staff: STAFF.ben });
  await ben.press("Join");
  await until(async () => (await counted(visitor.page)).open === 2, "three in it", 15_000);
  const eve = await enter({ staff: STAFF.eve });
  await eve.page.evaluate(() => window.drawn.join(true));
  await rises(eve, "energy");
  await ada.press("Hang up");
  await until(async () => (await eve.page.evaluate(() => __media.peers.length)) === 2, "another connection");
  await until(async () => (await counted(eve.page)).open === 1, "only that one", 15_000);
  await rises(eve, "energy");
  await rises(visitor, "energy");
});

story("what no browser of ours would say is left, and the talk goes on", async (stage) => {
  const { room } = stage;
  const { visitor, ada } = await talking(stage);
  const [mine, theirs] = [room.call.peers.find((peer) => !peer.staff).peer, room.call.peers.find((peer) => peer.staff).peer];
  const hostile = [
    "",
    "null",
    "[".repeat(5_000),
    '{"description":{"type":"offer","sdp":"v=0\\r\\nnothing"}}',
    '{"description":{"type":"answer","sdp":"v=0\\r\\n"}}',
    '{"description":{"type":"rollback","sdp":""}}',
    '{"candidate":{"candidate":"candidate:nonsense","sdpMLineIndex":9}}',
    '{"candidate":{"candidate":"","sdpMid":"no such"}}',
    '{"state":{"muted":"perhaps"}}',
    JSON.stringify({ description: { type: "offer", sdp: "a".repeat(40_000) } }),
  ];
  for (const signal of hostile) {
    ada.hear({ type: "signal", call: room.call.call, from: mine, signal });
    ada.hear({ type: "signal", call: CallRoom.newCall(), from: mine, signal });
    ada.hear({ type: "signal", call: room.call.call, from: theirs, signal });
  }
  for (const frame of [{ type: "call", call: 7 }, { type: "call", call: { revision: -1 } }, { type: "pinned" }, { type: "signal" }]) ada.hear(frame);
  ada.hear({ type: "call_refused", call: CallRoom.newCall(), error: { code: "of_tomorrow", message: "No" } });
  await rises(ada, "energy");
  await rises(visitor, "energy");
  await ada.press("Turn camera on");
  await rises(visitor, "frames");
  assert.equal((await counted(ada.page)).open, 1);
  const largest = Math.max(...room.signals.map(({ signal }) => JSON.stringify(signal).length));
  console.log(`largest signal: ${largest} bytes`);
  assert.ok(largest < 24 * 1024, "a third of what may be sent");
});

story("servers are asked for by who is in a call, and renewed before they end", async (stage) => {
  const { served } = stage;
  const asked = [];
  served.server.ice = ({ pathname, token }) => {
    asked.push([pathname.replace(/enq_\w+/, "ROOM"), token]);
    if (!token) return asked.length < 4 ? { status: 503, error: { code: "unavailable", message: "Later" } } : { servers: [] };
    if (token === "Bearer token") return { status: 401, error: { code: "unauthenticated", message: "Expired" } };
    // They end soon: it is asked again as soon as may be.
    const servers = [{ urls: ["turn:127.0.0.1:9"], username: `${asked.length}`, credential: "c" }];
    return { servers, until_ms: Date.now() + 1_000 };
  };
  const { visitor, ada } = await talking(stage);
  const of = (who) => who.page.evaluate(() => __media.peers[0].getConfiguration());
  const first = asked.filter(([, token]) => token).slice(0, 2);
  const path = "/api/v1/services/acme/visitor/rooms/ROOM/ice";
  assert.deepEqual(first, [[path, "Bearer token"], [path, "Bearer another token"]]);
  assert.ok(asked.some(([path, token]) => path === "/api/v1/services/acme/rooms/ROOM/ice" && !token));
  const { iceServers, iceTransportPolicy } = await of(visitor);
  assert.equal(iceTransportPolicy, "all");
  const { username } = iceServers[0];
  await until(async () => (await of(visitor)).iceServers[0].username !== username, "renewed servers", 15_000);
  assert.deepEqual((await of(ada)).iceServers, []);
  await rises(ada, "energy");
});

story("a STUN server alone is used", async (stage) => {
  const { served } = stage;
  // As the server has it: nothing ends, so it says no time.
  served.server.ice = () => ({ servers: [{ urls: ["stun:127.0.0.1:9"] }] });
  const { visitor, ada } = await talking(stage);
  for (const who of [visitor, ada]) {
    const { iceServers, iceTransportPolicy } = await who.page.evaluate(() => __media.peers[0].getConfiguration());
    assert.deepEqual([iceServers.map(({ urls }) => urls), iceTransportPolicy], [[["stun:127.0.0.1:9"]], "all"]);
  }
});

story("where only relays may be used, nothing else is offered", async ({ served, room, enter }) => {
  served.server.ice = () => ({ servers: [{ urls: ["turn:127.0.0.1:9"], username: "u", credential: "c" }], until_ms: Date.now() + 3_600_000, relay_only: true });
  const [visitor, ada] = [await enter(), await enter({ staff: STAFF.ada })];
  await visitor.page.evaluate(() => window.drawn.offer(false));
  await ada.press("Answer");
  await until(() => room.signals.some(({ signal }) => signal.description?.type === "answer"), "an answer", 15_000);
  await visitor.page.getByText("Connecting…").waitFor();
  assert.ok(!room.signals.some(({ signal }) => /typ (host|srflx)/.test(JSON.stringify(signal))), "no address of theirs is told");
});

story("before it is known whether addresses may be told, nothing is connected, and after a while that is said", async ({ served, enter }) => {
  served.server.ice = ({ token }) => (token ? { servers: [], relay_only: true } : { status: 503, error: { code: "unavailable", message: "Later" } });
  const [visitor, ada] = [await enter(), await enter({ staff: STAFF.ada, clock: true })];
  await visitor.page.evaluate(() => window.drawn.offer(false));
  await ada.press("Answer");
  await ada.page.getByText("Connecting…").waitFor();
  await ada.page.clock.fastForward(19_000);
  assert.equal(await ada.page.getByText("The servers that calls need can’t be reached.").count(), 0);
  await ada.page.clock.fastForward(2_000);
  await ada.page.getByText("The servers that calls need can’t be reached.").waitFor();
  assert.equal(await ada.page.evaluate(() => __media.peers.length), 0);
  // As soon as somebody says, it goes on.
  served.server.ice = undefined;
  await ada.page.clock.fastForward(15_000);
  await until(() => ada.page.evaluate(() => __media.peers.length), "a connection");
  await ada.page.getByText("The servers that calls need can’t be reached.").waitFor({ state: "detached" });
});

story("another network is used at once", async (stage) => {
  const { visitor, ada } = await talking(stage);
  const fragment = () => visitor.page.evaluate(() => __media.peers[0].localDescription.sdp.match(/a=ice-ufrag:(\S+)/)[1]);
  const before = await fragment();
  await visitor.page.evaluate(() => window.dispatchEvent(new Event("online")));
  await until(async () => (await fragment()) !== before, "new credentials");
  await rises(ada, "energy");
  await visitor.page.getByText("Good connection").waitFor();
});

story.tell("the calls' module");
