//! What is found in a text, and what is not.

use crate::report::naming::found::{Found, Why};
use crate::report::naming::{Known, look};
use crate::report::told::Told;

fn found_with(text: &str, known: &Known) -> Vec<(String, &'static str)> {
    look(text, known).into_iter().map(|one| (one.words.reveal().to_owned(), one.why.id())).collect()
}

fn found(text: &str) -> Vec<(String, &'static str)> {
    found_with(text, &Known::default())
}

#[track_caller]
fn finds(text: &str, words: &str, why: &str) {
    let found = found(text);
    assert!(found.iter().any(|(one, reason)| one == words && *reason == why), "{text}: {found:?}");
}

#[test]
fn an_account_that_names_nobody_passes_without_a_word() {
    for text in [
        "Somebody was shouted at in a street. They were told to go home, and were afraid to walk there again.",
        "I was on my way. Two men followed me and shouted. I'm still afraid. I only wanted to go home.",
        "He said “Go back where you came from”. GO HOME was written on the wall.",
        "It happened in the evening. A neighbour threw eggs 3 times. May I say more? We march on.",
        "The person is Black and Muslim. They may have seen it on CCTV.",
    ] {
        assert!(found(text).is_empty(), "{text}: {:?}", found(text));
    }
}

#[test]
fn the_persons_own_name_is_found_in_any_case_and_as_an_owner() {
    let known = Known { own: vec![Told::new("Samira Khan-Ali")], ..Known::default() };
    for text in ["They know samira.", "It is Samira’s house.", "SAMIRA get out"] {
        assert!(found_with(text, &known).iter().any(|(_, why)| *why == "own-name"), "{text}: {:?}", found_with(text, &known));
    }
    assert!(found_with("They know Khan-Ali.", &known).contains(&("Khan-Ali".to_owned(), "own-name")));
}

#[test]
fn what_stands_elsewhere_in_the_report_is_found() {
    let known = Known {
        others: vec![Told::new("Tall, red hair, called Wayne, drives a van. Reference 4417/26")],
        places: vec![Told::new("outside the riverside bakery on the corner")],
        ..Known::default()
    };
    let found = found_with("It was wayne again, near the riverside, ref 4417/26.", &known);
    assert!(found.contains(&("wayne".to_owned(), "known")) && found.contains(&("riverside".to_owned(), "place")), "{found:?}");
    assert!(found.contains(&("4417/26".to_owned(), "known")), "{found:?}");
    assert!(!found.iter().any(|(words, _)| words == "again" || words == "near"), "{found:?}");
}

#[test]
fn numbers_and_addresses_are_found_however_they_are_written() {
    for number in ["07700 900123", "07700900123", "+44 7700 900 123", "(01632) 960-123"] {
        let found = found(&format!("Ring {number}, please."));
        assert!(found.iter().any(|(_, why)| *why == "telephone"), "{number}: {found:?}");
    }
    finds("Write to sam.k@mail.example now.", "sam.k@mail.example", "email");
    finds("They post as @hater_99 there.", "@hater_99", "handle");
    finds("See https://pages.example/x?y=1.", "https://pages.example/x?y=1", "link");
    finds("It is on hatepage.co.uk, still.", "hatepage.co.uk", "link");
    finds("near TS18 1AB in the dark", "TS18 1AB", "postcode");
    finds("near ts181ab in the dark", "ts181ab", "postcode");
    finds("somewhere in TS18", "TS18", "postcode");
    finds("at 12 Mill Lane they stopped", "12 Mill Lane", "address");
    finds("at 12a the avenue", "12a the avenue", "address");
    finds("they live in flat 3", "flat 3", "address");
    finds("down Mill Lane and away", "Mill Lane", "address");
}

#[test]
fn days_times_ages_and_registrations_are_found() {
    finds("on 14 November it began", "14 November", "date");
    finds("on the 14th of november", "14th of november", "date");
    finds("on 14/11/2026", "14/11/2026", "date");
    finds("on November 14 they came", "November 14", "date");
    finds("last Tuesday", "Tuesday", "date");
    finds("in May they came", "May", "date");
    finds("since 2019", "2019", "date");
    finds("at 10:35 they came", "10:35", "time");
    finds("at 7pm they came", "7pm", "time");
    finds("at 7 pm they came", "7 pm", "time");
    finds("at six o'clock", "six o'clock", "time");
    finds("at half past six they came", "half past six", "time");
    finds("I am 34.", "am 34", "age");
    finds("She is 34 years old", "34 years old", "age");
    finds("a 34-year-old man", "34-year-old", "age");
    finds("my son, aged 9, saw it", "aged 9", "age");
    finds("a woman in her 60s", "60s", "age");
    finds("a red van, AB12 CDE, drove off", "AB12 CDE", "registration");
    finds("a red van, ab12cde, drove off", "ab12cde", "registration");
    finds("a red van, P123 ABC, drove off", "P123 ABC", "registration");
}

#[test]
fn places_that_there_is_one_of_and_names_are_found() {
    finds("outside the mosque", "mosque", "place");
    finds("they go to Hill View School together", "Hill View School", "place");
    finds("he works at the kebab shop", "kebab", "place");
    finds("it was Darren who did it", "Darren", "capital");
    finds("it was Darren Smith who did it", "Darren Smith", "capital");
    finds("Darren hit me.", "Darren", "capital");
    finds("Darren's dog bit me.", "Darren's", "capital");
    finds("Then it was Mr. Smith again", "Mr. Smith", "capital");
    finds("a family from Eritrea", "Eritrea", "capital");
}

#[test]
fn what_few_share_is_found() {
    finds("we are the only Jewish family here", "the only Jewish", "rare");
    finds("I was the first to wear one", "the first", "rare");
    finds("I am the only one", "the only one", "rare");
    finds("the imam was there", "imam", "rare");
    finds("I have HIV and they know", "HIV", "rare");
    finds("my twins saw it", "twins", "rare");
}

#[test]
fn each_is_told_once_and_in_the_order_of_the_text() {
    let found = found("It was Darren. I know it was Darren, on Tuesday.");
    assert_eq!(found, [("Darren".to_owned(), "capital"), ("Tuesday".to_owned(), "date")]);
}

#[test]
fn nothing_shows_in_debug_output() {
    let one = Found { words: Told::new("Darren"), why: Why::Capital };
    assert_eq!(format!("{one:?}"), "Found(…)");
}

#[test]
fn text_in_any_script_is_looked_through_without_a_fault() {
    for text in ["", "…", "“", "دارين قال", "Ünal und Öz’s", "a\u{301}b 1 \u{1f600}@ #", "99 99", "— “A” –"]
    {
        let _ = found(text);
    }
}
