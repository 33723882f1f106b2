//! Addresses as people and mail programs spell them: with a slash, a full stop or a bracket glued to the end, and in capitals.

use crate::web::http::address::ways::Table;

/// What stands beside a link in a sentence, and is sometimes taken for a part of it.
const GLUED: &[char] = &[
    '/', '.', ',', ';', ':', '!', '?', '…', ')', ']', '}', '>', '"', '\'', '`', '*', '’', '”', '‘', '“', '»', '›', '、', '。',
    ' ', '\u{a0}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{200e}', '\u{200f}', '\u{202c}', '\u{feff}', '\t', '\r',
    '\n',
];

/// The words of an address that is a secret or an id: capitals count in them.
const EXACT: &[&str] = &["{token}", "{id}", "{code}", "{reference}", "{task}", "{centre}"];

impl Table {
    /// Where an address leads that is spelled in another way; nothing for one that is right, or leads nowhere.
    pub(crate) fn spelled(&self, path: &str) -> Option<String> {
        let bare = bare(path);
        // Nearly every address is right, and each is asked about.
        if bare == path && !path.starts_with("//") && !path.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        let right = self.0.iter().find_map(|(pattern, _)| fits(pattern, bare))?;
        // What would lead to another site is no address of ours.
        (right != path && !right.starts_with("//")).then_some(right)
    }
}

/// The address without what is glued to its end, percent-encoded or not.
fn bare(path: &str) -> &str {
    let mut bare = path;
    loop {
        let before = bare;
        bare = bare.trim_end_matches(GLUED);
        if !bare.contains('%') {
            return bare;
        }
        for glued in GLUED {
            let mut bytes = [0; 4];
            let encoded: String = glued.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect();
            let start = bare.len().saturating_sub(encoded.len());
            if bare.is_char_boundary(start) && bare[start..].eq_ignore_ascii_case(&encoded) {
                bare = &bare[..start];
            }
        }
        if bare == before {
            return bare;
        }
    }
}

/// The address as the pattern spells it, if it is one of its kind.
fn fits(pattern: &str, bare: &str) -> Option<String> {
    let (mut own, mut told) = (pattern.trim_start_matches('/').split('/'), bare.trim_start_matches('/').split('/'));
    let mut right = String::new();
    loop {
        let (own, told) = match (own.next(), told.next()) {
            (None, None) => return Some(right),
            (Some(own), Some(told)) => (own, told),
            _ => return None,
        };
        right.push('/');
        if EXACT.contains(&own) && !told.is_empty() {
            right.push_str(told);
        } else if own.starts_with('{') && !told.is_empty() {
            right.push_str(&told.to_ascii_lowercase());
        } else if own.eq_ignore_ascii_case(told) {
            right.push_str(own);
        } else {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let patterns = [
            "/",
            "/centres",
            "/report",
            "/report/receipt/note.txt",
            "/report/{step}",
            "/with/{code}",
            "/r/{token}",
            "/r/{token}/code",
        ];
        Table(patterns.iter().map(|pattern| ((*pattern).to_owned(), Vec::new())).collect())
    }

    #[test]
    fn what_is_glued_to_a_link_is_let_go() {
        let table = table();
        for (told, right) in [
            ("/report/", "/report"),
            ("/report//", "/report"),
            ("/centres).", "/centres"),
            ("/with/Ab3.", "/with/Ab3"),
            ("/with/Ab3/", "/with/Ab3"),
            ("/r/x_Y-", "/r/x_Y-"),
            ("/r/x_Y-.", "/r/x_Y-"),
            ("/r/x_Y-)", "/r/x_Y-"),
            ("/r/x_Y-%20", "/r/x_Y-"),
            ("/r/x_Y-%E2%80%9d.", "/r/x_Y-"),
            ("/r/x_Y-%c2%A0%3E", "/r/x_Y-"),
            ("/r/x_Y-/code%29,", "/r/x_Y-/code"),
            ("/%20", "/"),
            ("/.", "/"),
        ] {
            assert_eq!(table.spelled(told).as_deref(), Some(right).filter(|right| *right != told), "{told}");
        }
    }

    #[test]
    fn capitals_count_in_secrets_alone() {
        let table = table();
        for (told, right) in
            [("/Report", "/report"), ("/REPORT/STORY", "/report/story"), ("/R/x_Y-", "/r/x_Y-"), ("/CENTRES/", "/centres")]
        {
            assert_eq!(table.spelled(told).as_deref(), Some(right), "{told}");
        }
    }

    #[test]
    fn what_is_right_or_leads_nowhere_is_left_alone() {
        let table = table();
        for told in [
            "/",
            "/report",
            "/report/receipt/note.txt",
            "/r/x.y",
            "/nothing/",
            "/r//evil.example",
            "//evil.example/",
            "/r/",
            "/with/",
        ] {
            assert_eq!(table.spelled(told), None, "{told}");
        }
    }
}
