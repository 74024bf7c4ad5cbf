//! Native notifications: the alert channel of this machine. A click on one opens what it speaks of.

use engine::Notice;
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt;

use crate::window;

/// Under which name a notification carries the screen that a click opens.
const SCREEN: &str = "screen";

/// From now on a click on a notification opens what it speaks of.
pub(crate) fn open_on_click(app: &AppHandle) -> Result<(), tauri_plugin_notification::Error> {
    let shell = app.clone();
    app.notification().on_action(move |action| {
        let screen = action
            .notification()
            .and_then(|notice| notice.extra().get(SCREEN));
        match screen.and_then(serde_json::Value::as_str) {
            Some(screen) => window::open(&shell, screen),
            None => window::show(&shell),
        }
    })
}

/// Shows what the engine tells of on this machine.
///
/// # Errors
/// In words: the machine shows no notifications.
pub(crate) fn show(app: &AppHandle, notice: &Notice) -> Result<(), String> {
    let shown = app
        .notification()
        .builder()
        .title(&notice.title)
        .body(&notice.body)
        .extra(SCREEN, &notice.screen)
        .show();
    shown.map_err(|error| format!("系统通知无法显示：{error}"))
}
