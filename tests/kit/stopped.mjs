// Loaded before each script of tests: one that is stopped, for it took too long, says in what it was, and leaves in order, so that
// the processes which it started go too.

import { beforeEach } from "node:test";

let running = "no test";
beforeEach((test) => {
  running = test.fullName;
});
process.once("SIGTERM", () => {
  console.error(`Stopped in "${running}", waiting for: ${process.getActiveResourcesInfo().join(", ")}`);
  process.exit(143);
});
