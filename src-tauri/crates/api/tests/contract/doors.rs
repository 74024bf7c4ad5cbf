//! The checks of the socket door: Host, Origin, token, scope.

use axum::http::{Method, StatusCode};
use engine::Scope;
use serde_json::json;

use crate::world::{HOST, World, ask, batch};

#[tokio::test]
async fn a_request_without_a_good_token_is_refused_everywhere_but_where_none_is_needed() {
    let world = World::new().await;
    let document = ask(Method::GET, "/api/openapi.json")
        .header("host", HOST)
        .of(&world.outside)
        .await
        .json();
    let mut seen = 0;
    for (path, item) in document["paths"].as_object().expect("the document has paths") {
        for method in item.as_object().expect("a path has operations").keys() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).expect("a method");
            let path = path.replace("{id}", "1").replace("{requestId}", "1");
            for authorization in ["", "Bearer", "Bearer nonsense", "Basic YTpi", "Bearer tr_0000"] {
                let answer = ask(method.clone(), &path)
                    .header("host", HOST)
                    .header("authorization", authorization)
                    .json(&json!({}))
                    .of(&world.outside)
                    .await;
                if path.starts_with("/api/v1/") || path.starts_with("/papi/") {
                    assert_eq!(
                        answer.status,
                        StatusCode::UNAUTHORIZED,
                        "{method} {path} {authorization:?}"
                    );
                    assert_eq!(answer.problem(), "UNAUTHENTICATED");
                    assert_eq!(answer.header("www-authenticate"), "Bearer");
                } else {
                    assert_eq!(answer.status, StatusCode::OK, "{method} {path}");
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "every operation should have been tried");
    for path in ["/api/v1/nothing", "/api/v1/sandbox", "/api", "/api/"] {
        let answer = ask(Method::GET, path)
            .header("host", HOST)
            .of(&world.outside)
            .await;
        assert_eq!(
            answer.status,
            StatusCode::UNAUTHORIZED,
            "{path} should not say what is there"
        );
    }
}

#[tokio::test]
async fn a_token_reaches_as_far_as_its_scope() {
    let world = World::new().await;
    let scopes = [
        Scope::Console,
        Scope::Intake,
        Scope::Iwork,
        Scope::IworkRetry,
        Scope::Scheduler,
    ];
    for scope in scopes {
        let token = world.token(scope).await;
        let hand_in = ask(Method::POST, "/api/v1/intake/batches")
            .header("host", HOST)
            .bearer(&token)
            .json(&batch("b-1", 1))
            .of(&world.outside)
            .await;
        let may_hand_in = matches!(scope, Scope::Console | Scope::Intake);
        assert_eq!(
            hand_in.status == StatusCode::OK,
            may_hand_in,
            "{scope:?}: {}",
            hand_in.text
        );
        for path in [
            "/api/v1/targets",
            "/api/v1/deliveries",
            "/api/v1/tokens",
            "/api/v1/system",
            "/api/v1/overview",
        ] {
            let look = ask(Method::GET, path)
                .header("host", HOST)
                .bearer(&token)
                .of(&world.outside)
                .await;
            let expected = if scope == Scope::Console {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(look.status, expected, "{scope:?} {path}");
            if expected == StatusCode::FORBIDDEN {
                assert_eq!(look.problem(), "OUT_OF_SCOPE");
            }
        }
    }
}

#[tokio::test]
async fn a_revoked_token_is_useless_at_once() {
    let world = World::new().await;
    let made = world
        .post("/api/v1/tokens", &json!({ "name": "oa", "scopes": ["console"] }))
        .await;
    assert_eq!(made.status, StatusCode::CREATED);
    let (id, token) = (
        made.json()["id"].clone(),
        made.json()["token"].as_str().expect("its text").to_owned(),
    );
    let system = || {
        ask(Method::GET, "/api/v1/system")
            .header("host", HOST)
            .bearer(&token)
            .of(&world.outside)
    };
    assert_eq!(system().await.status, StatusCode::OK);
    let gone = ask(Method::DELETE, &format!("/api/v1/tokens/{id}"))
        .of(&world.inside)
        .await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(system().await.status, StatusCode::UNAUTHORIZED);
    let listed = world.get("/api/v1/tokens").await;
    assert!(
        !listed.text.contains(&token),
        "a list should never hold a token's text"
    );
}

#[tokio::test]
async fn a_foreign_host_is_refused_even_with_a_good_token() {
    let world = World::new().await;
    let token = world.token(Scope::Console).await;
    let cases = [
        (HOST, true),
        ("localhost:7680", true),
        ("[::1]:7680", true),
        ("relay.example", true),
        ("evil.example", false),
        ("127.0.0.1:1", false),
        ("127.0.0.1.evil.example:7680", false),
    ];
    for (host, known) in cases {
        for path in ["/api/v1/system", "/healthz", "/", "/api/openapi.json"] {
            let answer = ask(Method::GET, path)
                .header("host", host)
                .bearer(&token)
                .of(&world.outside)
                .await;
            let expected = if known {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(answer.status, expected, "{host} {path}");
            if !known {
                assert_eq!(answer.problem(), "WRONG_HOST");
            }
        }
    }
    let without = ask(Method::GET, "/healthz").of(&world.outside).await;
    assert_eq!(without.problem(), "WRONG_HOST", "no Host should be a wrong one");
    let twice = ask(Method::GET, "/healthz")
        .header("host", HOST)
        .header("host", "evil.example")
        .of(&world.outside)
        .await;
    assert_eq!(twice.status, StatusCode::FORBIDDEN, "two hosts are one too many");
    let absolute = ask(Method::GET, "http://evil.example/healthz")
        .header("host", HOST)
        .of(&world.outside)
        .await;
    assert_eq!(
        absolute.problem(),
        "WRONG_HOST",
        "the target of the request should be looked at, too"
    );
}

#[tokio::test]
async fn a_page_of_another_origin_is_refused_even_with_a_good_token() {
    let world = World::new().await;
    let token = world.token(Scope::Console).await;
    let cases = [
        ("http://127.0.0.1:7680", true),
        ("http://localhost:7680", false),
        ("http://127.0.0.1:3000", false),
        ("https://evil.example", false),
        ("null", false),
    ];
    for (origin, same) in cases {
        let answer = ask(Method::GET, "/api/v1/system")
            .header("host", HOST)
            .header("origin", origin)
            .bearer(&token)
            .of(&world.outside)
            .await;
        let expected = if same {
            StatusCode::OK
        } else {
            StatusCode::FORBIDDEN
        };
        assert_eq!(answer.status, expected, "{origin}");
        if !same {
            assert_eq!(answer.problem(), "FOREIGN_ORIGIN");
        }
        assert_eq!(
            answer.header("access-control-allow-origin"),
            "",
            "no other origin is ever let in"
        );
    }
}

/// Row H2.
#[tokio::test]
async fn health_and_metrics_need_no_token_on_this_machine_and_one_from_elsewhere() {
    let world = World::new().await;
    let token = world.token(Scope::Intake).await;
    for path in ["/healthz", "/readyz", "/metrics", "/api/openapi.json"] {
        let here = ask(Method::GET, path)
            .header("host", HOST)
            .of(&world.outside)
            .await;
        assert_eq!(here.status, StatusCode::OK, "{path}");
        let elsewhere = |ask: crate::world::Ask| ask.header("host", HOST).caller([10, 0, 0, 9]);
        let without = elsewhere(ask(Method::GET, path)).of(&world.outside).await;
        assert_eq!(without.problem(), "UNAUTHENTICATED", "{path}");
        let with = elsewhere(ask(Method::GET, path))
            .bearer(&token)
            .of(&world.outside)
            .await;
        assert_eq!(with.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn the_console_needs_no_token_and_never_hides_the_interface() {
    let world = World::new().await;
    for path in [
        "/",
        "/targets/1",
        "/assets/x.js",
        "//api/v1/targets",
        "/API/v1/targets",
        "/%61pi/v1/targets",
    ] {
        let page = ask(Method::GET, path)
            .header("host", HOST)
            .of(&world.outside)
            .await;
        assert_eq!(
            (page.status, page.text.as_str()),
            (StatusCode::OK, "the console"),
            "{path}"
        );
    }
    let answer = ask(Method::GET, "/api/v1/system")
        .header("host", HOST)
        .of(&world.outside)
        .await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
}
