//! The plan for a report: which agreements get a referral, what waits for whom, and why (CONTRACT §3).

use chrono::NaiveDate;
use serde::Serialize;

use crate::report::permission::{Granted, Permission};
use crate::report::{Facts, Purpose, Section};
use crate::routing::book::{Book, Case, Now, Rule};
use crate::routing::choice::{Candidate, best_of};
use crate::routing::{Mode, disclosure};
use crate::vocabulary::Id;

/// What is done with a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Referrals by purpose, then agreement id.
    pub referrals: Vec<Planned>,
    /// What nobody takes for now, by purpose, then group.
    pub unplaced: Vec<Unplaced>,
}

/// A referral to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The place of the agreement in the book.
    pub agreement: usize,
    /// What it is for.
    pub purpose: Purpose,
    /// What the person allowed.
    pub granted: Granted,
    /// The sections that pass.
    pub sections: Vec<Section>,
}

/// A wanted purpose and group that nobody serves for now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unplaced {
    /// What was wanted.
    pub purpose: Purpose,
    /// The group; nothing for a report without strands.
    pub strand: Option<Id>,
    /// Why.
    pub reason: Reason,
}

crate::ids! {
    /// Why something is unplaced.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Reason: Serialize {
        /// Somebody could, and the person wants to be asked first.
        AskFirst = "ask-first",
        /// Somebody would, and has no place free.
        AllAtCapacity = "all-at-capacity",
        /// Somebody would, if they could reach the person.
        NeedsContact = "needs-contact",
        /// It is not known where it happened.
        AreaUnknown = "area-unknown",
        /// Nobody agreed to.
        NoAgreement = "no-agreement",
    }
}

/// What became of an agreement in a case. Places are places in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the outcomes of CONTRACT §4, by their names")]
pub enum Outcome {
    NotStarted,
    Ended,
    Suspended,
    Dormant,
    OutsideArea,
    OtherStrand,
    OtherIncident,
    OtherSetting,
    OtherAge,
    OtherNeed,
    BelowRisk,
    NoPermission,
    AskFirst,
    NeedsContact,
    AtCapacity,
    SameAgency(usize),
    Always,
    Chosen,
    OutrankedBy(usize),
}

impl Outcome {
    /// As CONTRACT §4 writes it.
    #[must_use]
    pub fn to_text(self, book: &Book) -> String {
        let plain = match self {
            Self::NotStarted => "not-started",
            Self::Ended => "ended",
            Self::Suspended => "suspended",
            Self::Dormant => "dormant",
            Self::OutsideArea => "outside-area",
            Self::OtherStrand => "other-strand",
            Self::OtherIncident => "other-incident",
            Self::OtherSetting => "other-setting",
            Self::OtherAge => "other-age",
            Self::OtherNeed => "other-need",
            Self::BelowRisk => "below-risk",
            Self::NoPermission => "no-permission",
            Self::AskFirst => "ask-first",
            Self::NeedsContact => "needs-contact",
            Self::AtCapacity => "at-capacity",
            Self::Always => "always",
            Self::Chosen => "chosen",
            Self::SameAgency(stays) => return format!("same-agency:{}", book.agreement_at(stays).id),
            Self::OutrankedBy(chosen) => return format!("outranked-by:{}", book.agreement_at(chosen).id),
        };
        plain.to_owned()
    }
}

/// An agreement and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Considered {
    /// The place of the agreement in the book.
    pub agreement: usize,
    /// What became of it.
    pub outcome: Outcome,
}

/// The plan for a case: looks only at agreements within reach of the place.
#[must_use]
pub fn route(book: &Book, facts: &Facts, permission: &Permission, day: NaiveDate, now: &Now) -> Plan {
    let case = book.case(facts);
    let within = book.within_reach(&case);
    Deliberation::hold(book, facts, permission, day, now, &case, within).plan()
}

