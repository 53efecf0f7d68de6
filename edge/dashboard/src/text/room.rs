//! A room, and what is known of its enquiry.

ui::texts! {
    /// Over a room of which nothing is known, or nothing yet.
    enquiry { en: "Enquiry", zh_hant: "諮詢", zh_hans: "咨询", ja: "お問い合わせ" }
    details { en: "Details", zh_hant: "詳細資料", zh_hans: "详情", ja: "詳細" }
    hide_details { en: "Hide details", zh_hant: "隱藏詳細資料", zh_hans: "隐藏详情", ja: "詳細を隠す" }
    /// Leads to a page where an agent blocks the visitor, and an admin may also erase them.
    block_or_erase { en: "Block or erase", zh_hant: "封鎖或清除", zh_hans: "屏蔽或清除", ja: "ブロック・消去" }
    /// Ends the enquiry.
    close_room { en: "Close", zh_hant: "結束", zh_hans: "结束", ja: "終了" }
    close_question { en: "Close this enquiry?", zh_hant: "要結束這則諮詢嗎？", zh_hans: "要结束这则咨询吗？", ja: "このお問い合わせを終了しますか？" }
    close_words {
        en: "The visitor is told that the chat has ended. If they write again, a new enquiry begins.",
        zh_hant: "訪客會收到對話已結束的通知。若對方再次留言，會開始新的諮詢。",
        zh_hans: "访客会收到对话已结束的通知。若对方再次留言，会开始新的咨询。",
        ja: "チャットが終了したことが相手に表示されます。再び書き込みがあれば、新しいお問い合わせになります。"
    }
    answer_to_talk {
        en: "Answer to see the whole talk", zh_hant: "回覆後即可查看完整對話", zh_hans: "回复后即可查看完整对话", ja: "対応するとやり取り全体が見られます"
    }
    answer_words { en: "The first to answer gets the room.", zh_hant: "最先回覆的人取得對話。", zh_hans: "最先回复的人获得对话。", ja: "最初に対応した人の担当になります。" }
    follow_up_words {
        en: "Nobody answered in time. Take it up, and the visitor sees your reply.",
        zh_hant: "未能及時回覆。跟進後，訪客會看到您的回覆。",
        zh_hans: "未能及时回复。跟进后，访客会看到您的回复。",
        ja: "時間内に対応できませんでした。フォローすると、返信が相手に届きます。"
    }
    offered_to_others {
        en: "It is offered to others now.", zh_hant: "目前分派給其他人。", zh_hans: "目前分派给其他人。", ja: "現在はほかの人に届いています。"
    }
    theirs(name: &str) { en: "{name} has this enquiry.", zh_hant: "{name} 正在接待。", zh_hans: "{name} 正在接待。", ja: "{name} が対応しています。" }
    writing_beside(name: &str) {
        en: "{name} has this enquiry. What you write, the visitor sees too.",
        zh_hant: "{name} 正在接待。您寫的內容訪客也會看到。",
        zh_hans: "{name} 正在接待。您写的内容访客也会看到。",
        ja: "{name} が対応しています。あなたが書いた内容も相手に表示されます。"
    }
    /// What the box below writes.
    what_to_write { en: "What you write", zh_hant: "撰寫內容", zh_hans: "撰写内容", ja: "書き込みの種類" }
    reply { en: "Reply", zh_hant: "回覆", zh_hans: "回复", ja: "返信" }
    note { en: "Note", zh_hant: "備註", zh_hans: "备注", ja: "メモ" }
    write_a_note {
        en: "Write a note that only your team sees", zh_hant: "寫下僅團隊可見的備註", zh_hans: "写下仅团队可见的备注", ja: "チームだけに見えるメモを書く"
    }
    switch_writing {
        en: "Switch between reply and note: Ctrl or ⌘ and full stop",
        zh_hant: "切換回覆與備註：Ctrl 或 ⌘ 加句點",
        zh_hans: "切换回复与备注：Ctrl 或 ⌘ 加句点",
        ja: "返信とメモの切り替え：Ctrl または ⌘ とピリオド"
    }
    room_refused {
        en: "You can't follow this talk any more.", zh_hant: "您已無法查看此對話。", zh_hans: "您已无法查看此对话。", ja: "このやり取りは表示できなくなりました。"
    }

    event_raised { en: "Enquiry raised", zh_hant: "提出諮詢", zh_hans: "提出咨询", ja: "お問い合わせ受付" }
    event_answered(name: &str) { en: "{name} answered", zh_hant: "{name} 已接待", zh_hans: "{name} 已接待", ja: "{name} が対応を開始" }
    event_joined(name: &str) { en: "{name} joined", zh_hant: "{name} 加入了", zh_hans: "{name} 加入了", ja: "{name} が参加" }
    event_left(name: &str) { en: "{name} left", zh_hant: "{name} 離開了", zh_hans: "{name} 离开了", ja: "{name} が退出" }
    event_passing(to: &str) { en: "Being passed on to {to}", zh_hant: "正在轉接給 {to}", zh_hans: "正在转接给 {to}", ja: "{to} へ転送中" }
    event_returned(name: &str) { en: "{name} has it again", zh_hant: "{name} 繼續接待", zh_hans: "{name} 继续接待", ja: "{name} が引き続き対応" }
    event_not_passed(name: &str) {
        en: "Nobody accepted: {name} has it again", zh_hant: "無人接受：{name} 繼續接待", zh_hans: "无人接受：{name} 继续接待", ja: "引き継ぐ人なし：{name} が引き続き対応"
    }
    event_missed { en: "Nobody answered in time", zh_hant: "未能及時回覆", zh_hans: "未能及时回复", ja: "時間内に対応できませんでした" }
    event_reopened { en: "Offered again", zh_hant: "重新分派", zh_hans: "重新分派", ja: "改めて届けられました" }
    event_closing(time: &str) {
        en: "Closes at {time} unless somebody writes",
        zh_hant: "若無人發言，將於 {time} 結束",
        zh_hans: "如无人发言，将于 {time} 结束",
        ja: "{time} までに書き込みがなければ終了します"
    }
    event_details_left { en: "Left contact details", zh_hant: "留下了聯絡資料", zh_hans: "留下了联系方式", ja: "連絡先を残しました" }

    contact { en: "Contact", zh_hant: "聯絡人", zh_hans: "联系人", ja: "連絡先" }
    phone { en: "Phone", zh_hant: "電話", zh_hans: "电话", ja: "電話番号" }
    their_message { en: "Message", zh_hant: "留言", zh_hans: "留言", ja: "メッセージ" }
    /// The friendly name that a visitor got.
    handle_of_visitor { en: "Known as", zh_hant: "代稱", zh_hans: "代称", ja: "呼び名" }
    no_contact_yet {
        en: "They haven't said how to reach them.", zh_hant: "對方尚未留下聯絡方式。", zh_hans: "对方尚未留下联系方式。", ja: "連絡先はまだ分かりません。"
    }
    /// What a visitor told in forms.
    answers { en: "Answers", zh_hant: "表單內容", zh_hans: "表单内容", ja: "フォームの回答" }
    agreed_at(time: &str) { en: "Agreed {time}.", zh_hant: "{time} 同意。", zh_hans: "{time} 同意。", ja: "{time} に同意。" }
    where_from { en: "Where from", zh_hant: "來源", zh_hans: "来源", ja: "流入元" }
    page_now { en: "On page", zh_hant: "目前頁面", zh_hans: "当前页面", ja: "閲覧中のページ" }
    referrer { en: "Came from", zh_hant: "來自", zh_hans: "来自", ja: "リンク元" }
    weblink { en: "Weblink", zh_hant: "網頁連結", zh_hans: "网页链接", ja: "ウェブリンク" }
    former { en: "Before", zh_hant: "先前", zh_hans: "此前", ja: "以前" }
    former_link { en: "The enquiry before this one", zh_hant: "上一則諮詢", zh_hans: "上一则咨询", ja: "前回のお問い合わせ" }
    visitor { en: "Visitor", zh_hant: "訪客", zh_hans: "访客", ja: "訪問者" }
    country { en: "Country", zh_hant: "國家／地區", zh_hans: "国家/地区", ja: "国・地域" }
    their_time { en: "Their time", zh_hant: "對方時間", zh_hans: "对方时间", ja: "現地時刻" }
    device { en: "Device", zh_hant: "裝置", zh_hans: "设备", ja: "端末" }
    device_desktop(browser: &str, system: &str) {
        en: "{browser} on {system}", zh_hant: "{system} 上的 {browser}", zh_hans: "{system} 上的 {browser}", ja: "{system} の {browser}"
    }
    device_mobile(browser: &str, system: &str) {
        en: "{browser} on {system}, phone or tablet",
        zh_hant: "{system} 手機或平板上的 {browser}",
        zh_hans: "{system} 手机或平板上的 {browser}",
        ja: "{system}（モバイル）の {browser}"
    }
    times { en: "Times", zh_hant: "時間", zh_hans: "时间", ja: "時間" }
    raised_at { en: "Raised", zh_hant: "提出", zh_hans: "提出", ja: "受付" }
    answered_at { en: "Answered", zh_hant: "接待", zh_hans: "接待", ja: "対応開始" }
    waited { en: "Waited", zh_hant: "等待", zh_hans: "等待", ja: "待ち時間" }
    closed_at { en: "Closed", zh_hant: "結束", zh_hans: "结束", ja: "終了" }
    talked { en: "Talked", zh_hant: "對話", zh_hans: "对话", ja: "対応時間" }

    why_here { en: "Why it came here", zh_hant: "為何來到這裡", zh_hans: "为何来到这里", ja: "ここに届いた経緯" }
    known_as { en: "Name", zh_hant: "姓名", zh_hans: "姓名", ja: "名前" }
    is_verified { en: "Identity verified by your site", zh_hant: "身分已由您的網站驗證", zh_hans: "身份已由您的网站验证", ja: "サイトで本人確認済み" }
    other_enquiries { en: "Other enquiries", zh_hant: "其他諮詢", zh_hans: "其他咨询", ja: "ほかのお問い合わせ" }
    contact_page { en: "All about this contact", zh_hant: "此聯絡人的所有資料", zh_hans: "此联系人的所有资料", ja: "この連絡先の詳細" }
}
