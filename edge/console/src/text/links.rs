//! Weblinks, their codes and their campaigns.

ui::texts! {
    links { en: "Weblinks", zh_hant: "網頁連結", zh_hans: "网页链接", ja: "ウェブリンク" }
    links_words {
        en: "Pages with one button, for print, letters and profiles. Every tag and person has one already.",
        zh_hant: "只有一個按鈕的頁面，適合印刷品、郵件與個人檔案。每個標籤與人員都已有一個。",
        zh_hans: "只有一个按钮的页面，适合印刷品、邮件与个人资料。每个标签与人员都已有一个。",
        ja: "ボタンひとつのページです。印刷物、メール、プロフィールに。タグとスタッフにはすでに用意されています。"
    }
    new_link { en: "New weblink", zh_hant: "新增網頁連結", zh_hans: "新建网页链接", ja: "新しいウェブリンク" }
    no_links { en: "No weblinks of your own yet", zh_hant: "尚無自訂網頁連結", zh_hans: "还没有自建网页链接", ja: "作成したウェブリンクはまだありません" }
    no_links_words {
        en: "Make one for each poster, letter or shop: then you see what each of them brings.",
        zh_hant: "為每張海報、每封郵件或每間店建立一個，就能看到各自的成效。",
        zh_hans: "为每张海报、每封邮件或每家店建立一个，就能看到各自的效果。",
        ja: "ポスター、手紙、店舗ごとに作ると、それぞれの効果がわかります。"
    }
    find_link { en: "Find a weblink", zh_hant: "尋找網頁連結", zh_hans: "查找网页链接", ja: "ウェブリンクを探す" }
    own_links { en: "Of tags and people, already there", zh_hant: "自動提供的連結", zh_hans: "自动提供的链接", ja: "自動で用意されているリンク" }
    all_campaigns { en: "All campaigns", zh_hant: "所有活動", zh_hans: "所有活动", ja: "すべてのキャンペーン" }
    visits(count: u32) {
        en: { one: "{count} visit", other: "{count} visits" },
        zh_hant: { other: "{count} 次造訪" }, zh_hans: { other: "{count} 次访问" }, ja: { other: "訪問{count}回" },
    }
    scans(count: u32) {
        en: { one: "{count} scan", other: "{count} scans" },
        zh_hant: { other: "{count} 次掃描" }, zh_hans: { other: "{count} 次扫描" }, ja: { other: "スキャン{count}回" },
    }
    raised_count(count: u32) {
        en: { one: "{count} enquiry", other: "{count} enquiries" },
        zh_hant: { other: "{count} 則諮詢" }, zh_hans: { other: "{count} 条咨询" }, ja: { other: "お問い合わせ{count}件" },
    }
    answered_count(count: u32) {
        en: { one: "{count} answered", other: "{count} answered" },
        zh_hant: { other: "{count} 則已回覆" }, zh_hans: { other: "{count} 条已回复" }, ja: { other: "対応済み{count}件" },
    }
    nothing_came { en: "Nobody has come by it yet", zh_hant: "尚無人使用", zh_hans: "还没有人使用", ja: "まだ利用がありません" }
    link_ended { en: "Ended", zh_hant: "已結束", zh_hans: "已结束", ja: "終了" }
    link_lost { en: "Leads to nobody", zh_hant: "沒有對象", zh_hans: "没有对象", ja: "行き先なし" }

    link_page_words {
        en: "Its address stays as it is, so that what is printed goes on to work.",
        zh_hant: "網址不會改變，已印刷的內容可繼續使用。",
        zh_hans: "网址不会改变，已印刷的内容可继续使用。",
        ja: "アドレスは変わらないので、印刷物はそのまま使えます。"
    }
    link_address { en: "Address", zh_hant: "網址", zh_hans: "网址", ja: "アドレス" }
    link_address_hint {
        en: "Small letters, digits and hyphens. It can’t be changed later.",
        zh_hant: "小寫字母、數字與連字號，之後無法更改。",
        zh_hans: "小写字母、数字和连字符，之后无法更改。",
        ja: "小文字の英字、数字、ハイフン。後から変更できません。"
    }
    leads_to { en: "Leads to", zh_hant: "連到", zh_hans: "连到", ja: "行き先" }
    choose_target { en: "Choose a tag or a person", zh_hant: "請選擇標籤或人員", zh_hans: "请选择标签或人员", ja: "タグかスタッフを選んでください" }
    campaign { en: "Campaign", zh_hant: "活動", zh_hans: "活动", ja: "キャンペーン" }
    no_campaign { en: "None", zh_hant: "無", zh_hans: "无", ja: "なし" }
    ends { en: "Ends", zh_hant: "結束時間", zh_hans: "结束时间", ja: "終了日時" }
    ends_hint {
        en: "From then on its page says so, and offers whoever else is there.",
        zh_hant: "到期後頁面會說明，並提供其他聯絡對象。",
        zh_hans: "到期后页面会说明，并提供其他联系对象。",
        ja: "以降はその旨が表示され、ほかの連絡先が案内されます。"
    }
    problem_moment { en: "Enter a day and a time.", zh_hant: "請輸入日期與時間。", zh_hans: "请输入日期和时间。", ja: "日付と時刻を入力してください。" }
    link_is_on_words { en: "Off, it leads nowhere until you switch it on again.", zh_hant: "關閉後將無法使用，直到重新開啟。", zh_hans: "关闭后将无法使用，直到重新开启。", ja: "オフの間はつながりません。" }
    words_on_page { en: "Words on the page", zh_hant: "頁面文字", zh_hans: "页面文字", ja: "ページの文言" }
    words_on_page_words {
        en: "Left empty, the page says its usual words, and what the tag or person says of itself.",
        zh_hant: "留空則使用預設文字與標籤或人員的說明。",
        zh_hans: "留空则使用默认文字与标签或人员的说明。",
        ja: "空欄の場合は、標準の文言と、タグやスタッフの説明が表示されます。"
    }
    button_in(language: &str) { en: "Button ({language})", zh_hant: "按鈕（{language}）", zh_hans: "按钮（{language}）", ja: "ボタン（{language}）" }
    description_in(language: &str) { en: "Description ({language})", zh_hant: "說明（{language}）", zh_hans: "说明（{language}）", ja: "説明（{language}）" }
    problem_button { en: "Enter 40 characters at most.", zh_hant: "最多 40 個字元。", zh_hans: "最多 40 个字符。", ja: "40文字以内で入力してください。" }
    engage { en: "Engage Now", zh_hant: "立即聯絡", zh_hans: "立即联系", ja: "今すぐ相談する" }
    preview { en: "Preview", zh_hant: "預覽", zh_hans: "预览", ja: "プレビュー" }
    remove_link { en: "Remove this weblink", zh_hant: "移除此網頁連結", zh_hans: "移除此网页链接", ja: "このウェブリンクを削除" }
    remove_link_words {
        en: "Its address leads nowhere then, wherever it is printed. You can switch it off instead.",
        zh_hant: "移除後，所有已印刷的網址都將失效。您也可以只將它關閉。",
        zh_hans: "移除后，所有已印刷的网址都将失效。您也可以只将它关闭。",
        ja: "印刷済みのものも含めて、アドレスは使えなくなります。オフにすることもできます。"
    }
    remove_link_question(name: &str) { en: "Remove the weblink “{name}”?", zh_hant: "要移除網頁連結「{name}」嗎？", zh_hans: "要移除网页链接“{name}”吗？", ja: "ウェブリンク「{name}」を削除しますか？" }
    link_removed(name: &str) { en: "The weblink “{name}” is removed.", zh_hant: "已移除網頁連結「{name}」。", zh_hans: "已移除网页链接“{name}”。", ja: "ウェブリンク「{name}」を削除しました。" }

    qr_code { en: "QR code", zh_hant: "QR 碼", zh_hans: "二维码", ja: "QRコード" }
    qr_code_words {
        en: "Codes that you download or print say that they were scanned, so that scans are counted apart.",
        zh_hant: "下載或列印的 QR 碼會標示為掃描，以便分開統計。",
        zh_hans: "下载或打印的二维码会标示为扫描，以便分开统计。",
        ja: "ダウンロード・印刷したコードからの訪問は、スキャンとして別に数えられます。"
    }
    qr_colors_wrong {
        en: "Scanners can’t read this: the code has to be clearly darker than its ground.",
        zh_hant: "掃描器無法讀取：碼的顏色必須明顯深於底色。",
        zh_hans: "扫描器无法读取：码的颜色必须明显深于底色。",
        ja: "読み取れません。コードは背景よりはっきり濃い色にしてください。"
    }
    foreground { en: "Colour of the code", zh_hant: "碼的顏色", zh_hans: "码的颜色", ja: "コードの色" }
    background { en: "Colour of the ground", zh_hant: "底色", zh_hans: "底色", ja: "背景色" }
    level { en: "Error correction", zh_hant: "容錯等級", zh_hans: "容错等级", ja: "誤り訂正" }
    level_l { en: "L: screens", zh_hant: "L：螢幕", zh_hans: "L：屏幕", ja: "L：画面用" }
    level_m { en: "M: print", zh_hant: "M：印刷", zh_hans: "M：印刷", ja: "M：印刷用" }
    level_q { en: "Q: gets dirty", zh_hant: "Q：易髒污", zh_hans: "Q：易脏污", ja: "Q：汚れやすい場所" }
    level_h { en: "H: outdoors, logo", zh_hant: "H：戶外、標誌", zh_hans: "H：户外、标志", ja: "H：屋外・ロゴ入り" }
    quiet_zone { en: "Margin (modules)", zh_hant: "邊界（模組）", zh_hans: "边距（模块）", ja: "余白（モジュール）" }
    problem_quiet_zone { en: "Enter 4 to 20.", zh_hant: "請輸入 4 到 20。", zh_hans: "请输入 4 到 20。", ja: "4〜20で入力してください。" }
    logo { en: "Your mark in the middle", zh_hant: "中央放上標誌", zh_hans: "中央放置标志", ja: "中央にマークを入れる" }
    logo_words { en: "Needs level H, which makes up for what it covers.", zh_hant: "需要 H 級容錯以彌補遮住的部分。", zh_hans: "需要 H 级容错以弥补遮住的部分。", ja: "隠れる分を補うため、レベルHになります。" }
    download_svg { en: "Download SVG", zh_hant: "下載 SVG", zh_hans: "下载 SVG", ja: "SVGをダウンロード" }
    download_png { en: "Download PNG", zh_hant: "下載 PNG", zh_hans: "下载 PNG", ja: "PNGをダウンロード" }
    png_size { en: "Size of the PNG", zh_hant: "PNG 尺寸", zh_hans: "PNG 尺寸", ja: "PNGのサイズ" }
    print_sheet { en: "Print table tents or stickers", zh_hant: "列印桌牌或貼紙", zh_hans: "打印桌牌或贴纸", ja: "卓上スタンド・ステッカーを印刷" }
    save_first { en: "Save to download and print the code.", zh_hant: "儲存後即可下載與列印。", zh_hans: "保存后即可下载与打印。", ja: "保存すると、ダウンロードと印刷ができます。" }
    your_link { en: "Your weblink", zh_hant: "您的網頁連結", zh_hans: "您的网页链接", ja: "あなたのウェブリンク" }
    their_link { en: "Weblink", zh_hant: "網頁連結", zh_hans: "网页链接", ja: "ウェブリンク" }
    your_link_words {
        en: "It leads straight to you. It works while you are listed for visitors.",
        zh_hant: "直接連到您。需在訪客名單中顯示才有效。",
        zh_hans: "直接连到您。需在访客名单中显示才有效。",
        ja: "あなたに直接つながります。訪問者向けの一覧に表示されている間、有効です。"
    }

    campaigns { en: "Campaigns", zh_hant: "活動", zh_hans: "活动", ja: "キャンペーン" }
    campaigns_words {
        en: "Named sets of weblinks. What they say of where somebody came from is in the enquiry’s details.",
        zh_hant: "網頁連結的分組。其來源資訊會顯示在諮詢詳情中。",
        zh_hans: "网页链接的分组。其来源信息会显示在咨询详情中。",
        ja: "ウェブリンクのまとまりです。流入元の情報はお問い合わせの詳細に表示されます。"
    }
    new_campaign { en: "New campaign", zh_hant: "新增活動", zh_hans: "新建活动", ja: "新しいキャンペーン" }
    no_campaigns { en: "No campaigns yet", zh_hant: "尚無活動", zh_hans: "还没有活动", ja: "キャンペーンはまだありません" }
    campaign_values { en: "Values", zh_hant: "參數值", zh_hans: "参数值", ja: "パラメーター" }
    campaign_values_hint {
        en: "One a line, like utm_campaign=spring. An address that says another value wins.",
        zh_hant: "每行一個，例如 utm_campaign=spring。網址中的值優先。",
        zh_hans: "每行一个，例如 utm_campaign=spring。网址中的值优先。",
        ja: "1行に1つ。例：utm_campaign=spring。アドレスの値が優先されます。"
    }
    problem_values {
        en: "Write each line as utm_name=value, 10 lines at most.",
        zh_hant: "每行請寫成 utm_名稱=值，最多 10 行。",
        zh_hans: "每行请写成 utm_名称=值，最多 10 行。",
        ja: "各行を utm_名前=値 の形で、10行以内で入力してください。"
    }
    campaign_links(count: u32) {
        en: { one: "{count} weblink", other: "{count} weblinks" },
        zh_hant: { other: "{count} 個網頁連結" }, zh_hans: { other: "{count} 个网页链接" }, ja: { other: "ウェブリンク{count}件" },
    }
    remove_campaign { en: "Remove this campaign", zh_hant: "移除此活動", zh_hans: "移除此活动", ja: "このキャンペーンを削除" }
    remove_campaign_words { en: "It can be removed when no weblink belongs to it.", zh_hant: "沒有網頁連結屬於它時才能移除。", zh_hans: "没有网页链接属于它时才能移除。", ja: "ウェブリンクが属していない場合に削除できます。" }
    remove_campaign_question(name: &str) { en: "Remove the campaign “{name}”?", zh_hant: "要移除活動「{name}」嗎？", zh_hans: "要移除活动“{name}”吗？", ja: "キャンペーン「{name}」を削除しますか？" }
    campaign_removed(name: &str) { en: "The campaign “{name}” is removed.", zh_hant: "已移除活動「{name}」。", zh_hans: "已移除活动“{name}”。", ja: "キャンペーン「{name}」を削除しました。" }
}
