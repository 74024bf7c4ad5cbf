//! Row S4: the Landray receiver, message by message (`protocols.md`, section 4).

use serde_json::{Value, json};

use crate::ground::{Answer, Ground};

const SERVICE: (&str, &str) = (
    "/sys/webservice/sysNotifyTodoWebService",
    "text/xml;charset=UTF-8",
);

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The header that the ready-made target's account sends.
fn header(ground: &Ground) -> String {
    let params = &ground.target("landray")["params"];
    let (user, password) = (
        params["username"].as_str().unwrap_or(""),
        params["password"].as_str().unwrap_or(""),
    );
    format!(
        "<tns:RequestSOAPHeader xmlns:tns=\"http://sys.webservice.client\"><tns:user>{user}</tns:user>\
         <tns:password>{password}</tns:password></tns:RequestSOAPHeader>"
    )
}

fn envelope(header: &str, operation: &str, fields: &[(&str, &str)]) -> String {
    let fields: String = fields
        .iter()
        .map(|(name, value)| format!("<{name}>{}</{name}>", escape(value)))
        .collect();
    format!(
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:web=\"http://webservice.notify.sys.kmss.landray.com/\"><soapenv:Header>{header}</soapenv:Header>\
         <soapenv:Body><web:{operation}><arg0>{fields}</arg0></web:{operation}></soapenv:Body></soapenv:Envelope>"
    )
}

async fn send(ground: &Ground, operation: &str, fields: &[(&str, &str)]) -> Answer {
    ground
        .post("landray", SERVICE, &envelope(&header(ground), operation, fields))
        .await
}

/// `returnState` and `message` of a good answer.
async fn result(ground: &Ground, operation: &str, fields: &[(&str, &str)]) -> (String, String) {
    let answer = send(ground, operation, fields).await;
    let text = answer.text();
    assert_eq!(answer.status, 200, "{text}");
    let opening = format!(
        "<ns2:{operation}Response xmlns:ns2=\"http://webservice.notify.sys.kmss.landray.com/\"><return>"
    );
    assert!(text.contains(&opening), "{text}");
    let between = |from: &str, to: &str| -> Option<String> {
        let rest = &text[text.find(from)? + from.len()..];
        Some(
            rest[..rest.find(to)?]
                .replace("&quot;", "\"")
                .replace("&amp;", "&"),
        )
    };
    let state = between("<returnState>", "</returnState>").expect("a returnState");
    (state, between("<message>", "</message>").unwrap_or_default())
}

fn login(ground: &Ground, number: usize) -> String {
    json!({ "LoginName": ground.person(number)["loginId"] }).to_string()
}

/// The sample of section 4.1 with our people.
fn sample<'a>(creator: &'a str, targets: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("appName", "demo"),
        ("createTime", "2025-07-15 09:00:00"),
        ("docCreator", creator),
        ("key", "k"),
        ("link", "http://oa/wf?a=1&b=2"),
        ("modelId", "1001"),
        ("modelName", "差旅报销"),
        ("subject", "差旅报销-张伟"),
        ("targets", targets),
        ("type", "1"),
    ]
}

fn changed<'a>(fields: &[(&'a str, &'a str)], name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields
        .iter()
        .map(|&(known, old)| (known, if known == name { value } else { old }))
        .collect()
}

fn success() -> (String, String) {
    ("2".to_owned(), String::new())
}

#[tokio::test]
async fn s4_send_todo_reaches_one_person_or_many() {
    let ground = Ground::new().await;
    let creator = login(&ground, 0);
    let many = format!("[{},{}]", login(&ground, 1), login(&ground, 2));
    assert_eq!(
        result(&ground, "sendTodo", &sample(&creator, &many)).await,
        success()
    );
    let one = login(&ground, 3);
    let fields = changed(&sample(&creator, &one), "modelId", "1002");
    assert_eq!(result(&ground, "sendTodo", &fields).await, success());
    for (number, id) in [(1, "1001"), (2, "1001"), (3, "1002")] {
        assert_eq!(ground.list("landray", &ground.person(number), "todo").await, [id]);
    }
    let path = format!(
        "/receivers/landray/items?person={}",
        ground.person(1)["id"].as_str().unwrap()
    );
    let item = ground.call("GET", &path, None).await.1["items"][0].clone();
    assert_eq!(
        (&item["link"], &item["title"]),
        (&json!("http://oa/wf?a=1&b=2"), &json!("差旅报销-张伟"))
    );
    assert_eq!(item["creatorName"], ground.person(0)["name"]);
    let (_, status) = ground.call("GET", "", None).await;
    assert_eq!(status["receivers"][1]["todosNow"], 3);
}

