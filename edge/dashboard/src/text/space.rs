//! Spaces, and what colleagues note for each other.

ui::texts! {
    spaces { en: "Spaces", zh_hant: "群組", zh_hans: "群组", ja: "スペース" }
    spaces_words {
        en: "Talk with your colleagues: pick a Space, or start a direct chat from Team.",
        zh_hant: "與同事交流：選擇群組，或在「團隊」中開始私訊。",
        zh_hans: "与同事交流：选择群组，或在“团队”中开始私聊。",
        ja: "同僚と話しましょう。スペースを選ぶか、「チーム」からダイレクトチャットを始められます。"
    }
    group_chats { en: "Group chats", zh_hant: "群組對話", zh_hans: "群组对话", ja: "グループチャット" }
    direct_chats { en: "Direct chats", zh_hant: "私訊", zh_hans: "私聊", ja: "ダイレクトチャット" }
    direct_chat { en: "Direct chat", zh_hant: "私訊", zh_hans: "私聊", ja: "ダイレクトチャット" }
    public_space { en: "Public: everyone on the staff can join", zh_hant: "公開：所有員工都可加入", zh_hans: "公开：所有员工都可加入", ja: "公開：スタッフ全員が参加できます" }
    private_space { en: "Private: by invitation", zh_hant: "私人：僅限受邀者", zh_hans: "私密：仅限受邀者", ja: "非公開：招待された人のみ" }
    new_space { en: "New Space", zh_hant: "新增群組", zh_hans: "新建群组", ja: "新しいスペース" }
    browse_spaces { en: "Browse Spaces", zh_hant: "瀏覽群組", zh_hans: "浏览群组", ja: "スペースを探す" }
    no_spaces { en: "No Spaces yet", zh_hant: "尚無群組", zh_hans: "暂无群组", ja: "スペースはまだありません" }
    no_spaces_words {
        en: "A Space is a group chat for your team. Visitors never see it.",
        zh_hant: "群組是團隊內部的對話，訪客看不到。",
        zh_hans: "群组是团队内部的对话，访客看不到。",
        ja: "スペースはチーム内のグループチャットです。訪問者には見えません。"
    }
    about_space { en: "About this chat", zh_hant: "關於此對話", zh_hans: "关于此对话", ja: "このチャットについて" }
    members_count(count: u32) {
        en: { one: "{count} member", other: "{count} members" },
        zh_hant: { other: "{count} 位成員" },
        zh_hans: { other: "{count} 位成员" },
        ja: { other: "{count}人" }
    }
    nothing_found { en: "Nothing fits", zh_hant: "沒有符合的項目", zh_hans: "没有符合的项目", ja: "該当がありません" }
    muted { en: "Muted", zh_hant: "已靜音", zh_hans: "已静音", ja: "ミュート中" }
    is_archived { en: "This Space is archived. It can be read, and a manager can restore it.", zh_hant: "此群組已封存，只能閱讀；管理員可還原。", zh_hans: "此群组已归档，只能阅读；管理员可恢复。", ja: "このスペースはアーカイブされています。閲覧のみ可能で、管理者が元に戻せます。" }
    join_space { en: "Join", zh_hant: "加入", zh_hans: "加入", ja: "参加" }
    join_to_write { en: "You read along. Join to write.", zh_hant: "您正在閱讀，加入後即可發言。", zh_hans: "您正在阅读，加入后即可发言。", ja: "閲覧中です。参加すると書き込めます。" }
    space_refused { en: "You can’t read this chat any more.", zh_hant: "您已無法閱讀此對話。", zh_hans: "您已无法阅读此对话。", ja: "このチャットは閲覧できなくなりました。" }
    first_words_here { en: "Nobody has said anything here yet. Say hello!", zh_hant: "還沒有訊息，打個招呼吧！", zh_hans: "还没有消息，打个招呼吧！", ja: "まだメッセージがありません。あいさつしてみましょう。" }
    unread_space { en: "(unread)", zh_hant: "（未讀）", zh_hans: "（未读）", ja: "（未読）" }
    somebody { en: "Somebody", zh_hant: "某人", zh_hans: "某人", ja: "だれか" }
    somebody_said(name: &str, words: &str) { en: "{name}: {words}", zh_hant: "{name}：{words}", zh_hans: "{name}：{words}", ja: "{name}：{words}" }
    message_colleague { en: "Message", zh_hant: "傳訊息", zh_hans: "发消息", ja: "メッセージ" }

    named_in(name: &str, place: &str) { en: "{name} mentioned you in {place}", zh_hant: "{name} 在 {place} 提及您", zh_hans: "{name} 在 {place} 提到了您", ja: "{name} が {place} であなたにメンション" }
    named_count(count: u32) { en: "{count} for you", zh_hant: "{count} 則給您", zh_hans: "{count} 条给您", ja: "あなた宛て {count}件" }
    noted_in(name: &str, visitor: &str) { en: "{name} noted in the chat of {visitor}", zh_hant: "{name} 在 {visitor} 的對話中留下備註", zh_hans: "{name} 在 {visitor} 的对话中留下备注", ja: "{name} が {visitor} のチャットにメモ" }
    noted(name: &str) { en: "{name} noted something for you", zh_hant: "{name} 給您留下備註", zh_hans: "{name} 给您留下备注", ja: "{name} があなたにメモを残しました" }
    notes_for_you { en: "Notes for you", zh_hant: "給您的備註", zh_hans: "给您的备注", ja: "あなたへのメモ" }
    mark_all_seen { en: "Mark all as seen", zh_hant: "全部標為已讀", zh_hans: "全部标为已读", ja: "すべて既読にする" }
    new_note { en: "New note", zh_hant: "新備註", zh_hans: "新备注", ja: "新しいメモ" }
}
