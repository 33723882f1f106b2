//! Choosing again who may know. What the page does not name stays as it was: the receipt does not open all that was said before.

use std::collections::BTreeSet;

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use serde_json::json;
use waymark_core::handling::wish::Wish;
use waymark_core::report::labels::{FIELD_PURPOSES, LATER, VALUE};
use waymark_core::report::permission::Asked;
use waymark_core::report::{Purpose, parse};
use waymark_core::vocabulary::AgencyId;
use waymark_core::words::Speaker;

use crate::journeys::case::held_by::HeldBy;
use crate::journeys::person::allow;
use crate::journeys::person::look_up::view;
use crate::journeys::person::shown_back::{Choosing, choosing};
use crate::web::asking::answers::{self, NEVER_WORDS};
use crate::web::asking::offers::{Offer, Offered, brief, mark_new, offers};
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::unsent::{self, Sent};
use crate::web::http::visit::Visit;
use crate::web::mine::bearer::{at_work, opened, whose};
use crate::web::mine::report::is_agency;
use crate::web::parts::families::FIELD;
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{Choice, Frame};
use crate::web::parts::held_by::{self, settled};
use crate::web::parts::sections;

/// `GET /your-report/permission`
pub(crate) async fn choices(visit: Visit) -> Result<HttpResponse, Stop> {
    let Some(opened) = opened(&visit).await?.filter(|opened| opened.key.is_some()) else { return Ok(visit.go("/your-report")) };
    let t = visit.speaker();
    let seen = view(&visit.service, &opened, t).await?;
    let held: Vec<&HeldBy> = seen.referrals.iter().filter(|held| settled(held.state)).collect();
    let Choosing { suggestions, reachable, asked, standing, never } = choosing(&visit.service, &opened, t).await?;
    let who = if standing.role.is_the_victim() { "you" } else { "them" };
    // What somebody has now is chosen already: the page shows where things stand.
    let chosen = held.iter().map(|held| (name(held), held.permission.unwrap_or("no").to_owned())).collect();
    let mut cards = offers(&visit.service, t, &suggestions, &Form(chosen), who);
    // The receipt does not open the risk, with which some promised to be faster.
    for card in &mut cards {
        card.within = t.say1("promise-at-most", "time", card.within.as_str());
    }
    // In the place of one that must never be told, somebody else comes up: that is said.
    if !never.is_empty() {
        let asked: Vec<String> = asked.iter().map(|(agency, purpose)| format!("{agency}.{}", purpose.id())).collect();
        mark_new(&mut cards, &asked, t);
    }
    let known = |held: &&&HeldBy| !Purpose::from_id(held.purpose).is_some_and(|purpose| suggestions.has(&held.agency, purpose));
    let others = held.iter().filter(known).filter_map(|held| {
        let values: Vec<&str> = held.permission.into_iter().chain(["no", "never"]).collect();
        let purpose = Purpose::from_id(held.purpose)?;
        let one = Card { agency: &held.agency, name: &held.name, purpose, chosen: held.permission };
        Some(card(&one, &values, &held.state_in_words, who, t))
    });
    let facts = brief(sections::of(&suggestions.anonymous.0, None, &visit.service.book, t), t);
    visit.show(&YourChoices {
        frame: visit.form_frame(true),
        no_way: !reachable && !cards.is_empty(),
        offered: Offered::of(others.chain(cards).collect(), facts, who, t),
        waiting: waiting(&seen, t),
        never: (!never.is_empty()).then(|| lift(&visit, &never)),
        never_words: Field {
            name: NEVER_WORDS.to_owned(),
            label: t.of1(&FIELD, NEVER_WORDS, "who", who),
            hint: t.say("yours-never-words"),
            kind: FieldKind::Lines,
            ..Field::default()
        },
        notice: visit.asks("lifted").then(|| t.say("yours-lifted")),
    })
}

/// Those that must never be told, each with a box to be asked about it again.
fn lift(visit: &Visit, never: &BTreeSet<AgencyId>) -> Field {
    let t = visit.speaker();
    let known = never.iter().filter_map(|id| visit.service.book.agency(id.as_str()));
    let choices = known.map(|agency| Choice {
        value: agency.id.to_string(),
        label: t.say1("yours-lift", "name", agency.name.as_str()),
        hint: String::new(),
        chosen: false,
    });
    Field {
        label: t.say("yours-never"),
        hint: t.say("yours-never-what"),
        kind: FieldKind::Checkboxes,
        choices: choices.collect(),
        name: "lift".to_owned(),
        ..Field::default()
    }
}

