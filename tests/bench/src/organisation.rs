//! A large company: 100,000 persons in 3,000 departments, and what is configured around it.

use domain::directory::DirectoryDocument;
use serde_json::{Value, json};

pub(crate) const PERSONS: usize = 100_000;
const DEPARTMENTS: usize = 3_000;
const SUBSIDIARIES: usize = 50;
pub(crate) const WORKFLOWS: usize = 5_000;

/// The organisation as the contract's document. Departments form a tree; every tenth person has a part-time identity.
pub(crate) fn document() -> Value {
    let subsidiaries: Vec<Value> = (0..SUBSIDIARIES)
        .map(|n| json!({ "id": format!("s{n}"), "name": format!("分部{n}"), "parent": (n > 0).then_some("s0") }))
        .collect();
    let departments: Vec<Value> = (0..DEPARTMENTS)
        .map(|n| {
            let parent = (n >= SUBSIDIARIES).then(|| format!("d{}", n % SUBSIDIARIES + (n / 10) / SUBSIDIARIES * SUBSIDIARIES));
            let parent = parent.filter(|parent| *parent != format!("d{n}"));
            json!({ "id": format!("d{n}"), "name": format!("部门{n}"), "subsidiary": format!("s{}", n % SUBSIDIARIES), "parent": parent })
        })
        .collect();
    let persons: Vec<Value> = (0..PERSONS)
        .map(|n| {
            let main = (n % 11 == 10).then(|| format!("p{}", n - 10));
            json!({
                "id": format!("p{n}"), "name": format!("人员{n}"), "loginId": format!("login{n}"),
                "workCode": format!("E{n:06}"), "mobile": format!("138{n:08}"), "email": format!("p{n}@example.com"),
                "department": format!("d{}", n * 7 % DEPARTMENTS), "post": format!("post{}", n % 200), "mainAccount": main
            })
        })
        .collect();
    let posts: Vec<Value> = (0..200)
        .map(|n| json!({ "id": format!("post{n}"), "name": format!("岗位{n}") }))
        .collect();
    let members = |from: usize| {
        (0..500)
            .map(|n| format!("p{}", (from * 500 + n) % PERSONS))
            .collect::<Vec<_>>()
    };
    let groups: Vec<Value> = (0..20)
        .map(|n| json!({ "id": format!("g{n}"), "name": format!("群组{n}"), "persons": members(n) }))
        .collect();
    json!({
        "subsidiaries": subsidiaries, "departments": departments, "posts": posts, "persons": persons,
        "groups": groups, "roles": []
    })
}

pub(crate) fn compiled() -> anyhow::Result<domain::directory::Directory> {
    let document: DirectoryDocument = serde_json::from_value(document())?;
    document
        .check()
        .map_err(|fields| anyhow::anyhow!("{:?}", fields.first()))?;
    Ok(domain::directory::Directory::new(document))
}

/// A deny list of 10,000 members of every kind.
pub(crate) fn rules() -> Value {
    let persons = (0..9_000).map(|n| json!({ "kind": "person", "id": format!("p{}", n * 11) }));
    let departments = (0..800)
        .map(|n| json!({ "kind": "department", "id": format!("d{}", n * 3), "includeBelow": n % 2 == 0 }));
    let posts = (0..150).map(|n| json!({ "kind": "post", "id": format!("post{n}") }));
    let groups = (0..20).map(|n| json!({ "kind": "group", "id": format!("g{n}") }));
    let others =
        (0..30).map(|n| json!({ "kind": "subsidiary", "id": format!("s{}", n + 10), "includeBelow": true }));
    let members: Vec<Value> = persons
        .chain(departments)
        .chain(posts)
        .chain(groups)
        .chain(others)
        .collect();
    json!({
        "persons": { "mode": "deny", "members": members },
        "workflows": { "mode": "deny", "ids": (0..2_000).map(|n| n.to_string()).collect::<Vec<_>>() },
        "business": { "mode": "custom", "rules": [{ "dataSet": "done", "states": ["returned", "forwarded"] }] },
        "workflowTypes": { "ids": ["t1", "t2"] }
    })
}
