//! What a report told: its parts as they are opened, and its sections as they are disclosed to an organisation.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use waymark_core::head::Head;
use waymark_core::report::incident::{Incident, Role};
use waymark_core::report::permission::Granted;
use waymark_core::report::person::Way;
use waymark_core::report::reaching::Safety;
use waymark_core::report::{Contact, Facts, IncidentSection, Report, Section, Suspect, Told, Victim};
use waymark_core::routing::Centre;
use waymark_core::routing::disclosure::{Access, Summary, contact_as_shown};
use waymark_core::vault::Place;

use crate::journeys::case::wishes::contact;
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::report::items;
use waymark_core::store_error::StoreError;

/// Sections as they are disclosed; one that does not pass is not there.
#[derive(Serialize, Default)]
pub struct Sections {
    /// Safety of contact, before everything else: with every full referral.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safety: Option<Safety>,
    /// Coded answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// The account without what names a person, once somebody at the desk wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub released: Option<Told>,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<Story>,
    /// What was added later, of what may be seen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub additions: Vec<Addition>,
    /// The person it happened to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub victim: Option<Victim>,
    /// How they can be reached safely.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspect: Option<Suspect>,
    /// Files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<serde_json::Value>,
    /// What was told and is not shown; nothing where all of it is.
    #[serde(skip)]
    pub left_out: LeftOut,
}

waymark_core::redacted!(Sections);

/// What was told and is not shown to whoever looks: a page says that it was, and not what.
#[derive(Default)]
pub struct LeftOut {
    /// The name of the person.
    pub name: bool,
    /// Where they live.
    pub home: bool,
    /// Where it happened, when that is their home.
    pub place: bool,
    /// When they can be reached.
    pub safe_times: bool,
    /// Whom to ask for.
    pub ask_for: bool,
    /// What to say if somebody else answers.
    pub if_others_answer: bool,
    /// How: by kind and number.
    pub ways: Vec<Way>,
}

/// The incident as it is disclosed: with the reporter's role, and without how anybody agreed.
#[derive(Serialize)]
pub struct Story {
    /// The language it was written in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Who reports.
    pub reporter: StoryReporter,
    /// What happened.
    pub incident: Incident,
}

/// Who reports, as it is disclosed.
#[derive(Serialize)]
pub struct StoryReporter {
    /// Their role.
    pub role: Role,
    /// From where they tell it, when it is their work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Told>,
}

impl From<IncidentSection> for Story {
    fn from(section: IncidentSection) -> Self {
        let reporter = StoryReporter { role: section.reporter.role, from: section.reporter.from };
        Self { language: section.language, reporter, incident: section.incident }
    }
}

/// An addition as it is disclosed.
#[derive(Serialize)]
pub struct Addition {
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: Told,
}

/// What a report told, opened or not yet sealed.
pub struct Parts {
    /// What happened, and who told it.
    pub story: IncidentSection,
    /// The person it happened to.
    pub victim: Victim,
    /// How they can be reached.
    pub contact: Contact,
    /// Who did it.
    pub suspect: Suspect,
    /// The centre that took it.
    pub centre: Option<Centre>,
}
waymark_core::redacted!(Parts);

impl Parts {
    /// The parts of a report as they were sealed when it came in.
    pub(crate) async fn opened(
        service: &Service,
        tx: &mut Tx<'_>,
        head: &Head,
        keys: &impl waymark_core::vault::Opens,
    ) -> Result<Self, StoreError> {
        let id = head.id;
        Ok(Self {
            story: first(service, tx, id, Section::Incident, keys).await?,
            victim: first(service, tx, id, Section::Victim, keys).await?,
            contact: contact(service, tx, id, keys).await?,
            suspect: first(service, tx, id, Section::Suspect, keys).await?,
            centre: head.centre.as_deref().and_then(|centre| service.book.centres.find(centre)).cloned(),
        })
    }

    /// The parts of a report that is not sealed yet, and the centre that takes it.
    #[must_use]
    pub fn of(report: &Report, centre: Option<&Centre>) -> Self {
        let story = IncidentSection {
            language: report.language.clone(),
            reporter: report.reporter.clone(),
            incident: report.incident.clone(),
            offered: report.offered.clone(),
            never: report.permission.never.clone(),
        };
        let (victim, contact, suspect) = (report.victim.clone(), report.contact.clone(), report.suspect.clone());
        Self { story, victim, contact, suspect, centre: centre.cloned() }
    }

    /// The parts as a report: what routes it can be worked out again, but for the risk, which the team alone may open.
    #[must_use]
    pub fn as_report(&self) -> Report {
        Report {
            language: self.story.language.clone(),
            reporter: self.story.reporter.clone(),
            incident: self.story.incident.clone(),
            victim: self.victim.clone(),
            contact: self.contact.clone(),
            suspect: self.suspect.clone(),
            offered: self.story.offered.clone(),
            ..Report::default()
        }
    }

    /// What passes of them: the one place where it is decided, for the organisation that reads and for the person who is asked before.
    pub fn as_shown(
        &self,
        facts: &Facts,
        granted: Granted,
        sections: impl IntoIterator<Item = Section>,
    ) -> (Sections, Option<Access>) {
        let mut shown = Sections::default();
        if granted == Granted::Anonymous {
            shown.summary = Some(Summary::of(facts, &self.story.incident));
            return (shown, None);
        }
        shown.safety = Some(Safety::of(&self.contact, &self.suspect));
        for section in sections {
            match section {
                Section::Incident => shown.incident = Some(self.story.clone().into()),
                Section::Victim => shown.victim = Some(self.victim.clone()),
                Section::Contact => shown.contact = Some(contact_as_shown(&self.contact, self.centre.as_ref())),
                Section::Suspect => shown.suspect = Some(self.suspect.clone()),
                // No file comes with a report yet: the section says so.
                Section::Evidence => shown.evidence = Some(serde_json::json!({})),
                Section::Summary | Section::Monitoring | Section::Messages | Section::Wishes | Section::Handling => {}
            }
        }
        (shown, Some(Access::of(&self.contact)))
    }
}

/// A section that stands as it was told. How somebody is reached does not: `wishes::contact` says how it stands now.
pub(crate) trait AsTold: serde::de::DeserializeOwned {}

impl AsTold for IncidentSection {}
impl AsTold for Victim {}
impl AsTold for Suspect {}

/// What was sealed of a section when the report came in.
pub(crate) async fn first<T: AsTold>(
    service: &Service,
    tx: &mut Tx<'_>,
    id: Uuid,
    section: Section,
    keys: &impl waymark_core::vault::Opens,
) -> Result<T, StoreError> {
    let found = items(tx, id, section, 1).await?;
    let item = found.first().ok_or(StoreError::Row { table: "item", column: "section", id })?;
    Ok(service.vault.open(keys, &Place::item(id, section, 1), &item.sealed)?)
}
