//! What came back from a receiver, as the transport hands it over.

use http::HeaderMap;

/// One HTTP answer.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// Status code.
    pub status: u16,
    /// Headers; the charset is taken from here.
    pub headers: &'a HeaderMap,
    /// Body, at most as long as the transport allows.
    pub body: &'a [u8],
    /// Whether the body was longer than that.
    pub truncated: bool,
}
