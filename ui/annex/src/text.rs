//! What the annex says, and nothing else does.

ui::texts! {
    /// Out of hours, in the place of the former; the time is like "Mon 09:00".
    missed_until(time: &str) {
        en: "We're back {time}. Tell us how to reach you, and we'll get back to you.",
        zh_hant: "我們將於 {time} 恢復服務。請留下聯絡方式，我們會回覆您。",
        zh_hans: "我们将于 {time} 恢复服务。请留下联系方式，我们会回复您。",
        ja: "{time} に再開します。ご連絡先をお知らせいただければ、折り返しご連絡いたします。"
    }
    name { en: "Name", zh_hant: "姓名", zh_hans: "姓名", ja: "お名前" }
    reach { en: "E-mail or phone", zh_hant: "電子郵件或電話", zh_hans: "电子邮箱或电话", ja: "メールアドレスまたは電話番号" }
    question { en: "What is it about?", zh_hant: "您想詢問什麼？", zh_hans: "您想咨询什么？", ja: "お問い合わせ内容" }
    wrong_name {
        en: "A name has at most 80 characters.", zh_hant: "姓名最多 80 個字。", zh_hans: "姓名最多 80 个字。", ja: "お名前は80文字以内で入力してください。"
    }
    wrong_no_reach {
        en: "Enter an e-mail address or a phone number, so that we can reach you.",
        zh_hant: "請輸入電子郵件或電話號碼，以便我們與您聯絡。",
        zh_hans: "请输入电子邮箱或电话号码，以便我们与您联系。",
        ja: "ご連絡のため、メールアドレスまたは電話番号を入力してください。"
    }
    thanks { en: "Thank you", zh_hant: "謝謝您", zh_hans: "谢谢您", ja: "ありがとうございます" }
    thanks_more(reach: &str) {
        en: "We'll get back to you at {reach}.",
        zh_hant: "我們會透過 {reach} 回覆您。",
        zh_hans: "我们会通过 {reach} 回复您。",
        ja: "{reach} 宛にご連絡いたします。"
    }
    /// As `thanks_more`, to who could be reached already.
    thanks_known { en: "We'll get back to you.", zh_hant: "我們會回覆您。", zh_hans: "我们会回复您。", ja: "後ほどご連絡いたします。" }
    change_details { en: "Change", zh_hant: "修改", zh_hans: "修改", ja: "変更" }
    /// Nobody could answer, and nothing is left to be asked.
    missed_known {
        en: "We know how to reach you, and we'll get back to you.",
        zh_hant: "我們已有您的聯絡方式，會盡快回覆您。",
        zh_hans: "我们已有您的联系方式，会尽快回复您。",
        ja: "ご連絡先は承っております。後ほどご連絡いたします。"
    }
}
