//! The program under test as a process of its own, in a place of its own.
//!
//! Each [`Home`] is a temporary directory with the data, the key file of the secrets and what the program wrote to its
//! standard error. A process that is not ended by a test is killed when its value goes.

use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::http::{Answer, Caller};
use crate::until::{PATIENCE, until};

/// A place for one engine.
#[derive(Debug)]
pub struct Home {
    directory: TempDir,
    starts: AtomicUsize,
}

/// How a process ended.
#[derive(Debug)]
pub struct Ended {
    /// Its exit status.
    pub status: ExitStatus,
    /// How long it took.
    pub took: Duration,
    /// What it wrote to its standard error.
    pub stderr: String,
}

/// The program, running.
#[derive(Debug)]
pub struct Relay {
    child: Child,
    stdout: Lines<BufReader<ChildStdout>>,
    stderr: PathBuf,
    /// The ready line.
    pub ready: Value,
    /// Speaks to it with the administrator's token.
    pub api: Caller,
}

/// The program under test: named by `RELAYD_BIN`, else the one that is built beside the tests.
pub fn program() -> PathBuf {
    if let Some(named) = std::env::var_os("RELAYD_BIN") {
        return named.into();
    }
    let test = std::env::current_exe().expect("a test knows its own program");
    let beside = test
        .parent()
        .and_then(Path::parent)
        .expect("tests lie in a folder of the build");
    beside.join("todo-relayd")
}

impl Default for Home {
    fn default() -> Self {
        Self::new()
    }
}

impl Home {
    /// A place with nothing in it.
    pub fn new() -> Self {
        let directory = tempfile::Builder::new().prefix("todo-relay-test-").tempdir();
        Self {
            directory: directory.expect("a temporary directory can be made"),
            starts: AtomicUsize::new(0),
        }
    }

    /// The directory of all.
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// The engine's data directory.
    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// The file with the key of the secrets, outside the data directory.
    pub fn key_file(&self) -> PathBuf {
        self.path().join("secret.key")
    }

    /// The flags that every start has.
    pub fn flags(&self) -> Vec<String> {
        let text = |path: PathBuf| path.to_string_lossy().into_owned();
        [
            "--data",
            &text(self.data()),
            "--listen",
            "127.0.0.1:0",
            "--secrets",
            "file",
            "--secret-key-file",
            &text(self.key_file()),
        ]
        .map(str::to_owned)
        .to_vec()
    }

    /// Starts the program and waits until it is ready.
    pub async fn start(&self) -> Relay {
        self.start_with(&[]).await
    }

    /// Starts the program with further flags and waits until it is ready.
    pub async fn start_with(&self, flags: &[&str]) -> Relay {
        let mut command = Command::new(program());
        command.args(self.flags()).args(flags);
        self.start_command(command).await
    }

    /// Starts the program with further flags and a log of everything, and waits until it is ready.
    pub async fn start_verbose(&self, flags: &[&str]) -> Relay {
        let mut command = Command::new(program());
        command.args(self.flags()).args(flags);
        self.spawn_at(command, "trace").until_ready().await
    }

    /// Starts a command that becomes the program, and waits until that is ready.
    pub async fn start_command(&self, command: Command) -> Relay {
        let started = self.spawn(command);
        started.until_ready().await
    }

    /// Starts a command that becomes the program; it need not be ready yet, nor ever be.
    pub fn spawn(&self, command: Command) -> Started {
        self.spawn_at(command, "info")
    }

    fn spawn_at(&self, mut command: Command, level: &str) -> Started {
        let start = self.starts.fetch_add(1, Ordering::Relaxed);
        let stderr = self.path().join(format!("stderr-{start}.log"));
        let log = std::fs::File::create(&stderr).expect("a log can be made");
        let began = Instant::now();
        // What whoever runs the tests has set for a relay of theirs is not for these.
        for name in [
            "TODO_RELAY_PASSPHRASE",
            "TODO_RELAY_PASSPHRASE_FILE",
            "TODO_RELAY_HOSTS",
        ] {
            command.env_remove(name);
        }
        let child = command
            .env("TODO_RELAY_LOG", level)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn();
        let child = child.expect("the program under test has been built: cargo build -p relayd");
        Started { child, stderr, began }
    }

    /// Runs the program with the flags of every start and these, and waits until it ends by itself.
    pub async fn run_to_end(&self, flags: &[&str]) -> Ended {
        let mut command = Command::new(program());
        command.args(self.flags()).args(flags);
        self.spawn(command).until_ended().await
    }

    /// All that the program has written to its standard error, of each start.
    pub fn logs(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let starts = 0..self.starts.load(Ordering::Relaxed);
        let logs = starts.map(|start| self.path().join(format!("stderr-{start}.log")));
        logs.map(|path| {
            let bytes = std::fs::read(&path).expect("a log can be read");
            (path, bytes)
        })
        .collect()
    }
}

/// The program, started and not known to be ready.
#[derive(Debug)]
pub struct Started {
    child: Child,
    stderr: PathBuf,
    began: Instant,
}

impl Started {
    /// The process id.
    pub fn pid(&self) -> u32 {
        self.child.id().expect("the process has not been waited for")
    }

    /// Waits for the ready line; nothing when it ends before that.
    pub async fn until_ready_or_ended(self) -> Option<Relay> {
        self.look_for_ready().await.ok()
    }

    /// Waits for the ready line.
    pub async fn until_ready(self) -> Relay {
        let ready = self.look_for_ready().await;
        ready.expect("the first line should say that the program is ready")
    }

