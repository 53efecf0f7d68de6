//! The audit log.

use ::shared::audit::Deed;

ui::texts! {
    audit { en: "Audit log", zh_hant: "稽核記錄", zh_hans: "审计记录", ja: "監査ログ" }
    audit_words {
        en: "Who did what, about whom, and when. It is only ever added to.", zh_hant: "誰在何時對誰做了什麼。只增不改。", zh_hans: "谁在何时对谁做了什么。只增不改。", ja: "誰がいつ誰に何をしたか。追記のみで、変更されません。"
    }
    audit_none { en: "Nothing of this kind", zh_hant: "沒有此類記錄", zh_hans: "没有此类记录", ja: "該当する記録はありません" }
    audit_all { en: "Everything", zh_hant: "全部", zh_hans: "全部", ja: "すべて" }
    audit_what { en: "What", zh_hant: "動作", zh_hans: "操作", ja: "操作" }
    audit_older { en: "Show older ones", zh_hant: "顯示更早的", zh_hans: "显示更早的", ja: "以前のものを表示" }
    audit_csv { en: "Save as CSV", zh_hant: "另存為 CSV", zh_hans: "另存为 CSV", ja: "CSV で保存" }
    audit_enquiry { en: "Enquiry", zh_hant: "諮詢", zh_hans: "咨询", ja: "お問い合わせ" }
    somebody_gone { en: "Somebody who is gone", zh_hant: "已離開的人員", zh_hans: "已离开的人员", ja: "退職した人" }
    deed_looked_on { en: "Looked on", zh_hant: "旁觀對話", zh_hans: "旁观对话", ja: "見守り" }
    deed_took_over { en: "Took over", zh_hant: "接手對話", zh_hans: "接手对话", ja: "引き取り" }
    deed_role_changed { en: "Changed a role", zh_hant: "變更角色", zh_hans: "更改角色", ja: "役割の変更" }
    deed_reach_changed { en: "Changed who sees what", zh_hant: "變更可查看範圍", zh_hans: "更改可查看范围", ja: "閲覧範囲の変更" }
    deed_staff_changed { en: "Changed somebody", zh_hant: "變更人員", zh_hans: "更改人员", ja: "スタッフの変更" }
    deed_staff_removed { en: "Removed somebody", zh_hant: "移除人員", zh_hans: "移除人员", ja: "スタッフの削除" }
    deed_staff_invited { en: "Invited somebody", zh_hant: "邀請人員", zh_hans: "邀请人员", ja: "スタッフの招待" }
    deed_invitation_withdrawn { en: "Took an invitation back", zh_hant: "撤回邀請", zh_hans: "撤回邀请", ja: "招待の取り消し" }
    deed_settings_changed { en: "Changed settings", zh_hant: "變更設定", zh_hans: "更改设置", ja: "設定の変更" }
    deed_setup_exported { en: "Exported the settings", zh_hant: "匯出設定", zh_hans: "导出设置", ja: "設定の書き出し" }
    deed_token_made { en: "Made a token", zh_hant: "建立權杖", zh_hans: "创建令牌", ja: "トークンの作成" }
    deed_token_revoked { en: "Revoked a token", zh_hant: "撤銷權杖", zh_hans: "撤销令牌", ja: "トークンの失効" }
    deed_hook_made { en: "Made a webhook", zh_hant: "建立 Webhook", zh_hans: "创建 Webhook", ja: "Webhook の作成" }
    deed_hook_changed { en: "Changed a webhook", zh_hant: "變更 Webhook", zh_hans: "更改 Webhook", ja: "Webhook の変更" }
    deed_hook_removed { en: "Removed a webhook", zh_hant: "移除 Webhook", zh_hans: "移除 Webhook", ja: "Webhook の削除" }
    deed_file_deleted { en: "Deleted a file", zh_hant: "刪除檔案", zh_hans: "删除文件", ja: "ファイルの削除" }
    deed_data_exported { en: "Exported data of a person", zh_hant: "匯出個人資料", zh_hans: "导出个人数据", ja: "個人データの書き出し" }
    deed_transcript_mailed { en: "E-mailed a transcript", zh_hant: "郵寄對話記錄", zh_hans: "邮寄对话记录", ja: "チャットの記録のメール送信" }
    deed_contact_erased { en: "Erased a contact", zh_hant: "清除聯絡人", zh_hans: "清除联系人", ja: "連絡先の消去" }
    deed_contacts_merged { en: "Merged contacts", zh_hant: "合併聯絡人", zh_hans: "合并联系人", ja: "連絡先の統合" }
    deed_merge_undone { en: "Undid a merge", zh_hant: "復原合併", zh_hans: "撤销合并", ja: "統合の取り消し" }
    deed_visitor_blocked { en: "Blocked a visitor", zh_hant: "封鎖訪客", zh_hans: "屏蔽访客", ja: "訪問者のブロック" }
    deed_visitor_unblocked { en: "Unblocked a visitor", zh_hant: "解除封鎖訪客", zh_hans: "取消屏蔽访客", ja: "ブロックの解除" }
    deed_identity_changed { en: "Changed the identity secret", zh_hant: "變更身分密鑰", zh_hans: "更改身份密钥", ja: "本人確認の秘密鍵の変更" }
    deed_retention_changed { en: "Changed how long data is kept", zh_hant: "變更保留期限", zh_hans: "更改保留期限", ja: "保存期間の変更" }
    deed_channel_made { en: "Connected a social account", zh_hant: "連接社交帳號", zh_hans: "连接社交账号", ja: "ソーシャルアカウントの接続" }
    deed_channel_changed {
        en: "Changed a social account", zh_hant: "更改社交帳號", zh_hans: "更改社交账号", ja: "ソーシャルアカウントの変更"
    }
    deed_channel_removed {
        en: "Disconnected a social account", zh_hant: "中斷社交帳號", zh_hans: "断开社交账号", ja: "ソーシャルアカウントの切断"
    }
    deed_space_made { en: "Made a Space", zh_hant: "建立群組", zh_hans: "创建群组", ja: "スペースの作成" }
    deed_space_changed {
        en: "Changed a Space or its members", zh_hant: "更改群組或其成員", zh_hans: "更改群组或其成员", ja: "スペースやメンバーの変更"
    }
    deed_audit_exported { en: "Exported this log", zh_hant: "匯出稽核記錄", zh_hans: "导出审计记录", ja: "監査ログの書き出し" }
    deed_unknown { en: "Something else", zh_hant: "其他", zh_hans: "其他", ja: "その他" }
}

