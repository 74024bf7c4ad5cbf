//! Example adapters: where an operator begins.

use std::sync::LazyLock;

use serde::Serialize;

use crate::catalog::{Texts, texts};

/// One example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Example {
    /// The class name that it goes by.
    pub class: &'static str,
    /// What it is called.
    pub title: Texts,
    /// What it shows.
    pub about: Texts,
    /// The script.
    pub source: &'static str,
}

/// All examples, the simplest first.
pub fn examples() -> &'static [Example] {
    static EXAMPLES: LazyLock<Vec<Example>> = LazyLock::new(|| {
        vec![
            Example {
                class: "example.JsonPortal",
                title: texts("JSON 门户", "JSON portal"),
                about: texts(
                    "JSON 请求体，请求头带 HMAC-SHA256 签名，JSON 应答",
                    "A JSON body, an HMAC-SHA256 signature in a header, a JSON answer",
                ),
                source: include_str!("examples/json_portal.rhai"),
            },
            Example {
                class: "example.FormGateway",
                title: texts("表单网关", "Form gateway"),
                about: texts(
                    "表单请求体，参数排序后做 MD5 签名，XML 应答",
                    "A form with an MD5 signature over its sorted fields, an XML answer",
                ),
                source: include_str!("examples/form_gateway.rhai"),
            },
            Example {
                class: "example.TokenRest",
                title: texts("令牌接口", "REST with a token"),
                about: texts(
                    "先登录取令牌，再以 Bearer 令牌推送 JSON",
                    "Signs on for a token first, then sends JSON with a bearer token",
                ),
                source: include_str!("examples/token_rest.rhai"),
            },
        ]
    });
    &EXAMPLES
}
