//! TLS: whom we trust, and the marked legacy mode against a server that knows only what rustls refuses.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::server::{Server, client, options, post};
use crate::client::Client;
use crate::fault::Fault;
use crate::probe::{StepOutcome, test_connection};

/// A certificate authority and a server certificate of it.
struct Issued {
    authority: String,
    certificate: rcgen::Certificate,
    key: KeyPair,
}

fn issue(name: &str) -> Issued {
    let mut params = CertificateParams::default();
    params
        .distinguished_name
        .push(DnType::CommonName, "Site authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new([name.to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, "Receiver");
    let certificate = params.signed_by(&key, &issuer).unwrap();
    Issued {
        authority: issuer.pem(),
        certificate,
        key,
    }
}

async fn tls_server(issued: &Issued) -> Server {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(issued.key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![issued.certificate.der().clone()], key)
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    Server::start(move |stream| {
        let acceptor = acceptor.clone();
        async move {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                return;
            };
            let mut buffer = [0; 4096];
            while stream.read(&mut buffer).await.is_ok_and(|read| read > 0) {
                if stream
                    .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                    .await
                    .is_err()
                {
                    return;
                }
            }
        }
    })
    .await
}

#[tokio::test]
async fn a_custom_ca_is_trusted_and_without_it_the_server_is_not() {
    let issued = issue("127.0.0.1");
    let server = tls_server(&issued).await;
    let url = format!("https://{}", server.address);
    let error = client(&url).send(post(&url)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Tls, "{error}");
    for legacy in [false, true] {
        let mut trusting = options(&url);
        trusting.tls.custom_ca = Some(issued.authority.clone());
        trusting.tls.legacy = legacy;
        let answer = Client::new(trusting.clone())
            .unwrap()
            .send(post(&url))
            .await
            .unwrap();
        assert_eq!(
            (answer.status, &answer.body[..]),
            (200, &b"ok"[..]),
            "legacy: {legacy}"
        );
        let steps = test_connection(&trusting).await;
        let went = steps
            .iter()
            .filter(|step| step.outcome == StepOutcome::Ok)
            .count();
        assert_eq!(went, 3, "tcp, tls and http should go well: {steps:?}");
    }
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused_in_both_modes() {
    let issued = issue("receiver.example.com");
    let server = tls_server(&issued).await;
    let url = format!("https://{}", server.address);
    for legacy in [false, true] {
        let mut options = options(&url);
        options.tls.custom_ca = Some(issued.authority.clone());
        options.tls.legacy = legacy;
        let error = Client::new(options).unwrap().send(post(&url)).await.unwrap_err();
        assert_eq!(error.fault, Fault::Tls, "legacy: {legacy}: {error}");
    }
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_told_as_such() {
    let server = Server::blurting("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").await;
    let url = format!("https://{}", server.address);
    for legacy in [false, true] {
        let mut options = options(&url);
        options.tls.legacy = legacy;
        let error = Client::new(options).unwrap().send(post(&url)).await.unwrap_err();
        assert_eq!(error.fault, Fault::Tls, "legacy: {legacy}: {error}");
    }
}

/// An OpenSSL server that offers only key exchange by RSA, which rustls refuses; killed when dropped.
struct OldServer {
    child: Child,
    port: u16,
}

impl Drop for OldServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn old_server(directory: &std::path::Path) -> OldServer {
    let (key, certificate) = (directory.join("key.pem"), directory.join("certificate.pem"));
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=127.0.0.1",
        ])
        .args(["-addext", "subjectAltName=IP:127.0.0.1", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .output()
        .expect("openssl should be there");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut child = Command::new("openssl")
        .args([
            "s_server",
            "-www",
            "-tls1_2",
            "-cipher",
            "AES128-SHA",
            "-accept",
            "127.0.0.1:0",
            "-key",
        ])
        .arg(&key)
        .arg("-cert")
        .arg(&certificate)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("openssl should start");
    let mut output = BufReader::new(child.stdout.take().expect("its output is piped"));
    let mut line = String::new();
    let port = loop {
        line.clear();
        assert!(
            output.read_line(&mut line).unwrap() > 0,
            "the server should say where it listens"
        );
        if let Some(address) = line.trim().strip_prefix("ACCEPT 127.0.0.1:") {
            break address.parse().unwrap();
        }
    };
    // Keeps the pipe empty, or the server would stop when it is full.
    std::thread::spawn(move || {
        let mut rest = Vec::new();
        let _ = output.read_to_end(&mut rest);
    });
    OldServer { child, port }
}

#[tokio::test]
async fn only_the_legacy_mode_reaches_a_server_of_old_ciphers() {
    let directory = tempfile::tempdir().unwrap();
    let server = old_server(directory.path());
    let url = format!("https://127.0.0.1:{}", server.port);
    let mut options = options(&url);
    options.tls.custom_ca = Some(std::fs::read_to_string(directory.path().join("certificate.pem")).unwrap());
    let mut request = post(&url);
    *request.method_mut() = http::Method::GET;
    *request.body_mut() = bytes::Bytes::new();
    let error = Client::new(options.clone())
        .unwrap()
        .send(request.clone())
        .await
        .unwrap_err();
    assert_eq!(
        error.fault,
        Fault::Tls,
        "the modern mode should find no cipher: {error}"
    );
    options.tls.legacy = true;
    let answer = Client::new(options).unwrap().send(request).await.unwrap();
    assert_eq!(answer.status, 200, "the legacy mode should get through");
}
