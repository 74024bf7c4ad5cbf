//! Reading sheets that administrators bring: CSV (UTF-8, or GB18030 as Excel in China writes it) and XLSX. Every cell is
//! text here. What is read is bounded in size before it is unpacked.

use std::io::{Cursor, Read as _};

use calamine::{Data, DataRef, Reader, Xlsx};
use domain::fields::FieldError;
use encoding_rs::{GB18030, UTF_8};
use serde::{Deserialize, Serialize};

/// Bytes that an XLSX may unpack to.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// Filled cells of all sheets together; a text of a few bytes each, some 400 MB.
const MOST_CELLS: usize = 6_000_000;
/// Rows, and places up to the last filled one of each row, of all sheets together; each takes 24 bytes, filled or not.
const MOST_PLACES: usize = 12_000_000;
/// Bytes of text in all cells together. A workbook holds a text once, however many cells show it.
const MOST_TEXT: usize = 128 * 1024 * 1024;
/// Sheets of a workbook. Many may name the same part of the file, which is read again for each.
const MOST_SHEETS: usize = 64;
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 256;

/// One sheet: its name, and its rows with their cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<String>>,
}

/// A cell that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WrongCell {
    /// Name of the sheet; empty for CSV.
    pub sheet: String,
    /// Row as a sheet program counts it, from 1.
    pub row: u32,
    /// Which column, by the name that we have for it.
    pub column: String,
    /// Stable code.
    pub code: String,
    /// What is wrong with it.
    pub message: String,
}

impl WrongCell {
    pub(crate) fn new(sheet: &Sheet, row: usize, column: &str, (code, message): (&str, &str)) -> Self {
        Self {
            sheet: sheet.name.clone(),
            row: u32::try_from(row).unwrap_or(u32::MAX),
            column: column.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        }
    }
}

fn refused(code: &str, message: String) -> FieldError {
    FieldError {
        path: "/file".to_owned(),
        code: code.to_owned(),
        message,
    }
}

/// Whether the bytes are those of a ZIP file, which an XLSX is.
pub(crate) fn is_workbook(file: &[u8]) -> bool {
    file.starts_with(b"PK\x03\x04")
}

/// The sheets of a file; a CSV file is one sheet.
///
/// # Errors
/// `/file`: it is neither, or unpacks to too much.
pub(crate) fn read(file: &[u8]) -> Result<Vec<Sheet>, FieldError> {
    if is_workbook(file) {
        // The library panics over some damaged files instead of saying so.
        std::panic::catch_unwind(|| workbook(file))
            .unwrap_or_else(|_| Err(refused("NOT_A_SHEET", "is a damaged XLSX file".to_owned())))
    } else {
        Ok(vec![separated(file)?])
    }
}

fn workbook(file: &[u8]) -> Result<Vec<Sheet>, FieldError> {
    let unreadable = |error: String| refused("NOT_A_SHEET", format!("is no readable XLSX file: {error}"));
    measure(file)?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file))
        .map_err(|error: calamine::XlsxError| unreadable(error.to_string()))?;
    let names = book.sheet_names();
    if names.len() > MOST_SHEETS {
        return Err(refused(
            "TOO_LARGE",
            format!("has more than {MOST_SHEETS} sheets"),
        ));
    }
    let mut sheets = Vec::new();
    let mut room = Room::default();
    for name in names {
        let mut reader = book
            .worksheet_cells_reader(&name)
            .map_err(|error| unreadable(error.to_string()))?;
        let mut rows = Vec::new();
        // Cell by cell: a sheet with two cells far apart is not the rectangle between them.
        while let Some(cell) = reader
            .next_cell()
            .map_err(|error| unreadable(error.to_string()))?
        {
            let (row, column) = cell.get_position();
            let at = (row as usize, column as usize);
            room.put(&mut rows, at, text(cell.get_value()))?;
        }
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

/// What the cells of all sheets have taken so far.
#[derive(Debug, Default)]
struct Room {
    cells: usize,
    places: usize,
    bytes: usize,
}

impl Room {
    /// Puts a filled cell where it stands.
    ///
    /// # Errors
    /// `/file`: there is no more room.
    fn put(
        &mut self,
        rows: &mut Vec<Vec<String>>,
        (row, column): (usize, usize),
        text: String,
    ) -> Result<(), FieldError> {
        if text.is_empty() {
            return Ok(());
        }
        // Far to the right stands nothing that we have a name for.
        let is_ours = column < MOST_COLUMNS;
        self.cells += 1;
        if is_ours {
            self.bytes += text.len();
            self.places += (row + 1).saturating_sub(rows.len());
            self.places += (column + 1).saturating_sub(rows.get(row).map_or(0, Vec::len));
        }
        let is_full = self.cells > MOST_CELLS || self.places > MOST_PLACES || self.bytes > MOST_TEXT;
        if row >= MOST_ROWS || is_full {
            let message =
                format!("has more than {MOST_ROWS} rows, {MOST_CELLS} cells or {MOST_TEXT} bytes of text");
            return Err(refused("TOO_LARGE", message));
        }
        if !is_ours {
            return Ok(());
        }
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        if rows[row].len() <= column {
            rows[row].resize_with(column + 1, String::new);
        }
        rows[row][column] = text;
        Ok(())
    }
}

/// Unpacks every part once and counts what really comes out, whatever the archive says of itself.
fn measure(file: &[u8]) -> Result<(), FieldError> {
    let unreadable = |error: String| refused("NOT_A_SHEET", format!("is no readable XLSX file: {error}"));
    let mut parts = zip::ZipArchive::new(Cursor::new(file)).map_err(|error| unreadable(error.to_string()))?;
    let mut left = MOST_UNPACKED;
    for at in 0..parts.len() {
        let part = parts
            .by_index(at)
            .map_err(|error| unreadable(error.to_string()))?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|error| unreadable(error.to_string()))?;
        left = left
            .checked_sub(unpacked)
            .ok_or_else(|| refused("TOO_LARGE", format!("unpacks to more than {MOST_UNPACKED} bytes")))?;
    }
    Ok(())
}

