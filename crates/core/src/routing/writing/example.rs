//! An agreement file to fill in: every key explained in words, in the order in which people think of it.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::report::Purpose;
use crate::routing::Book;
use crate::routing::writing::keys::{AGENCY, AGREEMENT, Key, Takes, WHEN};
use crate::vocabulary::AgreementId;

/// What the example is for.
pub struct Wanted<'a> {
    /// The organisation; one that is configured already is not described again.
    pub agency: Option<&'a str>,
    /// What referrals are for.
    pub purpose: Purpose,
    /// Today: the agreement starts on it.
    pub today: NaiveDate,
}

const WIDTH: usize = 100;
const HEAD: &str = "\
# An agreement to fill in. Lines that begin with \"# \" explain; the service does not read them.
# Lines that begin with \"#\" and no space are not used either: take the \"#\" away to use one.
# What stands in quotation marks is an example: write your own between the marks.
# When you are done, save the file in the folder agreements/, its name ending in .toml, and run: waymark check
";

/// The example as TOML.
#[must_use]
pub fn example(book: &Book, wanted: &Wanted<'_>) -> String {
    let agency = wanted.agency.map_or_else(|| free("our-partner", |id| book.agency(id).is_some()), str::to_owned);
    let known = book.agency(&agency).is_some();
    let id = free(&format!("{agency}-{}-{}", wanted.purpose.id(), wanted.today.year()), |id| {
        book.agreement(&AgreementId::from(id)).is_some()
    });
    let mut page = Page(HEAD.to_owned());
    if known {
        page.prose(&format!("The organisation \"{agency}\" is described in another file already."), "");
    } else {
        page.0.push_str("\n\n# --- The organisation ---------------------------------------------------------------------------------\n\n[[agency]]\n");
        page.keys(AGENCY, &|key| match key {
            "id" => Some(format!("\"{agency}\"")),
            "email" => Some(format!("\"referrals@{agency}.example\"")),
            _ => None,
        });
    }
    page.0.push_str("\n\n# --- What it agreed to ----------------------------------------------------------------------------------\n\n[[agreement]]\n");
    let last = wanted.today.checked_add_months(Months::new(12)).map_or(wanted.today, |day| day - Days::new(1));
    let inform = wanted.purpose == Purpose::Inform;
    page.keys(AGREEMENT, &|key| match key {
        "id" => Some(format!("\"{id}\"")),
        "agency" => Some(format!("\"{agency}\"")),
        "purpose" => Some(format!("\"{}\"", wanted.purpose.id())),
        "starts" => Some(wanted.today.to_string()),
        "ends" => Some(last.to_string()),
        "review_by" => Some((last - Days::new(60)).to_string()),
        "needs_contact" => Some((!inform).to_string()),
        "discloses" if inform => Some("[\"incident\"]".to_owned()),
        _ => None,
    });
    if let Some(when) = AGREEMENT.iter().find(|key| key.name == "when") {
        page.prose(when.about, "");
    }
    page.0.push_str("[agreement.when]\n");
    page.keys(WHEN, &|key| if key == "areas" { near(book) } else { None });
    page.0
}

/// The code of a district that is known, rather than the whole country by accident.
fn near(book: &Book) -> Option<String> {
    book.gazetteer.districts().next().map(|district| format!("[\"{}\"]  # {}", district.code, district.name))
}

fn free(id: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut free = id.to_owned();
    let mut number = 2;
    while taken(&free) {
        free = format!("{id}-{number}");
        number += 1;
    }
    free
}

struct Page(String);

/// Keys that stand in the example as they are: those that must be there, and those that most agreements have.
const USED: &[&str] = &[
    "readers",
    "escalate_to",
    "hours",
    "delivery",
    "suspended",
    "mode",
    "needs_contact",
    "urgent_acknowledge_within",
    "lawful_basis",
    "special_category",
    "signed_by",
    "areas",
    "strands",
    "incidents",
    "settings",
    "ages",
    "needs",
    "risk_at_least",
];

impl Page {
    fn keys(&mut self, keys: &[Key], own: &dyn Fn(&str) -> Option<String>) {
        for key in keys {
            if let Takes::Table(inner) = &key.takes {
                // [agreement.when] stands by itself; what the public may know is off until somebody decides it.
                if key.name == "public" {
                    self.prose(key.about, "may be left out");
                    self.0.push_str("#[agency.public]\n");
                    self.off(inner);
                }
                continue;
            }
            self.prose(key.about, if key.needed { "" } else { "may be left out" });
            let value = own(key.name).unwrap_or_else(|| key.example.to_owned());
            let used = key.needed || USED.contains(&key.name);
            self.0.push_str(&format!("{}{} = {value}\n", if used { "" } else { "#" }, key.name));
        }
    }

    fn off(&mut self, keys: &[Key]) {
        for key in keys {
            self.prose(key.about, if key.needed { "" } else { "may be left out" });
            self.0.push_str(&format!("#{} = {}\n", key.name, key.example));
        }
    }

    /// Words, each line a comment.
    fn prose(&mut self, words: &str, remark: &str) {
        self.0.push_str("\n#");
        let mut line = 1;
        let remark = if remark.is_empty() { String::new() } else { format!(" ({remark})") };
        for word in format!("{words}{remark}").split(' ') {
            if line + 1 + word.chars().count() > WIDTH {
                self.0.push_str("\n#");
                line = 1;
            }
            self.0.push(' ');
            self.0.push_str(word);
            line += 1 + word.chars().count();
        }
        self.0.push('\n');
    }
}
