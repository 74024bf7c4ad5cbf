//! Configuration export and import, and the audit trail (row D4).

use domain::target::TargetConfig;
use engine::{AuditFilter, Difference, Engine, NewAdapter, ObjectKind};
use serde_json::{Value, json};

use crate::scene::{Mood, Receiver, batch, create, event, operator, start, target};
use crate::{complaints, organisation};

const SCRIPT: &str = r#"
fn parameters() { [] }
fn encode(item, params) { #{ path: "/in", body: "x" } }
fn classify(data_set, answer, params) { #{ result: "accepted" } }
"#;

/// One of everything: a target with a secret and a mapping table, a custom one, a push address, settings.
async fn furnished(engine: &Engine, receiver: &Receiver) {
    let more = json!({ "params": { "sysCode": "OA1", "apiKey": "gateway-key-42" }, "personKey": "mapping" });
    let id = create(engine, target("first", receiver.address, &more)).await;
    let row = json!({ "person": "7", "value": "u-7" });
    engine
        .put_mapping_row(&operator(), id, serde_json::from_value(row).unwrap())
        .await
        .unwrap();
    let new = NewAdapter {
        class: "acme.Portal".to_owned(),
        source: SCRIPT.to_owned(),
    };
    engine.create_adapter(&operator(), new).await.unwrap();
    let custom: TargetConfig = serde_json::from_value(json!({
        "identifier": "second", "name": "自建", "pushType": "custom", "adapter": { "class": "acme.Portal" },
        "server": { "scheme": "http", "authority": receiver.address.to_string() }
    }))
    .unwrap();
    engine.create_target(&operator(), custom).await.unwrap();
    let address = json!({ "name": "门户", "enabled": true, "prefix": "/go", "bindings": [{ "target": id, "pc": true }] });
    engine
        .create_push_address(&operator(), serde_json::from_value(address).unwrap())
        .await
        .unwrap();
    let settings = json!({ "decentralized": true, "tenantKey": "t4dvwhryc8" });
    engine
        .replace_installation(&operator(), serde_json::from_value(settings).unwrap())
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d4_what_one_engine_exports_makes_another_the_same_but_for_the_secrets_that_it_names() {
    let home = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(Mood::Accepts).await;
    let (one, other) = (home.path().join("one"), home.path().join("other"));
    let first = start(&one).await;
    furnished(&first, &receiver).await;
    let document = first.export_configuration().await.unwrap();
    assert!(!document.contains("gateway-key-42"), "no secret is in it");
    let unchanged = first.compare_configuration(document.clone()).await.unwrap();
    assert!(
        unchanged
            .things
            .iter()
            .all(|thing| thing.difference == Difference::Same),
        "{unchanged:#?}"
    );
    assert!(unchanged.missing_secrets.is_empty());

    let second = start(&other).await;
    let shown = second.compare_configuration(document.clone()).await.unwrap();
    assert_eq!(shown.missing_secrets, ["first/apiKey"]);
    let new = shown.things.iter().find(|thing| thing.key == "first").unwrap();
    assert_eq!(new.difference, Difference::Added);
    let told = |path: &str| new.fields.iter().find(|field| field.path == path);
    assert_eq!(told("/params/sysCode").unwrap().after, Some(json!("OA1")));
    assert_eq!(told("/personMapping/7").unwrap().after, Some(json!("u-7")));
    assert!(second.targets().is_empty(), "a comparison changes nothing");
    let done = second
        .import_configuration(&operator(), document.clone())
        .await
        .unwrap();
    assert!(done.applied);
    let made = second.targets();
    assert!(!made[0].config.enabled, "without its secret it does not begin");
    assert_eq!(made[0].config.params.get("apiKey"), None);
    assert_eq!(second.push_addresses()[0].address.bindings[0].target, made[0].id);
    assert_eq!(second.installation().tenant_key, "t4dvwhryc8");
    let with_secret = TargetConfig {
        enabled: true,
        params: serde_json::from_value(json!({ "sysCode": "OA1", "apiKey": "gateway-key-42" })).unwrap(),
        ..made[0].config.clone()
    };
    second
        .update_target(&operator(), made[0].id, with_secret)
        .await
        .unwrap();
    assert_eq!(second.export_configuration().await.unwrap(), document);
    first.stop().await;
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d4_a_changed_document_shows_its_fields_and_takes_effect_in_pushes_with_the_secret_kept() {
    let directory = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(Mood::Accepts).await;
    let engine = start(directory.path()).await;
    furnished(&engine, &receiver).await;
    let document = engine.export_configuration().await.unwrap();
    let changed = document
        .replace("\"OA1\"", "\"OA2\"")
        .replace("7 = \"u-7\"", "7 = \"u-77\"\n1 = \"boss\"");
    assert_ne!(changed, document);
    let shown = engine.compare_configuration(changed.clone()).await.unwrap();
    let first = shown.things.iter().find(|thing| thing.key == "first").unwrap();
    assert_eq!(first.difference, Difference::Changed);
    let fields: Vec<_> = first.fields.iter().map(|field| field.path.as_str()).collect();
    assert_eq!(
        fields,
        ["/params/sysCode", "/personMapping/1", "/personMapping/7"]
    );
    engine.import_configuration(&operator(), changed).await.unwrap();
    engine.intake(batch("one", vec![event(1, 7, 0)])).await.unwrap();
    let got = receiver.await_got(1).await;
    assert_eq!(
        (got[0]["syscode"].as_str(), got[0]["receiver"].as_str()),
        (Some("OA2"), Some("u-77"))
    );
    let blocked = engine.overview().await.unwrap().targets[0].blocked.clone();
    assert_eq!(blocked, None, "the stored secret stays");
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d4_a_document_with_one_fault_changes_nothing_at_all() {
    let directory = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(Mood::Accepts).await;
    let engine = start(directory.path()).await;
    furnished(&engine, &receiver).await;
    let document = engine.export_configuration().await.unwrap();
    let cases = [
        ("\"OA1\"", "\"\"", "/targets/0/params/sysCode", "REQUIRED"),
        (
            "name = \"自建\"",
            "name = \"12\"",
            "/targets/1/name",
            "DIGITS_ONLY",
        ),
        (
            "pushType = \"ecology\"",
            "pushType = \"telex\"",
            "/targets/0/pushType",
            "INVALID_VALUE",
        ),
        (
            "target = \"first\"",
            "target = \"nobody\"",
            "/pushAddresses/0/bindings/0/target",
            "UNKNOWN_REFERENCE",
        ),
        (
            "prefix = \"/go\"",
            "prefix = \"go\"",
            "/pushAddresses/0/prefix",
            "INVALID_ADDRESS",
        ),
        (
            "path: \\\"/in\\\"",
            "path: (",
            "/adapters/0/version",
            "VERSION_DIFFERS",
        ),
        (
            "version = 1\n",
            "version = 2\n",
            "/document/version",
            "INVALID_VALUE",
        ),
        ("[settings]", "[settings", "/document", "NOT_A_CONFIGURATION"),
    ];
    for (from, to, path, code) in cases {
        let mut wrong = document.replacen(from, to, 1);
        if wrong == document {
            // The script may be written with other quotes.
            wrong = document.replacen("path: \"/in\"", "path: (", 1);
        }
        assert_ne!(wrong, document, "{from} should be in {document}");
        // Something else changes as well, and must not come through.
        let wrong = wrong.replace("tenantKey = \"t4dvwhryc8\"", "tenantKey = \"other\"");
        let found = complaints(engine.import_configuration(&operator(), wrong).await);
        assert!(
            found.contains(&(path.to_owned(), code.to_owned())),
            "{to}: {found:?}"
        );
        assert_eq!(
            engine.export_configuration().await.unwrap(),
            document,
            "{to} changed something"
        );
    }
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d4_the_trail_says_who_changed_what_before_and_after_and_holds_no_secret() {
    let directory = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(Mood::Accepts).await;
    let engine = start(directory.path()).await;
    engine
        .replace_directory(&operator(), organisation())
        .await
        .unwrap();
    furnished(&engine, &receiver).await;
    let made = engine.targets()[0].clone();
    let changed = TargetConfig {
        name: "新名称".to_owned(),
        ..made.config.clone()
    };
    let by = engine::Actor::named("王管理员");
    engine.update_target(&by, made.id, changed).await.unwrap();
    engine.delete_target(&by, made.id).await.unwrap();
    let filter = AuditFilter {
        kind: Some(ObjectKind::Target),
        object_id: Some(made.id.to_string()),
    };
    let page = engine.audit(filter, 2, None).await.unwrap();
    let [deleted, update] = &page.items[..] else {
        panic!("{page:?}");
    };
    assert_eq!((deleted.actor.as_str(), &deleted.after), ("王管理员", &None));
    let name = |value: &Option<Value>| value.as_ref().unwrap()["name"].clone();
    assert_eq!(
        (name(&update.before), name(&update.after)),
        (json!(made.config.name), json!("新名称"))
    );
    let all = engine.audit(AuditFilter::default(), 100, None).await.unwrap();
    let kinds: std::collections::HashSet<_> = all.items.iter().map(|entry| entry.kind).collect();
    for kind in [
        ObjectKind::Target,
        ObjectKind::PushAddress,
        ObjectKind::Adapter,
        ObjectKind::Directory,
        ObjectKind::PersonMapping,
        ObjectKind::Settings,
    ] {
        assert!(kinds.contains(&kind), "{kind:?} should be in the trail");
    }
    assert!(
        !serde_json::to_string(&all.items)
            .unwrap()
            .contains("gateway-key-42")
    );
    let rest = engine
        .audit(AuditFilter::default(), 100, Some("3".to_owned()))
        .await
        .unwrap();
    assert_eq!(
        rest.items.iter().map(|entry| entry.id).collect::<Vec<_>>(),
        [2, 1]
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d4_what_changes_nothing_leaves_no_row_and_a_secret_written_anew_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(Mood::Accepts).await;
    let engine = start(directory.path()).await;
    furnished(&engine, &receiver).await;
    let (id, config) = (engine.targets()[0].id, engine.targets()[0].config.clone());
    let settings = engine.installation();
    let rows = async || {
        engine
            .audit(AuditFilter::default(), 100, None)
            .await
            .unwrap()
            .items
    };
    let before = rows().await.len();
    let with_key = |key: &str| {
        let mut config = config.clone();
        config.params.insert("apiKey".to_owned(), json!(key));
        config
    };
    engine
        .update_target(&operator(), id, config.clone())
        .await
        .unwrap();
    engine
        .update_target(&operator(), id, with_key("gateway-key-42"))
        .await
        .unwrap();
    engine.replace_installation(&operator(), settings).await.unwrap();
    assert_eq!(rows().await.len(), before, "all is as it was");
    engine
        .update_target(&operator(), id, with_key("gateway-key-43"))
        .await
        .unwrap();
    let rows = rows().await;
    let marker = |value: &Option<Value>| value.as_ref().unwrap()["params"]["apiKey"].clone();
    assert_eq!(rows.len(), before + 1);
    assert_eq!(
        (marker(&rows[0].before), marker(&rows[0].after)),
        (
            json!({ "secret": true, "set": true }),
            json!({ "secret": true, "set": true, "replaced": true })
        )
    );
    engine.stop().await;
}

/// Rows D4, F2: alert channels travel without their secrets, and come disabled where one is missing.
#[tokio::test]
async fn d4_alert_channels_are_in_the_document_without_secrets_and_come_disabled_without_them() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let engine = start(here.path()).await;
    let channel = json!({
        "name": "运维群", "enabled": true, "kind": "dingtalk", "tells": ["breakerOpened"],
        "params": { "webhook": "https://oapi.dingtalk.com/robot/send?access_token=abcdef0123456789" },
        "text": "{details}\n请尽快处理", "mergeSeconds": 120, "mostPerHour": 20,
    });
    let stored = engine
        .create_alert_channel(&operator(), serde_json::from_value(channel).unwrap())
        .await
        .unwrap();
    let document = engine.export_configuration().await.unwrap();
    assert!(!document.contains("abcdef0123456789"), "{document}");
    let compared = engine.compare_configuration(document.clone()).await.unwrap();
    assert!(
        compared
            .things
            .iter()
            .all(|thing| thing.difference == Difference::Same),
        "what was exported here is here: {compared:?}"
    );
    engine.stop().await;

    let other = start(there.path()).await;
    let compared = other
        .import_configuration(&operator(), document.clone())
        .await
        .unwrap();
    assert_eq!(compared.missing_secrets, ["运维群/webhook"]);
    let channels = other.alert_channels().await.unwrap();
    let come = &channels.last().unwrap().channel.config;
    assert_eq!(
        (come.name.as_str(), come.enabled, come.merge_seconds, &come.text),
        ("运维群", false, 120, &stored.config.text)
    );
    assert_eq!(
        channels.len(),
        2,
        "the one of this machine was there and stays one"
    );

    let wrong = document.replace("breakerOpened", "nothingOfTheKind");
    let refused = other.import_configuration(&operator(), wrong).await.unwrap_err();
    assert!(format!("{refused:?}").contains("/alertChannels/"), "{refused:?}");
    other.stop().await;
}

/// Rows D4, O2: so does the OA's connection.
#[tokio::test]
async fn d4_the_connection_to_the_oa_is_in_the_document_without_its_seed() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let engine = start(here.path()).await;
    let connection = json!({
        "server": { "scheme": "https", "authority": "oa.example.com" }, "appId": "relay", "clientPublicKey": "k",
        "userId": "1", "secrets": { "tokenSeed": "5eed-of-the-oa" }, "hrm": { "pageSize": 200, "letters": "lower" },
    });
    engine
        .replace_oa(&operator(), serde_json::from_value(connection).unwrap())
        .await
        .unwrap();
    let document = engine.export_configuration().await.unwrap();
    assert!(!document.contains("5eed-of-the-oa"), "{document}");
    let compared = engine.compare_configuration(document.clone()).await.unwrap();
    let mut things = compared.things.iter();
    assert!(
        things.all(|thing| thing.difference == Difference::Same),
        "{compared:?}"
    );
    engine.stop().await;

    let other = start(there.path()).await;
    let compared = other
        .import_configuration(&operator(), document.clone())
        .await
        .unwrap();
    assert_eq!(compared.missing_secrets, ["oa/tokenSeed"]);
    let come = other.oa().connection.unwrap();
    assert_eq!((come.app_id.as_str(), come.hrm.page_size), ("relay", 200));
    assert!(come.secrets.is_empty(), "{come:?}");
    let wrong = document.replace("pageSize = 200", "pageSize = 1");
    let refused = other.import_configuration(&operator(), wrong).await.unwrap_err();
    assert!(format!("{refused:?}").contains("/oa/hrm/pageSize"), "{refused:?}");
    other.stop().await;
}
