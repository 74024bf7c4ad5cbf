//! The console's pages, built into the program.
//!
//! A path that names a file answers the file; one that names a place inside the console answers its one page, which
//! finds the place itself. Nothing may be loaded from elsewhere (Content-Security-Policy), and no other page may show
//! the console in a frame. Files whose names carry their hash may be kept for ever; all else is asked for again, by ETag.

use std::borrow::Cow;

use axum::Router;
use axum::http::header::{
    ACCEPT, ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, REFERRER_POLICY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "$CONSOLE_PAGES"]
struct Console;

const INDEX: &str = "index.html";
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                      connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
/// Vite puts a hash of the content into the names below this.
const HASHED: &str = "assets/";

/// Answers every path with a file of the console or with its page.
pub(crate) fn router() -> Router {
    Router::new().fallback(page)
}

async fn page(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    let path = uri.path().trim_start_matches('/');
    let (name, file) = match Console::get(path) {
        Some(file) => (path, Some(file)),
        None if is_a_place(path, &headers) => (INDEX, Console::get(INDEX)),
        None => (path, None),
    };
    match file {
        Some(file) => answer(name, file, &headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A place inside the console has no dot in its last part, and is asked for as a page.
fn is_a_place(path: &str, headers: &HeaderMap) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let accepts_pages = headers.get(ACCEPT).is_none_or(|accept| {
        let accept = accept.to_str().unwrap_or_default();
        accept.contains("text/html") || accept.contains("*/*")
    });
    !last.contains('.') && accepts_pages
}

fn answer(name: &str, file: EmbeddedFile, asked: &HeaderMap) -> Response {
    let tag = tag(&file);
    let is_known = asked.get(IF_NONE_MATCH).is_some_and(|known| holds(known, &tag));
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = content_type(name, &file);
        ([(CONTENT_TYPE, kind)], shared(file.data)).into_response()
    };
    let headers = response.headers_mut();
    let keep = if name.starts_with(HASHED) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    response
}

/// What is built into the program is not copied for an answer, however long that is waited with.
fn shared(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => Bytes::from(data),
    }
}

fn tag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let half: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{half}\"")
}

fn holds(known: &HeaderValue, tag: &str) -> bool {
    let known = known.to_str().unwrap_or_default();
    known
        .split(',')
        .map(|one| one.trim().trim_start_matches("W/"))
        .any(|one| one == tag || one == "*")
}

fn content_type(name: &str, file: &EmbeddedFile) -> String {
    let kind = file.metadata.mimetype();
    let is_text = kind.starts_with("text/") || kind == "application/javascript" || name.ends_with(".json");
    if is_text {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_owned()
    }
}
