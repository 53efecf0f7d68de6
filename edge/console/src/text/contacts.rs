//! What is kept of contacts, and who they really are.

ui::texts! {
    contacts { en: "Contacts", zh_hant: "聯絡人", zh_hans: "联系人", ja: "連絡先" }
    contacts_words {
        en: "What you keep of the people who ask, and how your site says who they are.",
        zh_hant: "您保存的訪客資料，以及您的網站如何說明其身分。",
        zh_hans: "您保存的访客资料，以及您的网站如何说明其身份。",
        ja: "お問い合わせの方について残す内容と、サイトから身元を伝える方法です。"
    }
    contact_fields { en: "Fields of your own", zh_hant: "自訂欄位", zh_hans: "自定义字段", ja: "独自の項目" }
    contact_fields_words {
        en: "Staff fill them in on a contact's page; visitors see none of it. What was written in a field that you remove is kept.",
        zh_hant: "由員工在聯絡人頁面填寫，訪客看不到。移除欄位後，已填寫的內容仍會保留。",
        zh_hans: "由员工在联系人页面填写，访客看不到。移除字段后，已填写的内容仍会保留。",
        ja: "連絡先のページでスタッフが記入します。訪問者には見えません。項目を削除しても記入済みの内容は残ります。"
    }
    no_contact_fields { en: "No fields of your own yet.", zh_hant: "尚無自訂欄位。", zh_hans: "尚无自定义字段。", ja: "独自の項目はまだありません。" }
    add_contact_field { en: "Add a field", zh_hant: "新增欄位", zh_hans: "添加字段", ja: "項目を追加" }
    remove_contact_field(name: &str) { en: "Remove the field {name}", zh_hant: "移除欄位 {name}", zh_hans: "移除字段 {name}", ja: "項目 {name} を削除" }
    contact_field_name { en: "Name of the field", zh_hant: "欄位名稱", zh_hans: "字段名称", ja: "項目名" }
    contact_field_kind { en: "What stands in it", zh_hant: "內容類型", zh_hans: "内容类型", ja: "内容の種類" }
    contact_kind_text { en: "Text", zh_hant: "文字", zh_hans: "文字", ja: "文字" }
    contact_kind_number { en: "Number", zh_hant: "數字", zh_hans: "数字", ja: "数" }
    contact_kind_date { en: "Date", zh_hant: "日期", zh_hans: "日期", ja: "日付" }
    contact_kind_choice { en: "Choice", zh_hant: "選項", zh_hans: "选项", ja: "選択肢" }
    contact_field_options { en: "Options, one on each line", zh_hant: "選項，每行一個", zh_hans: "选项，每行一个", ja: "選択肢（1行に1つ）" }
    problem_contact_options { en: "Enter 1 to 50 options, each once.", zh_hant: "請輸入 1 至 50 個不重複的選項。", zh_hans: "请输入 1 至 50 个不重复的选项。", ja: "重複のない選択肢を1〜50個入力してください。" }
    kind_contact_fields { en: "the fields of contacts", zh_hant: "聯絡人欄位", zh_hans: "联系人字段", ja: "連絡先の項目" }

    identity { en: "Signed identity", zh_hant: "簽署身分", zh_hans: "签署身份", ja: "署名付きの身元" }
    identity_words {
        en: "Your backend signs who is signed in at your site, and the page hands that to the chat. Then their enquiries from all browsers are one history, and staff see “verified”.",
        zh_hant: "您的後端簽署網站登入者的身分，並由頁面交給聊天室。其在各瀏覽器的諮詢會合併為一份紀錄，員工會看到「已驗證」。",
        zh_hans: "您的后端签署网站登录者的身份，并由页面交给聊天窗口。其在各浏览器的咨询会合并为一份记录，员工会看到“已验证”。",
        ja: "サイトにログインしている方をバックエンドが署名し、ページからチャットに渡します。どのブラウザーのお問い合わせも一つの履歴になり、スタッフには「確認済み」と表示されます。"
    }
    identity_none { en: "There is no secret yet: nobody is verified.", zh_hant: "尚無密鑰：不會驗證任何人。", zh_hans: "尚无密钥：不会验证任何人。", ja: "秘密鍵がまだないため、確認は行われません。" }
    identity_made(hint: &str, by: &str, when: &str) {
        en: "Secret …{hint}, made by {by}, {when}", zh_hant: "密鑰 …{hint}，由 {by} 於 {when} 建立", zh_hans: "密钥 …{hint}，由 {by} 于 {when} 创建", ja: "秘密鍵 …{hint}（{by}、{when}）"
    }
    identity_former(until: &str) { en: "The former one counts until {until}.", zh_hant: "前一個密鑰有效至 {until}。", zh_hans: "前一个密钥有效至 {until}。", ja: "以前の秘密鍵は {until} まで有効です。" }
    identity_verified(when: &str) { en: "Last verified {when}", zh_hant: "最近驗證：{when}", zh_hans: "最近验证：{when}", ja: "最後の確認 {when}" }
    identity_refused(when: &str, why: &str) { en: "Last refused {when}: {why}", zh_hant: "最近拒絕：{when}，{why}", zh_hans: "最近拒绝：{when}，{why}", ja: "最後の拒否 {when}：{why}" }
    make_identity { en: "Make a secret", zh_hant: "建立密鑰", zh_hans: "创建密钥", ja: "秘密鍵を作成" }
    rotate_identity { en: "Make another secret", zh_hant: "更換密鑰", zh_hans: "更换密钥", ja: "秘密鍵を更新" }
    rotate_identity_question { en: "Make another secret?", zh_hant: "要更換密鑰嗎？", zh_hans: "要更换密钥吗？", ja: "秘密鍵を更新しますか？" }
    former_secret { en: "The former secret", zh_hant: "前一個密鑰", zh_hans: "前一个密钥", ja: "以前の秘密鍵" }
    former_a_day { en: "Counts for a day, for pages that are open", zh_hant: "仍有效一天，供已開啟的頁面使用", zh_hans: "仍有效一天，供已打开的页面使用", ja: "開いているページのため、1日間は有効" }
    former_ends {
        en: "Ends at once, with everybody who is signed in by it: others may know it",
        zh_hant: "立即失效，並登出所有以其登入的訪客：可能已外洩",
        zh_hans: "立即失效，并登出所有以其登录的访客：可能已泄露",
        ja: "直ちに無効にし、それで確認された方も解除（漏えいのおそれがある場合）"
    }
    end_identity { en: "Switch off", zh_hant: "停用", zh_hans: "停用", ja: "無効にする" }
    end_identity_question { en: "Switch signed identity off?", zh_hant: "要停用簽署身分嗎？", zh_hans: "要停用签署身份吗？", ja: "署名付きの身元を無効にしますか？" }
    end_identity_words {
        en: "Every secret ends at once, nobody is verified any more, and browsers lose the chats of who was. Your staff keep all of it.",
        zh_hant: "所有密鑰立即失效，不再驗證任何人，已驗證者的瀏覽器也不再顯示其聊天。員工仍保有所有資料。",
        zh_hans: "所有密钥立即失效，不再验证任何人，已验证者的浏览器也不再显示其聊天。员工仍保有所有资料。",
        ja: "すべての秘密鍵が直ちに無効になり、以後の確認は行われず、確認済みの方のブラウザーからチャットが見えなくなります。スタッフ側にはすべて残ります。"
    }
    identity_secret { en: "Secret of signed identities", zh_hant: "簽署身分的密鑰", zh_hans: "签署身份的密钥", ja: "署名用の秘密鍵" }
    why_algorithm { en: "the token isn't signed with HS256", zh_hant: "權杖未以 HS256 簽署", zh_hans: "令牌未以 HS256 签署", ja: "HS256 で署名されていません" }
    why_signature { en: "it was signed with another secret", zh_hant: "以其他密鑰簽署", zh_hans: "以其他密钥签署", ja: "別の秘密鍵で署名されています" }
    why_audience { en: "`aud` isn't this service's name in addresses", zh_hant: "`aud` 不是此服務的網址名稱", zh_hans: "`aud` 不是此服务的网址名称", ja: "`aud` がこのサービスのアドレス名ではありません" }
    why_subject { en: "`sub` says nobody", zh_hant: "`sub` 沒有內容", zh_hans: "`sub` 没有内容", ja: "`sub` がありません" }
    why_expired { en: "it isn't valid any more, or not yet", zh_hant: "已過期或尚未生效", zh_hans: "已过期或尚未生效", ja: "期限切れか、まだ有効ではありません" }
    why_too_long { en: "`exp` is missing, or more than a day away", zh_hant: "缺少 `exp`，或超過一天", zh_hans: "缺少 `exp`，或超过一天", ja: "`exp` がないか、1日より先です" }
    why_malformed { en: "it is no JWT", zh_hant: "不是 JWT", zh_hans: "不是 JWT", ja: "JWT ではありません" }
}
