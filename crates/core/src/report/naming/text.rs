//! A text as words, with where each stands and whether it opens a sentence.

use crate::report::naming::lists::TITLES;

/// A word of a text, without the marks around it.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    /// As it is written.
    pub text: &'a str,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether it opens a sentence, a line or a quotation: its capital tells nothing then.
    pub opens: bool,
}

impl Word<'_> {
    /// In small letters, without the "'s" of an owner.
    pub(super) fn plain(&self) -> String {
        let plain = self.text.to_lowercase().replace('’', "'");
        plain.strip_suffix("'s").map_or(plain.clone(), str::to_owned)
    }

    /// In small letters.
    pub(super) fn small(&self) -> String {
        self.text.to_lowercase().replace('’', "'")
    }

    /// Whether it is written with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether all its letters are capitals, and there are several.
    pub(super) fn shouts(&self) -> bool {
        self.text.chars().filter(|c| c.is_alphabetic()).count() > 1 && !self.text.chars().any(char::is_lowercase)
    }

    /// Whether it is a number of so many digits at most.
    pub(super) fn is_number(&self, longest: usize) -> bool {
        !self.text.is_empty() && self.text.len() <= longest && self.text.bytes().all(|b| b.is_ascii_digit())
    }
}

fn is_kept(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '@' | '#' | '+')
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::new();
    let (mut opens, mut at) = (true, 0);
    while let Some(offset) = text[at..].find(|c: char| !c.is_whitespace()) {
        opens |= text[at..at + offset].contains('\n');
        let start = at + offset;
        let end = text[start..].find(char::is_whitespace).map_or(text.len(), |length| start + length);
        let run = &text[start..end];
        at = end;
        let Some(first) = run.find(is_kept) else {
            // A dash or a quotation mark by itself.
            opens |= run.contains(['.', '!', '?', '"', '“', '‘']);
            continue;
        };
        let last = run.rfind(is_kept).map_or(first, |place| place);
        let length = run[last..].chars().next().map_or(1, char::len_utf8);
        let (from, to) = (start + first, start + last + length);
        let quoted = run[..first].contains(['"', '“', '‘', '\'', '(', '*']);
        found.push(Word { text: &text[from..to], start: from, end: to, opens: opens || quoted });
        let title = found.last().is_some_and(|word| TITLES.contains(&word.small().as_str()));
        opens = run[last + length..].contains(['.', '!', '?', '…', ':']) && !title;
    }
    found
}
