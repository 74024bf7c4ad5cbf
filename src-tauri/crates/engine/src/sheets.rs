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
        workbook(file)
    } else {
        Ok(vec![separated(file)?])
    }
}

fn workbook(file: &[u8]) -> Result<Vec<Sheet>, FieldError> {
    let unreadable = |error: String| refused("NOT_A_SHEET", format!("is no readable XLSX file: {error}"));
    measure(file)?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file))
        .map_err(|error: calamine::XlsxError| unreadable(error.to_string()))?;
    let mut sheets = Vec::new();
    let mut cells = 0;
    for name in book.sheet_names() {
        let mut reader = book
            .worksheet_cells_reader(&name)
            .map_err(|error| unreadable(error.to_string()))?;
        let mut rows: Vec<Vec<String>> = Vec::new();
        // Cell by cell: a sheet with two cells far apart is not the rectangle between them.
        while let Some(cell) = reader
            .next_cell()
            .map_err(|error| unreadable(error.to_string()))?
        {
            let text = text(cell.get_value());
            if text.is_empty() {
                continue;
            }
            let (row, column) = cell.get_position();
            let (row, column) = (row as usize, column as usize);
            cells += 1;
            if cells > MOST_CELLS || row >= MOST_ROWS {
                return Err(refused(
                    "TOO_LARGE",
                    format!("has more than {MOST_ROWS} rows or {MOST_CELLS} cells"),
                ));
            }
            // Far to the right stands nothing that we have a name for.
            if column >= MOST_COLUMNS {
                continue;
            }
            if rows.len() <= row {
                rows.resize_with(row + 1, Vec::new);
            }
            if rows[row].len() <= column {
                rows[row].resize_with(column + 1, String::new);
            }
            rows[row][column] = text;
        }
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
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
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        let record =
            record.map_err(|error| refused("NOT_A_SHEET", format!("is no readable CSV file: {error}")))?;
        // Blank lines are skipped by the reader; the row's number is that of the line.
        let line = record
            .position()
            .map_or(rows.len() as u64 + 1, csv::Position::line);
        let missing = usize::try_from(line).unwrap_or(0).saturating_sub(rows.len() + 1);
        rows.extend(std::iter::repeat_n(Vec::new(), missing));
        rows.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
    }
    Ok(Sheet {
        name: String::new(),
        rows,
    })
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
