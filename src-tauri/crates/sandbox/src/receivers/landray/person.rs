//! Person objects (组织架构数据, `protocols.md` 4.6): JSON with one identifying key each.

use serde_json::Value;

use super::{Fault, Outcome};
use crate::organisation::{Organisation, PersonIndex};

/// Why persons cannot be read from a field.
#[derive(Debug)]
pub(super) enum PersonError {
    /// The field does not hold what it should: a failed call.
    Shape(Outcome),
    /// Nobody of this identity: a fault.
    Unknown(Fault),
}

/// Every person that the JSON text names: one object or an array of them. Departments, posts and groups stand for
/// their members.
pub(super) fn read(
    organisation: &Organisation,
    field: &str,
    text: &str,
) -> Result<Vec<PersonIndex>, PersonError> {
    let shape = || PersonError::Shape(Outcome::failed(format!("{field}不是正确的组织架构数据")));
    let value: Value = serde_json::from_str(text).map_err(|_| shape())?;
    let objects = match &value {
        Value::Array(items) if !items.is_empty() => items.iter().collect(),
        Value::Object(_) => vec![&value],
        _ => return Err(shape()),
    };
    let mut persons = Vec::new();
    for object in objects {
        let (key, id) = identity(object).ok_or_else(shape)?;
        let found = find(organisation, key, id);
        if found.is_empty() {
            return Err(PersonError::Unknown(Fault::server(format!(
                "找不到标识为{id}的组织架构或人员对象"
            ))));
        }
        persons.extend(found);
    }
    persons.sort_unstable();
    persons.dedup();
    Ok(persons)
}

/// The key that is known and has a value.
fn identity(object: &Value) -> Option<(&'static str, &str)> {
    const KEYS: [&str; 9] = [
        "Id",
        "PersonNo",
        "LoginName",
        "Keyword",
        "KeyWord",
        "LdapDN",
        "DeptNo",
        "PostNo",
        "GroupNo",
    ];
    KEYS.into_iter().find_map(|key| {
        let value = object.get(key)?.as_str()?;
        (!value.is_empty()).then_some((key, value))
    })
}

/// How this EKP knows its people: `Id` is the directory's external id, `PersonNo` the work code, `Keyword` the OA's
/// person id, `LdapDN` is made of the login name.
fn find(organisation: &Organisation, key: &str, id: &str) -> Vec<PersonIndex> {
    let one = match key {
        "Id" => organisation.by_external_id(id),
        "PersonNo" => organisation.by_work_code(id),
        "LoginName" => organisation.by_login(id),
        "Keyword" | "KeyWord" => organisation.by_id(id),
        "LdapDN" => {
            let login = id
                .strip_prefix("uid=")
                .and_then(|rest| rest.strip_suffix(",ou=people,dc=sandbox,dc=local"));
            login.and_then(|login| organisation.by_login(login))
        }
        "DeptNo" => return organisation.members(|person| person.department == id),
        "PostNo" => return organisation.members(|person| person.post == id),
        _ => return organisation.group(id),
    };
    one.into_iter().collect()
}
