// A dashboard with thousands of rows in every list, on a machine of which a quarter is left: each list is opened, scrolled by
// wheel and by keyboard, and watched while rows come, go and change. What counts is the longest task of each step: for as long
// as one takes, nothing that somebody does shows.
//
// Run by `cargo xtask bench rows`; `node tests/bench/rows.mjs [ROUNDS] [LIST]` does the same on what is built. A machine that
// is busy with other things stretches a task here and there, so a step's figure is the least of its rounds' longest tasks.

import { launch, throttle } from "../kit/browser.mjs";
import { dashboard, enquire, take } from "../kit/dashboard.mjs";
import { makeService, must, newId, openDesk, openRoom, request } from "../kit/people.mjs";
import { copies, startWithDoor } from "./door.mjs";

const BAR_MS = 100;
const CPU = 4;
const ROWS = Number(process.env.ROWS ?? 5_000);
/** As many as there can be. */
const SPACES = Math.min(ROWS, 900);
const STAFF = Math.min(ROWS, 400);
const rounds = Number(process.argv[2] ?? 3);
const only = process.argv[3];

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const worker = await startWithDoor("rows");
const browser = await launch();

async function fill() {
  const service = await makeService(worker, {
    staff: { ada: "admin", ben: "agent" },
    tags: { sales: [{ staff: ["ada", "ben"], wait_s: 3_600 }], support: [{ staff: ["ben"], wait_s: 3_600 }] },
  });
  const { base, people } = service;
  const { ada, ben } = people;
  const entry = { tag: service.tags.sales };
  const told = async ({ enquiry }) => {
    for (;;) {
      const { card } = await must(worker, "GET", `${base}/enquiries/${enquiry}`, { as: ada });
      if (card.preview) return card;
      await pause(100);
    }
  };
  const missed = await enquire(worker, service, entry, ["What became of number 0?"]);
  await told(missed);
  const desks = [];
  for (const who of [ada, ben]) {
    const desk = await openDesk(worker, service, who);
    desk.send({ type: "set_availability", availability: "active" });
    desks.push(desk);
  }
  await pause(500);
  const several = (count, words, then = () => {}) =>
    Promise.all(
      Array.from({ length: count }, async (_, number) => {
        const one = await enquire(worker, service, entry, [`${words} ${number}?`]);
        await then(one);
        await told(one);
        return one;
      }),
    );
  const open = await several(20, "Do you ship to Osaka, and what would it cost to send number");
  const mine = await several(6, "Thank you! And when will it be here, I mean number", ({ enquiry }) => take(worker, service, "ada", enquiry));
  const others = await several(12, "May I have another one of number", ({ enquiry }) => take(worker, service, "ben", enquiry));
  // A long talk: the oldest of them.
  const [long] = mine;
  const answering = await openRoom(worker, service, ada, long.enquiry);
  for (let number = 1; number <= ROWS; number += 1) {
    const side = number % 3 === 0 ? answering : long.room;
    side.send({ type: "say", message: newId("msg"), body: number % 5 === 0 ? `And also this, order ${number}.\nIt has two lines.` : `This is what was said about order ${number}.` });
    if (number % 200 === 0) await pause(50);
  }
  await long.room.until((frame) => JSON.stringify(frame).includes(`order ${ROWS}.`), "the end of the talk", 120_000);
  await answering.end();
  await told(long);

  await worker.multiply(open[0].enquiry, ROWS);
  await worker.multiply(mine[1].enquiry, ROWS);
  await worker.multiply(missed.enquiry, ROWS);
  const [member] = await worker.run("DESK", [["SELECT * FROM staff WHERE id = ?", ben.id]]);
  await worker.insert("staff", copies([member], [ben.id], STAFF).map((row, number) => ({ ...row, handle: `colleague-${number}`, name: `Colleague ${number}`, email: `colleague-${number}@acme.example` })));
  const space = newId("spc");
  await must(worker, "POST", `${base}/spaces`, { as: ada, body: { space, name: "Plans", access: "private", members: [ben.id] } });
  await must(worker, "POST", `${base}/rooms/${space}/messages`, { as: ben, body: { message: newId("msg"), body: "What about number 0?" } });
  await pause(2_000);
  const [plan] = await worker.run("DESK", [["SELECT * FROM space WHERE id = ?", space]]);
  const inside = await worker.run("DESK", [["SELECT * FROM space_member WHERE space_id = ?", space]]);
  const spaces = copies([{ plan, inside }], [space], SPACES);
  await worker.insert("space", spaces.map(({ plan }, number) => ({ ...plan, words: plan.words.replace("Plans", `Plan ${number}`) })));
  await worker.insert("space_member", spaces.flatMap(({ inside }) => inside));
  const file = (number) => {
    const card = { file: newId("fil"), name: `invoice-${number}.pdf`, bytes: 34_567 + number, media_type: "application/pdf", kind: "document" };
    return { file_id: card.file, enquiry_id: long.enquiry, staff_id: null, kind: card.kind, name: card.name, bytes: card.bytes, card: JSON.stringify(card), at_ms: Date.now() - number * 1_000 };
  };
  const numbers = Array.from({ length: ROWS }, (_, number) => number);
  await worker.insert("file", numbers.map(file));
  const reminder = newId("rem");
  await must(worker, "POST", `${base}/enquiries/${long.enquiry}/reminders`, { as: ada, body: { reminder, due_ms: Date.now() + 86_400_000, note: "Ask about number 0?" } });
  const [due] = await worker.run("DESK", [["SELECT * FROM reminder WHERE id = ?", reminder]]);
  await worker.insert("reminder", copies([due], [reminder], ROWS));
  await worker.insert("audit", numbers.map((number) => ({ at_ms: Date.now() - number * 1_000, by_staff: ada.id, deed: "looked_on", enquiry_id: long.enquiry, staff_id: ben.id, contact_id: null, detail: null })));
  await worker.forget("DESK");
  return { service, open, mine, others, long };
}

