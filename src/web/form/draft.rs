//! A form on its way: raw answers, faulty ones too, sealed under the key in the visitor's cookie.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use waymark_core::report::Report;
use waymark_core::routing::Centre;

use crate::journeys::service::sessions::{self, Kind};
use crate::web::asking::typed::{FieldFault, read};
use crate::web::asking::{answers, place, steps, ways};
use crate::web::form::tabs::{self, Since, Written};
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// How long answers are kept when the visitor asks for it.
pub(crate) const LONG: Duration = Duration::hours(24);
/// The same on a device that others use.
const SHARED: Duration = Duration::minutes(20);
/// After so long without an answer the visitor is asked before any answer is shown: somebody else may have come to the screen.
const UNASKED: Duration = Duration::minutes(15);

/// The field by which a page says that others use the device.
pub(crate) const SHARED_DEVICE: &str = "shared";

/// The answers so far.
#[derive(Serialize, Deserialize)]
pub(crate) struct Draft {
    /// The form's id, drawn by lot: it stands in its pages, and tells an old one when the report went off.
    #[serde(default)]
    pub id: String,
    typed: Vec<(String, String)>,
    /// Pages that were answered or skipped.
    pub passed: Vec<String>,
    /// Organisations, each with its purpose, that the visitor was asked about.
    pub asked: Vec<String>,
    /// When the last answer came.
    touched: DateTime<Utc>,
    /// Whether they are kept for a day.
    pub long: bool,
    /// Whether others use the device: nothing is kept there but what was answered, and that for a short while.
    #[serde(default)]
    pub shared: bool,
    /// The centre where the visitor is, and gets help with telling.
    #[serde(default)]
    pub centre: Option<String>,
    /// Which tab wrote what last.
    #[serde(default)]
    written: Written,
}

impl Draft {
    /// Nothing answered yet.
    pub(crate) fn new(visit: &Visit) -> Self {
        let now = visit.service.now();
        Self {
            id: tabs::fresh_name(visit),
            typed: Vec::new(),
            passed: Vec::new(),
            asked: Vec::new(),
            touched: now,
            long: false,
            shared: false,
            centre: None,
            written: Written::default(),
        }
    }

    /// Nothing answered yet, by somebody at a centre.
    pub(crate) fn at(centre: Option<String>, visit: &Visit) -> Self {
        Self { centre, ..Self::new(visit) }
    }

    /// The same on a device that others use, or that nobody else does.
    pub(crate) fn on(self, shared: bool) -> Self {
        Self { shared, ..self }
    }

    /// The form that this page belongs to, when it is answered first: it goes by the id that stands in the page.
    pub(crate) fn of_page(visit: &Visit, sent: &Form) -> Self {
        let since = Since::of(sent);
        let mut draft = Self { shared: sent.get(SHARED_DEVICE) == "true", ..Self::new(visit) };
        if !since.form().is_empty() {
            since.form().clone_into(&mut draft.id);
        }
        draft
    }

    /// Whether the page belongs to this form, or does not say to which.
    pub(crate) fn has_page(&self, sent: &Form) -> bool {
        let since = Since::of(sent);
        since.form().is_empty() || since.form() == self.id
    }

    /// What this visitor answered so far.
    pub(crate) async fn find(visit: &Visit) -> Result<Option<Self>, Stop> {
        let Some(secret) = visit.known_secret() else { return Ok(None) };
        sessions::find(&visit.service, &secret, Kind::Draft).await.map_err(Stop::from)
    }

    /// Keeps one that begins: an hour from now.
    pub(crate) async fn begin(&mut self, visit: &Visit) -> Result<(), Stop> {
        self.touched = visit.service.now();
        sessions::keep_for(&visit.service, &visit.secret(), Kind::Draft, self.lasts(), self).await.map_err(Stop::from)
    }

    /// Changes what this visitor answered so far, and keeps it an hour from now, or a day. Two tabs that send at the same moment are both
    /// heard; and what ended meanwhile – sent, or left by the way out – does not come back.
    pub(crate) async fn change<R>(visit: &Visit, with: impl Fn(&mut Self) -> R) -> Result<Option<(Self, R)>, Stop> {
        let Some(secret) = visit.known_secret() else { return Ok(None) };
        let now = visit.service.now();
        let touch = |draft: &mut Self| {
            let done = with(draft);
            draft.touched = now;
            (draft.lasts(), done)
        };
        sessions::change(&visit.service, &secret, Kind::Draft, touch).await.map_err(Stop::from)
    }

    /// How long it is kept after the last answer.
    fn lasts(&self) -> Duration {
        match (self.shared, self.long) {
            (true, _) => SHARED,
            (false, true) => LONG,
            (false, false) => Kind::Draft.lasts(),
        }
    }

    /// Whether its answers are shown only when the visitor says so.
    pub(crate) fn rests(&self, now: DateTime<Utc>) -> bool {
        now - self.touched > UNASKED
    }

    /// The centre where the visitor is, if it is still there.
    pub(crate) fn centre<'v>(&self, visit: &'v Visit) -> Option<&'v Centre> {
        visit.service.book.centres.find(self.centre.as_deref()?)
    }

    /// The frame of a page of the form: it says at which centre the visitor is.
    pub(crate) fn frame(&self, visit: &Visit) -> Frame {
        let with = self.centre(visit).map(|centre| centre.name.clone()).unwrap_or_default();
        Frame { with, ..visit.form_frame(true) }
    }

    /// The answers as a form.
    pub(crate) fn form(&self) -> Form {
        Form(self.typed.clone())
    }

    /// Takes the answers of a page in the place of those it had.
    pub(crate) fn take(&mut self, asks: &[&str], sent: &Form) {
        // A page that is kept while somebody types sends what is new of it, by the names of its fields.
        let some: Vec<&str> = sent.all("kept").collect();
        let of_these = |name: &str| steps::owns(asks, name) && (some.is_empty() || some.contains(&name));
        tabs::take(&mut self.typed, &mut self.written, of_these, sent, &Since::of(sent));
    }

    /// What a page says of when it was shown.
    pub(crate) fn since(&self, visit: &Visit) -> String {
        Since::now(visit, &self.written, &self.id).say()
    }

    /// Takes the answers of the page of permission. Whoever must never be told is kept apart from what is asked there today.
    pub(crate) fn take_permission(&mut self, sent: &Form) {
        self.take(&["allow", "purposes", "if_unable"], sent);
        answers::keep_never(&mut self.typed);
    }

    /// The button of a page was pressed: what was typed about the place is worked out, and what was asked about once is settled.
    pub(crate) fn press(&mut self, step: &str, visit: &Visit) {
        match step {
            "place" => place::settle(&mut self.typed, &visit.service.book.gazetteer),
            "reach" | "needs" => ways::press(&mut self.typed),
            "contact" => ways::settle(&mut self.typed),
            _ => {}
        }
    }

    /// Notes that a page was answered or skipped.
    pub(crate) fn pass(&mut self, step: &str) {
        if !self.passed.iter().any(|passed| passed == step) {
            self.passed.push(step.to_owned());
        }
    }

    /// The report, unless something is wrong with an answer: then every fault, in the order of the pages.
    ///
    /// # Errors
    /// Every fault, by field.
    pub(crate) fn whole(&self, visit: &Visit) -> Result<(Report, Json), Vec<FieldFault>> {
        read(visit, &self.form(), &steps::names())
    }
}
