//! Reporting: by the API and by the one-page form.

use serde_json::json;

use crate::app::TestApp;
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
}
