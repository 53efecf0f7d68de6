// What the made-up service of the pictures has set up.

const DAYS = ["mon", "tue", "wed", "thu", "fri"];

/**
 * @param {(method: string, place: string, body: object) => Promise<any>} ask as its owner, below the service's address
 * @param {object} acme see `makeService`
 */
export async function furnish(ask, acme) {
  const { sales } = acme.tags;
  const hours = await ask("POST", "schedules", {
    name: "Shop hours",
    time_zone: "Europe/London",
    week: DAYS.map((day) => ({ day, from: "09:00", to: "18:00" })),
    days: [{ date: "2026-12-25", name: "Christmas", yearly: true, hours: [] }],
  });
  const { handle, name, destinations } = sales;
  await ask("PUT", `tags/${sales.id}`, { handle, name, description: "Boats, tents, and what fits you", destinations, hours: { kind: "own", schedule: hours.id } });
  const spring = await ask("POST", "campaigns", { name: "Spring", values: { utm_campaign: "spring" } });
  await ask("POST", "links", {
    name: "Shop window",
    handle: "shop-window",
    target: { kind: "tag", tag: sales.id },
    campaign: spring.id,
    description: { en: "Ask before you buy. Somebody who paddles will answer." },
  });
  await ask("PUT", "appearance", { revision: 0, color: "#17604d", greeting: { en: "Ahoy! What floats your boat?" }, invitation: { en: "We paddle, too." } });
  await ask("POST", "ctas", { name: "Weekend offer", handle: "weekend", target: { kind: "tag", tag: sales.id }, text: { en: "Kayaks for the weekend?" }, place: "greeting", on: true, show: { pages: ["/kayaks/*"], after_s: 8 } });
  await ask("POST", "ctas", { name: "Header", handle: "header", target: { kind: "tag", tag: sales.id }, text: { en: "Talk to Sales" } });
  await ask("POST", "messages", {
    name: "Everybody",
    tags: [],
    welcome: { on: true, text: { en: "Welcome to Acme Outdoor!" }, buttons: [{ text: { en: "Rent a kayak" } }, { text: { en: "Repairs" } }] },
    waiting: { on: true, text: { en: "{people} can see this." } },
    waiting_after_s: 20,
  });
  await ask("POST", "forms", {
    name: "Before we paddle",
    on: true,
    moment: "pre_chat",
    tags: [sales.id],
    introduction: { en: "So that we have the right tools at hand." },
    fields: [
      { label: { en: "Your name" }, kind: "text", fills: "name" },
      { label: { en: "What is it?" }, required: true, kind: "choice", options: [{ words: { en: "A kayak" } }, { words: { en: "A tent" } }] },
    ],
  });
}
