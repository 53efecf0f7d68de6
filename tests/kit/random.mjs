// Random choices that can be made again from their seed.

/** @param {number} seed */
export function generator(seed) {
  let state = seed >>> 0;
  // Mulberry32.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit) => Math.floor(next() * limit);
  return {
    seed,
    /** 0 to 1. */
    next,
    /** 0 to `limit` - 1. */
    below,
    /** One of them; undefined of none. */
    pick: (values) => values[below(values.length)],
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
    /** True that often. */
    chance: (share) => next() < share,
    shuffle: (values) => values.map((value) => [next(), value]).sort(([a], [b]) => a - b).map(([, value]) => value),
  };
}
