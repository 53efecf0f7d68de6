// Records what is said. What there is of it is kept in the browser as it comes, so that a page that is loaded anew, or crashes,
// loses a second of it at most.

const TYPES = ["audio/webm;codecs=opus", "audio/mp4;codecs=mp4a.40.2", "audio/ogg;codecs=opus"];
const BITS = 48_000;
/** So long is kept what nobody came back for, in ms. */
const KEPT = 24 * 3_600_000;

let opening;

const database = () =>
  (opening ??= new Promise((done, fail) => {
    const request = indexedDB.open("frontdesk-calls", 1);
    request.onupgradeneeded = () => {
      const parts = request.result.createObjectStore("parts", { autoIncrement: true });
      parts.createIndex("recording", "recording");
      request.result.createObjectStore("recordings", { keyPath: "recording" });
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  }).catch((error) => {
    opening = undefined;
    throw error;
  }));

const stored = async (name, mode, act) => {
  const store = (await database()).transaction(name, mode).objectStore(name);
  return new Promise((done, fail) => {
    const request = act(store);
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
};

const forget = async (recording) => {
  await stored("recordings", "readwrite", (store) => store.delete(recording));
  for (const key of await stored("parts", "readonly", (store) => store.index("recording").getAllKeys(recording))) {
    await stored("parts", "readwrite", (store) => store.delete(key));
  }
};

const made = (parts, name, type) => {
  const ending = /mp4/.test(type) ? "m4a" : /ogg/.test(type) ? "ogg" : "webm";
  return new File(parts, `${name}.${ending}`, { type: type.split(";")[0] });
};

export const can_record = () => Boolean(globalThis.MediaRecorder);

/** While this page records, no other one takes what it keeps for what was left behind. */
const held = (recording) => {
  let release = () => {};
  navigator.locks?.request(`frontdesk-recording-${recording}`, () => new Promise((done) => (release = done)));
  return () => release();
};

/** Hands a file over. What wasn't taken stays in the browser, for a page that can. */
const handed = async (keep, file, recording, call) => {
  try {
    return await keep(file, recording, call);
  } catch {
    return false;
  }
};

/**
 * Gets ready to record a track, and begins at the first `resume`. `recording` is its id, `room` where it is made, `whose` a name of
 * the service and the person, `name` that of the file without its ending, `call` the id of what is recorded; `keep` gets the file when it
 * has ended, with both ids, and says by true, or a promise of it, that it was taken.
 */
export const recorder = (track, recording, room, whose, name, call, keep) => {
  const type = TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? "";
  const recorder = new MediaRecorder(new MediaStream([track]), { audioBitsPerSecond: BITS, ...(type && { mimeType: type }) });
  const parts = [];
  const release = held(recording);
  const at = Date.now();
  let kept = stored("recordings", "readwrite", (store) => store.put({ recording, room, whose, name, call, at, type: recorder.mimeType || type })).catch(() => {});
  recorder.ondataavailable = ({ data }) => {
    if (!data.size) return;
    parts.push(data);
    kept = kept.then(() => stored("parts", "readwrite", (store) => store.add({ recording, data }))).catch(() => {});
  };
  recorder.onstop = async () => {
    const taken = !parts.length || (await handed(keep, made(parts, name, recorder.mimeType || type), recording, call));
    await kept;
    if (taken) await forget(recording).catch(() => {});
    release();
  };
  return {
    resume: () => {
      if (recorder.state === "inactive") recorder.start(1_000);
      else if (recorder.state === "paused") recorder.resume();
    },
    pause: () => recorder.state === "recording" && recorder.pause(),
    end: () => {
      if (recorder.state !== "inactive") recorder.stop();
      else recorder.onstop();
    },
  };
};

/** Hands over what earlier pages of the same person recorded in a room and could not; what is older than a day goes, whosesoever it is. */
export const recover = async (room, whose, keep) => {
  const all = await stored("recordings", "readonly", (store) => store.getAll()).catch(() => []);
  for (const { recording, at, name, type, call, ...of } of all) {
    const [is, old] = [of.room === room && of.whose === whose, Date.now() - at > KEPT];
    if (!is && !old) continue;
    const take = async (lock) => {
      if (lock === null) return;
      const parts = is ? await stored("parts", "readonly", (store) => store.index("recording").getAll(recording)) : [];
      const taken = !parts.length || (await handed(keep, made(parts.map(({ data }) => data), name, type), recording, call));
      if (taken || old) await forget(recording);
    };
    const taken = navigator.locks ? navigator.locks.request(`frontdesk-recording-${recording}`, { ifAvailable: true }, take) : take();
    await taken.catch(() => {});
  }
};
