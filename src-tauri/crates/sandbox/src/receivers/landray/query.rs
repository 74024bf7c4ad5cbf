//! Questions about to-dos: `getTodo` and `getTodoCount` (`protocols.md` 4.5). Numbers in the answers are texts.

use serde_json::{Map, Value, json};

use super::Outcome;
use super::arguments::Arguments;
use super::notices::Own;
use crate::organisation::PersonIndex;
use crate::receivers::inbox::{Inbox, List, Row};

const ROWS: usize = 20;
const MOST_ROWS: usize = 1_000;

/// Which rows are asked for.
pub(super) struct Page {
    kind: Option<i32>,
    conditions: Vec<(String, String)>,
    rows: usize,
    number: usize,
}

impl Page {
    pub(super) fn read(arguments: &Arguments) -> Result<Self, Outcome> {
        let positive = |name: &str, default: usize| -> Result<usize, Outcome> {
            let number = arguments.number(name)?;
            Ok(number
                .and_then(|n| usize::try_from(n).ok())
                .filter(|n| *n > 0)
                .unwrap_or(default))
        };
        Ok(Self {
            kind: arguments.number("type")?,
            conditions: conditions(arguments.get("otherCond"))?,
            rows: positive("rowSize", ROWS)?.min(MOST_ROWS),
            number: positive("pageNo", 1)?,
        })
    }
}

/// `otherCond`: an array of objects with one key each.
fn conditions(text: Option<&str>) -> Result<Vec<(String, String)>, Outcome> {
    let Some(text) = text else { return Ok(Vec::new()) };
    let objects: Vec<Map<String, Value>> =
        serde_json::from_str(text).map_err(|_| Outcome::failed("otherCond不是正确的JSON数组"))?;
    let pair =
        |(name, value): (String, Value)| (name, value.as_str().map_or(value.to_string(), str::to_owned));
    Ok(objects.into_iter().flatten().map(pair).collect())
}

/// Whether an item belongs to a type of the question.
fn belongs(row: &Row<Own>, kind: Option<i32>) -> bool {
    let open = row.list == List::Todo;
    match kind {
        None => true,
        Some(-1) => !open,
        Some(0) => open,
        Some(4) => !open && row.own.kind == 1,
        Some(5) => !open && row.own.kind == 2,
        Some(13) => open && matches!(row.own.kind, 1 | 3),
        Some(kind) => open && row.own.kind == kind,
    }
}

fn matches_condition(row: &Row<Own>, (name, wanted): &(String, String)) -> bool {
    let value = match name.as_str() {
        "appName" => &row.own.app_name,
        "modelName" => &row.workflow_name,
        "modelId" => &row.request_id,
        "link" => &row.link,
        "mobileLink" => &row.own.mobile_link,
        "padLink" => &row.own.pad_link,
        "key" => &row.own.key,
        "param1" => &row.own.param1,
        "param2" => &row.own.param2,
        "subject" => return row.title.contains(wanted.as_str()),
        _ => return true,
    };
    value == wanted
}

fn rows<'a>(inbox: &'a Inbox<Own>, persons: &'a [PersonIndex]) -> impl Iterator<Item = &'a Row<Own>> {
    persons.iter().flat_map(move |&person| {
        [List::Todo, List::Done]
            .into_iter()
            .flat_map(move |list| inbox.list(person, list))
    })
}

/// `message` of `getTodo`.
pub(super) fn todo_list(inbox: &Inbox<Own>, persons: &[PersonIndex], page: &Page) -> String {
    let fits = |row: &&Row<Own>| {
        belongs(row, page.kind)
            && page
                .conditions
                .iter()
                .all(|condition| matches_condition(row, condition))
    };
    let found: Vec<&Row<Own>> = rows(inbox, persons).filter(fits).collect();
    let docs: Vec<Value> = found
        .iter()
        .skip((page.number - 1).saturating_mul(page.rows))
        .take(page.rows)
        .map(|row| doc(row))
        .collect();
    if docs.is_empty() {
        return json!({ "errorPage": "true", "message": "没有符合条件的待办" }).to_string();
    }
    json!({
        "pageCount": found.len().div_ceil(page.rows).to_string(),
        "pageno": page.number.to_string(),
        "count": found.len().to_string(),
        "docs": docs,
    })
    .to_string()
}

fn doc(row: &Row<Own>) -> Value {
    let own = &row.own;
    json!({
        "id": own.id, "subject": row.title, "type": own.kind.to_string(), "key": own.key, "param1": own.param1,
        "param2": own.param2, "appName": own.app_name, "modelName": row.workflow_name,
        "moduleName": row.workflow_name, "modelId": row.request_id, "createTime": own.create_time,
        "creator": own.creator, "creatorName": row.creator_name, "level": own.level, "link": row.link,
        "mobileLink": own.mobile_link, "padLink": own.pad_link,
    })
}

/// `types` of `getTodoCount`: `[{"type":1}]`.
pub(super) fn types(text: &str) -> Result<Vec<i32>, Outcome> {
    let wrong = || Outcome::failed("types不是正确的JSON数组");
    let objects: Vec<Map<String, Value>> = serde_json::from_str(text).map_err(|_| wrong())?;
    let number = |value: &Value| match value {
        Value::Number(number) => number.as_i64().and_then(|n| i32::try_from(n).ok()),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    objects
        .iter()
        .map(|object| object.get("type").and_then(number).ok_or_else(wrong))
        .collect()
}

/// `message` of `getTodoCount`: `[{"1":2}]`.
pub(super) fn counts(inbox: &Inbox<Own>, persons: &[PersonIndex], types: &[i32]) -> String {
    let count = |kind: &i32| {
        let number = rows(inbox, persons)
            .filter(|row| belongs(row, Some(*kind)))
            .count();
        let mut object = Map::new();
        object.insert(kind.to_string(), Value::from(number));
        Value::Object(object)
    };
    Value::Array(types.iter().map(count).collect()).to_string()
}

/// The present node, where `extendContent` names it.
pub(super) fn current_node(extend_content: &str) -> String {
    let items: Vec<Map<String, Value>> = serde_json::from_str(extend_content).unwrap_or_default();
    let node = items
        .iter()
        .find(|item| item.get("key").and_then(Value::as_str) == Some("lbpmCurrNode"));
    node.and_then(|item| item.get("value"))
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}
