//! The form's pages in their order: what each asks, and when it is asked at all.

use waymark_core::report::AgeBand;
use waymark_core::vocabulary::Vocabulary;

use crate::web::asking::place;
use crate::web::http::body::Form;

/// How somebody came to a page, and so where it leads on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Course {
    /// From the page before it.
    On,
    /// From the page of all answers, to change one.
    FromCheck,
    /// From the page of permission, for what is missing there.
    FromAllow,
    /// On the short way to the end.
    Ending,
}

impl Course {
    /// Which one the address of a page says.
    pub(crate) fn of(asks: impl Fn(&str) -> bool) -> Self {
        [Self::FromCheck, Self::FromAllow, Self::Ending].into_iter().find(|course| asks(course.word())).unwrap_or(Self::On)
    }

    fn word(self) -> &'static str {
        match self {
            Self::On => "",
            Self::FromCheck => "change",
            Self::FromAllow => "allow",
            Self::Ending => "finish",
        }
    }

    /// Whether one answer is changed, and the page that it was changed from comes next.
    pub(crate) fn changes(self) -> bool {
        matches!(self, Self::FromCheck | Self::FromAllow)
    }
}

/// The address of a page, come to on this course.
pub(crate) fn address(step: &str, course: Course) -> String {
    let word = course.word();
    if word.is_empty() { format!("/report/{step}") } else { format!("/report/{step}?{word}") }
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

impl Step {
    /// The names of the fields that it asks whoever gave these answers. A witness is asked on one page when and where it was, and on one what
    /// they saw.
    pub(crate) fn asks_of(&self, form: &Form) -> &'static [&'static str] {
        match self.id {
            "place" if is_witness(form) => {
                &["incident.when.words", "incident.where.postcode", "place.area", "incident.where.place"]
            }
            "them" if is_witness(form) => &["suspect.description", "risk.injury", "risk.in_danger"],
            "contact" if is_witness(form) => &[WAYS],
            "reach" if is_witness(form) => &["contact.value", "contact.safe", "contact.safe_times", "contact.ask_for"],
            _ => self.asks,
        }
    }

    /// The name of its heading.
    pub(crate) fn heading(&self, form: &Form) -> &'static str {
        match self.id {
            "place" if is_witness(form) => "when-and-where",
            "them" if is_witness(form) => "seen",
            id => id,
        }
    }

    /// Whether it asks a field.
    pub(crate) fn owns(&self, name: &str, form: &Form) -> bool {
        owns(self.asks_of(form), name) || of_field(name) == self.id
    }
}

/// Whether one of these is the field, or holds it.
pub(crate) fn owns(asked: &[&str], name: &str) -> bool {
    asked.iter().any(|asked| name == *asked || name.strip_prefix(asked).is_some_and(|rest| rest.starts_with('.')))
}

/// What a witness is asked: what, when and where, why, who did it, and how they themselves can be reached. The rest they can still say
/// from the page of all answers.
const OF_A_WITNESS: &[&str] = &["who", "story", "place", "area", "elsewhere", "why", "them", "contact", "reach", "help-now"];

/// What is asked of everybody before the end, however early they finish: where it was, and how somebody can be reached.
const BEFORE_THE_END: &[&str] = &["place", "area", "elsewhere", "contact", "reach"];

/// What is still to be asked of somebody who wants to finish.
pub(crate) fn before_the_end(form: &Form, vocabulary: &Vocabulary, passed: &[String]) -> Option<&'static str> {
    let open = |step: &&Step| {
        BEFORE_THE_END.contains(&step.id) && (step.applies)(form, vocabulary) && !passed.iter().any(|passed| passed == step.id)
    };
    STEPS.iter().find(open).map(|step| step.id)
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
    follow("agreed", 1, &["reporter.from", "reporter.victim_agreed", "reporter.how_agreed"], |form, _| is_for_another(form)),
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
    let step = STEPS.iter().chain([&ABOUT_YOU]).find(|step| owns(step.asks, name));
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
        // They are about whoever it happened to.
        return if is_witness(form) { CHECK } else { ABOUT_YOU.id };
    }
    if id == ABOUT_YOU.id {
        return CHECK;
    }
    let place = STEPS.iter().position(|step| step.id == id).map_or(0, |place| place + 1);
    STEPS[place..].iter().find(|step| is_asked(step, form, vocabulary, prompted)).map_or(ALLOW, |step| step.id)
}

