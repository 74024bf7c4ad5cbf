//! The program under measurement, as a process of its own.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// Clock ticks a second in `/proc/PID/stat`: 100 on every Linux that this runs on.
const TICKS: f64 = 100.0;

pub(crate) struct Relay {
    child: Child,
    pid: u32,
    pub(crate) url: String,
    pub(crate) token: String,
    pub(crate) http: reqwest::Client,
}

/// Where the program keeps its data below a directory of the bench.
pub(crate) fn data_of(directory: &Path) -> PathBuf {
    directory.join("data")
}

/// An e-cology as a target.
pub(crate) fn ecology(identifier: &str, receiver: SocketAddr, concurrency: usize) -> Value {
    json!({
        "identifier": identifier, "name": identifier, "enabled": true, "pushType": "ecology",
        "server": { "scheme": "http", "authority": receiver.to_string(), "basePath": "" },
        "params": { "sysCode": "OA1" },
        "delivery": { "concurrency": concurrency },
    })
}

impl Relay {
    /// Starts the program with its data directory and its key file below `directory`.
    pub(crate) async fn start(program: &str, directory: &Path) -> Result<Self> {
        let mut child = Command::new(program)
            .arg("--data")
            .arg(data_of(directory))
            .args([
                "--listen",
                "127.0.0.1:0",
                "--secrets",
                "file",
                "--secret-key-file",
            ])
            .arg(directory.join("secret.key"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("starting {program}"))?;
        let pid = child.id().context("a pid")?;
        let stdout = child.stdout.take().context("its standard output")?;
        let mut lines = BufReader::new(stdout).lines();
        let line = tokio::time::timeout(Duration::from_secs(60), lines.next_line())
            .await??
            .context("a ready line")?;
        let ready: Value = serde_json::from_str(&line)?;
        let url = ready["url"].as_str().context("url")?.to_owned();
        let token = tokio::fs::read_to_string(ready["tokenFile"].as_str().context("tokenFile")?).await?;
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self {
            child,
            pid,
            url,
            token: token.trim().to_owned(),
            http,
        })
    }

    pub(crate) async fn create_target(&self, receiver: SocketAddr, concurrency: usize) -> Result<()> {
        self.create_target_as("bench", receiver, concurrency).await
    }

    pub(crate) async fn create_target_as(
        &self,
        identifier: &str,
        receiver: SocketAddr,
        concurrency: usize,
    ) -> Result<()> {
        self.create(&ecology(identifier, receiver, concurrency)).await
    }

    pub(crate) async fn create(&self, target: &Value) -> Result<()> {
        let answer = self
            .http
            .post(format!("{}/api/v1/targets", self.url))
            .bearer_auth(&self.token)
            .header("content-type", "application/json")
            .body(target.to_string())
            .send()
            .await?;
        if answer.status() != 201 {
            bail!("the target was refused: {}", answer.text().await?);
        }
        Ok(())
    }

    pub(crate) async fn get(&self, path: &str) -> Result<Value> {
        let answer = self
            .http
            .get(format!("{}{path}", self.url))
            .bearer_auth(&self.token)
            .send()
            .await?;
        let status = answer.status();
        let text = answer.text().await?;
        if status != 200 {
            bail!("{path}: {status} {text}");
        }
        Ok(serde_json::from_str(&text)?)
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.send(reqwest::Method::POST, path, body).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Result<Value> {
        self.send(reqwest::Method::PUT, path, body).await
    }

    async fn send(&self, method: reqwest::Method, path: &str, body: &Value) -> Result<Value> {
        let answer = self
            .http
            .request(method, format!("{}{path}", self.url))
            .bearer_auth(&self.token)
            .header("content-type", "application/json")
            .body(body.to_string())
            .send()
            .await?;
        let status = answer.status();
        let text = answer.text().await?;
        if !status.is_success() {
            bail!("{path}: {status} {text}");
        }
        // Some operations have nothing to say.
        Ok(match text.as_str() {
            "" => Value::Null,
            text => serde_json::from_str(text)?,
        })
    }

    /// What the overview says of a target.
    pub(crate) async fn target(&self, name: &str) -> Result<Value> {
        let overview = self.get("/api/v1/overview").await?;
        let targets = overview["targets"].as_array().context("targets")?;
        let found = targets.iter().find(|target| target["name"] == name);
        Ok(found.context("the target")?.clone())
    }

    /// Waits until the overview says so of a target.
    pub(crate) async fn until(&self, name: &str, is_so: impl Fn(&Value) -> bool) -> Result<Value> {
        let began = Instant::now();
        loop {
            let target = self.target(name).await?;
            if is_so(&target) {
                return Ok(target);
            }
            anyhow::ensure!(
                began.elapsed() < Duration::from_secs(600),
                "{name} stays as it is: {target}"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits until so many results "success" are on disk.
    pub(crate) async fn await_success(&self, count: usize) -> Result<()> {
        let began = Instant::now();
        loop {
            let overview = self.get("/api/v1/overview").await?;
            let done = overview["targets"][0]["counts"]["success"].as_u64().unwrap_or(0);
            if done >= count as u64 {
                return Ok(());
            }
            if began.elapsed() > Duration::from_secs(180) {
                bail!(
                    "only {done} of {count} were delivered: {}",
                    overview["targets"][0]
                );
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// CPU time of the process so far, user and system.
    pub(crate) fn cpu(&self) -> Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid))?;
        let after_name = stat.rsplit_once(')').context("stat")?.1;
        let fields: Vec<&str> = after_name.split_whitespace().collect();
        let ticks: f64 = fields[11].parse::<f64>()? + fields[12].parse::<f64>()?;
        Ok(Duration::from_secs_f64(ticks / TICKS))
    }

    /// Share of one core while nothing happens.
    pub(crate) async fn idle_cpu(&self, during: Duration) -> Result<f64> {
        let before = self.cpu()?;
        tokio::time::sleep(during).await;
        Ok((self.cpu()? - before).as_secs_f64() / during.as_secs_f64())
    }

    /// Resident memory now and at its highest, MiB.
    pub(crate) fn memory(&self) -> Result<(u64, u64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid))?;
        let value = |name: &str| -> Result<u64> {
            let line = status
                .lines()
                .find(|line| line.starts_with(name))
                .context("memory")?;
            Ok(line.split_whitespace().nth(1).context("memory")?.parse::<u64>()? / 1024)
        };
        Ok((value("VmRSS:")?, value("VmHWM:")?))
    }

    pub(crate) async fn stop(mut self) -> Result<()> {
        Command::new("kill")
            .args(["-TERM", &self.pid.to_string()])
            .status()
            .await?;
        let status = tokio::time::timeout(Duration::from_secs(20), self.child.wait()).await??;
        if !status.success() {
            bail!("the program ended with {status}");
        }
        Ok(())
    }
}
