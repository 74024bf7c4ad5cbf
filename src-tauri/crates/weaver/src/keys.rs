//! What the interfaces want made of keys: RSA of the sign-on, the digest of the organisation's interface.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::oa::{HrmOptions, KeyCase, KeyDigest};
use md5::{Digest, Md5};
use rsa::pkcs8::DecodePublicKey;
use rsa::{Pkcs1v15Encrypt, PublicKey};
use sm3::Sm3;

/// The server's public key (`spk`): Base64 of an X.509 SubjectPublicKeyInfo, with or without the lines of PEM.
pub(crate) struct ServerKey(PublicKey);

impl ServerKey {
    /// # Errors
    /// In words, when it is none.
    pub(crate) fn parse(spk: &str) -> Result<Self, String> {
        let bare: String = spk
            .lines()
            .filter(|line| !line.trim_start().starts_with("-----"))
            .flat_map(str::chars)
            .filter(|c| !c.is_whitespace())
            .collect();
        let der = STANDARD
            .decode(bare)
            .map_err(|error| format!("不是 Base64：{error}"))?;
        let key = PublicKey::from_public_key_der(&der).map_err(|error| format!("不是 RSA 公钥：{error}"))?;
        Ok(Self(key))
    }

    /// PKCS#1 v1.5, Base64 (protocol facts, 6: `RSA/ECB/PKCS1Padding`).
    ///
    /// # Errors
    /// In words: the text is longer than the key allows, or there is no randomness.
    pub(crate) fn encrypt(&self, text: &str) -> Result<String, String> {
        let encrypted = self
            .0
            .encrypt(&mut getrandom::SysRng, Pkcs1v15Encrypt, text.as_bytes());
        encrypted
            .map(|bytes| STANDARD.encode(bytes))
            .map_err(|error| error.to_string())
    }
}

/// `digest(seed + milliseconds)`, as the server wants its digits written (protocol facts, 8).
pub(crate) fn organisation_key(options: &HrmOptions, seed: &str, milliseconds: i64) -> String {
    let text = format!("{seed}{milliseconds}");
    let digits = match options.digest {
        KeyDigest::Md5 => hex(&Md5::digest(text)),
        KeyDigest::Sm3 => hex(&Sm3::digest(text)),
    };
    match options.letters {
        KeyCase::Upper => digits.to_uppercase(),
        KeyCase::Lower => digits,
    }
}

/// A short name for a text that has no shape.
pub(crate) fn digest(text: &str) -> String {
    hex(&Md5::digest(text))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row W6. The digests were computed with other programs (`md5sum`, `openssl dgst -sm3`).
    #[test]
    fn the_key_of_the_organisation_is_made_as_each_server_wants_it() {
        let seed = "5936562a-d47c-4a29-9b74-b310e6c971b7";
        let key = |digest, letters| {
            let options = HrmOptions {
                digest,
                letters,
                ..HrmOptions::default()
            };
            organisation_key(&options, seed, 1_763_863_200_000)
        };
        let upper = key(KeyDigest::Md5, KeyCase::Upper);
        assert_eq!(upper, "E929D1051D64984EB73F4EFF8CD34CCE");
        assert_eq!(key(KeyDigest::Md5, KeyCase::Lower), upper.to_lowercase());
        assert_eq!(
            key(KeyDigest::Sm3, KeyCase::Upper),
            "39D1B665ABAD8CC61F4726D0E8D4383FEC028918A7A263E7B7913CDE1BCFDD7F"
        );
    }

    #[test]
    fn what_is_no_key_is_told() {
        for (text, word) in [("***", "Base64"), ("AAAA", "RSA")] {
            let why = ServerKey::parse(text).err().unwrap_or_default();
            assert!(why.contains(word), "{text}: {why}");
        }
    }
}
