// The examples of docs/owners/webhooks.md that check a signature, run as they stand there.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const page = await readFile(new URL("../../docs/owners/webhooks.md", import.meta.url), "utf8");
const example = (language) => page.split(`\`\`\`${language}\n`)[1].split("```")[0];

const secret = "whsec_dGVzdA";
const body = '{"id":"evt_1","data":{"name":"Zoë"}}';
const at = 1_795_377_940;
const sign = (by, text = body, time = at) => createHmac("sha256", by).update(`${time}.${text}`).digest("hex");
/** Headers with whether they are right. */
const CASES = [
  [`t=${at},v1=${sign(secret)}`, true],
  [`t=${at},v1=${sign("whsec_new")},v1=${sign(secret)}`, true],
  [`t=${at},v1=${sign("whsec_other")}`, false],
  [`t=${at},v1=${sign(secret, `${body} `)}`, false],
  [`t=${at + 1},v1=${sign(secret)}`, false],
  [`t=${at - 301},v1=${sign(secret, body, at - 301)}`, false],
];

test("the example in JavaScript knows right from wrong", async () => {
  const { isSigned } = await import(`data:text/javascript,${encodeURIComponent(example("js"))}`);
  for (const [header, right] of CASES) assert.equal(isSigned(header, body, secret, at * 1_000), right, header);
});

test("the example in Python does", (context) => {
  const script = `${example("python")}\nimport json, sys\ncases, body, secret, at = json.load(sys.stdin)\nprint(json.dumps([is_signed(h, body.encode(), secret, at) for h in cases]))`;
  const { error, stdout, stderr } = spawnSync("python3", ["-c", script], { input: JSON.stringify([CASES.map(([header]) => header), body, secret, at]), encoding: "utf8" });
  if (error) return context.skip("there is no python3 here");
  assert.equal(stderr, "");
  assert.deepEqual(JSON.parse(stdout), CASES.map(([, right]) => right));
});
