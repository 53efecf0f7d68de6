// Wakes a member of staff whose dashboard is closed, and leads them to who asks. It keeps nothing and answers no requests:
// the dashboard always comes from the server.

const WORDS = {
  en: { offered: "%e: somebody is asking", called: "Call from %v", missed: "%e: nobody was there", unanswered: "%e: a call was missed", invited: "%e: a colleague asks you into a chat", returned: "%e: nobody took it over. You have it again", reminder: "%e: a follow-up is due", mentioned: "%e: a colleague writes to you", from: "From %v", answer: "Answer", test: "This is how it looks", tested: "You'll be told like this when the dashboard is closed." },
  "zh-Hant": { offered: "%e：有人查詢", called: "%v 來電", missed: "%e：當時沒有人在線", unanswered: "%e：有未接來電", invited: "%e：同事邀請您加入對話", returned: "%e：無人接手，已交還給您", reminder: "%e：跟進時間到了", mentioned: "%e：同事提及您", from: "來自 %v", answer: "回覆", test: "通知會像這樣顯示", tested: "關閉控制台後，您會這樣收到通知。" },
  "zh-Hans": { offered: "%e：有人咨询", called: "%v 来电", missed: "%e：当时没有人在线", unanswered: "%e：有未接来电", invited: "%e：同事邀请您加入对话", returned: "%e：无人接手，已交还给您", reminder: "%e：跟进时间到了", mentioned: "%e：同事提到了您", from: "来自 %v", answer: "回复", test: "通知会像这样显示", tested: "关闭控制台后，您会这样收到通知。" },
  ja: { offered: "%e：お問い合わせです", called: "%v さんから着信", missed: "%e：担当者が不在でした", unanswered: "%e：不在着信があります", invited: "%e：同僚がチャットに招待しています", returned: "%e：引き継ぐ人がおらず、あなたに戻りました", reminder: "%e：フォローの時間です", mentioned: "%e：同僚からのメンションです", from: "%v さんから", answer: "対応する", test: "このように表示されます", tested: "ダッシュボードを閉じている間は、このようにお知らせします。" },
};

const home = self.registration.scope;

/** After so long an enquiry that is still in sight rings again, as on the server (`CALL_AGAIN_MS`). */
const RING_AGAIN_MS = 10 * 60_000;

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
  const isTest = alert.kind === "test";
  const isCall = alert.kind === "called" || (alert.kind === "offered" && alert.mode === "call");
  const about = alert.entry ?? alert.place;
  const said = (text) => text.replace("%e", () => about).replace("%v", () => alert.visitor ?? alert.by);
  const [title, body] = isTest ? [words.test, words.tested] : [said(words[word(alert, isCall)] ?? "%e"), isCall ? about : said(words.from)];
  const tag = alert.enquiry ?? alert.room ?? "test";
  const before = await settle(tag);
  const shown = self.registration.showNotification(title, {
    body,
    lang: alert.language,
    tag,
    // One device rings once: offered to the next ones, or missed, it changes its words without a sound.
    renotify: isTest || alert.kind === "called" || alert.kind === "reminder" || alert.kind === "mentioned" || (before !== undefined && Date.now() - before.timestamp > RING_AGAIN_MS),
    requireInteraction: isCall || alert.kind === "offered",
    actions: alert.kind === "offered" ? [{ action: "answer", title: words.answer }] : [],
    timestamp: Date.now(),
    data: alert,
  });
  // The page that asked for a test says how far it came.
  if (isTest) {
    const woken = await shown.then(() => "shown", () => "not_shown");
    for (const page of pages.filter(isOurs)) page.postMessage({ type: "woken", woken });
  }
  await shown;
}

/** Which of the words is the title. */
function word(alert, isCall) {
  if (isCall) return "called";
  return alert.kind === "missed" && alert.mode === "call" ? "unanswered" : alert.kind;
}

/** Takes away what is over; gives the notification with this tag, if it is there. */
async function settle(tag) {
  const all = await self.registration.getNotifications();
  const isOver = ({ data }) => ["offered", "called"].includes(data?.kind) && data.until_ms < Date.now();
  for (const notification of all) if (notification.tag !== tag && isOver(notification)) notification.close();
  return all.find((notification) => notification.tag === tag);
}

async function open(alert) {
  const mine = `#/inbox/${alert.enquiry}`;
  const room = `#/${alert.room?.startsWith("spc_") ? "spaces" : "inbox"}/${alert.room}`;
  const places = { mentioned: room, offered: `#/answer/${alert.enquiry}`, missed: `#/missed/${alert.enquiry}`, called: mine, invited: mine, returned: mine, reminder: mine };
  const place = places[alert.kind] ?? "";
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find(isOurs);
  if (!page) return self.clients.openWindow(home + place);
  page.postMessage({ type: "go", place });
  return page.focus();
}

function isOurs(page) {
  return page.url.split("#")[0] === home;
}
