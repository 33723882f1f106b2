//! The form's pages in their order: what each asks, and when it is asked at all.

use waymark_core::report::AgeBand;
use waymark_core::vocabulary::Vocabulary;

use crate::web::asking::place;
use crate::web::http::body::Form;

pub(crate) fn address(step: &str, change: bool) -> String {
    format!("/report/{step}{}", if change { "?change" } else { "" })
}

/// A page of the form.
pub(crate) struct Step {
    /// Its name in the address: one of ours, which tells nothing that was answered.
    pub id: &'static str,
    /// Its part of the form, for the line above the heading.
    pub part: u8,
    /// The names of its fields.
    pub asks: &'static [&'static str],
    /// Whether it is asked, after what was answered so far.
    pub applies: fn(&Form, &Vocabulary) -> bool,
    /// Whether it is asked only because of the answer before it.
    pub follows: bool,
}

/// Ways to reach somebody, as the form offers them.
pub(crate) const WAYS: &str = "contact.way";
/// The way that goes through our team.
pub(crate) const THROUGH: &str = "through";

fn always(_: &Form, _: &Vocabulary) -> bool {
    true
}

const fn step(id: &'static str, part: u8, asks: &'static [&'static str]) -> Step {
    Step { id, part, asks, applies: always, follows: false }
}

const fn follow(id: &'static str, part: u8, asks: &'static [&'static str], applies: fn(&Form, &Vocabulary) -> bool) -> Step {
    Step { id, part, asks, applies, follows: true }
}

/// Every page that asks something, in order. Then come `allow` and `check`.
pub(crate) const STEPS: &[Step] = &[
    step("who", 1, &["reporter.role"]),
    follow("agreed", 1, &["reporter.victim_agreed", "reporter.how_agreed"], |form, _| is_for_another(form)),
    step("story", 1, &["incident.account"]),
    step("kinds", 1, &["incident.types"]),
    step("when", 1, &["incident.when.precision"]),
    follow(
        "day",
        1,
        &["incident.when.from", "incident.when.time", "incident.when.to", "incident.when.part_of_day", "incident.when.words"],
        |form, _| !matches!(form.get("incident.when.precision"), "" | "unknown"),
    ),
    step("setting", 1, &["incident.where.setting"]),
    step("place", 1, &["incident.where.postcode", "place.area", "incident.where.place"]),
    follow("area", 1, &["incident.where.area"], |form, _| place::is_asked(form)),
    follow("elsewhere", 1, &[], |form, _| place::beyond(form).is_some()),
    step("why", 1, &["incident.strands"]),
    follow("more-about-why", 1, &["incident.aspects"], |form, vocabulary| {
        form.all("incident.strands").any(|strand| !aspects_of(vocabulary, strand).is_empty())
    }),
    step("before", 1, &["incident.repeated"]),
    step("told", 1, &["told.who", "told.reference"]),
    step("relation", 2, &["suspect.relation"]),
    step("them", 2, &["suspect.description"]),
    step("hurt", 2, &["risk.injury"]),
    step("person", 2, &["victim.name", "victim.age_band", "victim.pronouns"]),
    follow("young", 2, &["contact.parents_may_know"], |form, _| is_under_18(form)),
    step("home", 2, &["victim.postcode", "victim.housing"]),
    follow("no-home", 2, &["victim.homeless_reason"], |form, _| is_homeless(form)),
    step("contact", 2, &["contact.of", WAYS]),
    follow(
        "reach",
        2,
        &[
            "contact.value",
            "contact.safe",
            "contact.safe_times",
            "contact.ask_for",
            "contact.if_others_answer",
            "contact.not_at_home",
        ],
        |form, _| form.all(WAYS).next().is_some(),
    ),
    step("needs", 2, &["contact.needs", "contact.language", "contact.interpreter"]),
    step("safety", 3, &["risk.in_danger", "risk.weapon", "risk.escalating", "risk.close", "risk.self_harm"]),
    follow("help-now", 3, &[], |form, _| needs_help_now(form)),
    step("never", 4, &["never", "never_words"]),
];

/// The names of every field of these pages, in order.
pub(crate) fn names() -> Vec<&'static str> {
    STEPS.iter().flat_map(|step| step.asks).copied().collect()
}

/// The page of permission, and the last one.
pub(crate) const ALLOW: &str = "allow";
/// Equality questions: the last thing asked.
pub(crate) const ABOUT_YOU: Step = step("about-you", 5, &["monitoring"]);
/// Where everything can be looked at and sent.
pub(crate) const CHECK: &str = "check";

/// The page with this name.
pub(crate) fn find(id: &str) -> Option<&'static Step> {
    const LAST: &Step = &ABOUT_YOU;
    STEPS.iter().chain([LAST]).find(|step| step.id == id)
}

