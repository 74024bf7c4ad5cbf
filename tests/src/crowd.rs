//! Callers that mean harm, many at once: each opens a connection and does with it what its manner is.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::until::PATIENCE;

/// Connections of a crowd that are being opened at once.
const AT_A_TIME: usize = 64;

/// What a caller does with its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Says nothing.
    Silent,
    /// Says its head, a byte a second.
    SlowHead,
    /// Says 40 KB of a head, and no more.
    HalfHead,
    /// Has a token of the intake and hands a batch in, a byte a second.
    SlowBody,
    /// Has no token, promises a body and sends none of it.
    NoBody,
    /// Asks for the interface's description twenty times and reads none of it.
    NeverReads,
}

impl Manner {
    /// Those that are not silent.
    pub const BUSY: [Self; 5] = [
        Self::SlowHead,
        Self::HalfHead,
        Self::SlowBody,
        Self::NoBody,
        Self::NeverReads,
    ];

    /// What it says at once.
    fn opening(self, door: &Door) -> Vec<u8> {
        let Door { address, token } = door;
        let take = "POST /api/v1/intake/batches HTTP/1.1\r\n";
        let kind = "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n";
        match self {
            Self::Silent | Self::SlowHead => String::new(),
            Self::HalfHead => format!(
                "GET /healthz HTTP/1.1\r\nHost: {address}\r\nX-Long: {}",
                "x".repeat(40_000)
            ),
            Self::SlowBody => format!("{take}Host: {address}\r\nAuthorization: Bearer {token}\r\n{kind}"),
            Self::NoBody => format!("{take}Host: {address}\r\n{kind}"),
            Self::NeverReads => {
                format!("GET /api/openapi.json HTTP/1.1\r\nHost: {address}\r\n\r\n").repeat(20)
            }
        }
        .into_bytes()
    }

    /// What it says a byte a second.
    fn drips(self) -> &'static [u8] {
        match self {
            Self::SlowHead => b"GET /api/v1/system HTTP/1.1\r\nX-Slow: slow",
            Self::SlowBody => b"{\"batchId\":\"slow\",\"events\":[{\"dataSet\":\"todo\"",
            _ => b"",
        }
    }
}

/// Whom a crowd calls on, and with which token of the intake.
#[derive(Debug, Clone)]
pub struct Door {
    /// `host:port`
    pub address: String,
    /// A token of the intake.
    pub token: String,
}

/// Open connections of one manner. They are closed with the value.
#[derive(Debug)]
pub struct Crowd {
    manner: Manner,
    streams: VecDeque<TcpStream>,
}

impl Crowd {
    /// Opens so many connections, some at a time; no more than `most` of them are kept open by this side.
    pub async fn gather(manner: Manner, door: &Door, (count, most): (usize, usize)) -> Self {
        let (mut opening, mut streams) = (JoinSet::new(), VecDeque::new());
        for number in 0..count {
            opening.spawn(open(manner, door.clone()));
            if number >= AT_A_TIME {
                streams.extend(next(&mut opening).await);
            }
            if streams.len() > most {
                streams.pop_front();
            }
        }
        while let Some(stream) = next(&mut opening).await {
            streams.push_back(stream);
        }
        Self { manner, streams }
    }

    /// Goes on in its manner, for ever.
    pub async fn go_on(&self) {
        let mut second = tokio::time::interval(Duration::from_secs(1));
        for byte in self.manner.drips() {
            second.tick().await;
            for stream in &self.streams {
                // One that the program has closed says no more.
                let _ = stream.try_write(&[*byte]);
            }
        }
        std::future::pending::<()>().await;
    }

    /// How many of them the program has not closed.
    pub fn still_open(&self) -> usize {
        let is_open = |stream: &&TcpStream| {
            let mut byte = [0];
            match stream.try_read(&mut byte) {
                Ok(read) => read > 0,
                Err(error) => error.kind() == io::ErrorKind::WouldBlock,
            }
        };
        self.streams.iter().filter(is_open).count()
    }
}

async fn next(opening: &mut JoinSet<TcpStream>) -> Option<TcpStream> {
    let opened = opening.join_next().await?;
    Some(opened.expect("the program should take connections"))
}

async fn open(manner: Manner, door: Door) -> TcpStream {
    let connecting = tokio::time::timeout(PATIENCE, TcpStream::connect(&door.address)).await;
    let mut stream = connecting
        .expect("it should not take long")
        .expect("it should be taken");
    // The program may have closed it already; then this one has had its say.
    let _ = stream.write_all(&manner.opening(&door)).await;
    stream
}
