// Finding in a service with 100,000 enquiries and 2,000,000 messages: how long a request takes, from a client on loopback to
// the answer, through router, Desk and Index.
//
// Run by `cargo xtask bench search`; `node tests/bench/search.mjs [ENQUIRIES]` does the same on what is built.

import { makeService, makeVisitor, must, raise } from "../kit/people.mjs";
import { startWithDoor } from "./door.mjs";

const BAR_MS = 200;
const enquiries = Number(process.argv[2] ?? 100_000);
const EACH = 20;
const BATCH = 500;
/** Said through three years. */
const BEGIN = Date.UTC(2023, 10, 1);
const SPAN = 3 * 365 * 86_400_000;

/** Words as often as in talk: the first is in every third message, the last in some dozens of two million. */
const WORDS = ["order", "hello", "please", "thanks", "delivery", "when", "tent", "return", "size", "refund", "colour", "invoice", "osaka", "tracking", "damaged", "warranty", "zipper", "gaiters"];
const JAPANESE = ["返品できますか", "ありがとうございます", "明日は雨ですか", "注文の確認をお願いします", "テントのサイズを教えてください", "我想申请退款", "什么时候发货"];
let seed = 1;
const random = () => ((seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31);

/** As shared/src/search/words.rs writes it. */
const indexed = (text) =>
  /[^\x00-\x7f]/.test(text)
    ? [...text].map((character, place, all) => character + (all[place + 1] ?? "")).join(" ")
    : text;

function body() {
  if (random() < 0.15) return JAPANESE[Math.floor(random() * JAPANESE.length)];
  const words = [];
  // The nth word is said half as often as the one before.
  for (let count = 4 + Math.floor(random() * 14); count > 0; count -= 1) {
    const rank = Math.floor(-Math.log2(random()));
    words.push(rank < WORDS.length ? WORDS[rank] : `w${Math.floor(random() * 50_000)}`);
    if (random() < 0.5) words.push(`w${Math.floor(random() * 5_000)}`);
  }
  return words.join(" ");
}

const worker = await startWithDoor("search");
const { run } = worker;
const id = (prefix, number) => `${prefix}_${number.toString(16).padStart(12, "0")}7000800000000000${"0".repeat(4)}`;

async function fill(service) {
  const visitor = await makeVisitor(worker, service);
  const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
  const { ada } = service.people;
  await must(worker, "POST", `${service.base}/enquiries/${enquiry}/follow-up`, { as: ada });
  await must(worker, "POST", `${service.base}/enquiries/${enquiry}/close`, { as: ada });
  // The Index has its tables, and the Desk the close, when both were heard.
  for (let closed = false; !closed; ) {
    closed = (await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: ada })).card.phase === "closed";
    await must(worker, "POST", `${service.base}/search`, { as: ada, body: { text: "x" } });
  }
  const [{ contact, event }] = await run("DESK", [["SELECT contact_id AS contact, (SELECT json_group_array(event) FROM enquiry_event WHERE enquiry_id = enquiry.id) AS event FROM enquiry WHERE id = ?", enquiry]]);
  const events = JSON.parse(event);
  const tags = [service.tags.sales.id, service.tags.support.id, service.tags.rare.id];
  for (let first = 0; first < enquiries; first += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, enquiries - first) }, (_, place) => {
      const number = first + place;
      const at = BEGIN + Math.floor((number / enquiries) * SPAN);
      // One in a thousand is of a small team.
      return { id: id("enq", number + 1), at, number: at * 1024, tag: tags[number % 1000 === 7 ? 2 : number % 3 === 0 ? 1 : 0] };
    });
    const json = JSON.stringify(rows);
    await run("DESK", [
      ["INSERT INTO enquiry (id, visitor_id, contact_id, tag_id, phase, raised_at_ms, changed_at_ms, owner_id) SELECT value ->> 'id', ?2, ?3, value ->> 'tag', 'closed', value ->> 'at', value ->> 'at', ?4 FROM json_each(?1)", json, visitor.visitor, contact, ada.id],
      ["INSERT INTO enquiry_event (enquiry_id, place, at_ms, event) SELECT one.value ->> 'id', step.key + 1, one.value ->> 'at', replace(step.value, ?3, one.value ->> 'tag') FROM json_each(?1) AS one, json_each(?2) AS step", json, JSON.stringify(events), service.tags.sales.id],
    ]);
    const marks = (row) => `${row.id.replace("_", "")} `.replace(/^/, "e") + `k${contact.replace("_", "")} t${row.tag.replace("_", "")} w756e6b6e6f776e o${ada.id.replace("_", "")}`;
    const said = rows.flatMap((row) =>
      Array.from({ length: EACH }, (_, seq) => {
        const text = body();
        return { id: (row.at + seq * 30_000) * 1024 + (first % 1024), enquiry: row.number, seq: seq + 2, body: text, words: indexed(text), marks: marks(row) };
      }),
    );
    const used = new Set();
    for (const one of said) {
      while (used.has(one.id)) one.id += 1;
      used.add(one.id);
    }
    await run("INDEX", [
      ["INSERT INTO enquiry (number, id, listed, marks, read_to) SELECT value ->> 'number', value ->> 'id', '{}', '', 100 FROM json_each(?)", json],
      ["INSERT INTO said (id, enquiry, seq, kind, body) SELECT value ->> 'id', value ->> 'enquiry', value ->> 'seq', 'message', value ->> 'body' FROM json_each(?)", JSON.stringify(said)],
      ["INSERT INTO said_words (rowid, words, marks) SELECT value ->> 'id', value ->> 'words', value ->> 'marks' FROM json_each(?) ORDER BY value ->> 'id'", JSON.stringify(said)],
    ]);
    if (first % 10_000 === 0) process.stderr.write(`\r${first.toLocaleString("en")} enquiries`);
  }
  process.stderr.write("\r");
}

