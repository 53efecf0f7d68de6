//! Being woken while the dashboard is closed.

ui::texts! {
    wake { en: "With the dashboard closed", zh_hant: "控制台關閉時", zh_hans: "控制台关闭时", ja: "ダッシュボードを閉じている間" }
    wake_words {
        en: "This device tells you of enquiries even when no page of ours is open. On a phone, add the dashboard to the home screen first.",
        zh_hant: "即使沒有開啟我們的頁面，此裝置也會通知您有諮詢。在手機上，請先把控制台加到主畫面。",
        zh_hans: "即使没有打开我们的页面，此设备也会通知您有咨询。在手机上，请先把控制台添加到主屏幕。",
        ja: "ページを開いていなくても、この端末でお問い合わせをお知らせします。スマートフォンでは、先にホーム画面に追加してください。"
    }
    wake_this { en: "Wake this device", zh_hant: "喚醒此裝置", zh_hans: "唤醒此设备", ja: "この端末に知らせる" }
    wake_this_words {
        en: "You hear of enquiries that nobody was there for. It ends when you sign out here.",
        zh_hant: "當沒有人在線而有諮詢時，您會收到通知。在此登出後便會停止。",
        zh_hans: "当没有人在线而有咨询时，您会收到通知。在此退出登录后便会停止。",
        ja: "担当者が不在だったお問い合わせをお知らせします。ここでログアウトすると終わります。"
    }
    stay_available { en: "Stay available", zh_hant: "保持可服務", zh_hans: "保持可服务", ja: "対応可能のままにする" }
    stay_available_words {
        en: "Enquiries are offered to you with the dashboard closed, too, as long as your availability is Active. Visitors wait for you then.",
        zh_hant: "只要您的狀態為「在線」，即使關閉控制台，諮詢仍會分派給您，訪客會等候您。",
        zh_hans: "只要您的状态为“在线”，即使关闭控制台，咨询仍会分派给您，访客会等候您。",
        ja: "状態が「対応可」の間は、ダッシュボードを閉じていてもお問い合わせが届き、訪問者はあなたを待ちます。"
    }
    wake_test { en: "Wake me now", zh_hant: "立即測試喚醒", zh_hans: "立即测试唤醒", ja: "今すぐ試す" }
    wake_taken {
        en: "Sent. If nothing shows within a few seconds, look at your system's own settings: do-not-disturb, or notifications of this browser.",
        zh_hant: "已送出。若數秒內沒有顯示，請查看系統設定：勿擾模式，或此瀏覽器的通知。",
        zh_hans: "已发送。若几秒内没有显示，请查看系统设置：勿扰模式，或此浏览器的通知。",
        ja: "送信しました。数秒待っても表示されない場合は、端末の設定（おやすみモードやブラウザーの通知）をご確認ください。"
    }
    wake_not_subscribed { en: "This browser isn't subscribed. Switch it on again.", zh_hant: "此瀏覽器尚未訂閱，請重新開啟。", zh_hans: "此浏览器尚未订阅，请重新打开。", ja: "このブラウザーは登録されていません。もう一度オンにしてください。" }
    wake_gone { en: "Your browser has dropped its subscription. Switch it on again.", zh_hant: "瀏覽器已取消訂閱，請重新開啟。", zh_hans: "浏览器已取消订阅，请重新打开。", ja: "ブラウザーの登録が失効しました。もう一度オンにしてください。" }
    wake_refused {
        en: "The browser's push service doesn't take our messages. Switch it off and on again; if that doesn't help, tell your operator.",
        zh_hant: "瀏覽器的推送服務不接受我們的訊息。請關閉後再開啟；若仍無效，請告知管理者。",
        zh_hans: "浏览器的推送服务不接受我们的消息。请关闭后再打开；若仍无效，请告知管理者。",
        ja: "ブラウザーのプッシュサービスに拒否されました。オフにしてから再度オンにし、直らなければ管理者にお知らせください。"
    }
    wake_no_service {
        en: "The browser's push service can't be reached. Check your connection, and whether the browser or a company rule turns push messages off.",
        zh_hant: "無法連線至瀏覽器的推送服務。請檢查網路，以及瀏覽器或公司規定是否停用推送。",
        zh_hans: "无法连接到浏览器的推送服务。请检查网络，以及浏览器或公司规定是否停用推送。",
        ja: "ブラウザーのプッシュサービスにつながりません。接続と、ブラウザーや会社の設定でプッシュが無効になっていないかをご確認ください。"
    }
    wake_arrived {
        en: "It arrived in this browser. If you see nothing, your system hides it: look at do-not-disturb, and at notifications of this browser.",
        zh_hant: "此瀏覽器已收到。若沒有看到，代表系統將其隱藏：請查看勿擾模式與此瀏覽器的通知設定。",
        zh_hans: "此浏览器已收到。若没有看到，说明系统将其隐藏：请查看勿扰模式与此浏览器的通知设置。",
        ja: "このブラウザーに届きました。表示されない場合は端末側で隠されています。おやすみモードとブラウザーの通知設定をご確認ください。"
    }
    wake_not_shown {
        en: "It arrived, but this browser doesn’t let it be shown. Allow notifications for this page in its settings.",
        zh_hant: "已送達，但此瀏覽器不允許顯示。請在瀏覽器設定中允許此頁面的通知。",
        zh_hans: "已送达，但此浏览器不允许显示。请在浏览器设置中允许此页面的通知。",
        ja: "届きましたが、ブラウザーが表示を許可していません。設定でこのページの通知を許可してください。"
    }
    wake_no_answer {
        en: "The browser's push service doesn't answer us now. We try again by ourselves; if it lasts, tell your operator.",
        zh_hant: "瀏覽器的推送服務目前沒有回應。我們會自動重試；若持續發生，請告知管理者。",
        zh_hans: "浏览器的推送服务目前没有响应。我们会自动重试；若持续发生，请告知管理者。",
        ja: "ブラウザーのプッシュサービスが応答しません。自動で再試行します。続く場合は管理者にお知らせください。"
    }
    wake_no_worker {
        en: "This browser can't keep the script that is woken. Leave the private window, or let this page store data.",
        zh_hant: "此瀏覽器無法保存用於喚醒的程式。請離開無痕視窗，或允許此頁面儲存資料。",
        zh_hans: "此浏览器无法保存用于唤醒的脚本。请离开无痕窗口，或允许此页面存储数据。",
        ja: "通知を受け取るスクリプトを保存できません。プライベートウィンドウを閉じるか、このページのデータ保存を許可してください。"
    }
    wake_worker_gone {
        en: "This browser has removed the script that is woken. Switch it off and on again.",
        zh_hant: "此瀏覽器已移除用於喚醒的程式，請關閉後再開啟。",
        zh_hans: "此浏览器已移除用于唤醒的脚本，请关闭后再打开。",
        ja: "通知を受け取るスクリプトがブラウザーから削除されました。オフにしてから再度オンにしてください。"
    }
    /// Behind what went wrong: the HTTP status.
    wake_with_code(words: &str, code: &str) { en: "{words} (Code {code})", zh_hant: "{words}（代碼 {code}）", zh_hans: "{words}（代码 {code}）", ja: "{words}（コード {code}）" }
    wake_last(time: &str, words: &str) { en: "Last message, {time}: {words}", zh_hant: "上次訊息（{time}）：{words}", zh_hans: "上次消息（{time}）：{words}", ja: "前回の通知（{time}）：{words}" }

    quiet { en: "Quiet hours", zh_hant: "安靜時段", zh_hans: "安静时段", ja: "通知を止める時間" }
    quiet_words {
        en: "Hours in which none of your devices is woken, and an open dashboard makes no sound.",
        zh_hant: "在這些時段，您的任何裝置都不會被喚醒，開啟中的控制台也不會發出聲音。",
        zh_hans: "在这些时段，您的任何设备都不会被唤醒，打开的控制台也不会发出声音。",
        ja: "この時間はどの端末にも通知せず、開いているダッシュボードも音を鳴らしません。"
    }
    quiet_switch { en: "Keep quiet hours", zh_hant: "開啟安靜時段", zh_hans: "开启安静时段", ja: "通知を止める時間を使う" }
    quiet_switch_words {
        en: "With the dashboard closed you don’t count as there then: enquiries go to others, or are missed.",
        zh_hant: "此時若關閉控制台，您不算在線：諮詢會分派給其他人，或成為未接。",
        zh_hans: "此时若关闭控制台，您不算在线：咨询会分派给其他人，或成为未接。",
        ja: "ダッシュボードを閉じている間は不在とみなされ、お問い合わせはほかの人に届くか、未対応になります。"
    }
    quiet_now(time: &str) { en: "Quiet now until {time}", zh_hant: "目前安靜，至 {time}", zh_hans: "目前安静，至 {time}", ja: "{time} まで停止中" }
    not_quiet { en: "Not quiet", zh_hant: "不靜音", zh_hans: "不静音", ja: "停止しない" }
    problem_no_quiet { en: "Add hours to a day, or switch quiet hours off.", zh_hant: "請新增時段，或關閉安靜時段。", zh_hans: "请添加时段，或关闭安静时段。", ja: "時間を追加するか、オフにしてください。" }
    problem_always_quiet { en: "Nothing would ever wake you. Leave some hours free.", zh_hant: "這樣永遠不會收到通知，請保留一些時段。", zh_hans: "这样永远不会收到通知，请保留一些时段。", ja: "通知が届く時間がなくなります。空き時間を残してください。" }
    wake_ours { en: "We can't be reached just now. Please try again.", zh_hant: "目前無法連線，請再試一次。", zh_hans: "目前无法连接，请重试。", ja: "現在つながりません。もう一度お試しください。" }
    wake_unsupported {
        en: "This browser can't be woken. On an iPhone or iPad, add this page to the home screen and open it from there.",
        zh_hant: "此瀏覽器無法喚醒。在 iPhone 或 iPad 上，請把此頁加到主畫面，再從主畫面開啟。",
        zh_hans: "此浏览器无法唤醒。在 iPhone 或 iPad 上，请把此页添加到主屏幕，再从主屏幕打开。",
        ja: "このブラウザーでは利用できません。iPhone や iPad では、このページをホーム画面に追加して、そこから開いてください。"
    }
}
