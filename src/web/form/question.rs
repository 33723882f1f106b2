//! The form's pages one by one: asking, taking an answer, and going on.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;

use waymark_core::places::labels::BEYOND_WHO;

use crate::journeys::centre::standing::{Doubt, doubt};
use crate::web::asking::fields::Fields;
use crate::web::asking::steps::{self, CHECK, Course, Step, THROUGH, WAYS, address};
use crate::web::asking::typed::{self, FieldFault};
use crate::web::asking::{place, ways};
use crate::web::form::draft::Draft;
use crate::web::form::looks::looks;
use crate::web::form::sent::already;
use crate::web::form::way::{answers_for, back, unsaved_receipt};
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::{FIELD, FORM_PART, NOTE, STEP};
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{FaultLine, Frame};
use crate::web::parts::help;

pub(crate) fn step(id: &str) -> Result<&'static Step, Stop> {
    steps::find(id).ok_or(Stop::NotFound)
}

/// `GET /report/{step}`
pub(crate) async fn question(visit: Visit, path: Path<String>) -> Result<HttpResponse, Stop> {
    let step = step(&path)?;
    match answers_for(&visit, step.id == "who").await? {
        Ok(draft) => {
            let mut page = page(&visit, step, &draft);
            if step.id == "contact" {
                warn_of_doubt(&visit, &draft, &mut page).await?;
            }
            visit.show(&page)
        }
        Err(instead) => Ok(instead),
    }
}

/// Whoever chooses to be reached through a centre that nobody should count on knows that.
async fn warn_of_doubt(visit: &Visit, draft: &Draft, page: &mut Question) -> Result<(), Stop> {
    let Some(centre) = draft.centre(visit) else { return Ok(()) };
    if let Some(doubt) = doubt(&visit.service, &centre.id).await? {
        let words = match doubt {
            Doubt::Dormant => "contact-through-dormant",
            Doubt::Changed => "contact-through-changed",
        };
        let choices = page.fields.iter_mut().flat_map(|field| &mut field.choices);
        for choice in choices.filter(|choice| choice.value == THROUGH) {
            choice.hint = visit.speaker().say(words);
        }
    }
    Ok(())
}

fn page(visit: &Visit, step: &'static Step, draft: &Draft) -> Question {
    let (t, form, service) = (visit.speaker(), draft.form(), &visit.service);
    let course = Course::of(|word| visit.asks(word));
    let change = course.changes();
    let faults = if visit.asks("mend") { faults_of(visit, draft, step, true) } else { Vec::new() };
    // The way to a witness is their own.
    let own = steps::is_witness(&form) && matches!(step.id, "contact" | "reach");
    let who = if own { "you" } else { steps::who(&form) };
    let ending = (course == Course::Ending).then(|| t.say("form-ending"));
    let notes = (1..=6).map_while(|number| NOTE.member(&format!("{}-{number}", step.id)));
    let beyond = place::beyond(&form).filter(|_| step.id == "elsewhere").map(|beyond| t.of(&BEYOND_WHO, beyond.id()));
    let warned = step.id == "them" && steps::may_guess(&form, &service.book.vocabulary);
    let help = step.id == "help-now";
    let young = steps::is_under_18(&form);
    let mut fields = Fields { service, t, typed: &form, faults: &faults, centre: draft.centre(visit) }.of(step.asks_of(&form));
    fields
        .iter_mut()
        .filter(|field| own && field.name == WAYS)
        .for_each(|field| field.label = t.of1(&FIELD, "contact-way", "who", who));
    // What it means to be under 18 is read before anything is asked.
    fields.iter_mut().filter(|_| step.id == "young").for_each(|field| field.heads = false);
    Question {
        frame: draft.frame(visit),
        number: step.part,
        // A witness is not asked how safe they are now, nor about themselves.
        parts: if steps::is_witness(&form) { step.part.max(2) } else { steps::ABOUT_YOU.part },
        part: t.of(&FORM_PART, step.part.to_string()),
        heading: if fields.iter().any(|field| field.heads) {
            String::new()
        } else {
            t.of1(&STEP, step.heading(&form), "who", who)
        },
        notes: ending
            .into_iter()
            .chain(own.then(|| t.say("form-own-way")))
            .chain(notes.map(|note| t.of1(&NOTE, note, "who", who)))
            .chain(beyond)
            .collect(),
        warning: if warned { t.say("form-may-guess") } else { String::new() },
        fields,
        faults: typed::lines(&faults),
        notice: if visit.asks("lost") { t.say("form-lost") } else { String::new() },
        path: address(step.id, course),
        since: draft.since(visit),
        shared: draft.shared,
        back: back(visit, step.id, draft, course),
        change,
        optional: !step.asks.is_empty(),
        finish: course == Course::On
            && step.id != steps::ABOUT_YOU.id
            && (step.id == "story" || draft.passed.iter().any(|passed| passed == "story")),
        danger: help && form.get("risk.in_danger") == "yes",
        crisis: if help && matches!(form.get("risk.self_harm"), "thoughts" | "plan") {
            help::crisis_lines(service, young)
        } else {
            Vec::new()
        },
        young: if step.id == "young" { help::young_lines(service) } else { Vec::new() },
        looks: if help || step.id == "young" { looks(service, true, None, t) } else { String::new() },
    }
}

