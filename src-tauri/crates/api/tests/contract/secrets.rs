//! Row T8: a secret goes in and never comes out.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::world::{World, ask, batch, secretive};

const PASSWORD: &str = "correct-horse-battery";

#[tokio::test]
async fn a_secret_reads_as_set_stays_when_given_back_and_is_in_no_answer() {
    let world = World::new().await;
    let made = world
        .post("/api/v1/targets", &secretive("ekp", &json!(PASSWORD)))
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let target = made.json();
    assert_eq!(
        target["params"]["password"],
        json!({ "secret": true, "set": true })
    );
    assert_eq!(
        made.header("location"),
        format!("/api/v1/targets/{}", target["id"])
    );

    let path = format!("/api/v1/targets/{}", target["id"]);
    let mut config = target.clone();
    for own in ["id", "createdAt", "updatedAt"] {
        config.as_object_mut().expect("a target is an object").remove(own);
    }
    config["name"] = json!("蓝凌二");
    let updated = world.put(&path, &config).await;
    assert_eq!(updated.status, StatusCode::OK, "{}", updated.text);
    assert_eq!(
        updated.json()["params"]["password"]["set"],
        true,
        "the secret should stay"
    );

    let event = batch("b", 1)["events"][0].clone();
    let dry_run = world.post(&format!("{path}/dry-run"), &event).await;
    assert_eq!(dry_run.status, StatusCode::OK, "{}", dry_run.text);
    let request = dry_run.json()["deliveries"][0]["request"].clone();
    assert!(
        request["body"].as_str().unwrap_or_default().contains("relay"),
        "the exact request should be shown: {request}"
    );

    let document = world.get("/api/openapi.json").await.json();
    let mut answers = vec![made.text, updated.text, dry_run.text];
    for (path, item) in document["paths"].as_object().expect("the document has paths") {
        if item.get("get").is_some() && path != "/api/v1/live" {
            let path = path.replace("{id}", &target["id"].to_string());
            answers.push(ask(Method::GET, &path).of(&world.inside).await.text);
        }
    }
    for answer in answers {
        assert!(
            !answer.contains(PASSWORD),
            "a secret should be in no answer: {answer}"
        );
    }
    for entry in walk(world.directory.path()) {
        let bytes = std::fs::read(&entry).expect("the file can be read");
        let found = bytes
            .windows(PASSWORD.len())
            .any(|part| part == PASSWORD.as_bytes());
        assert!(!found, "a secret should be in no file: {}", entry.display());
    }
}

fn walk(directory: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(directory).expect("the directory can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            files.extend(walk(&path))
        } else {
            files.push(path)
        }
    }
    files
}
