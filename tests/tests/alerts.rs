//! Alerts, told by real SMTP servers and by peers that verify what the real services verify (rows F2, F4).
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use chrono::DateTime;
use serde_json::{Value, json};

use whole_program::alert_peers::AlertPeers;
use whole_program::ecology::{Ecology, Mood};
use whole_program::events::todo;
use whole_program::relay::{Home, Relay};
use whole_program::until::until;

/// Secrets that the peers know.
const SECRETS: [&str; 6] = [
    "SEC0123456789abcdef",
    "aliyun-test-secret",
    "tencent-test-key",
    "bridge-access-token",
    "gateway-password",
    "mail-password",
];

fn channel(kind: &str, params: &Value) -> Value {
    json!({
        "name": format!("通道 {kind}"), "enabled": true, "kind": kind, "params": params,
        "tells": ["breakerOpened", "breakerRecovered", "storeUnavailable", "storeRecovered"],
        "recipients": { "persons": [], "roles": ["ops"] },
        "mergeSeconds": 60, "mostPerHour": 60,
    })
}

fn mail(peers: &AlertPeers, way: &str) -> Value {
    let login = if way == "plain" {
        json!({})
    } else {
        json!({ "user": "alert@example.com", "password": "mail-password" })
    };
    let mut params = json!({
        "host": "localhost", "port": peers.mail_port(way), "security": way, "customCa": peers.ca(),
        "from": "推送告警 <alert@example.com>",
    });
    params
        .as_object_mut()
        .unwrap()
        .extend(login.as_object().unwrap().clone());
    channel("email", &params)
}

/// 张三 is a main account with a part-time identity; the role holds both, a leaver, and one without any address.
async fn organise(relay: &Relay) {
    let directory = json!({
        "subsidiaries": [{ "id": "s", "name": "总部" }],
        "departments": [{ "id": "d", "name": "信息部", "subsidiary": "s" }],
        "persons": [
            { "id": "1", "name": "张三", "loginId": "zhangsan", "mobile": "13800000001", "email": "zhangsan@example.com", "department": "d" },
            { "id": "2", "name": "张三（兼职）", "mobile": "13800000009", "email": "second@example.com", "mainAccount": "1" },
            { "id": "3", "name": "李四", "loginId": "lisi", "mobile": "13800000003", "email": "lisi@example.com" },
            { "id": "4", "name": "离职者", "loginId": "gone", "mobile": "13800000004", "email": "gone@example.com", "active": false },
            { "id": "5", "name": "王五" },
        ],
        "roles": [{ "id": "ops", "name": "运维", "persons": ["1", "2", "3", "4", "5"] }],
    });
    let written = relay.api.put("/api/v1/directory", &directory).await;
    assert_eq!(written.status, 204, "{}", written.text());
}

async fn send_test(relay: &Relay, channel: &Value) -> Value {
    let draft = json!({ "channel": channel });
    relay.api.post("/api/v1/alerts/test", &draft).await.expect(200)
}

/// What would fill the provider's template for one alert.
async fn previewed(relay: &Relay, channel: &Value) -> Vec<Value> {
    let draft = json!({ "channel": channel });
    let preview = relay.api.post("/api/v1/alerts/preview", &draft).await.expect(200);
    preview["one"]["templateValues"].as_array().unwrap().clone()
}

async fn create(relay: &Relay, channel: &Value) -> u64 {
    let stored = relay
        .api
        .post("/api/v1/alerts/channels", channel)
        .await
        .expect(201);
    for secret in SECRETS {
        assert!(
            !stored.to_string().contains(secret),
            "a secret was given back: {stored}"
        );
    }
    stored["id"].as_u64().unwrap()
}

async fn messages(relay: &Relay, channel: u64) -> Vec<Value> {
    let query = format!("channelId={channel}");
    relay.list("/api/v1/alerts/messages", &query).await
}

