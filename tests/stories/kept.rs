//! A report that is kept though its person erased it is let go once the reason is over.

use reqwest::Method;
use serde_json::{Value as Json, json};
use waymark_core::staff::Role;

use crate::app::{Answer, TestApp};
use crate::desk::{Person, invited, reference};
use crate::stories;

/// Somebody keeps a report, and then its person erases it.
async fn kept_and_erased(app: &TestApp, person: &Person) -> (Json, String) {
    let receipted = app.submit(&app.report()).await;
    app.deliver_mail().await;
    let inbox = person.sign_in(app).await;
    let case = person.open(&inbox, &reference(&receipted)).await;
    let reason = app.seed("court");
    person
        .browser
        .submit(&case, &format!("/desk/reports/{}/hold", reference(&receipted)), &[("text", &reason), ("go", "hold")])
        .await;
    let erased = app.with_receipt(Method::DELETE, "/api/v1/report", &receipted, None).await;
    assert_eq!(erased.status, 200);
    app.deliver_mail().await;
    (receipted, reason)
}

async fn let_go(person: &Person, page: &Answer, fields: &[(&str, &str)]) -> Answer {
    person.browser.submit_only(page, "/desk/kept", fields).await
}

stories! {
    async fn what_is_kept_though_it_was_erased_is_seen_let_go_and_destroyed_a_week_later(app: TestApp) {
        let person = invited(&app, Role::Coordinator, "").await;
        let (receipted, reason) = kept_and_erased(&app, &person).await;
        let other = app.submit(&app.report()).await;
        app.advance("30 days");
        app.tend().await;
        let view = app.view(&receipted).await;
        assert_eq!((&view["state"], view.get("destroyed_at")), (&json!("sealed-off"), None), "it is kept");

        let inbox = person.sign_in(&app).await;
        assert!(inbox.text().contains("href=\"/desk/kept\""), "{}", inbox.text());
        let found = person.open(&inbox, &reference(&receipted)).await;
        assert!(found.text().contains("Erased, and kept") && found.text().contains(&reference(&receipted)), "{}", found.text());
        assert!(found.text().contains("20 November 2026") && found.text().contains(&format!("Kept by {}", person.name)), "{}", found.text());
        for secret in [reason.as_str(), "They followed me home.", "Stockton", "Tees", "account", "Threat"] {
            assert!(!found.text().contains(secret), "{secret} stands there: {}", found.text());
        }
        assert!(!found.text().contains(&reference(&other)), "what was not erased is not among it");
        let why = app.seed("over");
        for (fields, fault) in [
            (vec![("why", why.as_str())], "Please choose a report"),
            (vec![("reference", "WM-0000-0000"), ("why", &why)], "Please choose a report"),
            (vec![("reference", reference(&other).as_str()), ("why", &why)], "Please choose a report"),
            (vec![("reference", reference(&receipted).as_str()), ("why", " ")], "Please say why"),
        ] {
            let refused = let_go(&person, &found, &fields).await;
            assert!(refused.status == 200 && refused.text().contains(fault), "{}", refused.text());
            assert_eq!(refused.text().contains(&why), fields.contains(&("why", why.as_str())), "what was typed is kept");
        }
        app.tend().await;
        assert_eq!(app.view(&receipted).await["state"], "sealed-off", "nothing happened yet");
        let gone = let_go(&person, &found, &[("reference", &reference(&receipted)), ("why", &why)]).await;
        assert_eq!((gone.status, gone.header("location")), (303, "/desk/kept?gone"), "{}", gone.text());
        let page = person.browser.get("/desk/kept?gone").await;
        assert!(page.text().contains("It is let go.") && page.text().contains("There are none now."), "{}", page.text());
        assert!(let_go(&person, &found, &[("reference", &reference(&receipted)), ("why", &why)]).await.text().contains("Please choose a report"), "once");
        assert_eq!(app.one_text("SELECT CAST(COUNT(*) AS TEXT) FROM audit WHERE action = 'report-let-go' AND actor LIKE 'staff:%'").await, "1");

        let view = app.view(&receipted).await;
        assert_eq!(view["destroyed_at"].as_str().unwrap().split('T').next(), Some("2026-12-27"), "their page names the day: {view}");
        app.advance("6 days");
        app.tend().await;
        assert_eq!(app.view(&receipted).await["state"], "sealed-off");
        app.advance("2 days");
        app.tend().await;
        assert_eq!(app.view(&receipted).await["state"], "erased");
        assert_eq!(app.view(&other).await["state"], "open");
        app.deliver_mail().await;
        assert!(app.letters_to_people().is_empty(), "after an erasure nobody is written to");
        app.finish().await;
    }

    async fn within_the_week_after_it_was_let_go_its_person_can_have_it_back(app: TestApp) {
        let person = invited(&app, Role::Coordinator, "").await;
        let (receipted, _) = kept_and_erased(&app, &person).await;
        app.advance("20 days");
        let inbox = person.sign_in(&app).await;
        let page = person.browser.get("/desk/kept").await;
        let why = app.seed("over");
        let undo = [("reference", reference(&receipted)), ("asked", app.seed("rang")), ("why", app.seed("mind"))];
        let undo: Vec<(&str, &str)> = undo.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let late = person.browser.submit_only(&inbox, "/desk/undo", &undo).await;
        assert!(late.text().contains("It is over"), "{}", late.text());
        let_go(&person, &page, &[("reference", &reference(&receipted)), ("why", &why)]).await;
        app.advance("5 days");
        let inbox = person.sign_in(&app).await;
        assert_eq!(person.browser.submit_only(&inbox, "/desk/undo", &undo).await.status, 303);
        let inbox = person.browser.get("/desk").await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        assert!(case.text().contains(&why) && !case.text().contains("It is not destroyed for now"), "{}", case.text());
        app.deliver_mail().await;
        app.advance("10 days");
        app.tend().await;
        assert_eq!(app.view(&receipted).await["state"], "open");
        app.finish().await;
    }

    async fn only_who_may_keep_may_let_go(app: TestApp) {
        let keeper = invited(&app, Role::Coordinator, "").await;
        let (receipted, _) = kept_and_erased(&app, &keeper).await;
        let page = keeper.browser.get("/desk/kept").await;
        assert!(page.text().contains(&reference(&receipted)));
        for (role, may) in [(Role::CentreManager, false), (Role::Volunteer, false), (Role::Duty, true)] {
            let person = invited(&app, role, if may { "" } else { "library" }).await;
            let inbox = person.sign_in(&app).await;
            assert_eq!(inbox.text().contains("href=\"/desk/kept\""), may);
            let seen = person.browser.get("/desk/kept").await;
            assert_eq!((seen.status, seen.text().contains(&reference(&receipted))), if may { (200, true) } else { (403, false) });
            let opened = person.open(&inbox, &reference(&receipted)).await;
            assert_eq!(opened.text().contains("Erased, and kept"), may, "{}", opened.text());
            let gone = let_go(&person, &inbox, &[("reference", &reference(&receipted)), ("why", &app.seed("why"))]).await;
            assert_eq!(gone.status, if may { 303 } else { 403 });
        }
        app.finish().await;
    }
}
