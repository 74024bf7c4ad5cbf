//! Metrics in Prometheus' text format (row H2). Counters begin anew with each start, as Prometheus expects.

use std::collections::HashMap;
use std::fmt::{Display, Write as _};

use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;
use chrono::{DateTime, Utc};
use domain::ids::TargetId;

use engine::{Distribution, Engine, EngineState, Gauges, LATENCY_BOUNDS_MS, MetricsSnapshot, TargetMetrics};

const TEXT_FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Figures of every stage: intake, planning, waiting, sending, recording, the store, runs, alerts; and of the process.
#[utoipa::path(
    get, path = "/metrics", operation_id = "getMetrics", tag = "watch", security(()),
    responses((status = 200, description = "Prometheus' text format", body = String, content_type = "text/plain"))
)]
pub(crate) async fn metrics(State(engine): State<Engine>) -> ([(HeaderName, &'static str); 1], String) {
    ([(CONTENT_TYPE, TEXT_FORMAT)], text(&engine).await)
}

/// The page as text.
pub(crate) async fn text(engine: &Engine) -> String {
    let names: HashMap<TargetId, String> = engine
        .targets()
        .into_iter()
        .map(|target| (target.id, target.config.identifier))
        .collect();
    let figures = Figures {
        running: engine.status().state == EngineState::Running,
        started_at: engine.status().started_at.timestamp(),
        resident_bytes: resident_bytes(),
        counted: engine.metrics(),
        now: engine.gauges().await,
        names,
    };
    figures.render()
}

/// Memory of this process that is in RAM; nothing where the system does not say it in this way.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024)
}

#[derive(Clone, Copy)]
enum Kind {
    Counter,
    Gauge,
    Histogram,
}

struct Page(String);

impl Page {
    fn family(&mut self, name: &str, kind: Kind, help: &str) {
        let kind = match kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
        };
        self.line(format_args!("# HELP {name} {help}"));
        self.line(format_args!("# TYPE {name} {kind}"));
    }

    fn sample(&mut self, name: &str, labels: &str, value: impl Display) {
        self.line(format_args!("{name}{labels} {value}"));
    }

    /// A family with one sample.
    fn single(&mut self, (name, kind, help): (&str, Kind, &str), value: impl Display) {
        self.family(name, kind, help);
        self.sample(name, "", value);
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing into a string can't fail.
        let _ = writeln!(self.0, "{line}");
    }
}

/// Everything that is rendered, gathered first.
struct Figures {
    running: bool,
    started_at: i64,
    resident_bytes: Option<u64>,
    counted: MetricsSnapshot,
    now: Gauges,
    names: HashMap<TargetId, String>,
}

impl Figures {
    fn label(&self, id: TargetId) -> String {
        let name = self
            .names
            .get(&id)
            .map_or_else(|| id.to_string(), |name| escaped(name));
        format!("target=\"{name}\"")
    }

    fn render(&self) -> String {
        let mut page = Page(String::with_capacity(16 * 1024));
        self.process(&mut page);
        self.intake(&mut page);
        self.deliveries(&mut page);
        self.waiting(&mut page);
        self.store(&mut page);
        self.beside(&mut page);
        page.0
    }

    fn process(&self, page: &mut Page) {
        let up = "1 while batches are taken and deliveries are sent.";
        page.single(("todo_relay_up", Kind::Gauge, up), u8::from(self.running));
        let started = "Start of the engine, in seconds since 1970.";
        page.single(
            ("process_start_time_seconds", Kind::Gauge, started),
            self.started_at,
        );
        if let Some(bytes) = self.resident_bytes {
            let resident = "Memory of the process that is in RAM.";
            page.single(("process_resident_memory_bytes", Kind::Gauge, resident), bytes);
        }
    }

    fn intake(&self, page: &mut Page) {
        let counted = &self.counted;
        for (name, help, value) in [
            (
                "todo_relay_events_accepted_total",
                "Events taken in.",
                counted.events_accepted,
            ),
            (
                "todo_relay_batches_accepted_total",
                "Batches taken in, duplicates not counted.",
                counted.batches_accepted,
            ),
            (
                "todo_relay_batches_refused_total",
                "Batches refused for whatever reason.",
                counted.batches_refused,
            ),
        ] {
            page.single((name, Kind::Counter, help), value);
        }
        let waiting = "Events that are on their way to the disk.";
        page.single(
            ("todo_relay_intake_waiting_events", Kind::Gauge, waiting),
            self.now.intake_waiting,
        );
    }

