//! Words that tell what a service is for, wherever they stand: also glued to others, as in "stophate".

/// A word that tells, and ordinary words that hold it by chance.
type Word = (&'static str, &'static [&'static str]);

/// Every word that tells. What holds one of them by chance is written beside it.
const WORDS: &[Word] = &[
    ("hate", &["whatever", "chateau", "chater", "chatelain", "whately"]),
    ("hatred", &[]),
    ("crime", &["crimea"]),
    ("criminal", &[]),
    ("police", &[]),
    ("victim", &[]),
    ("survivor", &[]),
    ("witness", &[]),
    ("report", &[]),
    ("incident", &["coincident"]),
    ("abuse", &[]),
    ("abusive", &[]),
    ("assault", &[]),
    ("attack", &[]),
    ("violen", &[]),
    ("harass", &[]),
    ("bully", &[]),
    ("stalking", &[]),
    ("threat", &[]),
    ("prejudice", &[]),
    ("discriminat", &["indiscriminat"]),
    ("bigot", &[]),
    ("racis", &[]),
    ("racial", &[]),
    ("race", &["grace", "terrace", "trace", "brace", "horace", "racecourse", "raceway", "racehorse"]),
    ("ethnic", &[]),
    ("minorit", &[]),
    ("migrant", &[]),
    ("refugee", &[]),
    ("asylum", &[]),
    ("lgb", &[]),
    ("pride", &["prideaux"]),
    ("rainbow", &[]),
    ("queer", &[]),
    ("lesbian", &[]),
    ("bisexual", &[]),
    ("sexual", &[]),
    ("homophob", &[]),
    ("biphob", &[]),
    ("transphob", &[]),
    ("islamophob", &[]),
    ("phobia", &[]),
    ("gay", &["gayle", "gayton", "gaydon", "gayhurst", "nosegay", "margay"]),
    (
        "trans",
        &[
            "transport",
            "transfer",
            "transform",
            "translat",
            "transit",
            "transact",
            "transcri",
            "transpar",
            "transmi",
            "transcend",
            "transpennine",
            "transpos",
            "transplant",
            "transvers",
            "transom",
        ],
    ),
    ("nonbinary", &[]),
    ("muslim", &[]),
    ("islam", &[]),
    ("jewish", &[]),
    ("antisemit", &[]),
    ("sikh", &[]),
    ("hindu", &[]),
    ("disab", &[]),
    ("homeless", &[]),
    ("sexwork", &[]),
    ("rape", &["grape", "drape", "scrape", "therape", "trapez", "rapeseed"]),
    ("suicid", &[]),
    ("selfharm", &[]),
];

/// Short words that tell only where they stand alone: glued they are part of too many others.
const ALONE: &[&str] = &["bi", "sex", "jew", "jews", "roma", "faith"];

/// The first word in a name or an address that tells what the service is for; nothing when none does.
#[must_use]
pub fn telling(text: &str) -> Option<&'static str> {
    let small = text.to_lowercase();
    let words: Vec<&str> = small.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // "h.a.t.e" stands for what it spells.
    let spelt: String = words.iter().filter(|word| word.chars().count() == 1).copied().collect();
    let alone = ALONE.iter().copied().find(|alone| words.contains(alone));
    words.iter().copied().chain([spelt.as_str()]).find_map(stands_in).or(alone)
}

/// The word that tells in one word, if there is one that is not there by chance.
fn stands_in(word: &str) -> Option<&'static str> {
    let plain = undisguised(word);
    let found = WORDS.iter().find(|(tells, by_chance)| {
        let at = |part: &str| plain.match_indices(part).map(|(at, _)| (at, at + part.len())).collect::<Vec<_>>();
        let innocent: Vec<_> = by_chance.iter().flat_map(|part| at(part)).collect();
        at(tells).into_iter().any(|(from, to)| !innocent.iter().any(|(start, end)| *start <= from && to <= *end))
    });
    found.map(|(tells, _)| *tells)
}

/// Letters that digits and accents stand for.
fn undisguised(word: &str) -> String {
    let plain = |letter: char| match letter {
        '4' | 'à'..='å' => 'a',
        '3' | 'è'..='ë' => 'e',
        '1' | 'ì'..='ï' => 'i',
        '0' | 'ò'..='ö' => 'o',
        '5' => 's',
        'ù'..='ü' => 'u',
        other => other,
    };
    word.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_is_found_by_itself_glued_and_disguised() {
        for (text, word) in [
            ("Stop Hate Teesside", "hate"),
            ("hate-crime@stophate-tees.org", "hate"),
            ("hello@stophate.org", "hate"),
            ("info@STOPHATE.ORG", "hate"),
            ("Reporters", "report"),
            ("True Vision Reporting", "report"),
            ("team@cleveland.police.uk", "police"),
            ("Victim Care", "victim"),
            ("hello@teespride.org", "pride"),
            ("Tees LGBTQ+ Support", "lgb"),
            ("hello@endracism.org", "racis"),
            ("Race Equality First", "race"),
            ("a@antirace.org", "race"),
            ("Domestic Abuse Line", "abuse"),
            ("hello@h4te.org", "hate"),
            ("H.A.T.E.", "hate"),
            ("Gay Men’s Group", "gay"),
            ("Trans Tees", "trans"),
            ("hello@transpride.org", "pride"),
            ("Disability Action", "disab"),
            ("Jewish Care", "jewish"),
            ("Bi Group", "bi"),
            ("Grace Race", "race"),
            ("crimea-crime@x.org", "crime"),
            ("Refugee Welcome", "refugee"),
        ] {
            assert_eq!(telling(text), Some(word), "{text}");
        }
    }

    #[test]
    fn ordinary_names_tell_nothing() {
        for text in [
            "Tees Support",
            "hello@tees-support.org",
            "Waymark Demonstration",
            "referrals@waymark.example",
            "Tees Valley Together",
            "Grace Terrace Centre",
            "Horace & Tracey",
            "Whatever Next",
            "Chateau House",
            "Transport for Tees",
            "Gayton Library",
            "The Grapevine",
            "Therapeutic Arts",
            "Crimea Street",
            "Notes",
            "Alex at the Hub",
            "post@mail.example",
            "Sexton & Sons",
            "Bishop Auckland",
            "Coincidentally",
            "Racecourse Road Centre",
            "",
            "Canolfan Gymunedol",
            "دعم",
        ] {
            assert_eq!(telling(text), None, "{text}");
        }
    }

    #[test]
    fn what_stands_by_chance_holds_the_word() {
        for (tells, by_chance) in WORDS {
            for word in *by_chance {
                assert!(word.contains(tells) && telling(word).is_none(), "{word}");
            }
        }
    }
}
