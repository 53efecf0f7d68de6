// How much is tried and how fast it has to be. `cargo xtask test --full` is for a machine that does nothing else.

import assert from "node:assert/strict";

export const FULL = Boolean(process.env.FRONTDESK_FULL);

/**
 * Prints how long something took and holds it against its bar. Without `--full` only against a guard: a machine that is busy
 * with other things is slow, and that is nobody's fault.
 * @param {string} what
 * @param {number} ms
 * @param {number} bar milliseconds
 * @param {number} [guard] milliseconds
 */
export function inTime(what, ms, bar, guard = 10_000) {
  const most = FULL ? bar : Math.max(bar, guard);
  console.log(`${what}: ${Math.round(ms)} ms, at most ${most}`);
  assert.ok(ms < most, `${what} took ${Math.round(ms)} ms, more than ${most}`);
}
