// What owners paste, from the very files that the console shows.

import { readFile } from "node:fs/promises";

const FOLDER = new URL("../../edge/console/src/install/", import.meta.url);

/** A snippet as the console shows it to the owner of a service (`edge/console/src/install.rs`). */
export async function snippet(name, { origin, service }) {
  const text = await readFile(new URL(name, FOLDER), "utf8");
  return text.trimEnd().replaceAll("acme", service).replaceAll("https://desk.example.com", origin);
}
