//! "What happens at …": an enquiry that is only thought of.

ui::texts! {
    tester { en: "What happens at …", zh_hant: "什麼時候會怎樣", zh_hans: "什么时候会怎样", ja: "こんなときどうなる？" }
    tester_words {
        en: "Think of an enquiry, and see who would be asked and why. Nobody hears of it.",
        zh_hant: "設想一則諮詢，看看會詢問誰以及原因。不會通知任何人。",
        zh_hans: "设想一则咨询，看看会询问谁以及原因。不会通知任何人。",
        ja: "お問い合わせを想定して、だれに届くか、なぜそうなるかを確かめます。だれにも通知されません。"
    }
    contact_point { en: "Contact point", zh_hant: "聯絡入口", zh_hans: "联系入口", ja: "受付の入口" }
    ctas { en: "Buttons of your own", zh_hant: "自訂按鈕", zh_hans: "自定义按钮", ja: "独自のボタン" }
    no_points { en: "There is nobody to ask yet", zh_hant: "還沒有可詢問的對象", zh_hans: "还没有可询问的对象", ja: "まだ問い合わせ先がありません" }
    trial_at { en: "Day and time", zh_hant: "日期與時間", zh_hans: "日期和时间", ja: "日時" }
    trial_zone(zone: &str) { en: "On the clock of {zone}.", zh_hant: "以 {zone} 的時間為準。", zh_hans: "以 {zone} 的时间为准。", ja: "{zone} の時刻です。" }
    trial_language { en: "Language of the visitor", zh_hant: "訪客的語言", zh_hans: "访客的语言", ja: "訪問者の言語" }
    trial_other_language { en: "Another one", zh_hant: "其他語言", zh_hans: "其他语言", ja: "その他" }
    trial_country { en: "Country of the visitor", zh_hant: "訪客的國家／地區", zh_hans: "访客的国家／地区", ja: "訪問者の国・地域" }
    trial_country_hint { en: "Two letters, like JP.", zh_hant: "兩個字母，例如 JP。", zh_hans: "两个字母，例如 JP。", ja: "JP のような2文字です。" }
    problem_country { en: "Enter two letters, like JP.", zh_hant: "請輸入兩個字母，例如 JP。", zh_hans: "请输入两个字母，例如 JP。", ja: "JP のように2文字で入力してください。" }
    trial_served { en: "Served last by", zh_hant: "上次接待者", zh_hans: "上次接待者", ja: "前回の担当者" }
    trial_served_nobody { en: "Nobody: they are new", zh_hant: "無：新訪客", zh_hans: "无：新访客", ja: "なし（初めての方）" }
    trial_days { en: "Days ago", zh_hant: "幾天前", zh_hans: "几天前", ja: "何日前" }
    problem_days { en: "Enter 0 to 365 days.", zh_hant: "請輸入 0 至 365 天。", zh_hans: "请输入 0 至 365 天。", ja: "0〜365日で入力してください。" }
    trial_draw { en: "Lot", zh_hant: "抽籤號碼", zh_hans: "抽签号码", ja: "抽選番号" }
    trial_draw_hint {
        en: "0 to 99, by which shares are given: with 30 % and 70 %, 0 to 29 go first to the first.",
        zh_hant: "0 至 99，用於比例分派：若為 30% 和 70%，0 至 29 先分派給第一組。",
        zh_hans: "0 至 99，用于比例分派：若为 30% 和 70%，0 至 29 先分派给第一组。",
        ja: "0〜99。割合の振り分けに使います。30%と70%なら、0〜29は最初の対応先が先になります。"
    }
    problem_draw { en: "Enter 0 to 99.", zh_hant: "請輸入 0 至 99。", zh_hans: "请输入 0 至 99。", ja: "0〜99で入力してください。" }
    trial_present { en: "Who is there", zh_hant: "誰在線", zh_hans: "谁在线", ja: "だれがいるか" }
    trial_everybody { en: "Everybody, without a room", zh_hant: "所有人，且沒有對話", zh_hans: "所有人，且没有对话", ja: "全員（対応中なし）" }
    trial_now { en: "As it is now", zh_hant: "與現在相同", zh_hans: "与现在相同", ja: "今と同じ" }
    trial_verb { en: "Show what happens", zh_hant: "顯示結果", zh_hans: "显示结果", ja: "どうなるか見る" }
    trial_title(name: &str, at: &str) {
        en: "“{name}”, {at}", zh_hant: "「{name}」，{at}", zh_hans: "“{name}”，{at}", ja: "「{name}」{at}"
    }
    trial_given(name: &str) {
        en: "{name} has it at once.", zh_hant: "立即交給 {name}。", zh_hans: "立即交给 {name}。", ja: "すぐに {name} の担当になります。"
    }
    trial_given_after(name: &str, time: &str) {
        en: "If nobody answers, {name} has it after {time}.", zh_hant: "若無人回覆，{time} 後交給 {name}。", zh_hans: "若无人回复，{time} 后交给 {name}。", ja: "だれも対応しなければ、{time} 後に {name} の担当になります。"
    }
    trial_missed_at_once {
        en: "It is missed at once, and the visitor gets the offline form.",
        zh_hant: "立即列為未接，訪客會看到離線表單。",
        zh_hans: "立即列为未接，访客会看到离线表单。",
        ja: "すぐに未対応になり、訪問者には不在時のフォームが表示されます。"
    }
    trial_missed_after(time: &str) {
        en: "If nobody answers, it is missed after {time}, and the visitor gets the offline form.",
        zh_hant: "若無人回覆，{time} 後列為未接，訪客會看到離線表單。",
        zh_hans: "若无人回复，{time} 后列为未接，访客会看到离线表单。",
        ja: "だれも対応しなければ、{time} 後に未対応になり、訪問者には不在時のフォームが表示されます。"
    }
    trial_opens(time: &str) { en: "It opens {time}.", zh_hant: "{time} 開放。", zh_hans: "{time} 开放。", ja: "{time} に始まります。" }
    trial_never_opens {
        en: "It doesn't open within a year.", zh_hant: "一年內都不會開放。", zh_hans: "一年内都不会开放。", ja: "1年以内に始まることはありません。"
    }
}
