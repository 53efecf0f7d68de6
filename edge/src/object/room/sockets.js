// The sockets of one room. Here and not in Rust, because one call then reaches all of them: what everybody is shown is
// turned into a JavaScript string once, and a socket that broke meanwhile throws at nobody.

export class Sockets {
  /** @type {Map<number, WebSocket>} every socket, by its number */
  #all = new Map();
  /** @type {Map<number, WebSocket>} those that were welcomed: only they are shown what is new */
  #welcomed = new Map();
  /** @type {WeakMap<WebSocket, number>} */
  #numbers = new WeakMap();

  /** @param {WebSocket} socket @param {number} number above 0 */
  add(socket, number) {
    this.#all.set(number, socket);
    this.#numbers.set(socket, number);
  }

  /** @param {WebSocket} socket @returns {number} 0 if it isn't here */
  number(socket) {
    return this.#numbers.get(socket) ?? 0;
  }

  /** @param {number} number @returns {WebSocket | undefined} */
  socket(number) {
    return this.#all.get(number);
  }

  /** @param {number} number */
  welcome(number) {
    const socket = this.#all.get(number);
    if (socket) this.#welcomed.set(number, socket);
  }

  /** @param {number} number */
  remove(number) {
    this.#all.delete(number);
    this.#welcomed.delete(number);
  }

  /** Shows it to everybody who was welcomed. @param {string} text */
  tell(text) {
    for (const socket of this.#welcomed.values()) send(socket, text);
  }

  /** @param {number} number @param {string} text */
  send(number, text) {
    const socket = this.#all.get(number);
    if (socket) send(socket, text);
  }

  /** @param {number} number @param {string} attachment survives while the object sleeps */
  attach(number, attachment) {
    this.#all.get(number)?.serializeAttachment(attachment);
  }

  /** @param {number} number @param {number} code @param {string} reason */
  close(number, code, reason) {
    const socket = this.#all.get(number);
    try {
      // A client that never answers the close is still heard after the object slept: it must not be taken for seated.
      socket?.serializeAttachment("");
      socket?.close(code, reason);
    } catch {
      // It is closed already.
    }
    this.remove(number);
  }
}

function send(socket, text) {
  try {
    socket.send(text);
  } catch {
    // Its client comes back and reads the log.
  }
}
