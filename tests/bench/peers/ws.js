// The room outside of workerd: Node with `ws`, nothing stored. Listens on the port of its argument.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const rooms = new Map();
const sockets = new WebSocketServer({ noServer: true });

function enter(socket, request) {
  const url = new URL(request.url, "http://localhost");
  const author = { side: url.searchParams.get("side") };
  const name = url.pathname.split("/")[2];
  if (!rooms.has(name)) rooms.set(name, { seq: 0, members: new Set() });
  const room = rooms.get(name);
  room.members.add(socket);
  socket.on("close", () => room.members.delete(socket));
  socket.on("message", (data) => {
    const text = data.toString();
    if (text === "ping") return socket.send("pong");
    const { type, message, body } = JSON.parse(text);
    if (type === "hello") return socket.send(JSON.stringify({ type: "welcome", last: room.seq }));
    if (type !== "say") return;
    room.seq += 1;
    const entry = { seq: room.seq, at_ms: Date.now(), kind: "said", message, author, body };
    const frame = JSON.stringify({ type: "entry", entry });
    for (const member of room.members) member.send(frame);
  });
}

const server = createServer().on("upgrade", (request, stream, head) =>
  sockets.handleUpgrade(request, stream, head, (socket) => enter(socket, request)));
server.listen(Number(process.argv[2]), "127.0.0.1");
