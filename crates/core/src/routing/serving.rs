//! Who serves on a day: the one place that asks whether an agreement is in force, and its organisation neither suspended nor dormant.

use chrono::NaiveDate;

use crate::routing::agency::Agency;
use crate::routing::agreement::Agreement;
use crate::routing::book::Book;
use crate::vocabulary::{AgencyId, AgreementId};

impl Book {
    /// What serves on `day`.
    #[must_use]
    pub fn serving(&self, day: NaiveDate) -> Serving<'_> {
        Serving { book: self, day }
    }
}

/// A book on a day.
#[derive(Clone, Copy)]
pub struct Serving<'a> {
    book: &'a Book,
    day: NaiveDate,
}

impl<'a> Serving<'a> {
    /// The organisation, if it may be offered and told at all: it is known, not suspended, and did not fall silent.
    #[must_use]
    pub fn agency(self, id: &AgencyId) -> Option<&'a Agency> {
        self.awake(id).filter(|agency| !self.book.is_dormant(&agency.id))
    }

    /// The agreement, if something new may pass under it: it is in force, and its organisation serves.
    #[must_use]
    pub fn agreement(self, id: &AgreementId) -> Option<&'a Agreement> {
        self.book.agreement(id).filter(|agreement| self.serves(agreement))
    }

    /// The agreement, if what was passed on under it stands: it is in force, and its organisation not suspended. Silence ends nothing that
    /// was passed on: an answer is what wakes an organisation.
    #[must_use]
    pub fn standing(self, id: &AgreementId) -> Option<&'a Agreement> {
        let agreement = self.book.agreement(id)?;
        (agreement.in_force(self.day) && self.awake(&agreement.agency).is_some()).then_some(agreement)
    }

    /// Every agreement under which something new may pass, by id.
    pub fn agreements(self) -> impl Iterator<Item = &'a Agreement> {
        self.book.agreements().iter().filter(move |agreement| self.serves(agreement))
    }

    fn serves(self, agreement: &Agreement) -> bool {
        agreement.in_force(self.day) && self.agency(&agreement.agency).is_some()
    }

    fn awake(self, id: &AgencyId) -> Option<&'a Agency> {
        self.book.agency(id.as_str()).filter(|agency| !agency.suspended)
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::*;
    use crate::report::Purpose;
    use crate::vocabulary::{AgencyId, AgreementId};

    #[test]
    fn who_is_suspended_or_silent_or_without_an_agreement_in_force_does_not_serve() {
        let serves = |change: &dyn Fn(&mut crate::routing::Agency, &mut crate::routing::Agreement), dormant: bool| {
            let (mut one, mut agreed) = (agency("a"), agreement("one", "a", Purpose::Support));
            change(&mut one, &mut agreed);
            let book = crate::routing::Book::new(
                vocabulary(),
                gazetteer(),
                crate::clock::WorkingCalendar::default(),
                vec![one],
                vec![agreed],
            );
            let book = book.with_dormant(dormant.then(|| AgencyId::from("a")).into_iter().collect());
            let serving = book.serving(day("2026-11-20"));
            let id = AgreementId::from("one");
            let offered = serving.agreements().count() == 1;
            assert_eq!(offered, serving.agreement(&id).is_some());
            (offered, serving.standing(&id).is_some(), serving.agency(&AgencyId::from("a")).is_some())
        };
        assert_eq!(serves(&|_, _| {}, false), (true, true, true));
        assert_eq!(serves(&|agency, _| agency.suspended = true, false), (false, false, false));
        assert_eq!(serves(&|_, one| one.starts = day("2026-11-21"), false), (false, false, true));
        assert_eq!(serves(&|_, one| one.ends = day("2026-11-19"), false), (false, false, true));
        assert_eq!(serves(&|_, _| {}, true), (false, true, false), "what it has already stands, so that it can answer");
    }
}
