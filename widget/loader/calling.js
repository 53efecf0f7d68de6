// Whether the visitor is in a call, in the tab's own storage: a page that is loaded anew, or the site's next one, takes it up again
// without being asked. Nothing is there before a call, nor after it.

import { service } from "./settings.js";

const KEY = `frontdesk.${service}.call`;

/**
 * Keeps that there is one, or that there is none. Without a word, changes nothing.
 * @param {boolean} [is]
 * @returns {string | null | undefined} what is kept: something while there is one
 */
export function calling(is) {
  try {
    if (is) sessionStorage.setItem(KEY, "");
    else if (is === false) sessionStorage.removeItem(KEY);
    return sessionStorage.getItem(KEY);
  } catch {}
}
