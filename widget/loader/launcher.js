// The button that opens and closes the chat. Its name stays the same in both states; `aria-expanded` tells them apart.

import { element } from "./dom.js";
import { label } from "./settings.js";
import { chatWithUs } from "./words.js";

export const name = label || chatWithUs;

export const button = element("button", { className: "launcher", ariaLabel: name }, element("i"), element("span", {}, name));

/** @param {number} count of messages */
export function showUnread(count) {
  // The stylesheet draws it: as text it would have to be part of the name. More than two digits would not fit.
  if (count) button.dataset.unread = count > 99 ? "99+" : count;
  else delete button.dataset.unread;
  // Screen readers name the sign in their user's language.
  button.ariaDescription = count ? `💬 ${count}` : "";
}
