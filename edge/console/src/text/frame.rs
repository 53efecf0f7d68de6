//! The frame of the console: its sections.

ui::texts! {
    ways_in { en: "Ways in", zh_hant: "聯絡入口", zh_hans: "联系入口", ja: "受付の入口" }
    who_answers { en: "Who answers", zh_hant: "由誰回覆", zh_hans: "由谁回复", ja: "対応する人" }
    team { en: "Team", zh_hant: "團隊", zh_hans: "团队", ja: "チーム" }
    data { en: "Data", zh_hant: "資料", zh_hans: "数据", ja: "データ" }
    your_account { en: "Your account", zh_hant: "您的帳號", zh_hans: "您的账号", ja: "あなたのアカウント" }
}
