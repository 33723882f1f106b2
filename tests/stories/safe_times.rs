//! Safe times are kept: the person hears at the times that they called safe, and from a person where their words are for a person.

use serde_json::json;
use waymark_core::staff::Role;

use crate::app::TestApp;
use crate::desk::{invited, reference};
use crate::stories;
use crate::told::{acknowledge, told};

/// Submits a report whose safe times are these, and lets an organisation say that it arrived; 11:00 in London on a Friday.
async fn acknowledged(app: &TestApp, safe_times: &str) -> serde_json::Value {
    let mut report = app.report();
    report["contact"]["safe_times"] = json!(safe_times);
    let receipted = app.submit(&report).await;
    app.deliver_mail().await;
    acknowledge(app, "referrals@tees-pride").await;
    receipted
}

/// How many tasks of a kind are open at the desk.
async fn open(app: &TestApp, kind: &str) -> String {
    app.one_text(&format!("SELECT CAST(COUNT(*) AS TEXT) FROM task WHERE kind = '{kind}' AND done_at IS NULL")).await
}

stories! {
    async fn who_is_safe_after_nine_in_the_evening_alone_hears_then_and_not_before(app: TestApp) {
        acknowledged(&app, "only after 9pm").await;
        assert_eq!(told(&app).await, 0, "11:00");
        for (hours, told_by_then) in [("5 hours", 0), ("4 hours", 0), ("59 minutes", 0), ("2 minutes", 1)] {
            app.advance(hours);
            assert_eq!(told(&app).await, told_by_then, "{}", app.clock_time());
        }
        app.finish().await;
    }

    async fn a_letter_that_is_new_at_a_wrong_time_waits_for_the_next_right_one(app: TestApp) {
        acknowledged(&app, "not weekends, and never before 6pm").await;
        app.advance("8 hours");
        assert_eq!(told(&app).await, 1, "19:00 on Friday");
        app.advance("4 hours");
        let service = app.app.running.service();
        let link = waymark::journeys::organisation::link::follow(&service, &app.letters_to("referrals@tees-pride").remove(0).link()[3..]).await.unwrap();
        waymark::journeys::organisation::answer::answer(&service, &link, waymark_core::referral::Answer::Accept).await.unwrap();
        for hours in ["9 hours", "12 hours", "22 hours", "16 hours"] {
            app.advance(hours);
            assert_eq!(told(&app).await, 1, "{}", app.clock_time());
        }
        app.advance("8 hours");
        assert_eq!(told(&app).await, 2, "18:00 on Monday: {}", app.clock_time());
        app.finish().await;
    }

    async fn waiting_for_a_safe_time_uses_up_no_try_and_tells_nobody_who_reads_the_database_when_it_is(app: TestApp) {
        acknowledged(&app, "only after 9pm").await;
        let column = |name: &'static str| format!("SELECT CAST({name} AS TEXT) FROM due WHERE kind = 'something-changed'");
        for _ in 0..20 {
            assert_eq!(told(&app).await, 0);
            assert_eq!(app.one_text(&column("attempts")).await, "0");
            app.advance("15 minutes");
        }
        let due = app.one_text("SELECT CAST(COUNT(*) AS TEXT) FROM due d WHERE kind = 'something-changed' AND state = 'waiting'").await;
        assert_eq!(due, "1");
        told(&app).await;
        app.advance("15 minutes");
        assert_eq!(app.deliver_mail().await.later, 1, "it is looked at again each quarter of an hour, and not when it is safe");
        app.finish().await;
    }

    async fn words_that_cannot_be_read_send_no_letter_and_one_task(app: TestApp) {
        let words = format!("not when {} is home", app.seed("dad"));
        let receipted = acknowledged(&app, &words).await;
        assert_eq!((told(&app).await, open(&app, "tell").await), (0, "1".to_owned()));
        let service = app.app.running.service();
        let link = waymark::journeys::organisation::link::follow(&service, &app.letters_to("referrals@tees-pride").remove(0).link()[3..]).await.unwrap();
        waymark::journeys::organisation::answer::answer(&service, &link, waymark_core::referral::Answer::Accept).await.unwrap();
        app.advance("1 day");
        assert_eq!((told(&app).await, open(&app, "tell").await), (0, "1".to_owned()), "once, however much is new");
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        assert!(inbox.text().contains("no e-mail may leave by itself"), "{}", inbox.text());
        let case = person.open(&inbox, &reference(&receipted)).await;
        assert!(case.text().contains(&words) && case.text().contains("cannot read all of this. Please read it yourself"), "{} {}", case.status, case.text());
        app.finish().await;
    }
}
