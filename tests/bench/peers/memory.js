// A room that stores nothing: what the runtime's sockets alone allow.
import { entry, PeerRoom } from "./room.js";

export { default } from "./room.js";

export class Room extends PeerRoom {
  say(socket, frame) {
    this.seq += 1;
    this.tell({ type: "entry", entry: entry(socket, this.seq, frame) });
  }
}
