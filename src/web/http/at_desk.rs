//! What a visit at the desk needs besides: words that must not be lost, the device, and a door that is slow for whoever guesses.

use actix_web::HttpMessage;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::Method;
use actix_web::web::Data;

use crate::web::http::limits;
use crate::web::http::refill::Again;
use crate::web::http::slow::{Slow, Try};
use crate::web::http::stop::Stop;
use crate::web::http::visit::{Leaves, Visit};

/// How long a device is known after somebody signed in on it.
const KNOWN: Duration = Duration::days(90);

impl Visit {
    /// On a screen that others use this page goes by itself after a while, even where no script runs.
    pub(crate) fn leaves_after(&self, lasts: chrono::Duration) {
        // A moment after the session, so that the next page is that of signing in.
        self.request.extensions_mut().insert(Leaves(lasts.num_seconds() + 5));
    }

    fn is_secure(&self) -> bool {
        self.service.settings.public_url.starts_with("https://")
    }

    fn device_cookie_name(&self) -> &'static str {
        if self.is_secure() { "__Secure-waymark-desk" } else { "waymark-desk" }
    }

    /// The cookie that tells this device, when it is to be known from now on.
    pub(crate) fn device_cookie(&self) -> Option<Cookie<'static>> {
        let device = self.device.borrow().clone()?;
        let cookie = Cookie::build(self.device_cookie_name(), device).path("/desk").http_only(true);
        Some(cookie.same_site(SameSite::Lax).secure(self.is_secure()).max_age(KNOWN).finish())
    }

    /// Whether something is sent, and not only looked at.
    pub(crate) fn sends(&self) -> bool {
        *self.request.method() == Method::POST
    }

    /// The path of the address.
    pub(crate) fn path(&self) -> &str {
        self.request.path()
    }

    /// What the form that was sent holds; once.
    pub(crate) fn take_sent(&self) -> Vec<(String, String)> {
        self.sent.take()
    }

    /// Puts what was typed before into its form, on the page that is shown.
    pub(crate) fn fill_again(&self, again: Again) {
        *self.again.borrow_mut() = Some(again);
    }

    /// The visitor's network, if it is known.
    pub(crate) fn network(&self) -> Option<[u8; 16]> {
        limits::address(&self.request, self.service.settings.behind_proxy)
    }

    /// What tells the device, if somebody signed in on it before.
    pub(crate) fn known_device(&self) -> String {
        self.request.cookie(self.device_cookie_name()).map(|cookie| cookie.value().to_owned()).unwrap_or_default()
    }

    /// Lets the device be known the next time: for the desk alone, and never on one that others use.
    pub(crate) fn remember_device(&self, device: String) {
        *self.device.borrow_mut() = Some(device);
    }

    /// Counts a try at the desk's door, or stops whoever guesses for a while.
    pub(crate) fn try_at(&self, one: &Try<'_>) -> Result<(), Stop> {
        let slow = self.request.app_data::<Data<Slow>>();
        slow.map_or(Ok(()), |slow| slow.take(one, self.service.now())).map_err(Stop::TooMany)
    }

    /// Whether whoever tries has to wait since that try.
    pub(crate) fn has_to_wait(&self, one: &Try<'_>) -> bool {
        self.request.app_data::<Data<Slow>>().is_some_and(|slow| slow.waits(one, self.service.now()))
    }

    /// The try was right.
    pub(crate) fn was_right(&self, one: &Try<'_>) {
        if let Some(slow) = self.request.app_data::<Data<Slow>>() {
            slow.right(one);
        }
    }
}
