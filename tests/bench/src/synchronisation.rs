//! Reading an organisation of 100,000 persons from the OA, page by page (row O2).

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::extract::{Form, Path, State};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::organisation;
use crate::relay::Relay;
use crate::round;

/// The lists as the interface names their values, by the last part of their paths.
struct Lists([(&'static str, Vec<Value>); 4]);

impl Lists {
    fn of(document: &Value) -> Self {
        let rows = |list: &str, row: fn(&Value) -> Value| -> Vec<Value> {
            document[list].as_array().into_iter().flatten().map(row).collect()
        };
        Self([
            (
                "getHrmsubcompanyWithPage",
                rows(
                    "subsidiaries",
                    |row| json!({ "id": row["id"], "subcompanyname": row["name"], "supsubcomid": row["parent"] }),
                ),
            ),
            (
                "getHrmdepartmentWithPage",
                rows("departments", |row| {
                    json!({
                        "id": row["id"], "departmentname": row["name"], "subcompanyid1": row["subsidiary"],
                        "supdepid": row["parent"],
                    })
                }),
            ),
            (
                "getJobtitleInfoWithPage",
                rows(
                    "posts",
                    |row| json!({ "id": row["id"], "jobtitlename": row["name"] }),
                ),
            ),
            (
                "getHrmUserInfoWithPage",
                rows("persons", |row| {
                    json!({
                        "id": row["id"], "lastname": row["name"], "loginid": row["loginId"], "workcode": row["workCode"],
                        "mobile": row["mobile"], "email": row["email"], "departmentid": row["department"],
                        "jobtitle": row["post"], "status": "1", "belongto": row["mainAccount"],
                        "accounttype": if row["mainAccount"].is_null() { "" } else { "1" },
                    })
                }),
            ),
        ])
    }
}

#[derive(serde::Deserialize)]
struct Asked {
    params: String,
}

async fn page(
    State(lists): State<Arc<Lists>>,
    Path(list): Path<String>,
    Form(asked): Form<Asked>,
) -> Json<Value> {
    let params: Value = serde_json::from_str(&asked.params).unwrap_or_default();
    let number = |name: &str| params[name].as_u64().unwrap_or(1) as usize;
    let (page, size) = (number("curpage"), number("pagesize"));
    let rows = lists.0.iter().find(|(name, _)| *name == list);
    let rows = rows.map_or(&[][..], |(_, rows)| rows);
    let some: Vec<&Value> = rows.iter().skip((page - 1) * size).take(size).collect();
    Json(json!({ "code": "1", "data": { "totalSize": rows.len(), "dataList": some } }))
}

/// How long a whole reading takes: the first, which brings everybody, and one that finds nothing new.
pub(crate) async fn measure(relayd: &str) -> Result<Value> {
    let lists = Arc::new(Lists::of(&organisation::document()));
    let routes = Router::new()
        .route("/api/hrm/resful/{list}", post(page))
        .with_state(lists);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let authority = listener.local_addr()?.to_string();
    let mut serving = JoinSet::new();
    serving.spawn(async move { axum::serve(listener, routes).await });

    let directory = tempfile::tempdir()?;
    let relay = Relay::start(relayd, directory.path()).await?;
    let connection = json!({
        "server": { "scheme": "http", "authority": authority, "basePath": "" }, "secrets": { "tokenSeed": "seed" },
    });
    relay.put("/api/v1/oa", &connection).await?;
    let (rss_before, _) = relay.memory()?;
    let first = synchronise(&relay).await?;
    let second = synchronise(&relay).await?;
    let (rss_after, rss_peak) = relay.memory()?;
    relay.stop().await?;
    Ok(json!({
        "persons": organisation::PERSONS,
        "first": first,
        "second": second,
        "rssMiB": { "before": rss_before, "after": rss_after, "peak": rss_peak },
    }))
}

async fn synchronise(relay: &Relay) -> Result<Value> {
    let began = Instant::now();
    let run = relay
        .post("/api/v1/directory/synchronisation", &json!({}))
        .await?;
    let path = format!("/api/v1/runs/{}", run["id"]);
    loop {
        let run = relay.get(&path).await?;
        let state = run["state"].as_str().context("a state")?;
        if state != "running" {
            ensure!(state == "done", "it ended so: {run}");
            let added = &run["tally"]["added"];
            return Ok(json!({ "seconds": round(began.elapsed().as_secs_f64()), "added": added }));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
