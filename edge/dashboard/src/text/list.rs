//! The rail and the lists.

ui::texts! {
    /// Name of the rail, for assistive technology.
    areas { en: "Areas", zh_hant: "區域", zh_hans: "区域", ja: "エリア" }
    inbox { en: "Inbox", zh_hant: "收件匣", zh_hans: "收件箱", ja: "受信箱" }
    missed { en: "Missed", zh_hant: "未接", zh_hans: "未接", ja: "未対応" }
    closed { en: "Closed", zh_hant: "已結束", zh_hans: "已结束", ja: "終了済み" }
    team { en: "Team", zh_hant: "團隊", zh_hans: "团队", ja: "チーム" }
    /// Name of a region; a promise to assistive technology.
    open_enquiries { en: "Open enquiries", zh_hant: "待回覆的諮詢", zh_hans: "待回复的咨询", ja: "未回答のお問い合わせ" }
    /// Name of a region; a promise to assistive technology.
    my_rooms { en: "My rooms", zh_hant: "我的對話", zh_hans: "我的对话", ja: "担当中のチャット" }
    /// On the button of a card; a promise to assistive technology.
    answer { en: "Answer", zh_hant: "回覆", zh_hans: "回复", ja: "対応する" }
    follow_up { en: "Follow up", zh_hant: "跟進", zh_hans: "跟进", ja: "フォローする" }

    all_caught_up { en: "All caught up", zh_hant: "全部處理完畢", zh_hans: "全部处理完毕", ja: "すべて対応済みです" }
    all_caught_up_words {
        en: "Nobody is waiting. When somebody asks, you'll see and hear it here.",
        zh_hant: "目前沒有人在等待。有人諮詢時，這裡會顯示並發出聲音。",
        zh_hans: "目前没有人在等待。有人咨询时，这里会显示并发出声音。",
        ja: "お待ちの方はいません。お問い合わせが来ると、ここに表示され音で知らせます。"
    }
    no_open_words {
        en: "New enquiries appear here at once.",
        zh_hant: "新的諮詢會立即出現在這裡。",
        zh_hans: "新的咨询会立即出现在这里。",
        ja: "新しいお問い合わせはすぐここに表示されます。"
    }
    guide_card { en: "Get your first enquiry", zh_hant: "迎接第一則諮詢", zh_hans: "迎接第一条咨询", ja: "最初のお問い合わせを受ける" }
    guide_card_words {
        en: "A few short steps, and people can reach you.",
        zh_hant: "只需幾個簡單步驟，大家就能聯絡到您。",
        zh_hans: "只需几个简单步骤，大家就能联系到您。",
        ja: "いくつかの短い手順で、お問い合わせを受けられるようになります。"
    }
    guide_card_go { en: "Show me", zh_hant: "開始", zh_hans: "开始", ja: "始める" }
    guide_card_away { en: "Put the guide away", zh_hant: "收起指南", zh_hans: "收起指南", ja: "ガイドを閉じる" }
    no_rooms { en: "No rooms yet", zh_hant: "還沒有對話", zh_hans: "还没有对话", ja: "担当中のチャットはありません" }
    no_rooms_words {
        en: "What you answer becomes a room here.",
        zh_hant: "您回覆的諮詢會出現在這裡。",
        zh_hans: "您回复的咨询会出现在这里。",
        ja: "対応したお問い合わせがここに並びます。"
    }
    /// After the shortcut that switches between rooms.
    no_rooms_yet { en: "You have no rooms yet.", zh_hant: "您還沒有對話。", zh_hans: "您还没有对话。", ja: "担当中のチャットはありません。" }
    pick_a_room { en: "Who's next?", zh_hant: "接下來是哪一位？", zh_hans: "接下来是哪一位？", ja: "次はどなたですか？" }
    pick_a_room_words {
        en: "Answer an enquiry, or pick one of your rooms.",
        zh_hant: "回覆一則諮詢，或選擇您的一個對話。",
        zh_hans: "回复一则咨询，或选择您的一个对话。",
        ja: "お問い合わせに対応するか、担当中のチャットを選んでください。"
    }
    /// Beside a list of enquiries that nobody talks in.
    pick_to_read { en: "Pick one to read it", zh_hant: "選擇一則查看", zh_hans: "选择一则查看", ja: "選ぶと内容が表示されます" }
    pick_to_read_words {
        en: "The talk and all that is known open here.",
        zh_hant: "對話和所有已知資料會顯示在這裡。",
        zh_hans: "对话和所有已知信息会显示在这里。",
        ja: "やり取りと分かっていることがすべてここに表示されます。"
    }
    team_words {
        en: "Who is Active can be offered an enquiry now.",
        zh_hant: "狀態為「可服務」的人現在可以收到諮詢。",
        zh_hans: "状态为“可服务”的人现在可以收到咨询。",
        ja: "「対応可」の人に今お問い合わせが届きます。"
    }
    put_on_site { en: "Put the chat on your site", zh_hant: "將聊天加到您的網站", zh_hans: "将聊天加到您的网站", ja: "サイトにチャットを設置する" }

    waiting { en: "Waiting", zh_hant: "等待中", zh_hans: "等待中", ja: "待ち時間" }
    waiting_since { en: "Waiting since it was raised", zh_hant: "自提出以來的等待時間", zh_hans: "自提出以来的等待时间", ja: "受付からの待ち時間" }
    /// On the ring around the sign of a card.
    offer_ends_in(time: &str) {
        en: "Offered for another {time}", zh_hant: "還可回覆 {time}", zh_hans: "还可回复 {time}", ja: "残り {time}"
    }
    nothing_said_yet { en: "Nothing said yet", zh_hant: "尚未留言", zh_hans: "尚未留言", ja: "まだ発言はありません" }
    /// The last words in a room, when they were ours.
    we_said(words: &str) { en: "Us: {words}", zh_hant: "我方：{words}", zh_hans: "我方：{words}", ja: "こちら：{words}" }
    /// To a topic.
    broadcast { en: "Broadcast", zh_hant: "廣播", zh_hans: "广播", ja: "一斉" }
    /// To one person.
    direct { en: "Direct", zh_hant: "指名", zh_hans: "指名", ja: "指名" }
    their_language { en: "Language of their browser", zh_hant: "對方瀏覽器的語言", zh_hans: "对方浏览器的语言", ja: "相手のブラウザーの言語" }
    left_email { en: "Left an e-mail address", zh_hant: "已留電子郵件", zh_hans: "已留电子邮件", ja: "メールアドレスあり" }
    left_phone { en: "Left a phone number", zh_hant: "已留電話", zh_hans: "已留电话", ja: "電話番号あり" }
    answered_by { en: "Answered by", zh_hant: "回覆者", zh_hans: "回复者", ja: "対応者" }

    nothing_missed { en: "Nothing missed", zh_hant: "沒有未接的諮詢", zh_hans: "没有未接的咨询", ja: "未対応はありません" }
    nothing_missed_words {
        en: "What nobody answers in time waits here until somebody follows up.",
        zh_hant: "未能及時回覆的諮詢會留在這裡，直到有人跟進。",
        zh_hans: "未能及时回复的咨询会留在这里，直到有人跟进。",
        ja: "時間内に対応できなかったお問い合わせは、フォローされるまでここに残ります。"
    }
    nothing_closed { en: "Nothing closed yet", zh_hant: "還沒有已結束的對話", zh_hans: "还没有已结束的对话", ja: "終了したチャットはありません" }
    nothing_closed_words {
        en: "Rooms that have ended are kept here to be read.",
        zh_hant: "結束的對話會保留在這裡供查閱。",
        zh_hans: "结束的对话会保留在这里供查阅。",
        ja: "終了したチャットはここで読み返せます。"
    }
    show_more { en: "Show more", zh_hant: "顯示更多", zh_hans: "显示更多", ja: "さらに表示" }
    nobody_else { en: "Just you so far", zh_hant: "目前只有您", zh_hans: "目前只有您", ja: "まだあなただけです" }
    nobody_else_words {
        en: "Colleagues appear here when an admin has invited them.",
        zh_hant: "管理員邀請同事後，他們會出現在這裡。",
        zh_hans: "管理员邀请同事后，他们会出现在这里。",
        ja: "管理者が招待した同僚がここに表示されます。"
    }

    /// Who lost a race: who won, and whom it was about.
    lost_to(name: &str, visitor: &str) {
        en: "{name} was quicker and has {visitor}.",
        zh_hant: "{name} 搶先一步，已接待 {visitor}。",
        zh_hans: "{name} 抢先一步，已接待 {visitor}。",
        ja: "{name} が先に {visitor} への対応を始めました。"
    }
    lost(visitor: &str) {
        en: "{visitor} is no longer waiting here.",
        zh_hant: "{visitor} 已不在此等待。",
        zh_hans: "{visitor} 已不在此等待。",
        ja: "{visitor} はもうここでは待っていません。"
    }
    /// In the place of the visitor, where nothing is known of them.
    this_enquiry { en: "this enquiry", zh_hant: "這則諮詢", zh_hans: "这则咨询", ja: "このお問い合わせ" }
    lost_one {
        en: "This enquiry is no longer waiting here.",
        zh_hant: "這則諮詢已不在此等待。",
        zh_hans: "这则咨询已不在此等待。",
        ja: "このお問い合わせはもうここでは待っていません。"
    }
    invited_to(visitor: &str) {
        en: "You’re a guest in the room with {visitor}.", zh_hant: "您受邀加入與 {visitor} 的對話。", zh_hans: "您受邀加入与 {visitor} 的对话。", ja: "{visitor} とのチャットに招待されました。"
    }
    was_accepted(name: &str, visitor: &str) {
        en: "{name} took over {visitor}.", zh_hant: "{name} 已接手 {visitor}。", zh_hans: "{name} 已接手 {visitor}。", ja: "{name} が {visitor} を引き継ぎました。"
    }
    was_returned(visitor: &str) {
        en: "Nobody took over {visitor}: you have it again.",
        zh_hant: "無人接手 {visitor}，仍由您接待。",
        zh_hans: "无人接手 {visitor}，仍由您接待。",
        ja: "{visitor} を引き継ぐ人がおらず、あなたに戻りました。"
    }
    was_not_accepted(visitor: &str) {
        en: "Nobody took over {visitor}.", zh_hant: "無人接手 {visitor}。", zh_hans: "无人接手 {visitor}。", ja: "{visitor} を引き継ぐ人がいませんでした。"
    }
    room_is_over(visitor: &str) {
        en: "The room with {visitor} was closed.",
        zh_hant: "與 {visitor} 的對話已結束。",
        zh_hans: "与 {visitor} 的对话已结束。",
        ja: "{visitor} とのチャットは終了しました。"
    }
    /// Title of a desktop notification; the topic or person that was pressed.
    alert_offer(name: &str) {
        en: "New enquiry: {name}", zh_hant: "新諮詢：{name}", zh_hans: "新咨询：{name}", ja: "新しいお問い合わせ：{name}"
    }
    /// The same, and of the page, while somebody calls; who.
    alert_call(name: &str) {
        en: "Call from {name}", zh_hant: "{name} 來電", zh_hans: "{name} 来电", ja: "{name} さんから着信"
    }
    /// On the card of somebody who calls.
    calls { en: "Call", zh_hant: "通話", zh_hans: "通话", ja: "通話" }
    /// Its words: who, and what they said.
    alert_words(name: &str, words: &str) {
        en: "{name}: {words}", zh_hant: "{name}：{words}", zh_hans: "{name}：{words}", ja: "{name}：{words}"
    }

    /// On the rail, short.
    keys { en: "Keys", zh_hant: "快速鍵", zh_hans: "快捷键", ja: "キー" }
    keys_help { en: "Keyboard shortcuts", zh_hant: "鍵盤快速鍵", zh_hans: "键盘快捷键", ja: "キーボードショートカット" }
    key_next { en: "Next of my rooms", zh_hant: "下一個對話", zh_hans: "下一个对话", ja: "次のチャット" }
    key_previous { en: "Previous of my rooms", zh_hant: "上一個對話", zh_hans: "上一个对话", ja: "前のチャット" }
    key_next_plain { en: "Next, while not writing", zh_hant: "下一個（未在輸入時）", zh_hans: "下一个（未在输入时）", ja: "次へ（入力中以外）" }
    key_previous_plain { en: "Previous, while not writing", zh_hant: "上一個（未在輸入時）", zh_hans: "上一个（未在输入时）", ja: "前へ（入力中以外）" }
    key_open { en: "To the open enquiry that waits longest", zh_hant: "到等待最久的諮詢", zh_hans: "到等待最久的咨询", ja: "最も長く待っているお問い合わせへ" }
    key_message { en: "To the message box", zh_hant: "到訊息輸入框", zh_hans: "到消息输入框", ja: "メッセージ欄へ" }
    key_details { en: "Show or hide details", zh_hant: "顯示或隱藏詳細資料", zh_hans: "显示或隐藏详情", ja: "詳細の表示・非表示" }
    find { en: "Find", zh_hant: "尋找", zh_hans: "查找", ja: "検索" }
    key_stress { en: "Bold, italic", zh_hant: "粗體、斜體", zh_hans: "粗体、斜体", ja: "太字・斜体" }
    key_find { en: "Find a room, a person or a page", zh_hant: "尋找對話、人員或頁面", zh_hans: "查找对话、人员或页面", ja: "チャット・人・ページを検索" }
    search_in_room { en: "Search in this room", zh_hant: "在此對話中搜尋", zh_hans: "在此对话中搜索", ja: "このチャット内を検索" }
    key_help { en: "This list", zh_hant: "這份清單", zh_hans: "此列表", ja: "この一覧" }
    key_send { en: "Send the message", zh_hant: "傳送訊息", zh_hans: "发送消息", ja: "メッセージを送信" }
    key_line { en: "New line in the message", zh_hant: "訊息內換行", zh_hans: "消息内换行", ja: "メッセージ内で改行" }
    key_back { en: "Stop writing; back to the list", zh_hant: "停止輸入；返回清單", zh_hans: "停止输入；返回列表", ja: "入力をやめる・一覧へ戻る" }
    single_keys {
        en: "Single letters are shortcuts", zh_hant: "啟用單鍵快速鍵", zh_hans: "启用单键快捷键", ja: "1文字のショートカットを使う"
    }

    /// The time is like "08:00", or "Mon 08:00".
    quiet_until(time: &str) {
        en: "Quiet until {time}: nothing sounds, and no device is woken.",
        zh_hant: "安靜時段至 {time}：不會發出聲音，也不會喚醒任何裝置。",
        zh_hans: "安静时段至 {time}：不会发出声音，也不会唤醒任何设备。",
        ja: "{time} まで通知を止めています。音は鳴らず、端末にも届きません。"
    }
    change_quiet { en: "Change", zh_hant: "變更", zh_hans: "更改", ja: "変更" }
    guest_failed {
        en: "This part couldn't be loaded. Check your connection and try again.",
        zh_hant: "無法載入此部分。請檢查網路連線後再試一次。",
        zh_hans: "无法加载此部分。请检查网络连接后重试。",
        ja: "この画面を読み込めませんでした。接続を確認して、もう一度お試しください。"
    }
    /// When somebody leaves a form that holds what was not saved.
    leave_question { en: "Leave without saving?", zh_hant: "不儲存就離開嗎？", zh_hans: "不保存就离开吗？", ja: "保存せずに移動しますか？" }
    leave_words {
        en: "What you changed here isn't saved yet.", zh_hant: "您在此的變更尚未儲存。", zh_hans: "您在此的更改尚未保存。", ja: "ここでの変更はまだ保存されていません。"
    }
    leave_verb { en: "Leave", zh_hant: "離開", zh_hans: "离开", ja: "移動する" }
}
