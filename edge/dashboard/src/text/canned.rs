//! The texts of canned responses.

ui::texts! {
    /// The list, and the button that opens it.
    canned_responses { en: "Canned responses", zh_hant: "罐頭回覆", zh_hans: "快捷回复", ja: "定型文" }
    no_canned { en: "No response fits", zh_hant: "沒有符合的回覆", zh_hans: "没有符合的回复", ja: "該当する定型文がありません" }
    canned_hint { en: "↑ ↓ to choose, Enter to insert", zh_hant: "↑ ↓ 選擇，Enter 插入", zh_hans: "↑ ↓ 选择，Enter 插入", ja: "↑ ↓ で選択、Enter で挿入" }
    manage_canned { en: "Manage", zh_hant: "管理", zh_hans: "管理", ja: "管理" }
    canned_empty { en: "No canned responses yet", zh_hant: "尚無罐頭回覆", zh_hans: "暂无快捷回复", ja: "定型文はまだありません" }
    canned_empty_words {
        en: "Keep words that you write again and again. Type / in a chat to insert them.",
        zh_hant: "保存您常用的內容，在對話中輸入 / 即可插入。",
        zh_hans: "保存您常用的内容，在对话中输入 / 即可插入。",
        ja: "よく使う文章を保存し、チャットで / を入力して挿入できます。"
    }
    new_canned { en: "New response", zh_hant: "新增回覆", zh_hans: "新建回复", ja: "新しい定型文" }
    /// On one that everybody has.
    canned_shared { en: "Everyone", zh_hant: "所有人", zh_hans: "所有人", ja: "全員" }
    /// On one's own.
    canned_own { en: "Only me", zh_hant: "僅自己", zh_hans: "仅自己", ja: "自分のみ" }
    canned_for_all { en: "For the whole team", zh_hant: "供整個團隊使用", zh_hans: "供整个团队使用", ja: "チーム全員で使う" }
    remove_canned { en: "Remove", zh_hant: "移除", zh_hans: "移除", ja: "削除" }
    remove_canned_question { en: "Remove it?", zh_hant: "要移除嗎？", zh_hans: "要移除吗？", ja: "削除しますか？" }
    save_canned { en: "Save", zh_hant: "儲存", zh_hans: "保存", ja: "保存" }
    canned_key { en: "Key", zh_hant: "快捷鍵", zh_hans: "快捷键", ja: "キー" }
    canned_key_hint {
        en: "Typed after /: small letters, digits and hyphens",
        zh_hant: "在 / 之後輸入：小寫字母、數字與連字號",
        zh_hans: "在 / 之后输入：小写字母、数字与连字符",
        ja: "/ の後に入力：小文字、数字、ハイフン"
    }
    canned_body { en: "Words", zh_hant: "內容", zh_hans: "内容", ja: "文章" }
    /// `names`: what stands for names, in braces.
    canned_body_hint(names: &str) {
        en: "{names} become names", zh_hant: "{names} 會換成名稱", zh_hans: "{names} 会换成名称", ja: "{names} は名前に置き換わります"
    }
    problem_canned_key {
        en: "Begin with a letter; use small letters, digits and hyphens, 40 at most.",
        zh_hant: "請以字母開頭，僅用小寫字母、數字與連字號，最多 40 個字元。",
        zh_hans: "请以字母开头，仅用小写字母、数字与连字符，最多 40 个字符。",
        ja: "文字で始め、小文字・数字・ハイフンを40文字以内で入力してください。"
    }
    problem_canned_body {
        en: "Enter 1 to 4,000 characters.", zh_hant: "請輸入 1 至 4,000 個字。", zh_hans: "请输入 1 至 4,000 个字。", ja: "1〜4,000文字で入力してください。"
    }
}
