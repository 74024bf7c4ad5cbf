//! E-mail: which server, which letter.

use transport::{Letter, MailOptions, MailSecurity};

use crate::channel::{Channel, Occasion};
use crate::message::Message;
use crate::parcel::{CONNECT_TIMEOUT, Parcel, TOTAL_TIMEOUT};

pub(crate) fn letter(
    channel: &Channel,
    message: &Message,
    addresses: &[String],
    occasion: Occasion<'_>,
) -> Parcel {
    let settings = channel.settings();
    let user = settings.text("user");
    let options = MailOptions {
        host: settings.text("host").to_owned(),
        port: u16::try_from(settings.number("port")).unwrap_or(465),
        security: match settings.text("security") {
            "plain" => MailSecurity::Plain,
            "startTls" => MailSecurity::StartTls,
            _ => MailSecurity::Tls,
        },
        custom_ca: Some(settings.text("customCa").to_owned()).filter(|pem| !pem.is_empty()),
        login: (!user.is_empty()).then(|| (user.to_owned(), channel.secret("password").to_owned())),
        connect_timeout: CONNECT_TIMEOUT,
        total_timeout: TOTAL_TIMEOUT,
    };
    let letter = Letter {
        from: settings.text("from").to_owned(),
        to: addresses.to_vec(),
        subject: message.subject.clone(),
        text: message.text.clone(),
        id: format!("<{}@todo-relay>", occasion.message_id),
    };
    Parcel::Letter(Box::new(options), letter)
}
