//! What the owner of an account reads.

use super::rules;
use crate::{
    account::{Field, Words},
    adapter::{Abilities, Check, Facts},
    pace::Pace,
    split::Unit,
};

pub(super) static FACTS: Facts = Facts {
    kind: "line",
    name: "LINE",
    short: "LINE",
    icon: ICON,
    visitor: words("LINE visitor", "LINE 訪客", "LINE 访客", "LINEのお客様"),
    steps: STEPS,
    fields: FIELDS,
    abilities: Abilities {
        text_unit: Unit::Utf16,
        text_limit: rules::TEXT_UNITS.value,
        files: rules::FILES.value,
        quotes: true,
        typing_s: Some(rules::TYPING_S.value),
        typing_within_s: None,
        receipts: false,
        retry_key: true,
        pace: Pace { per_second: rules::PER_SECOND.value, person_gap_ms: 0, person_burst: 1 },
    },
    calls_unseen: false,
    checks: CHECKS,
};

const fn words(en: &'static str, traditional: &'static str, simplified: &'static str, ja: &'static str) -> Words {
    Words { en, zh_hant: traditional, zh_hans: simplified, ja }
}

const ICON: &str = concat!(
    r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">"#,
    r##"<rect width="24" height="24" rx="6" fill="#06c755"/>"##,
    r##"<path fill="#fff" d="M12 4.5c4.7 0 8.5 2.9 8.5 6.5 0 3.3-4.2 6.6-8.3 8.9-.5.3-1 0-.9-.6l.2-1.8C7 17.3 3.5 14.5 3.5 11c0-3.6 3.8-6.5 8.5-6.5z"/>"##,
    r##"<g fill="#06c755"><circle cx="8" cy="11" r="1.2"/><circle cx="12" cy="11" r="1.2"/><circle cx="16" cy="11" r="1.2"/></g></svg>"##,
);

const STEPS: &[Words] = &[
    words(
        "In LINE Official Account Manager, open Settings > Messaging API and turn on the Messaging API.",
        "在 LINE Official Account Manager 開啟「設定」>「Messaging API」，啟用 Messaging API。",
        "在 LINE Official Account Manager 打开“设置”>“Messaging API”，启用 Messaging API。",
        "LINE Official Account Managerの「設定」>「Messaging API」で、Messaging APIの利用を開始します。",
    ),
    words(
        "In LINE Developers Console, open the account's channel. Copy Channel ID and Channel secret from Basic settings \
         into the fields below.",
        "在 LINE Developers Console 開啟該帳號的 channel，將「Basic settings」中的 Channel ID 和 Channel secret 複製到下方欄位。",
        "在 LINE Developers Console 打开该账号的 channel，将“Basic settings”中的 Channel ID 和 Channel secret 复制到下方字段。",
        "LINE Developersコンソールでアカウントのチャネルを開き、「チャネル基本設定」のチャネルIDとチャネルシークレットを下の欄に貼り付けます。",
    ),
    words(
        "On the Messaging API tab, enter {webhook} as Webhook URL. Turn on Use webhook and Webhook redelivery.",
        "在「Messaging API」分頁，將 Webhook URL 設為 {webhook}，並開啟「Use webhook」和「Webhook redelivery」。",
        "在“Messaging API”标签页，将 Webhook URL 设为 {webhook}，并打开“Use webhook”和“Webhook redelivery”。",
        "「Messaging API設定」タブでWebhook URLに {webhook} を入力し、「Webhookの利用」と「Webhookの再送」をオンにします。",
    ),
    words(
        "In LINE Official Account Manager, open Response settings. Turn off the greeting message and auto-response, so \
         that visitors aren't greeted twice. Turn on Chat, so that they see what you have read.",
        "在 LINE Official Account Manager 開啟「回應設定」。關閉加入好友的歡迎訊息與自動回應訊息，以免訪客收到兩次問候；開啟「聊天」，訪客才看得到已讀。",
        "在 LINE Official Account Manager 打开“回应设置”。关闭加好友欢迎消息和自动回应消息，以免访客收到两次问候；打开“聊天”，访客才能看到已读。",
        "LINE Official Account Managerの「応答設定」を開きます。挨拶が重ならないよう、あいさつメッセージと応答メッセージをオフにします。既読が表示されるよう、チャットをオンにします。",
    ),
];

