use proptest::{collection::vec, prelude::*};

use super::*;

/// A chunk of a PNG; nobody here looks at checksums.
fn png_chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    [&big(data.len()), kind.as_slice(), data, b"sum."].concat()
}

fn big(length: usize) -> [u8; 4] {
    u32::try_from(length).expect("short").to_be_bytes()
}

fn little(length: usize) -> [u8; 4] {
    u32::try_from(length).expect("short").to_le_bytes()
}

fn png_with(width: u32, more: &[Vec<u8>]) -> Vec<u8> {
    let header = [width.to_be_bytes().as_slice(), &3_u32.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let head = [b"\x89PNG\r\n\x1a\n".to_vec(), png_chunk(*b"IHDR", &header)].concat();
    [head, more.concat(), png_chunk(*b"IDAT", b"rows"), png_chunk(*b"IEND", b"")].concat()
}

fn jpeg_segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let told = u16::try_from(data.len() + 2).expect("short").to_be_bytes();
    [[0xff, marker].as_slice(), &told, data].concat()
}

fn jpeg_with(width: u16, more: &[Vec<u8>]) -> Vec<u8> {
    let frame = [[8, 0, 3].as_slice(), &width.to_be_bytes(), &[1, 1, 0x11, 0]].concat();
    [
        vec![0xff, 0xd8],
        jpeg_segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        more.concat(),
        jpeg_segment(0xdb, b"table"),
        jpeg_segment(0xc0, &frame),
        jpeg_segment(0xda, b"scan"),
        vec![1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4],
        jpeg_segment(0xc4, b"another table"),
        jpeg_segment(0xda, b"scan"),
        vec![5, 0xff, 0xd9],
    ]
    .concat()
}

fn webp_chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let fill = if data.len() % 2 == 1 { vec![0] } else { Vec::new() };
    [kind.as_slice(), &little(data.len()), data, &fill].concat()
}

fn webp_of(chunks: &[Vec<u8>]) -> Vec<u8> {
    let chunks = chunks.concat();
    [b"RIFF".as_slice(), &little(chunks.len() + 4), b"WEBP", &chunks].concat()
}

fn lossy(width: u16) -> Vec<u8> {
    webp_chunk(*b"VP8 ", &[[0x10, 0, 0, 0x9d, 0x01, 0x2a].as_slice(), &width.to_le_bytes(), &[3, 0, 7]].concat())
}

fn extended(flags: u8, width: u8) -> Vec<u8> {
    webp_chunk(*b"VP8X", &[flags, 0, 0, 0, width - 1, 0, 0, 2, 0, 0])
}

fn read(bytes: &[u8]) -> Result<(Format, u32, u32), Unfit> {
    Picture::read(bytes).map(|Picture { format, width, height, .. }| (format, width, height))
}

fn kept(bytes: &[u8]) -> Vec<u8> {
    Picture::read(bytes).expect("it can be kept").bytes
}

#[test]
fn pictures_are_told_by_what_is_in_them() {
    assert_eq!(read(&png_with(5, &[])), Ok((Format::Png, 5, 3)));
    assert_eq!(read(&jpeg_with(5, &[])), Ok((Format::Jpeg, 5, 3)));
    assert_eq!(read(&webp_of(&[lossy(5)])), Ok((Format::WebP, 5, 3)));
    // 5 and 3, each one less, in 14 bits.
    let told = (4_u32 | 2 << 14).to_le_bytes();
    assert_eq!(read(&webp_of(&[webp_chunk(*b"VP8L", &[&[0x2f], told.as_slice()].concat())])), Ok((Format::WebP, 5, 3)));
    for other in
        [b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice(), b"GIF89a", b"%PDF-1.7", b"<!doctype html>", b""]
    {
        assert_eq!(read(other), Err(Unfit::Unknown));
    }
}

#[test]
fn where_a_photo_was_taken_is_left_out() {
    let texts =
        [png_chunk(*b"eXIf", b"GPS 48.2"), png_chunk(*b"tEXt", b"Author\0Ada"), png_chunk(*b"iCCP", b"profile")];
    assert_eq!(kept(&png_with(5, &texts)), png_with(5, &[]));
    let texts =
        [jpeg_segment(0xe1, b"Exif\0\0GPS 48.2"), jpeg_segment(0xfe, b"by Ada"), jpeg_segment(0xe2, b"ICC_PROFILE")];
    assert_eq!(kept(&jpeg_with(5, &texts)), jpeg_with(5, &[]));
    let file = webp_of(&[extended(0x3c, 5), lossy(5), webp_chunk(*b"EXIF", b"GPS 48.2"), webp_chunk(*b"XMP ", b"Ada")]);
    assert_eq!(kept(&file), webp_of(&[extended(0x10, 5), lossy(5)]));
}

#[test]
fn a_small_picture_in_the_large_one_is_left_out_too() {
    let thumbnail = jpeg_segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01rgb");
    assert_eq!(kept(&jpeg_with(5, &[thumbnail])), jpeg_with(5, &[]));
}

