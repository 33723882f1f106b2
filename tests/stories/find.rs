//! Somebody at the desk finds a report by what they were told on the phone.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use waymark::journeys::desk::list::find::{mark_due, mark_of};
use waymark_core::report::Trace;
use waymark_core::staff::Role;

use crate::app::{Answer, TestApp};
use crate::coming_back::rows;
use crate::desk::{Person, invited, reference};
use crate::record::tamper;
use crate::stories;

/// Marks what is not marked yet, as a round does. Says how many there were.
pub(crate) async fn marked(app: &TestApp) -> usize {
    let mut all = 0;
    loop {
        let turn = mark_due(&app.app.running.service()).await.unwrap();
        all += turn.reports;
        if !turn.more {
            return all;
        }
    }
}

/// Searches, and says what the page shows.
async fn searched(person: &Person, text: &str) -> Answer {
    let page = person.browser.get("/desk").await;
    let sent = person.browser.submit_only(&page, "/desk/search", &[("sought", text)]).await;
    assert_eq!((sent.status, sent.header("location")), (303, "/desk/search"), "what is searched for stands in no address");
    person.browser.get("/desk/search").await
}

/// A report with a number, an address and a name that stand nowhere else.
pub(crate) fn told_by(name: &str, number: &str, address: &str) -> Json {
    json!({
        "incident": {"account": "x", "where": {"setting": "street", "postcode": "TS18 1AB"}},
        "victim": {"name": name},
        "contact": {"of": "victim", "methods": [
            {"kind": "text", "value": number, "safe": true},
            {"kind": "email", "value": address, "safe": false}
        ]}
    })
}

/// A phone number as it is at rest nowhere.
fn number(app: &TestApp, last: u32) -> String {
    let number = format!("07700 {last:06}");
    for spelling in [number.clone(), number.replace(' ', ""), format!("447700{last:06}")] {
        app.guard(&spelling);
    }
    number
}

