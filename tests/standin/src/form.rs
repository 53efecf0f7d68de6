//! Forms with files in them (`multipart/form-data`).

use crate::server::Request;

/// One part of a form.
pub(crate) struct Part {
    pub(crate) name: String,
    /// Only of a file.
    pub(crate) file_name: Option<String>,
    pub(crate) media_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

impl Part {
    /// Its bytes as a text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// The parts of a form; none if the request has none that is whole.
pub(crate) fn parts(request: &Request) -> Option<Vec<Part>> {
    let kind = request.headers.get("content-type")?;
    let boundary = kind.strip_prefix("multipart/form-data")?.split("boundary=").nth(1)?;
    let boundary = boundary.split(';').next()?.trim().trim_matches('"');
    let between = format!("\r\n--{boundary}");
    // The first has no line before it.
    let body = [b"\r\n", request.body.as_slice()].concat();
    let mut rest = body.as_slice();
    let mut parts = Vec::new();
    rest = &rest[find(rest, between.as_bytes())? + between.len()..];
    while !rest.starts_with(b"--") {
        let end = find(rest, between.as_bytes())?;
        parts.push(part(rest[..end].strip_prefix(b"\r\n")?)?);
        rest = &rest[end + between.len()..];
    }
    Some(parts)
}

fn part(bytes: &[u8]) -> Option<Part> {
    let end = find(bytes, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let header = |wanted: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim().to_owned())
    };
    let disposition = header("content-disposition")?;
    let value = |wanted: &str| {
        let start = disposition.find(&format!("; {wanted}=\""))? + wanted.len() + 4;
        Some(disposition[start..].split('"').next()?.to_owned())
    };
    let media_type = header("content-type");
    Some(Part { name: value("name")?, file_name: value("filename"), media_type, bytes: bytes[end + 4..].to_vec() })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::server::{Headers, Request};

    #[test]
    fn a_form_is_taken_apart() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nimage\r\n--x\r\n\
                    Content-Disposition: form-data; name=\"media\"; filename=\"a b.png\"\r\nContent-Type: image/png\r\n\r\n\
                    1\r\n2\r\n--x--\r\n";
        let headers = Headers(vec![("content-type".into(), "multipart/form-data; boundary=x".into())]);
        let [method, path, query] = [(); 3].map(|()| String::new());
        let form = parts(&Request { method, path, query, headers, body: body.into() }).expect("it is whole");
        assert_eq!((form[0].name.as_str(), form[0].text().as_str()), ("type", "image"));
        assert_eq!(form[1].file_name.as_deref(), Some("a b.png"));
        assert_eq!(form[1].bytes, b"1\r\n2");
    }
}
