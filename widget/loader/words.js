// The few words that are said outside the frame. The frame brings its own, much larger table.

import { language } from "./settings.js";

/**
 * By language: the launcher's name; what the button says that stands where the frame should be; where a service's own settings
 * stand in front of the script, also what takes an offer away.
 */
const WORDS = {
  en: ["Chat with us", "Can’t connect. Try again"],
  hant: ["與我們聊聊", "無法連線，再試一次"],
  hans: ["与我们聊聊", "无法连接，再试一次"],
  ja: ["チャットで相談", "接続できません。再試行"],
};

const tag = language.toLowerCase();
/** What readers of the page's language share; nearly the rule of `texts::key` in `shared`, in fewer bytes. */
const key = /^zh/.test(tag) ? (/hant|tw|hk|mo/.test(tag) ? "hant" : "hans") : tag.split("-")[0];

/** Of texts by such a key, the one for this page; the first one if there is none. */
export const pick = (texts) => texts[key] ?? Object.values(texts)[0];

export const words = pick(CONFIGURED ? CONFIG.words : WORDS);

export const [chatWithUs, tryAgain] = words;
