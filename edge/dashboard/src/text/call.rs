//! Texts about calls.

ui::texts! {
    /// On a row of one's rooms whose visitor calls.
    rings { en: "Rings", zh_hant: "來電", zh_hans: "来电", ja: "着信中" }
    /// Goes to the room and comes into its call.
    answer_call { en: "Answer call", zh_hant: "接聽", zh_hans: "接听", ja: "電話に出る" }
    /// In a room, to who may listen to its call.
    call_is_on { en: "A call is on.", zh_hant: "通話進行中。", zh_hans: "通话进行中。", ja: "通話中です。" }
    listen_in { en: "Listen in", zh_hant: "旁聽", zh_hans: "旁听", ja: "傍聴" }
}
