//! Settings that several push types have, described once.

use crate::catalog::ParamSpec;
use crate::settings::Format;

/// Where the OA opens a request.
const STANDARD_PATH: &str = "/workflow/request/ViewRequest.jsp?requestid={requestId}";

/// `extraHeaders`
pub(crate) fn extra_headers() -> ParamSpec {
    ParamSpec::pairs("extraHeaders", "附加请求头", "Extra headers")
        .format(Format::Headers)
        .help(
            "每次请求都带上的请求头；不要放密钥",
            "Headers of every request; not the place for secrets",
        )
}

/// `timeOffset`
pub(crate) fn time_offset() -> ParamSpec {
    ParamSpec::text("timeOffset", "时间所用时区", "Offset of times")
        .format(Format::Offset)
        .help(
            "如 +08:00；留空则用数据自带的时区",
            "Such as +08:00; empty: the event's own",
        )
}

/// `omitFields`
pub(crate) fn omit_fields() -> ParamSpec {
    ParamSpec::text("omitFields", "不发送的字段", "Fields left out")
        .help("用逗号分隔的字段名", "Field names separated by commas")
}

/// `extraFields`
pub(crate) fn extra_fields() -> ParamSpec {
    ParamSpec::pairs("extraFields", "附加字段", "Extra fields").help(
        "每条数据都带上的字段及其固定值；与内置字段同名时替换它",
        "Fields with fixed values that every item has; one of a built-in name takes its place",
    )
}

/// `oaAddress` as a setting that may be empty.
pub(crate) fn optional_oa_address() -> ParamSpec {
    ParamSpec::url("oaAddress", "本系统访问地址", "Our own address").help(
        "放在相对路径之前；留空则发送相对路径，由接收端拼接前缀",
        "Put before relative paths; empty: they are sent as they are and the receiver completes them",
    )
}

/// `pcPath` and `appPath`
pub(crate) fn standard_paths() -> Vec<ParamSpec> {
    let path = |name, zh, en| {
        ParamSpec::text(name, zh, en)
            .default_text(STANDARD_PATH)
            .format(Format::Link)
            .help(
                "未绑定推送地址时使用；可用 {requestId}、{receiver}",
                "Used while no push address is bound; may hold {requestId} and {receiver}",
            )
    };
    vec![
        path("pcPath", "PC 端路径", "PC path"),
        path("appPath", "移动端路径", "App path"),
    ]
}

/// `successField`, `successValues` and `messageField` with the defaults of a push type.
pub(crate) fn success(field: &'static str, values: &'static str, message: &'static str) -> Vec<ParamSpec> {
    vec![
        ParamSpec::text("successField", "结果字段", "Result field")
            .default_text(field)
            .format(Format::NotEmpty)
            .help(
                "应答中表示结果的字段；多层用点分隔，如 data.result",
                "The field of an answer that holds the result; levels are separated by dots, such as data.result",
            ),
        ParamSpec::text("successValues", "成功的取值", "Values of success")
            .default_text(values)
            .format(Format::NotEmpty)
            .help(
                "用逗号分隔；数字与文本等同",
                "Separated by commas; numbers and text are alike",
            ),
        ParamSpec::text("messageField", "消息字段", "Message field")
            .default_text(message)
            .format(Format::NotEmpty)
            .help(
                "应答中说明原因的字段；多层用点分隔",
                "The field of an answer that holds the receiver's words; levels are separated by dots",
            ),
    ]
}

/// `messageRules`
pub(crate) fn message_rules() -> ParamSpec {
    ParamSpec::pairs("messageRules", "应答消息规则", "Message rules").format(Format::Rules).help(
        "失败消息中的文字 → accepted（视为成功）、configuration（配置错误）、data（数据错误）、transient（暂时失败）；优先于内置规则",
        "Part of a refusal's message → accepted, configuration, data or transient; goes before the built-in rules",
    )
}

/// The path of one operation.
pub(crate) fn path(
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    default: &'static str,
) -> ParamSpec {
    ParamSpec::text(name, zh, en)
        .default_text(default)
        .format(Format::Path)
        .help(
            "各站点可能不同（大小写、前缀），以接收端为准",
            "Sites differ (in upper and lower case, in prefixes); the receiver's word counts",
        )
}
