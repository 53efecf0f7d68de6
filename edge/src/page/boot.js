"use strict";
(() => {
  const fail = () => {
    document.getElementById("boot").hidden = true;
    document.getElementById("failed").hidden = false;
  };
  // Before the start any failure counts; after it, only one that the module can't go on from.
  const failed = (error) => (!("started" in document.body.dataset) || error instanceof WebAssembly.RuntimeError) && fail();
  addEventListener("error", (event) => failed(event.error), true);
  addEventListener("unhandledrejection", (event) => failed(event.reason));
  addEventListener("DOMContentLoaded", () => document.getElementById("again").addEventListener("click", () => location.reload()));
})();
