//! What goes with writing: lists to choose from, marks, pins, words said again elsewhere, transcripts.

ui::texts! {
    quick_links { en: "Quick links", zh_hant: "快速連結", zh_hans: "快速链接", ja: "クイックリンク" }
    no_quick_link { en: "No weblink fits", zh_hant: "沒有符合的連結", zh_hans: "没有符合的链接", ja: "該当するリンクがありません" }
    colleagues { en: "Colleagues", zh_hant: "同事", zh_hans: "同事", ja: "同僚" }
    name_colleague { en: "Mention a colleague", zh_hant: "提及同事", zh_hans: "提及同事", ja: "同僚にメンション" }
    everybody_here { en: "Everyone here", zh_hant: "這裡的所有人", zh_hans: "这里的所有人", ja: "ここにいる全員" }
    bold { en: "Bold (Ctrl+B)", zh_hant: "粗體（Ctrl+B）", zh_hans: "粗体（Ctrl+B）", ja: "太字（Ctrl+B）" }
    italic { en: "Italic (Ctrl+I)", zh_hant: "斜體（Ctrl+I）", zh_hans: "斜体（Ctrl+I）", ja: "斜体（Ctrl+I）" }
    struck { en: "Struck through", zh_hant: "刪除線", zh_hans: "删除线", ja: "取り消し線" }
    code { en: "Code", zh_hant: "程式碼", zh_hans: "代码", ja: "コード" }
    emoji { en: "Emoji", zh_hant: "表情符號", zh_hans: "表情符号", ja: "絵文字" }

    copy_words { en: "Copy", zh_hant: "複製", zh_hans: "复制", ja: "コピー" }
    was_copied { en: "Copied", zh_hant: "已複製", zh_hans: "已复制", ja: "コピーしました" }
    not_copied { en: "Your browser didn’t allow it. Select the words and copy them.", zh_hant: "瀏覽器不允許，請選取文字後複製。", zh_hans: "浏览器不允许，请选中文字后复制。", ja: "ブラウザに許可されませんでした。文字を選択してコピーしてください。" }
    pin { en: "Pin", zh_hant: "釘選", zh_hans: "置顶", ja: "ピン留め" }
    unpin { en: "Unpin", zh_hant: "取消釘選", zh_hans: "取消置顶", ja: "ピンを外す" }
    was_pinned { en: "Pinned for the team", zh_hant: "已為團隊釘選", zh_hans: "已为团队置顶", ja: "チーム用にピン留めしました" }
    pinned { en: "Pinned messages", zh_hant: "已釘選的訊息", zh_hans: "置顶消息", ja: "ピン留めされたメッセージ" }
    pinned_count(count: u32) { en: "{count} pinned", zh_hant: "已釘選 {count} 則", zh_hans: "置顶 {count} 条", ja: "ピン留め {count}件" }
    pinned_by(name: &str) { en: "Pinned by {name}", zh_hant: "由 {name} 釘選", zh_hans: "由 {name} 置顶", ja: "{name} がピン留め" }
    forward { en: "Forward", zh_hant: "轉寄", zh_hans: "转发", ja: "転送" }
    forward_to { en: "Forward to", zh_hant: "轉寄至", zh_hans: "转发到", ja: "転送先" }
    find_room { en: "Find a chat or Space", zh_hant: "搜尋對話或群組", zh_hans: "搜索对话或群组", ja: "チャットやスペースを検索" }
    no_room_to_forward { en: "You’re in no other chat where you could write.", zh_hant: "沒有其他可發言的對話。", zh_hans: "没有其他可发言的对话。", ja: "書き込める他のチャットがありません。" }
    forwarded_from(name: &str) { en: "Forwarded from {name}:", zh_hant: "轉寄自 {name}：", zh_hans: "转发自 {name}：", ja: "{name} からの転送：" }
    not_forwarded { en: "It couldn’t be said there. Try again, or write it yourself.", zh_hant: "無法轉寄，請再試一次或自行輸入。", zh_hans: "无法转发，请再试一次或自行输入。", ja: "転送できませんでした。もう一度試すか、自分で入力してください。" }
    was_forwarded(name: &str) { en: "Forwarded to {name}", zh_hant: "已轉寄至 {name}", zh_hans: "已转发到 {name}", ja: "{name} に転送しました" }

    transcript { en: "Transcript", zh_hant: "對話記錄", zh_hans: "对话记录", ja: "チャットの記録" }
    print_transcript { en: "Open to print", zh_hant: "開啟以列印", zh_hans: "打开以打印", ja: "開いて印刷" }
    transcript_text { en: "Save as text", zh_hant: "存為文字", zh_hans: "存为文本", ja: "テキストで保存" }
    mail_transcript { en: "E-mail it to the visitor…", zh_hant: "寄給訪客…", zh_hans: "发邮件给访客…", ja: "訪問者にメールで送る…" }
    mail_transcript_title { en: "E-mail the transcript", zh_hant: "郵寄對話記錄", zh_hans: "邮寄对话记录", ja: "記録をメールで送る" }
    transcript_json { en: "Save as JSON", zh_hant: "存為 JSON", zh_hans: "存为 JSON", ja: "JSON で保存" }
}
