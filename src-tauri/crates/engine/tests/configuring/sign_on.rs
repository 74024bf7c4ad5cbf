//! A sign-on that is refused: nothing was sent, so nothing is lost, the account is not tried to death, and nothing that
//! the receiver gave is in the log (rows S2, F1, T8).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use axum::Router;
use axum::extract::Request;
use domain::delivery::Status;
use engine::DeliveryFilter;
use serde_json::json;

use crate::scene::{await_pulse, batch, create, event, log, start};

/// An E10 whose sign-on can be refused; it counts what it is asked.
#[derive(Default)]
struct E10 {
    refuses: AtomicBool,
    sign_ons: AtomicUsize,
    items: AtomicUsize,
}

impl E10 {
    async fn answer(self: Arc<Self>, request: Request) -> String {
        let path = request.uri().path();
        if path.ends_with("/authorize") {
            self.sign_ons.fetch_add(1, Ordering::SeqCst);
            return match self.refuses.load(Ordering::SeqCst) {
                // A careless one: what it refuses with holds a token.
                true => {
                    json!({ "errcode": "100002", "errmsg": "corpid错误", "accessToken": "leaked-token-1" })
                }
                false => json!({ "errcode": "0", "errmsg": "ok", "code": "c0de" }),
            }
            .to_string();
        }
        if path.ends_with("/access_token") {
            return json!({ "errcode": "0", "accessToken": "good-token-1", "expires_in": i64::MAX })
                .to_string();
        }
        self.items.fetch_add(1, Ordering::SeqCst);
        json!({ "message": { "errcode": "200" }, "data": { "operResult": "1", "message": "自动创建成功" } })
            .to_string()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s2_a_refused_sign_on_holds_the_target_and_everything_goes_out_once_it_is_mended() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let e10 = Arc::new(E10::default());
    e10.refuses.store(true, Ordering::SeqCst);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let asked = Arc::clone(&e10);
    let router = Router::new().fallback(move |request: Request| Arc::clone(&asked).answer(request));
    let mut serving = tokio::task::JoinSet::new();
    serving.spawn(async move { axum::serve(listener, router).await.unwrap() });
    let target = json!({
        "identifier": "e10", "name": "门户", "enabled": true, "pushType": "e10",
        "server": { "scheme": "http", "authority": address.to_string() },
        "params": { "sysCode": "OA1", "corpId": "c", "app_key": "k", "app_secret": "s3cret-value" }
    });
    let id = create(&engine, target).await;
    let events = (0..200).map(|n| event(n, n % 7, 0)).collect();
    engine.intake(batch("many", events)).await.unwrap();
    let held = await_pulse(&engine, id, |pulse| pulse.breaker.cause.is_some()).await;
    assert!(
        held.breaker.cause.as_deref().unwrap().contains("登录被拒绝"),
        "{:?}",
        held.breaker
    );
    assert_eq!(
        (held.counts.pending, held.counts.failed),
        (200, 0),
        "no item was refused"
    );
    assert!(
        e10.sign_ons.load(Ordering::SeqCst) <= 3,
        "the account is not tried to death"
    );
    let first = log(&engine, DeliveryFilter::default()).await;
    for item in first.iter().filter(|item| item.attempts > 0) {
        let detail = engine.delivery(item.id).await.unwrap();
        let shown = serde_json::to_string(&detail).unwrap();
        assert!(
            !shown.contains("leaked-token") && !shown.contains("s3cret-value"),
            "{shown}"
        );
    }
    e10.refuses.store(false, Ordering::SeqCst);
    let done = await_pulse(&engine, id, |pulse| pulse.counts.success == 200).await;
    assert_eq!((done.counts.failed, done.counts.no_answer), (0, 0));
    assert_eq!(e10.items.load(Ordering::SeqCst), 200, "each item went once");
    let rows = log(
        &engine,
        DeliveryFilter {
            status: Some(Status::Success),
            ..Default::default()
        },
    )
    .await;
    assert_eq!(rows.len(), 200);
    engine.stop().await;
}
