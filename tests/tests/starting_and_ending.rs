//! How the program starts, what it refuses to start with, and how it ends (the contract's first page; row H1).

use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use serde_json::Value;
use tokio::process::Command;

use whole_program::ecology::{Ecology, Mood};
use whole_program::events::todo;
use whole_program::relay::{Ended, Home, program};

/// A SIGTERM may take so long at most: ten seconds, and some for a busy machine.
const LONGEST_END: Duration = Duration::from_secs(12);

#[tokio::test]
async fn the_ready_line_tells_where_and_the_token_is_for_its_owner_alone() {
    let home = Home::new();
    let relay = home.start().await;
    let url = relay.ready["url"].as_str().expect("a url");
    assert!(
        url.starts_with("http://127.0.0.1:") && !url.ends_with(":0"),
        "the url should tell the chosen port: {url}"
    );
    let token_file = relay.ready["tokenFile"].as_str().expect("a token file");
    let mode = std::fs::metadata(token_file)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(
        mode & 0o777,
        0o600,
        "nobody but the owner should read the token file"
    );

    let open = relay.api.without_token();
    for path in ["/healthz", "/readyz", "/api/openapi.json"] {
        open.get(path).await;
    }
    let metrics = open.call(http::Method::GET, "/metrics", None).await;
    assert_eq!(
        metrics.status, 200,
        "metrics should need no token on this machine"
    );
    let system = relay.api.get("/api/v1/system").await;
    assert_eq!(
        system["engine"]["state"], "running",
        "the engine should run: {system}"
    );
    assert_eq!(
        system["secretStore"]["kind"], "encryptedFile",
        "the chosen store should be shown: {system}"
    );
    assert_eq!(
        system["dataDirectory"],
        home.data().to_string_lossy().into_owned(),
        "the directory should be shown"
    );

    let ended = relay.terminate().await;
    assert_eq!(
        ended.status.code(),
        Some(0),
        "a quiet engine should end well: {ended:?}"
    );
}

#[tokio::test]
async fn the_administrators_token_stays_the_same_over_a_restart() {
    let home = Home::new();
    let first = home.start().await;
    let token_file = first.ready["tokenFile"]
        .as_str()
        .expect("a token file")
        .to_owned();
    let before = std::fs::read_to_string(&token_file).expect("it can be read");
    first.kill().await;
    let second = home.start().await;
    second.api.get("/api/v1/system").await;
    let after = std::fs::read_to_string(&token_file).expect("it can be read");
    assert_eq!(before, after, "the token should be made at the first start only");
}

fn assert_one_line(ended: &Ended, code: i32, names: &str) {
    assert_eq!(ended.status.code(), Some(code), "it should end so: {ended:?}");
    assert_eq!(
        ended.stderr.trim_end().lines().count(),
        1,
        "one line should say why: {}",
        ended.stderr
    );
    assert!(
        ended.stderr.contains(names),
        "the line should name {names}: {}",
        ended.stderr
    );
}

#[tokio::test]
async fn a_second_engine_on_the_same_data_is_refused_by_name() {
    let home = Home::new();
    let first = home.start().await;
    let second = home.run_to_end(&[]).await;
    assert_one_line(&second, 3, &home.data().to_string_lossy());
    first.api.get("/api/v1/system").await;

    first.kill().await;
    let third = home.start().await;
    third.api.get("/api/v1/system").await;
}

#[tokio::test]
async fn flags_that_cannot_be_are_refused_by_name() {
    let home = Home::new();
    let data = home.data().to_string_lossy().into_owned();
    let cases: [(&[&str], &str); 6] = [
        (&["--colour"], "--colour"),
        (&["--data", &data, "--listen", "nowhere"], "nowhere"),
        (
            &["--data", &data, "--listen", "127.0.0.1:70000"],
            "127.0.0.1:70000",
        ),
        (&["--data", &data, "--log-format", "xml"], "xml"),
        (&["--data", &data, "--secrets", "hat"], "hat"),
        (&["--data", &data, "extra"], "extra"),
    ];
    for (flags, names) in cases {
        let mut command = Command::new(program());
        command.args(flags);
        let ended = home.spawn(command).until_ended().await;
        assert_one_line(&ended, 2, names);
    }
    assert!(
        !home.data().exists(),
        "a start that is refused should make nothing"
    );
}

#[tokio::test]
async fn a_log_in_json_is_one_object_a_line() {
    let home = Home::new();
    let relay = home.start_with(&["--log-format", "json"]).await;
    let ended = relay.terminate().await;
    assert!(
        !ended.stderr.is_empty(),
        "starting and ending should be worth a line"
    );
    for line in ended.stderr.lines() {
        let parsed: Result<Value, _> = serde_json::from_str(line);
        assert!(
            parsed.is_ok_and(|line| line.is_object()),
            "each line should be an object: {line}"
        );
    }
}

/// Also: a restart sends nothing twice.
#[tokio::test(flavor = "multi_thread")]
async fn sigterm_lets_what_is_in_flight_finish_and_nothing_goes_out_twice() {
    const EVENTS: usize = 200;
    let home = Home::new();
    let ecology = Ecology::start(Mood::Late(Duration::from_millis(500)));
    let relay = home.start().await;
    let target = relay.create_target(&ecology.target("portal")).await;
    let events = (0..EVENTS).map(|n| todo(&n.to_string())).collect();
    relay.take_in("all", events).await;
    ecology
        .until("all that may be in flight is", |count| count.all >= 16)
        .await;
    let ended = relay.terminate().await;
    assert_eq!(ended.status.code(), Some(0), "it should end well: {ended:?}");
    assert!(ended.took < LONGEST_END, "it should end in time: {ended:?}");
    let at_the_end = ecology.count().borrow().all;
    assert!(
        at_the_end < EVENTS,
        "the rest should have waited for the next start: {at_the_end}"
    );

    ecology.set_mood(Mood::Prompt);
    let relay = home.start().await;
    relay.until_all_sent(target, EVENTS).await;
    let count = *ecology.count().borrow();
    assert_eq!(
        (count.all, count.distinct, count.refused),
        (EVENTS, EVENTS, 0),
        "each should have come once"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_does_not_wait_for_ever_for_a_receiver_that_hangs() {
    let home = Home::new();
    let ecology = Ecology::start(Mood::Hangs);
    let relay = home.start().await;
    let mut config = ecology.target("portal");
    config["delivery"] = serde_json::json!({ "timeoutMs": 60_000 });
    let target = relay.create_target(&config).await;
    relay
        .take_in("all", (0..40).map(|n| todo(&n.to_string())).collect())
        .await;
    ecology
        .until("all that may be in flight is", |count| count.all >= 16)
        .await;
    let ended = relay.terminate().await;
    assert_eq!(ended.status.code(), Some(0), "it should end well: {ended:?}");
    assert!(ended.took < LONGEST_END, "it should end in time: {ended:?}");

    ecology.set_mood(Mood::Prompt);
    let relay = home.start().await;
    relay.until_all_sent(target, 40).await;
    assert_eq!(
        ecology.count().borrow().distinct,
        40,
        "what hung should be sent by the next start"
    );
}
