//! Referrals that nobody acknowledges in time are shown to a person.

use serde_json::json;
use waymark::journeys::organisation::overdue::look;
use waymark_core::staff::Role;

use crate::app::TestApp;
use crate::desk::{invited, reference};
use crate::incoming::{arrives, bounce, taken_in};
use crate::stories;

const LATE: &str = "An organisation did not answer in time";

async fn looked(app: &TestApp) -> usize {
    look(&app.app.running.service()).await.unwrap()
}

async fn open_tasks(app: &TestApp) -> String {
    app.one_text("SELECT CAST(COUNT(*) AS TEXT) FROM task WHERE kind = 'overdue' AND done_at IS NULL").await
}

async fn acknowledge(app: &TestApp, to: &str) {
    let link = app.letters_to(to).remove(0).link();
    let browser = app.browser();
    let page = browser.get(&link).await;
    browser.submit(&page, &format!("{link}/acknowledge"), &[("name", &app.seed("Officer"))]).await;
}

stories! {
    async fn what_nobody_acknowledges_in_time_is_shown_once_and_goes_by_itself(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        app.advance("3 days");
        assert_eq!(looked(&app).await, 0, "two working days from Friday are not over on Monday");
        app.advance("2 days");
        assert_eq!((looked(&app).await, open_tasks(&app).await.as_str()), (2, "1"), "a report, two organisations, one task");
        assert_eq!(looked(&app).await, 0, "it is said once");
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        assert!(inbox.text().contains(LATE) && inbox.text().contains(&reference(&receipted)), "{}", inbox.text());
        acknowledge(&app, "referrals@tees-pride").await;
        assert_eq!(open_tasks(&app).await, "1", "the other is still late");
        acknowledge(&app, "tally@open-tally").await;
        assert_eq!(open_tasks(&app).await, "0", "it goes by itself");
        assert!(!person.browser.get("/desk").await.text().contains(LATE));
        app.advance("5 days");
        assert_eq!(looked(&app).await, 0);
        app.finish().await;
    }

    async fn what_somebody_dealt_with_is_not_said_again_and_what_is_withdrawn_is_not_late(app: TestApp) {
        let dealt = app.submit(&app.report()).await;
        let withdrawn = app.submit(&app.report()).await;
        app.deliver_mail().await;
        app.advance("5 days");
        assert_eq!(looked(&app).await, 4);
        let person = invited(&app, Role::Duty, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference(&dealt)).await;
        let text = case.text();
        let after = text.split(&format!("<strong>{LATE}")).nth(1).unwrap();
        let task = after.split("name=\"task\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        person.browser.submit(&case, &format!("/desk/reports/{}/done", reference(&dealt)), &[("task", task)]).await;
        app.with_receipt(reqwest::Method::POST, "/api/v1/report/permission", &withdrawn, Some(json!({}))).await;
        assert_eq!(open_tasks(&app).await, "0");
        app.advance("5 days");
        assert_eq!((looked(&app).await, open_tasks(&app).await.as_str()), (0, "0"));
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_came_back_is_not_late_for_its_clock_does_not_run(app: TestApp) {
        app.submit(&json!({"incident": {"account": app.seed("late")}, "permission": {"purposes": {"inform": "anonymous"}}})).await;
        app.deliver_mail().await;
        app.advance("5 days");
        assert_eq!((looked(&app).await, open_tasks(&app).await.as_str()), (1, "1"));
        arrives(&app, "1.host", bounce(&app.letters_to("tally@open-tally").remove(0)));
        assert_eq!(taken_in(&app).await.bounced, 1);
        assert_eq!(open_tasks(&app).await, "0", "it did not arrive: nobody there is late");
        app.advance("5 days");
        assert_eq!(looked(&app).await, 0);
        let (seen, _) = waymark::journeys::due::queue::letters(&app.app.service, 10).await.unwrap().remove(0);
        assert!(waymark::journeys::due::queue::retry(&app.app.service, seen.id).await.unwrap());
        assert_eq!(app.deliver_mail().await.sent, 1);
        assert_eq!(looked(&app).await, 0, "its clock runs anew");
        app.advance("5 days");
        assert_eq!((looked(&app).await, open_tasks(&app).await.as_str()), (1, "1"), "and is over anew");
        app.finish().await;
    }
}
