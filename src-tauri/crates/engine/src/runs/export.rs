//! The abnormal rows of a batch push as a workbook (row B4): typed columns, a frozen header, filters. It is written row by
//! row into a file that goes with its last handle, so that memory does not hang on the number of rows.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};

use chrono::{DateTime, Local, Utc};
use domain::delivery::Status;
use domain::event::DataSet;
use domain::ids::{DeliveryId, PersonId, RunId};
use domain::interception::data_set_name;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use store::table::log::{self, DeliveryItem};
use store::table::run_delivery;

use super::tasks::{Duplicates, Task, TaskRows};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::intake;

/// Rows that are read at once.
const AT_ONCE: usize = 1_000;
/// Rows of a sheet below its header; a sheet program takes no more.
const ROWS_OF_SHEET: u32 = 1_048_575;
const COLUMNS: [(&str, f64); 17] = [
    ("日志编号", 12.0),
    ("流程ID", 14.0),
    ("流程标题", 40.0),
    ("流程名称", 22.0),
    ("流程类型", 10.0),
    ("数据集合", 10.0),
    ("业务数据状态", 14.0),
    ("创建人", 12.0),
    ("创建人姓名", 12.0),
    ("接收人", 12.0),
    ("接收人姓名", 12.0),
    ("接收人（转换后）", 18.0),
    ("推送状态", 10.0),
    ("原因", 48.0),
    ("推送次数", 10.0),
    ("触发时间", 20.0),
    ("完成时间", 20.0),
];

impl Engine {
    /// The abnormal rows of a task as an XLSX workbook. Cost: a page of rows at a time, whatever their number.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Unavailable`] when the file cannot be written.
    pub async fn export_abnormal(&self, id: RunId) -> Result<File, EngineError> {
        let task = self.task(id).await?;
        let (engine, handle) = (self.clone(), tokio::runtime::Handle::current());
        let writing = tokio::task::spawn_blocking(move || {
            let mut after = DeliveryId(0);
            write(&engine, &task, || {
                let (store, from) = (engine.inner.store.clone(), after);
                let page = store.read(move |connection| {
                    let ids = run_delivery::abnormal(connection, id, from, AT_ONCE)?;
                    Ok((log::some(connection, &ids)?, ids.last().copied()))
                });
                let (mut rows, last) = handle.block_on(page)?;
                after = last.unwrap_or(after);
                intake::name_persons(&mut rows, &engine.inner.registry.now());
                Ok((rows, last.is_some()))
            })
        });
        writing
            .await
            .unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
    }
}

fn unwritable(error: impl std::fmt::Display) -> EngineError {
    EngineError::Unavailable {
        detail: format!("the workbook could not be written: {error}"),
    }
}

/// Writes the pages that `next` gives until it says that there are no more.
fn write(
    engine: &Engine,
    task: &Task,
    mut next: impl FnMut() -> Result<(Vec<DeliveryItem>, bool), EngineError>,
) -> Result<File, EngineError> {
    let mut book = Workbook::new();
    let looks = Looks::new();
    let mut more = true;
    let mut page = Vec::new().into_iter();
    for number in 1.. {
        let sheet = book.add_worksheet_with_constant_memory().map_err(unwritable)?;
        let name = match number {
            1 => "异常数据".to_owned(),
            number => format!("异常数据 {number}"),
        };
        header(sheet, &name, &looks).map_err(unwritable)?;
        let mut row = 0;
        while row < ROWS_OF_SHEET && more {
            match page.next() {
                Some(item) => {
                    row += 1;
                    put(sheet, row, &item, &looks).map_err(unwritable)?;
                }
                None => {
                    let (items, is_more) = next()?;
                    (page, more) = (items.into_iter(), is_more);
                }
            }
        }
        let columns = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, row.max(1), columns).map_err(unwritable)?;
        if !more {
            break;
        }
    }
    conditions(book.add_worksheet(), engine, task, &looks).map_err(unwritable)?;
    let mut file = tempfile::tempfile().map_err(unwritable)?;
    book.save_to_writer(&mut file).map_err(unwritable)?;
    file.seek(SeekFrom::Start(0)).map_err(unwritable)?;
    Ok(file)
}

struct Looks {
    head: Format,
    time: Format,
}

