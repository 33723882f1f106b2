//! Every key of an agreements file: what it takes, and what it means to somebody who does not program.

use crate::report::{AgeBand, Purpose, RiskLevel, Section};
use crate::routing::agency::Kind;
use crate::vocabulary::{Codes, Vocabulary};

/// A key of an entry.
pub(super) struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it must be there.
    pub needed: bool,
    /// What it means.
    pub about: &'static str,
    /// What may stand there, as TOML.
    pub example: &'static str,
}

/// What a key takes.
pub(super) enum Takes {
    /// An id of its own: small letters, digits and dashes.
    Slug,
    /// The id of an organisation.
    Agency,
    /// Words.
    Text,
    /// One of these.
    OneOf(fn() -> Vec<&'static str>),
    /// One e-mail address.
    Address,
    /// An address on the web.
    Web,
    /// A number to ring or to write to.
    Phone,
    /// A postcode.
    Postcode,
    /// A language tag.
    Language,
    /// A day.
    Day,
    /// Yes or no.
    Flag,
    /// A whole number from 0 up.
    Count,
    /// A whole number.
    Number,
    /// A promised time.
    Promise,
    /// A line of opening hours.
    Hours,
    /// The code of an area.
    Area,
    /// One id of the vocabulary.
    Code(fn(&Vocabulary) -> &Codes),
    /// A list, with the fewest entries it may have.
    List(&'static Takes, usize),
    /// An entry within the entry.
    Table(&'static [Key]),
    /// A list of entries within the entry.
    Tables(&'static [Key]),
}

const fn needed(name: &'static str, takes: Takes, example: &'static str, about: &'static str) -> Key {
    Key { name, takes, needed: true, about, example }
}

const fn may(name: &'static str, takes: Takes, example: &'static str, about: &'static str) -> Key {
    Key { name, takes, needed: false, about, example }
}

/// `[[agency]]`
pub(super) const AGENCY: &[Key] = &[
    needed(
        "id",
        Takes::Slug,
        "\"our-partner\"",
        "A short name for the files, never shown to the person: small letters, digits and dashes. It never changes.",
    ),
    needed(
        "name",
        Takes::Text,
        "\"Our Partner\"",
        "The name as people know it. It is shown to the person before anything is sent.",
    ),
    needed("kind", Takes::OneOf(|| Kind::IDS.to_vec()), "\"support\"", "What kind of organisation it is."),
    needed(
        "email",
        Takes::Address,
        "\"referrals@our-partner.example\"",
        "The mailbox that referrals go to. It is never published. An address that ends in .example reaches nobody.",
    ),
    may(
        "readers",
        Takes::List(&Takes::Address, 0),
        "[\"advocate@our-partner.example\"]",
        "People who may ask for a code at their own address and read a referral with it.",
    ),
    may(
        "escalate_to",
        Takes::List(&Takes::Address, 0),
        "[\"manager@our-partner.example\"]",
        "Who is told when nobody answers in time.",
    ),
    may(
        "hours",
        Takes::List(&Takes::Hours, 0),
        "[\"Mon-Fri 09:00-17:00\"]",
        "When somebody is there to answer, in London time. Left out: day and night, every day. Times in working hours count only then.",
    ),
    may("hours_on_holidays", Takes::Flag, "false", "true when the hours hold on bank holidays too; otherwise they are days off."),
    may(
        "delivery",
        Takes::OneOf(|| vec!["link", "full", "openpgp"]),
        "\"link\"",
        "How a referral reaches it. link: a letter without content, which leads to a page. full and openpgp: the content in the letter itself; leave it at link unless you know why.",
    ),
    may(
        "transport_assured_by",
        Takes::Text,
        "\"Name and role of who checked it\"",
        "Needed when delivery is full: who made sure that the way of the letters is safe.",
    ),
    may("transport_checked_on", Takes::Day, "2026-10-01", "Needed when delivery is full: the day on which that was checked."),
    may(
        "openpgp_key",
        Takes::Text,
        "\"keys/our-partner.asc\"",
        "Needed when delivery is openpgp: the file with the organisation's public key, from the configuration folder.",
    ),
    may("suspended", Takes::Flag, "false", "true stops everything to this organisation at once, whatever its agreements say."),
    may(
        "public",
        Takes::Table(PUBLIC),
        "",
        "What the public directory says of the organisation. Left out: it is not in the directory.",
    ),
];

/// `[agency.public]`
pub(super) const PUBLIC: &[Key] = &[
    needed(
        "description",
        Takes::Text,
        "\"We stand by people who were targeted, for as long as they want.\"",
        "What the organisation does, in a few plain sentences.",
    ),
    may("website", Takes::Web, "\"https://our-partner.example/\"", "Its website, from https:// on."),
    may("phone", Takes::Phone, "\"01632 960123\"", "A number that anybody may ring."),
    may("text_number", Takes::Phone, "\"07700 900123\"", "A number that anybody may send a text message to."),
    may(
        "email",
        Takes::Address,
        "\"hello@our-partner.example\"",
        "An address that anybody may write to. Never the mailbox for referrals.",
    ),
    may(
        "languages",
        Takes::List(&Takes::Language, 0),
        "[\"en\", \"cy\"]",
        "Languages that are spoken there, as tags: en, cy, pl, ur, …",
    ),
    may("bsl", Takes::Flag, "false", "true when somebody there signs BSL, so that no interpreter has to be found first."),
    may("opening", Takes::Text, "\"Monday to Friday, 9am to 5pm\"", "When it is open to the public, in words."),
    may(
        "address",
        Takes::Text,
        "\"1 Example Street, Example Town\"",
        "Where people may come. Leave it out when the place is confidential, as that of a refuge is.",
    ),
    may("postcode", Takes::Postcode, "\"TS18 1AB\"", "The postcode of that address."),
    may("step_free", Takes::Flag, "true", "Whether there is a way in without steps."),
    may(
        "services",
        Takes::Tables(SERVICE),
        "[{ name = \"Advocacy\", description = \"Somebody who speaks up with you.\" }]",
        "Services, when there is more than one to be listed. Left out: the organisation itself is listed as one.",
    ),
];

/// `services` of `[agency.public]`
pub(super) const SERVICE: &[Key] = &[
    needed(
        "name",
        Takes::Text,
        "\"Advocacy\"",
        "The name of the service. Its address in the directory follows from the name: a new name is a new service.",
    ),
    needed("description", Takes::Text, "\"Somebody who speaks up with you.\"", "What it does, in a sentence or two."),
];

/// `[[agreement]]`
pub(super) const AGREEMENT: &[Key] = &[
    needed(
        "id",
        Takes::Slug,
        "\"our-partner-2026\"",
        "A short name for the agreement: small letters, digits and dashes. Every referral names it, so it is never used for another.",
    ),
    needed("agency", Takes::Agency, "\"our-partner\"", "The id of the organisation that signed it."),
    needed(
        "purpose",
        Takes::OneOf(|| Purpose::IDS.to_vec()),
        "\"support\"",
        "What referrals under it are for. investigate: finding out what happened. protect: keeping people safe. support: standing by the person. inform: knowing what happens where, always without names.",
    ),
    may(
        "mode",
        Takes::OneOf(|| vec!["best", "always"]),
        "\"best\"",
        "best: of all that fit, the one that fits best gets the referral. always: added beside the others whenever it fits.",
    ),
    needed("starts", Takes::Day, "2026-04-01", "The first day on which it is in force."),
    needed("ends", Takes::Day, "2027-03-31", "The last day on which it is in force. Nothing is sent after it."),
    may(
        "review_by",
        Takes::Day,
        "2027-01-31",
        "The day by which somebody should look at it again. `waymark check` reminds of it for 90 days.",
    ),
    needed(
        "discloses",
        Takes::List(&Takes::OneOf(|| Section::DISCLOSABLE.map(Section::id).to_vec()), 1),
        "[\"incident\", \"victim\", \"contact\"]",
        "What the organisation may see, if the person allows everything. Never empty. incident: what happened. victim: who it happened to. contact: how to reach them. suspect: who did it. evidence: files.",
    ),
    may(
        "needs_contact",
        Takes::Flag,
        "true",
        "true refuses referrals without a name and a way to reach the person. Not for inform, which never has them.",
    ),
    needed(
        "acknowledge_within",
        Takes::Promise,
        "\"2 working days\"",
        "How soon it promised to say that a referral arrived: \"30 minutes\", \"4 hours\", \"1 day\", \"2 working days\", \"4 working hours\".",
    ),
    may("urgent_acknowledge_within", Takes::Promise, "\"4 working hours\"", "The same when the risk is high."),
    may(
        "capacity",
        Takes::Count,
        "20",
        "How many referrals it can hold open at once. Left out: as many as come. 0: closed for now.",
    ),
    may(
        "priority",
        Takes::Number,
        "0",
        "Leave it at 0. A higher number puts it before all others, even before those who know more; a lower one behind.",
    ),
    may(
        "lawful_basis",
        Takes::Text,
        "\"Article 6(1)(f), legitimate interests: …\"",
        "UK GDPR, Article 6: why it may hold personal data. Ask your data protection officer.",
    ),
    may(
        "special_category",
        Takes::Text,
        "\"Article 9(2)(g), substantial public interest: …\"",
        "UK GDPR, Article 9: the condition for data such as ethnicity, religion, health and orientation.",
    ),
    may(
        "criminal_offence",
        Takes::Text,
        "\"Article 10 with Data Protection Act 2018, section 10(5) …\"",
        "UK GDPR, Article 10: needed when suspect is disclosed, as that says who is accused of what.",
    ),
    may("signed_by", Takes::Text, "\"Name and role for each party, with the day\"", "Who signed it, and when."),
    may(
        "when",
        Takes::Table(WHEN),
        "",
        "Which reports it is for. Every condition that is given must fit; one that is empty or left out always fits.",
    ),
];

/// `[agreement.when]`
pub(super) const WHEN: &[Key] = &[
    may(
        "areas",
        Takes::List(&Takes::Area, 0),
        "[]",
        "Where: codes of the Office for National Statistics for districts, counties, police areas, regions or countries. Empty: everywhere.",
    ),
    may(
        "strands",
        Takes::List(&Takes::Code(|v| &v.strands), 0),
        "[]",
        "What the hostility was about. Naming some leaves out reports that name none.",
    ),
    may("incidents", Takes::List(&Takes::Code(|v| &v.types), 0), "[]", "What kind of thing happened."),
    may(
        "settings",
        Takes::List(&Takes::Code(|v| &v.settings), 0),
        "[]",
        "Where in life it happened, such as rail, school or home.",
    ),
    may(
        "ages",
        Takes::List(&Takes::OneOf(ages), 0),
        "[]",
        "Ages: \"adult\", \"under-18\", or bands such as \"16-17\" and \"18-24\".",
    ),
    may("needs", Takes::List(&Takes::Code(|v| &v.needs), 0), "[]", "Access needs that it is there for, such as bsl-interpreter."),
    may(
        "risk_at_least",
        Takes::OneOf(|| RiskLevel::IDS.to_vec()),
        "\"low\"",
        "The least risk: low takes every report, high only the gravest.",
    ),
];

fn ages() -> Vec<&'static str> {
    ["adult", "under-18"].into_iter().chain(AgeBand::IDS.into_iter().filter(|id| *id != "unknown")).collect()
}
