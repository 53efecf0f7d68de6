//! Labels, and what is asked when a chat ends.

use ::shared::label::LabelColor;

ui::texts! {
    labels { en: "Labels", zh_hant: "標記", zh_hans: "标记", ja: "ラベル" }
    labels_words {
        en: "What your team puts on enquiries to find and count them. Visitors never see a label.",
        zh_hant: "團隊加在諮詢上的標記，用於查找與統計。訪客看不到。",
        zh_hans: "团队加在咨询上的标记，用于查找与统计。访客看不到。",
        ja: "チームがお問い合わせに付けて、探したり数えたりするためのものです。訪問者には見えません。"
    }
    new_label { en: "New label", zh_hant: "新增標記", zh_hans: "新建标记", ja: "新しいラベル" }
    no_labels { en: "No labels yet", zh_hant: "還沒有標記", zh_hans: "还没有标记", ja: "まだラベルはありません" }
    no_labels_words {
        en: "Begin with a handful: “Refund”, “Bug”, “Praise”.",
        zh_hant: "先從幾個開始：「退款」、「錯誤」、「讚美」。",
        zh_hans: "先从几个开始：“退款”、“错误”、“好评”。",
        ja: "「返金」「不具合」「お褒め」など、少数から始めましょう。"
    }
    label_words { en: "How it looks, and when to use it.", zh_hant: "外觀與使用時機。", zh_hans: "外观与使用时机。", ja: "見た目と使いどころ。" }
    label_description { en: "When to use it", zh_hant: "何時使用", zh_hans: "何时使用", ja: "使いどころ" }
    label_color { en: "Colour", zh_hant: "顏色", zh_hans: "颜色", ja: "色" }
    color_gray { en: "Gray", zh_hant: "灰", zh_hans: "灰", ja: "グレー" }
    color_blue { en: "Blue", zh_hant: "藍", zh_hans: "蓝", ja: "青" }
    color_teal { en: "Teal", zh_hant: "青", zh_hans: "青", ja: "青緑" }
    color_green { en: "Green", zh_hant: "綠", zh_hans: "绿", ja: "緑" }
    color_amber { en: "Amber", zh_hant: "琥珀", zh_hans: "琥珀", ja: "琥珀" }
    color_orange { en: "Orange", zh_hant: "橘", zh_hans: "橙", ja: "オレンジ" }
    color_pink { en: "Pink", zh_hant: "粉紅", zh_hans: "粉红", ja: "ピンク" }
    color_violet { en: "Violet", zh_hant: "紫", zh_hans: "紫", ja: "紫" }
    label_archived { en: "Archived", zh_hant: "已封存", zh_hans: "已归档", ja: "アーカイブ済み" }
    label_archived_words {
        en: "It stays on the enquiries that have it, and is put on no other.",
        zh_hant: "已有此標記的諮詢會保留，之後不能再加上。",
        zh_hans: "已有此标记的咨询会保留，之后不能再添加。",
        ja: "すでに付いているものは残り、新たには付けられません。"
    }
    remove_label { en: "Remove this label", zh_hant: "移除此標記", zh_hans: "移除此标记", ja: "このラベルを削除" }
    remove_label_words {
        en: "It goes from every enquiry. To keep it where it is, archive it instead.",
        zh_hant: "所有諮詢都會失去此標記。若要保留，請改為封存。",
        zh_hans: "所有咨询都会失去此标记。若要保留，请改为归档。",
        ja: "すべてのお問い合わせから消えます。残す場合はアーカイブしてください。"
    }
    remove_label_question(name: &str) { en: "Remove the label “{name}”?", zh_hant: "要移除標記「{name}」嗎？", zh_hans: "要移除标记“{name}”吗？", ja: "ラベル「{name}」を削除しますか？" }
    label_removed(name: &str) { en: "The label “{name}” is removed.", zh_hant: "已移除標記「{name}」。", zh_hans: "已移除标记“{name}”。", ja: "ラベル「{name}」を削除しました。" }
    kind_label { en: "label", zh_hant: "標記", zh_hans: "标记", ja: "ラベル" }

    closing { en: "When a chat ends", zh_hant: "對話結束時", zh_hans: "对话结束时", ja: "チャットの終了時" }
    closing_words {
        en: "What is asked when a chat is closed.", zh_hant: "結束對話時要詢問的內容。", zh_hans: "结束对话时要询问的内容。", ja: "チャットを終えるときに尋ねる内容です。"
    }
    kind_closing { en: "what is asked at the end", zh_hant: "結束時的詢問", zh_hans: "结束时的询问", ja: "終了時に尋ねること" }
    label_required { en: "A label is required", zh_hant: "必須加上標記", zh_hans: "必须添加标记", ja: "ラベルを必須にする" }
    label_required_words {
        en: "Staff can close an enquiry only once it has a label. Visitors, and a long silence, close it all the same.",
        zh_hant: "人員須先加上標記才能結束諮詢。訪客或長時間無回應仍可結束。",
        zh_hans: "人员须先添加标记才能结束咨询。访客或长时间无回应仍可结束。",
        ja: "スタッフはラベルを付けるまで終了できません。訪問者や長い沈黙による終了は別です。"
    }
    asks_rating { en: "Ask visitors how it was", zh_hant: "詢問訪客的感受", zh_hans: "询问访客的感受", ja: "訪問者に評価を尋ねる" }
    asks_rating_words {
        en: "When a chat ends that somebody answered, its visitor can rate it, add a comment, and change both for 24 hours.",
        zh_hant: "有人回覆的對話結束後，訪客可以評分、留言，並在 24 小時內修改。",
        zh_hans: "有人回复的对话结束后，访客可以评分、留言，并在 24 小时内修改。",
        ja: "対応のあったチャットが終わると、訪問者は評価とコメントを残せ、24時間は変更できます。"
    }
    rating_scale { en: "Scale", zh_hant: "評分方式", zh_hans: "评分方式", ja: "評価の方法" }
    rating_scale_hint {
        en: "Reports count all of them from 1 to 5; a thumb is 1 or 5.", zh_hant: "報表一律以 1 至 5 分計算；拇指為 1 或 5。", zh_hans: "报表一律以 1 至 5 分计算；拇指为 1 或 5。", ja: "レポートではすべて1〜5で数えます。親指は1か5です。"
    }
    scale_stars { en: "Stars, 1 to 5", zh_hant: "星星 1 至 5", zh_hans: "星星 1 至 5", ja: "星1〜5" }
    scale_faces { en: "Five faces", zh_hant: "五種表情", zh_hans: "五种表情", ja: "5つの顔" }
    scale_thumbs { en: "Thumb up or down", zh_hant: "拇指向上或向下", zh_hans: "拇指向上或向下", ja: "親指の上下" }
    rating_question { en: "Question", zh_hant: "問題", zh_hans: "问题", ja: "質問" }
    rating_question_hint {
        en: "Left empty, the chat asks “How was this chat?” in the visitor’s language.",
        zh_hant: "留空時，聊天會以訪客的語言詢問「這次對話如何？」。",
        zh_hans: "留空时，聊天会以访客的语言询问“这次对话如何？”。",
        ja: "空のままなら「このチャットはいかがでしたか？」と訪問者の言語で尋ねます。"
    }
    problem_no_label {
        en: "Make a label first: without one, nothing could be closed.",
        zh_hant: "請先新增標記：沒有標記就無法結束任何諮詢。",
        zh_hans: "请先新建标记：没有标记就无法结束任何咨询。",
        ja: "先にラベルを作ってください。一つもないと何も終了できません。"
    }
}

/// What a colour is called.
pub(crate) fn color_name(color: LabelColor) -> &'static str {
    match color {
        LabelColor::Gray => color_gray(),
        LabelColor::Blue => color_blue(),
        LabelColor::Teal => color_teal(),
        LabelColor::Green => color_green(),
        LabelColor::Amber => color_amber(),
        LabelColor::Orange => color_orange(),
        LabelColor::Pink => color_pink(),
        LabelColor::Violet => color_violet(),
    }
}
