//! A few paths in the real window (rows D1–D3): the program that was built, on a screen, a session bus and a home of its
//! own, driven from outside by WebDriver, X11 and D-Bus.
//!
//! Needs Xvfb, dbus-daemon and WebKitWebDriver (Debian: xvfb, dbus, webkit2gtk-driver).
#![expect(clippy::panic, reason = "a test says what should have held")]

mod console;
mod desktop;
mod screen;
mod session_bus;

use console::Console;
use desktop::{Desktop, Sandbox};
use serde_json::{Value, json};

/// Rows D2, D3.
#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_shows_the_overview_in_chinese() {
    let desktop = Desktop::with(Sandbox::Off).await;
    let console = desktop.start().await;
    console.sees("运行总览").await;
    assert_eq!(
        console.language().await,
        "zh-CN",
        "Chinese is what one gets without asking"
    );
    let system = console.get("/api/v1/system").await;
    assert_eq!(
        system["engine"]["state"], "running",
        "the engine answers through the in-process door: {system}"
    );
    assert_eq!(system["sandbox"], false);
}

/// Rows D1, H1: the console in the window needs no socket, and with nothing in flight one can simply quit.
#[tokio::test(flavor = "multi_thread")]
async fn without_the_sandbox_nothing_listens_and_the_tray_quits_at_once() {
    let desktop = Desktop::with(Sandbox::Off).await;
    // Started without the driver, which has every program that it starts listen to it.
    let mut alone = desktop.start_alone();
    desktop.screen().until_main_window_is(screen::Shown::Yes).await;
    desktop.bus().until_tray_says("运行正常").await;
    assert_eq!(
        alone.listening_sockets(),
        0,
        "nothing of the program listens on TCP"
    );
    desktop.bus().choose("退出").await;
    assert_eq!(alone.ended().await, Some(0), "quitting is not a fault");
}

/// Row D1.
#[tokio::test(flavor = "multi_thread")]
async fn closing_the_window_hides_it_the_engine_goes_on_and_a_second_start_brings_it_back() {
    let desktop = Desktop::with(Sandbox::On).await;
    let console = desktop.start().await;
    console.open("推送日志").await;
    console.sees_rows_in_the_log().await;

    desktop.screen().close_main_window();
    desktop.screen().until_main_window_is(screen::Shown::No).await;
    let before = newest_delivery(&console).await;
    desktop::until(
        "the engine goes on pushing while the window is hidden",
        async || newest_delivery(&console).await > before,
    )
    .await;

    let mut second = desktop.start_alone();
    assert_eq!(
        second.ended().await,
        Some(0),
        "a second start ends by itself, without a fault"
    );
    desktop.screen().until_main_window_is(screen::Shown::Yes).await;

    desktop.screen().close_main_window();
    desktop.screen().until_main_window_is(screen::Shown::No).await;
    desktop.bus().choose("显示主窗口").await;
    desktop.screen().until_main_window_is(screen::Shown::Yes).await;
}

/// Row D1: the tray tells of a breaker, a notification tells of it too, and a click on it opens that target's log.
#[tokio::test(flavor = "multi_thread")]
async fn a_breaker_that_opens_is_told_by_the_tray_and_by_a_notification() {
    let desktop = Desktop::with(Sandbox::On).await;
    let console = desktop.start().await;
    console.sees("运行总览").await;
    desktop.bus().until_tray_says("运行正常").await;

    console
        .put(
            "/api/v1/sandbox/receivers/ecology/trouble",
            &json!({ "kind": "down" }),
        )
        .await;
    let notice = desktop.bus().notification("已熔断").await;
    desktop.bus().until_tray_says("1 个应用系统熔断中").await;
    desktop.screen().close_main_window();
    desktop.screen().until_main_window_is(screen::Shown::No).await;
    desktop.bus().click(notice).await;
    desktop.screen().until_main_window_is(screen::Shown::Yes).await;
    let target = target_of(&console, "ecology").await;
    console.is_at(&format!("/log?targetId={target}")).await;

    console
        .put(
            "/api/v1/sandbox/receivers/ecology/trouble",
            &json!({ "kind": "none" }),
        )
        .await;
    desktop.bus().notification("已恢复").await;
    desktop.bus().until_tray_says("运行正常").await;
}

/// Row D1: quit asks while work is in flight.
#[tokio::test(flavor = "multi_thread")]
async fn quitting_asks_while_work_is_in_flight_and_a_signal_ends_the_program_in_order() {
    let desktop = Desktop::with(Sandbox::On).await;
    let console = desktop.start().await;
    console.sees("运行总览").await;
    let slow = json!({ "kind": "slow", "delayMs": 4000 });
    console
        .put("/api/v1/sandbox/receivers/landray/trouble", &slow)
        .await;
    desktop::until("something is in flight", async || in_flight(&console).await > 0).await;

    desktop.bus().choose("退出").await;
    desktop.screen().answer_no_to("确定退出？").await;
    let system = console.get("/api/v1/system").await;
    assert_eq!(
        system["engine"]["state"], "running",
        "who answers no stays: {system}"
    );

    desktop.terminate().await;
}

/// Row D4: a file goes where the person says, and nowhere when she thinks better of it.
#[tokio::test(flavor = "multi_thread")]
async fn the_configuration_is_saved_from_the_window_where_the_person_says() {
    let desktop = Desktop::with(Sandbox::On).await;
    let downloads = desktop.home().join("downloads");
    let user_dirs = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
    std::fs::create_dir(&downloads).expect("a folder can be made");
    std::fs::create_dir_all(desktop.home().join("config")).expect("a folder can be made");
    std::fs::write(desktop.home().join("config/user-dirs.dirs"), user_dirs).expect("a file can be written");
    let saved = || {
        std::fs::read_dir(&downloads)
            .expect("the folder is there")
            .flatten()
    };
    let console = desktop.start().await;
    console.open("系统").await;
    console.press("配置导入导出").await;

    console.press("下载 .toml").await;
    desktop.screen().answer_no_to("保存到").await;
    assert_eq!(saved().count(), 0, "who says no gets no file");
    console.press("下载 .toml").await;
    desktop.screen().answer_yes_to("保存到").await;
    console.sees("已保存").await;

    let file = saved().next().expect("it is in the downloads folder").path();
    let document = std::fs::read_to_string(&file).expect("it can be read");
    assert!(document.contains("sandbox-ecology"), "{document}");
}

async fn newest_delivery(console: &Console) -> u64 {
    let page = console.get("/api/v1/deliveries?limit=1").await;
    page["items"][0]["id"].as_u64().unwrap_or(0)
}

async fn in_flight(console: &Console) -> u64 {
    let overview = console.get("/api/v1/overview").await;
    let targets = overview["targets"]
        .as_array()
        .expect("the overview lists targets");
    targets
        .iter()
        .filter_map(|target| target["inFlight"].as_u64())
        .sum()
}

async fn target_of(console: &Console, push_type: &str) -> u64 {
    let targets = console.get("/api/v1/targets").await;
    let targets = targets["items"].as_array().expect("there is a list of targets");
    let found = targets.iter().find(|target| target["pushType"] == push_type);
    found
        .map(|target| &target["id"])
        .and_then(Value::as_u64)
        .expect("the sandbox has a target of this type")
}
