//! What calls say, and nothing else does.

use shared::{api::ErrorCode, call::CallEnd, value::Timestamp};

use crate::core::{
    quality::Quality,
    seat,
    trouble::{Trouble, What, Why},
};

ui::texts! {
    /// Name of the region, for assistive technology.
    call { en: "Call", zh_hant: "通話", zh_hans: "通话", ja: "通話" }
    rings_voice(name: &str) { en: "{name} is calling", zh_hant: "{name} 來電", zh_hans: "{name} 来电", ja: "{name}さんから着信" }
    rings_video(name: &str) { en: "{name} is calling with video", zh_hant: "{name} 視訊來電", zh_hans: "{name} 视频来电", ja: "{name}さんからビデオ着信" }
    answer { en: "Answer", zh_hant: "接聽", zh_hans: "接听", ja: "応答" }
    answer_with_video { en: "Answer with video", zh_hant: "以視訊接聽", zh_hans: "视频接听", ja: "ビデオで応答" }
    decline { en: "Decline", zh_hant: "拒絕", zh_hans: "拒绝", ja: "拒否" }
    calling(name: &str) { en: "Calling {name}…", zh_hant: "正在呼叫 {name}…", zh_hans: "正在呼叫 {name}…", ja: "{name} を呼び出し中…" }
    asks_microphone { en: "Allow the microphone when the browser asks…", zh_hant: "請在瀏覽器詢問時允許使用麥克風…", zh_hans: "请在浏览器询问时允许使用麦克风…", ja: "ブラウザーの確認でマイクを許可してください…" }
    connecting { en: "Connecting…", zh_hant: "連線中…", zh_hans: "正在连接…", ja: "接続中…" }
    reconnecting { en: "Reconnecting…", zh_hant: "重新連線中…", zh_hans: "正在重新连接…", ja: "再接続中…" }
    away(name: &str) { en: "{name} is coming back…", zh_hant: "{name} 正在返回…", zh_hans: "{name} 正在返回…", ja: "{name}さんの再接続を待っています…" }
    silent(name: &str) {
        en: "Nothing has come from {name} for a while. You can wait, or hang up and call again.",
        zh_hant: "已有一段時間收不到 {name} 的聲音。您可以稍候，或掛斷後重新撥打。",
        zh_hans: "已有一段时间收不到 {name} 的声音。您可以稍候，或挂断后重新拨打。",
        ja: "しばらく {name} から何も届いていません。このまま待つか、切ってかけ直してください。"
    }
    unreachable {
        en: "The servers that calls need can’t be reached. You can wait, or hang up and go on in writing.",
        zh_hant: "無法連上通話所需的伺服器。您可以稍候，或掛斷後改用文字。",
        zh_hans: "无法连接通话所需的服务器。您可以稍候，或挂断后改用文字。",
        ja: "通話に必要なサーバーに接続できません。このまま待つか、切って文字で続けてください。"
    }
    waiting_for_others { en: "Waiting for the others…", zh_hant: "正在等待其他人…", zh_hans: "正在等待其他人…", ja: "ほかの参加者を待っています…" }
    you { en: "You", zh_hant: "您", zh_hans: "您", ja: "あなた" }
    visitor { en: "Visitor", zh_hant: "訪客", zh_hans: "访客", ja: "訪問者" }
    /// Between names.
    and(one: &str, other: &str) { en: "{one}, {other}", zh_hant: "{one}、{other}", zh_hans: "{one}、{other}", ja: "{one}、{other}" }
    mute { en: "Mute", zh_hant: "靜音", zh_hans: "静音", ja: "ミュート" }
    hold { en: "Hold", zh_hant: "保留", zh_hans: "保持", ja: "保留" }
    camera_on { en: "Turn camera on", zh_hant: "開啟攝影機", zh_hans: "打开摄像头", ja: "カメラをオンにする" }
    camera_off { en: "Turn camera off", zh_hant: "關閉攝影機", zh_hans: "关闭摄像头", ja: "カメラをオフにする" }
    share_screen { en: "Share screen", zh_hant: "分享螢幕", zh_hans: "共享屏幕", ja: "画面を共有" }
    stop_sharing { en: "Stop sharing", zh_hant: "停止分享", zh_hans: "停止共享", ja: "共有を停止" }
    devices { en: "Devices", zh_hant: "裝置", zh_hans: "设备", ja: "デバイス" }
    record { en: "Record", zh_hant: "錄音", zh_hans: "录音", ja: "録音" }
    stop_recording { en: "Stop recording", zh_hant: "停止錄音", zh_hans: "停止录音", ja: "録音を停止" }
    full_screen { en: "Full screen", zh_hant: "全螢幕", zh_hans: "全屏", ja: "全画面" }
    picture_in_picture { en: "Picture in picture", zh_hant: "子母畫面", zh_hans: "画中画", ja: "ピクチャーインピクチャー" }
    hang_up { en: "Hang up", zh_hant: "掛斷", zh_hans: "挂断", ja: "電話を切る" }
    is_muted(name: &str) { en: "{name} is muted", zh_hant: "{name} 已靜音", zh_hans: "{name} 已静音", ja: "{name}さんはミュート中" }
    you_are_muted { en: "You’re muted", zh_hant: "您已靜音", zh_hans: "您已静音", ja: "ミュート中です" }
    you_hold { en: "On hold. Nobody hears you, and you hear nobody.", zh_hant: "通話保留中：對方聽不到您，您也聽不到對方。", zh_hans: "通话保持中：对方听不到您，您也听不到对方。", ja: "保留中です。お互いの声は聞こえません。" }
    holds(name: &str) { en: "{name} put the call on hold", zh_hant: "{name} 已保留通話", zh_hans: "{name} 已保持通话", ja: "{name}さんが保留にしました" }
    shares(name: &str) { en: "{name} shares the screen", zh_hant: "{name} 正在分享螢幕", zh_hans: "{name} 正在共享屏幕", ja: "{name}さんが画面を共有中" }
    you_share { en: "You’re sharing your screen", zh_hant: "您正在分享螢幕", zh_hans: "您正在共享屏幕", ja: "画面を共有しています" }
    listens(name: &str) { en: "{name} listens", zh_hant: "{name} 正在監聽", zh_hans: "{name} 正在监听", ja: "{name}さんがモニタリング中" }
    you_listen { en: "You’re listening. Nobody hears you.", zh_hant: "您正在監聽，對方聽不到您。", zh_hans: "您正在监听，对方听不到您。", ja: "モニタリング中です。あなたの声は届きません。" }
    stop_listening { en: "Stop listening", zh_hant: "停止監聽", zh_hans: "停止监听", ja: "モニタリングを終了" }
    recorded { en: "Recorded", zh_hant: "錄音中", zh_hans: "录音中", ja: "録音中" }
    asks_to_record(name: &str) {
        en: "{name} asks to record this call. Nothing is recorded unless everybody agrees.",
        zh_hant: "{name} 想錄下這次通話。須所有人同意才會錄音。",
        zh_hans: "{name} 想录下这次通话。须所有人同意才会录音。",
        ja: "{name}さんがこの通話の録音を希望しています。全員が同意するまで録音されません。"
    }
    agree { en: "Agree", zh_hant: "同意", zh_hans: "同意", ja: "同意する" }
    disagree { en: "Don’t record", zh_hant: "不同意", zh_hans: "不同意", ja: "同意しない" }
    waits_for_consent { en: "Waiting until everybody agrees to the recording…", zh_hant: "等待所有人同意錄音…", zh_hans: "等待所有人同意录音…", ja: "全員の同意を待っています…" }
    quality_good { en: "Good connection", zh_hant: "連線良好", zh_hans: "连接良好", ja: "接続は良好" }
    quality_fair { en: "Fair connection", zh_hant: "連線尚可", zh_hans: "连接一般", ja: "接続はまずまず" }
    quality_poor { en: "Poor connection", zh_hant: "連線不佳", zh_hans: "连接较差", ja: "接続が不安定" }
    slow_hint {
        en: "The connection is slow. Turning cameras off helps.", zh_hant: "連線緩慢，關閉攝影機會有幫助。", zh_hans: "连接缓慢，关闭摄像头会有帮助。", ja: "接続が遅くなっています。カメラをオフにすると改善します。"
    }
    details { en: "Connection details", zh_hant: "連線詳情", zh_hans: "连接详情", ja: "接続の詳細" }
    round_trip { en: "There and back", zh_hant: "往返時間", zh_hans: "往返时间", ja: "往復時間" }
    loss { en: "Lost on the way", zh_hant: "遺失比例", zh_hans: "丢失比例", ja: "損失率" }
    jitter { en: "Unevenness", zh_hant: "抖動", zh_hans: "抖动", ja: "ゆらぎ" }
    milliseconds(count: u32) { en: { other: "{count} ms" }, zh_hant: { other: "{count} 毫秒" }, zh_hans: { other: "{count} 毫秒" }, ja: { other: "{count} ミリ秒" } }
    percent(count: u32) { en: { other: "{count} %" }, zh_hant: { other: "{count}%" }, zh_hans: { other: "{count}%" }, ja: { other: "{count}%" } }
    microphone { en: "Microphone", zh_hant: "麥克風", zh_hans: "麦克风", ja: "マイク" }
    camera { en: "Camera", zh_hant: "攝影機", zh_hans: "摄像头", ja: "カメラ" }
    speaker { en: "Speaker", zh_hant: "喇叭", zh_hans: "扬声器", ja: "スピーカー" }
    usual_device { en: "As the browser is set", zh_hant: "瀏覽器預設", zh_hans: "浏览器默认", ja: "ブラウザーの設定" }
    device_number(count: u32, kind: &str) { en: { other: "{kind} {count}" }, zh_hant: { other: "{kind} {count}" }, zh_hans: { other: "{kind} {count}" }, ja: { other: "{kind} {count}" } }
    play_tone { en: "Play a test tone", zh_hant: "播放測試音", zh_hans: "播放测试音", ja: "テスト音を鳴らす" }
    turn_sound_on { en: "Turn the sound on", zh_hant: "開啟聲音", zh_hans: "打开声音", ja: "音声をオンにする" }
    blocked { en: "The browser has muted this page.", zh_hant: "瀏覽器已將此頁靜音。", zh_hans: "浏览器已将此页静音。", ja: "ブラウザーがこのページの音を止めています。" }
    elsewhere { en: "You’re in this call in another window or on another device.", zh_hant: "您正在另一個視窗或裝置上通話。", zh_hans: "您正在另一个窗口或设备上通话。", ja: "別のウィンドウまたは端末で通話中です。" }
    move_here { en: "Move it here", zh_hant: "移到這裡", zh_hans: "移到这里", ja: "ここに移す" }
    goes_on(names: &str) { en: "In a call: {names}", zh_hant: "通話中：{names}", zh_hans: "通话中：{names}", ja: "通話中：{names}" }
    join { en: "Join", zh_hant: "加入", zh_hans: "加入", ja: "参加" }
    over_hung_up { en: "The call has ended", zh_hant: "通話已結束", zh_hans: "通话已结束", ja: "通話が終了しました" }
    over_you_hung_up { en: "You hung up", zh_hant: "您已掛斷", zh_hans: "您已挂断", ja: "電話を切りました" }
    over_cancelled { en: "The call was given up", zh_hant: "通話已取消", zh_hans: "通话已取消", ja: "発信が取り消されました" }
    over_you_cancelled { en: "You gave up the call", zh_hant: "您已取消通話", zh_hans: "您已取消通话", ja: "発信を取り消しました" }
    over_declined { en: "The call was declined", zh_hant: "通話被拒絕", zh_hans: "通话被拒绝", ja: "応答を拒否されました" }
    over_unanswered { en: "Nobody answered", zh_hant: "無人接聽", zh_hans: "无人接听", ja: "応答がありませんでした" }
    over_missed { en: "You missed a call", zh_hant: "您有一通未接來電", zh_hans: "您有一个未接来电", ja: "不在着信がありました" }
    over_lost { en: "The connection was lost, and the call has ended", zh_hant: "連線中斷，通話已結束", zh_hans: "连接中断，通话已结束", ja: "接続が切れ、通話が終了しました" }
    over_closed { en: "The chat was closed, and the call with it", zh_hant: "對話已關閉，通話隨之結束", zh_hans: "对话已关闭，通话随之结束", ja: "チャットが終了したため、通話も終了しました" }
    over_refused { en: "That call can’t be made", zh_hant: "無法進行此通話", zh_hans: "无法进行此通话", ja: "この通話はできません" }
    lasted(time: &str) { en: "It lasted {time}", zh_hant: "時長 {time}", zh_hans: "时长 {time}", ja: "通話時間 {time}" }
    call_again { en: "Call again", zh_hant: "再次撥打", zh_hans: "再次拨打", ja: "かけ直す" }
    call_back { en: "Call back", zh_hant: "回撥", zh_hans: "回拨", ja: "折り返す" }
    leave_voice { en: "Leave a voice message", zh_hant: "留下語音訊息", zh_hans: "留下语音消息", ja: "音声メッセージを残す" }
    write { en: "Write", zh_hant: "傳送文字", zh_hans: "发送文字", ja: "メッセージを書く" }
    /// Where the owner's page forbids what a call needs.
    open_alone { en: "Open in its own page", zh_hant: "在獨立頁面開啟", zh_hans: "在独立页面打开", ja: "別のページで開く" }
    chat_instead { en: "Chat instead", zh_hant: "改用文字對話", zh_hans: "改用文字对话", ja: "チャットにする" }

    check_title(name: &str) { en: "Call {name}", zh_hant: "呼叫 {name}", zh_hans: "呼叫 {name}", ja: "{name} に電話" }
    check_words {
        en: "Your browser will ask for the microphone. It is used for this call only.",
        zh_hant: "瀏覽器會詢問是否允許使用麥克風，僅用於這次通話。",
        zh_hans: "浏览器会询问是否允许使用麦克风，仅用于这次通话。",
        ja: "ブラウザーがマイクの許可を求めます。この通話にのみ使われます。"
    }
    allow_microphone { en: "Allow the microphone", zh_hant: "允許使用麥克風", zh_hans: "允许使用麦克风", ja: "マイクを許可" }
    say_something { en: "Say something: the bar should move.", zh_hant: "請說句話，指示條應會移動。", zh_hans: "请说句话，指示条应会移动。", ja: "何か話してください。バーが動けば大丈夫です。" }
    level { en: "Microphone level", zh_hant: "麥克風音量", zh_hans: "麦克风音量", ja: "マイクの音量" }
    start_call { en: "Start call", zh_hant: "開始通話", zh_hans: "开始通话", ja: "通話を始める" }

    microphone_insecure { en: "Calls need a page that is opened with https. Ask who runs this site, or go on in writing.", zh_hant: "通話需要以 https 開啟的頁面。請告知網站管理者，或改用文字。", zh_hans: "通话需要以 https 打开的页面。请告知网站管理者，或改用文字。", ja: "通話には https のページが必要です。サイトの管理者に伝えるか、文字で続けてください。" }
    microphone_policy { en: "This site doesn’t let the chat use the microphone. Go on in writing, or open the chat in a page of its own.", zh_hant: "此網站不允許對話視窗使用麥克風。請改用文字，或在獨立頁面開啟對話。", zh_hans: "此网站不允许对话窗口使用麦克风。请改用文字，或在独立页面打开对话。", ja: "このサイトではチャットでのマイクの使用が許可されていません。文字で続けるか、チャットを別のページで開いてください。" }
    microphone_denied { en: "The microphone isn’t allowed. Press the lock or camera sign beside the address, allow it, and try again.", zh_hant: "尚未允許使用麥克風。請按網址旁的鎖頭或攝影機圖示允許後再試一次。", zh_hans: "尚未允许使用麦克风。请点按网址旁的锁或摄像头图标允许后重试。", ja: "マイクが許可されていません。アドレス横の鍵かカメラの印から許可して、もう一度お試しください。" }
    microphone_missing { en: "No microphone was found. Connect one and try again.", zh_hant: "找不到麥克風。請接上後再試一次。", zh_hans: "找不到麦克风。请连接后重试。", ja: "マイクが見つかりません。接続してもう一度お試しください。" }
    microphone_busy { en: "Another program uses the microphone. Close it and try again.", zh_hant: "麥克風正由其他程式使用。請關閉該程式後再試一次。", zh_hans: "麦克风正被其他程序使用。请关闭该程序后重试。", ja: "ほかのアプリがマイクを使っています。閉じてからもう一度お試しください。" }
    microphone_failed { en: "The microphone couldn’t be used. Try again, or choose another one.", zh_hant: "無法使用麥克風。請再試一次，或選擇其他麥克風。", zh_hans: "无法使用麦克风。请重试，或选择其他麦克风。", ja: "マイクを使えませんでした。もう一度試すか、別のマイクを選んでください。" }
    camera_policy { en: "This site doesn’t let the chat use the camera. The call goes on without it.", zh_hant: "此網站不允許對話視窗使用攝影機，通話將以語音繼續。", zh_hans: "此网站不允许对话窗口使用摄像头，通话将以语音继续。", ja: "このサイトではカメラの使用が許可されていません。音声のみで続けます。" }
    camera_denied { en: "The camera isn’t allowed. Press the sign beside the address to allow it. The call goes on without it.", zh_hant: "尚未允許使用攝影機。可按網址旁的圖示允許；通話將以語音繼續。", zh_hans: "尚未允许使用摄像头。可点按网址旁的图标允许；通话将以语音继续。", ja: "カメラが許可されていません。アドレス横の印から許可できます。音声のみで続けます。" }
    camera_missing { en: "No camera was found. The call goes on without it.", zh_hant: "找不到攝影機，通話將以語音繼續。", zh_hans: "找不到摄像头，通话将以语音继续。", ja: "カメラが見つかりません。音声のみで続けます。" }
    camera_busy { en: "Another program uses the camera. Close it and turn the camera on again.", zh_hant: "攝影機正由其他程式使用。請關閉該程式後再開啟攝影機。", zh_hans: "摄像头正被其他程序使用。请关闭该程序后再打开摄像头。", ja: "ほかのアプリがカメラを使っています。閉じてからもう一度オンにしてください。" }
    camera_failed { en: "The camera couldn’t be used. The call goes on without it.", zh_hant: "無法使用攝影機，通話將以語音繼續。", zh_hans: "无法使用摄像头，通话将以语音继续。", ja: "カメラを使えませんでした。音声のみで続けます。" }
    screen_policy { en: "This site doesn’t let the chat share the screen. Open the chat in a page of its own to do so.", zh_hant: "此網站不允許對話視窗分享螢幕。請在獨立頁面開啟對話。", zh_hans: "此网站不允许对话窗口共享屏幕。请在独立页面打开对话。", ja: "このサイトでは画面共有が許可されていません。チャットを別のページで開いてください。" }
    screen_failed { en: "The screen couldn’t be shared. Try again, or choose a window instead.", zh_hant: "無法分享螢幕。請再試一次，或改選視窗。", zh_hans: "无法共享屏幕。请重试，或改选窗口。", ja: "画面を共有できませんでした。もう一度試すか、ウィンドウを選んでください。" }

    /// Name of a file, with day and time.
    recording_of(time: &str) { en: "Call {time}", zh_hant: "通話 {time}", zh_hans: "通话 {time}", ja: "通話 {time}" }
}

