//! What stands in the notes about a letter that came in.

use waymark_core::report::Told;
use waymark_core::vault::Reference;
use waymark_core::words::Speaker;

use crate::journeys::desk::post::unknown_letter::Opened;

/// The most of a letter that goes into a report's notes, in characters.
const MOST: usize = 20_000;

/// A letter as a note of the report that it belongs to.
pub(crate) fn noted(letter: &Opened, speaker: &Speaker) -> Told {
    let head = speaker.say2("mail-note", "from", letter.listed.from.reveal(), "subject", letter.listed.subject.reveal());
    let text = letter.text.reveal();
    let mut words: String = text.chars().take(MOST).collect();
    if letter.cut || words.len() < text.len() {
        words = format!("{words}\n\n{}", speaker.say("mail-note-cut"));
    }
    Told::new(format!("{head}\n\n{words}"))
}

/// What became of a letter that was put with a report.
pub(crate) fn linked_to(reference: &Reference, speaker: &Speaker) -> Told {
    Told::new(speaker.say1("mail-linked-to", "reference", reference.to_string()))
}
