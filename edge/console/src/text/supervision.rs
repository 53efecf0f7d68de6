//! Who may see what.

ui::texts! {
    reach { en: "Which enquiries they see", zh_hant: "可查看的諮詢", zh_hans: "可查看的咨询", ja: "見られるお問い合わせ" }
    reach_hint {
        en: "What waits for somebody of their tags is shown in any case, so that nothing is left lying.",
        zh_hant: "其標籤下等待處理的諮詢一律顯示，不會遺漏。",
        zh_hans: "其标签下等待处理的咨询一律显示，不会遗漏。",
        ja: "担当トピックで対応待ちのものは、取りこぼさないよう常に表示されます。"
    }
    reach_role { en: "As their role", zh_hant: "依角色", zh_hans: "按角色", ja: "役割に従う" }
    reach_own { en: "Own", zh_hant: "自己的", zh_hans: "自己的", ja: "自分のもの" }
    reach_team { en: "Team", zh_hant: "團隊的", zh_hans: "团队的", ja: "チーム" }
    reach_all { en: "All", zh_hant: "全部", zh_hans: "全部", ja: "すべて" }
    agents_reach { en: "What agents see", zh_hant: "客服可查看", zh_hans: "客服可查看", ja: "担当者が見られるもの" }
    field_supervision { en: "Who sees which enquiries", zh_hant: "誰可查看哪些諮詢", zh_hans: "谁可查看哪些咨询", ja: "だれがどのお問い合わせを見られるか" }
    supervisors_reach { en: "What supervisors see", zh_hant: "主管可查看", zh_hans: "主管可查看", ja: "スーパーバイザーが見られるもの" }
    supervisors_reach_hint {
        en: "And so what they may look on at, take over, and report on. Admins and owners see all.",
        zh_hant: "也就是可旁觀、接手與統計的範圍。管理員與擁有者可查看全部。",
        zh_hans: "也就是可旁观、接手与统计的范围。管理员与所有者可查看全部。",
        ja: "見守り・引き取り・レポートの範囲にもなります。管理者とオーナーはすべて見られます。"
    }
    shows_lookers { en: "Tell agents who looks on", zh_hant: "告知客服誰在旁觀", zh_hans: "告知客服谁在旁观", ja: "見守っている人を担当者に知らせる" }
    shows_lookers_words {
        en: "The name of a supervisor who reads a chat stands in it, for staff only. The audit log has it in any case.",
        zh_hant: "閱讀對話的主管姓名會顯示在對話中，僅員工可見。稽核記錄一律留存。",
        zh_hans: "阅读对话的主管姓名会显示在对话中，仅员工可见。审计记录始终保留。",
        ja: "会話を読んでいるスーパーバイザーの名前を、スタッフにだけ表示します。監査ログには常に残ります。"
    }
}
