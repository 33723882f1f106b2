//! Figures of a quarter, with nobody in them.

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::Payload;
use askama::Template;
use waymark_core::clock::london_day;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::desk::list::figures::{self, FiguresFault, Quarter};
use crate::web::desk::door::door::Desk;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::{FIGURES_FAULT, FIGURES_QUARTER};
use crate::web::parts::frame::{Choice, FaultLine, Frame};

/// How many quarters can be chosen from.
const QUARTERS: usize = 12;

/// A quarter in words: as it stands in the table, it could be misread where lines run from right to left.
fn choice(one: Quarter, t: &Speaker) -> Choice {
    let (year, number) = one.of_year();
    let label = t.of1(&FIGURES_QUARTER, number.to_string(), "year", year.to_string());
    Choice { value: one.text(), label, hint: String::new(), chosen: false }
}

fn page(desk: &Desk, fault: Option<&str>) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let quarters = Quarter::over(london_day(visit.service.now()), QUARTERS).into_iter();
    let line = |word: &str| FaultLine { anchor: "quarter".to_owned(), text: t.of(&FIGURES_FAULT, word) };
    visit.show(&FiguresPage {
        frame: desk.frame(),
        quarters: quarters.map(|one| choice(one, t)).collect(),
        faults: fault.map(line).into_iter().collect(),
    })
}

/// `GET /desk/figures`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    page(&Desk::enter(visit, Act::Statistics).await?, None)
}

/// `POST /desk/figures`
pub(crate) async fn export(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Statistics).await?;
    let Some(quarter) = Quarter::parse(form.get("quarter")) else { return page(&desk, Some("quarter")) };
    let text = match figures::figures(&desk.visit.service, &desk.who, quarter).await {
        Ok(text) => text,
        Err(FiguresFault::NotOver) => return page(&desk, Some("quarter")),
        Err(FiguresFault::Unopened(_)) => return page(&desk, Some("unopened")),
        Err(FiguresFault::TooMany) => return page(&desk, Some("many")),
        Err(FiguresFault::NotAllowed) => return Err(Stop::Role),
        Err(FiguresFault::Store(error)) => return Err(error.into()),
    };
    desk.go_on(None).await?;
    let name = format!("attachment; filename=\"figures-{}.csv\"", quarter.text());
    Ok(HttpResponse::Ok().insert_header((CONTENT_DISPOSITION, name)).content_type("text/csv; charset=utf-8").body(text))
}

/// `/desk/figures`
#[derive(Template)]
#[template(path = "pages/desk/list/figures.html")]
pub struct FiguresPage {
    /// What every page has.
    pub frame: Frame,
    /// Quarters that are over.
    pub quarters: Vec<Choice>,
    /// What is wrong. Id: `quarter`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::FiguresPage;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{LONG, Sample, choice, faults};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let page = |faulty| FiguresPage {
            frame: frame.clone(),
            quarters: ["2026-Q3", "2026-Q2"].map(|quarter| choice(quarter, LONG, String::new())).into(),
            faults: faults(&frame.t, faulty, &[("quarter", "figures-fault-quarter")]),
        };
        vec![("desk-figures", page(false).render()), ("desk-figures-faulty", page(true).render())]
    }
}
