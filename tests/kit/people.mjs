// A service with its staff, and visitors, made through the public interface as anybody would.

import { randomBytes } from "node:crypto";
import WebSocket from "ws";

import { SETUP_KEY } from "./worker.mjs";

export const PASSWORD = "correct horse battery";

/** A new id: UUIDv7 behind its prefix, as clients make them. */
export function newId(prefix) {
  const time = Date.now().toString(16).padStart(12, "0");
  const random = randomBytes(10);
  random[0] = (random[0] & 0x0f) | 0x70;
  random[2] = (random[2] & 0x3f) | 0x80;
  return `${prefix}_${time}${random.toString("hex")}`;
}

/**
 * Asks the worker. `as` is what {@link makeService} and {@link makeVisitor} gave, or `{bearer}`.
 * @returns {Promise<{status: number, body: any, headers: Headers}>}
 */
export async function request(worker, method, path, { as, body, headers = {}, raw } = {}) {
  const answer = await fetch(worker.origin + path, {
    method,
    redirect: "manual",
    headers: {
      // As browsers do, which the worker insists on.
      ...(method === "GET" ? {} : { origin: worker.origin }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(as?.cookie ? { cookie: as.cookie } : {}),
      ...(as?.bearer ? { authorization: `Bearer ${as.bearer}` } : {}),
      ...headers,
    },
    body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const text = await answer.text();
  let parsed = text;
  try {
    parsed = text === "" ? undefined : JSON.parse(text);
  } catch {
    // Not everything is JSON: pages, and what a test wants to see as it is.
  }
  return { status: answer.status, body: parsed, headers: answer.headers };
}

/** As {@link request}, and fails unless it worked; gives the body. */
export async function must(worker, method, path, options) {
  const answer = await request(worker, method, path, options);
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Signs in; gives what `as` wants. */
export async function signIn(worker, slug, email, password = PASSWORD) {
  const answer = await request(worker, "POST", `/api/v1/services/${slug}/session`, { body: { email, password } });
  if (answer.status !== 200) throw new Error(`sign-in of ${email}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return signed(answer, email);
}

const signed = (answer, email) => ({ ...answer.body, email, cookie: answer.headers.get("set-cookie").split(";")[0] });

/**
 * A service with an owner (`owner`) and more staff, and one tag for each list of names in `tags`.
 * @param {object} worker
 * @param {{slug?: string, staff?: Record<string, string>, tags?: Record<string, string[] | {staff: string[], wait_s?: number}[]>,
 *   sites?: string[], settings?: object}} [options]
 *   `staff`: roles by name; `tags`: names of staff of its one destination, or destinations in order
 */
export async function makeService(worker, { slug = "acme", staff = {}, tags = {}, sites = [], settings = {} } = {}) {
  await must(worker, "POST", "/api/v1/services", {
    as: { bearer: SETUP_KEY },
    body: {
      slug,
      name: "Acme Outdoor",
      time_zone: "Europe/London",
      languages: ["en"],
      sites,
      owner_name: "Olivia Owner",
      owner_email: `owner@${slug}.example`,
      owner_password: PASSWORD,
      ...settings,
    },
  });
  const base = `/api/v1/services/${slug}`;
  const owner = await signIn(worker, slug, `owner@${slug}.example`);
  const people = { owner };
  for (const [name, role] of Object.entries(staff)) {
    const email = `${name}@${slug}.example`;
    const { secret } = await must(worker, "POST", `${base}/invitations`, { as: owner, body: { email, role } });
    const display = name[0].toUpperCase() + name.slice(1);
    const answer = await request(worker, "POST", `${base}/invitations/accept`, {
      body: { secret, name: display, password: PASSWORD },
    });
    if (answer.status !== 200) throw new Error(`invitation of ${name}: ${JSON.stringify(answer.body)}`);
    people[name] = signed(answer, email);
  }
  const made = {};
  for (const [handle, lists] of Object.entries(tags)) {
    const destinations = typeof lists[0] === "string" ? [{ staff: lists }] : lists;
    made[handle] = await must(worker, "POST", `${base}/tags`, {
      as: owner,
      body: {
        handle,
        name: handle[0].toUpperCase() + handle.slice(1),
        destinations: destinations.map(({ staff: names, wait_s = 60 }, index) => ({
          name: `Line ${index + 1}`,
          staff: names.map((name) => people[name].id),
          wait_s,
        })),
      },
    });
  }
  return { slug, base, people, tags: made };
}

/** A visitor of the service. */
export async function makeVisitor(worker, { base }) {
  const { visitor, token } = await must(worker, "POST", `${base}/visitors`, { body: {} });
  return { visitor, bearer: token };
}

/** Raises an enquiry to a tag or a person; gives the visitor's view of it. */
export function raise(worker, { base }, visitor, entry, more = {}) {
  const kind = entry.tag ? "tag" : "staff";
  const body = { enquiry: newId("enq"), entry: { kind, [kind]: entry[kind].id ?? entry[kind] }, ...more };
  return must(worker, "POST", `${base}/visitor/enquiries`, { as: visitor, body });
}

/**
 * A socket that collects frames. `until(test)` waits for the first frame, also an earlier one, that passes.
 * @param {{as?: object, protocols?: string[], headers?: object}} [options]
 */
export function openSocket(worker, path, { as, protocols = ["frontdesk.v1"], headers = {} } = {}) {
  const offered = as?.bearer ? [...protocols, `token.${as.bearer}`] : protocols;
  const socket = new WebSocket(worker.origin.replace("http", "ws") + path, offered, {
    origin: headers.origin ?? worker.origin,
    perMessageDeflate: false,
    headers: { ...(as?.cookie ? { cookie: as.cookie } : {}), ...headers },
  });
  const frames = [];
  const waiting = new Set();
  const closed = new Promise((done) => socket.once("close", (code, reason) => done({ code, reason: `${reason}` })));
  const opened = new Promise((done, fail) => socket.once("open", done).once("error", fail));
  opened.catch(() => {});
  socket.on("error", () => {});
  socket.on("message", (data) => {
    const text = `${data}`;
    // A browser's client answers the desk's probe; so does this one.
    if (text === "probe") return socket.send("ping");
    const frame = text.startsWith("{") ? JSON.parse(text) : text;
    frames.push(frame);
    for (const check of waiting) check(frame);
  });
  return {
    socket,
    frames,
    opened,
    closed,
    send: (frame) => socket.send(typeof frame === "string" ? frame : JSON.stringify(frame)),
    until(test, what = "frame", timeout = 10_000) {
      const earlier = frames.find(test);
      if (earlier) return Promise.resolve(earlier);
      return new Promise((done, fail) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          fail(new Error(`no ${what} within ${timeout} ms; got ${JSON.stringify(frames).slice(0, 2000)}`));
        }, timeout);
        const check = (frame) => {
          if (!test(frame)) return;
          clearTimeout(timer);
          waiting.delete(check);
          done(frame);
        };
        waiting.add(check);
      });
    },
    end: () => {
      socket.close();
      return closed;
    },
  };
}

/** A dashboard's socket, welcomed. */
export async function openDesk(worker, { base }, as) {
  const desk = openSocket(worker, `${base}/desk/socket`, { as });
  await desk.opened;
  desk.send({ type: "hello", protocol: 1 });
  desk.welcome = await desk.until(({ type }) => type === "welcome", "welcome");
  return desk;
}

/** A room's socket, welcomed. */
export async function openRoom(worker, { base }, as, enquiry, { seen } = {}) {
  const side = as.bearer ? "visitor/rooms" : "rooms";
  const room = openSocket(worker, `${base}/${side}/${enquiry}/socket`, { as });
  await room.opened;
  room.send({ type: "hello", protocol: 1, ...(seen === undefined ? {} : { seen }) });
  room.welcome = await room.until(({ type }) => type === "welcome", "welcome");
  return room;
}

/** An enquiry for the tag Sales that Ada has followed up, with the sockets of both in its room. `open` seats others there. */
export async function talk(worker, service) {
  const visitor = await makeVisitor(worker, service);
  const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
  await must(worker, "POST", `${service.base}/enquiries/${enquiry}/follow-up`, { as: service.people.ada });
  const open = (as, options) => openRoom(worker, service, as, enquiry, options);
  const [theirs, ours] = [await open(visitor), await open(service.people.ada)];
  return { enquiry, visitor, open, theirs, ours };
}

/** The entries of the log that a frame of a room brings. */
export const entriesOf = (frame) => (frame.type === "entry" ? [frame.entry] : (frame.entries ?? []));
