//! One desktop a test: a screen, a session bus, a home and the program in it. Nothing is shared with another test or with
//! whoever runs them; at the end everything is killed.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::console::Console;
use crate::screen::Screen;
use crate::session_bus::SessionBus;

/// Whether the simulated OA and receivers run too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sandbox {
    On,
    Off,
}

pub(crate) struct Desktop {
    sandbox: Sandbox,
    driver: Group,
    port: u16,
    bus: SessionBus,
    screen: Screen,
    surroundings: Vec<(&'static str, PathBuf)>,
    _bus_daemon: Group,
    _display: Group,
    home: TempDir,
}

impl Desktop {
    pub(crate) async fn with(sandbox: Sandbox) -> Self {
        let home = tempfile::tempdir().expect("a home can be made");
        let (display, number) = started(Command::new("Xvfb").args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x900x24",
            "-nolisten",
            "tcp",
        ]));
        let (bus_daemon, address) =
            started(Command::new("dbus-daemon").args(["--session", "--nofork", "--print-address=1"]));
        let surroundings = surroundings(home.path(), &number, &address);
        let bus = SessionBus::join(&address).await;
        let screen = Screen::of(&format!(":{number}"));
        let port = free_port();
        let mut driver = Command::new("WebKitWebDriver");
        driver.arg(format!("--port={port}")).stdout(Stdio::null());
        let driver = Group::spawn(dressed(&mut driver, sandbox, &surroundings));
        until("the driver listens", async || {
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
        })
        .await;
        Self {
            sandbox,
            driver,
            port,
            bus,
            screen,
            surroundings,
            _bus_daemon: bus_daemon,
            _display: display,
            home,
        }
    }

    /// Starts the program and answers the console in its window.
    pub(crate) async fn start(&self) -> Console {
        let program = program();
        let console = Console::open_program(self.port, program.to_str().expect("the path is text")).await;
        self.screen.until_main_window_is(crate::screen::Shown::Yes).await;
        console
    }

    /// Starts the program by itself, without a driver that sees into its window.
    pub(crate) fn start_alone(&self) -> Group {
        let mut command = Command::new(program());
        let command = dressed(&mut command, self.sandbox, &self.surroundings);
        Group::spawn(command.env_remove("TAURI_WEBVIEW_AUTOMATION"))
    }

    pub(crate) fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The home of whoever sits there.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn bus(&self) -> &SessionBus {
        &self.bus
    }

    /// SIGTERM; the program ends.
    pub(crate) async fn terminate(&self) {
        for process in self.processes() {
            // SAFETY: kill has no memory effects; the process is one that this test started.
            #[expect(unsafe_code, reason = "the standard library cannot send a signal")]
            unsafe {
                libc::kill(process, libc::SIGTERM);
            }
        }
        until("the program ends", async || self.processes().is_empty()).await;
    }

    /// The program's processes on this desktop that are alive.
    fn processes(&self) -> Vec<i32> {
        let program = program();
        let ours = processes().filter(|process| process.group == self.driver.first.id());
        let ours = ours.filter(|process| {
            std::fs::read_link(format!("/proc/{}/exe", process.id)).is_ok_and(|exe| exe == program)
        });
        ours.map(|process| process.id).collect()
    }
}

/// Waits until something is true, and says what was waited for when it does not come.
pub(crate) async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is_so().await {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The built desktop program: `APP_BIN`, or the one beside these tests.
fn program() -> PathBuf {
    let built = std::env::var_os("APP_BIN").map_or_else(beside, PathBuf::from);
    let found = built.canonicalize();
    found.unwrap_or_else(|error| panic!("{} has to be built first: {error}", built.display()))
}

fn beside() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it lies");
    let folder = test
        .parent()
        .and_then(Path::parent)
        .expect("tests lie in target/<profile>/deps");
    folder.join("todo-relay")
}

fn surroundings(home: &Path, display: &str, bus: &str) -> Vec<(&'static str, PathBuf)> {
    let runtime = home.join("runtime");
    std::fs::create_dir(&runtime).expect("a runtime directory can be made");
    std::fs::set_permissions(&runtime, PermissionsExt::from_mode(0o700)).expect("it can be made private");
    vec![
        ("HOME", home.to_owned()),
        ("XDG_CONFIG_HOME", home.join("config")),
        ("XDG_DATA_HOME", home.join("share")),
        ("XDG_CACHE_HOME", home.join("cache")),
        ("XDG_STATE_HOME", home.join("state")),
        ("XDG_RUNTIME_DIR", runtime),
        ("TODO_RELAY_DATA", home.join("data")),
        ("DISPLAY", format!(":{display}").into()),
        ("DBUS_SESSION_BUS_ADDRESS", bus.into()),
        ("GDK_BACKEND", "x11".into()),
        ("NO_AT_BRIDGE", "1".into()),
        ("TAURI_WEBVIEW_AUTOMATION", "true".into()),
    ]
}