/// Row F2: each kind is taken by a peer that checks signature, sign-on and form; persons are told once, by main account.
#[tokio::test(flavor = "multi_thread")]
async fn f2_every_kind_of_channel_speaks_to_a_peer_that_verifies_it() {
    let home = Home::new();
    let relay = home.start().await;
    let mut peers = AlertPeers::start().await;
    organise(&relay).await;
    let base = peers.http();

    for way in ["plain", "startTls", "tls"] {
        let answer = send_test(&relay, &mail(&peers, way)).await;
        assert_eq!(answer["sent"], true, "{way}: {answer}");
        let letter = peers.next().await;
        assert_eq!(letter["channel"], way);
        assert_eq!(
            letter["to"],
            json!(["zhangsan@example.com", "lisi@example.com"]),
            "{letter}"
        );
        assert_eq!(letter["encrypted"], way != "plain", "{letter}");
        let subject = letter["subject"].as_str().unwrap();
        assert!(
            subject.starts_with("【测试】【统一待办推送】") && subject.contains("已熔断"),
            "{subject}"
        );
        assert!(
            letter["text"].as_str().unwrap().contains("待推送 128 条已保留"),
            "{letter}"
        );
        let remark = answer["remark"].as_str().unwrap_or_default();
        assert!(
            remark.contains("王五"),
            "who could not be told is named: {answer}"
        );
    }

    let params =
        json!({ "webhook": format!("{base}/dingtalk?access_token=ding-token"), "signSecret": SECRETS[0] });
    assert_eq!(
        send_test(&relay, &channel("dingtalk", &params)).await["sent"],
        true
    );
    let said = peers.next().await;
    assert_eq!(
        said["body"]["at"]["atMobiles"],
        json!(["13800000001", "13800000003"]),
        "{said}"
    );
    assert!(
        said["body"]["text"]["content"]
            .as_str()
            .unwrap()
            .contains("@13800000003"),
        "{said}"
    );

    let params = json!({ "webhook": format!("{base}/feishu/hook/feishu-token"), "signSecret": SECRETS[0] });
    assert_eq!(send_test(&relay, &channel("feishu", &params)).await["sent"], true);
    assert_eq!(peers.next().await["channel"], "feishu");

    let params = json!({ "webhook": format!("{base}/wecom?key=wecom-key"), "atAll": true });
    assert_eq!(send_test(&relay, &channel("wecom", &params)).await["sent"], true);
    assert_eq!(
        peers.next().await["body"]["text"]["mentioned_list"],
        json!(["@all"])
    );

    let params = json!({ "url": base, "accessToken": SECRETS[3], "outSysId": "relay", "tpIds": "7" });
    let answer = send_test(&relay, &channel("eBridge", &params)).await;
    assert_eq!(answer["sent"], true, "{answer}");
    assert_eq!(peers.next().await["body"]["userids"], "zhangsan,lisi");

    let params = json!({
        "accessKeyId": "LTAI-test-id", "accessKeySecret": SECRETS[1], "signName": "集团", "templateCode": "SMS_1",
        "templateParam": "{\"name\":\"{targets}\",\"event\":\"{title}\"}", "endpoint": base,
    });
    let mut aliyun = channel("aliyunSms", &params);
    aliyun["mergeSeconds"] = json!(300);
    let answer = send_test(&relay, &aliyun).await;
    assert_eq!(answer["sent"], true, "{answer}");
    let sms = peers.next().await;
    assert_eq!(sms["body"]["PhoneNumbers"], "13800000001,13800000003");
    let filled: Value = serde_json::from_str(sms["body"]["TemplateParam"].as_str().unwrap()).unwrap();
    assert!(filled["event"].as_str().unwrap().ends_with("已熔断"), "{filled}");
    let names = |values: &[Value]| {
        values
            .iter()
            .map(|value| value["name"].clone())
            .collect::<Vec<_>>()
    };
    let values = previewed(&relay, &aliyun).await;
    assert_eq!(names(&values), ["event", "name"]);
    assert_eq!(
        values[0]["value"], filled["event"],
        "the preview fills it by the same code"
    );

    let params = json!({
        "secretId": "AKID-test-id", "secretKey": SECRETS[2], "sdkAppId": "1400", "signName": "集团", "templateId": "9",
        "templateParams": "{title},{time}", "endpoint": base, "to": "+85212345678",
    });
    let mut tencent = channel("tencentSms", &params);
    tencent["mergeSeconds"] = json!(300);
    let answer = send_test(&relay, &tencent).await;
    let remark = answer["remark"].as_str().unwrap_or_default();
    assert!(
        answer["sent"] == true && remark.contains("+85212345678"),
        "one number is refused: {answer}"
    );
    let sms = peers.next().await;
    assert_eq!(sms["body"]["PhoneNumberSet"][0], "+8613800000001");
    assert_eq!(sms["body"]["TemplateParamSet"].as_array().unwrap().len(), 2);
    let values = previewed(&relay, &tencent).await;
    assert_eq!(names(&values), ["{1}", "{2}"]);

    let params = json!({
        "url": format!("{base}/gateway?mobiles={{recipients}}&password={{secret}}"), "secret": SECRETS[4],
        "headers": { "X-Token": "{secret}" }, "personKey": "mobile", "successField": "result.code",
    });
    let answer = send_test(&relay, &channel("http", &params)).await;
    assert_eq!(answer["sent"], true, "{answer}");
    let said = peers.next().await;
    assert_eq!(said["body"]["query"]["mobiles"], "13800000001,13800000003");
    assert!(
        said["body"]["body"]["content"].as_str().unwrap().contains('\n')
            || !said["body"]["body"]["content"].is_null()
    );
}

