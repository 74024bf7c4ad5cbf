//! Load and its figures.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use serde_json::{Value, json};
use transport::{Client, ClientOptions};

use crate::relay::Relay;
use crate::round;
use crate::stub::Stub;

/// Requests a second of our HTTP client straight at the stub, with a body like that of a push.
pub(crate) async fn raw_limit(stub: SocketAddr, requests: usize, concurrency: usize) -> Result<f64> {
    let client = Client::new(ClientOptions {
        base_url: format!("http://{stub}"),
        proxy: None,
        tls: domain::target::TlsOptions::default(),
        connect_timeout: Duration::from_secs(3),
        total_timeout: Duration::from_secs(10),
        most_body: transport::MOST_BODY,
        most_connections: concurrency,
    })?;
    let body = Bytes::from(format!(
        "{{\"flowid\":\"999999999\",\"filler\":\"{}\"}}",
        "x".repeat(480)
    ));
    let send = || async {
        let request = http::Request::post(format!("http://{stub}/rest/ofs/ReceiveRequestInfoByJson"))
            .header("content-type", "application/json")
            .body(body.clone())?;
        let answer = client
            .send(request)
            .await
            .map_err(|error| anyhow::anyhow!("{}", error.detail))?;
        anyhow::ensure!(answer.status == 200, "status {}", answer.status);
        Ok::<(), anyhow::Error>(())
    };
    let run = async |count: usize| -> Result<Duration> {
        let began = Instant::now();
        let mut flying = FuturesUnordered::new();
        let mut left = count;
        while left > 0 || !flying.is_empty() {
            while left > 0 && flying.len() < concurrency {
                left -= 1;
                flying.push(send());
            }
            if let Some(done) = flying.next().await {
                done?;
            }
        }
        Ok(began.elapsed())
    };
    run(2_000).await?;
    Ok(requests as f64 / run(requests).await?.as_secs_f64())
}

/// What is handed in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// Number of the first request.
    pub(crate) first: usize,
    pub(crate) events: usize,
    /// Events in one batch.
    pub(crate) batch: usize,
    /// Batches on their way at once.
    pub(crate) senders: usize,
}

/// One event as JSON; `number` is its request, and the stub notes when it comes.
pub(crate) fn event(number: usize) -> Value {
    const TITLES: [&str; 4] = ["差旅报销", "采购申请", "用印审批", "请假申请"];
    let title = TITLES[number % TITLES.len()];
    json!({
        "dataSet": "todo", "businessState": "pending",
        "requestId": number.to_string(), "requestName": format!("{title}-张伟-20261122-{number}"),
        "workflowId": "54", "workflowName": title, "workflowTypeId": "3", "workflowTypeName": "财务",
        "nodeId": "12", "nodeName": "部门经理审批", "creator": "1001", "createdAt": "2026-11-22T09:00:00+08:00",
        "receiver": (1000 + number % 300).to_string(), "receivedAt": "2026-11-22T09:01:00+08:00",
        "viewType": "unread", "occurredAt": "2026-11-22T09:01:00.123+08:00",
    })
}

/// Requests with several events each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lanes {
    /// Number of the first request.
    pub(crate) first: usize,
    pub(crate) events: usize,
    /// Events of one request, one after another.
    pub(crate) in_lane: usize,
}

impl Lanes {
    /// Numbers of the requests.
    pub(crate) fn requests(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.events / self.in_lane
    }
}

/// The event of a request that comes at a turn; the stub reads the turn at the end of the title.
fn in_turn(request: usize, turn: usize) -> Value {
    let mut event = event(request);
    event["requestName"] = Value::from(format!("差旅报销-{turn}"));
    event
}

/// Hands in one event of each request.
pub(crate) async fn hand_in_turn(relay: &Relay, requests: std::ops::Range<usize>, turn: usize) -> Result<()> {
    let first = requests.start;
    let events: Vec<Value> = requests.map(|request| in_turn(request, turn)).collect();
    let body = json!({ "batchId": format!("lanes-{turn}-{first}"), "events": events });
    post(relay, Bytes::from(body.to_string())).await
}

/// Hands in the first event of every request, then the second of every request, and so on.
pub(crate) async fn hand_in_lanes(relay: &Relay, lanes: Lanes) -> Result<()> {
    const AT_ONCE: usize = 1_000;
    for turn in 1..=lanes.in_lane {
        for first in lanes.requests().step_by(AT_ONCE) {
            let end = lanes.requests().end.min(first + AT_ONCE);
            hand_in_turn(relay, first..end, turn).await?;
        }
    }
    Ok(())
}

/// Hands events in as fast as they are taken; gives how long that took.
pub(crate) async fn hand_in(relay: &Relay, plan: Plan) -> Result<Duration> {
    let numbers: Vec<usize> = (plan.first..plan.first + plan.events).collect();
    let bodies: Vec<Bytes> = numbers
        .chunks(plan.batch)
        .map(|chunk| {
            let events: Vec<Value> = chunk.iter().map(|number| event(*number)).collect();
            Bytes::from(json!({ "batchId": format!("bench-{}", chunk[0]), "events": events }).to_string())
        })
        .collect();
    let began = Instant::now();
    let mut posts = futures_util::stream::iter(bodies.into_iter().map(|body| post(relay, body)))
        .buffer_unordered(plan.senders);
    while let Some(done) = posts.next().await {
        done?;
    }
    Ok(began.elapsed())
}

