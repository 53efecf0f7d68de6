//! What visitors read, and nobody else.

ui::texts! {
    /// The largest words on the first screen.
    greeting {
        en: "Hello! How can we help?", zh_hant: "您好！有什麼可以幫您？", zh_hans: "您好！有什么可以帮您？", ja: "お気軽にお問い合わせください"
    }
    /// Below the greeting.
    invitation {
        en: "Pick a topic, or the person you'd like to talk to.",
        zh_hant: "選擇一個主題，或您想聯絡的人。",
        zh_hans: "选择一个主题，或您想联系的人。",
        ja: "トピックまたは担当者をお選びください。"
    }
    your_chats { en: "Your chats", zh_hant: "您的對話", zh_hans: "您的对话", ja: "あなたのチャット" }
    tags { en: "Tags", zh_hant: "主題", zh_hans: "主题", ja: "トピック" }
    staff { en: "Staff", zh_hant: "服務團隊", zh_hans: "服务团队", ja: "スタッフ" }
    /// On the button beside a tag or a person.
    chat { en: "Chat", zh_hant: "聊天", zh_hans: "聊天", ja: "チャット" }
    find {
        en: "Find a topic or person", zh_hant: "搜尋主題或人員", zh_hans: "搜索主题或人员", ja: "トピックや担当者を検索"
    }
    nothing_found(term: &str) {
        en: "Nothing found for “{term}”",
        zh_hant: "找不到「{term}」",
        zh_hans: "未找到“{term}”",
        ja: "「{term}」は見つかりませんでした"
    }
    nobody_yet { en: "Nobody to chat with yet", zh_hant: "目前沒有可聯絡的對象", zh_hans: "暂时没有可联系的对象", ja: "まだご案内できる担当者がいません" }
    nobody_yet_more {
        en: "Please come back a little later.", zh_hant: "請稍後再來看看。", zh_hans: "请稍后再来看看。", ja: "しばらくしてから、もう一度お越しください。"
    }
    directory_failed {
        en: "The list couldn't be loaded", zh_hant: "無法載入列表", zh_hans: "无法加载列表", ja: "一覧を読み込めませんでした"
    }
    gone {
        en: "This contact isn't available any more. Please choose another one.",
        zh_hant: "這個聯絡對象已無法使用，請選擇其他對象。",
        zh_hans: "该联系对象已不可用，请选择其他对象。",
        ja: "この窓口は現在ご利用いただけません。ほかの窓口をお選びください。"
    }

    /// In the list of one's chats, before what one said oneself.
    you_said(text: &str) { en: "You: {text}", zh_hant: "您：{text}", zh_hans: "您：{text}", ja: "あなた：{text}" }
    waits { en: "Waiting for an answer", zh_hant: "等待回覆中", zh_hans: "等待回复中", ja: "返信をお待ちください" }
    was_missed { en: "Not answered yet", zh_hant: "尚未回覆", zh_hans: "尚未回复", ja: "まだ対応できていません" }
    has_ended { en: "Ended", zh_hant: "已結束", zh_hans: "已结束", ja: "終了" }

    letting_know_team {
        en: "We're letting the team know…", zh_hant: "正在通知團隊…", zh_hans: "正在通知团队…", ja: "担当チームに連絡しています…"
    }
    letting_know(name: &str) {
        en: "We're letting {name} know…", zh_hant: "正在通知 {name}…", zh_hans: "正在通知 {name}…", ja: "{name}さんに連絡しています…"
    }
    still_asking {
        en: "Thanks for your patience. We're still finding somebody for you.",
        zh_hant: "感謝您的耐心，我們仍在為您聯繫服務人員。",
        zh_hans: "感谢您的耐心，我们仍在为您联系服务人员。",
        ja: "お待たせしております。引き続き担当者を探しています。"
    }
    write_already {
        en: "You can write your message already.", zh_hant: "您可以先寫下訊息。", zh_hans: "您可以先写下消息。", ja: "先にメッセージをご入力いただけます。"
    }
    /// A line of the talk: somebody answered.
    joined(name: &str) {
        en: "{name} joined the chat", zh_hant: "{name} 已加入對話", zh_hans: "{name} 已加入对话", ja: "{name}さんがチャットに参加しました"
    }
    /// A line of the talk: who had spoken beside the one who answers is gone.
    left(name: &str) {
        en: "{name} left the chat", zh_hant: "{name} 已離開對話", zh_hans: "{name} 已离开对话", ja: "{name}さんがチャットを退出しました"
    }
    /// A line of the talk: it is offered to others, a topic or a person.
    passing(name: &str) {
        en: "You’re being passed on to {name}", zh_hant: "正在為您轉接 {name}", zh_hans: "正在为您转接 {name}", ja: "「{name}」におつなぎしています"
    }
    /// A line of the talk: who had it took it back.
    returned(name: &str) {
        en: "{name} is helping you again", zh_hant: "{name} 繼續為您服務", zh_hans: "{name} 继续为您服务", ja: "引き続き{name}さんが対応します"
    }
    /// A line of the talk: nobody took it over.
    not_passed(name: &str) {
        en: "Nobody was free there. {name} is helping you again",
        zh_hant: "對方目前無人有空，{name} 繼續為您服務",
        zh_hans: "对方暂时无人有空，{name} 继续为您服务",
        ja: "対応できる担当者がいないため、引き続き{name}さんが対応します"
    }
    /// A line of the talk: nobody answered in time.
    missed_line {
        en: "Nobody was free to answer", zh_hant: "當時沒有人能回覆", zh_hans: "当时没有人能回复", ja: "対応できる担当者がいませんでした"
    }
    /// A line of the talk: the visitor wrote again, and the team is asked again.
    asked_again {
        en: "We're asking the team again", zh_hant: "正在再次通知團隊", zh_hans: "正在再次通知团队", ja: "もう一度担当チームに連絡しています"
    }
    /// A line of the talk: the visitor left how to be reached.
    details_line(reach: &str) {
        en: "You left your details: {reach}", zh_hant: "您已留下聯絡方式：{reach}", zh_hans: "您已留下联系方式：{reach}", ja: "連絡先を送信しました：{reach}"
    }
    /// A line of the talk: it is closed then, for nobody has written for long.
    closing(time: &str) {
        en: "This chat closes at {time} unless you write.",
        zh_hant: "若您沒有回覆，此對話將於 {time} 關閉。",
        zh_hans: "如果您没有回复，此对话将于 {time} 关闭。",
        ja: "{time} までにメッセージがない場合、チャットを終了します。"
    }
    ended_by_you { en: "You closed this chat", zh_hant: "您已關閉此對話", zh_hans: "您已关闭此对话", ja: "チャットを終了しました" }
    ended_by_team { en: "The team closed this chat", zh_hant: "服務團隊已關閉此對話", zh_hans: "服务团队已关闭此对话", ja: "担当者がチャットを終了しました" }
    ended_idle {
        en: "This chat closed after a long silence",
        zh_hant: "此對話因長時間無訊息而關閉",
        zh_hans: "此对话因长时间无消息而关闭",
        ja: "しばらくやり取りがなかったため、チャットを終了しました"
    }
    ended_full { en: "This chat is full and closed", zh_hant: "此對話已滿並已關閉", zh_hans: "此对话已满并已关闭", ja: "チャットが上限に達したため終了しました" }
    earlier { en: "See the earlier chat", zh_hant: "查看先前的對話", zh_hans: "查看之前的对话", ja: "以前のチャットを見る" }

    /// Beside a topic that nobody answers now.
    opens(time: &str) { en: "Opens {time}", zh_hant: "{time} 開放", zh_hans: "{time} 开放", ja: "{time} から受付" }

    start_again { en: "Start again", zh_hant: "重新開始", zh_hans: "重新开始", ja: "もう一度始める" }
    write_to_start_again {
        en: "Write to start again…", zh_hant: "輸入訊息即可重新開始…", zh_hans: "输入消息即可重新开始…", ja: "入力すると再開できます…"
    }
    close_chat { en: "Close chat", zh_hant: "關閉對話", zh_hans: "关闭对话", ja: "チャットを終了" }
    close_question { en: "Close this chat?", zh_hant: "要關閉此對話嗎？", zh_hans: "要关闭此对话吗？", ja: "チャットを終了しますか？" }
    close_more {
        en: "You can start again at any time.", zh_hant: "您可以隨時重新開始。", zh_hans: "您可以随时重新开始。", ja: "いつでも再開できます。"
    }
    keep_chatting { en: "Keep chatting", zh_hant: "繼續聊天", zh_hans: "继续聊天", ja: "続ける" }
    /// Puts the whole chat away; it goes on behind the launcher.
    hide { en: "Hide", zh_hant: "收起", zh_hans: "收起", ja: "隠す" }
    sounds { en: "Sounds", zh_hant: "提示音", zh_hans: "提示音", ja: "通知音" }

    /// As `details_line`, to who could be reached already.
    form_line { en: "You filled in the form", zh_hant: "您已填寫表單", zh_hans: "您已填写表单", ja: "フォームを送信しました" }
    notify_me { en: "Notify me", zh_hant: "通知我", zh_hans: "通知我", ja: "通知を受け取る" }
    /// In a frame on the owner's page, where browsers let nobody be notified.
    notify_window {
        en: "Open in a window to be notified", zh_hant: "在視窗中開啟以接收通知", zh_hans: "在窗口中打开以接收通知", ja: "別ウィンドウで開いて通知を受け取る"
    }
    notify_on {
        en: "You’ll be notified here when somebody answers.",
        zh_hant: "有人回覆時，您會在此裝置收到通知。",
        zh_hans: "有人回复时，您会在此设备收到通知。",
        ja: "返信があると、この端末に通知が届きます。"
    }
    notify_stop { en: "Stop", zh_hant: "停止通知", zh_hans: "停止通知", ja: "停止" }
    notify_denied {
        en: "Your browser doesn’t allow notifications from here. You can change that in its settings for this site.",
        zh_hant: "您的瀏覽器不允許此處的通知，可在瀏覽器的網站設定中變更。",
        zh_hans: "您的浏览器不允许此处的通知，可在浏览器的网站设置中更改。",
        ja: "ブラウザーがここからの通知を許可していません。サイトの設定で変更できます。"
    }
    notify_failed {
        en: "That didn’t work. Check your connection and try again.",
        zh_hant: "未能完成。請檢查網路後再試一次。",
        zh_hans: "未能完成。请检查网络后重试。",
        ja: "うまくいきませんでした。接続を確認して、もう一度お試しください。"
    }
    notify_blocked {
        en: "Your browser kept the window from opening.", zh_hant: "瀏覽器阻止了視窗開啟。", zh_hans: "浏览器阻止了窗口打开。", ja: "ブラウザーがウィンドウを開くのを止めました。"
    }

    not_started { en: "The chat couldn't be started", zh_hant: "無法開始對話", zh_hans: "无法开始对话", ja: "チャットを開始できませんでした" }
    wrong_too_many {
        en: "You have three chats running already. Close one of them, then try again.",
        zh_hant: "您已有三個進行中的對話。請先關閉其中一個，再試一次。",
        zh_hans: "您已有三个进行中的对话。请先关闭其中一个，再试一次。",
        ja: "すでに3件のチャットが進行中です。いずれかを終了してから、もう一度お試しください。"
    }
}
