//! Jobs that are due: a versioned list of what is to be done, of ids alone. No kind is ever given another meaning.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::vocabulary::AgreementId;

/// What is to be done. Ids, numbers and days alone: nothing that a person typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "a field is named after what its id is of")]
pub enum Job {
    /// Tell an organisation that a referral waits for it.
    Notice { referral: Uuid },
    /// Tell an organisation that there is more to see.
    MoreToSee { referral: Uuid },
    /// Ask an organisation to stop.
    PleaseStop { referral: Uuid },
    /// Send an organisation a one-time code.
    OneTimeCode { referral: Uuid, request: Uuid },
    /// Work out anew who should hear of a report.
    Reroute { report: Uuid },
    /// Tell the person who reported that something changed.
    SomethingChanged { report: Uuid },
    /// Tell of an agreement that ends, or is to be looked at again. The version is the one when it was planned.
    AgreementEnds { agreement: AgreementId, version: i64, ending: Ending, day: NaiveDate, to: Told },
    /// Ask a centre whether its entry is right: the letter of a round that began on this day.
    CentreAsked { centre: String, round: i64, letter: i64, day: NaiveDate },
    /// Send somebody a code to sign in with: the letter of a request.
    SignIn { request: Uuid, letter: i64 },
    /// Call whoever is on duty. Each call has a name of its own.
    Urgent { call: String, day: NaiveDate },
    /// Call the deputy: nobody looked in time.
    Late { call: String, day: NaiveDate },
    /// Tell the coordinator what is open in the morning.
    MorningList { day: NaiveDate },
    /// Tell the coordinator where the record ends.
    RecordHead { day: NaiveDate },
}

crate::ids! {
    /// How far off the day of an agreement is that somebody is told of. Message-IDs are made of these ids.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Ending: Serialize + Deserialize {
        /// It ends in 90 days, or less.
        Ends90 = "ends-90",
        /// It ends in 30 days, or less.
        Ends30 = "ends-30",
        /// It is to be looked at again in 90 days, or less.
        Review90 = "review-90",
        /// It is to be looked at again in 30 days, or less.
        Review30 = "review-30",
    }
}

crate::ids! {
    /// Who is told of an agreement. Message-IDs are made of these ids.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Told: Serialize + Deserialize {
        /// The coordinator.
        Coordinator = "coordinator",
        /// Its organisation.
        Agency = "agency",
    }
}

/// What the database holds of a job: with the version of this list, so that a later one can tell.
#[derive(Serialize, Deserialize)]
#[serde(tag = "v")]
enum Stored {
    #[serde(rename = "1")]
    V1(Job),
}

crate::ids! {
    /// What a job is, without its ids: how the database and the log call it, as the stored job does.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[expect(missing_docs, reason = "each is a job of the list above")]
    pub enum Kind {
        Notice = "notice",
        MoreToSee = "more-to-see",
        PleaseStop = "please-stop",
        OneTimeCode = "one-time-code",
        Reroute = "reroute",
        SomethingChanged = "something-changed",
        AgreementEnds = "agreement-ends",
        CentreAsked = "centre-asked",
        SignIn = "sign-in",
        Urgent = "urgent",
        Late = "late",
        MorningList = "morning-list",
        RecordHead = "record-head",
    }
}

impl Kind {
    /// Whether somebody sits and waits for it: then it is tried again after seconds.
    #[must_use]
    pub fn is_waited_for(self) -> bool {
        matches!(self, Self::OneTimeCode | Self::SignIn)
    }
}

