// What the rooms of the peers share: the way to them, and frames of the same form and size as ours, so that only what a room
// does with a message differs. As with ours, who a socket belongs to is in its attachment.
import { DurableObject } from "cloudflare:workers";

export default {
  fetch(request, env) {
    const name = new URL(request.url).pathname.split("/")[2];
    return env.ROOM.getByName(name).fetch(request);
  },
};

export class PeerRoom extends DurableObject {
  seq = 0;

  constructor(ctx, env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  fetch(request) {
    const [client, server] = Object.values(new WebSocketPair());
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment({ author: { side: new URL(request.url).searchParams.get("side") } });
    return new Response(null, { status: 101, webSocket: client });
  }

  webSocketMessage(socket, text) {
    const frame = JSON.parse(text);
    if (frame.type === "hello") socket.send(JSON.stringify({ type: "welcome", last: this.seq }));
    else if (frame.type === "say") this.say(socket, frame);
  }

  tell(frame) {
    const text = JSON.stringify(frame);
    for (const socket of this.ctx.getWebSockets()) socket.send(text);
  }
}

export function entry(socket, seq, { message, body }) {
  const { author } = socket.deserializeAttachment();
  return { seq, at_ms: Date.now(), kind: "said", message, author, body };
}

/** The table of the rooms that store, with what a repeated message is known by. */
export class Log {
  constructor(storage) {
    this.sql = storage.sql;
    this.sql.exec("CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, message TEXT UNIQUE, at_ms INTEGER, author TEXT, body TEXT)");
  }

  last() {
    return this.sql.exec("SELECT coalesce(max(seq), 0) AS seq FROM log").one().seq;
  }

  append({ seq, message, at_ms, author, body }) {
    this.sql.exec("INSERT INTO log VALUES (?, ?, ?, ?, ?)", seq, message, at_ms, author.side, body);
  }
}
