//! Before an agreement ends or is to be reviewed, its organisation and the coordinator hear of it, once 90 and once 30 days before.

use waymark::journeys::due::agreement_ends::plan;

use crate::app::{Letter, PARTNERSHIP, TestApp};
use crate::stories;

/// The stories begin on 20 November 2026: tees-pride ends 91 days later, and its review is 30 days before that.
async fn with_days(app: &TestApp) {
    let partnership = PARTNERSHIP.replacen("ends = 2028-03-31", "ends = 2027-02-19\nreview_by = 2027-01-20", 1);
    app.configure("agreements/story.toml", &partnership);
    app.reload().await.unwrap();
}

async fn remind(app: &TestApp) -> Vec<Letter> {
    let before: Vec<String> = letters(app).into_iter().map(|letter| letter.id).collect();
    plan(&app.app.running.service()).await.unwrap();
    app.deliver_mail().await;
    letters(app).into_iter().filter(|letter| !before.contains(&letter.id)).collect()
}

fn letters(app: &TestApp) -> Vec<Letter> {
    if app.app.service.settings.data.join("mail").exists() { app.letters() } else { Vec::new() }
}

fn to(letters: &[Letter]) -> Vec<String> {
    let mut to: Vec<String> = letters.iter().map(|letter| letter.to.clone()).collect();
    to.sort();
    to
}

const BOTH: [&str; 2] = ["coordinator@waymark.example", "referrals@tees-pride.example"];

stories! {
    async fn ninety_and_thirty_days_before_the_end_and_the_review_and_each_once(app: TestApp) {
        with_days(&app).await;
        let review = remind(&app).await;
        assert_eq!(to(&review), BOTH, "61 days before the review: what was missed is made up for");
        assert!(review.iter().all(|letter| letter.subject == "An agreement is to be reviewed by 20 January 2027"), "{review:?}");
        app.advance("1 day");
        let ninety = remind(&app).await;
        assert_eq!(to(&ninety), BOTH);
        for letter in &ninety {
            assert_eq!(letter.subject, "An agreement ends on 19 February 2027");
            assert!(letter.body.contains("tees-pride-2026, version 2") && letter.body.contains("in 90 days"), "{}", letter.body);
        }
        for _ in 0..3 {
            assert!(remind(&app).await.is_empty(), "once each");
            app.advance("1 day");
        }
        app.advance("27 days");
        assert_eq!(to(&remind(&app).await), BOTH, "the review is near");
        app.advance("29 days");
        assert!(remind(&app).await.is_empty(), "31 days before the end");
        app.advance("1 day");
        let thirty = remind(&app).await;
        assert_eq!(to(&thirty), BOTH);
        assert!(thirty.iter().all(|letter| letter.body.contains("in 30 days")), "{thirty:?}");
        assert!(remind(&app).await.is_empty());
        app.finish().await;
    }

    async fn a_new_version_with_the_same_end_says_nothing_twice_and_a_renewed_one_says_nothing(app: TestApp) {
        with_days(&app).await;
        app.advance("1 day");
        assert_eq!(remind(&app).await.len(), 4);
        let ends = "ends = 2027-02-19\nreview_by = 2027-01-20";
        let once_more = PARTNERSHIP.replacen("ends = 2028-03-31", &format!("{ends}\npriority = 1"), 1);
        app.configure("agreements/story.toml", &once_more);
        app.reload().await.unwrap();
        assert!(remind(&app).await.is_empty(), "a new version ends on the same day");
        app.advance("60 days");
        // Planned, and before it leaves the agreement is renewed.
        plan(&app.app.running.service()).await.unwrap();
        app.configure("agreements/story.toml", PARTNERSHIP);
        app.reload().await.unwrap();
        assert!(remind(&app).await.is_empty(), "it does not end then any more");
        app.finish().await;
    }

    async fn without_a_coordinator_the_person_on_duty_is_told(app: TestApp) {
        let text = std::fs::read_to_string(app.app.service.settings.config.join("waymark.toml")).unwrap();
        app.configure("waymark.toml", &text.replace("email = \"coordinator@waymark.example\"", "email = \"\""));
        with_days(&app).await;
        assert_eq!(to(&remind(&app).await), ["duty@waymark.example", "referrals@tees-pride.example"]);
        app.finish().await;
    }
}
