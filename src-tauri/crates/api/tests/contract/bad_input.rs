//! What bad input gets: each wrong field named, nothing taken.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::world::{World, ask, target};

#[tokio::test]
async fn each_wrong_query_parameter_is_named() {
    let world = World::new().await;
    let cases = [
        ("/api/v1/deliveries?limit=0", "/limit OUT_OF_RANGE"),
        ("/api/v1/deliveries?limit=201", "/limit OUT_OF_RANGE"),
        ("/api/v1/deliveries?limit=many", "/limit WRONG_TYPE"),
        ("/api/v1/deliveries?limit=-1", "/limit WRONG_TYPE"),
        ("/api/v1/deliveries?status=lost", "/status UNKNOWN_VALUE"),
        ("/api/v1/deliveries?dataSet=Todo", "/dataSet UNKNOWN_VALUE"),
        ("/api/v1/deliveries?targetId=portal", "/targetId WRONG_TYPE"),
        ("/api/v1/deliveries?from=yesterday", "/from INVALID_VALUE"),
        ("/api/v1/deliveries?after=nowhere", "/after INVALID_CURSOR"),
        ("/api/v1/deliveries?colour=red", "/colour UNKNOWN_FIELD"),
        (
            "/api/v1/deliveries?status=failed&status=success",
            "/status REPEATED",
        ),
        ("/api/v1/breaker-openings?targetId=x", "/targetId WRONG_TYPE"),
        ("/api/v1/breaker-openings?after=x", "/after INVALID_CURSOR"),
        ("/api/v1/persons?limit=1000", "/limit OUT_OF_RANGE"),
        ("/api/v1/persons?name=x", "/name UNKNOWN_FIELD"),
        ("/api/v1/live?topics=weather", "/topics UNKNOWN_VALUE"),
        ("/api/v1/live?limit=5", "/limit UNKNOWN_FIELD"),
    ];
    for (path, expected) in cases {
        assert_eq!(world.get(path).await.fields(), [expected], "{path}");
    }
}

#[tokio::test]
async fn good_query_parameters_pass_and_an_empty_one_counts_as_left_out() {
    let world = World::new().await;
    let all = "/api/v1/deliveries?targetId=&status=failed&dataSet=todo&businessState=pending&requestId=1&receiver=2\
               &creator=3&text=%E6%8A%A5%E9%94%80&from=2026-11-22T00:00:00%2B08:00&to=&limit=200&after=";
    let answer = world.get(all).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.json(), json!({ "items": [], "next": null }));
}

#[tokio::test]
async fn a_target_that_cannot_work_is_refused_field_by_field() {
    let world = World::new().await;
    let with = |change: fn(&mut serde_json::Value)| {
        let mut target = target("portal");
        change(&mut target);
        target
    };
    let cases = [
        (with(|t| t["name"] = json!("  ")), "/name REQUIRED"),
        (
            with(|t| t["server"]["authority"] = json!("not an address")),
            "/server/authority INVALID_ADDRESS",
        ),
        (
            with(|t| t["pushType"] = json!("pigeon")),
            "/pushType UNKNOWN_VALUE",
        ),
        (with(|t| t["server"] = json!("http://x")), "/server WRONG_TYPE"),
        (
            with(|t| t["delivery"] = json!({ "concurrency": 0 })),
            "/delivery/concurrency OUT_OF_RANGE",
        ),
        (with(|t| t["color"] = json!("red")), "/color UNKNOWN_FIELD"),
        (
            with(|t| t["interception"] = json!({ "persons": { "mode": "some" } })),
            "/interception/persons/mode UNKNOWN_VALUE",
        ),
    ];
    for (body, expected) in cases {
        let answer = world.post("/api/v1/targets", &body).await;
        assert_eq!(answer.fields(), [expected], "{body}");
    }
    let no_params = with(|t| t["params"] = json!({}));
    let fields = world.post("/api/v1/targets", &no_params).await.fields();
    assert_eq!(fields, ["/params/sysCode REQUIRED"]);
    let listed = world.get("/api/v1/targets").await.json();
    assert_eq!(listed["items"], json!([]), "nothing should have been taken");
}

#[tokio::test]
async fn a_taken_identifier_is_refused_by_its_field() {
    let world = World::new().await;
    assert_eq!(
        world.post("/api/v1/targets", &target("portal")).await.status,
        StatusCode::CREATED
    );
    let second = world.post("/api/v1/targets", &target("portal")).await;
    assert_eq!(second.fields(), ["/identifier NOT_UNIQUE"]);
}

