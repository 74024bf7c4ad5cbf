//! Getting to a receiver, and where one is not allowed to go; and the connection test (row T5).

use std::net::IpAddr;
use std::time::Duration;

use domain::delivery::{NoAnswerCause, Outcome};
use tokio::net::TcpListener;

use super::server::{Server, client, everything_is, options, post};
use crate::client::{BuildError, Client, ClientOptions};
use crate::fault::Fault;
use crate::probe::StepOutcome::{Failed, Ok as Well, Skipped};
use crate::probe::{StepOutcome, test_connection, test_with_lookup};

const LOOPBACK: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

/// A port of loopback on which nobody listens.
async fn closed_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

#[tokio::test]
async fn a_port_on_which_nobody_listens_is_no_connection() {
    let url = format!("http://127.0.0.1:{}", closed_port().await);
    let error = client(&url).send(post(&url)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Connect, "{error}");
    assert!(matches!(
        error.outcome(),
        Outcome::NoAnswer {
            cause: NoAnswerCause::Connect,
            ..
        }
    ));
}

#[tokio::test]
async fn connecting_has_a_time_of_its_own() {
    // A TLS server that takes the connection and then says nothing: connecting never ends.
    let server = Server::start(|stream| async move {
        let _open = stream;
        std::future::pending::<()>().await;
    })
    .await;
    let url = format!("https://{}", server.address);
    let mut options = options(&url);
    options.connect_timeout = Duration::from_millis(150);
    let error = Client::new(options).unwrap().send(post(&url)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Connect, "{error}");
    assert!(error.detail.contains("150 毫秒"), "{error}");
}

#[tokio::test]
async fn a_name_that_nobody_knows_is_told_as_such() {
    let url = "http://receiver.invalid";
    let unknown = std::sync::Arc::new(|_| {
        let looking: crate::resolve::Looking =
            Box::pin(async { Err(std::io::Error::other("Name or service not known")) });
        looking
    });
    let client = Client::with_lookup(&options(url), unknown).unwrap();
    let error = client.send(post(url)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Dns, "{error}");
    assert!(error.detail.contains("receiver.invalid"), "{error}");
    assert!(matches!(
        error.outcome(),
        Outcome::NoAnswer {
            cause: NoAnswerCause::Dns,
            ..
        }
    ));
}

#[tokio::test]
async fn a_name_that_leads_to_loopback_is_refused_and_the_receiver_not_blamed() {
    let server = Server::answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    let url = format!("http://receiver.example.com:{}", server.address.port());
    for addresses in [
        &[LOOPBACK][..],
        &["::ffff:127.0.0.1".parse().unwrap()],
        &["169.254.169.254".parse().unwrap()],
    ] {
        let client = Client::with_lookup(&options(&url), everything_is(addresses)).unwrap();
        let error = client.send(post(&url)).await.unwrap_err();
        assert_eq!(error.fault, Fault::Egress, "{addresses:?}: {error}");
        assert!(matches!(error.outcome(), Outcome::OwnFault { .. }));
    }
}

#[tokio::test]
async fn localhost_is_loopback_that_the_operator_named() {
    let server = Server::answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    let url = format!("http://localhost:{}", server.address.port());
    let client = Client::with_lookup(&options(&url), everything_is(&[LOOPBACK])).unwrap();
    assert_eq!(client.send(post(&url)).await.unwrap().status, 200);
}

#[tokio::test]
async fn where_no_receiver_can_be_is_refused_before_anything_is_sent() {
    for url in [
        "http://169.254.169.254/x",
        "http://168.63.129.16/x",
        "http://192.0.0.192/x",
        "http://[fd20:ce::254]/x",
        "http://[fe80::1]/x",
        "http://2852039166/x",
        "http://0.0.0.0/x",
    ] {
        let error = client("http://127.0.0.1:1").send(post(url)).await.unwrap_err();
        assert_eq!(error.fault, Fault::Egress, "{url}: {error}");
    }
    let server = Server::answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    let error = client("http://receiver.example.com")
        .send(post(&server.url()))
        .await
        .unwrap_err();
    assert_eq!(
        error.fault,
        Fault::Egress,
        "loopback was not what the operator wrote: {error}"
    );
}

#[test]
fn options_that_cannot_work_are_refused() {
    for url in ["", "receiver", "ftp://receiver", "http://u:p@receiver", "http://"] {
        assert!(
            matches!(Client::new(options(url)), Err(BuildError::Address(_))),
            "{url:?}"
        );
    }
    for pem in [
        "garbage",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
    ] {
        for legacy in [false, true] {
            let mut options = options("https://receiver");
            options.tls.custom_ca = Some(pem.to_owned());
            options.tls.legacy = legacy;
            assert!(
                matches!(Client::new(options), Err(BuildError::CustomCa(_))),
                "{pem:?}, legacy: {legacy}"
            );
        }
    }
}

async fn outcomes(options: &ClientOptions) -> Vec<StepOutcome> {
    test_connection(options)
        .await
        .into_iter()
        .map(|step| step.outcome)
        .collect()
}

#[tokio::test]
async fn t5_the_connection_test_says_how_far_one_gets() {
    let server = Server::answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").await;
    let reached = test_connection(&options(&server.url())).await;
    let seen: Vec<_> = reached.iter().map(|step| step.outcome).collect();
    assert_eq!(seen, [Skipped, Well, Skipped, Well], "{reached:?}");
    assert_eq!(reached[3].detail, "HTTP 404", "any answer is an answer");
    let shown = serde_json::to_value(&reached[1]).unwrap();
    assert_eq!((&shown["step"], &shown["outcome"]), (&"tcp".into(), &"ok".into()));

    let closed = options(&format!("http://127.0.0.1:{}", closed_port().await));
    assert_eq!(outcomes(&closed).await, [Skipped, Failed, Skipped, Skipped]);

    let plain = Server::blurting("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").await;
    let not_tls = options(&format!("https://{}", plain.address));
    assert_eq!(outcomes(&not_tls).await, [Skipped, Well, Failed, Skipped]);

    let cut = Server::start(|_stream| async {}).await;
    assert_eq!(
        outcomes(&options(&cut.url())).await,
        [Skipped, Well, Skipped, Failed]
    );

    assert_eq!(
        outcomes(&options("http://169.254.169.254")).await,
        [Failed, Skipped, Skipped, Skipped]
    );
    assert_eq!(
        outcomes(&options("nonsense")).await,
        [Failed, Skipped, Skipped, Skipped]
    );

    let name = options(&format!("http://localhost:{}", server.address.port()));
    let reached = test_with_lookup(&name, everything_is(&[LOOPBACK])).await;
    let seen: Vec<_> = reached.iter().map(|step| step.outcome).collect();
    assert_eq!(seen, [Well, Well, Skipped, Well], "{reached:?}");
    assert_eq!(reached[0].detail, "127.0.0.1");
}
