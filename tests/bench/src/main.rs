//! The bench: a release `todo-relayd` against a stub receiver on the same machine, figures as one JSON document.
//!
//! `bench RELAYD [--rows N] [--minutes N] [--only PART]`: `RELAYD` is the program to measure; `--rows` makes the large log
//! smaller for a quick look (the figure's name then says how many rows it was); `--minutes` is the length of the soak, which
//! is run only when it is asked for by name.

mod cleanup;
mod configuration;
mod generate;
mod history;
mod load;
mod organisation;
mod outage;
mod relay;
mod rules;
mod soak;
mod stub;
mod synchronisation;

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

/// As in the program, so that the raw limit of the client is that of the program's client.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Deliveries of a round of the throughput run.
const DELIVERIES: usize = 40_000;
/// An odd number, for a median.
const ROUNDS: usize = 5;
/// Requests in flight, ours and the raw client's.
const CONCURRENCY: usize = 64;
const PENDING: usize = 1_000_000;
const SMALL_LOG: usize = 10_000;
const LARGE_LOG: usize = 10_000_000;
/// Rows that are deleted while pushing goes on.
const CLEANED: usize = 1_000_000;
/// Rows of a history push, and of a workbook.
const PUSHED_AGAIN: usize = 1_000_000;
const SOAK_MINUTES: u64 = 60;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let relayd = arguments
        .next()
        .context("usage: bench RELAYD [--rows N] [--minutes N] [--only PART]")?;
    let mut wanted = Wanted {
        rows: LARGE_LOG,
        minutes: SOAK_MINUTES,
        only: None,
    };
    while let Some(flag) = arguments.next() {
        let value = arguments
            .next()
            .with_context(|| format!("{flag} takes a value"))?;
        match flag.as_str() {
            "--rows" => wanted.rows = value.parse().context("--rows takes a number")?,
            "--minutes" => wanted.minutes = value.parse().context("--minutes takes a number")?,
            "--only" => wanted.only = Some(value),
            _ => bail!("unknown flag {flag}"),
        }
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let report = runtime.block_on(run(&relayd, &wanted))?;
    show(&report)
}

#[allow(clippy::print_stdout, reason = "the report is what this program is for")]
fn show(report: &Value) -> Result<()> {
    println!("{}", serde_json::to_string_pretty(report)?);
    Ok(())
}

/// What is to be measured.
struct Wanted {
    rows: usize,
    minutes: u64,
    only: Option<String>,
}

async fn run(relayd: &str, all: &Wanted) -> Result<Value> {
    let (rows, only) = (all.rows, all.only.as_deref());
    let wanted = |part: &str| only.is_none_or(|only| only == part);
    let mut report = Map::new();
    if only == Some("soak") {
        report.insert("soak".to_owned(), soak::measure(relayd, all.minutes).await?);
    }
    if wanted("throughput") {
        report.insert("throughput".to_owned(), throughput(relayd).await?);
    }
    if wanted("latency") {
        report.insert("latency".to_owned(), latency(relayd).await?);
    }
    if wanted("restart") {
        report.insert("restart".to_owned(), restart(relayd).await?);
    }
    if wanted("rules") {
        report.insert("rules".to_owned(), rules::measure()?);
    }
    if wanted("configuration") {
        report.insert("configuration".to_owned(), configuration::measure(relayd).await?);
    }
    if wanted("cleanup") {
        let rows = rows.min(CLEANED);
        report.insert("cleanup".to_owned(), cleanup::measure(relayd, rows).await?);
    }
    if wanted("outage") {
        report.insert("outage".to_owned(), outage::measure(relayd).await?);
    }
    if wanted("synchronisation") {
        let figures = synchronisation::measure(relayd).await?;
        report.insert("synchronisation".to_owned(), figures);
    }
    if wanted("history") {
        let rows = rows.min(PUSHED_AGAIN);
        report.insert("history".to_owned(), history::measure(relayd, rows).await?);
    }
    if wanted("export") {
        let rows = rows.min(PUSHED_AGAIN);
        report.insert("export".to_owned(), history::export(relayd, rows).await?);
    }
    if wanted("pages") {
        let small = pages(relayd, SMALL_LOG).await?;
        let large = pages(relayd, rows).await?;
        report.insert(
            "pages".to_owned(),
            json!({ SMALL_LOG.to_string(): small, rows.to_string(): large }),
        );
    }
    Ok(Value::Object(report))
}

