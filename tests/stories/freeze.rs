//! A report for which nothing goes out by itself, and one that is kept; what the record says about why; and guessing at an account.

use serde_json::json;
use waymark_core::staff::Role;

use crate::app::TestApp;
use crate::desk::{invited, reference};
use crate::stories;

async fn record(app: &TestApp) -> String {
    let auditor = invited(app, Role::Auditor, "").await;
    auditor.sign_in(app).await;
    let shut = auditor.browser.get("/desk/record").await;
    auditor.browser.submit(&shut, "/desk/record", &[("reference", "")]).await.text()
}

stories! {
    async fn nothing_goes_out_by_itself_until_somebody_lets_it_go_on(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        assert!(!case.text().contains("Nothing goes out by itself for now."));
        let hold = format!("/desk/reports/{}/hold", reference(&receipted));
        let why = app.seed("whyfrozen");
        let blank = person.browser.submit_only(&case, &hold, &[("text", " "), ("go", "freeze")]).await;
        assert!(blank.text().contains("id=\"hold-reason-fault\""), "{}", blank.text());
        let frozen = person.browser.submit(&case, &hold, &[("text", &why), ("go", "freeze")]).await.text();
        let top = frozen.split("</dl>").next().unwrap();
        assert!(top.contains("Nothing goes out by itself for now.") && top.contains(&why) && top.contains(&person.name), "{top}");
        let before = app.letters().len();
        app.deliver_mail().await;
        app.advance("7 hours");
        app.deliver_mail().await;
        assert!(app.letters_to("tees-pride").is_empty() && app.letters().len() == before, "nothing left");
        let more = json!({"purposes": {"support": "full", "investigate": "full"}});
        app.with_receipt(reqwest::Method::POST, "/api/v1/report/permission", &receipted, Some(more)).await;
        app.deliver_mail().await;
        assert!(app.letters_to("tees-police").is_empty(), "what the person wishes meanwhile waits");
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        let on = person.browser.submit(&case, &hold, &[("text", &app.seed("whythawed")), ("go", "thaw")]).await.text();
        assert!(!on.contains("Nothing goes out by itself for now.") && on.contains("Stop what goes out by itself"), "{on}");
        app.deliver_mail().await;
        app.deliver_mail().await;
        assert!(!app.letters_to("tees-pride").is_empty() && !app.letters_to("tees-police").is_empty(), "it goes on where it was");
        let kept_why = app.seed("whykept");
        let kept = person.browser.submit(&case, &hold, &[("text", &kept_why), ("go", "hold")]).await.text();
        assert!(kept.split("</dl>").next().unwrap().contains(&kept_why), "{kept}");
        let record = record(&app).await;
        for line in ["Let nothing go out by itself for the report", "Let the report go on", "Kept the report from being destroyed"] {
            assert!(record.contains(line), "{line}: {record}");
        }
        app.finish().await;
    }

    async fn the_record_says_on_which_ground_with_which_role_and_what_was_shown(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        person.open(&inbox, &reference(&receipted)).await;
        let path = format!("/desk/reports/{}/overrule", reference(&receipted));
        let page = person.browser.get(&path).await;
        let reason = app.seed("danger");
        let fields = [("agreement", "tees-police-2026"), ("ground", "serious-harm"), ("section", "incident"), ("reason", reason.as_str()), ("told", "yes")];
        person.browser.submit(&page, &path, &fields).await;
        let service = std::sync::Arc::clone(&app.app.service);
        waymark::journeys::record::chain::chain(&service, &mut waymark::journeys::record::chain::Watch::default()).await.unwrap();
        let record = record(&app).await;
        for line in ["Ground: Somebody&#39;s life is in danger", "Role: Coordinator", "What was shown: what happened, about the person, how to reach them, about who did it, messages, risk answers, notes and permission"] {
            assert!(record.contains(line), "{line}: {record}");
        }
        assert!(!app.readable().await.contains("serious-harm"), "a ground is readable in no column");
        crate::record::tamper(&app, &["UPDATE audit SET about = NULL WHERE action = 'override-asked'"]).await;
        let walk = waymark::journeys::record::chain::verify(&service.store, &service.vault, None).await.unwrap();
        assert!(walk.broken.is_some(), "why is chained with what");
        app.finish().await;
    }

    async fn guessing_at_an_account_is_one_line_and_at_no_account_is_none(app: TestApp) {
        let person = invited(&app, Role::Coordinator, "").await;
        let stranger = app.browser();
        for address in [person.address.as_str(), "nobody@desk.example"] {
            for _ in 0..9 {
                let page = stranger.get("/desk/sign-in").await;
                stranger.submit_only(&page, "/desk/sign-in", &[("address", address), ("password", "not the one it is")]).await;
                app.advance("1 hour");
            }
        }
        let count = || app.one_text("SELECT CAST(COUNT(*) AS TEXT) FROM audit WHERE action = 'staff-sign-in-slowed'");
        for _ in 0..50 {
            if count().await != "0" {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        assert_eq!(count().await, "1", "not one for each try");
        let record = record(&app).await;
        assert!(record.contains("Tried several times to sign in with a wrong password or code"), "{record}");
        app.finish().await;
    }
}
