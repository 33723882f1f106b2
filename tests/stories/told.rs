//! The person hears, by a letter that says nothing, that an organisation answered.

use reqwest::Method;
use serde_json::{Value as Json, json};
use waymark::journeys::organisation::{answer, link};
use waymark::journeys::placing::waiting::Watch;
use waymark_core::referral::{Answer, DeclineReason};
use waymark_core::staff::Role;

use crate::app::{TestApp, story_time};
use crate::desk::{invited, reference};
use crate::recipients::open;
use crate::stories;

/// Somebody at an organisation says that it arrived.
pub(crate) async fn acknowledge(app: &TestApp, to: &str) {
    let link = app.letters_to(to).remove(0).link();
    let browser = app.browser();
    let page = browser.get(&link).await;
    browser.submit(&page, &format!("{link}/acknowledge"), &[("name", &app.seed("Officer"))]).await;
}

async fn answers(app: &TestApp, to: &str, answered: Answer) {
    let service = app.app.running.service();
    let link = link::follow(&service, &app.letters_to(to).remove(0).link()[3..]).await.unwrap();
    answer::answer(&service, &link, answered).await.unwrap();
}

/// How many letters the person has, once what is due has left.
pub(crate) async fn told(app: &TestApp) -> usize {
    app.deliver_mail().await;
    app.letters_to_people().len()
}

const NO_ROOM: Answer = Answer::Decline(DeclineReason::NoCapacity);

