//! What the worker's own pages say, in every language at once: a text that a language lacks does not compile. The
//! applications bring their own, much larger tables; these are for pages that must work without them.

pub(super) mod link;

use self::link::LinkWords;

/// The texts of one language.
pub(super) struct Words {
    /// BCP 47.
    pub(super) lang: &'static str,
    pub(super) failed: &'static str,
    pub(super) try_again: &'static str,
    /// What the chat says before its module is there: the same words as in the module.
    pub(super) chat: [(&'static str, &'static str); 4],
    /// What the loader says: the launcher's name, what stands where the chat should be, what takes an offer away.
    pub(super) loader: [&'static str; 3],
    pub(super) landing_title: &'static str,
    pub(super) landing_text: &'static str,
    pub(super) not_found_title: &'static str,
    pub(super) not_found_text: &'static str,
    pub(super) link: LinkWords,
    /// By their names in `setup.html`.
    pub(super) setup: [(&'static str, &'static str); 26],
}

/// The words for an `Accept-Language` header: the first language in it that we have, in the order of the header, in
/// which browsers write their wishes; English if there is none.
pub(super) fn of(accept_language: &str) -> &'static Words {
    accept_language
        .split(',')
        .find_map(|wish| language(wish.split(';').next().unwrap_or_default().trim()))
        .unwrap_or(&ENGLISH)
}

fn language(tag: &str) -> Option<&'static Words> {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    match parts.next()? {
        "en" => Some(&ENGLISH),
        "ja" => Some(&JAPANESE),
        "zh" if parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) => Some(&TRADITIONAL_CHINESE),
        "zh" => Some(&SIMPLIFIED_CHINESE),
        _ => None,
    }
}

/// Every language that we have.
pub(super) const ALL: [&Words; 4] = [&ENGLISH, &TRADITIONAL_CHINESE, &SIMPLIFIED_CHINESE, &JAPANESE];

const ENGLISH: Words = Words {
    lang: "en",
    failed: "This page could not be started. Check your connection and try again.",
    try_again: "Try again",
    chat: [("message", "Message"), ("write", "Write a message…"), ("send", "Send"), ("hide", "Hide")],
    loader: ["Chat with us", "Can’t connect. Try again", "Dismiss"],
    landing_title: "Frontdesk is running",
    landing_text: "Staff sign in at the address of their service’s dashboard. A new deployment is set up with the link that \
                   its installation printed.",
    not_found_title: "There is nothing at this address",
    not_found_text: "Check the address for typing mistakes, or ask whoever gave it to you for a new one.",
    link: link::ENGLISH,
    setup: [
        ("title", "Set up your service"),
        ("lead", "A few lines, and your team can answer its first enquiry."),
        ("noscript", "This page needs JavaScript."),
        ("business", "Your business"),
        ("name", "Name"),
        ("slug", "Short name for addresses"),
        ("slug_below", "Small letters, digits and hyphens. It can’t be changed later. Your dashboard will be at"),
        ("time_zone", "Time zone"),
        ("languages", "Languages that you answer in"),
        ("sites", "Sites that may show the chat"),
        ("optional", "optional"),
        ("sites_below", "One a line, like https://www.example.com or https://*.example.com. You can add them later."),
        ("owner", "Your account"),
        ("owner_name", "Your name, as visitors see it"),
        ("email", "E-mail"),
        ("password", "Password"),
        ("password_below", "At least 10 characters."),
        ("key_part", "Set-up key"),
        ("key", "Key"),
        ("key_below", "It was printed when this deployment was installed."),
        ("submit", "Create the service"),
        ("failed", "That didn’t work. Please try again."),
        ("offline", "The server can’t be reached. Check your connection and try again; what you typed is still here."),
        ("wrong_key", "This set-up key isn’t right. Copy it again from where it was printed."),
        ("taken", "There already is a service with this short name. Choose another one."),
        (
            "used_key",
            "This set-up link was used already. Whoever runs the deployment can make a new one: cargo xtask deploy --new-setup-key",
        ),
    ],
};

