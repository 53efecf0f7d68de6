//! Texts of more than one application of the staff.

ui::texts! {
    email { en: "E-mail", zh_hant: "電子郵件", zh_hans: "电子邮件", ja: "メールアドレス" }
    password { en: "Password", zh_hant: "密碼", zh_hans: "密码", ja: "パスワード" }
    show_password { en: "Show password", zh_hant: "顯示密碼", zh_hans: "显示密码", ja: "パスワードを表示" }
    new_password { en: "New password", zh_hant: "新密碼", zh_hans: "新密码", ja: "新しいパスワード" }
    password_hint {
        en: "At least 10 characters; a few words are easy to remember.",
        zh_hant: "至少 10 個字元；用幾個單字組成較容易記住。",
        zh_hans: "至少 10 个字符；用几个单词组成更容易记住。",
        ja: "10文字以上。いくつかの単語を並べると覚えやすくなります。"
    }
    language { en: "Language", zh_hant: "語言", zh_hans: "语言", ja: "言語" }
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
    invitation_expired {
        en: "This invitation was used or has expired. Ask for a new one.",
        zh_hant: "此邀請已使用或已過期，請索取新的邀請。",
        zh_hans: "此邀请已使用或已过期，请索取新的邀请。",
        ja: "この招待は使用済みか期限切れです。新しい招待を依頼してください。"
    }
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
    for_admins { en: "For admins", zh_hant: "僅限管理員", zh_hans: "仅限管理员", ja: "管理者向け" }
    for_admins_words {
        en: "Ask an admin of your service to change this.", zh_hant: "請洽您服務的管理員變更。", zh_hans: "请联系您服务的管理员更改。", ja: "変更するには、サービスの管理者に依頼してください。"
    }
    /// On a button that takes a change back.
    undo { en: "Undo", zh_hant: "復原", zh_hans: "撤销", ja: "元に戻す" }
    undone { en: "It is as it was before.", zh_hant: "已復原。", zh_hans: "已撤销。", ja: "元に戻しました。" }
    not_undoable {
        en: "This can't be undone any more: it was changed again since.",
        zh_hant: "之後已再次變更，無法復原。",
        zh_hans: "之后已再次更改，无法撤销。",
        ja: "その後さらに変更されたため、元に戻せません。"
    }
    settings { en: "Settings", zh_hant: "設定", zh_hans: "设置", ja: "設定" }
    exported(file: &str) { en: "{file} was downloaded.", zh_hant: "已下載 {file}。", zh_hans: "已下载 {file}。", ja: "{file} をダウンロードしました。" }
    records { en: "Records", zh_hant: "記錄", zh_hans: "记录", ja: "記録" }
    reports { en: "Reports", zh_hant: "報表", zh_hans: "报表", ja: "レポート" }
    name { en: "Name", zh_hant: "名稱", zh_hans: "名称", ja: "名前" }
    my_account { en: "My account", zh_hant: "我的帳號", zh_hans: "我的账号", ja: "マイアカウント" }
    agent { en: "Agent", zh_hant: "客服", zh_hans: "客服", ja: "担当者" }
    supervisor { en: "Supervisor", zh_hant: "主管", zh_hans: "主管", ja: "監督者" }
    admin { en: "Admin", zh_hant: "管理員", zh_hans: "管理员", ja: "管理者" }
    owner { en: "Owner", zh_hant: "擁有者", zh_hans: "所有者", ja: "オーナー" }
    would_strand {
        en: "That would leave the service without an owner, or a tag without anybody to serve it.",
        zh_hant: "這樣會使服務沒有擁有者，或使某個標籤無人服務。",
        zh_hans: "这样会使服务没有所有者，或使某个标签无人服务。",
        ja: "オーナーがいなくなるか、対応する人がいないタグができてしまいます。"
    }
}
