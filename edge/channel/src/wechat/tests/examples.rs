//! The messages and events of WeChat as its documentation has them, one a line, without the fields that all have.

/// In full.
pub(super) const TEXT: &str = "<xml><ToUserName><![CDATA[gh_0a1b2c3d4e5f]]></ToUserName><FromUserName><![CDATA[oAbCdEfGhIjKlMnOpQrStUvWxYz0]]></FromUserName><CreateTime>1790000300</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好，请问有货吗？]]></Content><MsgId>24800000000000001</MsgId></xml>";

pub(super) const IMAGE: &str = "<MsgType><![CDATA[image]]></MsgType><PicUrl><![CDATA[http://mmbiz.qpic.cn/mmbiz_jpg/x/0]]></PicUrl><MediaId><![CDATA[media_img_1]]></MediaId><MsgId>24800000000000002</MsgId>";
pub(super) const VOICE: &str = "<MsgType><![CDATA[voice]]></MsgType><MediaId><![CDATA[media_voi_1]]></MediaId><Format><![CDATA[amr]]></Format><MediaId16K><![CDATA[media_voi_1h]]></MediaId16K><Recognition><![CDATA[]]></Recognition><MsgId>24800000000000003</MsgId>";
pub(super) const VIDEO: &str = "<MsgType><![CDATA[video]]></MsgType><MediaId><![CDATA[media_vid_1]]></MediaId><ThumbMediaId><![CDATA[media_thu_1]]></ThumbMediaId><MsgId>24800000000000004</MsgId>";
pub(super) const SHORT_VIDEO: &str = "<MsgType><![CDATA[shortvideo]]></MsgType><MediaId><![CDATA[media_vid_2]]></MediaId><ThumbMediaId><![CDATA[media_thu_2]]></ThumbMediaId><MsgId>24800000000000005</MsgId>";
pub(super) const LOCATION: &str = "<MsgType><![CDATA[location]]></MsgType><Location_X>22.2819</Location_X><Location_Y>114.1581</Location_Y><Scale>16</Scale><Label><![CDATA[中环]]></Label><MsgId>24800000000000006</MsgId>";
pub(super) const LINK: &str = "<MsgType><![CDATA[link]]></MsgType><Title><![CDATA[A page]]></Title><Description><![CDATA[text]]></Description><Url><![CDATA[https://example.com/p]]></Url><MsgId>24800000000000007</MsgId>";
pub(super) const MENU_ANSWER: &str = "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[满意]]></Content><bizmsgmenuid>101</bizmsgmenuid><MsgId>24800000000000008</MsgId>";
pub(super) const FILE: &str = "<MsgType><![CDATA[file]]></MsgType><Title><![CDATA[order.pdf]]></Title><Description><![CDATA[]]></Description><FileKey><![CDATA[k]]></FileKey><FileMd5><![CDATA[d41d8cd98f00b204e9800998ecf8427e]]></FileMd5><FileTotalLen>21380</FileTotalLen><MsgId>24800000000000009</MsgId>";
pub(super) const SUBSCRIBE: &str =
    "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event><EventKey><![CDATA[]]></EventKey>";
pub(super) const SUBSCRIBE_BY_CODE: &str = "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event><EventKey><![CDATA[qrscene_shelf7]]></EventKey><Ticket><![CDATA[TICKET]]></Ticket>";
pub(super) const UNSUBSCRIBE: &str =
    "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[unsubscribe]]></Event><EventKey><![CDATA[]]></EventKey>";
pub(super) const SCAN: &str = "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[SCAN]]></Event><EventKey><![CDATA[shelf7]]></EventKey><Ticket><![CDATA[TICKET]]></Ticket>";
pub(super) const WHEREABOUTS: &str = "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[LOCATION]]></Event><Latitude>22.2819</Latitude><Longitude>114.1581</Longitude><Precision>119.0</Precision>";
pub(super) const CLICK: &str =
    "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[CLICK]]></Event><EventKey><![CDATA[MENU_HELP]]></EventKey>";
pub(super) const VIEW: &str = "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[VIEW]]></Event><EventKey><![CDATA[https://example.com/]]></EventKey>";
pub(super) const TEMPLATE_SENT: &str = "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event><MsgID>24800000000000100</MsgID><Status><![CDATA[failed:user block]]></Status>";
