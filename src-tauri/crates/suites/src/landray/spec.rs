//! What can be set for a Landray target (rows S4, T8; protocol facts, 4 and 12).

use domain::target::{PushType, Scheme};

use crate::catalog::{ParamSpec, PushTypeSpec, choice, texts};
use crate::settings::Format;

const STANDARD_PATH: &str = "/workflow/request/ViewRequest.jsp?requestid={requestId}";

pub(crate) fn spec() -> PushTypeSpec {
    PushTypeSpec {
        push_type: PushType::Landray,
        name: texts("蓝凌(SOAP)", "Landray (SOAP)"),
        description: texts(
            "推送到蓝凌 EKP 的待办服务 sysNotifyTodoWebService",
            "Pushes to Landray EKP's to-do service sysNotifyTodoWebService",
        ),
        implementation_class: "suites::landray::Landray",
        default_scheme: Scheme::Http,
        params: params(),
        protocol: [way(), scopes(), fields(), links()].concat(),
    }
}

fn params() -> Vec<ParamSpec> {
    vec![
        ParamSpec::text("appName", "系统标识", "Application name")
            .required()
            .help(
                "必须与蓝凌分配的系统标识一致",
                "Must equal the identifier that Landray has given this system",
            ),
        ParamSpec::text("username", "用户名", "User name")
            .required()
            .help(
                "必须与蓝凌分配的用户名一致",
                "Must equal the user name that Landray has given",
            ),
        ParamSpec::text("password", "密码", "Password")
            .required()
            .secret()
            .help(
                "必须与蓝凌分配的密码一致",
                "Must equal the password that Landray has given",
            ),
        ParamSpec::url("oaAddress", "本系统访问地址", "Our own address")
            .required()
            .help(
                "当前系统的访问地址，注意不是蓝凌的地址；待办链接由它拼接",
                "The address of this system, not of Landray; links of items begin with it",
            ),
        ParamSpec::choice(
            "ekpUserKey",
            texts("人员字段", "Person field"),
            vec![
                choice("LoginName", "个人登录名 (LoginName)", "Login name (LoginName)"),
                choice("Id", "唯一标识 (Id)", "Unique id (Id)"),
                choice("PersonNo", "个人编号 (PersonNo)", "Person number (PersonNo)"),
                choice("Keyword", "关键字 (Keyword)", "Keyword (Keyword)"),
                choice("LdapDN", "LDAP DN (LdapDN)", "LDAP DN (LdapDN)"),
            ],
        )
        .help(
            "创建人、接收人对应蓝凌组织架构中人员的哪个字段",
            "Which field of a person in Landray's organisation our values stand for",
        ),
    ]
}

fn way() -> Vec<ParamSpec> {
    vec![
        ParamSpec::text("path", "服务路径", "Path of the service")
            .default_text("/sys/webservice/sysNotifyTodoWebService")
            .format(Format::Path)
            .help("部分站点前面还有 /ekp", "Some sites have /ekp before it"),
        ParamSpec::choice(
            "passwordEncoding",
            texts("密码形式", "Form of the password"),
            vec![choice("asIs", "原样", "As it is"), choice("md5Lower", "MD5（小写）", "MD5, lower case")],
        )
        .help("以蓝凌管理员的配置为准", "Landray's administrator knows"),
        ParamSpec::text("headerNamespace", "消息头命名空间", "Namespace of the header")
            .default_text("http://sys.webservice.client")
            .format(Format::NotEmpty)
            .help("RequestSOAPHeader 的命名空间", "Namespace of RequestSOAPHeader"),
        ParamSpec::pairs("extraHeaders", "附加请求头", "Extra headers")
            .format(Format::Headers)
            .help("每次请求都带上的请求头；不要放密钥", "Headers of every request; not the place for secrets"),
        ParamSpec::pairs("messageRules", "应答消息规则", "Message rules").format(Format::Rules).help(
            "失败消息中的文字 → accepted（视为成功）、configuration（配置错误）、data（数据错误）、transient（暂时失败）；优先于内置规则",
            "Part of a refusal's message → accepted, configuration, data or transient; goes before the built-in rules",
        ),
    ]
}

fn scopes() -> Vec<ParamSpec> {
    let whole = choice("1", "整条待办（所有人）", "The whole to-do (everybody)");
    let person = choice("2", "仅该接收人", "This receiver only");
    let scope = |name, label, choices| {
        ParamSpec::choice(name, label, choices).help("对应 optType", "What optType says")
    };
    vec![
        scope(
            "doneOptType",
            texts("已办范围", "Done items touch"),
            vec![person, whole],
        ),
        scope(
            "closedOptType",
            texts("办结范围", "Closed items touch"),
            vec![whole, person],
        ),
        scope(
            "deletedOptType",
            texts("删除范围", "Deletions touch"),
            vec![whole, person],
        ),
    ]
}

fn fields() -> Vec<ParamSpec> {
    vec![
        ParamSpec::text("modelName", "模块名 modelName", "modelName")
            .default_text("workflow")
            .format(Format::Template)
            .help(
                "与流程ID一起标识待办，之后不可更改；可用 {workflowId}",
                "Identifies a to-do together with the request id, so it must stay; may hold {workflowId}",
            ),
        ParamSpec::text("key", "关键字 key", "key").format(Format::Template).help(
            "区分同一流程的多条待办；可用 {receiver}、{workflowId}、{requestId}；留空不发送",
            "Tells several to-dos of a request apart; may hold {receiver}, {workflowId}, {requestId}; empty: not sent",
        ),
        ParamSpec::text("noticeStates", "通知类的业务数据状态", "States that are notices")
            .default_text("copied,circulated")
            .help("用逗号分隔；按通知类 (type=2) 推送", "Separated by commas; sent as notices (type 2)"),
        ParamSpec::choice(
            "level",
            texts("紧急程度", "Level"),
            vec![
                choice("none", "不发送", "Not sent"),
                choice("1", "紧急", "Urgent"),
                choice("2", "急", "Pressing"),
                choice("3", "一般", "Normal"),
            ],
        )
        .help("所有待办的紧急程度", "The level of every to-do"),
        ParamSpec::flag("mobileLink", texts("发送移动端链接 mobileLink", "Send mobileLink"), false)
            .help("接收端 WSDL 中有此字段时打开", "On where the receiver's WSDL has it"),
        ParamSpec::flag("padLink", texts("发送平板链接 padLink", "Send padLink"), false)
            .help("接收端 WSDL 中有此字段时打开", "On where the receiver's WSDL has it"),
        ParamSpec::text("language", "语言 language", "language")
            .help("如 zh-CN；接收端 WSDL 中没有此字段时留空", "Such as zh-CN; empty where the receiver's WSDL lacks it"),
        ParamSpec::text("timeOffset", "时间所用时区", "Offset of times")
            .format(Format::Offset)
            .help("如 +08:00；留空则用数据自带的时区", "Such as +08:00; empty: the event's own"),
    ]
}

fn links() -> Vec<ParamSpec> {
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