    /// # Errors
    /// What its log says, when it ends without a line.
    async fn look_for_ready(mut self) -> Result<Relay, String> {
        let stdout = self
            .child
            .stdout
            .take()
            .expect("standard output is a pipe, not yet taken");
        let mut stdout = BufReader::new(stdout).lines();
        let line = tokio::time::timeout(PATIENCE, stdout.next_line()).await;
        let line = line.map_or_else(|_| None, |line| line.ok().flatten());
        let line = line.ok_or_else(|| text(&self.stderr))?;
        let ready: Value = serde_json::from_str(&line).unwrap_or_else(|_| Value::from(line.clone()));
        assert_eq!(
            ready["event"], "ready",
            "the first line should say that the program is ready: {line}"
        );
        let url = ready["url"].as_str().expect("the ready line has a url");
        let token_file = ready["tokenFile"]
            .as_str()
            .expect("the ready line names the token file");
        let token = std::fs::read_to_string(self.seen_from_here(Path::new(token_file)));
        let token = token.expect("the token file can be read");
        let api = Caller::new(url).with_token(token.trim());
        Ok(Relay {
            child: self.child,
            stdout,
            stderr: self.stderr,
            ready,
            api,
        })
    }

    /// A file as the program sees it: it may have mounts of its own.
    fn seen_from_here(&self, file: &Path) -> PathBuf {
        let relative = file.strip_prefix("/").unwrap_or(file);
        PathBuf::from(format!("/proc/{}/root", self.pid())).join(relative)
    }

    /// Waits until it has ended by itself.
    pub async fn until_ended(mut self) -> Ended {
        let status = tokio::time::timeout(PATIENCE, self.child.wait()).await;
        let status = status.expect("the program should end by itself");
        Ended {
            status: status.expect("a child can be waited for"),
            took: self.began.elapsed(),
            stderr: text(&self.stderr),
        }
    }

    /// SIGKILL; waits until it is gone.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("a child can be killed");
    }
}

fn text(file: &Path) -> String {
    std::fs::read(file).map_or_else(
        |error| error.to_string(),
        |bytes| String::from_utf8_lossy(&bytes).into_owned(),
    )
}

impl Relay {
    /// The process id.
    pub fn pid(&self) -> u32 {
        self.child.id().expect("the process has not been waited for")
    }

    /// SIGKILL; waits until it is gone.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("a child can be killed");
    }

    /// Waits until it has died by itself.
    pub async fn until_dead(mut self) {
        let died = tokio::time::timeout(PATIENCE, self.child.wait()).await;
        let status = died
            .expect("the program should die")
            .expect("a child can be waited for");
        assert_eq!(status.code(), None, "it should die by a signal");
    }

    /// SIGTERM; waits until it has ended.
    pub async fn terminate(mut self) -> Ended {
        let began = Instant::now();
        let sent = Command::new("kill")
            .args(["-TERM", &self.pid().to_string()])
            .status()
            .await;
        assert!(
            sent.is_ok_and(|status| status.success()),
            "the signal should be sent"
        );
        let status = tokio::time::timeout(PATIENCE, self.child.wait()).await;
        let status = status.expect("the program should end after SIGTERM");
        let ended = Ended {
            status: status.expect("a child can be waited for"),
            took: began.elapsed(),
            stderr: text(&self.stderr),
        };
        let more = self.stdout.next_line().await.ok().flatten();
        assert_eq!(
            more, None,
            "standard output should hold the ready line and nothing else"
        );
        ended
    }

    /// What it has written to its standard error.
    pub fn stderr(&self) -> String {
        text(&self.stderr)
    }

    /// Makes a target and gives its id.
    pub async fn create_target(&self, target: &Value) -> u64 {
        let created = self.api.post("/api/v1/targets", target).await.expect(201);
        created["id"].as_u64().expect("a target has an id")
    }

    /// Hands in a batch.
    pub async fn intake(&self, batch: &Value) -> Answer {
        self.api.post("/api/v1/intake/batches", batch).await
    }

    /// Hands in a batch that must be taken.
    pub async fn take_in(&self, id: &str, events: Vec<Value>) {
        let count = events.len();
        let receipt = self.intake(&crate::events::batch(id, events)).await.expect(200);
        assert_eq!(
            receipt,
            json!({ "batchId": id, "accepted": count, "duplicate": false }),
            "the batch should be new and taken whole"
        );
    }

    /// All items of a list, page after page; `query` may be empty.
    pub async fn list(&self, path: &str, query: &str) -> Vec<Value> {
        let (mut items, mut after) = (Vec::new(), String::new());
        loop {
            let page = self.api.get(&format!("{path}?{query}{after}")).await;
            items.extend(page["items"].as_array().cloned().unwrap_or_default());
            match page["next"].as_str() {
                Some(next) => after = format!("&{}", crate::http::query(&[("after", next)])),
                None => return items,
            }
        }
    }

    /// How one target is doing.
    pub async fn pulse(&self, target: u64) -> Value {
        let overview = self.api.get("/api/v1/overview").await;
        let targets = overview["targets"]
            .as_array()
            .expect("the overview lists the targets");
        let pulse = targets.iter().find(|pulse| pulse["targetId"] == target);
        pulse.expect("the overview knows the target").clone()
    }

    /// Waits until a target's results are so many successes and nothing else is left to do.
    pub async fn until_all_sent(&self, target: u64, successes: usize) {
        until("every delivery is a success on disk", async || {
            let counts = self.pulse(target).await["counts"].clone();
            (counts["pending"] == 0 && counts["success"] == successes).then_some(())
        })
        .await;
    }
}
