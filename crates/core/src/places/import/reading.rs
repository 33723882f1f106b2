//! Getting at the rows: a CSV by itself, or the right one of a zip, with what shows that either was cut short.

use std::cell::Cell;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;
use std::rc::Rc;

use csv::ByteRecord;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::places::import::columns::Columns;
use crate::places::import::fault::{ImportFault, Progress, unreadable};
use crate::places::import::names::Lookups;
use crate::places::import::rows::{Reader, Rows};

/// A row longer than this has a quotation mark that is never closed.
const LONGEST_ROW: u64 = 8 << 20;
/// Files of names are smaller than this.
const MOST_NAMES: u64 = 64 << 20;
/// Rows between two words about progress.
const STRIDE: u64 = 20_000;

/// Reads a CSV that lies on the disk.
pub(crate) fn read_csv(path: &Path, told: &mut dyn FnMut(Progress)) -> Result<Rows, ImportFault> {
    let file = File::open(path).map_err(|cause| unreadable(path, cause))?;
    let size = file.metadata().map_err(|cause| unreadable(path, cause))?.len();
    read_rows(&name_of(path), file, size, told)
}

fn read_rows(name: &str, source: impl Read, size: u64, told: &mut dyn FnMut(Progress)) -> Result<Rows, ImportFault> {
    let gauge = Rc::new(Gauge::default());
    let watched = Watched { inner: source, gauge: Rc::clone(&gauge) };
    let mut reader = csv_reader(watched);
    let damaged = |error: csv::Error| ImportFault::Damaged { file: name.to_owned(), what: error.to_string() };
    let mut record = ByteRecord::new();
    if !reader.read_byte_record(&mut record).map_err(damaged)? {
        return Err(ImportFault::Damaged { file: name.to_owned(), what: "it is empty".to_owned() });
    }
    let columns = Columns::find(&record).map_err(|what| ImportFault::Columns { file: name.to_owned(), what })?;
    let mut rows = Reader::new(columns);
    let mut line = 1;
    while reader.read_byte_record(&mut record).map_err(damaged)? {
        line = record.position().map_or(0, csv::Position::line);
        gauge.since_row.set(0);
        if record.len() == 1 && record[0].trim_ascii().is_empty() {
            continue;
        }
        rows.take(&record, line);
        if rows.count().is_multiple_of(STRIDE) {
            told(Progress { bytes: gauge.read.get(), of: size, rows: rows.count() });
        }
    }
    told(Progress { bytes: size, of: size, rows: rows.count() });
    if gauge.last.get() != b'\n' {
        rows.fault(line, "", "the file ends within this line: it was cut short".to_owned());
    }
    rows.finish(name)
}

/// Lines end with a line feed; the carriage return before it is trimmed with the cell. With both as the end, lines are counted wrongly.
fn csv_reader<R: Read>(source: R) -> csv::Reader<R> {
    let end = csv::Terminator::Any(b'\n');
    csv::ReaderBuilder::new().has_headers(false).flexible(true).terminator(end).buffer_capacity(1 << 18).from_reader(source)
}

/// The first line of a CSV.
pub(crate) fn header(source: impl Read) -> Option<ByteRecord> {
    let mut record = ByteRecord::new();
    let read = csv_reader(source.take(1 << 20)).read_byte_record(&mut record);
    read.unwrap_or(false).then_some(record)
}

/// What has been read.
#[derive(Default)]
struct Gauge {
    read: Cell<u64>,
    since_row: Cell<u64>,
    last: Cell<u8>,
}

/// A source that keeps the gauge and ends a row that has no end.
struct Watched<R> {
    inner: R,
    gauge: Rc<Gauge>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let gauge = &self.gauge;
        gauge.read.set(gauge.read.get() + read as u64);
        gauge.since_row.set(gauge.since_row.get() + read as u64);
        if let Some(last) = buffer[..read].last() {
            gauge.last.set(*last);
        }
        if gauge.since_row.get() > LONGEST_ROW {
            return Err(std::io::Error::other("a quotation mark is opened and never closed"));
        }
        Ok(read)
    }
}

/// A zip as it was downloaded.
pub(crate) struct Archive {
    name: String,
    zip: ZipArchive<BufReader<File>>,
}

impl Archive {
    /// Opens a zip; nothing when the file is none.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, ImportFault> {
        let mut file = File::open(path).map_err(|cause| unreadable(path, cause))?;
        let mut magic = [0; 4];
        let is_zip = match file.read_exact(&mut magic) {
            Ok(()) => magic == *b"PK\x03\x04",
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => false,
            Err(cause) => return Err(unreadable(path, cause)),
        };
        if !is_zip {
            return Ok(None);
        }
        file.rewind().map_err(|cause| unreadable(path, cause))?;
        let name = name_of(path);
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(&name, &error))?;
        Ok(Some(Self { name, zip }))
    }

    /// Reads the postcodes. Beside the whole file there is a folder with the same rows in parts.
    pub(super) fn read_postcodes(&mut self, told: &mut dyn FnMut(Progress)) -> Result<Rows, ImportFault> {
        let mut largest: Option<(u64, usize)> = None;
        for at in self.tables()? {
            let part = self.zip.by_index(at).map_err(|error| damaged(&self.name, &error))?;
            let size = part.size();
            if largest.is_none_or(|(most, _)| size > most) && header(part).is_some_and(|header| Columns::has_postcodes(&header)) {
                largest = Some((size, at));
            }
        }
        let (size, at) = largest.ok_or_else(|| ImportFault::NoPostcodeFile(self.name.clone()))?;
        let part = self.zip.by_index(at).map_err(|error| damaged(&self.name, &error))?;
        let name = own_name(&part).rsplit('/').next().unwrap_or_default().to_owned();
        read_rows(&name, part, size, told)
    }

    /// Reads the names of areas that lie beside the postcodes.
    pub(super) fn read_names(&mut self, lookups: &mut Lookups) -> Result<(), ImportFault> {
        for at in self.tables()? {
            let mut part = self.zip.by_index(at).map_err(|error| damaged(&self.name, &error))?;
            if part.size() > MOST_NAMES {
                continue;
            }
            let name = own_name(&part);
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).map_err(|error| ImportFault::Damaged { file: name.clone(), what: error.to_string() })?;
            lookups.read_beside(&bytes);
        }
        Ok(())
    }

    /// Places of the CSV files that are whole, by name.
    fn tables(&mut self) -> Result<Vec<usize>, ImportFault> {
        let mut tables = Vec::new();
        for at in 0..self.zip.len() {
            let part = self.zip.by_index_raw(at).map_err(|error| damaged(&self.name, &error))?;
            let name = own_name(&part).to_ascii_lowercase();
            if part.is_file()
                && Path::new(&name).extension().is_some_and(|of| of == "csv")
                && !name.contains("multi_csv")
                && !name.contains("__macosx")
            {
                tables.push((name, at));
            }
        }
        tables.sort();
        Ok(tables.into_iter().map(|(_, at)| at).collect())
    }
}

/// The name of a part; a name that is no text is none of ours.
fn own_name<R: Read>(part: &zip::read::ZipFile<'_, R>) -> String {
    part.name().map(std::borrow::Cow::into_owned).unwrap_or_default()
}

fn damaged(name: &str, error: &ZipError) -> ImportFault {
    ImportFault::Damaged { file: name.to_owned(), what: error.to_string() }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
