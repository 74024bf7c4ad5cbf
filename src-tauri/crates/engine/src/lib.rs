//! The engine: takes event batches in, plans them, sends what is due, records what became of it.
//!
//! ```text
//! intake ──▶ plan (in the writer's transaction) ──▶ dispatch, one task a target ──▶ recorder ──▶ live stream
//! ```
//!
//! What it guarantees:
//!
//! * A batch that was answered is on disk, planned.
//! * Of two deliveries of one lane the later one is sent only once the result of the earlier one is on disk. So after
//!   a crash only deliveries without a recorded result are sent again, each lane in its order.
//! * One target's trouble does not slow another's: each has its own task, its own connections and its own breaker.
//! * Memory is bounded: each target loads a window of its backlog, the rest stays on disk.
//!
//! [`Engine`] is the face; every operation of the interface is one of its methods.

mod actor;
mod adapters;
mod addresses;
mod alerting;
mod answers;
mod backups;
mod boundary;
mod catalogue;
mod configuration;
mod dispatch;
mod dry_run;
mod engine;
mod error;
mod forgetting;
mod holding;
mod installation;
mod intake;
mod ledger;
mod mapping;
mod oa;
mod organisation;
mod organisation_import;
mod push;
mod reading;
mod reconciliation;
mod recorder;
mod registry;
mod rules;
mod runs;
mod secret_params;
mod session;
mod sheets;
mod targets;
mod tokens;
mod trials;

pub use actor::Actor;
pub use adapters::{
    ADAPTERS_DIRECTORY, AdapterCheck, AdapterClass, AdapterSource, AdapterVersion, NewAdapter,
};
pub use addresses::{AddressPreview, PreviewedTarget};
pub use alerting::{
    AlertDraft, AlertPreview, AlertSample, AlertTest, ChannelView, Notice, ShowNotice, TemplateValue,
};
pub use answers::{
    BreakerNews, BreakerView, DeletionImpact, EngineState, EngineStatus, IntakeRate, Latency, LiveEvent,
    Overview, Point, Pulse, Pulses, Receipt, TargetCopy,
};
pub use backups::{
    Backups, RestoreOutcome, SECRETS_FILE, WantedRestore, back_up, check_backup, restore, restore_if_wanted,
};
pub use catalogue::{NewWorkflows, WorkflowCatalogue, WorkflowType};
pub use configuration::{Compared, Comparison, Difference, FieldDifference};
pub use dry_run::{DryRun, DryRunDelivery, DryRunRequest};
pub use engine::{Engine, EngineOptions, StartError};
pub use error::{EngineError, IntakeError};
pub use ledger::{Distribution, Gauges, LATENCY_BOUNDS_MS, MetricsSnapshot, StoredGauges, TargetMetrics};
pub use mapping::{
    ChangedRow, MappingImported, MappingQuery, MappingRow, MappingSheet, PersonWithoutValue, RowChange,
};
pub use oa::{HeaderPresets, OaView};
pub use organisation::{
    Identity, PersonEntry, PersonListEntry, PersonPlace, PersonQuery, PersonRow, PostEntry, Structure, Unit,
};
pub use organisation_import::{DirectoryImported, PartChange, PartRow};
pub use reading::{DeliveryQuery, OpeningQuery};
pub use reconciliation::{Divergence, PersonReconciled, Reconciliation, ReconciliationQuestion};
pub use rules::{InterceptionAnswer, InterceptionTrial, Passing, Reach, ReachQuestion};
pub use runs::{
    Choice, Counted, Duplicates, NewTasks, RealTimeConditions, RealTimeCount, RunDetail, Task, TaskOrder,
    TaskPace, TaskRows,
};
pub use sheets::WrongCell;
pub use store::backup::{Backup, BackupError, Restored};
pub use store::table::Page;
pub use store::table::alert::{AlertMessage, MessageFilter, MessageState};
pub use store::table::alert_channel::StoredChannel;
pub use store::table::attempt::{AttemptEntry, AttemptOutcome};
pub use store::table::audit::{Action, AuditEntry, AuditFilter, ObjectKind};
pub use store::table::breaker::Opening;
pub use store::table::counter::StatusCounts;
pub use store::table::hold::Hold;
pub use store::table::log::{DeliveryDetail, DeliveryFilter, DeliveryItem};
pub use store::table::push_address::StoredAddress;
pub use store::table::run::{Run, RunCause, RunFilter, RunKind, RunState, Tally};
pub use store::table::run_person::UnreadPerson;
pub use store::table::target::Target;
pub use store::table::token::{Scope, TokenEntry};
pub use store::{OpenError, WriterFigures};
pub use tokens::{Grant, NewToken};
pub use trials::{AdapterTrial, ConnectionTest, DryRunQuestion};
pub use weaver::{CheckStage, CheckStep, OaFaultKind, StepState};
