// The frame that holds the chat, and the bridge to it.
//
// Both sides meet by `postMessage` with origin and source checked, only to hand over one end of a `MessageChannel`; all
// else goes through that. `README.md` lists what is said. A frame that (re)loads says `frontdesk:hello` and gets a new
// channel, so the last one always counts.

import { element, listen } from "./dom.js";
import { language, origin, service } from "./settings.js";

/** @type {HTMLIFrameElement | undefined} */
export let frame;
/** @type {MessagePort | undefined} */
let port;

/** @returns {boolean | undefined} whether it was sent: not before the first channel */
export const send = (message) => port && !port.postMessage(message);

let greets;
let connect;

/**
 * @param {() => void} onConnect called after each new channel: the time to send what the frame must know
 * @param {(message: {type: string}) => void} onMessage
 */
export function bridge(onConnect, onMessage) {
  connect = () => {
    const { port1, port2 } = new MessageChannel();
    port?.close();
    port = port1;
    port.onmessage = ({ data }) => data && onMessage(data);
    frame.contentWindow.postMessage({ type: "frontdesk:connect", version: 1 }, origin, [port2]);
    onConnect();
  };
  listen(window, "message", (event) => {
    if (event.source === frame?.contentWindow && event.origin === origin && event.data?.type === "frontdesk:hello") {
      greets = true;
      connect();
    }
  });
}

/** Makes the frame; it loads once it is put into the page. */
export function makeFrame() {
  greets = false;
  frame = element("iframe", {
    title: "Chat",
    src: `${origin}/widget/${service}?lang=${language}${CONFIGURED ? (CONFIG.query ?? "") : ""}`,
    allow: "clipboard-write; microphone; autoplay; camera; display-capture; fullscreen",
    sandbox: "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads",
    onload: () => greets || connect(),
  });
}

export function dropFrame() {
  port?.close();
  frame?.remove();
  frame = port = undefined;
}
