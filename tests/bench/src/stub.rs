//! A receiver that costs as little as it can: answers every POST as an e-cology does that took the item, and notes
//! when each `flowid` first came; or one that has faults.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::load::Lanes;

/// Requests whose arrival is noted, by number.
const NOTED: usize = 200_000;
const ANSWER: &str =
    r#"{"syscode":"OA1","dataType":"WfData","operType":"AutoNew","operResult":"1","message":"ok"}"#;

const UNAVAILABLE: &str = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
const PAGE: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n<html>login</html>\r\n";
const LATE: Duration = Duration::from_secs(3);

pub(crate) struct Stub {
    address: SocketAddr,
    shared: Arc<Shared>,
    first: watch::Receiver<Option<Instant>>,
    _accepting: JoinSet<()>,
}

struct Shared {
    began: Instant,
    /// Microseconds since the start, plus one; 0 is "not yet".
    arrivals: Vec<AtomicU64>,
    first: watch::Sender<Option<Instant>>,
    order: Option<Order>,
    faults: Option<Arc<Faults>>,
}

/// What goes wrong at a receiver, by chance.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    /// Every connection is closed.
    down: AtomicBool,
    /// One request in so many is not answered as it should be; 0 is none.
    one_in: AtomicU64,
    counts: [AtomicU64; FAULTS.len()],
}

/// One fault.
#[derive(Debug, Clone, Copy)]
enum Fault {
    /// Not taken, and says so.
    Unavailable,
    /// Not taken, and answers a page.
    Page,
    /// Taken, but the connection is closed before the answer.
    Cut,
    /// Taken, answered after three seconds.
    Late,
    /// Taken, and never answered.
    Silent,
}

const FAULTS: [Fault; 5] = [
    Fault::Unavailable,
    Fault::Page,
    Fault::Cut,
    Fault::Late,
    Fault::Silent,
];

impl Faults {
    pub(crate) fn set_down(&self, down: bool) {
        self.down.store(down, Ordering::Release);
    }

    pub(crate) fn set_one_in(&self, one_in: u64) {
        self.one_in.store(one_in, Ordering::Release);
    }

    /// How often each came.
    pub(crate) fn counts(&self) -> Value {
        let count = |(at, fault): (usize, &Fault)| {
            let count = self.counts[at].load(Ordering::Relaxed);
            (format!("{fault:?}"), Value::from(count))
        };
        Value::Object(FAULTS.iter().enumerate().map(count).collect())
    }

    fn strike(&self) -> Option<Fault> {
        let one_in = self.one_in.load(Ordering::Acquire);
        if one_in == 0 || fastrand::u64(..one_in) > 0 {
            return None;
        }
        let at = fastrand::usize(..FAULTS.len());
        self.counts[at].fetch_add(1, Ordering::Relaxed);
        Some(FAULTS[at])
    }
}

/// Where each request stands: the number at the end of the last title that came.
struct Order {
    turns: Vec<AtomicU64>,
    turned_round: AtomicU64,
}

impl Order {
    fn new() -> Self {
        Self {
            turns: (0..NOTED).map(|_| AtomicU64::new(0)).collect(),
            turned_round: AtomicU64::new(0),
        }
    }

    fn note(&self, request: &[u8], number: usize) {
        const MARK: &[u8] = b"\"requestname\":\"";
        let Some(at) = find(request, MARK) else { return };
        let title = request[at + MARK.len()..].split(|byte| *byte == b'"').next();
        let digits = title.and_then(|title| title.rsplit(|byte| *byte == b'-').next());
        let turn = digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
        let (Some(slot), Some(turn)) = (self.turns.get(number), turn) else {
            return;
        };
        if slot.fetch_max(turn, Ordering::AcqRel) > turn {
            self.turned_round.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Stub {
    pub(crate) async fn start() -> Result<Self> {
        Self::listen(TcpListener::bind("127.0.0.1:0").await?, None, None)
    }

    /// Looks at the order of what comes, and has faults.
    pub(crate) async fn start_with(faults: Option<Arc<Faults>>) -> Result<Self> {
        Self::listen(
            TcpListener::bind("127.0.0.1:0").await?,
            Some(Order::new()),
            faults,
        )
    }

    /// On an address where another was before; it looks at the order of what comes.
    pub(crate) async fn start_on(address: SocketAddr) -> Result<Self> {
        Self::listen(TcpListener::bind(address).await?, Some(Order::new()), None)
    }

    fn listen(listener: TcpListener, order: Option<Order>, faults: Option<Arc<Faults>>) -> Result<Self> {
        let address = listener.local_addr()?;
        let (tell, first) = watch::channel(None);
        let arrivals = (0..NOTED).map(|_| AtomicU64::new(0)).collect();
        let shared = Arc::new(Shared {
            began: Instant::now(),
            arrivals,
            first: tell,
            order,
            faults,
        });
        let mut accepting = JoinSet::new();
        let for_all = Arc::clone(&shared);
        accepting.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&for_all);
                connections.spawn(async move { serve(stream, &shared).await });
                while connections.try_join_next().is_some() {}
            }
        });
        Ok(Self {
            address,
            shared,
            first,
            _accepting: accepting,
        })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// When request `number` first came.
    pub(crate) fn arrival(&self, number: usize) -> Option<Instant> {
        let micros = self.shared.arrivals.get(number)?.load(Ordering::Acquire);
        micros
            .checked_sub(1)
            .map(|micros| self.shared.began + Duration::from_micros(micros))
    }