/// A number without a fraction is written as such: an id that a sheet holds as a number is no `1001.0`.
fn text(cell: &DataRef<'_>) -> String {
    match Data::from(cell.clone()) {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}

fn separated(file: &[u8]) -> Result<Sheet, FieldError> {
    let text = match std::str::from_utf8(file) {
        Ok(text) => std::borrow::Cow::Borrowed(text.strip_prefix('\u{FEFF}').unwrap_or(text)),
        Err(_) => {
            let (text, _, broken) = GB18030.decode(file);
            if broken { UTF_8.decode(file).0 } else { text }
        }
    };
    if text.contains('\0') {
        return Err(refused("NOT_A_SHEET", "is neither CSV nor XLSX".to_owned()));
    }
    let head = text.lines().next().unwrap_or_default();
    let separator = [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|separator| head.bytes().filter(|byte| byte == separator).count())
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut room = Room::default();
    let mut behind = 0;
    for record in reader.records() {
        let record =
            record.map_err(|error| refused("NOT_A_SHEET", format!("is no readable CSV file: {error}")))?;
        let line = record.position().map_or(0, |at| line_of(&text, at));
        let row = behind.max(line);
        for (column, cell) in record.iter().enumerate() {
            room.put(&mut rows, (row, column), cell.trim().to_owned())?;
        }
        behind = row.saturating_add(1);
    }
    Ok(Sheet {
        name: String::new(),
        rows,
    })
}

/// The line in which a record begins, counted from 0 by line feeds. The reader's position is before the blank lines that
/// it passes over.
fn line_of(text: &str, at: &csv::Position) -> usize {
    let number = |of: u64| usize::try_from(of).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(number(at.byte())..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let passed_over = blank.filter(|byte| **byte == b'\n').count();
    number(at.line()).saturating_sub(1).saturating_add(passed_over)
}

/// A column: our name for it, and the names that it may have in the first filled row.
pub(crate) type Column<'a> = (&'a str, &'a [&'a str]);

/// Where the columns of a sheet are.
#[derive(Debug)]
pub(crate) struct Columns {
    head: usize,
    places: Vec<Option<usize>>,
}

