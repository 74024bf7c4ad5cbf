//! What is configured beside targets: push addresses, adapters, mapping tables, groups and roles, catalogues, settings,
//! export and import, the audit trail. Each operation answers its status and its shape, and names what is wrong.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::world::{Answer, World, ask, target};

const SCRIPT: &str = r#"
fn parameters() { [] }
fn encode(item, params) { #{ path: "/in", body: "x" } }
fn classify(data_set, answer, params) { #{ result: "accepted" } }
"#;

async fn delete(world: &World, path: &str) -> Answer {
    ask(Method::DELETE, path).of(&world.inside).await
}

async fn made_target(world: &World) -> Value {
    let made = world.post("/api/v1/targets", &target("portal")).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    made.json()["id"].clone()
}

#[tokio::test]
async fn a_push_address_can_be_made_read_changed_previewed_and_deleted() {
    let world = World::new().await;
    let id = made_target(&world).await;
    let address = json!({ "name": "门户", "enabled": true, "prefix": "/go", "bindings": [{ "target": id, "pc": true }] });
    let made = world.post("/api/v1/push-addresses", &address).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let path = format!("/api/v1/push-addresses/{}", made.json()["id"]);
    assert_eq!(world.get(&path).await.json(), made.json());
    let rival = json!({ "name": "另一个", "bindings": [{ "target": id, "pc": true }] });
    let refused = world.post("/api/v1/push-addresses", &rival).await;
    assert_eq!(refused.fields(), ["/bindings/0/pc BOUND_ELSEWHERE"]);
    let preview = json!({ "address": address, "id": made.json()["id"], "requestId": "7", "operator": "1" });
    let shown = world
        .post("/api/v1/push-addresses/preview", &preview)
        .await
        .json();
    assert_eq!(
        shown["items"][0]["links"]["pc"],
        "/go/workflow/request/ViewRequest.jsp?requestid=7"
    );
    let mut changed = address.clone();
    changed["prefix"] = json!("https://a.example.com");
    assert_eq!(
        world.put(&path, &changed).await.json()["prefix"],
        "https://a.example.com"
    );
    assert_eq!(delete(&world, &path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(delete(&world, &path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn adapters_are_checked_kept_listed_read_and_deleted_and_examples_compile() {
    let world = World::new().await;
    let half = world
        .post("/api/v1/adapters/check", &json!({ "source": "fn encode(" }))
        .await
        .json();
    assert!(
        half["faults"][0]["line"].is_number() && half["spec"].is_null(),
        "{half}"
    );
    let whole = world
        .post("/api/v1/adapters/check", &json!({ "source": SCRIPT }))
        .await
        .json();
    assert_eq!(
        (&whole["faults"], &whole["spec"]["pushType"]),
        (&json!([]), &json!("custom"))
    );
    let new = json!({ "class": "acme.Portal", "source": SCRIPT });
    let made = world.post("/api/v1/adapters", &new).await;
    assert_eq!(
        (made.status, &made.json()["version"]),
        (StatusCode::CREATED, &json!(1))
    );
    let wrong = world
        .post(
            "/api/v1/adapters",
            &json!({ "class": "acme/Portal", "source": SCRIPT }),
        )
        .await;
    assert_eq!(wrong.fields(), ["/class INVALID_CLASS"]);
    let listed = world.get("/api/v1/adapters").await.json();
    assert_eq!(listed["items"][0]["versions"][0]["usedBy"], json!([]));
    let path = "/api/v1/adapters/acme.Portal/1";
    assert_eq!(world.get(path).await.json()["source"], SCRIPT);
    assert_eq!(
        world.get("/api/v1/adapters/acme.Portal/x").await.status,
        StatusCode::NOT_FOUND
    );
    let user = json!({
        "identifier": "own", "name": "自建", "pushType": "custom", "adapter": { "class": "acme.Portal" },
        "server": { "scheme": "http", "authority": "127.0.0.1:9" }
    });
    assert_eq!(
        world.post("/api/v1/targets", &user).await.status,
        StatusCode::CREATED
    );
    let in_use = delete(&world, path).await;
    assert_eq!(
        (in_use.status, in_use.problem().as_str()),
        (StatusCode::CONFLICT, "ADAPTER_IN_USE")
    );
    let trial = json!({ "source": SCRIPT, "receiver": "x", "event": crate::world::event() });
    let nowhere = world.post("/api/v1/adapters/try", &trial).await;
    assert_eq!(
        (nowhere.status, nowhere.problem().as_str()),
        (StatusCode::CONFLICT, "NO_SANDBOX")
    );
    for example in world.get("/api/v1/adapter-examples").await.json()["items"]
        .as_array()
        .expect("examples")
    {
        let checked = world
            .post("/api/v1/adapters/check", &json!({ "source": example["source"] }))
            .await
            .json();
        assert_eq!(checked["faults"], json!([]), "{}", example["class"]);
    }
}

#[tokio::test]
async fn a_mapping_table_is_edited_and_read_from_a_sheet() {
    let world = World::new().await;
    let id = made_target(&world).await;
    let path = format!("/api/v1/targets/{id}/person-mapping");
    assert_eq!(
        world
            .post(&path, &json!({ "person": "1", "value": "a" }))
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        world
            .post(&path, &json!({ "person": "1", "value": "" }))
            .await
            .fields(),
        ["/value REQUIRED"]
    );
    let sheet = |query: &str| {
        let ask = ask(Method::POST, &format!("{path}/import{query}")).text("person,value\n1,b\n2,c\n");
        ask.of(&world.inside)
    };
    let shown = sheet("?preview=true").await.json();
    assert_eq!(
        (&shown["added"], &shown["changed"], &shown["applied"]),
        (&json!(1), &json!(1), &json!(false))
    );
    assert_eq!(sheet("").await.json()["applied"], true);
    assert_eq!(sheet("?colour=red").await.fields(), ["/colour UNKNOWN_FIELD"]);
    let rows = world.get(&format!("{path}?limit=1")).await.json();
    assert_eq!(
        (&rows["items"][0]["value"], &rows["next"]),
        (&json!("b"), &json!("1"))
    );
    assert_eq!(
        delete(&world, &format!("{path}/2")).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        delete(&world, &format!("{path}/2")).await.status,
        StatusCode::NOT_FOUND
    );
    let lacking = world
        .get(&format!("/api/v1/targets/{id}/persons-without-value"))
        .await;
    assert_eq!(lacking.json()["items"], json!([]));
    assert_eq!(
        world.get("/api/v1/targets/99/person-mapping").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn groups_roles_workflows_and_states_are_read_and_edited() {
    let world = World::new().await;
    let group = "/api/v1/directory/lists/group/g1";
    assert_eq!(world.get(group).await.status, StatusCode::NOT_FOUND);
    let put = world
        .put(group, &json!({ "name": "管理员", "persons": [] }))
        .await;
    assert_eq!(put.status, StatusCode::NO_CONTENT);
    assert_eq!(world.get(group).await.json()["name"], "管理员");
    let unknown = world
        .put(group, &json!({ "name": "管理员", "persons": ["nobody"] }))
        .await;
    assert_eq!(unknown.fields(), ["/persons/0 UNKNOWN_REFERENCE"]);
    let shape = world.get("/api/v1/directory/structure").await.json();
    assert_eq!(
        (&shape["lists"][0]["id"], &shape["people"]),
        (&json!("g1"), &json!(0))
    );
    assert_eq!(
        world.get("/api/v1/directory/people?limit=10").await.json()["items"],
        json!([])
    );
    assert_eq!(delete(&world, group).await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        delete(&world, "/api/v1/directory/lists/team/g1").await.status,
        StatusCode::NOT_FOUND
    );

    let workflows =
        json!({ "workflows": [{ "id": "54", "name": "差旅报销", "typeId": "3", "typeName": "财务" }] });
    assert_eq!(
        world.post("/api/v1/workflows", &workflows).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        world.get("/api/v1/workflows").await.json()["types"][0]["workflows"],
        1
    );
    let nameless = json!({ "workflows": [{ "id": "54", "name": "", "typeId": "3" }] });
    assert_eq!(
        world.post("/api/v1/workflows", &nameless).await.fields(),
        ["/workflows/0/name REQUIRED"]
    );
    let state = json!({ "dataSet": "todo", "code": "vip", "name": "领导件" });
    assert_eq!(
        world.post("/api/v1/business-states", &state).await.status,
        StatusCode::NO_CONTENT
    );
    let states = world.get("/api/v1/business-states").await.json();
    assert!(
        states["items"]
            .as_array()
            .is_some_and(|items| items.contains(&state)),
        "{states}"
    );
    assert_eq!(
        delete(&world, "/api/v1/business-states/todo/vip").await.status,
        StatusCode::NO_CONTENT
    );

    let rules = json!({ "workflows": { "mode": "deny", "ids": ["54"] } });
    let asked = json!({ "rules": rules, "person": "1", "workflowId": "54" });
    let tried = world.post("/api/v1/interception/try", &asked).await.json();
    assert_eq!(
        (&tried["passes"], &tried["rule"]),
        (&json!(false), &json!("黑名单 流程 54（差旅报销）"))
    );
    let reach = world
        .post("/api/v1/interception/reach", &json!({ "rules": rules }))
        .await
        .json();
    assert_eq!(reach["workflows"], json!({ "passing": 0, "total": 1 }));
}

#[tokio::test]
async fn settings_export_import_and_the_trail_have_their_parts() {
    let world = World::new().await;
    let id = made_target(&world).await;
    let settings = json!({ "decentralized": true, "tenantKey": "t4", "eBridge": null });
    assert_eq!(
        world.put("/api/v1/settings", &settings).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(world.get("/api/v1/settings").await.json(), settings);
    let half = json!({ "eBridge": { "agent": "1", "corp": "", "tenant": "3" } });
    assert_eq!(
        world.put("/api/v1/settings", &half).await.fields(),
        ["/eBridge/corp REQUIRED"]
    );
    let exported = world.get("/api/v1/configuration").await;
    assert!(exported.header("content-type").starts_with("application/toml"));
    let changed = exported.text.replace("tenantKey = \"t4\"", "tenantKey = \"t5\"");
    let preview = world
        .post(
            "/api/v1/configuration/import",
            &json!({ "document": changed, "preview": true }),
        )
        .await
        .json();
    assert_eq!(
        preview["things"][0]["fields"],
        json!([{ "path": "/tenantKey", "before": "t4", "after": "t5" }])
    );
    assert_eq!(world.get("/api/v1/settings").await.json()["tenantKey"], "t4");
    let done = world
        .post("/api/v1/configuration/import", &json!({ "document": changed }))
        .await
        .json();
    assert_eq!(done["applied"], true);
    assert_eq!(world.get("/api/v1/settings").await.json()["tenantKey"], "t5");
    let wrong = world
        .post("/api/v1/configuration/import", &json!({ "document": "x = " }))
        .await;
    assert_eq!(wrong.fields(), ["/document NOT_A_CONFIGURATION"]);

    let copy = world
        .post(
            &format!("/api/v1/targets/{id}/copy"),
            &json!({ "identifier": "two", "name": "副本" }),
        )
        .await;
    assert_eq!(
        (copy.status, &copy.json()["enabled"]),
        (StatusCode::CREATED, &json!(false))
    );
    let trail = world.get("/api/v1/audit?kind=target&limit=1").await.json();
    assert_eq!(
        (
            &trail["items"][0]["actor"],
            &trail["items"][0]["action"],
            &trail["items"][0]["after"]["name"]
        ),
        (&json!("desktop"), &json!("created"), &json!("副本"))
    );
    let next = format!(
        "/api/v1/audit?kind=target&after={}",
        trail["next"].as_str().expect("more")
    );
    assert_eq!(world.get(&next).await.json()["next"], Value::Null);
    assert_eq!(
        world.get("/api/v1/audit?after=x").await.fields(),
        ["/after INVALID_CURSOR"]
    );

    let dry = json!({ "targetId": id, "event": crate::world::event() });
    let run = world.post("/api/v1/dry-runs", &dry).await.json();
    assert_eq!(run["deliveries"][0]["status"], "pending", "{run}");
    assert_eq!(
        world
            .post("/api/v1/dry-runs", &json!({ "targetId": id }))
            .await
            .fields(),
        ["/event REQUIRED"]
    );
    assert_eq!(
        world
            .post("/api/v1/dry-runs", &json!({ "event": crate::world::event() }))
            .await
            .fields(),
        ["/targetId REQUIRED"]
    );
}
