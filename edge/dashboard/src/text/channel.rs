//! Enquiries that come by social accounts: how far what is said there came, and what may be sent.

ui::texts! {
    /// By which account an enquiry came.
    by { en: "By", zh_hant: "管道", zh_hans: "渠道", ja: "経路" }
    account_on(account: &str, service: &str) {
        en: "{account} on {service}", zh_hant: "{service} 的 {account}", zh_hans: "{service} 的 {account}", ja: "{service} の {account}"
    }

    waits_to_be_sent { en: "Waiting to be sent", zh_hant: "等待傳送", zh_hans: "等待发送", ja: "送信待ち" }
    accepted_by(service: &str) { en: "Accepted by {service}", zh_hant: "{service} 已接收", zh_hans: "{service} 已接收", ja: "{service} が受付済み" }
    did_not_arrive { en: "Didn't arrive", zh_hant: "未送達", zh_hans: "未送达", ja: "届きませんでした" }
    unclear {
        en: "Nobody knows whether this arrived", zh_hant: "無法得知是否送達", zh_hans: "无法得知是否送达", ja: "届いたかどうか分かりません"
    }
    unclear_why {
        en: "The connection was lost after it was sent.",
        zh_hant: "傳送後連線中斷。", zh_hans: "发送后连接中断。", ja: "送信した後に接続が切れました。"
    }
    /// Also above the box, when it is known before.
    until_they_write {
        en: "Nothing can be sent until they write again.",
        zh_hant: "對方再次留言前，無法傳送任何訊息。",
        zh_hans: "对方再次留言前，无法发送任何消息。",
        ja: "相手から再びメッセージが届くまで送信できません。"
    }
    quota_is_used {
        en: "This month's quota is used up.", zh_hant: "本月額度已用完。", zh_hans: "本月额度已用完。", ja: "今月の送信数の上限に達しました。"
    }
    /// Also above the box, when it is known before.
    unreachable {
        en: "They blocked the account, or are gone.",
        zh_hant: "對方已封鎖此帳號，或已不存在。",
        zh_hans: "对方已屏蔽此账号，或已不存在。",
        ja: "ブロックされたか、相手のアカウントがなくなりました。"
    }
    /// Also above the box, when it is known before.
    ask_owner {
        en: "The account is off, or isn't let in any more. An admin can see to it in the settings.",
        zh_hant: "帳號已停用或授權失效。請管理員在設定中處理。",
        zh_hans: "账号已停用或授权失效。请管理员在设置中处理。",
        ja: "アカウントがオフか、認証が切れています。管理者が設定で対処できます。"
    }
    write_another {
        en: "It can't be sent as it is. Write it in another way.",
        zh_hant: "無法以此形式傳送，請改寫後再傳。",
        zh_hans: "无法以此形式发送，请改写后再发。",
        ja: "このままでは送信できません。書き直してください。"
    }
    passing_trouble {
        en: "Something went wrong there. It may work now.",
        zh_hant: "對方平台發生問題，現在可能已恢復。",
        zh_hans: "对方平台发生问题，现在可能已恢复。",
        ja: "先方のサービスで問題が起きました。今は送れるかもしれません。"
    }
    send_again { en: "Send again", zh_hant: "再次傳送", zh_hans: "再次发送", ja: "再送信" }
    may_come_twice {
        en: "It may arrive twice. Send it again?", zh_hant: "對方可能收到兩次。要再次傳送嗎？", zh_hans: "对方可能收到两次。要再次发送吗？", ja: "二重に届く可能性があります。再送信しますか？"
    }

    window_free { en: "Free to send", zh_hant: "可免費傳送", zh_hans: "可免费发送", ja: "無料で送信できます" }
    /// Also in the dialog of templates.
    window_charged(service: &str) {
        en: "{service} charges for each message", zh_hant: "{service} 對每則訊息收費", zh_hans: "{service} 对每条消息收费", ja: "{service} は1通ごとに課金します"
    }
    window_free_reply {
        en: "The next message is free, those after it count against the month's quota",
        zh_hant: "下一則訊息免費，之後計入本月額度",
        zh_hans: "下一条消息免费，之后计入本月额度",
        ja: "次の1通は無料、その後は今月の送信数に数えられます"
    }
    window_quota {
        en: "Each message counts against the month's quota", zh_hant: "每則訊息計入本月額度", zh_hans: "每条消息计入本月额度", ja: "1通ごとに今月の送信数に数えられます"
    }
    window_person {
        en: "Only what a person writes", zh_hant: "僅限人工撰寫的訊息", zh_hans: "仅限人工撰写的消息", ja: "担当者が書いたメッセージのみ"
    }
    window_templates {
        en: "Only approved templates can be sent until they write again.",
        zh_hant: "對方再次留言前，只能傳送已核准的範本。",
        zh_hans: "对方再次留言前，只能发送已批准的模板。",
        ja: "相手から再びメッセージが届くまで、承認済みテンプレートしか送信できません。"
    }
    /// A time of day, and how far it is away.
    until(time: &str, away: &str) { en: "until {time} ({away})", zh_hant: "至 {time}（{away}）", zh_hans: "至 {time}（{away}）", ja: "{time} まで（{away}）" }
    messages_left(count: u32) {
        en: { one: "{count} message left", other: "{count} messages left" },
        zh_hant: { other: "還可傳送 {count} 則" },
        zh_hans: { other: "还可发送 {count} 条" },
        ja: { other: "残り{count}通" },
    }
    used(used: u32) { en: "{used} used", zh_hant: "已用 {used}", zh_hans: "已用 {used}", ja: "{used}通使用" }
    left_of(left: u32, of: u32) {
        en: "{left} of {of} left this month", zh_hant: "本月剩 {left}／{of} 則", zh_hans: "本月剩余 {left}/{of} 条", ja: "今月は残り{left}通（全{of}通）"
    }
    quota_is_used_up(service: &str) {
        en: "This month's messages are used up. An admin can raise the limit at {service}. An answer right after their next message is free.",
        zh_hant: "本月訊息額度已用完。管理員可在 {service} 提高上限；對方下次留言後立即回覆則免費。",
        zh_hans: "本月消息额度已用完。管理员可在 {service} 提高上限；对方下次留言后立即回复则免费。",
        ja: "今月の送信数を使い切りました。管理者が{service}で上限を引き上げられます。相手の次のメッセージにすぐ返信すれば無料です。"
    }
    choose_template { en: "Send a template", zh_hant: "傳送範本", zh_hans: "发送模板", ja: "テンプレートを送信" }
    template { en: "Template", zh_hant: "範本", zh_hans: "模板", ja: "テンプレート" }
    template_preview { en: "What they will read", zh_hant: "對方會看到", zh_hans: "对方会看到", ja: "相手に届く内容" }
    template_place(number: u32) { en: "Variable {number}", zh_hant: "變數 {number}", zh_hans: "变量 {number}", ja: "変数 {number}" }
    template_picture { en: "Address of the picture", zh_hant: "圖片的網址", zh_hans: "图片的网址", ja: "画像のアドレス" }
    template_video { en: "Address of the video", zh_hant: "影片的網址", zh_hans: "视频的网址", ja: "動画のアドレス" }
    template_document { en: "Address of the document", zh_hant: "文件的網址", zh_hans: "文件的网址", ja: "書類のアドレス" }
    /// A number of the same row as that of `template_place`.
    template_button(number: u32) { en: "Variable {number}, the end of the button's address", zh_hant: "變數 {number}（按鈕網址的結尾）", zh_hans: "变量 {number}（按钮网址的结尾）", ja: "変数 {number}（ボタンのアドレスの末尾）" }
    no_templates { en: "No approved templates", zh_hant: "沒有已核准的範本", zh_hans: "没有已批准的模板", ja: "承認済みのテンプレートはありません" }
    no_templates_words {
        en: "An admin makes them at the messaging service. Carousels, offers that end and codes to copy aren't offered here.",
        zh_hant: "範本由管理員在通訊平台建立。輪播、限時優惠和複製代碼的範本不會列在這裡。",
        zh_hans: "模板由管理员在消息平台创建。轮播、限时优惠和复制代码的模板不会列在这里。",
        ja: "テンプレートは管理者がメッセージサービス側で作成します。カルーセル、期間限定オファー、コードのコピーを含むものはここに表示されません。"
    }
    problem_template_place(most: u32) {
        en: "Fill this in, with at most {most} characters.", zh_hant: "請填寫，最多 {most} 個字元。", zh_hans: "请填写，最多 {most} 个字符。", ja: "{most}文字以内で入力してください。"
    }
    problem_template_address {
        en: "Enter an address that begins with https://.", zh_hant: "請輸入以 https:// 開頭的網址。", zh_hans: "请输入以 https:// 开头的网址。", ja: "https:// で始まるアドレスを入力してください。"
    }
    contact_details { en: "Contact details", zh_hant: "聯絡資料", zh_hans: "联系方式", ja: "連絡先" }
}
