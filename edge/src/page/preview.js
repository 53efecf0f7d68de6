"use strict";
// Tells the console, which frames this page, when all of it can be seen, and whether its chat is open.
(() => {
  const tell = (type) => frameElement?.dispatchEvent(new CustomEvent(`preview-${type}`));
  // Two frames later what was drawn is on the screen.
  const tellDrawn = () => requestAnimationFrame(() => requestAnimationFrame(() => tell("drawn")));
  const host = document.querySelector("frontdesk-chat");
  if (!host) return tellDrawn();
  // The console's form has it, which a frame could take it from.
  HTMLElement.prototype.focus = () => {};
  for (const type of ["open", "close"]) Frontdesk.on(type, () => tell(type));
  if (location.hash !== "#open") return tellDrawn();
  Frontdesk.open();
  const watch = new MutationObserver(() => {
    if (!/ready|failed/.test(host.className)) return;
    watch.disconnect();
    // Once it has come up from below.
    Promise.allSettled(host.shadowRoot.getAnimations().map(({ finished }) => finished)).then(tellDrawn);
  });
  watch.observe(host, { attributeFilter: ["class"] });
})();
