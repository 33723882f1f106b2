//! What needs a person ends by itself once its reason is gone.

use reqwest::Method;
use serde_json::json;
use waymark::journeys::due::queue;
use waymark::journeys::organisation::answer::{acknowledge, answer};
use waymark::journeys::organisation::link::follow;
use waymark_core::referral::{Answer, DeclineReason};
use waymark_core::staff::Role;

use crate::app::{Engine, TestApp, unique};
use crate::coming_back::with_another;
use crate::desk::{invited, reference};
use crate::incoming::{arrives, bounce, taken_in};
use crate::recipients::open;
use crate::stories;

async fn waits(app: &TestApp, kind: &str) -> bool {
    let sql = format!("SELECT CAST(COUNT(*) AS TEXT) FROM task WHERE kind = '{kind}' AND done_at IS NULL");
    app.one_text(&sql).await == "1"
}

async fn permit(app: &TestApp, receipted: &serde_json::Value, permission: serde_json::Value) {
    let answer = app.with_receipt(Method::POST, "/api/v1/report/permission", receipted, Some(permission)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

async fn link(app: &TestApp, to: &str) -> waymark::journeys::organisation::link::Link {
    let notice = app.letters_to(to).into_iter().find(|letter| letter.body.contains("/r/")).unwrap();
    follow(&app.app.running.service(), &notice.link()[3..]).await.unwrap()
}

/// A letter to an organisation comes back: the request to stop, once there is one.
async fn comes_back(app: &TestApp, to: &str) {
    let mut letters = app.letters_to(to);
    letters.sort_by_key(|letter| letter.body.contains("/r/"));
    arrives(app, &format!("{}.host", unique()), bounce(&letters.remove(0)));
    assert_eq!(taken_in(app).await.bounced, 1);
}

/// Sends the letter again that was given up first.
async fn send_again(app: &TestApp) {
    let (seen, _) = queue::letters(&app.app.service, 10).await.unwrap().remove(0);
    assert!(queue::retry(&app.app.service, seen.id).await.unwrap());
    app.deliver_mail().await;
}

const ELSEWHERE: Answer = Answer::Decline(DeclineReason::OutOfArea);

stories! {
    async fn a_question_needs_nobody_once_nobody_who_asked_may_see_an_answer(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        for to in ["tees-pride", "open-tally"] {
            let (browser, link, read) = open(&app, to).await;
            browser.submit(&read, &format!("{link}/ask"), &[("question", &app.seed("question"))]).await;
        }
        assert!(waits(&app, "question").await);
        permit(&app, &receipted, json!({"purposes": {"support": "no", "inform": "anonymous"}})).await;
        assert!(waits(&app, "question").await, "another waits still");
        let person = invited(&app, Role::Coordinator, "").await;
        assert!(person.sign_in(&app).await.text().contains("An organisation asks for more"));
        answer(&app.app.running.service(), &link(&app, "open-tally").await, ELSEWHERE).await.unwrap();
        assert!(!waits(&app, "question").await, "who declined reads no answer");
        assert!(!person.browser.get("/desk").await.text().contains("An organisation asks for more"));
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn a_question_ends_with_the_permission_and_stays_away_when_an_erasure_is_undone(app: TestApp) {
        let (withdrawn, erased) = (app.submit(&app.report()).await, app.submit(&app.report()).await);
        app.deliver_mail().await;
        for letter in app.letters_to("referrals@tees-pride") {
            let service = app.app.running.service();
            let link = follow(&service, &letter.link()[3..]).await.unwrap();
            waymark::journeys::organisation::ask::ask(&service, &link, waymark_core::report::Told::new(app.seed("question"))).await.unwrap();
        }
        permit(&app, &withdrawn, json!({})).await;
        assert!(waits(&app, "question").await, "the other's");
        app.with_receipt(Method::DELETE, "/api/v1/report", &erased, None).await;
        let person = invited(&app, Role::Coordinator, "").await;
        assert!(!person.sign_in(&app).await.text().contains("An organisation asks for more"));
        let page = person.browser.get("/desk/undo").await;
        let (by, why) = (app.seed("theyrang"), app.seed("mind"));
        person.browser.submit(&page, "/desk/undo", &[("reference", &reference(&erased)), ("asked", &by), ("why", &why)]).await;
        let inbox = person.browser.get("/desk").await.text();
        assert!(inbox.contains("Its erasure was undone") && !inbox.contains("An organisation asks for more"), "{inbox}");
        assert!(!waits(&app, "question").await);
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_could_not_be_delivered_needs_nobody_once_all_of_it_is(app: TestApp) {
        app.submit(&app.report()).await;
        app.deliver_mail().await;
        comes_back(&app, "referrals@tees-pride").await;
        comes_back(&app, "tally@open-tally").await;
        assert!(waits(&app, "undelivered").await);
        app.advance("1 hour");
        send_again(&app).await;
        assert!(waits(&app, "undelivered").await, "the other is still not there");
        send_again(&app).await;
        assert!(!waits(&app, "undelivered").await);
        comes_back(&app, "tally@open-tally").await;
        assert!(waits(&app, "undelivered").await, "it is said anew when it comes back again");
        send_again(&app).await;
        assert!(!waits(&app, "undelivered").await);
        app.finish().await;
    }

    async fn what_came_back_and_arrived_all_the_same_or_is_wanted_no_more_needs_nobody(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let there = link(&app, "referrals@tees-pride").await;
        comes_back(&app, "referrals@tees-pride").await;
        acknowledge(&app.app.running.service(), &there, waymark_core::report::Told::new(app.seed("Officer"))).await.unwrap();
        assert!(!waits(&app, "undelivered").await, "somebody there has it");
        assert!(queue::letters(&app.app.service, 10).await.unwrap().is_empty(), "and nobody sends it again");
        comes_back(&app, "tally@open-tally").await;
        permit(&app, &receipted, json!({"purposes": {"support": "full", "inform": "no"}})).await;
        assert!(!waits(&app, "undelivered").await, "nobody may have it any more");
        assert!(queue::letters(&app.app.service, 10).await.unwrap().is_empty());
        app.deliver_mail().await;
        comes_back(&app, "tally@open-tally").await;
        assert!(waits(&app, "undelivered").await, "that they were asked to stop must still reach them");
        app.finish_with_trouble().await;
    }

    async fn that_one_declined_needs_nobody_once_the_person_wants_nothing_of_that(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"investigate": "full", "support": "full"}});
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        answer(&app.app.running.service(), &link(&app, "tees-police").await, ELSEWHERE).await.unwrap();
        assert!(waits(&app, "declined").await);
        permit(&app, &receipted, json!({"purposes": {"investigate": "full", "support": "full", "inform": "anonymous"}})).await;
        assert!(waits(&app, "declined").await, "somebody is still wanted who investigates");
        permit(&app, &receipted, json!({"purposes": {"investigate": "no", "support": "full"}})).await;
        assert!(!waits(&app, "declined").await);
        app.deliver_mail().await;
        app.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn that_one_declined_needs_nobody_once_another_has_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::start_with(engine, with_another()).await;
        let mut report = app.report();
        report["permission"] = json!({"agencies": {"tees-police": {"investigate": "anonymous"}}});
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        answer(&app.app.running.service(), &link(&app, "tees-police").await, ELSEWHERE).await.unwrap();
        assert!(waits(&app, "declined").await);
        app.deliver_mail().await;
        assert!(waits(&app, "declined").await, "the person is asked about another first");
        permit(&app, &receipted, json!({"agencies": {"rail-police": {"investigate": "anonymous"}}})).await;
        assert_eq!(app.view(&receipted).await["referrals"].as_array().unwrap().len(), 2);
        assert!(!waits(&app, "declined").await);
        app.deliver_mail().await;
        answer(&app.app.running.service(), &link(&app, "rail-police").await, ELSEWHERE).await.unwrap();
        app.deliver_mail().await;
        assert!(waits(&app, "declined").await, "there is no third");
        app.finish().await;
    }
}
