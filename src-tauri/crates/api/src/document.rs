//! The published document (OpenAPI): what holds for all operations is added here, once.

use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    Components, ContactBuilder, Content, InfoBuilder, LicenseBuilder, OpenApi, PathItem, Ref, RefOr,
    Response, ResponseBuilder,
};
use utoipa::{PartialSchema as _, ToSchema};

use crate::problem::{Document, PROBLEM_JSON};

const SCHEME: &str = "bearer";
const TAGS: [(&str, &str); 15] = [
    ("intake", "事件接收: batches of events from the OA."),
    (
        "deliveries",
        "推送日志: what became of each event at each target.",
    ),
    (
        "runs",
        "任务: compensation, clean-up, re-push and deletion of rows of the log.",
    ),
    (
        "alerts",
        "推送异常提醒: by what administrators are told of troubles, and what they were told.",
    ),
    ("targets", "应用系统: receiving systems and their configuration."),
    ("adapters", "自定义适配器: operator-written scripts."),
    ("rules", "拦截规则: trying rules, and what they can name."),
    (
        "addresses",
        "推送地址管理: how the three addresses of an item are made.",
    ),
    ("directory", "组织架构: the OA's organisation."),
    ("oa", "OA 连接: the OA's own interfaces."),
    (
        "configuration",
        "配置: export, import, settings and the audit trail.",
    ),
    ("overview", "概览: how it is doing, live."),
    ("system", "系统: what runs here, and who may ask it."),
    ("watch", "监控: health, readiness and metrics."),
    (
        "sandbox",
        "沙箱: the simulated OA and receivers; only there while the sandbox runs.",
    ),
];

/// Makes one whole document of the engine's operations and those of `extra`.
pub(crate) fn complete(own: OpenApi, extra: OpenApi) -> OpenApi {
    let mut document = own;
    document.merge(extra);
    document.info = InfoBuilder::new()
        .title("Todo Relay")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "One interface for console, intake and operations. Errors are `application/problem+json` (RFC 9457). \
             Times are RFC 3339 with offset. Lists page by key: give `next` as `after`.",
        ))
        .contact(Some(ContactBuilder::new().name(Some("Todo Relay")).build()))
        .license(Some(LicenseBuilder::new().name("MIT OR Apache-2.0").build()))
        .build();
    document.servers = None;
    document.tags = Some(
        TAGS.iter()
            .map(|(name, text)| TagBuilder::new().name(*name).description(Some(*text)).build())
            .collect(),
    );
    document.security = Some(vec![SecurityRequirement::new(SCHEME, Vec::<String>::new())]);
    let components = document.components.get_or_insert_with(Components::new);
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components
        .security_schemes
        .insert(SCHEME.to_owned(), RefOr::T(bearer));
    let mut schemas = vec![(Document::name().into_owned(), Document::schema())];
    Document::schemas(&mut schemas);
    components.schemas.extend(schemas);
    for (path, item) in &mut document.paths.paths {
        if path.starts_with("/api/v1/") {
            for operation in operations(item) {
                common_answers(operation);
            }
        }
    }
    document
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut item.get,
        &mut item.put,
        &mut item.post,
        &mut item.delete,
        &mut item.patch,
    ]
    .into_iter()
    .filter_map(Option::as_mut)
}

/// What every operation behind the token can answer.
fn common_answers(operation: &mut Operation) {
    let takes_input = operation.request_body.is_some() || operation.parameters.is_some();
    let mut answers = vec![
        ("401", "`UNAUTHENTICATED`: no good token."),
        ("403", "`OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`."),
        (
            "500",
            "`INTERNAL`: a fault of ours; the log says more under the trace id.",
        ),
        ("503", "`STORE_UNAVAILABLE`: come again."),
    ];
    if takes_input {
        answers.push((
            "400",
            "`INVALID_INPUT`: `fields` names each wrong field; nothing was taken.",
        ));
    }
    if operation.request_body.is_some() {
        answers.push((
            "413",
            "`TOO_LARGE`: more than this operation takes, mostly 8 MiB.",
        ));
        answers.push(("415", "`UNSUPPORTED_MEDIA_TYPE`: not `application/json`."));
    }
    for (status, text) in answers {
        let responses = &mut operation.responses.responses;
        responses
            .entry(status.to_owned())
            .or_insert_with(|| RefOr::T(problem(text)));
    }
}

fn problem(text: &str) -> Response {
    let schema = Ref::from_schema_name(Document::name());
    ResponseBuilder::new()
        .description(text)
        .content(PROBLEM_JSON, Content::new(Some(schema)))
        .build()
}