/// What is in the way, and what can be done.
pub(crate) fn trouble(trouble: Trouble) -> &'static str {
    match (trouble.what, trouble.why) {
        (What::Microphone | What::Camera | What::Screen, Why::Insecure) => microphone_insecure(),
        (What::Microphone, Why::Policy) => microphone_policy(),
        (What::Microphone, Why::Denied) => microphone_denied(),
        (What::Microphone, Why::Missing) => microphone_missing(),
        (What::Microphone, Why::Busy) => microphone_busy(),
        (What::Microphone, Why::Failed) => microphone_failed(),
        (What::Camera, Why::Policy) => camera_policy(),
        (What::Camera, Why::Denied) => camera_denied(),
        (What::Camera, Why::Missing) => camera_missing(),
        (What::Camera, Why::Busy) => camera_busy(),
        (What::Camera, Why::Failed) => camera_failed(),
        (What::Screen, Why::Policy) => screen_policy(),
        (What::Screen, Why::Denied | Why::Missing | Why::Busy | Why::Failed) => screen_failed(),
    }
}

/// How good a connection is.
pub(crate) fn quality(quality: Quality) -> &'static str {
    match quality {
        Quality::Good => quality_good(),
        Quality::Fair => quality_fair(),
        Quality::Poor => quality_poor(),
    }
}

