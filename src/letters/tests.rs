//! What every letter must hold and what none may.

use std::sync::Arc;

use waymark_core::words::{Speaker, Words};

use crate::letters::{
    About, ConfirmCentre, Letter, MoreToSee, Notice, OneTimeCode, Open, PleaseStop, RecordHead, Reminder, SignInCode,
    SomethingChanged, Urgent,
};

fn s(text: &str) -> String {
    text.to_owned()
}

fn letters(t: &Speaker, demonstration: bool) -> Vec<(&'static str, Letter)> {
    let t = t.clone();
    let (service, reference, call_back) = (s("Waymark Demonstration"), s("WM-7K3F-92QD"), s("01632 960100"));
    let link = s("https://report.example/r/abc");
    let notice = Notice {
        t: t.clone(),
        service: service.clone(),
        demonstration,
        reference: reference.clone(),
        urgent: true,
        promise: s("2 working days"),
        link: link.clone(),
        call_back: call_back.clone(),
    };
    let more = MoreToSee {
        t: t.clone(),
        service: service.clone(),
        demonstration,
        reference: reference.clone(),
        link,
        call_back: call_back.clone(),
    };
    let stop = PleaseStop {
        t: t.clone(),
        service: service.clone(),
        demonstration,
        reference: reference.clone(),
        call_back: call_back.clone(),
    };
    let code =
        OneTimeCode { t, service, demonstration, reference, request_name: s("K7"), code: s("4821 9037"), minutes: 30, call_back };
    vec![("notice", notice.letter()), ("more", more.letter()), ("stop", stop.letter()), ("code", code.letter())]
}

fn every_letter(demonstration: bool) -> Vec<(&'static str, Letter)> {
    let words = Arc::new(Words::read([]).unwrap());
    let languages: Vec<String> = words.languages().map(str::to_owned).collect();
    languages.iter().flat_map(|language| letters(&words.speaker([language.as_str()]), demonstration)).collect()
}

#[test]
fn a_letter_names_the_reference_and_what_to_do() {
    for (name, letter) in every_letter(true) {
        assert!(letter.subject.starts_with("WM-7K3F-92QD"), "{name}");
        assert!(letter.body.contains("WM-7K3F-92QD") && letter.body.contains("01632 960100"), "{name}");
        assert!(!letter.body.contains("letter-") && !letter.body.contains("{ $"), "{name}: {}", letter.body);
        assert!(!letter.body.contains("\n\n\n"), "{name}: {}", letter.body);
        assert!(!letter.subject.contains(['\n', '\r']), "{name}");
    }
    let all = every_letter(true);
    let notice = &all[0].1;
    assert_eq!(notice.subject, "WM-7K3F-92QD: please answer within 2 working days");
    assert!(notice.body.contains("\nhttps://report.example/r/abc\n"));
    assert!(notice.body.contains("It is urgent."));
    let code = &all[3].1.body;
    assert!(code.contains("4821 9037") && code.contains("request K7") && code.contains("30 minutes"));
    assert!(!all[3].1.subject.contains("4821"), "a code shows in no list of mail");
}

#[test]
fn a_reminder_names_the_day_and_the_agreement_and_no_report() {
    let words = Arc::new(Words::read([]).unwrap());
    let letter = |about, agency: Option<&str>, days| {
        let letter = Reminder {
            t: words.speaker(["en"]),
            service: s("Waymark"),
            demonstration: false,
            about,
            agreement: s("partner-2026"),
            version: 3,
            day: s("31 March 2027"),
            days,
            agency: agency.map(s),
            call_back: s("01632 960100"),
        };
        letter.letter()
    };
    let end = letter(About::End, None, 90);
    assert_eq!(end.subject, "An agreement ends on 31 March 2027");
    assert!(end.body.contains("That is in 90 days.") && end.body.contains("partner-2026, version 3"), "{}", end.body);
    assert!(end.body.contains("01632 960100") && !end.body.contains("\n\n\n"), "{}", end.body);
    let review = letter(About::Review, Some("Our Partner"), 1);
    assert!(review.subject.contains("reviewed by") && review.body.contains("That is tomorrow."), "{}", review.body);
    assert!(review.body.contains("with Our Partner") && !review.body.contains("WM-"), "{}", review.body);
}

#[test]
fn a_letter_to_a_person_says_only_that_something_changed() {
    let words = Arc::new(Words::read([]).unwrap());
    let letter = SomethingChanged { t: words.speaker(["en"]), demonstration: false }.letter();
    assert_eq!(letter.subject, "Something changed on your page");
    for telling in ["WM-", "http", "report", "receipt", "hate", "referral", "Waymark", "letter-"] {
        assert!(!letter.body.contains(telling), "{telling}: {}", letter.body);
    }
}

