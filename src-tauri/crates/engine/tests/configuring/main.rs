//! Configuring an engine (rows T, I, A, O2, D4): what an operator sets up takes effect in real pushes, what is wrong is
//! named by its field, and every change leaves its row in the audit trail.

#![allow(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

#[cfg(test)]
mod adapters;
#[cfg(test)]
mod addresses;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod mapping;
#[cfg(test)]
mod organisation;
#[cfg(test)]
mod rules;
#[cfg(test)]
#[path = "../scene/mod.rs"]
mod scene;
#[cfg(test)]
mod sign_on;
#[cfg(test)]
mod targets;

#[cfg(test)]
use domain::fields::FieldError;
#[cfg(test)]
use engine::EngineError;

/// The complaints of a refused operation, as path and code.
#[cfg(test)]
fn complaints<T: std::fmt::Debug>(result: Result<T, EngineError>) -> Vec<(String, String)> {
    match result {
        Err(EngineError::Invalid(fields)) => fields
            .into_iter()
            .map(|FieldError { path, code, .. }| (path, code))
            .collect(),
        other => panic!("complaints were expected, and there was {other:?}"),
    }
}

/// A small organisation: two subsidiaries, three departments one below another, a part-time identity.
#[cfg(test)]
fn organisation() -> domain::directory::DirectoryDocument {
    serde_json::from_value(serde_json::json!({
        "subsidiaries": [{ "id": "s1", "name": "总部" }, { "id": "s2", "name": "华东", "parent": "s1" }],
        "departments": [
            { "id": "d1", "name": "财务部", "subsidiary": "s1" },
            { "id": "d2", "name": "核算组", "subsidiary": "s1", "parent": "d1" },
            { "id": "d3", "name": "销售部", "subsidiary": "s2" }
        ],
        "posts": [{ "id": "p1", "name": "会计" }],
        "persons": [
            { "id": "1", "name": "安一", "loginId": "an", "department": "d1", "post": "p1" },
            { "id": "2", "name": "白二", "loginId": "bai", "department": "d2" },
            { "id": "2-2", "name": "白二", "mainAccount": "2", "department": "d3" },
            { "id": "3", "name": "陈三", "department": "d3" },
            { "id": "4", "name": "离职者", "department": "d3", "active": false }
        ],
        "groups": [{ "id": "g1", "name": "管理员", "persons": ["1"] }],
        "roles": [{ "id": "r1", "name": "财务主管", "persons": ["2"] }]
    }))
    .unwrap()
}
