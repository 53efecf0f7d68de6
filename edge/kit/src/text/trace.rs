//! The way of an enquiry: what became of one, and in the settings what would become of one.

ui::texts! {
    closed_by_visitor { en: "The visitor closed the chat", zh_hant: "訪客結束了對話", zh_hans: "访客结束了对话", ja: "相手がチャットを終了しました" }
    closed_by_staff { en: "Closed by staff", zh_hant: "客服結束了對話", zh_hans: "客服结束了对话", ja: "スタッフがチャットを終了しました" }
    closed_by_idle { en: "Closed after a long silence", zh_hant: "因長時間無回應而結束", zh_hans: "因长时间无回应而结束", ja: "長時間やり取りがないため終了しました" }
    closed_by_full { en: "Closed, for the chat was full", zh_hant: "對話已滿而結束", zh_hans: "对话已满而结束", ja: "チャットが上限に達したため終了しました" }
    closed_by_nobody { en: "This enquiry is closed", zh_hant: "這則諮詢已結束", zh_hans: "这则咨询已结束", ja: "このお問い合わせは終了しました" }

    trace_raised_tag(name: &str) { en: "The visitor pressed “{name}”.", zh_hant: "訪客選擇了「{name}」。", zh_hans: "访客选择了“{name}”。", ja: "訪問者が「{name}」を選びました。" }
    trace_raised_gone { en: "The visitor pressed a tag that is no longer there.", zh_hant: "訪客選擇了一個現已移除的標籤。", zh_hans: "访客选择了一个现已移除的标签。", ja: "訪問者が、今はないタグを選びました。" }
    trace_raised_channel(account: &str) { en: "They wrote to {account}.", zh_hant: "訪客寫訊息到 {account}。", zh_hans: "访客发消息到 {account}。", ja: "{account} にメッセージが届きました。" }
    trace_raised_staff(name: &str) { en: "The visitor asked for {name}.", zh_hant: "訪客指名 {name}。", zh_hans: "访客指名 {name}。", ja: "訪問者が {name} を指名しました。" }
    trace_skipped(name: &str) {
        en: "“{name}” was passed over: nobody on it was available.",
        zh_hant: "略過「{name}」：沒有人可服務。",
        zh_hans: "跳过“{name}”：没有人可服务。",
        ja: "「{name}」は対応できる人がいないため飛ばされました。"
    }
    trace_full(name: &str) {
        en: "“{name}” was passed over: those who are there have as many rooms as they take.",
        zh_hant: "略過「{name}」：在線的人對話數已滿。",
        zh_hans: "跳过“{name}”：在线的人对话数已满。",
        ja: "「{name}」は対応中の会話が上限に達しているため飛ばされました。"
    }
    trace_full_staff(name: &str) {
        en: "{name} had as many rooms as they take.",
        zh_hant: "{name} 的對話數已滿。",
        zh_hans: "{name} 的对话数已满。",
        ja: "{name} は対応中の会話が上限に達していました。"
    }
    trace_closed(name: &str) {
        en: "“{name}” was passed over: it was outside its hours.",
        zh_hant: "略過「{name}」：不在服務時間內。",
        zh_hans: "跳过“{name}”：不在服务时间内。",
        ja: "「{name}」は時間外のため飛ばされました。"
    }
    trace_language(name: &str) {
        en: "“{name}” was passed over: it is for other languages.",
        zh_hant: "略過「{name}」：只服務其他語言。",
        zh_hans: "跳过“{name}”：只服务其他语言。",
        ja: "「{name}」は他の言語の担当のため飛ばされました。"
    }
    trace_country(name: &str) {
        en: "“{name}” was passed over: it is for other countries.",
        zh_hant: "略過「{name}」：只服務其他國家或地區。",
        zh_hans: "跳过“{name}”：只服务其他国家或地区。",
        ja: "「{name}」は他の国・地域の担当のため飛ばされました。"
    }
    trace_not_served(name: &str) {
        en: "“{name}” was passed over: nobody on it served this contact lately.",
        zh_hant: "略過「{name}」：近期沒有人接待過這位聯絡人。",
        zh_hans: "跳过“{name}”：近期没有人接待过这位联系人。",
        ja: "「{name}」は最近この相手に対応した人がいないため飛ばされました。"
    }
    trace_drawn(name: &str, share: u32) {
        en: "“{name}” came first by its share of {share}%.",
        zh_hant: "按 {share}% 的比例，先分派給「{name}」。",
        zh_hans: "按 {share}% 的比例，先分派给“{name}”。",
        ja: "割合 {share}% により「{name}」が先になりました。"
    }
    trace_picked_up(line: &str, name: &str) {
        en: "Given to {name}, who had the fewest rooms on “{line}”.",
        zh_hant: "直接交給「{line}」中對話最少的 {name}。",
        zh_hans: "直接交给“{line}”中对话最少的 {name}。",
        ja: "「{line}」で会話が最も少ない {name} に割り当てられました。"
    }
    trace_picked_up_by_language(line: &str, name: &str, language: &str) {
        en: "Given to {name}, who had the fewest rooms of those on “{line}” who speak {language}.",
        zh_hant: "直接交給「{line}」中會說{language}且對話最少的 {name}。",
        zh_hans: "直接交给“{line}”中会说{language}且对话最少的 {name}。",
        ja: "「{line}」で{language}を話す人のうち、会話が最も少ない {name} に割り当てられました。"
    }
    trace_taken_back(name: &str) {
        en: "{name} said nothing in time: taken back.",
        zh_hant: "{name} 未及時發言，已收回。",
        zh_hans: "{name} 未及时发言，已收回。",
        ja: "{name} が時間内に発言しなかったため、取り消されました。"
    }
    trace_silent(name: &str) {
        en: "“{name}” was passed over: those who are there had been given it before, and said nothing.",
        zh_hant: "略過「{name}」：在線的人先前未及時發言。",
        zh_hans: "跳过“{name}”：在线的人此前未及时发言。",
        ja: "「{name}」は、割り当てられても発言しなかった人だけのため飛ばされました。"
    }
    trace_out_of_hours(schedule: &str) {
        en: "It was outside “{schedule}”.",
        zh_hant: "不在「{schedule}」的服務時間內。",
        zh_hans: "不在“{schedule}”的服务时间内。",
        ja: "「{schedule}」の時間外でした。"
    }
    trace_out_of_hours_until(schedule: &str, opens: &str) {
        en: "It was outside “{schedule}”, which opens {opens}.",
        zh_hant: "不在「{schedule}」的服務時間內，{opens} 開放。",
        zh_hans: "不在“{schedule}”的服务时间内，{opens} 开放。",
        ja: "「{schedule}」の時間外でした（{opens} に開始）。"
    }
    trace_skipped_staff(name: &str) { en: "{name} wasn't available.", zh_hant: "{name} 無法服務。", zh_hans: "{name} 无法服务。", ja: "{name} は対応できませんでした。" }
    trace_offered(line: &str, names: &str, wait: &str) {
        en: "Offered to “{line}” ({names}) for {wait}.",
        zh_hant: "分派給「{line}」（{names}），等待 {wait}。",
        zh_hans: "分派给“{line}”（{names}），等待 {wait}。",
        ja: "「{line}」（{names}）に {wait} の間届きました。"
    }
    trace_offered_staff(name: &str, wait: &str) {
        en: "Offered to {name} for {wait}.", zh_hant: "分派給 {name}，等待 {wait}。", zh_hans: "分派给 {name}，等待 {wait}。", ja: "{name} に {wait} の間届きました。"
    }
    trace_wait_over { en: "Nobody answered within the wait.", zh_hant: "等待時間內無人回覆。", zh_hans: "等待时间内无人回复。", ja: "待ち時間内に誰も対応しませんでした。" }
    trace_everybody_left { en: "Nobody it was offered to could take it any more.", zh_hant: "被分派的人都無法再接待。", zh_hans: "被分派的人都无法再接待。", ja: "届いた全員が対応できなくなりました。" }
    trace_answered(name: &str) { en: "{name} answered.", zh_hant: "{name} 接待。", zh_hans: "{name} 接待。", ja: "{name} が対応を開始しました。" }
    trace_transferred(name: &str, to: &str) {
        en: "{name} passed it on to “{to}”.", zh_hant: "{name} 轉接給「{to}」。", zh_hans: "{name} 转接给“{to}”。", ja: "{name} が「{to}」に転送しました。"
    }
    /// Somebody who supervises passed on what was another's.
    trace_transferred_for(name: &str, owner: &str, to: &str) {
        en: "{name} passed {owner}’s enquiry on to “{to}”.",
        zh_hant: "{name} 將 {owner} 的諮詢轉接給「{to}」。",
        zh_hans: "{name} 将 {owner} 的咨询转接给“{to}”。",
        ja: "{name} が {owner} のお問い合わせを「{to}」に転送しました。"
    }
    trace_transferred_back { en: "If nobody accepts, it comes back.", zh_hant: "若無人接受則退回。", zh_hans: "若无人接受则退回。", ja: "誰も引き継がなければ戻ります。" }
    trace_transferred_blind { en: "If nobody accepts, it is missed.", zh_hant: "若無人接受則列為未接。", zh_hans: "若无人接受则列为未接。", ja: "誰も引き継がなければ未対応になります。" }
    trace_note(note: &str) { en: "Note: {note}", zh_hant: "備註：{note}", zh_hans: "备注：{note}", ja: "メモ：{note}" }
    trace_declined(name: &str) { en: "{name} declined.", zh_hant: "{name} 婉拒。", zh_hans: "{name} 婉拒。", ja: "{name} が辞退しました。" }
    trace_declined_all(name: &str) {
        en: "“{name}” was passed over: those who are there had passed it on or declined it.",
        zh_hant: "略過「{name}」：在線的人已轉出或婉拒。",
        zh_hans: "跳过“{name}”：在线的人已转出或婉拒。",
        ja: "「{name}」は、転送した人か辞退した人だけのため飛ばされました。"
    }
    trace_returned(name: &str) { en: "Nobody accepted: back to {name}.", zh_hant: "無人接受，退回給 {name}。", zh_hans: "无人接受，退回给 {name}。", ja: "引き継ぐ人がおらず、{name} に戻りました。" }
    trace_called_back(name: &str) { en: "{name} took it back.", zh_hant: "{name} 收回了轉接。", zh_hans: "{name} 收回了转接。", ja: "{name} が転送を取り消しました。" }
    trace_called_back_for(name: &str, owner: &str) {
        en: "{name} took it back for {owner}.", zh_hant: "{name} 為 {owner} 收回了轉接。", zh_hans: "{name} 为 {owner} 收回了转接。", ja: "{name} が転送を取り消し、{owner} に戻しました。"
    }
    trace_sender_away(name: &str) {
        en: "Nobody accepted, and {name} had gone offline: it went on.",
        zh_hant: "無人接受，且 {name} 已離線，繼續分派。",
        zh_hans: "无人接受，且 {name} 已离线，继续分派。",
        ja: "引き継ぐ人がおらず、{name} もオフラインのため、次へ回りました。"
    }
    trace_taken_over(name: &str, from: &str) { en: "{name} took it over from {from}.", zh_hant: "{name} 從 {from} 接手。", zh_hans: "{name} 从 {from} 接手。", ja: "{name} が {from} から引き取りました。" }
    trace_stayed(name: &str) { en: "{name} stayed in the room.", zh_hant: "{name} 留在對話中。", zh_hans: "{name} 留在对话中。", ja: "{name} は引き続き参加しています。" }
    trace_invited(name: &str, guest: &str) { en: "{name} invited {guest}.", zh_hant: "{name} 邀請了 {guest}。", zh_hans: "{name} 邀请了 {guest}。", ja: "{name} が {guest} を招待しました。" }
    trace_left(name: &str) { en: "{name} left the room.", zh_hant: "{name} 離開了對話。", zh_hans: "{name} 离开了对话。", ja: "{name} が退出しました。" }
    trace_sent_out(name: &str, guest: &str) { en: "{name} removed {guest} from the room.", zh_hant: "{name} 將 {guest} 移出對話。", zh_hans: "{name} 将 {guest} 移出对话。", ja: "{name} が {guest} を退出させました。" }
    trace_labelled(name: &str, label: &str) {
        en: "{name} put the label “{label}” on it.", zh_hant: "{name} 加上了標記「{label}」。", zh_hans: "{name} 添加了标记“{label}”。", ja: "{name} がラベル「{label}」を付けました。"
    }
    trace_unlabelled(name: &str, label: &str) {
        en: "{name} took the label “{label}” off.", zh_hant: "{name} 移除了標記「{label}」。", zh_hans: "{name} 移除了标记“{label}”。", ja: "{name} がラベル「{label}」を外しました。"
    }
    rated_so(grade: u32) { en: "Rated {grade} of 5", zh_hant: "評分 {grade}／5", zh_hans: "评分 {grade}/5", ja: "評価 {grade}/5" }
    /// In the place of the name of a label that is gone.
    trace_removed_label { en: "removed", zh_hant: "已刪除", zh_hans: "已删除", ja: "削除済み" }
    trace_rated(grade: u32) {
        en: "The visitor rated it {grade} of 5.", zh_hant: "訪客評分：{grade}／5。", zh_hans: "访客评分：{grade}/5。", ja: "訪問者の評価：5段階中{grade}。"
    }
    trace_missed { en: "No destination was left: missed.", zh_hant: "沒有其他接待組：列為未接。", zh_hans: "没有其他接待组：列为未接。", ja: "次の対応先がなく、未対応になりました。" }
    trace_reopened { en: "The visitor wrote again, and it was offered anew.", zh_hant: "訪客再次留言，重新分派。", zh_hans: "访客再次留言，重新分派。", ja: "再び連絡があり、改めて届けられました。" }
    trace_followed_up(name: &str) { en: "{name} followed up.", zh_hant: "{name} 跟進。", zh_hans: "{name} 跟进。", ja: "{name} がフォローしました。" }
    former_colleague { en: "a former colleague", zh_hant: "前同事", zh_hans: "前同事", ja: "以前の同僚" }
}