#[tokio::test]
async fn s4_set_todo_done_for_all_or_for_some() {
    let ground = Ground::new().await;
    let (creator, second) = (login(&ground, 0), login(&ground, 2));
    let many = format!("[{},{}]", login(&ground, 1), second);
    result(&ground, "sendTodo", &sample(&creator, &many)).await;
    let base = [
        ("appName", "demo"),
        ("key", "k"),
        ("modelId", "1001"),
        ("modelName", "差旅报销"),
    ];
    let some = [&base[..], &[("optType", "2"), ("targets", &second)]].concat();
    assert_eq!(result(&ground, "setTodoDone", &some).await, success());
    assert_eq!(ground.list("landray", &ground.person(2), "done").await, ["1001"]);
    assert_eq!(
        ground.list("landray", &ground.person(1), "todo").await,
        ["1001"],
        "only the targets become done"
    );
    let other_key = [
        ("appName", "demo"),
        ("key", "z"),
        ("modelId", "1001"),
        ("modelName", "差旅报销"),
        ("optType", "1"),
    ];
    assert_eq!(
        result(&ground, "setTodoDone", &other_key).await.0,
        "0",
        "another key is another to-do"
    );
    let all = [&base[..], &[("optType", "1")]].concat();
    assert_eq!(result(&ground, "setTodoDone", &all).await, success());
    assert_eq!(ground.list("landray", &ground.person(1), "done").await, ["1001"]);
    let no_targets = [&base[..], &[("optType", "2")]].concat();
    assert_eq!(result(&ground, "setTodoDone", &no_targets).await.0, "1");
    let wrong = [&base[..], &[("optType", "3")]].concat();
    assert_eq!(result(&ground, "setTodoDone", &wrong).await.0, "1");
}

#[tokio::test]
async fn s4_delete_todo_removes_or_with_targets_only_handles() {
    let ground = Ground::new().await;
    let (creator, first) = (login(&ground, 0), login(&ground, 1));
    let many = format!("[{},{}]", first, login(&ground, 2));
    result(&ground, "sendTodo", &sample(&creator, &many)).await;
    let base = [
        ("appName", "demo"),
        ("modelId", "1001"),
        ("modelName", "差旅报销"),
    ];
    let some = [&base[..], &[("optType", "2"), ("targets", &first)]].concat();
    assert_eq!(result(&ground, "deleteTodo", &some).await, success());
    assert_eq!(
        ground.list("landray", &ground.person(1), "done").await,
        ["1001"],
        "optType 2 handles it as done"
    );
    let all = [&base[..], &[("optType", "1")]].concat();
    assert_eq!(result(&ground, "deleteTodo", &all).await, success());
    for number in [1, 2] {
        for list in ["todo", "done"] {
            assert!(
                ground
                    .list("landray", &ground.person(number), list)
                    .await
                    .is_empty(),
                "optType 1 removes"
            );
        }
    }
    assert_eq!(
        result(&ground, "deleteTodo", &all).await.0,
        "0",
        "nothing was there to do"
    );
}

