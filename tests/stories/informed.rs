//! An organisation that only learns what happens where has nothing to accept.

use waymark::journeys::organisation::answer::answer;
use waymark::journeys::organisation::link::{LinkFault, follow};
use waymark_core::referral::Answer;

use crate::app::TestApp;
use crate::recipients::open;
use crate::stories;

stories! {
    async fn who_is_only_informed_says_that_it_arrived_or_that_it_is_not_for_them(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (browser, link, read) = open(&app, "open-tally").await;
        let text = read.text();
        assert!(text.contains("There is nothing to take on") && text.contains("This is not for us"), "{text}");
        for offered in ["/accept\"", "/close\"", "Accept", "Decline", "could not reach the person", "helping with this already"] {
            assert!(!text.contains(offered), "{offered} is offered: {text}");
        }
        assert!(text.contains(&format!("action=\"{link}/acknowledge\"")), "{text}");
        let forced = browser.submit_only(&read, &format!("{link}/accept"), &[]).await;
        assert_eq!((forced.status, forced.header("location")), (303, format!("{link}?not-recorded").as_str()), "nor is it taken");
        assert_eq!(state(&app, &receipted).await, "sent");
        let blank = browser.submit(&read, &format!("{link}/acknowledge"), &[("name", " ")]).await;
        assert!(blank.text().contains("href=\"#name\""), "{}", blank.text());
        let done = browser.submit(&read, &format!("{link}/acknowledge"), &[("name", &app.seed("Officer"))]).await;
        assert!(done.text().contains("You told us that it arrived"), "{}", done.text());
        assert_eq!(state(&app, &receipted).await, "acknowledged");
        let again = browser.get(&format!("{link}/referral")).await;
        assert!(!again.text().contains("/acknowledge\"") && !again.text().contains("/accept\""), "{}", again.text());
        let service = app.app.running.service();
        let followed = follow(&service, &link[3..]).await.unwrap();
        assert!(matches!(answer(&service, &followed, Answer::Accept).await, Err(LinkFault::Over)));
        let missing = browser.submit(&again, &format!("{link}/decline"), &[]).await;
        assert!(missing.text().contains("href=\"#reason\""), "{}", missing.text());
        browser.submit(&again, &format!("{link}/decline"), &[("reason", "other")]).await;
        assert_eq!(state(&app, &receipted).await, "declined");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn who_is_to_help_is_asked_as_before(app: TestApp) {
        app.submit(&app.report()).await;
        let (_, link, read) = open(&app, "tees-pride").await;
        let text = read.text();
        assert!(text.contains(&format!("action=\"{link}/accept\"")) && text.contains("We could not reach the person"), "{text}");
        assert!(!text.contains("There is nothing to take on") && !text.contains("/acknowledge\""), "{text}");
        app.finish().await;
    }
}

/// Where the referral to whom is only informed stands, as the reporter sees it.
async fn state(app: &TestApp, receipted: &serde_json::Value) -> String {
    let view = app.view(receipted).await;
    let held = view["referrals"].as_array().unwrap().iter().find(|held| held["agency"] == "open-tally").unwrap();
    held["state"].as_str().unwrap().to_owned()
}
