//! Finding: the page, the finder, and the bar in a room.

ui::texts! {
    finding { en: "Find", zh_hant: "尋找", zh_hans: "查找", ja: "探す" }
    search { en: "Search", zh_hant: "搜尋", zh_hans: "搜索", ja: "検索" }
    search_words {
        en: "People, and what was said, in everything that you may read.",
        zh_hant: "在您可閱讀的所有內容中尋找人員與對話。",
        zh_hans: "在您可阅读的所有内容中查找人员与对话。",
        ja: "閲覧できるすべての中から、人と会話を探します。"
    }
    search_field { en: "Words, a name, an e-mail or a phone number", zh_hant: "文字、姓名、電子郵件或電話", zh_hans: "文字、姓名、电子邮件或电话", ja: "言葉・名前・メール・電話番号" }
    search_filters { en: "Only", zh_hant: "僅限", zh_hans: "仅限", ja: "絞り込み" }
    any_tag { en: "Any tag", zh_hant: "所有標籤", zh_hans: "所有标签", ja: "すべてのタグ" }
    any_staff { en: "Anybody", zh_hant: "所有人員", zh_hans: "所有人员", ja: "すべての担当者" }
    any_label { en: "Any label", zh_hant: "所有標記", zh_hans: "所有标记", ja: "すべてのラベル" }
    any_point { en: "Any way in", zh_hant: "所有來源", zh_hans: "所有来源", ja: "すべての経路" }
    by_tag_filter { en: "Tag", zh_hant: "標籤", zh_hans: "标签", ja: "タグ" }
    by_staff_filter { en: "Staff", zh_hant: "人員", zh_hans: "人员", ja: "担当者" }
    by_label_filter { en: "Label", zh_hant: "標記", zh_hans: "标记", ja: "ラベル" }
    by_point_filter { en: "Came in by", zh_hant: "來源", zh_hans: "来源", ja: "経路" }
    from_day { en: "From", zh_hant: "從", zh_hans: "从", ja: "開始日" }
    to_day { en: "To", zh_hant: "至", zh_hans: "至", ja: "終了日" }
    clear_filters { en: "Take all limits away", zh_hant: "清除篩選", zh_hans: "清除筛选", ja: "絞り込みを解除" }
    people_found { en: "People", zh_hant: "人員", zh_hans: "人员", ja: "人" }
    said_found { en: "What was said", zh_hant: "對話內容", zh_hans: "对话内容", ja: "会話" }
    search_empty { en: "What are you looking for?", zh_hant: "要找什麼？", zh_hans: "要找什么？", ja: "何をお探しですか？" }
    search_empty_words {
        en: "All words have to be there; the last may be a beginning. “Words in quotes” stand together.",
        zh_hant: "所有字詞都須出現，最後一個可只輸入開頭；「引號內的字詞」須相連。",
        zh_hans: "所有字词都须出现，最后一个可只输入开头；“引号内的字词”须相连。",
        ja: "すべての語を含むものを探します。最後の語は途中まででもかまいません。「引用符の中」は続いた語を探します。"
    }
    found_none { en: "Nothing was found", zh_hant: "找不到結果", zh_hans: "未找到结果", ja: "見つかりませんでした" }
    found_none_words {
        en: "Try fewer or shorter words, or another spelling.",
        zh_hant: "請嘗試較少或較短的字詞，或其他寫法。",
        zh_hans: "请尝试更少或更短的字词，或其他写法。",
        ja: "語を減らすか短くする、または別の表記をお試しください。"
    }
    found_none_limited {
        en: "Take a limit away, or try fewer words.",
        zh_hant: "請取消篩選，或減少字詞。",
        zh_hans: "请取消筛选，或减少字词。",
        ja: "絞り込みを解除するか、語を減らしてください。"
    }
    found_hits(count: u32) { en: "{count} results", zh_hant: "{count} 筆結果", zh_hans: "{count} 条结果", ja: "{count}件の結果" }
    found_hits_more(count: u32) { en: "{count} results, and older ones", zh_hant: "{count} 筆結果，還有更早的", zh_hans: "{count} 条结果，还有更早的", ja: "{count}件の結果。以前のものもあります" }
    searching { en: "Searching", zh_hant: "搜尋中", zh_hans: "正在搜索", ja: "検索中" }
    still_reading {
        en: "Older chats are still being read in; more may be found later.",
        zh_hant: "較早的對話仍在讀取中，稍後可能找到更多。",
        zh_hans: "较早的对话仍在读取中，稍后可能找到更多。",
        ja: "以前のチャットを読み込み中です。後でさらに見つかることがあります。"
    }
    older_results { en: "Show older ones", zh_hant: "顯示較早的", zh_hans: "显示更早的", ja: "以前のものを表示" }
    hit_note { en: "Note", zh_hant: "備註", zh_hans: "备注", ja: "メモ" }
    hit_file { en: "File", zh_hant: "檔案", zh_hans: "文件", ja: "ファイル" }
    hit_form { en: "Form", zh_hant: "表單", zh_hans: "表单", ja: "フォーム" }
    hit_visitor { en: "Visitor", zh_hant: "訪客", zh_hans: "访客", ja: "訪問者" }

    find_placeholder { en: "Go to a room, a person, a page…", zh_hant: "前往對話、人員、頁面…", zh_hans: "前往对话、人员、页面…", ja: "チャット・人・ページへ移動…" }
    find_results { en: "Where to go", zh_hant: "前往", zh_hans: "前往", ja: "移動先" }
    find_room { en: "My room", zh_hant: "我的對話", zh_hans: "我的对话", ja: "自分のチャット" }
    find_open { en: "Open enquiry", zh_hant: "待回應的諮詢", zh_hans: "待应答的咨询", ja: "受付中のお問い合わせ" }
    find_person { en: "Colleague", zh_hant: "同事", zh_hans: "同事", ja: "同僚" }
    find_page { en: "Page", zh_hant: "頁面", zh_hans: "页面", ja: "ページ" }
    find_everything(text: &str) { en: "Search everything for “{text}”", zh_hant: "在所有內容中搜尋「{text}」", zh_hans: "在所有内容中搜索“{text}”", ja: "「{text}」をすべてから検索" }
    find_keys { en: "↑ ↓ to choose, Enter to go, Esc to stay", zh_hant: "↑ ↓ 選擇，Enter 前往，Esc 取消", zh_hans: "↑ ↓ 选择，Enter 前往，Esc 取消", ja: "↑ ↓ で選択、Enter で移動、Esc で閉じる" }
    find_inbox { en: "Inbox", zh_hant: "收件匣", zh_hans: "收件箱", ja: "受信箱" }
    find_missed { en: "Missed enquiries", zh_hant: "錯過的諮詢", zh_hans: "错过的咨询", ja: "不応答のお問い合わせ" }
    find_closed { en: "Closed enquiries", zh_hant: "已結束的諮詢", zh_hans: "已结束的咨询", ja: "終了したお問い合わせ" }
    find_space { en: "Space", zh_hant: "群組", zh_hans: "群组", ja: "スペース" }
    find_spaces { en: "Spaces", zh_hant: "群組", zh_hans: "群组", ja: "スペース" }
    find_team { en: "Team", zh_hant: "團隊", zh_hans: "团队", ja: "チーム" }

    room_search_field { en: "Search in this room", zh_hant: "在此對話中搜尋", zh_hans: "在此对话中搜索", ja: "このチャット内を検索" }
    room_search_next { en: "Older match", zh_hant: "較早的結果", zh_hans: "更早的结果", ja: "前の一致" }
    room_search_previous { en: "Newer match", zh_hant: "較新的結果", zh_hans: "更新的结果", ja: "次の一致" }
    room_search_day { en: "Go to a day", zh_hant: "前往日期", zh_hans: "前往日期", ja: "日付へ移動" }
    room_search_at(place: u32, count: u32) { en: "{place} of {count}", zh_hant: "第 {place} 筆，共 {count} 筆", zh_hans: "第 {place} 条，共 {count} 条", ja: "{count}件中{place}件目" }
    room_search_close { en: "Close search", zh_hant: "關閉搜尋", zh_hans: "关闭搜索", ja: "検索を閉じる" }
    room_no_such_day { en: "Nothing was said then or later.", zh_hant: "該日及之後沒有對話。", zh_hans: "该日及之后没有对话。", ja: "その日以降の会話はありません。" }
}
