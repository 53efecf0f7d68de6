//! Passing enquiries on, and colleagues in rooms.

ui::texts! {
    /// The button in a room, and the verb on the dialog's.
    transfer { en: "Transfer", zh_hant: "轉接", zh_hans: "转接", ja: "転送" }
    transfer_of(visitor: &str) {
        en: "Transfer {visitor}", zh_hant: "轉接 {visitor}", zh_hans: "转接 {visitor}", ja: "{visitor} を転送"
    }
    transfer_words {
        en: "They can read the whole talk before they accept. You have it until then.",
        zh_hant: "對方接受前可先閱讀完整對話。在此之前仍由您接待。",
        zh_hans: "对方接受前可先阅读完整对话。在此之前仍由您接待。",
        ja: "相手は引き継ぐ前にやり取り全体を読めます。それまではあなたの担当です。"
    }
    find_receiver { en: "Find a colleague or tag", zh_hant: "搜尋同事或標籤", zh_hans: "搜索同事或标签", ja: "同僚やタグを検索" }
    transfer_to { en: "To", zh_hant: "轉接給", zh_hans: "转接给", ja: "転送先" }
    no_receiver { en: "Nobody by that name", zh_hant: "找不到符合的對象", zh_hans: "找不到符合的对象", ja: "該当する相手がいません" }
    choose_receiver { en: "Choose who gets it.", zh_hant: "請選擇轉接對象。", zh_hans: "请选择转接对象。", ja: "転送先を選んでください。" }
    active_count(count: u32) { en: "{count} active", zh_hant: "{count} 人在線", zh_hans: "{count} 人在线", ja: "{count}人が対応可能" }
    transfer_note { en: "Note for them", zh_hant: "給對方的備註", zh_hans: "给对方的备注", ja: "相手へのメモ" }
    transfer_note_hint { en: "The visitor doesn’t see it.", zh_hant: "訪客看不到。", zh_hans: "访客看不到。", ja: "訪問者には表示されません。" }
    problem_note { en: "A note has at most 1,000 characters.", zh_hant: "備註最多 1,000 個字。", zh_hans: "备注最多 1,000 个字。", ja: "メモは1,000文字以内で入力してください。" }
    if_nobody { en: "If nobody accepts", zh_hant: "若無人接受", zh_hans: "若无人接受", ja: "誰も引き継がない場合" }
    if_nobody_back { en: "It comes back to me", zh_hant: "退回給我", zh_hans: "退回给我", ja: "自分に戻す" }
    if_nobody_missed { en: "It is missed", zh_hant: "列為未接", zh_hans: "列为未接", ja: "未対応にする" }
    keep_sight { en: "I stay in the room afterwards", zh_hant: "之後我仍留在對話中", zh_hans: "之后我仍留在对话中", ja: "転送後も参加し続ける" }
    transferring(name: &str) { en: "Offered to {name}", zh_hant: "正轉接給 {name}", zh_hans: "正转接给 {name}", ja: "{name} に転送中" }
    take_back { en: "Take back", zh_hant: "收回", zh_hans: "收回", ja: "取り消す" }
    decline { en: "Decline", zh_hant: "婉拒", zh_hans: "婉拒", ja: "辞退" }
    /// On the card of who it is passed on to.
    transfer_from(name: &str) { en: "Transfer from {name}", zh_hant: "{name} 轉接", zh_hans: "{name} 转接", ja: "{name} からの転送" }
    accept_words { en: "You have it once you answer.", zh_hant: "回覆後即由您接待。", zh_hans: "回复后即由您接待。", ja: "対応するとあなたの担当になります。" }

    guest { en: "Guest", zh_hant: "受邀", zh_hans: "受邀", ja: "ゲスト" }
    people_here { en: "In this room", zh_hant: "對話成員", zh_hans: "对话成员", ja: "このチャットのメンバー" }
    people_names(names: &str) { en: "In this room: {names}", zh_hant: "對話成員：{names}", zh_hans: "对话成员：{names}", ja: "メンバー：{names}" }
    has_it { en: "Has this enquiry", zh_hant: "負責接待", zh_hans: "负责接待", ja: "担当" }
    invite { en: "Invite", zh_hant: "邀請", zh_hans: "邀请", ja: "招待" }
    invite_colleague { en: "Invite a colleague", zh_hant: "邀請同事", zh_hans: "邀请同事", ja: "同僚を招待" }
    find_colleague { en: "Find a colleague", zh_hant: "搜尋同事", zh_hans: "搜索同事", ja: "同僚を検索" }
    remove_guest { en: "Remove", zh_hant: "移出", zh_hans: "移出", ja: "退出させる" }
    leave_room { en: "Leave the room", zh_hant: "離開對話", zh_hans: "离开对话", ja: "退出する" }
    room_is_full { en: "A chat has at most 10 guests.", zh_hant: "每個對話最多 10 位受邀者。", zh_hans: "每个对话最多 10 位受邀者。", ja: "ゲストは1つのチャットに10人までです。" }

    looking_on(name: &str) {
        en: "{name} has this enquiry. You look on: the visitor doesn’t see you.", zh_hant: "{name} 正在接待。您在旁觀，訪客看不到您。", zh_hans: "{name} 正在接待。您在旁观，访客看不到您。", ja: "{name} が対応中です。見守り中のあなたは相手には見えません。"
    }
    join_room { en: "Join", zh_hant: "加入", zh_hans: "加入", ja: "参加" }
    take_over { en: "Take over", zh_hant: "接手", zh_hans: "接手", ja: "引き取る" }
    take_over_words(name: &str) {
        en: "It is yours at once. {name} is told, and the visitor sees that you answer now.", zh_hant: "立即由您接待。{name} 會收到通知，訪客會看到改由您接待。", zh_hans: "立即由您接待。{name} 会收到通知，访客会看到改由您接待。", ja: "すぐにあなたの担当になります。{name} に通知され、相手にも表示されます。"
    }
    former_stays(name: &str) { en: "{name} stays as a guest", zh_hant: "{name} 留下作為受邀者", zh_hans: "{name} 留下作为受邀者", ja: "{name} はゲストとして残る" }
    was_taken_over(name: &str, visitor: &str) { en: "{name} has taken over {visitor}.", zh_hant: "{name} 已接手 {visitor}。", zh_hans: "{name} 已接手 {visitor}。", ja: "{name} が {visitor} を引き取りました。" }
    whisper(name: &str) { en: "Whisper to {name}: only your team sees it", zh_hant: "悄悄告訴 {name}，僅團隊可見", zh_hans: "悄悄告诉 {name}，仅团队可见", ja: "{name} にささやく（チームだけに表示）" }
    lookers(names: &str) { en: "Looking on: {names}", zh_hant: "旁觀中：{names}", zh_hans: "旁观中：{names}", ja: "見守り中：{names}" }

    key_transfer { en: "Transfer this enquiry", zh_hant: "轉接此諮詢", zh_hans: "转接此咨询", ja: "このお問い合わせを転送" }
}
