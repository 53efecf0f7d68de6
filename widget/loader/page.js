// What the chat knows of the owner's page (its address and title), and the one thing it writes there: "(2)" before the title.

/** What stands before the page's own title; "" while nothing is unread. */
let prefix = "";

// A page may have made its new title out of ours, so what counts is how it begins.
const marked = () => document.title.startsWith(prefix);
const ownTitle = () => document.title.slice(marked() ? prefix.length : 0);
/** Keeps the number there when the page changes its title meanwhile. */
const watch = new MutationObserver(() => marked() || (document.title = prefix + document.title));

/** @param {number} count of unread messages; 0 gives the page its title back */
export function markTitle(count) {
  const own = ownTitle();
  prefix = count ? `(${count}) ` : "";
  if (document.title !== prefix + own) document.title = prefix + own;
  if (count) watch.observe(document.head, { childList: true, subtree: true, characterData: true });
  else watch.disconnect();
}

export const page = () => ({ url: location.href, title: ownTitle(), referrer: document.referrer });