const TRADITIONAL_CHINESE: Words = Words {
    lang: "zh-Hant",
    failed: "無法開啟此頁面。請檢查網路連線後再試一次。",
    try_again: "再試一次",
    chat: [("message", "訊息"), ("write", "輸入訊息…"), ("send", "傳送"), ("hide", "收起")],
    loader: ["與我們聊聊", "無法連線，再試一次", "關閉"],
    landing_title: "Frontdesk 正在運作",
    landing_text: "客服人員請由所屬服務的工作台網址登入。新的部署請使用安裝時顯示的連結進行設定。",
    not_found_title: "找不到這個網址",
    not_found_text: "請檢查網址是否有誤，或向提供者索取新的網址。",
    link: link::TRADITIONAL_CHINESE,
    setup: [
        ("title", "設定您的服務"),
        ("lead", "只需填寫幾項，您的團隊就能回覆第一則查詢。"),
        ("noscript", "此頁面需要 JavaScript。"),
        ("business", "您的業務"),
        ("name", "名稱"),
        ("slug", "網址用的簡稱"),
        ("slug_below", "小寫字母、數字與連字號，之後無法更改。您的工作台網址是"),
        ("time_zone", "時區"),
        ("languages", "回覆所用的語言"),
        ("sites", "可以顯示聊天的網站"),
        ("optional", "選填"),
        ("sites_below", "每行一個，例如 https://www.example.com 或 https://*.example.com。之後也可以新增。"),
        ("owner", "您的帳號"),
        ("owner_name", "您的姓名（訪客會看到）"),
        ("email", "電子郵件"),
        ("password", "密碼"),
        ("password_below", "至少 10 個字元。"),
        ("key_part", "設定金鑰"),
        ("key", "金鑰"),
        ("key_below", "安裝此部署時會顯示。"),
        ("submit", "建立服務"),
        ("failed", "未能完成，請再試一次。"),
        ("offline", "無法連線到伺服器。請檢查網路後再試一次，您輸入的內容仍在這裡。"),
        ("wrong_key", "設定金鑰不正確，請重新複製。"),
        ("taken", "這個簡稱已有服務使用，請換一個。"),
        ("used_key", "這個設定連結已經使用過。部署的管理者可以產生新的連結：cargo xtask deploy --new-setup-key"),
    ],
};

const SIMPLIFIED_CHINESE: Words = Words {
    lang: "zh-Hans",
    failed: "无法打开此页面。请检查网络连接后重试。",
    try_again: "重试",
    chat: [("message", "消息"), ("write", "输入消息…"), ("send", "发送"), ("hide", "收起")],
    loader: ["与我们聊聊", "无法连接，再试一次", "关闭"],
    landing_title: "Frontdesk 正在运行",
    landing_text: "客服人员请通过所属服务的工作台网址登录。新的部署请使用安装时显示的链接进行设置。",
    not_found_title: "找不到这个网址",
    not_found_text: "请检查网址是否有误，或向提供者索取新的网址。",
    link: link::SIMPLIFIED_CHINESE,
    setup: [
        ("title", "设置您的服务"),
        ("lead", "只需填写几项，您的团队就能回复第一条咨询。"),
        ("noscript", "此页面需要 JavaScript。"),
        ("business", "您的业务"),
        ("name", "名称"),
        ("slug", "网址用的简称"),
        ("slug_below", "小写字母、数字和连字符，之后无法更改。您的工作台网址是"),
        ("time_zone", "时区"),
        ("languages", "回复所用的语言"),
        ("sites", "可以显示聊天的网站"),
        ("optional", "选填"),
        ("sites_below", "每行一个，例如 https://www.example.com 或 https://*.example.com。以后也可以添加。"),
        ("owner", "您的账号"),
        ("owner_name", "您的姓名（访客会看到）"),
        ("email", "电子邮箱"),
        ("password", "密码"),
        ("password_below", "至少 10 个字符。"),
        ("key_part", "设置密钥"),
        ("key", "密钥"),
        ("key_below", "安装此部署时会显示。"),
        ("submit", "创建服务"),
        ("failed", "未能完成，请重试。"),
        ("offline", "无法连接服务器。请检查网络后重试，您输入的内容仍在这里。"),
        ("wrong_key", "设置密钥不正确，请重新复制。"),
        ("taken", "这个简称已有服务使用，请换一个。"),
        ("used_key", "这个设置链接已经使用过。部署的管理者可以生成新的链接：cargo xtask deploy --new-setup-key"),
    ],
};

