//! Native notifications: a breaker opened or recovered. A click on one opens the push log of that very target.
//!
//! They are shown on a best effort; the console tells the same, and keeps it.

use domain::breaker::Phase;
use engine::BreakerNews;
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt;

use crate::{texts, window};

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

/// Tells of a breaker.
pub(crate) fn tell(app: &AppHandle, news: &BreakerNews) {
    let Some((title, body)) = words(news) else { return };
    let screen = format!("/#/log?targetId={}", news.target_id);
    let notice = app
        .notification()
        .builder()
        .title(title)
        .body(body)
        .extra(SCREEN, screen);
    if let Err(error) = notice.show() {
        tracing::warn!(%error, "the notification cannot be shown");
    }
}

/// Title and body; nothing for the steps in between.
fn words(news: &BreakerNews) -> Option<(String, String)> {
    match news.state {
        Phase::Open => Some((
            texts::breaker_opened(&news.name),
            texts::breaker_opened_detail(news.cause.as_deref()),
        )),
        Phase::Closed => Some((
            texts::breaker_recovered(&news.name),
            texts::BREAKER_RECOVERED_DETAIL.to_owned(),
        )),
        Phase::Probing | Phase::Draining => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(state: &str, cause: Option<&str>) -> Option<(String, String)> {
        let news = json!({
            "targetId": 3, "name": "集团门户", "state": state, "cause": cause, "at": "2026-11-22T09:00:00Z"
        });
        words(&serde_json::from_value(news).expect("these are news"))
    }

    /// Row D1: what happened, to whom, why, and what the program does about it.
    #[test]
    fn an_opening_and_a_recovery_are_told_and_the_steps_in_between_are_not() {
        let (title, body) = told("open", Some("无法建立连接")).expect("an opening is told");
        assert_eq!(title, "“集团门户”已熔断");
        assert!(
            body.starts_with("无法建立连接\n待推送数据已保留"),
            "the cause comes first: {body}"
        );
        let (title, _) = told("closed", None).expect("a recovery is told");
        assert_eq!(title, "“集团门户”已恢复");
        assert_eq!((told("probing", None), told("draining", None)), (None, None));
    }
}
