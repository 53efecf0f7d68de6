//! Forms for visitors.

use crate::form::Asks;

ui::texts! {
    forms { en: "Forms", zh_hant: "表單", zh_hans: "表单", ja: "フォーム" }
    forms_words {
        en: "What visitors are asked before a chat, or when nobody could answer. Who comes again isn't asked twice.",
        zh_hant: "在對話前，或無人能回覆時詢問訪客的內容。再次來訪者不會重複詢問。",
        zh_hans: "在对话前，或无人能回复时询问访客的内容。再次来访者不会重复询问。",
        ja: "チャットの前、または対応できなかったときに訪問者に尋ねる内容です。再訪した人には繰り返し尋ねません。"
    }
    new_form { en: "New form", zh_hant: "新增表單", zh_hans: "新建表单", ja: "新しいフォーム" }
    no_forms { en: "Visitors start at once", zh_hant: "訪客可立即開始對話", zh_hans: "访客可立即开始对话", ja: "訪問者はすぐに始められます" }
    no_forms_words {
        en: "Ask only what you need to help: each question more turns some away.",
        zh_hant: "只問必要的問題：每多一題，就會有人離開。",
        zh_hans: "只问必要的问题：每多一题，就会有人离开。",
        ja: "必要なことだけを尋ねましょう。質問が増えるほど離れる人も増えます。"
    }
    form_words { en: "What is asked, of whom, and when.", zh_hant: "問什麼、問誰，以及何時問。", zh_hans: "问什么、问谁，以及何时问。", ja: "何を、だれに、いつ尋ねるか。" }
    form_is_on_words { en: "Visitors are asked.", zh_hant: "會詢問訪客。", zh_hans: "会询问访客。", ja: "訪問者に表示されます。" }
    moment { en: "When", zh_hant: "時機", zh_hans: "时机", ja: "タイミング" }
    moment_pre_chat { en: "Before the chat", zh_hant: "對話之前", zh_hans: "对话之前", ja: "チャットの前" }
    moment_offline { en: "When nobody could answer", zh_hant: "無人能回覆時", zh_hans: "无人能回复时", ja: "対応できなかったとき" }
    form_tags { en: "Who asks at these tags", zh_hant: "詢問這些標籤的訪客", zh_hans: "询问这些标签的访客", ja: "これらのタグの訪問者" }
    form_tags_hint {
        en: "With none chosen, it is for all that no other form names, and for people.",
        zh_hant: "若未選擇，適用於其他表單未指定的所有標籤與人員。",
        zh_hans: "若未选择，适用于其他表单未指定的所有标签与人员。",
        ja: "選ばなければ、ほかのフォームで指定されていないタグと担当者すべてが対象です。"
    }
    what_is_asked { en: "What is asked", zh_hant: "詢問內容", zh_hans: "询问内容", ja: "尋ねる内容" }
    what_is_asked_words {
        en: "Every text can be in each language. A visitor reads their own, or else the first that is there.",
        zh_hant: "每段文字都可有多種語言。訪客看到自己的語言；沒有時顯示現有的第一種。",
        zh_hans: "每段文字都可有多种语言。访客看到自己的语言；没有时显示现有的第一种。",
        ja: "どの文も言語ごとに書けます。訪問者の言語がなければ、最初にあるものが表示されます。"
    }
    write_in { en: "Write in", zh_hant: "撰寫語言", zh_hans: "撰写语言", ja: "入力する言語" }
    lacks_words { en: "something isn't written yet", zh_hant: "尚有未填寫的文字", zh_hans: "尚有未填写的文字", ja: "未入力の文があります" }
    introduction { en: "Introduction", zh_hant: "開場說明", zh_hans: "开场说明", ja: "前書き" }
    fields { en: "Fields", zh_hant: "欄位", zh_hans: "字段", ja: "項目" }
    add_field { en: "Add a field", zh_hant: "新增欄位", zh_hans: "添加字段", ja: "項目を追加" }
    /// What a field without a label is called.
    field_number(count: u32) {
        en: { one: "Field {count}", other: "Field {count}" },
        zh_hant: { other: "欄位 {count}" },
        zh_hans: { other: "字段 {count}" },
        ja: { other: "項目{count}" },
    }
    fields_count(count: u32) {
        en: { one: "{count} field", other: "{count} fields" },
        zh_hant: { other: "{count} 個欄位" },
        zh_hans: { other: "{count} 个字段" },
        ja: { other: "{count}項目" },
    }
    label { en: "Label", zh_hant: "標題", zh_hans: "标题", ja: "見出し" }
    hint { en: "Hint", zh_hant: "提示", zh_hans: "提示", ja: "ヒント" }
    field_kind { en: "Kind", zh_hant: "類型", zh_hans: "类型", ja: "種類" }
    asks_text { en: "A line of text", zh_hant: "單行文字", zh_hans: "单行文字", ja: "一行の文字" }
    asks_lines { en: "Several lines", zh_hant: "多行文字", zh_hans: "多行文字", ja: "複数行の文字" }
    asks_email { en: "E-mail address", zh_hant: "電子郵件", zh_hans: "电子邮箱", ja: "メールアドレス" }
    asks_phone { en: "Phone number", zh_hant: "電話號碼", zh_hans: "电话号码", ja: "電話番号" }
    asks_choice { en: "A choice", zh_hant: "選項", zh_hans: "选项", ja: "選択肢" }
    asks_consent { en: "Consent", zh_hant: "同意事項", zh_hans: "同意事项", ja: "同意" }
    fills { en: "Kept as", zh_hant: "儲存為", zh_hans: "保存为", ja: "保存先" }
    fills_own { en: "A field of its own", zh_hant: "獨立欄位", zh_hans: "独立字段", ja: "独自の項目" }
    fills_name { en: "The contact's name", zh_hant: "聯絡人姓名", zh_hans: "联系人姓名", ja: "連絡先の名前" }
    fills_email { en: "The contact's e-mail address", zh_hant: "聯絡人電子郵件", zh_hans: "联系人电子邮箱", ja: "連絡先のメールアドレス" }
    fills_phone { en: "The contact's phone number", zh_hant: "聯絡人電話", zh_hans: "联系人电话", ja: "連絡先の電話番号" }
    required { en: "Required", zh_hant: "必填", zh_hans: "必填", ja: "必須" }
    required_words { en: "There is no way on without it.", zh_hant: "未填寫就無法繼續。", zh_hans: "未填写就无法继续。", ja: "入力しないと先へ進めません。" }
    options { en: "Options", zh_hant: "選項", zh_hans: "选项", ja: "選択肢" }
    option_words { en: "Option", zh_hant: "選項", zh_hans: "选项", ja: "選択肢" }
    option_number(count: u32) {
        en: { one: "Option {count}", other: "Option {count}" },
        zh_hant: { other: "選項 {count}" },
        zh_hans: { other: "选项 {count}" },
        ja: { other: "選択肢{count}" },
    }
    add_option { en: "Add an option", zh_hant: "新增選項", zh_hans: "添加选项", ja: "選択肢を追加" }
    consent_text { en: "What they agree to", zh_hant: "同意的內容", zh_hans: "同意的内容", ja: "同意する内容" }
    consent_text_hint { en: "Like “I agree to the privacy policy.” Who agreed to other words is asked again.", zh_hant: "例如「我同意隱私權政策」。文字更改後會再次詢問。", zh_hans: "例如“我同意隐私政策”。文字更改后会再次询问。", ja: "例：「プライバシーポリシーに同意します」。文を変えると再び尋ねます。" }
    consent_link { en: "Where it is written in full", zh_hant: "全文連結", zh_hans: "全文链接", ja: "全文へのリンク" }
    remove_form { en: "Remove this form", zh_hant: "移除此表單", zh_hans: "移除此表单", ja: "このフォームを削除" }
    remove_form_words { en: "What visitors have answered stays with their enquiries.", zh_hant: "訪客已填寫的內容會保留在諮詢中。", zh_hans: "访客已填写的内容会保留在咨询中。", ja: "これまでの回答はお問い合わせに残ります。" }
    remove_form_question(name: &str) { en: "Remove the form “{name}”?", zh_hant: "要移除表單「{name}」嗎？", zh_hans: "要移除表单“{name}”吗？", ja: "フォーム「{name}」を削除しますか？" }
    form_removed(name: &str) { en: "The form “{name}” is removed.", zh_hant: "已移除表單「{name}」。", zh_hans: "已移除表单“{name}”。", ja: "フォーム「{name}」を削除しました。" }
    problem_no_fields { en: "Add a field: a form asks something.", zh_hant: "請至少新增一個欄位。", zh_hans: "请至少添加一个字段。", ja: "項目を一つ以上追加してください。" }
    problem_no_reach {
        en: "Ask how to reach the visitor: one required field is kept as the contact's e-mail address or phone number.",
        zh_hant: "請詢問聯絡方式：至少一個必填欄位須儲存為聯絡人的電子郵件或電話。",
        zh_hans: "请询问联系方式：至少一个必填字段须保存为联系人的电子邮箱或电话。",
        ja: "連絡方法を尋ねてください。連絡先のメールアドレスか電話番号として保存する必須項目が一つ必要です。"
    }
    problem_label { en: "Write what is asked, in one language at least.", zh_hant: "請至少用一種語言填寫標題。", zh_hans: "请至少用一种语言填写标题。", ja: "少なくとも一つの言語で入力してください。" }
    problem_options { en: "A choice has 2 to 20 options.", zh_hant: "選項須有 2 至 20 個。", zh_hans: "选项须有 2 至 20 个。", ja: "選択肢は2〜20個にしてください。" }
    problem_option { en: "Write what this option says.", zh_hant: "請填寫此選項。", zh_hans: "请填写此选项。", ja: "選択肢を入力してください。" }
    problem_consent { en: "Write what they agree to, in one language at least.", zh_hant: "請至少用一種語言填寫同意內容。", zh_hans: "请至少用一种语言填写同意内容。", ja: "同意する内容を少なくとも一つの言語で入力してください。" }
    problem_link { en: "Enter an address that starts with https://.", zh_hant: "請輸入以 https:// 開頭的網址。", zh_hans: "请输入以 https:// 开头的网址。", ja: "https:// で始まるアドレスを入力してください。" }
    problem_fills { en: "Another field is kept as that already.", zh_hant: "已有其他欄位儲存為此項。", zh_hans: "已有其他字段保存为此项。", ja: "ほかの項目がすでに使っています。" }
}

/// What a kind of field is called.
pub(crate) fn asks(kind: Asks) -> &'static str {
    match kind {
        Asks::Text => asks_text(),
        Asks::Lines => asks_lines(),
        Asks::Email => asks_email(),
        Asks::Phone => asks_phone(),
        Asks::Choice => asks_choice(),
        Asks::Consent => asks_consent(),
    }
}
