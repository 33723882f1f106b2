//! The words of the field: strands, aspects, incident types, settings, relations and needs, from `config/vocabulary.toml`.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::config::reading::{Entry, Page, Placed};
use crate::words::{Family, is_shipped};

/// Strands.
pub const STRAND: Family = Family::of_vocabulary("strand");
/// Aspects, each as `STRAND-ASPECT`: "other" of race is not "other" of religion.
pub const ASPECT: Family = Family::of_vocabulary("aspect");
/// Flags: extra marks of a strand.
pub const FLAG: Family = Family::of_vocabulary("flag");
/// Incident types.
pub const TYPE: Family = Family::of_vocabulary("type");
/// Settings.
pub const SETTING: Family = Family::of_vocabulary("setting");
/// Relations.
pub const RELATION: Family = Family::of_vocabulary("relation");
/// Access needs.
pub const NEED: Family = Family::of_vocabulary("need");
/// Presenting reasons of homeless households.
pub const HOMELESS_REASON: Family = Family::of_vocabulary("homeless-reason");
/// Equality questions, and their answers as `QUESTION-ANSWER`.
pub const MONITORING: Family = Family::of_vocabulary("monitoring");

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Arc::from(text))
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(Arc::from(text))
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id_type!(
    /// An id of the vocabulary: a strand, an incident type, a setting, a relation, a need, …
    Id
);
id_type!(
    /// The id of an organisation.
    AgencyId
);
id_type!(
    /// The id of a signed agreement.
    AgreementId
);

impl Default for Id {
    fn default() -> Self {
        Self::from("")
    }
}

/// Strands that no deployment may leave out.
pub const MONITORED: [&str; 5] = ["race", "religion", "sexual-orientation", "transgender", "disability"];

/// A list of ids with what each is counted as.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    list: Vec<Code>,
    by_id: HashMap<Id, usize>,
}

/// An id of a list.
#[derive(Debug, Clone)]
pub struct Code {
    /// What answers hold, and what its label is found by.
    pub id: Id,
    /// The category of the Home Office's return; empty where there is none.
    pub home_office: String,
    /// The categories of ODIHR.
    pub odihr: Vec<String>,
}

impl Code {
    fn of(id: &str) -> Self {
        Self { id: Id::from(id), home_office: String::new(), odihr: Vec::new() }
    }
}

impl Codes {
    /// A list of these ids without labels or categories.
    pub fn of<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let mut codes = Self::default();
        for id in ids {
            codes.push(Code::of(id));
        }
        codes
    }

    fn push(&mut self, code: Code) -> bool {
        let fresh = !self.by_id.contains_key(&code.id);
        if fresh {
            self.by_id.insert(code.id.clone(), self.list.len());
            self.list.push(code);
        }
        fresh
    }

    /// Where `id` stands in the list.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Whether the list has `id`.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// The codes in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Code> {
        self.list.iter()
    }

    /// Ids in their order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|code| code.id.as_str())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// The vocabulary of a deployment.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Strands.
    pub strands: Codes,
    /// Aspects and flags, over all strands.
    pub aspects: Codes,
    /// The aspects of each strand, in the strands' order.
    pub aspects_of: Vec<(Id, Vec<Id>)>,
    /// Incident types.
    pub types: Codes,
    /// Settings.
    pub settings: Codes,
    /// Relations to the person who did it.
    pub relations: Codes,
    /// Relations that bring domestic-abuse safety rules with them.
    pub close_relations: Vec<Id>,
    /// Access needs.
    pub needs: Codes,
    /// Presenting reasons of homeless households.
    pub homeless_reasons: Codes,
    /// Equality questions with their answers.
    pub monitoring: Vec<(Id, Codes)>,
    /// The message of every entry, with the label that the file gives it.
    named: Vec<(String, Option<String>)>,
}

/// At most this many ids fit a list that routing matches by bits.
const MOST: usize = 64;

