//! Recipients: from the letter to the answer, by e-mail and its link alone.

use crate::app::{Answer, Browser, TestApp};
use crate::stories;

/// Somebody at an organisation follows the link of a letter.
async fn at_link(app: &TestApp, to: &str) -> (Browser, String, Answer) {
    app.deliver_mail().await;
    let link = app.letters_to(to).remove(0).link();
    app.guard_but_in_mail(&link[3..]);
    let browser = app.browser();
    let page = browser.get(&link).await;
    assert_eq!(page.status, 200, "{}", page.text());
    (browser, link, page)
}

/// Asks for a code as the first reader, and finds it in the mail.
async fn code(app: &TestApp, browser: &Browser, link: &str, page: &Answer, to: &str, reader: usize) -> (Answer, String) {
    let value = readers(page).remove(reader);
    let page = browser.submit(page, &format!("{link}/code"), &[("reader", &value)]).await;
    app.deliver_mail().await;
    let request = between(&page.text(), "class=\"number\">", "<").into_iter().nth(1).unwrap();
    // A request's name is short: it may stand in the link of another letter by chance.
    let brings = |letter: &crate::app::Letter| letter.code_if_any().is_some() && letter.body.contains(&request);
    let letter = app.letters_to(to).into_iter().find(brings).expect("the code was mailed");
    assert!(!letter.subject.contains(&letter.code()), "no code in a subject");
    app.guard_but_in_mail(&letter.code().replace(' ', ""));
    (page, letter.code())
}

fn readers(page: &Answer) -> Vec<String> {
    between(&page.text(), "name=\"reader\" id=\"", "\"")
        .iter()
        .zip(between(&page.text(), "name=\"reader\"", ">"))
        .map(|(_, tag)| between(&tag, "value=\"", "\"").remove(0))
        .collect()
}

fn between(text: &str, start: &str, end: &str) -> Vec<String> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().unwrap().to_owned()).collect()
}

pub(crate) async fn open(app: &TestApp, to: &str) -> (Browser, String, Answer) {
    let (browser, link, page) = at_link(app, to).await;
    let read = code_and_open(app, &browser, &link, &page, to).await;
    (browser, link, read)
}

/// Asks for a code at a link, types it, and reads.
pub(crate) async fn code_and_open(app: &TestApp, browser: &Browser, link: &str, page: &Answer, to: &str) -> Answer {
    let (page, code) = code(app, browser, link, page, to, 0).await;
    let request = crate::app::hidden(&page.text(), "request");
    let read = browser.submit(&page, &format!("{link}/open"), &[("request", &request), ("code", &code)]).await;
    assert!(read.text().contains("/referral.json"), "{}", read.text());
    read
}

