//! What can be set for a Wisedu target (rows S5, T8; protocol facts, 5 and 12).

use domain::target::{PushType, Scheme};

use crate::catalog::{ParamSpec, PushTypeSpec, choice, texts};
use crate::parts;
use crate::settings::Format;

/// What `priority` may be: 1 特急, 2 紧急, 3 一般; 0 has been seen too.
const PRIORITIES: &[&str] = &["0", "1", "2", "3"];

pub(crate) fn spec() -> PushTypeSpec {
    PushTypeSpec {
        push_type: PushType::Wisedu,
        name: texts("金智教育(待办中心)", "Wisedu (to-do centre)"),
        description: texts("推送到金智教育的待办中心", "Pushes to the to-do centre of Wisedu"),
        implementation_class: "suites::wisedu::Wisedu".into(),
        default_scheme: Scheme::Http,
        params: params(),
        protocol: [way(), fields(), parts::standard_paths(), reading()].concat(),
    }
}

fn params() -> Vec<ParamSpec> {
    vec![
        ParamSpec::text("appId", "应用标识 appId", "appId")
            .required()
            .help(
                "金智教育（待办中心）分配的 appId",
                "The appId that Wisedu's to-do centre has given",
            ),
        ParamSpec::text("appSecret", "应用密钥 appSecret", "appSecret")
            .required()
            .secret()
            .help(
                "金智教育（待办中心）分配的 appSecret",
                "The appSecret that Wisedu's to-do centre has given",
            ),
        ParamSpec::url("oaAddress", "本系统访问地址", "Our own address")
            .required()
            .help(
                "当前系统的访问地址，注意不是金智教育的地址；待办链接由它拼接",
                "The address of this system, not of Wisedu; links of items begin with it",
            ),
    ]
}

fn way() -> Vec<ParamSpec> {
    let header = |name, zh, en, default| {
        ParamSpec::text(name, zh, en)
            .default_text(default)
            .format(Format::HeaderName)
    };
    vec![
        ParamSpec::text("path", "接口路径", "Path")
            .required()
            .format(Format::Path)
            .help(
                "由金智教育提供，各学校不同，没有默认值",
                "Wisedu names it; every school has its own, so there is no default",
            ),
        ParamSpec::choice(
            "placement",
            texts("参数位置", "Place of the parameters"),
            vec![
                choice("form", "表单", "Form"),
                choice("query", "地址参数", "Query of the address"),
            ],
        )
        .help(
            "appId 与 taskInfo 放在哪里，以接收端为准",
            "Where appId and taskInfo go; the receiver's word counts",
        ),
        header("appIdHeader", "appId 请求头", "Header of the appId", "appId").help(
            "appId 放在哪个请求头中",
            "The request header that carries the appId",
        ),
        header(
            "secretHeader",
            "密钥请求头",
            "Header of the secret",
            "accessToken",
        )
        .help(
            "appSecret 放在哪个请求头中",
            "The request header that carries the appSecret",
        ),
        parts::extra_headers(),
    ]
}

fn fields() -> Vec<ParamSpec> {
    vec![
        ParamSpec::text("taskId", "任务标识 task_id", "task_id")
            .default_text("{requestId}_{receiver}")
            .format(Format::TaskId)
            .help(
                "须含 {requestId} 和 {receiver}，可用 {workflowId}；之后的已办、删除靠它找到待办，不可更改",
                "Must hold {requestId} and {receiver}, may hold {workflowId}; done and deleted items find their to-do by it, so it must stay",
            ),
        ParamSpec::choice(
            "priority",
            texts("优先级", "Priority"),
            vec![
                choice("3", "一般 (3)", "Normal (3)"),
                choice("2", "紧急 (2)", "Urgent (2)"),
                choice("1", "特急 (1)", "Most urgent (1)"),
                choice("0", "0", "0"),
            ],
        )
        .help("所有待办的优先级", "The priority of every to-do"),
        ParamSpec::pairs("priorityMap", "优先级对照", "Priority by state")
            .format(Format::Values(PRIORITIES))
            .help(
                "业务数据状态 → 优先级 0、1、2、3；优先于上面的优先级",
                "Business data state → priority 0, 1, 2 or 3; goes before the priority above",
            ),
        ParamSpec::choice(
            "createdOn",
            texts("任务时间 created_on", "Time of a task, created_on"),
            vec![
                choice("receivedAt", "接收时间", "When it was received"),
                choice("createdAt", "流程创建时间", "When the request was created"),
            ],
        )
        .help(
            "待办中心按此时间显示任务",
            "The time by which the to-do centre shows a task",
        ),
        ParamSpec::choice(
            "deleteScope",
            texts("删除范围", "Deletions"),
            vec![
                choice("task", "仅删除该人员的任务", "Delete one person's task"),
                choice("process", "同时删除流程实例", "Delete the process instance too"),
            ],
        )
        .help(
            "选流程实例时同时发送 process_delete_flag=1",
            "The latter sends process_delete_flag 1 as well",
        ),
        ParamSpec::text("appName", "应用名称 appName", "appName").help(
            "待办中心显示的来源名称；留空不发送",
            "The source that the to-do centre shows; empty: not sent",
        ),
        parts::time_offset(),
        parts::omit_fields(),
        parts::extra_fields(),
    ]
}

fn reading() -> Vec<ParamSpec> {
    let mut reading = parts::success("push_result", "SUCCESS", "message");
    reading.push(parts::message_rules());
    reading
}
