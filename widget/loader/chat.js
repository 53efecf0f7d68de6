// One chat on one page: joins the launcher, the panel, the frame and the owner's scripts. What it must not know is what is
// said in the frame.

import { bindElements } from "./cta.js";
import { attach, host, life, listen, root, sheet } from "./dom.js";
import { bridge, dropFrame, frame, makeFrame, send } from "./frame.js";
import { button, showUnread } from "./launcher.js";
import offersCss from "./offers.css";
import { showOffers } from "./offers.js";
import { markTitle, page } from "./page.js";
import { followViewport, lockPage, panel, retry } from "./panel.js";
import { emit, publish } from "./sdk.js";
import { color, language, launcher, side } from "./settings.js";
import css from "./style.css";
import { inCall, tokenCopy } from "./token.js";

/** How long the frame may take before the panel says that it can't be reached, in milliseconds. */
const PATIENCE_MS = 10_000;
/** How long a single-page site gets to set the title of the view that it has just shown, in milliseconds. */
const SETTLE_MS = 250;

/** @type {"loading" | "ready" | "failed" | undefined} */
let state;
/** Whether the panel is shown. */
let shown = false;
let patience;
/** Where the frame should be when it opens. @type {import("./cta.js").Target | null} */
let wanted;
/** Gets the focus back. @type {HTMLElement} */
let opener;
/** The signed identity that the owner's page gave. */
let identity;
/** A logout that no frame has heard of yet. */
let owesLogout;

/** Says on the page whether the panel is shown, and how the frame is doing. */
function show(nowShown, nowState = state) {
  shown = nowShown;
  state = nowState;
  // The values of `data-side` and `data-launcher` serve as classes.
  host.className = [side, launcher, shown && "open", state].join(" ");
  button.ariaExpanded = shown;
  if (state) lockPage(shown);
  clearTimeout(patience);
  // A frame that failed unseen is asked anew at the next sign of intent.
  if (state === "loading") patience = setTimeout(() => (shown ? show(true, "failed") : dropFrame()), PATIENCE_MS);
}

/** Loads the frame, unseen, if it isn't there. */
function warm() {
  attach();
  if (frame) return;
  // Only now: to ask for the viewport makes the browser lay out the page.
  if (!state) followViewport();
  makeFrame();
  panel.prepend(frame);
  show(shown, "loading");
}

/** Tells a frame with a new channel all that it must know. */
function greet() {
  const token = tokenCopy();
  send({
    type: "init",
    page: page(),
    token: token || null,
    language,
    visible: shown,
    color: color ?? null,
    // The owner is told where their CTAs are. Whoever hears of it knows what isn't one.
    ...(CONFIGURED ? { ctas: Array.from(document.querySelectorAll("[data-frontdesk]"), ({ dataset }) => dataset.frontdesk) } : {}),
  });
  if (owesLogout || token === "") sayLogout();
  if (identity) identify(identity);
  if (shown) send({ type: "open", target: wanted });
}

function hear({ type, ...detail }) {
  if (type === "ready") {
    show(shown, type);
    // Not before: what was said on a channel that a newer one replaced may not have arrived.
    wanted = null;
    if (root.activeElement === panel) frame.focus();
  }
  if (type === "close") close();
  if (type === "call" && inCall(detail.on)) appear();
  if (type === "unread") {
    showUnread(detail.count);
    markTitle(detail.count);
  }
  if (type === "token") tokenCopy(detail.token);
  if (/^(unread|enquiry|message)$/.test(type)) emit(type, detail);
}

/** Shows the panel, also by itself, for somebody calls or a call goes on: the focus stays where the visitor is. */
function appear(target = null, from = button) {
  warm();
  if (shown) return;
  opener = from;
  show(true);
  emit("open", { target });
}

function open(target, from = document.activeElement) {
  if (life.signal.aborted) return;
  if (state === "failed") dropFrame();
  wanted = target;
  if (send({ type: "open", target }) && state === "ready") wanted = null;
  appear(target, from === host ? button : from);
  (state === "ready" ? frame : panel).focus();
}

function close(returnsFocus = document.activeElement === host) {
  if (!shown) return;
  show(false);
  send({ type: "hide" });
  if (returnsFocus) (opener.isConnected ? opener : button).focus({ preventScroll: true });
  emit("close");
}

function identify(token) {
  identity = token;
  send({ type: "identify", token });
}

function logout() {
  identity = null;
  sayLogout();
}

function sayLogout() {
  owesLogout = !send({ type: "logout" });
  // The page may be gone before a frame is ever loaded. An empty copy tells the next one.
  tokenCopy(owesLogout && tokenCopy() != null ? "" : null);
}

function destroy() {
  if (life.signal.aborted) return;
  delete window.Frontdesk;
  close(false);
  markTitle(0);
  life.abort();
  clearTimeout(patience);
  dropFrame();
  host.remove();
}

/** @param {object} [before] what was at `window.Frontdesk` */
export function start(before) {
  button.onclick = () => (shown ? close(true) : open(null, button));
  button.onpointerenter = button.onfocus = warm;
  retry.onclick = () => open(wanted);
  if (color) host.style = `--accent:${color}`;
  root.append(panel, button);
  root.adoptedStyleSheets = [sheet(CONFIGURED ? css + (OFFERS ? offersCss : "") + CONFIG.css : css)];
  show(false);
  attach();
  bridge(greet, hear);
  bindElements(warm, open);
  listen(document, "keydown", ({ key, target, defaultPrevented }) => {
    // Only where the key can be meant for the chat: the page has dialogs of its own.
    if (key === "Escape" && !defaultPrevented && [host, opener, document.body].includes(target)) close(true);
  });
  if (window.navigation) listen(navigation, "currententrychange", () => setTimeout(() => send({ type: "page", ...page() }), SETTLE_MS));
  if (OFFERS) showOffers(CONFIG.offers, warm, open);
  publish({ open, close, identify, logout, destroy, attach }, before);
  // The frame says it again, or that it is over.
  if (inCall()) appear();
}
