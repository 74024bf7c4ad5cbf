//! Settings of both to-do centres.

use super::Remark;
use crate::catalog::{ParamSpec, choice, texts};
use crate::settings::Format;

/// `statusMap`
pub(crate) fn status_map() -> ParamSpec {
    ParamSpec::pairs("statusMap", "状态对照", "Status map")
        .format(Format::Values(Remark::CODES))
        .help(
            "业务数据状态 → isremark：0 待办、2 已办、4 办结、8 待阅；未列出的状态按数据集合推送；删除数据不受影响",
            "Business data state → isremark: 0 to-do, 2 done, 4 closed, 8 to read; states that are not listed go by their data set; deletions are not touched",
        )
}

/// `isremark8`
pub(crate) fn isremark8() -> ParamSpec {
    ParamSpec::flag(
        "isremark8",
        texts("接收端支持待阅", "Receiver knows items to read"),
        true,
    )
    .help(
        "接收端不认识 isremark=8 时关闭，待阅并入待办",
        "Off for receivers that refuse isremark 8; items to read are then sent as to-dos",
    )
}

/// `toReadStates`
pub(crate) fn to_read_states(zh: &'static str, en: &'static str) -> ParamSpec {
    ParamSpec::text(
        "toReadStates",
        "待阅的业务数据状态",
        "States that are only to be read",
    )
    .default_text("copied,circulated")
    .help(zh, en)
}

/// `viewtype`
pub(crate) fn view_type() -> ParamSpec {
    ParamSpec::choice(
        "viewtype",
        texts("已读标记 viewtype", "Read mark viewtype"),
        vec![
            choice("event", "按数据", "As the event says"),
            choice("unread", "一律未读", "Always unread"),
            choice("read", "一律已读", "Always read"),
        ],
    )
    .help(
        "未读的待办会触发接收端的提醒；补偿的待办总按已读发送",
        "Unread to-dos make the receiver remind the person; backfilled ones always go as read",
    )
}

/// `unknownItem`
pub(crate) fn unknown_item() -> ParamSpec {
    ParamSpec::choice(
        "unknownItem",
        texts("已办、办结时流程不存在", "Done or closed item unknown there"),
        vec![
            choice("accepted", "视为成功", "Counts as accepted"),
            choice("rejected", "视为失败", "Counts as refused"),
        ],
    )
    .help(
        "接收端没有对应待办时如何处理；选失败可配合缺失数据补偿重新推送",
        "When the receiver has no such to-do; as a refusal it can be sent again with backfill",
    )
}
