//! Says where the console's pages are: `ui/dist` when it has been built, else one page that says that it has not, so
//! that the crate builds without npm.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

const NOT_BUILT: &str = include_str!("src/not_built.html");

fn main() -> std::io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the crate is"));
    let built = here.join("../../../ui/dist");
    println!("cargo::rerun-if-changed=src/not_built.html");
    println!("cargo::rerun-if-changed={}", built.display());
    let pages = if built.join("index.html").is_file() {
        built
    } else {
        placeholder()?
    };
    println!("cargo::rustc-env=CONSOLE_PAGES={}", pages.display());
    Ok(())
}

fn placeholder() -> std::io::Result<PathBuf> {
    let out = env::var_os("OUT_DIR").expect("cargo says where to write");
    let pages = Path::new(&out).join("console");
    fs::create_dir_all(&pages)?;
    fs::write(pages.join("index.html"), NOT_BUILT)?;
    Ok(pages)
}
