// Our element on the owner's page. It has a shadow root, so that neither side's styles reach the other.
//
// The root is open: a closed one would keep nothing from the owner's scripts (nothing secret is in it), but would hide the
// launcher from accessibility checkers and browser tests.

/** Ends every listener at once. */
export const life = new AbortController();

/**
 * @param {EventTarget} target
 * @param {string} types separated by spaces
 * @param {(event: Event) => void} listener lives until `destroy()`
 * @param {boolean} [capture]
 */
export const listen = (target, types, listener, capture) =>
  types.split(" ").forEach((type) => target.addEventListener(type, listener, { signal: life.signal, capture }));

/**
 * Makes an element without ever parsing HTML: owners may require Trusted Types.
 * @param {string} name
 * @param {Partial<HTMLElement>} properties
 * @param {(Node | string)[]} children
 */
export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A stylesheet that needs no leave from the owner's `style-src`. */
export function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

export const host = element("frontdesk-chat");
export const root = host.attachShadow({ mode: "open" });

/** Puts our element into the page, if it isn't there. */
export function attach() {
  // The direction of writing comes down from the page, wherever it says it.
  host.dir = document.dir || document.body?.dir || "";
  // Beside the body, not in it: single-page sites that swap the body keep their running chat, and a body with a `transform`
  // does not drag the launcher along.
  if (!host.isConnected) document.documentElement.append(host);
}
