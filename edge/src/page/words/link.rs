//! What the page of a weblink says. `{{name}}` and `{{service}}` stand for the entry and the business.

/// The texts of one language.
pub(crate) struct LinkWords {
    /// As Open Graph writes it.
    pub(crate) locale: &'static str,
    pub(crate) engage: &'static str,
    /// For who can be called.
    pub(crate) call: &'static str,
    pub(crate) hint: &'static str,
    /// Of an entry that says nothing about itself.
    pub(crate) about: &'static str,
    pub(crate) online: &'static str,
    pub(crate) away: &'static str,
    /// `{{time}}` stands for when.
    pub(crate) back: &'static str,
    pub(crate) everybody: &'static str,
    pub(crate) over_title: &'static str,
    pub(crate) over_text: &'static str,
    pub(crate) unknown_title: &'static str,
    pub(crate) unknown_text: &'static str,
    pub(crate) print: PrintWords,
}

/// What the sheets say that are printed, and what is around them on the screen.
pub(crate) struct PrintWords {
    pub(crate) title: &'static str,
    pub(crate) scan: &'static str,
    pub(crate) form: &'static str,
    pub(crate) tent: &'static str,
    pub(crate) stickers: &'static str,
    pub(crate) paper: &'static str,
    pub(crate) print: &'static str,
}

pub(super) const ENGLISH: LinkWords = LinkWords {
    locale: "en_US",
    engage: "Engage Now",
    call: "Call",
    hint: "Opens a chat. No app, no sign-up.",
    about: "Chat with {{name}} at {{service}}.",
    online: "Online now",
    away: "Away right now. Leave a message and you’ll hear back.",
    back: "Back {{time}}. Leave a message and you’ll hear back.",
    everybody: "Everyone at {{service}}",
    over_title: "This link isn’t in use any more",
    over_text: "But {{service}} is still there for you:",
    unknown_title: "There is no such link",
    unknown_text: "Check the address for typing mistakes. You can reach {{service}} here:",
    print: PrintWords {
        title: "Print: {{name}}",
        scan: "Scan to chat with us",
        form: "Form",
        tent: "Table tent",
        stickers: "Stickers",
        paper: "Paper",
        print: "Print",
    },
};

pub(super) const TRADITIONAL_CHINESE: LinkWords = LinkWords {
    locale: "zh_TW",
    engage: "立即聯絡",
    call: "語音通話",
    hint: "開啟聊天，無需安裝應用程式，也無需註冊。",
    about: "與 {{service}} 的 {{name}} 聊聊。",
    online: "目前在線上",
    away: "目前不在線上。請留言，我們會回覆您。",
    back: "{{time}} 恢復服務。請留言，我們會回覆您。",
    everybody: "{{service}} 的所有聯絡對象",
    over_title: "這個連結已停止使用",
    over_text: "您仍可以在這裡聯絡 {{service}}：",
    unknown_title: "沒有這個連結",
    unknown_text: "請檢查網址是否有誤。您可以在這裡聯絡 {{service}}：",
    print: PrintWords {
        title: "列印：{{name}}",
        scan: "掃描即可與我們聊聊",
        form: "樣式",
        tent: "桌上立牌",
        stickers: "貼紙",
        paper: "紙張",
        print: "列印",
    },
};

pub(super) const SIMPLIFIED_CHINESE: LinkWords = LinkWords {
    locale: "zh_CN",
    engage: "立即联系",
    call: "语音通话",
    hint: "打开聊天，无需安装应用，也无需注册。",
    about: "与 {{service}} 的 {{name}} 聊聊。",
    online: "现在在线",
    away: "现在不在线。请留言，我们会回复您。",
    back: "{{time}} 恢复服务。请留言，我们会回复您。",
    everybody: "{{service}} 的所有联系对象",
    over_title: "这个链接已停止使用",
    over_text: "您仍可以在这里联系 {{service}}：",
    unknown_title: "没有这个链接",
    unknown_text: "请检查网址是否有误。您可以在这里联系 {{service}}：",
    print: PrintWords {
        title: "打印：{{name}}",
        scan: "扫描即可与我们聊聊",
        form: "样式",
        tent: "桌牌",
        stickers: "贴纸",
        paper: "纸张",
        print: "打印",
    },
};

pub(super) const JAPANESE: LinkWords = LinkWords {
    locale: "ja_JP",
    engage: "今すぐ相談する",
    call: "通話する",
    hint: "チャットが開きます。アプリも登録も不要です。",
    about: "{{service}}の{{name}}とチャットできます。",
    online: "オンライン",
    away: "ただいま不在です。メッセージを残していただければ、折り返しご連絡します。",
    back: "{{time}} に再開します。メッセージを残していただければ、折り返しご連絡します。",
    everybody: "{{service}}の連絡先一覧",
    over_title: "このリンクは現在使われていません",
    over_text: "{{service}}へは引き続きこちらからご連絡いただけます：",
    unknown_title: "このリンクはありません",
    unknown_text: "アドレスに誤りがないかご確認ください。{{service}}へはこちらからご連絡いただけます：",
    print: PrintWords {
        title: "印刷：{{name}}",
        scan: "スキャンしてチャットで相談",
        form: "形式",
        tent: "卓上スタンド",
        stickers: "ステッカー",
        paper: "用紙",
        print: "印刷",
    },
};
