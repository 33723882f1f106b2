//! What needs a person, as one list: an entry a report, what is urgent first, then the oldest; each reason with its time.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveTime, Utc};
use uuid::Uuid;
use waymark_core::clock::{london, london_day};
use waymark_core::handling::standing::Standing;
use waymark_core::handling::task::TaskKind;
use waymark_core::handling::urgency::Urgency;
use waymark_core::staff::{Act, Scope};
use waymark_core::vocabulary::Id;

use crate::journeys::case::handling;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::list::district::district_name;
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::inbox::{self, Listed, Whose};
use crate::storage::case::{list, tally, task};
use waymark_core::store_error::StoreError;

use crate::storage::case::tally::MOST;

/// How many entries a page of the list has: the one behind it says that there is another page.
pub const PAGE: usize = inbox::AT_ONCE - 1;

/// An entry of the list: a report.
pub struct Entry {
    /// Whether it comes before everything else.
    pub duty: bool,
    /// The report's spoken name.
    pub reference: String,
    /// The name of its district.
    pub district: Option<String>,
    /// Why it is here: what is urgent first, then the oldest.
    pub reasons: Vec<Reason>,
    /// What is opened for this page of the list alone; nothing where it does not open, or where they may not see it.
    pub facts: Option<Facts>,
}

/// Why a report needs a person.
#[derive(Debug, Clone)]
pub struct Reason {
    /// The task's id.
    pub task: Uuid,
    /// Why.
    pub kind: TaskKind,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when somebody should have looked at it.
    pub due_at: DateTime<Utc>,
    /// How it stands against its time.
    pub standing: Standing,
    /// Whose it is, if it is somebody's own.
    pub owner: Option<Uuid>,
    /// How far whoever is on duty is with it.
    pub duty: OnDuty,
}

/// How far whoever is on duty is with something urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDuty {
    /// They are about to be called.
    NotCalled,
    /// They were called, and have not looked yet.
    Called,
    /// Somebody looked.
    Looked,
}

impl Reason {
    /// Whether somebody on duty must look at it at once.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.kind == TaskKind::Duty
    }

    /// A task as it stands now.
    pub(crate) fn of(task: &task::Open, now: DateTime<Utc>) -> Self {
        let standing = Standing::of(task.since, task.due_at, now);
        let task::Open { id, kind, since, due_at, owner, .. } = *task;
        let duty = match (task.told_at, task.seen_at) {
            (_, Some(_)) => OnDuty::Looked,
            (Some(_), None) => OnDuty::Called,
            (None, None) => OnDuty::NotCalled,
        };
        Self { task: id, kind, since, due_at, standing, owner, duty }
    }
}

/// What a list shows of a report.
pub struct Facts {
    /// How urgent it is, and why.
    pub urgency: Urgency,
    /// Kinds of incident.
    pub types: Vec<Id>,
}
waymark_core::redacted!(Facts);

/// A page of the list.
pub struct Inbox {
    /// Its entries.
    pub entries: Vec<Entry>,
    /// Where the next page begins; nothing after the last.
    pub next: Option<Place>,
    /// Other views, each with how many entries it has; those without any are left out.
    pub views: Vec<(View, Count)>,
    /// How everything in reach stands.
    pub clocks: Clocks,
}

/// How what waits stands against its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// It should have been looked at.
    pub late: Count,
    /// It is due before the day ends.
    pub today: Count,
    /// It is due later.
    pub later: Count,
    /// Organisations that did not acknowledge in the time they promised.
    pub late_answers: Count,
}

/// A number that is counted up to [`MOST`]: what is beyond is "more than".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(i64);

impl Count {
    /// The number, at most [`MOST`].
    #[must_use]
    pub fn number(self) -> i64 {
        self.0.min(MOST)
    }

    /// Whether there are more than that.
    #[must_use]
    pub fn is_more(self) -> bool {
        self.0 > MOST
    }
}

/// Which entries are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// All in reach.
    Everything,
    /// Own cases, and reports in which an action is one's own.
    Mine,
    /// Those with this reason.
    Reason(TaskKind),
}

impl View {
    /// As it stands in an address.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Mine => "mine",
            Self::Reason(kind) => kind.id(),
        }
    }

    /// Reads a view.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "everything" => Some(Self::Everything),
            "mine" => Some(Self::Mine),
            kind => TaskKind::from_id(kind).map(Self::Reason),
        }
    }

    fn kind(self) -> Option<TaskKind> {
        match self {
            Self::Reason(kind) => Some(kind),
            _ => None,
        }
    }
}

/// A place in the list: whether among the urgent ones, and after which task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Among the urgent ones.
    pub duty: bool,
    /// After this task.
    pub after: Uuid,
}

impl Place {
    /// The beginning.
    pub const FIRST: Self = Self { duty: true, after: Uuid::nil() };

    /// As it stands in an address: it tells nothing that was typed.
    #[must_use]
    pub fn to_text(self) -> String {
        format!("{}{}", if self.duty { 'u' } else { 'o' }, self.after.simple())
    }

    /// Reads a place.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let duty = text.starts_with('u');
        let rest = text.strip_prefix(['u', 'o'])?;
        Some(Self { duty, after: Uuid::parse_str(rest).ok()? })
    }
}

