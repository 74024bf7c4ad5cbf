//! Handing a file of events in (row O1): JSONL, one event or one batch a line, through the intake of an engine that
//! runs.
//!
//! What it guarantees: lines go in in their order; memory is bounded, whatever the file's size; a batch made of events
//! has an id made of its lines, so handing the same file in again does nothing; what is refused is reported by line, and
//! the rest goes in; it stops at the first trouble that is not the file's, saying up to which line all is in.
//!
//! Repeating a file that has grown since takes the events of its former last batch in once more.

mod gather;
mod intake;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use serde_json::json;
use tokio::fs::File;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};

use crate::flags::ImportOptions;
use crate::{complain, whole};
use gather::{Gathered, Gatherer, MOST_LINE, Refusal};
use intake::{Answer, Intake, IntakeTrouble};

/// The import could not go on.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("{path} cannot be read")]
    File {
        path: String,
        #[source]
        source: io::Error,
    },
    #[error("all up to line {taken} is in, then the engine could not be asked")]
    Intake {
        taken: u64,
        #[source]
        source: IntakeTrouble,
    },
    #[error("the engine cannot be asked")]
    Engine(#[source] IntakeTrouble),
}

/// What has become of the file.
#[derive(Debug, Default)]
struct Tally {
    batches: u64,
    events: u64,
    duplicate_batches: u64,
    refused_lines: u64,
    /// All lines up to this one are in or refused.
    taken: u64,
}

/// Hands a file in; the exit code is 0 when every line is in.
pub(crate) async fn import(options: ImportOptions) -> ExitCode {
    match hand_in(&options).await {
        Ok(tally) => {
            let report = json!({
                "event": "imported", "batches": tally.batches, "events": tally.events,
                "duplicateBatches": tally.duplicate_batches, "refusedLines": tally.refused_lines,
            });
            // The exit code says it too.
            let _ = writeln!(io::stdout(), "{report}");
            if tally.refused_lines == 0 {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(trouble) => {
            complain(&whole(&trouble));
            ExitCode::FAILURE
        }
    }
}

async fn hand_in(options: &ImportOptions) -> Result<Tally, Trouble> {
    let unreadable = |path: &Path, source| Trouble::File {
        path: path.display().to_string(),
        source,
    };
    let token = tokio::fs::read_to_string(&options.token_file)
        .await
        .map_err(|source| unreadable(&options.token_file, source))?;
    let intake = Intake::new(&options.url, token.trim()).map_err(Trouble::Engine)?;
    let file = File::open(&options.file)
        .await
        .map_err(|source| unreadable(&options.file, source))?;
    let mut lines = BufReader::new(file);
    let mut gatherer = Gatherer::default();
    let mut tally = Tally::default();
    let mut number = 0;
    loop {
        let mut line = Vec::new();
        let most = MOST_LINE as u64 + 2;
        let read = (&mut lines).take(most).read_until(b'\n', &mut line).await;
        let read = read.map_err(|source| unreadable(&options.file, source))?;
        if read == 0 {
            break;
        }
        number += 1;
        if line.last() != Some(&b'\n') && read as u64 == most {
            skip_line(&mut lines)
                .await
                .map_err(|source| unreadable(&options.file, source))?;
        }
        for gathered in gatherer.line(number, line) {
            take(gathered, &intake, &mut tally).await?;
        }
    }
    for gathered in gatherer.end() {
        take(gathered, &intake, &mut tally).await?;
    }
    Ok(tally)
}

/// Reads to the end of a line that is too long, keeping nothing of it.
async fn skip_line(lines: &mut BufReader<File>) -> io::Result<()> {
    loop {
        let held = lines.fill_buf().await?;
        if held.is_empty() {
            return Ok(());
        }
        let end = held.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(held.len(), |at| at + 1);
        lines.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

async fn take(gathered: Gathered, intake: &Intake, tally: &mut Tally) -> Result<(), Trouble> {
    match gathered {
        Gathered::Refused(refusal) => report(&refusal, tally),
        Gathered::Batch(batch) => {
            let last = batch.lines.last().copied().unwrap_or_default();
            let answer = intake.hand_in(batch.body.clone()).await;
            let answer = answer.map_err(|source| Trouble::Intake {
                taken: tally.taken,
                source,
            })?;
            match answer {
                Answer::Taken { duplicate: true, .. } => tally.duplicate_batches += 1,
                Answer::Taken { accepted, .. } => {
                    tally.batches += 1;
                    tally.events += accepted;
                }
                Answer::Refused(why) => {
                    for line in &batch.lines {
                        report(
                            &Refusal {
                                line: *line,
                                why: why.clone(),
                            },
                            tally,
                        );
                    }
                }
            }
            tally.taken = tally.taken.max(last);
        }
    }
    Ok(())
}

fn report(refusal: &Refusal, tally: &mut Tally) {
    tally.refused_lines += 1;
    complain(&format!("line {}: {}", refusal.line, refusal.why));
}
