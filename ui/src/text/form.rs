//! The texts of forms, as visitors fill them in and owners see them beside what they make them with.

crate::texts! {
    /// Above the form that is shown when nobody could answer.
    missed_title {
        en: "Nobody is free right now", zh_hant: "目前沒有人能回覆您", zh_hans: "目前没有人能回复您", ja: "ただいま対応できる担当者がいません"
    }
    missed_more {
        en: "Tell us how to reach you, and we'll get back to you.",
        zh_hant: "請留下聯絡方式，我們會盡快回覆您。",
        zh_hans: "请留下联系方式，我们会尽快回复您。",
        ja: "ご連絡先をお知らせください。後ほどご連絡いたします。"
    }
    leave_details { en: "Leave my details", zh_hant: "留下聯絡方式", zh_hans: "留下联系方式", ja: "連絡先を残す" }
    ask_words {
        en: "A few answers help us to help you.", zh_hant: "請先回答幾個問題，方便我們為您服務。", zh_hans: "请先回答几个问题，方便我们为您服务。", ja: "スムーズにご案内するため、ご入力をお願いします。"
    }
    start_chat { en: "Start chat", zh_hant: "開始聊天", zh_hans: "开始聊天", ja: "チャットを始める" }
    /// In a list of which nothing is chosen yet.
    choose_one { en: "Choose…", zh_hant: "請選擇…", zh_hans: "请选择…", ja: "選択してください" }
    /// A link beside what one agrees to.
    in_full { en: "Read it in full", zh_hant: "閱讀全文", zh_hans: "阅读全文", ja: "全文を読む" }
    answer_missing { en: "Please answer this.", zh_hant: "請填寫此欄。", zh_hans: "请填写此项。", ja: "入力してください。" }
    answer_not_agreed {
        en: "Please agree to this to go on.", zh_hant: "請先同意才能繼續。", zh_hans: "请先同意才能继续。", ja: "続けるには同意が必要です。"
    }
    answer_too_long(most: u32) {
        en: { one: "This has at most {most} character.", other: "This has at most {most} characters." },
        zh_hant: { other: "最多 {most} 個字。" },
        zh_hans: { other: "最多 {most} 个字。" },
        ja: { other: "{most}文字以内で入力してください。" },
    }
    wrong_email {
        en: "That isn't an e-mail address yet. It looks like name@example.com.",
        zh_hant: "電子郵件格式不正確，例如：name@example.com。",
        zh_hans: "电子邮箱格式不正确，例如：name@example.com。",
        ja: "メールアドレスの形式が正しくありません。例：name@example.com"
    }
    wrong_phone {
        en: "A phone number has 5 to 20 digits, like +81 6 1234 5678.",
        zh_hant: "電話號碼應有 5 至 20 位數字，例如：+886 2 1234 5678。",
        zh_hans: "电话号码应有 5 至 20 位数字，例如：+86 10 1234 5678。",
        ja: "電話番号は5〜20桁の数字で入力してください。例：06-1234-5678"
    }
}
