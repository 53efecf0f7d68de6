//! What there is to know of WeChat, and what its owner reads.

use super::{rules, seal};
use crate::{
    account::{Field, Words},
    adapter::{Abilities, Check, Facts},
    split::Unit,
};

/// See [`crate::Adapter::facts`].
pub(super) static FACTS: Facts = Facts {
    kind: "wechat",
    name: "WeChat",
    short: "WeChat",
    icon: concat!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#07c160"/>"##,
        r##"<path fill="#fff" d="M9.5 5C6 5 3 7.2 3 10c0 1.6.9 2.9 2.3 3.8L5 16l2.3-1.2q1 .3 2.2.3C13 15.1 16 12.8 16 10S13 5 9.5 5z"/>"##,
        r##"<path fill="#fff" stroke="#07c160" d="M15.5 10c3 0 5.5 1.9 5.5 4.4 0 1.3-.7 2.4-1.8 3.2l.3 2-2.1-1.1q-.9.3-1.9.3c-3 0-5.5-2-5.5-4.4s2.5-4.4 5.5-4.4z"/>"##,
        r##"<path stroke="#07c160" stroke-width="1.5" stroke-linecap="round" d="M7.3 8.8h0M11.5 8.8h0M13.8 13.4h0M17.2 13.4h0"/></svg>"##,
    ),
    visitor: Words { en: "WeChat visitor", zh_hant: "微信訪客", zh_hans: "微信访客", ja: "WeChatのお客様" },
    steps: &[
        Words {
            en: "Sign in at mp.weixin.qq.com and open Settings and development (设置与开发), then Development settings (开发接口管理).",
            zh_hant: "登入 mp.weixin.qq.com，開啟「設定與開發」（设置与开发）中的「開發介面管理」（开发接口管理）。",
            zh_hans: "登录 mp.weixin.qq.com，打开“设置与开发”中的“开发接口管理”。",
            ja: "mp.weixin.qq.com にログインし、「设置与开发」（設定と開発）の「开发接口管理」（開発設定）を開きます。",
        },
        Words {
            en: "Copy the AppID, reset and copy the AppSecret, and add the address that this desk calls from to the IP allow-list (IP白名单).",
            zh_hant: "複製 AppID，重設並複製 AppSecret，再將本服務台對外的 IP 位址加入「IP 白名單」（IP白名单）。",
            zh_hans: "复制 AppID，重置并复制 AppSecret，再把本服务台的出口 IP 加入“IP白名单”。",
            ja: "AppIDをコピーし、AppSecretをリセットしてコピーします。次に、このデスクの送信元IPアドレスを「IP白名单」（IP許可リスト）に追加します。",
        },
        Words {
            en: "Under Server configuration (服务器配置), enter {webhook} as URL and the token shown here, generate an EncodingAESKey and choose Safe mode (安全模式).",
            zh_hant: "在「伺服器設定」（服务器配置）中，URL 填入 {webhook}，Token 填入此處顯示的權杖，隨機產生 EncodingAESKey，並選擇「安全模式」。",
            zh_hans: "在“服务器配置”中，URL 填 {webhook}，Token 填此处显示的令牌，随机生成 EncodingAESKey，并选择“安全模式”。",
            ja: "「服务器配置」（サーバー設定）で、URLに {webhook}、Tokenにここに表示されているトークンを入力し、EncodingAESKeyを生成して「安全模式」（セーフモード）を選びます。",
        },
        Words {
            en: "Save all values here first. Then submit there and enable the server; automatic replies set up in the WeChat console stop.",
            zh_hant: "請先在此儲存所有資料，再到該頁提交並啟用伺服器設定；微信後台的自動回覆會隨之停用。",
            zh_hans: "请先在此保存所有内容，再到该页提交并启用服务器配置；公众号后台的自动回复会随之停用。",
            ja: "先にここですべての値を保存してから、WeChat側で送信してサーバー設定を有効にします。WeChatの管理画面で設定した自動応答は停止します。",
        },
    ],
    fields: &[
        Field {
            name: "app_id",
            label: Words { en: "AppID", zh_hant: "AppID", zh_hans: "AppID", ja: "AppID" },
            help: Words {
                en: "wx and 16 letters or digits",
                zh_hant: "wx 加 16 位字母或數字",
                zh_hans: "wx 加 16 位字母或数字",
                ja: "wxに続く16桁の英数字",
            },
            secret: false,
            made: false,
            optional: false,
            accepts: |text| text.strip_prefix("wx").is_some_and(|rest| is_hex(rest, 16)),
        },
        Field {
            name: "app_secret",
            label: Words { en: "AppSecret", zh_hant: "AppSecret", zh_hans: "AppSecret", ja: "AppSecret" },
            help: Words {
                en: "32 letters or digits. WeChat shows it once; reset it there if you don't have it.",
                zh_hant: "32 位字母或數字。微信只顯示一次；若未保存，請重設。",
                zh_hans: "32 位字母或数字。微信只显示一次；如未保存，请重置。",
                ja: "32桁の英数字。表示は一度だけです。控えがない場合はWeChat側でリセットしてください。",
            },
            secret: true,
            made: false,
            optional: false,
            accepts: |text| is_hex(text, 32),
        },
        Field {
            name: "token",
            label: Words {
                en: "Token", zh_hant: "Token（權杖）", zh_hans: "Token（令牌）", ja: "Token（トークン）"
            },
            help: Words {
                en: "Paste it into the server configuration as it is.",
                zh_hant: "原樣貼到伺服器設定中。",
                zh_hans: "原样粘贴到服务器配置中。",
                ja: "そのままサーバー設定に貼り付けてください。",
            },
            secret: true,
            made: true,
            optional: false,
            accepts: |text| (3..=32).contains(&text.len()) && is_alphanumeric(text),
        },
        Field {
            name: "aes_key",
            label: Words {
                en: "EncodingAESKey",
                zh_hant: "EncodingAESKey",
                zh_hans: "EncodingAESKey",
                ja: "EncodingAESKey",
            },
            help: Words {
                en: "43 letters and digits, for Safe mode. Leave it empty only if the account is in plaintext mode.",
                zh_hant: "43 位字母與數字，用於安全模式。僅在明文模式下留空。",
                zh_hans: "43 位字母和数字，用于安全模式。仅在明文模式下留空。",
                ja: "セーフモード用の43桁の英数字。平文モードの場合のみ空欄にします。",
            },
            secret: true,
            made: false,
            optional: true,
            accepts: |text| is_alphanumeric(text) && seal::key(text).is_some(),
        },
    ],
    abilities: Abilities {
        text_unit: Unit::Bytes,
        text_limit: rules::TEXT_BYTES.value,
        files: rules::FILES.value,
        quotes: false,
        typing_s: Some(rules::TYPING_S.value),
        typing_within_s: Some(rules::TYPING_WITHIN_S.value),
        receipts: false,
        retry_key: false,
        pace: rules::PACE,
    },
    calls_unseen: true,
    checks: &[
        Check {
            name: "address",
            label: Words {
                en: "WeChat accepts our address",
                zh_hant: "微信接受我們的 IP 位址",
                zh_hans: "微信接受我们的 IP 地址",
                ja: "WeChatが送信元IPアドレスを許可している",
            },
            remedy: Words {
                en: "Add the address in WeChat's message to the IP allow-list (IP白名单). If the desk has no fixed address, set WECHAT_API_BASE to a relay that has one.",
                zh_hant: "將微信訊息中的 IP 加入「IP 白名單」（IP白名单）。若服務台沒有固定 IP，請將 WECHAT_API_BASE 設為有固定 IP 的中繼。",
                zh_hans: "把微信返回信息中的 IP 加入“IP白名单”。如服务台没有固定 IP，请将 WECHAT_API_BASE 设为有固定 IP 的中转服务。",
                ja: "WeChatのメッセージにあるIPアドレスを「IP白名单」（IP許可リスト）に追加します。固定IPがない場合は、WECHAT_API_BASE に固定IPを持つ中継サーバーを設定します。",
            },
        },
        Check {
            name: "token",
            label: Words {
                en: "AppID and AppSecret are right",
                zh_hant: "AppID 與 AppSecret 正確",
                zh_hans: "AppID 与 AppSecret 正确",
                ja: "AppIDとAppSecretが正しい",
            },
            remedy: Words {
                en: "Copy the AppID again. If the AppSecret was reset since, paste the newest one.",
                zh_hant: "重新複製 AppID。若 AppSecret 曾被重設，請貼上最新的一個。",
                zh_hans: "重新复制 AppID。如 AppSecret 被重置过，请粘贴最新的一个。",
                ja: "AppIDをもう一度コピーします。AppSecretがリセットされていた場合は、最新のものを貼り付けます。",
            },
        },
        Check {
            name: "permissions",
            label: Words {
                en: "The account may call the interface",
                zh_hant: "帳號可呼叫介面",
                zh_hans: "账号可调用接口",
                ja: "アカウントがAPIを呼び出せる",
            },
            remedy: Words {
                en: "Have the account verified (微信认证) and check that WeChat hasn't restricted it: others can't send customer service messages.",
                zh_hant: "請完成「微信認證」（微信认证），並確認帳號未受微信限制；否則無法傳送客服訊息。",
                zh_hans: "请完成“微信认证”，并确认账号未被微信限制，否则无法发送客服消息。",
                ja: "「微信认证」（WeChat認証）を済ませ、アカウントが制限されていないか確認します。未認証のアカウントはカスタマーサービスメッセージを送信できません。",
            },
        },
    ],
};

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_alphanumeric(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
