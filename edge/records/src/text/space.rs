//! What is asked about Spaces.

ui::texts! {
    make_space { en: "Create", zh_hant: "建立", zh_hans: "创建", ja: "作成" }
    find_a_space { en: "Find a Space", zh_hant: "搜尋群組", zh_hans: "搜索群组", ja: "スペースを検索" }
    no_public_spaces { en: "Nothing fits. Create the first one.", zh_hant: "沒有符合的群組，建立第一個吧。", zh_hans: "没有符合的群组，创建第一个吧。", ja: "該当がありません。最初のスペースを作りましょう。" }
    space_name { en: "Name", zh_hant: "名稱", zh_hans: "名称", ja: "名前" }
    space_description { en: "What it is for", zh_hant: "用途", zh_hans: "用途", ja: "目的" }
    problem_description { en: "Enter at most 300 characters.", zh_hant: "最多 300 個字。", zh_hans: "最多 300 个字。", ja: "300文字以内で入力してください。" }
    space_is_private { en: "Private: only people you add can see it", zh_hant: "私人：僅成員可見", zh_hans: "私密：仅成员可见", ja: "非公開：追加された人だけに表示" }
    members_count(count: u32) {
        en: { one: "{count} member", other: "{count} members" },
        zh_hant: { other: "{count} 位成員" },
        zh_hans: { other: "{count} 位成员" },
        ja: { other: "{count}人" }
    }
    manages { en: "Manager", zh_hant: "管理員", zh_hans: "管理员", ja: "管理者" }
    make_manager { en: "Make manager", zh_hant: "設為管理員", zh_hans: "设为管理员", ja: "管理者にする" }
    remove_as_manager { en: "Remove as manager", zh_hant: "取消管理員", zh_hans: "取消管理员", ja: "管理者から外す" }
    remove { en: "Remove", zh_hant: "移出", zh_hans: "移出", ja: "退出させる" }
    save { en: "Save", zh_hant: "儲存", zh_hans: "保存", ja: "保存" }
    leave_private { en: "You won’t find it again unless somebody adds you. Leave all the same?", zh_hant: "除非有人再加入您，否則您將找不到此群組。仍要退出嗎？", zh_hans: "除非有人再添加您，否则您将找不到此群组。仍要退出吗？", ja: "だれかに追加されない限り、再び見つけることはできません。退出しますか。" }
    nothing_found { en: "Nothing fits", zh_hant: "沒有符合的項目", zh_hans: "没有符合的项目", ja: "該当がありません" }
    bring { en: "Add", zh_hant: "加入", zh_hans: "添加", ja: "追加" }
    bring_colleague { en: "Add a colleague", zh_hant: "加入同事", zh_hans: "添加同事", ja: "同僚を追加" }
    mute_space { en: "Mute: only mentions count", zh_hant: "靜音：僅計入提及我的訊息", zh_hans: "静音：仅计入提到我的消息", ja: "ミュート：メンションのみ数える" }
    archive_space { en: "Archive", zh_hant: "封存", zh_hans: "归档", ja: "アーカイブ" }
    restore_space { en: "Restore", zh_hant: "還原", zh_hans: "恢复", ja: "元に戻す" }
    edit_space { en: "Edit", zh_hant: "編輯", zh_hans: "编辑", ja: "編集" }
    leave_space { en: "Leave", zh_hant: "退出", zh_hans: "退出", ja: "退出" }
    you_are_in { en: "You’re in", zh_hant: "已加入", zh_hans: "已加入", ja: "参加中" }
    no_spaces { en: "No Spaces yet", zh_hant: "尚無群組", zh_hans: "暂无群组", ja: "スペースはまだありません" }
    somebody { en: "Somebody", zh_hant: "某人", zh_hans: "某人", ja: "だれか" }
    new_space { en: "New Space", zh_hant: "新增群組", zh_hans: "新建群组", ja: "新しいスペース" }
    archived { en: "Archived", zh_hant: "已封存", zh_hans: "已归档", ja: "アーカイブ済み" }
    no_receiver { en: "Nobody by that name", zh_hant: "找不到符合的對象", zh_hans: "找不到符合的对象", ja: "該当する相手がいません" }
    find_colleague { en: "Find a colleague", zh_hant: "搜尋同事", zh_hans: "搜索同事", ja: "同僚を検索" }
    print_transcript { en: "Open to print", zh_hant: "開啟以列印", zh_hans: "打开以打印", ja: "開いて印刷" }
    transcript_text { en: "Save as text", zh_hant: "存為文字", zh_hans: "存为文本", ja: "テキストで保存" }
    transcript_json { en: "Save as JSON", zh_hant: "存為 JSON", zh_hans: "存为 JSON", ja: "JSON で保存" }
}
