//! From lines to batches. A line that is a batch goes as it is; lines that are events are gathered, in their order,
//! into batches of at most [`MOST_EVENTS`] and [`MOST_BYTES`]. The id of a gathered batch is the digest of its lines.

use bytes::Bytes;
use domain::event::{Batch, Event};
use domain::fields::{Complaints, FieldError};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Most bytes of one line: what the intake takes at most.
pub(super) const MOST_LINE: usize = 8 * 1024 * 1024;
/// Most events gathered into a batch.
const MOST_EVENTS: usize = 500;
/// Most bytes gathered into a batch.
const MOST_BYTES: usize = 1024 * 1024;

/// A batch ready to be handed in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ready {
    /// The body of the request.
    pub(super) body: Bytes,
    /// The lines that are in it, in their order.
    pub(super) lines: Vec<u64>,
}

/// A line that does not go in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) line: u64,
    pub(super) why: String,
}

/// What a line has brought about.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Gathered {
    Batch(Ready),
    Refused(Refusal),
}

/// Events that wait for their batch to be full.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    events: Vec<Vec<u8>>,
    lines: Vec<u64>,
    bytes: usize,
}

impl Gatherer {
    /// Takes one line in; empty lines are passed over.
    pub(super) fn line(&mut self, number: u64, mut line: Vec<u8>) -> Vec<Gathered> {
        let is_too_long = line.len() > MOST_LINE + 1;
        while line.last().is_some_and(u8::is_ascii_whitespace) {
            line.pop();
        }
        if line.is_empty() {
            return Vec::new();
        }
        let refused = |why: String| Gathered::Refused(Refusal { line: number, why });
        if is_too_long {
            return vec![refused(format!("is longer than {MOST_LINE} bytes"))];
        }
        match read(&line) {
            Err(why) => vec![refused(why)],
            Ok(Kind::Batch) => {
                // What was gathered stood before it in the file, so it goes before it.
                let mut gathered: Vec<_> = self.end().collect();
                gathered.push(Gathered::Batch(Ready {
                    body: line.into(),
                    lines: vec![number],
                }));
                gathered
            }
            Ok(Kind::Event) => {
                let mut gathered = Vec::new();
                if self.bytes + line.len() > MOST_BYTES {
                    gathered.extend(self.end());
                }
                self.bytes += line.len();
                self.events.push(line);
                self.lines.push(number);
                if self.events.len() == MOST_EVENTS {
                    gathered.extend(self.end());
                }
                gathered
            }
        }
    }

    /// Whatever has been gathered, as a last batch.
    pub(super) fn end(&mut self) -> impl Iterator<Item = Gathered> + use<> {
        let events = std::mem::take(&mut self.events);
        let lines = std::mem::take(&mut self.lines);
        self.bytes = 0;
        let ready = (!events.is_empty()).then(|| {
            Gathered::Batch(Ready {
                body: body(&events),
                lines,
            })
        });
        ready.into_iter()
    }
}

enum Kind {
    Event,
    Batch,
}

/// Reads a line as what it seems to be; the sentence says what is wrong with it.
fn read(line: &[u8]) -> Result<Kind, String> {
    let value: Value = serde_json::from_slice(line).map_err(|error| format!("is not JSON: {error}"))?;
    let sentence = |fields: Vec<FieldError>| {
        let words: Vec<_> = fields
            .iter()
            .map(|field| format!("{} {}", field.path, field.message))
            .collect();
        words.join("; ")
    };
    if value.get("batchId").is_some() || value.get("events").is_some() {
        let batch: Batch =
            serde_json::from_value(value).map_err(|error| format!("is not a batch: {error}"))?;
        batch.check().map_err(sentence)?;
        Ok(Kind::Batch)
    } else {
        let event: Event =
            serde_json::from_value(value).map_err(|error| format!("is not an event: {error}"))?;
        let mut complaints = Complaints::default();
        event.check("", &mut complaints);
        complaints.into_result().map_err(sentence)?;
        Ok(Kind::Event)
    }
}

