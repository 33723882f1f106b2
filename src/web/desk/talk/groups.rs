//! The questions of the page that is made for talking, in the order of a talk. The paper form has the same order.

use waymark_core::labels::{CHILD_ALONE, CHILD_PARENT};
use waymark_core::report::AgeBand;
use waymark_core::report::labels::CONTACT;
use waymark_core::words::Speaker;

use crate::journeys::service::Service;
use crate::web::asking::fields::Fields;
use crate::web::asking::place;
use crate::web::asking::steps::{THROUGH, WAYS, is_under_18};
use crate::web::desk::words::child;
use crate::web::http::body::Form;
use crate::web::parts::families::{ANSWER, CHANNEL, GUIDE, GUIDES, TALK, TALK_MORE};
use crate::web::parts::field::{Field, FieldKind};

/// Questions that belong together.
struct Asks {
    id: &'static str,
    /// Asked on the page.
    open: &'static [&'static str],
    /// Asked when somebody unfolds them.
    folded: &'static [&'static str],
}

const fn asks(id: &'static str, open: &'static [&'static str], folded: &'static [&'static str]) -> Asks {
    Asks { id, open, folded }
}

const GROUPS: &[Asks] = &[
    asks(
        "start",
        &[
            "taken.channel",
            "taken.day",
            "risk.in_danger",
            "reporter.role",
            "taken.at_work",
            "reporter.victim_agreed",
            "reporter.how_agreed",
        ],
        &[],
    ),
    asks("story", &["incident.account", "incident.types"], &[]),
    asks(
        "when",
        &[
            "incident.when.from",
            "incident.when.time",
            "incident.when.part_of_day",
            "incident.when.precision",
            "incident.when.to",
            "incident.when.words",
        ],
        &[],
    ),
    asks(
        "where",
        &["incident.where.setting", "incident.where.postcode", "place.area", "incident.where.area", "incident.where.place"],
        &[],
    ),
    asks("why", &["incident.strands"], &["incident.aspects"]),
    asks("before", &["incident.repeated", "told.who", "told.reference"], &[]),
    asks("suspect", &["suspect.relation", "suspect.description"], &[]),
    asks(
        "person",
        &["victim.name", "victim.age_band", "victim.pronouns", "victim.postcode", "victim.housing", "victim.homeless_reason"],
        &[],
    ),
    asks(CHILD, &[], &["child.understands", "child.wants", "child.alone", "child.with", "child.parent"]),
    asks(
        "contact",
        &[
            "contact.of",
            WAYS,
            "contact.value",
            "contact.safe",
            "contact.safe_times",
            "contact.ask_for",
            "contact.if_others_answer",
            "contact.not_at_home",
        ],
        &[],
    ),
    asks("needs", &["contact.needs", "contact.language", "contact.interpreter", "taken.interpreter"], &[]),
    asks(
        "risk",
        &[
            "risk.threat_to_kill",
            "risk.weapon",
            "risk.injury",
            "risk.escalating",
            "risk.close",
            "risk.stalking",
            "risk.retaliation",
            "risk.self_harm",
            "risk.child",
            "risk.dependent",
            "risk.homeless",
        ],
        &[],
    ),
    asks("capacity", &["taken.capacity", "taken.capacity_words"], &[]),
    asks("never", &["never", "never_words"], &[]),
    asks("about", &[], &["monitoring"]),
];

/// What a child understands and wishes. It is asked of nobody else.
pub(crate) const CHILD: &str = "child";
/// Who was hurt at work, by whom they serve. A question of its own asks it here.
const STAFF_MEMBER: &str = "staff-member";
/// Whoever is under 18.
const CHILDREN: [AgeBand; 3] = [AgeBand::Under13, AgeBand::From13, AgeBand::From16];
/// How precisely a day is known, where we worked it out ourselves.
const GUESS: &str = "guess.precision";
/// A question with more answers than this is one line, in which typing finds the answer.
const IN_A_ROW: usize = 6;

/// The names of every field of the page, in order.
pub(crate) fn names() -> Vec<&'static str> {
    GROUPS.iter().flat_map(|group| group.open.iter().chain(group.folded)).copied().collect()
}

/// The groups with their fields. Without `paper`, long lists are one line each.
pub(crate) fn of(fields: &Fields<'_>, t: &Speaker, paper: bool) -> Vec<Group> {
    let group = |group: &Asks| {
        let made = |names: &[&'static str]| -> Vec<Field> {
            let made = names.iter().flat_map(|name| asked(fields, name, paper)).filter(|field| !field.is_idle());
            made.map(|field| if paper { field } else { shorter(field) }).collect()
        };
        Group {
            id: group.id,
            heading: t.of(&TALK, group.id),
            guides: guides(group.id, fields.service, t),
            fields: made(group.open),
            folded: made(group.folded),
            unfold: TALK_MORE.member(group.id).map_or_else(|| t.say("talk-more"), |id| t.of(&TALK_MORE, id)),
            unfolded: group.id == CHILD && (is_child(fields.typed) || hears(fields.typed)),
            unfolds_for: if group.id == CHILD { CHILDREN.map(AgeBand::id).join(" ") } else { String::new() },
        }
    };
    GROUPS.iter().map(group).collect()
}

/// Whether the person is said to be under 18.
pub(crate) fn is_child(form: &Form) -> bool {
    is_under_18(form)
}

/// Whether anything is written down of what a child understands and wishes.
pub(crate) fn hears(form: &Form) -> bool {
    !child::heard(form, "child.").is_blank()
}

fn guides(group: &str, service: &Service, t: &Speaker) -> Vec<Guide> {
    let duty = &service.settings.operator;
    let found = GUIDE.members.iter().filter_map(|kind| Some((kind, GUIDES.member(&format!("{group}-{kind}"))?)));
    let guide = |(kind, member)| Guide {
        label: t.of(&GUIDE, kind),
        text: t.say2(&GUIDES.message(member), "name", duty.duty_name.as_str(), "phone", duty.duty_phone.as_str()),
    };
    found.map(guide).collect()
}

fn asked(fields: &Fields<'_>, name: &str, paper: bool) -> Vec<Field> {
    let form = fields.typed;
    match name {
        "taken.channel" => vec![fields.choose(name, &CHANNEL)],
        "taken.at_work" | "taken.interpreter" | "taken.capacity" => vec![fields.choose(name, &ANSWER)],
        "child.alone" => vec![fields.choose(name, &CHILD_ALONE)],
        "child.parent" => vec![fields.choose(name, &CHILD_PARENT)],
        "taken.capacity_words" | "child.understands" | "child.wants" | "child.with" => {
            vec![Field { kind: FieldKind::Lines, ..fields.field(name) }]
        }
        "incident.when.from" => {
            let mut field = fields.field(name);
            field.hint = fields.t.say("hint-talk-from");
            vec![field]
        }
        "incident.where.area" => {
            if place::is_asked(form) {
                vec![fields.areas()]
            } else {
                Vec::new()
            }
        }
        "incident.aspects" => {
            let strands = fields.service.book.vocabulary.aspects_of.iter().map(|(strand, _)| strand.to_string());
            strands.map(|strand| fields.aspects(&strand)).collect()
        }
        "monitoring" => fields.of(&["monitoring"]),
        "reporter.role" => {
            let label = fields.t.say("field-talk-role");
            let mut field = Field { label, ..without_hint(fields.field(name)) };
            field.choices.retain(|choice| choice.value != STAFF_MEMBER);
            vec![field]
        }
        "reporter.victim_agreed" => vec![Field { label: fields.t.say("field-talk-agreed"), ..fields.field(name) }],
        "contact.of" => {
            let mut field = fields.field(name);
            for choice in field.choices.iter_mut().filter(|choice| choice.value == "reporter") {
                choice.label = fields.t.say("talk-contact-of-reporter");
            }
            vec![field]
        }
        "risk.self_harm" => vec![Field { hint: fields.t.say("hint-talk-self-harm"), ..fields.field(name) }],
        WAYS => vec![fields.only_through()],
        "contact.value" => fields.every_way().into_iter().map(without_hint).collect(),
        "contact.safe" => Vec::new(),
        "incident.account" => {
            let hint = if paper { String::new() } else { fields.t.say("hint-talk-account") };
            vec![Field { label: fields.t.say("field-talk-account"), hint, ..fields.field(name) }]
        }
        _ => vec![fields.field(name)],
    }
}

/// What is said once above all ways is not said beside each.
fn without_hint(mut field: Field) -> Field {
    field.hint = String::new();
    field
}

fn shorter(mut field: Field) -> Field {
    let single = matches!(field.kind, FieldKind::Radios) && field.choices.len() > IN_A_ROW;
    if single && field.choices.iter().all(|choice| choice.hint.is_empty()) {
        field.kind = FieldKind::Select;
    }
    field.heads = false;
    field
}

/// Takes the answers of the page in the place of those before, and works out what a page with one question at a time would have asked.
pub(crate) fn take(typed: &mut Vec<(String, String)>, sent: &Form, service: &Service) {
    let names = names();
    let owned = |name: &str| {
        names.iter().any(|asked| name == *asked || name.strip_prefix(asked).is_some_and(|rest| rest.starts_with('.')))
    };
    typed.retain(|(name, _)| !owned(name));
    typed.extend(sent.0.iter().filter(|(name, value)| owned(name) && !value.trim().is_empty()).cloned());
    let mut form = Form(typed.clone());
    if !form.get(GUESS).is_empty() && form.get(GUESS) == form.get("incident.when.precision") {
        form.0.retain(|(name, _)| name != "incident.when.precision");
    }
    let mut set = |name: &str, value: &str| {
        typed.retain(|(known, _)| known != name);
        typed.push((name.to_owned(), value.to_owned()));
    };
    let guess = precision(&form);
    // What was worked out is no answer of theirs: it gives way to what is typed later.
    set(GUESS, guess.unwrap_or_default());
    if let Some(precision) = guess {
        set("incident.when.precision", precision);
    }
    place::settle(typed, &service.book.gazetteer);
    // A way with a value was chosen; a way without one was not.
    let through = form.all(WAYS).any(|way| way == THROUGH);
    typed.retain(|(name, _)| name != WAYS);
    let ways = CONTACT.members.iter().filter(|kind| !form.get(&format!("contact.value.{kind}")).trim().is_empty());
    typed.extend(ways.copied().chain(through.then_some(THROUGH)).map(|way| (WAYS.to_owned(), way.to_owned())));
    // What is more precise says what it belongs to.
    let strands: Vec<String> = form.all("incident.strands").map(str::to_owned).collect();
    for (strand, _) in form.all("incident.aspects").filter_map(|aspect| aspect.split_once('/')) {
        let known = strands.iter().any(|known| known == strand)
            || typed.iter().any(|(name, value)| name == "incident.strands" && value == strand);
        if !known {
            typed.push(("incident.strands".to_owned(), strand.to_owned()));
        }
    }
}

/// How precisely a day is known, as far as what was typed says so itself: nothing that was typed is lost for want of it.
fn precision(form: &Form) -> Option<&'static str> {
    let typed = |name: &str| !form.get(name).trim().is_empty();
    let begins = ["day", "month", "year"].iter().any(|part| typed(&format!("incident.when.from.{part}")));
    let ends = ["day", "month", "year"].iter().any(|part| typed(&format!("incident.when.to.{part}")));
    match form.get("incident.when.precision") {
        "ongoing" | "approximate" if begins && !ends && !typed("incident.when.time") => None,
        _ if ends => Some("range"),
        _ if typed("incident.when.time") => Some("exact"),
        "" | "unknown" | "exact" | "range" | "day" if begins && typed("incident.when.from.day") => Some("day"),
        "" | "unknown" | "exact" | "range" | "day" if begins => Some("approximate"),
        _ => None,
    }
}

