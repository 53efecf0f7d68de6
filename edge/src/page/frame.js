"use strict";
// The chat before its module is there. Hears the owner's page, and when that opens the chat at somebody, shows the room and
// takes what the visitor types; the module goes on with both.
(() => {
  const at = (id) => document.getElementById(id);
  const [room, box, form, list] = [at("boot-room"), at("boot-box"), at("boot-form"), at("boot-said")];
  const said = [];
  const link = (window.__frontdesk = {
    port: null,
    queue: [],
    /** The site that frames this one; null if that is our own. */
    embedder: null,
    /** An input method is at work: its text would be lost with the box. */
    composing: false,
    /** Says who the visitor is to the window below. */
    token: null,
    /** The chat in a window of its own: browsers let no frame of another site notify anybody. */
    open: (place, token) => {
      link.token = token;
      link.window = open(location.pathname + place, "frontdesk", "popup,width=420,height=680");
      return !!link.window;
    },
    /** They signed out: the window forgets them, too. */
    leave: () => {
      link.token = null;
      link.window?.postMessage({ type: "frontdesk:visitor" }, location.origin);
    },
    /** `begin`, `renew` or `end` of the script that notifies. The browser only lets us ask within the press itself. */
    notify: (what, token, language) => {
      const asked = what === "begin" && Notification.requestPermission();
      return import(`${location.pathname}/notify.js`).then((script) => script[what](token, language, asked));
    },
    /** What was typed here, for the module. */
    take: () => (room.hidden ? null : { said, text: box.value, after: box.value.length - box.selectionEnd, focused: document.activeElement === box }),
  });

  /** What was typed before a start that failed is tried again by a reload: this entry of the history keeps it. */
  const kept = history.state;
  let shown = null;
  at("again").addEventListener("click", () => {
    if (room.isConnected && shown) history.replaceState({ target: shown, said, text: box.value }, "");
  });

  function show(target) {
    const { tags, staff, ctas } = JSON.parse(at("directory").textContent);
    const { cta } = target;
    if (cta) target = ctas?.find(({ id, handle }) => cta === handle || cta === id) ?? target;
    const entry = tags.find(({ handle }) => handle === target.tag) ?? staff.find(({ handle }) => handle === target.staff);
    if (!entry || "started" in document.body.dataset) return;
    at("boot-name").textContent = entry.name;
    room.hidden = false;
    shown = target;
    if (matchMedia("(hover: hover)").matches) box.focus();
    say("ready");
  }

  const say = (type) => link.port?.postMessage({ type });

  function add(text) {
    said.push(text);
    const [line, bubble] = [document.createElement("li"), document.createElement("p")];
    line.className = "message is-mine";
    bubble.className = "message-bubble";
    bubble.textContent = text;
    line.append(bubble);
    list.append(line);
  }

  function send() {
    const text = box.value.trim();
    if (text && text.length <= 4000) {
      add(text);
      box.value = "";
    }
    box.focus();
  }

  function restore() {
    history.replaceState(null, "");
    show(kept.target);
    kept.said.forEach(add);
    box.value = kept.text;
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    send();
  };
  box.onkeydown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) form.onsubmit(event);
  };
  box.addEventListener("compositionstart", () => (link.composing = true));
  box.addEventListener("compositionend", () => (link.composing = false));
  // No handler by property here: one that gives back false swallows the key.
  room.addEventListener("keydown", ({ key, isComposing }) => key === "Escape" && !isComposing && say("close"));
  at("boot-hide").onclick = () => say("close");

  const target = ([, kind, handle] = []) => kind && { [kind]: handle };
  if (parent === self) {
    at("boot-hide").hidden = true;
    if (opener && location.hash.startsWith("#chat:")) {
      // In an address a token would be read by whoever sees it; this is between two pages of ours.
      link.handed = new Promise((done) => {
        addEventListener("message", ({ data, source, origin }) => {
          if (source !== opener || origin !== location.origin || data?.type !== "frontdesk:visitor") return;
          if (data.token) done(data.token);
          else dispatchEvent(new Event("frontdesk:left"));
        });
        opener.postMessage({ type: "frontdesk:whose" }, location.origin);
        setTimeout(done, 2_000);
      });
    }
    const asked = target(/^#(tag|staff|cta):(.+)/.exec(location.hash) ?? undefined);
    if (kept) restore();
    else if (asked && !/[?&]mode=call(&|$)/.test(location.search)) show(asked);
    return;
  }
  addEventListener("message", ({ data, source, ports, origin }) => {
    if (link.token && source === link.window && origin === location.origin && data?.type === "frontdesk:whose") {
      source.postMessage({ type: "frontdesk:visitor", token: link.token }, origin);
    }
    if (source !== parent || data?.type !== "frontdesk:connect" || !ports[0]) return;
    link.port = ports[0];
    if (origin !== location.origin) link.embedder = origin;
    link.port.onmessage = ({ data }) => {
      // The page said at whom to what was here before the reload.
      const again = data?.type === "open" && !data.target && kept && !shown;
      link.queue.push(again ? { ...data, target: kept.target } : data);
      if (data?.color) document.documentElement.style.setProperty("--chat-accent", data.color);
      if (again) restore();
      // Before a call there are questions first, which need the module.
      else if (data?.type === "open" && data.target && data.target.mode !== "call") show(data.target);
    };
    dispatchEvent(new Event("frontdesk:connected"));
  });
  parent.postMessage({ type: "frontdesk:hello" }, "*");
})();
