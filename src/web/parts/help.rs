//! A help line to read, and the lines for somebody who may not stay alive.

use waymark_core::config::HelpLine;

use crate::journeys::service::Service;
use crate::web::parts::reach::{self, Piece};

/// A help line, to read.
#[derive(Clone)]
pub(crate) struct LineView {
    /// Its name.
    pub name: String,
    /// Who answers, and for whom: a sentence.
    pub what: String,
    /// The number to call; empty for none.
    pub phone: String,
    /// What to text, and to which number; empty for none.
    pub text: String,
    /// Its website; empty for none.
    pub web: String,
    /// Where to sign in BSL; empty for none.
    pub bsl: String,
    /// When it answers, in words.
    pub open: String,
    /// What it is for, in words; none for everybody.
    pub strands: Vec<String>,
}

impl LineView {
    /// What to text, and the numbers in it as links.
    #[must_use]
    pub(crate) fn texting(&self) -> Vec<Piece> {
        reach::numbered(&self.text)
    }

    /// The website as people say it.
    #[must_use]
    pub(crate) fn site(&self) -> &str {
        let site = self.web.strip_prefix("https://").unwrap_or(&self.web);
        site.strip_prefix("www.").unwrap_or(site).trim_end_matches('/')
    }
}

/// The lines for somebody who may not stay alive, for `parts/crisis.html`; for somebody under 18 those for the young come first.
pub(crate) fn crisis_lines(service: &Service, young: bool) -> Vec<LineView> {
    let mut lines: Vec<&HelpLine> = service.book.help.crisis().collect();
    lines.sort_by_key(|line| young && !line.young);
    lines.into_iter().map(|line| view(line, Vec::new())).collect()
}

/// The lines for children and young people.
pub(crate) fn young_lines(service: &Service) -> Vec<LineView> {
    service.book.help.young().map(|line| view(line, Vec::new())).collect()
}

pub(crate) fn view(line: &HelpLine, strands: Vec<String>) -> LineView {
    LineView {
        name: line.name.clone(),
        what: line.what.clone(),
        phone: line.phone.clone(),
        text: line.text.clone(),
        web: line.web.clone(),
        bsl: line.bsl.clone(),
        open: line.open.clone(),
        strands,
    }
}
