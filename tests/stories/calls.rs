//! Letters that call people to the desk: at once, in the morning, and daily with where the record ends.

use std::sync::Arc;

use serde_json::json;
use waymark::journeys::desk::duty::call::{daily, urgently};
use waymark::journeys::record::chain::{self, Watch};
use waymark_core::vault::Link;

use crate::app::{Letter, TestApp};
use crate::record::tamper;
use crate::stories;

const DUTY: &str = "duty@waymark.example";
const DEPUTY: &str = "deputy@waymark.example";
const COORDINATOR: &str = "coordinator@waymark.example";

fn letters(app: &TestApp, to: &str) -> Vec<Letter> {
    if app.app.service.settings.data.join("mail").exists() { app.letters_to(to) } else { Vec::new() }
}

async fn in_danger(app: &TestApp) -> serde_json::Value {
    app.submit(&json!({"incident": {"account": app.seed("danger")}, "risk": {"in_danger": "yes"}})).await
}

async fn call(app: &TestApp) -> bool {
    let planned = urgently(&app.app.running.service()).await.unwrap();
    app.deliver_mail().await;
    planned
}

async fn plan_and_send(app: &TestApp) -> usize {
    daily(&app.app.running.service()).await.unwrap();
    app.deliver_mail().await.sent
}

