// A stage for stories of calls: a visitor on an owner's page and staff at their dashboards, in browsers with microphones of their
// own tones.

import { ALL_CALLS } from "./calls.mjs";
import { dashboard } from "./dashboard.mjs";
import { launchForCalls, tone, watchCalls } from "./media.mjs";
import { must } from "./people.mjs";
import { widgetStage } from "./widget.mjs";

/** What each one's microphone hears, in Hz: none is near a multiple of another's. */
export const TONES = { visitor: 440, ada: 620, ben: 1_030, sue: 1_450 };

/**
 * Ada and Ben serve the tag Sales, which can be called; nobody is at Support in time, which can, too. The visitor's browser is one of its
 * own: it can be cut off alone.
 * @param {Record<string, string>} [vars] of the worker
 */
export async function callStage(vars = {}) {
  const tags = { sales: ["ada", "ben"], support: ["ben"] };
  const staff = { ada: "agent", ben: "agent", sue: "supervisor" };
  const stage = await widgetStage({ staff, tags, settings: { calls: ALL_CALLS } }, await launchForCalls(), vars);
  const { worker, acme } = stage;
  for (const { id, ...tag } of Object.values(acme.tags)) {
    const destinations = tag.destinations.map((one) => ({ ...one, call_wait_s: tag.handle === "support" ? 5 : 60 }));
    await must(worker, "PUT", `${acme.base}/tags/${id}`, { as: acme.people.owner, body: { ...tag, destinations, calls: true } });
  }
  const offices = await launchForCalls();
  return {
    ...stage,
    /** A visitor on the owner's page; `before` is told the browser's context. */
    async visitor({ before, ...options } = {}) {
      const prepare = async (context) => {
        await watchCalls(context);
        await tone(context, TONES.visitor);
        await before?.(context);
      };
      const visit = await stage.visit({ before: prepare, ...options });
      const button = (name) => visit.chat.getByRole("button", { name, exact: true });
      return {
        ...visit,
        button,
        /** Calls a tag from the directory, to the end of what is asked before. */
        async calls(name) {
          await visit.open();
          await visit.chat.getByRole("listitem").filter({ hasText: name }).getByRole("button", { name: "Call", exact: true }).click();
          await button("Allow the microphone").click();
          await button("Start call").click();
        },
      };
    },
    /** Somebody's dashboard. */
    async staff(name, options) {
      const page = await dashboard(offices, worker, acme, name, options);
      page.setDefaultTimeout(15_000);
      await watchCalls(page.context());
      await tone(page.context(), TONES[name]);
      await page.reload();
      await page.locator(".shell:not(.is-stale)").waitFor();
      return Object.assign(page, { button: (name) => page.getByRole("button", { name, exact: true }) });
    },
    async close() {
      await offices.close();
      await stage.close();
    },
  };
}
