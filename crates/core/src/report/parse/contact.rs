//! Whether something can be an e-mail address or a phone number.

use crate::config::address::is_address;
use crate::tidy::tidy;

/// Whether it can be an e-mail address: the rule by which mail is sent.
#[must_use]
pub fn is_email(text: &str) -> bool {
    is_address(&tidy(text))
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

/// Whether it can be a person's number, in full: a number of this country that begins with its 0 has 10 or 11 digits, whatever relay prefix is
/// dialled before it. A digit that got lost would reach nobody, or a stranger.
#[must_use]
pub(super) fn is_whole_phone(text: &str) -> bool {
    let text = tidy(text);
    let digits: String =
        text.to_ascii_lowercase().split(['x', 'e']).next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    let digits = ["18001", "18002"].iter().find_map(|relay| digits.strip_prefix(relay)).unwrap_or(&digits);
    let national = digits.starts_with('0') && !digits.starts_with("00") && !text.contains('+');
    is_phone(&text) && (!national || digits.len() >= 10)
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
            "0169 772 244",
            "18001 01632 960100",
            "+44 (0)7700-900123",
            "0044 7700 900123",
            "900 1234",
        ] {
            assert!(is_whole_phone(number), "{number}");
        }
        for other in ["07700 900", "18002 01632 960"] {
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
