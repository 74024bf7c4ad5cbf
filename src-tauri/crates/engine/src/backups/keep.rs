//! Backups by the running engine: when a person wants one, and once a day.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Local, Utc};
use domain::alert::{Alert, AlertKind};
use domain::backup_plan::BackupPlan;
use domain::schedule::{Alarm, Schedule};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::backup::{self, Backup, BackupError};
use store::table::alert;
use store::table::audit::ObjectKind;
use tokio::time::MissedTickBehavior;

use super::{
    OUTCOME, PLAN, RestoreOutcome, WANTED, WantedRestore, directory, make, read_file, words, write_file,
};
use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;

/// What the audit trail calls what is done here to the plan, and not to one backup.
const PLAN_NAME: &str = "定时备份";

/// Backups, and how they are made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Backups {
    /// 定时备份
    pub plan: BackupPlan,
    /// Where backups go.
    pub directory: String,
    /// Why the directory cannot be read.
    pub problem: Option<String>,
    /// Newest first.
    pub items: Vec<Backup>,
    /// The one that is being made.
    pub under_way: Option<UnderWay>,
    /// The last one that could not be made, unless one was made since the engine started.
    pub failure: Option<BackupFailure>,
    /// The one that is to be put back at the next start.
    pub wanted: Option<WantedRestore>,
    /// What came of the last restoring.
    pub outcome: Option<RestoreOutcome>,
}

/// A backup that is being made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnderWay {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Bytes that were copied; afterwards the copy is read back.
    pub copied: u64,
    /// Bytes that there are to copy, at most.
    pub total: u64,
}

/// A backup that could not be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BackupFailure {
    /// When it was given up.
    pub at: DateTime<Utc>,
    /// Why.
    pub error: String,
}

#[derive(Debug, Default)]
struct Now {
    plan: BackupPlan,
    under_way: Option<DateTime<Utc>>,
    failure: Option<BackupFailure>,
}

/// The engine's part of backups.
#[derive(Debug)]
pub(crate) struct Backing(Mutex<Now>);

impl Backing {
    /// As the data directory says.
    pub(crate) fn read(data: &Path) -> Self {
        let plan = read_file(&data.join(PLAN)).unwrap_or_default();
        Self(Mutex::new(Now {
            plan,
            ..Now::default()
        }))
    }

    fn lock(&self) -> MutexGuard<'_, Now> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn plan(&self) -> BackupPlan {
        self.lock().plan.clone()
    }
}

impl From<BackupError> for EngineError {
    fn from(error: BackupError) -> Self {
        let detail = error.to_string();
        match error {
            BackupError::NotSound { .. } | BackupError::Newer { .. } => Self::Conflict {
                code: "BACKUP_NOT_SOUND",
                detail,
            },
            _ => Self::Unavailable { detail },
        }
    }
}