fn dressed<'a>(
    command: &'a mut Command,
    sandbox: Sandbox,
    surroundings: &[(&'static str, PathBuf)],
) -> &'a mut Command {
    command.envs(surroundings.iter().map(|(name, value)| (name, value)));
    command.env(
        "TODO_RELAY_SANDBOX",
        if sandbox == Sandbox::On { "1" } else { "0" },
    );
    command.env_remove("WAYLAND_DISPLAY")
}

/// A port that was free a moment ago; the driver has no way to choose one by itself.
fn free_port() -> u16 {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
    socket.local_addr().expect("it has a number").port()
}

/// Starts a part of the desktop, which says one line when it is ready and clears up after itself at SIGTERM.
fn started(command: &mut Command) -> (Group, String) {
    let mut group = Group::spawn(command.stdout(Stdio::piped()));
    group.last = libc::SIGTERM;
    let output = group.first.stdout.take().expect("the output is piped");
    let mut line = String::new();
    BufReader::new(output)
        .read_line(&mut line)
        .expect("the program says that it is ready");
    assert!(!line.trim().is_empty(), "{command:?} ended before it was ready");
    (group, line.trim().to_owned())
}

/// A process and all that it starts; killed together at the end.
pub(crate) struct Group {
    first: Child,
    /// The signal that ends it.
    last: libc::c_int,
}

impl Group {
    /// Waits until the process itself has ended, and answers its exit code.
    pub(crate) async fn ended(&mut self) -> Option<i32> {
        let mut status = None;
        until("the program ends", async || {
            status = self.first.try_wait().expect("a child can be asked");
            status.is_some()
        })
        .await;
        status.and_then(|status| status.code())
    }

    /// TCP sockets on which a process of the group listens.
    pub(crate) fn listening_sockets(&self) -> usize {
        let listening: Vec<String> = ["/proc/net/tcp", "/proc/net/tcp6"]
            .into_iter()
            .flat_map(listening)
            .collect();
        let members = processes().filter(|process| process.group == self.first.id());
        let sockets = members.flat_map(|process| sockets_of(process.id));
        sockets.filter(|socket| listening.contains(socket)).count()
    }

    fn spawn(command: &mut Command) -> Self {
        let child = command.process_group(0).stdin(Stdio::null()).spawn();
        let first = child.unwrap_or_else(|error| panic!("{command:?} can be started: {error}"));
        let last = libc::SIGKILL;
        Self { first, last }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Ok(group) = i32::try_from(self.first.id()) {
            // SAFETY: kill has no memory effects; the group is one that this test made.
            #[expect(unsafe_code, reason = "the standard library cannot kill a group")]
            unsafe {
                libc::kill(-group, self.last);
            }
        }
        // Reaped, so that its number is not taken for a living process.
        let _ = self.first.wait();
    }
}

/// What `/proc` says of a living process.
struct Process {
    id: i32,
    group: u32,
}

fn processes() -> impl Iterator<Item = Process> {
    let entries = std::fs::read_dir("/proc")
        .expect("Linux tells of its processes")
        .flatten();
    entries.filter_map(|entry| {
        let id = entry.file_name().to_str()?.parse().ok()?;
        let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
        // 1234 (name) S parent group …; the name may hold blanks and parentheses.
        let (_, tail) = stat.rsplit_once(") ")?;
        let mut fields = tail.split(' ');
        let state = fields.next()?;
        let group = fields.nth(1)?.parse().ok()?;
        (state != "Z").then_some(Process { id, group })
    })
}

fn sockets_of(process: i32) -> Vec<String> {
    let links = std::fs::read_dir(format!("/proc/{process}/fd"))
        .into_iter()
        .flatten()
        .flatten();
    let targets = links.filter_map(|link| std::fs::read_link(link.path()).ok());
    let inode = |target: PathBuf| {
        Some(
            target
                .to_str()?
                .strip_prefix("socket:[")?
                .strip_suffix(']')?
                .to_owned(),
        )
    };
    targets.filter_map(inode).collect()
}

/// The inodes of the sockets in state LISTEN (0A).
fn listening(list: &str) -> Vec<String> {
    let text = std::fs::read_to_string(list).unwrap_or_default();
    let rows = text
        .lines()
        .skip(1)
        .map(|line| line.split_whitespace().collect::<Vec<_>>());
    let listening = rows.filter(|fields| fields.get(3) == Some(&"0A"));
    listening
        .filter_map(|fields| fields.get(9).map(ToString::to_string))
        .collect()
}