/// The page that asks the field with this name.
pub(crate) fn of_field(name: &str) -> &'static str {
    let owns = |asked: &str| name == asked || name.strip_prefix(asked).is_some_and(|rest| rest.starts_with('.'));
    let step = STEPS.iter().chain([&ABOUT_YOU]).find(|step| step.asks.iter().any(|asked| owns(asked)));
    match step {
        Some(step) => step.id,
        None if name.starts_with("allow.") || name.starts_with("purposes.") || name == "if_unable" => ALLOW,
        None => "story",
    }
}

/// Where a field stands among these: faults are told in the order of the questions.
pub(crate) fn place_in(asked: &[&str], name: &str) -> usize {
    let owns = |asked: &&str| name == *asked || name.strip_prefix(asked).is_some_and(|rest| rest.starts_with('.'));
    asked.iter().position(owns).unwrap_or(usize::MAX)
}

/// What comes after a page.
pub(crate) fn after(id: &str, form: &Form, vocabulary: &Vocabulary, prompted: bool) -> &'static str {
    if id == ALLOW {
        return ABOUT_YOU.id;
    }
    if id == ABOUT_YOU.id {
        return CHECK;
    }
    let place = STEPS.iter().position(|step| step.id == id).map_or(0, |place| place + 1);
    STEPS[place..].iter().find(|step| is_asked(step, form, vocabulary, prompted)).map_or(ALLOW, |step| step.id)
}

/// What comes before a page; nothing before the first.
pub(crate) fn before(id: &str, form: &Form, vocabulary: &Vocabulary, prompted: bool) -> Option<&'static str> {
    if id == CHECK {
        return Some(ABOUT_YOU.id);
    }
    if id == ABOUT_YOU.id {
        return Some(ALLOW);
    }
    let place = STEPS.iter().position(|step| step.id == id).unwrap_or(STEPS.len());
    STEPS[..place].iter().rev().find(|step| is_asked(step, form, vocabulary, prompted)).map(|step| step.id)
}

fn is_asked(step: &Step, form: &Form, vocabulary: &Vocabulary, prompted: bool) -> bool {
    if step.id == "never" { prompted } else { (step.applies)(form, vocabulary) }
}

/// Aspects of a strand.
pub(crate) fn aspects_of<'a>(vocabulary: &'a Vocabulary, strand: &str) -> &'a [waymark_core::vocabulary::Id] {
    let found = vocabulary.aspects_of.iter().find(|(id, _)| id.as_str() == strand);
    found.map_or(&[], |(_, aspects)| aspects.as_slice())
}

/// "you" when it happened to the reader, "them" when they speak for another: how questions are put.
pub(crate) fn who(form: &Form) -> &'static str {
    if is_for_another(form) { "them" } else { "you" }
}

/// Whether somebody else than the reporter was hurt.
pub(crate) fn is_for_another(form: &Form) -> bool {
    !matches!(form.get("reporter.role"), "" | "victim" | "staff-member")
}

