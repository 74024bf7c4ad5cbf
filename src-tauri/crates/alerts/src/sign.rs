//! Signatures: of DingTalk's and Feishu's robots, of Aliyun's and Tencent Cloud's interfaces.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

type HmacSha256 = Hmac<Sha256>;

fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut mac = HmacSha256::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// DingTalk: `base64(HMAC-SHA256(secret, timestamp "\n" secret))`; the time in milliseconds. Source: protocol facts, 10.
pub(crate) fn dingtalk(secret: &str, timestamp_ms: i64) -> String {
    let text = format!("{timestamp_ms}\n{secret}");
    STANDARD.encode(hmac(secret.as_bytes(), text.as_bytes()))
}

/// Feishu: `base64(HMAC-SHA256(timestamp "\n" secret, ""))`; the time in seconds. Source: protocol facts, 10.
pub(crate) fn feishu(secret: &str, timestamp: i64) -> String {
    let key = format!("{timestamp}\n{secret}");
    STANDARD.encode(hmac(key.as_bytes(), b""))
}

/// A request of Aliyun's RPC style that is to be signed; everything but the secret is public.
pub(crate) struct Aliyun<'a> {
    pub(crate) host: &'a str,
    pub(crate) action: &'a str,
    pub(crate) version: &'a str,
    /// `2026-11-23T02:00:00Z`
    pub(crate) date: &'a str,
    pub(crate) nonce: &'a str,
    /// Sorted by name, percent-encoded.
    pub(crate) query: &'a str,
}

impl Aliyun<'_> {
    /// The headers of the request, signed by `ACS3-HMAC-SHA256` (signature version 3 of Alibaba Cloud's OpenAPI).
    pub(crate) fn headers(&self, key_id: &str, secret: &str) -> Vec<(String, String)> {
        let body = sha256("");
        let signed = [
            ("host", self.host),
            ("x-acs-action", self.action),
            ("x-acs-content-sha256", &body),
            ("x-acs-date", self.date),
            ("x-acs-signature-nonce", self.nonce),
            ("x-acs-version", self.version),
        ];
        let names = signed.map(|(name, _)| name).join(";");
        let lines: String = signed
            .iter()
            .map(|(name, value)| format!("{name}:{value}\n"))
            .collect();
        let canonical = format!("POST\n/\n{}\n{lines}\n{names}\n{body}", self.query);
        let text = format!("ACS3-HMAC-SHA256\n{}", sha256(&canonical));
        let signature = hex(&hmac(secret.as_bytes(), text.as_bytes()));
        let authorization =
            format!("ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={names},Signature={signature}");
        let sent = signed.iter().filter(|(name, _)| *name != "host");
        sent.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .chain([("authorization".to_owned(), authorization)])
            .collect()
    }
}

/// A request of Tencent Cloud's interface 3.0 that is to be signed.
pub(crate) struct Tencent<'a> {
    pub(crate) host: &'a str,
    pub(crate) service: &'a str,
    pub(crate) content_type: &'a str,
    pub(crate) body: &'a str,
    /// Seconds.
    pub(crate) timestamp: i64,
    /// `2026-11-23`, of UTC.
    pub(crate) date: &'a str,
}

impl Tencent<'_> {
    /// The value of `Authorization` (TC3-HMAC-SHA256).
    pub(crate) fn authorization(&self, id: &str, key: &str) -> String {
        let names = "content-type;host";
        let canonical = format!(
            "POST\n/\n\ncontent-type:{}\nhost:{}\n\n{names}\n{}",
            self.content_type,
            self.host,
            sha256(self.body),
        );
        let scope = format!("{}/{}/tc3_request", self.date, self.service);
        let text = format!(
            "TC3-HMAC-SHA256\n{}\n{scope}\n{}",
            self.timestamp,
            sha256(&canonical)
        );
        let date = hmac(format!("TC3{key}").as_bytes(), self.date.as_bytes());
        let service = hmac(&date, self.service.as_bytes());
        let signing = hmac(&service, b"tc3_request");
        let signature = hex(&hmac(&signing, text.as_bytes()));
        format!("TC3-HMAC-SHA256 Credential={id}/{scope}, SignedHeaders={names}, Signature={signature}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Tencent Cloud's page "signature v3".
    #[test]
    fn f2_tencent_is_signed_as_its_published_example() {
        let request = Tencent {
            host: "cvm.tencentcloudapi.com",
            service: "cvm",
            content_type: "application/json; charset=utf-8",
            body: r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#,
            timestamp: 1_551_113_065,
            date: "2019-02-25",
        };
        let signed = request.authorization(
            "AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******",
            "Gu5t9xGARNpq86cd98joQYCN3*******",
        );
        assert!(
            signed.ends_with("Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c"),
            "{signed}"
        );
    }

    /// The example of Alibaba Cloud's page "signature method V3".
    #[test]
    fn f2_aliyun_is_signed_as_its_published_example() {
        let request = Aliyun {
            host: "ecs.cn-shanghai.aliyuncs.com",
            action: "RunInstances",
            version: "2014-05-26",
            date: "2023-10-26T10:22:32Z",
            nonce: "3156853299f313e23d1673dc12e1703d",
            query: "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
        };
        let headers = request.headers("YourAccessKeyId", "YourAccessKeySecret");
        let (_, authorization) = headers.last().expect("there are headers");
        assert!(
            authorization
                .ends_with("Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"),
            "{authorization}"
        );
    }
}
