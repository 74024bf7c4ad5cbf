//! The house's rules that a compiler does not hold: which room may know which, and how long a file may be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Each room, and the rooms that it may name. The arrows of ARCHITECTURE.md:
/// `domain ← {suites, store, transport, secrets} ← {alerts, weaver} ← engine ← api ← relayd ← the shell`.
const MAY_KNOW: [(&str, &[&str]); 13] = [
    ("domain", &[]),
    ("suites", &["domain"]),
    ("store", &["domain"]),
    ("transport", &["domain"]),
    ("secrets", &["domain"]),
    ("alerts", &["domain", "suites", "transport"]),
    ("weaver", &["domain", "transport", "secrets"]),
    (
        "engine",
        &[
            "domain",
            "suites",
            "store",
            "transport",
            "secrets",
            "alerts",
            "weaver",
        ],
    ),
    (
        "api",
        &[
            "domain",
            "suites",
            "store",
            "transport",
            "secrets",
            "alerts",
            "weaver",
            "engine",
        ],
    ),
    // A peer: it is written from the protocols alone and shares no code with our side.
    ("sandbox", &[]),
    (
        "relayd",
        &[
            "domain",
            "suites",
            "store",
            "transport",
            "secrets",
            "alerts",
            "weaver",
            "engine",
            "api",
            "sandbox",
        ],
    ),
    ("todo-relay", &["domain", "engine", "relayd"]),
    // Measures; nothing is built on it.
    ("bench", &["domain", "store", "transport"]),
];

/// The most lines of a source file; past it, split by idea.
const MOST_LINES: usize = 600;

/// A package of this workspace.
struct Room {
    manifest: PathBuf,
    /// Its own dependencies of the kind that ends up in the program.
    knows: BTreeSet<String>,
    /// All its own dependencies, those of tests and of the build too.
    names: BTreeSet<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ lies in the project")
}

fn rooms() -> BTreeMap<String, Room> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo can be asked about the workspace");
    assert!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata speaks JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    packages.iter().map(room).collect()
}

fn room(package: &Value) -> (String, Room) {
    let text = |value: &Value| value.as_str().expect("is a text").to_owned();
    let dependencies = package["dependencies"]
        .as_array()
        .expect("there is a list of dependencies");
    let of_program = dependencies
        .iter()
        .filter(|dependency| dependency["kind"].is_null());
    let room = Room {
        manifest: PathBuf::from(text(&package["manifest_path"])),
        knows: of_program.map(|dependency| text(&dependency["name"])).collect(),
        names: dependencies
            .iter()
            .map(|dependency| text(&dependency["name"]))
            .collect(),
    };
    (text(&package["name"]), room)
}

#[test]
fn arrows_between_the_rooms_go_one_way() {
    let rooms = rooms();
    let ours: BTreeSet<&str> = rooms.keys().map(String::as_str).collect();
    for (name, room) in &rooms {
        if name == "whole-program" {
            continue;
        }
        let Some((_, allowed)) = MAY_KNOW.iter().find(|(known, _)| known == name) else {
            panic!("{name} is a new room: say in this test which rooms it may know");
        };
        for other in room.knows.iter().filter(|other| ours.contains(other.as_str())) {
            assert!(allowed.contains(&other.as_str()), "{name} must not know {other}");
        }
    }
    for (name, _) in MAY_KNOW {
        assert!(
            ours.contains(name),
            "{name} is gone: this test should not speak of it"
        );
    }
}

#[test]
fn whole_program_tests_see_the_program_from_outside_only() {
    let rooms = rooms();
    let tests = &rooms["whole-program"];
    for (name, _) in MAY_KNOW {
        assert!(
            !tests.knows.contains(name),
            "whole-program tests must not be built on {name}"
        );
    }
}

#[test]
fn the_sandbox_shares_no_code_with_our_side_even_in_its_tests() {
    let rooms = rooms();
    let shared: Vec<_> = rooms["sandbox"]
        .names
        .iter()
        .filter(|name| rooms.contains_key(*name))
        .collect();
    assert!(shared.is_empty(), "the simulated peers must not use {shared:?}");
}

