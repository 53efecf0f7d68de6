//! E-mailing a transcript.

ui::texts! {
    mail_to { en: "To this address", zh_hant: "收件地址", zh_hans: "收件地址", ja: "宛先" }
    mail_words {
        en: "The visitor gets what they could see of this chat: no notes, and nothing that was recalled. Files are named, not attached.",
        zh_hant: "訪客會收到他們在此對話中看得到的內容：不含備註，也不含已收回的訊息。檔案只列出名稱，不會附上。",
        zh_hans: "访客会收到其在此对话中看得到的内容：不含备注，也不含已撤回的消息。文件只列出名称，不会附上。",
        ja: "訪問者がこのチャットで見られた内容が届きます。メモや取り消したメッセージは含まれません。ファイルは名前のみで、添付されません。"
    }
    mail_unchecked {
        en: "The visitor wrote this address. Nobody checked that it is theirs.",
        zh_hant: "此地址由訪客填寫，尚未確認是否為本人所有。",
        zh_hans: "此地址由访客填写，尚未确认是否为本人所有。",
        ja: "訪問者が書いたアドレスです。本人のものかどうかは確認されていません。"
    }
    mail_send { en: "Send", zh_hant: "傳送", zh_hans: "发送", ja: "送信" }
    mail_sent(to: &str) { en: "Sent to {to}", zh_hant: "已傳送至 {to}", zh_hans: "已发送到 {to}", ja: "{to} に送信しました" }
    mail_failed {
        en: "The e-mail was not taken. Check the address and try again. If it stays so, tell whoever runs your Frontdesk.",
        zh_hant: "郵件未能寄出。請檢查地址後再試一次；若仍失敗，請告知系統管理者。",
        zh_hans: "邮件未能发出。请检查地址后再试一次；若仍失败，请告知系统管理者。",
        ja: "メールを送信できませんでした。アドレスを確認して、もう一度お試しください。続く場合はシステムの管理者に知らせてください。"
    }
    mail_off {
        en: "E-mail was switched off meanwhile. Save the transcript, and send it yourself.",
        zh_hant: "郵件功能已停用。請儲存對話記錄後自行寄送。",
        zh_hans: "邮件功能已停用。请保存对话记录后自行发送。",
        ja: "メールの送信は停止されています。記録を保存して、ご自身で送ってください。"
    }
    mail_too_long {
        en: "This chat is too long for an e-mail. Save it as text, and send that as a file.",
        zh_hant: "此對話太長，無法以郵件寄送。請存為文字檔後寄出。",
        zh_hans: "此对话太长，无法通过邮件发送。请存为文本文件后发送。",
        ja: "このチャットは長すぎてメールでは送れません。テキストで保存し、ファイルとして送ってください。"
    }
}
