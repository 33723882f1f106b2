//! How hard the words for the public are to read: the Flesch–Kincaid grade of each file, which must not be above 7.

use std::path::Path;

use crate::web::public::texts::sample::operator;

/// The hardest a file may be, in school years.
const HARDEST: f64 = 7.0;
/// The hardest a single message may be. A short one with one long name can be far from the mean, so this only catches the worst.
const HARDEST_MESSAGE: f64 = 12.0;
/// Families of messages that only organisations and programmers read.
const NOT_PUBLIC: [&str; 7] = ["agency", "api", "link", "code", "referral", "letter", "section"];

/// What is counted in a text.
#[derive(Clone, Copy, Default)]
struct Count {
    sentences: usize,
    words: usize,
    syllables: usize,
}

impl Count {
    fn of(text: &str) -> Self {
        let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
        let ends =
            words.iter().filter(|word| word.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '?', '!', ':'])).count();
        let closed = words.last().is_some_and(|word| word.trim_end_matches(['”', '"', ')']).ends_with(['.', '?', '!', ':']));
        let syllables = words.iter().map(|word| syllables(word)).sum();
        Self { sentences: ends + usize::from(!closed && !words.is_empty()), words: words.len(), syllables }
    }

    fn and(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            words: self.words + other.words,
            syllables: self.syllables + other.syllables,
        }
    }

    fn grade(self) -> f64 {
        let (sentences, words, syllables) = (self.sentences as f64, self.words as f64, self.syllables as f64);
        0.39 * words / sentences + 11.8 * syllables / words - 15.59
    }
}

/// Groups of vowels, less the e that is not said. A number or an address counts as one.
fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let is_vowel = |c: char| "aeiouyéö".contains(c);
    let groups =
        word.chars().zip(std::iter::once(' ').chain(word.chars())).filter(|(c, before)| is_vowel(*c) && !is_vowel(*before));
    let groups = groups.count();
    let silent = (word.ends_with('e') && !word.ends_with("le"))
        || (word.ends_with("es")
            && !["ses", "zes", "ches", "shes", "ges", "ces", "xes", "ies"].iter().any(|end| word.ends_with(end)))
        || (word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded"));
    // Two vowels that are said apart, as in "Australian" and "period", and not in "station" or "special".
    let apart = ["ia", "io"].into_iter().flat_map(|pair| word.match_indices(pair));
    let apart = apart.filter(|(at, _)| *at > 0 && !word[..*at].ends_with(['t', 's', 'c', 'g'])).count();
    (groups + apart).saturating_sub(usize::from(silent && groups > 1)).max(1)
}

/// The messages of a file: name and words, with what is filled in as one short word.
fn messages(file: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let goes_on = line.starts_with([' ', '}']);
        let text = match line.split_once(" =").filter(|_| !goes_on) {
            Some((id, text)) => {
                found.push((id.to_owned(), String::new()));
                text
            }
            None => line,
        };
        // Of a message with several forms, each form is a sentence of its own.
        let text = text.trim().trim_start_matches("*[other]").trim_start_matches("[one]");
        if let Some((_, words)) = found.last_mut().filter(|_| !text.ends_with("->") && text != "}") {
            words.push(' ');
            words.push_str(text.trim());
        }
    }
    for (_, words) in &mut found {
        while let Some((from, to)) = words.find('{').zip(words.find('}')).filter(|(from, to)| from < to) {
            words.replace_range(from..=to, "it");
        }
    }
    found
}

