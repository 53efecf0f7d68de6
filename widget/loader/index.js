// The script that owners paste. It pays for itself only when a visitor acts: until then it draws one button in a shadow
// root, listens for intent, and neither stores nor requests anything. All talk happens in a frame of ours, so that the
// owner's page keeps its main thread, and its content policy needs only `script-src` and `frame-src` for one host.
//
// It is small, and small is a promise (see the budgets): what can be left to CSS or to the frame is left there. A page has
// one chat, and every run of the script has its own modules, so each module simply holds the state of its part. Importing
// changes nothing on the page; this file decides whether to start.

import { start } from "./chat.js";
import { service, SLUG } from "./settings.js";

const before = window.Frontdesk;

if (!CONFIGURED && !SLUG.test(service)) console.error(`Frontdesk: data-service="${service}" should be like "acme"`);
// A live API names its service; the stub of the snippet does not. Single-page sites load the script again and again: once
// is enough, but the page may have thrown our element away meanwhile.
else if (typeof before?.service === "string") before.attach();
else start(before);
