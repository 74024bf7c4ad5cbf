//! A receiver behind an HTTP proxy: everything goes by it, and nothing directly.

use std::sync::{Arc, Mutex};

use tokio::io::AsyncWriteExt as _;

use super::server::{Server, options, post, read_request};
use crate::client::{BuildError, Client, ClientOptions};
use crate::fault::Fault;
use crate::probe::{Step, StepOutcome, test_connection};

/// A proxy that answers plain requests itself and refuses tunnels; and what it was asked.
async fn proxy() -> (Server, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&asked);
    let server = Server::start(move |mut stream| {
        let noted = Arc::clone(&noted);
        async move {
            while let Some(request) = read_request(&mut stream).await {
                let line = request.lines().next().unwrap_or_default().to_owned();
                let answer = if line.starts_with("CONNECT") {
                    "HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n"
                } else {
                    "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
                };
                noted.lock().unwrap().push(line);
                if stream.write_all(answer.as_bytes()).await.is_err() {
                    return;
                }
            }
        }
    })
    .await;
    (server, asked)
}

fn behind(proxy: &Server, base_url: &str) -> ClientOptions {
    ClientOptions {
        proxy: Some(proxy.url()),
        ..options(base_url)
    }
}

#[tokio::test]
async fn a_request_goes_to_the_proxy_with_the_receivers_whole_address() {
    let (server, asked) = proxy().await;
    let base = "http://receiver.invalid:8080";
    let client = Client::new(behind(&server, base)).unwrap();
    let answer = client.send(post(&format!("{base}/in?a=1"))).await.unwrap();
    assert_eq!((answer.status, &answer.body[..]), (200, &b"ok"[..]));
    assert_eq!(
        *asked.lock().unwrap(),
        ["POST http://receiver.invalid:8080/in?a=1 HTTP/1.1"]
    );
}

#[tokio::test]
async fn tls_goes_through_a_tunnel_and_a_refused_one_is_no_connection() {
    let (server, asked) = proxy().await;
    let base = "https://receiver.invalid";
    let client = Client::new(behind(&server, base)).unwrap();
    let error = client.send(post(&format!("{base}/in"))).await.unwrap_err();
    assert!(matches!(error.fault, Fault::Connect | Fault::Tls), "{error:?}");
    assert_eq!(*asked.lock().unwrap(), ["CONNECT receiver.invalid:443 HTTP/1.1"]);
}

#[tokio::test]
async fn where_no_request_may_go_none_goes_by_a_proxy_either() {
    let (server, asked) = proxy().await;
    let base = "http://169.254.169.254";
    let client = Client::new(behind(&server, base)).unwrap();
    let error = client.send(post(&format!("{base}/latest"))).await.unwrap_err();
    assert_eq!(error.fault, Fault::Egress);
    assert!(asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn t5_the_connection_test_reaches_the_proxy_and_asks_by_it() {
    let (server, _) = proxy().await;
    let steps = test_connection(&behind(&server, "http://receiver.invalid")).await;
    let found: Vec<_> = steps.iter().map(|step| (step.step, step.outcome)).collect();
    assert_eq!(
        found,
        [
            (Step::Dns, StepOutcome::Skipped),
            (Step::Tcp, StepOutcome::Ok),
            (Step::Tls, StepOutcome::Skipped),
            (Step::Http, StepOutcome::Ok),
        ]
    );
}

#[tokio::test]
async fn what_is_no_proxy_makes_no_client() {
    let options = ClientOptions {
        proxy: Some("not an address".to_owned()),
        ..options("http://receiver.invalid")
    };
    assert!(matches!(
        Client::new(options),
        Err(BuildError::Address(_) | BuildError::Proxy(_))
    ));
}