/// The plan for a case, and what became of every agreement, by id.
#[must_use]
pub fn explain(book: &Book, facts: &Facts, permission: &Permission, day: NaiveDate, now: &Now) -> (Plan, Vec<Considered>) {
    let case = book.case(facts);
    let every = (0..book.agreements().len()).collect();
    let deliberation = Deliberation::hold(book, facts, permission, day, now, &case, every);
    (deliberation.plan(), deliberation.considered())
}

/// Whom the person is to be asked about: the referrals that there would be if they, who want to be asked first, said yes. What is allowed
/// already is not among them.
#[must_use]
pub fn proposed(book: &Book, facts: &Facts, permission: &Permission, day: NaiveDate, now: &Now) -> Vec<Planned> {
    let asks = |planned: &Planned| {
        let agency = &book.agreement_at(planned.agreement).agency;
        permission.to_be_asked(facts.standing(), agency, planned.purpose).is_some()
    };
    route(book, facts, &permission.if_asked(), day, now).referrals.into_iter().filter(asks).collect()
}

/// The same as though every organisation had a place free: whom the person may be asked about who has to wait for one.
#[must_use]
pub fn proposed_to_wait(book: &Book, facts: &Facts, permission: &Permission, day: NaiveDate, now: &Now) -> Vec<Planned> {
    proposed(book, facts, permission, day, &now.all_free())
}

/// A strand of the report, or the one group of a report without strands.
pub(crate) struct Group {
    pub strand: Option<Id>,
    pub bit: u64,
}

impl Group {
    /// The groups of a report.
    pub(crate) fn of(book: &Book, facts: &Facts) -> Vec<Self> {
        if facts.strands.is_empty() {
            return vec![Self { strand: None, bit: 0 }];
        }
        facts.strands.iter().map(|strand| Self { strand: Some(strand.clone()), bit: book.strand_bit(strand) }).collect()
    }

    /// An agreement belongs to the groups whose strand it names, or to all when it names none.
    pub(crate) fn holds(&self, rule: &Rule) -> bool {
        rule.strands == 0 || rule.strands & self.bit != 0
    }
}

/// What was found out about an agreement before any were chosen.
enum Standing {
    Out(Outcome),
    Free(Granted),
    /// The person wants to be asked first: whether it could help them, and has a place free.
    Asks {
        fits: bool,
        free: bool,
    },
}

/// An agreement that is chosen, and the first group it is chosen for.
#[derive(Clone, Copy)]
struct Choice {
    agreement: usize,
    granted: Granted,
    group: usize,
}

struct Deliberation<'a> {
    book: &'a Book,
    permission: &'a Permission,
    groups: Vec<Group>,
    area_known: bool,
    /// Who asks.
    who: crate::report::permission::Standing,
    /// Ascending by place, which is ascending by id.
    standings: Vec<(usize, Standing)>,
    /// For each purpose and group, the chosen `best` agreement.
    chosen: Vec<[Option<usize>; 4]>,
    /// One for each agency and purpose.
    stays: Vec<Choice>,
    /// Chosen, but the agency has another for the purpose: (agreement, the one that stays).
    doubled: Vec<(usize, usize)>,
}

impl<'a> Deliberation<'a> {
    fn hold(
        book: &'a Book,
        facts: &Facts,
        permission: &'a Permission,
        day: NaiveDate,
        now: &Now,
        case: &Case<'_>,
        places: Vec<usize>,
    ) -> Self {
        let groups = Group::of(book, facts);
        let standings =
            places.into_iter().map(|place| (place, standing(book, facts, permission, day, now, case, place))).collect();
        let mut held = Self {
            book,
            permission,
            chosen: vec![[None; 4]; groups.len()],
            groups,
            area_known: facts.district.is_some(),
            who: facts.standing(),
            standings,
            stays: Vec::new(),
            doubled: Vec::new(),
        };
        held.choose(case, now);
        held
    }

