//! Bodies over a real socket: too large, half sent, never sent.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::process::{Place, Relay};

/// Sends everything first and only then reads, as simple clients do: the first line of the answer.
async fn send(relay: &Relay, head: &str, body: &[u8]) -> String {
    let address = relay.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.expect("the door is open");
    let head =
        format!("POST /api/v1/intake/batches HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{head}\r\n");
    stream
        .write_all(head.as_bytes())
        .await
        .expect("the head can be sent");
    stream.write_all(body).await.expect("the whole body can be sent");
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .await
        .expect("the answer can be read");
    answer.lines().next().unwrap_or_default().to_owned()
}

/// Row O1.
#[tokio::test]
async fn a_client_that_sends_too_much_gets_its_answer_and_no_broken_connection() {
    let place = Place::new();
    let relay = place.start(&[]).await;
    let token = format!(
        "Authorization: Bearer {}\r\nContent-Type: application/json\r\n",
        relay.token
    );
    let body = vec![b' '; 20 * 1024 * 1024];
    let length = format!("Content-Length: {}\r\n", body.len());
    let declared = send(&relay, &format!("{token}{length}"), &body).await;
    assert_eq!(declared, "HTTP/1.1 413 Payload Too Large");
    let mut chunked = format!("{:x}\r\n", body.len()).into_bytes();
    chunked.extend_from_slice(&body);
    chunked.extend_from_slice(b"\r\n0\r\n\r\n");
    let undeclared = send(
        &relay,
        &format!("{token}Transfer-Encoding: chunked\r\n"),
        &chunked,
    )
    .await;
    assert_eq!(undeclared, "HTTP/1.1 413 Payload Too Large");
    let nobody = send(
        &relay,
        &format!("Content-Type: application/json\r\n{length}"),
        &body,
    )
    .await;
    assert_eq!(nobody, "HTTP/1.1 401 Unauthorized");
}

#[tokio::test]
async fn who_asks_before_sending_is_answered_at_once() {
    let place = Place::new();
    let relay = place.start(&[]).await;
    let head = "Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n";
    assert_eq!(send(&relay, head, b"").await, "HTTP/1.1 401 Unauthorized");
}

#[tokio::test]
async fn a_body_that_never_ends_does_not_hold_up_the_end() {
    let place = Place::new();
    let relay = place.start(&[]).await;
    let address = relay.url.trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(&address).await.expect("the door is open");
    let head = format!(
        "POST /api/v1/intake/batches HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{",
        relay.token
    );
    stream
        .write_all(head.as_bytes())
        .await
        .expect("the head can be sent");
    // Its answer says that all that was sent before on that door has been seen.
    assert_eq!(relay.get("/healthz").await["state"], "running");
    let asked = std::time::Instant::now();
    relay.signal("TERM");
    assert_eq!(relay.end().await.0, Some(0));
    assert!(
        asked.elapsed().as_secs() < 12,
        "the end should come within the ten seconds and a little"
    );
}
