//! The organisation page by page (protocol facts, 8), and its changes.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{Duration, Utc};
use md5::{Digest, Md5};
use serde_json::{Value, json};

use super::{HRM, said};
use crate::clock::china_now;
use crate::organisation::Organisation;
use crate::receivers::Verdict;
use crate::receivers::answers::page;
use crate::receivers::fields::{Fields, Form};
use crate::receivers::peer::{Answered, Call};

/// How far clocks may be apart.
const VALIDITY: Duration = Duration::minutes(5);
const MOST_ROWS: usize = 2_000;
/// When everybody of the beginning was last changed.
const FOUNDED: &str = "2026-01-04";

/// What happens to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// 入职: a person more.
    Join,
    /// 离职
    Leave,
    /// 调动: to another department of the same subsidiary.
    Transfer,
}

/// Why a person cannot be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ChangeRefused {
    #[error("there is no such person")]
    Unknown,
    #[error("the person does not work here")]
    Gone,
}

/// A row of a list, its values by their names on the wire.
type Row = serde_json::Map<String, Value>;

struct State {
    subsidiaries: Vec<Row>,
    departments: Vec<Row>,
    posts: Vec<Row>,
    persons: Vec<Row>,
    unsteady: bool,
}

/// The organisation as the interface shows it.
pub(super) struct Staff {
    seed: String,
    state: Mutex<State>,
}