/// Fails when the texts, together or one by one, are too hard; prints the hardest.
fn must_be_plain(name: &str, texts: impl Iterator<Item = (String, String)>) {
    let counts = texts.map(|(id, text)| (id, text.clone(), Count::of(&text)));
    // A label of a few words has no grade worth the name, and would make the sentences look easier than they are.
    let mut single: Vec<(String, String, Count)> = counts.filter(|(_, _, count)| count.words >= 8).collect();
    let whole = single.iter().map(|(_, _, count)| *count).fold(Count::default(), Count::and);
    single.sort_by(|a, b| b.2.grade().total_cmp(&a.2.grade()));
    println!("{name}: grade {:.1}, {} words", whole.grade(), whole.words);
    for (id, text, count) in single.iter().take(10) {
        println!("  {:.1} {id}: {}", count.grade(), text.trim());
    }
    assert!(whole.words > 100, "{name}: only {} words were found", whole.words);
    assert!(whole.grade() <= HARDEST, "{name}: grade {:.1}", whole.grade());
    let too_hard: Vec<_> = single.iter().filter(|text| text.2.grade() > HARDEST_MESSAGE).map(|text| &text.0).collect();
    assert!(too_hard.is_empty(), "{name}: too hard: {too_hard:?}");
}

#[test]
fn words_for_the_public_can_be_read_after_seven_years_of_school() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en");
    for name in ["guidance.ftl", "pages.ftl", "standing.ftl", "form.ftl", "take_down.ftl", "centres.ftl"] {
        let path = folder.join(name);
        if path.exists() {
            let file = std::fs::read_to_string(path).unwrap();
            let public = |(id, _): &(String, String)| !NOT_PUBLIC.contains(&id.split('-').next().unwrap_or_default());
            must_be_plain(name, messages(&file).into_iter().filter(public));
        }
    }
}

#[test]
fn the_shipped_texts_of_the_operator_and_the_help_lines_can_be_read_too() {
    use crate::web::parts::prose::{Block, blocks};
    let operator = operator();
    for (name, text) in [
        ("privacy.text", &operator.privacy),
        ("privacy.named", &operator.privacy_named),
        ("accessibility.text", &operator.accessibility),
        ("complaints.text", &operator.complaints),
        ("rights.text", &operator.rights),
    ] {
        let parts = blocks(text).into_iter().flat_map(|block| match block {
            Block::Heading(words) | Block::Paragraph(words) => vec![words],
            Block::List(items) => items,
        });
        must_be_plain(name, parts.map(|words| (words.chars().take(20).collect(), words)));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
    let book = waymark_core::routing::Book::load(&folder, chrono::NaiveDate::MIN).book;
    must_be_plain("help.toml", book.help.all().iter().map(|line| (line.id.clone(), line.what.clone())));
}

/// The paragraphs, rows and points of a guide, without its marks.
fn paragraphs(guide: &str) -> Vec<(String, String)> {
    let mut found = vec![String::new()];
    for line in guide.lines().map(str::trim) {
        let begins = line.is_empty() || line.starts_with(['-', '#', '|', '>']) || line.starts_with(|c: char| c.is_ascii_digit());
        if begins {
            found.push(String::new());
        }
        if let Some(last) = found.last_mut() {
            last.push_str(line.trim_start_matches(['-', '#', '>', ' ']));
            last.push(' ');
        }
    }
    let words = found.into_iter().filter(|text| !text.trim_start().starts_with(['!', '[']));
    words.map(|text| (text.chars().take(20).collect(), text.replace(['*', '`', '|'], " "))).collect()
}

#[test]
fn the_guide_for_centres_can_be_read_after_seven_years_of_school() {
    must_be_plain("centre-guide.md", paragraphs(include_str!("../../../docs/centre-guide.md")).into_iter());
}

#[test]
fn the_grade_is_that_of_well_known_texts() {
    let close = |text: &str, wanted: f64| {
        let grade = Count::of(text).grade();
        assert!((grade - wanted).abs() < 1.0, "{grade:.1}: {text}");
    };
    close("The cat sat on the mat.", -1.5);
    close("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 13.1);
    for (word, wanted) in [
        ("hate", 1),
        ("people", 2),
        ("report", 2),
        ("called", 1),
        ("wanted", 2),
        ("pages", 2),
        ("times", 1),
        ("999", 1),
        ("station", 2),
    ] {
        assert_eq!(syllables(word), wanted, "{word}");
    }
}