/// Whether the person may have no home of their own, where the reason matters for help.
fn is_homeless(form: &Form) -> bool {
    matches!(form.get("victim.housing"), "no-fixed-address" | "temporary-or-supported")
        || form.get("incident.where.setting") == "temporary-or-supported-accommodation"
        || form.all("incident.strands").any(|strand| strand == "homelessness")
}

/// Whether it happened to somebody under 18.
pub(crate) fn is_under_18(form: &Form) -> bool {
    AgeBand::from_id(form.get("victim.age_band")).is_some_and(AgeBand::is_under_18)
}

/// Whether help is shown at once: danger now, or thoughts of harming oneself.
pub(crate) fn needs_help_now(form: &Form) -> bool {
    form.get("risk.in_danger") == "yes" || matches!(form.get("risk.self_harm"), "thoughts" | "plan")
}

/// Whether the report is about somebody whose own organisation might be told: an official, landlord, carer, employer, or their premises.
pub(crate) fn may_be_about_an_organisation(form: &Form) -> bool {
    matches!(form.get("suspect.relation"), "official" | "landlord" | "carer" | "manager" | "colleague" | "teacher")
        || matches!(
            form.get("incident.where.setting"),
            "council-or-police-premises" | "work" | "health-or-care" | "school" | "prison"
        )
}

/// Whether whoever did it may guess who told: somebody close by.
pub(crate) fn may_guess(form: &Form, vocabulary: &Vocabulary) -> bool {
    let relation = form.get("suspect.relation");
    vocabulary.close_relations.iter().any(|close| close.as_str() == relation)
        || matches!(
            relation,
            "friend" | "acquaintance" | "known-by-sight" | "landlord" | "manager" | "colleague" | "teacher" | "pupil"
        )
        || form.get("risk.close") == "yes"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Form {
        Form(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_page_leads_to_the_next_that_applies_and_back_again() {
        let (victim, vocabulary) = (form(&[("reporter.role", "victim")]), Vocabulary::default());
        assert_eq!(after("who", &victim, &vocabulary, false), "story");
        assert_eq!(before("story", &victim, &vocabulary, false), Some("who"));
        let witness = form(&[("reporter.role", "witness")]);
        assert_eq!(after("who", &witness, &vocabulary, false), "agreed");
        assert_eq!(before("who", &witness, &vocabulary, false), None);
        assert_eq!(after("safety", &victim, &vocabulary, false), ALLOW);
        assert_eq!(after("safety", &victim, &vocabulary, true), "never");
        assert_eq!(before(ALLOW, &victim, &vocabulary, true), Some("never"));
        assert_eq!(after(ALLOW, &victim, &vocabulary, false), "about-you");
        assert_eq!(after("about-you", &victim, &vocabulary, false), CHECK);
    }

    #[test]
    fn thoughts_of_self_harm_show_help_at_once() {
        let vocabulary = Vocabulary::default();
        for answer in ["thoughts", "plan"] {
            assert_eq!(after("safety", &form(&[("risk.self_harm", answer)]), &vocabulary, false), "help-now");
        }
        assert_eq!(after("safety", &form(&[("risk.self_harm", "no")]), &vocabulary, false), ALLOW);
    }

    #[test]
    fn whoever_is_under_18_reads_next_what_that_means() {
        let vocabulary = Vocabulary::default();
        for (age, next) in
            [("13-15", "young"), ("under-13", "young"), ("16-17", "young"), ("18-24", "home"), ("", "home"), ("unknown", "home")]
        {
            assert_eq!(after("person", &form(&[("victim.age_band", age)]), &vocabulary, false), next, "{age}");
        }
    }

    #[test]
    fn every_field_belongs_to_one_page() {
        assert_eq!(of_field("contact.value.text"), "reach");
        assert_eq!(of_field("incident.when.from.day"), "day");
        assert_eq!(of_field("monitoring.gender"), "about-you");
        assert_eq!(of_field("allow.tees-pride.support"), ALLOW);
        let mut names: Vec<&str> = STEPS.iter().flat_map(|step| step.asks).copied().collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
