//! What a person sees: one typed context for each page. Every word of a page is a message, said by the frame's speaker; what a
//! handler fills in are answers, names, days and labels that were already said.
//!
//! The templates are in `templates/pages/`: `layout.html` holds what every page has, `parts/` what several pages share.

pub mod agency;
pub mod api;
pub mod care;
pub mod centres;
pub mod desk;
#[cfg(test)]
mod desk_samples;
pub mod desk_talk;
pub mod directory;
pub mod door;
pub mod find;
#[cfg(test)]
mod find_samples;
#[cfg(test)]
mod form_samples;
pub mod guidance;
#[cfg(test)]
mod guidance_samples;
pub mod mail;
#[cfg(test)]
mod mail_samples;
pub mod overrule;
pub mod prose;
pub mod public;
#[cfg(test)]
mod reading_grade;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use waymark_core::words::Speaker;

/// What every page has.
#[derive(Clone)]
pub struct Frame {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the demonstration banner stands on the page.
    pub demonstration: bool,
    /// Whether the page is for the public: it then has the way out.
    pub public: bool,
    /// The number somebody can call to be sure that this is the service.
    pub call_back: String,
    /// What the logo shows, when there is one.
    pub logo: Option<String>,
    /// The centre where the visitor is and gets help; empty for none.
    pub with: String,
    /// After how many seconds the page goes by itself where no script runs: others use the device.
    pub leaves: Option<i64>,
}

impl Frame {
    /// The words between `<title>` and `</title>` for a message; they begin with "Error: " when there are faults.
    #[must_use]
    pub fn title(&self, message: &str, faulty: bool) -> String {
        self.titled(&self.t.say(message), faulty)
    }

    /// The same for words that are already said.
    #[must_use]
    pub fn titled(&self, words: &str, faulty: bool) -> String {
        let id = if faulty { "page-title-with-faults" } else { "page-title" };
        self.t.say2(id, "title", words, "service", self.service.as_str())
    }
}

/// A fault in the list at the top of a page.
#[derive(Clone)]
pub struct FaultLine {
    /// The id of the field it leads to.
    pub anchor: String,
    /// What is wrong and how to mend it.
    pub text: String,
}

/// The fault of the field with this id, to be said beside it.
#[must_use]
pub fn fault_of<'a>(faults: &'a [FaultLine], anchor: &str) -> Option<&'a str> {
    faults.iter().find(|fault| fault.anchor == anchor).map(|fault| fault.text.as_str())
}

/// One answer that can be chosen.
#[derive(Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// A smaller line under it; empty for none.
    pub hint: String,
    /// Whether it is chosen already.
    pub chosen: bool,
}

/// A question of a form.
#[derive(Clone, Default)]
pub struct Field {
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
    /// What the browser may fill in (the tokens of HTML's `autocomplete`); nothing is kept otherwise.
    pub fill: &'static str,
}

/// A part of a day: a small field with a label of its own.
#[derive(Clone)]
pub struct Part {
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
    pub fn anchor(&self) -> String {
        anchor(&self.name)
    }
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldKind {
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
    pub fn anchor(&self) -> String {
        let name = anchor(&self.name);
        if self.apart.is_empty() { name } else { format!("{name}-{}", self.apart) }
    }

    /// Where a link to the field leads: where the answer is given.
    #[must_use]
    pub fn target(&self) -> String {
        self.parts.first().map_or_else(|| self.anchor(), Part::anchor)
    }

    /// The ids of its hint and its fault, for `aria-describedby`; empty when it has neither.
    #[must_use]
    pub fn described_by(&self) -> String {
        let anchor = self.anchor();
        let hint = (!self.hint.is_empty()).then(|| format!("{anchor}-hint"));
        let fault = self.fault.is_some().then(|| format!("{anchor}-fault"));
        [hint, fault].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// How many lines it shows at first.
    #[must_use]
    pub fn rows(&self) -> u8 {
        if self.name == "incident.account" { 10 } else { 4 }
    }

    /// Whether it is answered by several inputs, which need a legend instead of a label.
    #[must_use]
    pub fn is_set(&self) -> bool {
        matches!(self.kind, FieldKind::Radios | FieldKind::Checkboxes | FieldKind::Day)
    }

    /// Whether its choices are so few and short that they stand in a row.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.kind == FieldKind::Radios
            && self.choices.len() <= 3
            && self.choices.iter().all(|choice| choice.hint.is_empty() && choice.label.chars().count() <= 10)
    }

    /// The type of its inputs.
    #[must_use]
    pub fn input_type(&self) -> &'static str {
        match self.kind {
            FieldKind::Radios => "radio",
            FieldKind::Checkboxes => "checkbox",
            _ => "text",
        }
    }

    /// Whether there is nothing to choose from: such a question is not asked.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.choices.is_empty() && matches!(self.kind, FieldKind::Radios | FieldKind::Checkboxes | FieldKind::Select)
    }
}

/// The id of the field with this name.
#[must_use]
pub fn anchor(name: &str) -> String {
    name.replace('.', "-")
}

/// The id of a choice: the first has the field's own, so that a link to the field moves the focus to it.
#[must_use]
pub fn choice_id(anchor: &str, index: &usize) -> String {
    if *index <= 1 { anchor.to_owned() } else { format!("{anchor}-{index}") }
}
