//! Reports that are kept though their person erased them: that they are there, and letting them go. Nothing of what was told is shown.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::desk::ending::legal_hold::{self, Kept, KeptFault, LettingGo};
use crate::web::desk::door::door::Desk;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::KEPT_FAULT;
use crate::web::parts::frame::{Choice, FaultLine, Frame};

fn choice(one: &Kept, chosen: &str, t: &Speaker) -> Choice {
    let erased = t.say1("kept-erased", "at", t.when(one.erased_at));
    let kept = one.kept.as_ref().map(|(at, by)| t.say2("kept-since", "at", t.when(*at), "name", by.reveal()));
    Choice {
        value: one.reference.to_string(),
        label: one.reference.to_string(),
        hint: std::iter::once(erased).chain(kept).collect::<Vec<_>>().join(" "),
        chosen: one.reference.as_str() == chosen,
    }
}

async fn page(desk: &Desk, typed: LettingGo, faults: &[&'static str]) -> Result<HttpResponse, Stop> {
    let (visit, t) = (&desk.visit, desk.visit.speaker());
    let (found, more) = legal_hold::list(&visit.service, &desk.who, &typed.reference).await?;
    let line = |fault: &&'static str| FaultLine { anchor: (*fault).to_owned(), text: t.of(&KEPT_FAULT, fault) };
    visit.show(&KeptPage {
        frame: desk.frame(),
        reports: found.iter().map(|one| choice(one, &typed.reference, t)).collect(),
        more,
        why: typed.why.reveal().to_owned(),
        notice: visit.asks("gone").then(|| t.say("kept-notice")),
        faults: faults.iter().map(line).collect(),
    })
}

impl From<KeptFault> for Stop {
    fn from(fault: KeptFault) -> Self {
        match fault {
            KeptFault::Store(error) => error.into(),
            KeptFault::NotAllowed => Self::Role,
            KeptFault::Faulty(_) => Self::NotFound,
        }
    }
}

/// `GET /desk/kept`, and `?found=` with the report that somebody looked for
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Hold).await?;
    let reference = desk.visit.query().strip_prefix("found=").unwrap_or_default().to_owned();
    page(&desk, LettingGo { reference, why: Told::default() }, &[]).await
}

/// `POST /desk/kept`
pub(crate) async fn let_go(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Hold).await?;
    let typed = LettingGo { reference: form.get("reference").trim().to_owned(), why: Told::new(form.get("why").trim()) };
    match legal_hold::let_go(&desk.visit.service, &desk.who, typed.clone()).await {
        Ok(_) => {
            desk.go_on(None).await?;
            Ok(desk.visit.go("/desk/kept?gone"))
        }
        Err(KeptFault::Faulty(faults)) => page(&desk, typed, &faults).await,
        Err(fault) => Err(fault.into()),
    }
}

/// `/desk/kept`
#[derive(Template)]
#[template(path = "pages/desk/ending/legal_hold.html")]
pub(crate) struct KeptPage {
    /// What every page has.
    pub frame: Frame,
    /// Reports that were erased and are kept, the longest erased first.
    pub reports: Vec<Choice>,
    /// Whether there are more than these.
    pub more: bool,
    /// Why, as it was typed before.
    pub why: String,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `reference`, `why`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::KeptPage;
    use crate::web::parts::frame::{Choice, Frame};
    use crate::web::samples::common::{HOSTILE, LONG, Sample, faults, s};

    fn kept(frame: &Frame, count: usize, faulty: bool) -> KeptPage {
        let t = &frame.t;
        let report = |number: usize| Choice {
            value: format!("WM-0000-00{number:02}"),
            label: format!("WM-0000-00{number:02}"),
            hint: [
                t.say1("kept-erased", "at", "14 November 2026, 11:00am"),
                t.say2("kept-since", "at", "1 November 2026, 9:30am", "name", HOSTILE),
            ]
            .join(" "),
            chosen: faulty && number == 1,
        };
        KeptPage {
            frame: frame.clone(),
            reports: (0..count).map(report).collect(),
            more: count > 2,
            why: if faulty { s(LONG) } else { s("") },
            notice: (!faulty).then(|| t.say("kept-notice")),
            faults: faults(t, faulty, &[("reference", "kept-fault-reference"), ("why", "kept-fault-why")]),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![
            ("desk-kept", kept(frame, 3, false).render()),
            ("desk-kept-faulty", kept(frame, 2, true).render()),
            ("desk-kept-none", kept(frame, 0, false).render()),
        ]
    }
}
