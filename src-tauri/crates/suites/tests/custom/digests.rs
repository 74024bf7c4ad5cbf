//! Digests and signatures against the vectors of their standards.

use serde_json::json;

use crate::scripts::value;

#[test]
fn s7_digests_give_the_known_vectors() {
    for (script, expected) in [
        // RFC 1321, A.5
        (r#"md5("abc")"#, "900150983cd24fb0d6963f7d28e17f72"),
        (r#"md5("")"#, "d41d8cd98f00b204e9800998ecf8427e"),
        // FIPS 180-4 examples
        (
            r#"sha256("abc")"#,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            r#"sha512("abc")"#,
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        ),
        // GB/T 32905-2016, A.1
        (
            r#"sm3("abc")"#,
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
        ),
    ] {
        assert_eq!(value(script), json!(expected), "{script}");
    }
}

#[test]
fn s7_signatures_give_the_known_vectors() {
    for (script, expected) in [
        // RFC 4231, test case 2
        (
            r#"hmac_sha256("Jefe", "what do ya want for nothing?")"#,
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (
            r#"hmac_sha512("Jefe", "what do ya want for nothing?")"#,
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
        ),
        // RFC 4231, test case 6: a key longer than a block
        (
            r#"let k = "aa"; for n in 0..130 { k += "aa" } hmac_sha256(hex_decode(k), "Test Using Larger Than Block-Size Key - Hash Key First")"#,
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
    ] {
        assert_eq!(value(script), json!(expected), "{script}");
    }
}

#[test]
fn s7_the_signature_over_sm3_is_the_one_of_its_definition() {
    // HMAC by RFC 2104, written out over sm3 itself.
    let script = r#"
        let outer = "4b6579"; let inner = "4b6579";
        let key_o = ""; let key_i = "";
        for n in 0..64 { key_o += if n == 0 { "17" } else if n == 1 { "39" } else if n == 2 { "25" } else { "5c" };
                         key_i += if n == 0 { "7d" } else if n == 1 { "53" } else if n == 2 { "4f" } else { "36" }; }
        let first = sm3(hex_decode(key_i + hex("消息")));
        [hmac_sm3("Key", "消息"), sm3(hex_decode(key_o + first))]"#;
    let pair = value(script);
    assert_eq!(pair[0], pair[1], "HMAC-SM3 should be what RFC 2104 says of SM3");
}

#[test]
fn s7_every_digest_has_a_twin_that_gives_the_bytes() {
    for name in ["md5", "sha256", "sha512", "sm3"] {
        assert_eq!(
            value(&format!("hex({name}_bytes(blob(\"中\"))) == {name}(\"中\")")),
            json!(true),
            "{name}"
        );
    }
    for name in ["hmac_sha256", "hmac_sha512", "hmac_sm3"] {
        let script = format!("hex({name}_bytes(\"k\", blob(\"中\"))) == {name}(blob(\"k\"), \"中\")");
        assert_eq!(value(&script), json!(true), "{name}");
    }
    assert_eq!(
        value(r#"base64_encode(sha256_bytes("abc"))"#),
        json!("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    );
}
