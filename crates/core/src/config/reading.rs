//! Reading a TOML file so that every fault is found, each with its line and column, and none stops the search for the next.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::fault::{Fault, Severity};

/// A file being read, with the findings in it so far.
pub struct Page {
    file: String,
    text: String,
    findings: RefCell<Vec<Fault>>,
    /// Lines that are not TOML.
    misspelt: BTreeSet<usize>,
    root: Vec<(Placed<String>, Placed<Node>)>,
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the file.
    pub span: Range<usize>,
}

/// A value of the file.
#[derive(Debug, Clone)]
enum Node {
    Text(String),
    Number(i64),
    Flag(bool),
    Day(NaiveDate),
    List(Vec<Placed<Node>>),
    Table(Vec<(Placed<String>, Placed<Node>)>),
    /// A kind of value that no entry of ours takes.
    Other,
}

impl Page {
    /// Reads a file. What is wrong with its spelling is the first of its faults; the rest is read all the same.
    ///
    /// # Errors
    /// A fault when the file cannot be read at all.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let name = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Self::from_text(name, text)),
            Err(error) => Err(Self::unreadable(name, &error.to_string())),
        }
    }

    /// The fault of a file that cannot be read at all.
    pub(crate) fn unreadable(file: String, why: &str) -> Fault {
        let what = format!("the file cannot be read ({why})");
        Fault::of_file(file, what, "put the file there, readable for the service, as UTF-8 text")
    }

    /// Reads a text that came from `file`.
    #[must_use]
    pub fn from_text(file: String, text: String) -> Self {
        let (table, errors) = DeTable::parse_recoverable(&text);
        let root = own_table(table.get_ref());
        let mistakes: Vec<_> = errors
            .into_iter()
            .map(|error| {
                let what = format!("this is not TOML: {}", error.message().lines().next().unwrap_or_default());
                (error.span().unwrap_or(0..0), what)
            })
            .collect();
        let mut page = Self { file, text, findings: RefCell::default(), misspelt: BTreeSet::new(), root };
        page.misspelt = mistakes.iter().map(|(span, _)| page.line(span.start)).collect();
        for (span, what) in mistakes {
            page.fault(&span, what, "see the example configuration for how an entry is written".to_owned());
        }
        page
    }

    /// The outermost table.
    #[must_use]
    pub fn root(&self) -> Entry<'_> {
        Entry { page: self, table: &self.root, span: 0..0, seen: RefCell::default() }
    }

    /// Notes a fault at `span`.
    pub fn fault(&self, span: &Range<usize>, what: String, mend: String) {
        let finding = self.finding(Severity::Fault, span, what, mend);
        self.findings.borrow_mut().push(finding);
    }

    /// A finding at `span`, not noted with the page.
    #[must_use]
    pub fn finding(&self, severity: Severity, span: &Range<usize>, what: String, mend: String) -> Fault {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = self.line(span.start);
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Fault { severity, file: self.file.clone(), line, column, what, mend }
    }

    /// The line of a byte, from 1.
    fn line(&self, at: usize) -> usize {
        self.text.get(..at).unwrap_or_default().matches('\n').count() + 1
    }

    /// The file's name as it is shown.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// How many findings there are so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.findings.borrow().len()
    }

    /// The findings so far, in the order of the file.
    #[must_use]
    pub fn findings(&self) -> Vec<Fault> {
        let mut found = self.findings.borrow().clone();
        found.sort_by_key(|fault| (fault.line, fault.column));
        // An entry that is looked at twice is not at fault twice.
        found.dedup();
        found
    }
}

fn own_table(table: &DeTable<'_>) -> Vec<(Placed<String>, Placed<Node>)> {
    let mut entries: Vec<_> =
        table.iter().map(|(key, value)| (Placed { value: key.get_ref().to_string(), span: key.span() }, own(value))).collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    entries
}

fn own(value: &Spanned<DeValue<'_>>) -> Placed<Node> {
    let node = match value.get_ref() {
        DeValue::String(text) => Node::Text(text.to_string()),
        DeValue::Boolean(flag) => Node::Flag(*flag),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).map_or(Node::Other, Node::Number),
        DeValue::Datetime(at) => match (at.date, at.time) {
            (Some(date), None) => NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
                .map_or(Node::Other, Node::Day),
            _ => Node::Other,
        },
        DeValue::Float(_) => Node::Other,
        DeValue::Array(list) => Node::List(list.iter().map(own).collect()),
        DeValue::Table(table) => Node::Table(own_table(table)),
    };
    Placed { value: node, span: value.span() }
}

