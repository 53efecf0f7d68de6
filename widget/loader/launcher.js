// The button that opens and closes the chat. Its name stays the same in both states; `aria-expanded` tells them apart.

import { element } from "./dom.js";
import { label } from "./settings.js";
import { chatWithUs } from "./words.js";

export const name = label || chatWithUs;
const badge = element("b");

export const button = element("button", { className: "launcher", ariaLabel: name }, element("i"), element("span", {}, name), badge);

/** @param {number} count of messages */
export function showUnread(count) {
  // More than two digits would not fit.
  badge.textContent = count > 99 ? "99+" : count || "";
  // Screen readers name the sign in their user's language.
  button.ariaDescription = count ? `💬 ${count}` : "";
}
