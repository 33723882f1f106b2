//! People who look after reports: what each role may do. Every page and call of the desk asks here, and nowhere else.

crate::ids! {
    /// What somebody is at a centre or at the service.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Role: Serialize + Deserialize {
        /// Takes reports down and looks after their own cases.
        Volunteer = "volunteer",
        /// The same, for somebody who stands by a person.
        Advocate = "advocate",
        /// Looks after the reports of a centre.
        CentreStaff = "centre-staff",
        /// Runs a centre: its people and its keys, too.
        CentreManager = "centre-manager",
        /// Answers for the whole partnership.
        Coordinator = "coordinator",
        /// Looks at what is urgent.
        Duty = "duty",
        /// Reads the record of who did what, and nothing else.
        Auditor = "auditor",
    }
}

crate::ids! {
    /// Where an account stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum AccountState {
        /// Invited, and not there yet.
        Invited = "invited",
        /// In use.
        Active = "active",
        /// Over: it opens nothing any more.
        Ended = "ended",
    }
}

/// Something that is done at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Sees what needs a person.
    Inbox,
    /// Opens a report that is in their scope.
    Open,
    /// Opens risk answers, permission and its history, and notes.
    OpenHandling,
    /// Answers the reporter.
    Answer,
    /// Adds notes.
    Note,
    /// Sends a report to an organisation by hand, within what the person allows.
    Place,
    /// Asks that a report passes to an organisation that the person did not allow.
    Overrule,
    /// Approves that, when somebody else asked for it.
    Approve,
    /// Counts reports, without anybody's.
    Statistics,
    /// Links a report with others that belong to it. Links stand in `handling`: whoever may not open it may not link.
    Link,
    /// Makes a new receipt for somebody who lost theirs. It opens all that was told and shuts out whoever has the old one, so whoever did
    /// the harm may try to get one by acting as the person. Only those may who answer for others: the coordinator, and a manager for
    /// their own centre, who can ask whoever met the person. Somebody on duty, who is rung by strangers at night, passes it on.
    Renew,
    /// Undoes an erasure within its week. The coordinator alone: it takes back what the person was promised.
    Undo,
    /// Writes the version of an account that goes without a name.
    Release,
    /// Raises the risk, or lowers it with a reason.
    Risk,
    /// Keeps a report from being destroyed.
    Hold,
    /// Looks at what is urgent, as whoever is on duty does: opening the report says that somebody has looked, and with a reason what was urgent
    /// about it can be closed.
    Urgent,
    /// Takes a report down with someone.
    TakeDown,
    /// Gives a report to somebody as their case, and takes it back.
    Assign,
    /// Invites people, and ends their accounts.
    Staff,
    /// Reads the record of who did what.
    Audit,
    /// Deals with letters that nobody recognised.
    Mail,
}

/// Whose reports somebody reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Those that were given to them.
    Own,
    /// Those of their centre.
    Centre(String),
    /// All.
    All,
    /// None.
    Nothing,
}

impl Act {
    /// Every act, for the test that walks them.
    pub const ALL: [Self; 21] = [
        Self::Inbox,
        Self::Open,
        Self::OpenHandling,
        Self::Answer,
        Self::Note,
        Self::Place,
        Self::Overrule,
        Self::Approve,
        Self::Statistics,
        Self::Link,
        Self::Renew,
        Self::Undo,
        Self::Release,
        Self::Risk,
        Self::Hold,
        Self::Urgent,
        Self::TakeDown,
        Self::Assign,
        Self::Staff,
        Self::Audit,
        Self::Mail,
    ];
}

impl Role {
    /// Whether the role belongs to a centre rather than to the whole service.
    #[must_use]
    pub fn is_of_a_centre(self) -> bool {
        matches!(self, Self::Volunteer | Self::Advocate | Self::CentreStaff | Self::CentreManager)
    }

