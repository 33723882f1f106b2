//! Whether something can be an e-mail address or a phone number.

use crate::config::address::{is_address, is_phone};
use crate::report::parse::fault::FaultCode;
use crate::tidy::tidy;

/// Whether it can be an e-mail address: the rule by which mail is sent.
#[must_use]
pub fn is_email(text: &str) -> bool {
    is_address(&tidy(text))
}

/// Whether it can be a person's number, in full. A number of this country has as many digits as its beginning says, whether it begins with 0,
/// +44 or 0044, and whatever relay prefix is dialled before it. A digit that got lost would reach nobody, or a stranger.
#[must_use]
pub fn is_whole_phone(text: &str) -> bool {
    let text = tidy(text);
    let digits: String =
        text.to_ascii_lowercase().split(['x', 'e']).next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    let digits = ["18001", "18002"].iter().find_map(|relay| digits.strip_prefix(relay)).unwrap_or(&digits);
    let abroad = if text.contains('+') { Some(digits) } else { digits.strip_prefix("00") };
    let national = match abroad {
        Some(abroad) => abroad.strip_prefix("44").map(|rest| rest.strip_prefix('0').unwrap_or(rest)),
        None => digits.strip_prefix('0'),
    };
    is_phone(&text) && national.is_none_or(is_whole_here)
}

/// Whether so many digits can follow the 0 of a number of this country.
fn is_whole_here(rest: &str) -> bool {
    match rest.as_bytes() {
        [b'2' | b'3' | b'7', ..] => rest.len() == 10,
        // Childline and Crimestoppers are shorter than others; some towns have nine digits.
        [b'8', ..] => (7..=10).contains(&rest.len()),
        _ => (9..=10).contains(&rest.len()),
    }
}

/// What is wrong with the value of a way to reach somebody, if its kind wants a number or an address.
#[must_use]
pub fn fault(kind: &str, value: &str) -> Option<FaultCode> {
    match kind {
        "email" => (!is_email(value)).then_some(FaultCode::BadEmail),
        "text" | "phone" | "relay" => (!is_whole_phone(value)).then_some(FaultCode::BadPhone),
        _ => None,
    }
}

/// Whether the value of such a way is a number or an address, and no words.
pub(super) fn is_written_plainly(kind: &str) -> bool {
    matches!(kind, "email" | "text" | "phone" | "relay")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_are_taken_in_any_format() {
        for number in ["07700 900123", "+44 (0)7700-900123", "020 7946 0000 x12", "18001 01632 960100", "01632.960.100"] {
            assert!(is_phone(number), "{number}");
        }
        for other in ["", "12345", "ring me", "07700 900123 or my sister's", "01234567890123456789"] {
            assert!(!is_phone(other), "{other}");
        }
    }

    #[test]
    fn a_number_that_lacks_digits_is_no_persons_number() {
        for number in [
            "07700 900123",
            "01632 960100",
            "0169 772 2444",
            "016977 2244",
            "0800 1111",
            "0800 555 111",
            "+44 7700 900123",
            "18001 01632 960100",
            "+44 (0)7700-900123",
            "0044 7700 900123",
            "900 1234",
        ] {
            assert!(is_whole_phone(number), "{number}");
        }
        for other in
            ["07700 900", "18002 01632 960", "07700 90012", "07700 9001234", "+44 7700 90012", "0044 7700 90012", "020 7946 000"]
        {
            assert!(is_phone(other) && !is_whole_phone(other), "{other}");
        }
    }

    #[test]
    fn an_address_needs_a_name_and_a_domain() {
        assert!(is_email(" sam@mail.example "));
        for other in ["sam", "sam@", "@mail.example", "sam@localhost", "sam smith@mail.example"] {
            assert!(!is_email(other), "{other}");
        }
        assert!(is_email("sam.doe+home@mail.example") && is_email("sam_-_doe@mail.co.example"));
        // No mail server takes these.
        for other in ["sam..doe@mail.example", ".sam@mail.example", "sam.@mail.example", "sam@[192.168.0.1]", "sam@mail..example"]
        {
            assert!(!is_email(other), "{other}");
        }
    }
}
