//! Reports: figures, what is behind them, and the days of staff.

ui::texts! {
    insight { en: "Insight", zh_hant: "分析", zh_hans: "分析", ja: "分析" }

    reports_words {
        en: "The enquiries that were raised in a period, as they stand now. Press a number to see what is behind it.",
        zh_hant: "某段期間內提出的諮詢及其目前狀況。按下數字即可查看明細。",
        zh_hans: "某段时间内提出的咨询及其当前状况。按数字即可查看明细。",
        ja: "期間内に寄せられたお問い合わせの現在の状況です。数字を押すと内訳が見られます。"
    }
    period { en: "Period", zh_hant: "期間", zh_hans: "期间", ja: "期間" }
    period_from { en: "From", zh_hant: "從", zh_hans: "从", ja: "開始日" }
    period_to { en: "To", zh_hant: "至", zh_hans: "至", ja: "終了日" }
    show_period { en: "Show", zh_hant: "顯示", zh_hans: "显示", ja: "表示" }
    last_days(days: u32) { en: "{days} days", zh_hant: "{days} 天", zh_hans: "{days} 天", ja: "{days}日間" }
    today { en: "Today", zh_hant: "今天", zh_hans: "今天", ja: "今日" }
    on_clock(zone: &str) { en: "Days and hours in {zone}", zh_hant: "日期與時間以 {zone} 為準", zh_hans: "日期与时间以 {zone} 为准", ja: "日時は {zone}" }
    narrowed_to { en: "Only", zh_hant: "僅限", zh_hans: "仅限", ja: "絞り込み" }
    widen(what: &str) { en: "No longer only {what}", zh_hant: "不再僅限 {what}", zh_hans: "不再仅限 {what}", ja: "{what} の絞り込みを解除" }
    no_figures { en: "No enquiries in this period", zh_hant: "此期間沒有諮詢", zh_hans: "此期间没有咨询", ja: "この期間のお問い合わせはありません" }
    no_figures_words {
        en: "Choose another period, or take a limit away.", zh_hant: "請選擇其他期間，或取消篩選。", zh_hans: "请选择其他期间，或取消筛选。", ja: "別の期間を選ぶか、絞り込みを解除してください。"
    }

    figure_raised { en: "Raised", zh_hant: "提出", zh_hans: "提出", ja: "受付" }
    figure_answered { en: "Answered", zh_hant: "已回應", zh_hans: "已应答", ja: "応答" }
    figure_missed { en: "Missed", zh_hant: "錯過", zh_hans: "错过", ja: "不応答" }
    figure_followed_up { en: "Followed up", zh_hant: "已跟進", zh_hans: "已跟进", ja: "フォロー済み" }
    figure_left { en: "Left before an answer", zh_hant: "回應前離開", zh_hans: "应答前离开", ja: "応答前に退出" }
    figure_waiting { en: "Still waiting", zh_hant: "仍在等候", zh_hans: "仍在等候", ja: "待機中" }
    figure_other { en: "Left or waiting", zh_hant: "離開或等候中", zh_hans: "离开或等候中", ja: "退出または待機中" }
    figure_waited { en: "Wait for an answer", zh_hant: "等候回應", zh_hans: "等候应答", ja: "応答までの時間" }
    figure_first_word { en: "First word after it", zh_hant: "回應後首則訊息", zh_hans: "应答后首条消息", ja: "応答から最初の発言" }
    figure_handled { en: "From answer to close", zh_hant: "從回應到結束", zh_hans: "从应答到结束", ja: "応答から終了まで" }
    figure_rating { en: "Rating", zh_hant: "評分", zh_hans: "评分", ja: "評価" }
    figure_rated { en: "Rated", zh_hant: "已評分", zh_hans: "已评分", ja: "評価あり" }
    figure_grade_1 { en: "Rated 1 of 5", zh_hant: "評為 1 分", zh_hans: "评为 1 分", ja: "評価1" }
    figure_grade_2 { en: "Rated 2 of 5", zh_hant: "評為 2 分", zh_hans: "评为 2 分", ja: "評価2" }
    figure_grade_3 { en: "Rated 3 of 5", zh_hant: "評為 3 分", zh_hans: "评为 3 分", ja: "評価3" }
    figure_grade_4 { en: "Rated 4 of 5", zh_hant: "評為 4 分", zh_hans: "评为 4 分", ja: "評価4" }
    figure_grade_5 { en: "Rated 5 of 5", zh_hant: "評為 5 分", zh_hans: "评为 5 分", ja: "評価5" }
    rated_share(share: &str) { en: "{share} % of those that were closed", zh_hant: "已結束對話的 {share}%", zh_hans: "已结束对话的 {share}%", ja: "終了したもののうち {share}%" }
    ratings_words {
        en: "How visitors rated, by the grade that they left. A person’s are of the enquiries that they had at the close.",
        zh_hant: "訪客留下的評分分布。個人的評分屬於其結束時所接待的諮詢。",
        zh_hans: "访客留下的评分分布。个人的评分属于其结束时所接待的咨询。",
        ja: "訪問者が残した評価の内訳です。担当者別の評価は、終了時に担当していたお問い合わせのものです。"
    }
    no_ratings { en: "Nobody has rated yet.", zh_hant: "尚無評分。", zh_hans: "尚无评分。", ja: "まだ評価はありません。" }
    missed_rate(rate: &str) { en: "{rate} % missed", zh_hant: "錯過 {rate}%", zh_hans: "错过 {rate}%", ja: "不応答 {rate}%" }
    nine_of_ten(time: &str) { en: "9 of 10 within {time}", zh_hant: "九成在 {time} 內", zh_hans: "九成在 {time} 内", ja: "9割は {time} 以内" }
    than_before(change: &str) { en: "{change} % against the days before", zh_hant: "較前期 {change}%", zh_hans: "较前期 {change}%", ja: "前の期間比 {change}%" }
    as_before { en: "As in the days before", zh_hant: "與前期相同", zh_hans: "与前期相同", ja: "前の期間と同じ" }
    nothing_before { en: "Nothing to compare with", zh_hant: "沒有可比較的前期", zh_hans: "没有可比较的前期", ja: "比較できる前の期間なし" }

    by_day { en: "Day by day", zh_hant: "每日", zh_hans: "每日", ja: "日別" }
    by_hour { en: "When they come in", zh_hant: "諮詢時段", zh_hans: "咨询时段", ja: "時間帯" }
    by_hour_words { en: "Raised in each hour of a week.", zh_hant: "一週內每小時提出的數量。", zh_hans: "一周内每小时提出的数量。", ja: "1週間の各時間に寄せられた件数です。" }
    by_tag { en: "By tag", zh_hant: "依標籤", zh_hans: "按标签", ja: "タグ別" }
    by_staff { en: "By who answered first", zh_hant: "依首位回應者", zh_hans: "按首位应答者", ja: "最初の応答者別" }
    by_contact_point { en: "By where they came in", zh_hant: "依來源", zh_hans: "按来源", ja: "入り口別" }
    column_name { en: "Name", zh_hant: "名稱", zh_hans: "名称", ja: "名前" }
    column_day { en: "Day", zh_hant: "日期", zh_hans: "日期", ja: "日" }
    column_hour { en: "Hour", zh_hant: "時間", zh_hans: "时间", ja: "時" }
    column_wait { en: "Wait", zh_hant: "等候", zh_hans: "等候", ja: "待ち時間" }
    as_table { en: "As a table", zh_hant: "以表格顯示", zh_hans: "以表格显示", ja: "表で見る" }
    directly { en: "People, directly", zh_hant: "直接找人", zh_hans: "直接找人", ja: "担当者へ直接" }
    a_link(link: &str) { en: "Weblink {link}", zh_hant: "網頁連結 {link}", zh_hans: "网页链接 {link}", ja: "ウェブリンク {link}" }
    place_unknown { en: "Not known", zh_hant: "不明", zh_hans: "不明", ja: "不明" }
    gone_name { en: "No longer there", zh_hant: "已不存在", zh_hans: "已不存在", ja: "すでに存在しません" }
    take_along { en: "Take it along", zh_hant: "匯出", zh_hans: "导出", ja: "書き出し" }
    take_along_words {
        en: "The figures of this page, for a spreadsheet or a program.", zh_hant: "本頁數據，可用於試算表或程式。", zh_hans: "本页数据，可用于电子表格或程序。", ja: "このページの数値を、表計算やプログラム用に書き出します。"
    }
    take_csv(by: &str) { en: "CSV: {by}", zh_hant: "CSV：{by}", zh_hans: "CSV：{by}", ja: "CSV：{by}" }
    take_json { en: "All as JSON", zh_hant: "全部（JSON）", zh_hans: "全部（JSON）", ja: "すべて（JSON）" }

    behind_words { en: "The enquiries behind the number, last raised first.", zh_hant: "此數字包含的諮詢，最近提出的在前。", zh_hans: "此数字包含的咨询，最近提出的在前。", ja: "この数字の内訳です。新しい順に並びます。" }
    behind_none { en: "Nothing is behind it now", zh_hant: "目前沒有明細", zh_hans: "目前没有明细", ja: "現在、内訳はありません" }
    older_enquiries { en: "Show older ones", zh_hant: "顯示較早的", zh_hans: "显示更早的", ja: "以前のものを表示" }
    phase_open { en: "Open", zh_hant: "待回應", zh_hans: "待应答", ja: "受付中" }
    phase_engaged { en: "In a chat", zh_hant: "對話中", zh_hans: "对话中", ja: "対応中" }
    phase_missed { en: "Missed", zh_hant: "錯過", zh_hans: "错过", ja: "不応答" }
    phase_closed { en: "Closed", zh_hant: "已結束", zh_hans: "已结束", ja: "終了" }

    staff_days { en: "Staff's days", zh_hant: "人員在線時間", zh_hans: "人员在线时间", ja: "スタッフの在席" }
    staff_days_words {
        en: "How long everybody was Active, Busy and Idle, as colleagues saw them.",
        zh_hant: "每個人處於可服務、忙碌和閒置的時間，以同事所見為準。",
        zh_hans: "每个人处于可服务、忙碌和空闲的时间，以同事所见为准。",
        ja: "同僚から見て、対応可・取り込み中・離席だった時間です。"
    }
    nobody_there { en: "Nobody was there", zh_hant: "沒有人在線", zh_hans: "没有人在线", ja: "在席者はいませんでした" }
    was_active { en: "Active", zh_hant: "可服務", zh_hans: "可服务", ja: "対応可" }
    was_busy { en: "Busy", zh_hant: "忙碌", zh_hans: "忙碌", ja: "取り込み中" }
    was_idle { en: "Idle", zh_hant: "閒置", zh_hans: "空闲", ja: "離席" }
    unit_d(count: u32) { en: "{count} d", zh_hant: "{count} 天", zh_hans: "{count} 天", ja: "{count}日" }
    unit_h(count: u32) { en: "{count} h", zh_hant: "{count} 小時", zh_hans: "{count} 小时", ja: "{count}時間" }
    unit_m(count: u32) { en: "{count} min", zh_hant: "{count} 分", zh_hans: "{count} 分", ja: "{count}分" }
    unit_s(count: u32) { en: "{count} s", zh_hant: "{count} 秒", zh_hans: "{count} 秒", ja: "{count}秒" }
}
