//! Questions to the interface: the path, the query with its filters and cursors, and the headers of anybody, at the door
//! of the socket and at the one without guards.
//!
//! The first line is the path and the query, every other a header.

#![no_main]

use axum::body::Body;
use foreign_bytes::house::house;
use http::{HeaderName, HeaderValue, Request, Uri};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut lines = data.split(|byte| *byte == b'\n');
    let Some(uri) = lines.next().and_then(|line| Uri::try_from(line).ok()) else {
        return;
    };
    // The live stream has no end, and the diagnostics are a file of what this machine is.
    if !uri.path().starts_with('/')
        || ["/live", "/diagnostics"]
            .iter()
            .any(|end| uri.path().contains(end))
    {
        return;
    }
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    for line in lines.take(16) {
        let (name, value) = line.split_at(line.iter().position(|byte| *byte == b':').unwrap_or(line.len()));
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), HeaderValue::from_bytes(value)) {
            request.headers_mut().append(name, value);
        }
    }
    let (head, _) = request.into_parts();
    let request = || Request::from_parts(head.clone(), Body::empty());
    for said in [house().ask(request()), house().ask_outside(request())] {
        assert!(said.status < 500, "status {}: {}", said.status, said.text());
        if (400..500).contains(&said.status) {
            said.hold_refused();
        }
    }
});
