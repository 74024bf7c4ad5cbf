//! Letters by SMTP (RFC 5321): plain, with STARTTLS (RFC 3207) or inside TLS (RFC 8314), signed on or not (RFC 4954).
//! The mail server is one that the operator named: the egress policy is that of any other outward connection.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Mailbox, Mailboxes, MessageBuilder, SinglePart};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::{Address, message::header};
use url::Host;

use crate::fault;
use crate::resolve;

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailSecurity {
    /// Not at all.
    Plain,
    /// From the STARTTLS command on; a server without it is refused.
    StartTls,
    /// From the first byte.
    Tls,
}

/// A mail server, and as whom to sign on; the password cannot be printed.
#[derive(Clone)]
pub struct MailOptions {
    /// Name or address.
    pub host: String,
    /// Mostly 25, 587 or 465.
    pub port: u16,
    /// How the way is protected.
    pub security: MailSecurity,
    /// Certificates in PEM that are trusted beside the system's.
    pub custom_ca: Option<String>,
    /// User and password; nothing: no sign-on.
    pub login: Option<(String, String)>,
    /// For name and connection.
    pub connect_timeout: Duration,
    /// For everything.
    pub total_timeout: Duration,
}

impl fmt::Debug for MailOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailOptions")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

/// A letter of plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Whom it is from: `a@b.c`, or `Name <a@b.c>`.
    pub from: String,
    /// Whom it goes to, addresses alone.
    pub to: Vec<String>,
    /// One line.
    pub subject: String,
    /// Any number of lines.
    pub text: String,
    /// The same for every try, so that a mail server can see that it is the same letter.
    pub id: String,
}

/// A recipient that the mail server did not take, and what it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRecipient {
    /// The address.
    pub address: String,
    /// The server's answer.
    pub answer: String,
}

/// Whether `text` is `a@b.c`, or `Name <a@b.c>`.
pub fn is_mail_address(text: &str) -> bool {
    text.parse::<Mailbox>().is_ok()
}

/// Hands a letter to the mail server, which then answers for it. One whom the server refuses does not keep the letter
/// from the others.
///
/// # Errors
/// In words: the letter was not taken for anybody.
pub async fn send_mail(options: &MailOptions, letter: &Letter) -> Result<Vec<RefusedRecipient>, String> {
    let limit = options.total_timeout;
    tokio::time::timeout(limit, hand_over(options, letter))
        .await
        .map_err(|_| format!("邮件服务器 {} 毫秒内没有完成收信", limit.as_millis()))?
}

async fn hand_over(options: &MailOptions, letter: &Letter) -> Result<Vec<RefusedRecipient>, String> {
    let from: Mailbox = letter
        .from
        .parse()
        .map_err(|_| format!("发件人 {} 不是邮件地址", letter.from))?;
    let (recipients, mut refused) = recipients(letter);
    let host = Host::parse(&options.host).map_err(|_| format!("邮件服务器 {} 不是主机名", options.host))?;
    let borrowed = match &host {
        Host::Domain(name) => Host::Domain(name.as_str()),
        Host::Ipv4(ip) => Host::Ipv4(*ip),
        Host::Ipv6(ip) => Host::Ipv6(*ip),
    };
    let addresses = resolve::allowed(&borrowed, options.connect_timeout, resolve::system()).await?;
    let mut connection = connect(options, &addresses).await?;
    converse(
        &mut connection,
        options,
        (from, &recipients, letter),
        &mut refused,
    )
    .await?;
    // What comes of the farewell does not matter. After a failure there is none: where the way to TLS failed, the
    // library's connection must not be spoken to any more.
    let _ = connection.quit().await;
    Ok(refused)
}

fn recipients(letter: &Letter) -> (Vec<Address>, Vec<RefusedRecipient>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for text in &letter.to {
        match text.trim().parse::<Address>() {
            Ok(address) => good.push(address),
            Err(_) => bad.push(RefusedRecipient {
                address: text.clone(),
                answer: "不是邮件地址".to_owned(),
            }),
        }
    }
    (good, bad)
}

