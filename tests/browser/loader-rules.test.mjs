// When something of the owner's shows itself: the conditions, without a page.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { isDue, PHONE_PX, scrolledPercent } from "../../widget/loader/rules.js";

const now = { address: "https://acme.example/tents", seconds: 0, scrolled: 0, width: 1200 };

test("without a condition it is due at once", () => {
  assert.equal(isDue({}, now), true);
});

test("the expressions mean what the owner's patterns mean", async () => {
  const table = JSON.parse(await readFile(new URL("../kit/page-patterns.json", import.meta.url), "utf8"));
  for (const { pattern, expression, fits, not } of table) {
    const here = (page) => {
      const { origin, pathname, hash } = new URL(page);
      return { ...now, address: origin + pathname + hash };
    };
    for (const page of fits) {
      assert.equal(isDue({ pages: [expression] }, here(page)), true, `${pattern} ${page}`);
      assert.equal(isDue({ not: [expression] }, here(page)), false, `not ${pattern} ${page}`);
    }
    for (const page of not) assert.equal(isDue({ pages: [expression] }, here(page)), false, `${pattern} ${page}`);
  }
});

test("one of the pages is enough, and one of those it is never on too much", () => {
  assert.equal(isDue({ pages: ["/boats", "/tents"] }, now), true);
  assert.equal(isDue({ pages: ["/tents"], not: ["/boats", "example/t"] }, now), false);
});

test("all conditions must hold", () => {
  const when = { pages: ["/tents"], after: 5, scroll: 50, device: "desktop" };
  const there = { ...now, seconds: 5, scrolled: 50 };
  assert.equal(isDue(when, there), true);
  for (const short of [{ seconds: 4.9 }, { scrolled: 49 }, { width: PHONE_PX }, { address: "https://acme.example/" }]) {
    assert.equal(isDue(when, { ...there, ...short }), false, JSON.stringify(short));
  }
});

test("a phone is a narrow window", () => {
  for (const [width, phone] of [[320, true], [PHONE_PX, true], [PHONE_PX + 1, false]]) {
    assert.equal(isDue({ device: "phone" }, { ...now, width }), phone);
    assert.equal(isDue({ device: "desktop" }, { ...now, width }), !phone);
  }
});

test("a page that fits its window has been seen whole", () => {
  assert.equal(scrolledPercent({ scrollTop: 0, scrollHeight: 700, clientHeight: 700 }), 100);
  assert.equal(scrolledPercent({ scrollTop: 0, scrollHeight: 1400, clientHeight: 700 }), 0);
  assert.equal(scrolledPercent({ scrollTop: 350, scrollHeight: 1400, clientHeight: 700 }), 50);
});
