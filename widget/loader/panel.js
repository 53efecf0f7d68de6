// The place that the frame fills, and what stands there until it does: a sketch of the chat at once, words and a way to
// try again if it never comes.

import { element, listen, sheet } from "./dom.js";
import { name } from "./launcher.js";
import { tryAgain } from "./words.js";

export const retry = element("button", {}, tryAgain);
export const panel = element("div", { className: "panel", role: "dialog", ariaLabel: name, ariaLive: "polite", tabIndex: -1 }, retry);

/** Holds the page still where the panel fills the screen; `style.css` has the same condition. */
let lock;

export function lockPage(on) {
  lock ??= sheet("@media(max-width:480px),(max-height:480px){html{overflow:hidden!important}}");
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== lock).concat(on ? lock : []);
}

/** The on-screen keyboard shrinks the visual viewport alone, and browsers scroll it to the focused field. */
export function followViewport() {
  const view = visualViewport;
  const fit = () => {
    // While the visitor has zoomed in, it would squeeze the chat into the magnified part.
    if (view.scale < 1.05) panel.style = `--top:${view.offsetTop}px;--height:${view.height}px`;
  };
  fit();
  listen(view, "resize scroll", fit);
}
