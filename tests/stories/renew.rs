//! Somebody lost their receipt: the desk makes sure that it is them, and makes a new one.

use reqwest::Method;
use serde_json::{Value as Json, json};
use waymark_core::staff::Role;

use crate::app::{Answer, TestApp};
use crate::desk::{Person, invited, reference};
use crate::stories;

fn path(receipted: &Json) -> String {
    format!("/desk/reports/{}/receipt", reference(receipted))
}

async fn at_receipt(app: &TestApp, person: &Person, receipted: &Json) -> Answer {
    let inbox = person.sign_in(app).await;
    let case = person.open(&inbox, &reference(receipted)).await;
    assert!(case.text().contains(&format!("href=\"{}\"", path(receipted))), "{}", case.text());
    person.browser.get(&path(receipted)).await
}

fn code(page: &Answer) -> Option<String> {
    let text = page.text();
    Some(text.split("class=\"code\"><bdi>").nth(1)?.split('<').next()?.to_owned())
}

stories! {
    async fn a_new_receipt_opens_and_the_old_one_ends_with_its_word(app: TestApp) {
        let address = app.address("mine");
        let (phone, unsafe_way) = (app.safe_times(), app.seed("unsafeway"));
        let receipted = app.submit(&json!({
            "incident": {"account": app.seed("account")},
            "contact": {"of": "victim", "safe_times": phone, "methods": [
                {"kind": "email", "value": address, "safe": true},
                {"kind": "post", "value": unsafe_way, "safe": false}
            ]}
        })).await;
        let word = app.seed("heron");
        app.with_receipt(Method::POST, "/api/v1/report/word", &receipted, Some(json!({"word": word}))).await;
        let reporter = app.browser();
        let page = reporter.get("/your-report").await;
        let fields = [("receipt", receipted["receipt"].as_str().unwrap()), ("word", word.as_str())];
        let opened = reporter.submit(&page, "/your-report", &fields).await;
        assert!(opened.text().contains(&reference(&receipted)) && !opened.text().contains("Your receipt</dt>"), "{}", opened.text());

        let person = invited(&app, Role::Coordinator, "").await;
        let page = at_receipt(&app, &person, &receipted).await;
        let text = page.text();
        assert!(text.contains(&address) && text.contains(&phone) && !text.contains(&unsafe_way), "only what was called safe: {text}");
        assert!(text.contains("I wrote to the safe address") && !text.contains("I rang them on the safe number"), "there is no safe number: {text}");
        let words = app.seed("knewher");
        let nothing = person.browser.submit_only(&page, &path(&receipted), &[("words", &words)]).await;
        for fault in ["Please choose how you know", "Please confirm that you are sure", &words] {
            assert!(nothing.text().contains(fault), "{fault}: {}", nothing.text());
        }
        let rang = person.browser.submit_only(&page, &path(&receipted), &[("how", "rang"), ("sure", "yes")]).await;
        assert!(rang.text().contains("Please choose how you know") && code(&rang).is_none(), "{}", rang.text());
        let other = person.browser.submit_only(&page, &path(&receipted), &[("how", "other"), ("sure", "yes")]).await;
        assert!(other.text().contains("Please say how you know"), "{}", other.text());
        assert!(!app.readable().await.contains("receipt-renewed"));

        let made = person.browser.submit(&page, &path(&receipted), &[("how", "other"), ("words", &words), ("sure", "yes")]).await;
        let fresh = code(&made).unwrap_or_else(|| panic!("{}", made.text()));
        app.guard(&fresh);
        assert_ne!(fresh, receipted["receipt"].as_str().unwrap());
        assert_eq!(code(&person.browser.get(&path(&receipted)).await).as_ref(), Some(&fresh), "it survives a reload");
        let with = app.http().get(format!("{}/api/v1/report", app.url)).header("Receipt", receipted["receipt"].as_str().unwrap()).header("Receipt-Word", &word);
        assert_eq!(app.send(with).await.status, 404, "the old one opens nothing, with its word either");
        assert!(!reporter.get("/your-report").await.text().contains(&reference(&receipted)), "nor does a page that was open with it");
        let again = json!({"receipt": fresh});
        let view = app.view(&again).await;
        assert_eq!((&view["reference"], &view["receipt_renewed_at"]), (&receipted["reference"], &json!("2026-11-20T11:01:00Z")));
        let page = reporter.get("/your-report").await;
        let back = reporter.submit(&page, "/your-report", &[("receipt", &fresh)]).await;
        assert!(back.text().contains("We made you a new one on 20 November 2026"), "{}", back.text());
        let more = app.with_receipt(Method::POST, "/api/v1/report/messages", &again, Some(json!({"text": app.seed("hello")}))).await;
        assert_eq!(more.status, 201);

        let done = person.browser.submit(&made, &format!("{}/given", path(&receipted)), &[]).await;
        assert!(done.text().contains("The receipt is gone from this screen") && done.text().contains("New receipt made"), "{}", done.text());
        assert!(done.text().contains(&words) && done.text().contains(&person.name));
        let form = person.browser.get(&path(&receipted)).await;
        assert!(code(&form).is_none() && form.text().contains("How do you know that it is them?"), "{}", form.text());
        app.deliver_mail().await;
        assert_eq!(app.letters_to(&address).len(), 1, "whoever had it before learns that something changed");
        assert!(app.readable().await.contains("receipt-renewed"));
        app.finish().await;
    }

    async fn whoever_signs_out_leaves_no_receipt_behind_and_two_do_not_mix(app: TestApp) {
        let (one, two) = (app.submit(&json!({"incident": {"account": "x"}})).await, app.submit(&json!({"incident": {"account": "y"}})).await);
        let person = invited(&app, Role::Coordinator, "").await;
        let mut codes = Vec::new();
        let page = at_receipt(&app, &person, &one).await;
        assert!(page.text().contains("They called no way safe"), "{}", page.text());
        for receipted in [&one, &two] {
            let inbox = person.browser.get("/desk").await;
            person.open(&inbox, &reference(receipted)).await;
            let page = person.browser.get(&path(receipted)).await;
            let made = person.browser.submit(&page, &path(receipted), &[("how", "in-person"), ("sure", "yes")]).await;
            let fresh = code(&made).unwrap();
            app.guard(&fresh);
            assert_eq!(app.view(&json!({"receipt": fresh})).await["reference"], receipted["reference"]);
            codes.push(fresh);
        }
        assert_eq!(code(&person.browser.get(&path(&one)).await).as_ref(), Some(&codes[0]), "each report shows its own");
        let page = person.browser.get("/desk").await;
        person.browser.submit_only(&page, "/desk/leave", &[]).await;
        app.advance("1 minute");
        let page = at_receipt(&app, &person, &one).await;
        assert!(code(&page).is_none(), "{}", page.text());
        app.with_receipt(Method::DELETE, "/api/v1/report", &json!({"receipt": codes[0]}), None).await;
        let erased = person.browser.submit_only(&page, &path(&one), &[("how", "in-person"), ("sure", "yes")]).await;
        assert_eq!(erased.status, 404, "what was erased gets no new one");
        app.deliver_mail().await;
        app.finish().await;
    }
}
