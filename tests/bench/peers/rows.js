// The room that people write first: each message is a row, then everybody is told. Ours must be at least as quick.
import { entry, Log, PeerRoom } from "./room.js";

export { default } from "./room.js";

export class Room extends PeerRoom {
  constructor(ctx, env) {
    super(ctx, env);
    this.log = new Log(ctx.storage);
    this.seq = this.log.last();
  }

  say(socket, frame) {
    const said = entry(socket, this.seq + 1, frame);
    this.log.append(said);
    this.seq = said.seq;
    this.tell({ type: "entry", entry: said });
  }
}
