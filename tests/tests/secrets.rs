//! Secrets stay where they belong (row T8): after all that a target's secrets go through, not one byte of them is in the
//! data directory, in a log, or in any answer.

use std::path::Path;

use ::http::Method;
use serde_json::{Value, json};

use whole_program::events::{batch, todo};
use whole_program::http::Caller;
use whole_program::landray::CarelessLandray;
use whole_program::relay::{Home, Relay};
use whole_program::until::until;

/// Part of every form that the password can take in text, whatever is escaped around it.
const MARKER: &str = "kw7MarkerQ9x";
/// How much of it is too much already: a text may be cut in the middle of a password.
const TOO_MUCH: usize = 6;
/// With characters that XML, JSON and URLs write in other ways.
const PASSWORD: &str = "\"Aa&kw7MarkerQ9x<€>'%";
/// The password that goes out as its MD5, and that: who has it can sign on as well.
const HASHED: (&str, &str) = ("kw7MarkerQ9x-hashed", "fd1816fc02373251349f8e28dc782e3c");

/// Pushes to each target after each start.
const EVENTS: u64 = 20;

/// Where something must not be, and what was found there.
struct Search {
    needles: Vec<Vec<u8>>,
    found: Vec<String>,
    searched: usize,
}

impl Search {
    fn new(md5: &str) -> Self {
        let marker = &MARKER[..TOO_MUCH];
        let utf16: Vec<u8> = marker.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // Six digits of an MD5 stand somewhere by chance; sixteen do not.
        let md5 = &md5[..16];
        Self {
            needles: vec![marker.as_bytes().to_vec(), md5.as_bytes().to_vec(), utf16],
            found: Vec::new(),
            searched: 0,
        }
    }

    fn look(&mut self, place: &str, bytes: &[u8]) {
        self.searched += bytes.len();
        for needle in &self.needles {
            if bytes.windows(needle.len()).any(|window| window == needle) {
                self.found
                    .push(format!("{place} ({})", String::from_utf8_lossy(needle)));
            }
        }
    }

    fn look_below(&mut self, folder: &Path) {
        for entry in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                self.look_below(&path);
            } else {
                let bytes = std::fs::read(&path).expect("a file can be read");
                self.look(&path.to_string_lossy(), &bytes);
            }
        }
    }

    /// Asks every GET operation of the published document, each for every thing there is.
    async fn ask_everything(&mut self, api: &Caller) {
        furnish(api).await;
        let document = api.get("/api/openapi.json").await;
        let paths = document["paths"].as_object().expect("the document has paths");
        let mut asked = 0;
        for (path, operations) in paths {
            if operations["get"].is_null() || path == "/api/v1/live" {
                continue;
            }
            for path in filled(api, path).await {
                let answer = api.call(Method::GET, &path, None).await;
                assert_ne!(answer.status, 0, "{path} should be answered: {}", answer.text());
                self.look(&path, &answer.body);
                self.look(&path, format!("{:?}", answer.headers).as_bytes());
                asked += 1;
            }
        }
        assert!(
            asked > 15,
            "the document should tell of more than {asked} things to ask for"
        );
    }
}

/// Sees to it that there is one of everything that can be asked for by name.
async fn furnish(api: &Caller) {
    let group = json!({ "name": "管理员", "persons": [] });
    api.put("/api/v1/directory/lists/group/g1", &group)
        .await
        .expect(204);
    let there = api.get("/api/v1/push-addresses").await;
    if there["items"].as_array().is_some_and(|there| !there.is_empty()) {
        return;
    }
    api.post("/api/v1/push-addresses", &json!({ "name": "门户" }))
        .await
        .expect(201);
    let examples = api.get("/api/v1/adapter-examples").await;
    let adapter = json!({ "class": "acme.Portal", "source": examples["items"][0]["source"] });
    api.post("/api/v1/adapters", &adapter).await.expect(201);
    let run = json!({ "kind": "repush", "filter": { "status": "failed" } });
    api.post("/api/v1/runs", &run).await.expect(201);
    let targets = api.get("/api/v1/targets").await;
    let task = json!({
        "targetIds": [targets["items"][0]["id"]], "rows": { "kind": "history", "filter": {} },
        "duplicates": "asNew", "start": false,
    });
    api.post("/api/v1/tasks", &task).await.expect(201);
}

