//! Callers that mean harm, at the program's own door: however many they are and whatever they do with their connections,
//! an honest caller gets its answers, an honest receiver its deliveries, and memory stays bounded. And input that is made
//! to break what reads it is refused like any other that is bad.
//!
//! `cargo test -p whole-program --test hostile_callers -- --nocapture` prints the figures.

use std::fmt;
use std::time::{Duration, Instant};

use ::http::Method;
use ::http::header::CONTENT_TYPE;
use http_body_util::Full;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use whole_program::crowd::{Crowd, Door, Manner};
use whole_program::ecology::{Ecology, Mood};
use whole_program::events::{batch, todo};
use whole_program::http::Answer;
use whole_program::latency::p99;
use whole_program::memory::{Memory, forget_peak};
use whole_program::relay::{Home, Relay};
use whole_program::until::PATIENCE;

const INTAKE: &str = "/api/v1/intake/batches";
/// Silent callers.
const SILENT: usize = 10_000;
/// Callers of each other manner: more than there are places.
const BUSY: usize = 700;
/// Batches handed in during a measurement, one event each, each by a connection of its own.
const BATCHES: usize = 100;
/// Files that the program may have open: its 512 callers, and what it has open for itself.
const MOST_FILES: usize = 512 + 100;
/// What a full door may cost, in KiB: 512 connections, each with 64 KiB of a head or of an answer at most, and twice as
/// much for what they are made of.
const MOST_GROWTH: u64 = 3 * 512 * 64;

/// What a crowd and a busy machine may add to an honest caller's p99. A door that leaves callers standing outside adds
/// the 75 s after which it closes a silent connection.
const SLACK: Duration = Duration::from_secs(2);
/// What the system may hold for 512 callers that do not read: 128 KiB each, which it doubles for its own needs, and the
/// packet that goes beyond.
const MOST_UNREAD: u64 = 512 * (256 + 64) * 1024;

/// As many files as the system lets this process have; tells how many connections may be kept.
fn raise_file_limit() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    setrlimit(Resource::Nofile, raised).expect("a soft limit can be raised to the hard one");
    let most = limit.maximum.and_then(|most| usize::try_from(most).ok());
    most.map_or(SILENT, |most| most.saturating_sub(1_000))
}

fn open_files(relay: &Relay) -> usize {
    let files = std::fs::read_dir(format!("/proc/{}/fd", relay.pid()));
    files
        .expect("the files of a running process can be listed")
        .count()
}

/// Bytes that the system holds for those who call at the door and have not read them.
fn unread(address: &str) -> u64 {
    let port: u16 = address
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok())
        .expect("a door has a port");
    let own = format!(":{port:04X}");
    let table = std::fs::read_to_string("/proc/net/tcp").expect("the table of connections can be read");
    let queued = |line: &str| {
        let mut words = line.split_ascii_whitespace().skip(1);
        let is_own = words.next()?.ends_with(&own);
        let queue = words.nth(2)?.split(':').next()?;
        is_own.then(|| u64::from_str_radix(queue, 16).ok()).flatten()
    };
    table.lines().filter_map(queued).sum()
}

struct Scene {
    _home: Home,
    well: Ecology,
    relay: Relay,
    door: Door,
    quiet: Duration,
}

impl Scene {
    async fn new() -> Self {
        let home = Home::new();
        let well = Ecology::start(Mood::Prompt);
        let mut relay = home.start().await;
        relay.create_target(&well.target("well")).await;
        let wish = json!({ "name": "OA", "scopes": ["intake"] });
        let created = relay.api.post("/api/v1/tokens", &wish).await.expect(201);
        let door = Door {
            address: relay.api.base().trim_start_matches("http://").to_owned(),
            token: created["token"].as_str().unwrap_or_default().to_owned(),
        };
        relay.api = relay.api.on_new_connections();
        let mut scene = Self {
            _home: home,
            well,
            relay,
            door,
            quiet: Duration::MAX,
        };
        for measurement in 0..3 {
            let p99 = scene.p99(&format!("quiet-{measurement}")).await;
            scene.quiet = scene.quiet.min(p99);
        }
        scene
    }

    async fn p99(&self, name: &str) -> Duration {
        p99(&self.relay, &self.well, (name, BATCHES)).await
    }

