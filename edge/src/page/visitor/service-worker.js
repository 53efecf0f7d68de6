// Tells a visitor who looks elsewhere that somebody answered, and leads them back to their chat. It keeps nothing and answers
// no requests.

const WORDS = {
  en: { answered: "%s answered you", more: "Press to go on with your chat." },
  "zh-Hant": { answered: "%s 已回覆您", more: "按一下即可繼續對話。" },
  "zh-Hans": { answered: "%s 已回复您", more: "点按即可继续对话。" },
  ja: { answered: "%s から返信がありました", more: "押すとチャットに戻ります。" },
};

const home = new URL(self.registration.scope);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => event.waitUntil(show(event.data.json())));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});

async function show(alert) {
  // The room hears who looks a moment after they do.
  if ((await pages()).some((page) => page.visibilityState === "visible")) return;
  const words = WORDS[alert.language] ?? WORDS.en;
  await self.registration.showNotification(words.answered.replace("%s", () => alert.service), {
    body: words.more,
    lang: alert.language,
    // A repeat takes the place of the first one, without a sound.
    tag: alert.enquiry,
    timestamp: Date.now(),
    data: alert,
  });
}

async function open({ enquiry }) {
  const place = `#chat:${enquiry}`;
  const [page] = await pages();
  if (!page) return self.clients.openWindow(home.href + place);
  page.postMessage({ type: "go", place });
  return page.focus();
}

async function pages() {
  const all = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter((page) => new URL(page.url).pathname === home.pathname);
}
