//! Settings of one's own, and of the staff.

ui::texts! {
    for_service { en: "Service", zh_hant: "服務", zh_hans: "服务", ja: "サービス" }
    save { en: "Save", zh_hant: "儲存", zh_hans: "保存", ja: "保存" }
    saved { en: "Saved.", zh_hant: "已儲存。", zh_hans: "已保存。", ja: "保存しました。" }
    unsaved { en: "Not saved yet", zh_hant: "尚未儲存", zh_hans: "尚未保存", ja: "未保存" }
    is_on { en: "Switched on", zh_hant: "已開啟", zh_hans: "已开启", ja: "オン" }
    is_off { en: "Off", zh_hant: "已關閉", zh_hans: "已关闭", ja: "オフ" }
    only_staff_see_it { en: "Only staff see it.", zh_hant: "只有客服人員看得到。", zh_hans: "只有客服人员看得到。", ja: "スタッフだけに表示されます。" }
    as_visitors_see_it { en: "As visitors see it", zh_hant: "訪客看到的樣子", zh_hans: "访客看到的样子", ja: "訪問者からの見え方" }
    done { en: "Done", zh_hant: "完成", zh_hans: "完成", ja: "完了" }
    remove { en: "Remove", zh_hant: "移除", zh_hans: "移除", ja: "削除" }
    remove_named(name: &str) { en: "Remove {name}", zh_hant: "移除 {name}", zh_hans: "移除 {name}", ja: "{name} を削除" }
    move_up(name: &str) { en: "Move {name} up", zh_hant: "將 {name} 上移", zh_hans: "将 {name} 上移", ja: "{name} を上へ" }
    move_down(name: &str) { en: "Move {name} down", zh_hant: "將 {name} 下移", zh_hans: "将 {name} 下移", ja: "{name} を下へ" }
    copy { en: "Copy", zh_hant: "複製", zh_hans: "复制", ja: "コピー" }
    copied { en: "Copied", zh_hant: "已複製", zh_hans: "已复制", ja: "コピーしました" }
    copy_failed {
        en: "The browser didn't let us copy. Select the text and copy it by hand.",
        zh_hant: "瀏覽器不允許複製，請選取文字後手動複製。",
        zh_hans: "浏览器不允许复制，请选中文字后手动复制。",
        ja: "ブラウザーがコピーを許可しませんでした。選択して手動でコピーしてください。"
    }

    alerts { en: "Alerts", zh_hant: "提醒", zh_hans: "提醒", ja: "通知" }
    alerts_words {
        en: "How this browser calls you when somebody asks. Each browser has its own choice.",
        zh_hant: "有人諮詢時，此瀏覽器如何提醒您。每個瀏覽器可各自設定。",
        zh_hans: "有人咨询时，此浏览器如何提醒您。每个浏览器可各自设置。",
        ja: "お問い合わせが来たときの知らせ方です。ブラウザーごとに設定できます。"
    }
    sound { en: "Sound", zh_hant: "聲音", zh_hans: "声音", ja: "音" }
    play_sound { en: "Play a sound", zh_hant: "播放聲音", zh_hans: "播放声音", ja: "音を鳴らす" }
    play_sound_words {
        en: "For each new enquiry, and softly for messages in your other rooms.",
        zh_hant: "新諮詢時播放；其他對話有新訊息時輕聲提示。",
        zh_hans: "新咨询时播放；其他对话有新消息时轻声提示。",
        ja: "新しいお問い合わせで鳴り、ほかのチャットの新着では小さく鳴ります。"
    }
    volume { en: "Volume", zh_hant: "音量", zh_hans: "音量", ja: "音量" }
    desktop_notifications { en: "Desktop notifications", zh_hant: "桌面通知", zh_hans: "桌面通知", ja: "デスクトップ通知" }
    desktop_show { en: "Show notifications", zh_hant: "顯示通知", zh_hans: "显示通知", ja: "通知を表示" }
    desktop_show_words {
        en: "While you look at another tab or window.", zh_hant: "當您在看其他分頁或視窗時。", zh_hans: "当您在看其他标签页或窗口时。", ja: "ほかのタブやウィンドウを見ているときに表示します。"
    }
    desktop_allowed { en: "Your browser allows them.", zh_hant: "瀏覽器已允許。", zh_hans: "浏览器已允许。", ja: "ブラウザーで許可されています。" }
    desktop_not_asked {
        en: "Be told of new enquiries while you look at another tab or window. Your browser will ask you once.",
        zh_hant: "在您看其他分頁或視窗時通知新諮詢。瀏覽器會詢問您一次。",
        zh_hans: "在您看其他标签页或窗口时通知新咨询。浏览器会询问您一次。",
        ja: "ほかのタブやウィンドウを見ている間も新しいお問い合わせを知らせます。ブラウザーが一度だけ確認します。"
    }
    desktop_allow { en: "Allow notifications", zh_hant: "允許通知", zh_hans: "允许通知", ja: "通知を許可" }
    desktop_denied {
        en: "Your browser blocks them for this site. Allow notifications in the site's settings, beside the address, and come back.",
        zh_hant: "瀏覽器封鎖了此網站的通知。請在網址旁的網站設定中允許通知後再回來。",
        zh_hans: "浏览器屏蔽了此网站的通知。请在网址旁的网站设置中允许通知后再回来。",
        ja: "ブラウザーがこのサイトの通知をブロックしています。アドレス欄横のサイト設定で許可してください。"
    }
    desktop_unsupported { en: "This browser has no notifications.", zh_hant: "此瀏覽器不支援通知。", zh_hans: "此浏览器不支持通知。", ja: "このブラウザーは通知に対応していません。" }
    test_alert { en: "Try it", zh_hant: "試試看", zh_hans: "试一试", ja: "試してみる" }
    test_alert_words {
        en: "Plays the sound and shows a notification, just as for a new enquiry.",
        zh_hant: "播放聲音並顯示通知，與新諮詢時相同。",
        zh_hans: "播放声音并显示通知，与新咨询时相同。",
        ja: "新しいお問い合わせと同じように音と通知を出します。"
    }
    test_button { en: "Send a test alert", zh_hant: "發送測試提醒", zh_hans: "发送测试提醒", ja: "テスト通知を送る" }
    test_title { en: "This is a test", zh_hant: "這是測試", zh_hans: "这是测试", ja: "これはテストです" }
    test_words { en: "A new enquiry looks like this.", zh_hant: "新諮詢會像這樣顯示。", zh_hans: "新咨询会像这样显示。", ja: "新しいお問い合わせはこのように表示されます。" }

    my_account_words { en: "Your language, your password, and where you are signed in.", zh_hant: "您的語言、密碼和登入位置。", zh_hans: "您的语言、密码和登录位置。", ja: "言語、パスワード、ログイン中の端末です。" }
    language_words { en: "The page starts over in the language you choose; drafts are kept.", zh_hant: "頁面會以您選擇的語言重新開始，草稿會保留。", zh_hans: "页面会以您选择的语言重新开始，草稿会保留。", ja: "選んだ言語でページを読み直します。下書きは残ります。" }
    password_words { en: "When you change it, all your other sessions end.", zh_hant: "變更後，您的其他登入都會結束。", zh_hans: "更改后，您的其他登录都会结束。", ja: "変更すると、ほかのログインはすべて終了します。" }
    current_password { en: "Current password", zh_hant: "目前的密碼", zh_hans: "当前密码", ja: "現在のパスワード" }
    change_password { en: "Change password", zh_hant: "變更密碼", zh_hans: "更改密码", ja: "パスワードを変更" }
    password_changed { en: "Your password was changed; other sessions have ended.", zh_hant: "密碼已變更，其他登入已結束。", zh_hans: "密码已更改，其他登录已结束。", ja: "パスワードを変更し、ほかのログインを終了しました。" }
    sessions { en: "Where you are signed in", zh_hant: "登入位置", zh_hans: "登录位置", ja: "ログイン中の端末" }
    sessions_words { en: "End what you don't recognise, and change your password.", zh_hant: "若有不認得的項目，請結束它並變更密碼。", zh_hans: "若有不认得的项目，请结束它并更改密码。", ja: "見覚えのないものは終了し、パスワードを変更してください。" }
    this_session { en: "This one", zh_hant: "目前這個", zh_hans: "当前这个", ja: "この端末" }
    used(ago: &str) { en: "Used {ago}", zh_hant: "上次使用：{ago}", zh_hans: "上次使用：{ago}", ja: "最終利用：{ago}" }
    since(time: &str) { en: "since {time}", zh_hant: "始於 {time}", zh_hans: "始于 {time}", ja: "{time} から" }
    end_session { en: "End", zh_hant: "結束", zh_hans: "结束", ja: "終了" }

    staff { en: "Staff", zh_hant: "客服人員", zh_hans: "客服人员", ja: "スタッフ" }
    staff_words { en: "Everybody who answers for your service.", zh_hant: "代表您的服務回覆的所有人。", zh_hans: "代表您的服务回复的所有人。", ja: "サービスを代表して対応する全員です。" }
    member_words { en: "How visitors see them, and what they may do.", zh_hant: "訪客看到的樣子，以及可執行的操作。", zh_hans: "访客看到的样子，以及可执行的操作。", ja: "訪問者からの見え方と、できることです。" }
    job_title { en: "Title", zh_hant: "職稱", zh_hans: "职位", ja: "肩書き" }
    job_title_hint { en: "Visitors see it below the name.", zh_hant: "訪客會在名稱下方看到。", zh_hans: "访客会在名称下方看到。", ja: "名前の下に表示されます。" }
    handle { en: "Handle", zh_hant: "代碼", zh_hans: "代码", ja: "ハンドル" }
    handle_hint { en: "For buttons of your own: data-frontdesk=\"staff:handle\".", zh_hant: "用於自訂按鈕：data-frontdesk=\"staff:代碼\"。", zh_hans: "用于自定义按钮：data-frontdesk=\"staff:代码\"。", ja: "独自のボタン用：data-frontdesk=\"staff:ハンドル\"" }
    listed { en: "Listed in the directory", zh_hant: "列於名錄", zh_hans: "列于名录", ja: "名簿に載せる" }
    listed_words { en: "Visitors can pick this person.", zh_hant: "訪客可以選擇此人。", zh_hans: "访客可以选择此人。", ja: "訪問者がこの人を選べます。" }
    unlisted { en: "Not listed", zh_hant: "未列出", zh_hans: "未列出", ja: "非掲載" }
    role_of { en: "Role", zh_hant: "角色", zh_hans: "角色", ja: "役割" }
    role_fixed { en: "Only an owner can change this role.", zh_hant: "只有擁有者可以變更此角色。", zh_hans: "只有所有者可以更改此角色。", ja: "この役割を変更できるのはオーナーだけです。" }
    agent_words { en: "Answers enquiries.", zh_hant: "回覆諮詢。", zh_hans: "回复咨询。", ja: "お問い合わせに対応します。" }
    supervisor_words { en: "Also sees every enquiry and may close any.", zh_hant: "還可查看並結束任何諮詢。", zh_hans: "还可查看并结束任何咨询。", ja: "すべてのお問い合わせを見て、終了することもできます。" }
    admin_words { en: "Also changes staff, tags and settings.", zh_hant: "還可變更人員、標籤和設定。", zh_hans: "还可更改人员、标签和设置。", ja: "スタッフ・タグ・設定も変更できます。" }
    owner_words { en: "Also makes and unmakes owners and admins.", zh_hant: "還可指派或撤銷擁有者與管理員。", zh_hans: "还可指派或撤销所有者与管理员。", ja: "オーナーと管理者の任命・解任もできます。" }
    photo { en: "Photo", zh_hant: "照片", zh_hans: "照片", ja: "写真" }
    photo_hint { en: "Visitors see it beside the name.", zh_hant: "訪客會在名稱旁看到。", zh_hans: "访客会在名称旁看到。", ja: "訪問者には名前の横に表示されます。" }
    photo_saved { en: "Your photo was changed.", zh_hant: "已變更您的照片。", zh_hans: "已更改您的照片。", ja: "写真を変更しました。" }
    photo_removed { en: "Your photo was removed.", zh_hant: "已移除您的照片。", zh_hans: "已移除您的照片。", ja: "写真を削除しました。" }
    speaks { en: "Speaks; all of the service's languages, if none is chosen", zh_hant: "會說的語言；未選則為服務的所有語言", zh_hans: "会说的语言；未选则为服务的所有语言", ja: "話せる言語（選ばなければサービスの全言語）" }
    max_rooms_hint {
        en: "With so many a person is offered no more. People may take more themselves, and may have a limit of their own.",
        zh_hant: "達到上限後不再分派，但仍可自行接待，也可為個人另設上限。",
        zh_hans: "达到上限后不再分派，但仍可自行接待，也可为个人另设上限。",
        ja: "この数に達した人には割り当てません。自分から対応することはでき、個別の上限も設定できます。"
    }
    own_max_rooms_hint {
        en: "With so many they are offered no more; the service's limit, if empty.",
        zh_hant: "達到上限後不再分派；留空則採用服務的上限。",
        zh_hans: "达到上限后不再分派；留空则采用服务的上限。",
        ja: "この数に達すると割り当てません。空欄ならサービスの上限です。"
    }
    problem_rooms { en: "Enter 1 to 100 rooms.", zh_hant: "請輸入 1 至 100。", zh_hans: "请输入 1 至 100。", ja: "1〜100で入力してください。" }
    remove_staff { en: "Remove from the service", zh_hant: "從服務移除", zh_hans: "从服务移除", ja: "サービスから外す" }
    remove_staff_words {
        en: "They are signed out everywhere at once. Their running rooms are offered to others; what they wrote stays.",
        zh_hant: "會立即在所有地方登出。進行中的對話會分派給其他人，已寫的內容會保留。",
        zh_hans: "会立即在所有地方退出登录。进行中的对话会分派给其他人，已写的内容会保留。",
        ja: "すぐにすべての端末からログアウトされます。対応中のチャットはほかの人に回り、書いた内容は残ります。"
    }
    remove_staff_question(name: &str) { en: "Remove {name}?", zh_hant: "要移除 {name} 嗎？", zh_hans: "要移除 {name} 吗？", ja: "{name} を外しますか？" }
    staff_removed(name: &str) { en: "{name} was removed.", zh_hant: "已移除 {name}。", zh_hans: "已移除 {name}。", ja: "{name} を外しました。" }
    invite { en: "Invite somebody", zh_hant: "邀請成員", zh_hans: "邀请成员", ja: "招待する" }
    invite_words {
        en: "You get a link to send them. It works once, and ends after some days.",
        zh_hant: "您會得到一個連結可傳給對方。連結只能使用一次，並會在數日後失效。",
        zh_hans: "您会得到一个链接可发给对方。链接只能使用一次，并会在数日后失效。",
        ja: "相手に送るリンクが発行されます。一度だけ使え、数日で無効になります。"
    }
    invite_button { en: "Invite", zh_hant: "邀請", zh_hans: "邀请", ja: "招待" }
    invitation_made { en: "Copy this link now", zh_hant: "請立即複製此連結", zh_hans: "请立即复制此链接", ja: "このリンクをコピーしてください" }
    invitation_made_words {
        en: "Send it to them yourself. It is shown this once: nobody can look it up later.",
        zh_hant: "請自行傳給對方。連結只顯示這一次，之後無法再查看。",
        zh_hans: "请自行发给对方。链接只显示这一次，之后无法再查看。",
        ja: "ご自身で相手に送ってください。表示されるのは今回だけで、後から確認できません。"
    }
    invitation_link { en: "Link of the invitation", zh_hant: "邀請連結", zh_hans: "邀请链接", ja: "招待リンク" }
    pending { en: "Invited", zh_hant: "已邀請", zh_hans: "已邀请", ja: "招待中" }
    nobody_invited { en: "No invitation is waiting.", zh_hant: "沒有待接受的邀請。", zh_hans: "没有待接受的邀请。", ja: "待っている招待はありません。" }
    until(time: &str) { en: "until {time}", zh_hant: "至 {time}", zh_hans: "至 {time}", ja: "{time} まで" }
    withdraw { en: "Take back", zh_hant: "收回", zh_hans: "收回", ja: "取り消す" }
}
