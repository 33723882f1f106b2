//! Organisations that could help, each with why, what it would see, and a choice with nothing chosen beforehand (consent).

use std::collections::BTreeSet;

use waymark_core::clock::Promise;
use waymark_core::labels::UNSERVED;
use waymark_core::report::labels::{PURPOSE_WHAT, VALUE};
use waymark_core::report::{Facts, Purpose, Report};
use waymark_core::routing::because::Because;
use waymark_core::routing::{Centre, Kind};
use waymark_core::vocabulary::{AgencyId, Id, NEED, SETTING, STRAND, TYPE};
use waymark_core::words::{Family, Speaker};

use crate::journeys::case::parts::Parts;
use crate::journeys::placing::suggest::{Shown, Suggestion, Suggestions, suggest};
use crate::journeys::service::Service;
use crate::web::asking::fields::Fields;
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::{NEED_OF, PROMISE};
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::Choice;
use crate::web::parts::rows::{Row, SectionView};
use crate::web::parts::sections;

/// The longest answer that is written out where a person sees what an organisation would see; of a longer one the beginning.
const WRITTEN_OUT: usize = 240;

/// Who could help with these answers; organisations that were named as never to be told are left out.
pub(crate) async fn suggested(visit: &Visit, form: &Form, report: &Report, centre: Option<&Centre>) -> Result<Suggestions, Stop> {
    let never: BTreeSet<AgencyId> = form.all("never").map(AgencyId::from).collect();
    let facts = Facts::of(report, &visit.service.book.gazetteer);
    suggest(&visit.service, &Parts::of(report, centre), &facts, &never).await.map_err(Stop::from)
}

/// An organisation and a purpose, as the draft remembers that it was asked about.
pub(crate) fn key(one: &Suggestion) -> String {
    format!("{}.{}", one.agency, one.purpose.id())
}

/// The same for each that is suggested.
pub(crate) fn keys(suggestions: &Suggestions) -> Vec<String> {
    suggestions.list.iter().map(key).collect()
}

/// Every organisation that is suggested, with what it would see. `typed` holds what was chosen before.
pub(crate) fn offers(service: &Service, t: &Speaker, suggestions: &Suggestions, typed: &Form, who: &str) -> Vec<Offer> {
    suggestions
        .list
        .iter()
        .map(|one| {
            let mut notes = Vec::new();
            if matches!(one.kind, Kind::Police | Kind::TransportPolice) {
                notes.extend([t.say("allow-police-record"), t.say("allow-police-borders")]);
            }
            if !one.takes_anonymous {
                notes.push(t.say("allow-must-reach"));
            }
            let full = one.full.as_ref().map(|(shown, access): &Shown| sections::of(shown, access.as_ref(), &service.book, t));
            Offer {
                id: format!("{}-{}", one.agency, one.purpose.id()),
                name: one.name.clone(),
                purpose: one.purpose,
                because: one.because.iter().map(|because| why(because, service, t)).collect(),
                within: promised(one.within, t),
                notes,
                full: full.map(|views| brief(views, t)).unwrap_or_default(),
                facts: one.takes_anonymous,
                field: choose(one, typed, t, who),
            }
        })
        .collect()
}

/// Says of each that was not asked about before that it is here in the place of another.
pub(crate) fn mark_new(cards: &mut [Offer], asked: &[String], t: &Speaker) {
    for card in cards.iter_mut().filter(|card| !asked.iter().any(|key| key.replace('.', "-") == card.id)) {
        card.notes.insert(0, t.say("offer-new"));
    }
}

/// Yes, yes without a name, no, never: nothing chosen beforehand.
pub(crate) fn choose(one: &Suggestion, typed: &Form, t: &Speaker, who: &str) -> Field {
    let name = format!("allow.{}.{}", one.agency, one.purpose.id());
    let chosen = typed.get(&name);
    let values = [one.full.is_some().then_some("full"), one.takes_anonymous.then_some("anonymous"), Some("no"), Some("never")];
    let choices = values.into_iter().flatten().map(|value| Choice {
        value: value.to_owned(),
        label: t.of1(&VALUE, value, "who", who),
        hint: String::new(),
        chosen: chosen == value,
    });
    Field {
        label: t.say1("allow-may", "name", one.name.as_str()),
        kind: FieldKind::Radios,
        choices: choices.collect(),
        name,
        ..Field::default()
    }
}

