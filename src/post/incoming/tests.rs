//! Bounces of every kind, answers of machines, and letters as hostile as can be.

use proptest::prelude::*;

use super::*;

const OURS: &str = "0123456789abcdef0123456789abcdef@waymark.example";

/// A report of a mail server, with these fields for its one recipient.
fn report(fields: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: Mail Delivery System <Mailer-Daemon@mail.example>\r\nAuto-Submitted: auto-replied\r\n\
         To: referrals@waymark.example\r\nSubject: Mail delivery failed\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-type: text/plain\r\n\r\nIt did not arrive.\r\n\
         --b\r\nContent-type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n{fields}\r\n\
         --b\r\nContent-type: message/rfc822\r\n\r\nMessage-ID: <{OURS}>\r\nSubject: WM\r\n\r\nbody\r\n--b--\r\n"
    )
}

fn failed(status: &str) -> Incoming {
    Incoming::Failed(Failure { of: vec![OURS.to_owned()], status: status.to_owned() })
}

#[test]
fn what_was_not_delivered_for_good_is_a_failure_of_the_letter_it_brings_back() {
    let fields =
        "Action: failed\r\nFinal-Recipient: rfc822;a@b.example\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user\r\n";
    assert_eq!(recognise(report(fields).as_bytes()), failed("5.1.1"));
    assert_eq!(recognise(report("Action: Failed (too old)\r\nStatus: 4.4.7 (expired)\r\n").as_bytes()), failed("4.4.7"));
    assert_eq!(recognise(report("Final-Recipient: rfc822;a@b.example\r\nStatus: 5.2.1\r\n").as_bytes()), failed("5.2.1"));
    let two = "Action: delivered\r\nStatus: 2.0.0\r\n\r\nAction: failed\r\nStatus: 5.7.1\r\n";
    assert_eq!(recognise(report(two).as_bytes()), failed("5.7.1"), "one of two is enough");
}

#[test]
fn delays_and_deliveries_change_nothing() {
    for fields in [
        "Action: delayed\r\nStatus: 4.2.2\r\nWill-Retry-Until: Mon, 23 Nov 2026 10:00:00 +0000\r\n",
        "Action: relayed\r\nStatus: 2.0.0\r\n",
        "Action: delivered\r\nStatus: 2.1.5\r\n",
        "Action: expanded\r\nStatus: 2.0.0\r\n",
        "Status: 4.4.1\r\n",
        "Action: delayed\r\nStatus: 5.0.0\r\n",
    ] {
        assert_eq!(recognise(report(fields).as_bytes()), Incoming::Nothing("delayed-or-delivered"), "{fields}");
    }
}

#[test]
fn headers_alone_and_references_lead_to_the_letter_too() {
    let fields = "Action: failed\r\nStatus: 5.1.1\r\n";
    let whole = report(fields);
    let headers = whole.replace("message/rfc822", "text/rfc822-headers").replace("\r\n\r\nbody\r\n--b--", "\r\n--b--");
    assert_eq!(recognise(headers.as_bytes()), failed("5.1.1"));
    let (before, _) = whole.split_once("--b\r\nContent-type: message/rfc822").unwrap();
    let nothing_back = format!("References: <{OURS}>\r\n{before}--b--\r\n");
    assert_eq!(recognise(nothing_back.as_bytes()), failed("5.1.1"));
}

#[test]
fn a_report_that_says_nothing_and_a_bounce_in_a_form_of_its_own_are_for_a_person() {
    assert_eq!(recognise(report("X-Nothing: here\r\n").as_bytes()), Incoming::Letter);
    let own = "Return-Path: <>\r\nFrom: MAILER-DAEMON@mail.example\r\nSubject: failure notice\r\n\r\nHi. This is the qmail-send program.\r\n";
    assert_eq!(recognise(own.as_bytes()), Incoming::Letter);
}

#[test]
fn answers_of_machines_count_as_nothing() {
    let letter = |header: &str| format!("From: Ash <ash@b.example>\r\n{header}Subject: Away\r\n\r\nI am away.\r\n");
    for header in [
        "Auto-Submitted: auto-replied\r\n",
        "auto-submitted: Auto-Generated; owner=x\r\n",
        "X-Auto-Response-Suppress: All\r\n",
        "X-Autoreply: yes\r\n",
        "Precedence: auto_reply\r\n",
        "Precedence: bulk\r\n",
        "Precedence: junk\r\n",
        "Return-Path: <>\r\n",
        "Return-path: < >\r\n",
    ] {
        assert_eq!(recognise(letter(header).as_bytes()), Incoming::Nothing("automatic"), "{header}");
    }
    for header in [
        "",
        "Auto-Submitted: no\r\n",
        "Precedence: list\r\n",
        "X-Auto-Response-Suppress: None\r\n",
        "Return-Path: <ash@b.example>\r\n",
    ] {
        assert_eq!(recognise(letter(header).as_bytes()), Incoming::Letter, "{header}");
    }
    let read = "From: ash@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\r\n\r\n\
        --b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: automatic-action; displayed\r\n--b--\r\n";
    assert_eq!(recognise(read.as_bytes()), Incoming::Nothing("automatic"));
}

