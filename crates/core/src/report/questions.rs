//! The question table: for each answer its name, kind, longest length, list of ids and section. The parser, the JSON Schemas, the
//! OpenAPI description and the form are made from it.

use crate::report::labels;
use crate::report::section::Section;
use crate::vocabulary::{self, Vocabulary};
use crate::words::Family;

/// A named answer.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// The field's name.
    pub name: &'static str,
    /// What kind of answer it takes.
    pub shape: Shape,
    /// One English sentence for the API's documentation.
    pub about: &'static str,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Several named answers.
    Group(&'static [Question]),
    /// A list of the same shape.
    List(&'static Shape, usize),
    /// Words of a person, at most so many characters; `lines` when it may have several.
    Text {
        /// Longest length in characters.
        most: usize,
        /// Whether a form gives it several lines.
        lines: bool,
    },
    /// A language tag.
    Language,
    /// Yes or no.
    Flag,
    /// One id.
    Code(Ids),
    /// Several ids, a set.
    Codes(Ids),
    /// A day or a time.
    Moment,
    /// A postcode in any spelling.
    Postcode,
    /// A district of the gazetteer.
    Area,
    /// An answer for each id.
    Map(Ids, &'static Shape),
    /// Ids with a code each, where the ids of the codes depend on the question.
    Monitoring,
}

/// Where ids come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// A list that is part of the rules, with the family that labels it.
    Fixed(Family),
    /// Strands of the vocabulary.
    Strands,
    /// Aspects of any strand.
    Aspects,
    /// Incident types.
    Types,
    /// Settings.
    Settings,
    /// Relations.
    Relations,
    /// Access needs.
    Needs,
    /// Presenting reasons.
    HomelessReasons,
    /// Organisations of the configuration.
    Agencies,
}

impl Ids {
    /// Whether `id` is one of these.
    #[must_use]
    pub fn has(self, id: &str, vocabulary: &Vocabulary, is_agency: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Fixed(list) => list.members.contains(&id),
            Self::Strands => vocabulary.strands.has(id),
            Self::Aspects => vocabulary.aspects.has(id),
            Self::Types => vocabulary.types.has(id),
            Self::Settings => vocabulary.settings.has(id),
            Self::Relations => vocabulary.relations.has(id),
            Self::Needs => vocabulary.needs.has(id),
            Self::HomelessReasons => vocabulary.homeless_reasons.has(id),
            Self::Agencies => is_agency(id),
        }
    }

    /// The family that labels them; none for organisations, which have names, and for aspects, whose strand is in the message.
    #[must_use]
    pub fn family(self) -> Option<Family> {
        match self {
            Self::Fixed(list) => Some(list),
            Self::Strands => Some(vocabulary::STRAND),
            Self::Types => Some(vocabulary::TYPE),
            Self::Settings => Some(vocabulary::SETTING),
            Self::Relations => Some(vocabulary::RELATION),
            Self::Needs => Some(vocabulary::NEED),
            Self::HomelessReasons => Some(vocabulary::HOMELESS_REASON),
            Self::Aspects | Self::Agencies => None,
        }
    }

    /// The ids as a list, where they do not depend on the organisations.
    #[must_use]
    pub fn list(self, vocabulary: &Vocabulary) -> Option<Vec<&str>> {
        let ids: Vec<&str> = match self {
            Self::Fixed(list) => list.members.to_vec(),
            Self::Strands => vocabulary.strands.ids().collect(),
            Self::Aspects => vocabulary.aspects.ids().collect(),
            Self::Types => vocabulary.types.ids().collect(),
            Self::Settings => vocabulary.settings.ids().collect(),
            Self::Relations => vocabulary.relations.ids().collect(),
            Self::Needs => vocabulary.needs.ids().collect(),
            Self::HomelessReasons => vocabulary.homeless_reasons.ids().collect(),
            Self::Agencies => return None,
        };
        Some(ids)
    }
}

const fn text(most: usize) -> Shape {
    Shape::Text { most, lines: false }
}

const fn lines(most: usize) -> Shape {
    Shape::Text { most, lines: true }
}

const fn q(name: &'static str, shape: Shape, about: &'static str) -> Question {
    Question { name, shape, about }
}

const RISK: Shape = Shape::Code(Ids::Fixed(labels::YES_NO));
const SAID: Shape = Shape::Code(Ids::Fixed(labels::SAID));
const BY_PURPOSE: Shape = Shape::Map(Ids::Fixed(labels::PURPOSE), &SAID);

const NEXT: Shape = Shape::Map(Ids::Fixed(labels::PURPOSE), &Shape::Code(Ids::Agencies));