#[test]
fn nothing_but_the_shell_knows_tauri() {
    let crates = root().join("src-tauri/crates");
    for (name, room) in rooms() {
        let of_tauri = room
            .names
            .iter()
            .find(|other| *other == "tauri" || other.starts_with("tauri-"));
        if let Some(other) = of_tauri {
            assert_eq!(name, "todo-relay", "{name} must not know {other}");
            assert!(
                !room.manifest.starts_with(&crates),
                "the shell does not lie among the crates"
            );
        }
    }
}

#[test]
fn the_domain_has_no_clock_no_chance_and_no_io() {
    let forbidden = [
        "tokio",
        "rusqlite",
        "reqwest",
        "hyper",
        "rand",
        "getrandom",
        "axum",
        "tracing",
    ];
    for name in forbidden {
        assert!(
            !rooms()["domain"].knows.contains(name),
            "domain must not know {name}"
        );
    }
    for file in sources(&root().join("src-tauri/crates/domain/src"), &["rs"]) {
        let text = std::fs::read_to_string(&file).expect("the source can be read");
        for word in [
            "SystemTime",
            "Instant::now",
            "Utc::now",
            "Local::now",
            "std::fs",
            "TcpStream",
            "UdpSocket",
            "ToSocketAddrs",
        ] {
            assert!(!text.contains(word), "{} must not use {word}", file.display());
        }
    }
}

#[test]
fn no_source_file_is_longer_than_six_hundred_lines() {
    let folders =
        ["src-tauri/src", "src-tauri/crates", "tests", "ui/src", "ui/e2e"].map(|folder| root().join(folder));
    let files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| sources(folder, &["rs", "ts", "tsx"]))
        .collect();
    assert!(
        files.len() > 100,
        "the sources are where this test looks; it saw {}",
        files.len()
    );
    let long: Vec<String> = files.iter().filter_map(|file| too_long(file)).collect();
    assert!(long.is_empty(), "split by idea: {}", long.join(", "));
}

fn too_long(file: &Path) -> Option<String> {
    let text = std::fs::read_to_string(file).expect("the source can be read");
    // Generated files say so in their first lines and are compared with their source elsewhere.
    let generated = text
        .lines()
        .take(5)
        .any(|line| line.contains("Generated from") || line.contains("@generated"));
    let lines = text.lines().count();
    (lines > MOST_LINES && !generated).then(|| format!("{} ({lines} lines)", file.display()))
}

/// Every file below `folder` with one of the endings; nothing where there is no such folder.
fn sources(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("the folder can be read").path();
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            let ending = path
                .extension()
                .and_then(|ending| ending.to_str())
                .unwrap_or_default();
            if path.is_dir() && name != "node_modules" && name != "target" {
                open.push(path);
            } else if endings.contains(&ending) {
                found.push(path);
            }
        }
    }
    found
}

/// In the interface's description a shape goes by its bare name, and of two of one name the second silently takes the
/// place of the first.
#[test]
fn no_two_shapes_of_the_interface_have_one_name() {
    let mut named: BTreeMap<String, PathBuf> = BTreeMap::new();
    for file in sources(&root().join("src-tauri/crates"), &["rs"]) {
        let text = std::fs::read_to_string(&file).expect("the source can be read");
        for name in shapes(&text) {
            if let Some(other) = named.insert(name.clone(), file.clone()) {
                panic!("{name} is in {} and in {}", other.display(), file.display());
            }
        }
    }
    assert!(
        named.len() > 100,
        "this test looks where the shapes are; it saw {}",
        named.len()
    );
}

/// The types of a source that derive a schema.
fn shapes(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut derived = false;
    for line in text.lines().map(str::trim_start) {
        derived |= line.starts_with("#[") && line.contains("ToSchema");
        let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub"));
        if derived && matches!(words.next(), Some("struct" | "enum")) {
            let name = words.next().unwrap_or_default();
            let end = name.find(|c: char| !c.is_alphanumeric()).unwrap_or(name.len());
            // What a macro makes is named by whoever calls it.
            found.extend((end > 0).then(|| name[..end].to_owned()));
            derived = false;
        }
    }
    found
}
