//! Digests and signatures. Each gives lower-case hexadecimal text; its twin with `_bytes` gives the blob.

use hmac::{EagerHash, Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use rhai::{Blob, Dynamic, NativeCallContext};
use sha2::{Digest, Sha256, Sha512};
use sm3::Sm3;

use super::{Outcome, Registrar, bytes_of, codec};

/// A block costs more than its bytes do elsewhere.
const COST: usize = 2;

pub(super) fn register(to: &mut Registrar<'_>) {
    digests::<Md5>(to, "md5", "md5_bytes");
    digests::<Sha256>(to, "sha256", "sha256_bytes");
    digests::<Sha512>(to, "sha512", "sha512_bytes");
    digests::<Sm3>(to, "sm3", "sm3_bytes");
    signatures::<Sha256>(to, "hmac_sha256", "hmac_sha256_bytes");
    signatures::<Sha512>(to, "hmac_sha512", "hmac_sha512_bytes");
    signatures::<Sm3>(to, "hmac_sm3", "hmac_sm3_bytes");
}

fn digests<D: Digest>(to: &mut Registrar<'_>, name: &'static str, name_of_bytes: &'static str) {
    to.add(
        name,
        |context: NativeCallContext<'_>, data: Dynamic| -> Outcome<String> {
            Ok(codec::hex(&digest::<D>(&context, data)?))
        },
    );
    to.add(name_of_bytes, |context: NativeCallContext<'_>, data: Dynamic| {
        digest::<D>(&context, data)
    });
}

fn digest<D: Digest>(context: &NativeCallContext<'_>, data: Dynamic) -> Outcome<Blob> {
    let data = bytes_of(context, data)?;
    pay(context, &data)?;
    Ok(D::digest(&data).to_vec())
}

fn signatures<D: EagerHash>(to: &mut Registrar<'_>, name: &'static str, name_of_bytes: &'static str) {
    to.add(
        name,
        |context: NativeCallContext<'_>, key: Dynamic, data: Dynamic| -> Outcome<String> {
            Ok(codec::hex(&signature::<D>(&context, key, data)?))
        },
    );
    to.add(
        name_of_bytes,
        |context: NativeCallContext<'_>, key: Dynamic, data: Dynamic| signature::<D>(&context, key, data),
    );
}

fn signature<D: EagerHash>(context: &NativeCallContext<'_>, key: Dynamic, data: Dynamic) -> Outcome<Blob> {
    let (key, data) = (bytes_of(context, key)?, bytes_of(context, data)?);
    pay(context, &key)?;
    pay(context, &data)?;
    let Ok(mut mac) = Hmac::<D>::new_from_slice(&key) else {
        return super::fault("the key cannot be used");
    };
    mac.update(&data);
    Ok(mac.finalize().into_bytes().to_vec())
}

/// [`bytes_of`] has taken the bytes once; a digest of nothing still goes through some blocks.
fn pay(context: &NativeCallContext<'_>, data: &[u8]) -> Outcome<()> {
    crate::custom::limits::Budget::spend(context, data.len() * COST + 128)
}
