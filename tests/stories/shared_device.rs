//! A device that others use: the person says so, and nothing stays on it that they did not send.

use serde_json::json;

use crate::app::{TestApp, hidden};
use crate::coming_back::rows;
use crate::stories;

stories! {
    async fn whoever_says_that_others_use_the_device_leaves_nothing_typed_on_it(app: TestApp) {
        let browser = app.browser();
        let start = browser.get("/report").await;
        assert!(start.text().contains("Start on a shared device"), "{}", start.text());
        let who = browser.submit(&start, "/report", &[("go", "shared")]).await;
        let story = browser.submit(&who, "/report/who", &[("reporter.role", "victim")]).await;
        assert!(!story.text().contains("data-keep") && !story.text().contains("/assets/keep.js"), "nothing is kept while it is typed: {}", story.text());
        assert_eq!(hidden(&story.text(), "shared"), "true");
        let typed = app.seed("typed");
        let kept = browser.submit_only(&story, "/report/story", &[("incident.account", &typed), ("go", "keep")]).await;
        assert_eq!(kept.status, 204);
        let again = browser.get("/report/story").await.text();
        assert!(!again.contains(&typed), "what was not sent is not there: {again}");

        browser.submit(&story, "/report/story", &[("incident.account", &typed)]).await;
        let later = browser.get("/report/later").await;
        assert!(later.text().contains("Your answers are gone 20 minutes after the last one") && !later.text().contains("24 hours"), "{}", later.text());
        let refused = browser.submit(&later, "/report/later", &[]).await;
        assert!(refused.text().contains("20 minutes") && !refused.text().contains("24 hours"), "nobody is talked into more: {}", refused.text());
        app.advance("14 minutes");
        assert!(browser.get("/report/story").await.text().contains(&typed), "who is still there goes on");
        app.advance("7 minutes");
        let over = browser.get("/report/story").await.text();
        assert!(!over.contains(&typed), "{over}");
        app.finish().await;
    }

    async fn a_page_that_was_open_too_long_stays_one_of_a_shared_device(app: TestApp) {
        let browser = app.browser();
        let who = browser.submit(&browser.get("/report").await, "/report", &[("go", "shared")]).await;
        let story = browser.submit(&who, "/report/who", &[("reporter.role", "victim")]).await;
        app.advance("21 minutes");
        let fields = [("incident.account", "They shouted at me."), ("since", &hidden(&story.text(), "since")), ("shared", "true")];
        let next = browser.submit(&story, "/report/story", &fields).await;
        assert!(!next.text().contains("data-keep"), "{}", next.text());
        app.advance("21 minutes");
        assert!(!browser.get("/report/check").await.text().contains("They shouted at me."));

        // Whoever starts again has not said that the device is theirs.
        let who = browser.submit(&browser.get("/report").await, "/report", &[("go", "shared")]).await;
        browser.submit(&who, "/report/who", &[("reporter.role", "victim")]).await;
        let begun = browser.get("/report").await;
        let anew = browser.submit(&begun, "/report", &[("go", "again")]).await;
        assert_eq!(hidden(&anew.text(), "shared"), "true");
        app.finish().await;
    }

    async fn on_their_own_page_too_what_was_not_sent_is_gone(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let browser = app.browser();
        let door = browser.get("/your-report").await;
        let receipt = receipted["receipt"].as_str().unwrap();
        browser.submit(&door, "/your-report", &[("receipt", receipt), ("shared", "true")]).await;
        let details = browser.get("/your-report/details").await;
        let typed = app.seed("typed");
        let both = [("message", typed.as_str()), ("addition", ""), ("of", "/your-report/messages")];
        assert_eq!(browser.submit_only(&details, "/your-report/keep", &both).await.status, 204);
        assert!(!browser.get("/your-report/details").await.text().contains(&typed), "whoever leaves the page leaves nothing");
        app.advance("21 minutes");
        let over = browser.submit_only(&details, "/your-report/messages", &[("message", &typed)]).await;
        assert_eq!(over.status, 303, "{}", over.text());
        let door = browser.get(over.header("location")).await;
        browser.submit(&door, "/your-report", &[("receipt", receipt)]).await;
        assert!(!browser.get("/your-report/details").await.text().contains(&typed), "nor does what came too late");
        assert_eq!(app.view(&receipted).await["messages"], json!([]));
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn whoever_ticks_a_yes_and_leaves_the_page_has_said_yes_to_nobody(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({});
        let receipted = app.submit(&report).await;
        let browser = app.browser();
        let door = browser.get("/your-report").await;
        browser.submit(&door, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        let choices = browser.get("/your-report/permission").await;
        assert!(choices.text().contains("name=\"allow.tees-police.investigate\""), "{}", choices.text());
        let words = app.seed("my mum");
        let ticked = [("allow.tees-police.investigate", "full"), ("never_words", words.as_str()), ("of", "/your-report/permission")];
        assert_eq!(browser.submit_only(&choices, "/your-report/keep", &ticked).await.status, 204);
        app.deliver_mail().await;
        assert!(app.letters_to("tees-police").is_empty());
        assert_eq!(app.view(&receipted).await["referrals"], json!([]));
        let again = browser.get("/your-report/permission").await.text();
        assert!(!again.contains(" checked"), "nor does it stand there as if it had been chosen: {again}");
        assert!(again.contains(&words), "what they typed does: {again}");
        app.advance("21 minutes");
        browser.submit_only(&choices, "/your-report/keep", &ticked).await;
        assert_eq!(rows(&app, "referral").await, 0);
        app.finish().await;
    }
}
