// What the script tag says. Whatever is missing or malformed costs the chat at most, never the owner's page.

// Asked of the document's own kind: an element that a reader of the page named `currentScript` would hide it otherwise, and
// have the chat come from wherever it says.
const script = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript").get.call(document);

/** The form of a service's slug; at most 40 characters. The same rule as `ServiceSlug` in `shared`. */
export const SLUG = /^(?!.{41})[a-z][a-z\d]*(-[a-z\d]+)*$/;

/**
 * The attributes, each without its `data-`: `label` is the launcher's name, `color` the accent (any colour of CSS), `side`
 * the launcher's side of the line (`end` unless `start`), `launcher="off"` draws none, `remember="off"` keeps no copy of
 * the visitor's token in the owner's storage. Where the service's own settings stand in front of the script, what the tag
 * says still wins.
 * @type {Record<string, string>}
 */
export const { service = "", label, color, side, launcher, remember } = CONFIGURED ? { ...CONFIG, ...script?.dataset, service: CONFIG.service } : (script?.dataset ?? {});

/** Where the script came from, and so where the service lives. */
export const { origin } = new URL(script?.src, location);

/** The page's language, else the visitor's, as a BCP 47 tag. */
export const language = document.documentElement.lang || navigator.language;
