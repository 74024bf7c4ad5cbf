//! The console in the window, by WebDriver.

use std::time::Duration;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// The page in the main window.
pub(crate) struct Console(Client);

impl Console {
    /// Has the driver at `port` start the program.
    pub(crate) async fn open_program(port: u16, program: &str) -> Self {
        let options =
            json!({ "browserName": "wry", "webkitgtk:browserOptions": { "binary": program, "args": [] } });
        let capabilities: Capabilities = serde_json::from_value(options).expect("capabilities are an object");
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the driver starts the program and opens a session in its window");
        Self(client)
    }

    /// The text is on the page.
    pub(crate) async fn sees(&self, text: &str) {
        let anywhere = format!("//*[contains(normalize-space(.), '{text}')]");
        let seen = self
            .0
            .wait()
            .at_most(WAIT)
            .for_element(Locator::XPath(&anywhere))
            .await;
        seen.unwrap_or_else(|error| panic!("the page should show {text}: {error}"));
    }

    /// Presses the button or tab of that name.
    pub(crate) async fn press(&self, name: &str) {
        self.click(&format!(
            "//main//*[(self::button or self::a or @role='tab') and contains(., '{name}')]"
        ))
        .await;
    }

    /// Goes to a screen by its name in the navigation.
    pub(crate) async fn open(&self, place: &str) {
        self.click(&format!("//nav//a[contains(., '{place}')]")).await;
    }

    async fn click(&self, what: &str) {
        let found = self
            .0
            .wait()
            .at_most(WAIT)
            .for_element(Locator::XPath(what))
            .await;
        let found = found.unwrap_or_else(|error| panic!("the page should have {what}: {error}"));
        found.click().await.expect("what is there can be clicked");
    }

    /// To-dos have arrived in the push log.
    pub(crate) async fn sees_rows_in_the_log(&self) {
        let status = "//main//*[contains(., '成功') and contains(., '#')]";
        let row = self
            .0
            .wait()
            .at_most(WAIT)
            .for_element(Locator::XPath(status))
            .await;
        row.expect("the push log shows a delivery that succeeded");
    }

    /// The page's language.
    pub(crate) async fn language(&self) -> String {
        let language = self.run("return document.documentElement.lang").await;
        language.as_str().expect("the page has a language").to_owned()
    }

    /// The console shows `screen`, such as `/log?targetId=1`.
    pub(crate) async fn is_at(&self, screen: &str) {
        crate::desktop::until(&format!("the console is at {screen}"), async || {
            let address = self.0.current_url().await.expect("the page has an address");
            address.fragment() == Some(screen)
        })
        .await;
    }

    /// A question through the in-process door; the answer must be a good one.
    pub(crate) async fn get(&self, path: &str) -> Value {
        self.ask("GET", path, None).await
    }

    /// The same, with a body.
    pub(crate) async fn put(&self, path: &str, body: &Value) -> Value {
        self.ask("PUT", path, Some(body.to_string())).await
    }

    async fn ask(&self, method: &str, path: &str, body: Option<String>) -> Value {
        let request = json!({
            "method": method,
            "path": path,
            "headers": [["content-type", "application/json"]],
            "body": body,
        });
        let script = "const [request, done] = arguments;
            window.__TAURI_INTERNALS__.invoke('api_request', { request }).then(done, (e) => done({ status: 0, body: String(e) }));";
        let answer = self
            .0
            .execute_async(script, vec![request])
            .await
            .expect("the page can ask the shell");
        let text = answer["body"].as_str().unwrap_or_default();
        assert_eq!(
            answer["status"], 200,
            "{method} {path} should be answered well: {text}"
        );
        serde_json::from_str(text).expect("the engine answers JSON")
    }

    async fn run(&self, script: &str) -> Value {
        self.0
            .execute(script, Vec::new())
            .await
            .expect("the page runs a script")
    }
}

/// How long a test waits for what must come.
const WAIT: Duration = Duration::from_secs(30);
