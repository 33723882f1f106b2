//! Whether a text is an e-mail address that mail can be sent to.

/// Whether a text is an e-mail address that mail can be sent to.
#[must_use]
pub fn is_address(text: &str) -> bool {
    use validator::ValidateEmail;
    text.validate_email() && text.rsplit('@').next().is_some_and(|domain| domain.contains('.'))
}
