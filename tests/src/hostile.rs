//! Receivers that mean harm. Each takes whole requests on a real socket, and answers every one of them with its trick.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::chance::Chance;
use crate::ecology::SYS_CODE;

/// What goes out at once where something never ends.
const BLOCK: usize = 64 * 1024;
/// A success as e-cology says it: whoever believes it has been taken in.
const SUCCESS: &str =
    r#"{"syscode":"OA1","dataType":"WfData","operType":"AutoNew","operResult":"1","message":"ok"}"#;

/// How a receiver does harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trick {
    /// A body without an end, as fast as it is read.
    EndlessBody,
    /// The head, a byte a second.
    SlowHead,
    /// The body, a byte a second.
    SlowBody,
    /// 4 MiB that unpack to 4 GiB.
    GzipBomb,
    /// 64 KiB that unpack to 64 MiB.
    SmallGzipBomb,
    /// Headers without an end.
    EndlessHeaders,
    /// Ten thousand headers, and a sound body.
    TenThousandHeaders,
    /// One header of 16 MiB, and a sound body.
    LongHeader,
    /// Sends on to itself, for ever.
    RedirectLoop,
    /// Bytes that are no HTTP, without an end.
    Garbage,
    /// Closes in the middle of the body.
    ClosesMidAnswer,
    /// Promises a terabyte, says success, and keeps the connection open.
    PromisesMore,
    /// Promises five bytes and sends a success, and another whole answer behind it.
    PromisesLess,
    /// JSON of forty thousand levels.
    DeepJson,
    /// XML of twenty thousand levels.
    DeepXml,
}

