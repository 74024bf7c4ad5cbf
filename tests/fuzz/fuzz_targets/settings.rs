//! What people type into forms, by the first byte: `t` a target, `c` an alert channel, `p` a push address and an address
//! that it changes, `b` a template of a JSON body, `s` a schedule.

#![no_main]

use std::borrow::Cow;

use alerts::{Channel, Message, Occasion};
use chrono::{DateTime, Utc};
use chrono_tz::Asia::Shanghai;
use domain::address::{self, Bound, PushAddress};
use domain::alert::{Alert, AlertKind, ChannelConfig, Language, Summary};
use domain::delivery::Links;
use domain::directory::Person;
use domain::ids::RequestId;
use domain::installation::{EBridge, Installation};
use domain::schedule::Schedule;
use domain::target::TargetConfig;
use foreign_bytes::items;
use suites::{BodyTemplate, Suite};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((kind, data)) = data.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match kind {
        b't' => target(text),
        b'c' => channel(text),
        b'p' => push_address(text),
        b'b' => body_template(text),
        b's' => schedule(text),
        _ => {}
    }
});

fn target(text: &str) {
    let Ok(config) = serde_json::from_str::<TargetConfig>(text) else {
        return;
    };
    let written = serde_json::to_string(&config).expect("a target can be written");
    assert_eq!(
        Some(&config),
        serde_json::from_str(&written).ok().as_ref(),
        "a target is the same once written"
    );
    if config.check().is_ok()
        && let Ok(suite) = Suite::build(&config, None, &|_| Some("s3cret-geheim".to_owned()))
    {
        items::try_out(&suite, &items::event());
    }
}

/// Somebody who can be told by every kind of channel.
const PERSON: &str = r#"{"id":"1","name":"安一","loginId":"an","workCode":"7","mobile":"13800000000","email":"a@example.com","externalId":"x"}"#;

fn channel(text: &str) {
    let Ok(config) = serde_json::from_str::<ChannelConfig>(text) else {
        return;
    };
    let Ok(channel) = Channel::build(&config, &|_| Some("s3cret-geheim".to_owned())) else {
        return;
    };
    let now = items::moment().with_timezone(&Utc);
    let alert = Alert {
        kind: AlertKind::BreakerOpened,
        target: None,
        name: "集团门户".to_owned(),
        cause: "连接失败".to_owned(),
        held: 7,
        lasted: None,
        at: now,
    };
    let message = Message::new(&config, Summary::new(&[alert], Language::Zh, &Shanghai));
    let occasion = Occasion {
        now,
        nonce: "nonce-1",
        message_id: "message-1",
    };
    let person: Person = serde_json::from_str(PERSON).expect("the person has the shape of one");
    let Ok((addresses, _)) = channel.addresses([&person]) else {
        return;
    };
    let _ = channel.encode(&message, &addresses, occasion);
}

fn push_address(text: &str) {
    let (document, standard) = text
        .split_once('\n')
        .unwrap_or((text, "http://oa.example.com/a?b=1#c"));
    let Ok(push) = serde_json::from_str::<PushAddress>(document) else {
        return;
    };
    let installation = Installation {
        tenant_key: "tenant".to_owned(),
        e_bridge: Some(EBridge {
            agent: "a".to_owned(),
            corp: "c".to_owned(),
            tenant: "t".to_owned(),
        }),
        ..Installation::default()
    };
    if push.check(&installation).is_err() {
        return;
    }
    let occasion = address::Occasion {
        request: &RequestId("100234".to_owned()),
        now: items::moment(),
        installation: &installation,
    };
    let links = Links {
        pc: standard.to_owned(),
        app: String::new(),
        adaptive: standard.to_owned(),
    };
    let bound = Bound {
        pc: Some(&push),
        app: Some(&push),
        adaptive: None,
    };
    let made = address::render(&links, bound, occasion);
    assert_eq!(made.app, "", "what has no address gets none");
    assert_eq!(made.adaptive, standard, "what is not bound stays as it is");
    if !push.enabled {
        assert_eq!(made.pc, standard, "what is off changes nothing");
    }
    let names: usize = push.parameters.iter().map(|parameter| parameter.name.len()).sum();
    // Of the standard address each parameter may hold one copy, percent-encoded.
    let most = 4 * (document.len() + names) + 3 * standard.len() * (push.parameters.len() + 2) + 128;
    assert!(
        made.pc.len() <= most,
        "{} bytes were made of {}",
        made.pc.len(),
        text.len()
    );
}

fn body_template(text: &str) {
    const KNOWN: &[&str] = &["requestId", "receiver", "title"];
    let Ok(template) = BodyTemplate::new(text, KNOWN) else {
        return;
    };
    let body = template.fill(|at| Cow::Borrowed(["1", "\"}\\\u{0}\n", "{receiver}"][at]));
    let read = serde_json::from_str::<serde::de::IgnoredAny>(&body);
    assert!(read.is_ok(), "a filled body is JSON: {body}");
}

fn schedule(text: &str) {
    let Ok(schedule) = Schedule::parse(text) else {
        return;
    };
    let moments = [
        "2026-11-22T09:01:02+08:00",
        "2028-02-29T23:59:59+08:00",
        "9999-12-31T23:59:59+08:00",
    ];
    for moment in moments {
        let moment = DateTime::parse_from_rfc3339(moment).expect("the moment is written as one");
        let moment = moment.with_timezone(&Shanghai);
        if let Some(next) = schedule.next_after(&moment) {
            assert!(next > moment, "the next time lies ahead");
            assert!(
                schedule.next_after(&next).is_none_or(|later| later > next),
                "times go on"
            );
        }
    }
}
