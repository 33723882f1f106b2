//! Who could help, before anything is sent: each organisation that the rules suggest, why, what it would see of the person's own
//! answers, and how soon it promised to answer.

use std::collections::BTreeSet;

use waymark_core::clock::{Promise, london_day};
use waymark_core::report::permission::{Granted, Permission, Value};
use waymark_core::report::{Facts, Purpose};
use waymark_core::routing::because::{Because, because};
use waymark_core::routing::disclosure::{self, Access};
use waymark_core::routing::{Agreement, Kind, Planned, Reason, route};
use waymark_core::vocabulary::{AgencyId, Id};

use crate::journeys::case::parts::{Parts, Sections};
use crate::journeys::service::Service;
use crate::storage::case::load::loads;
use waymark_core::store_error::StoreError;

/// What an organisation would see.
pub type Shown = (Sections, Option<Access>);

/// An organisation that the rules suggest for a purpose.
pub struct Suggestion {
    /// Its id.
    pub agency: AgencyId,
    /// Its name.
    pub name: String,
    /// What kind of organisation it is.
    pub kind: Kind,
    /// What for.
    pub purpose: Purpose,
    /// Why.
    pub because: Vec<Because>,
    /// How soon it promised to say that a referral arrived.
    pub within: Promise,
    /// What it would see with full permission; nothing when it gets no more than facts without a name.
    pub full: Option<Shown>,
    /// Whether it takes facts without a name.
    pub takes_anonymous: bool,
}

/// A purpose that nobody serves for some of what was told.
pub struct Unserved {
    /// What for.
    pub purpose: Purpose,
    /// For which strand; nothing for a report without strands.
    pub strand: Option<Id>,
    /// Why.
    pub reason: Reason,
}

/// Who could help with a report.
pub struct Suggestions {
    /// Organisations, by purpose.
    pub list: Vec<Suggestion>,
    /// What nobody would take for now.
    pub unserved: Vec<Unserved>,
    /// The facts without a name: the same for everybody.
    pub anonymous: Shown,
}

/// Works out who could help, whatever is allowed so far – but for those who must never be told.
pub async fn suggest(
    service: &Service,
    parts: &Parts,
    facts: &Facts,
    never: &BTreeSet<AgencyId>,
) -> Result<Suggestions, StoreError> {
    let mut conn = service.store.read().await?;
    let counts = loads(&mut conn.tx()).await?;
    drop(conn);
    let book = &service.book;
    let now = book.now(counts.iter().map(|(id, open)| (id.as_str(), *open)));
    let willing = Permission {
        purposes: Purpose::ALL.into_iter().map(|purpose| (purpose, Value::Full)).collect(),
        never: never.clone(),
        ..Permission::default()
    };
    let plan = route(book, facts, &willing, london_day(service.now()), &now);
    let suggested =
        |planned: &Planned| suggestion(service, (parts, facts), book.agreement_at(planned.agreement), planned.granted);
    let list: Vec<Suggestion> = plan.referrals.iter().filter_map(suggested).collect();
    let unserved = plan.unplaced.into_iter();
    Ok(Suggestions {
        list,
        unserved: unserved.map(|one| Unserved { purpose: one.purpose, strand: one.strand, reason: one.reason }).collect(),
        anonymous: parts.as_shown(facts, Granted::Anonymous, []),
    })
}

/// What is said of an agreement before anybody is told.
fn suggestion(
    service: &Service,
    (parts, facts): (&Parts, &Facts),
    agreement: &Agreement,
    granted: Granted,
) -> Option<Suggestion> {
    let agency = service.book.agency(agreement.agency.as_str())?;
    let full = (granted == Granted::Full)
        .then(|| parts.as_shown(facts, Granted::Full, disclosure::sections(agreement, Granted::Full, facts.standing())));
    Some(Suggestion {
        agency: agency.id.clone(),
        name: agency.name.clone(),
        kind: agency.kind,
        purpose: agreement.purpose,
        because: because(&service.book, agreement, facts),
        within: agreement.promise(facts.calls_duty()),
        full,
        takes_anonymous: !agreement.needs_contact,
    })
}

impl Suggestions {
    /// Adds organisations that the person is asked about all the same, with what stands on the card of any other: the warnings too.
    pub(crate) fn also(&mut self, service: &Service, of: (&Parts, &Facts), asked: &BTreeSet<(AgencyId, Purpose)>) {
        let serving = service.book.serving(london_day(service.now()));
        for (agency, purpose) in asked.iter().filter(|(agency, purpose)| !self.has(agency.as_str(), *purpose)).collect::<Vec<_>>()
        {
            let Some(agreement) = serving.agreements().find(|one| one.agency == *agency && one.purpose == *purpose) else {
                continue;
            };
            let whole = Permission { purposes: [(*purpose, Value::Full)].into(), ..Permission::default() };
            let granted = whole.granted(of.1.standing(), agency, *purpose).unwrap_or(Granted::Anonymous);
            self.list.extend(suggestion(service, of, agreement, granted));
        }
    }

    /// Whether an organisation is suggested for a purpose.
    #[must_use]
    pub fn has(&self, agency: &str, purpose: Purpose) -> bool {
        self.list.iter().any(|one| one.agency.as_str() == agency && one.purpose == purpose)
    }

    /// Keeps of a permission what was asked with these suggestions: an answer about an organisation that is no longer suggested counts
    /// for nothing, and a yes to a purpose that nobody serves yet is "ask me first": it names nobody.
    #[must_use]
    pub fn settle(&self, said: &Permission) -> Permission {
        let (never, never_words) = (said.never.clone(), said.never_words.clone());
        let mut permission = Permission { never, never_words, if_unable: said.if_unable, ..Permission::default() };
        for (agency, entries) in &said.agencies {
            for (purpose, value) in entries {
                if self.has(agency.as_str(), *purpose) {
                    permission.agencies.entry(agency.clone()).or_default().insert(*purpose, *value);
                }
            }
        }
        // What was left open counts as a no: whoever is asked later in their place is somebody else.
        for one in &self.list {
            permission.agencies.entry(one.agency.clone()).or_default().entry(one.purpose).or_insert(Value::No);
        }
        for (purpose, value) in &said.purposes {
            if !self.unserved.iter().any(|one| one.purpose == *purpose) {
                continue;
            }
            permission.purposes.insert(*purpose, *value);
        }
        permission.named()
    }
}