const JAPANESE: Words = Words {
    lang: "ja",
    failed: "ページを開始できませんでした。接続を確認して、もう一度お試しください。",
    try_again: "再試行",
    chat: [("message", "メッセージ"), ("write", "メッセージを入力…"), ("send", "送信"), ("hide", "隠す")],
    loader: ["チャットで相談", "接続できません。再試行", "閉じる"],
    landing_title: "Frontdesk は稼働中です",
    landing_text: "スタッフはサービスのダッシュボードのアドレスからサインインします。新しい環境は、インストール時に表示されたリンクから設定してください。",
    not_found_title: "このアドレスには何もありません",
    not_found_text: "アドレスに誤りがないか確認するか、提供元に新しいアドレスをお尋ねください。",
    link: link::JAPANESE,
    setup: [
        ("title", "サービスの設定"),
        ("lead", "いくつかの項目を入力すれば、最初のお問い合わせに対応できます。"),
        ("noscript", "このページには JavaScript が必要です。"),
        ("business", "ビジネス"),
        ("name", "名称"),
        ("slug", "アドレス用の短い名前"),
        ("slug_below", "小文字の英字、数字、ハイフン。後から変更できません。ダッシュボードのアドレス："),
        ("time_zone", "タイムゾーン"),
        ("languages", "対応する言語"),
        ("sites", "チャットを表示できるサイト"),
        ("optional", "任意"),
        ("sites_below", "1 行に 1 つ。例：https://www.example.com、https://*.example.com。後から追加できます。"),
        ("owner", "あなたのアカウント"),
        ("owner_name", "お名前（訪問者に表示されます）"),
        ("email", "メールアドレス"),
        ("password", "パスワード"),
        ("password_below", "10 文字以上。"),
        ("key_part", "設定キー"),
        ("key", "キー"),
        ("key_below", "インストール時に表示されたものです。"),
        ("submit", "サービスを作成"),
        ("failed", "うまくいきませんでした。もう一度お試しください。"),
        ("offline", "サーバーに接続できません。接続を確認してもう一度お試しください。入力内容は残っています。"),
        ("wrong_key", "設定キーが正しくありません。表示されたものをもう一度コピーしてください。"),
        ("taken", "この短い名前はすでに使われています。別の名前を選んでください。"),
        (
            "used_key",
            "この設定リンクはすでに使われています。運用担当者は新しいリンクを作れます：cargo xtask deploy --new-setup-key",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_the_same_things() {
        for words in ALL {
            let names = words.setup.map(|(name, _)| name);
            assert_eq!(names, ENGLISH.setup.map(|(name, _)| name), "{}", words.lang);
        }
    }

    #[test]
    fn a_browser_gets_the_first_language_that_we_have() {
        assert_eq!(of("").lang, "en");
        assert_eq!(of("fr, zh-HK;q=0.8, en;q=0.5").lang, "zh-Hant");
        assert_eq!(of("zh-CN").lang, "zh-Hans");
        assert_eq!(of("zh-Hant-HK").lang, "zh-Hant");
        assert_eq!(of("ja-JP,en").lang, "ja");
        assert_eq!(of(",;;q=x").lang, "en");
    }
}
