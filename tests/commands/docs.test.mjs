// The pages for owners: what they point at is there, and every picture is one that `cargo xtask pictures` takes and a page shows.

import assert from "node:assert/strict";
import { access, readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDER = path.join(ROOT, "docs/owners");

test("links and pictures of the owners' pages lead somewhere, and no picture is left over", async () => {
  const pages = (await readdir(FOLDER)).filter((name) => name.endsWith(".md"));
  const texts = await Promise.all(pages.map((name) => readFile(path.join(FOLDER, name), "utf8")));
  const script = await readFile(path.join(ROOT, "tests/docs/pictures.mjs"), "utf8");
  const named = texts.flatMap((text, at) => [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target]) => [pages[at], target]));
  assert.ok(named.length > 10);
  for (const [page, target] of named) await assert.doesNotReject(access(path.join(FOLDER, target)), `${page} points at ${target}`);

  const shown = new Set(named.map(([, target]) => target).filter((target) => target.endsWith(".png")).map((target) => path.basename(target, ".png")));
  const kept = (await readdir(path.join(FOLDER, "pictures"))).map((name) => path.basename(name, ".png"));
  assert.deepEqual(kept.filter((name) => !shown.has(name)), [], "pictures that no page shows");
  for (const name of shown) assert.match(script, new RegExp(`["\\s]${name}["]?[:)]`), `nothing takes ${name}`);

  const index = texts[pages.indexOf("README.md")];
  for (const page of pages.filter((name) => name !== "README.md")) assert.ok(index.includes(`(${page})`), `${page} is not in the list`);
});
