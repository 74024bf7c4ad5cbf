//! A full disk: intake says so and takes nothing, what it took before is not lost, and it goes on by itself when there is
//! room again ("What bad input gets"). Administrators are told of both (row F2).
//!
//! The engine gets a small file system of its own: a tmpfs in a mount namespace that ends with the process. That needs
//! root, or a kernel that gives user namespaces to everybody.

use std::io::Write as _;
use std::path::PathBuf;

use serde_json::{Value, json};
use tokio::process::Command;

use whole_program::alert_peers::AlertPeers;
use whole_program::ecology::{Ecology, Mood};
use whole_program::events::{batch, todo};
use whole_program::relay::{Home, Relay, program};
use whole_program::until::until;

/// Size of the file system; the program needs some of it for itself.
const SIZE: &str = "size=24m";
/// Events in a batch.
const IN_BATCH: usize = 100;

/// Starts the program with its home on a file system of its own.
async fn start_on_a_small_disk(home: &Home) -> Relay {
    std::fs::create_dir(home.data()).expect("the mount point can be made");
    let mut command = Command::new("unshare");
    if !is_root() {
        command.args(["--user", "--map-root-user"]);
    }
    // Everything after the script is its arguments: the mount point, then the program and its flags.
    let script = "mount -t tmpfs -o \"$1\" small-disk \"$2\" && shift 2 && exec \"$@\"";
    command
        .args(["--mount", "sh", "-c", script, "sh", SIZE])
        .arg(home.data())
        .arg(program())
        .args(home.flags());
    home.start_command(command).await
}

fn is_root() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .any(|line| line.starts_with("Uid:") && line.split_whitespace().nth(2) == Some("0"))
}

/// The data directory as the program sees it.
fn disk(relay: &Relay, home: &Home) -> PathBuf {
    let data = home.data();
    let relative = data
        .strip_prefix("/")
        .expect("a temporary directory has a whole path");
    PathBuf::from(format!("/proc/{}/root", relay.pid())).join(relative)
}

/// Writes a file until not one byte more goes in.
fn fill(file: &PathBuf) {
    let mut file = std::fs::File::create(file).expect("the small disk can be written to from here");
    for block in [64 * 1024, 1] {
        while file.write_all(&vec![0; block]).is_ok() {}
    }
}

struct Intake<'a> {
    relay: &'a Relay,
    batches: usize,
    taken: usize,
}

impl Intake<'_> {
    fn next_batch(&self) -> Value {
        let first = self.batches * IN_BATCH;
        let events = (first..first + IN_BATCH).map(|n| todo(&n.to_string())).collect();
        batch(&format!("disk-{}", self.batches), events)
    }

    /// Hands the next batch in; tells whether it was taken. One that was not stays the next.
    async fn post(&mut self) -> bool {
        let answer = self.relay.intake(&self.next_batch()).await;
        if answer.status == 200 {
            assert_eq!(
                answer.json()["duplicate"],
                false,
                "what was answered by 503 must not have been taken"
            );
            self.batches += 1;
            self.taken += IN_BATCH;
            return true;
        }
        assert_eq!(
            answer.status,
            503,
            "a full disk is no fault of the batch: {}",
            answer.text()
        );
        assert_eq!(
            answer.json()["code"],
            "STORE_UNAVAILABLE",
            "the code should say what it is"
        );
        let seconds: Result<u32, _> = answer.header("retry-after").parse();
        assert!(
            seconds.is_ok_and(|seconds| seconds > 0),
            "it should say when to come again: {:?}",
            answer.headers
        );
        false
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_stops_intake_loses_nothing_and_room_starts_it_again() {
    let home = Home::new();
    let ecology = Ecology::start(Mood::Prompt);
    let relay = start_on_a_small_disk(&home).await;
    let target = relay.create_target(&ecology.target("portal")).await;
    let disk = disk(&relay, &home);
    let mut intake = Intake {
        relay: &relay,
        batches: 0,
        taken: 0,
    };
    let mut peers = AlertPeers::start().await;
    let channel = json!({
        "name": "邮件", "enabled": true, "kind": "email", "tells": ["storeUnavailable", "storeRecovered"],
        "params": {
            "host": "localhost", "port": peers.mail_port("plain"), "security": "plain",
            "from": "relay@example.com", "to": "ops@example.com",
        },
        "mergeSeconds": 0, "mostPerHour": 60,
    });
    relay
        .api
        .post("/api/v1/alerts/channels", &channel)
        .await
        .expect(201);
    assert!(intake.post().await, "with room a batch should be taken");
    relay.until_all_sent(target, IN_BATCH).await;

    let filler = disk.join("filler");
    fill(&filler);
    // What the store has already of the disk it may still use.
    until("intake says that it cannot take more", async || {
        (!intake.post().await).then_some(())
    })
    .await;
    assert!(
        !intake.post().await,
        "while the disk is full nothing more should be taken"
    );
    let system = relay.api.get("/api/v1/system").await;
    assert_eq!(
        system["engine"]["state"], "storeUnavailable",
        "the engine should show it: {system}"
    );
    let ready = relay.api.call(http::Method::GET, "/readyz", None).await;
    assert_eq!(ready.status, 503, "it is not ready while it takes nothing");
    let alive = relay.api.call(http::Method::GET, "/healthz", None).await;
    assert_eq!(alive.status, 200, "it is alive all the same");

    let letter = peers.next().await;
    let subject = |letter: &Value| letter["subject"].as_str().unwrap_or_default().to_owned();
    assert!(
        subject(&letter).contains("数据无法写入"),
        "it is told though nothing can be written: {letter}"
    );

    std::fs::remove_file(&filler).expect("the filler can be removed");
    until("intake goes on by itself when there is room again", async || {
        intake.post().await.then_some(())
    })
    .await;
    relay.until_all_sent(target, intake.taken).await;
    let count = *ecology.count().borrow();
    assert_eq!(
        (count.distinct, count.refused),
        (intake.taken, 0),
        "all that was taken should have arrived"
    );
    let system = relay.api.get("/api/v1/system").await;
    assert_eq!(
        system["engine"]["state"], "running",
        "the engine should be well again: {system}"
    );
    let letter = peers.next().await;
    assert!(
        subject(&letter).contains("数据可以写入"),
        "the end of it is told: {letter}"
    );
    until("both are in the log", async || {
        let told = relay.list("/api/v1/alerts/messages", "state=sent").await;
        (told.len() == 2).then_some(())
    })
    .await;
    let ended = relay.terminate().await;
    assert!(ended.status.success(), "it should end well: {ended:?}");
}
