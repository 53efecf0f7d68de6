//! What the owner of a page sees: what to do at Meta, what to fill in, what is looked at.

use super::rules;
use crate::{
    account::{Field, Words},
    adapter::{Abilities, Check, Facts},
    graph::facts::{APP_SECRET, SECRET_CHECK, VERIFY_TOKEN, is_id, is_token},
    split::Unit,
};

/// What the page tells us of. Messenger Platform documentation, webhooks, read 2026-11.
pub(super) const SUBSCRIBED: &[&str] = &[
    "messages",
    "messaging_postbacks",
    "message_echoes",
    "message_deliveries",
    "message_reads",
    "message_reactions",
    "message_edits",
    "messaging_referrals",
    "messaging_handovers",
    "standby",
    "messaging_policy_enforcement",
];

pub(super) static FACTS: Facts = Facts {
    kind: "facebook",
    name: "Facebook Page",
    short: "Facebook",
    icon: concat!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">"#,
        r##"<path fill="#0866ff" d="M12 2C6.3 2 2 6 2 11.4c0 3 1.4 5.6 3.6 7.3V22l3.2-1.7c1 .3 2.1.4 3.2.4 5.7 0 10-4 10-9.3S17.7 2 12 2z"/>"##,
        r##"<path fill="#fff" d="M11 18v-5.4H9v-2.5h2V8.6c0-2.1 1.2-3.3 3.1-3.3h1.7v2.4h-1.1c-.9 0-1.2.5-1.2 1.2v1.2h2.2l-.4 2.5h-1.8V18z"/>"##,
        "</svg>"
    ),
    visitor: Words {
        en: "Facebook visitor",
        zh_hant: "Facebook 訪客",
        zh_hans: "Facebook 访客",
        ja: "Facebookの訪問者",
    },
    steps: &[
        Words {
            en: "At developers.facebook.com, create an app for your business and add Messenger. Use one app for one page.",
            zh_hant: "在 developers.facebook.com 為您的企業建立應用程式並加入 Messenger。每個粉絲專頁使用一個應用程式。",
            zh_hans: "在 developers.facebook.com 为您的企业创建应用并添加 Messenger。每个公共主页使用一个应用。",
            ja: "developers.facebook.comでビジネス用のアプリを作成し、Messengerを追加します。アプリはページごとに1つ使います。",
        },
        Words {
            en: "In the Messenger settings, under Webhooks, enter the callback URL {webhook} and the verify token shown here.",
            zh_hant: "在 Messenger 設定的「Webhooks」中，輸入回呼網址 {webhook} 和此處顯示的驗證權杖。",
            zh_hans: "在 Messenger 设置的“Webhooks”中，输入回调网址 {webhook} 和此处显示的验证口令。",
            ja: "Messengerの設定の「Webhooks」で、コールバックURLに{webhook}を、検証トークンにここに表示された値を入力します。",
        },
        Words {
            en: "There too, connect your page and generate an access token with pages_messaging, pages_manage_metadata and \
                 pages_show_list.",
            zh_hant: "在同一處連結您的粉絲專頁，並產生具備 pages_messaging、pages_manage_metadata 和 pages_show_list 權限的存取權杖。",
            zh_hans: "在同一处关联您的公共主页，并生成具有 pages_messaging、pages_manage_metadata 和 pages_show_list 权限的访问口令。",
            ja: "同じ画面でページを接続し、pages_messaging、pages_manage_metadata、pages_show_listの権限を持つアクセストークンを\
                 生成します。",
        },
        Words {
            en: "Fill in the fields below. We then subscribe your page ourselves.",
            zh_hant: "填寫下方欄位，之後我們會自動為您的粉絲專頁訂閱訊息。",
            zh_hans: "填写下方字段，之后我们会自动为您的公共主页订阅消息。",
            ja: "下の欄に入力します。ページの購読登録はこちらで自動的に行います。",
        },
        Words {
            en: "Ask Meta for advanced access to pages_messaging and switch the app to live. Until then only people with a role \
                 in the app can write. Ask for the Human Agent feature too: it lets staff answer for 7 days instead of 24 hours.",
            zh_hant: "向 Meta 申請 pages_messaging 的進階存取權限，並將應用程式切換為上線模式；在此之前，只有在應用程式中擔任角色的人可以傳訊。\
                      同時申請 Human Agent 功能，客服人員的回覆期限即可由 24 小時延長至 7 天。",
            zh_hans: "向 Meta 申请 pages_messaging 的高级访问权限，并将应用切换为上线模式；在此之前，只有在应用中拥有角色的人可以发消息。\
                      同时申请 Human Agent 功能，客服人员的回复期限即可由 24 小时延长至 7 天。",
            ja: "Metaにpages_messagingのアドバンスアクセスを申請し、アプリをライブに切り替えます。それまではアプリに役割を持つ人しか\
                 メッセージを送れません。Human Agent機能も申請すると、スタッフが返信できる期間が24時間から7日間に延びます。",
        },
    ],
    fields: &[
        Field {
            name: "page_id",
            label: Words {
                en: "Page ID", zh_hant: "粉絲專頁編號", zh_hans: "公共主页编号", ja: "ページID"
            },
            help: Words {
                en: "On your page, under About → Page transparency. Digits only.",
                zh_hant: "在您的粉絲專頁的「關於」→「粉絲專頁資訊透明度」。僅含數字。",
                zh_hans: "在您的公共主页的“简介”→“主页信息公示”。仅含数字。",
                ja: "ページの「基本データ」→「ページの透明性」にある数字です。",
            },
            secret: false,
            made: false,
            optional: false,
            accepts: is_id,
        },
        Field {
            name: "page_access_token",
            label: Words {
                en: "Page access token",
                zh_hant: "粉絲專頁存取權杖",
                zh_hans: "公共主页访问口令",
                ja: "ページアクセストークン",
            },
            help: Words {
                en: "In the Messenger settings of the app, beside your page. It is shown once.",
                zh_hant: "在應用程式的 Messenger 設定中，位於您的粉絲專頁旁。只會顯示一次。",
                zh_hans: "在应用的 Messenger 设置中，位于您的公共主页旁。只会显示一次。",
                ja: "アプリのMessenger設定で、ページの隣に一度だけ表示されます。",
            },
            secret: true,
            made: false,
            optional: false,
            accepts: is_token,
        },
        APP_SECRET,
        VERIFY_TOKEN,
    ],
    abilities: Abilities {
        text_unit: Unit::Utf16,
        text_limit: rules::TEXT_UNITS.value,
        files: rules::FILES.value,
        quotes: true,
        typing_s: Some(rules::TYPING_S.value),
        typing_within_s: None,
        receipts: true,
        retry_key: false,
        pace: rules::PACE.value,
    },
    calls_unseen: true,
    checks: &[
        Check {
            name: "token",
            label: Words {
                en: "Access token and page",
                zh_hant: "存取權杖與粉絲專頁",
                zh_hans: "访问口令与公共主页",
                ja: "アクセストークンとページ",
            },
            remedy: Words {
                en: "Generate a new token for this page in the Messenger settings of the app, and check the page ID.",
                zh_hant: "請在應用程式的 Messenger 設定中為此粉絲專頁產生新權杖，並檢查粉絲專頁編號。",
                zh_hans: "请在应用的 Messenger 设置中为此公共主页生成新口令，并检查公共主页编号。",
                ja: "アプリのMessenger設定でこのページのトークンを新しく生成し、ページIDを確認してください。",
            },
        },
        SECRET_CHECK,
        Check {
            name: "subscription",
            label: Words {
                en: "Permissions and subscription",
                zh_hant: "權限與訂閱",
                zh_hans: "权限与订阅",
                ja: "権限と購読",
            },
            remedy: Words {
                en: "Generate the token again with pages_messaging and pages_manage_metadata, as somebody who manages the page.",
                zh_hant: "請以粉絲專頁管理員的身分重新產生權杖，並勾選 pages_messaging 和 pages_manage_metadata 權限。",
                zh_hans: "请以公共主页管理员的身份重新生成口令，并勾选 pages_messaging 和 pages_manage_metadata 权限。",
                ja: "ページの管理者として、pages_messagingとpages_manage_metadataを選んでトークンをもう一度生成してください。",
            },
        },
    ],
};