fn why(because: &Because, service: &Service, t: &Speaker) -> String {
    let labels = |family: &Family, ids: &[Id]| ids.iter().map(|id| t.of(family, id)).collect::<Vec<_>>().join(&t.say("list-and"));
    match because {
        Because::Everywhere => t.say("because-everywhere"),
        Because::Area(code) => {
            let name = service.book.gazetteer.name(*code).unwrap_or(code.as_str()).to_owned();
            t.say1("because-area", "area", name)
        }
        Because::Strands(ids) => t.say1("because-strands", "what", labels(&STRAND, ids)),
        Because::Types(ids) => t.say1("because-types", "what", labels(&TYPE, ids)),
        Because::Setting(id) => t.say1("because-setting", "what", t.of(&SETTING, id)),
        Because::Needs(ids) => t.say1("because-needs", "what", labels(&NEED, ids)),
        Because::Age(band) => t.say1("because-age", "what", t.label(band)),
    }
}

/// A promised time in words.
pub(crate) fn promised(promise: Promise, t: &Speaker) -> String {
    let (unit, number) = match promise {
        Promise::Minutes(n) => ("minutes", n),
        Promise::Hours(n) => ("hours", n),
        Promise::Days(n) => ("days", n),
        Promise::WorkingDays(n) => ("working-days", n),
        Promise::WorkingHours(n) => ("working-hours", n),
    };
    t.of1(&PROMISE, unit, "number", number)
}

/// What would pass of what was answered: rows without an answer are left out, long answers are begun.
pub(crate) fn brief(views: Vec<SectionView>, t: &Speaker) -> Vec<SectionView> {
    let nothing = t.say("not-provided");
    let shorten = |line: String| match line.char_indices().nth(WRITTEN_OUT) {
        Some((end, _)) => t.say1("allow-all-of-it", "beginning", &line[..end]),
        None => line,
    };
    let row = |row: Row| {
        let all = row.lines.join("\n");
        let lines = if all.chars().count() > WRITTEN_OUT { vec![shorten(all)] } else { row.lines };
        Row { label: row.label, lines }
    };
    let answered = |view: SectionView| {
        let rows = view.rows.into_iter().filter(|row| row.lines != [nothing.clone()]).map(row).collect();
        SectionView { title: view.title, rows }
    };
    views.into_iter().map(answered).filter(|view| !view.rows.is_empty()).collect()
}

/// One question for each purpose that nobody serves for now.
pub(crate) fn unserved(suggestions: &Suggestions, fields: &Fields<'_>, t: &Speaker) -> Vec<Field> {
    Purpose::ALL
        .into_iter()
        .filter_map(|purpose| {
            let all: Vec<_> = suggestions.unserved.iter().filter(|one| one.purpose == purpose).collect();
            let first = all.first()?;
            let mut field = fields.purpose(purpose);
            let strands: Vec<String> =
                all.iter().filter_map(|one| one.strand.as_ref()).map(|strand| t.of(&STRAND, strand)).collect();
            let why = t.of(&UNSERVED, first.reason.id());
            field.hint = if strands.is_empty() || !suggestions.list.iter().any(|one| one.purpose == purpose) {
                why
            } else {
                t.say2("unserved-for", "strands", strands.join(&t.say("list-and")), "why", why)
            };
            Some(field)
        })
        .collect()
}

