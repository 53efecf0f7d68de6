//! What the annex says, and nothing else does.

use shared::file::FileKind;
use ui::attachment::rules::Refusal;

ui::texts! {
    pictures { en: "Photos and videos", zh_hant: "相片和影片", zh_hans: "照片和视频", ja: "写真と動画" }
    camera { en: "Take a photo", zh_hant: "拍照", zh_hans: "拍照", ja: "写真を撮る" }
    any_file { en: "File", zh_hant: "檔案", zh_hans: "文件", ja: "ファイル" }
    voice_note { en: "Voice note", zh_hant: "語音訊息", zh_hans: "语音消息", ja: "ボイスメッセージ" }
    kind_image { en: "pictures", zh_hant: "圖片", zh_hans: "图片", ja: "画像" }
    kind_video { en: "videos", zh_hant: "影片", zh_hans: "视频", ja: "動画" }
    kind_audio { en: "audio", zh_hant: "音訊", zh_hans: "音频", ja: "音声" }
    kind_document { en: "documents", zh_hant: "文件", zh_hans: "文档", ja: "文書" }
    limits(size: &str, kinds: &str) {
        en: "Up to {size} each: {kinds}.", zh_hant: "每個最多 {size}：{kinds}。", zh_hans: "每个最多 {size}：{kinds}。", ja: "1件{size}まで：{kinds}"
    }
    preparing { en: "Getting ready…", zh_hant: "準備中…", zh_hans: "准备中…", ja: "準備中…" }
    keep_original {
        en: "Send pictures as they are, with place and time", zh_hant: "傳送原圖（含地點和時間）", zh_hans: "发送原图（含地点和时间）", ja: "元の画像のまま送る（撮影場所と日時を含む）"
    }
    remove(name: &str) { en: "Remove {name}", zh_hant: "移除 {name}", zh_hans: "移除 {name}", ja: "{name} を取り消す" }
    goes_on {
        en: "No connection. It goes on by itself.", zh_hant: "沒有連線，恢復後會自動繼續。", zh_hans: "没有连接，恢复后会自动继续。", ja: "接続がありません。戻ると自動で続きます。"
    }
    refused_kind { en: "Files of this kind aren’t taken here.", zh_hant: "這裡不接受此類檔案。", zh_hans: "这里不接受此类文件。", ja: "この種類のファイルは送れません。" }
    refused_large { en: "It is too large.", zh_hant: "檔案太大。", zh_hans: "文件太大。", ja: "大きすぎます。" }
    refused_run { en: "Programs can’t be sent.", zh_hant: "無法傳送程式檔。", zh_hans: "无法发送程序文件。", ja: "プログラムは送れません。" }
    refused_full { en: "There is no room for more files here.", zh_hant: "這裡無法再放入更多檔案。", zh_hans: "这里无法再放入更多文件。", ja: "これ以上ファイルを送れません。" }
    /// The recording of a call that the service doesn't take.
    recording_refused(why: &str) {
        en: "{why} The recording wasn’t shared. Save it on this device, so that it isn’t lost.",
        zh_hant: "{why}錄音未能分享。請儲存到此裝置，以免遺失。",
        zh_hans: "{why}录音未能分享。请保存到此设备，以免丢失。",
        ja: "{why}録音を共有できませんでした。失われないよう、この端末に保存してください。"
    }
    save_recording { en: "Save recording", zh_hant: "儲存錄音", zh_hans: "保存录音", ja: "録音を保存" }
    refused_named(name: &str, why: &str) { en: "{name}: {why}", zh_hant: "{name}：{why}", zh_hans: "{name}：{why}", ja: "{name}：{why}" }
    at_most(size: &str) {
        en: "At most {size}. Make it smaller, or send a link.", zh_hant: "最多 {size}，請縮小檔案或傳送連結。", zh_hans: "最多 {size}，请缩小文件或发送链接。", ja: "{size}までです。小さくするか、リンクを送ってください。"
    }
    empty_file { en: "There is nothing in it.", zh_hant: "檔案是空的。", zh_hans: "文件是空的。", ja: "中身がありません。" }
    cannot_read { en: "It couldn’t be read. Choose it again.", zh_hant: "無法讀取，請重新選擇。", zh_hans: "无法读取，请重新选择。", ja: "読み取れませんでした。選び直してください。" }
    asking_microphone { en: "Allow the microphone…", zh_hant: "請允許使用麥克風…", zh_hans: "请允许使用麦克风…", ja: "マイクを許可してください…" }
    recording { en: "Recording, up to 5 minutes", zh_hant: "錄音中，最長 5 分鐘", zh_hans: "录音中，最长 5 分钟", ja: "録音中（最長5分）" }
    voice_denied {
        en: "The microphone isn’t allowed here. You can change that in the browser’s settings for this site.",
        zh_hant: "此處不允許使用麥克風，可在瀏覽器的網站設定中變更。",
        zh_hans: "此处不允许使用麦克风，可在浏览器的网站设置中更改。",
        ja: "マイクの使用が許可されていません。ブラウザーのサイト設定で変更できます。"
    }
    voice_missing { en: "No microphone was found.", zh_hant: "找不到麥克風。", zh_hans: "找不到麦克风。", ja: "マイクが見つかりません。" }
    voice_failed { en: "That couldn’t be recorded. Try again.", zh_hant: "無法錄音，請再試一次。", zh_hans: "无法录音，请重试。", ja: "録音できませんでした。もう一度お試しください。" }
    file_deleted { en: "This file was deleted", zh_hant: "此檔案已刪除", zh_hans: "此文件已删除", ja: "このファイルは削除されました" }
    delete_file { en: "Delete", zh_hant: "刪除", zh_hans: "删除", ja: "削除" }
    delete_question { en: "Delete this file for everybody?", zh_hant: "要為所有人刪除此檔案嗎？", zh_hans: "要为所有人删除此文件吗？", ja: "このファイルを全員から削除しますか？" }
    delete_named(name: &str) { en: "Delete {name}", zh_hant: "刪除 {name}", zh_hans: "删除 {name}", ja: "{name} を削除" }
    previous { en: "Previous picture", zh_hant: "上一張", zh_hans: "上一张", ja: "前の画像" }
    next { en: "Next picture", zh_hant: "下一張", zh_hans: "下一张", ja: "次の画像" }
    /// Which of how many pictures is seen.
    picture_number(at: &str, count: &str) { en: "{at} of {count}", zh_hant: "第 {at} 張，共 {count} 張", zh_hans: "第 {at} 张，共 {count} 张", ja: "{at}/{count}" }
    open(name: &str) { en: "Open {name}", zh_hant: "開啟 {name}", zh_hans: "打开 {name}", ja: "{name} を開く" }
    download { en: "Download", zh_hant: "下載", zh_hans: "下载", ja: "ダウンロード" }
    bytes_kb(count: u32) { en: { other: "{count} KB" }, zh_hant: { other: "{count} KB" }, zh_hans: { other: "{count} KB" }, ja: { other: "{count} KB" } }
    bytes_mb(count: u32) { en: { other: "{count} MB" }, zh_hant: { other: "{count} MB" }, zh_hans: { other: "{count} MB" }, ja: { other: "{count} MB" } }

    /// Out of hours, in the place of the former; the time is like "Mon 09:00".
    missed_until(time: &str) {
        en: "We're back {time}. Tell us how to reach you, and we'll get back to you.",
        zh_hant: "我們將於 {time} 恢復服務。請留下聯絡方式，我們會回覆您。",
        zh_hans: "我们将于 {time} 恢复服务。请留下联系方式，我们会回复您。",
        ja: "{time} に再開します。ご連絡先をお知らせいただければ、折り返しご連絡いたします。"
    }
    rate_question { en: "How was this chat?", zh_hant: "這次對話如何？", zh_hans: "这次对话如何？", ja: "このチャットはいかがでしたか？" }
    grade_1 { en: "Bad", zh_hant: "很差", zh_hans: "很差", ja: "悪い" }
    grade_2 { en: "Poor", zh_hant: "不太好", zh_hans: "不太好", ja: "あまり良くない" }
    grade_3 { en: "So-so", zh_hant: "普通", zh_hans: "一般", ja: "普通" }
    grade_4 { en: "Good", zh_hant: "好", zh_hans: "好", ja: "良い" }
    grade_5 { en: "Excellent", zh_hant: "非常好", zh_hans: "非常好", ja: "とても良い" }
    thumb_up { en: "Good", zh_hant: "好", zh_hans: "好", ja: "良い" }
    thumb_down { en: "Bad", zh_hant: "不好", zh_hans: "不好", ja: "悪い" }
    rate_thanks { en: "Thank you for telling us.", zh_hant: "感謝您的回饋。", zh_hans: "感谢您的反馈。", ja: "ご回答ありがとうございます。" }
    rate_more { en: "What should we know?", zh_hant: "有什麼想告訴我們的嗎？", zh_hans: "有什么想告诉我们的吗？", ja: "ご意見をお聞かせください" }
    rate_send { en: "Send comment", zh_hant: "送出留言", zh_hans: "发送留言", ja: "コメントを送る" }
    rate_too_late { en: "This chat can’t be rated any more.", zh_hant: "此對話已無法評分。", zh_hans: "此对话已无法评分。", ja: "このチャットは評価できなくなりました。" }
    rate_not_sent {
        en: "That wasn’t sent. Please press it again.", zh_hant: "尚未送出，請再按一次。", zh_hans: "尚未发送，请再按一次。", ja: "送信できませんでした。もう一度押してください。"
    }
    comment_too_long {
        en: "A comment has at most 1,000 characters.", zh_hant: "留言最多 1,000 個字。", zh_hans: "留言最多 1,000 个字。", ja: "コメントは1,000文字以内で入力してください。"
    }
    name { en: "Name", zh_hant: "姓名", zh_hans: "姓名", ja: "お名前" }
    reach { en: "E-mail or phone", zh_hant: "電子郵件或電話", zh_hans: "电子邮箱或电话", ja: "メールアドレスまたは電話番号" }
    question { en: "What is it about?", zh_hant: "您想詢問什麼？", zh_hans: "您想咨询什么？", ja: "お問い合わせ内容" }
    wrong_name {
        en: "A name has at most 80 characters.", zh_hant: "姓名最多 80 個字。", zh_hans: "姓名最多 80 个字。", ja: "お名前は80文字以内で入力してください。"
    }
    wrong_no_reach {
        en: "Enter an e-mail address or a phone number, so that we can reach you.",
        zh_hant: "請輸入電子郵件或電話號碼，以便我們與您聯絡。",
        zh_hans: "请输入电子邮箱或电话号码，以便我们与您联系。",
        ja: "ご連絡のため、メールアドレスまたは電話番号を入力してください。"
    }
    thanks { en: "Thank you", zh_hant: "謝謝您", zh_hans: "谢谢您", ja: "ありがとうございます" }
    thanks_more(reach: &str) {
        en: "We'll get back to you at {reach}.",
        zh_hant: "我們會透過 {reach} 回覆您。",
        zh_hans: "我们会通过 {reach} 回复您。",
        ja: "{reach} 宛にご連絡いたします。"
    }
    /// As `thanks_more`, to who could be reached already.
    thanks_known { en: "We'll get back to you.", zh_hant: "我們會回覆您。", zh_hans: "我们会回复您。", ja: "後ほどご連絡いたします。" }
    change_details { en: "Change", zh_hant: "修改", zh_hans: "修改", ja: "変更" }
    /// Nobody could answer, and nothing is left to be asked.
    missed_known {
        en: "We know how to reach you, and we'll get back to you.",
        zh_hant: "我們已有您的聯絡方式，會盡快回覆您。",
        zh_hans: "我们已有您的联系方式，会尽快回复您。",
        ja: "ご連絡先は承っております。後ほどご連絡いたします。"
    }
}