    /// Whether somebody with this role may do this at all. In whose reports, `scope` says.
    #[must_use]
    pub fn may(self, act: Act) -> bool {
        use crate::staff::Act::{
            Answer, Approve, Assign, Audit, Hold, Inbox, Link, Note, Open, OpenHandling, Overrule, Place, Release, Renew, Risk,
            Staff, Statistics, TakeDown, Urgent,
        };
        match self {
            Self::Volunteer | Self::Advocate => matches!(act, Inbox | Open | Answer | Note | TakeDown),
            Self::CentreStaff => matches!(act, Inbox | Open | OpenHandling | Answer | Note | Link | TakeDown),
            Self::CentreManager => {
                matches!(
                    act,
                    Inbox
                        | Open
                        | OpenHandling
                        | Answer
                        | Note
                        | Link
                        | Renew
                        | Overrule
                        | Risk
                        | TakeDown
                        | Staff
                        | Statistics
                        | Assign
                )
            }
            Self::Coordinator => act != Audit,
            Self::Duty => {
                matches!(
                    act,
                    Inbox
                        | Open
                        | OpenHandling
                        | Answer
                        | Note
                        | Link
                        | Place
                        | Overrule
                        | Approve
                        | Release
                        | Risk
                        | Hold
                        | Urgent
                        | TakeDown
                        | Assign
                )
            }
            Self::Auditor => act == Audit,
        }
    }

    /// Whose reports somebody with this role reaches.
    #[must_use]
    pub fn scope(self, centre: &str) -> Scope {
        match self {
            Self::Volunteer | Self::Advocate => Scope::Own,
            Self::CentreStaff | Self::CentreManager => Scope::Centre(centre.to_owned()),
            Self::Coordinator | Self::Duty => Scope::All,
            Self::Auditor => Scope::Nothing,
        }
    }

    /// Whether somebody with this role may sign in with a code that comes by e-mail, without a password: only who takes reports down and
    /// reaches none but their own.
    #[must_use]
    pub fn may_sign_in_by_letter(self) -> bool {
        matches!(self, Self::Volunteer | Self::Advocate)
    }

    /// Whether somebody with this role may give out that one.
    #[must_use]
    pub fn may_invite(self, other: Self) -> bool {
        match self {
            Self::Coordinator => true,
            Self::CentreManager => other.is_of_a_centre(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_auditor_reads_the_record_and_opens_nothing() {
        for act in Act::ALL {
            assert_eq!(Role::Auditor.may(act), act == Act::Audit, "{act:?}");
        }
        assert_eq!(Role::Auditor.scope(""), Scope::Nothing);
    }

    #[test]
    fn who_looks_after_reports_does_not_read_the_record_of_themselves() {
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Auditor) {
            assert!(!role.may(Act::Audit), "{role:?}");
        }
    }

    #[test]
    fn a_volunteer_reaches_their_own_cases_and_no_risk_answers() {
        assert_eq!(Role::Volunteer.scope("library"), Scope::Own);
        assert!(!Role::Volunteer.may(Act::OpenHandling) && Role::Volunteer.may(Act::TakeDown));
    }

    #[test]
    fn only_the_service_itself_looks_at_what_is_urgent_and_sees_why_it_is() {
        for role in Role::ALL {
            assert_eq!(role.may(Act::Urgent), matches!(role, Role::Coordinator | Role::Duty), "{role:?}");
            assert!(!role.may(Act::Urgent) || (role.may(Act::OpenHandling) && role.scope("") == Scope::All), "{role:?}");
        }
    }

    #[test]
    fn whoever_may_open_handling_may_link_and_nobody_else() {
        for role in Role::ALL {
            assert_eq!(role.may(Act::Link), role.may(Act::OpenHandling), "{role:?}");
        }
    }

    #[test]
    fn whoever_answers_for_others_makes_a_new_receipt_and_only_the_coordinator_undoes_an_erasure() {
        for role in Role::ALL {
            assert_eq!(role.may(Act::Renew), matches!(role, Role::Coordinator | Role::CentreManager), "{role:?}");
            assert_eq!(role.may(Act::Undo), role == Role::Coordinator, "{role:?}");
        }
    }

    #[test]
    fn a_code_by_e_mail_lets_nobody_reach_more_than_their_own_cases() {
        for role in Role::ALL.into_iter().filter(|role| role.may_sign_in_by_letter()) {
            assert_eq!(role.scope("library"), Scope::Own, "{role:?}");
            for act in [
                Act::OpenHandling,
                Act::Place,
                Act::Overrule,
                Act::Approve,
                Act::Release,
                Act::Risk,
                Act::Hold,
                Act::Staff,
                Act::Audit,
            ] {
                assert!(!role.may(act), "{role:?} {act:?}");
            }
        }
    }

    #[test]
    fn only_whoever_answers_for_people_invites_them() {
        assert!(Role::CentreManager.may_invite(Role::Volunteer) && !Role::CentreManager.may_invite(Role::Coordinator));
        for role in Role::ALL {
            assert_eq!(role.may(Act::Staff), Role::ALL.into_iter().any(|other| role.may_invite(other)), "{role:?}");
        }
    }
}
