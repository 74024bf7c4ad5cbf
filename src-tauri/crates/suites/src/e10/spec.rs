//! What can be set for an E10 target (rows S2, T8; protocol facts, 2 and 12).

use domain::target::{PushType, Scheme};

use crate::catalog::{ParamSpec, PushTypeSpec, choice, texts};
use crate::openapi::{self, Need, Placement};
use crate::settings::Format;
use crate::{parts, todo_centre};

pub(crate) fn spec() -> PushTypeSpec {
    PushTypeSpec {
        push_type: PushType::E10,
        name: texts("E10", "E10"),
        description: texts(
            "推送到泛微 E10（eteams、yunteams）的统一待办",
            "Pushes to the unified to-do centre of Weaver E10 (eteams, yunteams)",
        ),
        implementation_class: "suites::e10::E10".into(),
        default_scheme: Scheme::Https,
        params: params(),
        protocol: [way(), openapi::settings(), fields(), links(), reading()].concat(),
    }
}

fn params() -> Vec<ParamSpec> {
    let sys_code = ParamSpec::text("sysCode", "异构系统标识", "System code")
        .required()
        .help(
            "必须与接收端「异构系统」中登记的系统标识完全一致",
            "Must equal the identifier under which the receiver has registered this system",
        );
    [vec![sys_code], openapi::params(Need::Always)].concat()
}

fn way() -> Vec<ParamSpec> {
    vec![
        openapi::prefix(),
        parts::path(
            "receivePath",
            "统一待办路径",
            "Path: to-dos",
            "/api/open_intunifytodo/server_engine/receiveRequestInfo",
        ),
        openapi::token_placement(Placement::Body),
        parts::extra_headers(),
    ]
}

fn fields() -> Vec<ParamSpec> {
    vec![
        todo_centre::status_map(),
        todo_centre::isremark8(),
        todo_centre::to_read_states(
            "用逗号分隔；按待阅（isremark=8）推送",
            "Separated by commas; sent as items to read (isremark 8)",
        ),
        todo_centre::view_type(),
        ParamSpec::choice(
            "deletedIsremark",
            texts("删除时的 isremark", "isremark of deletions"),
            vec![choice("number", "数字 -1", "The number -1"), choice("text", "文本 \"-1\"", "The text \"-1\"")],
        )
        .help(
            "删除数据以 isremark=-1 推送；接收端只认文本时改为文本",
            "Deletions are sent with isremark -1; as text for receivers that want it so",
        ),
        ParamSpec::pairs("requestStatusMap", "节点类型 requestStatus", "requestStatus by state").help(
            "业务数据状态 → requestStatus（如退回到创建节点为 -1）；只用于待办，未列出的状态不发送",
            "Business data state → requestStatus (such as -1 for items back at the first node); to-dos only, not sent for states that are not listed",
        ),
        ParamSpec::flag("receivets", texts("发送时间戳 receivets", "Send receivets"), true).help(
            "接收端据此丢弃过时的数据",
            "The receiver drops outdated items by it",
        ),
        parts::time_offset(),
        parts::omit_fields(),
        parts::extra_fields(),
    ]
}

fn links() -> Vec<ParamSpec> {
    [vec![parts::optional_oa_address()], parts::standard_paths()].concat()
}

fn reading() -> Vec<ParamSpec> {
    let service = vec![
        ParamSpec::text("serviceField", "接口结果字段", "Result field of the service")
            .default_text("message.errcode")
            .format(Format::NotEmpty)
            .help(
                "应答中表示接口调用结果的字段；与结果字段都成功才算成功",
                "The field that tells of the call itself; success takes both this and the result field",
            ),
        ParamSpec::text(
            "serviceValues",
            "接口成功的取值",
            "Values of a call that succeeded",
        )
        .default_text("200")
        .format(Format::NotEmpty)
        .help(
            "用逗号分隔；数字与文本等同",
            "Separated by commas; numbers and text are alike",
        ),
    ];
    [
        service,
        parts::success("data.operResult", "1", "data.message"),
        vec![todo_centre::unknown_item(), parts::message_rules()],
    ]
    .concat()
}
