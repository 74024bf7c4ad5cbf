//! The rules that hold for every target, whatever its push type (rows T3, T5, T6, C1, K1).

use std::collections::HashSet;

use super::{MemberKind, PersonMapping, PushType, ServerAddress, TargetConfig};
use crate::fields::{Complaints, FieldError};
use crate::schedule::Schedule;

/// Most characters of an id in a list of rules; as long as those of events.
const MOST_ID_CHARS: usize = 128;
/// Most entries of a list of rules.
const MOST_MEMBERS: usize = 20_000;
/// Most characters of the value of a mapping row.
const MOST_VALUE_CHARS: usize = 256;

/// Checks rows of a mapping table: whole, and no person twice.
///
/// # Errors
/// Every complaint, each naming its field, such as `/rows/7/value`.
pub fn check_mapping(rows: &[PersonMapping]) -> Result<(), Vec<FieldError>> {
    let mut complaints = Complaints::default();
    let mut persons = HashSet::new();
    for (n, row) in rows.iter().enumerate() {
        let person = format!("/rows/{n}/person");
        if row.person.as_str().trim().is_empty() {
            complaints.require(person, "");
        } else if !persons.insert(&row.person) {
            complaints.add(person, "NOT_UNIQUE", "is there twice");
        }
        complaints.require(format!("/rows/{n}/value"), &row.value);
        complaints.at_most(format!("/rows/{n}/value"), &row.value, MOST_VALUE_CHARS);
    }
    complaints.into_result()
}

impl TargetConfig {
    /// Checks every rule that holds for all push types (rows T3, T5, C1, K1); the suite checks its own parameters.
    ///
    /// # Errors
    /// Every complaint, each naming its field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut complaints = Complaints::default();
        self.check_identity(&mut complaints);
        check_server(&self.server, &mut complaints);
        self.check_numbers(&mut complaints);
        for (path, found) in [
            (
                "/interception/persons/members",
                self.interception.persons.members.len(),
            ),
            (
                "/interception/workflows/ids",
                self.interception.workflows.ids.len(),
            ),
            (
                "/interception/workflowTypes/ids",
                self.interception.workflow_types.ids.len(),
            ),
        ] {
            if found > MOST_MEMBERS {
                complaints.add(path, "TOO_MANY", format!("must be at most {MOST_MEMBERS}"));
            }
        }
        for (index, member) in self.interception.persons.members.iter().enumerate() {
            let path = format!("/interception/persons/members/{index}/id");
            if member.kind != MemberKind::Everyone {
                complaints.require(path.as_str(), &member.id);
            }
            complaints.at_most(path, &member.id, MOST_ID_CHARS);
        }
        for (index, id) in self.interception.workflows.ids.iter().enumerate() {
            let path = format!("/interception/workflows/ids/{index}");
            complaints.require(path.as_str(), id.as_str());
            complaints.at_most(path, id.as_str(), MOST_ID_CHARS);
        }
        for (index, id) in self.interception.workflow_types.ids.iter().enumerate() {
            let path = format!("/interception/workflowTypes/ids/{index}");
            complaints.require(path.as_str(), id.as_str());
            complaints.at_most(path, id.as_str(), MOST_ID_CHARS);
        }
        match (self.push_type, &self.adapter) {
            (PushType::Custom, None) => complaints.require("/adapter/class", ""),
            (PushType::Custom, Some(adapter)) => complaints.require("/adapter/class", &adapter.class),
            (_, Some(_)) => complaints.add("/adapter", "NOT_CUSTOM", "is for the push type custom only"),
            (_, None) => {}
        }
        check_proxy(self.proxy.as_deref(), &mut complaints);
        if let Some(organization) = &self.organization {
            complaints.require("/organization/id", &organization.id);
        }
        complaints.into_result()
    }

    fn check_identity(&self, complaints: &mut Complaints) {
        complaints.require("/identifier", &self.identifier);
        complaints.at_most("/identifier", &self.identifier, 64);
        if self
            .identifier
            .chars()
            .any(|c| c.is_whitespace() || c.is_control())
        {
            complaints.add("/identifier", "INVALID_CHARACTER", "must not hold white space");
        }
        complaints.require("/name", &self.name);
        complaints.at_most("/name", &self.name, 64);
        let name = self.name.trim();
        if !name.is_empty() && name.chars().all(char::is_numeric) {
            complaints.add("/name", "DIGITS_ONLY", "must not be digits only");
        }
        if let Some(wrong) = name.chars().find(|c| !is_name_character(*c)) {
            complaints.add(
                "/name",
                "INVALID_CHARACTER",
                format!("must not hold the special character {wrong:?}"),
            );
        }
    }

    fn check_numbers(&self, complaints: &mut Complaints) {
        let mut range = |path: &str, value: u32, low: u32, high: u32| {
            if !(low..=high).contains(&value) {
                complaints.add(path, "OUT_OF_RANGE", format!("must be from {low} to {high}"));
            }
        };
        range("/compensation/retries", self.compensation.retries.into(), 1, 10);
        range(
            "/compensation/waitMinutes",
            self.compensation.wait_minutes.into(),
            1,
            30,
        );
        range("/cleanup/keepDays", self.cleanup.keep_days.into(), 1, 365);
        range("/delivery/concurrency", self.delivery.concurrency.into(), 1, 256);
        range("/delivery/timeoutMs", self.delivery.timeout_ms, 100, 120_000);
        range(
            "/delivery/connectTimeoutMs",
            self.delivery.connect_timeout_ms,
            100,
            60_000,
        );
        range(
            "/delivery/noAnswerAttempts",
            self.delivery.no_answer_attempts.into(),
            1,
            20,
        );
        if let Some(rate) = self.delivery.rate_per_second {
            range("/delivery/ratePerSecond", rate, 1, 10_000);
        }
        if let Err(why) = Schedule::parse(&self.compensation.cron) {
            complaints.add("/compensation/cron", "INVALID_CRON", why);
        }
        if !(self.cleanup.hour <= 6 || (20..=23).contains(&self.cleanup.hour)) {
            complaints.add(
                "/cleanup/hour",
                "OUT_OF_RANGE",
                "must be from 20 to 23 or from 0 to 6",
            );
        }
    }
}

