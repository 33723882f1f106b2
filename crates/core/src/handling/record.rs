//! What the record (the audit log) writes down: every action there is, and who acts. Texts here are stored, and the hash chain holds them.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::vocabulary::AgencyId;

/// The fault of a check: old lines that no link holds. Their number stands where the position of another fault does.
pub const NOT_CHAINED: &str = "not-chained";

/// The outcome of a walk along the whole chain.
#[derive(Debug, Clone)]
pub struct Check {
    /// When.
    pub at: DateTime<Utc>,
    /// How many links were right.
    pub links: i64,
    /// The first fault, and its position.
    pub fault: Option<(String, i64)>,
}

impl Check {
    /// How many old lines had no link, when that is what was found.
    #[must_use]
    pub fn not_chained(&self) -> Option<i64> {
        self.fault.as_ref().filter(|(fault, _)| fault == NOT_CHAINED).map(|(_, lines)| *lines)
    }
}

crate::ids! {
    /// What somebody did, as a line of the record holds it: no content. An auditor reads it as `record-` and the id in
    /// `locales/en/record.ftl` says it. An id that was ever written stays here, though nothing does it any more: records are kept.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[expect(missing_docs, reason = "each is said by its message")]
    pub enum Action: Display {
        ReportReceived = "report-received",
        MessageWritten = "message-written",
        StoryAddedTo = "story-added-to",
        PermissionChanged = "permission-changed",
        WordChosen = "word-chosen",
        ContactStopped = "contact-stopped",
        ContactUsedAgain = "contact-used-again",
        ReportErased = "report-erased",
        ReportDestroyed = "report-destroyed",
        ReportRoutedAgain = "report-routed-again",
        ReferralNoLongerAllowed = "referral-no-longer-allowed",
        ReferralAcknowledged = "referral-acknowledged",
        ReferralAccepted = "referral-accepted",
        ReferralDeclined = "referral-declined",
        ReferralClosed = "referral-closed",
        ReferralOpened = "referral-opened",
        CodeAskedFor = "code-asked-for",
        WrongCode = "wrong-code",
        PermissionLapsed = "permission-lapsed",
        ReminderSent = "reminder-sent",
        ConfigurationTakenIn = "configuration-taken-in",
        LetterRetried = "letter-retried",
        ReportOpened = "report-opened",
        ReportOpenedWhole = "report-opened-whole",
        ReporterAnswered = "reporter-answered",
        NoteAdded = "note-added",
        RiskRaised = "risk-raised",
        RiskLowered = "risk-lowered",
        ReportFrozen = "report-frozen",
        ReportThawed = "report-thawed",
        ReportHeld = "report-held",
        ReportLetGo = "report-let-go",
        AccountReleased = "account-released",
        ReportsSearched = "reports-searched",
        ReportsLinked = "reports-linked",
        ReportsUnlinked = "reports-unlinked",
        ReceiptRenewed = "receipt-renewed",
        ErasureUndone = "erasure-undone",
        DutyClosed = "duty-closed",
        TaskDone = "task-done",
        RecordRead = "record-read",
        StaffInvited = "staff-invited",
        StaffPasswordChosen = "staff-password-chosen",
        StaffAccountTaken = "staff-account-taken",
        StaffSignedIn = "staff-signed-in",
        StaffSignInSlowed = "staff-sign-in-slowed",
        StaffLeftEverywhere = "staff-left-everywhere",
        StaffInvitedAgain = "staff-invited-again",
        StaffSetUpAnew = "staff-set-up-anew",
        StaffRoleChanged = "staff-role-changed",
        SignInCodeSent = "sign-in-code-sent",
        StaffAccountEnded = "staff-account-ended",
        ReportPlacedByHand = "report-placed-by-hand",
        NeverRead = "never-read",
        ReportProposed = "report-proposed",
        FiguresExported = "figures-exported",
        OverrideAsked = "override-asked",
        OverrideAtOnce = "override-at-once",
        OverrideApproved = "override-approved",
        OverrideRefused = "override-refused",
        OverrideUpheld = "override-upheld",
        OverrideStopped = "override-stopped",
        ApiKeyMade = "api-key-made",
        ApiKeyRevoked = "api-key-revoked",
        CentreConfirmed = "centre-confirmed",
        CentreSaidWrong = "centre-said-wrong",
        CentreTakenOff = "centre-taken-off",
        CentrePutBack = "centre-put-back",
        CentrePutRight = "centre-put-right",
        CentreAsked = "centre-asked",
        CentreCodeRenewed = "centre-code-renewed",
        DraftOpened = "draft-opened",
        PersonTold = "person-told",
        ReportTakenDown = "report-taken-down",
        ReferralQuestioned = "referral-questioned",
        QuestionAnswered = "question-answered",
        LetterCameBack = "letter-came-back",
        ReferralOverdue = "referral-overdue",
        UnknownMailOpened = "unknown-mail-opened",
        UnknownMailDone = "unknown-mail-done",
        UnknownMailLinked = "unknown-mail-linked",
        UnknownMailDestroyed = "unknown-mail-destroyed",
        ActionSet = "action-set",
        ActionChanged = "action-changed",
        ActionHandedOver = "action-handed-over",
        ActionDone = "action-done",
        CaseGiven = "case-given",
        CaseTakenBack = "case-taken-back",
        ChildHeard = "child-heard",
        AreaGiven = "area-given",
    }
}