impl Vocabulary {
    /// Reads `vocabulary.toml`. Faults are left with the page.
    #[must_use]
    pub fn read(page: &Page) -> Self {
        let mut vocabulary = Self::default();
        let root = page.root();
        for entry in root.tables("strand") {
            let id = fill(&entry, &mut vocabulary.strands);
            vocabulary.name(&entry, &STRAND, &id);
            entry.flag("monitored");
            entry.ignore("aspect_odihr");
            let (aspects, flags) = (entry.texts("aspects"), entry.texts("flags"));
            vocabulary.name_all(&entry, &aspects, &flags, |aspect, is_flag| {
                if is_flag { FLAG.message(aspect) } else { ASPECT.message(&format!("{id}-{aspect}")) }
            });
            let ids = aspects.into_iter().chain(flags).map(|aspect| Id::from(aspect.value));
            let ids: Vec<Id> = ids.collect();
            for aspect in &ids {
                vocabulary.aspects.push(Code::of(aspect.as_str()));
            }
            vocabulary.aspects_of.push((id, ids));
            entry.finish();
        }
        for (name, family, codes) in LISTS {
            for entry in root.tables(name) {
                let id = fill(&entry, codes(&mut vocabulary));
                vocabulary.name(&entry, &family, &id);
                if name == "relation" && entry.flag("close") == Some(true) {
                    vocabulary.close_relations.push(id);
                }
                entry.finish();
            }
        }
        for entry in root.tables("monitoring") {
            if let Some(id) = entry.required_text("id") {
                let answers = entry.texts("answers");
                let question = dashed(&id.value);
                vocabulary.name(&entry, &MONITORING, &Id::from(question.as_str()));
                vocabulary.name_all(&entry, &answers, &[], |answer, _| MONITORING.message(&format!("{question}-{answer}")));
                vocabulary.monitoring.push((Id::from(id.value), Codes::of(answers.iter().map(|a| a.value.as_str()))));
            }
            entry.finish();
        }
        vocabulary.check(&root);
        root.finish();
        vocabulary
    }

    /// Keeps the label that an entry gives itself. One that has none, and no message either, is a fault.
    fn name(&mut self, entry: &Entry<'_>, family: &Family, id: &Id) {
        let label = entry.text("label").map(|label| label.value).filter(|label| !label.trim().is_empty());
        if id.as_str().is_empty() {
            return; // a fault already
        }
        let message = family.message(id.as_str());
        if label.is_none() && !is_shipped(&message) {
            let span = if entry.has("label") { entry.span_of("label") } else { entry.span_of("id") };
            let mend = "add label = \"the words people see\" to the entry".to_owned();
            entry.page().fault(&span, unnamed(id.as_str()), mend);
        }
        self.named.push((message, label));
    }

    /// The same for the ids that an entry lists, whose labels stand below it by id, in a table `labels`.
    fn name_all(
        &mut self,
        entry: &Entry<'_>,
        plain: &[Placed<String>],
        marks: &[Placed<String>],
        message: impl Fn(&str, bool) -> String,
    ) {
        let labels = entry.texts_below("labels");
        for (id, is_mark) in plain.iter().map(|id| (id, false)).chain(marks.iter().map(|id| (id, true))) {
            let label = labels.iter().find(|(name, _)| name.value == id.value).map(|(_, label)| label.value.clone());
            let label = label.filter(|label| !label.trim().is_empty());
            let message = message(&id.value, is_mark);
            if label.is_none() && !is_shipped(&message) {
                let mend = format!("add {} = \"the words people see\" to the labels below the entry", id.value);
                entry.page().fault(&id.span, unnamed(&id.value), mend);
            }
            self.named.push((message, label));
        }
        for (name, _) in &labels {
            if !plain.iter().chain(marks).any(|id| id.value == name.value) {
                let mend = "label an id that the entry lists, or take the line out".to_owned();
                entry.page().fault(&name.span, format!("\"{}\" is not listed in this entry", name.value), mend);
            }
        }
    }

