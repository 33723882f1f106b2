//! The words of the field: strands, aspects, incident types, settings, relations and needs, from `config/vocabulary.toml`.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::config::reading::{Entry, Page};

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
    /// The id.
    pub id: Id,
    /// A label for a local addition; the shipped ids are labelled by messages.
    pub label: Option<String>,
    /// The category of the Home Office's return; empty where there is none.
    pub home_office: String,
    /// The categories of ODIHR.
    pub odihr: Vec<String>,
}

impl Codes {
    /// A list of these ids without labels or categories.
    pub fn of<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let mut codes = Self::default();
        for id in ids {
            codes.push(Code { id: Id::from(id), label: None, home_office: String::new(), odihr: Vec::new() });
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
            entry.flag("monitored");
            entry.ignore("aspect_odihr");
            let mut aspects = Vec::new();
            for name in entry.texts("aspects").into_iter().chain(entry.texts("flags")) {
                let aspect = Id::from(name.value);
                vocabulary.aspects.push(Code { id: aspect.clone(), label: None, home_office: String::new(), odihr: Vec::new() });
                aspects.push(aspect);
            }
            vocabulary.aspects_of.push((id, aspects));
            entry.finish();
        }
        let lists = [
            ("incident_type", &mut vocabulary.types),
            ("setting", &mut vocabulary.settings),
            ("need", &mut vocabulary.needs),
            ("homeless_reason", &mut vocabulary.homeless_reasons),
        ];
        for (name, codes) in lists {
            for entry in root.tables(name) {
                fill(&entry, codes);
                entry.finish();
            }
        }
        for entry in root.tables("relation") {
            let id = fill(&entry, &mut vocabulary.relations);
            if entry.flag("close") == Some(true) {
                vocabulary.close_relations.push(id);
            }
            entry.finish();
        }
        for entry in root.tables("monitoring") {
            if let Some(id) = entry.required_text("id") {
                let answers = entry.texts("answers");
                vocabulary.monitoring.push((Id::from(id.value), Codes::of(answers.iter().map(|a| a.value.as_str()))));
            }
            entry.finish();
        }
        vocabulary.check(&root);
        root.finish();
        vocabulary
    }

    /// Labels of local additions, each by the name of the message that labels the shipped ids of its list.
    #[must_use]
    pub fn labels(&self) -> Vec<(String, String)> {
        let lists = [
            ("strand", &self.strands),
            ("type", &self.types),
            ("setting", &self.settings),
            ("relation", &self.relations),
            ("need", &self.needs),
            ("homeless-reason", &self.homeless_reasons),
        ];
        lists
            .into_iter()
            .flat_map(|(list, codes)| {
                codes.iter().filter_map(move |code| Some((format!("{list}-{}", code.id), code.label.clone()?)))
            })
            .collect()
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

fn fill(entry: &Entry<'_>, codes: &mut Codes) -> Id {
    let id = entry.slug("id").map(|id| id.value).unwrap_or_default();
    let code = Code {
        id: Id::from(id.as_str()),
        label: entry.text("label").map(|label| label.value),
        home_office: entry.text("home_office").map(|text| text.value).unwrap_or_default(),
        odihr: entry.texts("odihr").into_iter().map(|text| text.value).collect(),
    };
    let fresh = codes.push(code);
    if !fresh && !id.is_empty() {
        entry.fault_at("id", format!("\"{id}\" stands in this list twice"), "give each entry its own id".to_owned());
    }
    Id::from(id)
}