    /// What a crowd does to others.
    fn effect(&self, what: &str, (p99, before): (Duration, Memory)) -> Effect {
        Effect {
            what: what.to_owned(),
            quiet: self.quiet,
            p99,
            files: open_files(&self.relay),
            unread: unread(&self.door.address),
            before,
            after: Memory::of(self.relay.pid()),
        }
    }
}

struct Effect {
    what: String,
    quiet: Duration,
    p99: Duration,
    files: usize,
    unread: u64,
    before: Memory,
    after: Memory,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = self.p99.as_secs_f64() / self.quiet.as_secs_f64();
        write!(
            f,
            "{}: an honest caller's p99 {:?} ({ratio:.2} of quiet), {} files open, resident {}, then {}, {} MiB unread",
            self.what,
            self.p99,
            self.files,
            self.before,
            self.after,
            self.unread >> 20
        )
    }
}

impl Effect {
    fn is_bounded(&self) {
        let most = self.quiet * 3 + SLACK;
        assert!(self.p99 <= most, "others should be served: {self}");
        assert!(self.files <= MOST_FILES, "connections should be bounded: {self}");
        assert!(
            self.unread <= MOST_UNREAD,
            "what is not read should be bounded: {self}"
        );
        let growth = self.after.peak.saturating_sub(self.before.now);
        assert!(growth <= MOST_GROWTH, "memory should be bounded: {self}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn callers_without_a_wish_keep_nobody_out_however_many_they_are() {
    let most = raise_file_limit();
    let scene = Scene::new().await;
    println!("quiet: p99 {:?}", scene.quiet);
    forget_peak(scene.relay.pid());
    let before = Memory::of(scene.relay.pid());
    let began = Instant::now();
    let coming = Crowd::gather(Manner::Silent, &scene.door, (SILENT, most));
    let (silent, p99) = tokio::join!(coming, scene.p99("while-they-come"));
    println!(
        "{SILENT} connections that say nothing came in {:?}",
        began.elapsed()
    );
    let effect = scene.effect("while they come", (p99, before));
    println!("{effect}");
    effect.is_bounded();
    let p99 = scene.p99("while-they-stand").await;
    let effect = scene.effect("while they stand", (p99, before));
    println!("{effect}");
    effect.is_bounded();
    println!("{} of them are still open", silent.still_open());
    drop(silent);

    for manner in Manner::BUSY {
        forget_peak(scene.relay.pid());
        let before = Memory::of(scene.relay.pid());
        let crowd = Crowd::gather(manner, &scene.door, (BUSY, BUSY)).await;
        let name = format!("{manner:?}");
        let p99 = tokio::select! {
            p99 = scene.p99(&name) => p99,
            () = crowd.go_on() => unreachable!("it goes on for ever"),
        };
        let effect = scene.effect(&format!("{BUSY} times {manner:?}"), (p99, before));
        println!("{effect}");
        effect.is_bounded();
    }
    let system = scene.relay.api.get("/api/v1/system").await;
    assert!(
        system.is_object(),
        "the console should be answered as before: {system}"
    );
}

fn is_problem(answer: &Answer, what: &str) {
    assert!(
        (400..500).contains(&answer.status),
        "{what}: it should be refused: {} {:.200}",
        answer.status,
        answer.text()
    );
    assert_eq!(
        answer.header("content-type"),
        "application/problem+json",
        "{what}: it should be a problem: {}",
        answer.text()
    );
    for field in ["code", "title", "detail", "traceId"] {
        assert!(
            answer.json()[field].as_str().is_some_and(|text| !text.is_empty()),
            "{what}: a problem has a {field}: {}",
            answer.text()
        );
    }
}

/// JSON, or a script, of so many levels.
fn nested(opening: &str, levels: usize) -> String {
    format!(
        "{}{}",
        opening.repeat(levels),
        "]".repeat(if opening == "[" { levels } else { 0 })
    )
}

#[tokio::test]
async fn json_of_a_hundred_thousand_levels_is_refused_wherever_json_is_read() {
    const LEVELS: usize = 100_000;
    let home = Home::new();
    let ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    let target = relay.create_target(&ecology.target("portal")).await;
    let paths = [
        (Method::POST, INTAKE.to_owned()),
        (Method::POST, "/api/v1/targets".to_owned()),
        (Method::PUT, format!("/api/v1/targets/{target}")),
        (Method::POST, format!("/api/v1/targets/{target}/dry-run")),
        (Method::PUT, "/api/v1/directory".to_owned()),
        (Method::PUT, "/api/v1/settings".to_owned()),
        (Method::POST, "/api/v1/configuration/import".to_owned()),
        (Method::POST, "/api/v1/push-addresses".to_owned()),
        (Method::POST, "/api/v1/alerts/channels".to_owned()),
        (Method::POST, "/api/v1/runs".to_owned()),
        (Method::POST, "/api/v1/adapters".to_owned()),
        (Method::POST, "/api/v1/tokens".to_owned()),
    ];
    let deep_list = nested("[", LEVELS);
    let deep_object = nested("{\"a\":", LEVELS);
    // Where the shape allows anything: a field that is read as it is.
    let mut params = ecology.target("deep");
    params["params"] = json!({ "sysCode": "DEEP" });
    let deep_params = params.to_string().replace("\"DEEP\"", &deep_list);
    for (method, path) in &paths {
        for body in [&deep_list, &deep_object, &deep_params] {
            let request = relay.api.request(method.clone(), path);
            let request = request.header(CONTENT_TYPE, "application/json");
            let request = request.body(Full::from(body.clone())).expect("a request");
            let answer = relay.api.send(request).await.expect("an answer");
            is_problem(&answer, &format!("{method} {path} {body:.20}"));
        }
    }
    for opening in ["(", "[", "#{a:", "{", "if true {", "|a| ", "!", "-"] {
        let source = opening.repeat(LEVELS);
        let script = relay
            .api
            .post("/api/v1/adapters/check", &json!({ "source": source }))
            .await;
        assert!(
            (200..500).contains(&script.status),
            "a script {opening} deep should be complained about: {} {:.200}",
            script.status,
            script.text()
        );
    }
    relay.take_in("after", vec![todo("after")]).await;
    ecology
        .until("the next one arrives", |count| count.all == 1)
        .await;
}

/// Writes bytes as they are and gives the head and the body of what is answered, until the connection is closed.
async fn raw(address: &str, bytes: &[u8]) -> (String, String) {
    let mut stream = TcpStream::connect(address).await.expect("the program listens");
    // It may be answered, and closed, before all of it is sent.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let read = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut answer)).await;
    let _ = read.expect("the connection should be closed in time");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    (head.to_owned(), body.to_owned())
}

#[tokio::test]
async fn bytes_that_are_no_text_and_heads_that_are_none_are_refused_or_harmless() {
    let home = Home::new();
    let ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    relay.create_target(&ecology.target("portal")).await;
    let address = relay.api.base().trim_start_matches("http://").to_owned();
    let asked = relay.api.request(Method::GET, "/").body(()).expect("a request");
    let token = asked.headers()["authorization"]
        .to_str()
        .expect("a token is text");
    let with = |line: &[u8], headers: &[u8]| {
        let mut bytes = line.to_vec();
        bytes.extend(
            format!(" HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAuthorization: {token}\r\n")
                .bytes(),
        );
        bytes.extend(headers);
        bytes.extend(b"\r\n");
        bytes
    };
    let thousand: String = (0..1_000).map(|n| format!("X-{n}: {n}\r\n")).collect();
    let long = format!("X-Long: {}\r\n", "x".repeat(1024 * 1024));
    let long_path = format!("GET /api/v1/targets/{}", "x".repeat(1024 * 1024));
    let two_lengths: &[u8] = b"Content-Length: 2\r\nContent-Length: 3\r\n";
    let both: &[u8] = b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n";
    let cases: Vec<(&str, Vec<u8>, &[u16])> = vec![
        (
            "bytes in the path",
            with(b"GET /api/v1/\xff\xfe", b""),
            &[400, 404],
        ),
        (
            "escaped bytes in the path",
            with(b"GET /api/v1/targets/%ff%fe", b""),
            &[404],
        ),
        (
            "escaped bytes in a name",
            with(b"GET /api/v1/adapters/%ff%fe", b""),
            &[400, 404, 405],
        ),
        (
            "a nought in the path",
            with(b"GET /api/v1/adapters/%00", b""),
            &[400, 404, 405],
        ),
        (
            "bytes in the query",
            with(b"GET /api/v1/deliveries?text=\xff\xfe", b""),
            &[200, 400],
        ),
        (
            "escaped bytes in the query",
            with(b"GET /api/v1/deliveries?text=%ff%fe", b""),
            &[200, 400],
        ),
        (
            "a nought in the query",
            with(b"GET /api/v1/deliveries?text=%00", b""),
            &[200, 400],
        ),
        (
            "half an escape",
            with(b"GET /api/v1/deliveries?text=%f", b""),
            &[200, 400],
        ),
        (
            "bytes in a header",
            with(b"GET /api/v1/targets", b"X-Odd: \xff\xfe\x80\r\n"),
            &[200],
        ),
        (
            "bytes in the origin",
            with(b"GET /api/v1/targets", b"Origin: \xff\xfe\r\n"),
            &[403],
        ),
        (
            "bytes in the token",
            with(b"GET /api/v1/targets", b"Authorization: Bearer \xff\r\n"),
            &[200, 400, 401],
        ),
        (
            "a thousand headers",
            with(b"GET /api/v1/targets", thousand.as_bytes()),
            &[431],
        ),
        (
            "a header of a MiB",
            with(b"GET /api/v1/targets", long.as_bytes()),
            &[431],
        ),
        ("a path of a MiB", with(long_path.as_bytes(), b""), &[414, 431]),
        (
            "two lengths",
            with(b"POST /api/v1/intake/batches", two_lengths),
            &[400],
        ),
        (
            "a length and none",
            with(b"POST /api/v1/intake/batches", both),
            &[400, 415],
        ),
        (
            "no HTTP",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 no HTTP\r\n\r\n".to_vec(),
            &[400],
        ),
        (
            "another version",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
            &[0, 400, 505],
        ),
    ];
    for (what, bytes, expected) in cases {
        let (head, body) = raw(&address, &bytes).await;
        let status: u16 = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .unwrap_or_default();
        assert!(expected.contains(&status), "{what}: {head}\n{body:.300}");
        // What is no request at all is refused before there is anything that could make a problem of it.
        if status >= 400 && !body.is_empty() {
            assert!(
                head.contains("application/problem+json"),
                "{what}: {head}\n{body:.300}"
            );
        }
    }
    relay.take_in("after", vec![todo("after")]).await;
    ecology
        .until("the next one arrives", |count| count.all == 1)
        .await;
}

#[tokio::test]
async fn absurd_numbers_are_refused_where_pages_are_asked_for() {
    let home = Home::new();
    let relay = home.start().await;
    let numbers = [
        "0",
        "-0",
        "-1",
        "201",
        "1e3",
        "1.0",
        "0x10",
        "NaN",
        "Infinity",
        "+-1",
        "18446744073709551616",
        "-9223372036854775809",
        "99999999999999999999999999999999999999",
        "%D9%A3",
        "%00",
        "1%20",
        "50;drop",
    ];
    for list in ["deliveries", "persons", "runs", "audit", "breaker-openings"] {
        for number in numbers {
            let path = format!("/api/v1/{list}?limit={number}");
            let answer = relay.api.call(Method::GET, &path, None).await;
            is_problem(&answer, &path);
        }
        for cursor in [
            "0",
            "-1",
            "99999999999999999999",
            "%ff",
            "%00",
            "....",
            "AAAAAAAAAAAA",
            "eyJhIjoxfQ==",
            "null",
        ] {
            let path = format!("/api/v1/{list}?after={cursor}");
            let answer = relay.api.call(Method::GET, &path, None).await;
            if answer.status != 200 {
                is_problem(&answer, &path);
            }
        }
        let path = format!("/api/v1/{list}?after={}", "9".repeat(10_000));
        is_problem(
            &relay.api.call(Method::GET, &path, None).await,
            "a cursor of ten thousand digits",
        );
    }
    for id in [
        "99999999999999999999",
        "-9223372036854775808",
        "0",
        "1e9",
        "%ff",
        "..%2f..%2fetc",
    ] {
        for thing in ["deliveries", "targets", "runs"] {
            let path = format!("/api/v1/{thing}/{id}");
            is_problem(&relay.api.call(Method::GET, &path, None).await, &path);
        }
    }
    let far = [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "%2B999999-01-01T00:00:00Z",
    ];
    for time in far {
        let path = format!("/api/v1/deliveries?from={time}&to={time}");
        let answer = relay.api.call(Method::GET, &path, None).await;
        assert!([200, 400].contains(&answer.status), "{path}: {}", answer.text());
    }
    let mut event = todo("1");
    for time in [
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999+23:59",
        "-0001-01-01T00:00:00Z",
    ] {
        event["occurredAt"] = Value::from(time);
        let answer = relay.intake(&batch(time, vec![event.clone()])).await;
        assert!([200, 400].contains(&answer.status), "{time}: {}", answer.text());
    }
    relay.take_in("after", vec![todo("after")]).await;
}
