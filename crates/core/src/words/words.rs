//! Every word a person reads, as Fluent messages by language. Missing in a language, a message is read from English.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use unic_langid::LanguageIdentifier;

/// The shipped messages: language and text of each file of `locales/`, as `build.rs` found them.
pub const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The names of the messages in a text of Fluent.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    let begun = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    begun.filter_map(|line| line.split_once('=')).map(|(name, _)| name.trim_end())
}

/// Whether there is a message of this name in English, which every other language falls back to.
#[must_use]
pub fn is_shipped(name: &str) -> bool {
    static SHIPPED: LazyLock<BTreeSet<&'static str>> =
        LazyLock::new(|| FILES.iter().filter(|(language, _)| *language == "en").flat_map(|(_, text)| names(text)).collect());
    SHIPPED.contains(name)
}

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
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every file of messages: language and text.
    fn in_the_folder() -> Vec<(String, String)> {
        let list = |folder: &std::path::Path| {
            let mut found: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            found.sort();
            found
        };
        let mut found = Vec::new();
        for folder in list(&crate::repository().join("locales")).into_iter().filter(|path| path.is_dir()) {
            let language = folder.file_name().unwrap().to_string_lossy().into_owned();
            for file in list(&folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == "ftl")) {
                found.push((language.clone(), std::fs::read_to_string(file).unwrap()));
            }
        }
        found
    }

    #[test]
    fn every_file_of_the_folder_is_read() {
        let shipped: Vec<_> = FILES.iter().map(|(language, text)| ((*language).to_owned(), (*text).to_owned())).collect();
        assert_eq!(shipped, in_the_folder());
        assert!(shipped.len() >= 15);
    }

    #[test]
    fn every_message_of_another_language_is_one_of_english() {
        for (language, text) in FILES {
            for name in names(text) {
                assert!(is_shipped(name), "{language}: {name} is nowhere in English");
            }
        }
    }
}
