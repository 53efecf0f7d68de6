<?php
return array(
	'language' => 'zh_CN',
	'messages' => array(
		'Chat with us' => '与我们聊天',
		'Address of Frontdesk' => 'Frontdesk 网址',
		'Service' => '服务',
		'Enter the address of your Frontdesk, like https://desk.example.com.' => '请输入您的 Frontdesk 网址，例如 https://desk.example.com。',
		'Enter the name of your service as it stands in addresses, like acme.' => '请输入网址中的服务名称，例如 acme。',
		'Copy both from the settings of your Frontdesk: Ways in, Install, WordPress.' => '请从 Frontdesk 的设置复制这两项：联系入口、安装、WordPress。',
		'Buttons of your own' => '自定义按钮',
		'Settings' => '设置',
	),
);
