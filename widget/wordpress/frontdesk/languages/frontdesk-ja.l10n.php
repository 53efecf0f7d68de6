<?php
return array(
	'language' => 'ja',
	'messages' => array(
		'Chat with us' => 'チャットで相談',
		'Address of Frontdesk' => 'Frontdesk のアドレス',
		'Service' => 'サービス',
		'Enter the address of your Frontdesk, like https://desk.example.com.' => 'https://desk.example.com のような、Frontdesk のアドレスを入力してください。',
		'Enter the name of your service as it stands in addresses, like acme.' => 'アドレスに含まれるサービス名を、acme のように入力してください。',
		'Copy both from the settings of your Frontdesk: Ways in, Install, WordPress.' => 'どちらも Frontdesk の設定（受付の入口 › 設置 › WordPress）からコピーしてください。',
		'Buttons of your own' => '独自のボタン',
		'Settings' => '設定',
	),
);
