// Bundles the loader into one script: `node widget/loader/build.mjs OUT.js [KIND]`. Prints its size as browsers will fetch
// it. The tests build it the same way, by `bundle()`.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import * as esbuild from "esbuild";

const FOLDER = path.dirname(fileURLToPath(import.meta.url));

/** The oldest browsers with all that the loader uses; the youngest part is `light-dark()`, of May 2024. */
const TARGET = ["chrome123", "firefox120", "safari17.5"];

/** The stylesheet as a string, minified: it is put into the shadow root by script. */
const styles = {
  name: "styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      const { code } = await esbuild.transform(source, { loader: "css", minify: true, target: TARGET });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/**
 * The scripts. `plain` is `/widget.js`, the same for every service. `service` and `offers` are what the worker puts one
 * service's settings in front of, as `const __frontdesk = {…}`; with `offers` come floating CTAs and greetings, which nobody
 * pays for who uses none. What one of them has no use for isn't in it.
 */
const KINDS = {
  plain: { CONFIG: "undefined", CONFIGURED: "false", OFFERS: "false" },
  service: { CONFIG: "__frontdesk", CONFIGURED: "true", OFFERS: "false" },
  offers: { CONFIG: "__frontdesk", CONFIGURED: "true", OFFERS: "true" },
};

/**
 * @param {keyof KINDS} [kind]
 * @returns {Promise<string>} the script
 */
export async function bundle(kind = "plain") {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(FOLDER, "index.js")],
    bundle: true,
    minify: true,
    define: KINDS[kind],
    write: false,
    format: "iife",
    target: TARGET,
    charset: "utf8",
    plugins: [styles],
    legalComments: "none",
  });
  // Escaped, the Chinese and Japanese words would read well on a page of any encoding, but cost a tenth of the budget. A
  // byte order mark does the same: browsers believe it before all else.
  return `\uFEFF${outputFiles[0].text.trim()}`;
}

/** Bytes of `text` in brotli at its best, which is how it is served. */
export function compressedBytes(text) {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [out, kind = "plain"] = process.argv.slice(2);
  if (!out || !(kind in KINDS)) throw new Error(`usage: node widget/loader/build.mjs OUT.js [${Object.keys(KINDS).join("|")}]`);
  const script = await bundle(kind);
  await mkdir(path.dirname(path.resolve(out)), { recursive: true });
  await writeFile(out, script);
  console.log(`${path.basename(out)}: ${Buffer.byteLength(script)} bytes, ${compressedBytes(script)} bytes brotli`);
}
