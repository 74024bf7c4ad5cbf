//! Builds the window's parts (permissions, capabilities, icons, the pages) into the program.

use tauri_build::{AppManifest, Attributes};

fn main() {
    // tauri-build watches these folders by itself only when its default patterns are used.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    // The pages become part of the program; while they are not there, there is nothing to watch.
    if std::path::Path::new("ui/dist").exists() {
        println!("cargo:rerun-if-changed=ui/dist");
    }
    let attributes = Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*"));
    tauri_build::try_build(attributes).expect("the window's configuration holds together");
}