/** Does something, and gives how long the longest task was meanwhile, in ms. */
async function during(page, act) {
  await settle(page);
  await page.evaluate(() => window.__tasks.splice(0));
  await act();
  await settle(page);
  return page.evaluate(() => Math.max(0, ...window.__tasks));
}

/** Waits until nothing is to be done: three quiet tenths of a second. */
async function settle(page) {
  await page.evaluate(async () => {
    const tick = () => new Promise((done) => setTimeout(done, 100));
    for (let quiet = 0; quiet < 3; ) {
      const before = window.__tasks.length;
      await tick();
      quiet = window.__tasks.length === before ? quiet + 1 : 0;
    }
  });
}

const place = (page, place) => page.evaluate((place) => void (location.hash = place), place);
const waitFor = (page, selector) => page.waitForFunction((selector) => document.querySelector(selector), selector, { polling: 100, timeout: 120_000 });

/** Turns the wheel over an element, `times` times. */
async function wheel(page, selector, times, by = 900) {
  const { x, y } = await page.evaluate((selector) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + Math.min(box.height, innerHeight - box.y) / 2 };
  }, selector);
  await page.mouse.move(x, y);
  for (let turn = 0; turn < times; turn += 1) {
    await page.mouse.wheel(0, by);
    await pause(30);
  }
}

/** Drags the scroll bar: to the end, to the middle, and back. */
async function drag(page, selector) {
  for (const part of [0.25, 1, 0.5, 0.75, 0]) {
    await page.evaluate(([selector, part]) => {
      const list = document.querySelector(selector);
      list.scrollTop = list.scrollHeight * part;
    }, [selector, part]);
    await pause(400);
  }
}

/** The keys of somebody who goes through a list without a mouse. */
async function keys(page, selector, presses) {
  await page.evaluate((selector) => document.querySelector(selector).focus(), selector);
  for (const [key, times] of Object.entries(presses)) {
    for (let press = 0; press < times; press += 1) {
      await page.keyboard.press(key);
      await pause(50);
    }
  }
}

/** Presses what fetches more until there are so many rows, or no more. */
async function fetchAll(page, rows, button, most = ROWS) {
  await page.evaluate(
    async ([rows, button, most]) => {
      for (let still = 0; still < 50; ) {
        if (Number(document.querySelector(rows)?.getAttribute("aria-setsize")) >= most) return;
        const more = [...document.querySelectorAll(button)].at(-1);
        still = more ? 0 : still + 1;
        if (more && more.getAttribute("aria-busy") !== "true") more.click();
        await new Promise((done) => setTimeout(done, 50));
      }
    },
    [rows, button, most],
  );
}

const PANEL = { open: ".panel-open .panel-body", mine: ".panel-mine .panel-body", alone: ".panel-alone .panel-body" };

