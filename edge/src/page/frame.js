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
    const asked = target(/^#(tag|staff|cta):(.+)/.exec(location.hash) ?? undefined);
    if (kept) restore();
    else if (asked) show(asked);
    return;
  }
  addEventListener("message", ({ data, source, ports, origin }) => {
    if (source !== parent || data?.type !== "frontdesk:connect" || !ports[0]) return;
    link.port = ports[0];
    if (origin !== location.origin) link.embedder = origin;
    link.port.onmessage = ({ data }) => {
      // The page said at whom to what was here before the reload.
      const again = data?.type === "open" && !data.target && kept && !shown;
      link.queue.push(again ? { ...data, target: kept.target } : data);
      if (data?.color) document.documentElement.style.setProperty("--chat-accent", data.color);
      if (again) restore();
      else if (data?.type === "open" && data.target) show(data.target);
    };
    dispatchEvent(new Event("frontdesk:connected"));
  });
  parent.postMessage({ type: "frontdesk:hello" }, "*");
})();
