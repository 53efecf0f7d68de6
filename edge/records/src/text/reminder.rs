//! Follow-ups: reminders of enquiries.

ui::texts! {
    follow_ups { en: "Follow-ups", zh_hant: "跟進", zh_hans: "跟进", ja: "フォロー" }
    follow_ups_words {
        en: "Enquiries that you, or somebody whom you asked, are to come back to.",
        zh_hant: "您或您委託的同事需要再處理的諮詢。", zh_hans: "您或您委托的同事需要再处理的咨询。", ja: "あなた、またはあなたが頼んだ人が、後で対応するお問い合わせです。"
    }
    follow_ups_now { en: "To do", zh_hant: "待辦", zh_hans: "待办", ja: "これから" }
    follow_ups_over { en: "Over", zh_hant: "已完成", zh_hans: "已结束", ja: "済んだもの" }
    no_follow_ups { en: "Nothing to follow up", zh_hant: "沒有要跟進的諮詢", zh_hans: "没有要跟进的咨询", ja: "フォローするものはありません" }
    no_follow_ups_words {
        en: "Set a reminder in the details of an enquiry, whether or not it is closed.",
        zh_hant: "在諮詢的詳細資料中設定提醒，已結束的也可以。",
        zh_hans: "在咨询的详情中设置提醒，已结束的也可以。",
        ja: "お問い合わせの詳細でリマインダーを設定できます。終了後でも可能です。"
    }
    nothing_over { en: "Nothing of the last 90 days", zh_hant: "最近 90 天內沒有", zh_hans: "最近 90 天内没有", ja: "過去90日間にはありません" }
    more_follow_ups { en: "Show more", zh_hant: "顯示更多", zh_hans: "显示更多", ja: "さらに表示" }
    remind_in_an_hour { en: "In 1 hour", zh_hant: "1 小時後", zh_hans: "1 小时后", ja: "1時間後" }
    remind_tomorrow { en: "Tomorrow morning", zh_hant: "明天早上", zh_hans: "明天早上", ja: "明日の朝" }
    remind_next_week { en: "Next week", zh_hant: "下週", zh_hans: "下周", ja: "来週" }
    remind_when { en: "When", zh_hant: "時間", zh_hans: "时间", ja: "日時" }
    remind_when_hint(zone: &str) { en: "By your clock: {zone}", zh_hant: "依您的時區：{zone}", zh_hans: "按您的时区：{zone}", ja: "お使いの時間帯：{zone}" }
    remind_whom { en: "Remind", zh_hant: "提醒誰", zh_hans: "提醒谁", ja: "知らせる相手" }
    remind_me(name: &str) { en: "{name} (me)", zh_hant: "{name}（我）", zh_hans: "{name}（我）", ja: "{name}（自分）" }
    remind_of { en: "Note", zh_hant: "備註", zh_hans: "备注", ja: "メモ" }
    problem_when { en: "Choose a time that is still to come, within two years.", zh_hant: "請選擇兩年內的未來時間。", zh_hans: "请选择两年内的未来时间。", ja: "2年以内の、これからの日時を選んでください。" }
    problem_remind_note { en: "A note has at most 1,000 characters.", zh_hant: "備註最多 1,000 個字元。", zh_hans: "备注最多 1,000 个字符。", ja: "メモは1,000文字までです。" }
    set_it { en: "Set reminder", zh_hant: "設定提醒", zh_hans: "设置提醒", ja: "設定する" }
    change_it { en: "Save", zh_hant: "儲存", zh_hans: "保存", ja: "保存" }
    finish_it { en: "Done", zh_hant: "完成", zh_hans: "完成", ja: "完了" }
    drop_it { en: "Drop", zh_hant: "刪除提醒", zh_hans: "删除提醒", ja: "取り消す" }
    put_it_off { en: "Change", zh_hant: "變更", zh_hans: "更改", ja: "変更" }
    reminder_of(visitor: &str) { en: "Reminder of {visitor}", zh_hant: "{visitor} 的提醒", zh_hans: "{visitor} 的提醒", ja: "{visitor} さんのリマインダー" }
    reminder_set(when: &str) { en: "Reminder set: {when}", zh_hant: "已設定提醒：{when}", zh_hans: "已设置提醒：{when}", ja: "リマインダーを設定しました：{when}" }
    reminder_done { en: "Marked as done.", zh_hant: "已標記為完成。", zh_hans: "已标记为完成。", ja: "完了にしました。" }
    reminder_dropped { en: "Reminder dropped.", zh_hant: "已刪除提醒。", zh_hans: "已删除提醒。", ja: "リマインダーを取り消しました。" }
    reminder_unseen { en: "An enquiry that you can't see", zh_hant: "您無法查看的諮詢", zh_hans: "您无法查看的咨询", ja: "表示できないお問い合わせ" }
    reminder_due { en: "Due", zh_hant: "到期", zh_hans: "到期", ja: "期限です" }
    reminder_lapsed { en: "Lapsed: nobody could serve the enquiry any more", zh_hant: "已失效：無人能再處理此諮詢", zh_hans: "已失效：无人能再处理此咨询", ja: "失効：対応できる人がいなくなりました" }
    reminder_returned { en: "Came back to you: who had it can't serve the enquiry any more", zh_hant: "退回給您：原負責人無法再處理此諮詢", zh_hans: "退回给您：原负责人无法再处理此咨询", ja: "担当者が対応できなくなり、戻りました" }
    reminder_for(name: &str) { en: "for {name}", zh_hant: "給 {name}", zh_hans: "给 {name}", ja: "{name} 宛" }
    reminder_by(name: &str) { en: "set by {name}", zh_hant: "由 {name} 設定", zh_hans: "由 {name} 设置", ja: "設定者 {name}" }
}
