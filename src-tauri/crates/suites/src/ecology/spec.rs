//! What can be set for an e-cology target (rows S1, T8; protocol facts, 1 and 12).

use domain::target::{PushType, Scheme};

use crate::catalog::{ParamSpec, PushTypeSpec, choice, texts};
use crate::settings::Format;

const STANDARD_PATH: &str = "/workflow/request/ViewRequest.jsp?requestid={requestId}";

pub(crate) fn spec() -> PushTypeSpec {
    PushTypeSpec {
        push_type: PushType::Ecology,
        name: texts("e-cology8/9", "e-cology 8/9"),
        description: texts(
            "推送到泛微 e-cology 8/9 的统一待办中心（异构系统接口）",
            "Pushes to the unified to-do centre of Weaver e-cology 8/9",
        ),
        implementation_class: "suites::ecology::Ecology",
        default_scheme: Scheme::Http,
        params: params(),
        protocol: [way(), paths(), fields(), links(), reading()].concat(),
    }
}

fn params() -> Vec<ParamSpec> {
    vec![
        ParamSpec::text("sysCode", "异构系统标识", "System code").required().help(
            "必须与接收端「异构系统」中登记的系统标识完全一致",
            "Must equal the identifier under which the receiver has registered this system",
        ),
        ParamSpec::flag("toViewRemark", texts("推送待阅", "Send items to read as such"), false).help(
            "是：抄送、传阅等只需阅读的流程按待阅（isremark=8）推送；否：并入待办（isremark=0）推送",
            "Yes: copied and circulated items are sent as items to read (isremark 8); no: as to-dos (isremark 0)",
        ),
        ParamSpec::text("apiKey", "网关密钥", "Gateway key").secret().help(
            "接收端前有 API 网关时填写，放在请求头中发送；没有则留空",
            "For receivers behind an API gateway: sent in a request header. Leave empty if there is none",
        ),
    ]
}

fn way() -> Vec<ParamSpec> {
    vec![
        ParamSpec::choice(
            "transport",
            texts("传输方式", "Transport"),
            vec![choice("rest", "REST", "REST"), choice("soap", "SOAP", "SOAP")],
        )
        .help(
            "旧版本接收端可能只开放 SOAP 服务",
            "Older receivers may offer the SOAP service only",
        ),
        ParamSpec::choice(
            "mode",
            texts("推送模式", "Mode"),
            vec![
                choice(
                    "upsert",
                    "统一接口（按 isremark 区分）",
                    "One operation (told apart by isremark)",
                ),
                choice(
                    "split",
                    "分接口（待办、已办、办结）",
                    "One operation each (to-do, done, closed)",
                ),
            ],
        )
        .help(
            "分接口模式下，没有待办记录的已办会被接收端拒绝",
            "In split mode the receiver refuses a done item that it has no to-do of",
        ),
        ParamSpec::choice(
            "deleteScope",
            texts("删除范围", "Deletions"),
            vec![
                choice("person", "仅删除该人员的待办", "Delete one person's row"),
                choice("request", "删除整个流程", "Delete the whole request"),
            ],
        )
        .help(
            "收到删除数据时，删除接收端的哪些记录",
            "What a deleted item deletes at the receiver",
        ),
        ParamSpec::text("apiKeyHeader", "密钥请求头", "Header of the gateway key")
            .default_text("apikey")
            .format(Format::HeaderName)
            .help(
                "网关密钥放在哪个请求头中",
                "The request header that carries the gateway key",
            ),
        ParamSpec::pairs("extraHeaders", "附加请求头", "Extra headers")
            .format(Format::Headers)
            .help(
                "每次请求都带上的请求头；不要放密钥",
                "Headers of every request; not the place for secrets",
            ),
    ]
}

