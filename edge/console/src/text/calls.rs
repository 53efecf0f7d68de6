//! Calls: what may be done in them, who can be called, and how long it rings.

ui::texts! {
    calls { en: "Calls", zh_hant: "通話", zh_hans: "通话", ja: "通話" }
    calls_words {
        en: "In every chat, and where a tag or person can be called.",
        zh_hant: "適用於所有對話，以及可通話的標籤或人員。",
        zh_hans: "适用于所有对话，以及可通话的标签或人员。",
        ja: "すべてのチャットと、通話できるトピックや人で使えます。"
    }
    call_video { en: "Video", zh_hant: "視訊", zh_hans: "视频", ja: "ビデオ" }
    call_video_words { en: "Cameras may be on.", zh_hant: "可開啟攝影機。", zh_hans: "可开启摄像头。", ja: "カメラを使えます。" }
    call_screen { en: "Screen sharing", zh_hant: "螢幕分享", zh_hans: "屏幕共享", ja: "画面共有" }
    call_screen_words { en: "Screens may be shown.", zh_hant: "可分享螢幕。", zh_hans: "可共享屏幕。", ja: "画面を見せられます。" }
    call_record { en: "Recording", zh_hant: "錄音", zh_hans: "录音", ja: "録音" }
    call_record_words {
        en: "Staff may record once everybody in the call agrees.",
        zh_hant: "通話中所有人同意後，員工可錄音。",
        zh_hans: "通话中所有人同意后，员工可录音。",
        ja: "通話中の全員が同意すると、スタッフが録音できます。"
    }
    call_listen { en: "Listening in", zh_hant: "監聽", zh_hans: "监听", ja: "モニタリング" }
    call_listen_words {
        en: "Supervisors may hear the calls they may look on at.",
        zh_hant: "主管可監聽其可旁觀的通話。",
        zh_hans: "主管可监听其可旁观的通话。",
        ja: "スーパーバイザーが、見守れる通話をモニタリングできます。"
    }
    call_shows { en: "Show who listens", zh_hant: "顯示監聽者", zh_hans: "显示监听者", ja: "モニタリング中の人を表示" }
    call_shows_words { en: "To everybody in the call.", zh_hant: "通話中所有人可見。", zh_hans: "通话中所有人可见。", ja: "通話中の全員に見えます。" }
    is_called { en: "Can be called", zh_hant: "可通話", zh_hans: "可通话", ja: "通話できる" }
    is_called_words { en: "Visitors see a Call button.", zh_hant: "訪客會看到通話按鈕。", zh_hans: "访客会看到通话按钮。", ja: "訪問者に通話ボタンが表示されます。" }
    call_wait_label { en: "Calls ring (seconds)", zh_hant: "來電響鈴（秒）", zh_hans: "来电响铃（秒）", ja: "着信（秒）" }
    tone { en: "Call tone", zh_hant: "來電鈴聲", zh_hans: "来电铃声", ja: "着信音" }
    tone_phone { en: "Telephone", zh_hant: "電話", zh_hans: "电话", ja: "電話" }
    tone_chime { en: "Chime", zh_hant: "鐘聲", zh_hans: "钟声", ja: "チャイム" }
    tone_silent { en: "Silent", zh_hant: "靜音", zh_hans: "静音", ja: "なし" }
}