/// A table being read: it remembers which keys were asked for, so that the others can be reported.
pub struct Entry<'p> {
    page: &'p Page,
    table: &'p [(Placed<String>, Placed<Node>)],
    /// The bytes of the entry, for faults of the entry as a whole.
    pub span: Range<usize>,
    seen: RefCell<BTreeSet<&'static str>>,
}

impl<'p> Entry<'p> {
    /// The page the entry stands on.
    #[must_use]
    pub fn page(&self) -> &'p Page {
        self.page
    }

    fn node(&self, key: &'static str) -> Option<&'p Placed<Node>> {
        self.seen.borrow_mut().insert(key);
        self.table.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }

    /// Where the value of `key` stands; the entry itself when it is not given.
    #[must_use]
    pub fn span_of(&self, key: &str) -> Range<usize> {
        self.table.iter().find(|(name, _)| name.value == key).map_or_else(|| self.span.clone(), |(_, node)| node.span.clone())
    }

    /// Whether `key` is given.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.table.iter().any(|(name, _)| name.value == key)
    }

    /// Notes a fault of the entry as a whole.
    pub fn fault(&self, what: String, mend: String) {
        self.page.fault(&self.span, what, mend);
    }

    /// Notes a fault at the value of `key`.
    pub fn fault_at(&self, key: &str, what: String, mend: String) {
        self.page.fault(&self.span_of(key), what, mend);
    }

    /// Accepts `key` without reading it here.
    pub fn ignore(&self, key: &'static str) {
        self.seen.borrow_mut().insert(key);
    }

    fn wrong(&self, key: &str, node: &Placed<Node>, wanted: &str) {
        self.page.fault(&node.span, format!("\"{key}\" is not {wanted}"), format!("write {key} as {wanted}"));
    }

    fn missing(&self, key: &str, example: &str) {
        // Where the spelling of the file went wrong, what seems to be missing may only not have been understood.
        if self.page.misspelt.contains(&self.page.line(self.span.start)) {
            return;
        }
        self.page.fault(&self.span, format!("\"{key}\" is missing"), format!("add {key} = {example}"));
    }

    /// A text, if given.
    pub fn text(&self, key: &'static str) -> Option<Placed<String>> {
        let node = self.node(key)?;
        if let Node::Text(text) = &node.value {
            return Some(Placed { value: text.clone(), span: node.span.clone() });
        }
        self.wrong(key, node, "a text in quotation marks");
        None
    }

    /// A text that must be there and not be blank.
    pub fn required_text(&self, key: &'static str) -> Option<Placed<String>> {
        if !self.has(key) {
            self.ignore(key);
            self.missing(key, "\"…\"");
            return None;
        }
        let text = self.text(key)?;
        if text.value.trim().is_empty() {
            self.page.fault(&text.span, format!("\"{key}\" is empty"), format!("write what {key} should be"));
            return None;
        }
        Some(text)
    }

    /// An id that must be there: small letters, digits and dashes.
    pub fn slug(&self, key: &'static str) -> Option<Placed<String>> {
        let text = self.required_text(key)?;
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if text.value.len() > 64 || !text.value.chars().all(fits) {
            self.page.fault(
                &text.span,
                format!("\"{}\" is no id", text.value),
                "use at most 64 small letters, digits and dashes, such as \"tees-pride\"".to_owned(),
            );
            return None;
        }
        Some(text)
    }

    /// Yes or no, if given.
    pub fn flag(&self, key: &'static str) -> Option<bool> {
        let node = self.node(key)?;
        if let Node::Flag(flag) = node.value {
            return Some(flag);
        }
        self.wrong(key, node, "true or false");
        None
    }

    /// A whole number, if given.
    pub fn number(&self, key: &'static str) -> Option<Placed<i64>> {
        let node = self.node(key)?;
        if let Node::Number(number) = node.value {
            return Some(Placed { value: number, span: node.span.clone() });
        }
        self.wrong(key, node, "a whole number");
        None
    }

    /// A day, if given.
    pub fn day(&self, key: &'static str) -> Option<Placed<NaiveDate>> {
        let node = self.node(key)?;
        let day = match &node.value {
            Node::Day(day) => Some(*day),
            Node::Text(text) => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok(),
            _ => None,
        };
        if day.is_none() {
            self.wrong(key, node, "a day such as 2026-04-01");
        }
        day.map(|value| Placed { value, span: node.span.clone() })
    }

    /// A day that must be there.
    pub fn required_day(&self, key: &'static str) -> Option<Placed<NaiveDate>> {
        if !self.has(key) {
            self.ignore(key);
            self.missing(key, "2026-04-01");
            return None;
        }
        self.day(key)
    }

    /// A list of texts; none when it is not given.
    pub fn texts(&self, key: &'static str) -> Vec<Placed<String>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let Node::List(list) = &node.value else {
            self.wrong(key, node, "a list such as [\"one\", \"two\"]");
            return Vec::new();
        };
        let mut found = Vec::with_capacity(list.len());
        for item in list {
            match &item.value {
                Node::Text(text) => found.push(Placed { value: text.clone(), span: item.span.clone() }),
                _ => self.wrong(key, item, "a list of texts, each in quotation marks"),
            }
        }
        found
    }

    /// The tables of a list `[[key]]`; none when it is not given.
    pub fn tables(&self, key: &'static str) -> Vec<Entry<'p>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let Node::List(list) = &node.value else {
            self.wrong(key, node, &format!("a list of entries, each starting with [[{key}]]"));
            return Vec::new();
        };
        let mut found = Vec::with_capacity(list.len());
        for item in list {
            match &item.value {
                Node::Table(table) => {
                    found.push(Entry { page: self.page, table, span: item.span.clone(), seen: RefCell::default() });
                }
                _ => self.wrong(key, item, &format!("an entry that starts with [[{key}]]")),
            }
        }
        found
    }

    /// A table `[key]`, if given.
    pub fn table(&self, key: &'static str) -> Option<Entry<'p>> {
        let node = self.node(key)?;
        let Node::Table(table) = &node.value else {
            self.wrong(key, node, &format!("an entry with lines of its own, below a heading that ends in {key}]"));
            return None;
        };
        Some(Entry { page: self.page, table, span: node.span.clone(), seen: RefCell::default() })
    }

    /// The texts of a table `[key]` with their names, whatever these are; none when it is not given.
    pub fn texts_below(&self, key: &'static str) -> Vec<(Placed<String>, Placed<String>)> {
        let Some(entry) = self.table(key) else { return Vec::new() };
        let mut found = Vec::with_capacity(entry.table.len());
        for (name, node) in entry.table {
            match &node.value {
                Node::Text(text) => found.push((name.clone(), Placed { value: text.clone(), span: node.span.clone() })),
                _ => self.wrong(&name.value, node, "a text in quotation marks"),
            }
        }
        found
    }

    /// Reports every key that nobody asked for.
    pub fn finish(&self) {
        let seen = self.seen.borrow();
        for (key, _) in self.table {
            if !seen.contains(key.value.as_str()) {
                let near = nearest(&key.value, seen.iter().copied());
                let mend = near.map_or_else(
                    || "take it out, or see the example for the names that are known".to_owned(),
                    |name| format!("did you mean {name}?"),
                );
                self.page.fault(&key.span, format!("\"{}\" is not known here", key.value), mend);
            }
        }
    }
}