fn paths() -> Vec<ParamSpec> {
    let path = |name, zh, en, default| {
        ParamSpec::text(name, zh, en)
            .default_text(default)
            .format(Format::Path)
            .help(
                "各站点大小写可能不同，以接收端为准",
                "Sites differ in upper and lower case; the receiver's word counts",
            )
    };
    vec![
        path(
            "upsertPath",
            "统一接口路径",
            "Path: one operation",
            "/rest/ofs/ReceiveRequestInfoByJson",
        ),
        path(
            "todoPath",
            "待办路径",
            "Path: to-do",
            "/rest/ofs/ReceiveTodoRequestByJson",
        ),
        path(
            "donePath",
            "已办路径",
            "Path: done",
            "/rest/ofs/ProcessDoneRequestByJson",
        ),
        path(
            "overPath",
            "办结路径",
            "Path: closed",
            "/rest/ofs/ProcessOverRequestByJson",
        ),
        path(
            "ccPath",
            "待阅路径",
            "Path: to read",
            "/rest/ofs/ReceiveCCRequestByJson",
        ),
        path(
            "deleteRequestPath",
            "删除流程路径",
            "Path: delete a request",
            "/rest/ofs/deleteRequestInfoByJson",
        ),
        path(
            "deletePersonPath",
            "删除人员待办路径",
            "Path: delete a person's row",
            "/rest/ofs/deleteUserRequestInfoByJson",
        ),
        path(
            "soapPath",
            "SOAP 服务路径",
            "Path: SOAP service",
            "/services/OfsTodoDataWebService",
        ),
    ]
}

fn fields() -> Vec<ParamSpec> {
    vec![
        ParamSpec::flag(
            "isremark8",
            texts("接收端支持待阅", "Receiver knows items to read"),
            true,
        )
        .help(
            "旧版本接收端不认识 isremark=8 时关闭，待阅并入待办",
            "Off for older receivers that refuse isremark 8; items to read are then sent as to-dos",
        ),
        ParamSpec::text(
            "toReadStates",
            "待阅的业务数据状态",
            "States that are only to be read",
        )
        .default_text("copied,circulated")
        .help(
            "用逗号分隔；推送待阅为是时生效",
            "Separated by commas; counts while items to read are sent as such",
        ),
        ParamSpec::flag("receivets", texts("发送时间戳 receivets", "Send receivets"), true).help(
            "新版本接收端据此丢弃过时的数据；旧版本不认识时关闭",
            "Newer receivers drop outdated items by it; off for older ones that do not know it",
        ),
        ParamSpec::text("timeOffset", "时间所用时区", "Offset of times")
            .format(Format::Offset)
            .help(
                "如 +08:00；留空则用数据自带的时区",
                "Such as +08:00; empty: the event's own",
            ),
        ParamSpec::text("omitFields", "不发送的字段", "Fields left out")
            .help("用逗号分隔的字段名", "Field names separated by commas"),
        ParamSpec::pairs("extraFields", "附加字段", "Extra fields").help(
            "每次请求都带上的字段及其固定值",
            "Fields with fixed values that every request has",
        ),
    ]
}

fn links() -> Vec<ParamSpec> {
    vec![
        ParamSpec::url("oaAddress", "本系统访问地址", "Our own address").help(
            "未绑定推送地址时放在路径之前；留空则发送相对路径，由接收端拼接前缀",
            "Put before the paths below while no push address is bound; empty: relative paths, which the receiver completes",
        ),
        ParamSpec::text("pcPath", "PC 端路径", "PC path")
            .default_text(STANDARD_PATH)
            .format(Format::Link)
            .help("可用 {requestId}、{receiver}", "May hold {requestId} and {receiver}"),
        ParamSpec::text("appPath", "移动端路径", "App path")
            .default_text(STANDARD_PATH)
            .format(Format::Link)
            .help("可用 {requestId}、{receiver}", "May hold {requestId} and {receiver}"),
    ]
}

fn reading() -> Vec<ParamSpec> {
    vec![
        ParamSpec::text("successField", "结果字段", "Result field")
            .default_text("operResult")
            .format(Format::NotEmpty)
            .help("应答中表示结果的字段", "The field of an answer that holds the result"),
        ParamSpec::text("successValues", "成功的取值", "Values of success")
            .default_text("1")
            .format(Format::NotEmpty)
            .help("用逗号分隔；数字与文本等同", "Separated by commas; numbers and text are alike"),
        ParamSpec::choice(
            "unknownItem",
            texts("已办、办结时流程不存在", "Done or closed item unknown there"),
            vec![choice("accepted", "视为成功", "Counts as accepted"), choice("rejected", "视为失败", "Counts as refused")],
        )
        .help(
            "接收端没有对应待办时如何处理；选失败可配合缺失数据补偿重新推送",
            "When the receiver has no such to-do; as a refusal it can be sent again with backfill",
        ),
        ParamSpec::pairs("messageRules", "应答消息规则", "Message rules").format(Format::Rules).help(
            "失败消息中的文字 → accepted（视为成功）、configuration（配置错误）、data（数据错误）、transient（暂时失败）；优先于内置规则",
            "Part of a refusal's message → accepted, configuration, data or transient; goes before the built-in rules",
        ),
    ]
}
