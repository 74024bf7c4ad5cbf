//! The program as a process: started in a directory of its own, asked over HTTP, ended by a signal.

use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// Nothing here takes this long; a test that waits for ever helps nobody.
const LIMIT: Duration = Duration::from_secs(60);

/// A directory in which engines are started, with a key file beside the data.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a directory of its own"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// The program with the flags that every test needs.
    pub(crate) fn command(&self) -> Command {
        let mut command = program();
        command
            .arg("--data")
            .arg(self.data())
            .args([
                "--listen",
                "127.0.0.1:0",
                "--secrets",
                "file",
                "--secret-key-file",
            ])
            .arg(self.path().join("secrets.key"));
        command
    }

    pub(crate) async fn start(&self, more: &[&str]) -> Relay {
        self.launch(self.command().args(more)).await
    }

    pub(crate) async fn launch(&self, command: &mut Command) -> Relay {
        let log = std::fs::File::create(self.path().join("log")).expect("the log can be written");
        command.stdout(Stdio::piped()).stderr(log).kill_on_drop(true);
        let mut child = command.spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its standard output")).lines();
        let line = tokio::time::timeout(LIMIT, lines.next_line())
            .await
            .expect("it should be ready in time");
        let line = line.expect("standard output is text").expect("a ready line");
        let ready: Value = serde_json::from_str(&line).expect("the ready line is JSON");
        let url = ready["url"].as_str().expect("its address").to_owned();
        let token_file = PathBuf::from(ready["tokenFile"].as_str().expect("its token file"));
        let token = std::fs::read_to_string(&token_file)
            .expect("the token file can be read")
            .trim()
            .to_owned();
        Relay {
            child,
            lines,
            ready,
            url,
            token,
            token_file,
            http: http(),
        }
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.path().join("log")).expect("the log can be read")
    }
}

pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_todo-relayd"));
    command
        .env_remove("TODO_RELAY_PASSPHRASE")
        .env_remove("TODO_RELAY_LOG")
        .stdin(Stdio::null());
    command
}

/// Runs the program to its end.
pub(crate) async fn run(command: &mut Command) -> Output {
    tokio::time::timeout(LIMIT, command.output())
        .await
        .expect("it should end in time")
        .expect("the program starts")
}

fn http() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(LIMIT)
        .build()
        .expect("a client can be made")
}

pub(crate) struct Relay {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    pub(crate) ready: Value,
    pub(crate) url: String,
    pub(crate) token: String,
    pub(crate) token_file: PathBuf,
    pub(crate) http: reqwest::Client,
}

impl Relay {
    pub(crate) async fn get(&self, path: &str) -> Value {
        let answer = self
            .http
            .get(format!("{}{path}", self.url))
            .bearer_auth(&self.token)
            .send()
            .await;
        json_of(answer.expect("it answers")).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        let request = self
            .http
            .post(format!("{}{path}", self.url))
            .bearer_auth(&self.token);
        let request = request
            .header("content-type", "application/json")
            .body(body.to_string());
        json_of(request.send().await.expect("it answers")).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Value {
        let request = self
            .http
            .put(format!("{}{path}", self.url))
            .bearer_auth(&self.token);
        let request = request
            .header("content-type", "application/json")
            .body(body.to_string());
        json_of(request.send().await.expect("it answers")).await
    }

    /// Asks for `path` until the answer is as wanted.
    pub(crate) async fn until(&self, path: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let asked = async {
            loop {
                let answer = self.get(path).await;
                if wanted(&answer) {
                    return answer;
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(LIMIT, asked)
            .await
            .expect("it should come about in time")
    }

    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.id().expect("it still runs").to_string();
        let sent = std::process::Command::new("kill")
            .args(["-s", name, &pid])
            .status()
            .expect("kill can be run");
        assert!(sent.success(), "the signal should have been sent");
    }

    /// Waits for the end: the exit code, and what else was on standard output.
    pub(crate) async fn end(mut self) -> (Option<i32>, Vec<String>) {
        let status = tokio::time::timeout(LIMIT, self.child.wait())
            .await
            .expect("it should end in time");
        let mut more = Vec::new();
        while let Ok(Some(line)) = self.lines.next_line().await {
            more.push(line);
        }
        (status.expect("it can be waited for").code(), more)
    }
}

async fn json_of(answer: reqwest::Response) -> Value {
    let text = answer.text().await.expect("the body is text");
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

/// An event as the contract shows it.
pub(crate) fn event(request: u64) -> Value {
    json!({
        "dataSet": "todo", "businessState": "pending", "requestId": request.to_string(), "requestName": "差旅报销",
        "workflowId": "54", "workflowName": "差旅报销", "workflowTypeId": "3", "nodeName": "部门经理审批",
        "creator": "1001", "createdAt": "2026-11-22T09:00:00+08:00", "receiver": "1002",
        "receivedAt": "2026-11-22T09:01:00+08:00", "occurredAt": "2026-11-22T09:01:00.123+08:00"
    })
}
