//! Asking: `getTodo` and `getTodoCount` (protocol facts, 4.5). Both answer with JSON in `message`; numbers in it are
//! texts on some servers.

use domain::delivery::{NoAnswerCause, Outcome};
use serde_json::{Map, Value, json};

use super::Landray;
use super::connection::Operation;
use crate::answer::Answer;
use crate::asking::{Asking, Shown, ShownPage};
use crate::matcher::text_at;
use crate::suite::Exchange;

/// Rows of a page: well within the most of a body that is read.
const ROWS: &str = "100";
/// `type` of everything that is still to be done.
const ALL_TODOS: &str = "0";

fn text(object: &Map<String, Value>, name: &str) -> String {
    text_at(object, name).unwrap_or_default().into_owned()
}

fn unreadable(what: &str) -> Outcome {
    Outcome::NoAnswer {
        cause: NoAnswerCause::Unreadable,
        detail: format!("查询应答的 message 无法识别：{what}"),
    }
}

impl Asking for Landray {
    fn todos(&self, receiver: &str, page: u32) -> Exchange {
        let mut context = self.connection.context();
        let own = json!([{ "appName": self.connection.app_name() }]);
        context.text("otherCond", &own.to_string());
        context.number("pageNo", &page.to_string());
        context.number("rowSize", ROWS);
        context.text("targets", &self.persons(receiver));
        context.number("type", ALL_TODOS);
        self.connection.exchange(Operation::Get, context)
    }

    fn read_todos(&self, answer: &Answer<'_>) -> Result<ShownPage, Outcome> {
        let message = self.connection.data(answer)?;
        let said: Map<String, Value> =
            serde_json::from_str(&message).map_err(|error| unreadable(&error.to_string()))?;
        if text(&said, "errorPage") == "true" {
            return Ok(ShownPage {
                items: Vec::new(),
                pages: 0,
            });
        }
        let docs = said.get("docs").and_then(Value::as_array);
        let docs = docs.ok_or_else(|| unreadable("没有 docs"))?;
        let items = docs.iter().filter_map(Value::as_object).map(|doc| Shown {
            request: text(doc, "modelId"),
            title: text(doc, "subject"),
            since: text(doc, "createTime"),
        });
        Ok(ShownPage {
            items: items.collect(),
            pages: text(&said, "pageCount").parse().unwrap_or(1),
        })
    }

    fn count(&self, receiver: &str) -> Exchange {
        let mut context = self.connection.context();
        context.text("target", &self.person(receiver));
        context.text("types", "[{\"type\":0}]");
        self.connection.exchange(Operation::Count, context)
    }

    fn read_count(&self, answer: &Answer<'_>) -> Result<u64, Outcome> {
        let message = self.connection.data(answer)?;
        let said: Value = serde_json::from_str(&message).map_err(|error| unreadable(&error.to_string()))?;
        let counts = said.as_array().and_then(|all| all.first()).unwrap_or(&said);
        let count = counts
            .as_object()
            .and_then(|counts| text(counts, ALL_TODOS).parse().ok());
        count.ok_or_else(|| unreadable("没有数目"))
    }
}