/// A path with its `{id}` filled in by every thing that it may mean.
async fn filled(api: &Caller, path: &str) -> Vec<String> {
    let path = path
        .replace("{kind}/{id}", "group/g1")
        .replace("{class}/{version}", "acme.Portal/1");
    let Some((list, rest)) = path.split_once("/{id}") else {
        return vec![path];
    };
    if list.starts_with("/api/v1/sandbox") {
        return vec![format!("{list}/landray{rest}")];
    }
    let things = api.get(&format!("{list}?limit=100")).await;
    let things = things["items"].as_array().cloned().unwrap_or_default();
    assert!(!things.is_empty(), "{list} should have something to ask for");
    things
        .iter()
        .map(|thing| format!("{list}/{}{rest}", thing["id"]))
        .collect()
}

/// All that a secret goes through: dry run, push, reading, changing back as it was read, watching live.
async fn go_through(relay: &Relay, targets: &[u64], search: &mut Search, start: &str) {
    let mut frames = relay.api.stream("/api/v1/live").await;
    for target in targets {
        let path = format!("/api/v1/targets/{target}");
        let dry = relay.api.post(&format!("{path}/dry-run"), &todo("1")).await;
        dry.expect(200);
        search.look("dry run", &dry.body);
        let read = relay.api.get(&path).await;
        assert_eq!(
            read["params"]["password"],
            json!({ "secret": true, "set": true }),
            "a secret should be read as that it is set"
        );
        let written = relay.api.put(&path, &without_stamps(read)).await;
        written.expect(200);
        search.look("change", &written.body);
        let wrong = json!({ "identifier": "", "pushType": "landray", "params": { "password": PASSWORD } });
        let refused = relay.api.put(&path, &wrong).await;
        assert_eq!(refused.status, 400);
        search.look("refused change", &refused.body);
    }
    let events = (0..EVENTS).map(|n| todo(&format!("{start}-{n}"))).collect();
    let answer = relay.intake(&batch(start, events)).await;
    answer.expect(200);
    for target in targets {
        until("everything is sent", async || {
            (relay.pulse(*target).await["counts"]["pending"] == 0).then_some(())
        })
        .await;
    }
    // Three pulses: all that the pushes gave has been shown before the last.
    let mut pulses = 0;
    while pulses < 3 {
        let frame = frames.next().await.expect("the stream should go on");
        search.look("live stream", &frame.raw);
        pulses += usize::from(frame.event == "pulse");
    }
    search.ask_everything(&relay.api).await;
}

fn without_stamps(mut target: Value) -> Value {
    if let Some(fields) = target.as_object_mut() {
        fields.retain(|name, _| !["id", "createdAt", "updatedAt"].contains(&name.as_str()));
    }
    target
}

/// Row T8.
#[tokio::test(flavor = "multi_thread")]
async fn a_secret_is_in_no_file_no_log_and_no_answer() {
    let landray = CarelessLandray::start();
    let home = Home::new();
    let mut search = Search::new(HASHED.1);
    let relay = home.start_verbose(&["--log-format", "text"]).await;
    let mut hashed = landray.target("hashed", HASHED.0);
    hashed["protocol"] = json!({ "passwordEncoding": "md5Lower" });
    let targets = [
        relay.create_target(&landray.target("plain", PASSWORD)).await,
        relay.create_target(&hashed).await,
    ];
    go_through(&relay, &targets, &mut search, "first").await;
    // The sandbox's own targets come with it, and the log is written in the other way.
    relay.terminate().await;
    let relay = home.start_verbose(&["--log-format", "json", "--sandbox"]).await;
    go_through(&relay, &targets, &mut search, "second").await;
    for target in targets {
        let counts = relay.pulse(target).await["counts"].clone();
        assert!(
            counts["success"].as_u64() >= Some(2 * EVENTS),
            "the pushes should have gone through: {counts}"
        );
    }
    search.look_below(&home.data());
    relay.kill().await;
    search.look_below(&home.data());
    for (path, log) in home.logs() {
        assert!(!log.is_empty(), "there should be a log to search");
        search.look(&path.to_string_lossy(), &log);
    }

    let calls = landray.calls();
    let went_out = |form: &str| calls.iter().any(|call| call.contains(form));
    assert!(
        went_out(MARKER) && went_out(HASHED.1),
        "both secrets should really have gone out"
    );
    assert!(
        search.searched > 100_000,
        "there should have been much to search: {}",
        search.searched
    );
    assert_eq!(
        search.found,
        Vec::<String>::new(),
        "a secret should be nowhere, not here"
    );
}
