//! Contacts: the list, and one of them.

ui::texts! {
    people { en: "People", zh_hant: "人", zh_hans: "人", ja: "人" }
    contacts { en: "Contacts", zh_hant: "聯絡人", zh_hans: "联系人", ja: "連絡先" }
    contacts_words {
        en: "Everybody who asked, with what they said of themselves and what you know of them.",
        zh_hant: "所有提出過諮詢的人，包括他們自己說的，以及您所知道的。",
        zh_hans: "所有提出过咨询的人，包括他们自己说的，以及您所知道的。",
        ja: "お問い合わせのあった方すべてです。ご本人の申告と、スタッフが知っていることが見られます。"
    }
    contact_words {
        en: "What is known of this person, and everything that they asked.",
        zh_hant: "關於此人的資料，以及其所有諮詢。", zh_hans: "关于此人的资料，以及其所有咨询。", ja: "この方について分かっていることと、すべてのお問い合わせです。"
    }
    find_contact { en: "Name, e-mail or phone", zh_hant: "姓名、電郵或電話", zh_hans: "姓名、邮箱或电话", ja: "名前・メール・電話番号" }
    sort_by { en: "Sort by", zh_hant: "排序", zh_hans: "排序", ja: "並べ替え" }
    by_last_seen { en: "Last seen", zh_hant: "最近出現", zh_hans: "最近出现", ja: "最近の利用順" }
    by_name { en: "Name", zh_hant: "姓名", zh_hans: "姓名", ja: "名前順" }
    no_contacts { en: "Nobody yet", zh_hant: "還沒有人", zh_hans: "还没有人", ja: "まだ誰もいません" }
    no_contacts_words {
        en: "Whoever raises an enquiry is listed here.", zh_hant: "提出諮詢的人會列在這裡。", zh_hans: "提出咨询的人会列在这里。", ja: "お問い合わせをした方がここに並びます。"
    }
    nobody_found { en: "Nobody found", zh_hant: "找不到任何人", zh_hans: "找不到任何人", ja: "見つかりません" }
    nobody_found_words {
        en: "A search finds how a name, a word of it, an e-mail address or a number begins.",
        zh_hant: "搜尋會比對姓名、其中一個詞、電郵地址或號碼的開頭。",
        zh_hans: "搜索会比对姓名、其中一个词、邮箱地址或号码的开头。",
        ja: "名前・名前の一部の語・メールアドレス・電話番号の先頭から探します。"
    }
    more_contacts { en: "Show more", zh_hant: "顯示更多", zh_hans: "显示更多", ja: "さらに表示" }
    contacts_shown(count: u32) { en: "{count} shown", zh_hant: "已顯示 {count} 位", zh_hans: "已显示 {count} 位", ja: "{count}件を表示" }
    last_seen(when: &str) { en: "Seen {when}", zh_hant: "{when} 出現", zh_hans: "{when} 出现", ja: "最終 {when}" }
    never_seen { en: "Never wrote", zh_hant: "從未發言", zh_hans: "从未发言", ja: "発言なし" }

    says_mark { en: "says", zh_hant: "自述", zh_hans: "自述", ja: "自己申告" }
    says_title { en: "The visitor says so; nobody checked it", zh_hant: "訪客自稱，未經核實", zh_hans: "访客自称，未经核实", ja: "ご本人の申告です。確認されていません" }
    verified_mark { en: "verified", zh_hant: "已驗證", zh_hans: "已验证", ja: "確認済み" }
    verified_title { en: "Signed by your site when they signed in there", zh_hant: "由您的網站在其登入時簽署", zh_hans: "由您的网站在其登录时签署", ja: "サイトへのログイン時に署名されています" }
    staff_mark { en: "staff", zh_hant: "員工", zh_hans: "员工", ja: "スタッフ" }
    staff_title { en: "Written by staff", zh_hant: "由員工填寫", zh_hans: "由员工填写", ja: "スタッフの記入です" }
    seen_mark { en: "browser", zh_hant: "瀏覽器", zh_hans: "浏览器", ja: "ブラウザー" }
    seen_title { en: "From their browser or network", zh_hant: "來自其瀏覽器或網路", zh_hans: "来自其浏览器或网络", ja: "ブラウザーまたはネットワークの情報です" }

    about_them { en: "What is known", zh_hant: "已知資料", zh_hans: "已知资料", ja: "分かっていること" }
    their_handle { en: "Handle", zh_hant: "代號", zh_hans: "代号", ja: "ハンドル" }
    their_name { en: "Name", zh_hant: "姓名", zh_hans: "姓名", ja: "名前" }
    their_email { en: "E-mail", zh_hant: "電郵", zh_hans: "邮箱", ja: "メール" }
    their_phone { en: "Phone", zh_hant: "電話", zh_hans: "电话", ja: "電話番号" }
    their_language { en: "Language", zh_hant: "語言", zh_hans: "语言", ja: "言語" }
    their_country { en: "Country", zh_hant: "國家或地區", zh_hans: "国家或地区", ja: "国・地域" }
    their_id { en: "Id at your site", zh_hant: "在您網站的識別碼", zh_hans: "在您网站的标识", ja: "サイトでのID" }
    first_seen_at { en: "First seen", zh_hant: "首次出現", zh_hans: "首次出现", ja: "初回" }
    last_seen_at { en: "Last seen", zh_hant: "最近出現", zh_hans: "最近出现", ja: "最終" }

    written_title { en: "What staff write", zh_hant: "員工填寫", zh_hans: "员工填写", ja: "スタッフの記入" }
    written_words {
        en: "It goes before what they say, and doesn't change it. Leave out what you don't know.",
        zh_hant: "優先於訪客自述，但不會更改它。不知道的可留空。",
        zh_hans: "优先于访客自述，但不会更改它。不知道的可留空。",
        ja: "ご本人の申告より優先して表示され、申告そのものは変わりません。不明な欄は空のままで構いません。"
    }
    language_hint { en: "Like en, zh-Hant or ja", zh_hant: "例如 en、zh-Hant 或 ja", zh_hans: "例如 en、zh-Hant 或 ja", ja: "en、zh-Hant、ja など" }
    country_hint { en: "Two letters, like JP", zh_hant: "兩個字母，例如 JP", zh_hans: "两个字母，例如 JP", ja: "JP のような2文字" }
    also_has(values: &str) { en: "Also: {values}", zh_hant: "另有：{values}", zh_hans: "另有：{values}", ja: "ほかに：{values}" }
    none_chosen { en: "None", zh_hant: "無", zh_hans: "无", ja: "なし" }
    problem_phone { en: "Enter a number with 5 to 20 digits.", zh_hant: "請輸入 5 至 20 位數字的號碼。", zh_hans: "请输入 5 至 20 位数字的号码。", ja: "5〜20桁の番号を入力してください。" }
    problem_number { en: "Enter a number like 12 or -3.5.", zh_hant: "請輸入數字，例如 12 或 -3.5。", zh_hans: "请输入数字，例如 12 或 -3.5。", ja: "12 や -3.5 のような数を入力してください。" }
    problem_day { en: "Enter a day like 2026-12-24.", zh_hant: "請輸入日期，例如 2026-12-24。", zh_hans: "请输入日期，例如 2026-12-24。", ja: "2026-12-24 のような日付を入力してください。" }
    problem_choice { en: "Choose one of the options.", zh_hant: "請選擇其中一個選項。", zh_hans: "请选择其中一个选项。", ja: "選択肢から選んでください。" }
    contact_labels { en: "Labels", zh_hant: "標記", zh_hans: "标记", ja: "ラベル" }
    save_contact { en: "Save", zh_hant: "儲存", zh_hans: "保存", ja: "保存" }
    contact_saved { en: "Saved", zh_hant: "已儲存", zh_hans: "已保存", ja: "保存しました" }
    contact_conflict {
        en: "Somebody changed this contact meanwhile. What you typed is still here; see what is there now, then save again.",
        zh_hant: "其他人同時更改了此聯絡人。您輸入的內容仍在；請先查看目前內容，再儲存。",
        zh_hans: "其他人同时更改了此联系人。您输入的内容仍在；请先查看目前内容，再保存。",
        ja: "ほかの人がこの連絡先を変更しました。入力内容は残っています。現在の内容を確認してから保存してください。"
    }
    there_now(values: &str) { en: "There now: {values}", zh_hant: "目前內容：{values}", zh_hans: "目前内容：{values}", ja: "現在の内容：{values}" }
    keep_mine { en: "Keep mine", zh_hant: "保留我的", zh_hans: "保留我的", ja: "自分の内容を残す" }
    take_theirs { en: "Take theirs", zh_hant: "採用對方的", zh_hans: "采用对方的", ja: "相手の内容にする" }

    their_enquiries { en: "Enquiries", zh_hant: "諮詢", zh_hans: "咨询", ja: "お問い合わせ" }
    no_enquiries { en: "None yet.", zh_hant: "尚無。", zh_hans: "尚无。", ja: "まだありません。" }
    more_there(count: u32) {
        en: "{count} more that are older.", zh_hant: "另有 {count} 則較舊。", zh_hans: "另有 {count} 条较旧。", ja: "ほかに古いものが{count}件あります。"
    }
    by_link(link: &str) { en: "Weblink {link}", zh_hant: "網址連結 {link}", zh_hans: "网址链接 {link}", ja: "ウェブリンク {link}" }

    contact_notes { en: "Notes", zh_hant: "備註", zh_hans: "备注", ja: "メモ" }
    notes_words { en: "For staff only.", zh_hant: "僅供員工查看。", zh_hans: "仅供员工查看。", ja: "スタッフだけに見えます。" }
    new_note { en: "New note", zh_hant: "新備註", zh_hans: "新备注", ja: "新しいメモ" }
    add_note { en: "Add note", zh_hant: "新增備註", zh_hans: "添加备注", ja: "メモを追加" }
    remove_note(by: &str) { en: "Remove the note of {by}", zh_hant: "移除 {by} 的備註", zh_hans: "移除 {by} 的备注", ja: "{by} さんのメモを削除" }
    problem_note { en: "Write 1 to 1,000 characters.", zh_hant: "請輸入 1 至 1,000 個字元。", zh_hans: "请输入 1 至 1,000 个字符。", ja: "1〜1,000文字で入力してください。" }

    consents { en: "Consent", zh_hant: "同意事項", zh_hans: "同意事项", ja: "同意" }
    no_consents { en: "They agreed to nothing yet.", zh_hant: "尚未同意任何事項。", zh_hans: "尚未同意任何事项。", ja: "まだ同意した事項はありません。" }
    consent_link { en: "In full", zh_hant: "全文", zh_hans: "全文", ja: "全文" }
    consent_at { en: "In this enquiry", zh_hant: "在此諮詢中", zh_hans: "在此咨询中", ja: "このお問い合わせで" }

    same_person { en: "The same person", zh_hant: "同一人", zh_hans: "同一人", ja: "同一人物" }
    same_words {
        en: "Contacts that are one person are read as one. A merge can be undone at any time: each gets back what is theirs.",
        zh_hant: "屬於同一人的聯絡人會合併顯示。合併可隨時復原，各自取回自己的資料。",
        zh_hans: "属于同一人的联系人会合并显示。合并可随时撤销，各自取回自己的资料。",
        ja: "同一人物の連絡先はまとめて表示されます。統合はいつでも取り消せ、それぞれの内容は元に戻ります。"
    }
    maybe_same { en: "May be the same person", zh_hant: "可能是同一人", zh_hans: "可能是同一人", ja: "同一人物の可能性" }
    why_verified { en: "same id at your site", zh_hant: "網站識別碼相同", zh_hans: "网站标识相同", ja: "サイトのIDが同じ" }
    why_email { en: "same e-mail", zh_hant: "電郵相同", zh_hans: "邮箱相同", ja: "メールが同じ" }
    why_phone { en: "same phone number", zh_hant: "電話相同", zh_hans: "电话相同", ja: "電話番号が同じ" }
    why_hand { en: "merged by hand", zh_hant: "手動合併", zh_hans: "手动合并", ja: "手動で統合" }
    merge { en: "Merge", zh_hant: "合併", zh_hans: "合并", ja: "統合する" }
    merge_of(name: &str) { en: "Merge with {name}", zh_hant: "與 {name} 合併", zh_hans: "与 {name} 合并", ja: "{name} と統合" }
    not_same { en: "Somebody else", zh_hant: "不是同一人", zh_hans: "不是同一人", ja: "別人" }
    not_same_of(name: &str) { en: "{name} is somebody else", zh_hant: "{name} 是另一人", zh_hans: "{name} 是另一人", ja: "{name} は別人" }
    undo_merge { en: "Undo merge", zh_hant: "復原合併", zh_hans: "撤销合并", ja: "統合を取り消す" }
    undo_merge_of(name: &str) { en: "Undo the merge with {name}", zh_hant: "復原與 {name} 的合併", zh_hans: "撤销与 {name} 的合并", ja: "{name} との統合を取り消す" }
    merged_done { en: "Merged", zh_hant: "已合併", zh_hans: "已合并", ja: "統合しました" }
    parted_done { en: "Two contacts again", zh_hant: "已恢復為兩位聯絡人", zh_hans: "已恢复为两位联系人", ja: "二つの連絡先に戻しました" }
    merge_another { en: "Find another contact to merge", zh_hant: "尋找要合併的聯絡人", zh_hans: "查找要合并的联系人", ja: "統合する連絡先を探す" }
    merge_none { en: "Nothing was merged.", zh_hant: "沒有合併。", zh_hans: "没有合并。", ja: "統合はありません。" }
}