stories! {
    async fn a_report_is_found_by_its_number_its_address_and_its_name(app: TestApp) {
        let (name, address) = (app.seed("Zoe"), format!("{}@mail.example", app.seed("post")));
        app.guard(&name.to_lowercase());
        app.guard(&address.to_lowercase());
        let phone = number(&app, 914_377);
        let receipted = app.submit(&told_by(&format!("Mx {name} O’Neill"), &phone, &address)).await;
        let other = app.submit(&told_by("Somebody Else", "07700 900999", "else@mail.example")).await;
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        let early = searched(&person, &phone).await;
        assert!(early.text().contains("Nothing found") && early.text().contains("cannot be found yet"), "{}", early.text());
        assert_eq!(marked(&app).await, 2);
        assert_eq!(marked(&app).await, 0, "each report once");
        let spellings =
            [phone.clone(), phone.replacen('0', "+44 (0)", 1), phone.replacen('0', "0044", 1), address.to_uppercase(), format!("ONEILL, {name}")];
        for typed in spellings {
            let found = searched(&person, &typed).await;
            let text = found.text();
            assert!(text.contains("One report:") && text.contains(&reference(&receipted)), "{typed}: {text}");
            assert!(!text.contains(&reference(&other)) && text.contains("20 November 2026") && text.contains("Stockton-on-Tees") && text.contains("Nobody was told"), "{text}");
            assert!(!text.contains("cannot be found yet"));
        }
        assert!(searched(&person, "TS18 1AB").await.text().contains("2 reports, the newest first"));
        let found = person.browser.get("/desk/search").await;
        let case = person.browser.submit(&found, "/desk/reports", &[("reference", &reference(&receipted))]).await;
        assert!(case.text().contains(&phone), "{}", case.text());
        for short in ["", "Z", "077", "zoe@"] {
            assert!(searched(&person, short).await.text().contains("This is too little to search for"), "{short}");
        }
        assert!(searched(&person, &name).await.text().contains("Nothing found"), "a part of a name is not the name");
        let left = person.browser.get("/desk").await;
        person.browser.submit_only(&left, "/desk/leave", &[]).await;
        assert_eq!(person.browser.get("/desk/search").await.header("location"), "/desk/sign-in");
        let log = app.readable().await;
        assert!(log.contains("reports-searched"), "that somebody searched is written down");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn a_reference_opens_in_one_step_and_an_unknown_one_is_said_to_be(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let person = invited(&app, Role::Coordinator, "").await;
        let page = person.sign_in(&app).await;
        let spoken = reference(&receipted).to_lowercase().replace('-', " ");
        let case = person.browser.submit(&page, "/desk/search", &[("sought", &spoken)]).await;
        assert!(case.text().contains("They followed me home."), "{}", case.text());
        let unknown = person.browser.submit(&page, "/desk/search", &[("sought", "WM-0000-0000")]).await;
        assert!(unknown.text().contains("There is no report with this reference that you may open"), "{}", unknown.text());
        let name = person.browser.submit(&page, "/desk/search", &[("sought", "Angharad")]).await;
        assert!(name.text().contains("Nothing found"), "a name that could be read as a reference: {}", name.text());
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_shares_a_mark_and_not_the_number_is_left_out(app: TestApp) {
        // Of a few thousand numbers two share the first 20 bits of their marks.
        let service = &app.app.service;
        let mut seen: BTreeMap<[u8; 3], String> = BTreeMap::new();
        let (one, two) = (0..20_000u32)
            .find_map(|last| {
                let number = format!("07700 {last:06}");
                let mark = mark_of(service, &Trace::phone(&number).unwrap()).unwrap();
                assert_eq!(mark[2] & 0x0f, 0);
                seen.insert(mark, number.clone()).map(|other| (other, number))
            })
            .expect("two numbers that share a mark");
        let first = app.submit(&told_by("Ann One", &one, "one@mail.example")).await;
        let second = app.submit(&told_by("Bea Two", &two, "two@mail.example")).await;
        marked(&app).await;
        let person = invited(&app, Role::Duty, "").await;
        person.sign_in(&app).await;
        for (number, of, not) in [(&one, &first, &second), (&two, &second, &first)] {
            let text = searched(&person, number).await.text();
            assert!(text.contains(&reference(of)) && !text.contains(&reference(not)), "{text}");
        }
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn nobody_finds_what_they_may_not_open(app: TestApp) {
        let receipted = app.submit(&told_by("Sam Doe", "07700 900111", "sam@mail.example")).await;
        marked(&app).await;
        for (role, centre) in [(Role::CentreManager, "library"), (Role::CentreStaff, "hub"), (Role::Volunteer, "library")] {
            let person = invited(&app, role, centre).await;
            person.sign_in(&app).await;
            let text = searched(&person, "Sam Doe").await.text();
            assert!(text.contains("Nothing found") && !text.contains(&reference(&receipted)), "{role:?}: {text}");
        }
        let auditor = invited(&app, Role::Auditor, "").await;
        auditor.sign_in(&app).await;
        assert_eq!(auditor.browser.get("/desk/search").await.status, 403);
        app.finish().await;
    }

    async fn a_damaged_report_hides_none_of_the_others(app: TestApp) {
        app.submit(&told_by("Sam Doe", "07700 900111", "sam@mail.example")).await;
        // Its keys are cut short, as a failing disk would leave them.
        tamper(&app, &["UPDATE wrap SET sealed = 'x' WHERE holder = 'service'"]).await;
        let sound = app.submit(&told_by("Sam Doe", "07700 900112", "sam@mail.example")).await;
        assert_eq!(marked(&app).await, 2, "both are done with");
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        let text = searched(&person, "sam@mail.example").await.text();
        assert!(text.contains(&reference(&sound)), "{text}");
        let later = app.submit(&told_by("Sam Doe", "07700 900113", "sam@mail.example")).await;
        assert_eq!(marked(&app).await, 1);
        tamper(&app, &["UPDATE wrap SET sealed = 'x' WHERE holder = 'service' AND report IN (SELECT id FROM report ORDER BY id DESC LIMIT 1)"]).await;
        let text = searched(&person, "sam@mail.example").await.text();
        assert!(text.contains(&reference(&sound)) && !text.contains(&reference(&later)), "{text}");
        app.finish().await;
    }

    async fn an_erased_report_is_found_no_more_and_its_marks_go_with_it(app: TestApp) {
        let receipted = app.submit(&told_by("Sam Doe", "07700 900111", "sam@mail.example")).await;
        let kept = app.submit(&told_by("Kim Roe", "07700 900112", "kim@mail.example")).await;
        marked(&app).await;
        assert_eq!(rows(&app, "mark").await, 8);
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        assert!(searched(&person, "sam@mail.example").await.text().contains(&reference(&receipted)));
        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &receipted, None).await;
        assert!(!person.browser.get("/desk/search").await.text().contains(&reference(&receipted)), "not even in what was found before");
        assert!(searched(&person, "sam@mail.example").await.text().contains("Nothing found"));
        let unmarked = app.submit(&told_by("Lee Poe", "07700 900113", "lee@mail.example")).await;
        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &unmarked, None).await;
        assert_eq!(marked(&app).await, 0, "what was erased is not marked any more");
        app.advance("8 days");
        app.tend().await;
        assert_eq!(rows(&app, "mark").await, 4, "those of the other stay");
        person.sign_in(&app).await;
        assert!(searched(&person, "Kim Roe").await.text().contains(&reference(&kept)));
        app.finish().await;
    }

    async fn too_many_are_said_to_be_too_many(app: TestApp) {
        for _ in 0..66 {
            app.submit(&json!({"incident": {"account": "x"}, "victim": {"name": "Jo Bloggs"}})).await;
        }
        let turn = mark_due(&app.app.running.service()).await.unwrap();
        assert_eq!((turn.reports, turn.more), (64, true), "a turn takes some, so that letters leave in between");
        assert_eq!(marked(&app).await, 2);
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        let text = searched(&person, "bloggs jo").await.text();
        assert!(text.contains("Too many reports fit this. Here are 50"), "{text}");
        assert_eq!(text.matches("action=\"/desk/reports\"").count(), 50);
        app.finish().await;
    }
}
