//! The demo site: static files from another origin than the desk's, as on the web.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    thread,
    time::Duration,
};

use anyhow::{Context, Result};

/// The desk's address as the pages of the site have it written in them.
const WRITTEN: &str = "http://127.0.0.1:8787";

/// Serves `folder` until the process ends. In its pages the desk's usual address is replaced by where it is today.
pub(crate) fn serve(listener: TcpListener, folder: PathBuf, desk: String) {
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (folder, desk) = (folder.clone(), desk.clone());
            // A visitor who goes away in the middle is no concern of ours.
            thread::spawn(move || answer(stream, &folder, &desk).unwrap_or_default());
        }
    });
}

fn answer(mut stream: TcpStream, folder: &Path, desk: &str) -> Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().context("no request")??;
    // Read to its end: closing a connection that still has something to say resets it.
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (status, kind, body) = match file(folder, target) {
        _ if !matches!(method, "GET" | "HEAD") => ("405 Method Not Allowed", "text/plain", Vec::new()),
        Some((path, content)) => ("200 OK", kind(&path), with_desk(&path, content, desk)),
        None => ("404 Not Found", "text/plain", b"There is no such page.\n".to_vec()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    Ok(())
}

/// The file for a request's target, if it is one inside the folder. A folder stands for its `index.html`.
fn file(folder: &Path, target: &str) -> Option<(PathBuf, Vec<u8>)> {
    let path = target.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    let mut path = inside.then(|| folder.join(path))?;
    if path.is_dir() {
        path.push("index.html");
    } else if path.extension().is_none() {
        path.set_extension("html");
    }
    let content = fs::read(&path).ok()?;
    Some((path, content))
}

fn with_desk(path: &Path, content: Vec<u8>, desk: &str) -> Vec<u8> {
    if path.extension().is_none_or(|end| end != "html") {
        return content;
    }
    String::from_utf8(content)
        .map_or_else(std::string::FromUtf8Error::into_bytes, |page| page.replace(WRITTEN, desk).into())
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|end| end.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{file, with_desk};

    #[test]
    fn nothing_outside_of_the_folder_is_served() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert!(file(&folder, "/main.rs").is_some());
        for target in ["/../Cargo.toml", "/..%2fCargo.toml", "//etc/passwd", "/src/../../Cargo.toml", "/missing"] {
            assert!(file(&folder, target).is_none(), "{target}");
        }
    }

    #[test]
    fn a_page_finds_the_desk_on_another_port() {
        let page = b"<script src=\"http://127.0.0.1:8787/widget.js\">".to_vec();
        let served = with_desk(Path::new("index.html"), page, "http://127.0.0.1:9000");
        assert_eq!(served, b"<script src=\"http://127.0.0.1:9000/widget.js\">");
    }
}
