//! Crisis and help lines: `help.toml`, numbers that other people answer, each with the day on which somebody checked it.

use chrono::{Months, NaiveDate};

use crate::config::fault::{Fault, Severity};
use crate::config::reading::{Entry, Page, Placed, nearest};

/// How long a line is trusted after somebody checked it.
const TRUSTED: Months = Months::new(12);

/// Somewhere to call, to text or to go, that is not this service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLine {
    /// Its name in the configuration.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// One plain sentence: who answers, and for whom.
    pub what: String,
    /// The number to call; empty for none.
    pub phone: String,
    /// What to text, in words such as `SHOUT to 85258`; empty for none.
    pub text: String,
    /// Its website; empty for none.
    pub web: String,
    /// Where to sign in BSL; empty for none.
    pub bsl: String,
    /// The strands it is for, by their ids; none for everybody.
    pub strands: Vec<String>,
    /// When it answers, in words.
    pub open: String,
    /// Whether it is for somebody who may not stay alive.
    pub crisis: bool,
    /// For children and young people: it comes first for them.
    pub young: bool,
    /// The day on which somebody called it, or read its website.
    pub checked_on: NaiveDate,
}

/// Every help line, in the order of the file.
#[derive(Debug, Default)]
pub struct HelpLines {
    lines: Vec<HelpLine>,
}

impl HelpLines {
    /// Reads `help.toml`. `strands` are the ids that the vocabulary knows; `today` decides whose check is long ago. Warnings are
    /// given back; faults are noted with the page.
    #[must_use]
    pub fn read(page: &Page, strands: &[&str], today: NaiveDate) -> (Self, Vec<Fault>) {
        let root = page.root();
        let mut lines: Vec<HelpLine> = Vec::new();
        let mut warnings = Vec::new();
        for entry in root.tables("line") {
            let id = entry.slug("id");
            if let Some(id) = &id
                && lines.iter().any(|line| line.id == id.value)
            {
                entry.fault_at("id", format!("two lines are called \"{}\"", id.value), "give one of them another id".to_owned());
            }
            let checked_on = entry.required_day("checked_on");
            if let Some(day) = &checked_on {
                warnings.extend(doubtful(page, day, id.as_ref().map_or("", |id| id.value.as_str()), today));
            }
            let line = line(&entry, strands, checked_on.map(|day| day.value), id.map(|id| id.value));
            entry.finish();
            lines.extend(line);
        }
        if !lines.iter().any(|line| line.crisis) {
            root.fault(
                "no line is marked crisis = true".to_owned(),
                "mark the lines for somebody who may not stay alive, such as Samaritans".to_owned(),
            );
        }
        root.finish();
        (Self { lines }, warnings)
    }

    /// Every line.
    #[must_use]
    pub fn all(&self) -> &[HelpLine] {
        &self.lines
    }

    /// Lines for somebody who may not stay alive.
    pub fn crisis(&self) -> impl Iterator<Item = &HelpLine> {
        self.lines.iter().filter(|line| line.crisis)
    }

    /// Lines for children and young people.
    pub fn young(&self) -> impl Iterator<Item = &HelpLine> {
        self.lines.iter().filter(|line| line.young)
    }
}

/// A check that is long ago, or has not happened yet.
fn doubtful(page: &Page, day: &Placed<NaiveDate>, id: &str, today: NaiveDate) -> Option<Fault> {
    let what = if day.value > today {
        format!("the line \"{id}\" was checked on {}, which is still to come", day.value)
    } else if day.value.checked_add_months(TRUSTED).is_some_and(|until| until < today) {
        format!("the line \"{id}\" was last checked on {}, more than 12 months ago", day.value)
    } else {
        return None;
    };
    let mend = "call it and read its website, correct the entry, and write today's date as checked_on".to_owned();
    Some(page.finding(Severity::Warning, &day.span, what, mend))
}

fn line(entry: &Entry<'_>, strands: &[&str], checked_on: Option<NaiveDate>, id: Option<String>) -> Option<HelpLine> {
    let name = entry.required_text("name");
    let what = entry.required_text("what");
    let open = entry.required_text("open");
    let phone = text(entry, "phone");
    if !phone.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '+') {
        entry.fault_at(
            "phone",
            format!("\"{phone}\" is no telephone number"),
            "write digits and spaces only; put other words into what or open".to_owned(),
        );
    }
    let line = HelpLine {
        text: text(entry, "text"),
        web: address(entry, "web"),
        bsl: address(entry, "bsl"),
        strands: known(entry, strands),
        crisis: entry.flag("crisis").unwrap_or(false),
        young: entry.flag("young").unwrap_or(false),
        phone,
        id: id?,
        name: name?.value,
        what: what?.value.trim().to_owned(),
        open: open?.value,
        checked_on: checked_on?,
    };
    if [&line.phone, &line.text, &line.web, &line.bsl].into_iter().all(String::is_empty) {
        entry.fault(format!("nobody can reach the line \"{}\"", line.id), "add phone, text, web or bsl".to_owned());
    }
    Some(line)
}