/// Whose reports somebody reaches at all; nothing for whoever reaches none.
pub(crate) fn reach(who: &SignedIn) -> Option<Whose> {
    whose(who, View::Everything)
}

/// Whose reports a view lists; nothing for whoever reaches none.
fn whose(who: &SignedIn, view: View) -> Option<Whose> {
    let own = |by_action, centre| Whose::Own { staff: who.id, by_action, centre };
    match (who.scope(), view) {
        (Scope::Nothing, _) => None,
        // An action alone opens no report to them: only a case does.
        (Scope::Own, _) => Some(own(false, None)),
        (Scope::Centre(centre), View::Mine) => Some(own(true, Some(centre))),
        (Scope::All, View::Mine) => Some(own(true, None)),
        (Scope::Centre(centre), _) => Some(Whose::Centre(centre)),
        (Scope::All, _) => Some(Whose::All),
    }
}

/// A page of what needs a person.
pub async fn inbox(service: &Service, who: &SignedIn, view: View, from: Place) -> Result<Inbox, StoreError> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let (listed, next) = match whose(who, view) {
        Some(whose) => page(tx, &whose, view.kind(), from).await?,
        None => (Vec::new(), None),
    };
    let now = service.now();
    let reports: Vec<Uuid> = listed.iter().map(|one| one.report).collect();
    let opened = if who.may(Act::OpenHandling) { &reports[..] } else { &[] };
    let mut facts = handling::known_of(service, tx, opened).await?;
    let mut reasons = reasons_of(tx, who, &reports, now).await?;
    let entry = |one: Listed| Entry {
        duty: one.duty,
        reference: one.reference,
        district: district_name(service, one.district.as_deref()),
        reasons: reasons.remove(&one.report).unwrap_or_default(),
        facts: facts.remove(&one.report).map(|(facts, urgency)| Facts { urgency, types: facts.types }),
    };
    let entries = listed.into_iter().map(entry).collect();
    let views = views(tx, who).await?;
    let clocks = clocks(tx, who, now).await?;
    Ok(Inbox { entries, next, views, clocks })
}

async fn page(
    tx: &mut Tx<'_>,
    whose: &Whose,
    kind: Option<TaskKind>,
    from: Place,
) -> Result<(Vec<Listed>, Option<Place>), StoreError> {
    let mut listed = Vec::new();
    if from.duty {
        listed = inbox::list(tx, whose, kind, true, from.after).await?;
    }
    if listed.len() <= PAGE {
        let after = if from.duty { Uuid::nil() } else { from.after };
        listed.extend(inbox::list(tx, whose, kind, false, after).await?);
    }
    let more = listed.len() > PAGE;
    listed.truncate(PAGE);
    let next = listed.last().filter(|_| more).map(|last| Place { duty: last.duty, after: last.task });
    Ok((listed, next))
}

/// Why each of these reports needs a person, as far as it concerns whoever looks: a centre does not see what the service itself decides.
pub(crate) async fn reasons_of(
    tx: &mut Tx<'_>,
    who: &SignedIn,
    reports: &[Uuid],
    now: DateTime<Utc>,
) -> Result<BTreeMap<Uuid, Vec<Reason>>, StoreError> {
    let open = list::reasons(tx, reports).await?;
    let concerns = |one: &task::Open| match who.scope() {
        Scope::Centre(centre) => one.centre == centre,
        _ => true,
    };
    let reasons = |all: Vec<task::Open>| all.iter().filter(|one| concerns(one)).map(|one| Reason::of(one, now)).collect();
    Ok(open.into_iter().map(|(report, all)| (report, reasons(all))).collect())
}

async fn views(tx: &mut Tx<'_>, who: &SignedIn) -> Result<Vec<(View, Count)>, StoreError> {
    let mut found = Vec::new();
    for view in [View::Everything, View::Mine] {
        // Whoever has nothing but their own cases needs no view of their own.
        if view == View::Mine && who.scope() == Scope::Own {
            continue;
        }
        let Some(whose) = whose(who, view) else { continue };
        found.push((view, Count(tally::reports(tx, &whose).await?)));
    }
    if let Some(whose) = whose(who, View::Everything) {
        let kinds = tally::by_kind(tx, &whose).await?.into_iter().filter(|(_, count)| *count > 0);
        found.extend(kinds.map(|(kind, count)| (View::Reason(kind), Count(count))));
    }
    Ok(found)
}

async fn clocks(tx: &mut Tx<'_>, who: &SignedIn, now: DateTime<Utc>) -> Result<Clocks, StoreError> {
    let none = Clocks { late: Count(0), today: Count(0), later: Count(0), late_answers: Count(0) };
    let Some(whose) = whose(who, View::Everything) else { return Ok(none) };
    let tomorrow = london((london_day(now) + Days::new(1)).and_time(NaiveTime::MIN));
    let (first, last) = (DateTime::<Utc>::UNIX_EPOCH, now + chrono::Duration::days(36_500));
    let late_answers = match &whose {
        Whose::All => tally::late_answers(tx, None, now).await?,
        Whose::Centre(centre) => tally::late_answers(tx, Some(centre), now).await?,
        Whose::Own { .. } => 0,
    };
    let [late, today, later] = tally::due(tx, &whose, [first, now, tomorrow, last]).await?.map(Count);
    Ok(Clocks { late, today, later, late_answers: Count(late_answers) })
}
