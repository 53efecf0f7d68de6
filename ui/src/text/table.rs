//! The texts of what visitors and staff both see: messages, the composer, the connection, and why something was refused.

use shared::api::ErrorCode;

crate::texts! {
    /// Name of the list of messages, for assistive technology.
    messages { en: "Messages", zh_hant: "訊息", zh_hans: "消息", ja: "メッセージ" }
    /// Who said something: the reader.
    you { en: "You", zh_hant: "您", zh_hans: "您", ja: "あなた" }

    /// Above what the room says by itself.
    automatic { en: "Automatic message", zh_hant: "自動訊息", zh_hans: "自动消息", ja: "自動メッセージ" }

    /// State of a message that was not acknowledged yet.
    sending { en: "Sending…", zh_hant: "傳送中…", zh_hans: "发送中…", ja: "送信中…" }
    /// State of a message that is stored.
    sent { en: "Sent", zh_hant: "已傳送", zh_hans: "已发送", ja: "送信済み" }
    /// State of a message that arrived on the other side.
    delivered { en: "Delivered", zh_hant: "已送達", zh_hans: "已送达", ja: "送達済み" }
    /// State of a message that the other side looked at.
    read { en: "Read", zh_hant: "已讀", zh_hans: "已读", ja: "既読" }
    /// State of a message that could not be sent.
    not_sent { en: "Not sent", zh_hant: "未能傳送", zh_hans: "未能发送", ja: "送信できませんでした" }
    try_again { en: "Try again", zh_hant: "重試", zh_hans: "重试", ja: "再試行" }
    /// Takes a message that was not sent out of the list.
    discard { en: "Discard", zh_hant: "捨棄", zh_hans: "舍弃", ja: "破棄" }

    /// Above the first message that was not read yet.
    /// On a note that only staff see.
    private_note { en: "Note, only for your team", zh_hant: "內部備註，僅團隊可見", zh_hans: "内部备注，仅团队可见", ja: "社内メモ（チームのみ表示）" }
    new_messages { en: "New messages", zh_hant: "新訊息", zh_hans: "新消息", ja: "新しいメッセージ" }
    /// The button that appears when the list is scrolled up.
    jump_to_newest { en: "Jump to newest", zh_hant: "跳至最新訊息", zh_hans: "跳至最新消息", ja: "最新へ移動" }
    unread(count: u32) {
        en: { one: "{count} unread message", other: "{count} unread messages" },
        zh_hant: { other: "{count} 則未讀訊息" },
        zh_hans: { other: "{count} 条未读消息" },
        ja: { other: "未読メッセージ {count}件" },
    }
    loading_older {
        en: "Loading earlier messages…", zh_hant: "正在載入較早的訊息…", zh_hans: "正在加载更早的消息…", ja: "以前のメッセージを読み込み中…"
    }
    is_typing(name: &str) {
        en: "{name} is typing…", zh_hant: "{name} 正在輸入…", zh_hans: "{name} 正在输入…", ja: "{name}さんが入力中…"
    }

    /// Opens what can be done to a message.
    more_actions { en: "More actions", zh_hant: "更多操作", zh_hans: "更多操作", ja: "その他の操作" }
    /// Answers a message, quoting it.
    quote { en: "Reply", zh_hant: "回覆", zh_hans: "回复", ja: "返信" }
    edit_message { en: "Edit", zh_hant: "編輯", zh_hans: "编辑", ja: "編集" }
    recall { en: "Recall", zh_hant: "收回", zh_hans: "撤回", ja: "送信取消" }
    recall_question {
        en: "Take it back for everyone?", zh_hant: "要為所有人收回嗎？", zh_hans: "要为所有人撤回吗？", ja: "全員のチャットから取り消しますか？"
    }
    /// In the place of a message that was recalled.
    recalled { en: "This message was recalled.", zh_hant: "此訊息已收回。", zh_hans: "此消息已撤回。", ja: "このメッセージは取り消されました。" }
    /// Beside a message that was edited.
    edited { en: "edited", zh_hant: "已編輯", zh_hans: "已编辑", ja: "編集済み" }
    /// Above the composer.
    editing { en: "Editing your message", zh_hant: "正在編輯您的訊息", zh_hans: "正在编辑您的消息", ja: "メッセージを編集中" }
    /// Above the composer.
    replying_to(name: &str) {
        en: "Replying to {name}", zh_hant: "正在回覆 {name}", zh_hans: "正在回复 {name}", ja: "{name}さんへの返信"
    }
    /// What is quoted, while it isn't loaded.
    earlier_message { en: "Earlier message", zh_hant: "較早的訊息", zh_hans: "较早的消息", ja: "以前のメッセージ" }

    /// Name of the composer's text box.
    message { en: "Message", zh_hant: "訊息", zh_hans: "消息", ja: "メッセージ" }
    /// In the empty text box.
    write_a_message { en: "Write a message…", zh_hant: "輸入訊息…", zh_hans: "输入消息…", ja: "メッセージを入力…" }
    send { en: "Send", zh_hant: "傳送", zh_hans: "发送", ja: "送信" }
    characters_left(count: u32) {
        en: { one: "{count} character left", other: "{count} characters left" },
        zh_hant: { other: "還可輸入 {count} 個字" },
        zh_hans: { other: "还可输入 {count} 个字" },
        ja: { other: "残り{count}文字" },
    }
    characters_over(count: u32) {
        en: { one: "{count} character too many", other: "{count} characters too many" },
        zh_hant: { other: "超出 {count} 個字" },
        zh_hans: { other: "超出 {count} 个字" },
        ja: { other: "{count}文字超過しています" },
    }

    /// Name of the button for files beside the text box.
    attach { en: "Attach a file", zh_hant: "附加檔案", zh_hans: "添加文件", ja: "ファイルを添付" }
    drop_here { en: "Drop files here", zh_hant: "將檔案拖放到這裡", zh_hans: "将文件拖放到这里", ja: "ここにファイルをドロップ" }
    /// In the place of something that comes into the page when it is needed, and couldn't.
    annex_failed {
        en: "This part couldn’t be loaded. Check your connection.",
        zh_hant: "這部分無法載入，請檢查網路連線。",
        zh_hans: "这部分无法加载，请检查网络连接。",
        ja: "この部分を読み込めませんでした。接続を確認してください。"
    }

    offline {
        en: "You're offline. What you write is sent when you're back.",
        zh_hant: "您目前離線。恢復連線後，訊息會自動傳送。",
        zh_hans: "您当前已离线。恢复连接后，消息会自动发送。",
        ja: "オフラインです。入力した内容は、接続が戻ると送信されます。"
    }
    connecting { en: "Connecting…", zh_hant: "連線中…", zh_hans: "正在连接…", ja: "接続中…" }
    loading { en: "Loading…", zh_hant: "載入中…", zh_hans: "正在加载…", ja: "読み込み中…" }

    /// A dot beside somebody who can answer now.
    online { en: "Online", zh_hant: "線上", zh_hans: "在线", ja: "オンライン" }
    back { en: "Back", zh_hant: "返回", zh_hans: "返回", ja: "戻る" }
    cancel { en: "Cancel", zh_hant: "取消", zh_hans: "取消", ja: "キャンセル" }
    close { en: "Close", zh_hant: "關閉", zh_hans: "关闭", ja: "閉じる" }
    search { en: "Search", zh_hant: "搜尋", zh_hans: "搜索", ja: "検索" }
    optional { en: "optional", zh_hant: "選填", zh_hans: "选填", ja: "任意" }

    /// Above a form of the service's own, before the first message.
    ask_title { en: "Before we start", zh_hant: "開始之前", zh_hans: "开始之前", ja: "チャットの前に" }
    wrong_malformed {
        en: "That couldn't be understood. Check what you entered.",
        zh_hant: "無法辨識，請檢查您輸入的內容。",
        zh_hans: "无法识别，请检查您输入的内容。",
        ja: "内容を処理できませんでした。入力内容をご確認ください。"
    }
    wrong_too_large {
        en: "That's too long. Please shorten it.",
        zh_hant: "內容太長，請縮短後再試。",
        zh_hans: "内容太长，请缩短后再试。",
        ja: "長すぎます。短くしてもう一度お試しください。"
    }
    wrong_too_fast {
        en: "That was a little fast. Please wait a moment.",
        zh_hant: "操作太頻繁，請稍候片刻。",
        zh_hans: "操作太频繁，请稍候片刻。",
        ja: "操作が速すぎます。少し待ってからお試しください。"
    }
    wrong_session_ended {
        en: "Your session has ended.", zh_hant: "您的工作階段已結束。", zh_hans: "您的会话已结束。", ja: "セッションが終了しました。"
    }
    wrong_forbidden {
        en: "You can't do this here.",
        zh_hant: "您無法在此執行這項操作。",
        zh_hans: "您无法在此执行这项操作。",
        ja: "ここではこの操作はできません。"
    }
    wrong_site {
        en: "This site isn't on this chat's list of sites.",
        zh_hant: "此網站不在這個聊天的網站清單中。",
        zh_hans: "此网站不在这个聊天的网站列表中。",
        ja: "このサイトはこのチャットの許可リストにありません。"
    }
    wrong_blocked {
        en: "We don't take messages from you here now.",
        zh_hant: "我們目前無法在此接收您的訊息。",
        zh_hans: "我们目前无法在此接收您的消息。",
        ja: "現在、ここではメッセージをお受けできません。"
    }
    wrong_not_found {
        en: "This is no longer there.", zh_hant: "此內容已不存在。", zh_hans: "此内容已不存在。", ja: "見つかりませんでした。"
    }
    wrong_closed {
        en: "This chat has ended.", zh_hant: "此對話已結束。", zh_hans: "此对话已结束。", ja: "このチャットは終了しました。"
    }
    wrong_too_late {
        en: "A message can be changed for 5 minutes. Write a new one.",
        zh_hant: "訊息只能在 5 分鐘內更改，請另發一則。",
        zh_hans: "消息只能在 5 分钟内更改，请另发一条。",
        ja: "変更できるのは送信後5分以内です。新しいメッセージを送ってください。"
    }
    wrong_too_old {
        en: "There is a newer version. Please reload the page.",
        zh_hant: "已有新版本，請重新載入頁面。",
        zh_hans: "已有新版本，请刷新页面。",
        ja: "新しいバージョンがあります。ページを再読み込みしてください。"
    }
    wrong_no_calls {
        en: "Calls aren't offered here. Write instead.",
        zh_hant: "此處不提供通話，請改用文字。",
        zh_hans: "此处不提供通话，请改用文字。",
        ja: "ここでは通話できません。メッセージをお送りください。"
    }
    wrong_unavailable {
        en: "We can't be reached right now. Trying again…",
        zh_hant: "目前無法連線，正在重試…",
        zh_hans: "暂时无法连接，正在重试…",
        ja: "現在接続できません。再試行しています…"
    }
    wrong_internal {
        en: "Something went wrong on our side. Please try again.",
        zh_hant: "系統發生問題，請再試一次。",
        zh_hans: "系统出了点问题，请再试一次。",
        ja: "問題が発生しました。もう一度お試しください。"
    }
}