/// Runs what blocks off the asynchronous threads.
async fn blocking<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> R {
    let ended = tokio::task::spawn_blocking(work).await;
    ended.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

/// Makes the directory, and sees whether something can be written there.
fn try_writing(directory: &Path) -> std::io::Result<()> {
    fs::create_dir_all(directory)?;
    let probe = directory.join(".can-be-written");
    fs::write(&probe, b"")?;
    fs::remove_file(probe)
}

impl Engine {
    fn backup_directory(&self) -> PathBuf {
        directory(self.data_directory(), &self.inner.backing.plan())
    }

    /// The backups, the plan, and what is going on.
    pub async fn backups(&self) -> Backups {
        let engine = self.clone();
        let (plan, since, failure) = {
            let now = self.inner.backing.lock();
            (now.plan.clone(), now.under_way, now.failure.clone())
        };
        let (total, _) = self.inner.store.sizes();
        blocking(move || {
            let data = engine.data_directory();
            let directory = directory(data, &plan);
            let (items, problem) = match backup::list(&directory) {
                Ok(items) => (items, None),
                Err(error) => (Vec::new(), Some(error.to_string())),
            };
            Backups {
                items,
                problem,
                under_way: since.map(|since| UnderWay {
                    since,
                    copied: backup::copied(&directory).unwrap_or_default(),
                    total,
                }),
                failure,
                wanted: read_file(&data.join(WANTED)),
                outcome: read_file(&data.join(OUTCOME)),
                directory: directory.display().to_string(),
                plan,
            }
        })
        .await
    }

    /// Changes when backups are made, how many are kept, and where.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field, the directory too when nothing can be written there.
    pub async fn replace_backup_plan(&self, by: &Actor, plan: BackupPlan) -> Result<(), EngineError> {
        plan.check().map_err(EngineError::Invalid)?;
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let before = engine.inner.backing.plan();
            let data = engine.data_directory().to_owned();
            let new = plan.clone();
            blocking(move || {
                try_writing(&directory(&data, &new))
                    .map_err(|error| EngineError::field("/directory", "NOT_WRITABLE", &error.to_string()))?;
                write_file(&data.join(PLAN), &new).map_err(|error| EngineError::Unavailable {
                    detail: error.to_string(),
                })
            })
            .await?;
            let noted = by.changed(ObjectKind::Backup, ("", PLAN_NAME), (json!(before), json!(plan)));
            engine.inner.backing.lock().plan = plan;
            engine.inner.note(noted).await
        })
        .await
    }

    /// Begins to make a backup; [`Engine::backups`] tells how far it is.
    ///
    /// # Errors
    /// [`EngineError::Conflict`] while one is being made.
    pub async fn begin_backup(&self, by: &Actor) -> Result<(), EngineError> {
        self.take_turn()?;
        let (engine, by) = (self.clone(), by.clone());
        self.inner.senders.spawn(async move {
            if let Ok(made) = engine.make_backup().await {
                let object = (&made.name, made.name.as_str());
                let noted = by.created(ObjectKind::Backup, object, json!(made));
                if let Err(error) = engine.inner.note(noted).await {
                    tracing::warn!(%error, "a backup that was made is not in the audit trail");
                }
            }
        });
        Ok(())
    }

    fn take_turn(&self) -> Result<(), EngineError> {
        let mut now = self.inner.backing.lock();
        if now.under_way.is_some() {
            return Err(EngineError::Conflict {
                code: "BACKUP_UNDER_WAY",
                detail: "a backup is being made".to_owned(),
            });
        }
        now.under_way = Some(Utc::now());
        Ok(())
    }

    /// Makes a backup whose turn was taken; says in the log and to the administrators what came of it.
    async fn make_backup(&self) -> Result<Backup, BackupError> {
        let (data, to, program) = (
            self.data_directory().to_owned(),
            self.backup_directory(),
            self.version(),
        );
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stop);
        let making = blocking(move || make(&data, &to, (program, &flag)));
        tokio::pin!(making);
        let made = tokio::select! {
            made = &mut making => made,
            () = self.stopping().cancelled_owned() => {
                stop.store(true, Ordering::Relaxed);
                making.await
            }
        };
        let failure = match &made {
            Ok(backup) => {
                tracing::info!(backup = %backup.name, bytes = backup.bytes, "backup made");
                None
            }
            Err(error) => {
                tracing::warn!(%error, "backup failed");
                Some(BackupFailure {
                    at: Utc::now(),
                    error: words(error),
                })
            }
        };
        {
            let mut now = self.inner.backing.lock();
            now.under_way = None;
            now.failure.clone_from(&failure);
        }
        if let Some(failure) = failure.filter(|_| !self.stopping().is_cancelled()) {
            self.tell_of(failure).await;
        }
        made
    }

    async fn tell_of(&self, failure: BackupFailure) {
        let told = Alert {
            kind: AlertKind::RunFailed,
            target: None,
            name: "备份".to_owned(),
            cause: failure.error,
            held: 0,
            lasted: None,
            at: failure.at,
        };
        let source = alert::Source {
            run: None,
            opening: None,
        };
        let raised = self
            .inner
            .store
            .write(move |tx| alert::raise(tx, &told, source).map(|_| ()));
        if let Err(error) = raised.await {
            tracing::warn!(%error, "the alert of a backup that failed could not be written");
        }
        self.inner.alerting.bell().notify_one();
    }

    /// Where the backup of a name is.
    async fn find_backup(&self, name: String) -> Result<(PathBuf, Backup), EngineError> {
        let directory = self.backup_directory();
        blocking(move || {
            let found = backup::list(&directory)?
                .into_iter()
                .find(|backup| backup.name == name);
            let backup = found.ok_or(EngineError::NotFound { what: "backup" })?;
            Ok((directory.join(&backup.name), backup))
        })
        .await
    }

    /// Reads a backup from beginning to end: some seconds for each gigabyte.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] says what is wrong with it.
    pub async fn check_backup(&self, name: String) -> Result<Backup, EngineError> {
        let (path, _) = self.find_backup(name).await?;
        Ok(blocking(move || super::check_backup(&path)).await?)
    }

    /// Deletes a backup.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] for the one that is to be put back.
    pub async fn delete_backup(&self, by: &Actor, name: String) -> Result<(), EngineError> {
        let (path, backup) = self.find_backup(name).await?;
        if self
            .wanted_restore()
            .await
            .is_some_and(|wanted| wanted.path == path)
        {
            return Err(EngineError::Conflict {
                code: "BACKUP_IS_WANTED",
                detail: "the backup is to be put back at the next start".to_owned(),
            });
        }
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            blocking(move || backup::delete(&path)).await?;
            let object = (&backup.name, backup.name.as_str());
            engine
                .inner
                .note(by.deleted(ObjectKind::Backup, object, json!(backup)))
                .await
        })
        .await
    }

    async fn wanted_restore(&self) -> Option<WantedRestore> {
        let file = self.data_directory().join(WANTED);
        blocking(move || read_file(&file)).await
    }

    /// Has a backup put back at the next start; it is read from beginning to end first.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] says what is wrong with it.
    pub async fn want_restore(&self, by: &Actor, name: String) -> Result<(), EngineError> {
        let (path, _) = self.find_backup(name).await?;
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let checked = path.clone();
            let backup = blocking(move || super::check_backup(&checked)).await?;
            let wanted = WantedRestore {
                backup,
                path,
                by: by.name().to_owned(),
                at: Utc::now(),
            };
            engine.set_wanted(&by, Some(wanted)).await
        })
        .await
    }

    /// Takes back [`Engine::want_restore`].
    ///
    /// # Errors
    /// When the data directory cannot be written.
    pub async fn forget_restore(&self, by: &Actor) -> Result<(), EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move { engine.set_wanted(&by, None).await })
            .await
    }

    async fn set_wanted(&self, by: &Actor, wanted: Option<WantedRestore>) -> Result<(), EngineError> {
        let _turn = self.inner.changes.lock().await;
        let before = self.wanted_restore().await;
        let name = |wanted: &Option<WantedRestore>| json!({ "restoreAtNextStart": wanted.as_ref().map(|wanted| &wanted.backup.name) });
        let noted = by.changed(
            ObjectKind::Backup,
            ("", "恢复备份"),
            (name(&before), name(&wanted)),
        );
        let file = self.data_directory().join(WANTED);
        let written = blocking(move || match wanted {
            Some(wanted) => write_file(&file, &wanted),
            None => match fs::remove_file(file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            },
        });
        written.await.map_err(|error| EngineError::Unavailable {
            detail: error.to_string(),
        })?;
        self.inner.note(noted).await
    }

    /// Makes the daily backup from now on. Days that were missed are made up for by one backup.
    pub(crate) fn begin_backups(&self) {
        let engine = self.clone();
        self.inner
            .senders
            .spawn(async move { engine.keep_backups().await });
    }

    async fn keep_backups(&self) {
        let mut second = tokio::time::interval(Duration::from_secs(1));
        second.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let stop = self.stopping();
        let mut kept: Option<(u8, Alarm<Local>)> = None;
        while stop.run_until_cancelled(second.tick()).await.is_some() {
            let plan = self.inner.backing.plan();
            if !plan.enabled {
                kept = None;
                continue;
            }
            if kept.as_ref().is_none_or(|(hour, _)| *hour != plan.hour) {
                kept = self.alarm(&plan).await.map(|alarm| (plan.hour, alarm));
            }
            let rings = kept.as_mut().is_some_and(|(_, alarm)| alarm.rings(&Local::now()));
            if rings && self.take_turn().is_ok() && self.make_backup().await.is_ok() {
                self.delete_old(&plan).await;
            }
        }
    }

    /// Rings at the plan's hour, for the first time after the newest backup that there is, or after now.
    async fn alarm(&self, plan: &BackupPlan) -> Option<Alarm<Local>> {
        let to = directory(self.data_directory(), plan);
        let newest = blocking(move || backup::list(&to).ok()?.into_iter().next()).await;
        let since = newest.map_or_else(Local::now, |backup| backup.created_at.into());
        let schedule = Schedule::parse(&Schedule::daily(plan.hour)).ok()?;
        Some(Alarm::new(schedule, since))
    }

    /// Deletes all but the newest; the one that is to be put back stays.
    async fn delete_old(&self, plan: &BackupPlan) {
        let wanted = self.wanted_restore().await.map(|wanted| wanted.path);
        let to = directory(self.data_directory(), plan);
        let keep = usize::try_from(plan.keep).unwrap_or(usize::MAX);
        let deleted = blocking(move || {
            let old = backup::list(&to)?.into_iter().skip(keep);
            for path in old.map(|backup| to.join(&backup.name)) {
                if wanted.as_ref() != Some(&path) {
                    backup::delete(&path)?;
                }
            }
            Ok::<_, BackupError>(())
        });
        if let Err(error) = deleted.await {
            tracing::warn!(%error, "old backups could not be deleted");
        }
    }
}
