// Sending files as a client does: said, in parts, finished; and reading them at the address that is given out.

import { must, newId, request } from "./people.mjs";

export const PART = 5 * 1024 * 1024;

/** Below which address the files of a room are for `as`. */
export const filesOf = ({ base }, enquiry, as) => `${base}/${as.bearer ? "visitor/" : ""}enquiries/${enquiry}/files`;

/** What is said of a file that is about to come. */
export const about = (bytes, more = {}) => ({ file: newId("fil"), message: newId("msg"), name: "notes.txt", bytes: bytes.length, ...more });

/** The bytes of one part, counted from 1. */
export const partOf = (bytes, part) => bytes.subarray((part - 1) * PART, part * PART);

/** Sends a file whole; gives the entry. */
export async function sendFile(worker, service, enquiry, as, bytes, more = {}) {
  const path = filesOf(service, enquiry, as);
  const start = about(bytes, more);
  const { parts } = await must(worker, "POST", path, { as, body: start });
  for (let part = 1; part <= parts; part += 1) {
    await must(worker, "PUT", `${path}/${start.file}/parts/${part}`, { as, raw: partOf(bytes, part) });
  }
  return must(worker, "POST", `${path}/${start.file}/finish`, { as });
}

/** Where a file can be had. */
export const addressOf = async (worker, service, enquiry, as, file) =>
  (await must(worker, "POST", `${filesOf(service, enquiry, as)}/${file}/address`, { as })).url;

/** A file as whoever has its address gets it. */
export async function read(worker, url, headers = {}) {
  const answer = await fetch(worker.origin + url, { headers, redirect: "manual" });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

/** As {@link request}, and the stable code of what came of it. */
export async function code(worker, method, path, options) {
  const { status, body } = await request(worker, method, path, options);
  return status < 400 ? status : body.error.code;
}
