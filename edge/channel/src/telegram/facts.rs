//! What there is to know of Telegram, and what its owner reads.

use super::rules;
use crate::{
    account::{Field, Words},
    adapter::{Abilities, Check, Facts},
    split::Unit,
};

/// See [`crate::Adapter::facts`].
pub(super) static FACTS: Facts = Facts {
    kind: "telegram",
    name: "Telegram",
    short: "Telegram",
    icon: concat!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="12" fill="#2aabee"/>"##,
        r##"<path fill="#fff" d="M4.8 11.6 18 6.2c.8-.3 1.4.2 1.2 1.1L17 17.4c-.2.8-.9 1-1.6.6L12 15.5l-1.7 1.6c-.5.5-.9.3-1-.3l-.8-3.6-3.7-1.2z"/>"##,
        r##"<path fill="none" stroke="#2aabee" stroke-linecap="round" d="m8.6 13.1 7.2-4.5-5.6 5.4"/></svg>"##,
    ),
    visitor: Words {
        en: "Telegram visitor",
        zh_hant: "Telegram 訪客",
        zh_hans: "Telegram 访客",
        ja: "Telegramのお客様",
    },
    steps: &[
        Words {
            en: "Open @BotFather in Telegram. Send /newbot and answer its questions, or /mybots to choose a bot that you have.",
            zh_hant: "在 Telegram 開啟 @BotFather。傳送 /newbot 並回答問題，或傳送 /mybots 選擇現有的機器人。",
            zh_hans: "在 Telegram 中打开 @BotFather。发送 /newbot 并回答问题，或发送 /mybots 选择已有的机器人。",
            ja: "Telegramで @BotFather を開き、/newbot を送って質問に答えます。既存のボットを使う場合は /mybots を送って選びます。",
        },
        Words {
            en: "Copy the API token from its answer and paste it here. A bot that another system uses stops working there.",
            zh_hant: "複製回覆中的 API token 並貼到此處。若該機器人正由其他系統使用，將在那邊停止運作。",
            zh_hans: "复制回复中的 API token 并粘贴到此处。若该机器人正由其他系统使用，将在那边停止工作。",
            ja: "返信にあるAPIトークンをコピーして、ここに貼り付けます。ほかのシステムで使用中のボットは、そちらでは動作しなくなります。",
        },
        Words {
            en: "Save. The address {webhook} is set at Telegram for you.",
            zh_hant: "儲存。系統會自動在 Telegram 設定位址 {webhook}。",
            zh_hans: "保存。系统会自动在 Telegram 设置地址 {webhook}。",
            ja: "保存します。アドレス {webhook} はTelegramに自動で設定されます。",
        },
        Words {
            en: "Give visitors the link t.me/ followed by the bot's name. They press Start and write.",
            zh_hant: "將 t.me/ 加上機器人名稱的連結提供給訪客，按「開始」即可傳訊。",
            zh_hans: "把 t.me/ 加机器人名称的链接提供给访客，点“开始”即可发消息。",
            ja: "「t.me/ボット名」のリンクをお客様に案内します。「開始」を押すとメッセージを送れます。",
        },
    ],
    fields: &[
        Field {
            name: "bot_token",
            label: Words { en: "API token", zh_hant: "API token", zh_hans: "API token", ja: "APIトークン" },
            help: Words {
                en: "From @BotFather: digits, a colon and some 35 letters and digits.",
                zh_hant: "來自 @BotFather：數字、冒號，再加約 35 位字母與數字。",
                zh_hans: "来自 @BotFather：数字、冒号，再加约 35 位字母和数字。",
                ja: "@BotFather が発行する、数字とコロンに約35文字の英数字が続くものです。",
            },
            secret: true,
            made: false,
            optional: false,
            accepts: is_bot_token,
        },
        Field {
            name: "secret_token",
            label: Words {
                en: "Webhook secret",
                zh_hant: "Webhook 密鑰",
                zh_hans: "Webhook 密钥",
                ja: "Webhookシークレット",
            },
            help: Words {
                en: "Set at Telegram for you.",
                zh_hant: "系統會自動在 Telegram 設定。",
                zh_hans: "系统会自动在 Telegram 设置。",
                ja: "Telegramに自動で設定されます。",
            },
            secret: true,
            made: true,
            optional: false,
            accepts: |text| (1..=256).contains(&text.len()) && is_plain(text),
        },
    ],
    abilities: Abilities {
        text_unit: Unit::Utf16,
        text_limit: rules::TEXT_UNITS.value,
        files: rules::FILES.value,
        quotes: true,
        typing_s: Some(rules::TYPING_S.value),
        typing_within_s: None,
        receipts: false,
        retry_key: false,
        pace: rules::PACE.value,
    },
    calls_unseen: false,
    checks: &[
        Check {
            name: "token",
            label: Words {
                en: "The API token is right",
                zh_hant: "API token 正確",
                zh_hans: "API token 正确",
                ja: "APIトークンが正しい",
            },
            remedy: Words {
                en: "Send /token to @BotFather, choose the bot and paste the token here.",
                zh_hant: "傳送 /token 給 @BotFather，選擇機器人，再將 token 貼到此處。",
                zh_hans: "向 @BotFather 发送 /token，选择机器人，再把 token 粘贴到此处。",
                ja: "@BotFather に /token を送ってボットを選び、トークンをここに貼り付けます。",
            },
        },
        Check {
            name: "webhook",
            label: Words {
                en: "Telegram took our address",
                zh_hant: "Telegram 已接受我們的位址",
                zh_hans: "Telegram 已接受我们的地址",
                ja: "Telegramにアドレスを設定できた",
            },
            remedy: Words {
                en: "The desk needs a public https address on port 443, 80, 88 or 8443. Then check again.",
                zh_hant: "服務台需要公開的 https 位址，連接埠為 443、80、88 或 8443。設定後再檢查一次。",
                zh_hans: "服务台需要公开的 https 地址，端口为 443、80、88 或 8443。设置后再检查一次。",
                ja: "公開された https アドレス（ポート443、80、88、8443のいずれか）が必要です。設定してから再度確認します。",
            },
        },
        Check {
            name: "delivery",
            label: Words {
                en: "Telegram delivers to us",
                zh_hant: "Telegram 會將訊息傳給我們",
                zh_hans: "Telegram 会把消息发给我们",
                ja: "Telegramからメッセージが届く",
            },
            remedy: Words {
                en: "Another system took the address away. Stop it there, or use a bot of its own, and check again.",
                zh_hant: "位址已被其他系統移除。請在那邊停用，或改用另一個機器人，再檢查一次。",
                zh_hans: "地址已被其他系统移除。请在那边停用，或改用另一个机器人，再检查一次。",
                ja: "ほかのシステムがアドレスの設定を解除しました。そちらを停止するか別のボットを使い、再度確認します。",
            },
        },
    ],
};

/// The token is a part of addresses, so its characters matter: one with another in it would lead elsewhere.
fn is_bot_token(text: &str) -> bool {
    text.split_once(':').is_some_and(|(bot, secret)| {
        (5..=20).contains(&bot.len())
            && bot.bytes().all(|byte| byte.is_ascii_digit())
            && (30..=64).contains(&secret.len())
            && is_plain(secret)
    })
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}