    fn rule(&self, place: usize) -> &'a Rule {
        &self.book.rules()[place]
    }

    fn free(&self) -> impl Iterator<Item = (usize, Granted)> + '_ {
        self.standings.iter().filter_map(|(place, standing)| match standing {
            Standing::Free(granted) => Some((*place, *granted)),
            Standing::Out(_) | Standing::Asks { .. } => None,
        })
    }

    fn choose(&mut self, case: &Case<'_>, now: &Now) {
        let mut choices: Vec<Choice> = Vec::new();
        for purpose in Purpose::ALL {
            for group in 0..self.groups.len() {
                let candidates = self.free().filter(|(place, _)| {
                    let rule = self.rule(*place);
                    rule.mode == Mode::Best && rule.purpose == purpose && self.groups[group].holds(rule)
                });
                let best = best_of(
                    candidates.map(|(place, granted)| Candidate {
                        book: self.book,
                        place,
                        granted,
                        open: now.open(place),
                        held: now.held.contains(&place),
                    }),
                    case,
                    self.groups[group].bit,
                );
                self.chosen[group][purpose as usize] = best.map(|(place, _)| place);
                if let Some((agreement, granted)) = best
                    && !choices.iter().any(|choice| choice.agreement == agreement)
                {
                    choices.push(Choice { agreement, granted, group });
                }
            }
        }
        let always: Vec<Choice> = self
            .free()
            .filter(|(place, _)| self.rule(*place).mode == Mode::Always)
            .map(|(agreement, granted)| Choice { agreement, granted, group: self.first_group(agreement) })
            .collect();
        choices.extend(always);
        self.settle_doubles(choices);
    }

    /// The first of the report's groups that the agreement belongs to.
    fn first_group(&self, place: usize) -> usize {
        self.groups.iter().position(|group| group.holds(self.rule(place))).unwrap_or(0)
    }

    /// An agency gets one referral for a purpose: a `best` before an `always`, then the earliest group, then the lower id.
    fn settle_doubles(&mut self, mut choices: Vec<Choice>) {
        let book = self.book;
        let key = |choice: &Choice| (book.rules()[choice.agreement].mode == Mode::Always, choice.group, choice.agreement);
        choices.sort_by_key(key);
        for choice in choices {
            let (agency, purpose) = (&book.agreement_at(choice.agreement).agency, self.rule(choice.agreement).purpose);
            let stays = self.stays.iter().find(|other| {
                &book.agreement_at(other.agreement).agency == agency && self.rule(other.agreement).purpose == purpose
            });
            match stays {
                Some(other) => self.doubled.push((choice.agreement, other.agreement)),
                None => self.stays.push(choice),
            }
        }
    }

    fn plan(&self) -> Plan {
        let mut referrals: Vec<Planned> = self
            .stays
            .iter()
            .map(|choice| {
                let agreement = self.book.agreement_at(choice.agreement);
                let sections = disclosure::sections(agreement, choice.granted, self.who);
                Planned { agreement: choice.agreement, purpose: agreement.purpose, granted: choice.granted, sections }
            })
            .collect();
        referrals.sort_by_key(|planned| (planned.purpose, planned.agreement));
        let mut unplaced = Vec::new();
        for purpose in Purpose::ALL {
            if !self.permission.wants(purpose) {
                continue;
            }
            for (place, group) in self.groups.iter().enumerate() {
                if let Some(reason) = self.why_unplaced(purpose, place) {
                    unplaced.push(Unplaced { purpose, strand: group.strand.clone(), reason });
                }
            }
        }
        Plan { referrals, unplaced }
    }

    fn why_unplaced(&self, purpose: Purpose, group: usize) -> Option<Reason> {
        if self.chosen[group][purpose as usize].is_some() {
            return None;
        }
        let (mut best_matched, mut always_matched, mut always_chosen, mut needs_contact) = (false, false, false, false);
        let mut asks = false;
        for (place, standing) in &self.standings {
            let rule = self.rule(*place);
            if rule.purpose != purpose || !self.groups[group].holds(rule) {
                continue;
            }
            match (rule.mode, standing) {
                (Mode::Best, Standing::Free(_) | Standing::Out(Outcome::AtCapacity)) => best_matched = true,
                (Mode::Always, Standing::Free(_)) => (always_matched, always_chosen) = (true, true),
                (Mode::Always, Standing::Out(Outcome::AtCapacity)) => always_matched = true,
                (_, Standing::Asks { fits: true, free: true }) => asks = true,
                (Mode::Best, Standing::Asks { fits: true, .. }) => best_matched = true,
                (Mode::Always, Standing::Asks { fits: true, .. }) => always_matched = true,
                (_, Standing::Out(Outcome::NeedsContact) | Standing::Asks { fits: false, .. }) => needs_contact = true,
                _ => {}
            }
        }
        if !best_matched && always_chosen {
            return None;
        }
        Some(if asks {
            Reason::AskFirst
        } else if best_matched || always_matched {
            Reason::AllAtCapacity
        } else if needs_contact {
            Reason::NeedsContact
        } else if !self.area_known {
            Reason::AreaUnknown
        } else {
            Reason::NoAgreement
        })
    }

    fn considered(&self) -> Vec<Considered> {
        self.standings
            .iter()
            .map(|(place, standing)| {
                let outcome = match standing {
                    Standing::Out(outcome) => *outcome,
                    Standing::Free(_) => self.outcome_of_free(*place),
                    Standing::Asks { .. } => Outcome::AskFirst,
                };
                Considered { agreement: *place, outcome }
            })
            .collect()
    }

    fn outcome_of_free(&self, place: usize) -> Outcome {
        if let Some((_, stays)) = self.doubled.iter().find(|(agreement, _)| *agreement == place) {
            return Outcome::SameAgency(*stays);
        }
        let rule = self.rule(place);
        if rule.mode == Mode::Always {
            return Outcome::Always;
        }
        if self.stays.iter().any(|choice| choice.agreement == place) {
            return Outcome::Chosen;
        }
        // It was free and competed, so somebody was chosen wherever it belongs.
        let winner = self.chosen[self.first_group(place)][rule.purpose as usize];
        winner.map_or(Outcome::Chosen, Outcome::OutrankedBy)
    }
}

