//! A page of a few words and perhaps a link: not found, gone wrong, too many, expired, left.

use askama::Template;

use crate::web::parts::frame::Frame;

/// A few words and perhaps a link: not found, gone wrong, too many, expired, left.
#[derive(Template)]
#[template(path = "pages/parts/notice.html")]
pub struct Notice {
    /// What every page has.
    pub frame: Frame,
    /// What it is about.
    pub heading: String,
    /// What to know.
    pub paragraphs: Vec<String>,
    /// Where to go, as address and words.
    pub link: Option<(String, String)>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::Notice;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, Sample, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let t = &frame.t;
        let page = Notice {
            frame: frame.clone(),
            heading: t.say("notice-expired-heading"),
            paragraphs: vec![t.say("notice-expired-text"), s(HOSTILE)],
            link: Some((s("/"), t.say("link-home"))),
        };
        vec![("notice", page.render())]
    }
}
