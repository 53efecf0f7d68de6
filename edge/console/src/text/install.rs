//! Putting the chat on a site, and looking whether it is there.

pub(crate) fn wordpress() -> &'static str {
    "WordPress"
}
pub(crate) fn shopify() -> &'static str {
    "Shopify"
}
pub(crate) fn wix() -> &'static str {
    "Wix"
}
pub(crate) fn squarespace() -> &'static str {
    "Squarespace"
}
pub(crate) fn tag_manager() -> &'static str {
    "Google Tag Manager"
}
pub(crate) fn react() -> &'static str {
    "React"
}
pub(crate) fn vue() -> &'static str {
    "Vue"
}
pub(crate) fn svelte() -> &'static str {
    "Svelte"
}
pub(crate) fn next() -> &'static str {
    "Next.js"
}

ui::texts! {
    any_site { en: "Any site (HTML)", zh_hant: "任何網站（HTML）", zh_hans: "任何网站（HTML）", ja: "一般のサイト（HTML）" }
    how_made { en: "How is your site made?", zh_hant: "您的網站是如何建立的？", zh_hans: "您的网站是如何建立的？", ja: "サイトは何で作られていますか？" }
    how_made_words {
        en: "Each has its steps, and what to copy with your address in it.",
        zh_hant: "每種方式都有步驟說明，以及已填入您網址的程式碼。",
        zh_hans: "每种方式都有步骤说明，以及已填入您网址的代码。",
        ja: "それぞれの手順と、アドレスを埋め込んだコードがあります。"
    }
    way_words {
        en: "Step by step, then check a page.", zh_hant: "依步驟進行，然後檢查一個頁面。", zh_hans: "按步骤进行，然后检查一个页面。", ja: "手順どおりに進め、最後にページを確認します。"
    }
    steps { en: "Steps", zh_hant: "步驟", zh_hans: "步骤", ja: "手順" }
    /// Above several ways, of which one is enough.
    one_of_these { en: "Choose one of these", zh_hant: "擇一使用", zh_hans: "择一使用", ja: "どれか一つを選んでください" }
    code { en: "Code", zh_hant: "程式碼", zh_hans: "代码", ja: "コード" }

    html_paste {
        en: "Paste this line into every page, before </body>. A template that all pages share is the best place.",
        zh_hant: "將此行貼到每個頁面的 </body> 之前。最好放在所有頁面共用的範本中。",
        zh_hans: "将此行粘贴到每个页面的 </body> 之前。最好放在所有页面共用的模板中。",
        ja: "この行を全ページの </body> の前に貼り付けます。全ページ共通のテンプレートに入れるのが最適です。"
    }

    wordpress_download { en: "Download the plugin.", zh_hant: "下載外掛。", zh_hans: "下载插件。", ja: "プラグインをダウンロードします。" }
    wordpress_plugin { en: "Plugin for WordPress", zh_hant: "WordPress 外掛", zh_hans: "WordPress 插件", ja: "WordPress プラグイン" }
    wordpress_upload {
        en: "In WordPress, go to Plugins › Add Plugin › Upload Plugin, choose the file, press Install Now, then Activate.",
        zh_hant: "在 WordPress 中前往「外掛」›「安裝外掛」›「上傳外掛」，選擇檔案，按「立即安裝」，再按「啟用」。",
        zh_hans: "在 WordPress 中前往“插件”›“安装插件”›“上传插件”，选择文件，点“立即安装”，再点“启用”。",
        ja: "WordPress の「プラグイン」›「プラグインを追加」›「プラグインのアップロード」でファイルを選び、「今すぐインストール」、次に「有効化」を押します。"
    }
    wordpress_settings {
        en: "Go to Settings › Frontdesk, fill in both fields, and save. If a cache plugin is at work, empty its cache.",
        zh_hant: "前往「設定」› Frontdesk，填入兩個欄位並儲存。若使用快取外掛，請清除快取。",
        zh_hans: "前往“设置”› Frontdesk，填写两个字段并保存。若使用缓存插件，请清除缓存。",
        ja: "「設定」› Frontdesk で二つの欄に入力して保存します。キャッシュプラグインをお使いなら、キャッシュを消去してください。"
    }
    wordpress_address { en: "Address of Frontdesk", zh_hant: "Frontdesk 網址", zh_hans: "Frontdesk 网址", ja: "Frontdesk のアドレス" }
    wordpress_service { en: "Service", zh_hant: "服務", zh_hans: "服务", ja: "サービス" }
    wordpress_button {
        en: "If you like: a button of your own, in any post or page. Also staff=\"…\" for a person.",
        zh_hant: "可選：在任何文章或頁面加入自訂按鈕。也可用 staff=\"…\" 指定人員。",
        zh_hans: "可选：在任何文章或页面加入自定义按钮。也可用 staff=\"…\" 指定人员。",
        ja: "お好みで：投稿や固定ページに独自のボタンを置けます。人を指定するには staff=\"…\" を使います。"
    }

    shopify_code {
        en: "In the Shopify admin, go to Online Store › Themes. In the menu (⋯) of your theme, choose Edit code.",
        zh_hant: "在 Shopify 後台前往「網路商店」›「佈景主題」，在主題的選單（⋯）中選擇「編輯程式碼」。",
        zh_hans: "在 Shopify 后台前往“在线商店”›“模板”，在模板的菜单（⋯）中选择“编辑代码”。",
        ja: "Shopify 管理画面の「オンラインストア」›「テーマ」で、テーマのメニュー（⋯）から「コードを編集」を選びます。"
    }
    shopify_paste {
        en: "Open layout/theme.liquid, paste this line before </body>, and save.",
        zh_hant: "開啟 layout/theme.liquid，將此行貼到 </body> 之前並儲存。",
        zh_hans: "打开 layout/theme.liquid，将此行粘贴到 </body> 之前并保存。",
        ja: "layout/theme.liquid を開き、この行を </body> の前に貼り付けて保存します。"
    }
    shopify_limits {
        en: "Don't use a custom pixel: pixels run apart from the page and can't show anything. The chat isn't on Shopify's checkout, which takes no scripts from themes.",
        zh_hant: "請勿使用自訂像素：像素與頁面隔離執行，無法顯示任何內容。Shopify 結帳頁不接受主題的指令碼，因此不會顯示聊天。",
        zh_hans: "请勿使用自定义像素：像素与页面隔离运行，无法显示任何内容。Shopify 结账页不接受模板的脚本，因此不会显示聊天。",
        ja: "カスタムピクセルは使わないでください。ページから隔離されていて何も表示できません。Shopify のチェックアウトはテーマのスクリプトを受け付けないため、チャットは表示されません。"
    }

    wix_code {
        en: "In your site's dashboard, go to Settings › Custom Code, under Advanced. It needs a Premium plan and a domain of your own.",
        zh_hant: "在網站管理介面前往「設定」›「進階」下的「自訂程式碼」。需要 Premium 方案和自有網域。",
        zh_hans: "在网站管理界面前往“设置”›“高级”下的“自定义代码”。需要 Premium 套餐和自有域名。",
        ja: "サイトのダッシュボードで「設定」›「詳細設定」の「カスタムコード」を開きます。プレミアムプランと独自ドメインが必要です。"
    }
    wix_paste {
        en: "Press Add Custom Code and paste this line.", zh_hant: "按「新增自訂程式碼」並貼上此行。", zh_hans: "点“添加自定义代码”并粘贴此行。", ja: "「カスタムコードを追加」を押し、この行を貼り付けます。"
    }
    wix_apply {
        en: "Choose All pages, Load code once, and Body - end. Then press Apply.",
        zh_hant: "選擇「所有頁面」、「程式碼載入一次」和「Body - 結尾」，然後按「套用」。",
        zh_hans: "选择“所有页面”、“代码加载一次”和“Body - 末尾”，然后点“应用”。",
        ja: "「すべてのページ」「コードを一度だけ読み込む」「Body - end」を選び、「適用」を押します。"
    }

    squarespace_code {
        en: "Search your site's panel for Code Injection and open it. It isn't part of the smallest plans.",
        zh_hant: "在網站面板中搜尋「Code Injection」並開啟。最小的方案不包含此功能。",
        zh_hans: "在网站面板中搜索“Code Injection”并打开。最低的套餐不包含此功能。",
        ja: "サイトのパネルで「Code Injection」を検索して開きます。最小のプランには含まれません。"
    }
    squarespace_paste {
        en: "Paste this line under Footer, and save.", zh_hant: "將此行貼到「Footer」下並儲存。", zh_hans: "将此行粘贴到“Footer”下并保存。", ja: "この行を「Footer」に貼り付けて保存します。"
    }
    squarespace_look {
        en: "Look at the public page: the editor doesn't run it.", zh_hant: "請查看公開頁面：編輯器不會執行它。", zh_hans: "请查看公开页面：编辑器不会运行它。", ja: "公開ページで確認してください。エディターでは動きません。"
    }

    tag_manager_new {
        en: "Go to Tags › New, and choose Custom HTML as the type.", zh_hant: "前往「代碼」›「新增」，類型選擇「自訂 HTML」。", zh_hans: "前往“代码”›“新建”，类型选择“自定义 HTML”。", ja: "「タグ」›「新規」を開き、種類に「カスタム HTML」を選びます。"
    }
    tag_manager_paste {
        en: "Paste this line. Leave “Support document.write” off.",
        zh_hant: "貼上此行。不要勾選「支援 document.write」。",
        zh_hans: "粘贴此行。不要勾选“支持 document.write”。",
        ja: "この行を貼り付けます。「document.write をサポートする」はオフのままにします。"
    }
    tag_manager_publish {
        en: "Take All Pages as the trigger, save, and press Submit to publish.",
        zh_hant: "觸發條件選擇「All Pages」，儲存後按「提交」發布。",
        zh_hans: "触发器选择“All Pages”，保存后点“提交”发布。",
        ja: "トリガーに「All Pages」を選んで保存し、「公開」を押します。"
    }
    tag_manager_limits {
        en: "The check sees what stands in the page itself, not what Tag Manager adds: look at the page to be sure. A content policy with a nonce needs our lines below as well, or 'strict-dynamic'.",
        zh_hant: "檢查只能看到頁面本身的內容，看不到代碼管理工具加入的內容，請直接查看頁面。使用 nonce 的內容政策也需要下方的內容，或 'strict-dynamic'。",
        zh_hans: "检查只能看到页面本身的内容，看不到代码管理器添加的内容，请直接查看页面。使用 nonce 的内容策略也需要下方的内容，或 'strict-dynamic'。",
        ja: "確認できるのはページ自体の内容だけで、タグマネージャーが加えたものは見えません。実際のページをご覧ください。nonce を使うポリシーにも、下の行か 'strict-dynamic' が必要です。"
    }

    react_index {
        en: "On every page: this line in index.html, before </body>. It stays while your routes change.",
        zh_hant: "所有頁面：將此行放在 index.html 的 </body> 之前。切換路由時會保留。",
        zh_hans: "所有页面：将此行放在 index.html 的 </body> 之前。切换路由时会保留。",
        ja: "全ページに：この行を index.html の </body> の前に入れます。ルートが変わっても残ります。"
    }
    react_component {
        en: "Only where you draw it: save this as Frontdesk.jsx, and put <Frontdesk /> into those views.",
        zh_hant: "僅在需要處：將此存為 Frontdesk.jsx，並在該畫面放入 <Frontdesk />。",
        zh_hans: "仅在需要处：将此存为 Frontdesk.jsx，并在该视图放入 <Frontdesk />。",
        ja: "表示する画面だけに：これを Frontdesk.jsx として保存し、その画面に <Frontdesk /> を置きます。"
    }
    vue_index {
        en: "On every page: this line in index.html, before </body>. It stays while your routes change.",
        zh_hant: "所有頁面：將此行放在 index.html 的 </body> 之前。切換路由時會保留。",
        zh_hans: "所有页面：将此行放在 index.html 的 </body> 之前。切换路由时会保留。",
        ja: "全ページに：この行を index.html の </body> の前に入れます。ルートが変わっても残ります。"
    }
    vue_composable {
        en: "Only in some views: save this as useFrontdesk.js, and call useFrontdesk() in their setup.",
        zh_hant: "僅在部分畫面：將此存為 useFrontdesk.js，並在其 setup 中呼叫 useFrontdesk()。",
        zh_hans: "仅在部分视图：将此存为 useFrontdesk.js，并在其 setup 中调用 useFrontdesk()。",
        ja: "一部の画面だけに：これを useFrontdesk.js として保存し、その setup で useFrontdesk() を呼びます。"
    }
    svelte_app {
        en: "On every page: this line in src/app.html, or index.html without SvelteKit, before </body>.",
        zh_hant: "所有頁面：將此行放在 src/app.html（未使用 SvelteKit 則為 index.html）的 </body> 之前。",
        zh_hans: "所有页面：将此行放在 src/app.html（未使用 SvelteKit 则为 index.html）的 </body> 之前。",
        ja: "全ページに：この行を src/app.html（SvelteKit なしなら index.html）の </body> の前に入れます。"
    }
    svelte_component {
        en: "Only where you draw it: save this as Frontdesk.svelte, and put <Frontdesk /> into those pages.",
        zh_hant: "僅在需要處：將此存為 Frontdesk.svelte，並在該頁面放入 <Frontdesk />。",
        zh_hans: "仅在需要处：将此存为 Frontdesk.svelte，并在该页面放入 <Frontdesk />。",
        ja: "表示するページだけに：これを Frontdesk.svelte として保存し、そのページに <Frontdesk /> を置きます。"
    }
    next_layout {
        en: "Put the Script component into your root layout, app/layout.jsx or .tsx, like this. It stays while your routes change.",
        zh_hant: "將 Script 元件放入根版面 app/layout.jsx 或 .tsx，如下所示。切換路由時會保留。",
        zh_hans: "将 Script 组件放入根布局 app/layout.jsx 或 .tsx，如下所示。切换路由时会保留。",
        ja: "ルートレイアウト（app/layout.jsx または .tsx）に、このように Script コンポーネントを入れます。ルートが変わっても残ります。"
    }
    single_page { en: "Views that come and go", zh_hant: "切換的畫面", zh_hans: "切换的视图", ja: "切り替わる画面" }
    single_page_words {
        en: "Buttons with data-frontdesk work whenever you draw them, also later. Frontdesk.destroy() takes the chat off the page, and the script can be loaded again after it.",
        zh_hant: "帶有 data-frontdesk 的按鈕隨時可用，之後才加入的也可以。Frontdesk.destroy() 會移除聊天，之後可再次載入指令碼。",
        zh_hans: "带有 data-frontdesk 的按钮随时可用，之后才加入的也可以。Frontdesk.destroy() 会移除聊天，之后可再次加载脚本。",
        ja: "data-frontdesk の付いたボタンは、後から描画しても動きます。Frontdesk.destroy() でチャットを取り除き、その後また読み込めます。"
    }

    check_page { en: "Check my page", zh_hant: "檢查我的頁面", zh_hans: "检查我的页面", ja: "ページを確認" }
    check_page_words {
        en: "We read the page as a visitor's browser would, and say what stands in the way.",
        zh_hant: "我們會像訪客的瀏覽器一樣讀取頁面，並指出問題所在。",
        zh_hans: "我们会像访客的浏览器一样读取页面，并指出问题所在。",
        ja: "訪問者のブラウザーと同じようにページを読み、妨げになっているものをお知らせします。"
    }
    page_address { en: "Address of the page", zh_hant: "頁面網址", zh_hans: "页面网址", ja: "ページのアドレス" }
    page_address_hint {
        en: "Like https://www.example.com. It has to be public.", zh_hant: "例如 https://www.example.com，必須可公開存取。", zh_hans: "例如 https://www.example.com，必须可公开访问。", ja: "例：https://www.example.com（公開されている必要があります）"
    }
    problem_address {
        en: "Enter the address of a page, like https://www.example.com.", zh_hant: "請輸入頁面網址，例如 https://www.example.com。", zh_hans: "请输入页面网址，例如 https://www.example.com。", ja: "https://www.example.com のようなページのアドレスを入力してください。"
    }
    check_verb { en: "Check", zh_hant: "檢查", zh_hans: "检查", ja: "確認" }
    check_good { en: "The chat is on this page.", zh_hant: "此頁面已有聊天。", zh_hans: "此页面已有聊天。", ja: "このページにチャットがあります。" }
    check_bad(count: u32) {
        en: { one: "{count} thing stands in the way.", other: "{count} things stand in the way." },
        zh_hant: { other: "有 {count} 個問題需要處理。" },
        zh_hans: { other: "有 {count} 个问题需要处理。" },
        ja: { other: "妨げになっているものが{count}件あります。" },
    }
    check_unread { en: "This page couldn't be read.", zh_hant: "無法讀取此頁面。", zh_hans: "无法读取此页面。", ja: "このページは読み込めませんでした。" }

    point_read { en: "The page", zh_hant: "頁面", zh_hans: "页面", ja: "ページ" }
    point_script { en: "The script", zh_hant: "指令碼", zh_hans: "脚本", ja: "スクリプト" }
    point_site { en: "The site", zh_hant: "網站", zh_hans: "网站", ja: "サイト" }
    point_policy { en: "The content policy", zh_hant: "內容政策", zh_hans: "内容策略", ja: "コンテンツポリシー" }
    /// Of what comes after something that failed.
    point_unknown { en: "Not looked at.", zh_hant: "未檢查。", zh_hans: "未检查。", ja: "確認していません。" }
    read_good { en: "It was read.", zh_hant: "已讀取。", zh_hans: "已读取。", ja: "読み込めました。" }
    read_status(status: &str) {
        en: "The site answered with {status} instead of a page.", zh_hant: "網站回應 {status}，而不是頁面。", zh_hans: "网站返回 {status}，而不是页面。", ja: "サイトはページではなく {status} を返しました。"
    }
    read_no_answer {
        en: "The site didn't answer within 8 seconds. Is the address right, and the page public?",
        zh_hant: "網站在 8 秒內沒有回應。網址是否正確？頁面是否公開？",
        zh_hans: "网站在 8 秒内没有响应。网址是否正确？页面是否公开？",
        ja: "8秒以内に応答がありませんでした。アドレスが正しく、ページが公開されているかご確認ください。"
    }
    read_no_page { en: "What is there isn't a page.", zh_hant: "該網址的內容不是頁面。", zh_hans: "该网址的内容不是页面。", ja: "このアドレスにあるものはページではありません。" }
    script_good { en: "It is there, and it is yours.", zh_hant: "已加入，且屬於您的服務。", zh_hans: "已加入，且属于您的服务。", ja: "正しく入っています。" }
    script_plain {
        en: "It is there. It is the plain script, though, the same for every service: the one on the install page also brings your colours and texts.",
        zh_hant: "已加入，但這是所有服務共用的基本指令碼；安裝頁面上的指令碼還會帶入您的顏色和文字。",
        zh_hans: "已加入，但这是所有服务共用的基本脚本；安装页面上的脚本还会带入您的颜色和文字。",
        ja: "入っていますが、全サービス共通の基本スクリプトです。設置ページのものなら、あなたの色や文言も反映されます。"
    }
    script_missing {
        en: "There is none of ours in the page. (What a tag manager adds isn't seen from here.)",
        zh_hant: "頁面中沒有我們的指令碼。（無法看到代碼管理工具加入的內容。）",
        zh_hans: "页面中没有我们的脚本。（无法看到代码管理器添加的内容。）",
        ja: "ページにスクリプトが見つかりません。（タグマネージャーが加えるものは、ここからは見えません。）"
    }
    script_other(service: &str) {
        en: "It is that of another service: “{service}”.", zh_hant: "這是另一個服務的指令碼：「{service}」。", zh_hans: "这是另一个服务的脚本：“{service}”。", ja: "別のサービス「{service}」のものです。"
    }
    script_nobody {
        en: "It doesn't say whose it is: data-service is missing.", zh_hant: "未指明所屬服務：缺少 data-service。", zh_hans: "未指明所属服务：缺少 data-service。", ja: "どのサービスのものか分かりません。data-service がありません。"
    }
    script_twice {
        en: "It is there more than once. The first one counts; take the others out.", zh_hant: "指令碼出現多次。只有第一個有效，請移除其他的。", zh_hans: "脚本出现多次。只有第一个有效，请移除其他的。", ja: "複数あります。最初のものだけが使われます。ほかは取り除いてください。"
    }
    script_insecure {
        en: "The page comes by https and the script by http: browsers refuse that. Write https in its address.",
        zh_hant: "頁面使用 https 而指令碼使用 http，瀏覽器會拒絕。請在網址中改用 https。",
        zh_hans: "页面使用 https 而脚本使用 http，浏览器会拒绝。请在网址中改用 https。",
        ja: "ページは https、スクリプトは http のため、ブラウザーに拒否されます。アドレスを https にしてください。"
    }
    to_install { en: "What to paste", zh_hant: "要貼上的內容", zh_hans: "要粘贴的内容", ja: "貼り付けるコード" }
    site_good { en: "It may show the chat.", zh_hant: "允許顯示聊天。", zh_hans: "允许显示聊天。", ja: "チャットを表示できます。" }
    site_forbidden(site: &str) {
        en: "{site} isn't among your allowed sites: browsers don't show the chat there.",
        zh_hant: "{site} 不在允許的網站中：瀏覽器不會顯示聊天。",
        zh_hans: "{site} 不在允许的网站中：浏览器不会显示聊天。",
        ja: "{site} は許可するサイトに含まれていないため、ブラウザーはチャットを表示しません。"
    }
    allow_site { en: "Allow this site", zh_hant: "允許此網站", zh_hans: "允许此网站", ja: "このサイトを許可" }
    site_allowed { en: "The site is allowed now.", zh_hant: "已允許此網站。", zh_hans: "已允许此网站。", ja: "サイトを許可しました。" }
    policy_good { en: "Nothing in it stands in the way.", zh_hant: "沒有阻擋的內容。", zh_hans: "没有阻挡的内容。", ja: "妨げになるものはありません。" }
    policy_script {
        en: "It forbids the script. Whoever looks after the site can make this line of it:",
        zh_hant: "政策禁止此指令碼。請網站管理者改為以下內容：",
        zh_hans: "策略禁止此脚本。请网站管理者改为以下内容：",
        ja: "スクリプトが禁止されています。サイトの管理者に、次の行に変えてもらってください："
    }
    policy_frame {
        en: "It forbids the frame that the chat is in. It should have this line:",
        zh_hant: "政策禁止聊天所在的框架，應改為以下內容：",
        zh_hans: "策略禁止聊天所在的框架，应改为以下内容：",
        ja: "チャットの入るフレームが禁止されています。次の行が必要です："
    }
}
