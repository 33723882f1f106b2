//! Texts that the operator writes: privacy, people named in reports, accessibility, complaints, rights.

use actix_web::HttpResponse;
use askama::Template;
use waymark_core::config::settings::Operator;

use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::TEXT;
use crate::web::parts::frame::Frame;
use crate::web::parts::prose::{self, Block};

/// `GET /privacy`
pub(crate) async fn privacy(visit: Visit) -> Result<HttpResponse, Stop> {
    written(&visit, "privacy", |operator| &operator.privacy)
}

/// `GET /privacy/named`: for people who are named in what others tell us.
pub(crate) async fn named(visit: Visit) -> Result<HttpResponse, Stop> {
    written(&visit, "named", |operator| &operator.privacy_named)
}

/// `GET /accessibility`
pub(crate) async fn accessibility(visit: Visit) -> Result<HttpResponse, Stop> {
    written(&visit, "accessibility", |operator| &operator.accessibility)
}

/// `GET /complaints`
pub(crate) async fn complaints(visit: Visit) -> Result<HttpResponse, Stop> {
    written(&visit, "complaints", |operator| &operator.complaints)
}

/// `GET /rights`
pub(crate) async fn rights(visit: Visit) -> Result<HttpResponse, Stop> {
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

/// A text that the operator writes: privacy, people named, accessibility, complaints, rights.
#[derive(Template)]
#[template(path = "pages/public/texts.html")]
pub struct Prose {
    /// What every page has.
    pub frame: Frame,
    /// What it is about, in words: its heading and its title.
    pub heading: String,
    /// The language that the operator writes in.
    pub language: String,
    /// The text; empty when it is not written yet.
    pub blocks: Vec<Block>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;
    use waymark_core::config::Settings;
    use waymark_core::config::settings::Operator;

    use super::Prose;
    use crate::web::parts::families::TEXT;
    use crate::web::parts::frame::Frame;
    use crate::web::parts::prose;
    use crate::web::samples::common::{HOSTILE, Sample, s};

    /// The words of the shipped configuration.
    pub(crate) fn operator() -> Operator {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
        Settings::read(&folder, &|_| None, &mut Vec::new()).operator
    }

    fn text(frame: &Frame, what: &str, words: &str) -> askama::Result<String> {
        let heading = frame.t.of(&TEXT, what);
        Prose { frame: frame.clone(), heading, language: s("en"), blocks: prose::blocks(words) }.render()
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let operator = operator();
        vec![
            ("privacy", text(frame, "privacy", &operator.privacy)),
            ("named", text(frame, "named", &operator.privacy_named)),
            ("accessibility", text(frame, "accessibility", &operator.accessibility)),
            ("complaints", text(frame, "complaints", &format!("## {HOSTILE}\n{HOSTILE}\n- {HOSTILE}"))),
            ("rights", text(frame, "rights", &operator.rights)),
            ("text-missing", text(frame, "rights", "")),
        ]
    }
}
