//! Every word a person reads, as Fluent messages by language. Missing in a language, a message is read from English.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use unic_langid::LanguageIdentifier;

use crate::words::speaker::Speaker;

/// The shipped messages: language and text of each file.
const FILES: &[(&str, &str)] = &[
    ("en", include_str!("../../../../locales/en/vocabulary.ftl")),
    ("en", include_str!("../../../../locales/en/dates.ftl")),
    ("en", include_str!("../../../../locales/en/form.ftl")),
    ("en", include_str!("../../../../locales/en/desk.ftl")),
    ("en", include_str!("../../../../locales/en/record.ftl")),
    ("en", include_str!("../../../../locales/en/overrule.ftl")),
    ("en", include_str!("../../../../locales/en/find.ftl")),
    ("en", include_str!("../../../../locales/en/care.ftl")),
    ("en", include_str!("../../../../locales/en/take_down.ftl")),
    ("en", include_str!("../../../../locales/en/centres.ftl")),
    ("en", include_str!("../../../../locales/en/pages.ftl")),
    ("en", include_str!("../../../../locales/en/directory.ftl")),
    ("en", include_str!("../../../../locales/en/guidance.ftl")),
    ("en", include_str!("../../../../locales/en/letters.ftl")),
    ("en", include_str!("../../../../locales/en/mail.ftl")),
    ("en", include_str!("../../../../locales/en/faults.ftl")),
];

type Bundle = FluentBundle<FluentResource>;

/// All messages.
pub struct Words {
    pub(super) bundles: BTreeMap<String, Bundle>,
    pub(super) labels: BTreeMap<String, String>,
}

/// Why the messages were not read.
#[derive(Debug, thiserror::Error)]
pub enum WordsFault {
    /// A file is not written as Fluent.
    #[error("the messages of {0} are not written as Fluent")]
    Malformed(String),
    /// Two messages of a language have one name.
    #[error("the messages of {0} hold a name twice")]
    Twice(String),
}

impl Words {
    /// Reads the shipped messages, with the labels of local additions to the vocabulary (message name → label).
    ///
    /// # Errors
    /// When a file is malformed.
    pub fn read(labels: impl IntoIterator<Item = (String, String)>) -> Result<Self, WordsFault> {
        let mut bundles: BTreeMap<String, Bundle> = BTreeMap::new();
        for (language, text) in FILES {
            let tag: LanguageIdentifier = language.parse().map_err(|_| WordsFault::Malformed((*language).to_owned()))?;
            let resource =
                FluentResource::try_new((*text).to_owned()).map_err(|_| WordsFault::Malformed((*language).to_owned()))?;
            let bundle = bundles.entry((*language).to_owned()).or_insert_with(|| {
                let mut bundle = Bundle::new_concurrent(vec![tag]);
                // Isolation marks are for mixed directions within a sentence; pages use <bdi> for what was typed.
                bundle.set_use_isolating(false);
                bundle
            });
            bundle.add_resource(resource).map_err(|_| WordsFault::Twice((*language).to_owned()))?;
        }
        Ok(Self { bundles, labels: labels.into_iter().collect() })
    }

    /// Languages there are messages in.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.bundles.keys().map(String::as_str)
    }

    /// Whoever speaks the first of these languages that there are messages in; English otherwise.
    #[must_use]
    pub fn speaker<'a>(self: &Arc<Self>, asked: impl IntoIterator<Item = &'a str>) -> Speaker {
        let found = asked.into_iter().find_map(|tag| {
            let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            self.bundles.keys().find(|language| **language == primary)
        });
        Speaker::of(Arc::clone(self), found.cloned().unwrap_or_else(|| "en".to_owned()))
    }
}
