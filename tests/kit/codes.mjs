// Reads QR codes with two programs that others wrote, zbar and ZXing, and does to pictures what paper, light and cameras do.

import { execFile } from "node:child_process";
import { access, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const run = promisify(execFile);

const { buffer, byteOffset, byteLength } = await readFile(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm"));
// Else it would fetch the module from a host of its own.
await prepareZXingModule({ overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) } });

/** What zbar reads in each file; null where it reads nothing. */
export function byZbar(files) {
  return Promise.all(files.map(async (file) => {
    // It ends with 4 when there is no code.
    const { stdout } = await run("zbarimg", ["--quiet", "--raw", "--set", "disable", "--set", "qrcode.enable", file]).catch((error) => error);
    return stdout?.replace(/\n$/, "") || null;
  }));
}

/** What ZXing reads in each file; null where it reads nothing. */
export async function byZxing(files) {
  const texts = [];
  for (const file of files) {
    const [found] = await readBarcodes(await readFile(file), { formats: ["QRCode"], maxNumberOfSymbols: 1 });
    texts.push(found?.text ?? null);
  }
  return texts;
}

/** ImageMagick's program, by its name since version 7 or before. */
const imagemagick = (async () => {
  for (const folder of process.env.PATH.split(path.delimiter)) {
    const file = path.join(folder, "magick");
    if (await access(file).then(() => true, () => false)) return file;
  }
  return "convert";
})();

/** Each as ImageMagick is told, on a picture of 480 pixels. */
const HARM = {
  print: [],
  blur: ["-blur", "0x1.8"],
  rotation: ["-background", "#b9b4ab", "-rotate", "23"],
  perspective: ["-virtual-pixel", "Background", "-background", "#b9b4ab", "-distort", "Perspective", "0,0 70,40  479,0 420,8  479,479 470,455  0,479 12,420"],
  all: ["-background", "#b9b4ab", "-rotate", "-11", "-virtual-pixel", "Background", "-distort", "Perspective", "0,0 40,10  560,0 520,40  560,560 545,530  0,560 10,545", "-blur", "0x1", "-brightness-contrast", "-12x-25", "-quality", "60"],
};

/**
 * What becomes of a picture that somebody prints and photographs, well and badly: new files beside it, by the name of the harm.
 * @returns {Promise<Record<string, string>>}
 */
export async function harmed(file) {
  const made = Object.fromEntries(Object.keys(HARM).map((name) => [name, `${file}.${name}.${name === "all" ? "jpg" : "png"}`]));
  // Enlarged or reduced to the same size first, as a camera sees a small print near by and a poster from afar.
  const resize = ["-filter", "Box", "-resize", "480x480"];
  const parts = Object.entries(HARM).flatMap(([name, how]) => ["(", "+clone", ...how, "-write", made[name], "+delete", ")"]);
  await run(await imagemagick, [file, ...resize, "-colorspace", "sRGB", "-type", "TrueColor", ...parts, "null:"]);
  return made;
}
