//! Settings of the service: tags, sites, and what to paste.

ui::texts! {
    tags { en: "Tags", zh_hant: "標籤", zh_hans: "标签", ja: "タグ" }
    tags_words {
        en: "The topics that visitors pick, in the order that they see.",
        zh_hant: "訪客可選的主題，依顯示順序排列。",
        zh_hans: "访客可选的主题，按显示顺序排列。",
        ja: "訪問者が選ぶ話題です。表示される順に並んでいます。"
    }
    new_tag { en: "New tag", zh_hant: "新增標籤", zh_hans: "新建标签", ja: "新しいタグ" }
    no_tags { en: "No tags yet", zh_hant: "還沒有標籤", zh_hans: "还没有标签", ja: "タグはまだありません" }
    no_tags_words { en: "A tag stands for a team: “Sales”, “Returns”.", zh_hant: "一個標籤代表一個團隊，例如「業務」、「退貨」。", zh_hans: "一个标签代表一个团队，例如“销售”、“退货”。", ja: "タグはチームを表します。例：「営業」「返品」" }
    destinations_count(count: u32) {
        en: { one: "{count} destination", other: "{count} destinations" },
        zh_hant: { other: "{count} 個接待組" },
        zh_hans: { other: "{count} 个接待组" },
        ja: { other: "対応先{count}件" },
    }
    tag_words { en: "What visitors read, and who is asked.", zh_hant: "訪客看到的內容，以及由誰接待。", zh_hans: "访客看到的内容，以及由谁接待。", ja: "訪問者に見える内容と、対応する人です。" }
    tag_handle_hint { en: "For buttons of your own: data-frontdesk=\"tag:handle\".", zh_hant: "用於自訂按鈕：data-frontdesk=\"tag:代碼\"。", zh_hans: "用于自定义按钮：data-frontdesk=\"tag:代码\"。", ja: "独自のボタン用：data-frontdesk=\"tag:ハンドル\"" }
    description { en: "Description", zh_hant: "說明", zh_hans: "说明", ja: "説明" }
    description_hint { en: "What it is for, in a line.", zh_hant: "一句話說明用途。", zh_hans: "一句话说明用途。", ja: "何のためか、一行で。" }
    destinations { en: "Destinations", zh_hant: "接待組", zh_hans: "接待组", ja: "対応先" }
    destinations_words {
        en: "Who is asked, in order. When the wait of one is over, the next is asked; after the last, the enquiry is missed.",
        zh_hant: "依順序詢問。某組等待時間結束後改問下一組；最後一組之後列為未接。",
        zh_hans: "按顺序询问。某组等待时间结束后改问下一组；最后一组之后列为未接。",
        ja: "上から順に届きます。待ち時間が過ぎると次へ進み、最後まで対応がなければ未対応になります。"
    }
    destination_label { en: "Name of the destination", zh_hant: "接待組名稱", zh_hans: "接待组名称", ja: "対応先の名前" }
    /// What a new one is called at first.
    destination_name(count: u32) {
        en: { one: "Line {count}", other: "Line {count}" },
        zh_hant: { other: "第 {count} 線" },
        zh_hans: { other: "第 {count} 线" },
        ja: { other: "第{count}対応先" },
    }
    wait_label { en: "Wait (seconds)", zh_hant: "等待（秒）", zh_hans: "等待（秒）", ja: "待ち時間（秒）" }
    who_serves { en: "Who serves", zh_hant: "由誰接待", zh_hans: "由谁接待", ja: "対応する人" }
    add_destination { en: "Add a destination", zh_hant: "新增接待組", zh_hans: "添加接待组", ja: "対応先を追加" }
    remove_tag { en: "Remove this tag", zh_hant: "移除此標籤", zh_hans: "移除此标签", ja: "このタグを削除" }
    remove_tag_words {
        en: "Visitors no longer see it. Enquiries that run go on.", zh_hant: "訪客將不再看到它。進行中的諮詢會繼續。", zh_hans: "访客将不再看到它。进行中的咨询会继续。", ja: "訪問者には表示されなくなります。進行中のお問い合わせは続きます。"
    }
    remove_tag_question(name: &str) { en: "Remove “{name}”?", zh_hant: "要移除「{name}」嗎？", zh_hans: "要移除“{name}”吗？", ja: "「{name}」を削除しますか？" }
    tag_removed(name: &str) { en: "“{name}” was removed.", zh_hant: "已移除「{name}」。", zh_hans: "已移除“{name}”。", ja: "「{name}」を削除しました。" }

    service_and_sites { en: "Service & sites", zh_hant: "服務與網站", zh_hans: "服务与网站", ja: "サービスとサイト" }
    service_words { en: "Your name, your time, your languages, and where the chat may appear.", zh_hant: "名稱、時區、語言，以及聊天可出現的位置。", zh_hans: "名称、时区、语言，以及聊天可出现的位置。", ja: "名前、時刻、言語、チャットを表示できる場所です。" }
    service_name { en: "Name of the service", zh_hant: "服務名稱", zh_hans: "服务名称", ja: "サービス名" }
    service_name_hint { en: "Visitors see it on top of the chat.", zh_hant: "訪客會在聊天頂端看到。", zh_hans: "访客会在聊天顶部看到。", ja: "チャットの上部に表示されます。" }
    time_zone { en: "Time zone", zh_hant: "時區", zh_hans: "时区", ja: "タイムゾーン" }
    time_there(time: &str) { en: "It is {time} there.", zh_hant: "當地時間：{time}", zh_hans: "当地时间：{time}", ja: "現地は {time} です。" }
    languages { en: "Languages", zh_hant: "語言", zh_hans: "语言", ja: "言語" }
    languages_words { en: "What you answer in. The first one is for visitors who read none of them.", zh_hant: "您可用來回覆的語言。訪客不懂任何一種時使用第一種。", zh_hans: "您可用来回复的语言。访客不懂任何一种时使用第一种。", ja: "対応できる言語です。どれも読めない訪問者には最初の言語を使います。" }
    add { en: "Add", zh_hant: "新增", zh_hans: "添加", ja: "追加" }
    add_language { en: "Add a language…", zh_hant: "新增語言…", zh_hans: "添加语言…", ja: "言語を追加…" }
    default_language { en: "Default", zh_hant: "預設", zh_hans: "默认", ja: "既定" }
    sites { en: "Allowed sites", zh_hant: "允許的網站", zh_hans: "允许的网站", ja: "許可するサイト" }
    sites_words {
        en: "Only pages of these sites can show the chat; browsers enforce it.",
        zh_hant: "只有這些網站的頁面可以顯示聊天，由瀏覽器強制執行。",
        zh_hans: "只有这些网站的页面可以显示聊天，由浏览器强制执行。",
        ja: "ここにあるサイトのページだけがチャットを表示できます（ブラウザーが制限します）。"
    }
    site { en: "Site", zh_hant: "網站", zh_hans: "网站", ja: "サイト" }
    no_sites { en: "No site may show the chat yet.", zh_hant: "目前沒有網站可以顯示聊天。", zh_hans: "目前没有网站可以显示聊天。", ja: "まだどのサイトにも表示できません。" }
    add_site { en: "Add a site", zh_hant: "新增網站", zh_hans: "添加网站", ja: "サイトを追加" }
    show_online { en: "Show who is online", zh_hant: "顯示誰在線上", zh_hans: "显示谁在线", ja: "オンライン状況を見せる" }
    show_online_words { en: "Visitors see a dot beside tags and people that can answer now.", zh_hant: "訪客會在可立即回覆的標籤和人員旁看到圓點。", zh_hans: "访客会在可立即回复的标签和人员旁看到圆点。", ja: "今対応できるタグや人の横に印が付きます。" }
    link_previews { en: "Show staff what links lead to", zh_hant: "向員工顯示連結內容", zh_hans: "向员工显示链接内容", ja: "リンク先の内容をスタッフに見せる" }
    link_previews_words {
        en: "Our server fetches the pages that people link to in chats and Spaces; staff read each page's title and a few words below the message. Whoever runs the page can see that it was fetched, but not by whom. Pictures are not fetched, and visitors see no difference.",
        zh_hant: "我們的伺服器會擷取對話與空間中連結的網頁，員工可在訊息下方看到標題與簡短說明。網頁的經營者看得出網頁曾被擷取，但看不出是誰。不會擷取圖片，訪客看到的畫面不變。",
        zh_hans: "我们的服务器会抓取对话与空间中链接的网页，员工可在消息下方看到标题与简短说明。网页的经营者看得出网页曾被抓取，但看不出是谁。不会抓取图片，访客看到的界面不变。",
        ja: "チャットやスペースで送られたリンクのページを当方のサーバーが取得し、タイトルと短い説明をメッセージの下に表示します。ページの運営者に分かるのは取得されたことだけで、だれが見たかは分かりません。画像は取得せず、訪問者の画面は変わりません。"
    }

    install { en: "Install", zh_hant: "安裝", zh_hans: "安装", ja: "設置" }
    install_words { en: "One line on your site, and the chat is there.", zh_hant: "在網站加入一行，即可使用聊天。", zh_hans: "在网站加入一行，即可使用聊天。", ja: "サイトに一行加えるだけで使えます。" }
    call_to_action { en: "Buttons of your own", zh_hant: "自訂按鈕", zh_hans: "自定义按钮", ja: "独自のボタン" }
    call_to_action_words {
        en: "Any element with this attribute opens the chat with a tag or a person.",
        zh_hant: "任何帶有此屬性的元素都會開啟與標籤或人員的聊天。",
        zh_hans: "任何带有此属性的元素都会打开与标签或人员的聊天。",
        ja: "この属性を付けた要素は、タグや人とのチャットを開きます。"
    }
    call_whom { en: "Opens the chat with", zh_hant: "開啟聊天的對象", zh_hans: "打开聊天的对象", ja: "チャットの相手" }
    /// On an example of such a button.
    talk_to(name: &str) { en: "Talk to {name}", zh_hant: "聯絡{name}", zh_hans: "联系{name}", ja: "{name}に相談する" }
    content_policy { en: "Content security policy", zh_hant: "內容安全政策", zh_hans: "内容安全策略", ja: "コンテンツセキュリティポリシー" }
    content_policy_words { en: "If your site sends one, add these to it.", zh_hant: "若網站有設定，請加入以下內容。", zh_hans: "若网站有设置，请加入以下内容。", ja: "サイトで設定している場合は、これを追加してください。" }
}
