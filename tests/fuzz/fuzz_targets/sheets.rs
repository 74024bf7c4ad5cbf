//! Sheets that administrators bring: a mapping table as CSV, as the bytes of an XLSX, and as an XLSX whose parts are the
//! input, which is also read as an organisation.
//!
//! The parts of an XLSX stand behind `XLSX\n`, one after another: the sheet, the shared strings, the workbook, its
//! relationships, the styles; lines of `====` are between them. Packed here, they are past the ZIP and its checksums, which arbitrary bytes never are.

#![no_main]

use std::io::{Cursor, Write as _};

use engine::{EngineError, MappingImported, MappingSheet};
use foreign_bytes::house::{actor, house};
use zip::write::{SimpleFileOptions, ZipWriter};

libfuzzer_sys::fuzz_target!(init: pass_over_caught_panics(), |data: &[u8]| {
    let Some(parts) = data.strip_prefix(b"XLSX\n") else {
        mapping(data);
        return;
    };
    let file = workbook(parts);
    mapping(&file);
    let read = house().wait(house().engine.import_directory(&actor(), file, true));
    assert!(matches!(read, Ok(_) | Err(EngineError::Invalid(_))), "{read:?}");
});

/// The XLSX library panics over some damaged files. The engine catches that and refuses the file.
fn pass_over_caught_panics() {
    let abort = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let file = panic.location().map_or("", |place| place.file());
        if !file.contains("/calamine-") {
            abort(panic);
        }
    }));
}

fn mapping(file: &[u8]) {
    let read = |replace| {
        let sheet = MappingSheet {
            file: file.to_vec(),
            preview: true,
            replace,
            skip_wrong: false,
        };
        house().wait(house().engine.import_mapping(&actor(), house().target, sheet))
    };
    match read(false) {
        Ok(done) => held(&done, file),
        Err(EngineError::Invalid(fields)) => assert!(fields.iter().all(|field| field.path == "/file")),
        Err(error) => panic!("a sheet is no fault of ours: {error}"),
    }
}

fn held(done: &MappingImported, file: &[u8]) {
    assert!(
        !done.applied && done.changed == 0 && done.removed == 0,
        "a preview changes nothing"
    );
    assert_eq!(done.added, done.unknown, "nobody is known here");
    assert!(
        done.shown.len() <= 100 && done.shown_wrong.len() <= 100,
        "a preview shows the first"
    );
    let is_text = !file.starts_with(b"PK");
    assert!(
        !is_text || done.added as usize <= file.len(),
        "every row has a line"
    );
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const TOP: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="人员" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

fn workbook(parts: &[u8]) -> Vec<u8> {
    let mut parts = split(parts).into_iter();
    let sheet = parts.next().unwrap_or_default();
    let strings = parts.next();
    let book = parts.next().unwrap_or(BOOK.as_bytes());
    let relations = parts.next().unwrap_or(RELATIONS.as_bytes());
    let styles = parts.next();
    let mut files: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", TOP.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/workbook.xml", book),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    files.extend(strings.map(|strings| ("xl/sharedStrings.xml", strings)));
    files.extend(styles.map(|styles| ("xl/styles.xml", styles)));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        archive
            .start_file(name, stored)
            .expect("memory takes another file");
        archive.write_all(bytes).expect("memory takes what is written");
    }
    archive.finish().expect("memory takes the directory").into_inner()
}

fn split(mut parts: &[u8]) -> Vec<&[u8]> {
    const MARK: &[u8] = b"\n====\n";
    let mut found = Vec::new();
    while let Some(at) = parts.windows(MARK.len()).position(|window| window == MARK) {
        found.push(&parts[..at]);
        parts = &parts[at + MARK.len()..];
    }
    found.push(parts);
    found
}
