//! What is masked in what an adapter's requests show.
//!
//! A script may write a secret in more ways than a built-in suite does. Beside the plain value these are looked for:
//! Base64 (wherever in the encoded text the secret stands, as it does in `Basic` credentials), hexadecimal, the form
//! writing, and the plain digests that some receivers take for the password. A signature over a body is not the secret.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use md5::Md5;
use sha2::{Digest as _, Sha256, Sha512};
use sm3::Sm3;

use super::functions::{form_text, hex};
use crate::mask::{MASK, Sought};
use crate::sign_on::Token;

/// The secrets of one target.
pub(super) struct Secrets {
    sought: Sought,
    /// Too short for [`Sought`], which is for what receivers send: nothing that we send ourselves may tell them.
    short: Vec<String>,
}

impl Secrets {
    pub(super) fn new(values: &[String]) -> Self {
        let writings: Vec<String> = values.iter().flat_map(|value| writings(value)).collect();
        let short = |value: &&String| !value.is_empty() && value.len() < 4;
        Self {
            sought: Sought::new(writings.iter().map(String::as_str)),
            short: values.iter().filter(short).cloned().collect(),
        }
    }

    /// What is looked for in answers.
    pub(super) fn sought(&self) -> &Sought {
        &self.sought
    }

    /// A part of a request as it may be shown.
    pub(super) fn mask<'t>(&self, text: &'t str, token: Option<&Token>) -> Cow<'t, str> {
        let mut masked = self.sought.mask(Cow::Borrowed(text));
        if let Some(token) = token {
            masked = token.sought().mask(masked);
        }
        for value in &self.short {
            if masked.contains(value.as_str()) {
                masked = Cow::Owned(masked.replace(value.as_str(), MASK));
            }
        }
        masked
    }
}

fn writings(value: &str) -> Vec<String> {
    let bytes = value.as_bytes();
    let mut all = vec![value.to_owned(), form_text(value)];
    let digests = [
        hex(bytes),
        hex(&Md5::digest(bytes)),
        hex(&Sha256::digest(bytes)),
        hex(&Sha512::digest(bytes)),
        hex(&Sm3::digest(bytes)),
    ];
    for digits in digests {
        all.push(digits.to_uppercase());
        all.push(digits);
    }
    for before in 0..3 {
        let padded: Vec<u8> = std::iter::repeat_n(0, before)
            .chain(bytes.iter().copied())
            .collect();
        // The characters that also hold bits of what stands before or after the secret are left out.
        let from = (before * 8).div_ceil(6);
        let to = padded.len() * 8 / 6;
        for encoded in [STANDARD_NO_PAD.encode(&padded), URL_SAFE_NO_PAD.encode(&padded)] {
            all.extend(encoded.get(from..to).map(str::to_owned));
        }
    }
    all
}
