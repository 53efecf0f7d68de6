//! Signing in and out, the bar on top, and the line to the desk.

ui::texts! {
    sign_in_to(service: &str) {
        en: "Sign in to {service}", zh_hant: "登入 {service}", zh_hans: "登录 {service}", ja: "{service} にログイン"
    }
    sign_in { en: "Sign in", zh_hant: "登入", zh_hans: "登录", ja: "ログイン" }
    sign_out { en: "Sign out", zh_hant: "登出", zh_hans: "退出登录", ja: "ログアウト" }
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
    /// The first thing that the keyboard reaches.
    skip { en: "Skip to content", zh_hant: "跳至主要內容", zh_hans: "跳至主要内容", ja: "本文へ移動" }
}
