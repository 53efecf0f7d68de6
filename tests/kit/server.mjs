// A tiny server on loopback, for pages that a test makes up and for folders of files.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".wasm": "application/wasm",
};

/**
 * @typedef {{status?: number, headers?: Record<string, string>, body?: string | Buffer, type?: string}} Answer
 * @typedef {{url: string, method: string, headers: import("node:http").IncomingHttpHeaders, at: number}} Asked
 */

/**
 * Serves on a free port of 127.0.0.1. `answer` gets the path and the request; without an answer it is a 404.
 * @param {(path: string, request: import("node:http").IncomingMessage) => Promise<Answer | undefined> | Answer | undefined} answer
 * @param {{port?: number}} [options]
 * @returns {Promise<{origin: string, port: number, asked: Asked[], close: () => Promise<void>}>} `asked` grows with every
 *   request
 */
export async function serve(answer, { port = 0 } = {}) {
  const asked = [];
  const server = createServer(async (request, response) => {
    asked.push({ url: request.url, method: request.method, headers: request.headers, at: Date.now() });
    const { pathname } = new URL(request.url, "http://loopback");
    try {
      const { status = 200, headers = {}, body = "", type = "text/html; charset=utf-8" } = (await answer(pathname, request)) ?? {
        status: 404,
        body: "Not here.",
      };
      response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...headers }).end(body);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise((done, fail) => server.once("error", fail).listen(port, "127.0.0.1", done));
  const { port: taken } = server.address();
  return {
    origin: `http://127.0.0.1:${taken}`,
    port: taken,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

/**
 * An answer for {@link serve} from the files of a folder; `/` means `index.html`.
 * @param {string} folder
 * @param {(text: string) => string} [edit] of pages (`.html`), on their way out
 */
export const files = (folder, edit) => async (pathname) => {
  const file = path.join(folder, path.normalize(pathname.endsWith("/") ? `${pathname}index.html` : pathname));
  const extension = path.extname(file);
  const content = await readFile(file).catch(() => undefined);
  if (content === undefined) return undefined;
  return { type: TYPES[extension] ?? "application/octet-stream", body: edit && extension === ".html" ? edit(`${content}`) : content };
};
