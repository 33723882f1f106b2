//! A poster with a QR code, for the wall of a centre or for anywhere else.

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;
use waymark_core::staff::Act;

use crate::journeys::centre::standing;
use crate::web::desk::door::door::Desk;
use crate::web::desk::people::people::centre;
use crate::web::http::qr::Qr;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// `GET /desk/poster`: leads to the public site, for any wall.
pub(crate) async fn plain(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Staff).await?;
    let address = desk.visit.service.settings.public_url.clone();
    page(&desk, &address, None)
}

/// `GET /desk/poster/<centre>`: leads to the form that goes to this centre, for its own wall.
pub(crate) async fn of_centre(visit: Visit, id: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Staff).await?;
    let (visit, own) = (&desk.visit, centre(&desk));
    let all = standing::standing(&visit.service).await?;
    let found = all.into_iter().find(|one| one.centre.id == *id && own.as_ref().is_none_or(|own| *own == one.centre.id));
    let Some(one) = found else { return Err(Stop::NotFound) };
    let address = format!("{}/with/{}", visit.service.settings.public_url, one.code);
    // Where a centre is not in the list, nobody who only walks past learns from a poster what the place is.
    let name = if one.centre.listed { one.centre.name.clone() } else { String::new() };
    page(&desk, &address, Some((name, one.doubt().is_some())))
}

/// The page. `of` is the name of the centre where it hangs, blank for one that the public does not find, and whether it may not be open;
/// nothing for no centre.
fn page(desk: &Desk, address: &str, of: Option<(String, bool)>) -> Result<HttpResponse, Stop> {
    let at_centre = of.is_some();
    let (place, doubtful) = of.unwrap_or_default();
    let visit = &desk.visit;
    let drawn = Qr::of(address).map(|qr| (qr.view, qr.path)).unwrap_or_default();
    let settings = &visit.service.settings;
    let typed = |address: &str| address.trim_start_matches("https://").trim_start_matches("http://").to_owned();
    visit.show(&Poster {
        frame: desk.frame(),
        at_centre,
        unlisted: at_centre && place.is_empty(),
        doubtful,
        place,
        view: drawn.0,
        path: drawn.1,
        typed: typed(address),
        web: typed(&settings.public_url),
        phone: settings.operator.call_back.clone(),
    })
}

/// `/desk/poster`
#[derive(Template)]
#[template(path = "pages/desk/centre/poster.html")]
pub struct Poster {
    /// What every page has.
    pub frame: Frame,
    /// Whether it hangs at a centre, where somebody can be asked.
    pub at_centre: bool,
    /// Whether that centre is not in the list: then it is not named.
    pub unlisted: bool,
    /// Whether the public is told that it may not be open.
    pub doubtful: bool,
    /// The centre's name; empty for none.
    pub place: String,
    /// Where the modules of the QR code lie.
    pub view: String,
    /// Its dark modules; empty when the address is too long for a code.
    pub path: String,
    /// The address as somebody types it.
    pub typed: String,
    /// The address on the slips.
    pub web: String,
    /// The service's neutral number; empty for none.
    pub phone: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::Poster;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, Sample, s};

    fn poster(frame: &Frame, at_centre: bool) -> Poster {
        Poster {
            frame: frame.clone(),
            at_centre,
            unlisted: false,
            doubtful: at_centre,
            place: if at_centre { s(HOSTILE) } else { String::new() },
            view: s("0 0 9 9"),
            path: s("M4 4h1v1h-1z"),
            typed: s("waymark.example/with/k7m2pq"),
            web: s("waymark.example"),
            phone: s("01632 960100"),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-poster", poster(frame, true).render()), ("desk-poster-plain", poster(frame, false).render())]
    }
}
