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
    wake_ours { en: "We can't be reached just now. Please try again.", zh_hant: "目前無法連線，請再試一次。", zh_hans: "目前无法连接，请重试。", ja: "現在つながりません。もう一度お試しください。" }
    wake_unsupported {
        en: "This browser can't be woken. On an iPhone or iPad, add this page to the home screen and open it from there.",
        zh_hant: "此瀏覽器無法喚醒。在 iPhone 或 iPad 上，請把此頁加到主畫面，再從主畫面開啟。",
        zh_hans: "此浏览器无法唤醒。在 iPhone 或 iPad 上，请把此页添加到主屏幕，再从主屏幕打开。",
        ja: "このブラウザーでは利用できません。iPhone や iPad では、このページをホーム画面に追加して、そこから開いてください。"
    }
}
