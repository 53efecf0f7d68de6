// Sites made with the frameworks that owners use, around the snippets that the console shows them. What they are built
// with is installed by `cargo xtask test` into `fixtures/frameworks`.

import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { OUTPUT } from "./screenshot.mjs";

const SITES = fileURLToPath(new URL("../fixtures/frameworks/", import.meta.url));

/**
 * Builds a site of `fixtures/frameworks`.
 * @param {string} name
 * @param {{file: string, text: string, mode: "production" | "development"}} options `file`: what the snippet is called in it
 * @returns {Promise<string>} the folder with what was built
 */
export async function build(name, { file, text, mode }) {
  const vite = createRequire(path.join(SITES, "package.json")).resolve("vite");
  // React asks the environment, not Vite, whether it is for developing.
  process.env.NODE_ENV = mode;
  const { build } = await import(pathToFileURL(vite));
  const outDir = path.join(OUTPUT, "frameworks", `${name}-${mode}`);
  const given = path.join(SITES, name, file);
  await build({
    root: path.join(SITES, name),
    configFile: false,
    logLevel: "warn",
    mode,
    build: { outDir, emptyOutDir: true, minify: mode === "production" },
    plugins: [{ name: "snippet", enforce: "pre", resolveId: (id) => (id === `./${file}` ? given : null), load: (id) => (id === given ? text : null) }],
  });
  return outDir;
}
