// Load that comes by the clock, whatever becomes of it.

/** Calls `one` with its number and when it is due, so often a second for so long: a server that stalls is not waited for. */
export async function byTheClock(perSecond, seconds, one) {
  const begun = performance.now();
  const running = [];
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const due = begun + (number * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    running.push(one(number, due));
  }
  await Promise.all(running);
}
