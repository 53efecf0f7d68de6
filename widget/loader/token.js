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
