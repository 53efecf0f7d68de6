// Random choices that can be made again from their seed: one mulberry32 for all.

/** @param {number} seed */
export function generator(seed) {
  let state = seed >>> 0;
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

/** Of the seed in FRONTDESK_SEED, or of a new one. It is printed: with it the same choices are made again. */
export function seeded() {
  const random = generator(Number(process.env.FRONTDESK_SEED ?? Date.now() % 1_000_000));
  console.log(`FRONTDESK_SEED=${random.seed}`);
  return random;
}
