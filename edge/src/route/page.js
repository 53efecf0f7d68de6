// Pages of other sites, read by the runtime's own parser: none of their scripts runs, and nothing of them is kept. Whether one
// may be asked for, and what is given out of it, is decided by who calls; where a page leads on to is for them to judge, too.

/** Who looks at a page of their own has some seconds: one that takes longer isn't seen by visitors either. */
const CHECK_PATIENCE_MS = 8_000;
/** Snippets stand in the head or at the foot; pages of more than this are no pages. */
const CHECK_BYTES = 4 * 1024 * 1024;
/** What a page says of itself stands at its beginning. */
const HEAD_BYTES = 256 * 1024;
/** A charset is declared in the first so many bytes (HTML, 4.2.5.4). */
const CHARSET_BYTES = 1_024;
/** Scripts and policies, and characters of each: a header has no more. */
const MOST = 500;
const MOST_CHARS = 8_000;

/** What a page says of itself. */
const SAID = /^(og:(title|description|site_name)|twitter:(title|description)|description)$/;

/**
 * A page as far as the widget is concerned: its policies and its scripts.
 * @param {string} address
 * @returns {Promise<string>} JSON, see `Read` in `install.rs`
 */
export async function readPage(address) {
  const { answer, found } = await ask(address, CHECK_PATIENCE_MS, "install check");
  const policy = answer.headers.get("content-security-policy");
  const policies = policy === null ? [] : [policy.slice(0, MOST_CHARS)];
  const scripts = [];
  if (found.html) await readScripts(answer, policies, scripts);
  else await answer.body?.cancel();
  return JSON.stringify({ ...found, policies, scripts });
}

/**
 * What a page says of itself. Of one that comes slowly, what is there when the time is over counts.
 * @param {string} address
 * @param {number} patience in milliseconds
 * @returns {Promise<string>} JSON, see `Read` in `preview.rs`
 */
export async function readHead(address, patience) {
  const until = Date.now() + patience;
  const { answer, found } = await ask(address, patience, "link preview");
  if (!found.html) {
    await answer.body?.cancel();
    return JSON.stringify(found);
  }
  const bytes = await beginning(answer.body, HEAD_BYTES, until - Date.now());
  return JSON.stringify({ ...found, ...(await said(decoded(bytes, answer.headers.get("content-type")))) });
}

/** One request: no cookies, no referrer, and no step further. */
async function ask(address, patience, purpose) {
  const answer = await fetch(address, {
    redirect: "manual",
    signal: AbortSignal.timeout(patience),
    headers: { accept: "text/html", "user-agent": `Mozilla/5.0 (compatible; Frontdesk ${purpose})` },
  });
  const { status, headers } = answer;
  const location = status >= 300 && status < 400 ? headers.get("location") : null;
  const html = status === 200 && /^(text\/html|application\/xhtml\+xml)\b/i.test(headers.get("content-type") ?? "");
  return { answer, found: { status, location, html } };
}

async function readScripts(answer, policies, scripts) {
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
  for (let bytes = 0; bytes <= CHECK_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) return;
    bytes += value.byteLength;
  }
  await reader.cancel();
}

const attribute = (element, name) => element.getAttribute(name)?.slice(0, MOST_CHARS) ?? null;

/** What comes of a body in time, as far as its first `most` bytes. */
async function beginning(body, most, patience) {
  const reader = body.getReader();
  const over = new Promise((done) => setTimeout(done, Math.max(patience, 0), { done: true }));
  const bytes = new Uint8Array(most);
  let length = 0;
  try {
    while (length < most) {
      const { done, value } = await Promise.race([reader.read(), over]);
      if (done) break;
      bytes.set(value.subarray(0, most - length), length);
      length = Math.min(length + value.byteLength, most);
    }
  } catch {
    // It broke off: its head may have come.
  }
  reader.cancel().catch(() => {});
  return bytes.subarray(0, length);
}

/** Bytes as the text that they are declared to be, or else as UTF-8; what is none is a � each. */
function decoded(bytes, type) {
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, CHARSET_BYTES));
  const [, label = "utf-8"] = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(type) ?? /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start) ?? [];
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** The first title, and the first of each thing that it says for such cards. */
async function said(html) {
  const metas = {};
  let [title, titles] = ["", 0];
  const rewriter = new HTMLRewriter()
    .on("title", {
      element() {
        titles += 1;
      },
      text({ text }) {
        if (titles === 1 && title.length < MOST_CHARS) title += text;
      },
    })
    .on("meta[content]", {
      element(element) {
        const name = (attribute(element, "property") ?? attribute(element, "name"))?.toLowerCase();
        if (SAID.test(name)) metas[name] ??= attribute(element, "content");
      },
    });
  try {
    await rewriter.transform(new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } })).arrayBuffer();
  } catch {
    // More elements in each other than it has memory for: what stood before them counts.
  }
  return { title, metas };
}
