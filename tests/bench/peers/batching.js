// The room that stores rows, with one difference: messages that wait together share a turn, so a commit (in workerd an fsync
// that holds up every room of the process) and a frame. Shows what that alone is worth; not part of the usual run.
import { entry, Log, PeerRoom } from "./room.js";

export { default } from "./room.js";

export class Room extends PeerRoom {
  waiting = [];

  constructor(ctx, env) {
    super(ctx, env);
    this.log = new Log(ctx.storage);
    this.seq = this.log.last();
  }

  say(socket, frame) {
    this.waiting.push([socket, frame]);
    // A timer of no length fires once the event loop has run all that was ready: whatever had arrived waits by then.
    if (this.waiting.length === 1) setTimeout(() => this.turn(), 0);
  }

  turn() {
    const entries = this.waiting.splice(0).map(([socket, frame]) => {
      const said = entry(socket, this.seq + 1, frame);
      this.log.append(said);
      this.seq = said.seq;
      return said;
    });
    this.tell(entries.length === 1 ? { type: "entry", entry: entries[0] } : { type: "entries", entries });
  }
}
