//! What passes as rows of labels and words, section by section: for the organisation that reads it, and for the person who is asked
//! before it goes.

use chrono::{Datelike, NaiveDate};
use waymark_core::report::incident::{Moment, Role, When, Where};
use waymark_core::report::labels::{
    AGENCY_SECTION, CONTACT, CONTACT_WHOSE, HOUSING, PART_OF_DAY, PRECISION, REPEATED, ROLE, TOLD,
};
use waymark_core::report::person::{Method, Way};
use waymark_core::report::reaching::{Reader, Safety, said_again};
use waymark_core::report::{Contact, Suspect, Told, Victim};
use waymark_core::routing::Book;
use waymark_core::routing::disclosure::{Access, Summary};
use waymark_core::vocabulary::Id;
use waymark_core::vocabulary::{HOMELESS_REASON, NEED, RELATION, SETTING, STRAND, TYPE};
use waymark_core::words::{Family, Speaker};

use crate::journeys::case::parts::{LeftOut, Sections, Story};
use crate::web::parts::families::ROW;
use crate::web::parts::rows::{Row, SectionView};
use crate::web::parts::span::in_months;

/// Every section that passes, in the order of listings.
pub(crate) fn of(shown: &Sections, access: Option<&Access>, book: &Book, t: &Speaker) -> Vec<SectionView> {
    let mut views = Vec::new();
    let mut view = |section: &str, rows: Option<Vec<Row>>| {
        if let Some(rows) = rows {
            views.push(SectionView { title: t.of(&AGENCY_SECTION, section), rows });
        }
    };
    let kept_back = || of_safety_left_out(&shown.left_out, t);
    view("safety", shown.safety.as_ref().map(|safety| of_safety(safety, t)).or_else(kept_back));
    view("summary", shown.summary.as_ref().map(|summary| of_summary(summary, book, t)));
    view("released", shown.released.as_ref().map(|account| of_released(account, t)));
    view("incident", shown.incident.as_ref().map(|story| of_incident(story, shown, book, t)));
    view("victim", shown.victim.as_ref().map(|victim| of_victim(victim, &shown.left_out, book, t)));
    let role = shown.incident.as_ref().map_or_else(Role::default, |story| story.reporter.role);
    view("contact", shown.contact.as_ref().map(|contact| of_contact(contact, &shown.left_out, role, t)));
    view("suspect", shown.suspect.as_ref().map(|suspect| of_suspect(suspect, t)));
    view("access", access.map(|access| of_access(access, t)));
    views
}

/// Rows of a section; what was not said says so.
struct Rows<'a> {
    t: &'a Speaker,
    rows: Vec<Row>,
}

impl<'a> Rows<'a> {
    fn new(t: &'a Speaker) -> Self {
        Self { t, rows: Vec::new() }
    }

    fn add(&mut self, label: &str, lines: Vec<String>) {
        let lines = if lines.is_empty() { vec![self.t.say("not-provided")] } else { lines };
        self.rows.push(Row { label: self.t.of(&ROW, label), lines });
    }

    /// What was told and is not shown says so, and not what it is.
    fn left_out(&mut self, label: &str) {
        self.add(label, vec![self.t.say("not-shown")]);
    }

    fn told(&mut self, label: &str, told: Option<&Told>) {
        self.add(label, told.map(|told| told.reveal().lines().map(str::to_owned).collect()).unwrap_or_default());
    }

    fn codes<'c>(&mut self, label: &str, family: &Family, ids: impl IntoIterator<Item = &'c Id>) {
        self.add(label, ids.into_iter().map(|id| self.t.of(family, id)).collect());
    }
}

