// The calls of rooms in an application's page, until there is one: then the module comes, with all else (`ui/calls/src/host.js`, where
// it stands what an application answers). It stands in the page's script because that weighs less there.

/** The module; if it can't be had, that is said in the element, with a way to try again: `words` are the language's tag and these two. */
const load = async (place, words) => {
  const [language, failed, textContent] = words.split("\n");
  for (;;) {
    try {
      return await frontdeskCalls(language);
    } catch {
      await new Promise((onclick) => {
        const again = Object.assign(document.createElement("button"), { className: "button", textContent, onclick });
        place.replaceChildren(failed, " ", again);
      });
      place.replaceChildren();
    }
  }
};

/** Gives a function that is told of a room: `hear` (a frame), `connected`, `offer`, `join`, `away`, `end`. */
globalThis.frontdeskRoomCalls = (place, ask, whose, words) => {
  const stands = {};
  let room;
  return (what, value) => {
    stands[what] = value;
    if (!room && what !== "offer" && what !== "join" && !(what === "hear" && JSON.parse(value).call?.call)) return;
    // What is told before the module is there waits for it, in order.
    (room ??= load(place, words).then((calls) => calls.room(place, ask, whose, { ...stands }))).then((tell) => tell(what, value));
  };
};

/** What is asked before a call, above all else beside `place`. */
globalThis.frontdeskCheck = (place, ask, whose, words) => load(place, words).then((calls) => calls.before(place, ask, whose));
