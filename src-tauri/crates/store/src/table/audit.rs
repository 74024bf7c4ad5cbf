//! `audit`: who changed what in the configuration (row D4).

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::delivery::time;
use super::{Coded, Page};
use crate::error::StoreError;
use crate::writer::Tx;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Action {
    /// It was made.
    Created,
    /// It was changed.
    Changed,
    /// It was deleted.
    Deleted,
}

/// What kind of thing it was done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ObjectKind {
    /// 应用系统
    Target,
    /// 推送地址
    PushAddress,
    /// 自定义适配器
    Adapter,
    /// 组织架构
    Directory,
    /// 群组
    Group,
    /// 角色
    Role,
    /// 人员转换映射表
    PersonMapping,
    /// 系统设置
    Settings,
    /// 访问令牌
    Token,
    /// 流程目录 and 业务数据状态
    Catalogue,
    /// 提醒方式
    AlertChannel,
    /// 备份
    Backup,
    /// OA 连接
    Oa,
}

impl Coded for Action {
    const ALL: &'static [Self] = &[Self::Created, Self::Changed, Self::Deleted];
}

impl Coded for ObjectKind {
    const ALL: &'static [Self] = &[
        Self::Target,
        Self::PushAddress,
        Self::Adapter,
        Self::Directory,
        Self::Group,
        Self::Role,
        Self::PersonMapping,
        Self::Settings,
        Self::Token,
        Self::Catalogue,
        Self::AlertChannel,
        Self::Backup,
        Self::Oa,
    ];
}

/// One change, to be written beside the change itself.
#[derive(Debug, Clone)]
pub struct Change {
    /// Who did it: the name of a token, or of the door.
    pub actor: String,
    /// What was done.
    pub action: Action,
    /// To what kind of thing.
    pub kind: ObjectKind,
    /// Its id; empty for what there is one of.
    pub object_id: String,
    /// What it was called then.
    pub object_name: String,
    /// As it was; markers where secrets are.
    pub before: Option<Value>,
    /// As it is.
    pub after: Option<Value>,
}

/// One row of the trail.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Grows with time.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// What was done.
    pub action: Action,
    /// To what kind of thing.
    pub kind: ObjectKind,
    /// Its id.
    pub object_id: String,
    /// What it was called then.
    pub object_name: String,
    /// As it was.
    pub before: Option<Value>,
    /// As it became.
    pub after: Option<Value>,
}

/// Writes a change down, in the transaction that makes it.
///
/// # Errors
/// When the store cannot be written.
pub fn note(tx: &Tx<'_>, change: &Change, now_ms: i64) -> Result<(), StoreError> {
    let json = |value: &Option<Value>| value.as_ref().map(Value::to_string);
    tx.connection()
        .prepare_cached(
            "INSERT INTO audit (at_ms, actor, action, kind, object_id, object_name, before, after)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute((
            now_ms,
            &change.actor,
            change.action.code(),
            change.kind.code(),
            &change.object_id,
            &change.object_name,
            json(&change.before),
            json(&change.after),
        ))?;
    Ok(())
}

/// What the trail is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    /// One kind of thing.
    pub kind: Option<ObjectKind>,
    /// One thing of that kind.
    pub object_id: Option<String>,
}

const OF_OBJECT: &str =
    "SELECT id, at_ms, actor, action, kind, object_id, object_name, before, after FROM audit
   WHERE kind = ?1 AND object_id = ?2 AND id < ?3 ORDER BY id DESC LIMIT ?4";
const OF_KIND: &str =
    "SELECT id, at_ms, actor, action, kind, object_id, object_name, before, after FROM audit
   WHERE (?1 IS NULL OR kind = ?1) AND id < ?2 ORDER BY id DESC LIMIT ?3";

/// One page of the trail, newest first. Cost: the rows of the page, by index for one thing; a kind alone is looked for
/// backwards through the trail, which grows with an administrator's work.
///
/// # Errors
/// When the store cannot be read.
pub fn page(
    connection: &Connection,
    filter: &AuditFilter,
    limit: usize,
    after: Option<i64>,
) -> Result<Page<AuditEntry>, StoreError> {
    let kind = filter.kind.map(Coded::code);
    let before = after.unwrap_or(i64::MAX);
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut items = Vec::new();
    let mut take = |mut rows: rusqlite::Rows<'_>| -> Result<(), StoreError> {
        while let Some(row) = rows.next()? {
            items.push(read(row)?);
        }
        Ok(())
    };
    match (kind, &filter.object_id) {
        (Some(kind), Some(object)) => {
            let mut query = connection.prepare_cached(OF_OBJECT)?;
            take(query.query((kind, object, before, most))?)?;
        }
        (kind, _) => {
            let mut query = connection.prepare_cached(OF_KIND)?;
            take(query.query((kind, before, most))?)?;
        }
    }
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| last.id.to_string());
    Ok(Page { items, next })
}

fn read(row: &Row<'_>) -> Result<AuditEntry, StoreError> {
    let json = |at: usize| -> Result<Option<Value>, StoreError> {
        let text: Option<String> = row.get(at)?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    };
    Ok(AuditEntry {
        id: row.get(0)?,
        at: time(row.get(1)?),
        actor: row.get(2)?,
        action: Action::decode(row.get(3)?)?,
        kind: ObjectKind::decode(row.get(4)?)?,
        object_id: row.get(5)?,
        object_name: row.get(6)?,
        before: json(7)?,
        after: json(8)?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

    use super::{OF_KIND, OF_OBJECT};

    #[test]
    fn the_trail_is_read_by_index_or_backwards_by_id_and_never_sorted() {
        let mut connection = rusqlite::Connection::open_in_memory().unwrap();
        super::super::migrate(&mut connection, std::path::Path::new("memory")).unwrap();
        for (sql, expected) in [
            (
                OF_OBJECT,
                "SEARCH audit USING INDEX audit_object (kind=? AND object_id=? AND id<?)",
            ),
            (OF_KIND, "SEARCH audit USING INTEGER PRIMARY KEY (rowid<?)"),
        ] {
            let mut query = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps: Vec<String> = query
                .query_map(
                    rusqlite::params_from_iter(vec![1; query.parameter_count()]),
                    |row| row.get(3),
                )
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            assert_eq!(steps, [expected], "{sql}");
        }
    }
}