fn of_summary(summary: &Summary, book: &Book, t: &Speaker) -> Vec<Row> {
    let mut rows = Rows::new(t);
    rows.codes("types", &TYPE, &summary.types);
    rows.codes("strands", &STRAND, &summary.strands);
    let district = summary.district.map(|code| book.gazetteer.name(code).unwrap_or(code.as_str()).to_owned());
    rows.add("district", district.into_iter().collect());
    rows.codes("setting", &SETTING, &summary.setting);
    let month = summary.month.as_deref().and_then(|month| NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").ok());
    rows.add("month", month.map(|month| t.month_of(month)).into_iter().collect());
    rows.codes("part-of-day", &PART_OF_DAY, &summary.part_of_day);
    rows.codes("repeated", &REPEATED, &summary.repeated);
    rows.add("risk", vec![t.label(summary.risk)]);
    rows.rows
}

fn of_released(account: &Told, t: &Speaker) -> Vec<Row> {
    let mut rows = Rows::new(t);
    rows.told("released", Some(account));
    rows.rows
}

fn of_incident(story: &Story, shown: &Sections, book: &Book, t: &Speaker) -> Vec<Row> {
    let incident = &story.incident;
    let mut rows = Rows::new(t);
    rows.told("account", incident.account.as_ref());
    for addition in &shown.additions {
        let mut lines = vec![t.say1("added-on", "when", t.when(addition.at))];
        lines.extend(addition.text.reveal().lines().map(str::to_owned));
        rows.add("addition", lines);
    }
    rows.codes("types", &TYPE, &incident.types);
    rows.codes("strands", &STRAND, &incident.strands);
    let aspect =
        |id: &Id| book.vocabulary.aspects_of.iter().find(|(_, aspects)| aspects.contains(id)).map(|(strand, _)| strand.clone());
    let aspects = incident.aspects.iter().map(|id| match aspect(id) {
        Some(strand) => t.say(&book.vocabulary.message_of_aspect(strand.as_str(), id.as_str())),
        None => id.to_string(), // it stood in the vocabulary once
    });
    rows.add("aspects", aspects.collect());
    rows.add("when", incident.when.iter().flat_map(|when| of_when(when, t)).collect());
    let place = incident.place.clone().unwrap_or_default();
    rows.codes("setting", &SETTING, &place.setting);
    if shown.left_out.place {
        rows.left_out("where");
    } else {
        rows.add("where", of_place(&place, book));
    }
    rows.codes("repeated", &REPEATED, &incident.repeated);
    let told = incident.reported_to.iter().map(|told| {
        let who = told.who.as_ref().map(|who| t.of(&TOLD, who)).unwrap_or_default();
        told.reference.as_ref().map_or_else(|| who.clone(), |reference| format!("{who} {}", reference.reveal()))
    });
    rows.add("reported-to", told.collect());
    let role =
        serde_json::to_value(story.reporter.role).ok().and_then(|role| role.as_str().map(str::to_owned)).unwrap_or_default();
    rows.add("reporter", vec![t.of(&ROLE, role)]);
    if let Some(from) = &story.reporter.from {
        rows.told("reporter-from", Some(from));
    }
    rows.rows
}

/// When it happened, as precisely as it is known: "14 November 2026, 9:30pm", "about March 2026".
fn of_when(when: &When, t: &Speaker) -> Vec<String> {
    let precision = when.precision.as_ref().map(Id::as_str);
    let about = precision == Some("approximate");
    let written = |moment: &Moment| match moment {
        // A day that only stands for its month is not shown as one.
        Moment::Day(day) if about && day.day() == 1 => t.month_of(*day),
        Moment::Day(day) => t.day(*day),
        Moment::At(at) => t.day_and_time(*at),
    };
    let mut lines: Vec<String> = match (&when.from, &when.to) {
        (Some(from), Some(to)) if about => vec![t.say1("when-about", "day", in_months(from.day(), Some(to.day()), t))],
        (Some(from), Some(to)) => vec![t.say2("when-range", "from", written(from), "to", written(to))],
        (Some(from), None) if about => vec![t.say1("when-about", "day", written(from))],
        (Some(from), None) if precision == Some("ongoing") => vec![t.say1("when-since", "day", written(from))],
        (Some(day), None) | (None, Some(day)) => vec![written(day)],
        (None, None) => {
            precision.filter(|id| matches!(*id, "ongoing" | "unknown")).map(|id| t.of(&PRECISION, id)).into_iter().collect()
        }
    };
    lines.extend(when.part_of_day.iter().map(|part| t.of(&PART_OF_DAY, part)));
    lines.extend(when.words.iter().map(|words| words.reveal().to_owned()));
    lines
}

fn of_place(place: &Where, book: &Book) -> Vec<String> {
    let mut lines: Vec<String> =
        place.place.iter().chain(&place.words).chain(&place.postcode).map(|told| told.reveal().to_owned()).collect();
    let area = place.area.as_deref().and_then(|code| book.gazetteer.district(code));
    lines.extend(area.map(|code| book.gazetteer.name(code).unwrap_or(code.as_str()).to_owned()));
    lines
}

fn of_victim(victim: &Victim, left_out: &LeftOut, book: &Book, t: &Speaker) -> Vec<Row> {
    let mut rows = Rows::new(t);
    if left_out.name {
        rows.left_out("name");
    } else {
        rows.told("name", victim.name.as_ref());
    }
    rows.add("age", victim.age_band.iter().map(|band| t.label(band)).collect());
    rows.told("pronouns", victim.pronouns.as_ref());
    rows.add("housing", victim.housing.iter().map(|housing| of_housing(housing, t)).collect());
    rows.codes("homeless-reason", &HOMELESS_REASON, &victim.homeless_reason);
    let home =
        Where { postcode: victim.postcode.clone(), area: victim.area.clone(), words: victim.words.clone(), ..Where::default() };
    if left_out.home {
        rows.left_out("home-area");
    } else {
        rows.add("home-area", of_place(&home, book));
    }
    rows.rows
}

/// Housing is words; those that a form offers are ids that have words of their own.
fn of_housing(housing: &Told, t: &Speaker) -> String {
    let offered = HOUSING.members.iter().find(|id| **id == housing.reveal());
    offered.map_or_else(|| housing.reveal().to_owned(), |id| t.of(&HOUSING, id))
}

/// Whose number or address it is: nobody should take a neighbour's number for that of the person it happened to. Where they told it themselves
/// and nobody said otherwise, it is theirs; what goes through a centre is the centre's.
pub(crate) fn whose(contact: &Contact, role: Role, t: &Speaker) -> Option<Row> {
    let words = match &contact.of {
        _ if contact.through_centre || contact.methods.is_empty() => return None,
        Some(of) => t.of(&CONTACT_WHOSE, of),
        None if role.is_the_victim() => return None,
        None => t.say("contact-whose-unknown"),
    };
    Some(Row { label: t.say("row-whose"), lines: vec![words] })
}

/// A way to reach somebody, as it is listed.
pub(crate) fn whole_way(method: &Method, t: &Speaker) -> String {
    let way = format!("{}: {}", t.of(&CONTACT, &method.kind), method.value.reveal());
    if method.unchecked { t.say1("way-unchecked", "way", way) } else { way }
}

fn of_contact(contact: &Contact, left_out: &LeftOut, role: Role, t: &Speaker) -> Vec<Row> {
    let mut rows = Rows::new(t);
    // What goes through a centre has the centre's own ways after it.
    let through = contact.through_centre.then(|| t.say("through-centre"));
    let ways = contact.methods.iter().map(|method| whole_way(method, t));
    let named = left_out.ways.iter().map(|one| one.in_words(t));
    rows.add("ways", through.into_iter().chain(ways).chain(named).collect());
    if !contact.stopped.is_empty() {
        let stopped = |way: &Way| {
            t.say2("way-stopped-on", "way", way.in_words(t), "day", way.stopped_at.map(|at| t.day_of(at)).unwrap_or_default())
        };
        rows.add("ways-stopped", contact.stopped.iter().map(stopped).collect());
    }
    rows.rows.extend(whose(contact, role, t));
    rows.rows
}

/// What must be known before anybody reaches the person, where it is not shown.
fn of_safety_left_out(left_out: &LeftOut, t: &Speaker) -> Option<Vec<Row>> {
    let mut rows = Rows::new(t);
    let kept =
        [("if-others-answer", left_out.if_others_answer), ("ask-for", left_out.ask_for), ("safe-times", left_out.safe_times)];
    kept.into_iter().filter(|(_, told)| *told).for_each(|(label, _)| rows.left_out(label));
    (!rows.rows.is_empty()).then_some(rows.rows)
}

/// What must be known before anybody reaches the person.
pub(crate) fn of_safety(safety: &Safety, t: &Speaker) -> Vec<Row> {
    let mut rows = Rows::new(t);
    let others = safety.words_for_others().map_or_else(|| t.say("safety-say-nothing"), |words| words.reveal().to_owned());
    rows.add("if-others-answer", vec![others, t.say("safety-no-voice")]);
    rows.told("ask-for", safety.ask_for.as_ref());
    if safety.not_at_home {
        rows.add("not-at-home", vec![t.say("safety-not-at-home")]);
    }
    if let Some(safe) = safety.parents_may_know {
        rows.add("parents", vec![t.say(if safe { "safety-parents-safe" } else { "safety-parents-not" })]);
    }
    let read = safety.safe_times.iter().flat_map(|words| {
        let own = words.reveal().lines().map(str::to_owned);
        own.chain(said_again(words.reveal(), Reader::Reaches, t)).collect::<Vec<_>>()
    });
    rows.add("safe-times", read.collect());
    rows.rows
}

fn of_suspect(suspect: &Suspect, t: &Speaker) -> Vec<Row> {
    let mut rows = Rows::new(t);
    rows.codes("relation", &RELATION, &suspect.relation);
    rows.told("description", suspect.description.as_ref());
    rows.rows
}

fn of_access(access: &Access, t: &Speaker) -> Vec<Row> {
    let mut rows = Rows::new(t);
    rows.codes("needs", &NEED, &access.needs);
    rows.told("language", access.language.as_ref());
    rows.told("interpreter", access.interpreter.as_ref());
    rows.rows
}
