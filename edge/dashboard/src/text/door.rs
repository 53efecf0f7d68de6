//! Signing in and out, the bar on top, and the line to the desk.

ui::texts! {
    sign_in_to(service: &str) {
        en: "Sign in to {service}", zh_hant: "登入 {service}", zh_hans: "登录 {service}", ja: "{service} にログイン"
    }
    sign_in { en: "Sign in", zh_hant: "登入", zh_hans: "登录", ja: "ログイン" }
    sign_out { en: "Sign out", zh_hant: "登出", zh_hans: "退出登录", ja: "ログアウト" }
    email { en: "E-mail", zh_hant: "電子郵件", zh_hans: "电子邮件", ja: "メールアドレス" }
    password { en: "Password", zh_hant: "密碼", zh_hans: "密码", ja: "パスワード" }
    show_password { en: "Show password", zh_hant: "顯示密碼", zh_hans: "显示密码", ja: "パスワードを表示" }
    sign_in_failed {
        en: "E-mail and password don't match. Please check both.",
        zh_hant: "電子郵件與密碼不符，請檢查兩者。",
        zh_hans: "电子邮件与密码不符，请检查两者。",
        ja: "メールアドレスとパスワードが一致しません。両方をご確認ください。"
    }
    /// With a clock that runs down.
    too_many_attempts(time: &str) {
        en: "Too many attempts. You can try again in {time}.",
        zh_hant: "嘗試次數過多，請於 {time} 後再試。",
        zh_hans: "尝试次数过多，请于 {time} 后再试。",
        ja: "試行回数が多すぎます。{time} 後にもう一度お試しください。"
    }
    cannot_reach {
        en: "The service can't be reached right now. Please try again.",
        zh_hant: "目前無法連線到服務，請再試一次。",
        zh_hans: "暂时无法连接到服务，请再试一次。",
        ja: "現在サービスに接続できません。もう一度お試しください。"
    }
    signed_out { en: "You have signed out.", zh_hant: "您已登出。", zh_hans: "您已退出登录。", ja: "ログアウトしました。" }
    removed {
        en: "Your account no longer has access. Ask an admin if that's a surprise.",
        zh_hant: "您的帳號已沒有存取權限。如有疑問，請洽管理員。",
        zh_hans: "您的账号已没有访问权限。如有疑问，请联系管理员。",
        ja: "このアカウントはアクセスできなくなりました。心当たりがない場合は管理者にお問い合わせください。"
    }
    session_ended { en: "Please sign in again", zh_hant: "請重新登入", zh_hans: "请重新登录", ja: "もう一度ログインしてください" }
    session_ended_words {
        en: "Your session has ended. Everything is where you left it, and your drafts are kept.",
        zh_hant: "您的工作階段已結束。一切都保持原樣，草稿也已保留。",
        zh_hans: "您的会话已结束。一切都保持原样，草稿也已保留。",
        ja: "セッションが終了しました。画面はそのままで、下書きも残っています。"
    }
    join(service: &str) { en: "Join {service}", zh_hant: "加入 {service}", zh_hans: "加入 {service}", ja: "{service} に参加" }
    join_words {
        en: "You've been invited to answer enquiries. Choose your name and a password.",
        zh_hant: "您受邀回覆諮詢。請設定您的名稱和密碼。",
        zh_hans: "您受邀回复咨询。请设置您的名称和密码。",
        ja: "お問い合わせ対応に招待されました。名前とパスワードを決めてください。"
    }
    join_button { en: "Join", zh_hant: "加入", zh_hans: "加入", ja: "参加する" }
    have_account {
        en: "I already have an account", zh_hant: "我已有帳號", zh_hans: "我已有账号", ja: "アカウントを持っています"
    }
    your_name { en: "Your name", zh_hant: "您的名稱", zh_hans: "您的名称", ja: "お名前" }
    new_password { en: "New password", zh_hant: "新密碼", zh_hans: "新密码", ja: "新しいパスワード" }
    password_hint {
        en: "At least 10 characters; a few words are easy to remember.",
        zh_hant: "至少 10 個字元；用幾個單字組成較容易記住。",
        zh_hans: "至少 10 个字符；用几个单词组成更容易记住。",
        ja: "10文字以上。いくつかの単語を並べると覚えやすくなります。"
    }
    invitation_expired {
        en: "This invitation was used or has expired. Ask for a new one.",
        zh_hant: "此邀請已使用或已過期，請索取新的邀請。",
        zh_hans: "此邀请已使用或已过期，请索取新的邀请。",
        ja: "この招待は使用済みか期限切れです。新しい招待を依頼してください。"
    }

    /// Name of the choice in the bar on top; a promise to assistive technology.
    availability { en: "Availability", zh_hant: "服務狀態", zh_hans: "服务状态", ja: "対応状況" }
    availability_hint {
        en: "New enquiries are offered to you while you are Active. After 10 minutes without input you are Idle.",
        zh_hant: "狀態為「可服務」時才會收到新諮詢；10 分鐘沒有操作會變為「閒置」。",
        zh_hans: "状态为“可服务”时才会收到新咨询；10 分钟没有操作会变为“空闲”。",
        ja: "「対応可」の間だけ新しいお問い合わせが届きます。10分間操作がないと「離席」になります。"
    }
    active { en: "Active", zh_hant: "可服務", zh_hans: "可服务", ja: "対応可" }
    busy { en: "Busy", zh_hant: "忙碌", zh_hans: "忙碌", ja: "取り込み中" }
    /// Nobody chooses it: ten minutes without input.
    idle { en: "Idle", zh_hant: "閒置", zh_hans: "空闲", ja: "離席" }
    offline { en: "Offline", zh_hant: "離線", zh_hans: "离线", ja: "オフライン" }
    account_of(name: &str) { en: "Account of {name}", zh_hant: "{name} 的帳號", zh_hans: "{name} 的账号", ja: "{name} のアカウント" }
    language { en: "Language", zh_hant: "語言", zh_hans: "语言", ja: "言語" }

    /// While the line to the desk is broken; since when.
    reconnecting(time: &str) {
        en: "Connection lost. Reconnecting… What you see is from {time}.",
        zh_hant: "連線中斷，正在重新連線…畫面停留在 {time}。",
        zh_hans: "连接中断，正在重新连接…画面停留在 {time}。",
        ja: "接続が切れました。再接続中… 表示は{time}時点のものです。"
    }
    new_version {
        en: "There is a new version of this page.", zh_hant: "此頁面已有新版本。", zh_hans: "此页面已有新版本。", ja: "このページの新しいバージョンがあります。"
    }
    reload { en: "Reload", zh_hant: "重新載入", zh_hans: "刷新", ja: "再読み込み" }
    could_not_load {
        en: "This couldn't be loaded", zh_hant: "無法載入", zh_hans: "无法加载", ja: "読み込めませんでした"
    }
    not_here { en: "Not here", zh_hant: "這裡沒有", zh_hans: "这里没有", ja: "ここにはありません" }
    not_here_words {
        en: "It was removed, or is somebody else's.",
        zh_hant: "已被移除，或屬於其他人。",
        zh_hans: "已被移除，或属于其他人。",
        ja: "削除されたか、ほかの人の担当です。"
    }
    /// The first thing that the keyboard reaches.
    skip { en: "Skip to content", zh_hant: "跳至主要內容", zh_hans: "跳至主要内容", ja: "本文へ移動" }
}