const FIELDS: &[Field] = &[
    Field {
        name: "channel_id",
        label: words("Channel ID", "Channel ID", "Channel ID", "チャネルID"),
        help: words(
            "On the Basic settings tab. Ten digits.",
            "位於「Basic settings」分頁，10 位數字。",
            "位于“Basic settings”标签页，10 位数字。",
            "「チャネル基本設定」タブにある10桁の数字です。",
        ),
        secret: false,
        made: false,
        optional: false,
        accepts: |text| text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit()),
    },
    Field {
        name: "channel_secret",
        label: words("Channel secret", "Channel secret", "Channel secret", "チャネルシークレット"),
        help: words(
            "On the Basic settings tab. 32 characters, 0 to 9 and a to f.",
            "位於「Basic settings」分頁，32 個字元（0–9、a–f）。",
            "位于“Basic settings”标签页，32 个字符（0–9、a–f）。",
            "「チャネル基本設定」タブにある32文字（0～9、a～f）です。",
        ),
        secret: true,
        made: false,
        optional: false,
        // Signatures are made with it as a text, so capitals would be another secret.
        accepts: |text| text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')),
    },
    Field {
        name: "access_token",
        label: words(
            "Channel access token (long-lived)",
            "Channel access token (long-lived)",
            "Channel access token (long-lived)",
            "チャネルアクセストークン（長期）",
        ),
        help: words(
            "Best left empty: short-lived tokens are then issued by themselves. If you need one, issue it on the Messaging \
             API tab.",
            "建議留空，系統會自動取得短效權杖。若有需要，可在「Messaging API」分頁核發。",
            "建议留空，系统会自动获取短期令牌。如有需要，可在“Messaging API”标签页签发。",
            "空欄のままで構いません。短期のトークンが自動で発行されます。必要な場合は「Messaging API設定」タブで発行します。",
        ),
        secret: true,
        made: false,
        optional: true,
        accepts: |text| {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=._-".contains(&byte);
            (40..=1_000).contains(&text.len()) && text.bytes().all(allowed)
        },
    },
];

const CHECKS: &[Check] = &[
    Check {
        name: "token",
        label: words("Account", "帳號", "账号", "アカウント"),
        remedy: words(
            "Check Channel ID and Channel secret. If you filled in an access token, issue a new one or empty the field.",
            "請檢查 Channel ID 和 Channel secret。若有填寫 access token，請重新核發或清空該欄位。",
            "请检查 Channel ID 和 Channel secret。如填写了 access token，请重新签发或清空该字段。",
            "チャネルIDとチャネルシークレットを確認してください。アクセストークンを入力した場合は、再発行するか空欄にしてください。",
        ),
    },
    Check {
        name: "webhook",
        label: words("Webhook URL", "Webhook URL", "Webhook URL", "Webhook URL"),
        remedy: words(
            "Enter the Webhook URL yourself, on the Messaging API tab of LINE Developers Console.",
            "請在 LINE Developers Console 的「Messaging API」分頁自行填入 Webhook URL。",
            "请在 LINE Developers Console 的“Messaging API”标签页自行填入 Webhook URL。",
            "LINE Developersコンソールの「Messaging API設定」タブで、Webhook URLを入力してください。",
        ),
    },
    Check {
        name: "webhook_on",
        label: words("Webhook in use", "Webhook 已啟用", "Webhook 已启用", "Webhookの利用"),
        remedy: words(
            "Turn on Use webhook, on the Messaging API tab of LINE Developers Console.",
            "請在 LINE Developers Console 的「Messaging API」分頁開啟「Use webhook」。",
            "请在 LINE Developers Console 的“Messaging API”标签页打开“Use webhook”。",
            "LINE Developersコンソールの「Messaging API設定」タブで、「Webhookの利用」をオンにしてください。",
        ),
    },
    Check {
        name: "webhook_test",
        label: words("Test call from LINE", "來自 LINE 的測試呼叫", "来自 LINE 的测试调用", "LINEからの疎通確認"),
        remedy: words(
            "Compare the Channel secret with the one in LINE Developers Console. If they are the same, try again in a minute.",
            "請與 LINE Developers Console 中的 Channel secret 核對；若相同，請一分鐘後再試。",
            "请与 LINE Developers Console 中的 Channel secret 核对；如果相同，请一分钟后再试。",
            "チャネルシークレットがLINE Developersコンソールのものと同じか確認してください。同じ場合は、1分後にもう一度お試しください。",
        ),
    },
    Check {
        name: "quota",
        label: words("Messages a month", "每月訊息則數", "每月消息数", "月間メッセージ数"),
        remedy: words(
            "Try again in a minute. Your plan is shown in LINE Official Account Manager.",
            "請一分鐘後再試。可在 LINE Official Account Manager 查看您的方案。",
            "请一分钟后再试。可在 LINE Official Account Manager 查看您的套餐。",
            "1分後にもう一度お試しください。プランはLINE Official Account Managerで確認できます。",
        ),
    },
    Check {
        name: "quota_used",
        label: words("Used this month", "本月已使用", "本月已使用", "今月の使用数"),
        remedy: words(
            "Try again in a minute. What was used is shown in LINE Official Account Manager.",
            "請一分鐘後再試。可在 LINE Official Account Manager 查看使用量。",
            "请一分钟后再试。可在 LINE Official Account Manager 查看使用量。",
            "1分後にもう一度お試しください。使用数はLINE Official Account Managerで確認できます。",
        ),
    },
];
