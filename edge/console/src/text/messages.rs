//! Automatic messages.

ui::texts! {
    messages { en: "Automatic messages", zh_hant: "自動訊息", zh_hans: "自动消息", ja: "自動メッセージ" }
    messages_words {
        en: "What the chat says by itself, and when a silent chat is closed. All of it is off until you switch it on.",
        zh_hant: "對話自動發送的內容，以及閒置對話何時關閉。開啟之前都不會發送。",
        zh_hans: "对话自动发送的内容，以及闲置对话何时关闭。开启之前都不会发送。",
        ja: "チャットが自動で伝える内容と、無言のチャットを終了する時間です。オンにするまで送信されません。"
    }
    no_messages { en: "Nothing is said automatically", zh_hant: "尚無自動訊息", zh_hans: "尚无自动消息", ja: "自動メッセージはありません" }
    no_messages_words {
        en: "Make one set for all, and more for tags that say something of their own.",
        zh_hant: "先建立一組通用訊息，再為需要專屬內容的標籤另建。",
        zh_hans: "先建立一组通用消息，再为需要专属内容的标签另建。",
        ja: "まず全体用のセットを作り、必要なタグには専用のセットを作成してください。"
    }
    new_messages_set { en: "New set of messages", zh_hant: "新增訊息組", zh_hans: "新建消息组", ja: "新しいメッセージセット" }
    messages_set_words {
        en: "Changes are heard in running chats at once.", zh_hant: "變更會立即套用到進行中的對話。", zh_hans: "更改会立即应用到进行中的对话。", ja: "変更は進行中のチャットにもすぐ反映されます。"
    }
    for_tags { en: "For these tags", zh_hant: "適用標籤", zh_hans: "适用标签", ja: "対象のタグ" }
    for_tags_words {
        en: "None: for every tag that no other set names, and for people asked directly.",
        zh_hant: "未選：適用於其他訊息組未指定的標籤，以及直接指名的諮詢。",
        zh_hans: "未选：适用于其他消息组未指定的标签，以及直接指名的咨询。",
        ja: "選ばない場合は、ほかのセットにないタグと、個人宛てのお問い合わせに使います。"
    }
    for_all_others { en: "All other tags, and people", zh_hant: "其他所有標籤與個人", zh_hans: "其他所有标签与个人", ja: "その他すべてのタグと個人" }
    nothing_is_on { en: "Nothing is switched on", zh_hant: "尚未開啟任何訊息", zh_hans: "尚未开启任何消息", ja: "すべてオフ" }
    slot_welcome { en: "Welcome", zh_hant: "歡迎", zh_hans: "欢迎", ja: "あいさつ" }
    slot_welcome_words { en: "When the chat begins.", zh_hant: "對話開始時。", zh_hans: "对话开始时。", ja: "チャットの開始時。" }
    slot_waiting { en: "Waiting", zh_hant: "等待中", zh_hans: "等待中", ja: "待ち時間" }
    slot_waiting_words { en: "When nobody has answered yet.", zh_hant: "尚無人回覆時。", zh_hans: "尚无人回复时。", ja: "まだ応答がないとき。" }
    /// Below the text of the waiting message; the gap is `{people}`.
    people_hint(gap: &str) {
        en: "{gap} becomes how many can answer at that moment, like “3 people”.",
        zh_hant: "{gap} 會換成當時可回覆的人數，例如「3 人」。",
        zh_hans: "{gap} 会换成当时可回复的人数，例如“3 人”。",
        ja: "{gap} はその時点で対応できる人数（例：3人）に置き換わります。"
    }
    slot_away { en: "Away", zh_hant: "無人服務", zh_hans: "无人服务", ja: "不在" }
    slot_away_words {
        en: "When nobody answered in time, or outside opening hours.", zh_hant: "無人及時回覆，或不在服務時間內。", zh_hans: "无人及时回复，或不在服务时间内。", ja: "時間内に応答がないとき、または営業時間外。"
    }
    slot_idle { en: "Silence", zh_hant: "訪客未回應", zh_hans: "访客未回应", ja: "無言" }
    slot_idle_words {
        en: "When the visitor doesn’t answer what staff said.", zh_hant: "訪客未回應客服時。", zh_hans: "访客未回应客服时。", ja: "スタッフの発言に返信がないとき。"
    }
    slot_transfer { en: "Nobody took over", zh_hant: "轉接失敗", zh_hans: "转接失败", ja: "転送の不成立" }
    slot_transfer_words {
        en: "When a chat was passed on, and nobody accepted.", zh_hant: "對話轉接後無人接受時。", zh_hans: "对话转接后无人接受时。", ja: "チャットを転送しても誰も引き継がなかったとき。"
    }
    slot_close { en: "Goodbye", zh_hant: "結束", zh_hans: "结束", ja: "終了" }
    slot_close_words { en: "When the chat is closed.", zh_hant: "對話關閉時。", zh_hans: "对话关闭时。", ja: "チャットの終了時。" }
    after_seconds { en: "After (seconds)", zh_hant: "多久之後（秒）", zh_hans: "多久之后（秒）", ja: "経過時間（秒）" }
    message { en: "Message", zh_hant: "訊息", zh_hans: "消息", ja: "メッセージ" }
    on_button { en: "On the button", zh_hant: "按鈕文字", zh_hans: "按钮文字", ja: "ボタンの文字" }
    buttons_below { en: "Buttons", zh_hant: "按鈕", zh_hans: "按钮", ja: "ボタン" }
    buttons_below_words {
        en: "A button says its text as the visitor, or leads to an address.", zh_hant: "按鈕會代訪客送出其文字，或前往網址。", zh_hans: "按钮会代访客发送其文字，或前往网址。", ja: "押すと訪問者の発言として送られるか、リンク先が開きます。"
    }
    add_button { en: "Add a button", zh_hant: "新增按鈕", zh_hans: "添加按钮", ja: "ボタンを追加" }
    remove_button { en: "Remove this button", zh_hant: "移除此按鈕", zh_hans: "移除此按钮", ja: "このボタンを削除" }
    leads_to_address { en: "Leads to", zh_hant: "前往網址", zh_hans: "前往网址", ja: "リンク先" }
    leads_to_address_hint { en: "https:// … Empty for a quick reply.", zh_hant: "https:// … 留空即為快速回覆。", zh_hans: "https:// … 留空即为快速回复。", ja: "https:// … 空欄ならクイック返信になります。" }
    auto_close { en: "Close silent chats", zh_hant: "關閉閒置對話", zh_hans: "关闭闲置对话", ja: "無言のチャットを終了" }
    auto_close_words {
        en: "Both sides are warned first, and any word calls it off. Otherwise a chat closes after a day.",
        zh_hant: "會先提醒雙方，任何發言都會取消。未開啟時，一天後關閉。",
        zh_hans: "会先提醒双方，任何发言都会取消。未开启时，一天后关闭。",
        ja: "終了前に双方へ知らせ、発言があれば取り消します。オフの場合は1日後に終了します。"
    }
    close_after_minutes { en: "After silence of (minutes)", zh_hant: "無人發言多久後（分鐘）", zh_hans: "无人发言多久后（分钟）", ja: "無言の時間（分）" }
    warn_minutes { en: "Warning before (minutes)", zh_hant: "提前提醒（分鐘）", zh_hans: "提前提醒（分钟）", ja: "事前の通知（分前）" }
    field_text { en: "Text", zh_hant: "文字", zh_hans: "文字", ja: "テキスト" }
    field_waiting_after { en: "Waiting message after (seconds)", zh_hant: "等待訊息（秒後）", zh_hans: "等待消息（秒后）", ja: "待ち時間のメッセージ（秒後）" }
    field_idle_after { en: "Silence message after (seconds)", zh_hant: "未回應訊息（秒後）", zh_hans: "未回应消息（秒后）", ja: "無言のメッセージ（秒後）" }
    field_warn { en: "Warning before (seconds)", zh_hant: "提前提醒（秒）", zh_hans: "提前提醒（秒）", ja: "事前の通知（秒前）" }
    remove_messages { en: "Remove this set", zh_hant: "移除此訊息組", zh_hans: "移除此消息组", ja: "このセットを削除" }
    remove_messages_words {
        en: "Nothing of it is said any more, in running chats neither.", zh_hant: "不再發送其中內容，包括進行中的對話。", zh_hans: "不再发送其中内容，包括进行中的对话。", ja: "進行中のチャットを含め、送信されなくなります。"
    }
    remove_messages_question(name: &str) { en: "Remove the set “{name}”?", zh_hant: "要移除訊息組「{name}」嗎？", zh_hans: "要移除消息组“{name}”吗？", ja: "セット「{name}」を削除しますか？" }
    messages_removed(name: &str) { en: "The set “{name}” is removed.", zh_hant: "已移除訊息組「{name}」。", zh_hans: "已移除消息组“{name}”。", ja: "セット「{name}」を削除しました。" }
    problem_message_missing { en: "Write what it says, in one language at least.", zh_hant: "請至少以一種語言填寫內容。", zh_hans: "请至少以一种语言填写内容。", ja: "少なくとも1つの言語で内容を入力してください。" }
    problem_people { en: "Only the waiting message can say how many people there are.", zh_hant: "只有等待訊息可以顯示人數。", zh_hans: "只有等待消息可以显示人数。", ja: "人数を表示できるのは待ち時間のメッセージだけです。" }
    problem_waiting_after { en: "Enter 1 to 3,600 seconds.", zh_hant: "請輸入 1 至 3,600 秒。", zh_hans: "请输入 1 至 3,600 秒。", ja: "1〜3,600秒で入力してください。" }
    problem_idle_after { en: "Enter 5 to 86,400 seconds.", zh_hant: "請輸入 5 至 86,400 秒。", zh_hans: "请输入 5 至 86,400 秒。", ja: "5〜86,400秒で入力してください。" }
    problem_close_after { en: "Enter up to 1,440 minutes, ten seconds at least.", zh_hant: "請輸入十秒以上、1,440 分鐘以內。", zh_hans: "请输入十秒以上、1,440 分钟以内。", ja: "10秒以上、1,440分以内で入力してください。" }
    problem_warn { en: "The warning comes before the close, and five seconds after the last word at least.", zh_hant: "提醒須早於關閉，且至少在最後發言五秒之後。", zh_hans: "提醒须早于关闭，且至少在最后发言五秒之后。", ja: "終了より前、最後の発言から5秒以上あとにしてください。" }
}
