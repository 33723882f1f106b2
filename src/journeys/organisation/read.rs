//! Reading a referral: exactly what passes, as page and as file.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use waymark_core::handling::message;
use waymark_core::handling::question::{Asked, questions};
use waymark_core::referral::Ground;
use waymark_core::report::permission::{AskedOn, Granted};
use waymark_core::report::{RiskLevel, Section};
use waymark_core::routing::disclosure::{Access, Summary};
use waymark_core::vault::Place;

use crate::journeys::case::handling;
use crate::journeys::case::parts::{Addition, Parts, Sections};
use crate::journeys::organisation::link::{Link, LinkFault, Seen, still_allowed};
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::report::items;

/// A referral as its organisation reads it: exactly what passes.
#[derive(Serialize)]
pub struct Disclosed {
    /// The spoken name of the report.
    pub reference: String,
    /// The referral's id.
    pub referral: Uuid,
    /// The organisation.
    pub agency: String,
    /// The agreement.
    pub agreement: String,
    /// Its version.
    pub agreement_version: i64,
    /// What for.
    pub purpose: &'static str,
    /// `full` or `anonymous`; `overruled` when it was passed on without.
    pub permission: &'static str,
    /// What stands in the place of the person's permission, when it was passed on without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overruled: Option<&'static str>,
    /// Who had asked the person for it, in which wording, and when; not there when another system did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<AskedOn>,
    /// Whether the risk is high.
    pub urgent: bool,
    /// The risk level.
    pub risk: RiskLevel,
    /// Until when acknowledgement was promised.
    pub due_at: Option<DateTime<Utc>>,
    /// Where the referral stands.
    pub state: &'static str,
    /// What passes, by section.
    pub sections: Sections,
    /// Needs, language and interpreter: with every full referral.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// What they asked, and what the desk answered; not there before they asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Asked>,
}

waymark_core::redacted!(Disclosed);

/// Reads a referral. Permission, agreement and suspension are checked again.
///
/// # Errors
/// When it may not be seen any more.
pub async fn read(service: &Service, link: &Link) -> Result<Disclosed, LinkFault> {
    let seen = still_allowed(service, link).await?;
    let referral = &link.referral;
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let (sections, access) = disclose(service, tx, link, &seen).await?;
    let asked = questions(&handling::entries(service, tx, referral.report, &seen.keys).await?);
    let told = &seen.told;
    let overruled = seen.terms.overruled().map(Ground::id);
    Ok(Disclosed {
        reference: link.head.reference.to_string(),
        referral: referral.id,
        agency: referral.agency.to_string(),
        agreement: referral.agreement.to_string(),
        agreement_version: referral.agreement_version,
        purpose: referral.purpose.id(),
        permission: overruled.map_or(seen.terms.granted.id(), |_| "overruled"),
        overruled,
        asked: seen.terms.asked.clone(),
        urgent: told.facts.calls_duty(),
        risk: told.facts.risk,
        due_at: referral.due_at,
        state: referral.state.id(),
        sections,
        access,
        questions: asked.into_iter().filter(|question| question.referral == referral.id).map(Asked::from).collect(),
    })
}

async fn disclose(service: &Service, tx: &mut Tx<'_>, link: &Link, seen: &Seen) -> Result<(Sections, Option<Access>), LinkFault> {
    let referral = &link.referral;
    let (id, keys) = (referral.report, &seen.keys);
    let parts = Parts::opened(service, tx, &link.head, keys).await?;
    let shown = seen.terms.shown.sections();
    let (mut sections, mut access) = parts.as_shown(&seen.told.facts, seen.terms.granted, shown);
    if seen.terms.overruled().is_some() {
        // Nothing but what was chosen: needs go with the contact section alone, and coded answers when they are all that passes.
        access = access.filter(|_| seen.terms.shown.reaches(Section::Contact));
        // Whoever may reach or find the person must know how not to harm them.
        let reaches = [Section::Contact, Section::Victim].into_iter().any(|section| seen.terms.shown.reaches(section));
        sections.safety = sections.safety.filter(|_| reaches);
        let coded = seen.terms.shown.reaches(Section::Summary);
        sections.summary = coded.then(|| Summary::of(&seen.told.facts, &parts.story.incident));
    }
    if seen.terms.granted == Granted::Anonymous {
        sections.released.clone_from(&seen.told.released);
    }
    if sections.incident.is_some() {
        sections.additions = additions(service, tx, id, seen).await?;
    }
    Ok((sections, access))
}

async fn additions(service: &Service, tx: &mut Tx<'_>, id: Uuid, seen: &Seen) -> Result<Vec<Addition>, LinkFault> {
    let mut found = Vec::new();
    for item in items(tx, id, Section::Incident, i64::MAX).await? {
        if item.number == 1 || !seen.terms.shown.shows(Section::Incident, item.number) {
            continue;
        }
        let added: message::Added =
            service.vault.open(&seen.keys, &Place::item(id, Section::Incident, item.number), &item.sealed)?;
        found.push(Addition { at: item.added_at, text: added.addition });
    }
    Ok(found)
}
