//! The tray icon: shows how the engine is doing, brings the window back, and is the way to quit.
//!
//! The state is told three ways: by the icon, by the tooltip, and by the menu's first line, because Linux trays have no
//! tooltips.

use domain::breaker::Phase;
use engine::{EngineState, EngineStatus, Pulse};
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Wry};

use crate::{leave, texts, window};

const TRAY: &str = "main";
const SHOW: &str = "show";
const QUIT: &str = "quit";

const WORKING: Image<'static> = tauri::include_image!("icons/tray-working.png");
const HELD: Image<'static> = tauri::include_image!("icons/tray-held.png");
const STOPPED: Image<'static> = tauri::include_image!("icons/tray-stopped.png");

/// What the tray says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mood {
    /// The engine is being started.
    Opening,
    /// All is well.
    Working,
    /// Deliveries to so many targets are held by a breaker that is not closed.
    Held(usize),
    /// Nothing can be taken.
    StoreUnavailable,
    /// Its file is damaged.
    StoreDamaged,
    /// The program is ending.
    Leaving,
}

impl Mood {
    /// The worst of what is true now.
    pub(crate) fn of(status: &EngineStatus, targets: &[Pulse]) -> Self {
        let held = targets
            .iter()
            .filter(|target| target.breaker.state != Phase::Closed)
            .count();
        match status.state {
            EngineState::Stopping => Self::Leaving,
            EngineState::StoreUnavailable => Self::StoreUnavailable,
            EngineState::StoreDamaged => Self::StoreDamaged,
            EngineState::Running if held > 0 => Self::Held(held),
            EngineState::Running => Self::Working,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Opening => "正在启动".to_owned(),
            Self::Working => "运行正常".to_owned(),
            Self::Held(targets) => format!("{targets} 个应用系统熔断中"),
            Self::StoreUnavailable => "存储不可用，已暂停接收".to_owned(),
            Self::StoreDamaged => "数据库文件已损坏，已停止接收".to_owned(),
            Self::Leaving => "正在退出".to_owned(),
        }
    }

    fn icon(&self) -> Image<'static> {
        match self {
            Self::Opening | Self::Working => WORKING,
            Self::Held(_) => HELD,
            Self::StoreUnavailable | Self::StoreDamaged | Self::Leaving => STOPPED,
        }
    }
}

/// The menu's first line, kept to be rewritten.
struct StateLine(MenuItem<Wry>);

/// Puts the icon and its menu into the tray. Without a tray on this desktop it stays unseen; a second start of the
/// program then brings the window back.
pub(crate) fn put_up(app: &AppHandle) -> tauri::Result<()> {
    let line = MenuItem::new(app, Mood::Opening.words(), false, None::<&str>)?;
    let menu = Menu::with_items(
        app,
        &[
            &line,
            &PredefinedMenuItem::separator(app)?,
            &MenuItem::with_id(app, SHOW, texts::SHOW, true, None::<&str>)?,
            &MenuItem::with_id(app, QUIT, texts::QUIT, true, None::<&str>)?,
        ],
    )?;
    TrayIconBuilder::with_id(TRAY)
        .icon(Mood::Opening.icon())
        .tooltip(tooltip(&Mood::Opening))
        .menu(&menu)
        .show_menu_on_left_click(false)
        .on_menu_event(|app, event| match event.id().as_ref() {
            SHOW => window::show(app),
            QUIT => leave::ask(app),
            _ => {}
        })
        .on_tray_icon_event(|tray, event| {
            let click = matches!(
                event,
                TrayIconEvent::Click {
                    button: MouseButton::Left,
                    button_state: MouseButtonState::Up,
                    ..
                }
            );
            if click {
                window::show(tray.app_handle());
            }
        })
        .build(app)?;
    app.manage(StateLine(line));
    Ok(())
}

/// Makes the tray say `mood`.
pub(crate) fn say(app: &AppHandle, mood: &Mood) {
    let (Some(tray), Some(line)) = (app.tray_by_id(TRAY), app.try_state::<StateLine>()) else {
        return;
    };
    let said = tray
        .set_icon(Some(mood.icon()))
        .and_then(|()| tray.set_tooltip(Some(tooltip(mood))))
        .and_then(|()| line.0.set_text(mood.words()));
    if let Err(error) = said {
        tracing::warn!(%error, "the tray cannot be changed");
    }
}

fn tooltip(mood: &Mood) -> String {
    format!("{}：{}", texts::PROGRAM, mood.words())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn engine(state: &str) -> EngineStatus {
        let status = json!({ "state": state, "detail": null, "startedAt": "2026-11-22T09:00:00Z" });
        serde_json::from_value(status).expect("this is a status")
    }

    fn target(breaker: &str) -> Pulse {
        let pulse = json!({
            "targetId": 1, "name": "集团门户", "identifier": "portal", "pushType": "ecology", "enabled": true,
            "blocked": null, "perSecond": 0.0, "latencyMs": null, "inFlight": 0, "oldestPendingAt": null,
            "counts": {
                "pending": 0, "success": 0, "failed": 0, "ignored": 0, "noAnswer": 0, "superseded": 0
            },
            "breaker": { "state": breaker, "since": null, "cause": null, "nextProbeAt": null },
        });
        serde_json::from_value(pulse).expect("this is a pulse")
    }

    /// Row D1.
    #[test]
    fn the_tray_tells_the_worst_of_what_is_true() {
        let well = [target("closed"), target("closed")];
        let held = [
            target("open"),
            target("closed"),
            target("probing"),
            target("draining"),
        ];
        let cases = [
            (engine("running"), &well[..], Mood::Working),
            (engine("running"), &[], Mood::Working),
            (engine("running"), &held, Mood::Held(3)),
            (engine("storeUnavailable"), &held, Mood::StoreUnavailable),
            (engine("stopping"), &held, Mood::Leaving),
        ];
        for (status, targets, expected) in cases {
            assert_eq!(Mood::of(&status, targets), expected, "with {:?}", status.state);
        }
    }
}
