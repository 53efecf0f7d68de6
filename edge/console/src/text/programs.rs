//! Programs of the owner's: their tokens, and the addresses that are told what happens.

ui::texts! {
    programs { en: "API & webhooks", zh_hant: "API 與 Webhook", zh_hans: "API 与 Webhook", ja: "API と Webhook" }
    programs_words { en: "For programs of your own: what they may do here, and what they are told.", zh_hant: "供您自己的程式使用：它們能做什麼，以及會收到什麼通知。", zh_hans: "供您自己的程序使用：它们能做什么，以及会收到什么通知。", ja: "自社のプログラムのための設定です。できることと、受け取る通知を決めます。" }
    tokens { en: "API tokens", zh_hant: "API 權杖", zh_hans: "API 令牌", ja: "API トークン" }
    no_tokens { en: "No program has a token yet.", zh_hant: "還沒有任何程式取得權杖。", zh_hans: "还没有任何程序获得令牌。", ja: "トークンを持つプログラムはまだありません。" }
    new_token { en: "New token", zh_hant: "新增權杖", zh_hans: "新建令牌", ja: "新しいトークン" }
    new_token_words { en: "What a program writes is shown under its own name, as automatic.", zh_hant: "程式撰寫的內容會以其名稱顯示，並標示為自動。", zh_hans: "程序撰写的内容会以其名称显示，并标示为自动。", ja: "プログラムが書いた内容は、その名前で「自動」として表示されます。" }
    token_name { en: "Name of the program", zh_hant: "程式名稱", zh_hans: "程序名称", ja: "プログラムの名前" }
    may_do { en: "What it may do", zh_hant: "可執行的操作", zh_hans: "可执行的操作", ja: "できること" }
    may_read_enquiries { en: "Read enquiries and what was said, notes too", zh_hant: "讀取諮詢與對話內容，包括備註", zh_hans: "读取咨询与对话内容，包括备注", ja: "お問い合わせと会話を読む（メモも）" }
    may_write_enquiries { en: "Answer, write, transfer, close", zh_hant: "接聽、撰寫、轉接、結束", zh_hans: "接听、撰写、转接、结束", ja: "対応・送信・転送・終了" }
    may_read_reports { en: "Read reports", zh_hant: "讀取報表", zh_hans: "读取报表", ja: "レポートを読む" }
    may_read_settings { en: "Read settings", zh_hant: "讀取設定", zh_hans: "读取设置", ja: "設定を読む" }
    may_write_settings { en: "Change settings", zh_hant: "變更設定", zh_hans: "更改设置", ja: "設定を変える" }
    may_manage_staff { en: "Manage staff", zh_hant: "管理人員", zh_hans: "管理人员", ja: "スタッフを管理" }
    may_manage_hooks { en: "Manage webhooks", zh_hant: "管理 Webhook", zh_hans: "管理 Webhook", ja: "Webhook を管理" }
    may_manage_privacy { en: "Block and erase visitors", zh_hant: "封鎖與清除訪客", zh_hans: "屏蔽与清除访客", ja: "訪問者のブロックと消去" }
    may_read_spaces { en: "Read public Spaces", zh_hant: "讀取公開群組", zh_hans: "读取公开群组", ja: "公開スペースを読む" }
    may_write_spaces { en: "Write in public Spaces", zh_hant: "在公開群組中發言", zh_hans: "在公开群组中发言", ja: "公開スペースに書く" }
    choose_one { en: "Choose at least one.", zh_hant: "請至少選擇一項。", zh_hans: "请至少选择一项。", ja: "一つ以上選んでください。" }
    token_ends { en: "Ends after", zh_hant: "有效期", zh_hans: "有效期", ja: "有効期間" }
    token_days(count: u32) {
        en: { one: "{count} day", other: "{count} days" },
        zh_hant: { other: "{count} 天" },
        zh_hans: { other: "{count} 天" },
        ja: { other: "{count}日" },
    }
    token_never { en: "No end", zh_hant: "無期限", zh_hans: "无期限", ja: "無期限" }
    make_token { en: "Make token", zh_hant: "建立權杖", zh_hans: "创建令牌", ja: "トークンを作る" }
    token_made { en: "Copy the token now", zh_hant: "請立即複製權杖", zh_hans: "请立即复制令牌", ja: "今すぐコピーしてください" }
    secret_once { en: "It is shown this once. Keep it where only the program can read it.", zh_hant: "只會顯示這一次。請存放在只有該程式能讀取的地方。", zh_hans: "只会显示这一次。请存放在只有该程序能读取的地方。", ja: "表示されるのは一度だけです。プログラムだけが読める場所に保管してください。" }
    token_ended { en: "Ended", zh_hant: "已到期", zh_hans: "已到期", ja: "期限切れ" }
    token_until(day: &str) { en: "until {day}", zh_hant: "至 {day}", zh_hans: "至 {day}", ja: "{day} まで" }
    token_used(day: &str) { en: "last used {day}", zh_hant: "上次使用 {day}", zh_hans: "上次使用 {day}", ja: "最終使用 {day}" }
    token_unused { en: "never used", zh_hant: "從未使用", zh_hans: "从未使用", ja: "未使用" }
    revoke { en: "Revoke", zh_hant: "撤銷", zh_hans: "撤销", ja: "取り消す" }
    revoke_question(name: &str) { en: "Revoke the token of “{name}”?", zh_hant: "要撤銷「{name}」的權杖嗎？", zh_hans: "要撤销“{name}”的令牌吗？", ja: "「{name}」のトークンを取り消しますか？" }
    revoke_words { en: "The program is shut out at once. Enquiries that it has go to others.", zh_hant: "該程式將立即無法使用，其手上的諮詢會轉給他人。", zh_hans: "该程序将立即无法使用，其手上的咨询会转给他人。", ja: "プログラムはすぐに使えなくなり、対応中のお問い合わせは他の人に移ります。" }

    hooks { en: "Webhooks", zh_hant: "Webhook", zh_hans: "Webhook", ja: "Webhook" }
    no_hooks { en: "Nothing is told to any address yet.", zh_hant: "目前沒有通知任何網址。", zh_hans: "目前没有通知任何网址。", ja: "通知先はまだありません。" }
    new_hook { en: "New webhook", zh_hant: "新增 Webhook", zh_hans: "新建 Webhook", ja: "新しい Webhook" }
    hook_words { en: "An address of yours that gets a signed request whenever something happens.", zh_hant: "發生事件時，您的網址會收到一個已簽章的請求。", zh_hans: "发生事件时，您的网址会收到一个已签名的请求。", ja: "何か起きるたびに、署名付きのリクエストが届くアドレスです。" }
    hook_address { en: "Address", zh_hant: "網址", zh_hans: "网址", ja: "アドレス" }
    problem_hook_address { en: "Enter an address that begins with https://.", zh_hant: "請輸入以 https:// 開頭的網址。", zh_hans: "请输入以 https:// 开头的网址。", ja: "https:// で始まるアドレスを入力してください。" }
    hook_topics { en: "Events", zh_hant: "事件", zh_hans: "事件", ja: "イベント" }
    told_raised { en: "Raised", zh_hant: "提出", zh_hans: "提出", ja: "受付" }
    told_answered { en: "Answered", zh_hant: "已接聽", zh_hans: "已接听", ja: "対応開始" }
    told_missed { en: "Missed", zh_hant: "未接", zh_hans: "未接", ja: "未対応" }
    told_reopened { en: "Open again", zh_hant: "重新開啟", zh_hans: "重新打开", ja: "再開" }
    told_transferred { en: "Transferred", zh_hant: "已轉接", zh_hans: "已转接", ja: "転送" }
    told_returned { en: "Came back", zh_hant: "轉接退回", zh_hans: "转接退回", ja: "転送の戻り" }
    told_closed { en: "Closed", zh_hant: "已結束", zh_hans: "已结束", ja: "終了" }
    told_details { en: "Contact details left", zh_hant: "留下聯絡方式", zh_hans: "留下联系方式", ja: "連絡先の記入" }
    told_visitor_said { en: "Message of a visitor", zh_hant: "訪客訊息", zh_hans: "访客消息", ja: "訪問者のメッセージ" }
    told_staff_said { en: "Message of staff", zh_hant: "人員訊息", zh_hans: "人员消息", ja: "スタッフのメッセージ" }
    told_noted { en: "Private note", zh_hant: "內部備註", zh_hans: "内部备注", ja: "内部メモ" }
    told_test { en: "Test", zh_hant: "測試", zh_hans: "测试", ja: "テスト" }
    hook_texts { en: "Send the words along", zh_hant: "一併傳送內容", zh_hans: "一并发送内容", ja: "本文も送る" }
    hook_texts_words { en: "Of messages, and of private notes if you chose those. Else only that there are some.", zh_hant: "包括訊息，以及您選擇的內部備註。否則只通知有新內容。", zh_hans: "包括消息，以及您选择的内部备注。否则只通知有新内容。", ja: "メッセージと、選んだ場合は内部メモの本文です。オフなら、あったことだけを知らせます。" }
    hook_on { en: "On", zh_hant: "啟用", zh_hans: "启用", ja: "オン" }
    hook_on_words { en: "While it is off, nothing new is told to it.", zh_hant: "停用期間不會通知新事件。", zh_hans: "停用期间不会通知新事件。", ja: "オフの間は、新しいことは知らせません。" }
    hook_off { en: "Off", zh_hant: "停用", zh_hans: "停用", ja: "オフ" }
    hook_failing { en: "Failing", zh_hant: "傳送失敗", zh_hans: "发送失败", ja: "失敗中" }
    hook_gave_up { en: "Switched off by itself", zh_hant: "已自動停用", zh_hans: "已自动停用", ja: "自動的にオフ" }
    hook_gave_up_words(day: &str) { en: "For three days nothing came through, so it was switched off on {day}. Repair the receiver and switch it on again.", zh_hant: "連續三天無法送達，已於 {day} 自動停用。請修復接收端後重新啟用。", zh_hans: "连续三天无法送达，已于 {day} 自动停用。请修复接收端后重新启用。", ja: "3日間届かなかったため、{day} にオフになりました。受信側を直してから、オンにしてください。" }
    hook_waiting(count: u32) {
        en: { one: "{count} waits", other: "{count} wait" },
        zh_hant: { other: "{count} 個等待中" },
        zh_hans: { other: "{count} 个等待中" },
        ja: { other: "{count}件待機中" },
    }
    hook_secret { en: "Secret", zh_hant: "密鑰", zh_hans: "密钥", ja: "シークレット" }
    hook_secret_words { en: "Requests are signed by it. After a change the one before is good for a day.", zh_hant: "請求以此簽章。更換後，舊密鑰仍可使用一天。", zh_hans: "请求以此签名。更换后，旧密钥仍可使用一天。", ja: "リクエストの署名に使います。変更後も、前のものは1日有効です。" }
    hook_former(day: &str) { en: "The one before is good until {day}.", zh_hant: "舊密鑰有效至 {day}。", zh_hans: "旧密钥有效至 {day}。", ja: "前のものは {day} まで有効です。" }
    hook_rotate { en: "Make a new secret", zh_hant: "產生新密鑰", zh_hans: "生成新密钥", ja: "新しく作る" }
    hook_made { en: "Copy the secret now", zh_hant: "請立即複製密鑰", zh_hans: "请立即复制密钥", ja: "今すぐコピーしてください" }
    hook_test { en: "Send a test", zh_hant: "傳送測試", zh_hans: "发送测试", ja: "テストを送る" }
    deliveries { en: "Deliveries", zh_hant: "傳送記錄", zh_hans: "发送记录", ja: "送信の記録" }
    deliveries_words { en: "The last 500, for 14 days.", zh_hant: "保留最近 500 筆，14 天。", zh_hans: "保留最近 500 条，14 天。", ja: "直近500件、14日間。" }
    no_deliveries { en: "Nothing was sent yet.", zh_hant: "尚未傳送任何內容。", zh_hans: "尚未发送任何内容。", ja: "まだ送信はありません。" }
    delivery_taken { en: "Taken", zh_hant: "已送達", zh_hans: "已送达", ja: "受領" }
    delivery_waiting { en: "Waiting", zh_hant: "等待中", zh_hans: "等待中", ja: "待機中" }
    delivery_given_up { en: "Given up", zh_hant: "已放棄", zh_hans: "已放弃", ja: "断念" }
    delivery_tries(count: u32) {
        en: { one: "{count} try", other: "{count} tries" },
        zh_hant: { other: "嘗試 {count} 次" },
        zh_hans: { other: "尝试 {count} 次" },
        ja: { other: "試行{count}回" },
    }
    delivery_again(day: &str) { en: "again {day}", zh_hant: "{day} 重試", zh_hans: "{day} 重试", ja: "{day} に再試行" }
    came_redirected { en: "leads elsewhere, not followed", zh_hant: "重新導向，未跟隨", zh_hans: "重定向，未跟随", ja: "転送先には従いません" }
    came_timed_out { en: "no answer within 10 seconds", zh_hant: "10 秒內無回應", zh_hans: "10 秒内无响应", ja: "10秒以内に応答なし" }
    came_unreachable { en: "no connection", zh_hant: "無法連線", zh_hans: "无法连接", ja: "接続できません" }
    resend { en: "Send again", zh_hant: "重新傳送", zh_hans: "重新发送", ja: "再送" }
    remove_hook { en: "Remove this webhook", zh_hant: "移除此 Webhook", zh_hans: "移除此 Webhook", ja: "この Webhook を削除" }
    remove_hook_question { en: "Remove this webhook?", zh_hant: "要移除此 Webhook 嗎？", zh_hans: "要移除此 Webhook 吗？", ja: "この Webhook を削除しますか？" }
    remove_hook_words { en: "Nothing more is told to it, and its log goes.", zh_hant: "將不再通知，記錄也會刪除。", zh_hans: "将不再通知，记录也会删除。", ja: "通知は止まり、記録も消えます。" }
    hook_removed { en: "The webhook was removed.", zh_hant: "已移除 Webhook。", zh_hans: "已移除 Webhook。", ja: "Webhook を削除しました。" }
    older_deliveries { en: "Older ones", zh_hant: "更早的記錄", zh_hans: "更早的记录", ja: "以前の記録" }
}
