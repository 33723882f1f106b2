//! E-mail addresses: whether mail can be sent to one, and whether anybody can own it.

/// Whether a text is an e-mail address that mail can be sent to.
#[must_use]
pub fn is_address(text: &str) -> bool {
    use validator::ValidateEmail;
    text.validate_email() && text.rsplit('@').next().is_some_and(|domain| domain.contains('.'))
}

/// Whether an address, or a host, is one that documentation uses and nobody can own.
#[must_use]
pub fn is_example(address: &str) -> bool {
    address.to_ascii_lowercase().ends_with(".example")
}
