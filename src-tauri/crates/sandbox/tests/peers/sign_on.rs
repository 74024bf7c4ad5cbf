//! Signing on at E10 and at its action flows (`protocols.md` 2.1), and the control of what was issued.

use http::StatusCode;
use serde_json::{Value, json};

use crate::ground::{Answer, Ground, exchange};

const BASE: &str = "/papi/openapi/oauth2";
const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

async fn step(ground: &Ground, push_type: &str, (name, kind): (&str, &str), body: &str) -> Answer {
    ground
        .post(push_type, (&format!("{BASE}/{name}"), kind), body)
        .await
}

async fn authorize(ground: &Ground, push_type: &str) -> Answer {
    let corp = ground.param(push_type, "corpId");
    let path = format!("{BASE}/authorize?corpid={corp}&response_type=code&state=todorelay");
    exchange(&ground.authority(push_type), "GET", (&path, ""), "")
        .await
        .expect("an answer")
}

/// The body of the second step with a code that is fresh.
async fn credentials(ground: &Ground, push_type: &str) -> Value {
    json!({
        "app_key": ground.param(push_type, "app_key"), "app_secret": ground.param(push_type, "app_secret"),
        "grant_type": "authorization_code", "code": authorize(ground, push_type).await.json()["code"],
    })
}

/// Both tokens of a sign-on.
pub(crate) async fn sign_on(ground: &Ground, push_type: &str) -> (String, String) {
    let body = credentials(ground, push_type).await.to_string();
    let answer = step(ground, push_type, ("access_token", JSON), &body)
        .await
        .json();
    assert_eq!(answer["errcode"], "0", "{answer}");
    let text = |name: &str| answer[name].as_str().expect("a token").to_owned();
    (text("accessToken"), text("refreshToken"))
}

fn form(body: &Value) -> String {
    let pairs = body.as_object().expect("an object").iter();
    let pairs = pairs.map(|(name, value)| format!("{name}={}", value.as_str().expect("a text")));
    pairs.collect::<Vec<_>>().join("&")
}

/// Sends something that is refused for its content, so that only the token decides how.
async fn knock(ground: &Ground, push_type: &str, token: &str) -> Value {
    let path = match push_type {
        "e10" => "/papi/openapi/api/open_intunifytodo/server_engine/receiveRequestInfo".to_owned(),
        _ => format!(
            "/papi/openapi/api/open-esb/server/webhook/trigger/{}",
            ground.param("esb", "actionFlow")
        ),
    };
    let body = json!({ "access_token": token }).to_string();
    ground.post(push_type, (&path, JSON), &body).await.json()
}

fn turned_away(answer: &Value) -> bool {
    ["300001", "300002"]
        .iter()
        .any(|code| answer["message"]["errcode"] == *code)
}

#[tokio::test]
async fn a_code_comes_by_get_and_by_post_and_is_taken_once_as_json_or_as_a_form() {
    let ground = Ground::new().await;
    for push_type in ["e10", "esb"] {
        let answer = authorize(&ground, push_type).await;
        assert_eq!((answer.status, &answer.json()["errcode"]), (200, &json!("0")));
        let wish =
            json!({ "corpid": ground.param(push_type, "corpId"), "response_type": "code", "state": "" });
        let posted = step(&ground, push_type, ("authorize", JSON), &wish.to_string()).await;
        assert_eq!(posted.json()["errmsg"], "success", "{}", posted.text());

        let mut body = credentials(&ground, push_type).await;
        body["code"] = posted.json()["code"].clone();
        let first = step(&ground, push_type, ("access_token", JSON), &body.to_string())
            .await
            .json();
        assert_eq!(
            (&first["errcode"], &first["errmsg"], &first["expires_in"]),
            (&json!("0"), &json!("success"), &json!(7200))
        );
        let again = step(&ground, push_type, ("access_token", JSON), &body.to_string())
            .await
            .json();
        assert_eq!(again["errcode"], "200007", "a code should work once: {again}");
        let other = form(&credentials(&ground, push_type).await);
        let second = step(&ground, push_type, ("access_token", FORM), &other)
            .await
            .json();
        assert_eq!(second["errcode"], "0", "{second}");
        assert_ne!(first["accessToken"], second["accessToken"]);
        let counts = ground.receiver(push_type).await["signOns"].clone();
        let expected = json!({ "authorized": 4, "issued": 2, "refreshed": 0, "refused": 1, "turnedAway": 0,
            "tokenSeconds": 7200 });
        assert_eq!(counts, expected);
    }
}

