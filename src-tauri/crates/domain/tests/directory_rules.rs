//! What bad input gets, directories (row O2): every wrong field is named by its path and a stable code, all of them at
//! once. Each case changes a good document in one or more places.

mod scenes;

use domain::directory::DirectoryDocument;
use scenes::documents::{complaints, expect};
use scenes::organisation;
use serde_json::{Value, json};

#[test]
fn o2_every_wrong_field_of_a_directory_is_named() {
    let person = |id: &str, fields: Value| {
        let mut person = json!({ "id": id, "name": "新" });
        if let (Value::Object(person), Value::Object(fields)) = (&mut person, fields) {
            person.extend(fields);
        }
        person
    };
    expect(
        &organisation(),
        DirectoryDocument::check,
        &[
            (
                "ids that are there twice, list by list",
                &[
                    ("/subsidiaries/-", json!({ "id": "1", "name": "又" })),
                    (
                        "/departments/-",
                        json!({ "id": "10", "name": "又", "subsidiary": "1" }),
                    ),
                    ("/posts/-", json!({ "id": "p1", "name": "又" })),
                    ("/persons/-", person("A", json!({}))),
                    ("/groups/-", json!({ "id": "g1", "name": "又" })),
                    ("/roles/-", json!({ "id": "r1", "name": "又" })),
                ],
                &[
                    ("/subsidiaries/3/id", "NOT_UNIQUE"),
                    ("/departments/5/id", "NOT_UNIQUE"),
                    ("/posts/2/id", "NOT_UNIQUE"),
                    ("/persons/10/id", "NOT_UNIQUE"),
                    ("/groups/1/id", "NOT_UNIQUE"),
                    ("/roles/1/id", "NOT_UNIQUE"),
                ],
            ),
            (
                "blank ids",
                &[
                    ("/posts/-", json!({ "id": " ", "name": "空" })),
                    ("/persons/-", person("", json!({}))),
                ],
                &[("/posts/2/id", "REQUIRED"), ("/persons/10/id", "REQUIRED")],
            ),
            (
                "names of what is not there",
                &[
                    ("/subsidiaries/1/parent", json!("s?")),
                    ("/departments/0/subsidiary", json!("s?")),
                    ("/departments/1/parent", json!("d?")),
                    ("/persons/0/department", json!("d?")),
                    ("/persons/0/subsidiary", json!("s?")),
                    ("/persons/0/post", json!("p?")),
                    ("/persons/1/mainAccount", json!("A?")),
                    ("/groups/0/persons/-", json!("A?")),
                    ("/roles/0/persons/-", json!("A?")),
                ],
                &[
                    ("/subsidiaries/1/parent", "UNKNOWN_REFERENCE"),
                    ("/departments/0/subsidiary", "UNKNOWN_REFERENCE"),
                    ("/departments/1/parent", "UNKNOWN_REFERENCE"),
                    ("/persons/0/department", "UNKNOWN_REFERENCE"),
                    ("/persons/0/subsidiary", "UNKNOWN_REFERENCE"),
                    ("/persons/0/post", "UNKNOWN_REFERENCE"),
                    ("/persons/1/mainAccount", "UNKNOWN_REFERENCE"),
                    ("/groups/0/persons/2", "UNKNOWN_REFERENCE"),
                    ("/roles/0/persons/1", "UNKNOWN_REFERENCE"),
                ],
            ),
            (
                "units that lie below themselves",
                &[
                    ("/subsidiaries/0/parent", json!("1")),
                    ("/departments/0/parent", json!("12")),
                ],
                &[
                    ("/subsidiaries/0/parent", "CIRCLE"),
                    ("/departments/0/parent", "CIRCLE"),
                ],
            ),
            (
                "a unit below a circle is not in it: the circle is named",
                &[
                    ("/departments/3/parent", json!("20")),
                    ("/departments/0/parent", json!("20")),
                ],
                &[("/departments/3/parent", "CIRCLE")],
            ),
            (
                "a part-time identity of a part-time identity, and of itself",
                &[
                    ("/persons/-", person("A-4", json!({ "mainAccount": "A-2" }))),
                    ("/persons/-", person("F", json!({ "mainAccount": "F" }))),
                ],
                &[
                    ("/persons/10/mainAccount", "NOT_A_MAIN_ACCOUNT"),
                    ("/persons/11/mainAccount", "NOT_A_MAIN_ACCOUNT"),
                ],
            ),
        ],
    );
    assert_eq!(complaints(json!({}), DirectoryDocument::check), [], "nobody yet");
}

#[test]
fn o2_the_directory_of_the_contract_is_in_order_and_comes_back_as_it_went_in() {
    let document = json!({
        "subsidiaries": [{ "id": "1", "name": "总部", "parent": null }],
        "departments": [{ "id": "12", "name": "财务部", "subsidiary": "1", "parent": null }],
        "posts": [{ "id": "7", "name": "会计" }],
        "persons": [{
            "id": "1001", "name": "张三", "loginId": "zhangsan", "workCode": "E001", "mobile": "13800000000",
            "email": "zs@example.com", "certificateNo": null, "externalId": null, "department": "12",
            "subsidiary": "1", "post": "7", "mainAccount": null, "active": true,
        }],
        "groups": [{ "id": "g1", "name": "管理员", "persons": ["1001"] }],
        "roles": [{ "id": "r1", "name": "财务主管", "persons": ["1001"] }],
    });
    let typed: DirectoryDocument = serde_json::from_value(document.clone()).expect("the contract's document");
    assert_eq!(typed.check(), Ok(()));
    assert_eq!(serde_json::to_value(typed).expect("JSON"), document);
}

#[test]
fn o2_a_deep_chain_of_departments_is_checked_in_one_walk() {
    let departments: Vec<Value> = (0..20_000_u32)
        .map(|n| {
            let parent = (n > 0).then(|| format!("d{}", n - 1));
            json!({ "id": format!("d{n}"), "name": "部", "subsidiary": "1", "parent": parent })
        })
        .rev()
        .collect();
    let chain = json!({ "subsidiaries": [{ "id": "1", "name": "总部" }], "departments": departments });
    assert_eq!(complaints(chain, DirectoryDocument::check), []);
}