/// Whom a card is about.
struct Card<'a> {
    agency: &'a str,
    name: &'a str,
    purpose: Purpose,
    chosen: Option<&'a str>,
}

/// An organisation to choose about that is not among the suggestions.
fn card(of: &Card<'_>, values: &[&str], note: &str, who: &str, t: &Speaker) -> Offer {
    let choices = values.iter().map(|value| Choice {
        value: (*value).to_owned(),
        label: t.of1(&VALUE, value, "who", who),
        hint: String::new(),
        chosen: of.chosen == Some(*value),
    });
    Offer {
        id: format!("{}-{}", of.agency, of.purpose.id()),
        name: of.name.to_owned(),
        purpose: of.purpose,
        facts: values.contains(&"anonymous"),
        because: Vec::new(),
        within: String::new(),
        notes: if note.is_empty() { Vec::new() } else { vec![note.to_owned()] },
        full: Vec::new(),
        field: Field {
            label: t.say1("allow-may", "name", of.name),
            kind: FieldKind::Radios,
            choices: choices.collect(),
            name: format!("allow.{}.{}", of.agency, of.purpose.id()),
            ..Field::default()
        },
    }
}

fn name(held: &HeldBy) -> String {
    format!("allow.{}.{}", held.agency, held.purpose)
}

/// For what waits: go on waiting, or no longer.
fn waiting(seen: &crate::journeys::person::look_up::View, t: &Speaker) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for entry in &seen.unplaced {
        let name = format!("purposes.{}", entry.purpose);
        if fields.iter().any(|field| field.name == name) {
            continue;
        }
        let choices = ["ask", "no"].into_iter().map(|value| Choice {
            value: value.to_owned(),
            label: t.of(&LATER, value),
            hint: String::new(),
            chosen: false,
        });
        fields.push(Field {
            label: t.of(&FIELD_PURPOSES, &entry.purpose),
            hint: held_by::waits(entry, t),
            kind: FieldKind::Radios,
            choices: choices.collect(),
            name,
            ..Field::default()
        });
    }
    fields
}

/// `POST /your-report/permission`
pub(crate) async fn allow(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let (opened, secret) = at_work(&visit, Sent::by(&visit)).await?;
    let said = answers::permission(&form);
    let lifts: BTreeSet<AgencyId> = form.all("lift").filter(|id| is_agency(&visit.service)(id)).map(AgencyId::from).collect();
    match parse::permission(&said, &visit.service.reading(&is_agency(&visit.service))) {
        // The page offers nothing that could be at fault: what came is not from it.
        Err(_) => Ok(visit.go("/your-report/permission")),
        Ok(_) if said == json!({}) && lifts.is_empty() => Ok(visit.go("/your-report/details")),
        Ok(permission) => {
            let lifted = !lifts.is_empty();
            let wish = Wish { permission, keep: true, keeps_never: true, lifts, asked: Some(Asked::of_page(visit.speaker())) };
            allow::allow(&visit.service, &opened, wish).await?;
            unsent::taken(&visit, &secret, whose(&opened)).await?;
            // Whom they may be asked about again, they are asked about at once.
            Ok(visit.go(if lifted { "/your-report/permission?lifted" } else { "/your-report/details?permission-changed" }))
        }
    }
}

/// `/your-report/permission`: choosing again who may know.
#[derive(Template)]
#[template(path = "pages/mine/permission.html")]
pub(crate) struct YourChoices {
    /// What every page has.
    pub frame: Frame,
    /// Organisations that have it, and those that could, by what somebody needs.
    pub offered: Offered,
    /// Whether nobody can reach the person, and there is somebody who could.
    pub no_way: bool,
    /// For purposes that wait: whether they go on waiting.
    pub waiting: Vec<Field>,
    /// Those that must never be told, to be asked about again; nothing when there are none.
    pub never: Option<Field>,
    /// Who else must never be told, in words. What was written before is not shown to whoever found the receipt.
    pub never_words: Field,
    /// What was just done.
    pub notice: Option<String>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::YourChoices;
    use crate::web::parts::field::Field;
    use crate::web::parts::field::FieldKind::{Checkboxes, Lines, Radios};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{Sample, field, named, offered};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let t = &frame.t;
        let page = YourChoices {
            frame: frame.clone(),
            offered: offered(t),
            no_way: true,
            waiting: vec![field(t, "purposes.support", Radios, named(t, "risk-answer-"))],
            never: Some(Field { label: t.say("yours-never"), ..field(t, "lift", Checkboxes, named(t, "risk-answer-")) }),
            never_words: field(t, "never_words", Lines, vec![]),
            notice: Some(t.say("yours-lifted")),
        };
        vec![("your-choices", page.render())]
    }
}