/// What was done, in words.
pub(crate) fn deed(deed: Deed) -> &'static str {
    match deed {
        Deed::LookedOn => deed_looked_on(),
        Deed::TookOver => deed_took_over(),
        Deed::RoleChanged => deed_role_changed(),
        Deed::ReachChanged => deed_reach_changed(),
        Deed::StaffChanged => deed_staff_changed(),
        Deed::StaffRemoved => deed_staff_removed(),
        Deed::StaffInvited => deed_staff_invited(),
        Deed::InvitationWithdrawn => deed_invitation_withdrawn(),
        Deed::SettingsChanged => deed_settings_changed(),
        Deed::SetupExported => deed_setup_exported(),
        Deed::TokenMade => deed_token_made(),
        Deed::TokenRevoked => deed_token_revoked(),
        Deed::HookMade => deed_hook_made(),
        Deed::HookChanged => deed_hook_changed(),
        Deed::HookRemoved => deed_hook_removed(),
        Deed::FileDeleted => deed_file_deleted(),
        Deed::DataExported => deed_data_exported(),
        Deed::TranscriptMailed => deed_transcript_mailed(),
        Deed::ContactErased => deed_contact_erased(),
        Deed::ContactsMerged => deed_contacts_merged(),
        Deed::MergeUndone => deed_merge_undone(),
        Deed::VisitorBlocked => deed_visitor_blocked(),
        Deed::VisitorUnblocked => deed_visitor_unblocked(),
        Deed::IdentityChanged => deed_identity_changed(),
        Deed::RetentionChanged => deed_retention_changed(),
        Deed::ChannelMade => deed_channel_made(),
        Deed::ChannelChanged => deed_channel_changed(),
        Deed::ChannelRemoved => deed_channel_removed(),
        Deed::SpaceMade => deed_space_made(),
        Deed::SpaceChanged => deed_space_changed(),
        Deed::AuditExported => deed_audit_exported(),
        Deed::Unknown => deed_unknown(),
    }
}