/// The raw limit of our HTTP client and then the whole program, against the same stub, several times over: the machine's
/// pace changes from minute to minute, so a ratio is taken within a round, and the median of the rounds counts.
async fn throughput(relayd: &str) -> Result<Value> {
    let stub = stub::Stub::start().await?;
    let directory = tempfile::tempdir()?;
    let relay = relay::Relay::start(relayd, directory.path()).await?;
    relay.create_target(stub.address(), CONCURRENCY).await?;
    let warm_up = load::Plan {
        first: 10_000_000,
        events: 2_000,
        batch: 100,
        senders: 4,
    };
    load::hand_in(&relay, warm_up).await?;
    relay.await_success(warm_up.events).await?;

    let (mut raw, mut accepted, mut delivered) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ratio, mut cpu) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let limit = load::raw_limit(stub.address(), DELIVERIES, CONCURRENCY).await?;
        let before = relay.cpu()?;
        let began = std::time::Instant::now();
        let plan = load::Plan {
            first: round * DELIVERIES,
            events: DELIVERIES,
            ..warm_up
        };
        let taken = load::hand_in(&relay, plan).await?;
        relay
            .await_success(warm_up.events + (round + 1) * DELIVERIES)
            .await?;
        let per_second = DELIVERIES as f64 / began.elapsed().as_secs_f64();
        raw.push(limit);
        accepted.push(DELIVERIES as f64 / taken.as_secs_f64());
        delivered.push(per_second);
        ratio.push(per_second / limit);
        cpu.push((relay.cpu()? - before).as_secs_f64() * 1_000.0 / DELIVERIES as f64);
    }
    let (rss_now, rss_peak) = relay.memory()?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let idle = relay.idle_cpu(Duration::from_secs(10)).await?;
    relay.stop().await?;
    Ok(json!({
        "deliveriesPerRound": DELIVERIES,
        "concurrency": CONCURRENCY,
        "rawPerSecond": rounds(raw),
        "acceptedPerSecond": rounds(accepted),
        "deliveredPerSecond": rounds(delivered),
        "ratioToRaw": rounds(ratio),
        "cpuMsPerDelivery": rounds(cpu),
        "rssMiB": rss_now,
        "rssPeakMiB": rss_peak,
        "idleCpuPercent": round(idle * 100.0),
    }))
}

/// The median of all rounds, and each round.
pub(crate) fn rounds(values: Vec<f64>) -> Value {
    let mut sorted = values.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let each: Vec<f64> = values.into_iter().map(round).collect();
    json!({ "median": round(sorted[sorted.len() / 2]), "rounds": each })
}

async fn latency(relayd: &str) -> Result<Value> {
    let mut result = Map::new();
    for rate in [200_u32, 1_000] {
        let stub = stub::Stub::start().await?;
        let directory = tempfile::tempdir()?;
        let relay = relay::Relay::start(relayd, directory.path()).await?;
        relay.create_target(stub.address(), CONCURRENCY).await?;
        load::hand_in(
            &relay,
            load::Plan {
                first: 10_000_000,
                events: 500,
                batch: 1,
                senders: 4,
            },
        )
        .await?;
        let pace = load::Pace {
            first: 0,
            rate,
            during: Duration::from_secs(15),
        };
        let mut figures = load::paced(&relay, &stub, pace).await?;
        relay.stop().await?;
        let figures = json!({
            "events": pace.count(),
            "acceptToReceivedMs": load::quantiles(&mut figures.from_accepted),
            "postToReceivedMs": load::quantiles(&mut figures.from_posted),
        });
        result.insert(format!("at{rate}PerSecond"), figures);
    }
    Ok(Value::Object(result))
}

async fn restart(relayd: &str) -> Result<Value> {
    let stub = stub::Stub::start().await?;
    let directory = tempfile::tempdir()?;
    let relay = relay::Relay::start(relayd, directory.path()).await?;
    relay.create_target(stub.address(), CONCURRENCY).await?;
    relay.stop().await?;
    generate::log(directory.path(), (0, PENDING), generate::Kind::Pending).await?;
    let began = std::time::Instant::now();
    let relay = relay::Relay::start(relayd, directory.path()).await?;
    let ready = began.elapsed();
    let first = stub.await_first().await?.duration_since(began);
    let (rss_now, rss_peak) = relay.memory()?;
    relay.stop().await?;
    Ok(json!({
        "pending": PENDING,
        "readyMs": ready.as_millis() as u64,
        "firstPushMs": first.as_millis() as u64,
        "rssMiB": rss_now,
        "rssPeakMiB": rss_peak,
    }))
}

async fn pages(relayd: &str, rows: usize) -> Result<Value> {
    let stub = stub::Stub::start().await?;
    let directory = tempfile::tempdir()?;
    let relay = relay::Relay::start(relayd, directory.path()).await?;
    relay.create_target(stub.address(), CONCURRENCY).await?;
    relay.stop().await?;
    let began = std::time::Instant::now();
    generate::log(directory.path(), (0, rows), generate::Kind::Finished).await?;
    let generated = began.elapsed();
    let relay = relay::Relay::start(relayd, directory.path()).await?;
    let mut figures = Map::new();
    let mut worst = 0.0_f64;
    for (name, query) in load::page_queries(rows) {
        let (median, longest, items) = load::time_page(&relay, &query, 15).await?;
        worst = worst.max(longest);
        let figure = json!({ "medianMs": round(median), "worstMs": round(longest), "items": items });
        figures.insert(name, figure);
    }
    let (_, rss_peak) = relay.memory()?;
    relay.stop().await?;
    figures.insert("worstMs".to_owned(), json!(round(worst)));
    figures.insert("rssPeakMiB".to_owned(), json!(rss_peak));
    figures.insert("generatedInSeconds".to_owned(), json!(generated.as_secs()));
    Ok(Value::Object(figures))
}

pub(crate) fn round(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}
