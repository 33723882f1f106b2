//! E-mail addresses: whether mail can be sent to one, and whether anybody can own it. And whether something can be a phone number.

use crate::tidy::tidy;

/// Whether a text is an e-mail address that mail can be sent to: HTML's rule (by `validator`), a domain with a dot in it and no bare number of
/// a machine, and no dot where no mail server takes one: at the beginning or end of the name, or two in a row.
#[must_use]
pub fn is_address(text: &str) -> bool {
    use validator::ValidateEmail;
    let Some((name, domain)) = text.rsplit_once('@') else { return false };
    let dots = !name.starts_with('.') && !name.ends_with('.') && !name.contains("..");
    dots && domain.contains('.') && !domain.starts_with('[') && text.validate_email()
}

/// Whether it can be a phone number, in any format: 7 to 18 digits (a relay prefix is dialled before the number), whatever stands between them.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let text = tidy(text);
    let (number, extension) = match text.to_ascii_lowercase().find(['x', 'e']) {
        Some(end) => text.split_at(end),
        None => (&*text, ""),
    };
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let only = number.chars().all(|c| c.is_ascii_digit() || " +-()./#*".contains(c));
    let extension_fits = extension.is_empty() || (extension.chars().any(|c| c.is_ascii_digit()) && extension.len() <= 16);
    (7..=18).contains(&digits) && only && extension_fits
}

/// Whether an address, or a host, is one that documentation uses and nobody can own.
#[must_use]
pub fn is_example(address: &str) -> bool {
    address.to_ascii_lowercase().ends_with(".example")
}
