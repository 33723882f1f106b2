//! Reports that belong together.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use waymark_core::head::Head;
use waymark_core::report::labels::LINKS_BOND;
use waymark_core::report::{Bond, RiskLevel, Told};
use waymark_core::staff::Act;
use waymark_core::vocabulary::{Id, STRAND, TYPE};
use waymark_core::words::{Family, Speaker};

use crate::journeys::desk::care::links::{self, LinkFault, Linking, Member, Suggestion};
use crate::web::desk::door::door::Desk;
use crate::web::desk::list::find::HitView;
use crate::web::desk::opening::at_report;
use crate::web::desk::words::risk::level;
use crate::web::desk::words::standing::standing;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::{LINKS_FAULT, LINKS_NOTICE};
use crate::web::parts::frame::{Choice, FaultLine, Frame};

impl From<LinkFault> for Stop {
    fn from(fault: LinkFault) -> Self {
        match fault {
            LinkFault::Store(error) => error.into(),
            LinkFault::NotAllowed => Self::Role,
            LinkFault::Faulty(_) | LinkFault::Erased => Self::NotFound,
        }
    }
}

fn all(ids: &[Id], family: &Family, t: &Speaker) -> String {
    ids.iter().map(|id| t.of(family, id)).collect::<Vec<_>>().join(", ")
}

fn member(one: &Member, t: &Speaker) -> MemberView {
    let on = t.day(one.day);
    let bonds = one.bonds.iter().map(|bound| {
        let bond = t.label(bound.bond);
        let words = t.say2("links-bound", "bond", bond, "other", bound.with.as_str());
        (words, bound.note.reveal().to_owned(), bound.by.reveal().to_owned())
    });
    MemberView {
        reference: one.reference.clone(),
        day: t.say1(if one.happened { "links-happened" } else { "find-received" }, "day", on),
        district: one.district.clone().unwrap_or_default(),
        types: all(&one.types, &TYPE, t),
        strands: all(&one.strands, &STRAND, t),
        risk: level(one.risk, t),
        urgent: one.risk == Some(RiskLevel::High),
        standing: standing(one.standing, t),
        bonds: bonds.collect(),
        own: one.own,
        direct: one.direct,
    }
}

fn suggestion(one: &Suggestion, t: &Speaker) -> (HitView, String, String) {
    let shares: Vec<String> = one.shares.iter().map(|kind| t.label(kind)).collect();
    let view = HitView {
        reference: one.reference.clone(),
        received: t.day_of(one.received_at),
        district: one.district.clone().unwrap_or_default(),
        standing: standing(one.standing, t),
        shares: shares.join(", "),
    };
    let bond = one.bond().id();
    (view, bond.to_owned(), t.say1("links-do-as", "bond", t.of(&LINKS_BOND, bond)))
}

pub(crate) async fn page(desk: &Desk, head: &Head, typed: &Linking, faults: Vec<FaultLine>) -> Result<HttpResponse, Stop> {
    let (visit, t) = (&desk.visit, desk.visit.speaker());
    let pattern = links::pattern(&visit.service, &desk.who, head).await?;
    let bonds = Bond::ALL.into_iter().map(|bond| Choice {
        value: bond.id().to_owned(),
        label: t.label(bond),
        hint: String::new(),
        chosen: typed.bond == Some(bond),
    });
    visit.show(&LinksPage {
        frame: desk.frame(),
        reference: head.reference.to_string(),
        members: pattern.reports.iter().map(|one| member(one, t)).collect(),
        more: pattern.more,
        suggestions: pattern.suggestions.iter().map(|one| suggestion(one, t)).collect(),
        bonds: bonds.collect(),
        other: typed.reference.clone(),
        note: typed.note.reveal().to_owned(),
        notice: LINKS_NOTICE.members.iter().find(|word| visit.asks(word)).map(|word| t.of(&LINKS_NOTICE, word)),
        faults,
    })
}

/// `GET /desk/reports/<reference>/links`
pub(crate) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Link).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    page(&desk, &head, &Linking::default(), Vec::new()).await
}