    fn deliveries(&self, page: &mut Page) {
        let targets: Vec<(String, &TargetMetrics)> = self
            .counted
            .targets
            .iter()
            .map(|target| (self.label(target.target_id), target))
            .collect();
        let name = "todo_relay_deliveries_total";
        let help = "Deliveries that got a final result, by target and result.";
        page.family(name, Kind::Counter, help);
        for (label, target) in &targets {
            let results = [
                ("success", target.success),
                ("failed", target.failed),
                ("ignored", target.ignored),
                ("noAnswer", target.no_answer),
            ];
            for (status, value) in results {
                page.sample(name, &format!("{{{label},status=\"{status}\"}}"), value);
            }
        }
        type Read = fn(&TargetMetrics) -> u64;
        let families: [(&str, Kind, &str, Read); 5] = [
            (
                "todo_relay_deliveries_planned_total",
                Kind::Counter,
                "Deliveries planned, those that planning kept back too.",
                |target| target.planned,
            ),
            (
                "todo_relay_attempts_total",
                Kind::Counter,
                "Requests made, repeated ones too.",
                |target| target.attempts,
            ),
            (
                "todo_relay_in_flight",
                Kind::Gauge,
                "Requests that are out.",
                |target| target.in_flight.into(),
            ),
            (
                "todo_relay_breaker_open",
                Kind::Gauge,
                "1 while the breaker holds deliveries.",
                |target| target.breaker_open.into(),
            ),
            (
                "todo_relay_breaker_openings_total",
                Kind::Counter,
                "How often the breaker opened.",
                |target| target.breaker_openings,
            ),
        ];
        for (name, kind, help, read) in families {
            page.family(name, kind, help);
            for (label, target) in &targets {
                page.sample(name, &format!("{{{label}}}"), read(target));
            }
        }
        let name = "todo_relay_delivery_seconds";
        page.family(
            name,
            Kind::Histogram,
            "From planning to the final result on disk.",
        );
        for (label, target) in &targets {
            distribution(page, name, label, &target.latency);
        }
    }

    fn waiting(&self, page: &mut Page) {
        let Some(stored) = &self.now.stored else { return };
        let now = Utc::now();
        let age = |at: Option<DateTime<Utc>>| at.map_or(0, |at| (now - at).num_seconds().max(0));
        page.family(
            "todo_relay_pending",
            Kind::Gauge,
            "Deliveries without a final result.",
        );
        for target in &stored.targets {
            let label = format!("{{{}}}", self.label(target.0));
            page.sample("todo_relay_pending", &label, target.1);
        }
        let name = "todo_relay_oldest_pending_seconds";
        page.family(name, Kind::Gauge, "Age of the oldest of them.");
        for target in &stored.targets {
            page.sample(name, &format!("{{{}}}", self.label(target.0)), age(target.2));
        }
        let name = "todo_relay_held";
        page.family(name, Kind::Gauge, "1 while a person holds the target.");
        for target in &stored.targets {
            page.sample(name, &format!("{{{}}}", self.label(target.0)), u8::from(target.3));
        }
    }

    fn store(&self, page: &mut Page) {
        let now = &self.now;
        let gauges = [
            (
                "todo_relay_recorder_waiting",
                "Results that are on their way to the disk.",
                now.recorder_waiting,
            ),
            (
                "todo_relay_store_waiting_jobs",
                "Jobs that wait for the writer.",
                now.writer.waiting,
            ),
            ("todo_relay_store_bytes", "Size of the database.", now.store_bytes),
            (
                "todo_relay_store_wal_bytes",
                "Size of its write-ahead log.",
                now.wal_bytes,
            ),
        ];
        for (name, help, value) in gauges {
            page.single((name, Kind::Gauge, help), value);
        }
        let commits = "Groups of jobs that went to disk.";
        page.single(
            ("todo_relay_store_commits_total", Kind::Counter, commits),
            now.writer.commits,
        );
        let jobs = "Jobs in them.";
        page.single(
            ("todo_relay_store_jobs_total", Kind::Counter, jobs),
            now.writer.jobs,
        );
        let busy = "Time that the writer worked, syncing to disk too.";
        page.single(
            ("todo_relay_store_busy_seconds_total", Kind::Counter, busy),
            now.writer.busy_micros as f64 / 1e6,
        );
    }

    fn beside(&self, page: &mut Page) {
        let now = &self.now;
        if let Some(stored) = &now.stored {
            let runs = "Runs over the log that are under way.";
            page.single(("todo_relay_runs_active", Kind::Gauge, runs), stored.active_runs);
            let waiting = "Messages of alert channels that are not taken yet.";
            page.single(
                ("todo_relay_alerts_waiting", Kind::Gauge, waiting),
                stored.alerts_waiting,
            );
        }
        let sent = "Messages of alert channels that were taken.";
        page.single(
            ("todo_relay_alerts_sent_total", Kind::Counter, sent),
            now.alerts_sent,
        );
        let failed = "Tries of such messages that failed.";
        page.single(
            ("todo_relay_alert_tries_failed_total", Kind::Counter, failed),
            now.alert_tries_failed,
        );
    }
}

