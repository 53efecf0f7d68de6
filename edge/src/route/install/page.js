// One page of somebody's site, as far as the widget is concerned: its policies and its scripts. The runtime's own parser reads
// it while it comes in, so nothing of it is kept.

/** A page that takes longer isn't seen by visitors either. */
const PATIENCE_MS = 8_000;
/** Snippets stand in the head or at the foot; pages of more than this are no pages. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Scripts and policies, and characters of each: a header has no more. */
const MOST = 500;
const MOST_CHARS = 8_000;

/**
 * @param {string} address
 * @returns {Promise<string>} JSON, see `Read` in `install.rs`
 */
export async function readPage(address) {
  const answer = await fetch(address, {
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { accept: "text/html", "user-agent": "Mozilla/5.0 (compatible; Frontdesk install check)" },
  });
  const { status, headers } = answer;
  const location = status >= 300 && status < 400 ? headers.get("location") : null;
  const html = /^(text\/html|application\/xhtml\+xml)\b/i.test(headers.get("content-type") ?? "");
  const policies = headers.has("content-security-policy") ? [headers.get("content-security-policy").slice(0, MOST_CHARS)] : [];
  const scripts = [];
  if (status === 200 && html) await read(answer, policies, scripts);
  else await answer.body?.cancel();
  return JSON.stringify({ status, location, html, policies, scripts });
}

async function read(answer, policies, scripts) {
  const attribute = (element, name) => element.getAttribute(name)?.slice(0, MOST_CHARS) ?? null;
  const rewriter = new HTMLRewriter()
    .on("script[src]", {
      element(element) {
        if (scripts.length < MOST) scripts.push({ src: attribute(element, "src"), service: attribute(element, "data-service"), nonce: attribute(element, "nonce") });
      },
    })
    .on("meta[http-equiv]", {
      element(element) {
        if (/^content-security-policy$/i.test(attribute(element, "http-equiv")) && policies.length < MOST) policies.push(attribute(element, "content") ?? "");
      },
    });
  const reader = rewriter.transform(answer).body.getReader();
  for (let bytes = 0; bytes <= MOST_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) return;
    bytes += value.byteLength;
  }
  await reader.cancel();
}
