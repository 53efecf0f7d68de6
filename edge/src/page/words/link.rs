//! What the page of a weblink says. `{{name}}` and `{{service}}` stand for the entry and the business.

/// The texts of one language.
pub(crate) struct LinkWords {
    /// As Open Graph writes it.
    pub(crate) locale: &'static str,
    pub(crate) engage: &'static str,
    pub(crate) hint: &'static str,
    /// Of an entry that says nothing about itself.
    pub(crate) about: &'static str,
    pub(crate) online: &'static str,
    pub(crate) away: &'static str,
    pub(crate) everybody: &'static str,
    pub(crate) unknown_title: &'static str,
    pub(crate) unknown_text: &'static str,
}

pub(super) const ENGLISH: LinkWords = LinkWords {
    locale: "en_US",
    engage: "Engage Now",
    hint: "Opens a chat. No app, no sign-up.",
    about: "Chat with {{name}} at {{service}}.",
    online: "Online now",
    away: "Away right now. Leave a message and you’ll hear back.",
    everybody: "Everyone at {{service}}",
    unknown_title: "There is no such link",
    unknown_text: "Check the address for typing mistakes. You can reach {{service}} here:",
};

pub(super) const TRADITIONAL_CHINESE: LinkWords = LinkWords {
    locale: "zh_TW",
    engage: "立即聯絡",
    hint: "開啟聊天，無需安裝應用程式，也無需註冊。",
    about: "與 {{service}} 的 {{name}} 聊聊。",
    online: "目前在線上",
    away: "目前不在線上。請留言，我們會回覆您。",
    everybody: "{{service}} 的所有聯絡對象",
    unknown_title: "沒有這個連結",
    unknown_text: "請檢查網址是否有誤。您可以在這裡聯絡 {{service}}：",
};

pub(super) const SIMPLIFIED_CHINESE: LinkWords = LinkWords {
    locale: "zh_CN",
    engage: "立即联系",
    hint: "打开聊天，无需安装应用，也无需注册。",
    about: "与 {{service}} 的 {{name}} 聊聊。",
    online: "现在在线",
    away: "现在不在线。请留言，我们会回复您。",
    everybody: "{{service}} 的所有联系对象",
    unknown_title: "没有这个链接",
    unknown_text: "请检查网址是否有误。您可以在这里联系 {{service}}：",
};

pub(super) const JAPANESE: LinkWords = LinkWords {
    locale: "ja_JP",
    engage: "今すぐ相談する",
    hint: "チャットが開きます。アプリも登録も不要です。",
    about: "{{service}}の{{name}}とチャットできます。",
    online: "オンライン",
    away: "ただいま不在です。メッセージを残していただければ、折り返しご連絡します。",
    everybody: "{{service}}の連絡先一覧",
    unknown_title: "このリンクはありません",
    unknown_text: "アドレスに誤りがないかご確認ください。{{service}}へはこちらからご連絡いただけます：",
};