/// A kind of files.
pub(crate) fn kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Image => kind_image(),
        FileKind::Video => kind_video(),
        FileKind::Audio => kind_audio(),
        FileKind::Document => kind_document(),
    }
}

/// A size, as people say it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no file has 4 EB")]
pub(crate) fn size(bytes: f64) -> String {
    const KB: f64 = 1024.0;
    if bytes < KB * KB { bytes_kb((bytes / KB).ceil() as u32) } else { bytes_mb((bytes / KB / KB).round() as u32) }
}

/// Which of how many pictures is seen.
pub(crate) fn picture_of(at: usize, count: usize) -> String {
    picture_number(&at.to_string(), &count.to_string())
}

/// What stands below a name: what kind of file it says it is, and its size.
pub(crate) fn described(name: &str, bytes: f64) -> String {
    match name.rsplit_once('.') {
        Some((_, ending)) if (1..=5).contains(&ending.len()) => {
            format!("{} · {}", ending.to_ascii_uppercase(), size(bytes))
        }
        Some(_) | None => size(bytes),
    }
}

/// Why a file can't be sent.
pub(crate) fn refused(name: &str, why: Refusal) -> String {
    match why {
        Refusal::Kind => refused_named(name, refused_kind()),
        Refusal::TooLarge(most) => refused_named(name, &at_most(&size(f64::from(most)))),
        Refusal::Empty => refused_named(name, empty_file()),
        Refusal::Executable => refused_named(name, refused_run()),
    }
}

/// The browser can't read it any more.
pub(crate) fn unreadable(name: &str) -> String {
    refused_named(name, cannot_read())
}

/// Why nothing is recorded, by the name that browsers have for it.
pub(crate) fn no_voice(why: &str) -> &'static str {
    match why {
        "NotAllowedError" | "SecurityError" => voice_denied(),
        "NotFoundError" | "NotSupportedError" => voice_missing(),
        _ => voice_failed(),
    }
}