impl Staff {
    pub(super) fn new(organisation: &Organisation, seed: String) -> Self {
        let document = serde_json::to_value(organisation).expect("the organisation is plain text fields");
        let rows = |list: &str, row: fn(&Value) -> Value| {
            let all = document[list].as_array().into_iter().flatten();
            let rows = all.filter_map(|one| row(one).as_object().cloned());
            rows.collect::<Vec<Row>>()
        };
        Self {
            seed,
            state: Mutex::new(State {
                subsidiaries: rows("subsidiaries", subsidiary),
                departments: rows("departments", department),
                posts: rows("posts", post),
                persons: rows("persons", person),
                unsteady: false,
            }),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_unsteady(&self) -> bool {
        self.state().unsteady
    }

    pub(super) fn set_unsteady(&self, unsteady: bool) {
        self.state().unsteady = unsteady;
    }

    pub(super) fn change(&self, change: Change, person: Option<&str>) -> Result<String, ChangeRefused> {
        let mut state = self.state();
        match change {
            Change::Join => Ok(state.join()),
            Change::Leave | Change::Transfer => state.alter(change, person),
        }
    }

    pub(super) fn answer(&self, call: &Call, operation: &str) -> Answered {
        let fields = match Form::of(call) {
            Form::Urlencoded => Fields::pairs(&call.body),
            Form::Json => match Fields::json(&call.body) {
                Ok(fields) => fields,
                Err(_) => return page(500, "Internal Server Error", operation),
            },
            Form::Other => return page(500, "Internal Server Error", operation),
        };
        if !self.knows(call, &fields) {
            let body = json!({ "code": "-1", "msg": "token校验失败或已过期" });
            return said(&body, operation, Verdict::Refused);
        }
        let query = inner(&fields, "params").unwrap_or_default();
        let mut state = self.state();
        let rows = match call.path.strip_prefix(HRM) {
            Some("getHrmsubcompanyWithPage") => &state.subsidiaries,
            Some("getHrmdepartmentWithPage") => &state.departments,
            Some("getJobtitleInfoWithPage") => &state.posts,
            Some("getHrmUserInfoWithPage") => {
                if state.unsteady && query.text("curpage") != "1" {
                    state.join();
                }
                &state.persons
            }
            _ => return page(404, "Not Found", operation),
        };
        said(&one_page(rows, &query), operation, Verdict::Answered)
    }

    /// By `token` among the fields, or by the headers `key` and `ts`; upper or lower case, MD5.
    fn knows(&self, call: &Call, fields: &Fields) -> bool {
        let token = inner(fields, "token").unwrap_or_default();
        let of = |name: &str| match call.header(name) {
            "" => token.text(name),
            value => value.to_owned(),
        };
        let (key, ts) = (of("key"), of("ts"));
        let Ok(milliseconds) = ts.parse::<i64>() else {
            return false;
        };
        let age = Utc::now().timestamp_millis() - milliseconds;
        let digest = Md5::digest(format!("{}{ts}", self.seed));
        let expected: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        age.abs() <= VALIDITY.num_milliseconds() && key.eq_ignore_ascii_case(&expected)
    }
}

/// A field that is an object, as it is or as JSON text.
fn inner(fields: &Fields, name: &str) -> Option<Fields> {
    let value = fields.value(name)?;
    match value.as_str() {
        Some(text) => Fields::json(text.as_bytes()).ok(),
        None => Fields::of(value),
    }
}

fn one_page(rows: &[Row], query: &Fields) -> Value {
    let (modified, canceled) = (query.text("modified"), query.text("canceled"));
    let text = |row: &Row, name: &str| {
        row.get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let found: Vec<&Row> = rows
        .iter()
        .filter(|row| (text(row, "canceled") == "1") == (canceled == "1"))
        .filter(|row| modified.is_empty() || text(row, "modified") >= modified)
        .collect();
    let number = |name: &str, default: usize| query.text(name).parse().unwrap_or(default).max(1);
    let (page, size) = (number("curpage", 1), number("pagesize", 20).min(MOST_ROWS));
    let shown: Vec<&&Row> = found
        .iter()
        .skip((page - 1).saturating_mul(size))
        .take(size)
        .collect();
    json!({ "code": "1", "data": { "totalSize": found.len(), "page": page, "pageSize": size, "dataList": shown } })
}

impl State {
    /// A person more, at the front: the rows of pages that are read move on by one.
    fn join(&mut self) -> String {
        let id = (9_000 + self.persons.len()).to_string();
        let department = self.departments.first().and_then(|row| row.get("id")).cloned();
        let row = json!({
            "id": id, "lastname": format!("新员工{id}"), "loginid": format!("new{id}"), "workcode": format!("N{id}"),
            "departmentid": department, "subcompanyid1": "1", "jobtitle": "", "status": "0", "accounttype": "",
            "belongto": "0", "mobile": "", "email": "", "canceled": "", "modified": now(),
        });
        self.persons.splice(0..0, row.as_object().cloned());
        id
    }

    fn alter(&mut self, change: Change, person: Option<&str>) -> Result<String, ChangeRefused> {
        let works = |row: &&mut Row| row["status"] == "1" || row["status"] == "0";
        let mut all = self.persons.iter_mut();
        let row = match person {
            Some(id) => all.find(|row| row["id"] == id),
            // Not who has just joined, and with all identities.
            None => all.rfind(|row| works(row) && row["belongto"] == "0"),
        };
        let row = row.ok_or(ChangeRefused::Unknown)?;
        if !works(&&mut *row) {
            return Err(ChangeRefused::Gone);
        }
        if change == Change::Leave {
            row.insert("status".to_owned(), json!("5"));
        } else {
            let is_other = |other: &&Row| {
                other["subcompanyid1"] == row["subcompanyid1"] && other["id"] != row["departmentid"]
            };
            if let Some(other) = self.departments.iter().find(is_other) {
                row.insert("departmentid".to_owned(), other["id"].clone());
            }
        }
        row.insert("modified".to_owned(), json!(now()));
        Ok(row["id"].as_str().unwrap_or_default().to_owned())
    }
}

fn now() -> String {
    china_now().format("%Y-%m-%d %H:%M:%S").to_string()
}

fn text(value: &Value) -> Value {
    json!(value.as_str().unwrap_or_default())
}

/// The OA writes 0 where there is nothing above.
fn above(value: &Value) -> Value {
    json!(value.as_str().unwrap_or("0"))
}

fn subsidiary(row: &Value) -> Value {
    json!({
        "id": row["id"], "subcompanyname": row["name"], "subcompanydesc": row["name"],
        "supsubcomid": above(&row["parent"]), "canceled": "", "modified": FOUNDED,
    })
}

fn department(row: &Value) -> Value {
    json!({
        "id": row["id"], "departmentname": row["name"], "departmentmark": row["name"],
        "subcompanyid1": row["subsidiary"], "supdepid": above(&row["parent"]), "canceled": "", "modified": FOUNDED,
    })
}

fn post(row: &Value) -> Value {
    json!({ "id": row["id"], "jobtitlename": row["name"], "jobtitlemark": row["name"], "modified": FOUNDED })
}

/// With a hash of a password, as the real one may have (protocol facts, 8).
fn person(row: &Value) -> Value {
    let is_part_time = !row["mainAccount"].is_null();
    let works = row["active"] == true;
    json!({
        "id": row["id"], "lastname": row["name"], "loginid": row["loginId"], "workcode": row["workCode"],
        "mobile": text(&row["mobile"]), "email": text(&row["email"]), "certificatenum": text(&row["certificateNo"]),
        "departmentid": row["department"], "subcompanyid1": row["subsidiary"], "jobtitle": row["post"],
        "status": if works { "1" } else { "5" }, "accounttype": if is_part_time { "1" } else { "" },
        "belongto": above(&row["mainAccount"]), "password": "21232F297A57A5A743894A0E4A801FC3", "modified": FOUNDED,
    })
}