/// `{"batchId":"import-…","events":[…]}` around lines that are JSON already.
fn body(events: &[Vec<u8>]) -> Bytes {
    let mut digest = Sha256::new();
    for event in events {
        digest.update(event);
        digest.update(b"\n");
    }
    let id: String = digest
        .finalize()
        .iter()
        .take(20)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let mut body = format!(r#"{{"batchId":"import-{id}","events":["#).into_bytes();
    body.extend_from_slice(&events.join(&b","[..]));
    body.extend_from_slice(b"]}");
    body.into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(request: u64) -> Vec<u8> {
        let event = json!({
            "dataSet": "todo", "businessState": "pending", "requestId": request.to_string(), "requestName": "报销",
            "workflowId": "54", "workflowName": "差旅报销", "workflowTypeId": "3", "nodeName": "审批",
            "creator": "1001", "createdAt": "2026-11-22T09:00:00+08:00", "receiver": "1002",
            "receivedAt": "2026-11-22T09:01:00+08:00", "occurredAt": "2026-11-22T09:01:00+08:00"
        });
        event.to_string().into_bytes()
    }

    fn gather(lines: &[Vec<u8>]) -> Vec<Gathered> {
        let mut gatherer = Gatherer::default();
        let mut all = Vec::new();
        for (line, number) in lines.iter().zip(1..) {
            all.extend(gatherer.line(number, line.clone()));
        }
        all.extend(gatherer.end());
        all
    }

    fn batches(gathered: &[Gathered]) -> Vec<(String, Vec<u64>)> {
        let batch = |gathered: &Gathered| match gathered {
            Gathered::Batch(ready) => {
                let batch: Batch = serde_json::from_slice(&ready.body).expect("the body is a batch");
                assert_eq!(batch.check(), Ok(()), "the intake should take it");
                assert_eq!(batch.events.len(), ready.lines.len());
                Some((batch.batch_id, ready.lines.clone()))
            }
            Gathered::Refused(_) => None,
        };
        gathered.iter().filter_map(batch).collect()
    }

    /// Row O1.
    #[test]
    fn the_same_file_makes_the_same_batches_again() {
        let lines: Vec<_> = (0..1_201).map(event).collect();
        let first = batches(&gather(&lines));
        assert_eq!(
            first,
            batches(&gather(&lines)),
            "a repeat should have the same ids"
        );
        let sizes: Vec<_> = first.iter().map(|(_, lines)| lines.len()).collect();
        assert_eq!(sizes, [500, 500, 201]);
    }

    #[test]
    fn a_batch_among_events_keeps_its_place_in_the_order() {
        let batch = format!(
            r#"{{"batchId":"b1","events":[{}]}}"#,
            String::from_utf8_lossy(&event(7))
        );
        let lines = [event(1), event(2), batch.into_bytes(), event(3)];
        let order: Vec<_> = batches(&gather(&lines))
            .into_iter()
            .map(|(_, lines)| lines)
            .collect();
        assert_eq!(order, [vec![1, 2], vec![3], vec![4]]);
    }

    #[test]
    fn what_is_refused_is_named_by_its_line_and_field_and_the_rest_goes_in() {
        let mut blank = String::from_utf8(event(2)).expect("JSON is text");
        blank = blank.replace("\"1002\"", "\" \"");
        let lines = [
            event(1),
            b"{".to_vec(),
            Vec::new(),
            blank.into_bytes(),
            b"{\"dataSet\":\"todo\"}".to_vec(),
            event(3),
        ];
        let gathered = gather(&lines);
        let refused: Vec<_> = gathered
            .iter()
            .filter_map(|gathered| match gathered {
                Gathered::Refused(refusal) => Some((refusal.line, refusal.why.as_str())),
                Gathered::Batch(_) => None,
            })
            .collect();
        assert_eq!(
            refused.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
            [2, 4, 5]
        );
        assert!(refused[1].1.contains("/receiver"), "{}", refused[1].1);
        assert!(refused[2].1.contains("businessState"), "{}", refused[2].1);
        assert_eq!(batches(&gathered)[0].1, [1, 6]);
    }

    #[test]
    fn a_line_that_is_too_long_is_refused() {
        let lines = [vec![b'x'; MOST_LINE + 2]];
        assert!(matches!(
            &gather(&lines)[..],
            [Gathered::Refused(Refusal { line: 1, .. })]
        ));
    }
}