impl Job {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Notice { .. } => Kind::Notice,
            Self::MoreToSee { .. } => Kind::MoreToSee,
            Self::PleaseStop { .. } => Kind::PleaseStop,
            Self::OneTimeCode { .. } => Kind::OneTimeCode,
            Self::Reroute { .. } => Kind::Reroute,
            Self::SomethingChanged { .. } => Kind::SomethingChanged,
            Self::AgreementEnds { .. } => Kind::AgreementEnds,
            Self::CentreAsked { .. } => Kind::CentreAsked,
            Self::SignIn { .. } => Kind::SignIn,
            Self::Urgent { .. } => Kind::Urgent,
            Self::Late { .. } => Kind::Late,
            Self::MorningList { .. } => Kind::MorningList,
            Self::RecordHead { .. } => Kind::RecordHead,
        }
    }

    /// Of which referral.
    #[must_use]
    pub fn referral(&self) -> Option<Uuid> {
        match self {
            Self::Notice { referral } | Self::MoreToSee { referral } | Self::PleaseStop { referral } => Some(*referral),
            Self::OneTimeCode { referral, .. } => Some(*referral),
            _ => None,
        }
    }

    /// What it is called in Message-IDs and in the queue. A name never changes: a letter that is tried again has the same Message-ID.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::AgreementEnds { ending, .. } => ending.id().to_owned(),
            Self::CentreAsked { round, letter, .. } => format!("centre-{round}-{letter}"),
            Self::SignIn { letter, .. } => format!("sign-in-code-{letter}"),
            Self::Urgent { call, .. } => format!("urgent-{call}"),
            Self::Late { call, .. } => format!("late-{call}"),
            Self::MorningList { .. } => "open".to_owned(),
            other => other.kind().id().to_owned(),
        }
    }

    /// What a letter about no report is about, where that has a name: an agreement, a centre, somebody's wish to sign in. Message-IDs are
    /// made of these texts.
    #[must_use]
    pub fn matter(&self) -> Option<String> {
        match self {
            Self::AgreementEnds { agreement, .. } => Some(agreement.to_string()),
            Self::CentreAsked { centre, .. } => Some(format!("centre:{centre}")),
            Self::SignIn { request, .. } => Some(format!("sign-in:{request}")),
            _ => None,
        }
    }

    /// Whom it reaches.
    #[must_use]
    pub fn to(&self) -> &'static str {
        match self {
            Self::Notice { .. } | Self::MoreToSee { .. } | Self::PleaseStop { .. } | Self::OneTimeCode { .. } => "agency",
            Self::SomethingChanged { .. } => "reporter",
            Self::Reroute { .. } => "service",
            Self::AgreementEnds { to, .. } => to.id(),
            Self::CentreAsked { .. } => "centre",
            Self::SignIn { .. } => "staff",
            Self::Urgent { .. } => "duty",
            Self::Late { .. } => "deputy",
            Self::MorningList { .. } | Self::RecordHead { .. } => "coordinator",
        }
    }

    /// What is done at most once: the matter, and which step of it. The version of an agreement is no part of it: one whose capacity
    /// changed ends on the same day, and nobody wants to hear of that twice.
    #[must_use]
    pub fn once(&self) -> Option<(String, String)> {
        match self {
            Self::AgreementEnds { agreement, ending, day, to, .. } => {
                Some((format!("agreement:{}", agreement.as_str()), format!("{}:{day}:{}", ending.id(), to.id())))
            }
            Self::CentreAsked { centre, round, letter, day } => {
                Some((format!("centre:{centre}:{round}"), format!("{letter}:{day}")))
            }
            Self::SignIn { request, letter } => Some((format!("sign-in:{request}"), letter.to_string())),
            Self::MorningList { day } | Self::RecordHead { day } => Some((self.kind().id().to_owned(), day.to_string())),
            _ => None,
        }
    }

    /// The job as the database holds it.
    ///
    /// # Errors
    /// None that a list of ids could lead to.
    pub fn stored(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Stored::V1(self.clone()))
    }

    /// The job that the database holds.
    ///
    /// # Errors
    /// When this version does not know it.
    pub fn read(stored: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(stored).map(|Stored::V1(job)| job)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every() -> Vec<(Job, &'static str)> {
        let (id, day) = (Uuid::from_u128(0xabc), NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
        let (call, centre) = ("0a".to_owned(), "library".to_owned());
        let (agreement, to) = (AgreementId::from("tees-1"), Told::Agency);
        vec![
            (Job::Notice { referral: id }, r#"{"v":"1","job":"notice","referral":"ID"}"#),
            (Job::MoreToSee { referral: id }, r#"{"v":"1","job":"more-to-see","referral":"ID"}"#),
            (Job::PleaseStop { referral: id }, r#"{"v":"1","job":"please-stop","referral":"ID"}"#),
            (Job::OneTimeCode { referral: id, request: id }, r#"{"v":"1","job":"one-time-code","referral":"ID","request":"ID"}"#),
            (Job::Reroute { report: id }, r#"{"v":"1","job":"reroute","report":"ID"}"#),
            (Job::SomethingChanged { report: id }, r#"{"v":"1","job":"something-changed","report":"ID"}"#),
            (
                Job::AgreementEnds { agreement, version: 3, ending: Ending::Ends90, day, to },
                r#"{"v":"1","job":"agreement-ends","agreement":"tees-1","version":3,"ending":"ends-90","day":"2026-11-20","to":"agency"}"#,
            ),
            (
                Job::CentreAsked { centre, round: 4, letter: 2, day },
                r#"{"v":"1","job":"centre-asked","centre":"library","round":4,"letter":2,"day":"2026-11-20"}"#,
            ),
            (Job::SignIn { request: id, letter: 1 }, r#"{"v":"1","job":"sign-in","request":"ID","letter":1}"#),
            (Job::Urgent { call: call.clone(), day }, r#"{"v":"1","job":"urgent","call":"0a","day":"2026-11-20"}"#),
            (Job::Late { call, day }, r#"{"v":"1","job":"late","call":"0a","day":"2026-11-20"}"#),
            (Job::MorningList { day }, r#"{"v":"1","job":"morning-list","day":"2026-11-20"}"#),
            (Job::RecordHead { day }, r#"{"v":"1","job":"record-head","day":"2026-11-20"}"#),
        ]
    }

    #[test]
    fn what_is_stored_never_changes_its_shape() {
        assert_eq!(every().iter().map(|(job, _)| job.kind()).collect::<Vec<_>>(), Kind::ALL);
        for (job, stored) in every() {
            let stored = stored.replace("ID", "00000000-0000-0000-0000-000000000abc");
            assert_eq!(job.stored().unwrap(), stored);
            assert_eq!(Job::read(&stored).unwrap(), job);
            assert!(stored.contains(&format!("\"job\":\"{}\"", job.kind().id())), "{stored}");
        }
        assert!(Job::read(r#"{"v":"2","job":"reroute"}"#).is_err());
    }

    #[test]
    fn ids_without_hyphens_and_fields_in_another_order_are_read_too() {
        let stored = r#"{"referral":"00000000000000000000000000000abc","job":"notice","v":"1"}"#;
        assert_eq!(Job::read(stored).unwrap(), Job::Notice { referral: Uuid::from_u128(0xabc) });
    }

    #[test]
    fn names_that_message_ids_are_made_of_are_those_of_ever() {
        let names: Vec<String> = every().into_iter().skip(6).map(|(job, _)| job.name()).collect();
        assert_eq!(names, ["ends-90", "centre-4-2", "sign-in-code-1", "urgent-0a", "late-0a", "open", "record-head"]);
    }
}
