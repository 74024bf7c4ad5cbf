//! The routes, one file per thing that is asked about. A handler reads the request, asks the engine, and answers what
//! the engine says; it decides nothing of its own.

mod adapters;
mod alerts;
mod backups;
mod configuration;
mod connection_tests;
mod deliveries;
mod diagnostics;
mod directory;
mod health;
mod holding;
mod intake;
mod live;
mod mapping;
mod metrics;
mod oa;
mod openings;
mod overview;
mod paging;
mod push_addresses;
mod push_types;
mod reconciliation;
mod rules;
mod runs;
mod system;
mod targets;
mod tasks;
mod tokens;

use axum::response::{IntoResponse, Response};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::open::Door;
use crate::problem::Problem;

/// Every operation of the engine, not yet bound to one.
pub(crate) fn operations() -> OpenApiRouter<Door> {
    OpenApiRouter::new()
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .routes(routes!(metrics::metrics))
        .routes(routes!(system::get_system))
        .routes(routes!(intake::take_batch))
        .routes(routes!(deliveries::list_deliveries))
        .routes(routes!(deliveries::get_delivery))
        .routes(routes!(runs::count_deliveries))
        .routes(routes!(runs::list_runs, runs::begin_run))
        .routes(routes!(runs::get_run))
        .routes(routes!(runs::stop_run))
        .routes(routes!(runs::list_next_times))
        .routes(routes!(runs::push_request))
        .routes(routes!(runs::delete_request_log))
        .routes(routes!(targets::list_targets, targets::create_target))
        .routes(routes!(
            targets::get_target,
            targets::update_target,
            targets::delete_target
        ))
        .routes(routes!(alerts::list_channel_kinds))
        .routes(routes!(alerts::list_alert_channels, alerts::create_alert_channel))
        .routes(routes!(
            alerts::get_alert_channel,
            alerts::update_alert_channel,
            alerts::delete_alert_channel
        ))
        .routes(routes!(alerts::preview_alert))
        .routes(routes!(alerts::test_alert))
        .routes(routes!(alerts::list_alert_messages))
        .routes(routes!(alerts::retry_alert_message))
        .routes(routes!(diagnostics::get_diagnostics))
        .routes(routes!(backups::list_backups, backups::begin_backup))
        .routes(routes!(backups::replace_backup_plan))
        .routes(routes!(backups::delete_backup))
        .routes(routes!(backups::check_backup))
        .routes(routes!(backups::want_restore))
        .routes(routes!(backups::forget_restore))
        .routes(routes!(holding::release_targets))
        .routes(routes!(holding::hold_target, holding::release_target))
        .routes(routes!(holding::probe_target))
        .routes(routes!(reconciliation::reconcile_target))
        .routes(routes!(targets::get_deletion_impact))
        .routes(routes!(targets::copy_target))
        .routes(routes!(targets::dry_run))
        .routes(routes!(mapping::list_mapping, mapping::put_mapping_row))
        .routes(routes!(mapping::delete_mapping_row))
        .routes(routes!(mapping::import_mapping))
        .routes(routes!(mapping::list_persons_without_value))
        .routes(routes!(adapters::list_adapters, adapters::create_adapter))
        .routes(routes!(adapters::check_adapter))
        .routes(routes!(adapters::try_adapter))
        .routes(routes!(adapters::get_adapter, adapters::delete_adapter))
        .routes(routes!(adapters::list_examples))
        .routes(routes!(
            push_addresses::list_push_addresses,
            push_addresses::create_push_address
        ))
        .routes(routes!(push_addresses::preview_push_address))
        .routes(routes!(
            push_addresses::get_push_address,
            push_addresses::update_push_address,
            push_addresses::delete_push_address
        ))
        .routes(routes!(rules::try_interception))
        .routes(routes!(rules::get_reach))
        .routes(routes!(rules::list_workflows, rules::put_workflows))
        .routes(routes!(rules::list_business_states, rules::put_business_state))
        .routes(routes!(rules::delete_business_state))
        .routes(routes!(
            configuration::get_settings,
            configuration::replace_settings
        ))
        .routes(routes!(configuration::list_audit))
        .routes(routes!(configuration::export_configuration))
        .routes(routes!(configuration::import_configuration))
        .routes(routes!(targets::dry_run_target))
        .routes(routes!(push_types::list_push_types))
        .routes(routes!(connection_tests::test_connection))
        .routes(routes!(directory::get_directory, directory::replace_directory))
        .routes(routes!(directory::list_persons))
        .routes(routes!(directory::get_structure))
        .routes(routes!(directory::list_people))
        .routes(routes!(directory::import_directory))
        .routes(routes!(
            directory::get_person_list,
            directory::put_person_list,
            directory::delete_person_list
        ))
        .routes(routes!(oa::get_oa, oa::replace_oa))
        .routes(routes!(oa::check_oa))
        .routes(routes!(oa::register_oa))
        .routes(routes!(oa::begin_synchronisation))
        .routes(routes!(tasks::list_tasks, tasks::create_tasks))
        .routes(routes!(tasks::get_task, tasks::delete_task))
        .routes(routes!(tasks::start_task))
        .routes(routes!(tasks::pause_task))
        .routes(routes!(tasks::retry_task))
        .routes(routes!(tasks::set_task_pace))
        .routes(routes!(tasks::list_abnormal_rows))
        .routes(routes!(tasks::list_unread_persons))
        .routes(routes!(tasks::export_abnormal_rows))
        .routes(routes!(tasks::count_real_time))
        .routes(routes!(overview::get_overview))
        .routes(routes!(live::stream_live))
        .routes(routes!(openings::list_openings))
        .routes(routes!(tokens::list_tokens, tokens::create_token))
        .routes(routes!(tokens::revoke_token))
}

/// Anything under `/api` that is not there: a problem, never the console's page.
pub(crate) async fn no_such_path() -> Response {
    Problem::not_found("there is no such path").into_response()
}