fn text(entry: &Entry<'_>, key: &'static str) -> String {
    entry.text(key).map(|text| text.value.trim().to_owned()).unwrap_or_default()
}

fn address(entry: &Entry<'_>, key: &'static str) -> String {
    let address = text(entry, key);
    let host = address.strip_prefix("https://").unwrap_or_default();
    if !address.is_empty() && (!host.contains('.') || address.contains([' ', '"', '<'])) {
        entry.fault_at(
            key,
            format!("\"{address}\" is no https address"),
            "write the whole address, such as https://www.samaritans.org".to_owned(),
        );
    }
    address
}

fn known(entry: &Entry<'_>, strands: &[&str]) -> Vec<String> {
    let named = entry.texts("strands");
    for strand in named.iter().filter(|strand| !strands.contains(&strand.value.as_str())) {
        let mend = match nearest(&strand.value, strands.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("known are: {}", strands.join(", ")),
        };
        entry.page().fault(&strand.span, format!("\"{}\" is not known (strands)", strand.value), mend);
    }
    named.into_iter().map(|strand| strand.value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read(text: &str) -> (HelpLines, Vec<Fault>, Vec<Fault>) {
        let page = Page::from_text("help.toml".to_owned(), text.to_owned());
        let (lines, warnings) = HelpLines::read(&page, &["religion", "disability"], day("2026-11-20"));
        (lines, warnings, page.findings())
    }

    #[test]
    fn the_shipped_lines_are_sound_and_were_checked_within_the_year() {
        let folder = crate::repository().join("config/help.toml");
        let page = Page::open(&folder).unwrap();
        let strands = ["race", "religion", "sexual-orientation", "transgender", "disability"];
        let (lines, warnings) = HelpLines::read(&page, &strands, day("2026-11-20"));
        assert!(page.findings().is_empty() && warnings.is_empty(), "{:?} {warnings:?}", page.findings());
        assert!(lines.crisis().count() >= 3 && (12..=16).contains(&lines.all().len()), "{}", lines.all().len());
        assert!(lines.crisis().any(|line| !line.text.is_empty()), "somebody who cannot speak on the telephone is helped too");
    }

    #[test]
    fn every_fault_of_a_line_is_named_with_its_place_and_how_to_mend_it() {
        let (_, _, faults) = read(
            "[[line]]\nid = \"one\"\nname = \"One\"\nwhat = \"Listens.\"\nopen = \"Always\"\nchecked_on = 2026-11-20\n\
             phone = \"call us\"\nweb = \"http://one.org\"\nstrands = [\"religoin\"]\n\
             [[line]]\nid = \"one\"\nname = \"Two\"\nwhat = \"Listens.\"\nopen = \"Always\"\nchecked_on = 2026-11-20\n",
        );
        let said: Vec<_> = faults.iter().map(|fault| (fault.line, fault.what.as_str())).collect();
        let wanted = [
            (1, "no line is marked crisis = true"),
            (7, "\"call us\" is no telephone number"),
            (8, "\"http://one.org\" is no https address"),
            (9, "\"religoin\" is not known (strands)"),
            (10, "nobody can reach the line \"one\""),
            (11, "two lines are called \"one\""),
        ];
        assert_eq!(said, wanted);
        assert_eq!(faults[3].mend, "did you mean \"religion\"?");
    }

    #[test]
    fn a_check_of_more_than_a_year_ago_is_a_warning_and_so_is_one_that_is_still_to_come() {
        let line = |day: &str| {
            format!(
                "[[line]]\nid = \"a\"\nname = \"A\"\nwhat = \"Listens.\"\nopen = \"Always\"\nphone = \"1\"\ncrisis = true\nchecked_on = {day}\n"
            )
        };
        assert_eq!(read(&line("2025-11-20")).1.len(), 0, "twelve months to the day are not more");
        let (_, warnings, faults) = read(&line("2025-11-19"));
        assert!(faults.is_empty() && warnings[0].what.ends_with("more than 12 months ago"), "{warnings:?}");
        assert_eq!((warnings[0].severity, warnings[0].line, warnings[0].column), (Severity::Warning, 8, 14));
        assert!(read(&line("2026-11-21")).1[0].what.ends_with("still to come"));
    }
}
