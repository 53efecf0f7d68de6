// Waiting for what comes by itself, where nothing tells of it.

/**
 * Looks until it is so.
 * @param {() => Promise<any>} look gives what was waited for, or nothing yet
 * @param {string} what what that is, for the failure
 * @param {number} [patience] in ms
 */
export async function until(look, what, patience = 10_000) {
  for (const end = Date.now() + patience; ; await new Promise((done) => setTimeout(done, 50))) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`never: ${what}`);
  }
}