/// The box beside which somebody says that they read all of it to the person, or copied it from paper.
pub(crate) fn read_aloud(name: &str, on_paper: bool, typed: &Form, fault: Option<String>, t: &Speaker) -> Field {
    let (label, yes) = if on_paper { ("allow-copy-read", "allow-copy-yes") } else { ("talk-read", "talk-read-yes") };
    Field {
        name: name.to_owned(),
        label: t.say(label),
        kind: FieldKind::Checkboxes,
        choices: vec![Choice {
            value: "yes".to_owned(),
            label: t.say(yes),
            hint: String::new(),
            chosen: typed.get(name) == "yes",
        }],
        fault,
        ..Field::default()
    }
}

/// Who could help, by what somebody needs; what several of them would see stands there once.
pub(crate) struct Offered {
    /// What somebody may need, each with who could help.
    pub needs: Vec<Need>,
    /// What they would see with the details, a part each.
    pub parts: Vec<SectionView>,
    /// Facts without a name: the same for everybody.
    pub facts: Vec<SectionView>,
}

impl Offered {
    /// Puts organisations under what somebody needs. Whoever listens comes first: the police are one way among equals.
    pub(crate) fn of(offers: Vec<Offer>, facts: Vec<SectionView>, who: &str, t: &Speaker) -> Self {
        let mut parts: Vec<SectionView> = Vec::new();
        let mut needs: Vec<Need> = [Purpose::Support, Purpose::Protect, Purpose::Investigate, Purpose::Inform]
            .map(|purpose| Need::of(purpose, t))
            .into();
        for offer in offers {
            let sees = offer.full.into_iter().map(|view| {
                let known = parts.iter().position(|part| *part == view);
                let title = view.title.clone();
                let place = known.unwrap_or_else(|| {
                    parts.push(view);
                    parts.len() - 1
                });
                (format!("part-{}", place + 1), title)
            });
            let sees: Vec<(String, String)> = sees.collect();
            let gets = if sees.is_empty() { String::new() } else { t.say1("allow-gets", "who", who) };
            let Offer { id, name, purpose, because, within, notes, facts, field, .. } = offer;
            let card = Card { id, name, because, within, notes, gets, sees, facts, field };
            if let Some(need) = needs.iter_mut().find(|need| need.id == purpose.id()) {
                need.cards.push(card);
            }
        }
        needs.retain(|need| !need.cards.is_empty());
        Self { needs, parts, facts }
    }

    /// Whether nobody could help.
    pub(crate) fn is_empty(&self) -> bool {
        self.needs.is_empty()
    }
}

/// What somebody may need.
pub(crate) struct Need {
    /// The id of its purpose.
    pub id: &'static str,
    /// What it is, in words.
    pub heading: String,
    /// What is done.
    pub what: String,
    /// Who could do it.
    pub cards: Vec<Card>,
}

impl Need {
    fn of(purpose: Purpose, t: &Speaker) -> Self {
        let id = purpose.id();
        Self { id, heading: t.of(&NEED_OF, id), what: t.of(&PURPOSE_WHAT, id), cards: Vec::new() }
    }
}

/// An organisation to say yes or no to.
pub(crate) struct Card {
    /// The id of its heading.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why it is suggested, a sentence each.
    pub because: Vec<String>,
    /// How soon it promised to answer.
    pub within: String,
    /// What to know before saying yes to it.
    pub notes: Vec<String>,
    /// What comes before the parts that it would see; empty when it sees none.
    pub gets: String,
    /// The parts that it would see with a full yes: where each stands on the page, and its title.
    pub sees: Vec<(String, String)>,
    /// Whether it can be told facts without a name.
    pub facts: bool,
    /// Yes, yes without a name, no, never.
    pub field: Field,
}

/// An organisation that is suggested for a purpose.
pub(crate) struct Offer {
    /// The id of its heading.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What for.
    pub purpose: Purpose,
    /// Why it is suggested, a sentence each.
    pub because: Vec<String>,
    /// How soon it promised to answer.
    pub within: String,
    /// What to know before saying yes to it.
    pub notes: Vec<String>,
    /// What it would see with a full yes; nothing when it gets facts without a name at most.
    pub full: Vec<SectionView>,
    /// Whether it can be told facts without a name.
    pub facts: bool,
    /// Yes, yes without a name, no, never.
    pub field: Field,
}