impl Looks {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold().set_background_color("#E8EEF7"),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

fn header(sheet: &mut Worksheet, name: &str, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (title, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_with_format(0, column, title, &looks.head)?;
    }
    Ok(())
}

fn put(sheet: &mut Worksheet, row: u32, item: &DeliveryItem, looks: &Looks) -> Result<(), XlsxError> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    sheet.write(row, 0, item.id.0)?;
    let texts = [
        item.request_id.clone(),
        item.request_name.clone(),
        item.workflow_name.clone(),
        item.workflow_type_id.clone(),
        data_set_name(item.data_set).to_owned(),
        item.business_state.clone(),
        item.creator.clone(),
        text(&item.creator_name),
        item.receiver.clone(),
        text(&item.receiver_name),
        text(&item.mapped_receiver),
        status_name(item.status).to_owned(),
        text(&item.reason),
    ];
    for (column, text) in (1..).zip(&texts) {
        sheet.write(row, column, text)?;
    }
    sheet.write(row, 14, item.attempts)?;
    let mut at = |column, time: DateTime<Utc>| {
        let time = time.with_timezone(&Local).naive_local();
        sheet
            .write_datetime_with_format(row, column, time, &looks.time)
            .map(|_| ())
    };
    at(15, item.created_at)?;
    item.finished_at.map_or(Ok(()), |finished| at(16, finished))
}

const fn status_name(status: Status) -> &'static str {
    match status {
        Status::Pending => "待推送",
        Status::Success => "成功",
        Status::Failed => "失败",
        Status::Ignored => "忽略",
        Status::NoAnswer => "未返回",
        Status::Superseded => "已被取代",
    }
}

/// What the task was asked for, one condition a row.
fn conditions(sheet: &mut Worksheet, engine: &Engine, task: &Task, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("推送条件")?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_column_width(0, 18)?.set_column_width(1, 80)?;
    sheet.write_with_format(0, 0, "条件", &looks.head)?;
    sheet.write_with_format(0, 1, "取值", &looks.head)?;
    for (row, (name, value)) in (1..).zip(conditions_in_words(engine, task)) {
        sheet.write(row, 0, name)?;
        sheet.write(row, 1, value)?;
    }
    Ok(())
}

fn conditions_in_words(engine: &Engine, task: &Task) -> Vec<(&'static str, String)> {
    let target = |id| match engine.active(id) {
        Ok(target) => target.config().name.clone(),
        Err(_) => format!("#{id}"),
    };
    let sets = |sets: &[DataSet]| {
        sets.iter()
            .map(|set| data_set_name(*set))
            .collect::<Vec<_>>()
            .join("、")
    };
    let time = |at: Option<DateTime<Utc>>| {
        let local = at.map(|at| at.with_timezone(&Local).format("%Y-%m-%d %H:%M:%S").to_string());
        local.unwrap_or_default()
    };
    let mut rows = vec![
        ("任务编号", task.run.id.to_string()),
        ("应用系统", task.run.target_id.map(target).unwrap_or_default()),
        ("创建者", task.run.actor.clone()),
        ("开始时间", time(Some(task.run.started_at))),
    ];
    match &task.order.rows {
        TaskRows::History { filter, clean_with } => {
            rows.extend([
                ("类型", "历史数据推送".to_owned()),
                ("日志来源", filter.target_id.map(target).unwrap_or_default()),
                ("创建人", filter.creators.join("、")),
                ("接收人", filter.receivers.join("、")),
                ("流程ID", filter.request_ids.join("、")),
                ("流程类型", filter.workflow_type_ids.join("、")),
                ("流程状态", sets(&filter.data_sets)),
                ("触发时间起", time(filter.from)),
                ("触发时间止", time(filter.to)),
                ("先清理", clean_with.map(target).unwrap_or_default()),
            ]);
        }
        TaskRows::Abnormal { task } => rows.push(("类型", format!("重推任务 {task} 的异常数据"))),
        TaskRows::RealTime { conditions } => {
            let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            let receivers: Vec<&str> = conditions.receivers.iter().map(PersonId::as_str).collect();
            rows.extend([
                ("类型", "实时数据推送".to_owned()),
                ("创建人", conditions.creators.join("、")),
                ("接收人", receivers.join("、")),
                ("流程ID", conditions.request_ids.join("、")),
                ("流程类型", conditions.workflow_type_ids.join("、")),
                ("流程状态", sets(&conditions.data_sets)),
                ("流程创建时间起", day(conditions.created_from)),
                ("流程创建时间止", day(conditions.created_to)),
            ]);
        }
    }
    rows.push((
        "重复数据",
        match task.order.duplicates {
            Duplicates::AsNew => "按新数据推送",
            Duplicates::Respected => "遵循重复数据过滤",
        }
        .to_owned(),
    ));
    rows.retain(|(_, value)| !value.is_empty());
    rows
}