#[tokio::test]
async fn a_directory_with_a_dangling_reference_is_refused_and_the_old_one_stays() {
    let world = World::new().await;
    let good = json!({ "subsidiaries": [{ "id": "1", "name": "总部", "parent": null }] });
    assert_eq!(
        world.put("/api/v1/directory", &good).await.status,
        StatusCode::NO_CONTENT
    );
    let bad = json!({ "persons": [{ "id": "1", "name": "张三", "department": "nowhere" }] });
    assert_eq!(
        world.put("/api/v1/directory", &bad).await.fields(),
        ["/persons/0/department UNKNOWN_REFERENCE"]
    );
    let now = world.get("/api/v1/directory").await.json();
    assert_eq!(
        now["subsidiaries"], good["subsidiaries"],
        "the old one should stay"
    );
}

#[tokio::test]
async fn what_is_not_json_is_told_as_such() {
    let world = World::new().await;
    for text in ["", "{", "{\"name\":\"a\",\"scopes\":[]} and more", "\u{0}"] {
        let answer = ask(Method::POST, "/api/v1/tokens")
            .header("content-type", "application/json")
            .text(text)
            .of(&world.inside)
            .await;
        assert_eq!(answer.fields(), [" NOT_JSON"], "{text:?}");
    }
    let unknown = world
        .post("/api/v1/tokens", &json!({ "name": "a", "scopes": ["root"] }))
        .await;
    assert_eq!(unknown.fields(), ["/scopes/0 UNKNOWN_VALUE"]);
    let none = world
        .post("/api/v1/tokens", &json!({ "name": "a", "scopes": [] }))
        .await;
    assert_eq!(none.fields(), ["/scopes REQUIRED"]);
}

#[tokio::test]
async fn an_unknown_path_a_wrong_method_and_an_unknown_id_are_problems() {
    let world = World::new().await;
    let cases = [
        (Method::GET, "/api", StatusCode::NOT_FOUND, "NOT_FOUND"),
        (Method::GET, "/api/", StatusCode::NOT_FOUND, "NOT_FOUND"),
        (Method::GET, "/api/v1/nothing", StatusCode::NOT_FOUND, "NOT_FOUND"),
        (
            Method::POST,
            "/api/v2/targets",
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
        ),
        (
            Method::GET,
            "/api/v1/targets/1/nothing",
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
        ),
        (Method::GET, "/api/v1/sandbox", StatusCode::NOT_FOUND, "NOT_FOUND"),
        (
            Method::GET,
            "/api/v1/targets/77",
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
        ),
        (
            Method::GET,
            "/api/v1/targets/portal",
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
        ),
        (
            Method::DELETE,
            "/api/v1/targets/77",
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
        ),
        (
            Method::GET,
            "/api/v1/targets/77/deletion-impact",
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
        ),
        (
            Method::GET,
            "/api/v1/deliveries/77",
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
        ),
        (
            Method::DELETE,
            "/api/v1/tokens/77",
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
        ),
        (
            Method::DELETE,
            "/api/v1/deliveries",
            StatusCode::METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
        ),
        (
            Method::GET,
            "/api/v1/intake/batches",
            StatusCode::METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
        ),
        (
            Method::POST,
            "/healthz",
            StatusCode::METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
        ),
    ];
    for (method, path, status, code) in cases {
        let answer = ask(method.clone(), path).of(&world.inside).await;
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (status, code),
            "{method} {path}"
        );
        if status == StatusCode::METHOD_NOT_ALLOWED {
            assert!(
                !answer.header("allow").is_empty(),
                "{path} should say what it allows"
            );
        }
    }
}

/// Row O1: a body that says a little now and then does not hold its place for ever.
#[tokio::test]
async fn a_body_that_takes_too_long_is_given_up() {
    let world = World::new().await;
    tokio::time::pause();
    let drops = futures_util::stream::unfold((), |()| async {
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        Some((Ok::<_, std::convert::Infallible>(" "), ()))
    });
    let answer = ask(Method::POST, "/api/v1/intake/batches")
        .header("content-type", "application/json")
        .text(axum::body::Body::from_stream(drops))
        .of(&world.inside)
        .await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT, "{}", answer.text);
    assert_eq!(answer.problem(), "BODY_TIMEOUT");
}
