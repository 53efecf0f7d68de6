//! What was changed, and what would be: the log, export and import, and what happens when two people change the same thing.

ui::texts! {
    changed_title {
        en: "Somebody changed this meanwhile", zh_hant: "其他人剛剛更改了這項內容", zh_hans: "其他人刚刚更改了这项内容", ja: "ほかの人がこの内容を変更しました"
    }
    changed_words {
        en: "Nothing you typed is lost. This is what differs:", zh_hant: "您輸入的內容都還在。差異如下：", zh_hans: "您输入的内容都还在。差异如下：", ja: "入力した内容は残っています。違いは次のとおりです："
    }
    changed_same {
        en: "They made it just as you have it.", zh_hant: "對方的更改與您的完全相同。", zh_hans: "对方的更改与您的完全相同。", ja: "相手の変更はあなたの内容と同じです。"
    }
    field_column { en: "Field", zh_hant: "欄位", zh_hans: "字段", ja: "項目" }
    theirs { en: "Theirs", zh_hant: "對方的", zh_hans: "对方的", ja: "相手の内容" }
    yours { en: "Yours", zh_hant: "您的", zh_hans: "您的", ja: "あなたの内容" }
    before { en: "Before", zh_hant: "之前", zh_hans: "之前", ja: "変更前" }
    after { en: "After", zh_hant: "之後", zh_hans: "之后", ja: "変更後" }
    nothing_there { en: "nothing", zh_hant: "無", zh_hans: "无", ja: "なし" }
    keep_mine { en: "Keep mine", zh_hant: "保留我的", zh_hans: "保留我的", ja: "自分の内容で保存" }
    take_theirs { en: "Take theirs", zh_hant: "採用對方的", zh_hans: "采用对方的", ja: "相手の内容を使う" }
    theirs_taken { en: "The form shows theirs now.", zh_hant: "表單現在顯示對方的內容。", zh_hans: "表单现在显示对方的内容。", ja: "フォームには相手の内容が表示されています。" }
    bring_mine_back { en: "Bring mine back", zh_hant: "還原我的內容", zh_hans: "还原我的内容", ja: "自分の内容に戻す" }

    change_log { en: "Change log", zh_hant: "變更紀錄", zh_hans: "更改记录", ja: "変更履歴" }
    change_log_words {
        en: "Who changed which setting, and when. What nobody changed again since can be taken back.",
        zh_hant: "誰在何時變更了哪項設定。之後未再變更的可以復原。",
        zh_hans: "谁在何时更改了哪项设置。之后未再更改的可以撤销。",
        ja: "だれが、いつ、どの設定を変えたか。その後変更されていないものは元に戻せます。"
    }
    no_changes { en: "Nothing was changed yet", zh_hant: "還沒有任何變更", zh_hans: "还没有任何更改", ja: "まだ変更はありません" }
    no_changes_words {
        en: "From now on, each change of a setting stands here.", zh_hant: "之後每次變更設定都會列在這裡。", zh_hans: "之后每次更改设置都会列在这里。", ja: "これからの設定変更はすべてここに記録されます。"
    }
    older_changes { en: "Show older changes", zh_hant: "顯示較早的變更", zh_hans: "显示更早的更改", ja: "以前の変更を表示" }
    undo_of(words: &str) { en: "Undo: {words}", zh_hant: "復原：{words}", zh_hans: "撤销：{words}", ja: "元に戻す：{words}" }
    took_back { en: "Took an earlier change back", zh_hant: "復原了較早的變更", zh_hans: "撤销了较早的更改", ja: "以前の変更を元に戻しました" }
    step_made(what: &str) { en: "Made {what}", zh_hant: "新增{what}", zh_hans: "新建{what}", ja: "{what}を作成" }
    step_changed(what: &str) { en: "Changed {what}", zh_hant: "變更{what}", zh_hans: "更改{what}", ja: "{what}を変更" }
    step_removed(what: &str) { en: "Removed {what}", zh_hant: "移除{what}", zh_hans: "移除{what}", ja: "{what}を削除" }
    step_ordered(what: &str) { en: "New order: {what}", zh_hant: "調整順序：{what}", zh_hans: "调整顺序：{what}", ja: "並べ替え：{what}" }
    step_unknown { en: "Something that this page doesn't know yet", zh_hant: "此頁面尚不認得的變更", zh_hans: "此页面尚不认识的更改", ja: "このページではまだ表示できない変更" }
    /// A kind and a name: tag “Sales”.
    named(kind: &str, name: &str) { en: "{kind} “{name}”", zh_hant: "{kind}「{name}」", zh_hans: "{kind}“{name}”", ja: "{kind}「{name}」" }
    order_word { en: "Order", zh_hant: "順序", zh_hans: "顺序", ja: "順序" }

    kind_service { en: "service settings", zh_hant: "服務設定", zh_hans: "服务设置", ja: "サービス設定" }
    kind_tag { en: "tag", zh_hant: "標籤", zh_hans: "标签", ja: "タグ" }
    kind_schedule { en: "schedule", zh_hant: "時間表", zh_hans: "时间表", ja: "スケジュール" }
    kind_link { en: "weblink", zh_hant: "網頁連結", zh_hans: "网页链接", ja: "ウェブリンク" }
    kind_cta { en: "button of your own", zh_hant: "自訂按鈕", zh_hans: "自定义按钮", ja: "独自のボタン" }
    kind_campaign { en: "campaign", zh_hant: "活動", zh_hans: "活动", ja: "キャンペーン" }
    kind_appearance { en: "appearance", zh_hant: "外觀", zh_hans: "外观", ja: "外観" }
    kind_messages { en: "messages", zh_hant: "訊息", zh_hans: "消息", ja: "メッセージ" }
    kind_form { en: "form", zh_hant: "表單", zh_hans: "表单", ja: "フォーム" }
    kind_staff { en: "staff member", zh_hant: "人員", zh_hans: "人员", ja: "スタッフ" }

    field_hours { en: "Hours", zh_hant: "服務時間", zh_hans: "服务时间", ja: "対応時間" }
    field_max_rooms { en: "Most rooms at once", zh_hant: "同時對話上限", zh_hans: "同时对话上限", ja: "同時チャットの上限" }
    field_manner { en: "How they are asked", zh_hant: "詢問方式", zh_hans: "询问方式", ja: "声のかけ方" }
    field_schedule { en: "Schedule", zh_hant: "時間表", zh_hans: "时间表", ja: "スケジュール" }
    field_countries { en: "Countries", zh_hant: "國家／地區", zh_hans: "国家／地区", ja: "国・地域" }
    field_share { en: "Share (%)", zh_hant: "比例（%）", zh_hans: "比例（%）", ja: "割合（%）" }
    field_sticky_days { en: "Days that who served last is remembered", zh_hant: "記住上次接待者的天數", zh_hans: "记住上次接待者的天数", ja: "前回の担当者を覚える日数" }
    field_week { en: "Week", zh_hant: "每週", zh_hans: "每周", ja: "週" }
    field_days { en: "Days that differ", zh_hant: "特殊日期", zh_hans: "特殊日期", ja: "通常と異なる日" }
    field_date { en: "Date", zh_hant: "日期", zh_hans: "日期", ja: "日付" }
    field_yearly { en: "Every year", zh_hant: "每年", zh_hans: "每年", ja: "毎年" }
    field_button { en: "Words on the button", zh_hant: "按鈕文字", zh_hans: "按钮文字", ja: "ボタンの文言" }

    yes { en: "yes", zh_hant: "是", zh_hans: "是", ja: "はい" }
    no { en: "no", zh_hant: "否", zh_hans: "否", ja: "いいえ" }
    manner_all { en: "all at once", zh_hant: "同時詢問所有人", zh_hans: "同时询问所有人", ja: "全員に同時" }
    manner_in_order { en: "one after another", zh_hant: "依序逐一詢問", zh_hans: "按顺序逐一询问", ja: "一人ずつ順番に" }
    manner_pick_up { en: "given to whoever has the fewest rooms", zh_hant: "分派給對話最少的人", zh_hans: "分派给对话最少的人", ja: "チャットが最も少ない人に割り当て" }
    hours_of_service { en: "those of the service", zh_hant: "與服務相同", zh_hans: "与服务相同", ja: "サービスと同じ" }
    hours_always { en: "always", zh_hant: "全天候", zh_hans: "全天候", ja: "いつでも" }

    transfer { en: "Export & import", zh_hant: "匯出與匯入", zh_hans: "导出与导入", ja: "書き出しと読み込み" }
    transfer_words {
        en: "Everything that is set up as one file: to keep, or for another service.",
        zh_hant: "將所有設定存成一個檔案：留存或用於其他服務。",
        zh_hans: "将所有设置存成一个文件：留存或用于其他服务。",
        ja: "すべての設定を一つのファイルに。保管やほかのサービスでの利用に使えます。"
    }
    export { en: "Export", zh_hant: "匯出", zh_hans: "导出", ja: "書き出し" }
    export_words {
        en: "The file holds no password, no key and no conversation; of staff, handles alone.",
        zh_hant: "檔案不含密碼、金鑰或對話；人員僅含代碼。",
        zh_hans: "文件不含密码、密钥或对话；人员仅含代码。",
        ja: "パスワード・鍵・会話は含まれません。スタッフはハンドルだけです。"
    }
    export_button { en: "Download the file", zh_hant: "下載檔案", zh_hans: "下载文件", ja: "ファイルをダウンロード" }
    import { en: "Import", zh_hant: "匯入", zh_hans: "导入", ja: "読み込み" }
    import_words {
        en: "Makes everything as in the file. You see what would change before anything does.",
        zh_hant: "將所有設定變成與檔案相同。變更前會先讓您看到差異。",
        zh_hans: "将所有设置变成与文件相同。更改前会先让您看到差异。",
        ja: "すべてをファイルのとおりにします。実行前に何が変わるかを確認できます。"
    }
    import_file { en: "File of an export", zh_hant: "匯出的檔案", zh_hans: "导出的文件", ja: "書き出したファイル" }
    import_other_file {
        en: "This isn't a file of an export. Choose one that was downloaded here.",
        zh_hant: "這不是匯出的檔案，請選擇從這裡下載的檔案。",
        zh_hans: "这不是导出的文件，请选择从这里下载的文件。",
        ja: "書き出したファイルではありません。ここでダウンロードしたものを選んでください。"
    }
    import_missing_title { en: "Some people aren't here", zh_hant: "有些人員不在這裡", zh_hans: "有些人员不在这里", ja: "ここにいない人がいます" }
    import_missing(names: &str) {
        en: "The file has people who aren't staff here: {names}. Invite them first, or import without them.",
        zh_hant: "檔案中有不屬於此服務的人員：{names}。請先邀請他們，或略過他們匯入。",
        zh_hans: "文件中有不属于此服务的人员：{names}。请先邀请他们，或跳过他们导入。",
        ja: "ファイルに、ここのスタッフではない人がいます：{names}。先に招待するか、その人なしで読み込んでください。"
    }
    import_leave_out { en: "Leave them out", zh_hant: "略過他們", zh_hans: "跳过他们", ja: "その人を除く" }
    import_same { en: "Everything is as in the file already.", zh_hant: "所有設定已與檔案相同。", zh_hans: "所有设置已与文件相同。", ja: "すでにファイルのとおりです。" }
    import_would { en: "What would change", zh_hant: "將會變更的內容", zh_hans: "将会更改的内容", ja: "変わる内容" }
    imported { en: "Imported.", zh_hant: "已匯入。", zh_hans: "已导入。", ja: "読み込みました。" }
}