impl Trick {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::EndlessBody,
        Self::SlowHead,
        Self::SlowBody,
        Self::GzipBomb,
        Self::SmallGzipBomb,
        Self::EndlessHeaders,
        Self::TenThousandHeaders,
        Self::LongHeader,
        Self::RedirectLoop,
        Self::Garbage,
        Self::ClosesMidAnswer,
        Self::PromisesMore,
        Self::PromisesLess,
        Self::DeepJson,
        Self::DeepXml,
    ];

    /// The stable code and the Chinese words that the log must give for it.
    pub fn reason(self) -> (&'static str, &'static str) {
        match self {
            Self::EndlessBody => ("NO_ANSWER_UNREADABLE", "应答过大"),
            Self::SlowHead | Self::SlowBody | Self::PromisesMore => {
                ("NO_ANSWER_TIMEOUT", "毫秒内没有收到完整应答")
            }
            Self::GzipBomb | Self::SmallGzipBomb => {
                ("NO_ANSWER_UNREADABLE", "应答以 gzip 压缩，而请求没有要求压缩")
            }
            Self::EndlessHeaders | Self::TenThousandHeaders | Self::LongHeader => {
                ("NO_ANSWER_UNREADABLE", "应答头过大")
            }
            Self::RedirectLoop => ("NO_ANSWER_UNREADABLE", "应答是跳转"),
            Self::Garbage => ("NO_ANSWER_UNREADABLE", "应答不是 HTTP"),
            Self::ClosesMidAnswer => ("NO_ANSWER_CUT", "连接中断"),
            Self::PromisesLess | Self::DeepJson | Self::DeepXml => ("NO_ANSWER_UNREADABLE", "无法识别的应答"),
        }
    }

    fn script(self) -> Script {
        let ok = |headers: &str, body: Vec<u8>| {
            let mut answer = format!("HTTP/1.1 200 OK\r\n{headers}\r\n").into_bytes();
            answer.extend(body);
            answer
        };
        let sized =
            |headers: &str, body: Vec<u8>| ok(&format!("{headers}Content-Length: {}\r\n", body.len()), body);
        let success = || SUCCESS.as_bytes().to_vec();
        let all_of = |opening| Script {
            opening,
            then: Then::Close,
        };
        match self {
            Self::EndlessBody => {
                let mut chunk = format!("{BLOCK:x}\r\n").into_bytes();
                chunk.resize(chunk.len() + BLOCK, b' ');
                chunk.extend(b"\r\n");
                Script {
                    opening: ok("Transfer-Encoding: chunked\r\n", Vec::new()),
                    then: Then::Repeat(chunk),
                }
            }
            Self::SlowHead => Script {
                opening: Vec::new(),
                then: Then::Drip(sized("", success())),
            },
            Self::SlowBody => Script {
                opening: ok(&format!("Content-Length: {}\r\n", SUCCESS.len()), Vec::new()),
                then: Then::Drip(success()),
            },
            Self::GzipBomb => all_of(sized("Content-Encoding: gzip\r\n", gzip_of_zeros(4 * 1024))),
            Self::SmallGzipBomb => all_of(sized("Content-Encoding: gzip\r\n", gzip_of_zeros(64))),
            Self::EndlessHeaders => Script {
                opening: b"HTTP/1.1 200 OK\r\n".to_vec(),
                then: Then::Repeat(b"X-More: and more\r\n".repeat(BLOCK / 18)),
            },
            Self::TenThousandHeaders => {
                let headers: String = (0..10_000).map(|n| format!("X-{n}: {n}\r\n")).collect();
                all_of(sized(&headers, success()))
            }
            Self::LongHeader => {
                let header = format!("X-Long: {}\r\n", "x".repeat(16 * 1024 * 1024));
                all_of(sized(&header, success()))
            }
            Self::RedirectLoop => {
                let head = "HTTP/1.1 307 Temporary Redirect\r\nLocation: /again?and=again\r\nContent-Length: 0\r\n\r\n";
                all_of(head.as_bytes().to_vec())
            }
            Self::Garbage => {
                let mut chance = Chance::of(7);
                let block = (0..BLOCK).map(|_| chance.within(0..256).to_le_bytes()[0]);
                Script {
                    opening: b"\x16\x03\x01\x00\xff".to_vec(),
                    then: Then::Repeat(block.collect()),
                }
            }
            Self::ClosesMidAnswer => all_of(ok("Content-Length: 5000\r\n", success())),
            Self::PromisesMore => Script {
                opening: ok("Content-Length: 1099511627776\r\n", success()),
                then: Then::Hold,
            },
            Self::PromisesLess => {
                let mut answer = ok("Content-Length: 5\r\n", success());
                answer.extend(sized("", success()));
                all_of(answer)
            }
            Self::DeepJson => all_of(sized("", br#"{"a":"#.repeat(40_000))),
            Self::DeepXml => all_of(sized("", b"<a>".repeat(20_000))),
        }
    }
}

/// A gzip stream of so many MiB of zeros, a thousandth of that long.
///
/// One MiB of zeros, packed and flushed to a whole byte, is nearly all zeros itself; it stands here as its two ends.
fn gzip_of_zeros(mebibytes: usize) -> Vec<u8> {
    const PACKED: usize = 1_037;
    const BEGINS: [u8; 16] = [
        0xec, 0xc1, 0x31, 0x01, 0x00, 0x00, 0x00, 0xc2, 0xa0, 0xf5, 0x4f, 0x6d, 0x08, 0x5f, 0xa0, 0x00,
    ];
    const ENDS: [u8; 6] = [0x3e, 0x03, 0x00, 0x00, 0xff, 0xff];
    let mut one = BEGINS.to_vec();
    one.resize(PACKED - ENDS.len(), 0);
    one.extend(ENDS);
    let mut whole = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    whole.extend(one.repeat(mebibytes));
    // An empty last block. The check sum behind it is never come to by who unpacks this.
    whole.extend([0x03, 0x00, 0, 0, 0, 0, 0, 0, 0, 0]);
    whole
}

/// What is said to a request.
struct Script {
    opening: Vec<u8>,
    then: Then,
}

enum Then {
    /// The connection is closed.
    Close,
    /// Nothing more is said.
    Hold,
    /// This, for ever.
    Repeat(Vec<u8>),
    /// This, a byte a second.
    Drip(Vec<u8>),
}

#[derive(Default)]
struct Seen {
    open: AtomicUsize,
    calls: AtomicUsize,
}

/// The receiver. It goes with its value.
pub struct Hostile {
    authority: String,
    seen: Arc<Seen>,
    /// Ends with the value.
    _tasks: JoinSet<()>,
}

impl std::fmt::Debug for Hostile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hostile")
            .field("authority", &self.authority)
            .finish_non_exhaustive()
    }
}

