//! Labels on enquiries.

ui::texts! {
    labels { en: "Labels", zh_hant: "標記", zh_hans: "标记", ja: "ラベル" }
    /// Above the dialog where they are put on and taken off.
    labels_of(visitor: &str) { en: "Labels of {visitor}", zh_hant: "{visitor} 的標記", zh_hans: "{visitor} 的标记", ja: "{visitor} のラベル" }
    labels_words {
        en: "Only your team sees them. They help to find and count enquiries later.",
        zh_hant: "僅團隊可見，方便日後查找與統計諮詢。",
        zh_hans: "仅团队可见，便于日后查找与统计咨询。",
        ja: "チームだけに見えます。あとでお問い合わせを探したり数えたりするのに役立ちます。"
    }
    find_label { en: "Find a label", zh_hant: "尋找標記", zh_hans: "查找标记", ja: "ラベルを探す" }
    find_label_hint {
        en: "Enter puts the first one on, or takes it off.", zh_hant: "按 Enter 加上或移除第一個。", zh_hans: "按 Enter 添加或移除第一个。", ja: "Enter で先頭のラベルを付け外しします。"
    }
    no_label_found { en: "No label is called so.", zh_hant: "找不到這個標記。", zh_hans: "找不到这个标记。", ja: "該当するラベルはありません。" }
    labels_are_full {
        en: "An enquiry has at most 10 labels.", zh_hant: "一則諮詢最多 10 個標記。", zh_hans: "一条咨询最多 10 个标记。", ja: "ラベルは10個までです。"
    }
    /// In the place of those that don't fit into a row.
    more_labels(count: u32) {
        en: { one: "{count} more label", other: "{count} more labels" },
        zh_hant: { other: "另有 {count} 個標記" },
        zh_hans: { other: "另有 {count} 个标记" },
        ja: { other: "ほかにラベル{count}個" },
    }
    archived_label { en: "archived", zh_hant: "已封存", zh_hans: "已归档", ja: "アーカイブ済み" }
    close_wants_label {
        en: "Put a label on it first: your team wants one on every enquiry that it closes.",
        zh_hant: "請先加上標記：團隊規定結束的諮詢都要有標記。",
        zh_hans: "请先添加标记：团队规定结束的咨询都要有标记。",
        ja: "先にラベルを付けてください。終了するお問い合わせにはラベルが必要です。"
    }
    /// Name of the choice above a list.
    filter_by_label { en: "Show", zh_hant: "顯示", zh_hans: "显示", ja: "表示" }
    all_labels { en: "All", zh_hant: "全部", zh_hans: "全部", ja: "すべて" }
    nothing_with_label { en: "Nothing with this label", zh_hant: "沒有此標記的諮詢", zh_hans: "没有此标记的咨询", ja: "このラベルのものはありません" }
    rated_title { en: "Rating", zh_hant: "評分", zh_hans: "评分", ja: "評価" }
    key_labels { en: "Labels of this enquiry", zh_hant: "此諮詢的標記", zh_hans: "此咨询的标记", ja: "このお問い合わせのラベル" }
}
