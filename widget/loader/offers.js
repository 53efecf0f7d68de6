// What shows itself by the owner's rules: floating CTAs, and a greeting above the closed launcher. Nobody asked for them, so
// they move nothing, load nothing, take no focus, and are put away by one press or Escape. Nothing is stored for who only
// saw one: "once" counts from the visitor's own press.

import { element, listen, root } from "./dom.js";
import { button } from "./launcher.js";
import { isDue, scrolledPercent } from "./rules.js";
import { on } from "./sdk.js";
import { remember, service, side } from "./settings.js";
import { pick, words } from "./words.js";

/**
 * @typedef {object} Offer
 * @property {string} id the CTA's handle
 * @property {string} at its place, as a class of `offers.css`
 * @property {string} [style] how it is drawn, likewise
 * @property {string} [icon] a path on a square of 26
 * @property {Record<string, string>} text by language
 * @property {"session" | "never"} [again] whether it comes back after it was pressed or put away
 * @property {import("./rules.js").When} when
 */

/** Pressed or put away, by this visitor: ids. */
const key = () => `frontdesk.${service}.gone`;
/** Browsers may bar storage; then the visitor is asked again on the next page. */
const attempt = (work) => {
  try {
    return work();
  } catch {}
};
const kept = (storage) => attempt(() => JSON.parse(window[storage].getItem(key()))) ?? [];

/**
 * @param {Offer[]} offers first ones win a place over later ones
 * @param {() => void} onIntent
 * @param {(target: {cta: string}, element: HTMLElement) => void} onPress
 */
export function showOffers(offers, onIntent, onPress) {
  const gone = new Set([...kept("localStorage"), ...kept("sessionStorage")]);
  /** On the page now. @type {Map<Offer, HTMLElement>} */
  const shown = new Map();
  /** Those in the launcher's corner stand above it, one over the other. Screen readers say what comes into it. */
  const corner = element("div", { className: "corner", role: "status" });
  button.before(corner);
  let since, timer;

  function look() {
    const now = {
      address: location.origin + location.pathname + location.hash,
      // Timers may fire a little early.
      seconds: (performance.now() - since) / 1000 + 0.01,
      // To ask how far it is scrolled makes the browser lay out the page: only for who wants to know.
      scrolled: offers.some(({ when }) => when.scroll) ? scrolledPercent(document.scrollingElement) : 100,
      width: innerWidth,
    };
    const taken = new Set();
    let next = Infinity;
    for (const offer of offers) {
      const { at, id, when } = offer;
      // What was shown on this page stays, however far one scrolls back.
      const stays = shown.has(offer) ? { ...now, scrolled: 100 } : now;
      const due = !gone.has(id) && !taken.has(at) && isDue(when, stays);
      if (due) taken.add(at);
      if (due !== shown.has(offer)) due ? add(offer) : drop(offer);
      if (when.after > now.seconds) next = Math.min(next, when.after - now.seconds);
    }
    clearTimeout(timer);
    if (next < Infinity) timer = setTimeout(look, next * 1000);
  }

  function add(offer) {
    const { at, icon, id, style, text } = offer;
    const press = element("button", { className: "press" }, ...(icon ? [sign(icon)] : []), pick(text));
    const away = element("button", { className: "away", ariaLabel: words[2], title: words[2] });
    const made = element("div", { className: `offer ${at} ${style}` }, press, away);
    press.onpointerenter = press.onfocus = onIntent;
    press.onclick = () => {
      const wasGreeting = at === "greeting";
      onPress({ cta: id }, wasGreeting ? button : press);
      // What always comes back needn't go.
      if (wasGreeting || offer.again) end(offer);
    };
    away.onclick = () => end(offer);
    made.onkeydown = (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      end(offer);
    };
    shown.set(offer, made);
    if (at === "greeting" || at === `foot-${side === "start" ? side : "end"}`) corner.append(made);
    else button.before(made);
  }

  function drop(offer) {
    const made = shown.get(offer);
    const hadFocus = made.contains(root.activeElement);
    made.remove();
    shown.delete(offer);
    if (hadFocus) button.focus();
  }

  /** The visitor pressed it, or put it away. */
  function end(offer) {
    const { again, id } = offer;
    gone.add(id);
    const storage = again === "never" ? "localStorage" : "sessionStorage";
    if (again && remember !== "off") attempt(() => window[storage].setItem(key(), JSON.stringify([...new Set([...kept(storage), id])])));
    look();
  }

  /** Begins anew, on this page or on the next one of a single-page site. */
  function begin() {
    since = performance.now();
    [...shown.keys()].forEach(drop);
    look();
  }

  let asked;
  listen(window, "scroll resize", () => {
    asked ??= requestAnimationFrame(() => {
      asked = undefined;
      look();
    });
  });
  if (window.navigation) {
    let page = location.href;
    listen(navigation, "currententrychange", () => {
      if (page !== location.href) begin();
      page = location.href;
    });
  }
  // Who has come in needs no greeting.
  on("open", () => {
    offers.filter(({ at }) => at === "greeting").forEach(({ id }) => gone.add(id));
    look();
  });
  begin();
}

function sign(icon) {
  const made = element("i");
  made.style.clipPath = `path(evenodd, "${icon}")`;
  return made;
}
