//! `[reporters]` in `waymark.toml`: whom letters to people come from, and what titles of pages call the service. Both are seen by whoever looks at
//! a screen that is locked, at a list of tabs or at a history: neither may tell what the service is for.

use crate::config::address::is_address;
use crate::config::fault::{Fault, Severity};
use crate::config::reading::{Entry, Page};
use crate::config::telling::telling;

/// What people who report see from outside. Each is blank where the service has none that tells nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reporters {
    /// The name in titles of pages, and beside the sender's address.
    pub name: String,
    /// The address that letters to people come from. Blank: none leaves, and a person tells them.
    pub from_address: String,
}

const MEND: &str = "write a name that tells nothing to whoever sees it, such as \"Tees Support\" and \"hello@tees-support.org\"";

impl Reporters {
    /// Reads `[reporters]`. What tells what the service is for is a fault there.
    ///
    /// A service that has no such entry goes on with its own name and address where they tell nothing. Where they do, it goes on without: titles
    /// then have no name, and no letter leaves to a person. That is a warning, so that an upgrade stops nothing.
    pub fn read(page: &Page, root: &Entry<'_>, service: &str, address: &str) -> (Self, Vec<Fault>) {
        match root.table("reporters") {
            Some(entry) => {
                let read = Self::given(page, &entry);
                entry.finish();
                (read, Vec::new())
            }
            None => Self::of_the_service(page, service, address),
        }
    }

    fn given(page: &Page, entry: &Entry<'_>) -> Self {
        let take = |key: &'static str| {
            let text = entry.required_text(key)?;
            if let Some(word) = telling(&text.value) {
                page.fault(
                    &text.span,
                    format!("\"{}\" says \"{word}\": people read it over a shoulder", text.value),
                    MEND.to_owned(),
                );
            }
            Some(text)
        };
        let name = take("name").map(|name| name.value.trim().to_owned()).unwrap_or_default();
        let address = take("from_address");
        if let Some(address) = address.as_ref().filter(|address| !is_address(&address.value)) {
            let what = format!("\"{}\" is no e-mail address", address.value);
            page.fault(&address.span, what, "write an address such as hello@your-service.org".to_owned());
        }
        Self { name, from_address: address.map(|address| address.value).unwrap_or_default() }
    }

    fn of_the_service(page: &Page, service: &str, address: &str) -> (Self, Vec<Fault>) {
        let mut warnings = Vec::new();
        let mut own = |text: &str, what: &str, comes: &str| match telling(text) {
            None => text.to_owned(),
            Some(word) => {
                let what = format!("[reporters] is missing, and {what} \"{text}\" says \"{word}\": {comes}");
                let mend = format!("add [reporters] with name and from_address: {MEND}");
                warnings.push(page.finding(Severity::Warning, &(0..0), what, mend));
                String::new()
            }
        };
        let name = own(service, "the service's name", "titles of pages have no name");
        let from_address =
            own(address, "the address of letters", "no letter leaves to a person who reported, and a task at the desk says so");
        (Self { name, from_address }, warnings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, service: &str, address: &str) -> (Reporters, Vec<Fault>) {
        let page = Page::from_text("waymark.toml".to_owned(), text.to_owned());
        let (read, warnings) = Reporters::read(&page, &page.root(), service, address);
        (read, page.findings().into_iter().chain(warnings).collect())
    }

    #[test]
    fn a_name_or_an_address_that_tells_is_a_fault_with_its_line() {
        let (read, none) = read(
            "[reporters]\nname = \"Tees Support\"\nfrom_address = \"hello@tees-support.org\"\n",
            "Stop Hate",
            "a@stophate.org",
        );
        assert_eq!((read.name.as_str(), read.from_address.as_str(), none.len()), ("Tees Support", "hello@tees-support.org", 0));
        let (_, found) =
            self::read("[reporters]\nname = \"Stop Hate Teesside\"\nfrom_address = \"hello@stophate-tees.org\"\n", "", "");
        let lines: Vec<_> = found.iter().map(|fault| (fault.severity, fault.line)).collect();
        assert_eq!(lines, [(Severity::Fault, 2), (Severity::Fault, 3)]);
        assert!(found[0].what.contains("hate") && found[1].what.contains("hate"));
        let (_, found) = self::read("[reporters]\nname = \"\"\n", "", "");
        assert_eq!(found.len(), 2, "both must be there: {found:?}");
    }

    #[test]
    fn without_an_entry_the_services_own_count_where_they_tell_nothing_and_otherwise_none() {
        let (read, none) = read("", "Waymark Demonstration", "referrals@waymark.example");
        assert_eq!(
            (read.name.as_str(), read.from_address.as_str(), none.len()),
            ("Waymark Demonstration", "referrals@waymark.example", 0)
        );
        let (read, found) = self::read("", "Stop Hate Teesside", "hate-crime@tees.org");
        assert_eq!(read, Reporters::default());
        assert!(found.len() == 2 && found.iter().all(|fault| fault.severity == Severity::Warning), "{found:?}");
    }
}
