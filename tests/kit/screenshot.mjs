// Pictures for people to look at, in `tests/output/`, which is not kept.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const OUTPUT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../output");

/**
 * @param {import("playwright-core").Page} page
 * @param {string} name without `.png`
 */
export async function screenshot(page, name) {
  await mkdir(OUTPUT, { recursive: true });
  const file = path.join(OUTPUT, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}
