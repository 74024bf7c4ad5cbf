//! What comes back when the other side misbehaves; each kind of trouble is told apart.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::delivery::{NoAnswerCause, Outcome};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::Notify;

use super::server::{Server, client, options, post, read_request};
use crate::client::Client;
use crate::fault::Fault;

#[tokio::test]
async fn an_answer_is_handed_over_as_it_came() {
    let server = Server::answering(
        "HTTP/1.1 418 Teapot\r\nContent-Type: text/plain;charset=GBK\r\nContent-Length: 5\r\n\r\nhello",
    )
    .await;
    let answer = client(&server.url())
        .send(post(&format!("{}/a?b=1", server.url())))
        .await
        .unwrap();
    assert_eq!(
        (answer.status, &answer.body[..], answer.truncated),
        (418, &b"hello"[..], false)
    );
    assert_eq!(answer.headers["content-type"], "text/plain;charset=GBK");
    assert!(answer.headers_after <= answer.total);
}

#[tokio::test]
async fn the_request_goes_out_as_it_was_made_and_nothing_is_added_that_was_not_asked_for() {
    let seen = Arc::new(std::sync::Mutex::new(String::new()));
    let keep = Arc::clone(&seen);
    let server = Server::start(move |mut stream| {
        let keep = Arc::clone(&keep);
        async move {
            let request = read_request(&mut stream).await.unwrap_or_default();
            *keep.lock().unwrap() = request;
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                .await;
        }
    })
    .await;
    let mut request = post(&format!("{}/rest/x", server.url()));
    request.headers_mut().insert("apikey", "k".parse().unwrap());
    client(&server.url()).send(request).await.unwrap();
    let seen = seen.lock().unwrap().to_ascii_lowercase();
    let mut lines: Vec<_> = seen.lines().collect();
    lines.sort_unstable();
    let host = format!("host: {}", server.address);
    let expected = [
        "",
        "accept: */*",
        "apikey: k",
        "content-length: 7",
        host.as_str(),
        "post /rest/x http/1.1",
        "{\"a\":1}",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn connections_are_used_again() {
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    let server = Server::start(move |mut stream| {
        count.fetch_add(1, Ordering::Relaxed);
        async move {
            while read_request(&mut stream).await.is_some() {
                let _ = stream
                    .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                    .await;
            }
        }
    })
    .await;
    let client = client(&server.url());
    for _ in 0..20 {
        client.send(post(&server.url())).await.unwrap();
    }
    assert_eq!(
        connections.load(Ordering::Relaxed),
        1,
        "twenty requests should share one connection"
    );
}

#[tokio::test]
async fn a_server_that_stays_silent_runs_into_the_total_time() {
    let server = Server::start(|mut stream| async move {
        let _ = read_request(&mut stream).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-").await;
        std::future::pending::<()>().await;
    })
    .await;
    let mut options = options(&server.url());
    options.total_timeout = Duration::from_millis(150);
    let error = Client::new(options)
        .unwrap()
        .send(post(&server.url()))
        .await
        .unwrap_err();
    assert_eq!(error.fault, Fault::Timeout, "{error}");
    assert!(error.after >= Duration::from_millis(150));
    assert!(matches!(
        error.outcome(),
        Outcome::NoAnswer {
            cause: NoAnswerCause::Timeout,
            ..
        }
    ));
}

#[tokio::test]
async fn a_body_that_drips_runs_into_the_total_time_too() {
    let server = Server::start(|mut stream| async move {
        let _ = read_request(&mut stream).await;
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ndrip")
            .await;
        std::future::pending::<()>().await;
    })
    .await;
    let mut options = options(&server.url());
    options.total_timeout = Duration::from_millis(150);
    let error = Client::new(options)
        .unwrap()
        .send(post(&server.url()))
        .await
        .unwrap_err();
    assert_eq!(error.fault, Fault::Timeout, "{error}");
}

#[tokio::test]
async fn an_endless_body_is_cut_at_the_cap_and_its_connection_dropped() {
    let dropped = Arc::new(Notify::new());
    let tell = Arc::clone(&dropped);
    let server = Server::start(move |mut stream| {
        let tell = Arc::clone(&tell);
        async move {
            let _ = read_request(&mut stream).await;
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                .await;
            let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
            while stream.write_all(chunk.as_bytes()).await.is_ok() {}
            tell.notify_one();
        }
    })
    .await;
    let mut options = options(&server.url());
    options.most_body = 10_000;
    let answer = Client::new(options)
        .unwrap()
        .send(post(&server.url()))
        .await
        .unwrap();
    assert!(answer.truncated);
    assert_eq!(
        answer.body.len(),
        10_000,
        "exactly what is allowed should be kept"
    );
    tokio::time::timeout(Duration::from_secs(10), dropped.notified())
        .await
        .expect("the connection should have been dropped, so that writing to it fails");
}

#[tokio::test]
async fn a_body_as_long_as_the_cap_is_whole() {
    let server = Server::answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789").await;
    for (most_body, truncated) in [(10, false), (9, true), (11, false)] {
        let mut options = options(&server.url());
        options.most_body = most_body;
        let answer = Client::new(options)
            .unwrap()
            .send(post(&server.url()))
            .await
            .unwrap();
        assert_eq!(
            (answer.truncated, answer.body.len()),
            (truncated, most_body.min(10)),
            "cap {most_body}"
        );
    }
}

#[tokio::test]
async fn a_compressed_body_is_not_unpacked() {
    let server =
        Server::answering("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nzzzz").await;
    let answer = client(&server.url()).send(post(&server.url())).await.unwrap();
    assert_eq!(&answer.body[..], b"zzzz");
}

#[tokio::test]
async fn a_connection_that_breaks_is_told_as_cut_wherever_it_breaks() {
    for said in [
        "",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    ] {
        let server = Server::start(move |mut stream| async move {
            let _ = read_request(&mut stream).await;
            let _ = stream.write_all(said.as_bytes()).await;
        })
        .await;
        let error = client(&server.url()).send(post(&server.url())).await.unwrap_err();
        assert_eq!(error.fault, Fault::Cut, "after {said:?}: {error}");
    }
}

#[tokio::test]
async fn a_connection_that_is_reset_is_told_as_cut() {
    let server = Server::start(|mut stream| async move {
        let _ = read_request(&mut stream).await;
        stream.set_zero_linger().expect("loopback sockets linger as told");
    })
    .await;
    let error = client(&server.url()).send(post(&server.url())).await.unwrap_err();
    assert_eq!(error.fault, Fault::Cut, "{error}");
}

#[tokio::test]
async fn what_is_not_http_is_told_as_such() {
    let server = Server::answering("SSH-2.0-OpenSSH_9.2p1 Debian\r\n\r\n").await;
    let error = client(&server.url()).send(post(&server.url())).await.unwrap_err();
    assert_eq!(error.fault, Fault::NotHttp, "{error}");
    assert!(matches!(
        error.outcome(),
        Outcome::NoAnswer {
            cause: NoAnswerCause::Unreadable,
            ..
        }
    ));
}

/// Sends `what` for ever once it was asked something.
async fn endless(opening: &'static str, what: &'static str) -> Server {
    Server::start(move |mut stream| async move {
        let _ = read_request(&mut stream).await;
        let _ = stream.write_all(opening.as_bytes()).await;
        let block = what.repeat(1_000);
        while stream.write_all(block.as_bytes()).await.is_ok() {}
    })
    .await
}

#[tokio::test]
async fn a_head_without_an_end_is_too_large_however_it_goes_on() {
    for (opening, what) in [
        ("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n"),
        ("HTTP/1.1 200 OK\r\nX-Long: ", "and more "),
    ] {
        let server = endless(opening, what).await;
        let error = client(&server.url()).send(post(&server.url())).await.unwrap_err();
        assert_eq!(error.fault, Fault::NotHttp, "{what:?}: {error}");
        assert!(error.detail.starts_with("应答头过大"), "{what:?}: {error}");
    }
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let server = Server::answering(
        "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data\r\nContent-Length: 0\r\n\r\n",
    )
    .await;
    let answer = client(&server.url()).send(post(&server.url())).await.unwrap();
    assert_eq!(answer.status, 302);
}

#[tokio::test]
async fn cookies_are_not_kept() {
    let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
    let keep = Arc::clone(&seen);
    let server = Server::start(move |mut stream| {
        let keep = Arc::clone(&keep);
        async move {
            while let Some(request) = read_request(&mut stream).await {
                keep.lock().unwrap().push(request.to_ascii_lowercase());
                let _ = stream
                    .write_all(b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n")
                    .await;
            }
        }
    })
    .await;
    let client = client(&server.url());
    client.send(post(&server.url())).await.unwrap();
    client.send(post(&server.url())).await.unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 2);
    assert!(!seen[1].contains("cookie"));
}
