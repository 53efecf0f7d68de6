//! Texts about calls.

ui::texts! {
    /// On a row of one's rooms whose visitor calls.
    rings { en: "Rings", zh_hant: "來電", zh_hans: "来电", ja: "着信中" }
    /// Goes to the room and comes into its call.
    answer_call { en: "Answer call", zh_hant: "接聽", zh_hans: "接听", ja: "電話に出る" }
    /// In a room, to who may listen to its call.
    call_is_on { en: "A call is on.", zh_hant: "通話進行中。", zh_hans: "通话进行中。", ja: "通話中です。" }
    /// Where what sends a recording can't be had.
    recording_waits {
        en: "The recording couldn’t be shared yet. It waits in this browser for a day, until you are next in a call of that chat. Or save it now.",
        zh_hant: "錄音尚未能分享。它會在此瀏覽器保留一天，待您下次在該對話中通話時分享；您也可以立即儲存。",
        zh_hans: "录音尚未能分享。它会在此浏览器保留一天，待您下次在该对话中通话时分享；您也可以立即保存。",
        ja: "録音をまだ共有できません。このブラウザーに1日保存され、次にそのチャットで通話するときに共有されます。今すぐ保存することもできます。"
    }
    save_recording { en: "Save recording", zh_hant: "儲存錄音", zh_hans: "保存录音", ja: "録音を保存" }
    listen_in { en: "Listen in", zh_hant: "監聽", zh_hans: "监听", ja: "モニタリング" }
}
