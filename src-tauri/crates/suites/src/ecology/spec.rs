//! What can be set for an e-cology target (rows S1, T8; protocol facts, 1 and 12).

use domain::target::{PushType, Scheme};

use crate::catalog::{ParamSpec, PushTypeSpec, choice, texts};
use crate::settings::Format;
use crate::{parts, todo_centre};

pub(crate) fn spec() -> PushTypeSpec {
    PushTypeSpec {
        push_type: PushType::Ecology,
        name: texts("e-cology8/9", "e-cology 8/9"),
        description: texts(
            "推送到泛微 e-cology 8/9 的统一待办中心（异构系统接口）",
            "Pushes to the unified to-do centre of Weaver e-cology 8/9",
        ),
        implementation_class: "suites::ecology::Ecology".into(),
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
        parts::extra_headers(),
    ]
}

fn paths() -> Vec<ParamSpec> {
    use parts::path;
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
        todo_centre::status_map(),
        todo_centre::isremark8(),
        todo_centre::to_read_states(
            "用逗号分隔；推送待阅为是时生效",
            "Separated by commas; counts while items to read are sent as such",
        ),
        todo_centre::view_type(),
        ParamSpec::flag("receivets", texts("发送时间戳 receivets", "Send receivets"), true).help(
            "新版本接收端据此丢弃过时的数据；旧版本不认识时关闭",
            "Newer receivers drop outdated items by it; off for older ones that do not know it",
        ),
        parts::time_offset(),
        parts::omit_fields(),
        parts::extra_fields(),
    ]
}

fn links() -> Vec<ParamSpec> {
    let mut links = vec![parts::optional_oa_address()];
    links.extend(parts::standard_paths());
    links
}

fn reading() -> Vec<ParamSpec> {
    let mut reading = parts::success("operResult", "1", "message");
    reading.extend([todo_centre::unknown_item(), parts::message_rules()]);
    reading
}
