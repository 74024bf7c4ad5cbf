//! The console's pages, as a browser asks for them.

use reqwest::Response;

use crate::process::{Place, Relay};

async fn page(relay: &Relay, path: &str, accept: &str) -> Response {
    let request = relay
        .http
        .get(format!("{}{path}", relay.url))
        .header("accept", accept);
    request.send().await.expect("it answers")
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// Row H1.
#[tokio::test]
async fn every_place_of_the_console_is_its_one_page_and_a_file_that_is_not_there_is_not() {
    let place = Place::new();
    let relay = place.start(&[]).await;
    let index = page(&relay, "/", "text/html").await;
    assert_eq!(index.status(), 200);
    assert_eq!(header(&index, "content-type"), "text/html; charset=utf-8");
    let policy = header(&index, "content-security-policy");
    for part in [
        "default-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    assert_eq!(header(&index, "x-content-type-options"), "nosniff");
    assert_eq!(header(&index, "referrer-policy"), "no-referrer");
    assert_eq!(header(&index, "cache-control"), "no-cache");
    let tag = header(&index, "etag").to_owned();
    let text = index.text().await.expect("the page is text");

    let inside = page(&relay, "/targets/12?tab=log", "text/html,*/*;q=0.8").await;
    assert_eq!(
        inside.text().await.expect("the page is text"),
        text,
        "a place should be the one page"
    );
    for missing in ["/assets/none.js", "/none.png"] {
        assert_eq!(page(&relay, missing, "*/*").await.status(), 404, "{missing}");
    }

    let request = relay
        .http
        .get(format!("{}/", relay.url))
        .header("if-none-match", &tag);
    let again = request.send().await.expect("it answers");
    assert_eq!(
        again.status(),
        304,
        "a page that is known should not be sent again"
    );
    assert!(again.bytes().await.expect("a body").is_empty());

    let posted = relay
        .http
        .post(format!("{}/", relay.url))
        .send()
        .await
        .expect("it answers");
    assert_eq!(
        (posted.status().as_u16(), header(&posted, "allow")),
        (405, "GET, HEAD")
    );

    // What the page loads is there, of the right type, and may be kept.
    let scripts = text
        .split("src=\"/assets/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    for script in scripts {
        let script = page(&relay, &format!("/assets/{script}"), "*/*").await;
        assert_eq!(script.status(), 200);
        assert!(
            header(&script, "content-type").contains("javascript"),
            "{}",
            header(&script, "content-type")
        );
        assert!(header(&script, "cache-control").contains("immutable"));
    }
}
