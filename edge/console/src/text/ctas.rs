//! Calls to action, and greetings above the launcher.

ui::texts! {
    calls_to_action { en: "Calls to action", zh_hant: "行動呼籲", zh_hans: "行动号召", ja: "CTA（行動ボタン）" }
    ctas_words {
        en: "Buttons and greetings on your pages that lead to a tag or a person. Where two want one place, the upper one has it.",
        zh_hant: "頁面上連到標籤或人員的按鈕與問候。兩者爭用同一位置時，由上方的優先。",
        zh_hans: "页面上连到标签或人员的按钮与问候。两者争用同一位置时，上方的优先。",
        ja: "ページ上のボタンやあいさつからタグやスタッフへ導きます。同じ位置では上にあるものが優先されます。"
    }
    no_ctas { en: "No calls to action yet", zh_hant: "尚無行動呼籲", zh_hans: "还没有行动号召", ja: "CTAはまだありません" }
    no_ctas_words {
        en: "Put a button into a page, let one float over it, or greet who lingers.",
        zh_hant: "在頁面中放置按鈕、讓按鈕浮動，或問候停留的訪客。",
        zh_hans: "在页面中放置按钮、让按钮浮动，或问候停留的访客。",
        ja: "ページにボタンを置く、浮かべる、滞在している人にあいさつする、などができます。"
    }
    new_cta { en: "New call to action", zh_hant: "新增行動呼籲", zh_hans: "新建行动号召", ja: "新しいCTA" }
    new_greeting { en: "New greeting", zh_hant: "新增問候", zh_hans: "新建问候", ja: "新しいあいさつ" }
    greeting { en: "Greeting", zh_hant: "問候", zh_hans: "问候", ja: "あいさつ" }
    floating { en: "Floating", zh_hant: "浮動", zh_hans: "浮动", ja: "浮動" }
    cta_page_words {
        en: "What it says, where it is, and whom it leads to.",
        zh_hant: "顯示的文字、位置與連到的對象。",
        zh_hans: "显示的文字、位置与连到的对象。",
        ja: "文言、場所、つながる先を決めます。"
    }
    cta_handle_hint { en: "In your pages: data-frontdesk=\"cta:handle\".", zh_hant: "用於頁面：data-frontdesk=\"cta:代碼\"。", zh_hans: "用于页面：data-frontdesk=\"cta:代码\"。", ja: "ページでの指定：data-frontdesk=\"cta:ハンドル\"" }
    cta_place { en: "Where it is", zh_hant: "位置", zh_hans: "位置", ja: "場所" }
    place_bound { en: "In my page", zh_hant: "在我的頁面中", zh_hans: "在我的页面中", ja: "ページの中" }
    place_greeting { en: "Greeting above the launcher", zh_hant: "啟動按鈕上方的問候", zh_hans: "启动按钮上方的问候", ja: "起動ボタンの上のあいさつ" }
    place_floating { en: "Floating over the page", zh_hant: "浮動於頁面上", zh_hans: "浮动于页面上", ja: "ページに浮かべる" }
    spot { en: "Place on the screen", zh_hant: "螢幕位置", zh_hans: "屏幕位置", ja: "画面上の位置" }
    spot_foot_start { en: "Bottom left", zh_hant: "左下", zh_hans: "左下", ja: "左下" }
    spot_foot_middle { en: "Bottom middle", zh_hant: "中下", zh_hans: "中下", ja: "中央下" }
    spot_foot_end { en: "Bottom right", zh_hant: "右下", zh_hans: "右下", ja: "右下" }
    spot_edge_start { en: "Left edge", zh_hant: "左側邊緣", zh_hans: "左侧边缘", ja: "左端" }
    spot_edge_end { en: "Right edge", zh_hant: "右側邊緣", zh_hans: "右侧边缘", ja: "右端" }
    cta_on_words { en: "Off, no page shows it.", zh_hant: "關閉時任何頁面都不顯示。", zh_hans: "关闭时任何页面都不显示。", ja: "オフの間はどのページにも表示されません。" }

    cta_says { en: "Text and look", zh_hant: "文字與外觀", zh_hans: "文字与外观", ja: "文言と見た目" }
    cta_text { en: "Text", zh_hant: "文字", zh_hans: "文字", ja: "文言" }
    cta_style { en: "Style", zh_hant: "樣式", zh_hans: "样式", ja: "スタイル" }
    style_filled { en: "Filled", zh_hant: "實心", zh_hans: "实心", ja: "塗りつぶし" }
    style_outline { en: "Outline", zh_hant: "外框", zh_hans: "外框", ja: "枠線" }
    style_plain { en: "Plain", zh_hant: "純文字", zh_hans: "纯文字", ja: "文字のみ" }

    cta_rules { en: "When it is shown", zh_hant: "顯示時機", zh_hans: "显示时机", ja: "表示する条件" }
    cta_rules_words { en: "All of these have to hold.", zh_hant: "須同時符合以下所有條件。", zh_hans: "须同时符合以下所有条件。", ja: "すべての条件を満たすと表示されます。" }
    rule_pages { en: "On these pages", zh_hant: "在這些頁面", zh_hans: "在这些页面", ja: "表示するページ" }
    rule_pages_hint {
        en: "One a line: a path like /boats/*, or an address. * stands for anything. Empty: on all pages.",
        zh_hant: "每行一個：路徑（如 /boats/*）或網址，* 代表任意內容。留空則為所有頁面。",
        zh_hans: "每行一个：路径（如 /boats/*）或网址，* 代表任意内容。留空则为所有页面。",
        ja: "1行に1つ。/boats/* のようなパスかアドレス。* は任意の文字。空欄はすべてのページ。"
    }
    rule_not_pages { en: "But not on these", zh_hant: "但不在這些頁面", zh_hans: "但不在这些页面", ja: "除くページ" }
    problem_pattern(line: &str) {
        en: "“{line}” is neither a path like /boats/* nor an address like https://shop.example.com/*, without a question mark.",
        zh_hant: "「{line}」不是路徑（如 /boats/*）或網址（如 https://shop.example.com/*），且不可含問號。",
        zh_hans: "“{line}”不是路径（如 /boats/*）或网址（如 https://shop.example.com/*），且不可含问号。",
        ja: "「{line}」は /boats/* のようなパスでも https://shop.example.com/* のようなアドレスでもありません（? は使えません）。"
    }
    problem_in_both(line: &str) {
        en: "{line} stands in the list above too, so it would never be seen there.",
        zh_hant: "{line} 也在上方清單中，因此永遠不會顯示。",
        zh_hans: "{line} 也在上方列表中，因此永远不会显示。",
        ja: "{line} は上のリストにもあるため、表示されません。"
    }
    try_address { en: "Try an address", zh_hant: "試試某個網址", zh_hans: "试试某个网址", ja: "アドレスで試す" }
    tried_shown { en: "It is shown there.", zh_hant: "該頁會顯示。", zh_hans: "该页会显示。", ja: "そのページに表示されます。" }
    tried_unlisted { en: "Not shown: none of the lines fits.", zh_hant: "不顯示：沒有符合的行。", zh_hans: "不显示：没有符合的行。", ja: "表示されません：合う行がありません。" }
    tried_excepted(line: &str) { en: "Not shown: {line} excepts it.", zh_hant: "不顯示：被 {line} 排除。", zh_hans: "不显示：被 {line} 排除。", ja: "表示されません：{line} で除かれています。" }
    rule_after { en: "After seconds on the page", zh_hant: "停留秒數", zh_hans: "停留秒数", ja: "表示までの秒数" }
    problem_after(most: u32) {
        en: { one: "Enter 0 to {most} seconds.", other: "Enter 0 to {most} seconds." },
        zh_hant: { other: "請輸入 0 到 {most} 秒。" }, zh_hans: { other: "请输入 0 到 {most} 秒。" }, ja: { other: "0〜{most}秒で入力してください。" },
    }
    rule_scroll { en: "Once scrolled so far (percent)", zh_hant: "捲動到（百分比）", zh_hans: "滚动到（百分比）", ja: "スクロール量（％）" }
    problem_percent { en: "Enter 0 to 100.", zh_hant: "請輸入 0 到 100。", zh_hans: "请输入 0 到 100。", ja: "0〜100で入力してください。" }
    rule_again { en: "Once pressed or put away, it comes back", zh_hant: "點按或關閉後再次顯示", zh_hans: "点按或关闭后再次显示", ja: "押すか閉じた後の再表示" }
    again_always { en: "On the next page", zh_hant: "下一頁", zh_hans: "下一页", ja: "次のページで" }
    again_session { en: "On the next visit", zh_hant: "下次造訪", zh_hans: "下次访问", ja: "次の訪問で" }
    again_never { en: "Never", zh_hant: "不再顯示", zh_hans: "不再显示", ja: "表示しない" }
    rule_device { en: "Devices", zh_hant: "裝置", zh_hans: "设备", ja: "端末" }
    device_any { en: "All devices", zh_hant: "所有裝置", zh_hans: "所有设备", ja: "すべて" }

    cta_element { en: "Element for your page", zh_hant: "頁面元素", zh_hans: "页面元素", ja: "ページに置く要素" }
    cta_element_words {
        en: "Copy it to where the button is to be. It leads on from any element with this data-frontdesk.",
        zh_hant: "複製到要放按鈕的位置。任何帶有此 data-frontdesk 的元素都可使用。",
        zh_hans: "复制到要放按钮的位置。任何带有此 data-frontdesk 的元素都可使用。",
        ja: "ボタンを置きたい場所に貼り付けます。この data-frontdesk を付けた要素ならどれでも使えます。"
    }
    element_own { en: "In the chat’s colour", zh_hant: "使用聊天的顏色", zh_hans: "使用聊天的颜色", ja: "チャットの色で" }
    element_plain { en: "As my page draws buttons", zh_hant: "沿用頁面的按鈕樣式", zh_hans: "沿用页面的按钮样式", ja: "ページのボタンの見た目で" }
    element_look { en: "Look of the element", zh_hant: "元素外觀", zh_hans: "元素外观", ja: "要素の見た目" }
    element_language { en: "Language of the page", zh_hant: "頁面語言", zh_hans: "页面语言", ja: "ページの言語" }
    element_later { en: "Fill in the form above to get the element.", zh_hant: "填寫上方表單後即可取得元素。", zh_hans: "填写上方表单后即可获得元素。", ja: "上のフォームを入力すると要素が表示されます。" }

    cta_seen { en: "Where it was seen", zh_hant: "出現過的頁面", zh_hans: "出现过的页面", ja: "見つかったページ" }
    cta_seen_words {
        en: "Pages that have it, noted when a visitor opens the chat there.",
        zh_hant: "含有它的頁面，在訪客開啟聊天時記錄。",
        zh_hans: "含有它的页面，在访客打开聊天时记录。",
        ja: "訪問者がチャットを開いたときに記録された、設置ページです。"
    }
    not_seen { en: "Not seen yet", zh_hant: "尚未出現", zh_hans: "尚未出现", ja: "まだ見つかっていません" }
    seen_at(page: &str, ago: &str) { en: "Seen on {page}, {ago}", zh_hant: "{ago}出現於 {page}", zh_hans: "{ago}出现于 {page}", ja: "{ago}に {page} で確認" }

    remove_cta { en: "Remove this call to action", zh_hant: "移除此行動呼籲", zh_hans: "移除此行动号召", ja: "このCTAを削除" }
    remove_cta_words {
        en: "Elements of it that are left in pages lead to the first screen then.",
        zh_hant: "仍留在頁面中的元素將連到聊天首頁。",
        zh_hans: "仍留在页面中的元素将连到聊天首页。",
        ja: "ページに残った要素は、最初の画面につながります。"
    }
    remove_cta_question(name: &str) { en: "Remove “{name}”?", zh_hant: "要移除「{name}」嗎？", zh_hans: "要移除“{name}”吗？", ja: "「{name}」を削除しますか？" }
    cta_removed(name: &str) { en: "“{name}” is removed.", zh_hant: "已移除「{name}」。", zh_hans: "已移除“{name}”。", ja: "「{name}」を削除しました。" }
    more_calls {
        en: "In every language, with a look of their own, or shown by rules:",
        zh_hant: "多語言、自訂外觀或依規則顯示：",
        zh_hans: "多语言、自定义外观或按规则显示：",
        ja: "多言語、独自の見た目、条件による表示はこちら："
    }
    all_ctas { en: "Calls to action and greetings", zh_hant: "行動呼籲與問候", zh_hans: "行动号召与问候", ja: "CTAとあいさつ" }
}
