//! Who may come in by the socket door (row H1): tokens and their scopes, Host, Origin.

use ::http::header::{HOST, ORIGIN};
use ::http::{HeaderName, Method};
use http_body_util::Full;
use serde_json::json;

use whole_program::events::{batch, todo};
use whole_program::http::{Answer, Caller};
use whole_program::relay::Home;

const INTAKE: &str = "/api/v1/intake/batches";

async fn with_header(api: &Caller, name: HeaderName, value: &str) -> Answer {
    let request = api.request(Method::GET, "/api/v1/targets").header(name, value);
    let request = request.body(Full::default()).expect("a request");
    api.send(request).await.expect("an answer")
}

/// Row H1.
#[tokio::test]
async fn tokens_reach_as_far_as_their_scope_and_other_sites_not_at_all() {
    let home = Home::new();
    let relay = home.start().await;
    let list = "/api/v1/targets";
    let open = relay.api.without_token();
    let without = open.call(Method::GET, list, None).await;
    assert_eq!(without.expect(401)["code"], "UNAUTHENTICATED");
    assert!(
        without.header("www-authenticate").starts_with("Bearer"),
        "it should say what is needed"
    );
    let wrong = open
        .with_token("0123456789abcdef")
        .call(Method::GET, list, None)
        .await;
    assert_eq!(wrong.status, 401, "a wrong token is as good as none");
    let unknown = open.call(Method::GET, "/api/v1/no-such-thing", None).await;
    assert!(
        unknown.status == 401 || unknown.status == 404,
        "what is not there needs no more"
    );

    let wish = json!({ "name": "OA", "scopes": ["intake"] });
    let created = relay.api.post("/api/v1/tokens", &wish).await.expect(201);
    let token = created["token"].as_str().expect("the token is told once");
    let intake = open.with_token(token);
    let refused = intake.call(Method::GET, list, None).await;
    assert_eq!(refused.expect(403)["code"], "OUT_OF_SCOPE");
    let handed_in = intake.post(INTAKE, &batch("by-token", vec![todo("1")])).await;
    handed_in.expect(200);
    let tokens = relay.api.get("/api/v1/tokens").await.to_string();
    assert!(!tokens.contains(token), "a token should be told once only");
    let revoke = format!("/api/v1/tokens/{}", created["id"]);
    let revoked = relay.api.call(Method::DELETE, &revoke, None).await;
    assert_eq!(revoked.status, 204, "{}", revoked.text());
    let after = intake.post(INTAKE, &batch("after", vec![todo("2")])).await;
    assert_eq!(after.status, 401, "a revoked token should be worth nothing");
    for scopes in [json!([]), json!(["everything"])] {
        let wish = json!({ "name": "OA", "scopes": scopes });
        let answer = relay.api.post("/api/v1/tokens", &wish).await;
        assert_eq!(
            answer.status,
            400,
            "a scope that is none should be refused: {}",
            answer.text()
        );
    }

    let own = relay.api.base().to_owned();
    let hosts = [("evil.example", 403), ("evil.example:80", 403)];
    for (host, status) in hosts {
        let answer = with_header(&relay.api, HOST, host).await;
        assert_eq!(answer.expect(status)["code"], "WRONG_HOST", "Host: {host}");
    }
    for origin in ["http://evil.example", "null", "https://127.0.0.1"] {
        let answer = with_header(&relay.api, ORIGIN, origin).await;
        assert_eq!(answer.expect(403)["code"], "FOREIGN_ORIGIN", "Origin: {origin}");
    }
    let same = with_header(&relay.api, ORIGIN, &own).await;
    same.expect(200);
}