#[test]
fn what_stands_behind_the_end_is_left_out() {
    for picture in [png_with(5, &[]), jpeg_with(5, &[]), webp_of(&[lossy(5)])] {
        let more = [picture.as_slice(), b"<script>alert(1)</script>"].concat();
        assert_eq!(kept(&more), picture);
    }
}

#[test]
fn what_moves_is_refused() {
    assert_eq!(read(&png_with(5, &[png_chunk(*b"acTL", &[0; 8])])), Err(Unfit::Animated));
    assert_eq!(read(&webp_of(&[extended(0x02, 5)])), Err(Unfit::Animated));
    assert_eq!(read(&webp_of(&[webp_chunk(*b"ANIM", &[0; 6]), lossy(5)])), Err(Unfit::Animated));
}

#[test]
fn a_picture_is_neither_too_large_nor_nothing() {
    assert_eq!(read(&png_with(1_024, &[])), Ok((Format::Png, 1_024, 3)));
    assert_eq!(read(&png_with(1_025, &[])), Err(Unfit::Large));
    assert_eq!(read(&jpeg_with(1_025, &[])), Err(Unfit::Large));
    assert_eq!(read(&webp_of(&[lossy(1_025)])), Err(Unfit::Large));
    assert_eq!(read(&png_with(u32::MAX, &[])), Err(Unfit::Large));
    assert_eq!(read(&png_with(0, &[])), Err(Unfit::Broken));
    assert_eq!(read(&vec![0; MAX_PICTURE_BYTES + 1]), Err(Unfit::Heavy));
    // The canvas says 6, the picture on it is 5 wide.
    assert_eq!(read(&webp_of(&[extended(0, 6), lossy(5)])), Err(Unfit::Broken));
}

#[test]
fn a_file_that_ends_too_early_is_broken() {
    for picture in
        [png_with(5, &[]), jpeg_with(5, &[]), webp_of(&[extended(0x10, 5), webp_chunk(*b"ALPH", b"a"), lossy(5)])]
    {
        for end in 12..picture.len() {
            let cut = picture.get(..end).expect("it is as long");
            assert_eq!(read(cut), Err(Unfit::Broken), "{end} of {}", picture.len());
        }
    }
}

#[test]
fn a_name_says_how_its_picture_is_written() {
    let name = name(&"0123456789abcdef".repeat(4), Format::Jpeg).expect("it is long enough");
    assert_eq!(name, "0123456789abcdef0123456789abcdef.jpg");
    assert_eq!(format_of(&name), Some(Format::Jpeg));
    let service = ServiceSlug::try_from("acme").expect("a slug");
    assert!(is_path(&path(&service, &name)));
    for other in
        ["", ".jpg", "logo.png", "0123456789ABCDEF0123456789ABCDEF.jpg", "0123456789abcdef0123456789abcdef.svg"]
    {
        assert_eq!(format_of(other), None, "{other}");
    }
}

#[test]
fn nobody_uses_up_what_is_for_all() {
    let count = |all, own| Count { all, own };
    assert!(may_add(Role::Agent, count(MAX_PICTURES - 1, MAX_PICTURES_OF_MEMBER - 1)).is_ok());
    assert!(may_add(Role::Supervisor, count(60, MAX_PICTURES_OF_MEMBER)).is_err());
    assert!(may_add(Role::Admin, count(60, MAX_PICTURES_OF_MEMBER)).is_ok());
    assert!(may_add(Role::Owner, count(MAX_PICTURES, 0)).is_err());
}

/// Bytes that begin like pictures, for the readers to get lost in.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let whole = prop_oneof![
        Just(png_with(5, &[png_chunk(*b"eXIf", b"GPS")])),
        Just(jpeg_with(5, &[jpeg_segment(0xe1, b"Exif")])),
        Just(webp_of(&[extended(0x1c, 5), webp_chunk(*b"ALPH", b"abc"), lossy(5), webp_chunk(*b"EXIF", b"GPS")])),
    ];
    let changes = vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    let spoiled = (whole, changes).prop_map(|(mut bytes, changes)| {
        for (place, value) in changes {
            let place = place.index(bytes.len());
            if let Some(byte) = bytes.get_mut(place) {
                *byte = value;
            }
        }
        bytes
    });
    let heads = prop_oneof![
        Just(b"\x89PNG\r\n\x1a\n".to_vec()),
        Just(vec![0xff, 0xd8, 0xff]),
        Just(b"RIFF\x40\0\0\0WEBP".to_vec()),
        Just(Vec::new()),
    ];
    let noise = (heads, vec(any::<u8>(), 0..80)).prop_map(|(head, noise)| [head, noise].concat());
    prop_oneof![3 => spoiled, 1 => noise]
}

proptest! {
    /// Whatever is read ends; what is kept is no longer than what was sent, and is all kept when it is sent again.
    #[test]
    fn hostile_bytes_are_kept_cleaned_or_refused(bytes in hostile()) {
        if let Ok(picture) = Picture::read(&bytes) {
            prop_assert!(picture.bytes.len() <= bytes.len());
            prop_assert!(picture.width.max(picture.height) <= MAX_SIDE_PX);
            prop_assert_eq!(Picture::read(&picture.bytes), Ok(picture.clone()));
        }
    }
}
