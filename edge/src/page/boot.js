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
  if (parent === self) return;
  const link = (window.__frontdesk = { port: null, origin: "", queue: [] });
  addEventListener("message", ({ data, source, origin, ports }) => {
    if (source !== parent || data?.type !== "frontdesk:connect" || !ports[0]) return;
    link.port = ports[0];
    link.origin = origin;
    link.port.onmessage = (event) => link.queue.push(event.data);
    dispatchEvent(new Event("frontdesk:connected"));
  });
  parent.postMessage({ type: "frontdesk:hello" }, "*");
})();