async fn post(relay: &Relay, body: Bytes) -> Result<()> {
    loop {
        let answer = relay
            .http
            .post(format!("{}/api/v1/intake/batches", relay.url))
            .bearer_auth(&relay.token)
            .header("content-type", "application/json")
            .body(body.clone())
            .send()
            .await?;
        match answer.status().as_u16() {
            200 => return Ok(()),
            429 | 503 => tokio::time::sleep(Duration::from_millis(50)).await,
            status => bail!("a batch was refused: {status} {}", answer.text().await?),
        }
    }
}

/// Single events at a steady rate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// Number of the first request.
    pub(crate) first: usize,
    /// Events a second.
    pub(crate) rate: u32,
    pub(crate) during: Duration,
}

impl Pace {
    pub(crate) fn count(&self) -> usize {
        (self.during.as_secs_f64() * f64::from(self.rate)) as usize
    }
}

/// Milliseconds of each event: from the answer of the intake, and from handing in, to the arrival at the receiver.
#[derive(Debug, Default)]
pub(crate) struct Latencies {
    pub(crate) from_accepted: Vec<f64>,
    pub(crate) from_posted: Vec<f64>,
}

/// Hands single events in at a steady rate, whether or not the answers keep up, and waits until all have arrived.
pub(crate) async fn paced(relay: &Relay, stub: &Stub, pace: Pace) -> Result<Latencies> {
    let began = Instant::now() + Duration::from_millis(100);
    let send = |at: usize| async move {
        let due = began + Duration::from_secs_f64(at as f64 / f64::from(pace.rate));
        tokio::time::sleep_until(due.into()).await;
        let posted = Instant::now();
        let number = pace.first + at;
        let body = json!({ "batchId": format!("paced-{number}"), "events": [event(number)] }).to_string();
        post(relay, Bytes::from(body)).await?;
        Ok::<_, anyhow::Error>((number, posted, Instant::now()))
    };
    let sent: Vec<_> = futures_util::stream::iter((0..pace.count()).map(send))
        .buffer_unordered(pace.count())
        .collect()
        .await;
    let mut latencies = Latencies::default();
    for result in sent {
        let (number, posted, accepted) = result?;
        let arrival = stub.await_arrival(number).await?;
        let since = |moment| arrival.saturating_duration_since(moment).as_secs_f64() * 1_000.0;
        latencies.from_accepted.push(since(accepted));
        latencies.from_posted.push(since(posted));
    }
    Ok(latencies)
}

/// The value that so large a part of all is below; nothing when there are none.
pub(crate) fn quantile(values: &mut [f64], part: f64) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    Some(values[(last as f64 * part) as usize])
}

pub(crate) fn quantiles(values: &mut [f64]) -> Value {
    let mut at = |part| quantile(values, part).map(round);
    json!({ "p50": at(0.5), "p99": at(0.99), "max": at(1.0) })
}

/// Pages of the log that an operator asks for, first ones and deep ones.
pub(crate) fn page_queries(rows: usize) -> Vec<(String, String)> {
    let deep = rows / 2;
    let queries = [
        ("newest", String::new()),
        ("deep", format!("after={deep}")),
        ("byTarget", "targetId=1".to_owned()),
        ("byTargetDeep", format!("targetId=1&after={deep}")),
        ("byStatus", "status=failed".to_owned()),
        ("byRareStatus", "status=superseded".to_owned()),
        ("byDataSetDeep", format!("dataSet=closed&after={deep}")),
        (
            "byTargetStatusDataSet",
            "targetId=1&status=noAnswer&dataSet=deleted".to_owned(),
        ),
        ("byRequest", format!("requestId={}", rows / 3)),
        ("byReceiver", format!("receiver=1042&after={deep}")),
        ("byReceiverAndStatus", "receiver=1042&status=failed".to_owned()),
        ("byTextTwoCharacters", "text=%E6%8A%A5%E9%94%80".to_owned()),
        (
            "byTextTwoCharactersDeep",
            format!("text=%E6%8A%A5%E9%94%80&after={deep}"),
        ),
        ("byTextRare", format!("text={}", rows / 7 + 1)),
        ("byTextNothing", "text=%E6%B2%A1%E6%9C%89".to_owned()),
        (
            "byTextAndRareStatus",
            "text=%E6%8A%A5%E9%94%80&status=superseded".to_owned(),
        ),
        (
            "byTextAndStatus",
            "text=%E6%8A%A5%E9%94%80&status=failed".to_owned(),
        ),
        ("byCreator", "creator=1001".to_owned()),
        ("byCreatorNobody", "creator=nobody".to_owned()),
        ("byBusinessState", "businessState=pending".to_owned()),
    ];
    queries
        .into_iter()
        .map(|(name, query)| (name.to_owned(), query))
        .collect()
}

/// Median and longest milliseconds of a page, and how many rows it has.
pub(crate) async fn time_page(relay: &Relay, query: &str, times: usize) -> Result<(f64, f64, usize)> {
    let path = format!("/api/v1/deliveries?limit=50&{query}");
    let mut millis = Vec::with_capacity(times);
    let mut items = 0;
    for _ in 0..times {
        let began = Instant::now();
        let page = relay.get(path.trim_end_matches('&')).await?;
        millis.push(began.elapsed().as_secs_f64() * 1_000.0);
        items = page["items"].as_array().map_or(0, Vec::len);
    }
    let longest = millis.iter().copied().fold(0.0, f64::max);
    millis.sort_unstable_by(f64::total_cmp);
    Ok((millis[millis.len() / 2], longest, items))
}
