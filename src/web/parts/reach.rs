//! Numbers and addresses by which people are reached, as links that a phone follows.

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words, and the spaces around them.
    Words(String),
    /// A number.
    Number(String),
    /// An e-mail address.
    Address(String),
}

/// A number as a link has it: its digits, and a plus before them. What follows it, such as an extension, is said and not dialled.
#[must_use]
pub(crate) fn dial(number: &str) -> String {
    let number = number.trim();
    // A zero in brackets is for whoever calls from here.
    let number = if number.starts_with('+') { number.replace("(0)", "") } else { number.to_owned() };
    let stands = |c: &char| c.is_ascii_digit() || c.is_whitespace() || "+-–./()".contains(*c);
    let digits: String = number.chars().take_while(stands).filter(char::is_ascii_digit).collect();
    if number.starts_with('+') { format!("+{digits}") } else { digits }
}

/// A sentence with its numbers apart, such as “SHOUT to 85258”.
#[must_use]
pub(crate) fn numbered(words: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
        let run = rest[start..].find(|c: char| !(c.is_ascii_digit() || c == ' ' || c == '+')).unwrap_or(rest.len() - start);
        let number = rest[start..start + run].trim_end();
        let (before, after) = (&rest[..start], &rest[start + number.len().max(1)..]);
        if number.chars().filter(char::is_ascii_digit).count() >= 3 {
            push(&mut found, Piece::Words(before.to_owned()));
            found.push(Piece::Number(number.to_owned()));
        } else {
            push(&mut found, Piece::Words(rest[..start + number.len().max(1)].to_owned()));
        }
        rest = after;
    }
    push(&mut found, Piece::Words(rest.to_owned()));
    found
}

/// A sentence with its e-mail addresses apart.
#[must_use]
pub(crate) fn addressed(words: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    for word in words.split_inclusive(char::is_whitespace) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_address =
            bare.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.') && !host.contains('@'));
        match word.split_once(bare).filter(|_| is_address) {
            Some((before, after)) => {
                push(&mut found, Piece::Words(before.to_owned()));
                found.push(Piece::Address(bare.to_owned()));
                push(&mut found, Piece::Words(after.to_owned()));
            }
            None => push(&mut found, Piece::Words(word.to_owned())),
        }
    }
    found
}

/// Words that follow words are one piece.
fn push(found: &mut Vec<Piece>, piece: Piece) {
    match (found.last_mut(), piece) {
        (_, Piece::Words(words)) if words.is_empty() => {}
        (Some(Piece::Words(before)), Piece::Words(words)) => before.push_str(&words),
        (_, piece) => found.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Piece {
        Piece::Words(text.to_owned())
    }

    fn number(text: &str) -> Piece {
        Piece::Number(text.to_owned())
    }

    #[test]
    fn a_number_is_dialled_as_it_is_meant() {
        for (said, dialled) in [
            ("01632 960100", "01632960100"),
            ("(01632) 960-100", "01632960100"),
            ("+44 (0)1632 960100", "+441632960100"),
            ("+44 1632 960100", "+441632960100"),
            ("0800 068 4141 (option 2)", "08000684141"),
            ("01632 960100 ext. 12", "01632960100"),
            ("116 123", "116123"),
            ("999", "999"),
            ("", ""),
        ] {
            assert_eq!(dial(said), dialled, "{said}");
        }
    }

    #[test]
    fn what_to_text_has_its_numbers_apart() {
        assert_eq!(
            numbered("SHOUT to 85258. If you are deaf: DEAF to 85258"),
            [words("SHOUT to "), number("85258"), words(". If you are deaf: DEAF to "), number("85258")]
        );
        assert_eq!(numbered("07970 350366"), [number("07970 350366")]);
        assert_eq!(
            numbered("Write HELP2 to +44 7970 350366, day + night"),
            [words("Write HELP2 to "), number("+44 7970 350366"), words(", day + night")]
        );
        assert!(numbered("").is_empty());
    }

    #[test]
    fn a_text_has_its_addresses_apart() {
        let address = Piece::Address("privacy@waymark.example".to_owned());
        assert_eq!(addressed("Write to <privacy@waymark.example>."), [words("Write to <"), address.clone(), words(">.")]);
        assert_eq!(addressed("privacy@waymark.example"), [address]);
        for plain in ["Find us @ the library.", "a@b", "@", "x@y@z.example", "café – 5 £"] {
            assert_eq!(addressed(plain), [words(plain)], "{plain}");
        }
    }
}
