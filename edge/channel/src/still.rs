//! The picture in front of a video, for services that want one before they take it: we can't take one out of a video, so it is the
//! same for all, a sign of playing.

/// Where the worker serves it, below `/channel/`.
pub const NAME: &str = "play.png";

/// It: 480 × 270, PNG.
pub const BYTES: &[u8] = include_bytes!("still.png");

/// Its address at the desk that a file's link leads to; none where that is no address.
pub(crate) fn beside(link: &str) -> Option<String> {
    let (scheme, rest) = link.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    Some(format!("{scheme}://{host}/channel/{NAME}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_at_the_desk_that_has_the_video() {
        let of = |link| beside(link);
        assert_eq!(
            of("https://desk.example/files/acme/v.mp4?k=1").as_deref(),
            Some("https://desk.example/channel/play.png")
        );
        assert_eq!(of("https://desk.example").as_deref(), Some("https://desk.example/channel/play.png"));
        assert_eq!([of("/files/acme/v.mp4"), of("https:///v.mp4")], [None, None]);
    }
}