/// `POST /desk/reports/<reference>/links`
pub(crate) async fn link(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Link).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    let typed = || Linking {
        reference: form.get("other").trim().to_owned(),
        bond: Bond::from_id(form.get("bond")),
        note: Told::new(form.get("note").trim()),
    };
    match links::link(&desk.visit.service, &desk.who, &head, typed()).await {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            Ok(desk.visit.go(&format!("/desk/reports/{}/links?linked", head.reference)))
        }
        Err(LinkFault::Faulty(faults)) => {
            let t = desk.visit.speaker();
            let line = |fault: &'static str| FaultLine {
                anchor: if matches!(fault, "unknown" | "itself") { "other" } else { fault }.to_owned(),
                text: t.of(&LINKS_FAULT, fault),
            };
            page(&desk, &head, &typed(), faults.into_iter().map(line).collect()).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /desk/reports/<reference>/links/end`
pub(crate) async fn unlink(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Link).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    links::unlink(&desk.visit.service, &desk.who, &head, form.get("other")).await?;
    desk.go_on(Some(head.id)).await?;
    Ok(desk.visit.go(&format!("/desk/reports/{}/links?unlinked", head.reference)))
}

/// `/desk/reports/<reference>/links`
#[derive(Template)]
#[template(path = "pages/desk/care/links.html")]
pub(crate) struct LinksPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Reports that belong together, in the order of time: this one alone when it is linked with none.
    pub members: Vec<MemberView>,
    /// Whether there are more.
    pub more: bool,
    /// Others that may belong to it: each with the id of what it would be linked as, and the same in words.
    pub suggestions: Vec<(HitView, String, String)>,
    /// Why two reports belong together.
    pub bonds: Vec<Choice>,
    /// The reference that was typed before.
    pub other: String,
    /// The note that was typed before.
    pub note: String,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `other`, `bond`, `note`.
    pub faults: Vec<FaultLine>,
}

/// A report of a pattern.
pub(crate) struct MemberView {
    /// The report's spoken name.
    pub reference: String,
    /// The day, a sentence.
    pub day: String,
    /// Where; empty when it is not known.
    pub district: String,
    /// Kinds of incident, in words.
    pub types: String,
    /// Strands, in words.
    pub strands: String,
    /// The risk level, in words.
    pub risk: String,
    /// Whether it is high.
    pub urgent: bool,
    /// Where it stands, in words.
    pub standing: String,
    /// What links it with what: the link in words, its note, and who said so.
    pub bonds: Vec<(String, String, String)>,
    /// Whether it is the report that the page is of.
    pub own: bool,
    /// Whether it is linked with that one itself.
    pub direct: bool,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;
    use waymark_core::report::labels::LINKS_BOND;

    use super::{LinksPage, MemberView};
    use crate::web::desk::list::find::sample::hit;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choices, faults, s};

    fn links(frame: &Frame, faulty: bool) -> LinksPage {
        let t = &frame.t;
        let member = |reference: &str, own: bool| MemberView {
            reference: s(reference),
            day: t.say1("links-happened", "day", "14 November 2026"),
            district: s("Stockton-on-Tees"),
            types: s(LONG),
            strands: s(HOSTILE),
            risk: t.say("risk-high"),
            urgent: own,
            standing: t.say("find-standing-waits"),
            bonds: vec![(t.say2("links-bound", "bond", LONG, "other", REFERENCE), format!("{HOSTILE}\n{LONG}"), s(HOSTILE))],
            own,
            direct: !own,
        };
        let wrong = [("other", "links-fault-unknown"), ("bond", "links-fault-bond"), ("note", "links-fault-note")];
        LinksPage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            members: vec![member(REFERENCE, true), member("WM-0000-0001", false)],
            more: true,
            suggestions: vec![(hit(frame, "WM-0000-0002"), s("same-person"), t.say1("links-do-as", "bond", LONG))],
            bonds: choices(t, &LINKS_BOND, &["same-place", "same-person", "same-people-did-it", "other"]),
            other: if faulty { s(HOSTILE) } else { s("") },
            note: if faulty { s(HOSTILE) } else { s("") },
            notice: (!faulty).then(|| t.say("links-notice-linked")),
            faults: faults(t, faulty, &wrong),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-links", links(frame, false).render()), ("desk-links-faulty", links(frame, true).render())]
    }
}
