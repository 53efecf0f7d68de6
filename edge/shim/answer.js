// What a caller gets in place of the answer that the module did not give, in the form of all our errors.

import { Broken, Lost } from "./calls.js";

/** @param {unknown} error */
export function answer(error) {
  if (error instanceof Lost) {
    const message = "We had to start over while answering. Please try again.";
    const body = { error: { code: "unavailable", message, retry_after_ms: 200 } };
    return Response.json(body, { status: 503, headers: { "retry-after": "1", "cache-control": "no-store" } });
  }
  const body = { error: { code: "internal", message: "Something went wrong on our side. It has been logged." } };
  return Response.json(body, { status: 500, headers: { "cache-control": "no-store" } });
}

/** Whether a request may be made twice, so that its sender need not learn that it was cut off. */
export function repeatable(request) {
  return request.method === "GET" || request.method === "HEAD";
}

/**
 * A line in the log for a call that failed: a sentence, and its parts as fields. Never a path or a body: tokens and
 * visitors' words may be in them. A fault of ours has been logged where it was found.
 */
export function log(who, what, error) {
  if (error instanceof Broken) return;
  console.error(`${who} failed in ${what}: ${error}`, { who, what, error: String(error), stack: error?.stack });
}