/// The known name that is spelled most like `name`, when one is near.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(far, candidate)| *far <= 2.max(candidate.len() / 4))
        .min()
        .map(|(_, near)| near)
}

/// Edits that turn `a` into `b`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = corner + usize::from(from != *to);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        Page::from_text("test.toml".to_owned(), text.to_owned())
    }

    #[test]
    fn every_fault_of_a_file_is_found_with_its_line_and_column() {
        let page = page("name = 3\n\n[[agency]]\nid = \"Not A Slug\"\nemial = \"x\"\nsuspended = \"no\"\n");
        let root = page.root();
        root.text("name");
        for entry in root.tables("agency") {
            entry.slug("id");
            entry.text("email");
            entry.flag("suspended");
            entry.finish();
        }
        root.finish();
        let places: Vec<_> = page.findings().iter().map(|f| (f.line, f.column, f.what.clone())).collect();
        assert_eq!(
            places,
            [
                (1, 8, "\"name\" is not a text in quotation marks".to_owned()),
                (4, 6, "\"Not A Slug\" is no id".to_owned()),
                (5, 1, "\"emial\" is not known here".to_owned()),
                (6, 13, "\"suspended\" is not true or false".to_owned()),
            ]
        );
        assert_eq!(page.findings()[2].mend, "did you mean email?");
    }

    #[test]
    fn a_mistake_in_the_spelling_of_the_file_does_not_hide_the_rest() {
        let page = page("a = \nb = 1\n");
        page.root().text("b");
        assert!(page.findings().iter().any(|f| f.line == 1 && f.what.starts_with("this is not TOML")));
        assert!(page.findings().iter().any(|f| f.line == 2));
    }
}
