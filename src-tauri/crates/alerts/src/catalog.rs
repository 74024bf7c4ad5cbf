//! The catalogue of channels: what the forms are made of, and what their settings are checked against. Wire facts:
//! protocol facts, 9 and 10.

use std::sync::LazyLock;

use domain::alert::{ChannelKind, PLACEHOLDERS};
use serde::Serialize;
use suites::{Format, OwnFormat, ParamSpec, Texts, choice, texts};
use url::Url;

/// By what a channel knows its recipients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Reaches {
    /// It speaks to a place, not to persons.
    Nobody,
    /// By e-mail address.
    Email,
    /// By mobile number.
    Mobile,
    /// Speaks to a group; mentions persons by mobile number.
    Mention,
    /// By an attribute that the channel is set to.
    Key,
}

/// One kind of channel.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelSpec {
    /// Which one.
    pub kind: ChannelKind,
    /// Its name.
    pub name: Texts,
    /// What it is for, and what it takes.
    pub description: Texts,
    /// By what it knows its recipients.
    pub reaches: Reaches,
    /// Whether the subject's template is used.
    pub has_subject: bool,
    /// Whether the text's template is used.
    pub has_text: bool,
    /// Seconds between messages at least: what the other side allows.
    pub least_seconds: u32,
    /// How long alerts are merged by default, in seconds.
    pub merge_seconds: u32,
    /// Messages within an hour by default.
    pub most_per_hour: u32,
    /// What the kind wants to know.
    pub params: Vec<ParamSpec>,
    /// How many of `params`, counted from the end, are details that mostly stay as they are.
    pub details: usize,
}

impl ChannelSpec {
    /// Names of the parameters whose values are secrets.
    pub fn secret_params(&self) -> impl Iterator<Item = &str> {
        let secrets = self.params.iter().filter(|param| param.secret);
        secrets.map(|param| param.name.as_ref())
    }
}

/// Every kind of channel.
pub fn catalog() -> &'static [ChannelSpec] {
    static CATALOG: LazyLock<Vec<ChannelSpec>> = LazyLock::new(|| {
        vec![
            native(),
            email(),
            wecom(),
            dingtalk(),
            feishu(),
            e_bridge(),
            aliyun(),
            tencent(),
            http(),
        ]
    });
    &CATALOG
}

/// The description of one kind.
pub fn spec_of(kind: ChannelKind) -> &'static ChannelSpec {
    let found = catalog().iter().find(|spec| spec.kind == kind);
    found.expect("the catalogue has every kind; a test looks for each")
}

/// Placeholders of a gateway's address, headers and body.
pub(crate) const GATEWAY: &[&str] = &[
    "subject",
    "text",
    "recipients",
    "secret",
    "title",
    "details",
    "count",
    "targets",
    "causes",
    "time",
    "held",
];

const ADDRESS: OwnFormat = OwnFormat {
    name: "address",
    check: |text| {
        let good = Url::parse(text).is_ok_and(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.has_host()
                && url.username().is_empty()
                && url.password().is_none()
        });
        if good {
            Ok(())
        } else {
            Err((
                "INVALID_ADDRESS",
                "must be an address with http:// or https:// and a host".to_owned(),
            ))
        }
    },
};

const GATEWAY_ADDRESS: OwnFormat = OwnFormat {
    name: "gateway address",
    check: |text| {
        suites::check_template(text, GATEWAY).map_err(|unknown| {
            let message = format!("does not know the placeholder {{{unknown}}}");
            ("UNKNOWN_PLACEHOLDER", message)
        })?;
        let host = text.split_once("://").map_or("", |(_, rest)| rest);
        let host = host.split(['/', '?']).next().unwrap_or_default();
        if host.contains('{') {
            return Err((
                "INVALID_ADDRESS",
                "must not have a placeholder in its host".to_owned(),
            ));
        }
        (ADDRESS.check)(&text.replace(['{', '}'], ""))
    },
};

