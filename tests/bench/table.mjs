// Times in a table: how many, the middle one, the one that 99 of 100 are below, and the worst.

const cells = (name, values) => console.log(`  ${name.padEnd(46)}${values.map((value) => value.padStart(10)).join("")}`);

export const heading = () => cells("", ["count", "p50 ms", "p99 ms", "worst ms"]);

/** Prints a line of it; gives p99, in ms. */
export function row(name, times, digits = 1) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
  cells(name, [sorted.length.toLocaleString("en"), ...[0.5, 0.99, 1].map((part) => at(part).toFixed(digits))]);
  return at(0.99);
}