/// The whole report.
pub const REPORT: &[Question] = &[
    q("language", Shape::Language, "BCP 47 tag of the language the report is written in."),
    q("reporter", Shape::Group(REPORTER), "Who reports."),
    q("incident", Shape::Group(INCIDENT), "What happened. `account` or `types` must be there; everything else may be left out."),
    q("victim", Shape::Group(VICTIM), "The person it happened to."),
    q("contact", Shape::Group(CONTACT), "How somebody can be reached safely, and what they need."),
    q("suspect", Shape::Group(SUSPECT), "Who did it."),
    q("risk", Shape::Group(RISK_ANSWERS), "Risk answers. They are never passed on; the level worked out from them is."),
    q("monitoring", Shape::Monitoring, "Equality answers by question. Never passed on to anybody."),
    q("permission", Shape::Group(PERMISSION), "Who may be told what. What is not said is refused."),
];

const REPORTER: &[Question] = &[
    q("role", Shape::Code(Ids::Fixed(labels::ROLE)), "Who reports; left out, it is the victim."),
    q("victim_agreed", Shape::Flag, "Whether the victim agreed to this report, when somebody else makes it."),
    q("how_agreed", lines(2_000), "How the agreement was given."),
    q("from", lines(1_000), "From where a professional tells it: organisation, what they do there, a reference of their own."),
];

const INCIDENT: &[Question] = &[
    q("account", lines(50_000), "What happened, in the reporter's own words."),
    q("types", Shape::Codes(Ids::Types), "Kinds of incident."),
    q("strands", Shape::Codes(Ids::Strands), "Why it felt like hate."),
    q("aspects", Shape::Codes(Ids::Aspects), "Precise values within the strands."),
    q("when", Shape::Group(WHEN), "When it happened."),
    q("where", Shape::Group(WHERE), "Where it happened."),
    q("repeated", Shape::Code(Ids::Fixed(labels::REPEATED)), "Whether it happened before."),
    q("reported_to", Shape::List(&Shape::Group(REPORTED_TO), 20), "Whom else it was reported to."),
];

const WHEN: &[Question] = &[
    q("precision", Shape::Code(Ids::Fixed(labels::PRECISION)), "How precisely it is known."),
    q("from", Shape::Moment, "The day (2026-11-14), or a time: RFC 3339, or London time as 2026-11-14T21:30."),
    q("to", Shape::Moment, "The end of a range."),
    q("part_of_day", Shape::Code(Ids::Fixed(labels::PART_OF_DAY)), "Part of the day, when the time is not known."),
    q("words", text(2_000), "When, in the person's own words: what the other fields cannot hold. Nothing reads it but people."),
];

const WHERE: &[Question] = &[
    q("setting", Shape::Code(Ids::Settings), "What kind of place."),
    q("postcode", Shape::Postcode, "A postcode in any spelling. One that is not known is no fault."),
    q("area", Shape::Area, "The code of a district."),
    q("place", text(1_000), "The place in words."),
    q(
        "words",
        text(2_000),
        "What was given as postcode, town or district and is none that is known. Nothing reads it but people.",
    ),
];

const REPORTED_TO: &[Question] =
    &[q("who", Shape::Code(Ids::Fixed(labels::TOLD)), "Who was told."), q("reference", text(200), "Their reference.")];

const VICTIM: &[Question] = &[
    q("name", text(300), "Name, in one field."),
    q("age_band", Shape::Code(Ids::Fixed(labels::AGE)), "Age band."),
    q("pronouns", text(100), "Pronouns."),
    q("postcode", Shape::Postcode, "Home postcode."),
    q("area", Shape::Area, "The code of the home district."),
    q("words", text(2_000), "What was given as the home postcode and is none. Nothing reads it but people."),
    q("housing", text(300), "Housing, in words."),
    q("homeless_reason", Shape::Code(Ids::HomelessReasons), "Presenting reason of a homeless household."),
];

const CONTACT: &[Question] = &[
    q("of", Shape::Code(Ids::Fixed(labels::CONTACT_OF)), "Whose contact this is."),
    q("methods", Shape::List(&Shape::Group(METHOD), 20), "Ways to reach them. One that is not marked safe is never passed on."),
    q("safe_times", text(500), "When it is safe: days and times, which are read; what cannot be read is for a person."),
    q("ask_for", text(300), "Whom to ask for: the name to use."),
    q(
        "if_others_answer",
        text(500),
        "What to say if somebody else answers: say-nothing (left out, it is this: say nothing and end the call), or words.",
    ),
    q(
        "not_at_home",
        Shape::Flag,
        "No visit, no post and no call to a phone at home; left out, it is so where a partner, family, a carer or somebody of the same home did it.",
    ),
    q("parents_may_know", Shape::Flag, "For somebody under 18: whether it is safe that their parents know."),
    q("needs", Shape::Codes(Ids::Needs), "Access needs."),
    q("language", text(100), "Language of contact."),
    q("interpreter", text(1_000), "Wishes about interpreters: whom to avoid, who should be present."),
    q("through_centre", Shape::Flag, "Only through the centre that took the report."),
];

