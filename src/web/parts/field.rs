//! A question of a form: how it is answered, what stands in it, and the id that a fault leads to.

use crate::web::parts::frame::Choice;

/// A question of a form.
#[derive(Clone, Default)]
pub(crate) struct Field {
    /// The name that is sent, such as `incident.account`.
    pub name: String,
    /// The question.
    pub label: String,
    /// Help that is always shown; empty for none.
    pub hint: String,
    /// How it is answered.
    pub kind: FieldKind,
    /// What stands in it, for lines.
    pub value: String,
    /// What can be chosen, for choices.
    pub choices: Vec<Choice>,
    /// What is wrong with the answer.
    pub fault: Option<String>,
    /// Day, month and year of a day.
    pub parts: Vec<Part>,
    /// Whether its question is the heading of the page.
    pub heads: bool,
    /// Set apart from other fields with the same name; empty for none.
    pub apart: String,
}

/// A part of a day: a small field with a label of its own.
#[derive(Clone)]
pub(crate) struct Part {
    /// The name that is sent.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What stands in it.
    pub value: String,
    /// How many characters it shows.
    pub size: u8,
}

impl Part {
    /// Its id, for its label.
    #[must_use]
    pub(crate) fn anchor(&self) -> String {
        anchor(&self.name)
    }
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum FieldKind {
    /// One line.
    #[default]
    Line,
    /// A day, as three numbers.
    Day,
    /// Several lines.
    Lines,
    /// One of a few.
    Radios,
    /// Any of a few.
    Checkboxes,
    /// One of many.
    Select,
}

impl Field {
    /// The id of the field: its name with dashes for dots. A link to it moves the focus to where the answer is given.
    #[must_use]
    pub(crate) fn anchor(&self) -> String {
        let name = anchor(&self.name);
        if self.apart.is_empty() { name } else { format!("{name}-{}", self.apart) }
    }

    /// Where a link to the field leads: where the answer is given.
    #[must_use]
    pub(crate) fn target(&self) -> String {
        self.parts.first().map_or_else(|| self.anchor(), Part::anchor)
    }

    /// The ids of its hint and its fault, for `aria-describedby`; empty when it has neither.
    #[must_use]
    pub(crate) fn described_by(&self) -> String {
        let anchor = self.anchor();
        let hint = (!self.hint.is_empty()).then(|| format!("{anchor}-hint"));
        let fault = self.fault.is_some().then(|| format!("{anchor}-fault"));
        [hint, fault].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// How many lines it shows at first.
    #[must_use]
    pub(crate) fn rows(&self) -> u8 {
        if self.name == "incident.account" { 10 } else { 4 }
    }

    /// Whether it is answered by several inputs, which need a legend instead of a label.
    #[must_use]
    pub(crate) fn is_set(&self) -> bool {
        matches!(self.kind, FieldKind::Radios | FieldKind::Checkboxes | FieldKind::Day)
    }

    /// Whether its choices are so few and short that they stand in a row.
    #[must_use]
    pub(crate) fn is_short(&self) -> bool {
        self.kind == FieldKind::Radios
            && self.choices.len() <= 3
            && self.choices.iter().all(|choice| choice.hint.is_empty() && choice.label.chars().count() <= 10)
    }

    /// The type of its inputs.
    #[must_use]
    pub(crate) fn input_type(&self) -> &'static str {
        match self.kind {
            FieldKind::Radios => "radio",
            FieldKind::Checkboxes => "checkbox",
            _ => "text",
        }
    }

    /// What is typed in a line, for the keyboard of a phone: `email`, `tel`, or `text`.
    #[must_use]
    pub(crate) fn keyboard(&self) -> &'static str {
        match self.name.as_str() {
            "contact.value.email" => "email",
            "contact.value.text" | "contact.value.phone" | "contact.value.relay" => "tel",
            _ => "text",
        }
    }

    /// Which letters a phone makes capitals: all of a postcode and a number that was given, none of an address.
    #[must_use]
    pub(crate) fn capitals(&self) -> &'static str {
        match self.name.as_str() {
            "contact.value.email" => "none",
            "victim.name" | "place.area" => "words",
            "told.reference" => "characters",
            name if name.ends_with(".postcode") => "characters",
            _ => "sentences",
        }
    }

    /// Whether it is no sentence: written from left to right in every language, and nothing for a spelling checker.
    #[must_use]
    pub(crate) fn is_plain(&self) -> bool {
        self.keyboard() != "text" || self.name.ends_with(".postcode")
    }

    /// Whether there is nothing to choose from: such a question is not asked.
    #[must_use]
    pub(crate) fn is_idle(&self) -> bool {
        self.choices.is_empty() && matches!(self.kind, FieldKind::Radios | FieldKind::Checkboxes | FieldKind::Select)
    }
}

/// The id of the field with this name.
#[must_use]
pub(crate) fn anchor(name: &str) -> String {
    name.replace('.', "-")
}

/// The id of a choice: the first has the field's own, so that a link to the field moves the focus to it.
#[must_use]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "a template gives a reference")]
pub(crate) fn choice_id(anchor: &str, index: &usize) -> String {
    if *index <= 1 { anchor.to_owned() } else { format!("{anchor}-{index}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_is_typed_in_it() {
        let line = |name: &str| Field { name: name.to_owned(), ..Field::default() };
        for (name, keyboard, capitals, plain) in [
            ("contact.value.email", "email", "none", true),
            ("contact.value.text", "tel", "sentences", true),
            ("contact.value.relay", "tel", "sentences", true),
            ("contact.value.bsl-video", "text", "sentences", false),
            ("incident.where.postcode", "text", "characters", true),
            ("victim.postcode", "text", "characters", true),
            ("incident.when.words", "text", "sentences", false),
        ] {
            let line = line(name);
            assert_eq!((line.keyboard(), line.capitals(), line.is_plain()), (keyboard, capitals, plain), "{name}");
        }
    }
}