#[tokio::test]
async fn s4_update_todo_changes_what_is_shown() {
    let ground = Ground::new().await;
    let (creator, target) = (login(&ground, 0), login(&ground, 1));
    let update = [
        ("appName", "demo"),
        ("extendContent", r#"[{"key":"lbpmCurrNode","value":"财务审核"}]"#),
        ("key", "k"),
        ("level", "1"),
        ("link", "http://oa/new"),
        ("modelId", "1001"),
        ("modelName", "差旅报销"),
        ("subject", "新标题"),
        ("type", "2"),
    ];
    assert_eq!(
        result(&ground, "updateTodo", &update).await.0,
        "0",
        "there is nothing to update yet"
    );
    result(&ground, "sendTodo", &sample(&creator, &target)).await;
    assert_eq!(result(&ground, "updateTodo", &update).await, success());
    let path = format!(
        "/receivers/landray/items?person={}",
        ground.person(1)["id"].as_str().unwrap()
    );
    let item = ground.call("GET", &path, None).await.1["items"][0].clone();
    assert_eq!(
        (&item["title"], &item["nodeName"]),
        (&json!("新标题"), &json!("财务审核"))
    );
}

#[tokio::test]
async fn s4_get_todo_pages_and_counts() {
    let ground = Ground::new().await;
    let (creator, target) = (login(&ground, 0), login(&ground, 1));
    let (_, nothing) = result(&ground, "getTodo", &[("targets", &target)]).await;
    let nothing: Value = serde_json::from_str(&nothing).unwrap();
    assert_eq!(nothing["errorPage"], "true", "the answer without rows");
    for (id, kind) in [("1", "1"), ("2", "1"), ("3", "2")] {
        let fields = changed(&changed(&sample(&creator, &target), "modelId", id), "type", kind);
        assert_eq!(result(&ground, "sendTodo", &fields).await, success());
    }
    let done = [
        ("appName", "demo"),
        ("modelId", "1"),
        ("modelName", "差旅报销"),
        ("optType", "1"),
    ];
    result(&ground, "setTodoDone", &done).await;
    let get = async |extra: &[(&'static str, &'static str)]| -> Value {
        let mut fields = vec![("targets", target.as_str())];
        fields.extend_from_slice(extra);
        fields.sort_unstable();
        serde_json::from_str(&result(&ground, "getTodo", &fields).await.1).unwrap()
    };
    let counts = [
        ("-1", "1"),
        ("0", "2"),
        ("1", "1"),
        ("2", "1"),
        ("4", "1"),
        ("13", "1"),
    ];
    for (kind, count) in counts {
        assert_eq!(
            get(&[("type", kind)]).await["count"],
            count,
            "type {kind}; numbers arrive as texts"
        );
    }
    assert_eq!(
        get(&[("type", "5")]).await["errorPage"],
        "true",
        "no notice was read"
    );
    let page = get(&[("rowSize", "2"), ("pageNo", "2")]).await;
    assert_eq!(
        (&page["pageCount"], &page["pageno"], &page["count"]),
        (&json!("2"), &json!("2"), &json!("3"))
    );
    assert_eq!(page["docs"].as_array().unwrap().len(), 1);
    let found = get(&[("otherCond", r#"[{"modelId":"2"},{"appName":"demo"}]"#)]).await;
    assert_eq!(
        (&found["count"], &found["docs"][0]["modelId"]),
        (&json!("1"), &json!("2"))
    );
    assert_eq!(found["docs"][0]["creatorName"], ground.person(0)["name"]);
    let count = [
        ("target", target.as_str()),
        ("types", r#"[{"type":1},{"type":0}]"#),
    ];
    assert_eq!(
        result(&ground, "getTodoCount", &count).await,
        ("2".into(), r#"[{"1":1},{"0":2}]"#.into())
    );
}

#[tokio::test]
async fn s4_required_fields_and_formats_are_return_state_one() {
    let ground = Ground::new().await;
    let (creator, target) = (login(&ground, 0), login(&ground, 1));
    let good = sample(&creator, &target);
    for name in [
        "createTime",
        "link",
        "modelId",
        "modelName",
        "subject",
        "targets",
        "type",
    ] {
        let without: Vec<_> = good.iter().copied().filter(|(field, _)| *field != name).collect();
        let expected = ("1".to_owned(), format!("{name}不能为空"));
        assert_eq!(
            result(&ground, "sendTodo", &without).await,
            expected,
            "without {name}"
        );
        assert_eq!(
            result(&ground, "sendTodo", &changed(&good, name, "")).await,
            expected,
            "with an empty {name}"
        );
    }
    let wrong = [
        ("createTime", "2025-07-15T09:00:00"),
        ("link", "/wf/1"),
        ("targets", "u002"),
        ("targets", "[]"),
        ("targets", r#"{"Nick":"x"}"#),
        ("type", "x"),
        ("type", "9"),
    ];
    for (name, value) in wrong {
        let (state, message) = result(&ground, "sendTodo", &changed(&good, name, value)).await;
        assert_eq!(state, "1", "{name}={value}: {message}");
        assert!(
            message.contains(name),
            "the message should name {name}: {message}"
        );
    }
    assert!(
        ground.list("landray", &ground.person(1), "todo").await.is_empty(),
        "what failed changes nothing"
    );
}

#[tokio::test]
async fn s4_the_generated_schema_is_checked_strictly() {
    let ground = Ground::new().await;
    let (creator, target) = (login(&ground, 0), login(&ground, 1));
    let good = sample(&creator, &target);
    let mut swapped = good.clone();
    swapped.swap(0, 1);
    let unknown = [&[("aField", "x")], &good[..]].concat();
    let repeated = [&good[..], &[("type", "1")]].concat();
    for fields in [swapped, unknown, repeated] {
        let answer = send(&ground, "sendTodo", &fields).await;
        assert_eq!(answer.status, 500);
        assert!(
            answer.text().contains("Unmarshalling Error: unexpected element"),
            "{}",
            answer.text()
        );
    }
    let body = envelope(&header(&ground), "sendTodo", &good);
    let qualified = body
        .replace("<arg0>", "<web:arg0>")
        .replace("</arg0>", "</web:arg0>");
    assert!(
        ground
            .post("landray", SERVICE, &qualified)
            .await
            .text()
            .contains("Unmarshalling Error")
    );
    let other = body.replace("http://webservice.notify.sys.kmss.landray.com/", "urn:other");
    assert!(
        ground
            .post("landray", SERVICE, &other)
            .await
            .text()
            .contains("Unexpected wrapper element")
    );
    let with_links = [
        &good[..5],
        &[("mobileLink", "http://m")],
        &good[5..7],
        &[("padLink", "http://p")],
        &good[7..],
    ];
    assert_eq!(
        result(&ground, "sendTodo", &with_links.concat()).await,
        success(),
        "the newer page's fields"
    );
    let language = [&good[..7], &[("param2", "p"), ("language", "zh-CN")], &good[7..]].concat();
    assert_eq!(
        result(&ground, "sendTodo", &language).await,
        success(),
        "language where the older schema has it"
    );
}

#[tokio::test]
async fn s4_who_may_not_call_gets_a_fault() {
    let ground = Ground::new().await;
    let (creator, target) = (login(&ground, 0), login(&ground, 1));
    let good = sample(&creator, &target);
    let own = header(&ground);
    let password = ground.target("landray")["params"]["password"]
        .as_str()
        .unwrap()
        .to_owned();
    let faults = [
        (String::new(), "在请求消息头中找不到RequestSOAPHeader的信息"),
        (
            own.replace("tns:user>", "tns:who>"),
            "在请求消息头中找不到user的信息",
        ),
        (own.replace(&password, "wrong"), "用户名或密码错误"),
    ];
    for (header, text) in faults {
        let answer = ground
            .post("landray", SERVICE, &envelope(&header, "sendTodo", &good))
            .await;
        assert_eq!(answer.status, 500);
        assert!(
            answer
                .text()
                .contains(&format!("<faultstring>{text}</faultstring>")),
            "{}",
            answer.text()
        );
    }
    let separate = format!(
        "<t:user xmlns:t=\"http://sys.webservice.client\">todo-relay</t:user><t:password \
         xmlns:t=\"http://sys.webservice.client\">{password}</t:password>"
    );
    let security = format!(
        "<w:Security xmlns:w=\"urn:wsse\"><w:UsernameToken><w:Username>todo-relay</w:Username><w:Password>{password}\
         </w:Password></w:UsernameToken></w:Security>"
    );
    for header in [separate, security] {
        let answer = ground
            .post("landray", SERVICE, &envelope(&header, "sendTodo", &good))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    let (_, messages) = ground.call("GET", "/receivers/landray/messages", None).await;
    assert!(
        !messages.to_string().contains(&password),
        "the password should be masked in raw messages"
    );
}

#[tokio::test]
async fn s4_an_unknown_person_or_service_is_a_fault() {
    let ground = Ground::new().await;
    let (creator, target) = (login(&ground, 0), login(&ground, 1));
    let ghost = r#"{"LoginName":"ghost"}"#;
    for fields in [sample(&creator, ghost), sample(ghost, &target)] {
        let answer = send(&ground, "sendTodo", &fields).await;
        assert_eq!(answer.status, 500);
        assert!(
            answer.text().contains("找不到标识为ghost的组织架构或人员对象"),
            "{}",
            answer.text()
        );
    }
    let answer = ground
        .post("landray", ("/sys/webservice/nothing", SERVICE.1), "<a/>")
        .await;
    assert!(
        answer.text().contains("找不到服务标识为nothing的WebService"),
        "{}",
        answer.text()
    );
    let answer = ground.post("landray", SERVICE, &"x".repeat((1 << 20) + 1)).await;
    assert!(answer.text().contains("消息体大小超出限制"), "{}", answer.text());
    let wsdl = ground
        .post(
            "landray",
            ("/ekp/sys/webservice/sysNotifyTodoWebService?wsdl", "text/xml"),
            "",
        )
        .await;
    let wsdl = wsdl.text();
    assert!(
        wsdl.contains("ISysNotifyTodoWebServicePort") && wsdl.contains("name=\"docCreator\""),
        "{wsdl}"
    );
}

#[tokio::test]
async fn s4_people_are_known_by_every_key_of_ekp_user_key() {
    let ground = Ground::new().await;
    let (creator, person) = (login(&ground, 0), ground.person(1));
    let ldap = format!(
        "uid={},ou=people,dc=sandbox,dc=local",
        person["loginId"].as_str().unwrap()
    );
    let keys = [
        json!({ "Id": person["externalId"] }),
        json!({ "PersonNo": person["workCode"] }),
        json!({ "LoginName": person["loginId"] }),
        json!({ "Keyword": person["id"] }),
        json!({ "KeyWord": person["id"] }),
        json!({ "LdapDN": ldap }),
    ];
    for (number, key) in keys.iter().enumerate() {
        let (target, id) = (key.to_string(), number.to_string());
        let fields: Vec<_> = sample(&creator, &target)
            .into_iter()
            .map(|(name, value)| (name, if name == "modelId" { id.as_str() } else { value }))
            .collect();
        assert_eq!(result(&ground, "sendTodo", &fields).await, success(), "{key}");
    }
    assert_eq!(ground.list("landray", &person, "todo").await.len(), keys.len());
}
