// The few words that are said outside the frame. The frame brings its own, much larger table.

import { language } from "./settings.js";

/** By language: the launcher's name; what the button says that stands where the frame should be. */
const WORDS = {
  en: ["Chat with us", "Can’t connect. Try again"],
  hant: ["與我們聊聊", "無法連線，再試一次"],
  hans: ["与我们聊聊", "无法连接，再试一次"],
  ja: ["チャットで相談", "接続できません。再試行"],
};

/** @returns {keyof WORDS} for a BCP 47 tag */
export const wordsFor = (tag) => (/^ja/i.test(tag) ? "ja" : !/^zh/i.test(tag) ? "en" : /hant|tw|hk|mo/i.test(tag) ? "hant" : "hans");

export const [chatWithUs, tryAgain] = WORDS[wordsFor(language)];