/// Somebody who was hurt at work, by whom they serve: their employer is not told by default.
pub(crate) fn at_work(form: &Form) -> bool {
    form.get("taken.at_work") == "yes" && matches!(form.get("reporter.role"), "" | "victim" | STAFF_MEMBER)
}

/// Questions that belong together.
pub(crate) struct Group {
    /// Its name in links.
    pub id: &'static str,
    /// Its heading.
    pub heading: String,
    /// Help for whoever asks.
    pub guides: Vec<Guide>,
    /// Questions that are always there.
    pub fields: Vec<Field>,
    /// Questions that are folded away.
    pub folded: Vec<Field>,
    /// What unfolds them.
    pub unfold: String,
    /// Whether they are unfolded already.
    pub unfolded: bool,
    /// Ages, with spaces between, that unfold them where a script may; empty for none.
    pub unfolds_for: String,
}

/// Help for whoever asks.
pub(crate) struct Guide {
    /// What it helps with.
    pub label: String,
    /// What to know.
    pub text: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use waymark_core::words::Speaker;

    use super::{Group, Guide};
    use crate::web::parts::field::Field;
    use crate::web::parts::field::FieldKind::{Checkboxes, Day, Lines, Radios};
    use crate::web::samples::common::{HOSTILE, LONG, field, named, s};