/** Each list with its steps: what is done, by name. */
function lists({ service, open, mine, others, long }) {
  const { base, people } = service;
  const ben = people.ben;
  const passOn = ({ enquiry }) => request(worker, "POST", `${base}/enquiries/${enquiry}/transfer`, { as: ben, body: { to: { kind: "tag", tag: service.tags.sales.id } } });
  const takeBack = ({ enquiry }) => request(worker, "POST", `${base}/enquiries/${enquiry}/take-back`, { as: ben });
  const talk = async (rooms, times) => {
    for (let turn = 0; turn < times; turn += 1) {
      rooms[turn % rooms.length].say(`One more thing: ${turn}, and a few words that change the card.`);
      await pause(50);
    }
  };
  const comeAndGo = async () => {
    for (const what of [passOn, takeBack]) {
      for (const one of others) {
        await what(one);
        await pause(100);
      }
    }
  };
  const scrolling = (list, first) => ({
    "by wheel": (page) => wheel(page, list, 60),
    "by dragging the bar": (page) => drag(page, list),
    "by keyboard": (page) => keys(page, first, { Tab: 60, PageDown: 10, End: 1, Home: 1 }),
  });
  const records = (page, path) => place(page, `/records/${path}`);
  const paged = (path, row, button = ".settings-foot button") => ({
    open: async (page) => {
      await records(page, path);
      await waitFor(page, row);
    },
    "all rows are fetched": (page) => fetchAll(page, row, button),
    "by wheel": (page) => wheel(page, ".settings", 60),
    "by dragging the bar": (page) => drag(page, ".settings"),
    leave: (page) => place(page, "/inbox"),
  });
  const inbox = async (page) => {
    await place(page, "/inbox");
    await waitFor(page, ".enquiry");
  };
  return {
    "Open enquiries": {
      open: inbox,
      ...scrolling(PANEL.open, ".enquiry a"),
      "rows come and go": comeAndGo,
      "they change": () => talk(open, 60),
      "they change, in the middle": async (page) => {
        await page.evaluate((list) => {
          const body = document.querySelector(list);
          body.scrollTop = body.scrollHeight / 2;
        }, PANEL.open);
        await comeAndGo();
        await talk(open, 30);
      },
      "the line comes back": async (page) => {
        await worker.forget("DESK");
        await waitFor(page, ".is-stale");
        await waitFor(page, ".shell:not(.is-stale)");
      },
    },
    "My rooms": {
      open: inbox,
      ...scrolling(PANEL.mine, ".panel-mine .row a"),
      "they change": () => talk(mine, 60),
      "switching rooms": async (page) => {
        for (const one of [...mine.slice(1), ...mine.slice(1)]) {
          await place(page, `/inbox/${one.enquiry}`);
          await waitFor(page, ".messages li");
          await pause(100);
        }
      },
      "going on to the next by key": (page) => keys(page, ".room .message-scroller", { "Alt+ArrowDown": 4, "Alt+ArrowUp": 4 }),
      "writing in one": async (page) => {
        await page.evaluate(() => document.querySelector(".composer textarea").focus());
        await page.keyboard.type("It is on its way.", { delay: 40 });
        await page.keyboard.press("Enter");
      },
    },
    Missed: {
      open: async (page) => {
        await place(page, "/missed");
        await waitFor(page, ".panel-alone .row");
      },
      "all rows are fetched": (page) => fetchAll(page, ".panel-alone .row", ".panel-more button"),
      ...scrolling(PANEL.alone, ".panel-alone .row a"),
      leave: inbox,
      "come back": async (page) => {
        await place(page, "/missed");
        await waitFor(page, ".panel-alone .row");
      },
    },
    [`Spaces (${SPACES})`]: {
      open: async (page) => {
        await place(page, "/spaces");
        await waitFor(page, ".panel-alone .row");
      },
      ...scrolling(PANEL.alone, ".panel-alone .row a"),
      leave: inbox,
    },
    [`Team (${STAFF})`]: {
      open: async (page) => {
        await place(page, "/team");
        await waitFor(page, ".panel-alone .row");
      },
      ...scrolling(PANEL.alone, ".panel-alone .row button"),
      leave: inbox,
    },
    "A room's log": {
      open: async (page) => {
        await place(page, `/inbox/${long.enquiry}`);
        await waitFor(page, ".messages li");
      },
      "all rows are fetched": async (page) => {
        await page.evaluate(async () => {
          const log = document.querySelector(".message-scroller");
          for (let still = 0; still < 40; still += 1) {
            if (document.querySelector(".message-older")) still = 0;
            log.scrollTop = -log.scrollHeight;
            await new Promise((done) => setTimeout(done, 50));
          }
        });
      },
      "by wheel": (page) => wheel(page, ".message-scroller", 60),
      "by dragging the bar": async (page) => {
        for (const part of [-0.25, -1, -0.5, -0.75, 0]) {
          await page.evaluate((part) => {
            const log = document.querySelector(".message-scroller");
            log.scrollTop = log.scrollHeight * part;
          }, part);
          await pause(400);
        }
      },
      "by keyboard": (page) => keys(page, ".message-scroller", { PageUp: 20, Home: 1, End: 1 }),
      "the visitor writes": () => talk([long], 30),
      "writing in it": async (page) => {
        await page.evaluate(() => document.querySelector(".composer textarea").focus());
        await page.keyboard.type("It is on its way.", { delay: 40 });
        await page.keyboard.press("Enter");
      },
      "to another and back": async (page) => {
        for (const one of [mine[2], long]) {
          await place(page, `/inbox/${one.enquiry}`);
          await waitFor(page, ".messages li");
          await pause(500);
        }
      },
      leave: inbox,
    },
    Contacts: paged("contacts", ".contacts-row"),
    "Follow-ups": paged("follow-ups", ".follow-ups .item"),
    Files: paged("files", ".privacy-items .item"),
    "Audit log": paged("audit", ".audit-entry", ".settings-foot button:first-of-type:not(:last-of-type)"),
  };
}

