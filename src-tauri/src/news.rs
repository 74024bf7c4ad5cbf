//! Follows the engine's live stream for what the shell shows by itself: the tray's state. It goes on while the window
//! is hidden. When the stream outruns it, the tray is right again with the next pulse.

use engine::{Engine, LiveEvent};
use tauri::AppHandle;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use crate::tray::{self, Mood};

/// Shows the news until `ending` fires or the engine ends.
pub(crate) async fn follow(app: AppHandle, engine: Engine, ending: CancellationToken) {
    let mut live = engine.live();
    let mut said = Mood::Opening;
    loop {
        let event = tokio::select! {
            () = ending.cancelled() => return,
            event = live.recv() => event,
        };
        match event.as_deref() {
            Ok(LiveEvent::Pulse(pulses)) => {
                let mood = Mood::of(&engine.status(), &pulses.targets);
                // The tray is another program's: it is told of changes only.
                if mood != said {
                    tray::say(&app, &mood);
                    said = mood;
                }
            }
            Ok(LiveEvent::Breaker(_) | LiveEvent::Deliveries(_)) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}
