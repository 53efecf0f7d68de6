//! What is wrong with a field: what it should be, in one sentence.

ui::texts! {
    problem_name {
        en: "Enter a name of at most 80 characters.",
        zh_hant: "請輸入名稱，最多 80 個字。",
        zh_hans: "请输入名称，最多 80 个字。",
        ja: "80文字以内の名前を入力してください。"
    }
    problem_line {
        en: "Use at most 300 characters.",
        zh_hant: "最多 300 個字。",
        zh_hans: "最多 300 个字。",
        ja: "300文字以内で入力してください。"
    }
    problem_handle {
        en: "Use 1 to 40 small letters, digits and single hyphens, with a letter first, like north-shop.",
        zh_hant: "請使用 1 至 40 個小寫英文字母、數字和單一連字號，並以字母開頭，例如 north-shop。",
        zh_hans: "请使用 1 至 40 个小写英文字母、数字和单个连字符，并以字母开头，例如 north-shop。",
        ja: "英小文字・数字・ハイフン（連続不可）で1〜40文字、先頭は英字にしてください。例：north-shop"
    }
    problem_email {
        en: "Enter an e-mail address like name@example.com.",
        zh_hant: "請輸入電子郵件地址，例如 name@example.com。",
        zh_hans: "请输入电子邮件地址，例如 name@example.com。",
        ja: "name@example.com のようなメールアドレスを入力してください。"
    }
    problem_password {
        en: "A password has 10 to 128 characters.",
        zh_hant: "密碼須為 10 至 128 個字元。",
        zh_hans: "密码须为 10 至 128 个字符。",
        ja: "パスワードは10〜128文字にしてください。"
    }
    problem_missing {
        en: "This is needed.", zh_hant: "此欄必填。", zh_hans: "此项必填。", ja: "入力が必要です。"
    }
    problem_language {
        en: "Enter a language like en, zh-Hant or ja.",
        zh_hant: "請輸入語言代碼，例如 en、zh-Hant 或 ja。",
        zh_hans: "请输入语言代码，例如 en、zh-Hant 或 ja。",
        ja: "en、zh-Hant、ja のような言語コードを入力してください。"
    }
    problem_site {
        en: "Enter a site like https://www.example.com, or https://*.example.com for all its subdomains; no path.",
        zh_hant: "請輸入網站，例如 https://www.example.com；若要包含所有子網域，請用 https://*.example.com。不含路徑。",
        zh_hans: "请输入网站，例如 https://www.example.com；若要包含所有子域名，请用 https://*.example.com。不含路径。",
        ja: "https://www.example.com、またはサブドメインすべてなら https://*.example.com のように、パスなしで入力してください。"
    }
    problem_twice {
        en: "This is there already.", zh_hant: "已經有這一項了。", zh_hans: "已经有这一项了。", ja: "すでに追加されています。"
    }
    problem_too_many(count: u32) {
        en: { one: "At most {count}.", other: "At most {count}." },
        zh_hant: { other: "最多 {count} 個。" },
        zh_hans: { other: "最多 {count} 个。" },
        ja: { other: "最大{count}件です。" },
    }
    problem_wait {
        en: "A wait is 5 to 3,600 seconds.",
        zh_hant: "等待時間須為 5 至 3,600 秒。",
        zh_hans: "等待时间须为 5 至 3,600 秒。",
        ja: "待ち時間は5〜3,600秒にしてください。"
    }
    problem_nobody {
        en: "Choose at least one person.", zh_hant: "請至少選擇一人。", zh_hans: "请至少选择一人。", ja: "1人以上選択してください。"
    }
    problem_nobody_there {
        en: "Nobody there can take it now. You still have it.",
        zh_hant: "目前對方無人可接手，仍由您接待。",
        zh_hans: "目前对方无人可接手，仍由您接待。",
        ja: "今は引き継げる人がいません。引き続きあなたの担当です。"
    }
    problem_label_wanted {
        en: "Put a label on this enquiry first, then close it.",
        zh_hant: "請先為此諮詢加上標記，再結束。",
        zh_hans: "请先为此咨询添加标记，再结束。",
        ja: "先にこのお問い合わせにラベルを付けてから終了してください。"
    }
    problem_taken {
        en: "Somebody has this already. Choose another.",
        zh_hant: "已被使用，請換一個。",
        zh_hans: "已被使用，请换一个。",
        ja: "すでに使われています。別のものにしてください。"
    }
    problem_changed_meanwhile {
        en: "Somebody else has changed this meanwhile. Look at it anew.",
        zh_hant: "其他人剛剛更改了這項內容，請重新查看。",
        zh_hans: "其他人刚刚更改了这项内容，请重新查看。",
        ja: "ほかの人がこの内容を変更しました。もう一度ご確認ください。"
    }
    problem_wrong_password {
        en: "That isn't your current password.",
        zh_hant: "目前的密碼不正確。",
        zh_hans: "当前密码不正确。",
        ja: "現在のパスワードが違います。"
    }
}
