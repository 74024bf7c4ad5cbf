//! The words that the shell itself says, in Chinese. What the console says is in the console.

use std::fmt::Display;
use std::path::Path;

/// Name of the program on the screen.
pub(crate) const PROGRAM: &str = "待办中继";
/// First entry of the tray's menu that does something.
pub(crate) const SHOW: &str = "显示主窗口";
/// Last entry of the tray's menu.
pub(crate) const QUIT: &str = "退出";
/// The other answer to the question whether to quit.
pub(crate) const STAY: &str = "继续运行";
/// Title of the question whether to quit.
pub(crate) const QUIT_TITLE: &str = "确定退出？";
/// Title of the dialog that asks where a file goes.
pub(crate) const SAVE_TITLE: &str = "保存到";
/// Title of the message that the engine could not be started.
pub(crate) const START_TITLE: &str = "推送引擎未能启动";

/// The question whether to quit: what happens, what the program will do, what one can do.
pub(crate) fn quit_question(in_flight: u64) -> String {
    format!(
        "还有 {in_flight} 条推送正在进行。\n退出时最多等待 10 秒；仍未返回的，下次启动后会重新推送。\n如需让推送在后台继续，请选择“{STAY}”。"
    )
}

/// Another engine works on the same data.
pub(crate) fn data_held(path: &Path) -> String {
    format!(
        "数据目录 {} 正被另一个推送引擎使用，本程序即将退出。\n请先停止另一个引擎，或用环境变量 TODO_RELAY_DATA 指定其他目录。",
        path.display()
    )
}

/// The engine could not be started for another reason.
pub(crate) fn start_failed(reason: &dyn Display) -> String {
    format!("{reason}\n本程序即将退出，已有数据保持原样。请检查数据目录的权限与磁盘空间后再启动。")
}
