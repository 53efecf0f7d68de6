//! What the owner of a number sees: what to do at Meta, what to fill in, what is looked at.

use super::rules;
use crate::{
    account::{Field, Words},
    adapter::{Abilities, Check, Facts},
    graph::facts::{APP_SECRET, SECRET_CHECK, VERIFY_TOKEN, is_id, is_token},
    split::Unit,
};

pub(super) static FACTS: Facts = Facts {
    kind: "whatsapp",
    name: "WhatsApp Business",
    short: "WhatsApp",
    icon: concat!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">"#,
        r##"<path fill="#25d366" d="M12 2a10 10 0 0 0-8.6 15L2 22l5.2-1.3A10 10 0 1 0 12 2z"/>"##,
        r##"<path fill="#fff" d="M8 7.3c.5-.5 1.1-.4 1.4.2l.8 1.7c.1.3 0 .7-.2 1l-.6.6c.8 1.6 2.1 2.9 3.8 3.7l.6-.7c.2-.3.6-.4 1-.2l1.7.8"##,
        r#"c.5.3.6.8.3 1.3-.7 1.1-2 1.6-3.4 1.2-3.2-.9-5.5-3.2-6.5-6.3C6.5 9.3 7 8.1 8 7.3z"/></svg>"#,
    ),
    visitor: Words {
        en: "WhatsApp visitor",
        zh_hant: "WhatsApp 訪客",
        zh_hans: "WhatsApp 访客",
        ja: "WhatsAppの訪問者",
    },
    steps: &[
        Words {
            en: "At developers.facebook.com, create an app for your business, add WhatsApp, and register your phone number.",
            zh_hant: "在 developers.facebook.com 為您的企業建立應用程式，加入 WhatsApp，並註冊您的電話號碼。",
            zh_hans: "在 developers.facebook.com 为您的企业创建应用，添加 WhatsApp，并注册您的电话号码。",
            ja: "developers.facebook.comでビジネス用のアプリを作成し、WhatsAppを追加して、電話番号を登録します。",
        },
        Words {
            en: "Under WhatsApp → Configuration, enter the callback URL {webhook} and the verify token shown here, and subscribe \
                 to messages. If the WhatsApp Business app uses the number, too, also to smb_message_echoes: what is written there \
                 is shown here then.",
            zh_hant: "在「WhatsApp」→「設定」中，輸入回呼網址 {webhook} 和此處顯示的驗證權杖，並訂閱 messages 欄位。若 WhatsApp Business 應用程式也使用此號碼，請一併訂閱 smb_message_echoes，在那裡寫的訊息才會顯示在這裡。",
            zh_hans: "在“WhatsApp”→“配置”中，输入回调网址 {webhook} 和此处显示的验证口令，并订阅 messages 字段。如果 WhatsApp Business 应用也使用此号码，请同时订阅 smb_message_echoes，在那里写的消息才会显示在这里。",
            ja: "「WhatsApp」→「設定」で、コールバックURLに{webhook}を、検証トークンにここに表示された値を入力し、messagesを購読します。同じ番号をWhatsApp Businessアプリでも使う場合はsmb_message_echoesも購読すると、そこで書いた内容がここに表示されます。",
        },
        Words {
            en: "In Meta Business settings, under System users, generate a token for the app that never expires, with \
                 whatsapp_business_messaging and whatsapp_business_management. Give that user the WhatsApp account with full \
                 control.",
            zh_hant: "在 Meta 企業設定的「系統用戶」中，為該應用程式產生永不過期的權杖，並勾選 whatsapp_business_messaging 和 \
                      whatsapp_business_management。將 WhatsApp 帳號以完整控制權限指派給該用戶。",
            zh_hans: "在 Meta 商务设置的“系统用户”中，为该应用生成永不过期的口令，并勾选 whatsapp_business_messaging 和 \
                      whatsapp_business_management。将 WhatsApp 账户以完全控制权限分配给该用户。",
            ja: "Metaビジネス設定の「システムユーザー」で、whatsapp_business_messagingとwhatsapp_business_managementを選び、無期限の\
                 トークンを生成します。そのユーザーに、WhatsAppアカウントをフルコントロールで割り当てます。",
        },
        Words {
            en: "Switch the app to live, then fill in the fields below.",
            zh_hant: "將應用程式切換為上線模式，然後填寫下方欄位。",
            zh_hans: "将应用切换为上线模式，然后填写下方字段。",
            ja: "アプリをライブに切り替え、下の欄に入力します。",
        },
    ],
    fields: &[
        Field {
            name: "phone_number_id",
            label: Words {
                en: "Phone number ID", zh_hant: "電話號碼編號", zh_hans: "电话号码编号", ja: "電話番号ID"
            },
            help: Words {
                en: "In the app, under WhatsApp → API setup. Not the phone number itself.",
                zh_hant: "在應用程式的「WhatsApp」→「API 設定」。不是電話號碼本身。",
                zh_hans: "在应用的“WhatsApp”→“API 设置”。不是电话号码本身。",
                ja: "アプリの「WhatsApp」→「API設定」にあります。電話番号そのものではありません。",
            },
            secret: false,
            made: false,
            optional: false,
            accepts: is_id,
        },
        Field {
            name: "waba_id",
            label: Words {
                en: "WhatsApp Business account ID",
                zh_hant: "WhatsApp Business 帳號編號",
                zh_hans: "WhatsApp Business 账户编号",
                ja: "WhatsApp BusinessアカウントID",
            },
            help: Words {
                en: "Beside the phone number ID.",
                zh_hant: "位於電話號碼編號旁。",
                zh_hans: "位于电话号码编号旁。",
                ja: "電話番号IDの隣にあります。",
            },
            secret: false,
            made: false,
            optional: false,
            accepts: is_id,
        },
        Field {
            name: "access_token",
            label: Words {
                en: "Access token", zh_hant: "存取權杖", zh_hans: "访问口令", ja: "アクセストークン"
            },
            help: Words {
                en: "The system user's. The temporary one of API setup ends after a day.",
                zh_hant: "使用系統用戶的權杖。「API 設定」中的臨時權杖一天後就會失效。",
                zh_hans: "使用系统用户的口令。“API 设置”中的临时口令一天后就会失效。",
                ja: "システムユーザーのトークンです。「API設定」の一時トークンは1日で失効します。",
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
        text_unit: Unit::Characters,
        text_limit: rules::TEXT_CHARS.value,
        files: rules::FILES.value,
        quotes: true,
        typing_s: Some(rules::TYPING_S.value),
        typing_within_s: None,
        receipts: true,
        retry_key: false,
        pace: rules::PACE.value,
    },
    calls_unseen: false,
    checks: &[
        Check {
            name: "token",
            label: Words {
                en: "Access token and number",
                zh_hant: "存取權杖與電話號碼",
                zh_hans: "访问口令与电话号码",
                ja: "アクセストークンと電話番号",
            },
            remedy: Words {
                en: "Generate a new token for the system user, and check the phone number ID.",
                zh_hant: "請為系統用戶產生新權杖，並檢查電話號碼編號。",
                zh_hans: "请为系统用户生成新口令，并检查电话号码编号。",
                ja: "システムユーザーのトークンを新しく生成し、電話番号IDを確認してください。",
            },
        },
        SECRET_CHECK,
        Check {
            name: "permissions",
            label: Words {
                en: "Permissions and business account",
                zh_hant: "權限與企業帳號",
                zh_hans: "权限与企业账户",
                ja: "権限とビジネスアカウント",
            },
            remedy: Words {
                en: "Give the system user the WhatsApp account with full control, and check that the number belongs to this \
                     business account.",
                zh_hant: "請將 WhatsApp 帳號以完整控制權限指派給系統用戶，並確認該號碼屬於此企業帳號。",
                zh_hans: "请将 WhatsApp 账户以完全控制权限分配给系统用户，并确认该号码属于此企业账户。",
                ja: "システムユーザーにWhatsAppアカウントをフルコントロールで割り当て、番号がこのビジネスアカウントのものか確認してください。",
            },
        },
        Check {
            name: "subscription",
            label: Words { en: "Subscription", zh_hant: "訂閱", zh_hans: "订阅", ja: "購読" },
            remedy: Words {
                en: "Generate the token again with whatsapp_business_management.",
                zh_hant: "請重新產生權杖，並勾選 whatsapp_business_management。",
                zh_hans: "请重新生成口令，并勾选 whatsapp_business_management。",
                ja: "whatsapp_business_managementを選んでトークンをもう一度生成してください。",
            },
        },
        Check {
            name: "webhook",
            label: Words {
                en: "Meta reaches us",
                zh_hant: "Meta 可連線至我們",
                zh_hans: "Meta 可连接到我们",
                ja: "Metaからの接続",
            },
            remedy: Words {
                en: "In the app, under WhatsApp → Configuration, enter the callback URL and the verify token, and subscribe to \
                     messages.",
                zh_hant: "請在應用程式的「WhatsApp」→「設定」中輸入回呼網址和驗證權杖，並訂閱 messages 欄位。",
                zh_hans: "请在应用的“WhatsApp”→“配置”中输入回调网址和验证口令，并订阅 messages 字段。",
                ja: "アプリの「WhatsApp」→「設定」でコールバックURLと検証トークンを入力し、messagesを購読してください。",
            },
        },
    ],
};
