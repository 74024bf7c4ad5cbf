//! Answers of robots, SMS services, e-Bridge and gateways to an alert.

#![no_main]

use std::sync::LazyLock;

use alerts::Channel;
use foreign_bytes::answers::{Foreign, SECRET};
use foreign_bytes::receivers;

static CHANNELS: LazyLock<Vec<Channel>> = LazyLock::new(receivers::channels);

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some(foreign) = Foreign::of(data) else { return };
    let channel = &CHANNELS[usize::from(foreign.reader) % CHANNELS.len()];
    let read = channel.read(&foreign.answer());
    if let Ok(Some(words)) | Err(words) = &read {
        foreign.hold_words(words, &[SECRET]);
    }
});
