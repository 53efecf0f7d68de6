//! What a transcript says of what happened, in the reader's language. `{}` stands for a name.

use crate::page;

/// The texts of one language.
pub(super) struct Words {
    /// BCP 47.
    pub(super) lang: &'static str,
    pub(super) title: &'static str,
    /// With what the service is called.
    pub(super) title_for_visitor: &'static str,
    pub(super) title_of_space: &'static str,
    pub(super) times: &'static str,
    pub(super) visitor: &'static str,
    pub(super) somebody: &'static str,
    pub(super) automatic: &'static str,
    pub(super) note: &'static str,
    pub(super) file: &'static str,
    pub(super) deleted: &'static str,
    pub(super) recalled: &'static str,
    pub(super) edited: &'static str,
    pub(super) details: &'static str,
    pub(super) raised: &'static str,
    pub(super) answered: &'static str,
    pub(super) joined: &'static str,
    pub(super) left: &'static str,
    pub(super) passing: &'static str,
    pub(super) returned: &'static str,
    pub(super) missed: &'static str,
    pub(super) reopened: &'static str,
    pub(super) ended: &'static str,
    pub(super) ended_by: &'static str,
}

/// For an `Accept-Language` header.
pub(super) fn of(accept_language: &str) -> &'static Words {
    let wanted = page::language(accept_language);
    ALL.into_iter().find(|words| words.lang == wanted).unwrap_or(&ENGLISH)
}

const ALL: [&Words; 4] = [&ENGLISH, &TRADITIONAL_CHINESE, &SIMPLIFIED_CHINESE, &JAPANESE];

const ENGLISH: Words = Words {
    lang: "en",
    title: "Chat with {}",
    title_for_visitor: "Your chat with {}",
    title_of_space: "Talk among colleagues",
    times: "Times are in UTC.",
    visitor: "Visitor",
    somebody: "Somebody",
    automatic: "Automatic",
    note: "note for staff",
    file: "File",
    deleted: "deleted",
    recalled: "This message was recalled.",
    edited: "edited",
    details: "Left how to be reached",
    raised: "{} raised the enquiry",
    answered: "{} answered",
    joined: "{} joined",
    left: "{} left",
    passing: "Passed on to {}",
    returned: "{} has it again",
    missed: "Nobody answered in time",
    reopened: "Open again",
    ended: "The chat ended",
    ended_by: "{} ended the chat",
};

const TRADITIONAL_CHINESE: Words = Words {
    lang: "zh-Hant",
    title: "與 {} 的對話",
    title_for_visitor: "您與 {} 的對話",
    title_of_space: "同事對話",
    times: "時間為 UTC。",
    visitor: "訪客",
    somebody: "某人",
    automatic: "自動訊息",
    note: "員工備註",
    file: "檔案",
    deleted: "已刪除",
    recalled: "此訊息已收回。",
    edited: "已編輯",
    details: "留下聯絡方式",
    raised: "{} 提出諮詢",
    answered: "{} 已回覆",
    joined: "{} 已加入",
    left: "{} 已離開",
    passing: "轉交給 {}",
    returned: "已交還給 {}",
    missed: "未有人及時回覆",
    reopened: "重新開啟",
    ended: "對話已結束",
    ended_by: "{} 結束了對話",
};

const SIMPLIFIED_CHINESE: Words = Words {
    lang: "zh-Hans",
    title: "与 {} 的对话",
    title_for_visitor: "您与 {} 的对话",
    title_of_space: "同事对话",
    times: "时间为 UTC。",
    visitor: "访客",
    somebody: "某人",
    automatic: "自动消息",
    note: "员工备注",
    file: "文件",
    deleted: "已删除",
    recalled: "此消息已撤回。",
    edited: "已编辑",
    details: "留下联系方式",
    raised: "{} 发起咨询",
    answered: "{} 已回复",
    joined: "{} 已加入",
    left: "{} 已离开",
    passing: "转交给 {}",
    returned: "已交还给 {}",
    missed: "没有人及时回复",
    reopened: "重新打开",
    ended: "对话已结束",
    ended_by: "{} 结束了对话",
};

const JAPANESE: Words = Words {
    lang: "ja",
    title: "{} さんとのチャット",
    title_for_visitor: "{} とのチャット",
    title_of_space: "スタッフ同士の会話",
    times: "時刻は UTC です。",
    visitor: "訪問者",
    somebody: "スタッフ",
    automatic: "自動メッセージ",
    note: "スタッフ用メモ",
    file: "ファイル",
    deleted: "削除済み",
    recalled: "このメッセージは取り消されました。",
    edited: "編集済み",
    details: "連絡先を残しました",
    raised: "{} さんが問い合わせました",
    answered: "{} さんが対応しました",
    joined: "{} さんが参加しました",
    left: "{} さんが退出しました",
    passing: "{} に引き継ぎ中",
    returned: "{} さんに戻りました",
    missed: "時間内に対応できませんでした",
    reopened: "再び受付中になりました",
    ended: "チャットは終了しました",
    ended_by: "{} さんがチャットを終了しました",
};
