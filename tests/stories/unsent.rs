//! Words that were typed and not sent: they outlive the other button and the end of a session, for whoever typed them and nobody else.

use serde_json::{Value as Json, json};

use crate::app::{Answer, Browser, TestApp};
use crate::coming_back::rows;
use crate::recipients;
use crate::stories;

/// Somebody gives their receipt, and sees everything.
async fn back(browser: &Browser, receipted: &Json) -> Answer {
    let door = browser.get("/your-report").await;
    browser.submit(&door, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
    browser.get("/your-report/details").await
}

/// What stands in a field of a page.
fn in_field(page: &Answer, name: &str) -> String {
    let html = page.text();
    let field = html.split(&format!("<textarea name=\"{name}\"")).nth(1).unwrap_or_else(|| panic!("no field {name}: {html}"));
    let inside = field.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
    let written = inside.strip_prefix('\n').unwrap();
    written.replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&")
}

fn is_chosen(page: &Answer, name: &str, value: &str) -> bool {
    page.text().split("<input ").any(|tag| {
        let tag = tag.split('>').next().unwrap();
        tag.contains(&format!("name=\"{name}\"")) && tag.contains(&format!("value=\"{value}\"")) && tag.ends_with(" checked")
    })
}

stories! {
    async fn what_stands_in_the_other_field_survives_either_button(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let browser = app.browser();
        let details = back(&browser, &receipted).await;
        let (message, addition) = (app.seed("message"), format!("{} & <b>\n2nd line", app.seed("addition")));
        let both = [("message", message.as_str()), ("addition", &addition), ("share_with", "tees-pride")];
        let sent = browser.submit(&details, "/your-report/messages", &both).await;
        assert!(sent.text().contains("Your message is safely kept") && sent.text().contains(&message), "{}", sent.text());
        assert_eq!(in_field(&sent, "message"), "", "what was sent is not sent twice");
        assert_eq!(in_field(&sent, "addition"), addition);
        assert!(is_chosen(&sent, "share_with", "tees-pride") && sent.text().contains("it was not sent"), "{}", sent.text());
        // On another page and back, and in the other direction.
        browser.get("/your-report/story").await;
        let again = browser.get("/your-report/details").await;
        assert!(in_field(&again, "addition").contains("2nd line"));
        let other = app.seed("other");
        let added = browser.submit(&again, "/your-report/additions", &[("message", &other), ("addition", &addition)]).await;
        assert_eq!((in_field(&added, "message"), in_field(&added, "addition")), (other.clone(), String::new()));
        let last = browser.submit(&added, "/your-report/messages", &[("message", &other), ("addition", "")]).await;
        assert_eq!((in_field(&last, "message"), in_field(&last, "addition")), (String::new(), String::new()));
        assert!(!last.text().contains("it was not sent"), "{}", last.text());
        assert_eq!(app.view(&receipted).await["messages"].as_array().unwrap().len(), 2);
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_must_be_mended_and_what_stands_beside_it_stay(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let browser = app.browser();
        let details = back(&browser, &receipted).await;
        let addition = app.seed("addition");
        let blank = browser.submit(&details, "/your-report/messages", &[("message", " \n"), ("addition", &addition)]).await;
        assert!(blank.text().contains("href=\"#message\"") && !blank.text().contains("href=\"#addition\""), "{}", blank.text());
        assert_eq!(in_field(&blank, "addition"), addition);
        let long = format!("{}{}", app.seed("long"), "x".repeat(10_000));
        let faulty = browser.submit(&blank, "/your-report/messages", &[("message", &long), ("addition", &addition)]).await;
        assert!(in_field(&faulty, "message") == long && faulty.text().contains("<title>Error"), "{}", faulty.text());
        assert!(!browser.get("/your-report/details").await.text().contains("<title>Error"), "looking again blames nobody");
        let sent = browser.submit(&faulty, "/your-report/additions", &[("message", "short"), ("addition", &addition)]).await;
        assert_eq!((in_field(&sent, "message").as_str(), in_field(&sent, "addition").as_str()), ("short", ""));
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_took_longer_than_the_session_stands_in_its_field_when_the_receipt_was_given_again(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let browser = app.browser();
        let details = back(&browser, &receipted).await;
        for (path, own) in [("/your-report/messages", "message"), ("/your-report/additions", "addition")] {
            app.advance("25 minutes");
            let typed = format!("{}</textarea><script>", app.seed("typed"));
            let late = browser.submit(&details, path, &[(own, &typed)]).await;
            assert!(late.text().contains("Nothing was sent") && late.text().contains("name=\"receipt\""), "{}", late.text());
            assert!(!late.text().contains("typed"), "nobody reads it without the receipt: {}", late.text());
            browser.submit(&late, "/your-report", &[("receipt", "0000-0000-0000-0000")]).await;
            let there = browser.submit(&late, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
            assert_eq!(in_field(&there, own), typed);
            assert!(there.text().contains("it was not sent") && !there.text().contains("<script>"), "{}", there.text());
            let sent = browser.submit(&there, path, &[(own, &typed)]).await;
            assert_eq!(in_field(&sent, own), "");
        }
        assert_eq!(app.view(&receipted).await["messages"].as_array().unwrap().len(), 1);
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn words_are_gone_after_sixty_minutes_and_nobody_else_gets_them(app: TestApp) {
        let (one, two) = (app.submit(&app.report()).await, app.submit(&app.report()).await);
        let browser = app.browser();
        let details = back(&browser, &one).await;
        app.advance("25 minutes");
        browser.submit(&details, "/your-report/messages", &[("message", &app.seed("mine"))]).await;
        let others = back(&browser, &two).await;
        assert_eq!(in_field(&others, "message"), "", "another receipt in the same browser");
        assert_eq!(in_field(&back(&browser, &one).await, "message"), "", "and then it is gone");
        // Half an hour later it is there, and half an hour after that it is not, however often one looked.
        app.advance("25 minutes");
        browser.submit(&details, "/your-report/messages", &[("message", &app.seed("later"))]).await;
        app.advance("30 minutes");
        assert!(in_field(&back(&browser, &one).await, "message").contains("later"));
        app.advance("29 minutes");
        assert!(in_field(&back(&browser, &one).await, "message").contains("later"));
        app.advance("2 minutes");
        assert_eq!(in_field(&browser.get("/your-report/details").await, "message"), "");
        let elsewhere = app.browser();
        assert_eq!(in_field(&back(&elsewhere, &one).await, "message"), "", "nor in another browser");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn leaving_keeps_nothing(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let browser = app.browser();
        let details = back(&browser, &receipted).await;
        browser.submit(&details, "/your-report/messages", &[("message", " "), ("addition", &app.seed("kept"))]).await;
        assert_eq!(rows(&app, "session").await, 3);
        browser.submit_only(&details, "/your-report/leave", &[]).await;
        assert_eq!(rows(&app, "session").await, 0);
        // What a browser still sends when its page is closed comes too late.
        browser.submit_only(&details, "/your-report/keep", &[("message", &app.seed("after")), ("of", "/your-report/messages")]).await;
        assert_eq!(rows(&app, "session").await, 0);
        let details = back(&browser, &receipted).await;
        browser.submit(&details, "/your-report/messages", &[("message", " "), ("addition", &app.seed("kept"))]).await;
        assert_eq!(browser.get("/exit").await.status, 303);
        assert_eq!(rows(&app, "session").await, 0);
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_is_typed_is_kept_when_the_page_is_left_by_a_link(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let browser = app.browser();
        let details = back(&browser, &receipted).await;
        let typed = app.seed("typed");
        let kept = browser.submit_only(&details, "/your-report/keep", &[("message", &typed), ("addition", ""), ("of", "/your-report/messages")]).await;
        assert_eq!(kept.status, 204);
        assert_eq!(in_field(&browser.get("/your-report/details").await, "message"), typed);
        assert_eq!(app.view(&receipted).await["messages"], json!([]), "nothing was sent");
        browser.submit_only(&details, "/your-report/keep", &[("message", ""), ("addition", ""), ("of", "/your-report/messages")]).await;
        assert_eq!(in_field(&browser.get("/your-report/details").await, "message"), "", "what was taken away stays away");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn the_page_stays_open_while_somebody_writes(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let browser = app.browser();
        let details = back(&browser, &receipted).await;
        assert!(details.text().contains("data-stay=\"/your-report/here\""), "{}", details.text());
        for _ in 0..5 {
            app.advance("19 minutes");
            assert_eq!(browser.submit_only(&details, "/your-report/here", &[]).await.status, 204);
        }
        let sent = browser.submit(&details, "/your-report/messages", &[("message", &app.seed("slowly"))]).await;
        assert!(sent.text().contains("Your message is safely kept"), "{}", sent.text());
        app.advance("21 minutes");
        let over = browser.submit_only(&details, "/your-report/here", &[]).await;
        assert_eq!((over.status, over.header("location")), (303, "/your-report?ended"), "it opens nothing that has closed");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn whatever_did_not_count_says_so(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let browser = app.browser();
        let door = back(&browser, &receipted).await;
        let choices = browser.get("/your-report/permission").await;
        app.advance("25 minutes");
        let erase = browser.submit(&door, "/your-report/erase", &[]).await;
        assert!(erase.text().contains("Nothing was done"), "{}", erase.text());
        let late = browser.submit(&choices, "/your-report/permission", &[("allow.open-tally.inform", "no"), ("allow.tees-pride.support", "full")]).await;
        assert!(late.text().contains("Nothing was sent"), "{}", late.text());
        let view = app.view(&receipted).await;
        assert_eq!((&view["state"], &view["referrals"][1]["state"]), (&json!("open"), &json!("queued")), "{view}");
        let there = browser.submit(&late, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        assert!(is_chosen(&there, "allow.open-tally.inform", "no"), "what was chosen is chosen again: {}", there.text());
        browser.submit(&there, "/your-report/permission", &[("allow.open-tally.inform", "no")]).await;
        assert_eq!(app.view(&receipted).await["referrals"][1]["state"], "withdrawn");
        assert!(!is_chosen(&browser.get("/your-report/permission").await, "allow.open-tally.inform", "anonymous"));
        // Locked away meanwhile, from somewhere else.
        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &receipted, None).await;
        for (path, field) in [("/your-report/messages", "message"), ("/your-report/permission", "allow.tees-pride.support")] {
            let refused = browser.submit(&door, path, &[(field, "full")]).await;
            assert!(refused.text().contains("What you just sent was not kept"), "{path}: {}", refused.text());
        }
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn an_organisation_whose_session_is_over_is_told_that_nothing_was_recorded(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (browser, link, read) = recipients::open(&app, "tees-pride").await;
        let state = async || app.view(&receipted).await["referrals"][0]["state"].clone();
        assert_eq!(state().await, "sent");
        app.advance("70 minutes");
        let question = app.seed("question");
        for (path, field, value, says) in [
            ("accept", "go", "", "Nothing was recorded. Get a code, and press it again."),
            ("close", "go", "", "Nothing was recorded. Get a code, and press it again."),
            ("decline", "reason", "no-capacity", "What you wrote is kept for 60 minutes"),
            ("ask", "question", question.as_str(), "What you wrote is kept for 60 minutes"),
        ] {
            let late = browser.submit(&read, &format!("{link}/{path}"), &[(field, value)]).await;
            assert!(late.text().contains(says) && !late.text().contains(&question), "{path}: {}", late.text());
            assert_eq!(state().await, "sent", "{path}");
        }
        let page = browser.get(&link).await;
        let there = recipients::code_and_open(&app, &browser, &link, &page, "tees-pride").await;
        assert_eq!(in_field(&there, "question"), question);
        assert!(there.text().contains("it was not sent"), "{}", there.text());
        let asked = browser.submit(&there, &format!("{link}/ask"), &[("question", &question)]).await;
        assert_eq!(in_field(&asked, "question"), "");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn a_reason_that_was_chosen_too_late_is_chosen_again_and_stays_with_its_referral(app: TestApp) {
        app.submit(&app.report()).await;
        let (browser, link, read) = recipients::open(&app, "tees-pride").await;
        app.advance("70 minutes");
        browser.submit(&read, &format!("{link}/decline"), &[("reason", "no-capacity")]).await;
        let page = browser.get(&link).await;
        let there = recipients::code_and_open(&app, &browser, &link, &page, "tees-pride").await;
        assert!(is_chosen(&there, "reason", "no-capacity"), "{}", there.text());
        app.advance("70 minutes");
        browser.submit(&there, &format!("{link}/ask"), &[("question", &app.seed("question"))]).await;
        // Another referral in the same browser does not get it.
        app.submit(&app.report()).await;
        app.deliver_mail().await;
        let links = app.letters_to("tees-pride").into_iter().filter(|letter| letter.body.contains("/r/")).map(|letter| letter.link());
        let other = links.into_iter().find(|found| *found != link).unwrap();
        app.guard_but_in_mail(&other[3..]);
        let page = browser.get(&other).await;
        let read = recipients::code_and_open(&app, &browser, &other, &page, "tees-pride").await;
        assert_eq!(in_field(&read, "question"), "");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn an_answer_to_what_was_taken_back_is_said_not_to_count(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (browser, link, read) = recipients::open(&app, "tees-pride").await;
        app.with_receipt(reqwest::Method::POST, "/api/v1/report/permission", &receipted, Some(json!({}))).await;
        for (path, field, value) in [("accept", "go", ""), ("decline", "reason", "no-capacity"), ("ask", "question", "More?"), ("acknowledge", "name", "Sam")] {
            let refused = browser.submit(&read, &format!("{link}/{path}"), &[(field, value)]).await;
            assert!(refused.text().contains("What you just pressed was not recorded"), "{path}: {}", refused.text());
        }
        app.deliver_mail().await;
        app.finish().await;
    }
}
