//! What was typed as small words and numbers, and the lists of words of a language that say what they mean.

use crate::tidy::tidy;
use crate::words::Speaker;

/// More words than this are a story, not a day or a time.
const MOST: usize = 16;

/// A piece of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits as they were typed: `05` is not `5`.
    Number(String),
    /// A word in small letters.
    Word(String),
    /// What stands between numbers.
    Mark(char),
}

impl Token {
    pub(super) fn number(&self) -> Option<u32> {
        match self {
            Self::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, marks: &str) -> bool {
        matches!(self, Self::Mark(mark) if marks.contains(*mark))
    }
}

/// The lists of one language.
pub(super) struct Lexicon<'a> {
    pub t: &'a Speaker,
}

impl Lexicon<'_> {
    /// The entries of a list.
    pub(super) fn list(&self, id: &str) -> Vec<String> {
        let said = tidy(&self.t.say(id)).to_lowercase();
        said.split(',').map(|entry| entry.trim().to_owned()).filter(|entry| !entry.is_empty()).collect()
    }

    /// Which entry of a list a word is.
    pub(super) fn place(&self, id: &str, token: &Token) -> Option<usize> {
        let Token::Word(word) = token else { return None };
        self.list(id).iter().position(|entry| entry == word)
    }

    pub(super) fn is(&self, id: &str, token: &Token) -> bool {
        self.place(id, token).is_some()
    }

    /// A number in digits, or one of those that are written out.
    pub(super) fn number(&self, token: &Token) -> Option<u32> {
        token.number().or_else(|| {
            if self.is("read-twenty", token) {
                return Some(20);
            }
            u32::try_from(self.place("read-numbers", token)? + 1).ok()
        })
    }

    /// morning, afternoon, evening or night.
    pub(super) fn part(&self, token: &Token) -> Option<&'static str> {
        let parts = [
            ("read-morning", "morning"),
            ("read-afternoon", "afternoon"),
            ("read-evening", "evening"),
            ("read-night", "night"),
            ("read-tonight", "night"),
        ];
        parts.into_iter().find(|(list, _)| self.is(list, token)).map(|(_, part)| part)
    }

    /// What was typed in pieces; nothing when it is too long to be a day or a time, or has something in it that neither has.
    pub(super) fn tokens(&self, text: &str) -> Option<Vec<Token>> {
        let mut text = tidy(text).to_lowercase();
        for half in ["time-am", "time-pm"].map(|id| tidy(&self.t.say(id)).to_lowercase()) {
            let dotted: Vec<String> = half.chars().map(String::from).collect();
            text = text.replace(&format!("{}.", dotted.join(".")), &format!("{half} ")).replace(&dotted.join("."), &half);
            text = text.replace(&dotted.join(" "), &half);
        }
        let mut found: Vec<Token> = Vec::new();
        let mut blank = true;
        for c in text.chars() {
            match (c, found.last_mut()) {
                ('\'', _) => continue,
                (c, Some(Token::Number(digits))) if c.is_ascii_digit() && !blank => digits.push(c),
                (c, Some(Token::Word(word))) if c.is_alphabetic() && !blank => word.push(c),
                (c, _) if c.is_ascii_digit() => found.push(Token::Number(c.to_string())),
                (c, _) if c.is_alphabetic() => found.push(Token::Word(c.to_string())),
                ('-' | '/' | ':' | '.' | ';' | '~', _) => found.push(Token::Mark(c)),
                (' ' | ',' | '(' | ')' | '?' | '!' | '"', _) => {}
                _ => return None,
            }
            blank = c == ' ' || c == ',' || !c.is_alphanumeric();
        }
        while found.last().is_some_and(|last| last.is_mark(".-;:~")) {
            found.pop();
        }
        (!found.is_empty() && found.len() <= MOST).then_some(found)
    }

    /// Without words that fill a sentence, and whether some of them said that it is not exact.
    pub(super) fn without_fill(&self, tokens: &[Token]) -> (Vec<Token>, bool) {
        let (fill, about) = (self.list("read-fill"), self.list("read-about"));
        let says = |entry: &str, at: &[Token]| {
            let words: Vec<&str> = entry.split(' ').collect();
            let begins = words.len() <= at.len()
                && words.iter().zip(at).all(|(word, token)| matches!(token, Token::Word(typed) if typed == word));
            begins.then_some(words.len())
        };
        let (mut kept, mut vague, mut at) = (Vec::new(), false, 0);
        while at < tokens.len() {
            let rest = &tokens[at..];
            if let Some(length) = about.iter().filter_map(|entry| says(entry, rest)).max() {
                vague = true;
                at += length;
                // "-ish" leaves its dash behind.
                if kept.last().is_some_and(|last: &Token| last.is_mark("-~")) {
                    kept.pop();
                }
            } else if rest[0].is_mark("~") {
                vague = true;
                at += 1;
            } else if let Some(length) = fill.iter().filter_map(|entry| says(entry, rest)).max() {
                at += length;
            } else {
                kept.push(rest[0].clone());
                at += 1;
            }
        }
        (kept, vague)
    }
}
