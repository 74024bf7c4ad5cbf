//! What can be set for an ESB target (rows S3, T8; protocol facts, 3 and 12).

use domain::target::{PushType, Scheme};

use crate::catalog::{ParamSpec, PushTypeSpec, choice, texts};
use crate::openapi::{self, Need, Placement};
use crate::parts;
use crate::settings::Format;

/// What can be filled in, in the order in which [`crate::body_template::BodyTemplate::fill`] asks for it.
pub(super) const PLACEHOLDERS: &[&str] = &[
    "dataSet",
    "businessState",
    "requestId",
    "requestName",
    "workflowId",
    "workflowName",
    "workflowTypeId",
    "nodeId",
    "nodeName",
    "creator",
    "createdAt",
    "receiver",
    "receivedAt",
    "viewType",
    "pcUrl",
    "appUrl",
    "adaptiveUrl",
    "sentAtMs",
];

/// Every field we have, under our own names.
const BODY: &str = r#"{
  "dataSet": "{dataSet}",
  "businessState": "{businessState}",
  "requestId": "{requestId}",
  "requestName": "{requestName}",
  "workflowId": "{workflowId}",
  "workflowName": "{workflowName}",
  "workflowTypeId": "{workflowTypeId}",
  "nodeId": "{nodeId}",
  "nodeName": "{nodeName}",
  "creator": "{creator}",
  "createdAt": "{createdAt}",
  "receiver": "{receiver}",
  "receivedAt": "{receivedAt}",
  "viewType": "{viewType}",
  "pcUrl": "{pcUrl}",
  "appUrl": "{appUrl}",
  "adaptiveUrl": "{adaptiveUrl}",
  "sentAt": "{sentAtMs}"
}"#;

pub(crate) fn spec() -> PushTypeSpec {
    PushTypeSpec {
        push_type: PushType::Esb,
        name: texts("ESB", "ESB"),
        description: texts(
            "触发泛微 E10 的 ESB 动作流（Webhook），由动作流处理数据",
            "Triggers an ESB action flow of Weaver E10 by its webhook; the flow does the rest",
        ),
        implementation_class: "suites::esb::Esb".into(),
        default_scheme: Scheme::Https,
        params: params(),
        protocol: [way(), openapi::settings(), fields(), reading()].concat(),
    }
}

fn params() -> Vec<ParamSpec> {
    let flow = ParamSpec::text("actionFlow", "动作流", "Action flow")
        .required()
        .format(Format::Webhook)
        .help(
            "在 ESB 中已配置好的动作流：填写其 Webhook 的密钥，或完整的路径、地址（须在服务端地址之下）",
            "A flow set up in the ESB: the key of its webhook, or its path or whole address (of the target's own server)",
        );
    [vec![flow], openapi::params(Need::UnlessAuthIsNone)].concat()
}

fn way() -> Vec<ParamSpec> {
    vec![
        ParamSpec::choice(
            "auth",
            texts("认证方式", "Authentication"),
            vec![
                choice(
                    "oauth",
                    "OAuth（需要 corpId、app_key、app_secret）",
                    "OAuth (takes corpId, app_key and app_secret)",
                ),
                choice("none", "无", "None"),
            ],
        )
        .help(
            "动作流无需令牌即可触发时选无",
            "None for flows that can be triggered without a token",
        ),
        openapi::prefix(),
        parts::path(
            "triggerPath",
            "触发路径",
            "Path: trigger",
            "/api/open-esb/server/webhook/trigger",
        ),
        openapi::token_placement(Placement::Query),
        parts::extra_headers(),
    ]
}

fn fields() -> Vec<ParamSpec> {
    let template = ParamSpec::lines("bodyTemplate", "请求体模板", "Body template")
        .default_text(BODY)
        .format(Format::Body(PLACEHOLDERS))
        .help(
            "一个 JSON 对象，由动作流决定；文本中的占位符会被替换：{dataSet} {businessState} {requestId} {requestName} {workflowId} {workflowName} {workflowTypeId} {nodeId} {nodeName} {creator} {createdAt} {receiver} {receivedAt} {viewType} {pcUrl} {appUrl} {adaptiveUrl} {sentAtMs}",
            "A JSON object as the flow wants it; filled in inside its texts: {dataSet} {businessState} {requestId} {requestName} {workflowId} {workflowName} {workflowTypeId} {nodeId} {nodeName} {creator} {createdAt} {receiver} {receivedAt} {viewType} {pcUrl} {appUrl} {adaptiveUrl} {sentAtMs}",
        );
    let mut fields = vec![template, parts::time_offset(), parts::optional_oa_address()];
    fields.extend(parts::standard_paths());
    fields
}

fn reading() -> Vec<ParamSpec> {
    let mut reading = parts::success("code", "200", "message.errmsg");
    reading.push(parts::message_rules());
    reading
}
