//! Builds the window's parts (capabilities, icons, the pages' list) into the program.

fn main() {
    // tauri-build watches ./capabilities by itself only when the default pattern is used.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    tauri_build::try_build(
        tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*"),
    )
    .expect("the window's configuration holds together");
}