    /// Labels of local additions, each by the name of the message that labels the shipped ids of its list.
    #[must_use]
    pub fn labels(&self) -> Vec<(String, String)> {
        self.named.iter().filter_map(|(message, label)| Some((message.clone(), label.clone()?))).collect()
    }

    /// The messages that label the entries.
    pub fn messages(&self) -> impl Iterator<Item = &str> {
        self.named.iter().map(|(message, _)| message.as_str())
    }

    /// The message that labels an aspect or a flag of a strand.
    #[must_use]
    pub fn message_of_aspect(&self, strand: &str, aspect: &str) -> String {
        let flag = FLAG.message(aspect);
        if self.named.iter().any(|(message, _)| *message == flag) { flag } else { ASPECT.message(&format!("{strand}-{aspect}")) }
    }

    fn check(&self, root: &Entry<'_>) {
        for strand in MONITORED {
            if !self.strands.has(strand) {
                root.fault(
                    format!("the monitored strand \"{strand}\" is missing"),
                    format!("add [[strand]] with id = \"{strand}\": a deployment may add strands and may not remove this one"),
                );
            }
        }
        let lists =
            [("strand", &self.strands), ("incident_type", &self.types), ("setting", &self.settings), ("need", &self.needs)];
        for (name, codes) in lists {
            if codes.is_empty() {
                root.fault(format!("no [[{name}]] is given"), format!("add at least one [[{name}]] with an id"));
            }
            if codes.len() > MOST {
                root.fault(format!("there are {} of [[{name}]], more than {MOST}", codes.len()), format!("keep at most {MOST}"));
            }
        }
    }
}

