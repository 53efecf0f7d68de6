<?php
return array(
	'language' => 'zh_TW',
	'messages' => array(
		'Chat with us' => '與我們聊天',
		'Address of Frontdesk' => 'Frontdesk 網址',
		'Service' => '服務',
		'Enter the address of your Frontdesk, like https://desk.example.com.' => '請輸入您的 Frontdesk 網址，例如 https://desk.example.com。',
		'Enter the name of your service as it stands in addresses, like acme.' => '請輸入網址中的服務名稱，例如 acme。',
		'Copy both from the settings of your Frontdesk: Ways in, Install, WordPress.' => '請從 Frontdesk 的設定複製這兩項：聯絡入口、安裝、WordPress。',
		'Buttons of your own' => '自訂按鈕',
		'Settings' => '設定',
	),
);