/// The page that somebody saw before this one; nothing before the first. Nobody is led back to a page that they were not shown.
pub(crate) fn before(id: &str, form: &Form, vocabulary: &Vocabulary, prompted: bool, passed: &[String]) -> Option<&'static str> {
    if id == CHECK {
        return Some(if is_witness(form) { ALLOW } else { ABOUT_YOU.id });
    }
    if id == ABOUT_YOU.id {
        return Some(ALLOW);
    }
    let place = STEPS.iter().position(|step| step.id == id).unwrap_or(STEPS.len());
    let seen = |step: &&Step| passed.iter().any(|passed| passed == step.id) && is_asked(step, form, vocabulary, prompted);
    STEPS[..place].iter().rev().find(seen).map(|step| step.id)
}

/// On which course a page was come to that is gone back to from here: whoever finished early stays on the short way.
pub(crate) fn course_back(to: &str, from: Course, passed: &[String]) -> Course {
    let walked = passed.iter().any(|passed| passed == "needs");
    let short = BEFORE_THE_END.contains(&to) && (from == Course::Ending || !walked);
    if short && from != Course::On { Course::Ending } else { Course::On }
}

fn is_asked(step: &Step, form: &Form, vocabulary: &Vocabulary, prompted: bool) -> bool {
    // Whoever did not say it in their own words chooses from a list.
    let wordless = step.id == "kinds" && form.get("incident.account").trim().is_empty();
    let asked = !is_witness(form) || wordless || OF_A_WITNESS.contains(&step.id);
    asked && if step.id == "never" { prompted } else { (step.applies)(form, vocabulary) }
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

/// Whether they saw or heard it, and are asked no more than that.
pub(crate) fn is_witness(form: &Form) -> bool {
    form.get("reporter.role") == "witness"
}

/// Whether they work with the person it happened to.
pub(crate) fn is_professional(form: &Form) -> bool {
    form.get("reporter.role") == "professional"
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
        let all: Vec<String> = STEPS.iter().map(|step| step.id.to_owned()).collect();
        assert_eq!(before("story", &victim, &vocabulary, false, &all), Some("who"));
        let another = form(&[("reporter.role", "on-behalf")]);
        assert_eq!(after("who", &another, &vocabulary, false), "agreed");
        assert_eq!(before("who", &another, &vocabulary, false, &all), None);
        assert_eq!(
            before("why", &victim, &vocabulary, false, &all[..3]),
            Some("story"),
            "what was not shown is not gone back to"
        );
        assert_eq!(after("safety", &victim, &vocabulary, false), ALLOW);
        assert_eq!(after("safety", &victim, &vocabulary, true), "never");
        assert_eq!(before(ALLOW, &victim, &vocabulary, true, &all), Some("never"));
        assert_eq!(after(ALLOW, &victim, &vocabulary, false), "about-you");
        assert_eq!(after("about-you", &victim, &vocabulary, false), CHECK);
    }

    #[test]
    fn whoever_finishes_early_is_still_asked_where_and_how_they_can_be_reached() {
        let vocabulary = Vocabulary::default();
        let mut passed: Vec<String> = ["who", "story"].map(str::to_owned).into();
        let victim = form(&[("reporter.role", "victim"), (WAYS, "email")]);
        for next in ["place", "contact", "reach"] {
            assert_eq!(before_the_end(&victim, &vocabulary, &passed), Some(next));
            assert_eq!(before(next, &victim, &vocabulary, false, &passed), passed.last().map(String::as_str));
            passed.push(next.to_owned());
        }
        assert_eq!(before_the_end(&victim, &vocabulary, &passed), None);
        assert_eq!(before(ALLOW, &victim, &vocabulary, false, &passed), Some("reach"));
    }

    #[test]
    fn a_witness_is_asked_on_nine_pages_at_most_and_says_how_they_can_be_reached_themselves() {
        let vocabulary = Vocabulary::default();
        let witness = form(&[("reporter.role", "witness"), ("incident.account", "I saw it."), (WAYS, "email")]);
        let mut pages = vec!["who"];
        while let Some(last) = pages.last().copied().filter(|last| *last != CHECK) {
            pages.push(after(last, &witness, &vocabulary, false));
        }
        assert_eq!(pages, ["who", "story", "place", "why", "them", "contact", "reach", ALLOW, CHECK]);
        let asked: Vec<&str> =
            pages.iter().filter_map(|page| find(page)).flat_map(|step| step.asks_of(&witness)).copied().collect();
        for field in ["incident.when.words", "place.area", "incident.strands", "suspect.description", "contact.value"] {
            assert!(asked.contains(&field), "{field}");
        }
        assert!(!asked.iter().any(|field| field.starts_with("victim.") || field.starts_with("monitoring")), "{asked:?}");
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
