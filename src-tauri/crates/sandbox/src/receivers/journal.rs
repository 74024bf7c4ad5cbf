//! The last raw messages of a receiver, for a person to look at.
//!
//! Guarantees: at most [`KEPT`] messages, each body cut at [`MOST_BODY`]; what the receiver calls secret is masked.

use std::collections::VecDeque;

use bytes::Bytes;

pub(crate) const KEPT: usize = 50;
pub(crate) const MOST_BODY: usize = 8 * 1024;

/// What the receiver made of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Taken; what the person sees was changed.
    Accepted,
    /// Answered as success, but older than what is there, so that nothing was changed.
    Stale,
    /// Refused in the protocol's words.
    Refused,
    /// A question only.
    Answered,
    /// Lost to a trouble switch.
    Trouble,
}

/// What a message was about, for the list of messages.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    pub(crate) operation: String,
    pub(crate) request_id: Option<String>,
    /// OA person id of the first person it was for.
    pub(crate) person: Option<String>,
    pub(crate) verdict: Verdict,
}

/// A message and the answer to it.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    /// RFC 3339
    pub(crate) at: String,
    pub(crate) note: Note,
    pub(crate) request: Bytes,
    pub(crate) response: Bytes,
}

/// The last messages.
#[derive(Debug, Default)]
pub(crate) struct Journal(VecDeque<Message>);

impl Journal {
    pub(crate) fn add(&mut self, mut message: Message) {
        message.request = cut(message.request);
        message.response = cut(message.response);
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        self.0.push_back(message);
    }

    /// Newest first.
    pub(crate) fn newest(&self) -> Vec<Message> {
        self.0.iter().rev().cloned().collect()
    }
}

/// A copy of what is kept, so that a large body is not kept whole behind a small view of it.
fn cut(body: Bytes) -> Bytes {
    if body.len() > MOST_BODY {
        Bytes::copy_from_slice(&body[..MOST_BODY])
    } else {
        body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_messages_and_only_their_beginnings_are_kept() {
        let mut journal = Journal::default();
        for number in 0..KEPT + 7 {
            let note = Note {
                operation: number.to_string(),
                request_id: None,
                person: None,
                verdict: Verdict::Accepted,
            };
            let request = Bytes::from(vec![b'x'; MOST_BODY + 1]);
            journal.add(Message {
                at: String::new(),
                note,
                request,
                response: Bytes::new(),
            });
        }
        let newest = journal.newest();
        assert_eq!((newest.len(), newest[0].note.operation.as_str()), (KEPT, "56"));
        assert!(newest.iter().all(|message| message.request.len() == MOST_BODY));
    }
}
