//! What is taken and kept of visitors.

ui::texts! {
    keeping { en: "Files and keeping", zh_hant: "檔案與保留", zh_hans: "文件与保留", ja: "ファイルと保存" }
    keeping_words {
        en: "Which files can be sent, and for how long what is over is kept.",
        zh_hant: "可傳送的檔案，以及已結束內容的保留時間。",
        zh_hans: "可发送的文件，以及已结束内容的保留时间。",
        ja: "送れるファイルと、終わったものを保存する期間です。"
    }
    kind_keeping { en: "what is kept", zh_hant: "保留設定", zh_hans: "保留设置", ja: "保存の設定" }
    files { en: "Files", zh_hant: "檔案", zh_hans: "文件", ja: "ファイル" }
    file_kinds { en: "Can be sent", zh_hant: "可傳送", zh_hans: "可发送", ja: "送れるもの" }
    file_kinds_none { en: "None is chosen: no files can be sent.", zh_hant: "未選擇任何項目：無法傳送檔案。", zh_hans: "未选择任何项：无法发送文件。", ja: "何も選ばれていないため、ファイルは送れません。" }
    file_image { en: "Pictures", zh_hant: "圖片", zh_hans: "图片", ja: "画像" }
    file_video { en: "Videos", zh_hant: "影片", zh_hans: "视频", ja: "動画" }
    file_audio { en: "Recordings", zh_hant: "錄音", zh_hans: "录音", ja: "音声" }
    file_document { en: "Documents", zh_hant: "文件", zh_hans: "文档", ja: "書類" }
    max_file_bytes { en: "Largest file, in MB", zh_hant: "檔案上限（MB）", zh_hans: "文件上限（MB）", ja: "ファイルの上限（MB）" }
    max_file_hint { en: "1 to 100. Visitors and staff are told before they choose one.", zh_hant: "1 到 100。訪客與員工選擇前會看到。", zh_hans: "1 到 100。访客与员工选择前会看到。", ja: "1〜100。選ぶ前に表示されます。" }
    problem_megabytes { en: "Enter 1 to 100.", zh_hant: "請輸入 1 到 100。", zh_hans: "请输入 1 到 100。", ja: "1〜100を入力してください。" }
    max_storage_bytes { en: "All files together, in GB", zh_hant: "所有檔案總量（GB）", zh_hans: "所有文件总量（GB）", ja: "全ファイルの合計（GB）" }
    max_storage_hint { en: "Empty: as much as comes. What is there stays; no more comes once it is reached.", zh_hant: "留空則不限。已有的檔案保留，達到上限後不再接收。", zh_hans: "留空则不限。已有的文件保留，达到上限后不再接收。", ja: "空欄なら制限なし。すでにあるものは残り、上限に達すると受け付けません。" }
    problem_gigabytes { en: "Enter a number of gigabytes, or nothing.", zh_hant: "請輸入 GB 數，或留空。", zh_hans: "请输入 GB 数，或留空。", ja: "GB単位の数を入力するか、空欄にしてください。" }
    delete_files_after_days { en: "Delete files after so many days", zh_hant: "多少天後刪除檔案", zh_hans: "多少天后删除文件", ja: "ファイルを削除するまでの日数" }
    delete_files_after_hint { en: "Empty: as long as their chat. Their places in the chats stay, and say that they are gone.", zh_hant: "留空則與對話一同保留。對話中仍會註明檔案已刪除。", zh_hans: "留空则与对话一同保留。对话中仍会注明文件已删除。", ja: "空欄ならチャットと同じだけ残ります。チャットには削除済みと表示されます。" }
    retention { en: "Closed enquiries", zh_hant: "已結束的諮詢", zh_hans: "已结束的咨询", ja: "終了したお問い合わせ" }
    erase_after_days { en: "Erase after so many days", zh_hant: "多少天後清除", zh_hans: "多少天后清除", ja: "消去までの日数" }
    erase_after_hint {
        en: "Empty: never. With an enquiry goes its room with all files, and a contact that has no other one. Nothing brings them back; figures of reports stay.",
        zh_hant: "留空則永不清除。諮詢連同其對話與檔案，以及沒有其他諮詢的聯絡人都會清除且無法復原；報表數字保留。",
        zh_hans: "留空则永不清除。咨询连同其对话与文件，以及没有其他咨询的联系人都会清除且无法恢复；报表数字保留。",
        ja: "空欄なら消去しません。チャットとファイル、ほかにお問い合わせのない連絡先も消え、元に戻せません。レポートの数字は残ります。"
    }
    problem_days_kept { en: "Enter 1 to 3,650 days, or nothing.", zh_hant: "請輸入 1 到 3,650 天，或留空。", zh_hans: "请输入 1 到 3,650 天，或留空。", ja: "1〜3,650日を入力するか、空欄にしてください。" }
}
