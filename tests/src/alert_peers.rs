//! The peers of the alert channels as a process of their own (`peers/alert_peers.py`): real SMTP servers, and services
//! that verify signatures with another language's library.

use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::http::Caller;
use crate::until::PATIENCE;

/// The peers, running; they go with their value.
#[derive(Debug)]
pub struct AlertPeers {
    _child: Child,
    _folder: TempDir,
    lines: Lines<BufReader<ChildStdout>>,
    ready: Value,
    control: Caller,
}

impl AlertPeers {
    /// Starts them and waits until they listen.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary directory can be made");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/alert_peers.py");
        let mut child = Command::new("/usr/bin/python3")
            .arg(script)
            .arg(folder.path())
            // It ends when this pipe does.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("python3 with aiosmtpd is installed (Debian: python3-aiosmtpd)");
        let stdout = child.stdout.take().expect("standard output is a pipe");
        let mut lines = BufReader::new(stdout).lines();
        let ready = next(&mut lines).await;
        let control = Caller::new(&format!("http://127.0.0.1:{}", ready["http"]));
        Self {
            _child: child,
            _folder: folder,
            lines,
            ready,
            control,
        }
    }

    /// `http://127.0.0.1:port`
    pub fn http(&self) -> String {
        format!("http://127.0.0.1:{}", self.ready["http"])
    }

    /// The port of the SMTP server that is spoken to in this way: `plain`, `startTls` or `tls`.
    pub fn mail_port(&self, way: &str) -> u64 {
        self.ready["mail"][way].as_u64().expect("there is such a server")
    }

    /// The certificate that signs those of the SMTP servers.
    pub fn ca(&self) -> &str {
        self.ready["ca"]
            .as_str()
            .expect("the peers say their certificate")
    }

    /// Which of them refuse from now on.
    pub async fn refuse(&self, who: &[&str]) {
        let answer = self.control.post("/control", &json!({ "refuse": who })).await;
        answer.expect(200);
    }

    /// The next message that one of them took.
    pub async fn next(&mut self) -> Value {
        next(&mut self.lines).await
    }
}

async fn next(lines: &mut Lines<BufReader<ChildStdout>>) -> Value {
    let line = tokio::time::timeout(PATIENCE, lines.next_line()).await;
    let line = line
        .expect("a peer should take something")
        .expect("the peers can be read");
    let line = line.expect("the peers go on");
    serde_json::from_str(&line).expect("the peers speak JSON")
}