stories! {
    async fn when_nobody_opens_what_is_urgent_in_time_the_deputy_is_called_once(app: TestApp) {
        let first = in_danger(&app).await;
        assert!(call(&app).await);
        app.advance("29 minutes");
        call(&app).await;
        assert!(letters(&app, DEPUTY).is_empty(), "there is time still");
        app.advance("2 minutes");
        assert!(call(&app).await);
        let late = letters(&app, DEPUTY);
        assert_eq!(late.len(), 1);
        assert!(late[0].body.contains("The duty adviser was called, and nobody has opened it in time."), "{}", late[0].body);
        assert!(!late[0].whole.contains("WM-"), "{}", late[0].whole);
        assert!(!call(&app).await, "once is enough");
        let person = crate::desk::invited(&app, waymark_core::staff::Role::Duty, "").await;
        let inbox = person.sign_in(&app).await;
        let second = in_danger(&app).await;
        call(&app).await;
        person.open(&inbox, &crate::desk::reference(&second)).await;
        app.advance("31 minutes");
        call(&app).await;
        assert_eq!(letters(&app, DEPUTY).len(), 1, "somebody looked");
        drop(first);
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn whoever_is_on_duty_is_called_at_once_each_time_and_once_for_a_burst(app: TestApp) {
        assert!(!call(&app).await, "nothing is urgent");
        let first = in_danger(&app).await;
        assert!(call(&app).await);
        let one = letters(&app, DUTY);
        assert_eq!(one.len(), 1);
        assert_eq!(one[0].subject, "Something urgent waits at the desk");
        assert!(one[0].body.contains("at the desk now: 1.") && one[0].body.contains(&format!("\n{}/desk", app.app.service.settings.public_url)), "{}", one[0].body);
        assert!(!one[0].whole.contains("WM-") && !one[0].whole.contains("risk"), "{}", one[0].whole);
        assert!(!call(&app).await, "each is told once");
        app.advance("1 minute");
        for _ in 0..3 {
            in_danger(&app).await;
            call(&app).await;
        }
        assert_eq!(letters(&app, DUTY).len(), 1, "not a letter for each of a burst");
        assert_eq!(app.one_text("SELECT kind FROM due WHERE state = 'waiting' AND kind = 'urgent'").await, "urgent", "one waits, and tells of all three");
        app.advance("1 minute");
        app.deliver_mail().await;
        let two = letters(&app, DUTY);
        assert!(two.len() == 2 && two.iter().any(|letter| letter.body.contains("now: 4.")), "{two:?}");
        assert_ne!(two[0].id, two[1].id);
        app.advance("3 minutes");
        let later = in_danger(&app).await;
        assert!(call(&app).await, "it is no burst any more");
        assert_eq!(letters(&app, DUTY).len(), 3, "at once");
        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &later, None).await;
        app.advance("1 hour");
        call(&app).await;
        assert_eq!((letters(&app, DUTY).len(), letters(&app, DEPUTY).len()), (3, 1), "what nobody opened is the deputy's now");
        // What is erased before the letter leaves calls nobody.
        let gone = in_danger(&app).await;
        for receipted in [&gone, &first] {
            app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", receipted, None).await;
        }
        assert!(call(&app).await);
        assert!(letters(&app, DUTY).iter().any(|letter| letter.body.contains("now: 3.")), "only what is open counts");
        app.finish().await;
    }

    async fn what_is_dropped_or_put_off_stands_in_nobodys_way(app: TestApp) {
        let service = app.app.running.service();
        let gone = in_danger(&app).await;
        assert!(urgently(&service).await.unwrap());
        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &gone, None).await;
        app.deliver_mail().await;
        assert!(letters(&app, DUTY).is_empty(), "nothing is urgent any more");
        in_danger(&app).await;
        assert!(call(&app).await, "in the same second");
        assert_eq!(letters(&app, DUTY).len(), 1);
        // The letter of a burst is put off: the mail server did not take it.
        app.advance("10 minutes");
        in_danger(&app).await;
        assert!(urgently(&service).await.unwrap());
        tamper(&app, &["UPDATE due SET due_at = '2026-11-20T13:00:00+00:00' WHERE state = 'waiting' AND kind = 'urgent'"]).await;
        in_danger(&app).await;
        assert!(call(&app).await, "nobody waits for that one");
        assert_eq!(letters(&app, DUTY).len(), 2);
        app.finish().await;
    }

    async fn two_processes_call_once(app: TestApp) {
        in_danger(&app).await;
        let service = app.app.running.service();
        let (a, b) = tokio::join!(urgently(&service), urgently(&service));
        assert!(a.unwrap() ^ b.unwrap());
        app.deliver_mail().await;
        assert_eq!(letters(&app, DUTY).len(), 1);
        app.finish().await;
    }

    async fn on_working_mornings_the_coordinator_hears_what_is_open(app: TestApp) {
        assert_eq!(plan_and_send(&app).await, 0, "nothing is open and nothing is chained");
        let asked = app.submit(&json!({"incident": {"account": "x"}})).await;
        app.with_receipt(reqwest::Method::POST, "/api/v1/report/messages", &asked, Some(json!({"text": app.seed("question")}))).await;
        in_danger(&app).await;
        app.advance("22 hours");
        assert_eq!(plan_and_send(&app).await, 0, "on a Saturday nobody is written to");
        // Monday, an hour before nine.
        app.advance("47 hours");
        assert_eq!(plan_and_send(&app).await, 0, "not before nine");
        app.advance("1 hour");
        assert_eq!(app.deliver_mail().await.sent, 1);
        let open = letters(&app, COORDINATOR);
        assert!(open.len() == 1 && open[0].subject == "What waits at the desk", "{open:?}");
        assert!(open[0].body.contains("\nUrgent: 1\n") && open[0].body.contains("\nTo be answered: 1\n") && open[0].body.contains("\nNobody has looked at it yet: 1\n") && !open[0].body.contains("Declined"), "{}", open[0].body);
        assert!(!open[0].whole.contains("WM-") && !open[0].body.contains("letter-"), "{}", open[0].whole);
        assert_eq!(plan_and_send(&app).await, 0, "once a day");
        app.advance("1 day");
        assert_eq!(plan_and_send(&app).await, 1);
        app.finish().await;
    }

    async fn where_the_record_ends_is_mailed_daily_and_can_be_checked_against(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        let mut watch = Watch::default();
        app.submit(&json!({"incident": {"account": "x"}})).await;
        app.submit(&json!({"incident": {"account": "x"}})).await;
        chain::chain(&service, &mut watch).await.unwrap();
        chain::check(&service, &mut watch).await.unwrap();
        assert_eq!(plan_and_send(&app).await, 2, "the other tells that nobody has looked at them yet");
        let mut mailed = letters(&app, COORDINATOR);
        mailed.retain(|letter| letter.subject == "Where the record ended on 20 November 2026");
        assert_eq!(mailed.len(), 1);
        assert!(mailed[0].body.contains("Position: 2\n") && !mailed[0].body.contains("does not add up"), "{}", mailed[0].body);
        let head = Link::parse(mailed[0].body.lines().find(|line| line.len() == 64).unwrap()).unwrap();
        let walk = chain::verify(&service.store, &service.vault, Some(head)).await.unwrap();
        assert!(walk.found == Some(2) && walk.broken.is_none());
        tamper(&app, &["UPDATE audit SET actor = 'nobody' WHERE id = (SELECT audit FROM audit_chain WHERE position = 2)"]).await;
        app.advance("1 day");
        chain::chain(&service, &mut watch).await.unwrap();
        chain::check(&service, &mut watch).await.unwrap();
        assert_eq!(plan_and_send(&app).await, 1, "on a Saturday, too");
        let wrong = letters(&app, COORDINATOR).into_iter().find(|letter| letter.subject.contains("does not add up")).unwrap();
        assert!(wrong.body.contains("at position 2."), "{}", wrong.body);
        app.finish().await;
    }
}