/// Row F4: what a peer does not take is said in its words, and no secret is.
#[tokio::test(flavor = "multi_thread")]
async fn f4_what_a_peer_refuses_is_said_and_no_secret_is() {
    let home = Home::new();
    let relay = home.start().await;
    let mut peers = AlertPeers::start().await;
    organise(&relay).await;
    let base = peers.http();
    let refused = async |channel: &Value, part: &str| {
        let answer = send_test(&relay, channel).await;
        let remark = answer["remark"].as_str().unwrap_or_default().to_owned();
        assert!(
            answer["sent"] == false && remark.contains(part),
            "{part}: {answer}"
        );
        for secret in SECRETS {
            assert!(!remark.contains(secret), "a secret is said: {remark}");
        }
    };

    let mut wrong = mail(&peers, "tls");
    wrong["params"]["password"] = json!("not-the-password");
    refused(&wrong, "535").await;
    let mut untrusted = mail(&peers, "startTls");
    untrusted["params"]["customCa"] = json!("");
    refused(&untrusted, "certificate").await;
    let mut plain_where_tls_is_wanted = mail(&peers, "startTls");
    plain_where_tls_is_wanted["params"]["security"] = json!("plain");
    refused(&plain_where_tls_is_wanted, "邮件服务器拒绝登录").await;
    let mut closed = mail(&peers, "plain");
    closed["params"]["port"] = json!(1);
    refused(&closed, "无法连接邮件服务器").await;
    let mut only_unknown = mail(&peers, "plain");
    only_unknown["recipients"] = json!({ "persons": [], "roles": [] });
    only_unknown["params"]["to"] = json!("nobody@example.com");
    refused(&only_unknown, "550").await;
    only_unknown["params"]["to"] = json!("nobody@example.com, boss@example.com");
    let answer = send_test(&relay, &only_unknown).await;
    assert!(
        answer["sent"] == true && answer["remark"].as_str().unwrap().contains("nobody@example.com"),
        "{answer}"
    );
    assert_eq!(peers.next().await["to"], json!(["boss@example.com"]));

    let params =
        json!({ "webhook": format!("{base}/dingtalk?access_token=ding-token"), "signSecret": "SECwrong" });
    refused(&channel("dingtalk", &params), "310000").await;
    let params = json!({ "webhook": format!("{base}/feishu/hook/feishu-token") });
    refused(&channel("feishu", &params), "19021").await;
    let params = json!({ "webhook": format!("{base}/wecom?key=another") });
    refused(&channel("wecom", &params), "93000").await;
    let params = json!({
        "url": format!("{base}/gateway?password={{secret}}"), "secret": SECRETS[4], "successField": "result.code",
    });
    refused(&channel("http", &params), "403").await;
    peers.refuse(&["gateway"]).await;
    refused(&channel("http", &params), "HTTP 500").await;
}

