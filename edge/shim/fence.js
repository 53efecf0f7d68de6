// Keeps a discarded copy of an object away from the storage. After a fault an object's memory may not be what its rows
// say, and futures of that copy may still be under way; none of them may ever write again beside the new copy.

/**
 * @param {object} state the runtime's state of an object
 * @param {() => boolean} trusted
 * @returns {object} the same, whose storage refuses everything once the copy is not trusted
 */
export function fenced(state, trusted) {
  const check = () => {
    if (!trusted()) throw new Error("this copy of the object was discarded after a fault");
  };
  const sql = through(state.storage.sql, check, {});
  const storage = through(state.storage, check, { sql });
  return through(state, () => {}, { storage });
}

/** The target seen through a check, with some of its parts replaced. Its methods run on the target itself. */
function through(target, check, parts) {
  const methods = new Map();
  return new Proxy(target, {
    get(_, key) {
      check();
      if (Object.hasOwn(parts, key)) return parts[key];
      const known = methods.get(key);
      if (known) return known;
      const value = target[key];
      if (typeof value !== "function") return value;
      const method = value.bind(target);
      methods.set(key, method);
      return method;
    },
  });
}