/// Letters (of any script), digits, and the few marks that names of systems really have.
fn is_name_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')' | '（' | '）' | '·')
}

/// Complains about a server address that cannot be one (row T5).
pub fn check_server(server: &ServerAddress, complaints: &mut Complaints) {
    if server.authority.trim().is_empty() {
        complaints.require("/server/authority", &server.authority);
    } else if !is_authority(&server.authority) {
        complaints.add(
            "/server/authority",
            "INVALID_ADDRESS",
            "must be host or host:port",
        );
    }
    let path = &server.base_path;
    let bad = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '\\');
    if !path.is_empty() && (!path.starts_with('/') || path.ends_with('/') || path.contains(bad)) {
        complaints.add(
            "/server/basePath",
            "INVALID_PATH",
            "must begin with / and not end with it",
        );
    }
}

/// Complains about a proxy that cannot be one.
pub fn check_proxy(proxy: Option<&str>, complaints: &mut Complaints) {
    let is_proxy = |proxy: &str| proxy.strip_prefix("http://").is_some_and(is_authority);
    if proxy.is_some_and(|proxy| !is_proxy(proxy)) {
        complaints.add("/proxy", "INVALID_ADDRESS", "must be http://host:port");
    }
}

/// Whether `text` is `host`, `host:port`, `[v6]` or `[v6]:port`.
pub fn is_authority(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((inner, after)) if inner.parse::<std::net::Ipv6Addr>().is_ok() => {
                match after.strip_prefix(':') {
                    Some(port) => ("v6", Some(port)),
                    None if after.is_empty() => ("v6", None),
                    None => return false,
                }
            }
            _ => return false,
        },
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    let host_is_good = host.len() <= 253 && host.split('.').all(label);
    let all_numeric = host
        .split('.')
        .all(|part| part.chars().all(|c| c.is_ascii_digit()));
    let numeric_is_good = !all_numeric || host.parse::<std::net::Ipv4Addr>().is_ok();
    let port_is_good = port.is_none_or(|port| {
        !port.is_empty()
            && port.chars().all(|c| c.is_ascii_digit())
            && port.parse::<u16>().is_ok_and(|n| n > 0)
    });
    host_is_good && numeric_is_good && port_is_good
}