impl Hostile {
    /// A receiver with one trick on a free port of loopback.
    pub async fn start(trick: Trick) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a port of loopback is free");
        let address = listener.local_addr().expect("a bound socket has an address");
        let seen = Arc::new(Seen::default());
        let mut tasks = JoinSet::new();
        tasks.spawn(accept(listener, Arc::new(trick.script()), Arc::clone(&seen)));
        Self {
            authority: address.to_string(),
            seen,
            _tasks: tasks,
        }
    }

    /// Requests that it was sent.
    pub fn calls(&self) -> usize {
        self.seen.calls.load(Ordering::Acquire)
    }

    /// Connections that are open to it.
    pub fn open_connections(&self) -> usize {
        self.seen.open.load(Ordering::Acquire)
    }

    /// A target for it. What comes to nothing is given up after one attempt, so that the log says so at once.
    pub fn target(&self, identifier: &str, timeout: Duration) -> Value {
        json!({
            "identifier": identifier, "name": format!("恶意 {identifier}"), "enabled": true, "pushType": "ecology",
            "server": { "scheme": "http", "authority": self.authority, "basePath": "" },
            "params": { "sysCode": SYS_CODE },
            "delivery": { "timeoutMs": timeout.as_millis() as u64, "noAnswerAttempts": 1 },
        })
    }
}

async fn accept(listener: TcpListener, script: Arc<Script>, seen: Arc<Seen>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => {
                let Ok((stream, _)) = accepted else { return };
                let (script, seen) = (Arc::clone(&script), Arc::clone(&seen));
                connections.spawn(async move {
                    seen.open.fetch_add(1, Ordering::AcqRel);
                    // That the other side breaks off is what is hoped for.
                    let _ = converse(stream, &script, &seen).await;
                    seen.open.fetch_sub(1, Ordering::AcqRel);
                });
            }
        }
    }
}

async fn converse(mut stream: TcpStream, script: &Script, seen: &Seen) -> io::Result<()> {
    stream.set_nodelay(true)?;
    take_request(&mut stream).await?;
    seen.calls.fetch_add(1, Ordering::AcqRel);
    stream.write_all(&script.opening).await?;
    match &script.then {
        Then::Close => {
            stream.shutdown().await?;
            until_closed(&mut stream).await
        }
        Then::Hold => until_closed(&mut stream).await,
        Then::Repeat(block) => loop {
            stream.write_all(block).await?;
        },
        Then::Drip(text) => {
            let mut second = tokio::time::interval(Duration::from_secs(1));
            for byte in text {
                second.tick().await;
                stream.write_all(&[*byte]).await?;
            }
            until_closed(&mut stream).await
        }
    }
}

/// Reads a request with a `Content-Length`, whole.
async fn take_request(stream: &mut TcpStream) -> io::Result<()> {
    let mut read = Vec::new();
    loop {
        if stream.read_buf(&mut read).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&read[..end]).to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
        let length: usize = length.and_then(|length| length.trim().parse().ok()).unwrap_or(0);
        let missing = (end + 4 + length).saturating_sub(read.len());
        let mut rest = vec![0; missing];
        stream.read_exact(&mut rest).await?;
        return Ok(());
    }
}

/// Reads until the other side has closed, or broken off.
async fn until_closed(stream: &mut TcpStream) -> io::Result<()> {
    let mut rest = [0; 1_024];
    while stream.read(&mut rest).await? > 0 {}
    Ok(())
}
