// Elements on the owner's page that open the chat at one tag or person: `data-frontdesk="tag:sales"`.
//
// One listener on the document, so that elements added later work too. It listens on the way down: a page that stops a
// click from bubbling doesn't break its own button.

import { listen } from "./dom.js";

const BOUND = /^(tag|staff|cta):([\w-]{1,64})$/;

/** @typedef {({tag: string} | {staff: string} | {cta: string}) & {mode?: string}} Target `mode` as the page says it: "call" */

/**
 * @param {() => void} onIntent
 * @param {(target: Target, element: HTMLElement) => void} onPress
 */
export function bindElements(onIntent, onPress) {
  function hear(event) {
    const { type, key } = event;
    // The path, not `closest`: the element may be in a shadow root of the page.
    const path = event.composedPath();
    const cta = path.find((node) => node.dataset?.frontdesk != null);
    const value = cta?.dataset.frontdesk;
    const [, kind, name] = BOUND.exec(value) ?? [];
    if (!kind) {
      if (cta && type === "click") console.warn(`Frontdesk can’t take "${value}"`, cta);
    } else if (type === "click") {
      // A link that the visitor opens elsewhere stays a link.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      // Neither follow the link, nor send the form that the button may be in.
      event.preventDefault();
      onPress({ [kind]: name, mode: cta.dataset.frontdeskMode }, cta);
    } else if (type !== "keydown") onIntent();
    // What isn't a button by nature is pressed as one.
    else if (path[0] === cta && /^(Enter| )$/.test(key) && !cta.matches("a[href],button,input")) {
      event.preventDefault();
      cta.click();
    }
  }
  listen(document, "click keydown pointerover focusin", hear, true);
}
