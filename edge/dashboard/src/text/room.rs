//! A room, and what is known of its enquiry.

ui::texts! {
    /// Over a room of which nothing is known, or nothing yet.
    enquiry { en: "Enquiry", zh_hant: "諮詢", zh_hans: "咨询", ja: "お問い合わせ" }
    details { en: "Details", zh_hant: "詳細資料", zh_hans: "详情", ja: "詳細" }
    hide_details { en: "Hide details", zh_hant: "隱藏詳細資料", zh_hans: "隐藏详情", ja: "詳細を隠す" }
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
    room_refused {
        en: "You can't follow this talk any more.", zh_hant: "您已無法查看此對話。", zh_hans: "您已无法查看此对话。", ja: "このやり取りは表示できなくなりました。"
    }
    closed_by_visitor { en: "The visitor closed the chat", zh_hant: "訪客結束了對話", zh_hans: "访客结束了对话", ja: "相手がチャットを終了しました" }
    closed_by_staff { en: "Closed by staff", zh_hant: "客服結束了對話", zh_hans: "客服结束了对话", ja: "スタッフがチャットを終了しました" }
    closed_by_idle { en: "Closed after a long silence", zh_hant: "因長時間無回應而結束", zh_hans: "因长时间无回应而结束", ja: "長時間やり取りがないため終了しました" }
    closed_by_nobody { en: "This enquiry is closed", zh_hant: "這則諮詢已結束", zh_hans: "这则咨询已结束", ja: "このお問い合わせは終了しました" }

    event_raised { en: "Enquiry raised", zh_hant: "提出諮詢", zh_hans: "提出咨询", ja: "お問い合わせ受付" }
    event_answered(name: &str) { en: "{name} answered", zh_hant: "{name} 已接待", zh_hans: "{name} 已接待", ja: "{name} が対応を開始" }
    event_joined(name: &str) { en: "{name} joined", zh_hant: "{name} 加入了", zh_hans: "{name} 加入了", ja: "{name} が参加" }
    event_missed { en: "Nobody answered in time", zh_hant: "未能及時回覆", zh_hans: "未能及时回复", ja: "時間内に対応できませんでした" }
    event_reopened { en: "The visitor wrote again", zh_hant: "訪客再次留言", zh_hans: "访客再次留言", ja: "相手から再び連絡がありました" }
    event_details_left { en: "Left contact details", zh_hant: "留下了聯絡資料", zh_hans: "留下了联系方式", ja: "連絡先を残しました" }

    contact { en: "Contact", zh_hant: "聯絡人", zh_hans: "联系人", ja: "連絡先" }
    phone { en: "Phone", zh_hant: "電話", zh_hans: "电话", ja: "電話番号" }
    their_message { en: "Message", zh_hant: "留言", zh_hans: "留言", ja: "メッセージ" }
    /// The friendly name that a visitor got.
    handle_of_visitor { en: "Known as", zh_hant: "代稱", zh_hans: "代称", ja: "呼び名" }
    no_contact_yet {
        en: "They haven't said how to reach them.", zh_hant: "對方尚未留下聯絡方式。", zh_hans: "对方尚未留下联系方式。", ja: "連絡先はまだ分かりません。"
    }
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
    trace_raised_tag(name: &str) { en: "The visitor pressed “{name}”.", zh_hant: "訪客選擇了「{name}」。", zh_hans: "访客选择了“{name}”。", ja: "訪問者が「{name}」を選びました。" }
    trace_raised_gone { en: "The visitor pressed a tag that is no longer there.", zh_hant: "訪客選擇了一個現已移除的標籤。", zh_hans: "访客选择了一个现已移除的标签。", ja: "訪問者が、今はないタグを選びました。" }
    trace_raised_staff(name: &str) { en: "The visitor asked for {name}.", zh_hant: "訪客指名 {name}。", zh_hans: "访客指名 {name}。", ja: "訪問者が {name} を指名しました。" }
    trace_skipped(name: &str) {
        en: "“{name}” was passed over: nobody on it was available.",
        zh_hant: "略過「{name}」：沒有人可服務。",
        zh_hans: "跳过“{name}”：没有人可服务。",
        ja: "「{name}」は対応できる人がいないため飛ばされました。"
    }
    trace_full(name: &str) {
        en: "“{name}” was passed over: those who are there have as many rooms as they take.",
        zh_hant: "略過「{name}」：在線的人對話數已滿。",
        zh_hans: "跳过“{name}”：在线的人对话数已满。",
        ja: "「{name}」は対応中の会話が上限に達しているため飛ばされました。"
    }
    trace_full_staff(name: &str) {
        en: "{name} had as many rooms as they take.",
        zh_hant: "{name} 的對話數已滿。",
        zh_hans: "{name} 的对话数已满。",
        ja: "{name} は対応中の会話が上限に達していました。"
    }
    trace_closed(name: &str) {
        en: "“{name}” was passed over: it was outside its hours.",
        zh_hant: "略過「{name}」：不在服務時間內。",
        zh_hans: "跳过“{name}”：不在服务时间内。",
        ja: "「{name}」は時間外のため飛ばされました。"
    }
    trace_language(name: &str) {
        en: "“{name}” was passed over: it is for other languages.",
        zh_hant: "略過「{name}」：只服務其他語言。",
        zh_hans: "跳过“{name}”：只服务其他语言。",
        ja: "「{name}」は他の言語の担当のため飛ばされました。"
    }
    trace_country(name: &str) {
        en: "“{name}” was passed over: it is for other countries.",
        zh_hant: "略過「{name}」：只服務其他國家或地區。",
        zh_hans: "跳过“{name}”：只服务其他国家或地区。",
        ja: "「{name}」は他の国・地域の担当のため飛ばされました。"
    }
    trace_not_served(name: &str) {
        en: "“{name}” was passed over: nobody on it served this contact lately.",
        zh_hant: "略過「{name}」：近期沒有人接待過這位聯絡人。",
        zh_hans: "跳过“{name}”：近期没有人接待过这位联系人。",
        ja: "「{name}」は最近この相手に対応した人がいないため飛ばされました。"
    }
    trace_drawn(name: &str, share: u32) {
        en: "“{name}” came first by its share of {share}%.",
        zh_hant: "按 {share}% 的比例，先分派給「{name}」。",
        zh_hans: "按 {share}% 的比例，先分派给“{name}”。",
        ja: "割合 {share}% により「{name}」が先になりました。"
    }
    trace_picked_up(line: &str, name: &str) {
        en: "Given to {name}, who had the fewest rooms on “{line}”.",
        zh_hant: "直接交給「{line}」中對話最少的 {name}。",
        zh_hans: "直接交给“{line}”中对话最少的 {name}。",
        ja: "「{line}」で会話が最も少ない {name} に割り当てられました。"
    }
    trace_out_of_hours(schedule: &str) {
        en: "It was outside “{schedule}”.",
        zh_hant: "不在「{schedule}」的服務時間內。",
        zh_hans: "不在“{schedule}”的服务时间内。",
        ja: "「{schedule}」の時間外でした。"
    }
    trace_out_of_hours_until(schedule: &str, opens: &str) {
        en: "It was outside “{schedule}”, which opens {opens}.",
        zh_hant: "不在「{schedule}」的服務時間內，{opens} 開放。",
        zh_hans: "不在“{schedule}”的服务时间内，{opens} 开放。",
        ja: "「{schedule}」の時間外でした（{opens} に開始）。"
    }
    trace_skipped_staff(name: &str) { en: "{name} wasn't available.", zh_hant: "{name} 無法服務。", zh_hans: "{name} 无法服务。", ja: "{name} は対応できませんでした。" }
    trace_offered(line: &str, names: &str, wait: &str) {
        en: "Offered to “{line}” ({names}) for {wait}.",
        zh_hant: "分派給「{line}」（{names}），等待 {wait}。",
        zh_hans: "分派给“{line}”（{names}），等待 {wait}。",
        ja: "「{line}」（{names}）に {wait} の間届きました。"
    }
    trace_offered_staff(name: &str, wait: &str) {
        en: "Offered to {name} for {wait}.", zh_hant: "分派給 {name}，等待 {wait}。", zh_hans: "分派给 {name}，等待 {wait}。", ja: "{name} に {wait} の間届きました。"
    }
    trace_wait_over { en: "Nobody answered within the wait.", zh_hant: "等待時間內無人回覆。", zh_hans: "等待时间内无人回复。", ja: "待ち時間内に誰も対応しませんでした。" }
    trace_everybody_left { en: "Nobody it was offered to could take it any more.", zh_hant: "被分派的人都無法再接待。", zh_hans: "被分派的人都无法再接待。", ja: "届いた全員が対応できなくなりました。" }
    trace_answered(name: &str) { en: "{name} answered.", zh_hant: "{name} 接待。", zh_hans: "{name} 接待。", ja: "{name} が対応を開始しました。" }
    trace_missed { en: "No destination was left: missed.", zh_hant: "沒有其他接待組：列為未接。", zh_hans: "没有其他接待组：列为未接。", ja: "次の対応先がなく、未対応になりました。" }
    trace_reopened { en: "The visitor wrote again, and it was offered anew.", zh_hant: "訪客再次留言，重新分派。", zh_hans: "访客再次留言，重新分派。", ja: "再び連絡があり、改めて届けられました。" }
    trace_followed_up(name: &str) { en: "{name} followed up.", zh_hant: "{name} 跟進。", zh_hans: "{name} 跟进。", ja: "{name} がフォローしました。" }
    former_colleague { en: "a former colleague", zh_hant: "前同事", zh_hans: "前同事", ja: "以前の同僚" }
}