/// The first outcome that applies before any are chosen.
fn standing(
    book: &Book,
    facts: &Facts,
    permission: &Permission,
    day: NaiveDate,
    now: &Now,
    case: &Case<'_>,
    place: usize,
) -> Standing {
    let rule = &book.rules()[place];
    let agency = &book.agreement_at(place).agency;
    let unmet = |condition: u64, has: u64| condition != 0 && condition & has == 0;
    let out = if day < rule.starts {
        Outcome::NotStarted
    } else if day > rule.ends {
        Outcome::Ended
    } else if rule.suspended || now.answered.contains(&place) {
        Outcome::Suspended
    } else if now.dormant.contains(agency) {
        Outcome::Dormant
    } else if book.nearness(place, case).is_none() {
        Outcome::OutsideArea
    } else if unmet(rule.strands, case.strands) {
        Outcome::OtherStrand
    } else if unmet(rule.types, case.types) {
        Outcome::OtherIncident
    } else if unmet(rule.settings, case.setting) {
        Outcome::OtherSetting
    } else if unmet(u64::from(rule.ages), u64::from(case.age)) {
        Outcome::OtherAge
    } else if unmet(rule.needs, case.needs) {
        Outcome::OtherNeed
    } else if case.risk < rule.risk {
        Outcome::BelowRisk
    } else {
        let full = rule.capacity.is_some_and(|capacity| now.open(place) >= capacity);
        if let Some(granted) = permission.to_be_asked(facts.standing(), agency, rule.purpose) {
            return Standing::Asks { fits: granted == Granted::Full || !rule.needs_contact, free: !full };
        }
        return match permission.granted(facts.standing(), agency, rule.purpose) {
            None => Standing::Out(Outcome::NoPermission),
            Some(Granted::Anonymous) if rule.needs_contact => Standing::Out(Outcome::NeedsContact),
            Some(_) if full => Standing::Out(Outcome::AtCapacity),
            Some(granted) => Standing::Free(granted),
        };
    };
    Standing::Out(out)
}
