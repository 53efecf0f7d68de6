// Tests that wait more than they work, run beside each other.

import { describe, test } from "node:test";

/**
 * Tests none of which is in another one's way: each has a service or a worker of its own. Give them to what this gives, as to `test`,
 * and at last `tell` them.
 * @param {number} atOnce how many of them
 */
export function beside(atOnce) {
  const all = [];
  const one = (...words) => void all.push(words);
  one.tell = (about) =>
    describe(about, { concurrency: atOnce }, () => {
      for (const words of all) test(...words);
    });
  return one;
}
