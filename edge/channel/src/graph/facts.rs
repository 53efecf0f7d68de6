//! Fields that every account at Meta has, and the shapes of what is filled in.

use crate::{
    account::{Field, Words},
    adapter::Check,
};

/// What signs the calls.
pub(crate) const APP_SECRET: Field = Field {
    name: "app_secret",
    label: Words { en: "App secret", zh_hant: "應用程式密鑰", zh_hans: "应用密钥", ja: "app secret" },
    help: Words {
        en: "In the Meta app, under App settings → Basic. 32 characters.",
        zh_hant: "在 Meta 應用程式的「應用程式設定」→「基本資料」。共 32 個字元。",
        zh_hans: "在 Meta 应用的“应用设置”→“基本”。共 32 个字符。",
        ja: "Metaアプリの「アプリの設定」→「ベーシック」にある32文字の値です。",
    },
    secret: true,
    made: false,
    optional: false,
    accepts: is_app_secret,
};

/// What Meta shows when it looks whether we are there.
pub(crate) const VERIFY_TOKEN: Field = Field {
    name: "verify_token",
    label: Words { en: "Verify token", zh_hant: "驗證權杖", zh_hans: "验证口令", ja: "検証トークン" },
    help: Words {
        en: "Paste it beside the callback URL.",
        zh_hant: "貼到回呼網址旁邊的欄位。",
        zh_hans: "粘贴到回调网址旁边的栏位。",
        ja: "コールバックURLの隣の欄に貼り付けます。",
    },
    secret: true,
    made: true,
    optional: false,
    accepts: is_verify_token,
};

/// Whether the app's secret is the app's.
pub(crate) const SECRET_CHECK: Check = Check {
    name: "secret",
    label: APP_SECRET.label,
    remedy: Words {
        en: "Copy the app secret again, from the same app that the access token was made in.",
        zh_hant: "請重新複製應用程式密鑰，並確認存取權杖是用同一個應用程式產生的。",
        zh_hans: "请重新复制应用密钥，并确认访问口令由同一个应用生成。",
        ja: "アクセストークンを発行したのと同じアプリから、app secretをもう一度コピーしてください。",
    },
};

/// An id of Meta's: up to 20 digits.
pub(crate) fn is_id(text: &str) -> bool {
    (5..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An access token: Meta says nothing of its form but that it may grow.
pub(crate) fn is_token(text: &str) -> bool {
    (32..=2_000).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn is_app_secret(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
}

fn is_verify_token(text: &str) -> bool {
    (16..=100).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}
