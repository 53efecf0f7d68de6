//! Choosing a picture, and what of it is kept.

ui::texts! {
    logo_picture { en: "Logo", zh_hant: "標誌", zh_hans: "标志", ja: "ロゴ" }
    logo_picture_hint { en: "In the place of your initials.", zh_hant: "會取代名稱縮寫。", zh_hans: "会取代名称缩写。", ja: "イニシャルの代わりに表示されます。" }
    logo_of_service { en: "Use the service's logo", zh_hant: "使用服務的標誌", zh_hans: "使用服务的标志", ja: "サービスのロゴを使う" }
    a_picture { en: "a picture", zh_hant: "圖片", zh_hans: "图片", ja: "画像" }
    sign { en: "Sign", zh_hant: "圖示", zh_hans: "图标", ja: "アイコン" }
    sign_usual { en: "Tag", zh_hant: "標籤", zh_hans: "标签", ja: "タグ" }
    sign_chat { en: "Speech bubble", zh_hant: "對話框", zh_hans: "对话气泡", ja: "吹き出し" }
    sign_question { en: "Question mark", zh_hant: "問號", zh_hans: "问号", ja: "はてなマーク" }
    sign_letter { en: "Letter", zh_hant: "信件", zh_hans: "信件", ja: "手紙" }
    sign_phone { en: "Telephone", zh_hant: "電話", zh_hans: "电话", ja: "電話" }
    sign_heart { en: "Heart", zh_hant: "愛心", zh_hans: "爱心", ja: "ハート" }
    sign_star { en: "Star", zh_hant: "星星", zh_hans: "星星", ja: "星" }
    sign_picture { en: "Picture", zh_hant: "圖片", zh_hans: "图片", ja: "画像" }
    sign_picture_hint { en: "Stands in the place of the sign.", zh_hant: "會取代圖示。", zh_hans: "会取代图标。", ja: "アイコンの代わりに表示されます。" }

    picture_choose { en: "Choose a picture", zh_hant: "選擇圖片", zh_hans: "选择图片", ja: "画像を選ぶ" }
    picture_change { en: "Choose another", zh_hant: "換一張", zh_hans: "换一张", ja: "別の画像にする" }
    picture_hint {
        en: "Or drop one here, or paste it.",
        zh_hant: "也可以拖放到這裡或貼上。",
        zh_hans: "也可以拖放到这里或粘贴。",
        ja: "ここにドロップするか、貼り付けることもできます。"
    }
    picture_unreadable {
        en: "This browser can't show this file as a picture. Choose a PNG, JPEG, WebP or SVG.",
        zh_hant: "此瀏覽器無法將此檔案顯示為圖片，請選擇 PNG、JPEG、WebP 或 SVG。",
        zh_hans: "此浏览器无法将此文件显示为图片，请选择 PNG、JPEG、WebP 或 SVG。",
        ja: "このファイルは画像として表示できません。PNG・JPEG・WebP・SVG を選んでください。"
    }
    picture_unwritable {
        en: "This browser couldn't make a picture of it. Choose another one.",
        zh_hant: "此瀏覽器無法處理這張圖片，請換一張。",
        zh_hans: "此浏览器无法处理这张图片，请换一张。",
        ja: "この画像を加工できませんでした。別の画像を選んでください。"
    }
    picture_too_many {
        en: "No more pictures can be uploaded here.",
        zh_hant: "已無法再上傳更多圖片。",
        zh_hans: "已无法再上传更多图片。",
        ja: "これ以上画像をアップロードできません。"
    }
    crop_title { en: "Choose what is seen", zh_hant: "選擇顯示範圍", zh_hans: "选择显示范围", ja: "表示する部分を選ぶ" }
    crop_area { en: "Part of the picture", zh_hant: "圖片範圍", zh_hans: "图片范围", ja: "画像の範囲" }
    crop_hint {
        en: "Drag the picture, or move it with the arrow keys.",
        zh_hant: "拖曳圖片，或用方向鍵移動。",
        zh_hans: "拖动图片，或用方向键移动。",
        ja: "ドラッグするか、矢印キーで動かします。"
    }
    crop_zoom { en: "Zoom", zh_hant: "縮放", zh_hans: "缩放", ja: "拡大" }
    crop_zoom_value(percent: u32) { en: "{percent} %", zh_hant: "{percent}%", zh_hans: "{percent}%", ja: "{percent}%" }
    crop_square { en: "Crop to a square", zh_hant: "裁切成正方形", zh_hans: "裁剪成正方形", ja: "正方形に切り抜く" }
    crop_square_words { en: "Otherwise it keeps its own shape.", zh_hant: "否則保留原本的形狀。", zh_hans: "否则保留原来的形状。", ja: "オフにすると元の形のままです。" }
    crop_use { en: "Use this", zh_hant: "使用", zh_hans: "使用", ja: "これを使う" }
    uploading { en: "Uploading the picture", zh_hant: "正在上傳圖片", zh_hans: "正在上传图片", ja: "画像をアップロード中" }
}