#[tokio::test]
async fn a_refresh_token_brings_a_new_pair_once_and_the_old_access_token_lives_on() {
    let ground = Ground::new().await;
    for (kind, push_type) in [(JSON, "e10"), (FORM, "esb")] {
        let (old, refresh) = sign_on(&ground, push_type).await;
        let body = json!({ "grant_type": "refresh_token", "refresh_token": refresh });
        let body = if kind == JSON {
            body.to_string()
        } else {
            form(&body)
        };
        let answer = step(&ground, push_type, ("refresh_token", kind), &body)
            .await
            .json();
        assert_eq!(
            (&answer["errmsg"], &answer["expires_in"]),
            (&json!("success"), &json!(7200))
        );
        let new = answer["accessToken"].as_str().expect("a token");
        for token in [old.as_str(), new] {
            assert!(!turned_away(&knock(&ground, push_type, token).await));
        }
        let again = step(&ground, push_type, ("refresh_token", kind), &body)
            .await
            .json();
        assert_eq!(again["errcode"], "200008", "{again}");
        let counts = ground.receiver(push_type).await["signOns"].clone();
        assert_eq!((&counts["issued"], &counts["refreshed"]), (&json!(1), &json!(1)));
    }
}

#[tokio::test]
async fn whatever_is_wrong_in_a_step_is_refused_with_an_errcode_at_http_200() {
    let ground = Ground::new().await;
    let right = json!({ "corpid": ground.param("e10", "corpId"), "response_type": "code", "state": "a1" });
    for (name, value, code) in [
        ("corpid", "nobody", "100002"),
        ("corpid", "", "100001"),
        ("response_type", "token", "100003"),
        ("state", "with-hyphen", "100004"),
        ("state", &"a".repeat(129), "100004"),
    ] {
        let mut wrong = right.clone();
        wrong[name] = json!(value);
        let answer = step(&ground, "e10", ("authorize", JSON), &wrong.to_string()).await;
        assert_eq!(
            (answer.status, &answer.json()["errcode"]),
            (200, &json!(code)),
            "{name}"
        );
        assert!(answer.json()["code"].is_null());
    }
    let right = credentials(&ground, "e10").await;
    for (name, value, code) in [
        ("app_key", "other", "100006"),
        ("app_secret", "other", "100006"),
        ("app_secret", "", "100001"),
        ("grant_type", "client_credentials", "100005"),
        ("code", "other", "200007"),
    ] {
        let mut wrong = right.clone();
        wrong[name] = json!(value);
        let answer = step(&ground, "e10", ("access_token", JSON), &wrong.to_string()).await;
        assert_eq!(
            (answer.status, &answer.json()["errcode"]),
            (200, &json!(code)),
            "{name}"
        );
    }
    let body = json!({ "grant_type": "refresh_token", "refresh_token": "other" });
    let answer = step(&ground, "e10", ("refresh_token", JSON), &body.to_string()).await;
    assert_eq!(answer.json()["errcode"], "200008");
    let counts = ground.receiver("e10").await["signOns"].clone();
    assert_eq!((&counts["issued"], &counts["refused"]), (&json!(0), &json!(11)));
    let after = step(&ground, "e10", ("access_token", JSON), &right.to_string()).await;
    assert_eq!(
        after.json()["errcode"],
        "0",
        "a refusal should not use the code up"
    );
    let wrong_type = step(&ground, "e10", ("access_token", "text/plain"), "").await;
    assert_eq!(wrong_type.status, 415);
    let other_key = sign_on(&ground, "esb").await.0;
    assert!(
        turned_away(&knock(&ground, "e10", &other_key).await),
        "tokens are of one receiver only"
    );
}

#[tokio::test]
async fn forgotten_sign_ons_turn_every_token_away_until_somebody_signs_on_anew() {
    let ground = Ground::new().await;
    for push_type in ["e10", "esb"] {
        let (token, refresh) = sign_on(&ground, push_type).await;
        assert!(!turned_away(&knock(&ground, push_type, &token).await));
        let path = format!("/receivers/{push_type}/forget-sign-ons");
        let (status, receiver) = ground.call("POST", &path, None).await;
        assert_eq!(
            (status, &receiver["id"]),
            (StatusCode::OK, &json!(push_type)),
            "{receiver}"
        );
        let answer = knock(&ground, push_type, &token).await;
        assert_eq!(
            answer["message"],
            json!({ "errcode": "300001", "errmsg": "access_token invalid" })
        );
        let body = json!({ "grant_type": "refresh_token", "refresh_token": refresh });
        let answer = step(&ground, push_type, ("refresh_token", JSON), &body.to_string()).await;
        assert_eq!(answer.json()["errcode"], "200008");
        assert_eq!(ground.receiver(push_type).await["signOns"]["turnedAway"], 1);
        let (token, _) = sign_on(&ground, push_type).await;
        assert!(!turned_away(&knock(&ground, push_type, &token).await));
    }
    for (id, status, code) in [
        ("ecology", StatusCode::CONFLICT, "NO_SIGN_ONS"),
        ("portal", StatusCode::CONFLICT, "NO_SIGN_ONS"),
        ("nobody", StatusCode::NOT_FOUND, "NOT_FOUND"),
    ] {
        let path = format!("/receivers/{id}/forget-sign-ons");
        let (found, problem) = ground.call("POST", &path, None).await;
        assert_eq!((found, &problem["code"]), (status, &json!(code)));
    }
    assert!(ground.receiver("wisedu").await["signOns"].is_null());
}