/// A list of the file, the family that labels it, and where it is kept.
type List = (&'static str, Family, fn(&mut Vocabulary) -> &mut Codes);

const LISTS: [List; 5] = [
    ("incident_type", TYPE, |all| &mut all.types),
    ("setting", SETTING, |all| &mut all.settings),
    ("need", NEED, |all| &mut all.needs),
    ("homeless_reason", HOMELESS_REASON, |all| &mut all.homeless_reasons),
    ("relation", RELATION, |all| &mut all.relations),
];

/// The question of equality as its messages name it.
#[must_use]
pub fn dashed(question: &str) -> String {
    question.replace('_', "-")
}

fn unnamed(id: &str) -> String {
    format!("\"{id}\" has no words: people would see its id")
}

fn fill(entry: &Entry<'_>, codes: &mut Codes) -> Id {
    let id = entry.slug("id").map(|id| id.value).unwrap_or_default();
    let code = Code {
        id: Id::from(id.as_str()),
        home_office: entry.text("home_office").map(|text| text.value).unwrap_or_default(),
        odihr: entry.texts("odihr").into_iter().map(|text| text.value).collect(),
    };
    let fresh = codes.push(code);
    if !fresh && !id.is_empty() {
        entry.fault_at("id", format!("\"{id}\" stands in this list twice"), "give each entry its own id".to_owned());
    }
    Id::from(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shipped vocabulary with `from` turned into `to`: what it says, and each fault as line and text.
    fn with(from: &str, to: &str) -> (Vocabulary, Vec<(usize, String)>) {
        let text = std::fs::read_to_string(crate::repository().join("config/vocabulary.toml")).unwrap();
        assert!(text.contains(from), "{from}");
        let page = Page::from_text("vocabulary.toml".to_owned(), text.replacen(from, to, 1));
        let vocabulary = Vocabulary::read(&page);
        (vocabulary, page.findings().into_iter().map(|fault| (fault.line, fault.what)).collect())
    }

    #[test]
    fn an_entry_of_any_list_without_words_is_a_fault() {
        for list in ["strand", "incident_type", "setting", "relation", "need", "homeless_reason"] {
            let head = format!("[[{list}]]\n");
            let entry = format!("{head}id = \"cyber-flashing\"\n\n{head}");
            let line = |of: &str| of.lines().position(|line| line == "id = \"cyber-flashing\"").unwrap() + 1;
            let text = std::fs::read_to_string(crate::repository().join("config/vocabulary.toml")).unwrap();
            let line = line(&text.replacen(&head, &entry, 1));
            let (_, faults) = with(&head, &entry);
            assert_eq!(faults, [(line, "\"cyber-flashing\" has no words: people would see its id".to_owned())], "{list}");

            let blank = entry.replacen("\"\n", "\"\nlabel = \" \"\n", 1);
            assert_eq!(with(&head, &blank).1.len(), 1, "{list}: a blank label is none");
            let labelled = entry.replacen("\"\n", "\"\nlabel = \"Pictures nobody asked for\"\n", 1);
            let (vocabulary, faults) = with(&head, &labelled);
            assert!(faults.is_empty(), "{list}: {faults:?}");
            assert_eq!(vocabulary.labels().len(), 1, "{list}");
        }
    }

    #[test]
    fn an_aspect_a_flag_and_an_answer_are_labelled_below_their_entry() {
        let wrong = |from: &str, to: &str| with(from, to).1.into_iter().map(|(_, what)| what).collect::<Vec<_>>();
        let aspect = ("\"trans-woman\",", "\"trans-woman\", \"newly-out\",");
        assert_eq!(wrong(aspect.0, aspect.1), ["\"newly-out\" has no words: people would see its id"]);
        let flag = ("\"mate-crime\",", "\"mate-crime\", \"cuckooing\",");
        assert_eq!(wrong(flag.0, flag.1), ["\"cuckooing\" has no words: people would see its id"]);
        let answer = ("[\"yes\", \"no\", \"prefer-not-to-say\"]", "[\"yes\", \"no\", \"it-depends\"]");
        assert_eq!(wrong(answer.0, answer.1), ["\"it-depends\" has no words: people would see its id"]);

        let labels = "\n[monitoring.labels]\nit-depends = \"It depends\"\n";
        let (vocabulary, faults) = with(answer.0, &format!("{}{labels}", answer.1));
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(vocabulary.labels(), [("monitoring-trans-it-depends".to_owned(), "It depends".to_owned())]);
        let stray = format!("{}{labels}may-be = \"Perhaps\"\n", answer.1);
        assert_eq!(wrong(answer.0, &stray), ["\"may-be\" is not listed in this entry"]);

        let flags = "flags = [\"mate-crime\", \"assistance-animal\"]";
        let more = "flags = [\"cuckooing\"]\n[strand.labels]\ncuckooing = \"Someone took over the home\"";
        let (vocabulary, faults) = with(flags, more);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(vocabulary.labels(), [("flag-cuckooing".to_owned(), "Someone took over the home".to_owned())]);
        assert_eq!(vocabulary.message_of_aspect("disability", "cuckooing"), "flag-cuckooing");
        assert_eq!(vocabulary.message_of_aspect("race", "other"), "aspect-race-other");
    }

    #[test]
    fn every_message_of_the_lists_belongs_to_an_entry_that_is_shipped() {
        let (vocabulary, faults) = with("", "");
        assert!(faults.is_empty(), "{faults:?}");
        let messages: std::collections::BTreeSet<&str> = vocabulary.messages().collect();
        for family in [STRAND, ASPECT, FLAG, TYPE, SETTING, RELATION, NEED, HOMELESS_REASON, MONITORING] {
            let begins = format!("{}-", family.name);
            let english = crate::words::FILES.iter().filter(|(language, _)| *language == "en");
            for name in english.flat_map(|(_, text)| crate::words::names(text)).filter(|name| name.starts_with(&begins)) {
                assert!(messages.contains(name), "config/vocabulary.toml has nothing that {name} labels");
            }
        }
    }
}
