//! Not hearing somebody, and forgetting them.

ui::texts! {
    privacy { en: "Privacy", zh_hant: "隱私", zh_hans: "隐私", ja: "プライバシー" }
    privacy_words {
        en: "Who isn't heard, and who was erased. Both are done from the details of a chat.",
        zh_hant: "被封鎖與已清除的訪客。兩者皆從對話的詳細資料操作。",
        zh_hans: "被屏蔽与已清除的访客。两者均从对话的详细资料操作。",
        ja: "ブロック中の訪問者と、消去した訪問者です。どちらもチャットの詳細から行います。"
    }
    this_visitor { en: "This visitor", zh_hant: "此訪客", zh_hans: "此访客", ja: "この訪問者" }
    this_visitor_words {
        en: "Hear them no more, or erase all that is held of them.",
        zh_hant: "不再接收其訊息，或清除所有相關資料。",
        zh_hans: "不再接收其消息，或清除所有相关资料。",
        ja: "受け付けを止めるか、保存されているものをすべて消去します。"
    }
    block { en: "Block", zh_hant: "封鎖", zh_hans: "屏蔽", ja: "ブロック" }
    block_words {
        en: "Their chats end now. They begin no others and send nothing, and are told so politely.",
        zh_hant: "其對話會立即結束，無法再開始或傳送，系統會禮貌告知。",
        zh_hans: "其对话会立即结束，无法再开始或发送，系统会礼貌告知。",
        ja: "チャットはすぐに終わり、新しく始めることも送ることもできません。本人には丁寧に伝えられます。"
    }
    block_reason { en: "Reason", zh_hant: "原因", zh_hans: "原因", ja: "理由" }
    block_reason_hint {
        en: "For colleagues. The visitor doesn't see it.",
        zh_hant: "僅供同事查看，訪客看不到。",
        zh_hans: "仅供同事查看，访客看不到。",
        ja: "同僚向けです。訪問者には見えません。"
    }
    block_until { en: "Until", zh_hant: "期限", zh_hans: "期限", ja: "期間" }
    block_for_good { en: "For good", zh_hant: "永久", zh_hans: "永久", ja: "無期限" }
    block_days(count: u32) {
        en: { one: "{count} day", other: "{count} days" },
        zh_hant: { other: "{count} 天" },
        zh_hans: { other: "{count} 天" },
        ja: { other: "{count}日間" },
    }
    block_network { en: "Their network, too", zh_hant: "包含其網路", zh_hans: "包含其网络", ja: "ネットワークも" }
    block_network_words {
        en: "Nobody from there begins a chat. Others may share it: in an office, in a mobile network.",
        zh_hant: "該網路上的任何人都無法開始對話。辦公室或行動網路可能由多人共用。",
        zh_hans: "该网络上的任何人都无法开始对话。办公室或移动网络可能由多人共用。",
        ja: "そこからは誰もチャットを始められません。会社や携帯の回線は共有されていることがあります。"
    }
    block_verb { en: "Block this visitor", zh_hant: "封鎖此訪客", zh_hans: "屏蔽此访客", ja: "この訪問者をブロック" }
    blocked_now(name: &str) { en: "{name} is blocked.", zh_hant: "已封鎖 {name}。", zh_hans: "已屏蔽 {name}。", ja: "{name} をブロックしました。" }
    problem_reason {
        en: "Say why, in at most 300 characters.",
        zh_hant: "請填寫原因，最多 300 字。",
        zh_hans: "请填写原因，最多 300 字。",
        ja: "理由を300文字以内で入力してください。"
    }
    blocks { en: "Blocked visitors", zh_hant: "已封鎖的訪客", zh_hans: "已屏蔽的访客", ja: "ブロックした訪問者" }
    blocks_words {
        en: "Also those whose block is over: who did it and why is kept.",
        zh_hant: "包含已結束的封鎖；操作者與原因會保留。",
        zh_hans: "包含已结束的屏蔽；操作者与原因会保留。",
        ja: "終わったものも含みます。誰がなぜ行ったかは残ります。"
    }
    no_blocks { en: "Nobody was blocked.", zh_hant: "尚未封鎖任何人。", zh_hans: "尚未屏蔽任何人。", ja: "ブロックした訪問者はいません。" }
    block_by(name: &str, day: &str) { en: "{name}, {day}", zh_hant: "{name}，{day}", zh_hans: "{name}，{day}", ja: "{name}、{day}" }
    block_ends(day: &str) { en: "until {day}", zh_hant: "至 {day}", zh_hans: "至 {day}", ja: "{day} まで" }
    block_over { en: "Over", zh_hant: "已結束", zh_hans: "已结束", ja: "終了" }
    block_lifted(name: &str, day: &str) { en: "lifted by {name}, {day}", zh_hant: "由 {name} 解除，{day}", zh_hans: "由 {name} 解除，{day}", ja: "{name} が解除、{day}" }
    block_of_network { en: "With network", zh_hant: "含網路", zh_hans: "含网络", ja: "ネットワークも" }
    block_of_nobody { en: "An erased visitor's network", zh_hant: "已清除訪客的網路", zh_hans: "已清除访客的网络", ja: "消去した訪問者のネットワーク" }
    lift { en: "Lift", zh_hant: "解除", zh_hans: "解除", ja: "解除" }
    lifted { en: "The block is lifted.", zh_hant: "已解除封鎖。", zh_hans: "已解除屏蔽。", ja: "ブロックを解除しました。" }
    older_blocks { en: "Older ones", zh_hant: "更早的", zh_hans: "更早的", ja: "以前のもの" }
    export { en: "Export", zh_hant: "匯出", zh_hans: "导出", ja: "書き出し" }
    export_words {
        en: "Everything that is held of this person, as one ZIP file: records, notes, consents, every chat to read and as data, and files. It is noted in the audit log.",
        zh_hant: "此人的所有資料，合成一個 ZIP 檔：記錄、備註、同意、所有對話（可閱讀及資料格式）與檔案。此操作會記入稽核記錄。",
        zh_hans: "此人的所有资料，合成一个 ZIP 文件：记录、备注、同意、所有对话（可阅读及数据格式）与文件。此操作会记入审计记录。",
        ja: "この方について保存されているすべてを1つの ZIP ファイルにします。記録、メモ、同意、すべての会話（閲覧用とデータ）、ファイル。監査ログに残ります。"
    }
    export_verb { en: "Download everything", zh_hant: "下載全部資料", zh_hans: "下载全部资料", ja: "すべてダウンロード" }
    erase { en: "Erase", zh_hant: "清除", zh_hans: "清除", ja: "消去" }
    erase_words {
        en: "Removes the contact, every chat with its notes and files, answers to forms, and what webhooks still hold. Figures of reports stay, without a person behind them. You get a receipt.",
        zh_hant: "移除聯絡人、所有對話及其備註與檔案、表單回答，以及 Webhook 尚存的內容。報表數字保留，但不再對應到個人。您會取得一份憑據。",
        zh_hans: "移除联系人、所有对话及其备注与文件、表单回答，以及 Webhook 尚存的内容。报表数字保留，但不再对应到个人。您会获得一份凭据。",
        ja: "連絡先、すべてのチャットとそのメモ・ファイル、フォームの回答、Webhook に残る内容を消します。レポートの数字は、誰のものか分からない形で残ります。控えが発行されます。"
    }
    erase_verb { en: "Erase this visitor", zh_hant: "清除此訪客", zh_hans: "清除此访客", ja: "この訪問者を消去" }
    erase_question(name: &str) { en: "Erase {name}?", zh_hant: "要清除 {name} 嗎？", zh_hans: "要清除 {name} 吗？", ja: "{name} を消去しますか？" }
    erase_warning {
        en: "Chats that run end at once. Nothing brings it back.",
        zh_hant: "進行中的對話會立即結束，且無法復原。",
        zh_hans: "进行中的对话会立即结束，且无法恢复。",
        ja: "進行中のチャットはすぐに終わります。元に戻すことはできません。"
    }
    erasures { en: "Erased", zh_hant: "已清除", zh_hans: "已清除", ja: "消去の記録" }
    erasures_words {
        en: "Receipts. They name nobody.",
        zh_hant: "憑據，其中不含任何人的姓名。",
        zh_hans: "凭据，其中不含任何人的姓名。",
        ja: "控えです。名前は含まれません。"
    }
    no_erasures { en: "Nobody was erased.", zh_hant: "尚未清除任何人。", zh_hans: "尚未清除任何人。", ja: "消去した訪問者はいません。" }
    erasure_of(day: &str) { en: "Erased {day}", zh_hant: "{day} 清除", zh_hans: "{day} 清除", ja: "{day} に消去" }
    erasure_by(name: &str) { en: "asked for by {name}", zh_hant: "由 {name} 要求", zh_hans: "由 {name} 要求", ja: "依頼者: {name}" }
    erasure_kept { en: "kept long enough", zh_hant: "保留期限已到", zh_hans: "保留期限已到", ja: "保存期間の終了" }
    erasure_done { en: "Done", zh_hant: "已完成", zh_hans: "已完成", ja: "完了" }
    erasure_waits(count: u32) {
        en: { one: "{count} room left", other: "{count} rooms left" },
        zh_hant: { other: "剩餘 {count} 個對話" },
        zh_hans: { other: "剩余 {count} 个对话" },
        ja: { other: "残り{count}件" },
    }
    receipt { en: "Receipt", zh_hant: "憑據", zh_hans: "凭据", ja: "控え" }
    receipt_words {
        en: "What was removed, and what can't be reached from here.",
        zh_hant: "已移除的內容，以及無法從這裡觸及的內容。",
        zh_hans: "已移除的内容，以及无法从这里触及的内容。",
        ja: "消去されたものと、ここからは届かないものです。"
    }
    receipt_number { en: "Number", zh_hant: "編號", zh_hans: "编号", ja: "番号" }
    receipt_begun { en: "Asked for", zh_hant: "要求時間", zh_hans: "要求时间", ja: "依頼" }
    receipt_done { en: "Done", zh_hant: "完成時間", zh_hans: "完成时间", ja: "完了" }
    removed { en: "Removed", zh_hant: "已移除", zh_hans: "已移除", ja: "消去されたもの" }
    removed_contacts { en: "Contacts", zh_hant: "聯絡人", zh_hans: "联系人", ja: "連絡先" }
    removed_enquiries { en: "Enquiries", zh_hant: "諮詢", zh_hans: "咨询", ja: "お問い合わせ" }
    removed_rooms { en: "Rooms", zh_hant: "對話", zh_hans: "对话", ja: "ルーム" }
    removed_entries { en: "Entries in them", zh_hant: "對話中的條目", zh_hans: "对话中的条目", ja: "ルーム内の項目" }
    removed_files { en: "Files", zh_hant: "檔案", zh_hans: "文件", ja: "ファイル" }
    removed_answers { en: "Answers to forms", zh_hant: "表單回答", zh_hans: "表单回答", ja: "フォームの回答" }
    removed_browsers { en: "Notified browsers", zh_hant: "通知瀏覽器", zh_hans: "通知浏览器", ja: "通知先のブラウザ" }
    removed_blocks { en: "Blocks", zh_hant: "封鎖", zh_hans: "屏蔽", ja: "ブロック" }
    removed_deliveries { en: "Deliveries in the log of webhooks", zh_hant: "Webhook 記錄", zh_hans: "Webhook 记录", ja: "Webhook の送信記録" }
    removed_anonymised { en: "Rows of reports without a person now", zh_hant: "已匿名的報表列", zh_hans: "已匿名的报表行", ja: "匿名にしたレポートの行" }
    unreached { en: "Can't be reached", zh_hant: "無法觸及", zh_hans: "无法触及", ja: "届かないもの" }
    unreached_backups(day: &str) {
        en: "Cloudflare's point-in-time backups of this deployment: they end by {day}.",
        zh_hant: "Cloudflare 對此部署的時間點備份，將於 {day} 前到期。",
        zh_hans: "Cloudflare 对此部署的时间点备份，将于 {day} 前到期。",
        ja: "Cloudflare のバックアップ。{day} までに消えます。"
    }
    unreached_webhooks(count: u32) {
        en: { one: "{count} delivery that your own server took by a webhook.", other: "{count} deliveries that your own server took by webhooks." },
        zh_hant: { other: "您的伺服器已透過 Webhook 收到的 {count} 筆內容。" },
        zh_hans: { other: "您的服务器已通过 Webhook 收到的 {count} 条内容。" },
        ja: { other: "Webhook でお客様のサーバーが受け取った{count}件。" },
    }
    unreached_browsers {
        en: "What the person's own browsers and devices keep.",
        zh_hant: "對方自己的瀏覽器與裝置所保存的內容。",
        zh_hans: "对方自己的浏览器与设备所保存的内容。",
        ja: "本人のブラウザや端末に残るもの。"
    }
    unreached_social {
        en: "Copies in social services of what came or went by them.",
        zh_hant: "經由社群服務往來的內容在該服務中的副本。",
        zh_hans: "经由社交服务往来的内容在该服务中的副本。",
        ja: "ソーシャルサービスを通じたやり取りの、そのサービス内のコピー。"
    }
    unreached_copies {
        en: "What staff copied, printed or exported.",
        zh_hant: "員工複製、列印或匯出的內容。",
        zh_hans: "员工复制、打印或导出的内容。",
        ja: "スタッフがコピー、印刷、書き出したもの。"
    }
}