const METHOD: &[Question] = &[
    q("kind", Shape::Code(Ids::Fixed(labels::CONTACT)), "What kind of contact."),
    q("value", text(500), "The address or number."),
    q("safe", Shape::Flag, "Whether it is safe to use."),
    q(
        "unchecked",
        Shape::Flag,
        "Keep the value though it does not look like an address or a number. Only people use such a way.",
    ),
];

const SUSPECT: &[Question] = &[
    q("relation", Shape::Code(Ids::Relations), "Relation to the person it happened to."),
    q("description", lines(10_000), "Description, in words."),
];

const RISK_ANSWERS: &[Question] = &[
    q("in_danger", RISK, "In danger now."),
    q("threat_to_kill", RISK, "A threat to kill."),
    q("weapon", RISK, "A weapon was used or shown."),
    q("injury", RISK, "Somebody was injured."),
    q("escalating", RISK, "It is getting worse."),
    q("repeated", RISK, "It has happened before."),
    q("close", RISK, "The person who did it lives near, or is family, partner or carer."),
    q("stalking", RISK, "Stalking."),
    q("retaliation", RISK, "Fear of retaliation."),
    q("self_harm", Shape::Code(Ids::Fixed(labels::SELF_HARM)), "Thoughts or a plan of harming oneself."),
    q("child", RISK, "A child is at risk."),
    q("dependent", RISK, "The person depends on the one who did it."),
    q("homeless", RISK, "The person has no safe home."),
];

/// Permission: also asked by itself when it is changed.
pub const PERMISSION: &[Question] = &[
    q("purposes", BY_PURPOSE, "For each purpose: full, anonymous, ask or no."),
    q("agencies", Shape::Map(Ids::Agencies, &BY_PURPOSE), "For an organisation and a purpose, before the purpose's own."),
    q("never", Shape::Codes(Ids::Agencies), "Organisations that must never be told."),
    q(
        "never_words",
        lines(2_000),
        "Who else must never be told, in words: a person reads them, and until then only whom the person said yes to by name is told.",
    ),
    q(
        "next",
        Shape::Map(Ids::Agencies, &NEXT),
        "For an organisation and a purpose: who may have it when that one cannot. Only where the person was shown both by name.",
    ),
    q(
        "if_unable",
        Shape::Code(Ids::Fixed(labels::IF_UNABLE)),
        "When an organisation that was allowed cannot help: ask the person first (left out, it is this), or ask another like it; that names nobody, and counts as asking first unless the whole purpose was allowed.",
    ),
];

/// The facts of a routing preview.
pub const FACTS: &[Question] = &[
    q("area", Shape::Area, "The code of a district of the gazetteer."),
    q("postcode", Shape::Postcode, "A postcode, instead of the area."),
    q("strands", Shape::Codes(Ids::Strands), "Strands; the order of the first mention counts."),
    q("types", Shape::Codes(Ids::Types), "Incident types."),
    q("setting", Shape::Code(Ids::Settings), "The setting."),
    q("age_band", Shape::Code(Ids::Fixed(labels::AGE)), "Age band; left out, it is unknown."),
    q("needs", Shape::Codes(Ids::Needs), "Access needs."),
    q("risk", Shape::Code(Ids::Fixed(labels::RISK)), "Risk level; left out, it is low."),
    q("role", Shape::Code(Ids::Fixed(labels::ROLE)), "Who reports; left out, it is the victim."),
    q("victim_agreed", Shape::Flag, "Whether the victim agreed."),
    q("contact_of", Shape::Code(Ids::Fixed(labels::CONTACT_OF)), "Whose contact it is."),
    q("on", Shape::Moment, "The day of routing; left out, it is today."),
];

/// A preview.
pub const PREVIEW: &[Question] = &[
    q("facts", Shape::Group(FACTS), "What the rules look at."),
    q("permission", Shape::Group(PERMISSION), "Who may be told what."),
];

/// A message to the team.
pub const MESSAGE: &[Question] = &[q("text", lines(10_000), "What you want to say to the team.")];

/// An addition to the story, with the current recipients that may see it.
pub const ADDITION: &[Question] = &[
    q("text", lines(50_000), "What you want to add to the story."),
    q(
        "share_with",
        Shape::Codes(Ids::Agencies),
        "Which of the organisations that hold the report now may see it. Nobody, when it is left out.",
    ),
];

/// A word of one's own.
pub const OWN_WORD: &[Question] = &[q("word", text(200), "A word of your own, then needed with the receipt.")];

/// Which section an answer at this pointer belongs to.
#[must_use]
pub fn section_of(pointer: &str) -> Option<Section> {
    match pointer.trim_start_matches('/').split('/').next()? {
        "language" | "reporter" | "incident" => Some(Section::Incident),
        "victim" => Some(Section::Victim),
        "contact" => Some(Section::Contact),
        "suspect" => Some(Section::Suspect),
        "monitoring" => Some(Section::Monitoring),
        "risk" | "permission" => Some(Section::Handling),
        _ => None,
    }
}