const MAILBOX: OwnFormat = OwnFormat {
    name: "mailbox",
    check: |text| match transport::is_mail_address(text) {
        true => Ok(()),
        false => Err((
            "INVALID_MAIL_ADDRESS",
            "must be an e-mail address, such as a@example.com".to_owned(),
        )),
    },
};

const MAILBOXES: OwnFormat = OwnFormat {
    name: "mailboxes",
    check: |text| {
        let mut each = text.split([',', '，', ';', '；']).map(str::trim);
        match each.find(|address| !address.is_empty() && !transport::is_mail_address(address)) {
            None => Ok(()),
            Some(wrong) => Err((
                "INVALID_MAIL_ADDRESS",
                format!("{wrong} is not an e-mail address"),
            )),
        }
    },
};

const MOBILES: OwnFormat = OwnFormat {
    name: "mobile numbers",
    check: |text| {
        let mut each = text.split([',', '，', ';', '；']).map(str::trim);
        let is_number = |number: &str| {
            let digits = number.strip_prefix('+').unwrap_or(number);
            (5..=20).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        match each.find(|number| !number.is_empty() && !is_number(number)) {
            None => Ok(()),
            Some(wrong) => Err(("INVALID_MOBILE", format!("{wrong} is not a mobile number"))),
        }
    },
};

const HOST: OwnFormat = OwnFormat {
    name: "host",
    check: |text| match url::Host::parse(text) {
        Ok(_) => Ok(()),
        Err(_) => Err((
            "INVALID_ADDRESS",
            "must be a host name or an IP address alone".to_owned(),
        )),
    },
};

fn webhook() -> ParamSpec {
    ParamSpec::text("webhook", "Webhook 地址", "Webhook address")
        .secret()
        .required()
        .format(Format::Own(ADDRESS))
        .help(
            "群机器人设置中给出的完整地址；其中含密钥，按敏感信息保存",
            "The whole address that the robot's settings show; it holds a key and is kept as a secret",
        )
}

fn sign_secret() -> ParamSpec {
    ParamSpec::text("signSecret", "加签密钥", "Signing secret")
        .secret()
        .help(
            "机器人的安全设置选了“加签”（签名校验）时填写",
            "Where the robot's security settings demand a signature",
        )
}

fn at_all() -> ParamSpec {
    ParamSpec::flag("atAll", texts("提醒所有人", "Mention everybody"), false)
}

fn extra_mobiles() -> ParamSpec {
    ParamSpec::text("to", "其他手机号", "More mobile numbers")
        .format(Format::Own(MOBILES))
        .help(
            "组织架构之外的手机号，用逗号分隔",
            "Numbers that the organisation does not have, separated by commas",
        )
}

fn proxy() -> ParamSpec {
    ParamSpec::url("proxy", "HTTP 代理", "HTTP proxy").help(
        "内网经代理访问外部服务时填写",
        "Where the way outside is by a proxy",
    )
}

fn custom_ca() -> ParamSpec {
    ParamSpec::lines("customCa", "自有 CA 证书", "Own CA certificate").help(
        "PEM 格式；对方使用内部签发的证书时填写",
        "In PEM; where the other side's certificate is one of your own",
    )
}

fn way() -> Vec<ParamSpec> {
    vec![proxy(), custom_ca()]
}

fn native() -> ChannelSpec {
    ChannelSpec {
        kind: ChannelKind::Native,
        name: texts("桌面通知", "Desktop notification"),
        description: texts(
            "运行桌面程序的这台电脑上的系统通知；点击直接打开相关页面",
            "A notification on the machine that runs the desktop program; a click opens what it speaks of",
        ),
        reaches: Reaches::Nobody,
        has_subject: false,
        has_text: false,
        least_seconds: 0,
        merge_seconds: 0,
        most_per_hour: 1_000,
        params: Vec::new(),
        details: 0,
    }
}

fn email() -> ChannelSpec {
    let security = ParamSpec::choice(
        "security",
        texts("加密方式", "Encryption"),
        vec![
            choice("tls", "SSL/TLS（一般为 465 端口）", "SSL/TLS (mostly port 465)"),
            choice(
                "startTls",
                "STARTTLS（一般为 587 端口）",
                "STARTTLS (mostly port 587)",
            ),
            choice("plain", "不加密（一般为 25 端口）", "None (mostly port 25)"),
        ],
    );
    let params = vec![
        ParamSpec::text("host", "SMTP 服务器", "SMTP server")
            .required()
            .format(Format::Own(HOST)),
        ParamSpec::number("port", texts("端口", "Port"), 465).format(Format::Between(1, 65_535)),
        security,
        ParamSpec::text("from", "发件人", "From")
            .required()
            .format(Format::Own(MAILBOX))
            .help(
                "邮件地址，可带名称，如 推送告警 <alert@example.com>",
                "An address, with a name if you like: Alerts <alert@example.com>",
            ),
        ParamSpec::text("user", "登录用户", "User").help(
            "邮件服务器无需登录时留空",
            "Empty where the server wants no sign-on",
        ),
        ParamSpec::text("password", "登录密码", "Password").secret().help(
            "许多邮箱需填写授权码",
            "Many mailboxes want an authorisation code here",
        ),
        ParamSpec::text("to", "其他收件人", "More recipients")
            .format(Format::Own(MAILBOXES))
            .help(
                "组织架构之外的邮件地址，用逗号分隔",
                "Addresses that the organisation does not have, separated by commas",
            ),
        custom_ca(),
    ];
    ChannelSpec {
        kind: ChannelKind::Email,
        name: texts("邮件", "E-mail"),
        description: texts("经 SMTP 服务器发送邮件", "Letters by an SMTP server"),
        reaches: Reaches::Email,
        has_subject: true,
        has_text: true,
        least_seconds: 0,
        merge_seconds: 60,
        most_per_hour: 30,
        params,
        details: 1,
    }
}

fn wecom() -> ChannelSpec {
    ChannelSpec {
        kind: ChannelKind::Wecom,
        name: texts("企业微信群机器人", "WeCom robot"),
        description: texts(
            "发到企业微信群，按手机号 @ 提醒对象",
            "To a WeCom group; mentions by mobile number",
        ),
        reaches: Reaches::Mention,
        has_subject: true,
        has_text: true,
        least_seconds: 3,
        merge_seconds: 60,
        most_per_hour: 60,
        params: [vec![webhook(), at_all()], way()].concat(),
        details: 2,
    }
}

fn dingtalk() -> ChannelSpec {
    ChannelSpec {
        kind: ChannelKind::Dingtalk,
        name: texts("钉钉群机器人", "DingTalk robot"),
        description: texts(
            "发到钉钉群，支持加签，按手机号 @ 提醒对象",
            "To a DingTalk group, signed if wanted; mentions by mobile number",
        ),
        reaches: Reaches::Mention,
        has_subject: true,
        has_text: true,
        least_seconds: 3,
        merge_seconds: 60,
        most_per_hour: 60,
        params: [vec![webhook(), sign_secret(), at_all()], way()].concat(),
        details: 2,
    }
}

fn feishu() -> ChannelSpec {
    ChannelSpec {
        kind: ChannelKind::Feishu,
        name: texts("飞书群机器人", "Feishu robot"),
        description: texts("发到飞书群，支持签名校验", "To a Feishu group, signed if wanted"),
        reaches: Reaches::Nobody,
        has_subject: true,
        has_text: true,
        least_seconds: 3,
        merge_seconds: 60,
        most_per_hour: 60,
        params: [vec![webhook(), sign_secret()], way()].concat(),
        details: 2,
    }
}

fn e_bridge() -> ChannelSpec {
    let mut params = vec![
        ParamSpec::url("url", "云桥地址", "e-Bridge address").required(),
        ParamSpec::text("accessToken", "accesstoken", "accesstoken")
            .secret()
            .required(),
        ParamSpec::text("outSysId", "outsysid", "outsysid")
            .required()
            .help("云桥中登记的外部系统标识", "The system's id as e-Bridge knows it"),
        ParamSpec::text("tpIds", "tpids", "tpids").required().help(
            "消息类型标识，多个用逗号分隔",
            "Ids of message types, separated by commas",
        ),
        person_key(),
        ParamSpec::url("linkUrl", "点击打开的地址", "Address behind the message"),
        ParamSpec::text("path", "接口路径", "Path")
            .default_text("/wxthirdapi/sendWxMsg")
            .format(Format::Path),
    ];
    params.extend(way());
    ChannelSpec {
        kind: ChannelKind::EBridge,
        name: texts("云桥", "e-Bridge"),
        description: texts(
            "经泛微云桥把消息发给个人（企业微信、钉钉等）",
            "To persons by Weaver's e-Bridge (WeCom, DingTalk and so on)",
        ),
        reaches: Reaches::Key,
        has_subject: true,
        has_text: true,
        least_seconds: 0,
        merge_seconds: 60,
        most_per_hour: 60,
        params,
        details: 3,
    }
}

/// Which attribute of a person the other side knows.
fn person_key() -> ParamSpec {
    ParamSpec::choice(
        "personKey",
        texts("提醒对象的标识", "Persons are known by"),
        vec![
            choice("loginId", "登录名", "Login name"),
            choice("workCode", "工号", "Work code"),
            choice("id", "人员 ID", "Person id"),
            choice("mobile", "手机", "Mobile number"),
            choice("email", "邮箱", "E-mail address"),
            choice("externalId", "外部标识", "External id"),
        ],
    )
}

fn aliyun() -> ChannelSpec {
    let mut params = vec![
        ParamSpec::text("accessKeyId", "AccessKey ID", "AccessKey ID").required(),
        ParamSpec::text("accessKeySecret", "AccessKey Secret", "AccessKey Secret")
            .secret()
            .required(),
        ParamSpec::text("signName", "短信签名", "Sign name").required(),
        ParamSpec::text("templateCode", "模板 CODE", "Template code")
            .required()
            .help("形如 SMS_123456789，须已审核通过", "Such as SMS_123456789, approved"),
        ParamSpec::lines("templateParam", "模板变量", "Template parameters")
            .default_text(r#"{"title":"{title}"}"#)
            .format(Format::Body(PLACEHOLDERS))
            .help(
                "一个 JSON 对象，名称与短信模板中的变量一致；可用 {title} {count} {targets} {causes} {time} {held}",
                "A JSON object, named as the template's variables; filled in: {title} {count} {targets} {causes} {time} {held}",
            ),
        extra_mobiles(),
        ParamSpec::url("endpoint", "服务地址", "Endpoint").default_text("https://dysmsapi.aliyuncs.com"),
    ];
    params.extend(way());
    ChannelSpec {
        kind: ChannelKind::AliyunSms,
        name: texts("阿里云短信", "Aliyun SMS"),
        description: texts("经阿里云短信服务发送", "By Alibaba Cloud's SMS service"),
        reaches: Reaches::Mobile,
        has_subject: false,
        has_text: false,
        least_seconds: 60,
        merge_seconds: 300,
        most_per_hour: 5,
        params,
        details: 3,
    }
}

fn tencent() -> ChannelSpec {
    let mut params = vec![
        ParamSpec::text("secretId", "SecretId", "SecretId").required(),
        ParamSpec::text("secretKey", "SecretKey", "SecretKey").secret().required(),
        ParamSpec::text("sdkAppId", "SdkAppId", "SdkAppId").required(),
        ParamSpec::text("signName", "短信签名", "Sign name").required(),
        ParamSpec::text("templateId", "模板 ID", "Template id").required(),
        ParamSpec::text("templateParams", "模板参数", "Template parameters")
            .default_text("{title}")
            .format(Format::Prose(PLACEHOLDERS))
            .help(
                "按模板中的顺序，用逗号分隔；可用 {title} {count} {targets} {causes} {time} {held}",
                "In the template's order, separated by commas; filled in: {title} {count} {targets} {causes} {time} {held}",
            ),
        extra_mobiles(),
        ParamSpec::text("region", "地域", "Region").default_text("ap-guangzhou"),
        ParamSpec::url("endpoint", "服务地址", "Endpoint").default_text("https://sms.tencentcloudapi.com"),
    ];
    params.extend(way());
    ChannelSpec {
        kind: ChannelKind::TencentSms,
        name: texts("腾讯云短信", "Tencent Cloud SMS"),
        description: texts("经腾讯云短信服务发送", "By Tencent Cloud's SMS service"),
        reaches: Reaches::Mobile,
        has_subject: false,
        has_text: false,
        least_seconds: 60,
        merge_seconds: 300,
        most_per_hour: 5,
        params,
        details: 4,
    }
}

fn http() -> ChannelSpec {
    let mut params = vec![
        ParamSpec::choice(
            "method",
            texts("请求方法", "Method"),
            vec![choice("POST", "POST", "POST"), choice("GET", "GET", "GET")],
        ),
        ParamSpec::text("url", "地址", "Address")
            .required()
            .format(Format::Own(GATEWAY_ADDRESS))
            .help(
                "路径与查询中可用 {subject} {text} {recipients} {secret} 等占位符，自动做 URL 编码",
                "Its path and query may hold {subject} {text} {recipients} {secret} and so on, which are percent-encoded",
            ),
        ParamSpec::text("secret", "密钥", "Secret").secret().help(
            "密码或令牌，在地址、请求头、请求体中以 {secret} 引用",
            "A password or token, named {secret} in the address, the headers and the body",
        ),
        ParamSpec::pairs("headers", "请求头", "Headers").format(Format::Headers),
        ParamSpec::choice(
            "bodyKind",
            texts("请求体格式", "Body"),
            vec![
                choice("json", "JSON", "JSON"),
                choice("form", "表单", "Form"),
                choice("text", "纯文本", "Plain text"),
            ],
        ),
        ParamSpec::lines("body", "请求体模板", "Body template")
            .default_text(r#"{"title":"{subject}","content":"{text}","to":"{recipients}"}"#)
            .help(
                "可用 {subject} {text} {recipients} {secret} {title} {details} {count} {targets} {causes} {time} {held}",
                "Filled in: {subject} {text} {recipients} {secret} {title} {details} {count} {targets} {causes} {time} {held}",
            ),
        person_key(),
        ParamSpec::text("successField", "成功标志字段", "Field that tells success").help(
            "应答为 JSON 时的字段路径，如 data.code；留空则 HTTP 2xx 即为成功",
            "Its path in a JSON answer, such as data.code; empty: any 2xx is success",
        ),
        ParamSpec::text("successValues", "成功的取值", "Values that mean success")
            .default_text("0,200,true,success")
            .help("多个用逗号分隔", "Separated by commas"),
        ParamSpec::text("successText", "应答须包含的文字", "Text that the answer holds").help(
            "应答不是 JSON 时使用",
            "For answers that are not JSON",
        ),
    ];
    params.extend(way());
    ChannelSpec {
        kind: ChannelKind::Http,
        name: texts("通用 HTTP", "Generic HTTP"),
        description: texts(
            "短信网关、企业内部 IM 等任何接受 HTTP 请求的服务",
            "An SMS gateway, an IM of your own, or anything else that takes an HTTP request",
        ),
        reaches: Reaches::Key,
        has_subject: true,
        has_text: true,
        least_seconds: 0,
        merge_seconds: 60,
        most_per_hour: 60,
        params,
        details: 2,
    }
}
