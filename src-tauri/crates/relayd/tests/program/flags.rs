//! Flags and exit codes.

use crate::process::{Place, program, run};

#[tokio::test]
async fn a_mistake_in_the_flags_says_one_line_and_exits_with_2() {
    let cases: [&[&str]; 7] = [
        &["--dta", "x"],
        &["--listen", "everywhere"],
        &["--listen", "127.0.0.1:70000"],
        &["--log-format", "xml"],
        &["--secrets", "drawer"],
        &["--data"],
        &["serve"],
    ];
    for words in cases {
        let output = run(program().args(words)).await;
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        let said = String::from_utf8(output.stderr).expect("it says text");
        assert_eq!(
            said.lines().count(),
            1,
            "{words:?} should be told in one line: {said}"
        );
        assert!(
            output.stdout.is_empty(),
            "{words:?} should leave standard output alone"
        );
    }
}

#[tokio::test]
async fn help_and_version_are_answers_and_no_mistakes() {
    for word in ["--help", "--version"] {
        let output = run(program().arg(word)).await;
        assert_eq!(output.status.code(), Some(0), "{word}");
        assert!(!output.stdout.is_empty(), "{word} should be answered");
    }
}

#[tokio::test]
async fn an_address_in_use_and_a_key_that_does_not_fit_are_told_in_one_line() {
    let place = Place::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    let mut in_use = program();
    in_use.arg("--data").arg(place.data()).args([
        "--listen",
        &address,
        "--secrets",
        "file",
        "--secret-key-file",
    ]);
    let output = run(in_use
        .arg(place.path().join("secrets.key"))
        .env("TODO_RELAY_LOG", "off"))
    .await;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).expect("it says text");
    assert!(said.contains(&address) && said.lines().count() == 1, "{said}");

    let inside = place.data().join("secrets.key");
    let mut wrong = program();
    wrong
        .arg("--data")
        .arg(place.data())
        .args(["--listen", "127.0.0.1:0", "--secrets", "file"]);
    wrong
        .arg("--secret-key-file")
        .arg(&inside)
        .env("TODO_RELAY_LOG", "off");
    let output = run(&mut wrong).await;
    assert_eq!(
        output.status.code(),
        Some(1),
        "a key beside its secrets should be refused"
    );
    let said = String::from_utf8(output.stderr).expect("it says text");
    assert!(
        said.contains("secrets.key") && said.lines().count() == 1,
        "{said}"
    );
}

/// Row T8.
#[tokio::test]
async fn a_passphrase_opens_the_secrets_in_place_of_a_key_file() {
    let place = Place::new();
    let words = place.path().join("words");
    std::fs::write(&words, "open sesame\nnot this\n").expect("the file can be written");
    let with_words = |name: &str, value: &std::ffi::OsStr| {
        let mut command = program();
        command
            .arg("--data")
            .arg(place.data())
            .args(["--listen", "127.0.0.1:0", "--secrets", "file"]);
        command.env(name, value);
        command
    };
    for (name, value) in [
        ("TODO_RELAY_PASSPHRASE", std::ffi::OsStr::new("open sesame")),
        ("TODO_RELAY_PASSPHRASE_FILE", words.as_os_str()),
    ] {
        let relay = place.launch(&mut with_words(name, value)).await;
        assert_eq!(
            relay.get("/api/v1/system").await["secretStore"]["unlockedBy"],
            "passphrase",
            "{name}"
        );
        if name == "TODO_RELAY_PASSPHRASE" {
            // A secret is kept, so that the file is there to be opened the next time.
            let target = serde_json::json!({
                "identifier": "ekp", "name": "蓝凌", "pushType": "landray",
                "server": { "scheme": "http", "authority": "127.0.0.1:9" },
                "params": { "appName": "oa", "username": "relay", "password": "p",
                            "oaAddress": "http://oa.example", "ekpUserKey": "LoginName" }
            });
            assert!(relay.post("/api/v1/targets", &target).await["id"].is_number());
        }
        relay.signal("TERM");
        assert_eq!(relay.end().await.0, Some(0));
    }
    let mut wrong = with_words("TODO_RELAY_PASSPHRASE", std::ffi::OsStr::new("close sesame"));
    let output = run(wrong.env("TODO_RELAY_LOG", "off")).await;
    assert_eq!(
        output.status.code(),
        Some(1),
        "a wrong passphrase should be refused"
    );
    let said = String::from_utf8(output.stderr).expect("it says text");
    assert!(said.lines().count() == 1 && !said.contains("sesame"), "{said}");
}

#[tokio::test]
async fn further_names_of_the_door_come_from_the_environment() {
    let place = Place::new();
    let mut command = place.command();
    let relay = place
        .launch(command.env("TODO_RELAY_HOSTS", "relay.example, proxy.example:8443"))
        .await;
    for (host, expected) in [
        ("relay.example", 200),
        ("proxy.example:8443", 200),
        ("proxy.example", 403),
    ] {
        let answer = relay
            .http
            .get(format!("{}/healthz", relay.url))
            .header("host", host)
            .send()
            .await;
        assert_eq!(answer.expect("it answers").status(), expected, "{host}");
    }
}