async fn connect(options: &MailOptions, addresses: &[IpAddr]) -> Result<AsyncSmtpConnection, String> {
    let tls = match options.security {
        MailSecurity::Tls => Some(tls(options)?),
        MailSecurity::Plain | MailSecurity::StartTls => None,
    };
    let hello = ClientId::default();
    let mut last = String::new();
    for ip in addresses {
        let address = SocketAddr::new(*ip, options.port);
        let within = Some(options.connect_timeout);
        match AsyncSmtpConnection::connect_tokio1(address, within, &hello, tls.clone(), None).await {
            Ok(connection) => return Ok(connection),
            Err(error) => last = format!("无法连接邮件服务器 {address}：{}", words(&error)),
        }
    }
    Err(last)
}

fn tls(options: &MailOptions) -> Result<TlsParameters, String> {
    let wrong = |error: lettre::transport::smtp::Error| format!("无法建立 TLS：{}", words(&error));
    let mut builder = TlsParameters::builder(options.host.clone());
    let own = options.custom_ca.as_deref().map(str::trim);
    if let Some(pem) = own.filter(|pem| !pem.is_empty()) {
        builder = builder.add_root_certificate(Certificate::from_pem(pem.as_bytes()).map_err(wrong)?);
    }
    builder.build_rustls().map_err(wrong)
}

async fn converse(
    connection: &mut AsyncSmtpConnection,
    options: &MailOptions,
    (from, recipients, letter): (Mailbox, &[Address], &Letter),
    refused: &mut Vec<RefusedRecipient>,
) -> Result<(), String> {
    if options.security == MailSecurity::StartTls {
        let upgraded = connection.starttls(tls(options)?, &ClientId::default()).await;
        upgraded.map_err(|error| format!("邮件服务器不接受 STARTTLS：{}", words(&error)))?;
    }
    if let Some((user, password)) = &options.login {
        let credentials = Credentials::new(user.clone(), password.clone());
        let ways = [Mechanism::Plain, Mechanism::Login];
        let signed_on = connection.auth(&ways, &credentials).await;
        signed_on.map_err(|error| format!("邮件服务器拒绝登录：{}", words(&error)))?;
    }
    let body = match connection.server_info().supports_feature(Extension::EightBitMime) {
        true => vec![MailParameter::Body(MailBodyParameter::EightBitMime)],
        false => Vec::new(),
    };
    let begun = connection
        .command(Mail::new(Some(from.email.clone()), body))
        .await;
    begun.map_err(|error| format!("邮件服务器拒绝发件人：{}", words(&error)))?;
    let mut taken = 0;
    for address in recipients {
        match connection.command(Rcpt::new(address.clone(), Vec::new())).await {
            Ok(_) => taken += 1,
            Err(error) if error.status().is_some() => refused.push(RefusedRecipient {
                address: address.to_string(),
                answer: words(&error),
            }),
            Err(error) => return Err(format!("与邮件服务器的连接中断：{}", words(&error))),
        }
    }
    if taken == 0 {
        return Err(format!("没有可送达的收件人：{}", in_words(refused)));
    }
    let text = written(from, letter)?;
    let rejected = |error: lettre::transport::smtp::Error| format!("邮件服务器拒收：{}", words(&error));
    connection.command(Data).await.map_err(rejected)?;
    connection.message(&text).await.map_err(rejected)?;
    Ok(())
}

fn in_words(refused: &[RefusedRecipient]) -> String {
    let each: Vec<String> = refused
        .iter()
        .map(|one| format!("{} {}", one.address, one.answer))
        .collect();
    each.join("；")
}

/// The letter as it goes over the wire: text in base64, so that no server breaks Chinese.
fn written(from: Mailbox, letter: &Letter) -> Result<Vec<u8>, String> {
    let to: Mailboxes = letter
        .to
        .iter()
        .filter_map(|address| address.trim().parse::<Mailbox>().ok())
        .collect();
    let part = SinglePart::builder()
        .header(ContentType::TEXT_PLAIN)
        .header(ContentTransferEncoding::Base64)
        .body(letter.text.clone());
    let built = MessageBuilder::new()
        .from(from)
        .mailbox(header::To::from(to))
        .subject(one_line(&letter.subject))
        .message_id(Some(letter.id.clone()))
        .date_now()
        .singlepart(part)
        .map_err(|error| format!("邮件无法写成：{error}"))?;
    Ok(built.formatted())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the server said, or what failed.
fn words(error: &lettre::transport::smtp::Error) -> String {
    let code = error.status().map(|code| format!("{code} ")).unwrap_or_default();
    format!("{code}{}", fault::innermost(error))
}
