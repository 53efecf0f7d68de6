// `window.Frontdesk`: what the owner's scripts may ask of the chat and hear from it. A mistake in a call is told in the
// console, in words, and never thrown: the script that made it has other things to do.

import { service } from "./settings.js";

/** An `EventTarget` keeps one listener's error from the others, and gives it to the page's own handlers of errors. */
const bus = new EventTarget();

/** Tells the owner's listeners. */
export const emit = (event, detail) => bus.dispatchEvent(new CustomEvent(event, { detail }));

export function on(event, fn) {
  const listener = ({ detail }) => fn(detail);
  if (!fn?.call || !/^(ready|open|close|unread|enquiry|message)$/.test(event)) console.error("Frontdesk.on can’t take", event, fn);
  // Whoever is heard here is heard by a loader that is ready.
  else if (event === "ready") queueMicrotask(fn);
  else bus.addEventListener(event, listener);
  return () => bus.removeEventListener(event, listener);
}

/**
 * Puts the API in place, then runs what was called before it was there.
 * @param {Record<string, Function>} chat `open`, `close`, `identify`, `logout`, `destroy`
 * @param {{q: unknown[][]}} [before] the stub of the snippet, which queued `[method, ...arguments]`
 */
export function publish(chat, before) {
  const api = {
    ...chat,
    on,
    service,
    open(target) {
      const kind = ["tag", "staff", "cta"].find((one) => typeof target?.[one] === "string");
      if (kind) chat.open({ [kind]: target[kind], mode: target.mode });
      // An event, where a button has `open` itself as its listener.
      else if (!target || target instanceof Event) chat.open(null);
      else console.error("Frontdesk.open can’t take", target);
    },
    identify(identity) {
      if (/^\S+\.\S+\.\S+$/.test(identity?.token)) chat.identify(identity.token);
      else console.error("Frontdesk.identify can’t take", identity);
    },
  };
  const call = ([method, ...args]) => (api[method]?.call ? api[method](...args) : console.error("Frontdesk has no", method));
  const queue = before?.q ?? [];
  window.Frontdesk = api;
  // Scripts go on pushing into the queue, the stub's or ours.
  api.q = queue;
  queue.push = call;
  queue.forEach(call);
}
