//! Whether a form must carry its token (CSRF token): the browser did not say where the request came from.

/// Whether a form must carry its token: the browser did not say where the request came from.
#[derive(Clone, Copy)]
pub(crate) struct TokenDecides(pub bool);
