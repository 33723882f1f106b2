//! Where somebody is told in person.

use actix_web::HttpResponse;
use askama::Template;

use crate::journeys::centre::standing::{Doubt, Standing, standing};
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::centre::{CentreView, view};
use crate::web::parts::frame::Frame;

/// `GET /centres`
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let all = standing(&visit.service).await?;
    let (t, book) = (visit.speaker(), &visit.service.book);
    let mut listed: Vec<&Standing<'_>> = all.iter().filter(|one| one.centre.listed && one.off_since.is_none()).collect();
    listed.sort_by_key(|one| one.centre.name.to_lowercase());
    let views = |doubt: Option<Doubt>| listed.iter().filter(|one| one.doubt() == doubt).map(|one| view(one, book, t)).collect();
    let (centres, changed, dormant) = (views(None), views(Some(Doubt::Changed)), views(Some(Doubt::Dormant)));
    visit.show(&CentresPage { frame: visit.frame(true), centres, changed, dormant })
}

/// `/centres`
#[derive(Template)]
#[template(path = "pages/public/centres.html")]
pub struct CentresPage {
    /// What every page has.
    pub frame: Frame,
    /// Centres, by name.
    pub centres: Vec<CentreView>,
    /// Those that said that something is wrong, until somebody has dealt with it.
    pub changed: Vec<CentreView>,
    /// Those that did not answer their letters: nobody knows whether they are open.
    pub dormant: Vec<CentreView>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::CentresPage;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{Sample, centre};

    fn centres(frame: &Frame, some: bool) -> CentresPage {
        let all = |confirmed: bool| if some { vec![centre(confirmed), centre(false)] } else { vec![] };
        CentresPage { frame: frame.clone(), centres: all(true), changed: all(true), dormant: all(false) }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("centres", centres(frame, true).render()), ("centres-none", centres(frame, false).render())]
    }
}
