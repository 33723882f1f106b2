//! The rules of CONTRACT §3, by example and by property.

use proptest::prelude::*;

use crate::places::AreaCode;
use crate::report::permission::{Granted, Permission};
use crate::report::{AgeBand, Facts, Purpose, Section};
use crate::routing::examples::*;
use crate::routing::plan::{Outcome, Plan, Reason, explain, route};
use crate::routing::{Agreement, Book, Mode, Now};
use crate::vocabulary::Id;

const ON: &str = "2026-11-20";

fn stockton(strands: &[&str]) -> Facts {
    Facts { district: AreaCode::parse("E06000004"), strands: strands.iter().map(|s| Id::from(*s)).collect(), ..Facts::default() }
}

fn allow(json: &str) -> Permission {
    serde_json::from_str(json).unwrap()
}

fn support() -> Permission {
    allow(r#"{"purposes":{"support":"full"}}"#)
}

fn chosen(book: &Book, plan: &Plan) -> Vec<String> {
    plan.referrals.iter().map(|planned| book.agreement_at(planned.agreement).id.to_string()).collect()
}

fn outcomes(book: &Book, facts: &Facts, permission: &Permission, now: &Now) -> Vec<(String, String)> {
    explain(book, facts, permission, day(ON), now)
        .1
        .into_iter()
        .map(|c| (book.agreement_at(c.agreement).id.to_string(), c.outcome.to_text(book)))
        .collect()
}

fn outcome_of(mut change: impl FnMut(&mut Agreement, &mut Facts)) -> String {
    let mut one = agreement("one", "a", Purpose::Support);
    let mut facts = stockton(&["race"]);
    change(&mut one, &mut facts);
    let book = book(vec![one]);
    outcomes(&book, &facts, &support(), &book.now([("one", 2)])).remove(0).1
}

#[test]
fn each_condition_that_does_not_hold_has_its_outcome() {
    assert_eq!(outcome_of(|_, _| {}), "chosen");
    assert_eq!(outcome_of(|a, _| a.starts = day("2026-11-21")), "not-started");
    assert_eq!(outcome_of(|a, _| a.starts = day(ON)), "chosen");
    assert_eq!(outcome_of(|a, _| a.ends = day("2026-11-19")), "ended");
    assert_eq!(outcome_of(|a, _| a.ends = day(ON)), "chosen", "ends is the last day in force");
    assert_eq!(outcome_of(|a, _| a.when.areas = Some([AreaCode::parse("E23000005").unwrap()].into())), "outside-area");
    assert_eq!(outcome_of(|a, _| a.when.strands = ids(&["religion"])), "other-strand");
    assert_eq!(outcome_of(|a, f| (a.when.strands, f.strands) = (ids(&["religion"]), vec![])), "other-strand");
    assert_eq!(outcome_of(|a, _| a.when.incidents = ids(&["assault"])), "other-incident");
    assert_eq!(outcome_of(|a, _| a.when.settings = ids(&["rail"])), "other-setting");
    assert_eq!(
        outcome_of(|a, _| a.when.ages = [AgeBand::From18].into()),
        "other-age",
        "an unknown age matches only without ages"
    );
    assert_eq!(outcome_of(|a, _| a.when.needs = ids(&["easy-read"])), "other-need");
    assert_eq!(outcome_of(|a, _| a.when.risk_at_least = crate::report::RiskLevel::Medium), "below-risk");
    assert_eq!(outcome_of(|a, _| a.purpose = Purpose::Protect), "no-permission");
    assert_eq!(outcome_of(|a, f| (a.needs_contact, f.role) = (true, crate::report::Role::Witness)), "needs-contact");
    assert_eq!(outcome_of(|a, _| a.capacity = Some(2)), "at-capacity");
    assert_eq!(outcome_of(|a, _| a.capacity = Some(3)), "chosen");
    assert_eq!(outcome_of(|a, _| a.capacity = Some(0)), "at-capacity", "0 is closed for now");
    assert_eq!(outcome_of(|a, _| a.mode = Mode::Always), "always");
}

#[test]
fn a_suspended_and_a_dormant_agency_get_nothing() {
    let mut quiet = agency("a");
    quiet.suspended = true;
    let lists = || (vocabulary(), gazetteer(), crate::clock::WorkingCalendar::default());
    let one = agreement("one", "a", Purpose::Support);
    let (words, places, days) = lists();
    let suspended = Book::new(words, places, days, vec![quiet], vec![one.clone()]);
    assert_eq!(outcomes(&suspended, &stockton(&[]), &support(), &Now::default())[0].1, "suspended");
    let awake = book(vec![one]);
    let mut now = awake.now([]);
    now.dormant.insert("a".into());
    assert_eq!(outcomes(&awake, &stockton(&[]), &support(), &now)[0].1, "dormant");
}

/// `better` and `worse` compete for support of the same report: the first must win whichever has the lower id.
fn prefers(better: impl Fn(&mut Agreement), worse: impl Fn(&mut Agreement), open: (i64, i64)) {
    for (first, second) in [("one", "two"), ("two", "one")] {
        let (mut a, mut b) = (agreement(first, "a", Purpose::Support), agreement(second, "b", Purpose::Support));
        better(&mut a);
        worse(&mut b);
        let book = book(vec![a, b]);
        let facts = Facts {
            types: vec![Id::from("assault")],
            setting: Some(Id::from("rail")),
            needs: vec![Id::from("easy-read")],
            age_band: AgeBand::From25,
            ..stockton(&["race"])
        };
        let allow = allow(r#"{"purposes":{"support":"full"},"agencies":{"c":{"support":"no"}}}"#);
        let plan = route(&book, &facts, &allow, day(ON), &book.now([(first, open.0), (second, open.1)]));
        assert_eq!(chosen(&book, &plan), [first]);
    }
}

#[test]
fn competitors_are_preferred_in_the_order_of_the_contract() {
    let area = |code: &str| Some([AreaCode::parse(code).unwrap()].into());
    prefers(|a| a.priority = 1, |b| b.when.needs = ids(&["easy-read"]), (0, 0));
    prefers(|a| a.when.needs = ids(&["easy-read"]), |b| b.when.strands = ids(&["race"]), (0, 0));
    prefers(|a| a.when.strands = ids(&["race", "religion"]), |b| b.when.settings = ids(&["rail"]), (0, 0));
    prefers(|a| a.when.settings = ids(&["rail"]), |b| b.when.incidents = ids(&["assault"]), (0, 0));
    prefers(|a| a.when.incidents = ids(&["assault"]), |b| b.when.ages = [AgeBand::From25].into(), (0, 0));
    prefers(|a| a.when.ages = [AgeBand::From25].into(), |b| b.when.areas = area("E06000004"), (0, 0));
    prefers(|a| a.when.areas = area("E06000004"), |b| b.when.areas = area("E23000013"), (0, 0));
    prefers(|a| a.when.areas = area("E23000013"), |b| b.when.areas = area("E12000001"), (0, 0));
    prefers(|a| a.when.areas = area("K04000001"), |_| {}, (0, 0));
    prefers(|a| a.when.nearer = area("E06000004").unwrap(), |b| b.when.areas = area("E23000013"), (0, 0));
    prefers(|a| a.when.areas = area("E12000001"), |b| b.when.nearer = area("E08000003").unwrap(), (0, 0));
    prefers(|a| a.capacity = Some(4), |b| b.capacity = Some(3), (1, 1));
    prefers(|_| {}, |b| b.capacity = Some(3), (9, 1));
}

#[test]
fn full_permission_comes_before_anonymous() {
    let book = book(vec![agreement("one", "a", Purpose::Support), agreement("two", "b", Purpose::Support)]);
    let allow = allow(r#"{"purposes":{"support":"anonymous"},"agencies":{"b":{"support":"full"}}}"#);
    let plan = route(&book, &stockton(&[]), &allow, day(ON), &book.now([]));
    assert_eq!(chosen(&book, &plan), ["two"]);
    assert_eq!(plan.referrals[0].granted, Granted::Full);
}

#[test]
fn with_all_else_equal_the_lower_id_wins_and_outranks_the_other() {
    let book = book(vec![agreement("two", "a", Purpose::Support), agreement("one", "b", Purpose::Support)]);
    let found = outcomes(&book, &stockton(&["race"]), &support(), &book.now([]));
    assert_eq!(found, [("one".into(), "chosen".into()), ("two".into(), "outranked-by:one".into())]);
}

#[test]
fn each_strand_is_a_group_and_one_agreement_for_several_is_one_referral() {
    let mut race = agreement("race", "a", Purpose::Support);
    race.when.strands = ids(&["race"]);
    let mut two = agreement("both", "b", Purpose::Support);
    two.when.strands = ids(&["religion", "disability"]);
    let book = book(vec![race, two, agreement("any", "c", Purpose::Support)]);
    let facts = stockton(&["disability", "race", "religion", "transgender"]);
    let plan = route(&book, &facts, &support(), day(ON), &book.now([]));
    assert_eq!(chosen(&book, &plan), ["any", "both", "race"], "any serves transgender, which nobody names");
    assert!(plan.unplaced.is_empty());
}

#[test]
fn an_agency_gets_one_referral_for_a_purpose() {
    let mut race = agreement("z-race", "a", Purpose::Support);
    race.when.strands = ids(&["race"]);
    let mut religion = agreement("a-religion", "a", Purpose::Support);
    religion.when.strands = ids(&["religion"]);
    let mut always = agreement("b-always", "a", Purpose::Support);
    always.mode = Mode::Always;
    let book = book(vec![race, religion, always]);
    let found = outcomes(&book, &stockton(&["race", "religion"]), &support(), &book.now([]));
    let expected = [("a-religion", "same-agency:z-race"), ("b-always", "same-agency:z-race"), ("z-race", "chosen")];
    assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let plan = route(&book, &stockton(&["race", "religion"]), &support(), day(ON), &book.now([]));
    assert!(plan.unplaced.is_empty(), "what is the same agency's still counts as chosen");
}

#[test]
fn what_nobody_takes_waits_with_its_reason() {
    use crate::report::Purpose::{Inform, Investigate, Support};

    let wants = allow(
        r#"{"purposes":{"investigate":"anonymous","support":"anonymous","protect":"no"},"agencies":{"a":{"inform":"full"}}}"#,
    );
    let mut contact = agreement("contact", "a", Purpose::Support);
    contact.needs_contact = true;
    contact.capacity = Some(0);
    let mut full = agreement("full", "a", Purpose::Investigate);
    full.capacity = Some(1);
    let book = book(vec![contact, full]);
    let now = book.now([("full", 1)]);
    let reasons = |facts: &Facts| -> Vec<(Purpose, Reason)> {
        route(&book, facts, &wants, day(ON), &now).unplaced.into_iter().map(|u| (u.purpose, u.reason)).collect()
    };
    let known = [(Investigate, Reason::AllAtCapacity), (Support, Reason::NeedsContact), (Inform, Reason::NoAgreement)];
    assert_eq!(reasons(&stockton(&[])), known);
    let unknown = [(Investigate, Reason::AllAtCapacity), (Support, Reason::NeedsContact), (Inform, Reason::AreaUnknown)];
    assert_eq!(reasons(&Facts::default()), unknown);
}

#[test]
fn an_always_agreement_serves_a_group_only_when_no_best_one_matched() {
    let mut always = agreement("always", "a", Purpose::Support);
    always.mode = Mode::Always;
    let served = book(vec![always.clone()]);
    assert!(route(&served, &stockton(&["race"]), &support(), day(ON), &served.now([])).unplaced.is_empty());
    let mut best = agreement("best", "b", Purpose::Support);
    best.capacity = Some(0);
    let waiting = book(vec![always.clone(), best]);
    let plan = route(&waiting, &stockton(&["race"]), &support(), day(ON), &waiting.now([]));
    assert_eq!(chosen(&waiting, &plan), ["always"]);
    assert_eq!(plan.unplaced[0].reason, Reason::AllAtCapacity);
    always.capacity = Some(1);
    let closed = book(vec![always]);
    let plan = route(&closed, &stockton(&["race"]), &support(), day(ON), &closed.now([("always", 1)]));
    assert_eq!((plan.referrals.len(), plan.unplaced[0].reason), (0, Reason::AllAtCapacity));
}

#[test]
fn a_report_without_a_known_place_reaches_only_england_and_wales_and_everywhere() {
    let mut local = agreement("local", "a", Purpose::Support);
    local.when.areas = Some([AreaCode::parse("E06000004").unwrap()].into());
    let mut national = agreement("national", "b", Purpose::Support);
    national.when.areas = Some([AreaCode::ENGLAND_AND_WALES].into());
    let book = book(vec![local, national]);
    let plan = route(&book, &Facts::default(), &support(), day(ON), &book.now([]));
    assert_eq!(chosen(&book, &plan), ["national"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_in_which_agreements_are_given_changes_nothing(agreements in any_agreements(), facts in any_facts(), permission in any_permission(), turn in 0usize..20) {
        let straight = book(agreements.clone());
        let mut turned = agreements;
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
            turned.reverse();
        }
        let turned = book(turned);
        let (a, b) = (explain(&straight, &facts, &permission, day(ON), &straight.now([])), explain(&turned, &facts, &permission, day(ON), &turned.now([])));
        prop_assert_eq!(a, b);
    }

    #[test]
    fn an_agreement_that_does_not_match_changes_nothing(agreements in any_agreements(), facts in any_facts(), permission in any_permission()) {
        let whole = book(agreements.clone());
        let (plan, considered) = explain(&whole, &facts, &permission, day(ON), &whole.now([]));
        let matched = |outcome: Outcome| matches!(outcome, Outcome::NeedsContact | Outcome::AtCapacity | Outcome::SameAgency(_) | Outcome::Always | Outcome::Chosen | Outcome::OutrankedBy(_));
        let kept: Vec<Agreement> = considered.iter().filter(|c| matched(c.outcome)).map(|c| whole.agreement_at(c.agreement).clone()).collect();
        let less = book(kept);
        let again = route(&less, &facts, &permission, day(ON), &less.now([]));
        prop_assert_eq!(chosen(&whole, &plan), chosen(&less, &again));
        prop_assert_eq!(plan.unplaced, again.unplaced);
    }

    #[test]
    fn what_passes_never_exceeds_the_permission_and_the_agreement(agreements in any_agreements(), facts in any_facts(), permission in any_permission()) {
        let book = book(agreements);
        for planned in route(&book, &facts, &permission, day(ON), &book.now([])).referrals {
            let agreement = book.agreement_at(planned.agreement);
            let granted = permission.granted(facts.standing(), &agreement.agency, agreement.purpose);
            prop_assert_eq!(granted, Some(planned.granted));
            prop_assert!(!permission.never.contains(&agreement.agency));
            match planned.granted {
                Granted::Anonymous => prop_assert_eq!(planned.sections, vec![Section::Summary]),
                Granted::Full => prop_assert!(planned.sections.iter().all(|s| agreement.discloses.contains(s) && Section::DISCLOSABLE.contains(s))),
            }
        }
    }

    #[test]
    fn every_wanted_purpose_and_group_is_served_or_unplaced(agreements in any_agreements(), facts in any_facts(), permission in any_permission()) {
        let book = book(agreements);
        let (plan, considered) = explain(&book, &facts, &permission, day(ON), &book.now([]));
        let groups: Vec<Option<Id>> = if facts.strands.is_empty() { vec![None] } else { facts.strands.iter().cloned().map(Some).collect() };
        for purpose in Purpose::ALL.into_iter().filter(|p| permission.wants(*p)) {
            for group in &groups {
                let waits = plan.unplaced.iter().any(|u| u.purpose == purpose && &u.strand == group);
                let served = considered.iter().any(|c| {
                    let agreement = book.agreement_at(c.agreement);
                    let belongs = agreement.when.strands.is_empty() || group.as_ref().is_some_and(|strand| agreement.when.strands.contains(strand));
                    agreement.purpose == purpose && belongs && matches!(c.outcome, Outcome::Chosen | Outcome::Always | Outcome::SameAgency(_) | Outcome::OutrankedBy(_))
                });
                prop_assert!(waits || served, "{purpose:?} {group:?} is neither served nor unplaced");
            }
        }
        for waiting in &plan.unplaced {
            prop_assert!(permission.wants(waiting.purpose));
        }
    }

    #[test]
    fn looking_only_within_reach_finds_the_same_plan(agreements in any_agreements(), facts in any_facts(), permission in any_permission()) {
        let book = book(agreements);
        let now = book.now([]);
        prop_assert_eq!(route(&book, &facts, &permission, day(ON), &now), explain(&book, &facts, &permission, day(ON), &now).0);
    }

    #[test]
    fn an_agency_never_gets_two_referrals_for_a_purpose(agreements in any_agreements(), facts in any_facts(), permission in any_permission()) {
        let book = book(agreements);
        let plan = route(&book, &facts, &permission, day(ON), &book.now([]));
        let mut pairs: Vec<_> = plan.referrals.iter().map(|r| (book.agreement_at(r.agreement).agency.clone(), r.purpose)).collect();
        pairs.sort();
        let before = pairs.len();
        pairs.dedup();
        prop_assert_eq!(before, pairs.len());
    }
}
