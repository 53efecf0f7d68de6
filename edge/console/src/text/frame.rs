//! The frame of the console: its sections.

ui::texts! {
    beginning { en: "Begin here", zh_hant: "從這裡開始", zh_hans: "从这里开始", ja: "最初に" }
    ways_in { en: "Ways in", zh_hant: "聯絡入口", zh_hans: "联系入口", ja: "受付の入口" }
    who_answers { en: "Who answers", zh_hant: "由誰回覆", zh_hans: "由谁回复", ja: "対応する人" }
    what_is_said { en: "What is said", zh_hant: "說些什麼", zh_hans: "说些什么", ja: "伝える内容" }
    team { en: "Team", zh_hant: "團隊", zh_hans: "团队", ja: "チーム" }
    data { en: "Data", zh_hant: "資料", zh_hans: "数据", ja: "データ" }
    find_settings { en: "Find a setting", zh_hant: "尋找設定", zh_hans: "查找设置", ja: "設定を探す" }
    found_count(count: u32) {
        en: { one: "{count} found", other: "{count} found" },
        zh_hant: { other: "找到 {count} 項" },
        zh_hans: { other: "找到 {count} 项" },
        ja: { other: "{count}件見つかりました" },
    }
    found_nothing {
        en: "Nothing is called that. Try another word.", zh_hant: "沒有符合的設定，請換個詞。", zh_hans: "没有符合的设置，请换个词。", ja: "該当する設定はありません。別の言葉でお試しください。"
    }
    your_account { en: "Your account", zh_hant: "您的帳號", zh_hans: "您的账号", ja: "あなたのアカウント" }
}
