"use strict";
// Whoever is about to press gets the chat's files into the browser's cache meanwhile.
(() => {
  const engage = document.querySelector("[data-warm]");
  const warm = () => {
    for (const name of names) engage.removeEventListener(name, warm);
    if (navigator.connection?.saveData) return;
    for (const file of engage.dataset.warm.split(" ")) fetch(file).catch(() => {});
  };
  const names = ["pointerenter", "touchstart", "focus"];
  for (const name of names) engage.addEventListener(name, warm, { passive: true });
})();
