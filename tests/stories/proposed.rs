//! Whom the person is asked about: proposed by the desk, full for now, or the next one whom they named.

use reqwest::Method;
use serde_json::json;
use waymark_core::staff::Role;

use crate::app::{Engine, TestApp};
use crate::coming_back::declined;
use crate::desk::{invited, reference};
use crate::stories;

stories! {
    async fn what_the_person_wants_to_be_asked_about_is_proposed_to_them_and_goes_there_when_they_say_yes(app: TestApp) {
        let address = app.address("mine");
        let mut report = app.report();
        report["incident"]["strands"] = json!(["disability"]);
        report["incident"]["aspects"] = json!([]);
        report["contact"] = json!({"of": "victim", "methods": [{"kind": "email", "value": address, "safe": true}]});
        report["permission"] = json!({"purposes": {"support": "ask"}});
        let receipted = app.submit(&report).await;
        assert_eq!(app.view(&receipted).await["unplaced"][0]["reason"], "no-agreement");
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        person.open(&inbox, &reference(&receipted)).await;
        let path = format!("/desk/reports/{}/place", reference(&receipted));
        let page = person.browser.get(&path).await;
        assert!(page.text().contains("Tees Pride Advocacy") && page.text().contains("The person wants to be asked about it first."), "{}", page.text());
        assert!(!page.text().contains("Tees Police"), "for what nobody wanted nobody is proposed: {}", page.text());
        let reason = app.seed("they know disability too");
        let fields = |go| [("agreement", "tees-pride-2026"), ("reason", reason.as_str()), ("go", go)];
        let sent = person.browser.submit_only(&page, &path, &fields("send")).await;
        assert!(sent.text().contains("The person wants to be asked about it first. Choose"), "{}", sent.text());
        let case = person.browser.submit(&page, &path, &fields("ask")).await;
        for words in ["The person is asked about Tees Pride Advocacy first. Nobody told them yet.", "Proposed to the person", &reason] {
            assert!(case.text().contains(words), "{words}: {}", case.text());
        }
        let again = person.browser.get(&path).await;
        assert!(again.text().contains("The person is asked about it already."), "{}", again.text());
        app.deliver_mail().await;
        assert!(app.letters_to("tees-pride").is_empty(), "nobody is told before the person said yes");
        assert_eq!(app.letters().iter().filter(|letter| letter.subject == "Something changed on your page").count(), 1);
        let view = app.view(&receipted).await;
        assert_eq!((&view["unplaced"][0]["reason"], &view["unplaced"][0]["asks"]), (&json!("ask-first"), &json!(["tees-pride"])), "{view}");

        let own = app.browser();
        let home = own.get("/your-report").await;
        own.submit(&home, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        let choices = own.get("/your-report/permission").await;
        assert!(choices.text().contains("name=\"allow.tees-pride.support\""), "{}", choices.text());
        own.submit(&choices, "/your-report/permission", &[("allow.tees-pride.support", "full")]).await;
        app.deliver_mail().await;
        let view = app.view(&receipted).await;
        assert_eq!((&view["referrals"][0]["agency"], &view["referrals"][0]["state"], &view["unplaced"]), (&json!("tees-pride"), &json!("sent"), &json!([])), "{view}");
        assert_eq!(app.letters_to("tees-pride").len(), 1);
        app.finish().await;
    }

    async fn a_yes_that_was_read_to_the_person_counts_with_who_read_it_and_in_which_words(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"support": "ask", "investigate": "ask"}});
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        let person = invited(&app, Role::Duty, "").await;
        let inbox = person.sign_in(&app).await;
        person.open(&inbox, &reference(&receipted)).await;
        let base = format!("/desk/reports/{}", reference(&receipted));
        let place = person.browser.get(&format!("{base}/place")).await;
        let path = format!("{base}/aloud");
        assert!(place.text().contains(&format!("href=\"{path}\"")), "{}", place.text());
        let page = person.browser.get(&path).await;
        for words in ["Tees Pride Advocacy", "Tees Police", "The police may have to keep a record", "immigration enforcement"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        let unread = person.browser.submit_only(&page, &path, &[("allow.tees-pride.support", "full")]).await;
        assert!(unread.status == 200 && unread.text().contains("id=\"faults\""), "{}", unread.text());
        let fields = [("allow.tees-pride.support", "full"), ("allow.north-council.protect", "full"), ("read", "yes")];
        let said = person.browser.submit(&page, &path, &fields).await;
        assert!(said.text().contains("Saved, with your name"), "{}", said.text());
        app.deliver_mail().await;
        assert_eq!(app.letters_to("tees-pride").len(), 1);
        assert!(app.letters_to("tees-police").is_empty() && app.letters_to("north-council").is_empty(), "nobody else was read out, or said yes to");
        let view = app.view(&receipted).await;
        let wording = view["referrals"][0]["asked"]["wording"].as_str().unwrap().to_owned();
        let history = said.text().split("Permission changed").last().unwrap().to_owned();
        assert!(history.contains(&wording) && history.contains(&person.name), "{history}");
        assert_eq!(view["unplaced"][0]["asks"], json!(["tees-police"]), "what was left open is still asked: {view}");
        app.finish().await;
    }

    async fn who_is_full_is_asked_about_by_name_and_gets_it_when_a_place_is_free_and_the_person_said_yes(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"protect": "full"}});
        let first = app.submit(&report).await;
        app.submit(&report).await;
        report["permission"] = json!({"purposes": {"protect": "ask"}});
        let third = app.submit(&report).await;
        app.deliver_mail().await;
        let view = app.view(&third).await;
        assert_eq!((&view["unplaced"][0]["reason"], &view["unplaced"][0]["asks"]), (&json!("all-at-capacity"), &json!(["north-council"])), "{view}");
        let own = app.browser();
        let home = own.get("/your-report").await;
        own.submit(&home, "/your-report", &[("receipt", third["receipt"].as_str().unwrap())]).await;
        let details = own.get("/your-report/details").await.text();
        assert!(details.contains("North Council is full now. May they have it when they have room, in the next 14 days?"), "{details}");
        let freed = json!({"purposes": {"protect": "no"}});
        app.with_receipt(Method::POST, "/api/v1/report/permission", &first, Some(freed)).await;
        let choices = own.get("/your-report/permission").await;
        own.submit(&choices, "/your-report/permission", &[("allow.north-council.protect", "anonymous")]).await;
        app.deliver_mail().await;
        let view = app.view(&third).await;
        assert_eq!((&view["referrals"][0]["agency"], &view["unplaced"]), (&json!("north-council"), &json!([])), "{view}");
        app.finish().await;
    }
}

async fn next_one(engine: Engine) {
    let said = json!({"agencies": {"tees-police": {"investigate": "anonymous"}}, "next": {"tees-police": {"investigate": "rail-police"}}});
    let (app, receipted, view) = declined(engine, said).await;
    assert_eq!(app.letters_to("rail-police").len(), 1, "the person was shown this name too: {view}");
    let held = view["referrals"].as_array().unwrap().iter().find(|held| held["agency"] == "rail-police").unwrap();
    assert_eq!((&held["permission"], &held["shown"], &held["state"]), (&json!("anonymous"), &json!(["summary"]), &json!("sent")));
    assert_eq!(view["unplaced"], json!([]));
    let taken_back = json!({"agencies": {"tees-police": {"investigate": "no"}}});
    app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(taken_back)).await;
    let view = app.view(&receipted).await;
    let held = view["referrals"].as_array().unwrap().iter().find(|held| held["agency"] == "rail-police").unwrap();
    assert_eq!(held["state"], "withdrawn", "it ends with the permission: {view}");
    app.deliver_mail().await;
    app.finish().await;
}

mod the_next_one_whom_the_person_named_gets_it_when_the_first_cannot {
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        super::next_one(super::Engine::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        super::next_one(super::Engine::Postgres).await;
    }
}