#[tokio::test]
async fn a_token_works_as_long_as_the_control_says_and_no_longer() {
    let ground = Ground::new().await;
    let (long, _) = sign_on(&ground, "e10").await;
    ground
        .trouble("e10", json!({ "kind": "none", "tokenSeconds": 1 }))
        .await;
    let body = credentials(&ground, "e10").await.to_string();
    let answer = step(&ground, "e10", ("access_token", JSON), &body).await.json();
    assert_eq!(answer["expires_in"], 1);
    let short = answer["accessToken"].as_str().expect("a token");
    let over = loop {
        let answer = knock(&ground, "e10", short).await;
        if turned_away(&answer) {
            break answer;
        }
    };
    assert_eq!(
        over["message"],
        json!({ "errcode": "300002", "errmsg": "access_token expired" })
    );
    assert!(
        !turned_away(&knock(&ground, "e10", &long).await),
        "a token of before keeps its own time"
    );
    ground.trouble("e10", json!({ "kind": "none" })).await;
    assert_eq!(ground.receiver("e10").await["signOns"]["tokenSeconds"], 1);
}

#[tokio::test]
async fn a_lifetime_that_cannot_be_is_refused_and_changes_nothing() {
    let ground = Ground::new().await;
    for seconds in [0, 86_401] {
        let body = json!({ "kind": "refuse", "tokenSeconds": seconds });
        let (status, problem) = ground.call("PUT", "/receivers/e10/trouble", Some(body)).await;
        assert_eq!(
            (status, &problem["fields"][0]["path"]),
            (StatusCode::BAD_REQUEST, &json!("/tokenSeconds"))
        );
    }
    let body = json!({ "kind": "refuse", "tokenSeconds": 60 });
    let (status, problem) = ground.call("PUT", "/receivers/landray/trouble", Some(body)).await;
    assert_eq!(
        (status, &problem["code"]),
        (StatusCode::CONFLICT, &json!("NO_SIGN_ONS"))
    );
    for id in ["e10", "landray"] {
        assert_eq!(ground.receiver(id).await["trouble"]["kind"], "none");
    }
}

#[tokio::test]
async fn no_secret_and_no_token_is_shown_in_the_messages() {
    let ground = Ground::new().await;
    let (token, refresh) = sign_on(&ground, "e10").await;
    knock(&ground, "e10", &token).await;
    let body = json!({ "grant_type": "refresh_token", "refresh_token": refresh });
    step(&ground, "e10", ("refresh_token", FORM), &form(&body)).await;
    let (_, text) = ground.messages("e10").await;
    for hidden in [&token, &refresh, &ground.param("e10", "app_secret")] {
        assert!(
            !text.contains(hidden.as_str()) && !text.contains(&hidden[..12]),
            "{text}"
        );
    }
    assert!(text.contains("******") && text.contains("authorize") && text.contains("corpid="));
}

#[tokio::test]
async fn a_receiver_that_refuses_lets_callers_sign_on_and_one_that_spoils_answers_issues_nothing() {
    let ground = Ground::new().await;
    ground.trouble("e10", json!({ "kind": "refuse" })).await;
    let (token, _) = sign_on(&ground, "e10").await;
    let answer = knock(&ground, "e10", &token).await;
    assert_eq!(answer["data"]["operResult"], "0", "{answer}");
    ground.trouble("e10", json!({ "kind": "htmlError" })).await;
    let before = ground.receiver("e10").await["signOns"].clone();
    let answer = authorize(&ground, "e10").await;
    assert!(answer.text().starts_with("<!DOCTYPE html>"));
    assert_eq!(ground.receiver("e10").await["signOns"], before);
    let (newest, _) = ground.messages("e10").await;
    assert_eq!(
        (&newest["operation"], &newest["verdict"]),
        (&json!("authorize"), &json!("trouble"))
    );
}
