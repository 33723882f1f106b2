//! Capitals in mid-sentence: mostly names.

use crate::report::naming::found::{Span, Why};
use crate::report::naming::lists::{DOES, ORDINARY, STARTERS};
use crate::report::naming::text::Word;

/// Capitals where no sentence begins, together with those beside them; and what begins a sentence and looks like a name.
pub(crate) fn capitals(words: &[Word<'_>]) -> Vec<Span> {
    let is_ordinary = |word: &Word<'_>| ORDINARY.contains(&word.plain().as_str()) || ORDINARY.contains(&word.small().as_str());
    let shouted = |place: usize| {
        let beside = |other: Option<&Word<'_>>| other.is_some_and(Word::shouts);
        words[place].shouts() && (beside(words.get(place + 1)) || place > 0 && beside(words.get(place - 1)))
    };
    let names = |place: usize| {
        let word = &words[place];
        if !word.is_capital() || is_ordinary(word) || shouted(place) {
            return false;
        }
        if !word.opens {
            return true;
        }
        let plain = word.plain();
        let next = words.get(place + 1).filter(|next| !next.opens);
        let before_a_name = next.is_some_and(|next| next.is_capital() && !is_ordinary(next) && !next.shouts());
        let acts = next.is_some_and(|next| DOES.contains(&next.small().as_str()));
        let again = words.iter().any(|other| !other.opens && other.is_capital() && other.plain() == plain);
        let owns = word.text.ends_with("'s") || word.text.ends_with("’s");
        !STARTERS.contains(&plain.as_str()) && (before_a_name || acts || again || owns)
    };
    let mut spans: Vec<Span> = Vec::new();
    for place in (0..words.len()).filter(|place| names(*place)) {
        let word = &words[place];
        let joined = place > 0 && !word.opens && spans.last().is_some_and(|last| last.1 == words[place - 1].end);
        match spans.last_mut().filter(|_| joined) {
            Some(last) => last.1 = word.end,
            None => spans.push((word.start, word.end, Why::Capital)),
        }
    }
    spans
}
