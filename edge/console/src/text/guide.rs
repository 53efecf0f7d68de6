//! The way of a new service to its first enquiry.

ui::texts! {
    guide { en: "First steps", zh_hant: "快速上手", zh_hans: "快速上手", ja: "はじめの一歩" }
    guide_words {
        en: "From here to your first enquiry in a few minutes. What is done ticks itself off.",
        zh_hant: "幾分鐘內就能收到第一則諮詢。完成的步驟會自動勾選。",
        zh_hans: "几分钟内就能收到第一条咨询。完成的步骤会自动勾选。",
        ja: "数分で最初のお問い合わせを受けられます。済んだ項目には自動で印が付きます。"
    }
    guide_done(done: u32, all: u32) {
        en: "{done} of {all} done",
        zh_hant: "已完成 {done}／{all}",
        zh_hans: "已完成 {done}/{all}",
        ja: "{all}件中{done}件が完了",
    }
    guide_all_done { en: "All set. Your Frontdesk is open.", zh_hant: "全部就緒，您的服務台已開張。", zh_hans: "全部就绪，您的服务台已开张。", ja: "準備が整いました。受付を始められます。" }
    step_done { en: "Done", zh_hant: "已完成", zh_hans: "已完成", ja: "完了" }

    step_settle { en: "Say when you're there", zh_hant: "設定服務時間", zh_hans: "设置服务时间", ja: "対応時間を決める" }
    step_settle_words {
        en: "Look over your name, hours and languages; without hours you're always open.",
        zh_hant: "確認名稱、服務時間和語言；未設定時間則視為全天開放。",
        zh_hans: "确认名称、服务时间和语言；未设置时间则视为全天开放。",
        ja: "名称・対応時間・言語を確認します。時間を決めないと、いつでも受付中になります。"
    }
    step_settle_go { en: "Open these settings", zh_hant: "開啟設定", zh_hans: "打开设置", ja: "設定を開く" }

    step_tags { en: "Choose your topics", zh_hant: "選擇主題", zh_hans: "选择主题", ja: "トピックを選ぶ" }
    step_tags_words {
        en: "Visitors pick a topic, and you answer all of them until others join you.",
        zh_hant: "訪客會選擇主題；在同事加入前，全部由您回覆。",
        zh_hans: "访客会选择主题；在同事加入前，全部由您回复。",
        ja: "訪問者はトピックを選びます。ほかの人が加わるまでは、すべてあなたが対応します。"
    }
    step_tags_add(name: &str) { en: "Add “{name}”", zh_hant: "新增「{name}」", zh_hans: "添加“{name}”", ja: "「{name}」を追加" }
    step_tags_added(name: &str) {
        en: "“{name}” is there now.", zh_hant: "已新增「{name}」。", zh_hans: "已添加“{name}”。", ja: "「{name}」を追加しました。"
    }
    step_tags_go { en: "All topics", zh_hant: "所有主題", zh_hans: "所有主题", ja: "すべてのトピック" }
    topic_sales { en: "Sales", zh_hant: "銷售", zh_hans: "销售", ja: "営業" }
    topic_support { en: "Support", zh_hant: "客戶支援", zh_hans: "客户支持", ja: "サポート" }
    topic_bookings { en: "Bookings", zh_hant: "預約", zh_hans: "预约", ja: "ご予約" }
    /// Of the list of staff that a topic begins with.
    topic_everybody { en: "Everybody", zh_hant: "所有人", zh_hans: "所有人", ja: "全員" }

    step_look { en: "Make it yours", zh_hant: "套用您的風格", zh_hans: "套用您的风格", ja: "見た目を整える" }
    step_look_words {
        en: "Your colour, your greeting, your logo.",
        zh_hant: "設定您的顏色、問候語和標誌。",
        zh_hans: "设置您的颜色、问候语和标志。",
        ja: "色・あいさつ・ロゴを設定します。"
    }
    step_look_go { en: "Choose the look", zh_hant: "選擇外觀", zh_hans: "选择外观", ja: "外観を選ぶ" }

    step_reach { en: "Let people reach you", zh_hant: "讓人找得到您", zh_hans: "让人找得到您", ja: "窓口を公開する" }
    step_reach_words {
        en: "Paste one line into your site; no site needed, if you share your link or print its QR code.",
        zh_hant: "在網站貼上一行程式碼；沒有網站也可以分享連結或列印 QR 碼。",
        zh_hans: "在网站粘贴一行代码；没有网站也可以分享链接或打印二维码。",
        ja: "サイトに1行貼り付けます。サイトがなければ、リンクを共有するかQRコードを印刷します。"
    }
    step_reach_site(site: &str, time: &str) {
        en: "Seen on {site}, {time}.", zh_hant: "已在 {site} 偵測到（{time}）。", zh_hans: "已在 {site} 检测到（{time}）。", ja: "{site} で確認しました（{time}）。"
    }
    step_reach_visits(count: u32) {
        en: { one: "Your link was opened once.", other: "Your links were opened {count} times." },
        zh_hant: { other: "您的連結已被開啟 {count} 次。" },
        zh_hans: { other: "您的链接已被打开 {count} 次。" },
        ja: { other: "リンクが{count}回開かれました。" },
    }
    step_reach_go { en: "Put it on your site", zh_hant: "放到網站上", zh_hans: "放到网站上", ja: "サイトに設置する" }
    step_reach_link { en: "No site? Link and QR code", zh_hant: "沒有網站？使用連結和 QR 碼", zh_hans: "没有网站？使用链接和二维码", ja: "サイトがない場合：リンクとQRコード" }

    step_try { en: "Try it", zh_hant: "試用看看", zh_hans: "试一试", ja: "試してみる" }
    step_try_words {
        en: "Open your link as a visitor would, and send a message.",
        zh_hant: "像訪客一樣開啟連結，送出一則訊息。",
        zh_hans: "像访客一样打开链接，发送一条消息。",
        ja: "訪問者としてリンクを開き、メッセージを送ります。"
    }
    step_try_go { en: "Open your link", zh_hant: "開啟連結", zh_hans: "打开链接", ja: "リンクを開く" }
    step_try_waits {
        en: "Waiting for your first enquiry…", zh_hant: "等待您的第一則諮詢…", zh_hans: "等待您的第一条咨询…", ja: "最初のお問い合わせを待っています…"
    }
    step_try_here {
        en: "Your first enquiry is here. This is how it begins.", zh_hant: "第一則諮詢來了，就從這裡開始。", zh_hans: "第一条咨询来了，就从这里开始。", ja: "最初のお問い合わせが届きました。ここから始まります。"
    }
    step_try_answer { en: "Go to the inbox", zh_hant: "前往收件匣", zh_hans: "前往收件箱", ja: "受信箱へ" }

    step_invite { en: "Invite colleagues", zh_hant: "邀請同事", zh_hans: "邀请同事", ja: "同僚を招待する" }
    step_invite_words {
        en: "All they need is a link and a browser.", zh_hant: "他們只需要一個連結和瀏覽器。", zh_hans: "他们只需要一个链接和浏览器。", ja: "必要なのはリンクとブラウザーだけです。"
    }
    step_invite_go { en: "Invite somebody", zh_hant: "邀請成員", zh_hans: "邀请成员", ja: "招待する" }

    guide_put_away { en: "Put the guide away", zh_hant: "收起指南", zh_hans: "收起指南", ja: "ガイドを閉じる" }
    guide_put_away_words {
        en: "You'll find it again by the search in the settings.", zh_hant: "之後可以在設定中搜尋到它。", zh_hans: "之后可以在设置中搜索到它。", ja: "あとで設定の検索から開けます。"
    }
    guide_bring_back { en: "Keep it in the list again", zh_hant: "重新放回列表", zh_hans: "重新放回列表", ja: "一覧に戻す" }
}