/// What goes to the people at the desk.
fn to_the_desk() -> Vec<Letter> {
    let t = Arc::new(Words::read([]).unwrap()).speaker(["en"]);
    let (service, link, call_back) = (s("Waymark"), s("https://report.example/desk"), s("01632 960100"));
    let counts = ["duty", "unplaced", "release", "message", "declined", "undelivered"].map(|kind| match kind {
        "duty" => ("letter-open-duty", 1),
        "unplaced" => ("letter-open-unplaced", 2),
        "release" => ("letter-open-release", 3),
        "message" => ("letter-open-message", 4),
        "declined" => ("letter-open-declined", 5),
        _ => ("letter-open-undelivered", 6),
    });
    let head = |wrong| RecordHead {
        t: t.clone(),
        service: service.clone(),
        demonstration: false,
        day: s("20 November 2026"),
        position: 12,
        made: s("20 November 2026, 11:00:00"),
        head: "ab".repeat(32),
        wrong,
        call_back: call_back.clone(),
    };
    let urgent = Urgent {
        t: t.clone(),
        service: service.clone(),
        demonstration: false,
        entries: 3,
        on_duty: "Sam Adviser".to_owned(),
        link: link.clone(),
        call_back: call_back.clone(),
    };
    let open = Open {
        t: t.clone(),
        service: service.clone(),
        demonstration: false,
        counts: counts.into(),
        link,
        call_back: call_back.clone(),
    };
    vec![urgent.letter(), open.letter(), head(None).letter(), head(Some(7)).letter()]
}

#[test]
fn letters_to_the_desk_say_how_much_and_never_what() {
    let letters = to_the_desk();
    for letter in &letters {
        for telling in ["WM-", "hate", "crime", "victim", "incident", "report ", "letter-", "{ $", "\n\n\n", "risk", "under 18"] {
            assert!(!letter.subject.contains(telling) && !letter.body.contains(telling), "{telling}: {}", letter.body);
        }
    }
    assert!(letters[0].body.contains("now: 3.") && letters[0].body.contains("\nhttps://report.example/desk\n"));
    assert!(letters[1].body.contains("\nDeclined: 5\n"), "{}", letters[1].body);
    assert!(letters[2].body.contains(&format!("\n{}\n", "ab".repeat(32))), "{}", letters[2].body);
    assert!(letters[3].subject.contains("look at once") && letters[3].body.contains("at position 7"), "{}", letters[3].body);
}

#[test]
fn a_letter_to_a_centre_and_a_code_to_sign_in_with_name_neither_centre_nor_what_it_is_about() {
    let t = Arc::new(Words::read([]).unwrap()).speaker(["en"]);
    let (service, call_back) = (s("Waymark"), s("01632 960100"));
    let centre = |again| ConfirmCentre {
        t: t.clone(),
        service: service.clone(),
        demonstration: false,
        again,
        link: s("https://report.example/centre/abc"),
        call_back: call_back.clone(),
    };
    let code = SignInCode {
        t: t.clone(),
        service: service.clone(),
        demonstration: false,
        code: s("4821 9037"),
        minutes: 20,
        call_back: call_back.clone(),
    };
    let (first, again, code) = (centre(false).letter(), centre(true).letter(), code.letter());
    for letter in [&first, &again, &code] {
        for telling in
            ["hate", "crime", "victim", "incident", "report ", "letter-", "{ $", "\n\n\n", "desk", "sign in at", "volunteer"]
        {
            assert!(!letter.subject.contains(telling) && !letter.body.contains(telling), "{telling}: {}", letter.body);
        }
    }
    assert!(first.body.contains("\nhttps://report.example/centre/abc\n") && !first.body.contains("We asked you before"));
    assert!(again.body.contains("We asked you before") && again.subject != first.subject);
    assert!(code.body.contains("Code: 4821 9037") && code.body.contains("20 minutes") && !code.subject.contains("4821"));
}

#[test]
fn neither_subject_nor_letter_tells_what_it_is_about() {
    let telling = [
        "hate",
        "crime",
        "victim",
        "incident",
        "report ",
        "race",
        "religio",
        "orientation",
        "trans ",
        "disab",
        "police",
        "gay",
        "assault",
        "abuse",
        "attack",
        "threat",
        "support",
        "risk",
    ];
    for (name, letter) in every_letter(false) {
        for word in telling {
            assert!(!letter.subject.to_lowercase().contains(word), "{name}: {word} in the subject");
            assert!(!letter.body.to_lowercase().contains(word), "{name}: {word} in the letter");
        }
    }
}

#[test]
fn a_demonstration_says_so_first() {
    let banner = "Demonstration – not a real service, nobody reads reports made here";
    for (name, letter) in every_letter(true) {
        assert!(letter.body.starts_with(banner), "{name}");
    }
    for (name, letter) in every_letter(false) {
        assert!(!letter.body.contains(banner), "{name}");
    }
}

/// Shows the letters: `cargo test letters_to_look_at -- --nocapture`.
#[test]
fn letters_to_look_at() {
    for (name, letter) in every_letter(true) {
        println!("— {name}\nSubject: {}\n\n{}\n", letter.subject, letter.body);
    }
}
