//! The entries of `handling`: what happened to a report, in the words of the team.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::handling::action::Acted;
use crate::handling::asking::Asking;
use crate::handling::child::Heard;
use crate::places::AreaCode;
use crate::report::permission::{Asked, AskedOn};
use crate::report::risk::SelfHarm;
use crate::report::{Bond, Facts, Permission, Purpose, Recognised, RiskAnswers, RiskLevel, Told};
use crate::vocabulary::{AgencyId, AgreementId, Id};

/// An entry of `handling`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Entry {
    /// How the report arrived.
    Arrived {
        /// Risk answers.
        risk: RiskAnswers,
        /// What routes it.
        facts: Facts,
        /// What the person allowed.
        permission: Permission,
        /// Who asked them, in which words; nothing when another system did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked: Option<Asked>,
        /// The day of the talk that it was taken down in; nothing when there was none, or nobody knows the day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        talked_on: Option<NaiveDate>,
    },
    /// The person allowed something else.
    Allowed {
        /// From now on.
        permission: Permission,
        /// The number of the wish it was taken over from.
        wish: i64,
        /// Purposes that the wish spoke of: what had lapsed of them is wanted again, or no longer.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        renews: BTreeSet<Purpose>,
        /// Who asked them, in which words, and when; nothing when another system did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked: Option<AskedOn>,
    },
    /// Nobody had a place for too long: the permission for these purposes ended.
    Lapsed {
        /// For what.
        purposes: BTreeSet<Purpose>,
        /// What is allowed from now on.
        permission: Permission,
    },
    /// Somebody at an organisation said that a referral arrived.
    Acknowledged {
        /// Which.
        referral: Uuid,
        /// Who, in their words.
        by: Told,
    },
    /// Somebody at the desk wrote a note.
    Noted {
        /// The note.
        text: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk raised the risk, or lowered it with a reason.
    RiskSet {
        /// From now on.
        level: RiskLevel,
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// Somebody on duty closed what was urgent about it.
    DutyClosed {
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk keeps the report from being destroyed, or lets it go.
    Held {
        /// Which of both.
        held: bool,
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk lets nothing go out by itself for now, or ends that.
    Frozen {
        /// Which of both.
        frozen: bool,
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk wrote the account without what names a person: it goes with what goes without a name.
    Released {
        /// The account.
        account: Told,
        /// Words in it that could name somebody: they looked at each, and none does.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        looked: Vec<Told>,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk placed it with an organisation that the person allows.
    Placed {
        /// Under which agreement.
        agreement: AgreementId,
        /// The referral.
        referral: Option<Uuid>,
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk proposes an organisation to the person, who wants to be asked first.
    Proposed {
        /// Under which agreement.
        agreement: AgreementId,
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk asked to pass it on without permission, or did so when it could not wait.
    OverrideAsked {
        /// What, why and who.
        asking: Box<Asking>,
    },
    /// A second person decided about that.
    OverrideDecided {
        /// The task that waited for them.
        task: Uuid,
        /// Whether they approved it.
        approved: bool,
        /// The referral, if there is one.
        referral: Option<Uuid>,
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// The person was told of what had passed without their permission.
    PersonTold {
        /// The referral.
        referral: Uuid,
        /// By whom.
        by: Told,
    },
    /// Somebody at an organisation asks for more.
    Questioned {
        /// The question's id.
        question: Uuid,
        /// About which referral.
        referral: Uuid,
        /// The question.
        text: Told,
    },
    /// Somebody at the desk answered.
    QuestionAnswered {
        /// Which question.
        question: Uuid,
        /// The answer.
        text: Told,
        /// Who.
        by: Told,
    },
    /// A letter of ours came back.
    CameBack {
        /// Which letter: the name of its kind.
        letter: String,
        /// About which referral; nothing when it was to the person who reported.
        referral: Option<Uuid>,
        /// The status that the mail server gave, such as `5.1.1`; blank for none.
        status: String,
    },
    /// Somebody at the desk linked it with another report.
    Linked {
        /// Which.
        other: Uuid,
        /// Why.
        bond: Bond,
        /// In which words.
        note: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk ended a link.
    Unlinked {
        /// With which report.
        other: Uuid,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk made a new receipt.
    ReceiptRenewed {
        /// How they knew that it was the person who told.
        how: Recognised,
        /// In which words, when in another way.
        words: Told,
        /// Who.
        by: Told,
    },
    /// A way to reach the person that they had stopped is used again: somebody at the desk made sure that it is safe.
    WayUsedAgain {
        /// Its kind.
        kind: Id,
        /// Which of its kind it is.
        number: usize,
        /// How they know.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// The person erased it, and somebody at the desk undid that.
    ErasureUndone {
        /// Who asked for it.
        asked: Told,
        /// Why.
        why: Told,
        /// Who.
        by: Told,
    },
    /// Something that somebody agreed to do by a day took a step.
    Action {
        /// The action after it.
        acted: Box<Acted>,
    },
    /// The report was given to somebody as their case, or taken back.
    CaseGiven {
        /// Their name.
        to: Told,
        /// Whether it was taken back.
        back: bool,
        /// By whom.
        by: Told,
    },
    /// A child said what they understand and wish.
    ChildHeard {
        /// What.
        heard: Box<Heard>,
        /// Who wrote it down.
        by: Told,
    },
    /// Somebody at the desk read what the person wrote about who must never be told.
    NeverRead {
        /// The words that they read.
        words: Told,
        /// Whom these words mean.
        means: BTreeSet<AgencyId>,
        /// Why, and why nobody else.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk said to which district it belongs, when nobody could tell from what was told.
    AreaGiven {
        /// Which.
        district: AreaCode,
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
}
crate::redacted!(Entry);

impl Entry {
    /// What it makes of the facts that came before it.
    pub fn shape(&self, facts: &mut Option<Facts>) {
        match (self, facts) {
            (Self::Arrived { facts: arrived, risk, .. }, facts) => {
                // What was sealed before thoughts of suicide called duty has them among its answers alone.
                let thoughts = arrived.thoughts || risk.self_harm == SelfHarm::Thoughts;
                *facts = Some(Facts { thoughts, ..arrived.clone() });
            }
            (Self::RiskSet { level, .. }, Some(facts)) => facts.risk = *level,
            (Self::AreaGiven { district, .. }, Some(facts)) => facts.district = Some(*district),
            _ => {}
        }
    }
}