stories! {
    async fn every_answer_of_an_organisation_is_told_of_and_once_an_hour_at_most(app: TestApp) {
        app.submit(&app.report()).await;
        assert_eq!(told(&app).await, 0, "that it was sent they know already");
        acknowledge(&app, "referrals@tees-pride").await;
        assert_eq!(told(&app).await, 1);
        acknowledge(&app, "referrals@tees-pride").await;
        app.advance("2 hours");
        assert_eq!(told(&app).await, 1, "what was said before is not new");
        answers(&app, "referrals@tees-pride", Answer::Accept).await;
        assert_eq!(told(&app).await, 2);
        app.advance("10 minutes");
        acknowledge(&app, "tally@open-tally").await;
        answers(&app, "tally@open-tally", NO_ROOM).await;
        answers(&app, "referrals@tees-pride", Answer::Close).await;
        app.advance("49 minutes");
        assert_eq!(told(&app).await, 2, "no two letters within an hour");
        app.advance("2 minutes");
        assert_eq!(told(&app).await, 3, "and one of all that was new");
        app.advance("1 day");
        assert_eq!(told(&app).await, 3);
        app.finish().await;
    }

    async fn who_only_reads_it_or_asks_for_a_code_is_not_told_of(app: TestApp) {
        app.submit(&app.report()).await;
        open(&app, "tees-pride").await;
        app.advance("2 hours");
        assert_eq!(told(&app).await, 0);
        app.finish().await;
    }

    async fn two_that_answer_in_the_same_moment_lead_to_one_letter(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"support": "full", "inform": "anonymous", "investigate": "full", "protect": "full"}});
        app.submit(&report).await;
        app.deliver_mail().await;
        let service = app.app.running.service();
        let mut all = Vec::new();
        for to in ["referrals@tees-pride", "tally@open-tally", "tees-police", "north-council"] {
            let link = link::follow(&service, &app.letters_to(to).remove(0).link()[3..]).await.unwrap();
            all.push((link, waymark_core::report::Told::new(app.seed("Officer"))));
        }
        let said = all.iter().map(|(link, by)| answer::acknowledge(&service, link, by.clone()));
        assert!(futures_util::future::join_all(said).await.iter().all(Result::is_ok));
        assert_eq!(told(&app).await, 1);
        app.advance("1 day");
        assert_eq!(told(&app).await, 1);
        assert_eq!(app.one_text("SELECT CAST(COUNT(*) AS TEXT) FROM due WHERE kind = 'something-changed'").await, "1");
        app.finish().await;
    }

    async fn at_night_the_letter_waits_for_the_morning(app: TestApp) {
        app.submit(&app.report()).await;
        app.deliver_mail().await;
        app.advance("11 hours");
        assert_eq!(app.clock_time(), story_time() + chrono::Duration::hours(11), "22:00 in London");
        acknowledge(&app, "referrals@tees-pride").await;
        assert_eq!(told(&app).await, 0);
        app.advance("9 hours");
        assert_eq!(told(&app).await, 0, "seven in the morning");
        app.advance("1 hour");
        assert_eq!(told(&app).await, 1);
        app.finish().await;
    }

    async fn nobody_is_told_by_a_way_that_is_not_safe_or_not_their_own(app: TestApp) {
        let email = |value: String, safe: bool| json!({"kind": "email", "value": value, "safe": safe});
        let contacts = [
            json!({}),
            json!({"of": "victim", "methods": [email(app.address("unsafe"), false)]}),
            json!({"of": "victim", "through_centre": true, "methods": [email(app.address("centre"), true)]}),
            json!({"of": "victim", "methods": [{"kind": "phone", "value": "07700 900123", "safe": true}]}),
        ];
        for contact in contacts {
            let mut report = app.report();
            report["contact"] = contact;
            report["permission"] = json!({"purposes": {"inform": "anonymous"}});
            let receipted = app.submit(&report).await;
            app.deliver_mail().await;
            let named = |letter: &crate::app::Letter| letter.subject.contains(receipted["reference"].as_str().unwrap());
            let link = app.letters_to("open-tally").into_iter().find(named).unwrap().link();
            let service = app.app.running.service();
            let link = link::follow(&service, &link[3..]).await.unwrap();
            answer::acknowledge(&service, &link, waymark_core::report::Told::new(app.seed("Officer"))).await.unwrap();
            assert_eq!(app.view(&receipted).await["referrals"][0]["state"], "acknowledged");
        }
        assert_eq!(told(&app).await, 0);
        app.finish().await;
    }

    async fn after_an_erasure_nobody_is_written_to(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        acknowledge(&app, "referrals@tees-pride").await;
        app.with_receipt(Method::DELETE, "/api/v1/report", &receipted, None).await;
        assert_eq!(told(&app).await, 0, "what waited is dropped");
        let service = app.app.running.service();
        let notice = app.letters_to("tally@open-tally").into_iter().find(|letter| letter.body.contains("/r/")).unwrap();
        let link = link::follow(&service, &notice.link()[3..]).await;
        let late = answer::acknowledge(&service, &link.unwrap(), waymark_core::report::Told::new("late")).await;
        assert!(matches!(late, Err(link::LinkFault::Over)), "{late:?}");
        app.advance("1 day");
        assert_eq!(told(&app).await, 0);
        assert!(app.view(&receipted).await["referrals"].as_array().unwrap().iter().all(|held| held["state"] == "withdrawn"));
        app.finish().await;
    }

    async fn of_what_passed_without_their_knowing_they_hear_nothing(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({});
        let receipted = app.submit(&report).await;
        let (asker, second) = (invited(&app, Role::Coordinator, "").await, invited(&app, Role::Duty, "").await);
        let path = format!("/desk/reports/{}/overrule", reference(&receipted));
        let inbox = asker.sign_in(&app).await;
        asker.open(&inbox, &reference(&receipted)).await;
        let page = asker.browser.get(&path).await;
        let (reason, why_not) = (app.seed("danger"), app.seed("nottold"));
        let fields = [("agreement", "tees-police-2026"), ("ground", "serious-harm"), ("section", "incident"), ("reason", &*reason), ("told", "no"), ("not-told", &*why_not)];
        asker.browser.submit(&page, &path, &fields).await;
        let inbox = second.sign_in(&app).await;
        second.open(&inbox, &reference(&receipted)).await;
        let page = second.browser.get(&path).await;
        let task = crate::app::hidden(&page.text(), "task");
        second.browser.submit(&page, &format!("{path}/decide"), &[("task", &task), ("go", "approve"), ("decision", &reason)]).await;
        app.deliver_mail().await;
        acknowledge(&app, "tees-police").await;
        assert_eq!(app.one_text("SELECT state FROM referral").await, "acknowledged");
        assert_eq!(app.view(&receipted).await["referrals"], json!([]), "their page says nothing of it");
        app.advance("2 hours");
        assert_eq!(told(&app).await, 0, "so nothing on it changed");

        let inbox = second.sign_in(&app).await;
        second.open(&inbox, &reference(&receipted)).await;
        let page = second.browser.get(&path).await;
        let referral = crate::app::hidden(&page.text(), "referral");
        second.browser.submit(&page, &format!("{path}/told"), &[("referral", &referral)]).await;
        answers(&app, "tees-police", Answer::Accept).await;
        assert_eq!(told(&app).await, 1, "from the day they know of it, it is news like any other");
        app.finish().await;
    }

    async fn that_another_has_it_now_is_told_of_too(app: TestApp) {
        let protect = |report: &mut Json| report["permission"] = json!({"purposes": {"protect": "full"}});
        let mut all = Vec::new();
        for _ in 0..3 {
            let mut report = app.report();
            protect(&mut report);
            all.push(app.submit(&report).await);
            app.advance("1 minute");
        }
        assert_eq!(told(&app).await, 0);
        answers(&app, "north-council", NO_ROOM).await;
        assert_eq!(app.leave(&mut Watch::default()).await, 1, "a place is free for whoever waits");
        assert_eq!(app.view(&all[2]).await["referrals"][0]["state"], "queued");
        assert_eq!(told(&app).await, 2, "whose organisation declined, and who waited");
        app.advance("2 hours");
        let less = json!({"purposes": {"protect": "anonymous"}});
        app.with_receipt(Method::POST, "/api/v1/report/permission", &all[2], Some(less)).await;
        assert_eq!(told(&app).await, 2, "what they change themselves they know");
        app.finish().await;
    }
}
