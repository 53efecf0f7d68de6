//! Every file in any room.

ui::texts! {
    files { en: "Files", zh_hant: "檔案", zh_hans: "文件", ja: "ファイル" }
    files_words {
        en: "What visitors and staff sent each other, in every room.",
        zh_hant: "所有對話中訪客與員工互傳的檔案。",
        zh_hans: "所有对话中访客与员工互传的文件。",
        ja: "すべてのチャットで、訪問者とスタッフが送り合ったものです。"
    }
    files_used { en: "Storage used", zh_hant: "已用空間", zh_hans: "已用空间", ja: "使用量" }
    files_all { en: "All", zh_hant: "全部", zh_hans: "全部", ja: "合計" }
    files_of_most(used: &str, most: &str) { en: "{used} of {most}", zh_hant: "{used}／{most}", zh_hans: "{used}／{most}", ja: "{used}／{most}" }
    files_count(count: u32) {
        en: { one: "{count} file", other: "{count} files" },
        zh_hant: { other: "{count} 個檔案" },
        zh_hans: { other: "{count} 个文件" },
        ja: { other: "{count}件" },
    }
    files_image { en: "Picture", zh_hant: "圖片", zh_hans: "图片", ja: "画像" }
    files_video { en: "Video", zh_hant: "影片", zh_hans: "视频", ja: "動画" }
    files_audio { en: "Recording", zh_hant: "錄音", zh_hans: "录音", ja: "音声" }
    files_document { en: "Document", zh_hant: "文件", zh_hans: "文档", ja: "書類" }
    kilobytes(count: &str) { en: "{count} KB", zh_hant: "{count} KB", zh_hans: "{count} KB", ja: "{count} KB" }
    megabytes(count: &str) { en: "{count} MB", zh_hant: "{count} MB", zh_hans: "{count} MB", ja: "{count} MB" }
    gigabytes(count: &str) { en: "{count} GB", zh_hant: "{count} GB", zh_hans: "{count} GB", ja: "{count} GB" }
    files_found { en: "Find a file", zh_hant: "尋找檔案", zh_hans: "查找文件", ja: "ファイルを探す" }
    files_name { en: "Name", zh_hant: "名稱", zh_hans: "名称", ja: "名前" }
    files_kind { en: "Kind", zh_hant: "類型", zh_hans: "类型", ja: "種類" }
    files_any_kind { en: "Any kind", zh_hant: "所有類型", zh_hans: "所有类型", ja: "すべて" }
    files_side { en: "Sent by", zh_hant: "傳送者", zh_hans: "发送者", ja: "送信者" }
    files_sender { en: "Sender’s name", zh_hant: "傳送者姓名", zh_hans: "发送者姓名", ja: "送信者の名前" }
    files_from { en: "From", zh_hant: "從", zh_hans: "从", ja: "開始日" }
    files_to { en: "To", zh_hant: "到", zh_hans: "到", ja: "終了日" }
    files_any_side { en: "Anybody", zh_hant: "任何人", zh_hans: "任何人", ja: "全員" }
    files_of_visitors { en: "Visitors", zh_hant: "訪客", zh_hans: "访客", ja: "訪問者" }
    files_of_staff { en: "Staff", zh_hant: "員工", zh_hans: "员工", ja: "スタッフ" }
    files_search { en: "Search", zh_hant: "搜尋", zh_hans: "搜索", ja: "検索" }
    files_chat { en: "Go to the chat", zh_hant: "前往對話", zh_hans: "前往对话", ja: "チャットを開く" }
    no_files { en: "There is no such file.", zh_hant: "沒有符合的檔案。", zh_hans: "没有符合的文件。", ja: "該当するファイルはありません。" }
    older_files { en: "Older ones", zh_hant: "更早的", zh_hans: "更早的", ja: "以前のもの" }
    delete_file { en: "Delete", zh_hant: "刪除", zh_hans: "删除", ja: "削除" }
    delete_file_question(name: &str) { en: "Delete {name}?", zh_hant: "要刪除 {name} 嗎？", zh_hans: "要删除 {name} 吗？", ja: "{name} を削除しますか？" }
    delete_file_words {
        en: "It is deleted for everybody, and its place in the chat says so.",
        zh_hant: "將對所有人刪除，對話中會註明。",
        zh_hans: "将对所有人删除，对话中会注明。",
        ja: "全員に対して削除され、チャットにその旨が表示されます。"
    }
    file_deleted { en: "The file was deleted.", zh_hant: "已刪除檔案。", zh_hans: "已删除文件。", ja: "ファイルを削除しました。" }
}
