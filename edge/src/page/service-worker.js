// Wakes a member of staff whose dashboard is closed, and leads them to who asks. It keeps nothing and answers no requests:
// the dashboard always comes from the server.

const WORDS = {
  en: { offered: "%e: somebody is asking", missed: "%e: nobody was there", from: "From %v", test: "This is how it looks", tested: "You'll be told like this when the dashboard is closed." },
  "zh-Hant": { offered: "%e：有人查詢", missed: "%e：當時沒有人在線", from: "來自 %v", test: "通知會像這樣顯示", tested: "關閉控制台後，您會這樣收到通知。" },
  "zh-Hans": { offered: "%e：有人咨询", missed: "%e：当时没有人在线", from: "来自 %v", test: "通知会像这样显示", tested: "关闭控制台后，您会这样收到通知。" },
  ja: { offered: "%e：お問い合わせです", missed: "%e：担当者が不在でした", from: "%v さんから", test: "このように表示されます", tested: "ダッシュボードを閉じている間は、このようにお知らせします。" },
};

const home = self.registration.scope;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => event.waitUntil(show(event.data?.json() ?? { kind: "test" })));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});

async function show(alert) {
  // A dashboard that is looked at rings by itself: one device rings once.
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (alert.kind !== "test" && pages.some((page) => isOurs(page) && page.visibilityState === "visible")) return;
  const words = WORDS[alert.language] ?? WORDS.en;
  const [title, body] =
    alert.kind === "test"
      ? [words.test, words.tested]
      : [words[alert.kind].replace("%e", alert.entry), words.from.replace("%v", alert.visitor)];
  await self.registration.showNotification(title, {
    body,
    lang: alert.language,
    tag: alert.enquiry ?? "test",
    // Offered again to the next ones, or missed: it is news.
    renotify: true,
    requireInteraction: alert.kind === "offered",
    timestamp: Date.now(),
    data: alert,
  });
}

async function open(alert) {
  const place = { offered: `#/answer/${alert.enquiry}`, missed: `#/missed/${alert.enquiry}` }[alert.kind] ?? "";
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find(isOurs);
  if (!page) return self.clients.openWindow(home + place);
  page.postMessage({ type: "go", place });
  return page.focus();
}

function isOurs(page) {
  return page.url.split("#")[0] === home;
}