/// Why something was refused, in words. What only staff can run into is said by the dashboard, which knows of what it is;
/// here it is just something that went wrong.
#[must_use]
pub fn wrong(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::Malformed => wrong_malformed(),
        ErrorCode::TooLarge => wrong_too_large(),
        ErrorCode::TooFast => wrong_too_fast(),
        ErrorCode::Unauthenticated => wrong_session_ended(),
        ErrorCode::Forbidden => wrong_forbidden(),
        ErrorCode::Blocked => wrong_blocked(),
        ErrorCode::SiteNotAllowed => wrong_site(),
        ErrorCode::NotFound => wrong_not_found(),
        ErrorCode::EnquiryClosed => wrong_closed(),
        ErrorCode::TooOld => wrong_too_old(),
        ErrorCode::TooLate => wrong_too_late(),
        ErrorCode::NoCalls => wrong_no_calls(),
        ErrorCode::Unavailable => wrong_unavailable(),
        ErrorCode::SignInFailed
        | ErrorCode::MethodNotAllowed
        | ErrorCode::AlreadyAnswered
        | ErrorCode::NobodyThere
        | ErrorCode::NotRated
        | ErrorCode::LabelWanted
        | ErrorCode::TooManyEnquiries
        | ErrorCode::Taken
        | ErrorCode::ChangedMeanwhile
        | ErrorCode::KindNotAllowed
        | ErrorCode::Executable
        | ErrorCode::TooManyFiles
        | ErrorCode::StorageFull
        | ErrorCode::Incomplete
        | ErrorCode::MailNotSetUp
        | ErrorCode::MailFailed
        | ErrorCode::WouldStrand
        | ErrorCode::Expired
        | ErrorCode::Internal
        | ErrorCode::Unknown => wrong_internal(),
    }
}
