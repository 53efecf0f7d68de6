// The shell around a Durable Object written in Rust. It makes the Rust half when it is first needed, and again after a fault.

import { DurableObject } from "cloudflare:workers";
import { answer, log, repeatable } from "./answer.js";
import { Lost, run } from "./calls.js";
import { fenced } from "./fence.js";

/** WebSocket close code for "unexpected condition": the client comes back, resumes, and sends again what was not acknowledged. */
const INTERNAL_ERROR = 1011;
/** WebSocket close code of the protocol for who sends too much or too fast. */
const TOO_FAST = 4429;
/** So far over every limit of the protocols that it is no slip of a client: eight times the largest frame of a room. */
const FAR_TOO_LARGE_BYTES = 256 * 1024;
/** How often a call is made again that others cut off: two faults of others may well follow each other, ten don't. */
const REPEATS = 10;
/** The runtime gives up on an alarm that failed this often (the first time counts as retry 0). */
const LAST_ALARM_RETRY = 5;
/** How long a timer waits that failed that often: an object's timers must outlive every fault. */
const ALARM_PAUSE_MS = 60_000;

/**
 * @param {string} name of the class, as exported by Rust
 * @param {Record<string, any>} edge the module's bindings
 * @param {() => number} instance of the module
 */
export function shell(name, edge, instance) {
  return class extends DurableObject {
    /** The Rust half, the module's instance that it lives in, and whether it may still write. */
    #copy = { rust: undefined, instance: -1, trusted: false };
    #owner = { name: `${name} ${this.ctx.id.name ?? this.ctx.id}`, discard: () => this.#discard() };

    async fetch(request) {
      try {
        return await this.#call("fetch", repeatable(request) ? REPEATS : 0, request);
      } catch (error) {
        // Who was to read the body is gone; unread, even cancelled, it would keep the object from ever being put to sleep.
        if (!request.bodyUsed) await request.arrayBuffer().catch(() => {});
        return answer(error);
      }
    }

    async alarm(info) {
      try {
        await this.#call("alarm", 0);
      } catch (error) {
        if ((info?.retryCount ?? 0) < LAST_ALARM_RETRY) throw error;
        await this.ctx.storage.setAlarm(Date.now() + ALARM_PAUSE_MS);
      }
    }

    // A repeated frame changes nothing, by the protocol: so one that was cut off is simply handed over again.
    async webSocketMessage(socket, message) {
      // Before the module copies it: its memory grows, and never shrinks again.
      if ((message.length ?? message.byteLength) > FAR_TOO_LARGE_BYTES) return close(socket, TOO_FAST, "far too large");
      try {
        await this.#call("webSocketMessage", REPEATS, socket, message);
      } catch {
        close(socket, INTERNAL_ERROR, "internal");
      }
    }

    async webSocketClose(socket, code, reason, clean) {
      await this.#call("webSocketClose", REPEATS, socket, code, reason, clean).catch(() => {});
    }

    async webSocketError(socket, error) {
      await this.#call("webSocketError", REPEATS, socket, error).catch(() => {});
    }

    /** Calls the Rust half, again if it was cut off by others and nobody is the worse for it. */
    async #call(method, repeat, ...values) {
      try {
        return await run(this.#owner, method, () => this.#rust()[method](...values));
      } catch (error) {
        if (error instanceof Lost && repeat) return this.#call(method, repeat - 1, ...values);
        log(this.#owner.name, method, error);
        throw error;
      }
    }

    /** The Rust half, made from what is stored if there is none that can be trusted. */
    #rust() {
      if (!this.#copy.trusted || this.#copy.instance !== instance()) {
        this.#discard();
        const copy = { rust: undefined, instance: -1, trusted: true };
        copy.rust = new edge[name](fenced(this.ctx, () => copy.trusted), this.env);
        copy.instance = instance();
        this.#copy = copy;
      }
      return this.#copy.rust;
    }

    /** From here on nothing that is left of the Rust half, on whatever it still waits, can write any more. */
    #discard() {
      this.#copy.trusted = false;
    }
  };
}

function close(socket, code, reason) {
  try {
    // A client that doesn't answer the close is still heard after the object slept, and must not count as let in.
    socket.serializeAttachment("");
    socket.close(code, reason);
  } catch {
    // It is closed already.
  }
}
