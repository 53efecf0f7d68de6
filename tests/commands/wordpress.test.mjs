// The plugin for WordPress as owners download it: it is whole, PHP takes it, and what it puts on a page is what the install page
// promises.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";

import { filesIn, lint, listed, unpack, wordpress } from "../kit/plugin.mjs";
import { snippet } from "../kit/snippet.mjs";

const ADDRESS = "https://desk.example.com";
const ACME = { address: ADDRESS, service: "acme" };

let folder;
before(async () => (folder = await unpack()));
after(() => rm(folder, { recursive: true, force: true }));

test("the zip holds one folder, and PHP takes every file in it", async () => {
  const files = await filesIn(folder);
  const languages = ["ja", "zh_CN", "zh_TW"].map((locale) => `frontdesk/languages/frontdesk-${locale}.l10n.php`);
  assert.deepEqual(files, ["frontdesk/frontdesk.php", ...languages, "frontdesk/readme.txt", "frontdesk/uninstall.php"]);
  for (const file of files.filter((name) => name.endsWith(".php"))) assert.match(await lint(path.join(folder, file)), /No syntax errors/);
});

test("it is the same bytes whenever it is made", async () => {
  const lines = await listed();
  assert.equal(lines.length, 6);
  for (const line of lines) assert.match(line, /^-rw-r--r--  2\.0 unx +\d+ b- stor 80-Jan-01 00:00 frontdesk\//);
});

test("before it is set up nothing is on the page", async () => {
  const { tags, shown, stored } = await wordpress(folder, { codes: [[{ tag: "sales" }, "Talk to Sales"]] });
  assert.deepEqual([tags, shown, stored], ["", [""], false]);
});

test("the script's tag is the snippet's, whatever the version of WordPress, and no other tag is touched", async () => {
  const { src } = /src="(?<src>[^"]+)"/.exec(await snippet("script.html", { origin: ADDRESS, service: "acme" })).groups;
  for (const version of ["5.7", "6.2", "6.3", "6.9"]) {
    const { tags, other } = await wordpress(folder, { typed: ACME }, version);
    const { attributes } = /^<script(?<attributes>[^>]*)><\/script>\n$/.exec(tags).groups;
    assert.ok(attributes.includes(` src="${src}"`), attributes);
    assert.ok(attributes.includes(' data-service="acme"'), attributes);
    assert.equal(attributes.match(/\sasync(?=[\s>]|$)/g)?.length, 1, attributes);
    assert.equal(other, '<script src="/jquery.js"></script>');
  }
});

test("what is typed is read kindly, and what is wrong is said and changes nothing", async () => {
  for (const [address, origin] of [
    [`  ${ADDRESS}/widget/acme.js  `, ADDRESS],
    ["HTTPS://Desk.Example.com/desk/acme#/settings", ADDRESS],
    ["http://127.0.0.1:8787/", "http://127.0.0.1:8787"],
  ]) {
    assert.deepEqual((await wordpress(folder, { typed: { address, service: " acme " } })).stored, { address: origin, service: "acme" });
  }
  for (const address of ["desk.example.com", "javascript:alert(1)", "ftp://desk.example.com", '"><script>', "https://"]) {
    const { stored, errors } = await wordpress(folder, { stored: ACME, typed: { address, service: "acme" } });
    assert.deepEqual([stored, Object.keys(errors)], [ACME, ["address"]], address);
  }
  for (const service of ["Acme", "acme\n<", 'a"b', "a".repeat(41), "-acme"]) {
    const { stored, errors } = await wordpress(folder, { stored: ACME, typed: { address: ADDRESS, service } });
    assert.deepEqual([stored, Object.keys(errors)], [ACME, ["service"]], service);
  }
  assert.deepEqual((await wordpress(folder, { stored: ACME, typed: "nonsense" })).stored, { address: "", service: "" });
  assert.deepEqual((await wordpress(folder, { stored: "nonsense" })).tags, "");
});

test("a shortcode becomes a button that leads to somebody, and nothing else gets through it", async () => {
  const [, attribute, words] = /^\[frontdesk (.+)\](.+)\[\/frontdesk\]$/.exec(await snippet("shortcode.txt", { origin: ADDRESS, service: "acme" }));
  const [, kind, handle] = /^(\w+)="([^"]+)"$/.exec(attribute);
  const codes = [
    [{ [kind]: handle }, words],
    [{ staff: "ada", class: 'wide" onclick="x' }, "<strong>Ada</strong><script>x</script>"],
    [{ cta: "summer" }, ""],
    [{ tag: 'sales" onclick="x' }, "Sales"],
    ["", "Sales"],
  ];
  const { shown } = await wordpress(folder, { stored: ACME, codes });
  const button = (more, to, text) => `<button type="button" class="frontdesk-button wp-element-button${more}" data-frontdesk="${to}">${text}</button>`;
  assert.deepEqual(shown, [
    button("", "tag:sales", "Talk to Sales"),
    button(" wide&quot; onclick=&quot;x", "staff:ada", "<strong>Ada</strong>x"),
    button("", "cta:summer", "Chat with us"),
    "",
    "",
  ]);
});

test("its settings are for who may change settings, with a nonce, in the site's language", async () => {
  const { page, capability, links } = await wordpress(folder, { stored: { address: 'https://a"b', service: "acme" }, locale: "ja" });
  assert.equal(capability, "manage_options");
  assert.match(page, /<form method="post" action="options.php"><!-- nonce of frontdesk -->/);
  assert.match(page, /<label for="frontdesk-address">Frontdesk のアドレス<\/label><input [^>]*id="frontdesk-address" name="frontdesk\[address\]" value="https:\/\/a&quot;b"/);
  assert.match(page, /<h2>独自のボタン<\/h2>/);
  assert.match(links[0], /options-general\.php\?page=frontdesk">設定<\/a>$/);
  assert.equal((await wordpress(folder, { stored: ACME, may: false })).page, "");
});

test("nothing is left when it is removed, on no site of a network", async () => {
  assert.deepEqual((await wordpress(folder, { stored: ACME })).left, {});
  assert.deepEqual((await wordpress(folder, { stored: ACME, network: true })).visited, [1, 2]);
});