/// `POST /report/{step}`
pub(crate) async fn answer(visit: Visit, path: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Answering)?;
    let step = step(&path)?;
    let sent = visit.long_form(payload).await?;
    let keeps = sent.get("go") == "keep";
    let stops = keeps || sent.get("go") == "later";
    let finish = sent.get("go") == "finish";
    let take = |draft: &mut Draft| {
        draft.take(step.asks_of(&draft.form()), &sent);
        // What was typed about the place is worked out whenever it is kept; what is asked about once is settled by a button alone.
        if step.id == "place" || !stops {
            draft.press(step.id, &visit);
        }
        let mended = stops || faults_of(&visit, draft, step, finish).is_empty();
        if mended && !stops {
            draft.pass(step.id);
        }
        mended
    };
    let known = Draft::find(&visit).await?;
    // Where others use the device, nothing is kept that was not sent.
    if keeps && known.as_ref().is_some_and(|draft| draft.shared) {
        return Ok(HttpResponse::NoContent().finish());
    }
    if let Some(draft) = known.as_ref().filter(|draft| !draft.has_page(&sent)) {
        // A page of another form: what it would keep by itself belongs nowhere.
        if keeps {
            return Ok(HttpResponse::NoContent().finish());
        }
        if let Some(already) = already(&visit, &sent, Some(draft)).await? {
            return Ok(already);
        }
    }
    let (draft, mended, lost) = match Draft::change(&visit, take).await? {
        Some((draft, mended)) => (draft, mended, false),
        // Whoever left through the way out, or sent the report, left nothing to keep it with.
        None if keeps => return Ok(HttpResponse::NoContent().finish()),
        None => {
            // The report went off in another window.
            if let Some(receipt) = unsaved_receipt(&visit).await? {
                return Ok(receipt);
            }
            if let Some(already) = already(&visit, &sent, None).await? {
                return Ok(already);
            }
            // What was answered before is gone; what was just typed is not.
            let mut draft = Draft::of_page(&visit, &sent);
            let mended = take(&mut draft);
            draft.begin(&visit).await?;
            (draft, mended, step.id != "who")
        }
    };
    // Whoever stops here, or leaves the page by another way than its buttons, keeps what is typed so far, right or wrong.
    if stops {
        return Ok(if keeps { HttpResponse::NoContent().finish() } else { visit.go("/report/later") });
    }
    let course = Course::of(|word| visit.asks(word));
    if !mended {
        let again = address(step.id, course);
        return Ok(visit.go(&format!("{again}{}mend", if again.contains('?') { "&" } else { "?" })));
    }
    let next = next(&visit, step, &draft, if finish { Course::Ending } else { course });
    Ok(visit.go(&if lost { format!("{next}{}lost", if next.contains('?') { "&" } else { "?" }) } else { next }))
}

/// What is wrong with the answers of this page. Nobody is asked for the story twice: a kind of incident is enough, on the page after it.
fn faults_of(visit: &Visit, draft: &Draft, step: &Step, finish: bool) -> Vec<FieldFault> {
    let typed = draft.form();
    let mut all = draft.whole(visit).err().unwrap_or_default();
    all.extend(ways::doubts(&typed, visit.speaker()));
    all.sort_by_key(|(field, _)| steps::place_in(&steps::names(), field));
    let said = !typed.get("incident.account").trim().is_empty() || typed.all("incident.types").next().is_some();
    let mut own: Vec<FieldFault> = all.into_iter().filter(|(field, _)| step.owns(field, &typed)).collect();
    match step.id {
        "story" if !finish && !said => own.retain(|(field, _)| field != "incident.account"),
        "kinds" if !said => own.push(("incident.types".to_owned(), visit.speaker().say("fault-required-incident-account"))),
        _ => {}
    }
    own
}

fn next(visit: &Visit, step: &Step, draft: &Draft, course: Course) -> String {
    let form = draft.form();
    let vocabulary = &visit.service.book.vocabulary;
    let next = steps::after(step.id, &form, vocabulary, steps::may_be_about_an_organisation(&form));
    let follows = steps::find(next).is_some_and(|step| step.follows) && !draft.passed.iter().any(|passed| passed == next);
    match course {
        // The last questions come after the page of permission: from there the end is what is left.
        Course::Ending if step.id == steps::ABOUT_YOU.id => address(CHECK, Course::On),
        Course::Ending => match steps::before_the_end(&form, vocabulary, &draft.passed) {
            Some(open) => address(open, course),
            None => address(steps::ALLOW, Course::On),
        },
        Course::FromCheck | Course::FromAllow if follows => address(next, course),
        Course::FromCheck => address(CHECK, Course::On),
        Course::FromAllow => address(steps::ALLOW, Course::On),
        Course::On => address(next, course),
    }
}

