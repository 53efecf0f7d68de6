//! Reminders, as far as they are seen before the records are here.

ui::texts! {
    reminder { en: "Follow-up reminder", zh_hant: "跟進提醒", zh_hans: "跟进提醒", ja: "フォローのリマインダー" }
    reminders { en: "Follow-up", zh_hant: "跟進", zh_hans: "跟进", ja: "フォロー" }
    set_reminder { en: "Remind me later", zh_hant: "稍後提醒我", zh_hans: "稍后提醒我", ja: "後でリマインド" }
    reminded(visitor: &str) { en: "Follow up with {visitor}", zh_hant: "請跟進 {visitor}", zh_hans: "请跟进 {visitor}", ja: "{visitor} さんをフォローしてください" }
    reminders_due(count: u32) { en: "Follow-ups due: {count}", zh_hant: "到期跟進：{count}", zh_hans: "到期跟进：{count}", ja: "期限のフォロー：{count}件" }
}
