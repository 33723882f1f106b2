//! Pages that ask nothing and keep nothing: what counts, staying safe, getting help, and who answers for the service.

use actix_web::HttpResponse;
use waymark_core::config::HelpLine;
use waymark_core::config::settings::Operator;
use waymark_core::vocabulary::{MONITORED, STRAND};
use waymark_core::words::Speaker;

use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::TEXT;
use crate::web::parts::help::{crisis_lines, view};
use crate::web::parts::prose;
use crate::web::public::guidance_pages::{Help, Prose, StaySafe, WhatCounts, WhoWeAre};

/// `GET /what-counts`
pub(in crate::web) async fn what_counts(visit: Visit) -> Result<HttpResponse, Stop> {
    let t = visit.speaker();
    let (monitored, local): (Vec<&str>, Vec<&str>) =
        visit.service.book.vocabulary.strands.ids().partition(|strand| MONITORED.contains(strand));
    visit.show(&WhatCounts { frame: visit.frame(true), monitored: labels(monitored, t), local: labels(local, t) })
}

/// `GET /stay-safe`
pub(in crate::web) async fn stay_safe(visit: Visit) -> Result<HttpResponse, Stop> {
    visit.show(&StaySafe { frame: visit.frame(true) })
}

/// `GET /help`
pub(in crate::web) async fn help(visit: Visit) -> Result<HttpResponse, Stop> {
    let t = visit.speaker();
    let others = visit.service.book.help.all().iter().filter(|line| !line.crisis);
    let strands = |line: &HelpLine| labels(line.strands.iter().map(String::as_str), t);
    let others = others.map(|line| view(line, strands(line)));
    let (general, special): (Vec<_>, Vec<_>) = others.partition(|line| line.strands.is_empty());
    visit.show(&Help { frame: visit.frame(true), crisis: crisis_lines(&visit.service), general, special })
}

fn labels<'a>(strands: impl IntoIterator<Item = &'a str>, t: &Speaker) -> Vec<String> {
    strands.into_iter().map(|strand| t.of(&STRAND, strand)).collect()
}

/// `GET /privacy`
pub(in crate::web) async fn privacy(visit: Visit) -> Result<HttpResponse, Stop> {
    written(&visit, "privacy", |operator| &operator.privacy)
}

/// `GET /privacy/named`: for people who are named in what others tell us.
pub(in crate::web) async fn named(visit: Visit) -> Result<HttpResponse, Stop> {
    written(&visit, "named", |operator| &operator.privacy_named)
}

/// `GET /accessibility`
pub(in crate::web) async fn accessibility(visit: Visit) -> Result<HttpResponse, Stop> {
    written(&visit, "accessibility", |operator| &operator.accessibility)
}

/// `GET /complaints`
pub(in crate::web) async fn complaints(visit: Visit) -> Result<HttpResponse, Stop> {
    written(&visit, "complaints", |operator| &operator.complaints)
}

/// `GET /rights`
pub(in crate::web) async fn rights(visit: Visit) -> Result<HttpResponse, Stop> {
    written(&visit, "rights", |operator| &operator.rights)
}

/// A text that the operator has written, or the honest word that it is missing.
fn written(visit: &Visit, what: &str, text: impl Fn(&Operator) -> &str) -> Result<HttpResponse, Stop> {
    let operator = &visit.service.settings.operator;
    visit.show(&Prose {
        frame: visit.frame(true),
        heading: visit.speaker().of(&TEXT, what),
        language: operator.languages.first().cloned().unwrap_or_else(|| "en".to_owned()),
        blocks: prose::blocks(text(operator)),
    })
}

/// `GET /who-we-are`. The person on duty is not shown: their number is for organisations.
pub(in crate::web) async fn who_we_are(visit: Visit) -> Result<HttpResponse, Stop> {
    let operator = &visit.service.settings.operator;
    visit.show(&WhoWeAre {
        frame: visit.frame(true),
        name: operator.controller_name.clone(),
        address: operator.controller_address.clone(),
        email: operator.controller_email.clone(),
        registration: operator.ico_registration.clone(),
        staffed: operator.staffed.clone(),
    })
}