/// Rows F2, F4: a part-time identity is refused with the reason; wrong input is named by field and takes nothing.
#[tokio::test(flavor = "multi_thread")]
async fn f2_wrong_channels_are_refused_by_field_and_secrets_are_markers() {
    let home = Home::new();
    let relay = home.start().await;
    let peers = AlertPeers::start().await;
    organise(&relay).await;
    let complaints = async |channel: &Value, path: &str, code: &str| {
        let answer = relay.api.post("/api/v1/alerts/channels", channel).await;
        assert_eq!(answer.status, 400, "{}", answer.text());
        let found = answer.fields();
        assert!(
            found.iter().any(|(at, what)| at == path && what == code),
            "{found:?}"
        );
    };
    let with = |change: &dyn Fn(&mut Value)| {
        let mut channel = mail(&peers, "tls");
        change(&mut channel);
        channel
    };
    complaints(
        &with(&|c| c["recipients"]["persons"] = json!(["2"])),
        "/recipients/persons/0",
        "PART_TIME_IDENTITY",
    )
    .await;
    complaints(
        &with(&|c| c["recipients"]["persons"] = json!(["99"])),
        "/recipients/persons/0",
        "UNKNOWN_REFERENCE",
    )
    .await;
    complaints(
        &with(&|c| c["recipients"]["roles"] = json!(["x"])),
        "/recipients/roles/0",
        "UNKNOWN_REFERENCE",
    )
    .await;
    complaints(
        &with(&|c| c["recipients"]["roles"] = json!([])),
        "/recipients",
        "REQUIRED",
    )
    .await;
    complaints(
        &with(&|c| c["text"] = json!("{nothing}")),
        "/text",
        "UNKNOWN_PLACEHOLDER",
    )
    .await;
    complaints(&with(&|c| c["tells"] = json!([])), "/tells", "REQUIRED").await;
    complaints(
        &with(&|c| c["mergeSeconds"] = json!(4_000)),
        "/mergeSeconds",
        "OUT_OF_RANGE",
    )
    .await;
    complaints(
        &with(&|c| c["mostPerHour"] = json!(0)),
        "/mostPerHour",
        "OUT_OF_RANGE",
    )
    .await;
    complaints(
        &with(&|c| c["params"]["from"] = json!("nobody")),
        "/params/from",
        "INVALID_MAIL_ADDRESS",
    )
    .await;
    complaints(
        &with(&|c| c["params"]["host"] = json!("a b")),
        "/params/host",
        "INVALID_ADDRESS",
    )
    .await;
    complaints(
        &with(&|c| c["params"]["colour"] = json!("red")),
        "/params/colour",
        "UNKNOWN_NAME",
    )
    .await;
    complaints(&channel("native", &json!({})), "/kind", "NOT_UNIQUE").await;
    let robot = channel("wecom", &json!({}));
    complaints(&robot, "/params/webhook", "REQUIRED").await;
    let robot = channel("wecom", &json!({ "webhook": "zz" }));
    complaints(&robot, "/params/webhook", "INVALID_ADDRESS").await;
    let draft = json!({ "channel": robot });
    let tested = relay.api.post("/api/v1/alerts/test", &draft).await;
    assert_eq!(tested.status, 400, "{}", tested.text());
    let gateway = channel(
        "http",
        &json!({ "url": "http://127.0.0.1:1/", "body": "{\"a\":" }),
    );
    complaints(&gateway, "/params/body", "INVALID_JSON").await;

    let id = create(&relay, &mail(&peers, "tls")).await;
    complaints(&mail(&peers, "tls"), "/name", "NOT_UNIQUE").await;
    let at = format!("/api/v1/alerts/channels/{id}");
    let mut stored = relay.api.get(&at).await;
    assert_eq!(
        stored["params"]["password"],
        json!({ "secret": true, "set": true })
    );
    // What is read can be written back; the secret stays.
    let fields = stored.as_object_mut().unwrap();
    for given in ["id", "createdAt", "updatedAt"] {
        fields.remove(given);
    }
    stored["text"] = json!("{title}\n{details}");
    relay.api.put(&at, &stored).await.expect(200);
    let tested = relay
        .api
        .post("/api/v1/alerts/test", &json!({ "channel": stored, "id": id }))
        .await
        .expect(200);
    assert_eq!(tested["sent"], true, "{tested}");
    let gone = relay.api.call(http::Method::DELETE, &at, None).await;
    assert_eq!(gone.status, 204);
    assert_eq!(relay.api.call(http::Method::GET, &at, None).await.status, 404);
}

