// The copy of the visitor's token in the owner's storage. Some browsers drop the storage of foreign frames, and with it the
// visitor's running chats; this copy brings them back. Owners can switch it off. Storage may be barred altogether: then
// there is no copy, and nothing else changes.

import { remember, service } from "./settings.js";

const KEY = `frontdesk.${service}`;

/**
 * Keeps `token`, or removes the copy if it is null. Without one, changes nothing.
 * @param {string | null} [token]
 * @returns {string | null | undefined} the copy
 */
export function tokenCopy(token) {
  try {
    // Switched off since: what an earlier visit left goes too.
    if (token === null || remember === "off") localStorage.removeItem(KEY);
    else if (token !== undefined) localStorage.setItem(KEY, token);
    return localStorage.getItem(KEY);
  } catch {}
}

/**
 * Whether the visitor is in a call, in the tab's own storage: a page that is loaded anew, or the site's next one, takes it up again
 * without being asked. Nothing is there before the first call of a tab.
 * @param {"1" | ""} [is] what is to be kept
 * @returns {string | undefined} what is kept: "1" while there is one
 */
export function inCall(is) {
  try {
    return is == null ? sessionStorage[KEY] : (sessionStorage[KEY] = is);
  } catch {}
}
