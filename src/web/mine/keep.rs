//! Whoever leaves a page of their own with words that were not sent says nothing by it: the words are kept, and what else stands in the form
//! neither counts nor comes back. An address of its own, so that no form is taken by mistake.

use actix_web::HttpResponse;
use actix_web::web::Payload;

use crate::journeys::service::unsent as kept;
use crate::web::asking::answers::NEVER_WORDS;
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::unsent::{self, Sent};
use crate::web::http::visit::Visit;
use crate::web::mine::bearer::{at_work, whose};

/// Where something is written, and in which fields; last what is nothing without them: whom an addition is for.
const WRITTEN: [(&str, &[&str], &[&str]); 2] =
    [("/your-report/messages", &["message", "addition"], &["share_with"]), ("/your-report/permission", &[NEVER_WORDS], &[])];

/// What was written in a form of these pages; nothing for any other.
fn written(form: &Form) -> Option<Sent> {
    let (path, words, beside) = WRITTEN.into_iter().find(|(path, ..)| *path == form.get("of"))?;
    let some = words.iter().any(|name| !form.get(name).trim().is_empty());
    let is_kept = |name: &str| some && (words.contains(&name) || beside.contains(&name));
    let fields = form.0.iter().filter(|(name, _)| is_kept(name)).cloned().collect();
    Some(Sent { path: path.to_owned(), fields })
}

/// `POST /your-report/keep`
pub(crate) async fn keep(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    if let Some(words) = written(&form) {
        let (opened, secret) = at_work(&visit, words.clone()).await?;
        opened.key()?;
        // Where others use the device, whoever leaves the page leaves nothing.
        let shared = kept::was_shared(&visit.service, &secret).await?;
        if shared || !unsent::keep(&visit, &secret, Some(whose(&opened)), words).await? {
            kept::forget(&visit.service, &secret).await?;
        }
    }
    Ok(HttpResponse::NoContent().finish())
}
