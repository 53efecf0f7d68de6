// Every call into the WebAssembly module that has not been answered yet, and what becomes of it when Rust code breaks.
//
// An exception that the bindings don't catch, and a trap, happen in a microtask that belongs to nobody, and leave the module's
// memory unsound: so the calls are kept here, the queue of futures runs through `runQueue`, and the module is replaced. Why
// not otherwise: docs/decisions/2026-11-22-faults.md.
//
// This must not know what the calls do: see object.js and index.js for that.

import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Who calls are made for: an object, or one request at the entry point.
 * @typedef {object} Owner
 * @property {string} name for the log
 * @property {() => void} discard what it keeps in the module's memory, which may be wrong after a fault
 *
 * @typedef {object} Call
 * @property {Owner} owner
 * @property {string} what for the log
 * @property {number} instance of the module that it runs in
 * @property {(error: unknown) => void} fail
 * @property {string} [thrown] the last exception of JavaScript that went into the module: its name and where it came from
 */

/** A call that was cut off by another's fault. What it had stored is stored; it may be made again. */
export class Lost extends Error {
  name = "Lost";
}

/** A fault in our own code: a panic, an exception that nobody caught, or a trap. It has been logged. */
export class Broken extends Error {
  name = "Broken";
}

/** @type {Set<Call>} */
const unanswered = new Set();
/** The call that a microtask works for. @type {AsyncLocalStorage<Call>} */
const current = new AsyncLocalStorage();
/** Told by index.js: the module's bindings import this file, so it cannot import them. */
let glue = { instance: () => 0, terminated: () => false, reset: () => {} };

/** Somewhere to hang what is to be done in the next microtask. */
const soon = Promise.resolve();

/** @param {typeof glue} bindings */
export function connect(bindings) {
  glue = bindings;
}

/**
 * Calls into the module. The promise always settles: with the answer, with the error that the code returned, with
 * `Broken`, or with `Lost`.
 * @template T
 * @param {Owner} owner
 * @param {string} what
 * @param {() => Promise<T>} start
 * @returns {Promise<T>}
 */
export function run(owner, what, start) {
  return new Promise((resolve, reject) => {
    const call = { owner, what, instance: glue.instance(), fail: reject };
    current.run(call, () => {
      try {
        const answer = start();
        unanswered.add(call);
        answer.then(
          (value) => {
            unanswered.delete(call);
            resolve(value);
          },
          (error) => {
            if (unanswered.delete(call)) reject(isPanic(error) ? fault(call, error) : error);
          },
        );
      } catch (error) {
        reject(fault(call, error));
      }
    });
  });
}

/**
 * Runs the queue of futures, as the module asks for it: soon, and to its end even if one of them breaks.
 * @param {() => void} queue
 */
export function runQueue(queue) {
  const instance = glue.instance();
  // Not queueMicrotask: the runtime's leaves the engine each time and costs twenty times as much.
  soon.then(() => {
    // What an earlier module had queued died with it.
    if (instance !== glue.instance()) return;
    try {
      queue();
    } catch (error) {
      const call = current.getStore();
      const broken = fault(call, error);
      if (call && unanswered.delete(call)) call.fail(broken);
      // The futures that stood behind the broken one still wait for their turn.
      if (instance === glue.instance()) runQueue(queue);
    }
  });
}

/** Keeps which exception goes into the module: its name and its way, for what it says may hold what people wrote. */
export function noteThrown(error) {
  const call = current.getStore();
  if (call && error instanceof Error) call.thrown = [error.name, ...(error.stack ?? "").split("\n").filter((line) => /^ +at /.test(line))].join("\n");
}

/** Whether Rust code unwound, as told by wasm-bindgen. */
function isPanic(error) {
  return error instanceof Error && error.name === "PanicError";
}

/**
 * Sees to everybody else after a fault. The owner's other calls run in a copy of it that can no longer be trusted; after
 * anything but a panic nothing in the module's memory can be relied on, so a new one takes its place, and every call in the
 * old one is lost.
 * @param {Call | undefined} call
 */
function fault(call, error) {
  const replaced = glue.terminated() || !isPanic(error);
  if (replaced) glue.reset();
  call?.owner.discard();
  const instance = glue.instance();
  for (const other of unanswered) {
    if (other === call || (other.owner !== call?.owner && other.instance === instance)) continue;
    unanswered.delete(other);
    other.fail(new Lost("cut off by another call's fault"));
  }
  const { name: who, what } = { name: call?.owner.name ?? "The module", what: call?.what ?? "the background" };
  // What nobody in Rust caught leaves memory unsound, and the clean-up that it cuts through may trap over it.
  const thrown = error instanceof WebAssembly.RuntimeError ? call?.thrown : undefined;
  const after = thrown ? ` after ${thrown.split("\n", 1)[0]}` : "";
  const sentence = `${who} broke in ${what}: ${error}${after}${replaced ? "; the module was replaced" : ""}`;
  console.error(sentence, { who, what, replaced, error: String(error), stack: error?.stack, thrown });
  return new Broken(String(error), { cause: error });
}
