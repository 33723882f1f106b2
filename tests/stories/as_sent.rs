//! What was sent, and on what word: the sections and items, the agreement and its version, the wording in which permission was asked.

use serde_json::json;

use crate::app::TestApp;
use crate::recipients::open;
use crate::stories;

stories! {
    async fn a_referral_keeps_the_wording_in_which_permission_was_asked(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let held = &app.view(&receipted).await["referrals"][0];
        assert_eq!(held["asked"], json!(null), "another system asked");
        assert_eq!(held["items"], json!({"incident": [1], "victim": [1], "contact": [1]}));

        let browser = app.browser();
        let page = browser.get("/your-report").await;
        browser.submit(&page, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        app.advance("2 days");
        let again = browser.get("/your-report").await;
        browser.submit(&again, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        let choices = browser.get("/your-report/permission").await;
        let done = browser.submit(&choices, "/your-report/permission", &[("allow.tees-police.investigate", "full")]).await;
        let asked = "in wording 2026-11-5 (en), on 22 November 2026.";
        assert!(done.text().contains(&format!("We asked you {asked}")), "{}", done.text());
        assert!(done.text().contains("Under agreement tees-police-2026, version 1."), "{}", done.text());

        let (reader, link, read) = open(&app, "tees-police").await;
        assert!(read.text().contains(&format!("The person was asked {asked}")), "{}", read.text());
        let json = reader.get(&format!("{link}/referral.json")).await.json();
        assert_eq!(json["asked"], json!({"by": "page", "wording": "2026-11-5", "language": "en", "at": "2026-11-22T11:00:00Z"}));
        let schema = app.send(app.http().get(format!("{}/api/v1/schemas/referral.json", app.url))).await.json();
        assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&json), "{json}");
        let view = app.view(&receipted).await;
        let police = view["referrals"].as_array().unwrap().iter().find(|held| held["agency"] == "tees-police").unwrap();
        assert_eq!(police["asked"], json!({"wording": "2026-11-5", "language": "en", "at": "2026-11-22T11:00:00Z"}));
        assert_eq!(view["referrals"].as_array().unwrap().iter().find(|held| held["agency"] == "tees-pride").unwrap()["asked"], json!(null), "what was sent before stays as it was sent");
        app.finish().await;
    }
}
