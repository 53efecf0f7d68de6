//! Schedules: hours of the week, and days that differ.

ui::texts! {
    schedules { en: "Schedules", zh_hant: "服務時間", zh_hans: "服务时间", ja: "営業時間" }
    schedules_words {
        en: "When somebody is there. The service goes by one, and each tag by that or by its own.",
        zh_hant: "有人接待的時間。服務採用其中一個，各標籤可沿用或自訂。",
        zh_hans: "有人接待的时间。服务采用其中一个，各标签可沿用或自定。",
        ja: "対応できる時間です。サービス全体で一つを使い、タグごとに変えることもできます。"
    }
    new_schedule { en: "New schedule", zh_hant: "新增服務時間", zh_hans: "新建服务时间", ja: "新しい営業時間" }
    no_schedules { en: "Always open", zh_hant: "全天候開放", zh_hans: "全天候开放", ja: "常に受付中" }
    no_schedules_words {
        en: "With a schedule, visitors read when you are back, and nobody is called at night.",
        zh_hant: "設定服務時間後，訪客會看到何時恢復服務，夜間也不會打擾同事。",
        zh_hans: "设置服务时间后，访客会看到何时恢复服务，夜间也不会打扰同事。",
        ja: "設定すると、再開の時刻が訪問者に表示され、夜間に呼び出されることもありません。"
    }
    schedule_words {
        en: "Hours are on the clock of its time zone, also when that is put forward or back.",
        zh_hant: "時間以所選時區為準，夏令時間會自動調整。",
        zh_hans: "时间以所选时区为准，夏令时会自动调整。",
        ja: "時刻は選んだタイムゾーンのものです。夏時間にも対応します。"
    }
    schedule_name_hint { en: "Like “Office hours”. Only staff see it.", zh_hant: "例如「辦公時間」。只有客服人員看得到。", zh_hans: "例如“办公时间”。只有客服人员看得到。", ja: "例：「営業時間」。スタッフだけに表示されます。" }
    zone_of_service(zone: &str) { en: "The service’s ({zone})", zh_hant: "與服務相同（{zone}）", zh_hans: "与服务相同（{zone}）", ja: "サービスと同じ（{zone}）" }
    open_always { en: "Open at all times", zh_hant: "全時段開放", zh_hans: "全时段开放", ja: "終日受付中" }
    open_until(time: &str) { en: "Open now, until {time}", zh_hant: "目前開放，至 {time}", zh_hans: "目前开放，至 {time}", ja: "受付中（{time} まで）" }
    closed_until(time: &str) { en: "Closed now, until {time}", zh_hant: "目前休息，{time} 開放", zh_hans: "目前休息，{time} 开放", ja: "時間外（{time} から）" }
    closed_for_long { en: "Closed for the next year", zh_hant: "未來一年皆未開放", zh_hans: "未来一年均未开放", ja: "今後一年は受付なし" }
    week_hours { en: "The usual week", zh_hant: "每週時間", zh_hans: "每周时间", ja: "通常の週" }
    week_hours_words {
        en: "Hours that end no later than they begin go on past midnight.",
        zh_hant: "結束時間不晚於開始時間時，視為跨過午夜。",
        zh_hans: "结束时间不晚于开始时间时，视为跨过午夜。",
        ja: "終了が開始以前の時刻なら、翌日まで続きます。"
    }
    closed { en: "Closed", zh_hant: "休息", zh_hans: "休息", ja: "休み" }
    opens_at(day: &str) { en: "{day}, from", zh_hant: "{day}，開始", zh_hans: "{day}，开始", ja: "{day}の開始" }
    closes_at(day: &str) { en: "{day}, until", zh_hant: "{day}，結束", zh_hans: "{day}，结束", ja: "{day}の終了" }
    next_day { en: "next day", zh_hant: "次日", zh_hans: "次日", ja: "翌日" }
    add_hours_to(day: &str) { en: "Add hours to {day}", zh_hant: "為{day}新增時段", zh_hans: "为{day}添加时段", ja: "{day}に時間を追加" }
    remove_hours_of(day: &str) { en: "Remove these hours from {day}", zh_hant: "移除{day}的這個時段", zh_hans: "移除{day}的这个时段", ja: "{day}のこの時間を削除" }
    copy_hours_of(day: &str) { en: "Copy {day} to other days", zh_hant: "將{day}複製到其他日子", zh_hans: "将{day}复制到其他日子", ja: "{day}をほかの曜日にコピー" }
    copy_to { en: "Copy to", zh_hant: "複製到", zh_hans: "复制到", ja: "コピー先" }
    other_days { en: "Holidays and other days", zh_hant: "假日與特殊日子", zh_hans: "假日与特殊日子", ja: "祝日・特別な日" }
    other_days_words {
        en: "Days that differ from their weekday: closed, or with hours of their own.",
        zh_hant: "與平日不同的日子：休息，或有自己的時段。",
        zh_hans: "与平日不同的日子：休息，或有自己的时段。",
        ja: "通常と異なる日です。休みにするか、その日だけの時間を設定します。"
    }
    no_days { en: "No days that differ", zh_hant: "沒有特殊日子", zh_hans: "没有特殊日子", ja: "特別な日はありません" }
    date { en: "Date", zh_hant: "日期", zh_hans: "日期", ja: "日付" }
    day_name { en: "Name of the day", zh_hant: "名稱", zh_hans: "名称", ja: "名前" }
    yearly { en: "Every year", zh_hant: "每年", zh_hans: "每年", ja: "毎年" }
    a_day { en: "this day", zh_hant: "這一天", zh_hans: "这一天", ja: "この日" }
    add_day { en: "Add a day", zh_hant: "新增日子", zh_hans: "添加日子", ja: "日を追加" }
    import_calendar { en: "Import a calendar (.ics)", zh_hant: "匯入行事曆（.ics）", zh_hans: "导入日历（.ics）", ja: "カレンダーを読み込む（.ics）" }
    calendar_days(count: u32) {
        en: { one: "{count} day in this calendar", other: "{count} days in this calendar" },
        zh_hant: { other: "行事曆中有 {count} 天" }, zh_hans: { other: "日历中有 {count} 天" }, ja: { other: "カレンダーに{count}日あります" },
    }
    calendar_left_out(count: u32) {
        en: { one: "{count} entry isn’t a whole day and is left out.", other: "{count} entries aren’t whole days and are left out." },
        zh_hant: { other: "{count} 個項目不是全天，已略過。" }, zh_hans: { other: "{count} 个项目不是全天，已略过。" }, ja: { other: "終日でない予定{count}件は除かれます。" },
    }
    add_these_days { en: "Add these days", zh_hant: "新增這些日子", zh_hans: "添加这些日子", ja: "これらの日を追加" }
    calendar_unread {
        en: "That isn’t a calendar that can be read. Choose an iCalendar file (.ics) of at most 1 MB.",
        zh_hant: "無法讀取這個行事曆。請選擇 1 MB 以內的 iCalendar 檔案（.ics）。",
        zh_hans: "无法读取这个日历。请选择 1 MB 以内的 iCalendar 文件（.ics）。",
        ja: "読み込めませんでした。1 MB以下のiCalendarファイル（.ics）を選んでください。"
    }
    remove_schedule { en: "Remove this schedule", zh_hant: "移除此服務時間", zh_hans: "移除此服务时间", ja: "この営業時間を削除" }
    remove_schedule_words { en: "It can be removed when nothing goes by it.", zh_hant: "沒有任何項目採用時才能移除。", zh_hans: "没有任何项目采用时才能移除。", ja: "どこにも使われていない場合に削除できます。" }
    remove_schedule_question(name: &str) { en: "Remove the schedule “{name}”?", zh_hant: "要移除服務時間「{name}」嗎？", zh_hans: "要移除服务时间“{name}”吗？", ja: "営業時間「{name}」を削除しますか？" }
    schedule_removed(name: &str) { en: "The schedule “{name}” is removed.", zh_hant: "已移除服務時間「{name}」。", zh_hans: "已移除服务时间“{name}”。", ja: "営業時間「{name}」を削除しました。" }
    problem_never_open { en: "Nobody would ever be there. Add hours to the week.", zh_hant: "這樣永遠無人接待，請新增時段。", zh_hans: "这样永远无人接待，请添加时段。", ja: "受付時間がありません。時間を追加してください。" }
    problem_overlap { en: "These hours overlap with others. Change one of them.", zh_hant: "時段重疊，請調整其中一個。", zh_hans: "时段重叠，请调整其中一个。", ja: "時間が重なっています。どちらかを変更してください。" }
    problem_hours { en: "Enter from when until when.", zh_hant: "請輸入開始與結束時間。", zh_hans: "请输入开始与结束时间。", ja: "開始と終了の時刻を入力してください。" }
    problem_date { en: "Choose a date.", zh_hant: "請選擇日期。", zh_hans: "请选择日期。", ja: "日付を選んでください。" }
    hours { en: "Opening hours", zh_hant: "服務時間", zh_hans: "服务时间", ja: "営業時間" }
    hours_of_service_words { en: "Outside of them nobody is asked: visitors read when you are back, and can leave a message.", zh_hant: "時段外不會詢問任何人；訪客會看到恢復時間並可留言。", zh_hans: "时段外不会询问任何人；访客会看到恢复时间并可留言。", ja: "時間外は呼び出しません。訪問者には再開の時刻が表示され、伝言を残せます。" }
    no_hours { en: "Always open", zh_hant: "全天候開放", zh_hans: "全天候开放", ja: "常に受付" }
    hours_service { en: "Those of the service", zh_hant: "與服務相同", zh_hans: "与服务相同", ja: "サービスと同じ" }

    manner { en: "How they are asked", zh_hant: "詢問方式", zh_hans: "询问方式", ja: "呼び出し方" }
    asked_all_at_once { en: "All at once: the first to answer has it", zh_hant: "同時詢問，由最先回覆者接待", zh_hans: "同时询问，由最先回复者接待", ja: "全員同時（最初に応じた人が担当）" }
    asked_in_order { en: "One after another, each for the whole wait", zh_hant: "逐一詢問，每人各有完整等待時間", zh_hans: "逐一询问，每人各有完整等待时间", ja: "一人ずつ順番に（それぞれ待ち時間いっぱい）" }
    asked_nobody { en: "Nobody is asked: who speaks the visitor's language and has the fewest chats gets it", zh_hant: "不詢問，直接分派給會說訪客語言且對話最少的人", zh_hans: "不询问，直接分派给会说访客语言且对话最少的人", ja: "呼び出さず、訪問者の言語を話す人のうち、対応中が最も少ない人に割り当て" }
    conditions { en: "Only for some enquiries", zh_hant: "僅限部分諮詢", zh_hans: "仅限部分咨询", ja: "一部のお問い合わせだけに使う" }
    conditions_words {
        en: "It is skipped unless all of these are met. One destination needs to be for everybody.",
        zh_hant: "未完全符合以下條件時會略過。至少要有一個接待組適用於所有人。",
        zh_hans: "未完全符合以下条件时会跳过。至少要有一个接待组适用于所有人。",
        ja: "すべてに当てはまらない場合は飛ばされます。全員向けの対応先が一つは必要です。"
    }
    raised_while { en: "Raised while open", zh_hant: "提出時間", zh_hans: "提出时间", ja: "受付時間" }
    at_any_time { en: "At any time", zh_hant: "任何時間", zh_hans: "任何时间", ja: "いつでも" }
    in_languages { en: "In these languages; in any, if none is chosen", zh_hant: "限這些語言；未選則不限", zh_hans: "限这些语言；未选则不限", ja: "これらの言語のみ（選ばなければすべて）" }
    from_countries { en: "From these countries", zh_hant: "來自這些國家／地區", zh_hans: "来自这些国家／地区", ja: "これらの国・地域から" }
    from_countries_hint { en: "Codes of two letters, like JP, HK.", zh_hant: "兩個字母的代碼，例如 JP, HK。", zh_hans: "两个字母的代码，例如 JP, HK。", ja: "2文字のコード。例：JP, HK" }
    share_percent { en: "Share (percent)", zh_hant: "分配比例（%）", zh_hans: "分配比例（%）", ja: "割合（%）" }
    share_hint { en: "Shares of neighbours add up to 100.", zh_hant: "相鄰接待組的比例合計為 100。", zh_hans: "相邻接待组的比例合计为 100。", ja: "隣り合う対応先と合わせて100にします。" }
    sticky_days { en: "Served within (days)", zh_hant: "曾接待（天內）", zh_hans: "曾接待（天内）", ja: "対応から（日以内）" }
    sticky_hint { en: "For whoever served the visitor last, for so long.", zh_hant: "在此期間內，由上次接待者接待。", zh_hans: "在此期间内，由上次接待者接待。", ja: "その期間内は、前回の担当者につながります。" }
    problem_countries { en: "Enter codes of two letters, like JP, HK.", zh_hant: "請輸入兩個字母的代碼，例如 JP, HK。", zh_hans: "请输入两个字母的代码，例如 JP, HK。", ja: "JP, HK のように2文字のコードを入力してください。" }
    problem_share { en: "A share is 1 to 100 percent.", zh_hant: "比例須為 1 至 100。", zh_hans: "比例须为 1 至 100。", ja: "割合は1〜100にしてください。" }
    problem_sticky { en: "Enter 1 to 365 days.", zh_hant: "請輸入 1 至 365 天。", zh_hans: "请输入 1 至 365 天。", ja: "1〜365日で入力してください。" }
}
