//! Metrics in Prometheus' text format (row H2). Counters begin anew with each start, as Prometheus expects.

use std::fmt::{Display, Write as _};

use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;

use engine::{Engine, EngineState, MetricsSnapshot, TargetMetrics};

const TEXT_FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Figures of the engine and of each target.
#[utoipa::path(
    get, path = "/metrics", operation_id = "getMetrics", tag = "watch", security(()),
    responses((status = 200, description = "Prometheus' text format", body = String, content_type = "text/plain"))
)]
pub(crate) async fn metrics(State(engine): State<Engine>) -> ([(HeaderName, &'static str); 1], String) {
    let running = engine.status().state == EngineState::Running;
    let names = engine
        .targets()
        .into_iter()
        .map(|target| (target.id, target.config.identifier));
    let names: Vec<_> = names.collect();
    let label = |metrics: &TargetMetrics| {
        let name = names.iter().find(|(id, _)| *id == metrics.target_id);
        name.map_or_else(|| metrics.target_id.to_string(), |(_, name)| name.clone())
    };
    let text = render(&engine.metrics(), running, &label);
    ([(CONTENT_TYPE, TEXT_FORMAT)], text)
}

#[derive(Clone, Copy)]
enum Kind {
    Counter,
    Gauge,
}

struct Page(String);

impl Page {
    fn family(&mut self, name: &str, kind: Kind, help: &str) {
        let kind = match kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
        };
        self.line(format_args!("# HELP todo_relay_{name} {help}"));
        self.line(format_args!("# TYPE todo_relay_{name} {kind}"));
    }

    fn sample(&mut self, name: &str, labels: &str, value: impl Display) {
        self.line(format_args!("todo_relay_{name}{labels} {value}"));
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing into a string can't fail.
        let _ = writeln!(self.0, "{line}");
    }
}

fn render(metrics: &MetricsSnapshot, running: bool, label: &dyn Fn(&TargetMetrics) -> String) -> String {
    let mut page = Page(String::with_capacity(4096));
    page.family(
        "up",
        Kind::Gauge,
        "1 while batches are taken and deliveries are sent.",
    );
    page.sample("up", "", u8::from(running));
    let single: [(&str, &str, u64); 3] = [
        (
            "events_accepted_total",
            "Events taken in.",
            metrics.events_accepted,
        ),
        (
            "batches_accepted_total",
            "Batches taken in, duplicates not counted.",
            metrics.batches_accepted,
        ),
        (
            "batches_refused_total",
            "Batches refused for whatever reason.",
            metrics.batches_refused,
        ),
    ];
    for (name, help, value) in single {
        page.family(name, Kind::Counter, help);
        page.sample(name, "", value);
    }
    let labelled: Vec<(String, &TargetMetrics)> = metrics
        .targets
        .iter()
        .map(|target| (escaped(&label(target)), target))
        .collect();

    page.family(
        "deliveries_total",
        Kind::Counter,
        "Deliveries that got a final result, by target and result.",
    );
    for (name, target) in &labelled {
        let results = [
            ("success", target.success),
            ("failed", target.failed),
            ("ignored", target.ignored),
            ("noAnswer", target.no_answer),
        ];
        for (status, value) in results {
            let labels = format!("{{target=\"{name}\",status=\"{status}\"}}");
            page.sample("deliveries_total", &labels, value);
        }
    }
    type Read = fn(&TargetMetrics) -> u64;
    let families: [(&str, Kind, &str, Read); 4] = [
        (
            "attempts_total",
            Kind::Counter,
            "Requests made, repeated ones too.",
            |target| target.attempts,
        ),
        ("in_flight", Kind::Gauge, "Requests that are out.", |target| {
            target.in_flight.into()
        }),
        (
            "breaker_open",
            Kind::Gauge,
            "1 while deliveries are held.",
            |target| target.breaker_open.into(),
        ),
        (
            "breaker_openings_total",
            Kind::Counter,
            "How often the breaker opened.",
            |target| target.breaker_openings,
        ),
    ];
    for (name, kind, help, read) in families {
        page.family(name, kind, help);
        for (label, target) in &labelled {
            page.sample(name, &format!("{{target=\"{label}\"}}"), read(target));
        }
    }
    page.0
}

fn escaped(label: &str) -> String {
    label
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use domain::ids::TargetId;

    use super::*;

    #[test]
    fn every_sample_has_a_family_and_every_label_is_escaped() {
        let target = TargetMetrics {
            target_id: TargetId(1),
            success: 5,
            failed: 1,
            ignored: 2,
            no_answer: 0,
            attempts: 7,
            in_flight: 3,
            breaker_open: true,
            breaker_openings: 1,
        };
        let metrics = MetricsSnapshot {
            events_accepted: 9,
            batches_accepted: 2,
            batches_refused: 1,
            targets: vec![target],
        };
        let text = render(&metrics, true, &|_| "a\"b".to_owned());
        let mut families = Vec::new();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("# TYPE ") {
                families.push(rest.split(' ').next().unwrap_or_default());
            } else if !line.starts_with('#') {
                let name = line.split(['{', ' ']).next().unwrap_or_default();
                assert_eq!(
                    families.last(),
                    Some(&name),
                    "the sample should stand in its family: {line}"
                );
            }
        }
        assert!(text.contains("todo_relay_up 1\n"));
        assert!(text.contains(r#"todo_relay_deliveries_total{target="a\"b",status="success"} 5"#));
        assert!(text.contains(r#"todo_relay_breaker_open{target="a\"b"} 1"#));
        assert!(text.ends_with('\n'), "the last line should end");
    }
}