#[test]
fn a_person_who_forwards_a_bounce_is_a_person() {
    let forwarded = format!(
        "From: Ash <ash@b.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n\
         --o\r\nContent-Type: text/plain\r\n\r\nI got this.\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n{}\r\n--o--\r\n",
        report("Action: failed\r\nStatus: 5.1.1\r\n")
    );
    assert_eq!(recognise(forwarded.as_bytes()), Incoming::Letter);
}

#[test]
fn a_letter_is_shown_as_plain_text() {
    let html = "From: \"Ash\r\n B\" <ash@b.example>\r\nSubject: =?utf-8?q?caf=C3=A9?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n\
        --o\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Hello <b>you</b> =E9</p><script>alert(1)</script>\r\n\
        --o\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--o--\r\n";
    let seen = shown(html.as_bytes());
    assert!(seen.from.contains("Ash") && seen.from.ends_with("<ash@b.example>") && !seen.from.contains('\n'), "{}", seen.from);
    assert_eq!((seen.subject.as_str(), seen.files), ("café", 1));
    assert!(seen.text.contains("Hello you é") && !seen.text.contains('<'), "{}", seen.text);
    assert_eq!(shown(b"\xff\xfe\0 no mail at all").files, 0);
}

#[test]
fn deep_nesting_and_a_flood_of_headers_end() {
    let mut deep = String::from("From: a@b.example\r\n");
    for _ in 0..2000 {
        deep.push_str("Content-Type: message/rfc822\r\n\r\n");
    }
    let mut wide = String::from("From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
    for part in 0..5000 {
        wide.push_str(&format!("--b\r\nContent-Type: multipart/mixed; boundary=b{part}\r\n\r\n"));
    }
    for text in [deep, wide, "X: y\r\n".repeat(30_000)] {
        let _ = (recognise(text.as_bytes()), shown(text.as_bytes()));
    }
}

/// Pieces of which letters are made, in any order: near enough to the real ones to reach deep.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just("Content-Type: multipart/report; boundary=b\r\n".to_owned()),
        Just("Content-Type: message/delivery-status\r\n\r\n".to_owned()),
        Just("Content-Type: message/rfc822\r\n\r\n".to_owned()),
        Just("Content-Type: text/html; charset=\"utf-16\"\r\n".to_owned()),
        Just("Content-Transfer-Encoding: base64\r\n".to_owned()),
        Just("Content-Transfer-Encoding: quoted-printable\r\n".to_owned()),
        Just("Action: failed\r\nStatus: 5.1.1\r\n\r\n".to_owned()),
        Just("From: =?utf-8?b?4pyT?= <a@b>, group: c@d;\r\n".to_owned()),
        Just("Return-Path:\r\n".to_owned()),
        Just("--b\r\n".to_owned()),
        Just("--b--\r\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("<p>&#x110000;&eacute;</p>".to_owned()),
        "\\PC{0,40}",
    ];
    prop::collection::vec(prop_oneof![piece.prop_map(String::into_bytes), prop::collection::vec(any::<u8>(), 0..60)], 0..40)
        .prop_map(|parts| parts.concat())
}

#[test]
fn letters_within_letters_that_never_end_are_read_all_the_same() {
    let inner = "Content-Type: message/rfc822\r\n\r\n".repeat(2);
    let bytes = format!(
        "Content-Type: multipart/report; boundary=b\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\n{inner}Content-Type: message/delivery-status\r\n\r\n--b--\r\n"
    );
    let _ = (recognise(bytes.as_bytes()), shown(bytes.as_bytes()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_comes_in_is_something_and_is_shown_within_bounds(bytes in pieces()) {
        if let Incoming::Failed(failure) = recognise(&bytes) {
            prop_assert!(failure.of.len() <= 20 && failure.status.len() <= 12);
        }
        let seen = shown(&bytes);
        prop_assert!(seen.from.chars().count() <= 300 && seen.subject.chars().count() <= 300);
        prop_assert!(!seen.text.contains('\0') && !seen.subject.contains(['\r', '\n']));
    }

    #[test]
    fn a_bounce_that_was_cut_or_garbled_never_breaks_anything(place in 0usize..1200, byte in any::<u8>(), cut in 0usize..1200) {
        let mut bytes = report("Action: failed\r\nFinal-Recipient: rfc822;a@b.example\r\nStatus: 5.1.1\r\n").into_bytes();
        let place = place % bytes.len();
        bytes[place] = byte;
        bytes.truncate(bytes.len().saturating_sub(cut % bytes.len()));
        let _ = (recognise(&bytes), shown(&bytes));
    }
}
