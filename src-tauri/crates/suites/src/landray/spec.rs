//! What can be set for a Landray target (rows S4, S6, T8; protocol facts, 4 and 12).

use domain::target::{PushType, Scheme};

use crate::catalog::{ParamSpec, PushTypeSpec, choice, texts};
use crate::parts;
use crate::settings::Format;

pub(crate) fn spec() -> PushTypeSpec {
    PushTypeSpec {
        push_type: PushType::Landray,
        name: texts("蓝凌(SOAP)", "Landray (SOAP)"),
        description: texts(
            "推送到蓝凌 EKP 的待办服务 sysNotifyTodoWebService",
            "Pushes to Landray EKP's to-do service sysNotifyTodoWebService",
        ),
        implementation_class: "suites::landray::Landray".into(),
        default_scheme: Scheme::Http,
        params: params(),
        protocol: [
            way(),
            reading(),
            names(),
            scopes(),
            fields(),
            parts::standard_paths(),
        ]
        .concat(),
    }
}

/// The clean-up has the account and the ways of [`spec`], and nothing that only a new to-do has.
pub(crate) fn cleanup_spec() -> PushTypeSpec {
    PushTypeSpec {
        push_type: PushType::LandrayCleanup,
        name: texts("蓝凌(SOAP)推送清理历史数据", "Landray (SOAP) history clean-up"),
        description: texts(
            "删除旧版本已经推送到蓝凌的流程数据；必须配合历史数据推送一起使用：先经由本配置推送历史数据完成清理，再向蓝凌重新推送历史数据，否则推送数据会缺失",
            "Removes what earlier versions have pushed to Landray. A history push must follow: push the history through this target to remove it, then push it again to the Landray target, or that data will be missing there",
        ),
        implementation_class:
            "com.weaver.intunifytodo.client.engine.push.request.interfaces.WPushRemoveLanLingToSOAP".into(),
        default_scheme: Scheme::Http,
        params: account(),
        protocol: [way(), reading(), names()].concat(),
    }
}

fn account() -> Vec<ParamSpec> {
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
    ]
}

fn params() -> Vec<ParamSpec> {
    let mut params = account();
    params.extend([
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
    ]);
    params
}

fn way() -> Vec<ParamSpec> {
    let element = |name, zh, en, default| {
        ParamSpec::text(name, zh, en)
            .default_text(default)
            .format(Format::XmlName)
            .help(
                "SOAP 消息头中的元素名，以接收端为准",
                "Name of an element of the SOAP header; the receiver's word counts",
            )
    };
    vec![
        ParamSpec::choice(
            "transport",
            texts("传输方式", "Transport"),
            vec![
                choice("soap", "SOAP", "SOAP"),
                choice("rest", "REST（HTTP Basic 认证）", "REST (HTTP Basic)"),
            ],
        )
        .help(
            "蓝凌以相同的名称提供两种服务",
            "Landray offers both services under the same names",
        ),
        ParamSpec::text("path", "服务路径", "Path of the service")
            .default_text("/sys/webservice/sysNotifyTodoWebService")
            .format(Format::Path)
            .help(
                "SOAP 服务的路径；部分站点前面还有 /ekp",
                "Of the SOAP service; some sites have /ekp before it",
            ),
        ParamSpec::text("restPath", "REST 服务路径", "Path of the REST service")
            .default_text("/api/sys-notify/sysNotifyTodoRestService")
            .format(Format::Path)
            .help(
                "后面接操作名，如 /sendTodo；部分站点前面还有 /ekp",
                "The operation follows, such as /sendTodo; some sites have /ekp before it",
            ),
        ParamSpec::choice(
            "passwordEncoding",
            texts("密码形式", "Form of the password"),
            vec![
                choice("asIs", "原样", "As it is"),
                choice("md5Lower", "MD5（小写）", "MD5, lower case"),
            ],
        )
        .help("以蓝凌管理员的配置为准", "Landray's administrator knows"),
        ParamSpec::text("headerNamespace", "消息头命名空间", "Namespace of the header")
            .default_text("http://sys.webservice.client")
            .format(Format::NotEmpty)
            .help(
                "SOAP 消息头元素的命名空间",
                "Namespace of the SOAP header's elements",
            ),
        element(
            "headerElement",
            "消息头元素",
            "Header element",
            "RequestSOAPHeader",
        ),
        element("userElement", "用户名元素", "User element", "user"),
        element("passwordElement", "密码元素", "Password element", "password"),
        parts::extra_headers(),
    ]
}

fn reading() -> Vec<ParamSpec> {
    let mut reading = parts::success("returnState", "2", "message");
    reading.push(parts::message_rules());
    reading
}

fn names() -> Vec<ParamSpec> {
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
    ]
}

fn scopes() -> Vec<ParamSpec> {
    let whole = || choice("1", "整条待办（所有人）", "The whole to-do (everybody)");
    let person = || choice("2", "仅该接收人", "This receiver only");
    let scope = |name, label, choices| {
        ParamSpec::choice(name, label, choices).help("对应 optType", "What optType says")
    };
    vec![
        scope(
            "doneOptType",
            texts("已办范围", "Done items touch"),
            vec![person(), whole()],
        ),
        scope(
            "closedOptType",
            texts("办结范围", "Closed items touch"),
            vec![whole(), person()],
        ),
        scope(
            "deletedOptType",
            texts("删除范围", "Deletions touch"),
            vec![whole(), person()],
        ),
    ]
}

fn fields() -> Vec<ParamSpec> {
    vec![
        ParamSpec::text("noticeStates", "通知类的业务数据状态", "States that are notices")
            .default_text("copied,circulated")
            .help(
                "用逗号分隔；按通知类 (type=2) 推送",
                "Separated by commas; sent as notices (type 2)",
            ),
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
        ParamSpec::flag(
            "mobileLink",
            texts("发送移动端链接 mobileLink", "Send mobileLink"),
            false,
        )
        .help(
            "接收端 WSDL 中有此字段时打开",
            "On where the receiver's WSDL has it",
        ),
        ParamSpec::flag("padLink", texts("发送平板链接 padLink", "Send padLink"), false).help(
            "接收端 WSDL 中有此字段时打开",
            "On where the receiver's WSDL has it",
        ),
        ParamSpec::text("language", "语言 language", "language").help(
            "如 zh-CN；接收端 WSDL 中没有此字段时留空",
            "Such as zh-CN; empty where the receiver's WSDL lacks it",
        ),
        parts::time_offset(),
        parts::omit_fields(),
    ]
}