/// Rows F2, F4: an opening is told within five seconds, its recovery after it; troubles that come together are one
/// message.
#[tokio::test(flavor = "multi_thread")]
async fn f2_openings_and_recoveries_are_told_in_pairs_and_what_comes_together_is_one_message() {
    let home = Home::new();
    let relay = home.start().await;
    let mut peers = AlertPeers::start().await;
    organise(&relay).await;
    let mut letters = mail(&peers, "plain");
    letters["mergeSeconds"] = json!(0);
    let letters = create(&relay, &letters).await;
    let mut ecology = Ecology::start(Mood::Prompt);
    let mut ids = Vec::new();
    for name in ["a", "b", "c"] {
        ids.push(relay.create_target(&ecology.target(name)).await);
    }
    ecology.peer().go_down().await;
    relay
        .take_in("batch", (0..5).map(|n| todo(&n.to_string())).collect())
        .await;

    let opened = peers.next().await;
    let openings = relay.list("/api/v1/breaker-openings", "").await;
    assert_eq!(openings.len(), 3, "{openings:?}");
    let told = messages(&relay, letters).await;
    let last = until("the message is recorded", async || {
        let told = messages(&relay, letters).await;
        told.iter()
            .all(|message| message["state"] == "sent")
            .then_some(told)
    })
    .await;
    assert_eq!(told.len(), 1, "three openings are one message: {told:?}");
    assert_eq!(last[0]["alerts"], 3);
    assert!(
        opened["subject"].as_str().unwrap().contains("3 项异常"),
        "{opened}"
    );
    let time = |value: &Value| DateTime::parse_from_rfc3339(value.as_str().unwrap()).unwrap();
    let first = openings
        .iter()
        .map(|opening| time(&opening["createTime"]))
        .min()
        .unwrap();
    let took = (time(&last[0]["finishedAt"]) - first).to_std().unwrap();
    assert!(
        took <= Duration::from_secs(5),
        "from the opening to the hand-over: {took:?}"
    );
    println!("from the opening to the hand-over: {took:?}");

    ecology.peer().come_up();
    let mut recovered = 0;
    while recovered < 3 {
        let letter = peers.next().await;
        let text = letter["text"].as_str().unwrap();
        recovered += text.matches("已恢复").count();
        assert!(!text.contains("已熔断"), "nothing opened again: {text}");
        assert!(text.contains("历时"), "how long it lasted is said: {text}");
    }
    assert_eq!(recovered, 3, "each opening has one recovery");

    // One that is deleted while it is down is over too.
    ecology.peer().go_down().await;
    relay.take_in("again", vec![todo("another")]).await;
    let opened = peers.next().await;
    assert!(opened["text"].as_str().unwrap().contains("已熔断"), "{opened}");
    let gone = format!("/api/v1/targets/{}", ids[0]);
    let deleted = relay.api.call(http::Method::DELETE, &gone, None).await;
    assert_eq!(deleted.status, 204, "{}", deleted.text());
    let over = peers.next().await;
    let text = over["text"].as_str().unwrap();
    assert!(text.contains("的熔断已结束：应用系统已删除"), "{text}");
}

/// Row F4: a message that its channel does not take waits with the reason, over a kill too; pushing goes on meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn f4_a_failing_channel_is_tried_again_over_a_kill_and_holds_up_nothing() {
    let home = Home::new();
    let relay = home.start().await;
    let mut peers = AlertPeers::start().await;
    organise(&relay).await;
    peers.refuse(&["mail"]).await;
    let letters = create(&relay, &mail(&peers, "plain")).await;
    let (mut down, healthy) = (Ecology::start(Mood::Prompt), Ecology::start(Mood::Prompt));
    relay.create_target(&down.target("down")).await;
    relay.create_target(&healthy.target("healthy")).await;
    down.peer().go_down().await;
    relay
        .take_in("batch", (0..20).map(|n| todo(&n.to_string())).collect())
        .await;
    let waiting = until("the channel refuses", async || {
        let told = messages(&relay, letters).await;
        told.into_iter()
            .find(|message| message["tries"].as_u64() > Some(0))
    })
    .await;
    assert_eq!(waiting["state"], "waiting");
    assert!(waiting["remark"].as_str().unwrap().contains("451"), "{waiting}");
    assert!(!waiting["nextTryAt"].is_null());
    healthy
        .until("the healthy target has all", |count| count.all >= 20)
        .await;
    relay.kill().await;

    let relay = home.start().await;
    let after = messages(&relay, letters).await;
    assert_eq!(
        (after.len(), &after[0]["id"]),
        (1, &waiting["id"]),
        "it is the same message"
    );
    peers.refuse(&[]).await;
    let retry = format!("/api/v1/alerts/messages/{}/retry", waiting["id"]);
    assert_eq!(relay.api.post(&retry, &json!(null)).await.status, 202);
    let letter = peers.next().await;
    assert!(letter["subject"].as_str().unwrap().contains("已熔断"), "{letter}");
    until("it is recorded", async || {
        let told = messages(&relay, letters).await;
        (told[0]["state"] == "sent").then_some(())
    })
    .await;
    assert_eq!(
        relay.api.post(&retry, &json!(null)).await.status,
        409,
        "it is over"
    );
}
