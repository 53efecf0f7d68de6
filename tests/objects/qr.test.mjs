// The QR codes under a weblink are read back to its exact address by two readers that we did not write: in every size, colour
// and look, as PNG and as SVG, also blurred, turned, seen from the side and photographed badly.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "../kit/browser.mjs";
import { byZbar, byZxing, harmed } from "../kit/codes.mjs";
import { makeService, must } from "../kit/people.mjs";
import { png, upload } from "../kit/pictures.mjs";
import { startHarness } from "../kit/worker.mjs";

let worker, acme, folder, link;
before(async () => {
  [worker, folder] = await Promise.all([startHarness(), mkdtemp(path.join(tmpdir(), "frontdesk-qr-"))]);
  acme = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
  link = `${worker.origin}/l/acme/sales`;
});
after(async () => {
  await worker?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A picture under the link, as a file. */
async function picture(query) {
  const answer = await fetch(`${link}/qr.png?${query}`);
  assert.equal(answer.status, 200, `${query}: ${answer.ok || (await answer.clone().text())}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const file = path.join(folder, `${query.replaceAll(/\W+/g, "-")}.png`);
  await writeFile(file, bytes);
  return { query, file, side: bytes.readUInt32BE(16), high: bytes.readUInt32BE(20) };
}

/** Both readers read the address in each of these pictures as it is, and whatever happens to it. */
async function areRead(pictures, address = link) {
  const cases = [];
  for (const { query, file } of pictures) {
    cases.push([query, file], ...Object.entries(await harmed(file)).map(([harm, file]) => [`${query}, ${harm}`, file]));
  }
  // zbar looks along lines of pixels, and needs two of them for each module: a camera has these of the smallest print, too.
  const clear = cases.filter(([name]) => !/^size=\d\d$/.test(name));
  for (const [reader, read, shown] of [["zbar", byZbar, clear], ["ZXing", byZxing, cases]]) {
    const texts = await read(shown.map(([, file]) => file));
    const missed = shown.filter((_, at) => texts[at] !== address).map(([name]) => name);
    assert.deepEqual(missed, [], `${reader} does not read these`);
  }
}

test("every size is exact, and read", async () => {
  const sizes = [64, 65, 99, 128, 200, 333, 512, 777, 1024, 2048, 4096];
  const pictures = await Promise.all(sizes.map((size) => picture(`size=${size}`)));
  for (const { query, side, high } of pictures) assert.equal(`size=${side} ${high}`, `${query} ${side}`);
  await areRead(pictures);
});

test("every level and margin, and every pair of colours that is allowed, is read", async () => {
  const colors = ["000000/ffffff", "2457e6/ffffff", "8a1c1c/fff4dc", "000000/ffb000", "1b5e20/c8e6c9", "4a148c/f8bbd0", "767676/ffffff", "949494/ffffff", "0d47a1/90caf9"];
  const looks = colors.map((pair) => pair.split("/")).map(([foreground, background]) => `foreground=${foreground}&background=${background}`);
  const queries = [...looks, "level=l", "level=q", "level=h", "quiet_zone=12"];
  await areRead(await Promise.all(queries.map((query) => picture(`size=480&${query}`))));
});

test("a code with a logo in its middle is read, in small and in large, on every ground", async () => {
  const queries = ["size=128", "size=300", "size=2000", "size=480&foreground=2457e6", "size=480&foreground=8a1c1c&background=fff4dc", "size=480&foreground=000000&background=ffb000"];
  await areRead(await Promise.all(queries.map((query) => picture(`logo=1&${query}`))));
});

test("a code with a logo that was uploaded is read, whatever is on it", async () => {
  // A dark and a light one, one that lets the ground through, one much wider than high, and one of many colours.
  const logos = [
    png({ width: 64, height: 64, at: () => [0, 0, 0, 255] }),
    png({ width: 200, height: 200, at: (x, y) => [255, 200, 0, (x - 100) ** 2 + (y - 100) ** 2 < 9_000 ? 255 : 0] }),
    png({ width: 512, height: 128, at: (x) => [x >> 1, 255 - (x >> 1), 90, 255] }),
    png({ width: 256, height: 256, at: (x, y) => [x, y, x ^ y, 255] }),
  ];
  const paths = [];
  for (const logo of logos) paths.push((await upload(worker, acme, acme.people.owner, logo)).body.path);
  const looks = ["size=128", "size=480&foreground=8a1c1c&background=fff4dc"];
  await areRead(await Promise.all(paths.flatMap((path) => looks.map((look) => picture(`logo=1&picture=${path}&${look}`)))));
  // It is kept with the link, too.
  const { cookie } = acme.people.owner;
  const link = { handle: "poster", name: "Poster", target: { kind: "tag", tag: acme.tags.sales.id }, qr: { logo: true, level: "h" }, qr_picture: paths[0] };
  await must(worker, "POST", `${acme.base}/links`, { as: { cookie }, body: link });
  const code = async (query) => Buffer.from(await (await fetch(`${worker.origin}/l/acme/poster/qr.png?size=480${query}`)).arrayBuffer());
  assert.ok((await code("")).equals(await code(`&picture=${paths[0]}`)));
  assert.ok(!(await code("")).equals(await code("&picture=")), "an empty one is the service's mark");
});

test("only pictures of the service are drawn into its codes", async () => {
  const other = await makeService(worker, { slug: "other" });
  const { path } = (await upload(worker, other, other.people.owner, png())).body;
  for (const wrong of [path, "https://evil.example/a.png", `/files/acme/${"0".repeat(32)}.png`, `/files/acme/${"0".repeat(32)}.webp`, "/files/acme/../other/x.png"]) {
    const answer = await fetch(`${link}/qr.png?logo=1&picture=${encodeURIComponent(wrong)}`);
    assert.deepEqual([answer.status, (await answer.json()).error.code], [400, "malformed"], wrong);
  }
});

test("a code that is printed says of itself that it was scanned", async () => {
  await areRead([await picture("size=480&via=qr")], `${link}?via=qr`);
});

test("codes as SVG are read as a browser draws them", async () => {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 480, height: 480 } });
    const pictures = [];
    for (const query of ["", "logo=1", "foreground=8a1c1c&background=fff4dc&level=q"]) {
      await page.setContent(`<body style="margin:0"><img src="${link}/qr.svg?${query}" width="480" height="480">`);
      await page.waitForFunction(() => document.querySelector("img").complete && document.querySelector("img").naturalWidth > 0);
      const file = path.join(folder, `svg-${pictures.length}.png`);
      await page.screenshot({ path: file });
      pictures.push({ query: `SVG ${query}`, file });
    }
    await areRead(pictures);
  } finally {
    await browser.close();
  }
});

test("the card that others show has the code on it", async () => {
  const file = path.join(folder, "card.png");
  await writeFile(file, Buffer.from(await (await fetch(`${link}/card.png`)).arrayBuffer()));
  assert.deepEqual([await byZbar([file]), await byZxing([file])], [[link], [link]]);
});
