//! One form in several tabs: what one of them typed is not erased by another that was opened before.

use std::collections::BTreeSet;

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use waymark_core::report::questions::Shape;

use crate::web::asking::answers::shape_of;
use crate::web::http::body::Form;
use crate::web::http::visit::Visit;

/// When a page was shown, in which tab, and of which form: it stands in the page, and comes back with what is typed there.
#[derive(Clone)]
pub(crate) struct Since {
    count: u64,
    tab: String,
    form: String,
}

/// A name drawn by lot.
pub(crate) fn fresh_name(visit: &Visit) -> String {
    let mut bytes = [0; 9];
    visit.service.vault.randomness().fill(&mut bytes);
    BASE64URL_NOPAD.encode(&bytes)
}

impl Since {
    /// A page that is shown now.
    pub(crate) fn now(visit: &Visit, written: &Written, form: &str) -> Self {
        Self { count: written.count, tab: fresh_name(visit), form: form.to_owned() }
    }

    /// What stands in the page.
    pub(crate) fn say(&self) -> String {
        format!("{}.{}.{}", self.count, self.tab, self.form)
    }

    /// The form's id; blank for who does not say.
    pub(crate) fn form(&self) -> &str {
        &self.form
    }

    /// What came back. Who says nothing has seen everything.
    pub(crate) fn of(sent: &Form) -> Self {
        let mut parts = sent.get("since").split('.');
        let count = parts.next().and_then(|count| count.parse().ok());
        let is_name = |name: &&str| name.len() < 20 && BASE64URL_NOPAD.decode(name.as_bytes()).is_ok();
        let mut name = || parts.next().filter(is_name).map(str::to_owned).unwrap_or_default();
        Self { tab: name(), form: name(), count: count.unwrap_or(u64::MAX) }
    }
}

/// Which tab wrote an answer last, and when: counted, not timed.
#[derive(Serialize, Deserialize, Default)]
pub(crate) struct Written {
    count: u64,
    by: Vec<(String, u64, String)>,
}

impl Written {
    /// Whether another tab wrote this answer after the page was shown.
    fn elsewhere(&self, name: &str, since: &Since) -> bool {
        self.by.iter().any(|(known, count, tab)| known == name && *count > since.count && *tab != since.tab)
    }

    fn note(&mut self, name: &str, tab: &str) {
        self.by.retain(|(known, ..)| known != name);
        self.by.push((name.to_owned(), self.count, tab.to_owned()));
    }
}

/// Takes the answers that `owned` names from what was sent, in the place of those that were typed before.
pub(crate) fn take(
    typed: &mut Vec<(String, String)>,
    written: &mut Written,
    owned: impl Fn(&str) -> bool,
    sent: &Form,
    since: &Since,
) {
    let names: BTreeSet<String> = typed.iter().chain(&sent.0).map(|(name, _)| name).filter(|name| owned(name)).cloned().collect();
    let values = |form: &[(String, String)], name: &str| -> Vec<String> {
        form.iter().filter(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.clone()).collect()
    };
    written.count += 1;
    for name in names {
        let (had, new) = (values(typed, &name), values(&sent.0, &name));
        let taken = if written.elsewhere(&name, since) { both(&name, had.clone(), new) } else { new };
        if taken != had {
            written.note(&name, &since.tab);
        }
        typed.retain(|(known, _)| *known != name);
        typed.extend(taken.into_iter().map(|value| (name.clone(), value)));
    }
}

/// Two tabs answered. Nothing is erased by who left it empty; words of several lines stay one below the other; else the last word counts.
fn both(name: &str, had: Vec<String>, new: Vec<String>) -> Vec<String> {
    let lines = matches!(shape_of(name), Some(Shape::Text { lines: true, .. }));
    match (had.as_slice(), new.as_slice()) {
        (_, []) => had,
        ([one], [other]) if lines => {
            // Browsers send line ends in two ways.
            let (one, other) = (one.replace("\r\n", "\n"), other.replace("\r\n", "\n"));
            vec![match () {
                () if one.contains(other.trim()) => one,
                () if other.contains(one.trim()) => other,
                () => format!("{one}\n\n{other}"),
            }]
        }
        _ => new,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Two {
        typed: Vec<(String, String)>,
        written: Written,
    }

    fn page(count: u64, tab: &str) -> Since {
        Since { count, tab: tab.to_owned(), form: String::new() }
    }

    impl Two {
        fn new() -> Self {
            Self { typed: Vec::new(), written: Written::default() }
        }

        fn send(&mut self, since: &Since, fields: &[(&str, &str)]) {
            let sent = Form(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
            let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
            take(&mut self.typed, &mut self.written, |name| names.contains(&name), &sent, since);
        }

        fn all(&self, name: &str) -> Vec<&str> {
            self.typed.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
        }
    }

    const STORY: &str = "incident.account";

    #[test]
    fn a_tab_that_was_opened_before_erases_nothing_that_another_typed() {
        let (first, second) = (page(0, "a"), page(0, "b"));
        let mut two = Two::new();
        two.send(&first, &[(STORY, "They shouted at me.")]);
        two.send(&second, &[(STORY, "")]);
        assert_eq!(two.all(STORY), ["They shouted at me."], "who typed nothing erases nothing");
        two.send(&second, &[(STORY, "It was on a bus.")]);
        assert_eq!(two.all(STORY), ["They shouted at me.\n\nIt was on a bus."], "two stories are both kept");
        two.send(&second, &[(STORY, "It was on a bus, at night.")]);
        assert_eq!(two.all(STORY), ["It was on a bus, at night."], "who wrote last goes on from what they wrote");
    }

    #[test]
    fn somebody_may_take_back_their_own_words() {
        let mut two = Two::new();
        two.send(&page(0, "a"), &[(STORY, "They shouted at me.")]);
        two.send(&page(0, "a"), &[(STORY, "They shouted.")]);
        assert_eq!(two.all(STORY), ["They shouted."], "shorter than before");
        two.send(&page(2, "b"), &[(STORY, "")]);
        assert!(two.all(STORY).is_empty(), "a page that showed them may empty them");
        two.send(&page(0, "a"), &[(STORY, "Again.")]);
        two.send(&Since::of(&Form(Vec::new())), &[(STORY, "")]);
        assert!(two.all(STORY).is_empty(), "who does not say what they saw saw everything");
    }

    #[test]
    fn of_two_choices_and_of_two_short_answers_the_last_counts_and_none_is_no_choice() {
        let mut two = Two::new();
        let kinds = "incident.types";
        two.send(&page(0, "a"), &[(kinds, "threat"), (kinds, "spitting"), ("victim.name", "Alex")]);
        two.send(&page(0, "b"), &[(kinds, ""), ("victim.name", "")]);
        assert_eq!(two.all(kinds), ["threat", "spitting"]);
        two.send(&page(0, "b"), &[(kinds, "arson"), ("victim.name", "Robin")]);
        assert_eq!((two.all(kinds), two.all("victim.name")), (vec!["arson"], vec!["Robin"]));
    }

    #[test]
    fn line_ends_are_no_other_words() {
        let mut two = Two::new();
        two.send(&page(0, "a"), &[(STORY, "One.\nTwo.")]);
        two.send(&page(0, "b"), &[(STORY, "One.\r\nTwo.\r\nThree.")]);
        assert_eq!(two.all(STORY), ["One.\nTwo.\nThree."]);
        assert_eq!(Since::of(&Form(vec![("since".to_owned(), "x.y!.".to_owned())])).count, u64::MAX);
    }
}
