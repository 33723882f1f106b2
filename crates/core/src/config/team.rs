//! `[team]` in `waymark.toml`: how people reach the team by phone, by text and by e-mail. It stands wherever a page says "ask us".

use crate::config::address::{is_address, is_phone};
use crate::config::reading::{Entry, Page};

/// How people reach the team. Each is blank where there is no such way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Team {
    /// A number to call.
    pub phone: String,
    /// A number to send a text message to.
    pub text: String,
    /// An address to write to.
    pub email: String,
}

impl Team {
    /// Reads `[team]`. A number that is none and an address that is none are faults; so is a phone alone, for not everybody can ring.
    pub fn read(page: &Page, root: &Entry<'_>) -> Self {
        let Some(entry) = root.table("team") else { return Self::default() };
        let take = |key: &'static str, fits: &dyn Fn(&str) -> bool, what: &str, mend: &str| {
            let Some(text) = entry.text(key) else { return String::new() };
            let value = text.value.trim().to_owned();
            if !value.is_empty() && !fits(&value) {
                page.fault(&text.span, format!("\"{value}\" is no {what}"), mend.to_owned());
            }
            value
        };
        let number = "write the digits as people dial them, such as 01632 960123";
        let team = Self {
            phone: take("phone", &is_phone, "telephone number", number),
            text: take("text", &is_phone, "telephone number", number),
            email: take("email", &is_address, "e-mail address", "write an address such as team@your-service.org"),
        };
        if !team.phone.is_empty() && team.text.is_empty() && team.email.is_empty() {
            let mend = "add text or email: some people are deaf, and some cannot be heard".to_owned();
            entry.fault("people can reach the team by a call alone".to_owned(), mend);
        }
        entry.finish();
        team
    }

    /// Whether there is no way at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phone.is_empty() && self.text.is_empty() && self.email.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Team, Vec<(usize, String)>) {
        let page = Page::from_text("waymark.toml".to_owned(), text.to_owned());
        let team = Team::read(&page, &page.root());
        (team, page.findings().into_iter().map(|fault| (fault.line, fault.what)).collect())
    }

    #[test]
    fn every_way_is_read_and_may_be_left_out() {
        let (team, faults) = read("[team]\nphone = \" 01632 960103 \"\ntext = \"07700 900103\"\nemail = \"team@tees.example\"\n");
        assert_eq!(
            (team.phone.as_str(), team.text.as_str(), team.email.as_str()),
            ("01632 960103", "07700 900103", "team@tees.example")
        );
        assert!(faults.is_empty(), "{faults:?}");
        assert!(read("").0.is_empty() && read("").1.is_empty());
        assert!(read("[team]\nemail = \"team@tees.example\"\n").1.is_empty());
    }

    #[test]
    fn what_nobody_can_be_reached_by_is_a_fault_with_its_line_and_so_is_a_call_alone() {
        let (_, faults) = read("[team]\nphone = \"ask for Sam\"\ntext = \"12\"\nemail = \"team at tees\"\nfax = \"1\"\n");
        let lines: Vec<usize> = faults.iter().map(|(line, _)| *line).collect();
        assert!([2, 3, 4, 5].iter().all(|line| lines.contains(line)), "{faults:?}");
        let (_, faults) = read("[team]\nphone = \"01632 960103\"\n");
        assert!(faults.len() == 1 && faults[0].1.contains("a call alone"), "{faults:?}");
    }
}
