//! A speaker says messages in one language (localisation, i18n).

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};

use crate::words::label::{Family, Labelled};
use crate::words::words::Words;

impl Words {
    /// Whoever speaks the first of these languages that there are messages in; English otherwise.
    #[must_use]
    pub fn speaker<'a>(self: &Arc<Self>, asked: impl IntoIterator<Item = &'a str>) -> Speaker {
        let found = asked.into_iter().find_map(|tag| {
            let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            self.bundles.keys().find(|language| **language == primary)
        });
        Speaker::in_language(Arc::clone(self), found.cloned().unwrap_or_else(|| "en".to_owned()))
    }
}

/// Says messages in one language.
#[derive(Clone)]
pub struct Speaker {
    words: Arc<Words>,
    language: String,
}

impl Speaker {
    /// Whoever says these messages in this language.
    pub(super) fn in_language(words: Arc<Words>, language: String) -> Self {
        Self { words, language }
    }

    /// The language's tag.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// `rtl` for languages written from right to left.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        match self.language.as_str() {
            "ar" | "ur" | "fa" | "ckb" | "ps" => "rtl",
            _ => "ltr",
        }
    }

    /// A message.
    #[must_use]
    pub fn say(&self, id: &str) -> String {
        self.look_up(id, None)
    }

    /// A message with one value.
    #[must_use]
    pub fn say1<'v>(&self, id: &str, name: &'v str, value: impl Into<FluentValue<'v>>) -> String {
        let mut args = FluentArgs::new();
        args.set(Cow::Borrowed(name), value);
        self.look_up(id, Some(&args))
    }

    /// A message with two values.
    #[must_use]
    pub fn say2<'v>(
        &self,
        id: &str,
        name: &'v str,
        value: impl Into<FluentValue<'v>>,
        name2: &'v str,
        value2: impl Into<FluentValue<'v>>,
    ) -> String {
        let mut args = FluentArgs::new();
        args.set(Cow::Borrowed(name), value);
        args.set(Cow::Borrowed(name2), value2);
        self.look_up(id, Some(&args))
    }

    /// The message of a member of a family, with these values.
    #[must_use]
    pub fn of_all(&self, family: &Family, member: &str, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(Cow::Borrowed(*name), *value);
        }
        self.look_up(&family.message(member), Some(&args))
    }

    /// The label of something that has one.
    #[must_use]
    pub fn label<L: Labelled>(&self, of: L) -> String {
        self.look_up(&L::FAMILY.message(of.member()), None)
    }

    /// The message of a member of a family.
    #[must_use]
    pub fn of(&self, family: &Family, member: impl AsRef<str>) -> String {
        self.look_up(&family.message(member.as_ref()), None)
    }

    /// The message of a member of a family, with one value.
    #[must_use]
    pub fn of1<'v>(&self, family: &Family, member: impl AsRef<str>, name: &'v str, value: impl Into<FluentValue<'v>>) -> String {
        self.say1(&family.message(member.as_ref()), name, value)
    }

    /// The message of a member, in a family where not every one has any.
    #[must_use]
    pub fn of_some<'v>(&self, family: &Family, member: &str, name: &'v str, value: impl Into<FluentValue<'v>>) -> String {
        let message = family.message(member);
        if self.has(&message) { self.say1(&message, name, value) } else { String::new() }
    }

    /// Whether there is such a message.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.words.labels.contains_key(id) || self.words.bundles.values().any(|bundle| bundle.has_message(id))
    }

    pub(super) fn look_up(&self, id: &str, args: Option<&FluentArgs<'_>>) -> String {
        for language in [self.language.as_str(), "en"] {
            let Some(bundle) = self.words.bundles.get(language) else { continue };
            if let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) {
                let mut faults = Vec::new();
                return bundle.format_pattern(pattern, args, &mut faults).into_owned();
            }
        }
        // A local addition to the vocabulary has its label in the configuration; anything else shows its name, which a test refuses.
        self.words.labels.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }
}
