//! How the chat looks.

ui::texts! {
    appearance { en: "Appearance", zh_hant: "外觀", zh_hans: "外观", ja: "外観" }
    appearance_words {
        en: "The button on your site, and the first screen of the chat.",
        zh_hant: "網站上的按鈕，以及聊天的首頁。",
        zh_hans: "网站上的按钮，以及聊天的首页。",
        ja: "サイト上のボタンと、チャットの最初の画面です。"
    }
    colors { en: "Colours", zh_hant: "顏色", zh_hans: "颜色", ja: "色" }
    accent { en: "Accent", zh_hant: "主色", zh_hans: "主色", ja: "アクセントカラー" }
    dark_accent { en: "Accent on dark grounds", zh_hant: "深色背景的主色", zh_hans: "深色背景的主色", ja: "暗い背景でのアクセントカラー" }
    own_dark { en: "Another accent on dark grounds", zh_hant: "深色背景使用另一種主色", zh_hans: "深色背景使用另一种主色", ja: "暗い背景では別の色を使う" }
    /// `color` is `#rrggbb`.
    own_dark_words(color: &str) {
        en: "Without, it is the nearest shade that is seen there: {color}.",
        zh_hant: "否則使用在深色背景上看得清楚的最接近色：{color}。",
        zh_hans: "否则使用在深色背景上看得清楚的最接近色：{color}。",
        ja: "指定しない場合は、暗い背景で見える最も近い色（{color}）になります。"
    }
    color_code(label: &str) { en: "{label}, as a code", zh_hant: "{label}（色碼）", zh_hans: "{label}（色码）", ja: "{label}（コード）" }
    problem_color { en: "Enter a colour like #2457e6.", zh_hant: "請輸入顏色，例如 #2457e6。", zh_hans: "请输入颜色，例如 #2457e6。", ja: "#2457e6 のような色を入力してください。" }
    /// `ratio` is like "4.5 : 1".
    well_seen(ratio: &str) { en: "Seen well ({ratio}).", zh_hant: "清楚可見（{ratio}）。", zh_hans: "清晰可见（{ratio}）。", ja: "はっきり見えます（{ratio}）。" }
    badly_seen(ratio: &str) {
        en: "Hard to see ({ratio}; at least 3 : 1 is needed).",
        zh_hant: "不易看清（{ratio}，至少需要 3 : 1）。",
        zh_hans: "不易看清（{ratio}，至少需要 3 : 1）。",
        ja: "見えにくい色です（{ratio}。3 : 1 以上が必要です）。"
    }
    letters_white { en: "Letters on it are white.", zh_hant: "其上文字為白色。", zh_hans: "其上文字为白色。", ja: "上の文字は白になります。" }
    letters_black { en: "Letters on it are black.", zh_hant: "其上文字為黑色。", zh_hans: "其上文字为黑色。", ja: "上の文字は黒になります。" }
    take_color(color: &str) { en: "Take {color}, which is seen", zh_hant: "改用看得清楚的 {color}", zh_hans: "改用看得清楚的 {color}", ja: "見えやすい {color} にする" }
    scheme { en: "Light or dark", zh_hant: "淺色或深色", zh_hans: "浅色或深色", ja: "明るさ" }
    scheme_auto { en: "As the device", zh_hant: "跟隨裝置", zh_hans: "跟随设备", ja: "端末に合わせる" }
    scheme_light { en: "Light", zh_hant: "淺色", zh_hans: "浅色", ja: "ライト" }
    scheme_dark { en: "Dark", zh_hant: "深色", zh_hans: "深色", ja: "ダーク" }

    launcher { en: "Launcher", zh_hant: "啟動按鈕", zh_hans: "启动按钮", ja: "起動ボタン" }
    launcher_words { en: "The button in the corner of your site.", zh_hant: "網站角落的按鈕。", zh_hans: "网站角落的按钮。", ja: "サイトの隅に表示されるボタンです。" }
    shape { en: "Shape", zh_hant: "形狀", zh_hans: "形状", ja: "形" }
    shape_pill { en: "With words", zh_hant: "含文字", zh_hans: "带文字", ja: "文字付き" }
    shape_round { en: "Round", zh_hant: "圓形", zh_hans: "圆形", ja: "丸形" }
    button_sign { en: "Sign", zh_hant: "圖示", zh_hans: "图标", ja: "アイコン" }
    icon_none { en: "None", zh_hant: "無", zh_hans: "无", ja: "なし" }
    side { en: "Side", zh_hant: "位置", zh_hans: "位置", ja: "位置" }
    side_start { en: "Left", zh_hant: "左側", zh_hans: "左侧", ja: "左" }
    side_end { en: "Right", zh_hant: "右側", zh_hans: "右侧", ja: "右" }
    side_hint { en: "The other way round on pages that are written from right to left.", zh_hant: "在由右至左書寫的頁面上會左右相反。", zh_hans: "在从右到左书写的页面上会左右相反。", ja: "右から左に書くページでは左右が逆になります。" }
    side_px { en: "From the side (pixels)", zh_hant: "與側邊距離（像素）", zh_hans: "与侧边距离（像素）", ja: "横からの距離（ピクセル）" }
    foot_px { en: "From the foot (pixels)", zh_hant: "與底部距離（像素）", zh_hans: "与底部距离（像素）", ja: "下からの距離（ピクセル）" }
    problem_offset(most: u32) {
        en: { one: "Enter 0 to {most}.", other: "Enter 0 to {most}." },
        zh_hant: { other: "請輸入 0 到 {most}。" }, zh_hans: { other: "请输入 0 到 {most}。" }, ja: { other: "0〜{most}で入力してください。" },
    }
    launcher_label { en: "Label", zh_hant: "按鈕文字", zh_hans: "按钮文字", ja: "ラベル" }
    launcher_label_hint {
        en: "Left empty, it says “Chat with us” in the visitor’s language. On phones the sign stands alone.",
        zh_hant: "留空則以訪客的語言顯示「與我們聊聊」。手機上只顯示圖示。",
        zh_hans: "留空则以访客的语言显示“与我们聊聊”。手机上只显示图标。",
        ja: "空欄の場合は訪問者の言語で「チャットで相談」と表示されます。スマートフォンではアイコンのみです。"
    }

    first_screen { en: "First screen", zh_hant: "聊天首頁", zh_hans: "聊天首页", ja: "最初の画面" }
    first_screen_words { en: "What a visitor sees who opens the chat.", zh_hant: "訪客開啟聊天時看到的內容。", zh_hans: "访客打开聊天时看到的内容。", ja: "チャットを開いた訪問者に最初に表示されます。" }
    heading { en: "Heading", zh_hant: "標題", zh_hans: "标题", ja: "見出し" }
    heading_hint { en: "Left empty, it says “Hello! How can we help?”", zh_hant: "留空則顯示預設文字。", zh_hans: "留空则显示默认文字。", ja: "空欄の場合は標準の文言になります。" }
    invitation { en: "Below the heading", zh_hant: "標題下方", zh_hans: "标题下方", ja: "見出しの下" }
    invitation_hint { en: "A line on what to expect: who answers, how fast.", zh_hant: "一句話說明：由誰回覆、多快回覆。", zh_hans: "一句话说明：由谁回复、多快回复。", ja: "誰がどのくらいで答えるかなど、一行で。" }
    directories { en: "What it lists", zh_hant: "列出的內容", zh_hans: "列出的内容", ja: "一覧に出すもの" }
    list_tags_staff { en: "Tags, then people", zh_hant: "先標籤，再人員", zh_hans: "先标签，再人员", ja: "タグ、次にスタッフ" }
    list_staff_tags { en: "People, then tags", zh_hant: "先人員，再標籤", zh_hans: "先人员，再标签", ja: "スタッフ、次にタグ" }
    list_tags { en: "Tags only", zh_hant: "僅標籤", zh_hans: "仅标签", ja: "タグのみ" }
    list_staff { en: "People only", zh_hant: "僅人員", zh_hans: "仅人员", ja: "スタッフのみ" }
    order_of_tags { en: "Order of tags", zh_hant: "標籤順序", zh_hans: "标签顺序", ja: "タグの順番" }
    order_of_staff { en: "Order of people", zh_hant: "人員順序", zh_hans: "人员顺序", ja: "スタッフの順番" }
    brand_logo { en: "Logo", zh_hant: "標誌", zh_hans: "标志", ja: "ロゴ" }
    brand_logo_hint { en: "Beside the heading; square pictures fit best.", zh_hant: "顯示在標題旁，方形圖片最合適。", zh_hans: "显示在标题旁，方形图片最合适。", ja: "見出しの横に表示されます。正方形の画像が最適です。" }

    see_preview { en: "Show the preview", zh_hant: "顯示預覽", zh_hans: "显示预览", ja: "プレビューを表示" }
    hide_preview { en: "Hide the preview", zh_hant: "隱藏預覽", zh_hans: "隐藏预览", ja: "プレビューを隠す" }
    preview_of { en: "What is shown", zh_hant: "顯示內容", zh_hans: "显示内容", ja: "表示内容" }
    preview_closed { en: "Closed", zh_hant: "關閉時", zh_hans: "关闭时", ja: "閉じた状態" }
    preview_open { en: "Open", zh_hant: "開啟時", zh_hans: "打开时", ja: "開いた状態" }
    preview_size { en: "Size of the screen", zh_hant: "螢幕大小", zh_hans: "屏幕大小", ja: "画面サイズ" }
    preview_desktop { en: "Desktop", zh_hant: "桌面", zh_hans: "桌面", ja: "パソコン" }
    preview_phone { en: "Phone", zh_hant: "手機", zh_hans: "手机", ja: "スマートフォン" }
    preview_device { en: "The visitor’s device", zh_hant: "訪客的裝置", zh_hans: "访客的设备", ja: "訪問者の端末" }
    preview_language { en: "The visitor’s language", zh_hant: "訪客的語言", zh_hans: "访客的语言", ja: "訪問者の言語" }
    preview_live { en: "The real thing, before it is saved. Nothing you do in it reaches anybody.", zh_hant: "儲存前的實際效果。在其中的操作不會傳給任何人。", zh_hans: "保存前的实际效果。在其中的操作不会传给任何人。", ja: "保存前の実物です。ここでの操作は誰にも届きません。" }
    preview_stale { en: "Shown as it was: something in the form can’t be shown yet.", zh_hant: "顯示先前的樣子：表單中有內容尚無法顯示。", zh_hans: "显示之前的样子：表单中有内容尚无法显示。", ja: "フォームに表示できない内容があるため、前の状態を表示しています。" }
    preview_nothing { en: "Write what it says to see it here.", zh_hant: "輸入文字後即可在此預覽。", zh_hans: "输入文字后即可在此预览。", ja: "文言を入力すると、ここに表示されます。" }
}

/// "4.5 : 1".
pub(crate) fn ratio(ratio: f64) -> String {
    // Cut, not rounded: what says 3.0 has that.
    format!("{:.1} : 1", (ratio * 10.0).floor() / 10.0)
}
