//! Social accounts that people write to.

ui::texts! {
    channels { en: "Channels", zh_hant: "社群帳號", zh_hans: "社交账号", ja: "SNSアカウント" }
    channels_words {
        en: "Social accounts of yours. What people write there comes to your desk, and is answered from it.",
        zh_hant: "您的社群帳號。客人在那裡的留言會送到服務台，並由此回覆。",
        zh_hans: "您的社交账号。客人在那里的留言会送到服务台，并由此回复。",
        ja: "お使いのSNSアカウントです。届いたメッセージをここで受け取り、ここから返信できます。"
    }
    no_channels { en: "Connect your first account", zh_hant: "連接第一個帳號", zh_hans: "连接第一个账号", ja: "最初のアカウントを接続" }
    no_channels_words {
        en: "People go on writing where they write already. Your staff answer all of them in one place.",
        zh_hant: "客人在習慣的地方留言，您的人員在同一處回覆。",
        zh_hans: "客人在习惯的地方留言，您的人员在同一处回复。",
        ja: "お客様はいつもの場所から。スタッフは1か所で対応できます。"
    }
    connect_account { en: "Connect an account", zh_hant: "連接帳號", zh_hans: "连接账号", ja: "アカウントを接続" }
    connect_words {
        en: "Where do people write to you?", zh_hant: "客人在哪裡聯絡您？", zh_hans: "客人在哪里联系您？", ja: "お客様はどこから連絡しますか？"
    }
    connect_to(service: &str) { en: "Connect {service}", zh_hant: "連接 {service}", zh_hans: "连接 {service}", ja: "{service} を接続" }
    channel_words {
        en: "Some minutes of work, once. You need the right to manage the account.",
        zh_hant: "只需設定一次，約幾分鐘。您需要該帳號的管理權限。",
        zh_hans: "只需设置一次，约几分钟。您需要该账号的管理权限。",
        ja: "設定は一度だけ、数分です。アカウントの管理権限が必要です。"
    }
    channel_is_of_tag {
        en: "What people write there is an enquiry of its tag.", zh_hant: "收到的訊息會成為其標籤的諮詢。", zh_hans: "收到的消息会成为其标签的咨询。", ja: "届いたメッセージは、タグのお問い合わせになります。"
    }
    channel_needs_you { en: "Needs attention", zh_hant: "需要處理", zh_hans: "需要处理", ja: "要確認" }
    channel_lost {
        en: "Its tag was removed. Choose another one.", zh_hant: "其標籤已移除，請選擇另一個。", zh_hans: "其标签已移除，请选择另一个。", ja: "タグが削除されました。別のタグを選んでください。"
    }
    channel_refused(service: &str) {
        en: "{service} refuses what was filled in, so nothing can be sent. Copy it from there anew, save, and check again.",
        zh_hant: "{service} 拒絕了填寫的資料，因此無法傳送。請重新複製、儲存，再檢查一次。",
        zh_hans: "{service} 拒绝了填写的资料，因此无法发送。请重新复制、保存，再检查一次。",
        ja: "{service} が入力内容を受け付けず、送信できません。もう一度コピーして保存し、再確認してください。"
    }
    channel_used_up(service: &str) {
        en: "This month’s messages are used up at {service}. A larger plan there helps at once.",
        zh_hant: "{service} 本月的訊息則數已用完。升級方案即可立即繼續。",
        zh_hans: "{service} 本月的消息数已用完。升级套餐即可立即继续。",
        ja: "{service} の今月のメッセージ数を使い切りました。プランを変更すると、すぐに再開できます。"
    }
    channel_unreachable(service: &str) {
        en: "{service} couldn’t be reached. Check again in a minute.",
        zh_hant: "無法連線到 {service}。請一分鐘後再檢查。",
        zh_hans: "无法连接到 {service}。请一分钟后再检查。",
        ja: "{service} に接続できません。1分後にもう一度確認してください。"
    }
    channel_fails(service: &str) {
        en: "{service} doesn’t take what is sent. Check the connection.",
        zh_hant: "{service} 未接受傳送的內容。請檢查連接。",
        zh_hans: "{service} 未接受发送的内容。请检查连接。",
        ja: "{service} が送信を受け付けません。接続を確認してください。"
    }
    /// With the messaging service's own words.
    channel_said(service: &str, words: &str) { en: "{service} says: {words}", zh_hant: "{service} 的說明：{words}", zh_hans: "{service} 的说明：{words}", ja: "{service} の応答：{words}" }

    channel_handle { en: "In the address", zh_hant: "網址中的名稱", zh_hans: "网址中的名称", ja: "アドレスでの名前" }
    channel_handle_hint {
        en: "Small letters, digits and hyphens. It can’t be changed later.",
        zh_hant: "小寫字母、數字與連字號，之後無法更改。",
        zh_hans: "小写字母、数字和连字符，之后无法更改。",
        ja: "小文字の英字、数字、ハイフン。後から変更できません。"
    }
    channel_steps_words {
        en: "In the messaging service’s own console. Leave it open until all is saved here.",
        zh_hant: "在該服務自己的管理介面進行。請保持開啟，直到此處儲存完成。",
        zh_hans: "在该服务自己的管理界面进行。请保持打开，直到此处保存完成。",
        ja: "各サービスの管理画面で行います。ここで保存するまで開いたままにしてください。"
    }
    channel_webhook { en: "Webhook address", zh_hant: "Webhook 網址", zh_hans: "Webhook 网址", ja: "Webhookのアドレス" }
    no_webhook {
        en: "The address is shown once there is a name above.", zh_hant: "填寫上方名稱後即顯示網址。", zh_hans: "填写上方名称后即显示网址。", ja: "上の名前を入力すると表示されます。"
    }
    channel_fields { en: "What to fill in", zh_hant: "填寫資料", zh_hans: "填写资料", ja: "入力する内容" }
    channel_fields_words {
        en: "Secrets are stored encrypted, and never shown again.",
        zh_hant: "密鑰會加密儲存，之後不再顯示。",
        zh_hans: "密钥会加密存储，之后不再显示。",
        ja: "シークレットは暗号化して保存し、再び表示することはありません。"
    }
    show_named(name: &str) { en: "Show {name}", zh_hant: "顯示 {name}", zh_hans: "显示 {name}", ja: "{name} を表示" }
    secret_is_set { en: "It is set.", zh_hant: "已設定。", zh_hans: "已设置。", ja: "設定済みです。" }
    secret_is_set_type {
        en: "It is set. What you type replaces it.", zh_hant: "已設定。輸入新內容即可取代。", zh_hans: "已设置。输入新内容即可替换。", ja: "設定済みです。入力すると置き換わります。"
    }
    made_when_saved {
        en: "Made for you when you save, and shown this once.",
        zh_hant: "儲存時自動產生，只顯示一次。",
        zh_hans: "保存时自动生成，只显示一次。",
        ja: "保存時に自動で作られ、一度だけ表示されます。"
    }
    make_anew(name: &str) { en: "Make a new {name} when saving", zh_hant: "儲存時產生新的 {name}", zh_hans: "保存时生成新的 {name}", ja: "保存時に {name} を新しく作る" }
    problem_filled(help: &str) {
        en: "This doesn’t look right. {help}", zh_hant: "內容似乎不正確。{help}", zh_hans: "内容似乎不正确。{help}", ja: "正しくないようです。{help}"
    }
    channel_tag { en: "Tag that is written to", zh_hant: "送到哪個標籤", zh_hans: "送到哪个标签", ja: "届け先のタグ" }
    channel_tag_hint {
        en: "Its destinations, schedule and automatic messages are the account’s.",
        zh_hant: "此帳號採用該標籤的接待對象、時間與自動訊息。",
        zh_hans: "此账号采用该标签的接待对象、时间与自动消息。",
        ja: "このアカウントには、タグの対応先・営業時間・自動メッセージが使われます。"
    }
    choose_tag { en: "Choose a tag.", zh_hant: "請選擇標籤。", zh_hans: "请选择标签。", ja: "タグを選んでください。" }
    to_tag { en: "See the tag", zh_hant: "查看標籤", zh_hans: "查看标签", ja: "タグを見る" }
    channel_on_words {
        en: "While it is off, what people write there is taken and kept, and nothing is answered.",
        zh_hant: "關閉期間，收到的訊息仍會保存，但不會回覆。",
        zh_hans: "关闭期间，收到的消息仍会保存，但不会回复。",
        ja: "オフの間も届いたメッセージは保存されますが、返信はされません。"
    }

    made_title { en: "Copy this now", zh_hant: "請立即複製", zh_hans: "请立即复制", ja: "今すぐコピーしてください" }
    made_words(service: &str) {
        en: "Saved. What was made for you is shown this once: paste it in {service}’s console, beside the address, before you go on.",
        zh_hant: "已儲存。為您產生的內容只顯示這一次：請先貼到 {service} 管理介面的網址旁，再繼續。",
        zh_hans: "已保存。为您生成的内容只显示这一次：请先粘贴到 {service} 管理界面的网址旁，再继续。",
        ja: "保存しました。作成された値が表示されるのは今回だけです。{service} の管理画面で、アドレスと一緒に貼り付けてから進んでください。"
    }

    channel_check { en: "Connection", zh_hant: "連接狀態", zh_hans: "连接状态", ja: "接続" }
    channel_check_words {
        en: "Asks the messaging service whether all is as it has to be.",
        zh_hant: "向該服務詢問設定是否正確。",
        zh_hans: "向该服务询问设置是否正确。",
        ja: "設定が正しいかどうかをサービスに問い合わせます。"
    }
    check_now { en: "Check now", zh_hant: "立即檢查", zh_hans: "立即检查", ja: "今すぐ確認" }
    check_again { en: "Check again", zh_hant: "再檢查一次", zh_hans: "再检查一次", ja: "もう一度確認" }
    channel_works(service: &str) { en: "{service} is connected", zh_hant: "{service} 已連接", zh_hans: "{service} 已连接", ja: "{service} に接続しました" }
    channel_stuck(service: &str) { en: "{service} isn’t connected yet", zh_hant: "{service} 尚未連接", zh_hans: "{service} 尚未连接", ja: "{service} にまだ接続していません" }
    check_well { en: "all right", zh_hant: "正常", zh_hans: "正常", ja: "問題なし" }
    check_badly { en: "failed", zh_hant: "失敗", zh_hans: "失败", ja: "失敗" }
    check_unknown { en: "not looked at", zh_hant: "未檢查", zh_hans: "未检查", ja: "未確認" }

    disconnect { en: "Disconnect", zh_hant: "中斷連接", zh_hans: "断开连接", ja: "接続を解除" }
    disconnect_account { en: "Disconnect this account", zh_hant: "中斷此帳號的連接", zh_hans: "断开此账号的连接", ja: "このアカウントの接続を解除" }
    disconnect_question(name: &str) { en: "Disconnect “{name}”?", zh_hant: "要中斷「{name}」的連接嗎？", zh_hans: "要断开“{name}”的连接吗？", ja: "「{name}」の接続を解除しますか？" }
    disconnect_words {
        en: "What people write there no longer comes here, and they can’t be answered from here. What was said stays. Its secrets are deleted.",
        zh_hant: "那裡的訊息不再送來，也無法由此回覆。對話會保留，密鑰會刪除。",
        zh_hans: "那里的消息不再送来，也无法由此回复。对话会保留，密钥会删除。",
        ja: "メッセージは届かなくなり、ここから返信もできません。会話は残り、シークレットは削除されます。"
    }
    disconnected(name: &str) { en: "“{name}” was disconnected.", zh_hant: "已中斷「{name}」的連接。", zh_hans: "已断开“{name}”的连接。", ja: "「{name}」の接続を解除しました。" }
}
