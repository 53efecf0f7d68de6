// Pictures as files, made byte by byte, with whatever a test wants in them.

import { crc32, deflateSync } from "node:zlib";

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/**
 * A PNG of colour and alpha.
 * @param {{width?: number, height?: number, at?: (x: number, y: number) => number[], more?: [string, string][]}} [options]
 *   `at`: the colour of a place, with alpha; `more`: chunks before the picture's data
 */
export function png({ width = 8, height = 8, at = () => [200, 30, 30, 255], more = [] } = {}) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6], 8);
  const rows = Buffer.alloc(height * (1 + width * 4));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(at(x, y), y * (1 + width * 4) + 1 + x * 4);
  }
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    ...more.map(([type, text]) => chunk(type, Buffer.from(text))),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A JPEG of one pixel, as a camera writes it: with where it was taken. */
export const JPEG_OF_A_CAMERA = withExif(
  Buffer.from(
    "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==",
    "base64",
  ),
);

function withExif(jpeg) {
  const exif = Buffer.from("Exif\0\0MM\0*GPS 48.2082 N 16.3738 E");
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}

/** A WebP of one pixel, with where it was taken behind it. */
export const WEBP_OF_A_CAMERA = (() => {
  const lossless = Buffer.concat([Buffer.from("VP8L"), Buffer.from([5, 0, 0, 0, 0x2f, 0, 0, 0, 0, 0])]);
  const header = Buffer.concat([Buffer.from("VP8X"), Buffer.from([10, 0, 0, 0, 0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0])]);
  const exif = Buffer.concat([Buffer.from("EXIF"), Buffer.from([8, 0, 0, 0]), Buffer.from("GPS 48.2")]);
  const chunks = Buffer.concat([Buffer.from("WEBP"), header, lossless, exif]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(chunks.length);
  return Buffer.concat([Buffer.from("RIFF"), length, chunks]);
})();

/** Sends a picture as somebody. */
export async function upload(worker, { base }, as, bytes, type = "image/png") {
  const answer = await fetch(`${worker.origin}${base}/pictures`, {
    method: "POST",
    body: bytes,
    headers: { origin: worker.origin, "content-type": type, ...(as?.cookie ? { cookie: as.cookie } : {}) },
  });
  return { status: answer.status, body: await answer.json() };
}
