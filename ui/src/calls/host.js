// The calls of a room in an application's page, up to the module that makes them. It stands in the page's script because that
// weighs less there: who doesn't call is to carry next to nothing along.
//
// An application gives `ask`, which answers a text: `with` (the name of the other side), `rules` (a directory, as text, whose
// service has them), `keep` (a function of a `File`), `language` (a tag), `failed` and `again` (words), `token` and `refused` (a
// promise of a token), and a frame for the room, as it is (whether it was sent). It also hears of what is wished there: `none`,
// `rings`, `calling`, `ongoing`, `voice_message`, `chat`; and before a call, `call`, `chat`, `close`.

const put = (place, className) => place.appendChild(Object.assign(document.createElement("div"), { className }));

/** The module; if it can't be had, that is said in the element, with a way to try again. */
const loaded = async (element, ask) => {
  for (;;) {
    try {
      const calls = await frontdeskCalls(ask("language"));
      element.replaceChildren();
      return calls;
    } catch {
      await new Promise((onclick) => {
        const again = Object.assign(document.createElement("button"), { className: "button", textContent: ask("again"), onclick });
        element.replaceChildren(ask("failed"), " ", again);
      });
    }
  }
};

/**
 * The calls of a room, drawn below `place` once there is one. The function that it gives is told `hear` (a frame), `connected`
 * (whether the room can be reached), `offer`, `join` (whether only to listen), `news` (another name of the other side), `away`
 * (whether the person is elsewhere in the application) and `end`. `whose` is what of a `CallStart` never changes, as text.
 */
globalThis.frontdeskRoomCalls = (place, ask, whose) => {
  let element, drawn, start, away, connected;
  let state = "none";
  const look = () => {
    if (!element) return;
    element.hidden = away && state === "none";
    element.classList.toggle("is-away", away);
  };
  const tell = (text) => {
    const wish = JSON.parse(text);
    if (wish.state) {
      state = wish.state;
      look();
    }
    return ask(wish.text ?? wish.state ?? wish.kind) ?? true;
  };
  // Rules that nobody changed aren't there, nor is a directory that hasn't come yet.
  const rules = () => JSON.parse(ask("rules") || "{}").service?.calls ?? {};
  const startWith = (name) => JSON.stringify({ rules: rules(), with: name, ...JSON.parse(whose) });
  const begin = async () => {
    element = put(place, "call-holder");
    look();
    const calls = await loaded(element, ask);
    const call = calls.call(element, (start = startWith(ask("with"))), (refused) => ask(refused ? "refused" : "token"), tell, ask("keep"));
    call.connected(connected);
    return call;
  };
  return (what, value) => {
    if (what === "away") {
      away = value;
      look();
    } else if (what === "end") {
      element?.remove();
      drawn?.then((call) => call.unmount());
    } else {
      if (what === "connected") connected = value;
      const begins = what === "offer" || what === "join" || (what === "hear" && JSON.parse(value).call?.call);
      if (!drawn && !begins) return;
      if (what === "news") {
        value = startWith(value);
        if (value === start) return;
        start = value;
      }
      // What is told before the module is there waits for it, in order.
      (drawn ??= begin()).then((call) => call[what](value));
    }
  };
};

/** What is asked before a call, above all else beside `place`. `whose` is what of a `CheckStart` the application knows, as text. */
globalThis.frontdeskCheck = async (place, ask, whose) => {
  const element = put(place, "check-place");
  const rest = (inert) => {
    for (const other of place.parentNode.children) if (other !== place) other.inert = inert;
  };
  rest(true);
  const calls = await loaded(element, ask);
  const sheet = calls.check(element, JSON.stringify({ video: false, with: ask("with"), ...JSON.parse(whose) }), (text) =>
    // It is in the middle of telling.
    setTimeout(() => {
      sheet.unmount();
      element.remove();
      rest(false);
      ask(JSON.parse(text).kind);
    }),
  );
};
