//! Reporting: by the API and by the one-page form.

use serde_json::json;

use crate::app::{TestApp, hidden};
use crate::stories;

stories! {
    async fn a_report_is_answered_with_who_is_told_and_each_of_them_gets_one_neutral_letter(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        assert_eq!(receipted["referrals"], json!([
            {"agency": "tees-pride", "name": "Tees Pride Advocacy", "purpose": "support", "agreement": "tees-pride-2026", "sections": ["incident", "victim", "contact"]},
            {"agency": "open-tally", "name": "Open Tally", "purpose": "inform", "agreement": "open-tally-2026", "sections": ["summary"]},
        ]));
        assert_eq!(receipted["unplaced"], json!([]));
        let reference = receipted["reference"].as_str().unwrap();
        assert_eq!(app.deliver_mail().await.sent, 2);
        let letters = app.letters();
        assert_eq!(letters.len(), 2);
        for letter in &letters {
            assert!(letter.headers.contains("Auto-Submitted: auto-generated"));
            assert!(letter.subject.contains(reference), "{}", letter.subject);
            assert!(!letter.to.contains(','), "one recipient a letter");
            assert!(letter.body.contains("Demonstration"), "the banner stands in every letter");
            assert!(letter.body.contains("/r/"));
        }
        assert_ne!(letters[0].id, letters[1].id);
        assert_eq!(app.deliver_mail().await.total(), 0, "nothing is sent twice");
        app.finish().await;
    }

    async fn a_report_may_be_one_sentence(app: TestApp) {
        let receipted = app.submit(&json!({"incident": {"account": app.seed("sentence")}})).await;
        assert_eq!((&receipted["referrals"], &receipted["unplaced"]), (&json!([]), &json!([])));
        assert_eq!(app.view(&receipted).await["state"], "open");
        app.finish().await;
    }

    async fn a_retry_with_the_same_key_returns_the_first_answer_and_another_body_is_refused(app: TestApp) {
        let report = app.report();
        let post = |body: serde_json::Value| app.http().post(format!("{}/api/v1/reports", app.url)).header("Idempotency-Key", "a-key-of-sixteen-characters").json(&body);
        let (first, second) = tokio::join!(app.send(post(report.clone())), app.send(post(report.clone())));
        assert_eq!((first.status, second.status), (201, 201));
        assert_eq!(first.json(), second.json());
        app.guard(first.json()["receipt"].as_str().unwrap());
        app.guard("a-key-of-sixteen-characters");
        app.advance("23 hours");
        assert_eq!(app.send(post(report.clone())).await.json(), first.json());
        let other = app.send(post(json!({"incident": {"account": "another"}}))).await;
        assert_eq!((other.status, other.json()["type"].as_str().unwrap()), (422, "urn:waymark:problem:idempotency-key-reused"));
        app.advance("2 hours");
        assert_ne!(app.send(post(report)).await.json()["reference"], first.json()["reference"], "after 24 hours it is a new report");
        let short = app.http().post(format!("{}/api/v1/reports", app.url)).header("Idempotency-Key", "short").json(&json!({}));
        assert_eq!(app.send(short).await.status, 400);
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn many_reports_at_once_are_all_there(app: TestApp) {
        let one = |n: usize| {
            let app = &app;
            async move {
                let report = json!({"incident": {"types": ["threat"], "where": {"area": "E06000004"}, "account": format!("{n}")},
                    "permission": {"purposes": {"investigate": "full"}}});
                app.post("/api/v1/reports", &report).await
            }
        };
        let answers = futures_util::future::join_all((0..60).map(one)).await;
        for answer in answers {
            assert_eq!(answer.status, 201, "{}", answer.text());
            assert_eq!(app.view(&answer.json()).await["referrals"].as_array().unwrap().len(), 1);
        }
        assert_eq!(app.deliver_mail().await.sent, 60);
        app.finish().await;
    }

    async fn the_form_sends_the_same_report_and_the_receipt_survives_a_reload_until_it_is_saved(app: TestApp) {
        let browser = app.browser();
        let page = browser.get("/report").await;
        assert_eq!(page.status, 200);
        let account = app.seed("typed");
        let fields = [
            ("incident.account", account.as_str()), ("incident.types", "threat"), ("incident.strands", "transgender"),
            ("incident.where.postcode", "ts18 1ab"), ("victim.name", "Alex"), ("contact.kind", "email"), ("contact.value", "alex@mail.example"),
            ("contact.safe", "yes"), ("purposes.support", "full"), ("purposes.investigate", "no"),
        ];
        let receipt = browser.submit(&page, "/report", &fields).await;
        assert!(receipt.text().contains("Tees Pride Advocacy"), "{}", receipt.text());
        assert_eq!(browser.get("/report/receipt").await.text(), receipt.text(), "a reload shows it again");
        let double = browser.submit(&page, "/report", &fields).await;
        assert_eq!(double.text(), receipt.text(), "a double click sends nothing twice");
        let done = browser.submit_only(&receipt, "/report/receipt/saved", &[]).await;
        assert_eq!(done.header("location"), "/");
        assert_eq!(browser.get("/report/receipt").await.status, 403, "once saved, it is not shown again");
        assert_eq!(app.deliver_mail().await.sent, 1);
        app.finish().await;
    }

    async fn a_form_with_faults_keeps_every_answer_and_says_what_to_mend(app: TestApp) {
        let browser = app.browser();
        let page = browser.get("/report").await;
        let place = app.seed("corner");
        let again = browser.submit(&page, "/report", &[("incident.where.place", &place), ("incident.where.postcode", "nowhere"), ("contact.kind", "email"), ("contact.value", "no address")]).await;
        let text = again.text();
        assert!(text.contains("<title>Error: "), "{text}");
        assert!(text.contains(&place), "what was typed is kept");
        for anchor in ["#incident-account", "#incident-where-postcode", "#contact-value"] {
            assert!(text.contains(&format!("href=\"{anchor}\"")), "{anchor} is not in the summary");
        }
        assert!(!browser.get("/report").await.text().contains(&place), "coming back never shows a draft unasked");
        let mended = browser.submit(&again, "/report", &[("incident.account", "It happened.")]).await;
        assert!(mended.text().contains("WM-"));
        app.finish().await;
    }

    async fn a_form_from_another_site_is_refused(app: TestApp) {
        let browser = app.browser();
        let page = browser.get("/report").await;
        let token = hidden(&page.text(), "form_token");
        let post = || browser.http().post(browser.at("/report")).header("Content-Type", "application/x-www-form-urlencoded");
        let foreign = browser.send(post().header("Sec-Fetch-Site", "cross-site").body(format!("form_token={token}&incident.account=x"))).await;
        assert_eq!(foreign.status, 403, "the browser said that another site sent it");
        assert_eq!(browser.send(post().body("incident.account=x")).await.status, 403, "an old browser without the token");
        assert_eq!(browser.send(post().body("form_token=guess&incident.account=x")).await.status, 403);
        let old = browser.send(post().body(format!("form_token={token}&incident.account=x"))).await;
        assert_eq!(old.status, 303, "an old browser with the token of its own page");
        app.finish().await;
    }
}