    /// Three groups, the second with questions that are folded away.
    pub(crate) fn groups(t: &Speaker, faulty: bool) -> Vec<Group> {
        let group = |id, fields, folded| Group {
            id,
            heading: s(HOSTILE),
            guides: vec![Guide { label: s(HOSTILE), text: s(LONG) }],
            fields,
            folded,
            unfold: t.say("talk-more"),
            unfolded: faulty,
            unfolds_for: s("under-13 13-15"),
        };
        let story = Field {
            value: format!("</textarea>{HOSTILE}\n{LONG}"),
            fault: faulty.then(|| t.say("fault-required")),
            ..field(t, "incident.account", Lines, vec![])
        };
        let kinds = field(t, "incident.types", Checkboxes, named(t, "type-"));
        let relation = field(t, "suspect.relation", Radios, named(t, "relation-"));
        let day = field(t, "incident.when.from", Day, vec![]);
        let never = field(t, "never_words", Lines, vec![]);
        vec![
            group("story", vec![story, kinds], vec![]),
            group("suspect", vec![day], vec![relation]),
            group("never", vec![never], vec![]),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Form {
        Form(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_day_that_was_typed_is_never_lost_for_want_of_how_precise_it_is() {
        let day = ("incident.when.from.day", "14");
        let month = ("incident.when.from.month", "11");
        let said = |precision| ("incident.when.precision", precision);
        for (typed, wanted) in [
            (vec![day, month], Some("day")),
            (vec![month], Some("approximate")),
            (vec![day, month, ("incident.when.time", "21:30")], Some("exact")),
            (vec![day, month, ("incident.when.to.day", "16")], Some("range")),
            (vec![day, month, said("unknown")], Some("day")),
            (vec![day, month, said("range")], Some("day")),
            (vec![day, month, said("day")], Some("day")),
            (vec![day, month, said("approximate")], None),
            (vec![month, said("ongoing")], None),
            (vec![said("unknown")], None),
            (vec![], None),
        ] {
            assert_eq!(precision(&form(&typed)), wanted, "{typed:?}");
        }
    }

    #[test]
    fn the_part_about_a_child_unfolds_for_whoever_is_one() {
        for band in AgeBand::ALL {
            assert_eq!(CHILDREN.contains(&band), band.is_under_18(), "{band:?}");
            assert_eq!(is_child(&form(&[("victim.age_band", band.id())])), band.is_under_18(), "{band:?}");
        }
        assert!(hears(&form(&[("child.with", "a teacher")])) && !hears(&form(&[("child.with", " "), ("child.alone", "x")])));
    }

    #[test]
    fn every_question_is_asked_once() {
        let mut all = names();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        for risk in [
            "in_danger",
            "threat_to_kill",
            "weapon",
            "injury",
            "escalating",
            "close",
            "stalking",
            "retaliation",
            "self_harm",
            "child",
            "dependent",
            "homeless",
        ] {
            assert!(all.contains(&format!("risk.{risk}").as_str()), "{risk}; whether it happened before is asked with the story");
        }
    }
}
