//! E-mail addresses: whether mail can be sent to one, and whether anybody can own it.

/// Whether a text is an e-mail address that mail can be sent to: HTML's rule (by `validator`), a domain with a dot in it and no bare number of
/// a machine, and no dot where no mail server takes one: at the beginning or end of the name, or two in a row.
#[must_use]
pub fn is_address(text: &str) -> bool {
    use validator::ValidateEmail;
    let Some((name, domain)) = text.rsplit_once('@') else { return false };
    let dots = !name.starts_with('.') && !name.ends_with('.') && !name.contains("..");
    dots && domain.contains('.') && !domain.starts_with('[') && text.validate_email()
}

/// Whether an address, or a host, is one that documentation uses and nobody can own.
#[must_use]
pub fn is_example(address: &str) -> bool {
    address.to_ascii_lowercase().ends_with(".example")
}
