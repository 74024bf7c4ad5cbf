//! The organisation's pages (row O2; protocol facts, 8).

use chrono::{NaiveDate, Utc};
use domain::directory::{Department, Person, Post, Subsidiary};
use domain::ids::PersonId;
use domain::oa::{HrmBody, KeyPlace};
use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::answer::{OaFault, OaFaultKind, as_text};
use crate::keys::organisation_key;
use crate::{FORM, Oa, form};

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HrmList {
    /// 分部
    Subsidiaries,
    /// 部门
    Departments,
    /// 岗位
    Posts,
    /// 人员
    Persons,
}

/// Which part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HrmQuery {
    /// Which list.
    pub list: HrmList,
    /// Units that were closed (封存), instead of those that are open. Persons and posts have no such state.
    pub closed: bool,
    /// Changed on this day or later.
    pub modified_since: Option<NaiveDate>,
    /// Rows of a page.
    pub page_size: u16,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "list", content = "row")]
pub enum HrmRow {
    /// 分部
    Subsidiary(Subsidiary),
    /// 部门
    Department(Department),
    /// 岗位
    Post(Post),
    /// 人员
    Person(Box<Person>),
}

impl HrmRow {
    /// Its id, unique in its list.
    pub fn id(&self) -> &str {
        match self {
            Self::Subsidiary(row) => &row.id,
            Self::Department(row) => &row.id,
            Self::Post(row) => &row.id,
            Self::Person(row) => row.id.as_str(),
        }
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HrmPage {
    /// Rows of the whole list, as the OA says.
    pub total: u64,
    /// Rows of this page, those without an id left out.
    pub rows: Vec<HrmRow>,
    /// Rows that the OA sent.
    pub sent: usize,
}

impl Oa {
    /// Page `page` of a list, the first being 1.
    ///
    /// # Errors
    /// See [`OaFaultKind`].
    pub async fn organisation_page(&self, query: HrmQuery, page: u32) -> Result<HrmPage, OaFault> {
        let options = &self.connection.hrm;
        let path = match query.list {
            HrmList::Subsidiaries => &options.subsidiary_path,
            HrmList::Departments => &options.department_path,
            HrmList::Posts => &options.post_path,
            HrmList::Persons => &options.person_path,
        };
        let mut params = json!({ "curpage": page, "pagesize": query.page_size });
        if query.closed {
            params["canceled"] = json!("1");
        }
        if let Some(since) = query.modified_since {
            params["modified"] = json!(since.format("%Y-%m-%d").to_string());
        }
        let said = self.organisation_call(path, ("params", &params)).await?;
        read_page(query.list, &said)
    }

    /// One call of the organisation's interface, its key made for it: a key is good for five minutes.
    ///
    /// # Errors
    /// See [`OaFaultKind`].
    pub async fn organisation_call(
        &self,
        path: &str,
        (field, content): (&str, &Value),
    ) -> Result<Value, OaFault> {
        let options = &self.connection.hrm;
        let milliseconds = Utc::now().timestamp_millis();
        let (key, ts) = (
            organisation_key(options, self.seed()?.reveal(), milliseconds),
            milliseconds.to_string(),
        );
        let token = json!({ "key": key, "ts": ts }).to_string();
        let headers: &[(&str, &str)] = match options.place {
            KeyPlace::Headers => &[("key", &key), ("ts", &ts)],
            KeyPlace::Field => &[],
        };
        let in_field = options.place == KeyPlace::Field;
        let body = match options.body {
            HrmBody::Form => {
                let content = content.to_string();
                let mut fields = vec![(field, content.as_str())];
                if in_field {
                    fields.push(("token", &token));
                }
                (FORM, form(&fields))
            }
            HrmBody::Json => {
                let mut document = Map::from_iter([(field.to_owned(), content.clone())]);
                if in_field {
                    document.insert("token".to_owned(), json!({ "key": key, "ts": ts }));
                }
                let document = Value::Object(document).to_string();
                ("application/json; charset=utf-8", document.into())
            }
        };
        let request = self.request((Method::POST, path), headers, Some(body))?;
        self.ask(request).await
    }
}

/// A page of a list, of the JSON of an answer.
///
/// # Errors
/// It is none, or says that the query failed.
pub fn read_page(list: HrmList, said: &Value) -> Result<HrmPage, OaFault> {
    let code = said.get("code").and_then(as_text).unwrap_or_default();
    if code != "1" {
        let words = ["msg", "message", "errmsg"];
        let words = words.iter().find_map(|name| said.get(name).and_then(as_text));
        let words = words.unwrap_or_else(|| format!("code 是 {code:?}，不是 1"));
        return Err(OaFault::new(OaFaultKind::Refused, format!("OA 返回：{words}")));
    }
    let data = &said["data"];
    let rows = data["dataList"]
        .as_array()
        .ok_or_else(|| OaFault::unreadable("应答里没有 data.dataList"))?;
    let total = data
        .get("totalSize")
        .and_then(as_text)
        .and_then(|total| total.parse().ok());
    Ok(HrmPage {
        total: total.ok_or_else(|| OaFault::unreadable("应答里没有 data.totalSize"))?,
        sent: rows.len(),
        rows: rows.iter().filter_map(|row| read_row(list, row)).collect(),
    })
}

/// Only what is named here is kept: a row may hold a password's hash.
fn read_row(list: HrmList, row: &Value) -> Option<HrmRow> {
    let text = |name: &str| row.get(name).and_then(as_text).filter(|text| !text.is_empty());
    // The OA writes 0 where there is nothing above.
    let reference = |name: &str| text(name).filter(|id| id != "0");
    let id = text("id")?;
    let named = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| text(name))
            .unwrap_or_else(|| id.clone())
    };
    Some(match list {
        HrmList::Subsidiaries => HrmRow::Subsidiary(Subsidiary {
            name: named(&["subcompanydesc", "subcompanyname"]),
            parent: reference("supsubcomid"),
            id,
        }),
        HrmList::Departments => HrmRow::Department(Department {
            name: named(&["departmentname", "departmentmark"]),
            subsidiary: reference("subcompanyid1").unwrap_or_default(),
            parent: reference("supdepid"),
            id,
        }),
        HrmList::Posts => HrmRow::Post(Post {
            name: named(&["jobtitlename", "jobtitlemark"]),
            id,
        }),
        HrmList::Persons => {
            let is_part_time = text("accounttype").is_some_and(|kind| kind == "1");
            // 0 trial, 1 regular, 2 temporary, 3 trial extended; 4 to 7 do not work here any more.
            let status = text("status");
            HrmRow::Person(Box::new(Person {
                name: named(&["lastname"]),
                login_id: text("loginid"),
                work_code: text("workcode"),
                mobile: text("mobile"),
                email: text("email"),
                certificate_no: text("certificatenum"),
                external_id: None,
                department: reference("departmentid"),
                subsidiary: reference("subcompanyid1"),
                post: reference("jobtitle"),
                main_account: reference("belongto").filter(|_| is_part_time).map(PersonId),
                active: status.is_none_or(|status| matches!(status.as_str(), "0" | "1" | "2" | "3")),
                id: PersonId(id),
            }))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row O2.
    #[test]
    fn a_person_is_read_whatever_its_values_are_written_as_and_no_hash_passes() {
        let said = json!({ "code": 1, "data": { "totalSize": "2", "page": 1, "pageSize": 20, "dataList": [
            { "id": 101, "lastname": "张伟", "loginid": "zhangwei", "workcode": "E1", "departmentid": "12",
              "subcompanyid1": 1, "jobtitle": "7", "status": 1, "accounttype": "", "belongto": "0",
              "mobile": "13800000000", "password": "0123456789ABCDEF" },
            { "id": "102", "lastname": "张伟", "status": "5", "accounttype": "1", "belongto": "101", "jobtitle": 0 },
            { "lastname": "无编号" },
        ] } });
        let page = read_page(HrmList::Persons, &said).unwrap();
        assert_eq!((page.total, page.sent, page.rows.len()), (2, 3, 2));
        let shown = format!("{page:?}");
        assert!(!shown.contains("0123456789ABCDEF"), "{shown}");
        let [HrmRow::Person(main), HrmRow::Person(part_time)] = page.rows.as_slice() else {
            unreachable!("{shown}");
        };
        assert_eq!(
            (main.id.as_str(), main.active, &main.main_account),
            ("101", true, &None)
        );
        assert_eq!(main.department.as_deref(), Some("12"));
        assert_eq!(main.subsidiary.as_deref(), Some("1"));
        assert_eq!(part_time.main_account.as_ref().map(PersonId::as_str), Some("101"));
        assert!(!part_time.active && part_time.post.is_none());
    }

    #[test]
    fn an_answer_without_rows_is_no_empty_page() {
        for said in [
            json!({}),
            json!({ "code": "1" }),
            json!({ "code": "1", "data": { "dataList": [] } }),
        ] {
            assert!(read_page(HrmList::Posts, &said).is_err(), "{said}");
        }
        let refused = read_page(HrmList::Posts, &json!({ "code": "-1", "msg": "token错误" })).unwrap_err();
        assert_eq!(refused.kind, OaFaultKind::Refused);
        assert!(refused.detail.contains("token错误"));
    }
}