impl Action {
    /// Whether the subject of its line is the account of somebody at the desk.
    #[must_use]
    pub fn is_about_an_account(self) -> bool {
        matches!(
            self,
            Self::StaffInvited
                | Self::StaffPasswordChosen
                | Self::StaffAccountTaken
                | Self::StaffSignedIn
                | Self::StaffSignInSlowed
                | Self::StaffLeftEverywhere
                | Self::StaffInvitedAgain
                | Self::StaffSetUpAnew
                | Self::StaffRoleChanged
                | Self::StaffAccountEnded
        )
    }
}

/// Who did something, as a line of the record holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Whoever reported.
    Reporter,
    /// The service by itself.
    Service,
    /// Whoever runs the service, with its files.
    Operator,
    /// Whoever runs the service, at the command line.
    CommandLine,
    /// A centre that answered its letter.
    Centre,
    /// Whoever holds the letter of an organisation, before they gave a code.
    Letter,
    /// An organisation.
    Agency(AgencyId),
    /// Somebody at the desk, by their account.
    Staff(Uuid),
}

impl Actor {
    /// Whom a text of the record means; nothing when no version writes it so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "reporter" => Self::Reporter,
            "service" => Self::Service,
            "operator" => Self::Operator,
            "command-line" => Self::CommandLine,
            "centre" => Self::Centre,
            "agency" => Self::Letter,
            text => match text.split_once(':')? {
                ("agency", id) => Self::Agency(AgencyId::from(id)),
                ("staff", id) => Self::Staff(Uuid::parse_str(id).ok()?),
                _ => return None,
            },
        })
    }
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Reporter => f.write_str("reporter"),
            Self::Service => f.write_str("service"),
            Self::Operator => f.write_str("operator"),
            Self::CommandLine => f.write_str("command-line"),
            Self::Centre => f.write_str("centre"),
            Self::Letter => f.write_str("agency"),
            Self::Agency(id) => write!(f, "agency:{id}"),
            Self::Staff(id) => write!(f, "staff:{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_is_written_as_it_always_was_and_read_again() {
        let staff = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0007);
        for (actor, text) in [
            (Actor::Reporter, "reporter"),
            (Actor::Service, "service"),
            (Actor::Operator, "operator"),
            (Actor::CommandLine, "command-line"),
            (Actor::Centre, "centre"),
            (Actor::Letter, "agency"),
            (Actor::Agency(AgencyId::from("tees-pride")), "agency:tees-pride"),
            (Actor::Staff(staff), "staff:01990000-0000-7000-8000-000000000007"),
        ] {
            assert_eq!((actor.to_string().as_str(), Actor::parse(text)), (text, Some(actor)));
        }
    }

    #[test]
    fn what_no_version_writes_is_nobody() {
        for text in ["", "nobody", "staff", "staff:", "staff:x", "centre:library", "Reporter"] {
            assert_eq!(Actor::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_done_with_an_account_says_so() {
        for action in Action::ALL {
            assert_eq!(action.is_about_an_account(), action.id().starts_with("staff-"), "{action}");
        }
    }
}
