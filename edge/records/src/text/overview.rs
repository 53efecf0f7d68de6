//! How it all stands right now.

ui::texts! {
    live { en: "Live", zh_hant: "即時", zh_hans: "实时", ja: "ライブ" }
    live_words { en: "How it stands right now, as it changes.", zh_hant: "目前狀況，即時更新。", zh_hans: "当前状况，实时更新。", ja: "現在の状況をリアルタイムで表示します。" }
    load_waiting { en: "Waiting", zh_hant: "等待中", zh_hans: "等待中", ja: "待機中" }
    load_engaged { en: "In a chat", zh_hant: "對話中", zh_hans: "对话中", ja: "対応中" }
    load_missed { en: "Missed", zh_hant: "未接", zh_hans: "未接", ja: "未対応" }
    load_active { en: "Active staff", zh_hant: "在線客服", zh_hans: "在线客服", ja: "対応可能な人" }
    longest_wait(time: &str) { en: "longest {time}", zh_hant: "最久 {time}", zh_hans: "最久 {time}", ja: "最長 {time}" }
    longest { en: "Longest wait", zh_hant: "最久等待", zh_hans: "最久等待", ja: "最長待ち時間" }
    live_tags { en: "By tag", zh_hant: "依標籤", zh_hans: "按标签", ja: "トピック別" }
    live_people { en: "By person", zh_hant: "依人員", zh_hans: "按人员", ja: "スタッフ別" }
    asked_by_name { en: "Asked by name", zh_hant: "指名諮詢", zh_hans: "指名咨询", ja: "指名" }
    person { en: "Person", zh_hant: "人員", zh_hans: "人员", ja: "スタッフ" }
    tag_column { en: "Tag", zh_hant: "標籤", zh_hans: "标签", ja: "トピック" }
    there_as { en: "Status", zh_hant: "狀態", zh_hans: "状态", ja: "状態" }
    there_for(state: &str, time: &str) { en: "{state} for {time}", zh_hant: "{state} {time}", zh_hans: "{state} {time}", ja: "{state} {time}" }
    minutes(count: u32) { en: "{count} min", zh_hant: "{count} 分", zh_hans: "{count} 分", ja: "{count}分" }
    hours(count: u32) { en: "{count} h", zh_hant: "{count} 小時", zh_hans: "{count} 小时", ja: "{count}時間" }
    days(count: u32) { en: "{count} d", zh_hant: "{count} 天", zh_hans: "{count} 天", ja: "{count}日" }
    is_active { en: "Active", zh_hant: "在線", zh_hans: "在线", ja: "対応可能" }
    is_busy { en: "Busy", zh_hant: "忙碌", zh_hans: "忙碌", ja: "取り込み中" }
    is_idle { en: "Idle", zh_hant: "閒置", zh_hans: "闲置", ja: "離席中" }
    is_away { en: "Away", zh_hant: "離線", zh_hans: "离线", ja: "オフライン" }
    rooms_of(name: &str) { en: "Chats of {name}", zh_hant: "{name} 的對話", zh_hans: "{name} 的对话", ja: "{name} のチャット" }
    rooms_words { en: "Open one to look on, whisper, join or take over.", zh_hant: "開啟即可旁觀、悄悄話、加入或接手。", zh_hans: "打开即可旁观、悄悄话、加入或接手。", ja: "開くと、見守り・ささやき・参加・引き取りができます。" }
    nothing_here { en: "Nothing here right now", zh_hant: "目前沒有", zh_hans: "目前没有", ja: "今はありません" }
    look_on { en: "Look on", zh_hant: "旁觀", zh_hans: "旁观", ja: "見守る" }
    open_it { en: "Open", zh_hant: "開啟", zh_hans: "打开", ja: "開く" }
}
