//! What can be set for access to the OpenAPI (protocol facts, 2.1 and 12).

use crate::catalog::{ParamSpec, choice, texts};
use crate::parts::path;
use crate::settings::Format;

/// Whether a push type can do without signing on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// The parameters are required.
    Always,
    /// They are required unless the setting `auth` is `none`.
    UnlessAuthIsNone,
}

/// `corpId`, `state`, `app_key` and `app_secret`.
pub(crate) fn params(need: Need) -> Vec<ParamSpec> {
    let needed = |spec: ParamSpec| match need {
        Need::Always => spec.required(),
        Need::UnlessAuthIsNone => spec.format(Format::RequiredUnless("auth", "none")),
    };
    vec![
        needed(ParamSpec::text("corpId", "企业标识 corpId", "corpId")).help(
            "必须为接收端开发者资料中的 corpId",
            "The corpId of the receiver's developer profile",
        ),
        ParamSpec::text("state", "state", "state")
            .format(Format::Alphanumeric(128))
            .help(
                "企业可自行填写，a-zA-Z0-9，不超过 128 个字节；可留空",
                "As the company likes: a-zA-Z0-9, at most 128 bytes; may be empty",
            ),
        needed(ParamSpec::text("app_key", "应用标识 app_key", "app_key")).help(
            "在接收端开放平台的应用管理中新建通用型应用后获得",
            "From a general application on the receiver's open platform",
        ),
        needed(ParamSpec::text("app_secret", "应用密钥 app_secret", "app_secret").secret()).help(
            "在接收端开放平台的应用管理中新建通用型应用后获得",
            "From a general application on the receiver's open platform",
        ),
    ]
}

/// `prefix`, which goes before every path of the OpenAPI.
pub(crate) fn prefix() -> ParamSpec {
    ParamSpec::text("prefix", "接口前缀", "Prefix of the paths")
        .default_text("/papi/openapi")
        .format(Format::Prefix)
        .help(
            "放在各路径之前；SaaS 地址（api.eteams.cn、api.yunteams.cn）没有前缀，应清空",
            "Put before every path; SaaS addresses (api.eteams.cn, api.yunteams.cn) have none: make it empty",
        )
}

/// `tokenPlacement`; its first choice is the default.
pub(crate) fn token_placement(default: super::Placement) -> ParamSpec {
    let body = choice(
        "body",
        "请求体字段 access_token",
        "Field access_token of the body",
    );
    let query = choice(
        "query",
        "地址参数 access_token",
        "Parameter access_token of the address",
    );
    let choices = match default {
        super::Placement::Body => vec![body, query],
        super::Placement::Query => vec![query, body],
    };
    ParamSpec::choice("tokenPlacement", texts("令牌位置", "Place of the token"), choices).help(
        "推送数据时令牌放在哪里",
        "Where the token goes when items are sent",
    )
}

/// The settings of the sign-on.
pub(crate) fn settings() -> Vec<ParamSpec> {
    vec![
        path("authorizePath", "授权码路径", "Path: code", "/oauth2/authorize"),
        path("tokenPath", "令牌路径", "Path: token", "/oauth2/access_token"),
        path(
            "refreshPath",
            "刷新令牌路径",
            "Path: refresh",
            "/oauth2/refresh_token",
        ),
        ParamSpec::choice(
            "authorizeMethod",
            texts("授权码请求方式", "Method for the code"),
            vec![
                choice("get", "GET（地址参数）", "GET (query)"),
                choice("post", "POST（JSON）", "POST (JSON)"),
            ],
        )
        .help(
            "以接收端为准；多数为 GET",
            "The receiver's word counts; most want GET",
        ),
        ParamSpec::choice(
            "tokenEncoding",
            texts("令牌请求格式", "Body of the question for a token"),
            vec![choice("json", "JSON", "JSON"), choice("form", "表单", "Form")],
        )
        .help(
            "私有部署一般为 JSON，SaaS 一般为表单",
            "Mostly JSON on private deployments, a form on SaaS",
        ),
        ParamSpec::text("redirectUri", "回调地址 redirect_uri", "redirect_uri").help(
            "SaaS 要求时填写；留空不发送",
            "Where SaaS wants it; empty: not sent",
        ),
        ParamSpec::choice(
            "expiryUnit",
            texts("令牌有效期单位", "Unit of expires_in"),
            vec![
                choice("seconds", "秒", "Seconds"),
                choice("milliseconds", "毫秒", "Milliseconds"),
            ],
        )
        .help("应答中 expires_in 的单位", "What expires_in of an answer counts"),
        ParamSpec::number(
            "expirySkewSeconds",
            texts("提前刷新（秒）", "Renew ahead (seconds)"),
            60,
        )
        .format(Format::Between(0, 3_600))
        .help(
            "令牌到期前多少秒不再使用，0 到 3600",
            "How long before its end a token is no longer used, 0 to 3600",
        ),
        ParamSpec::text("deadTokenCodes", "令牌失效的错误码", "Codes of a dead token")
            .default_text("200007,200008,300001,300002")
            .help(
                "用逗号分隔；应答为这些 errcode 时重新获取令牌",
                "Separated by commas; an answer with such an errcode makes us sign on again",
            ),
        ParamSpec::text(
            "signOnSuccessCodes",
            "获取令牌成功的错误码",
            "Codes of a sign-on that succeeded",
        )
        .default_text("0,200")
        .format(Format::NotEmpty)
        .help(
            "用逗号分隔；数字与文本等同",
            "Separated by commas; numbers and text are alike",
        ),
    ]
}
