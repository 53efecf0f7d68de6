// Fills the place of a link's preview. Only what somebody is about to see is asked for, and each link once.

/** Links, and what was promised of each: a preview, or null if there is none to be had. */
const known = new Map();
/** Some days of one person's looking around, half a kilobyte each. */
const MOST = 500;

const make = (tag, className, more) => Object.assign(document.createElement(tag), { className, ...more });

/** @param {string} entries the address of the room's entries */
export const fillCard = async (place, link, entries) => {
  if (!known.has(link)) {
    const entry = await entryWhenNear(place);
    if (known.size >= MOST) known.clear();
    if (!known.has(link)) known.set(link, ask(link, `${entries}/${entry}/preview`));
  }
  const preview = await known.get(link);
  if (preview) place.append(card(preview));
  else place.classList.add("is-empty");
};

/** The number of a message's entry, once the message is within a screen of what is shown, and has one. */
const entryWhenNear = async (place) => {
  // In the page by then.
  await new Promise(requestAnimationFrame);
  const message = place.closest(".message");
  // Or gone again.
  if (!message) return new Promise(() => {});
  await new Promise((near) => {
    const looks = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && (looks.disconnect(), near()), {
      root: message.closest(".message-scroller"),
      rootMargin: "100% 0px",
    });
    looks.observe(message);
  });
  await new Promise((stored) => {
    const look = () => message.dataset.seq && (waits.disconnect(), stored());
    const waits = new MutationObserver(look);
    waits.observe(message, { attributeFilter: ["data-seq"] });
    look();
  });
  return message.dataset.seq;
};

const ask = async (link, path) => {
  try {
    const answer = await fetch(path);
    if (answer.status === 404) return null;
    const preview = await answer.json();
    if (preview.url === link) return preview;
  } catch {
    // Without a network nothing was said of it.
  }
  // Nor when too much was asked, or when the message is another one by now.
  known.delete(link);
};

/** Words of a stranger: text, whatever stands in it. */
const card = ({ url, host, title, description, site }) => {
  const link = make("a", "linked-page-card", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" });
  link.append(make("span", "linked-page-title one-line", { dir: "auto", textContent: title }));
  if (description) link.append(make("span", "linked-page-words", { dir: "auto", textContent: description }));
  link.append(make("span", "linked-page-site one-line", { textContent: site ? `${host} · ${site}` : host }));
  return link;
};
