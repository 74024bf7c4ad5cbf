//! Interception rules on trial (rows I1 to I5), and the catalogues that they name things from.

use domain::catalogue::BusinessState;
use domain::event::DataSet;
use engine::{Engine, ReachQuestion};
use serde_json::{Value, json};

use crate::scene::{batch, event, operator, start};
use crate::{complaints, organisation};

async fn ask(engine: &Engine, rules: &Value, person: &str) -> (bool, Option<String>) {
    let trial = json!({ "rules": rules, "person": person, "workflowId": "54" });
    let answer = engine
        .try_interception(serde_json::from_value(trial).unwrap())
        .await
        .unwrap();
    (answer.passes, answer.rule)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i5_a_trial_names_the_rule_that_stops_a_person_or_a_workflow() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    engine
        .replace_directory(&operator(), organisation())
        .await
        .unwrap();
    engine.intake(batch("names", vec![event(1, 1, 0)])).await.unwrap();
    let department = json!({ "persons": { "mode": "deny", "members": [{ "kind": "department", "id": "d1", "includeBelow": true }] } });
    assert_eq!(
        ask(&engine, &department, "2").await,
        (false, Some("黑名单 部门 d1（财务部）".to_owned()))
    );
    assert_eq!(ask(&engine, &department, "3").await, (true, None));
    assert!(
        !ask(&engine, &department, "2-2").await.0,
        "a part-time identity is its main account's person"
    );
    let types = json!({ "workflowTypes": { "ids": ["3"] } });
    assert!(
        !ask(&engine, &types, "3").await.0,
        "the type is that of the template that events have named"
    );
    let business =
        json!({ "business": { "mode": "custom", "rules": [{ "dataSet": "todo", "states": ["pending"] }] } });
    let (passes, rule) = ask(&engine, &business, "3").await;
    assert!(!passes && rule.unwrap().contains("pending"));
    let nobody = json!({ "rules": {}, "person": " ", "workflowId": "" });
    assert_eq!(
        complaints(
            engine
                .try_interception(serde_json::from_value(nobody).unwrap())
                .await
        ),
        [
            ("/person".to_owned(), "REQUIRED".to_owned()),
            ("/workflowId".to_owned(), "REQUIRED".to_owned())
        ]
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i1_i2_the_reach_counts_people_workflows_and_what_each_member_covers() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    engine
        .replace_directory(&operator(), organisation())
        .await
        .unwrap();
    engine.intake(batch("names", vec![event(1, 1, 0)])).await.unwrap();
    let more = json!({ "workflows": [
        { "id": "60", "name": "采购", "typeId": "9", "typeName": "采购类" }, { "id": "61", "name": "付款", "typeId": "9" }
    ] });
    engine
        .put_workflows(&operator(), serde_json::from_value(more).unwrap())
        .await
        .unwrap();
    let rules = json!({
        "persons": { "mode": "allow", "members": [
            { "kind": "department", "id": "d1", "includeBelow": true }, { "kind": "subsidiary", "id": "s1", "includeBelow": true },
            { "kind": "role", "id": "r1" }, { "kind": "post", "id": "p1" }, { "kind": "person", "id": "gone" }
        ] },
        "workflows": { "mode": "deny", "ids": ["54"] }, "workflowTypes": { "ids": ["9"] }
    });
    let question: ReachQuestion = serde_json::from_value(json!({ "rules": rules })).unwrap();
    let reach = engine.reach(question).await.unwrap();
    assert_eq!((reach.people.passing, reach.people.total), (3, 3));
    assert_eq!((reach.workflows.passing, reach.workflows.total), (0, 3));
    assert_eq!(reach.members, [Some(2), Some(5), Some(1), Some(1), None]);
    let catalogue = engine.workflows();
    let types: Vec<_> = catalogue
        .types
        .iter()
        .map(|kind| (kind.id.as_str(), kind.workflows))
        .collect();
    assert_eq!(types, [("3", 1), ("9", 2)]);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i3_the_catalogue_of_states_grows_with_events_and_by_hand_and_outlives_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let mut unusual = event(1, 1, 0);
    unusual["businessState"] = json!("escalated");
    engine.intake(batch("one", vec![unusual])).await.unwrap();
    let own = BusinessState {
        data_set: DataSet::Todo,
        code: "vip".to_owned(),
        name: "领导件".to_owned(),
    };
    engine.put_business_state(&operator(), own.clone()).await.unwrap();
    engine.stop().await;
    drop(engine);
    let engine = start(directory.path()).await;
    let states = engine.business_states();
    let names = |code: &str| {
        states
            .iter()
            .find(|state| state.code == code && state.data_set == DataSet::Todo)
    };
    assert_eq!(names("vip"), Some(&own));
    assert_eq!(names("escalated").unwrap().name, "escalated");
    assert_eq!(
        names("copied").unwrap().name,
        "抄送",
        "the product knows some by itself"
    );
    engine
        .forget_business_state(&operator(), DataSet::Todo, "vip".to_owned())
        .await
        .unwrap();
    assert!(!engine.business_states().contains(&own));
    engine.stop().await;
}
