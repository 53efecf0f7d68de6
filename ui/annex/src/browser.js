// What a browser does for files: keeps them over a reload, sends them in parts, makes pictures smaller.

/** Sides of a picture that is sent, at most: more than any screen of ours shows of it, and enough to read a contract. */
const MOST_PIXELS = 2560;
/** A drawing or screenshot up to this size is left as it is, but for what stands in it beside the picture. */
const SMALL_BYTES = 1_000_000;
const QUALITY = 0.86;

let opening;

const database = () =>
  (opening ??= new Promise((done, fail) => {
    const request = indexedDB.open("frontdesk-files", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("unsent", { keyPath: "file" }).createIndex("room", "room");
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  }).catch((error) => {
    opening = undefined;
    throw error;
  }));

const stored = async (mode, act) => {
  const store = (await database()).transaction("unsent", mode).objectStore("unsent");
  return new Promise((done, fail) => {
    const request = act(store);
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
};

/**
 * Keeps a file and what is known of it, or changes what is known; gives a promise of whether that could be done. Without storage
 * nothing is kept, and it is sent all the same.
 */
export const keep = (room, file, order, known, blob) =>
  stored("readwrite", (store) => store.put({ room, file, order, known, blob })).then(
    () => true,
    () => false,
  );

export const forget = (file) => stored("readwrite", (store) => store.delete(file)).catch(() => {});

/** What is kept for a room, in its order: `[known, blob]` each. */
export const kept = async (room) => {
  const all = await stored("readonly", (store) => store.index("room").getAll(room)).catch(() => []);
  return all.sort((one, other) => one.order - other.order).map(({ known, blob }) => [known, blob]);
};

/** Asks. `body`: a text in JSON, or bytes. Gives `[status, text]`, of which the status is 0 without an answer. */
export const ask = (method, path, token, body, tell) => {
  const request = new XMLHttpRequest();
  const done = new Promise((done) => {
    request.open(method, path);
    if (token) request.setRequestHeader("authorization", `Bearer ${token}`);
    if (typeof body === "string") request.setRequestHeader("content-type", "application/json");
    // A part may take minutes; silence may not.
    let silence = setTimeout(() => request.abort(), 30_000);
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), 30_000);
      tell?.(loaded);
    };
    request.onloadend = () => {
      clearTimeout(silence);
      done([request.status, request.status ? request.responseText : ""]);
    };
    request.send(body ?? null);
  });
  return [done, () => request.abort()];
};

const written = (canvas, type) => new Promise((done) => canvas.toBlob(done, type, QUALITY));

/** Whether a picture moves: drawn anew, it would stand still. */
const moves = async (file) => {
  const head = new TextDecoder("latin1").decode(await file.slice(0, 4096).arrayBuffer());
  return head.includes("acTL") || head.includes("ANIM");
};

const called = (name, type) => {
  const ending = { "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp" }[type];
  const wanted = type === "image/jpeg" ? /\.jpe?g$/i : new RegExp(`\\${ending}$`, "i");
  return wanted.test(name) ? name : name.replace(/\.[^.]*$/, "") + ending;
};

/** A picture as it is sent: upright, not too large, and without where and when it was taken. */
const redrawn = async (file) => {
  if (/gif|svg/.test(file.type) || (await moves(file))) return { blob: file, name: file.name, type: file.type, ...(await measured(file)) };
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  const draw = () => pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const drawing = /png|webp/.test(file.type);
  if (!drawing) {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
  }
  draw();
  // Drawings keep what is see-through; a browser that can't write WebP writes PNG.
  const wanted = !drawing ? "image/jpeg" : scale === 1 && file.size <= SMALL_BYTES ? file.type : "image/webp";
  const blob = await written(canvas, wanted);
  const { width, height } = canvas;
  picture.close();
  if (!blob) throw new Error("not written");
  return { blob, name: called(file.name, blob.type), type: blob.type, width, height };
};

/** Width, height and length of what a browser can show; nothing of what it can't. */
const measured = (file) =>
  new Promise((done) => {
    const kind = file.type.split("/")[0];
    const element = { image: () => new Image(), video: () => document.createElement("video"), audio: () => document.createElement("audio") }[kind]?.();
    if (!element) return done({});
    const address = URL.createObjectURL(file);
    const end = (known = {}) => {
      clearTimeout(patience);
      URL.revokeObjectURL(address);
      done(known);
    };
    const patience = setTimeout(end, 5_000);
    const size = (width, height) => (width && height ? { width, height } : {});
    const length = ({ duration }) => (Number.isFinite(duration) ? { duration: Math.round(duration * 1000) } : {});
    element.onload = () => end(size(element.naturalWidth, element.naturalHeight));
    element.onloadedmetadata = () => end({ ...size(element.videoWidth, element.videoHeight), ...length(element) });
    element.onerror = () => end();
    element.preload = "metadata";
    element.src = address;
  });

/** A file as it is sent: `[blob, name, type, width, height, milliseconds]`, of which the last three may be 0. */
export const prepared = async (file, original) => {
  let made;
  if (!original && file.type.startsWith("image/")) made = await redrawn(file).catch(() => undefined);
  made ??= { blob: file, name: file.name, type: file.type, ...(await measured(file)) };
  return [made.blob, made.name, made.type, made.width ?? 0, made.height ?? 0, made.duration ?? 0];
};

/** Lets somebody choose files. `capture`: with the camera, on a phone. */
export const choose = (accept, capture, take) => {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: !capture, accept });
  if (capture) input.capture = "environment";
  input.className = "attach-input";
  // Safari forgets an input that is nowhere.
  input.hidden = true;
  document.body.append(input);
  const end = () => input.remove();
  input.onchange = () => {
    take([...input.files]);
    end();
  };
  input.oncancel = end;
  input.click();
};

export const is_touch = () => matchMedia("(pointer: coarse)").matches;

/** Whether somebody is near: a part of the page that comes into view. Gives a function that stops looking. */
export const near = (element, tell) => {
  const looks = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && (looks.disconnect(), tell()), {
    rootMargin: "600px",
  });
  looks.observe(element);
  return () => looks.disconnect();
};