/// Why it is over.
pub(crate) fn over(over: &seat::Over) -> &'static str {
    match over.why {
        _ if over.missed => over_missed(),
        seat::Why::Refused(_) => over_refused(),
        seat::Why::Ended(CallEnd::HungUp) if over.by_me => over_you_hung_up(),
        seat::Why::Ended(CallEnd::HungUp) => over_hung_up(),
        seat::Why::Ended(CallEnd::Cancelled) if over.by_me => over_you_cancelled(),
        seat::Why::Ended(CallEnd::Cancelled) => over_cancelled(),
        seat::Why::Ended(CallEnd::Declined) => over_declined(),
        seat::Why::Ended(CallEnd::Unanswered) => over_unanswered(),
        seat::Why::Ended(CallEnd::Lost) => over_lost(),
        seat::Why::Ended(CallEnd::Closed) => over_closed(),
    }
}

/// What was refused, and what can be done.
pub(crate) fn refused(code: ErrorCode) -> &'static str {
    ui::text::wrong(code)
}

/// What a recording is called that begins then: `Call 2026-11-27 16.05`, by the clock of this machine.
pub(crate) fn recording_name(begins: Timestamp) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds are below 2^53")]
    let at = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(begins.as_ms() as f64));
    let (day, time) = (at.get_date(), format!("{:02}.{:02}", at.get_hours(), at.get_minutes()));
    recording_of(&format!("{}-{:02}-{day:02} {time}", at.get_full_year(), at.get_month() + 1))
}
