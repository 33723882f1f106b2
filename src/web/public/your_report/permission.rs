//! Choosing again who may know. What the page does not name stays as it was: the receipt does not open all that was said before.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use serde_json::json;

use super::super::super::body::Form;
use super::super::super::page::{Stop, Visit};
use super::super::super::pages::public::{Offer, YourChoices};
use super::super::super::pages::{Choice, Field, FieldKind};
use super::super::form::{answers, offers};
use super::{at_work, is_agency, opened, settled};
use crate::journeys::follow_up;
use crate::journeys::handling::{Asked, Wish};
use crate::journeys::look_up::{HeldBy, Opened, told_before, view};
use crate::journeys::suggest::{Suggestions, suggest_for};
use crate::report::{Facts, Purpose, parse};
use crate::words::Speaker;

/// Who could help, worked out from what the receipt opens: without the risk answers, which are the team's alone.
async fn suggested(visit: &Visit, opened: &Opened) -> Result<(Suggestions, bool), Stop> {
    let told = told_before(&visit.service, opened).await.map_err(|fault| visit.stop(fault))?;
    let facts = Facts::of(&told.parts.as_report(), &visit.service.book.gazetteer);
    let contact = &told.parts.contact;
    let reachable = contact.through_centre || contact.methods.iter().any(|method| method.safe);
    let never = std::collections::BTreeSet::new();
    let suggestions = suggest_for(&visit.service, &told.parts, &facts, &never).await.map_err(|error| visit.stop(error))?;
    Ok((suggestions, reachable))
}

/// `GET /your-report/permission`
pub(in crate::web) async fn choices(visit: Visit) -> Result<HttpResponse, Stop> {
    let Some(opened) = opened(&visit).await?.filter(|opened| opened.key.is_some()) else { return Ok(visit.go("/your-report")) };
    let t = visit.speaker();
    let seen = view(&visit.service, &opened, t).await.map_err(|error| visit.stop(error))?;
    let held: Vec<&HeldBy> = seen.referrals.iter().filter(|held| settled(held.state)).collect();
    let (suggestions, reachable) = suggested(&visit, &opened).await?;
    // What somebody has now is chosen already: the page shows where things stand.
    let chosen = held.iter().map(|held| (name(held), held.permission.unwrap_or("no").to_owned())).collect();
    let cards = offers(&visit.service, t, &suggestions, &Form(chosen), reachable);
    let known = |held: &&&HeldBy| !Purpose::from_id(held.purpose).is_some_and(|purpose| suggestions.has(&held.agency, purpose));
    let others = held.iter().filter(known).map(|held| card(held, t));
    visit.show(&YourChoices {
        frame: visit.frame(true),
        form_token: visit.form_token(),
        offers: others.chain(cards).collect(),
        waiting: waiting(&seen, t),
    })
}

/// An organisation that has the report, and would not be suggested today: it can be told to stop.
fn card(held: &HeldBy, t: &Speaker) -> Offer {
    let values = held.permission.into_iter().chain(["no", "never"]);
    let choices = values.map(|value| Choice {
        value: value.to_owned(),
        label: t.say(&format!("value-{value}")),
        hint: String::new(),
        chosen: held.permission == Some(value),
    });
    Offer {
        id: format!("{}-{}", held.agency, held.purpose),
        name: held.name.clone(),
        what: t.say(&format!("purpose-{}", held.purpose)),
        purpose: t.say(&format!("purpose-{}-what", held.purpose)),
        because: Vec::new(),
        within: String::new(),
        notes: vec![held.state_in_words.clone()],
        full: Vec::new(),
        field: Field {
            label: t.say1("allow-may", "name", held.name.as_str()),
            kind: FieldKind::Radios,
            choices: choices.collect(),
            name: name(held),
            fill: "off",
            ..Field::default()
        },
    }
}

fn name(held: &HeldBy) -> String {
    format!("allow.{}.{}", held.agency, held.purpose)
}

/// For what waits: go on waiting, or no longer.
fn waiting(seen: &crate::journeys::look_up::View, t: &Speaker) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for entry in &seen.unplaced {
        let name = format!("purposes.{}", entry.purpose);
        if fields.iter().any(|field| field.name == name) {
            continue;
        }
        let offered = ["full", "anonymous", "no"].into_iter().filter(|value| !(entry.purpose == "inform" && *value == "full"));
        let choices = offered.map(|value| Choice {
            value: value.to_owned(),
            label: t.say(&format!("later-{value}")),
            hint: String::new(),
            chosen: false,
        });
        fields.push(Field {
            label: t.say(&format!("field-purposes-{}", entry.purpose)),
            hint: super::waits(entry, t),
            kind: FieldKind::Radios,
            choices: choices.collect(),
            name,
            fill: "off",
            ..Field::default()
        });
    }
    fields
}

/// `POST /your-report/permission`
pub(in crate::web) async fn allow(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let opened = at_work(&visit).await?;
    let said = answers::permission(&form);
    match parse::permission(&said, &visit.service.reading(&is_agency(&visit.service))) {
        // The page offers nothing that could be at fault: what came is not from it.
        Err(_) => Ok(visit.go("/your-report/permission")),
        Ok(permission) if said == json!({}) => {
            drop(permission);
            Ok(visit.go("/your-report/details"))
        }
        Ok(permission) => {
            let wish = Wish { permission, keep: true, asked: Some(Asked::of_page(visit.speaker())) };
            follow_up::allow(&visit.service, &opened, wish).await.map_err(|fault| visit.stop(fault))?;
            Ok(visit.go("/your-report/details?permission-changed"))
        }
    }
}
