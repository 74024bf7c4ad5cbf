//! What an administrator waits for in a large installation: 200 targets, 5,000 workflows, 100,000 persons; each figure is
//! one request over HTTP, answered in full.

use std::time::Instant;

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

use crate::organisation::{self, WORKFLOWS};
use crate::relay::Relay;
use crate::round;

const TARGETS: usize = 200;
const TRIES: usize = 9;

pub(crate) async fn measure(relayd: &str) -> Result<Value> {
    let directory = tempfile::tempdir()?;
    let relay = Relay::start(relayd, directory.path()).await?;
    let mut figures = Map::new();
    let document = organisation::document();
    let began = Instant::now();
    ask(&relay, "PUT", "/api/v1/directory", &document).await?;
    figures.insert(
        "replaceDirectoryMs".to_owned(),
        json!(round(began.elapsed().as_secs_f64() * 1_000.0)),
    );
    let workflows: Vec<Value> = (0..WORKFLOWS)
        .map(|n| json!({ "id": n.to_string(), "name": format!("流程{n}"), "typeId": format!("t{}", n % 40), "typeName": format!("类型{}", n % 40) }))
        .collect();
    ask(
        &relay,
        "POST",
        "/api/v1/workflows",
        &json!({ "workflows": workflows }),
    )
    .await?;
    for n in 0..TARGETS {
        let target = json!({
            "identifier": format!("t{n}"), "name": format!("系统{n}号"), "pushType": "ecology",
            "server": { "scheme": "http", "authority": "127.0.0.1:9" }, "params": { "sysCode": "OA1" }
        });
        ask(&relay, "POST", "/api/v1/targets", &target).await?;
    }
    let reach = json!({ "rules": organisation::rules() });
    let reads: [(&str, &str, &str, &Value); 8] = [
        ("targets", "GET", "/api/v1/targets", &Value::Null),
        ("overview", "GET", "/api/v1/overview", &Value::Null),
        ("structure", "GET", "/api/v1/directory/structure", &Value::Null),
        (
            "peopleOfUnit",
            "GET",
            "/api/v1/directory/people?unitKind=department&unit=d7&includeBelow=true",
            &Value::Null,
        ),
        (
            "peopleByText",
            "GET",
            "/api/v1/directory/people?text=login99999",
            &Value::Null,
        ),
        (
            "persons",
            "GET",
            "/api/v1/persons?text=%E4%BA%BA%E5%91%9899999",
            &Value::Null,
        ),
        ("workflows", "GET", "/api/v1/workflows", &Value::Null),
        ("reach", "POST", "/api/v1/interception/reach", &reach),
    ];
    for (name, method, path, body) in reads {
        let mut millis = Vec::new();
        for _ in 0..TRIES {
            let began = Instant::now();
            ask(&relay, method, path, body).await?;
            millis.push(began.elapsed().as_secs_f64() * 1_000.0);
        }
        millis.sort_unstable_by(f64::total_cmp);
        let figure = json!({ "medianMs": round(millis[TRIES / 2]), "worstMs": round(millis[TRIES - 1]) });
        figures.insert(name.to_owned(), figure);
    }
    let (_, rss_peak) = relay.memory()?;
    figures.insert("rssPeakMiB".to_owned(), json!(rss_peak));
    relay.stop().await?;
    Ok(Value::Object(figures))
}

async fn ask(relay: &Relay, method: &str, path: &str, body: &Value) -> Result<()> {
    let url = format!("{}{path}", relay.url);
    let mut request = relay.http.request(method.parse()?, url).bearer_auth(&relay.token);
    if !body.is_null() {
        request = request
            .header("content-type", "application/json")
            .body(body.to_string());
    }
    let answer = request.send().await?;
    let status = answer.status();
    let text = answer.text().await?;
    if !status.is_success() {
        bail!("{method} {path}: {status} {text}");
    }
    Ok(())
}
