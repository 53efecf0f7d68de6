// Calls in an application's page: where they are drawn, and what passes between the module and the application.
//
// An application gives `ask`, which answers a text: `with` (the name of the other side; in a second line perhaps what its face has its
// colour from, if that isn't the room), `rules` (a directory, as text, whose service has them), `keep` (a function of a `File`, its id and that of its call, which gives a promise of whether it was taken),
// `token` and `refused` (a promise of a token), and a frame for the room, as it is (whether it was sent). It also hears of what is
// wished there: `none`, `rings`, `calling`, `ongoing`, `voice_message`, `chat`; and before a call, `call`, `chat`, `close`.

const put = (place, className) => place.appendChild(Object.assign(document.createElement("div"), { className }));

/** Presses what has this id, as soon as it is there. */
const press = async (id) => {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = document.getElementById(id);
    if (found) return found.click();
    await new Promise((done) => setTimeout(done, 100));
  }
};

/** What the page calls, of the module's own `call` and `check`. */
export const hosting = ({ call, check }) => ({
  /**
   * The calls of a room, drawn below `place`; gives a function that is told what happens. `whose` is what of a `CallStart` never
   * changes, as text; `stands` what was told so far.
   */
  room(place, ask, whose, { connected, away = false }) {
    const element = put(place, "call-holder");
    let state = "none";
    const look = () => {
      element.hidden = away && state === "none";
      element.classList.toggle("is-away", away);
    };
    const tell = (text) => {
      const wish = JSON.parse(text);
      if (wish.state) {
        // Where somebody is in a call, nothing offers them one.
        document.documentElement.dataset.call = state = wish.state;
        look();
      }
      const answer = ask(wish.text ?? wish.state ?? wish.kind) ?? true;
      if (wish.kind === "voice_message") press(`attach-${JSON.parse(whose).room}`).then(() => press("attach-voice"));
      return answer;
    };
    // Rules that nobody changed aren't there, nor is a directory that hasn't come yet.
    const rules = JSON.parse(ask("rules") || "{}").service?.calls ?? {};
    const [name, face] = ask("with").split("\n");
    const start = JSON.stringify({ rules, with: name, face: face || undefined, ...JSON.parse(whose) });
    const drawn = call(element, start, (refused) => ask(refused ? "refused" : "token"), tell, ask("keep"));
    look();
    drawn.connected(connected);
    let over = false;
    return (what, value) => {
      if (over) return;
      if (what === "away") {
        away = value;
        look();
      } else if (what === "end") {
        over = true;
        element.remove();
        drawn.unmount();
      } else drawn[what](value);
    };
  },

  /** What is asked before a call. `whose` is what of a `CheckStart` the application knows, as text. */
  before(place, ask, whose) {
    const element = put(place, "check-place");
    const rest = (inert) => {
      for (const other of place.parentNode.children) if (other !== place) other.inert = inert;
    };
    rest(true);
    const sheet = check(element, JSON.stringify({ video: false, with: ask("with"), ...JSON.parse(whose) }), (text) =>
      // It is in the middle of telling.
      setTimeout(() => {
        sheet.unmount();
        element.remove();
        rest(false);
        ask(JSON.parse(text).kind);
      }),
    );
  },
});