try {
  const service = await makeService(worker, { staff: { ada: "supervisor", ben: "agent", rae: "agent" }, tags: { sales: ["ada", "ben"], support: ["ada"], rare: ["ada", "rae"] } });
  const begun = performance.now();
  await fill(service);
  const filled = (performance.now() - begun) / 1000;
  const [{ bytes }] = await run("INDEX", [["SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()"]]).catch(() => [{ bytes: NaN }]);
  const { ada, ben, rae } = service.people;
  const questions = [
    ["a word of every other message", ada, { text: "order" }],
    ["a seldom word", ada, { text: "gaiters" }],
    ["two words", ada, { text: "refund osaka" }],
    ["a beginning of one letter", ada, { text: "w" }],
    ["a beginning of four", ada, { text: "trac" }],
    ["a phrase", ada, { text: '"hello order"' }],
    ["two characters of Japanese", ada, { text: "返品" }],
    ["one character of Japanese", ada, { text: "雨" }],
    ["a sentence of Japanese", ada, { text: "注文の確認をお願いします" }],
    ["nothing that is there", ada, { text: "zzzz" }],
    ["common words, in one tag", ada, { text: "order please", tag: service.tags.support.id }],
    ["common words, of a small team's", ada, { text: "order please", tag: service.tags.rare.id }],
    ["common words, three years ago", ada, { text: "order please", until_ms: BEGIN + 30 * 86_400_000 }],
    ["an agent of a large team", ben, { text: "order" }],
    ["an agent of a small team, common word", rae, { text: "order" }],
    ["an agent of a small team, seldom word", rae, { text: "gaiters" }],
    ["within one room", ada, { text: "order", enquiry: id("enq", Math.floor(enquiries / 2)) }],
    ["page by page, the 20th", ada, { text: "order", pages: 20 }],
  ];
  const lines = [];
  let worst = 0;
  for (const [name, as, { pages = 1, ...asked }] of questions) {
    const times = [];
    let found;
    for (let round = 0; round < 12; round += 1) {
      let before;
      for (let page = 0; page < pages; page += 1) {
        const from = performance.now();
        found = await must(worker, "POST", `${service.base}/search`, { as, body: { ...asked, before } });
        if (page === pages - 1) times.push(performance.now() - from);
        before = found.next;
      }
    }
    const [first] = times;
    const sorted = times.slice(1).toSorted((a, b) => a - b);
    const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
    worst = Math.max(worst, at(0.95));
    lines.push([name, `${found.hits.length}${found.next ? "+" : ""}`, first, at(0.5), at(0.95)]);
  }
  console.log(`\nSearch in ${enquiries.toLocaleString("en")} enquiries with ${(enquiries * EACH).toLocaleString("en")} messages (filled in ${filled.toFixed(0)} s; the index is ${(bytes / 1e6).toFixed(0)} MB)`);
  console.log(`  ${"".padEnd(42)}${"hits".padStart(6)}${"first ms".padStart(10)}${"p50 ms".padStart(10)}${"p95 ms".padStart(10)}`);
  for (const [name, hits, ...times] of lines) console.log(`  ${name.padEnd(42)}${hits.padStart(6)}${times.map((ms) => ms.toFixed(1).padStart(10)).join("")}`);
  console.log(`  ${worst < BAR_MS ? "✓" : "✗"} bar: p95 of each below ${BAR_MS} ms (${worst.toFixed(1)})`);
} finally {
  await worker.end();
}