    /// Titles that came behind a later one of their request.
    pub(crate) fn turned_round(&self) -> u64 {
        let order = self.shared.order.as_ref();
        order.map_or(0, |order| order.turned_round.load(Ordering::Relaxed))
    }

    /// Requests whose last title did not come.
    pub(crate) fn not_complete(&self, lanes: Lanes) -> usize {
        let Some(order) = &self.shared.order else { return 0 };
        let missing = |request: &usize| {
            let turn = order.turns.get(*request).map(|turn| turn.load(Ordering::Acquire));
            turn != Some(lanes.in_lane as u64)
        };
        lanes.requests().filter(missing).count()
    }

    /// Waits until request `number` has come.
    pub(crate) async fn await_arrival(&self, number: usize) -> Result<Instant> {
        let began = Instant::now();
        loop {
            if let Some(arrival) = self.arrival(number) {
                return Ok(arrival);
            }
            anyhow::ensure!(
                began.elapsed() < Duration::from_secs(180),
                "request {number} never came"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    pub(crate) async fn await_first(&self) -> Result<Instant> {
        let mut first = self.first.clone();
        let came = tokio::time::timeout(Duration::from_secs(60), first.wait_for(Option::is_some)).await??;
        came.context("an arrival")
    }
}

async fn serve(mut stream: TcpStream, shared: &Shared) {
    let _ = stream.set_nodelay(true);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length";
    let answer = format!("{head}: {}\r\n\r\n{ANSWER}", ANSWER.len());
    let mut buffer = Vec::with_capacity(8 * 1024);
    loop {
        let length = loop {
            if let Some(length) = request_length(&buffer)
                && buffer.len() >= length
            {
                break length;
            }
            match stream.read_buf(&mut buffer).await {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
        };
        let fault = match &shared.faults {
            Some(faults) if faults.down.load(Ordering::Acquire) => return,
            Some(faults) => faults.strike(),
            None => None,
        };
        if !matches!(fault, Some(Fault::Unavailable | Fault::Page)) {
            note(&buffer[..length], shared);
        }
        buffer.drain(..length);
        let answer = match fault {
            None => answer.as_str(),
            Some(Fault::Unavailable) => UNAVAILABLE,
            Some(Fault::Page) => PAGE,
            Some(Fault::Cut) => return,
            Some(Fault::Late) => {
                tokio::time::sleep(LATE).await;
                answer.as_str()
            }
            Some(Fault::Silent) => {
                let _ = stream.read_buf(&mut buffer).await;
                return;
            }
        };
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

fn request_length(buffer: &[u8]) -> Option<usize> {
    let head = find(buffer, b"\r\n\r\n")?;
    let text = std::str::from_utf8(&buffer[..head]).ok()?;
    let length = text
        .lines()
        .find_map(|line| {
            line.split_once(':')
                .filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        })
        .and_then(|(_, value)| value.trim().parse::<usize>().ok())?;
    Some(head + 4 + length)
}

fn note(request: &[u8], shared: &Shared) {
    shared.first.send_if_modified(|first| {
        let is_first = first.is_none();
        first.get_or_insert_with(Instant::now);
        is_first
    });
    const MARK: &[u8] = b"\"flowid\":\"";
    let Some(at) = find(request, MARK) else { return };
    let digits = request[at + MARK.len()..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    let number = digits.fold(0_usize, |sum, digit| sum * 10 + usize::from(digit - b'0'));
    if let Some(order) = &shared.order {
        order.note(request, number);
    }
    if let Some(slot) = shared.arrivals.get(number) {
        let micros = shared.began.elapsed().as_micros() as u64 + 1;
        let _ = slot.compare_exchange(0, micros, Ordering::AcqRel, Ordering::Acquire);
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