stories! {
    async fn the_page_at_the_link_shows_reference_urgency_and_deadline_and_nothing_else(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (_, _, page) = at_link(&app, "tees-pride").await;
        let text = page.text();
        assert!(text.contains(receipted["reference"].as_str().unwrap()));
        assert!(text.contains("24 November 2026, 11:00am"), "two working days from Friday 11:00: {text}");
        for word in ["tees-pride", "Name", "account", "sexual", "abuse", "Stockton", "TS18"] {
            let typed: Vec<&str> = text.matches(word).collect();
            assert!(typed.is_empty(), "{word} stands on the page: {text}");
        }
        app.finish().await;
    }

    async fn acknowledging_takes_the_link_and_a_typed_name_and_the_reporter_sees_when(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (browser, link, page) = at_link(&app, "tees-pride").await;
        app.advance("3 hours");
        let blank = browser.submit(&page, &format!("{link}/acknowledge"), &[("name", " ")]).await;
        assert!(blank.text().contains("href=\"#name\""), "{}", blank.text());
        let before = app.view(&receipted).await;
        assert_eq!((&before["referrals"][0]["state"], &before["referrals"][0]["delivered_at"]), (&"sent".into(), &serde_json::Value::Null), "sent is not received");
        browser.submit(&page, &format!("{link}/acknowledge"), &[("name", &app.seed("Officer"))]).await;
        let held = &app.view(&receipted).await["referrals"][0];
        assert_eq!(held["state"], "acknowledged");
        assert_eq!(held["acknowledged_at"], "2026-11-20T14:00:00Z");
        app.finish().await;
    }

    async fn a_code_from_the_mailbox_opens_exactly_what_passed(app: TestApp) {
        let report = app.report();
        app.submit(&report).await;
        let (browser, link, read) = open(&app, "tees-pride").await;
        let text = read.text();
        let typed = |pointer: &str| report.pointer(pointer).unwrap().as_str().unwrap().to_owned();
        for shown in ["/victim/name", "/incident/where/place", "/incident/where/words", "/incident/when/words", "/victim/words", "/contact/methods/0/value", "/contact/safe_times", "/contact/language"] {
            assert!(text.contains(&typed(shown)), "{shown} is missing");
        }
        assert!(text.contains(typed("/incident/account").lines().next().unwrap()));
        for hidden in ["/suspect/description", "/contact/methods/1/value"] {
            assert!(!text.contains(&typed(hidden)), "{hidden} passed");
        }
        assert!(!text.contains("prefer-not-to-say") && !text.contains("Prefer not to say"), "equality answers never pass");
        let json = browser.get(&format!("{link}/referral.json")).await;
        assert!(json.header("content-disposition").starts_with("attachment; filename=\"WM-"));
        let json = json.json();
        assert_eq!(json["sections"]["incident"]["incident"]["account"], report["incident"]["account"]);
        assert_eq!(json["access"]["needs"][0], "bsl-interpreter");
        assert!(json["sections"].get("suspect").is_none());
        assert_eq!(json["sections"]["contact"]["methods"].as_array().unwrap().len(), 1, "an unsafe way never passes");
        let schema = app.send(app.http().get(format!("{}/api/v1/schemas/referral.json", app.url))).await.json();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = validator.iter_errors(&json).map(|error| error.instance_path().to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        app.finish().await;
    }

    async fn how_somebody_agreed_never_passes(app: TestApp) {
        let mut report = app.report();
        report["reporter"] = serde_json::json!({"role": "witness", "victim_agreed": true, "how_agreed": app.seed("agreed")});
        app.submit(&report).await;
        let (browser, link, read) = open(&app, "tees-pride").await;
        let json = browser.get(&format!("{link}/referral.json")).await;
        assert_eq!(json.json()["sections"]["incident"]["reporter"], serde_json::json!({"role": "witness"}));
        let how = report["reporter"]["how_agreed"].as_str().unwrap();
        assert!(!json.text().contains(how) && !read.text().contains(how));
        app.finish().await;
    }

    async fn a_witness_without_agreement_passes_anonymously_at_most(app: TestApp) {
        let mut report = app.report();
        report["reporter"] = serde_json::json!({"role": "witness"});
        report["permission"] = serde_json::json!({"purposes": {"support": "full", "investigate": "full"}});
        let receipted = app.submit(&report).await;
        assert_eq!(receipted["referrals"][0]["sections"], serde_json::json!(["summary"]));
        assert_eq!(receipted["unplaced"][0]["reason"], "needs-contact", "tees-pride takes nobody it cannot reach");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn anonymous_passes_coded_answers_alone(app: TestApp) {
        let report = app.report();
        app.submit(&report).await;
        let (browser, link, read) = open(&app, "open-tally").await;
        let json = browser.get(&format!("{link}/referral.json")).await.json();
        assert_eq!(json["sections"], serde_json::json!({"summary": {
            "types": ["verbal-abuse", "threat"], "strands": ["sexual-orientation"], "district": "E06000004", "setting": "street",
            "month": "2026-11", "part_of_day": null, "repeated": "first", "risk": "medium"}}));
        assert!(json.get("access").is_none());
        for pointer in ["/victim/name", "/victim/words", "/incident/where/place", "/incident/where/words", "/incident/when/words", "/incident/where/postcode"] {
            assert!(!read.text().contains(report.pointer(pointer).unwrap().as_str().unwrap()), "{pointer} passed");
        }
        app.finish().await;
    }

    async fn a_code_is_for_one_request_and_repeated_not_replaced_and_limited_in_tries_and_time(app: TestApp) {
        app.submit(&app.report()).await;
        let (browser, link, page) = at_link(&app, "tees-pride").await;
        let (first, code_of_first) = code(&app, &browser, &link, &page, "referrals@tees-pride", 0).await;
        let colleague = app.browser();
        let colleagues_page = colleague.get(&link).await;
        let (second, code_of_second) = code(&app, &colleague, &link, &colleagues_page, "advocate1@tees-pride", 1).await;
        assert_ne!(code_of_first, code_of_second);
        let letters = app.letters_to("referrals@tees-pride").len();
        let again = browser.submit(&first, &format!("{link}/code"), &[("request", &crate::app::hidden(&first.text(), "request"))]).await;
        app.deliver_mail().await;
        assert_eq!(app.letters_to("referrals@tees-pride").len(), letters, "the same code again is the same letter again");
        let request = crate::app::hidden(&again.text(), "request");
        assert_eq!(request, crate::app::hidden(&first.text(), "request"));
        for _ in 0..4 {
            let wrong = browser.submit(&again, &format!("{link}/open"), &[("request", &request), ("code", "0000 0000")]).await;
            assert!(wrong.text().contains("href=\"#code\""), "{}", wrong.text());
        }
        let others = browser.submit(&again, &format!("{link}/open"), &[("request", &request), ("code", &code_of_second)]).await;
        assert!(others.text().contains("href=\"#code\""), "a code of another request does not open this one");
        let late = browser.submit(&again, &format!("{link}/open"), &[("request", &request), ("code", &code_of_first)]).await;
        assert!(!late.text().contains("referral.json"), "after five tries the right one is refused too");
        let request = crate::app::hidden(&second.text(), "request");
        app.advance("29 minutes");
        let read = colleague.submit(&second, &format!("{link}/open"), &[("request", &request), ("code", &code_of_second)]).await;
        assert!(read.text().contains("referral.json"), "somebody else's wrong tries do not cancel a code");
        let used = app.browser();
        let page = used.get(&link).await;
        let answer = used.submit(&page, &format!("{link}/open"), &[("request", &request), ("code", &code_of_second)]).await;
        assert!(!answer.text().contains("referral.json"), "a code opens once");
        app.finish().await;
    }

    async fn a_code_is_over_after_thirty_minutes(app: TestApp) {
        app.submit(&app.report()).await;
        let (browser, link, page) = at_link(&app, "tees-pride").await;
        let (page, code) = code(&app, &browser, &link, &page, "tees-pride", 0).await;
        app.advance("31 minutes");
        let request = crate::app::hidden(&page.text(), "request");
        let late = browser.submit(&page, &format!("{link}/open"), &[("request", &request), ("code", &code)]).await;
        assert!(!late.text().contains("referral.json"));
        app.finish().await;
    }

    async fn nothing_but_reference_and_deadline_is_seen_without_a_code(app: TestApp) {
        app.submit(&app.report()).await;
        let (browser, link, page) = at_link(&app, "tees-pride").await;
        for path in ["/referral", "/referral.json"] {
            assert_eq!(browser.get(&format!("{link}{path}")).await.status, 303, "{path}");
        }
        for path in ["/accept", "/decline", "/close", "/ask"] {
            let answer = browser.submit_only(&page, &format!("{link}{path}"), &[("reason", "other"), ("question", "who?")]).await;
            assert_eq!(answer.header("location"), format!("{link}?ended"), "{path}");
        }
        assert_eq!(crate::coming_back::rows(&app, "session").await, 0, "nothing is kept for whoever never read it");
        assert_eq!(app.browser().get("/r/AaH5Jx3Pf3epeCtfjbWtEeemDdTk64k9nKjwa5fIdv0").await.status, 404);
        let (other, other_link, _) = open(&app, "open-tally").await;
        assert_ne!(link, other_link);
        assert_eq!(other.get(&format!("{link}/referral")).await.status, 303, "a code of one referral opens no other");
        app.finish().await;
    }

    async fn an_answer_with_a_code_is_seen_by_the_reporter(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (browser, link, read) = open(&app, "tees-pride").await;
        let accepted = browser.submit(&read, &format!("{link}/accept"), &[]).await;
        assert_eq!(app.view(&receipted).await["referrals"][0]["state"], "accepted");
        let missing = browser.submit(&accepted, &format!("{link}/decline"), &[]).await;
        assert!(missing.text().contains("href=\"#reason\""), "{}", missing.text());
        browser.submit(&missing, &format!("{link}/decline"), &[("reason", "conflict-of-interest")]).await;
        let held = &app.view(&receipted).await["referrals"][0];
        assert_eq!((&held["state"], &held["answer"]), (&"declined".into(), &"conflict-of-interest".into()));
        assert_eq!(browser.get(&format!("{link}/referral")).await.status, 303, "what was declined is not read any more");
        app.finish().await;
    }

    async fn no_get_changes_anything(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (browser, link, _) = open(&app, "tees-pride").await;
        let before = (app.readable().await, app.view(&receipted).await);
        for path in ["", "/acknowledge", "/code", "/open", "/referral", "/referral.json", "/accept", "/decline", "/close", "/ask"] {
            browser.get(&format!("{link}{path}")).await;
        }
        for path in ["/", "/report", "/your-report", "/your-report/erase", "/api", "/healthz", "/readyz"] {
            browser.get(path).await;
        }
        assert_eq!((app.readable().await, app.view(&receipted).await), before);
        app.finish().await;
    }

    async fn a_mail_scanner_that_follows_links_acknowledges_nothing(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        for letter in app.letters() {
            app.browser().get(&letter.link()).await;
        }
        assert!(app.view(&receipted).await["referrals"].as_array().unwrap().iter().all(|held| held["state"] == "sent"));
        app.finish().await;
    }
}