async function round(filled, report) {
  const begun = performance.now();
  const page = await dashboard(browser, worker, filled.service, "ada", { place: "/settings" }).catch((error) => {
    throw new Error(`opening the dashboard: ${error.message}`);
  });
  await page.context().addInitScript(() => {
    window.__tasks = [];
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => window.__tasks.push(Math.round(duration)))).observe({ type: "longtask", buffered: true });
  });
  const session = await throttle(page, { cpu: CPU });
  await page.goto(`${worker.origin}/desk/${filled.service.slug}#/inbox`);
  await page.reload();
  await waitFor(page, ".enquiry");
  report("Opening the dashboard", "until the first list is drawn", await page.evaluate(() => Math.max(0, ...window.__tasks)), false);
  report("Opening the dashboard", "after that", await during(page, () => pause(1_000)));
  for (const [list, steps] of Object.entries(lists(filled))) {
    if (only && !list.toLowerCase().startsWith(only.toLowerCase())) continue;
    for (const [step, act] of Object.entries(steps)) report(list, step, await during(page, () => act(page)));
  }
  await session.detach();
  await page.context().close();
  process.stderr.write(`a round took ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
}

try {
  const begun = performance.now();
  const filled = await fill();
  const desk = await openDesk(worker, filled.service, filled.service.people.ben);
  const keep = setInterval(() => desk.send("ping"), 10_000);
  process.stderr.write(`filled in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
  const figures = new Map();
  for (let number = 0; number < rounds; number += 1) {
    await round(filled, (list, step, ms, counts = true) => {
      const name = `${list}: ${step}`;
      const known = figures.get(name) ?? { list, step, counts, ms: [] };
      known.ms.push(ms);
      figures.set(name, known);
      process.stderr.write(`${name}: ${ms} ms\n`);
    });
  }
  clearInterval(keep);
  console.log(`\nThe longest task of each step, CPU ${CPU}× slower, ${ROWS.toLocaleString("en")} rows in a list; ms, least of ${rounds} (each)`);
  let worst = 0;
  let shown;
  for (const { list, step, counts, ms } of figures.values()) {
    if (list !== shown) console.log(`  ${(shown = list)}`);
    const least = Math.min(...ms);
    const verdict = !counts ? "no bar" : least <= BAR_MS ? "✓" : "✗";
    if (counts) worst = Math.max(worst, least);
    console.log(`    ${step.padEnd(34)}${`${least || "< 50"}`.padStart(8)}  ${verdict}  (${ms.map((one) => one || "< 50").join(", ")})`);
  }
  console.log(`  ${worst <= BAR_MS ? "✓" : "✗"} bar: no task over ${BAR_MS} ms (${worst})`);
  if (worst > BAR_MS) process.exitCode = 1;
} finally {
  await browser.close();
  await worker.end();
}