/// A page of the form: one thing, in one or a few questions. Every page that asks is this one.
#[derive(Template)]
#[template(path = "pages/form/question.html")]
pub(crate) struct Question {
    /// What every page has.
    pub frame: Frame,
    /// The number of its part, and how many there are, for its title.
    pub number: u8,
    /// How many parts there are.
    pub parts: u8,
    /// The part of the form, said above the heading.
    pub part: String,
    /// The heading, when it is not the only question's own.
    pub heading: String,
    /// Sentences before the questions.
    pub notes: Vec<String>,
    /// A warning before the questions; empty for none.
    pub warning: String,
    /// The questions.
    pub fields: Vec<Field>,
    /// What is wrong with the answers.
    pub faults: Vec<FaultLine>,
    /// What just happened to answers that were here; empty for nothing.
    pub notice: String,
    /// Where it is sent.
    pub path: String,
    /// When it was shown, for who has the form open twice.
    pub since: String,
    /// Whether others use the device: then nothing is kept while it is typed.
    pub shared: bool,
    /// What comes before.
    pub back: String,
    /// Whether the visitor came to change one answer, and goes back to all of them.
    pub change: bool,
    /// Whether something is asked that can be left empty.
    pub optional: bool,
    /// Whether the form can be finished from here.
    pub finish: bool,
    /// Whether help is shown at once: for danger now.
    pub danger: bool,
    /// Crisis lines, to be shown at once; none when they are not needed.
    pub crisis: Vec<help::LineView>,
    /// Lines for children and young people; none on every page but that for them.
    pub young: Vec<help::LineView>,
    /// When somebody of the service looks, a sentence; blank where nothing asks for it.
    pub looks: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::Question;
    use crate::web::parts::families::STEP;
    use crate::web::parts::field::Field;
    use crate::web::parts::field::FieldKind::{Checkboxes, Day, Line, Lines, Radios};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, STAFFED, Sample, fault, field, help_lines, named, s};

    fn question(frame: &Frame, id: &str, fields: Vec<Field>, faulty: bool) -> askama::Result<String> {
        page(frame, id, fields, faulty).render()
    }

    fn page(frame: &Frame, id: &str, mut fields: Vec<Field>, faulty: bool) -> Question {
        let t = &frame.t;
        let mut faults = Vec::new();
        if faulty {
            for field in &mut fields {
                field.fault = Some(t.say("fault-required"));
                field.value = format!("</textarea>{HOSTILE}\n{LONG}");
                faults.push(fault(&field.target(), t.say("fault-required")));
            }
        }
        if let [only] = fields.as_mut_slice() {
            only.heads = true;
        }
        let [crisis, ..] = help_lines(t);
        Question {
            frame: frame.clone(),
            number: 1,
            parts: 5,
            part: t.say("form-part-1"),
            heading: if fields.iter().any(|field| field.heads) { String::new() } else { t.of1(&STEP, id, "who", "you") },
            notes: vec![t.say("note-hurt-2")],
            warning: if faulty { t.say("form-may-guess") } else { String::new() },
            fields,
            faults,
            notice: if faulty { t.say("form-lost") } else { String::new() },
            path: format!("/report/{id}"),
            since: s("3.c2FtcGxl.Zm9ybQ"),
            shared: false,
            back: s("/report/who"),
            change: false,
            optional: id != "help-now",
            finish: true,
            danger: id == "help-now",
            crisis: if id == "help-now" { crisis } else { Vec::new() },
            young: Vec::new(),
            looks: if id == "help-now" { t.say1("form-watched", "hours", STAFFED) } else { String::new() },
        }
    }

    /// A page with one field of each kind, and with several.
    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let t = &frame.t;
        let story = || vec![field(t, "incident.account", Lines, vec![])];
        let kinds = vec![field(t, "incident.types", Checkboxes, named(t, "type-"))];
        let relation = vec![field(t, "suspect.relation", Radios, named(t, "relation-"))];
        let days = ["incident.when.from", "incident.when.to"].map(|name| field(t, name, Day, vec![]));
        let place =
            || ["incident.where.postcode", "place.area", "incident.where.place"].map(|name| field(t, name, Line, vec![])).into();
        vec![
            ("question-lines", question(frame, "story", story(), false)),
            ("question-lines-faulty", question(frame, "story", story(), true)),
            ("question-boxes", question(frame, "kinds", kinds, false)),
            ("question-radios", question(frame, "relation", relation, false)),
            ("question-days-faulty", question(frame, "day", days.into(), true)),
            ("question-several", question(frame, "place", place(), false)),
            ("question-several-faulty", question(frame, "place", place(), true)),
            ("question-help", question(frame, "help-now", vec![], false)),
            ("question-shared", Question { shared: true, ..page(frame, "story", story(), false) }.render()),
        ]
    }
}
