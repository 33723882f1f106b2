//! Whether a password is one that is guessed first: a common word or name however often it is said, what belongs to the person or the service,
//! or a sentence that everybody knows.

use std::collections::BTreeSet;

use zxcvbn::zxcvbn;

/// The least that guessing must cost: with Argon2id and growing pauses, this many tries are out of reach.
const LEAST: f64 = 1e10;
/// Of a very long one the beginning tells enough, in characters.
const BEGINNING: usize = 100;
/// Sentences that everybody knows, without what stands between their words.
const KNOWN: [&str; 36] = [
    "correcthorsebatterystaple",
    "hunter2",
    "tobeornottobe",
    "tobeornottobethatisthequestion",
    "thequickbrownfoxjumpsoverthelazydog",
    "thequickbrownfox",
    "maytheforcebewithyou",
    "youllneverwalkalone",
    "neverwalkalone",
    "godsavetheking",
    "godsavethequeen",
    "rulebritannia",
    "keepcalmandcarryon",
    "onceuponatime",
    "inthebeginning",
    "inthebeginningwastheword",
    "theendisnigh",
    "twinkletwinklelittlestar",
    "maryhadalittlelamb",
    "humptydumptysatonawall",
    "happybirthdaytoyou",
    "allyouneedislove",
    "letitbe",
    "wearethechampions",
    "iloveyousomuch",
    "iloveyouforever",
    "letmeinplease",
    "opensesame",
    "helloworld",
    "loremipsumdolorsitamet",
    "loremipsum",
    "knowledgeispower",
    "practicemakesperfect",
    "thisismypassword",
    "thisisapassword",
    "mysecretpassword",
];

/// Letters and digits alone, small.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many guesses the different parts of it cost: a part that comes again, and what stands between parts, costs nothing.
fn guesses(password: &str, about: &[&str]) -> f64 {
    let found = zxcvbn(password, about);
    let mut seen = BTreeSet::new();
    let parts = found.sequence().iter().filter(|part| {
        let token = plain(&part.token);
        !token.is_empty() && seen.insert(token)
    });
    let all: f64 = parts.map(|part| part.guesses.unwrap_or(1) as f64).product();
    // What is guessed as one, such as a row of keys, costs no more than that.
    if u8::from(found.score()) < 3 { 0.0 } else { all }
}

/// Whether it is guessed first, by somebody who knows what it is about: names, addresses, the service.
pub(crate) fn is_guessed_first(password: &str, about: &[&str]) -> bool {
    let typed: String = password.chars().take(BEGINNING).collect();
    let words = about.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).filter(|word| word.chars().count() > 2);
    let joined: Vec<String> = about.iter().map(|text| plain(text)).collect();
    let known: Vec<&str> = KNOWN
        .into_iter()
        .chain(["waymark"])
        .chain(words)
        .chain(about.iter().copied())
        .chain(joined.iter().map(String::as_str))
        .collect();
    [typed.as_str(), &plain(&typed)].into_iter().any(|form| guesses(form, &known) < LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: [&str; 3] = ["Samira Okonkwo-Hale", "samira.hale@stockton-library.example", "Waymark Demonstration"];

    #[test]
    fn what_everybody_tries_is_refused_however_often_it_is_said() {
        for guessed in [
            "password password",
            "passwordpassword",
            "Password Password 1!",
            "letmein letmein",
            "letmein-letmein-letmein-2026",
            "waymark waymark",
            "WaymarkWaymark99",
            "waymark demonstration 2026",
            "correct horse battery staple",
            "CorrectHorseBatteryStaple1",
            "correct-horse-battery-staple 7",
            "liverpoolfc1892",
            "Liverpool FC 1892",
            "you'll never walk alone",
            "samira okonkwo",
            "samira hale stockton library",
            "stockton-library 2026",
            "qwertyuiop 1234567890",
            "monday tuesday",
            "aaaaaaaaaaaaaaaa",
            "P@ssw0rd P@ssw0rd",
        ] {
            assert!(is_guessed_first(guessed, &ABOUT), "{guessed}");
        }
    }

    #[test]
    fn a_few_words_that_have_nothing_to_do_with_each_other_are_taken() {
        for good in [
            "copper heron umbrella seven",
            "copperheronumbrellaseven",
            "violet tractor sneezes twice",
            "mud ledger walnut opera",
            "Kettle7 ostrich parade",
            "tq8Zr4mLw0pVx",
            "пять синих жирафов поют",
        ] {
            assert!(!is_guessed_first(good, &ABOUT), "{good}");
        }
    }
}
