//! Push addresses (rows A1 to A4).

use domain::address::PushAddress;
use domain::ids::{PersonId, RequestId, TargetId};
use engine::{AddressPreview, StoredAddress};
use serde_json::{Value, json};

use crate::complaints;
use crate::scene::{Mood, Receiver, batch, create, event, operator, start, target};

fn address(name: &str, target: TargetId, more: &Value) -> PushAddress {
    let mut address = json!({
        "name": name, "enabled": true, "prefix": "https://portal.example.com/go",
        "parameters": [{ "name": "id", "value": { "kind": "systemParameter", "parameter": "requestId" } }],
        "bindings": [{ "target": target, "pc": true }]
    });
    for (name, value) in more.as_object().unwrap() {
        address[name] = value.clone();
    }
    serde_json::from_value(address).unwrap()
}

fn preview(stored: &StoredAddress, request: &str) -> AddressPreview {
    AddressPreview {
        address: stored.address.clone(),
        id: Some(stored.id),
        request_id: RequestId::from(request),
        operator: PersonId::from("7"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a4_the_preview_shows_what_a_push_then_sends_and_a_change_takes_effect_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    engine
        .intake(batch("before", vec![event(100, 7, 0)]))
        .await
        .unwrap();
    let standard = receiver.await_got(1).await[0]["pcurl"].clone();

    let stored = engine
        .create_push_address(&operator(), address("门户", id, &json!({})))
        .await
        .unwrap();
    let shown = engine.preview_push_address(preview(&stored, "101")).unwrap();
    let links = shown[0].links.clone().unwrap();
    engine
        .intake(batch("after", vec![event(101, 7, 0)]))
        .await
        .unwrap();
    let sent = receiver.await_got(2).await[1].clone();
    assert_eq!(json!(links.pc), sent["pcurl"], "preview and push are one");
    assert_eq!(json!(links.app), sent["appurl"], "the app address is not bound");
    assert!(
        links.pc.starts_with("https://portal.example.com/go/workflow") && links.pc.ends_with("&id=101"),
        "{links:?}"
    );

    let disabled = PushAddress {
        enabled: false,
        ..stored.address.clone()
    };
    engine
        .update_push_address(&operator(), stored.id, disabled)
        .await
        .unwrap();
    engine.intake(batch("off", vec![event(100, 7, 1)])).await.unwrap();
    assert_eq!(
        receiver.await_got(3).await[2]["pcurl"],
        standard,
        "a disabled address changes nothing"
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a2_the_encoded_url_carries_the_standard_address_encoded_once() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let more = json!({ "protocol": { "oaAddress": "http://oa.example.com" } });
    let id = create(&engine, target("a", receiver.address, &more)).await;
    let redirect = json!({
        "redirect": true, "prefix": "http://sso.example.com/jump",
        "parameters": [{ "name": "to", "value": { "kind": "systemParameter", "parameter": "encodedUrl" } }]
    });
    let stored = engine
        .create_push_address(&operator(), address("跳转", id, &redirect))
        .await
        .unwrap();
    let shown = engine.preview_push_address(preview(&stored, "55")).unwrap();
    assert_eq!(
        shown[0].links.as_ref().unwrap().pc,
        "http://sso.example.com/jump?to=http%3A%2F%2Foa.example.com%2Fworkflow%2Frequest%2FViewRequest.jsp%3Frequestid%3D55"
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a3_each_address_of_a_target_is_made_by_one_push_address_and_the_refusal_names_the_holder() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    let first = engine
        .create_push_address(&operator(), address("一", id, &json!({})))
        .await
        .unwrap();
    let both = json!({ "bindings": [{ "target": id, "pc": true, "app": true }] });
    let refused = engine
        .create_push_address(&operator(), address("二", id, &both))
        .await;
    let Err(engine::EngineError::Invalid(fields)) = &refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        (fields[0].path.as_str(), fields[0].code.as_str()),
        ("/bindings/0/pc", "BOUND_ELSEWHERE")
    );
    assert!(fields[0].message.contains('一'), "{}", fields[0].message);
    let app = json!({ "bindings": [{ "target": id, "app": true }] });
    engine
        .create_push_address(&operator(), address("二", id, &app))
        .await
        .unwrap();
    let cases = [
        (json!({ "name": "一" }), "/name", "NOT_UNIQUE"),
        (json!({ "name": " " }), "/name", "REQUIRED"),
        (
            json!({ "bindings": [{ "target": 99, "pc": true }] }),
            "/bindings/0/target",
            "UNKNOWN_REFERENCE",
        ),
        (
            json!({ "bindings": [{ "target": id }] }),
            "/bindings/0",
            "REQUIRED",
        ),
        (
            json!({ "bindings": [], "redirect": true, "prefix": "" }),
            "/prefix",
            "REQUIRED",
        ),
        (
            json!({ "bindings": [], "parameters": [{ "name": "wea_link_keep_ebCorpKey", "value": { "kind": "eBridge", "key": "corp" } }] }),
            "/parameters/0/value",
            "EBRIDGE_NOT_CONFIGURED",
        ),
    ];
    for (more, path, code) in cases {
        let found = complaints(
            engine
                .create_push_address(&operator(), address("三", id, &more))
                .await,
        );
        assert!(
            found.contains(&(path.to_owned(), code.to_owned())),
            "{more} led to {found:?}"
        );
    }
    // What its own bindings hold is not in its own way.
    engine
        .update_push_address(&operator(), first.id, first.address.clone())
        .await
        .unwrap();
    engine.delete_push_address(&operator(), first.id).await.unwrap();
    engine
        .create_push_address(&operator(), address("三", id, &json!({})))
        .await
        .unwrap();
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a4_a_preview_asks_for_digits_and_an_operator() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    let draft = |request: &str, operator: &str| AddressPreview {
        address: address("草稿", id, &json!({})),
        id: None,
        request_id: RequestId::from(request),
        operator: PersonId::from(operator),
    };
    for (request, operator, path, code) in [
        ("", "7", "/requestId", "REQUIRED"),
        ("12a", "7", "/requestId", "NOT_DIGITS"),
        ("12", " ", "/operator", "REQUIRED"),
    ] {
        let found = complaints(engine.preview_push_address(draft(request, operator)));
        assert!(
            found.contains(&(path.to_owned(), code.to_owned())),
            "{request:?} {operator:?}: {found:?}"
        );
    }
    assert!(engine.push_addresses().is_empty(), "a preview keeps nothing");
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a3_bindings_outlive_a_restart_and_go_with_their_target() {
    let directory = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(Mood::Accepts).await;
    let engine = start(directory.path()).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    let other = create(&engine, target("b", receiver.address, &json!({}))).await;
    let both = json!({ "bindings": [{ "target": other, "adaptive": true }, { "target": id, "pc": true, "app": true }] });
    let stored = engine
        .create_push_address(&operator(), address("两个", id, &both))
        .await
        .unwrap();
    engine.stop().await;
    drop(engine);
    let engine = start(directory.path()).await;
    assert_eq!(engine.push_address(stored.id).unwrap().address, stored.address);
    assert_eq!(engine.deletion_impact(id).await.unwrap().push_addresses, ["两个"]);
    engine.delete_target(&operator(), id).await.unwrap();
    let left = engine.push_address(stored.id).unwrap().address.bindings;
    assert_eq!(
        left.iter().map(|binding| binding.target).collect::<Vec<_>>(),
        [other]
    );
    engine.stop().await;
}