impl Columns {
    /// Finds the columns by the first filled row, whatever the case.
    ///
    /// # Errors
    /// `/file` names a column that is missing.
    pub(crate) fn of(sheet: &Sheet, wanted: &[Column<'_>]) -> Result<Self, FieldError> {
        let found = Self::optional(sheet, wanted);
        for (place, (name, names)) in found.places.iter().zip(wanted) {
            if place.is_none() {
                let message = format!("lacks the column {name} ({})", names.join(", "));
                return Err(refused("COLUMN_MISSING", message));
            }
        }
        Ok(found)
    }

    /// As [`Columns::of`], but every column may be missing.
    pub(crate) fn optional(sheet: &Sheet, wanted: &[Column<'_>]) -> Self {
        let is_filled = |row: &Vec<String>| row.iter().any(|cell| !cell.is_empty());
        let head = sheet.rows.iter().position(is_filled).unwrap_or(0);
        let empty = Vec::new();
        let cells = sheet.rows.get(head).unwrap_or(&empty);
        let place = |names: &[&str]| {
            cells.iter().position(|cell| {
                names
                    .iter()
                    .any(|name| name.to_lowercase() == cell.trim().to_lowercase())
            })
        };
        Self {
            head,
            places: wanted.iter().map(|(_, names)| place(names)).collect(),
        }
    }

    /// Whether the sheet has a column.
    pub(crate) fn has(&self, column: usize) -> bool {
        self.places[column].is_some()
    }

    /// Filled rows below the head, each with its number as a sheet program counts it.
    pub(crate) fn rows<'s>(&self, sheet: &'s Sheet) -> impl Iterator<Item = (usize, &'s [String])> {
        let behind = sheet.rows.iter().enumerate().skip(self.head + 1);
        let filled = behind.filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()));
        filled.map(|(at, row)| (at + 1, row.as_slice()))
    }

    /// A cell of a row; empty where the row is shorter or the column is missing.
    pub(crate) fn cell<'s>(&self, row: &'s [String], column: usize) -> &'s str {
        let cell = self.places[column].and_then(|at| row.get(at));
        cell.map_or("", |cell| cell.trim())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/a.xml"/></Relationships>"#;

    const TOP: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

    /// A workbook of so many sheets, all of them the same part of the file.
    fn book(sheets: usize, sheet: &str) -> Vec<u8> {
        let sheets: String = (1..=sheets)
            .map(|n| format!(r#"<sheet name="s{n}" sheetId="{n}" r:id="r"/>"#))
            .collect();
        let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let files = [
            ("_rels/.rels", TOP.to_owned()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.to_owned()),
            (
                "xl/workbook.xml",
                format!(
                    r#"<workbook xmlns="{space}" xmlns:r="{office}"><sheets>{sheets}</sheets></workbook>"#
                ),
            ),
            (
                "xl/worksheets/a.xml",
                format!(r#"<worksheet xmlns="{space}">{sheet}</worksheet>"#),
            ),
        ];
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn code(file: &[u8]) -> Result<usize, String> {
        read(file).map(|sheets| sheets.len()).map_err(|field| field.code)
    }

    #[test]
    fn t6_a_small_file_that_would_fill_the_memory_is_refused() {
        let far = |rows: usize| -> String {
            let cells: String = (1..=rows)
                .map(|row| format!(r#"<row r="{row}"><c r="IV{row}"><v>1</v></c></row>"#))
                .collect();
            format!("<sheetData>{cells}</sheetData>")
        };
        let low = r#"<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>"#;
        let too_large = Err("TOO_LARGE".to_owned());
        assert_eq!(code(&book(1, &far(1_000))), Ok(1), "a wide sheet can be read");
        assert_eq!(
            code(&book(1, &far(47_000))),
            too_large,
            "each row of it takes some 6 KB"
        );
        assert_eq!(code(&book(2, low)), Ok(2), "a long sheet can be read");
        assert_eq!(code(&book(20, low)), too_large, "each sheet takes some 25 MB");
        assert_eq!(
            code(&book(65, "<sheetData/>")),
            too_large,
            "each sheet is read anew"
        );
        assert_eq!(
            code(format!("a{}b", "\n".repeat(MOST_ROWS)).as_bytes()),
            too_large,
            "CSV has no more rows than XLSX"
        );
    }

    #[test]
    fn t6_a_damaged_workbook_is_read_or_refused_and_is_no_fault_of_ours() {
        let backwards = book(1, r#"<dimension ref="H9:B3"/><sheetData/>"#);
        let parts = |file: &[u8]| read(file).err().map(|field| field.code);
        assert!(matches!(parts(&backwards).as_deref(), None | Some("NOT_A_SHEET")));
    }

    #[test]
    fn t6_one_long_text_that_many_cells_show_is_refused() {
        let mut room = Room::default();
        let mut rows = Vec::new();
        let mut put = |row| room.put(&mut rows, (row, 0), "x".repeat(MOST_TEXT / 4));
        for row in 0..4 {
            assert_eq!(put(row), Ok(()), "there is room for so much text");
        }
        assert_eq!(put(4).map_err(|field| field.code), Err("TOO_LARGE".to_owned()));
    }

    #[test]
    fn t6_rows_of_csv_are_counted_as_lines_whatever_ends_them() {
        let rows = |text: &str| read(text.as_bytes()).unwrap().remove(0).rows;
        let expected = [vec!["a", "b"], vec![], vec!["c", "d"], vec!["e"]];
        assert_eq!(rows("a,b\n\nc,d\ne"), expected);
        assert_eq!(rows("a,b\r\n\r\nc,d\r\ne\r\n"), expected);
        assert_eq!(rows("a,b\r,\rc,d\re"), expected, "old Macs end lines so");
    }
}
