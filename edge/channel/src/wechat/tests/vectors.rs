//! The vectors of safe mode, each accepted by independent libraries.

/// One message, what it is encrypted, and the signature of that.
pub(super) struct Vector {
    pub(super) bytes: usize,
    pub(super) padding: u8,
    pub(super) message: &'static str,
    pub(super) encrypted: &'static str,
    pub(super) signature: &'static str,
}

/// The length was a multiple already.
pub(super) const A: Vector = Vector {
    bytes: 282,
    padding: 32,
    message: "<xml><ToUserName><![CDATA[gh_0a1b2c3d4e5f]]></ToUserName><FromUserName><![CDATA[oAbCdEfGhIjKlMnOpQrStUvWxYz0]]></FromUserName><CreateTime>1790000300</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hi!!!!!!!!!!!!!!!]]></Content><MsgId>24800000000000001</MsgId></xml>",
    encrypted: "Q3stYC6hdFzMh9T8HCvyDC0JjB4HsbnTXiLzhn6WPaJXJ85MRdDYtyQCIuT6tWamVrQ8edEHfqZi2DpIUFzi5gvF2GTGpZ9e3WI6m6njPuI6MMNRWVmCW5LaIglVR7AvuLmXnGqgLlchz5JmHD4HrCQSxxoPJ3Vo3RDotSOyZa+CkP14Y/EX3U7csY4EPjWCoNivqp0na4qcl48FLNhB/q7Sd95JbsmtSP0FRRc4NUMAogz1v/BMKh8LRxYBRMOtdWZxIryg8wi3WxYE3dbLgXCRdVVKgARF7qNuAlkZr2X9362BHBvCWOQh/0Zi22QaXGa/p1USVTOMJE+QkYGLk0kYD4gWMDtUaWIEUTd/jK3+U414Tj8ZwLenXMIKCIHXdM5ptnYhGRdlOGlg/pE/YgoMbaEjor5MpaRzJRRLJwcU6R4y+QlG4QOabbO+KUGajrcg8NEKmpgjdyJelVEr5w==",
    signature: "dc435e77ca8abc663ed6922ed3471f256c9e8af5",
};

/// Refused by what unpads to 16.
pub(super) const B: Vector = Vector {
    bytes: 292,
    padding: 22,
    message: "<xml><ToUserName><![CDATA[gh_0a1b2c3d4e5f]]></ToUserName><FromUserName><![CDATA[oAbCdEfGhIjKlMnOpQrStUvWxYz0]]></FromUserName><CreateTime>1790000300</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好，请问有货吗？]]></Content><MsgId>24800000000000001</MsgId></xml>",
    encrypted: "Q3stYC6hdFzMh9T8HCvyDFn+TfbFEve39j7tR5w1dHqrXnUBurjD2mnmqru8euLw6VvmxzbA5JDPsoC+pTOzui32TUUUeDe2DauTPxNOz+7sn3oLHRECilwRpuCq2S7QfVDY2FFpv1rGxiz55wZ7W7EbwumC8rXQhEd1DbTtnWcatyRNSE3/fri9lgx2iy/sMNC35fjFH5B21YJiACfAJ6GtjOos4YyIXEa8sKnlBiQ5qBsOER+OSlwHlDlU8fD89Z7paVcl35U7L5zmCY2+oFp9RYxuyjGhUmB5dnUXJiVOVk9ASGaCaQQ/Ae16jP5Bk9R2rLkQwilcv/dgJfi7sHDgIm/icETSFy9FeHcfykJLlca9lr3n6lO8KVn6lJhSabeWV+hakUeoHezty0H2SgiW3+qNw6Sifi157yLHbaSUES9I/7h7wzhSBi8VBrP43pakBndhKW967fkzjh6lIQ==",
    signature: "8963ad37ca1681f280e8ddc943ad3239f17994f0",
};

/// Accepted by that too.
pub(super) const C: Vector = Vector {
    bytes: 271,
    padding: 11,
    message: "<xml><ToUserName><![CDATA[gh_0a1b2c3d4e5f]]></ToUserName><FromUserName><![CDATA[oAbCdEfGhIjKlMnOpQrStUvWxYz0]]></FromUserName><CreateTime>1790000300</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content><MsgId>24800000000000001</MsgId></xml>",
    encrypted: "Q3stYC6hdFzMh9T8HCvyDFYqp+WRA4JhXTSMyMJMcetdiNVcMrNQ+2F56y/mfUu3Y4LInJDVRkvC9NdfgBajX6iiH0b3eYx4BrQj38aij6GVsretRh+BY2s+ShTVXdbe9o7ZbJDyzPB62+jdEPJCczbu6Hz3aZTgH13LDhl6H64z2qR+z/Ez/CUYgKDmfkrnJKo/dWfiOeIZ1hfFJjXPBcofPEL60MRtbalgn/NONSuoUCER+TWr40XJx1NdG8ZrUESHTYZgP4UZ1+RTBekf7PnSTn5cWCZ9vIaXLj6F0WxtVWlRT+yBblmSGaDhEFGjCEIx+6RmM4cu+bV8MqNx1XZk8N+ZM1zR6E7xMFxT/jxB0F4rjZe0hEzbVr+trFnNYhtbIPONXdvzmopoy6dwDdGIdBSEy0wqPq9SJp0uRvk=",
    signature: "5dda0d2306f817ef83129c3ea022ec3f4c1eab1b",
};

/// A passive reply.
pub(super) const R: Vector = Vector {
    bytes: 263,
    padding: 19,
    message: "<xml><ToUserName><![CDATA[oAbCdEfGhIjKlMnOpQrStUvWxYz0]]></ToUserName><FromUserName><![CDATA[gh_0a1b2c3d4e5f]]></FromUserName><CreateTime>1790000301</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[欢迎！客服马上就来。]]></Content></xml>",
    encrypted: "DpQeJfnf/MGZ/+GTIspwVC14FZP44YowJ4lEM54GIpEWKtsZQIt3L4R1Ov5bRQAgrYaMSKU4BG9npOJPsMK+Oifw9arIpnwWMeL4djkr9EkOhUOeE9NUqt2C0efA7JIs8Om8ni0rjzH/Qwfw6fZQZtT3kB/TkiwLbO8QsVQAN+ls2jPB5JI0dudsXP9d9gUu87A7MJ5AbrJk+37K2HIzrTGuPoWGn6DE1Lg13Ct4A9fLerZg/kWcTTS75r3KdvCletnYn/Bk6IAsRiFE541Fnjhy3XbWm21ckX05owyS6GGLf/WP1ooruec13D7XSleUxfsLyjvVzphWjbc9tIJhhmHjRAqBApto4pOZCjPA/XtSD1dKNg3uJYyMmpK1nsDb0AZEEgnwc5JeRpJVcINndn6l+TJBPVa5xEga/lKDxsY=",
    signature: "fe415ab1416c0298c5b60925329904a849ad2572",
};