/// The samples of one histogram: how many took at most so long, their number and their sum.
fn distribution(page: &mut Page, name: &str, label: &str, taken: &Distribution) {
    let bucket = format!("{name}_bucket");
    let mut below = 0;
    for (bound, count) in LATENCY_BOUNDS_MS.iter().zip(&taken.buckets) {
        below += count;
        let bound = *bound as f64 / 1e3;
        page.sample(&bucket, &format!("{{{label},le=\"{bound}\"}}"), below);
    }
    let all: u64 = taken.buckets.iter().sum();
    page.sample(&bucket, &format!("{{{label},le=\"+Inf\"}}"), all);
    page.sample(
        &format!("{name}_sum"),
        &format!("{{{label}}}"),
        taken.sum_ms as f64 / 1e3,
    );
    page.sample(&format!("{name}_count"), &format!("{{{label}}}"), all);
}

fn escaped(label: &str) -> String {
    label
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use engine::{StoredGauges, WriterFigures};

    use super::*;

    fn figures() -> Figures {
        let mut latency = Distribution::default();
        latency.buckets[0] = 2;
        latency.buckets[LATENCY_BOUNDS_MS.len()] = 1;
        latency.sum_ms = 1_500;
        let target = TargetMetrics {
            target_id: TargetId(1),
            success: 5,
            failed: 1,
            ignored: 2,
            no_answer: 0,
            planned: 8,
            latency,
            attempts: 7,
            in_flight: 3,
            breaker_open: true,
            breaker_openings: 1,
        };
        Figures {
            running: true,
            started_at: 1_800_000_000,
            resident_bytes: Some(4096),
            counted: MetricsSnapshot {
                events_accepted: 9,
                batches_accepted: 2,
                batches_refused: 1,
                targets: vec![target],
            },
            now: Gauges {
                intake_waiting: 0,
                recorder_waiting: 1,
                writer: WriterFigures::default(),
                store_bytes: 8192,
                wal_bytes: 0,
                alerts_sent: 1,
                alert_tries_failed: 2,
                stored: Some(StoredGauges {
                    targets: vec![(TargetId(1), 4, None, true)],
                    active_runs: 1,
                    alerts_waiting: 0,
                }),
            },
            names: HashMap::from([(TargetId(1), "a\"b".to_owned())]),
        }
    }

    /// Row H2.
    #[test]
    fn every_sample_has_a_family_and_every_label_is_escaped() {
        let text = figures().render();
        let mut family = "";
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("# TYPE ") {
                family = rest.split(' ').next().unwrap_or_default();
            } else if !line.starts_with('#') {
                let name = line.split(['{', ' ']).next().unwrap_or_default();
                let rest = name.strip_prefix(family);
                assert!(
                    matches!(rest, Some("" | "_bucket" | "_sum" | "_count")),
                    "the sample should stand in its family: {line}"
                );
            }
        }
        for line in [
            "todo_relay_up 1",
            r#"todo_relay_deliveries_total{target="a\"b",status="success"} 5"#,
            r#"todo_relay_breaker_open{target="a\"b"} 1"#,
            r#"todo_relay_held{target="a\"b"} 1"#,
            r#"todo_relay_delivery_seconds_bucket{target="a\"b",le="0.005"} 2"#,
            r#"todo_relay_delivery_seconds_bucket{target="a\"b",le="600"} 2"#,
            r#"todo_relay_delivery_seconds_bucket{target="a\"b",le="+Inf"} 3"#,
            r#"todo_relay_delivery_seconds_sum{target="a\"b"} 1.5"#,
        ] {
            assert!(
                text.lines().any(|found| found == line),
                "{line} is not in:\n{text}"
            );
        }
        assert!(text.ends_with('\n'), "the last line should end");
    }

    /// Row H2: the dashboard that is handed out asks for nothing that is not given.
    #[test]
    fn every_metric_of_the_dashboard_is_given() {
        let dashboard = include_str!("../../../../../docs/monitoring/grafana-dashboard.json");
        let text = figures().render();
        let given = |name: &str| {
            let is_it = |line: &str| line.split(['{', ' ']).next() == Some(name);
            text.lines().any(is_it)
        };
        let word = |c: char| c.is_ascii_lowercase() || c == '_';
        let mut asked = 0;
        for piece in dashboard.split(|c: char| !word(c)) {
            if piece.starts_with("todo_relay_") || piece.starts_with("process_") {
                asked += 1;
                assert!(given(piece), "/metrics does not give {piece}");
            }
        }
        assert!(asked > 20, "the dashboard asks for {asked} metrics");
    }
}
