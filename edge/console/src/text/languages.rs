//! Texts in several languages.

ui::texts! {
    in_language(label: &str, language: &str) { en: "{label} ({language})", zh_hant: "{label}（{language}）", zh_hans: "{label}（{language}）", ja: "{label}（{language}）" }
    other_languages { en: "Other languages", zh_hant: "其他語言", zh_hans: "其他语言", ja: "ほかの言語" }
    languages_missing(count: u32) {
        en: { one: "{count} missing", other: "{count} missing" },
        zh_hant: { other: "缺 {count} 種" }, zh_hans: { other: "缺 {count} 种" }, ja: { other: "未入力 {count}件" },
    }
    problem_too_long(count: u32) {
        en: { one: "Enter {count} character at most.", other: "Enter {count} characters at most." },
        zh_hant: { other: "最多 {count} 個字。" }, zh_hans: { other: "最多 {count} 个字。" }, ja: { other: "{count}文字以内で入力してください。" },
    }
}
