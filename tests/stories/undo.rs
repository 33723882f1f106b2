//! A person erased their report, and asks within a week to have it back.

use reqwest::Method;
use serde_json::{Value as Json, json};
use waymark::journeys::placing::waiting::Watch;
use waymark_core::staff::Role;

use crate::app::{Answer, TestApp};
use crate::coming_back::rows;
use crate::desk::{Person, invited, reference};
use crate::stories;

async fn erase(app: &TestApp, receipted: &Json) {
    let answer = app.with_receipt(Method::DELETE, "/api/v1/report", receipted, None).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    app.deliver_mail().await;
}

async fn undo(app: &TestApp, person: &Person, receipted: &Json) -> Answer {
    let page = person.browser.get("/desk/undo").await;
    let fields = [("reference", reference(receipted)), ("asked", app.seed("theyrang")), ("why", app.seed("mindchanged"))];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    person.browser.submit_only(&page, "/desk/undo", &fields).await
}

const OVER: &str = "It is over: 7 days have passed";

stories! {
    async fn on_the_sixth_day_it_opens_again_and_nothing_goes_out_by_itself(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        erase(&app, &receipted).await;
        let before = app.letters_to_others().len();
        app.advance("6 days");
        app.tend().await;
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        assert!(inbox.text().contains("href=\"/desk/undo\""));
        let page = person.browser.get("/desk/undo").await;
        let nothing = person.browser.submit_only(&page, "/desk/undo", &[("reference", "WM-0000-0000")]).await;
        for fault in ["There is no report with this reference", "Please say who asked", "Please say why"] {
            assert!(nothing.text().contains(fault), "{fault}: {}", nothing.text());
        }
        let undone = undo(&app, &person, &receipted).await;
        assert_eq!((undone.status, undone.header("location")), (303, "/desk/undo?undone"), "{}", undone.text());
        let notice = person.browser.get("/desk/undo?undone").await;
        assert!(notice.text().contains("The erasure is undone."));
        assert!(undo(&app, &person, &receipted).await.text().contains("This report was not erased"));

        let inbox = person.browser.get("/desk").await;
        assert!(inbox.text().contains("Its erasure was undone: see what should become of it"), "{}", inbox.text());
        let case = person.open(&inbox, &reference(&receipted)).await;
        assert!(case.text().contains("They followed me home.") && case.text().contains("Erasure undone"), "{}", case.text());
        let view = app.view(&receipted).await;
        assert_eq!((&view["state"], view.get("destroyed_at")), (&json!("open"), None), "{view}");
        let states: Vec<&Json> = view["referrals"].as_array().unwrap().iter().map(|held| &held["state"]).collect();
        assert!(states.iter().all(|state| **state == "withdrawn") && !states.is_empty(), "{view}");
        app.leave(&mut Watch::default()).await;
        app.advance("2 days");
        app.tend().await;
        app.deliver_mail().await;
        assert_eq!(app.letters_to_others().len(), before, "nothing goes out by itself");
        assert_eq!(app.letters_to_people().len(), 1, "the person hears that their page changed: somebody else may have asked");
        assert_eq!(app.view(&receipted).await["state"], "open", "nor is it destroyed on the day that was told");

        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        let place = format!("/desk/reports/{}/place", reference(&receipted));
        assert!(case.text().contains(&place), "a person may pass it on again: {}", case.text());
        let page = person.browser.get(&place).await;
        let placed = person.browser.submit(&page, &place, &[("agreement", "tees-pride-2026"), ("reason", "asked for")]).await;
        assert!(placed.text().contains("It is on its way."), "{}", placed.text());
        assert_eq!(app.deliver_mail().await.sent, 1, "to the organisation; the person had a letter within this hour");
        let again = json!({"purposes": {"support": "full", "inform": "anonymous"}});
        let wished = app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(again)).await;
        assert_eq!(wished.status, 200);
        assert_eq!(app.deliver_mail().await.sent, 1, "once they say anew who may know, it goes as before: {}", app.view(&receipted).await);
        let task = case.text().split("Its erasure was undone").nth(1).unwrap().split("name=\"task\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let done = person.browser.submit(&case, &format!("/desk/reports/{}/done", reference(&receipted)), &[("task", &task)]).await;
        assert!(!done.text().contains("see what should become of it"), "{}", done.text());
        app.finish().await;
    }

    async fn after_seven_days_it_is_over_destroyed_or_not_kept_or_not(app: TestApp) {
        let (gone, kept) = (app.submit(&app.report()).await, app.submit(&app.report()).await);
        app.deliver_mail().await;
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference(&kept)).await;
        let hold = format!("/desk/reports/{}/hold", reference(&kept));
        person.browser.submit(&case, &hold, &[("text", &app.seed("court")), ("go", "hold")]).await;
        erase(&app, &gone).await;
        erase(&app, &kept).await;
        app.advance("8 days");
        person.sign_in(&app).await;
        assert!(undo(&app, &person, &gone).await.text().contains(OVER), "nobody tended yet");
        app.tend().await;
        assert!(undo(&app, &person, &gone).await.text().contains(OVER), "destroyed");
        assert!(undo(&app, &person, &kept).await.text().contains(OVER), "kept by law, and read by nobody");
        assert_eq!(app.view(&kept).await["state"], "sealed-off");
        let inbox = person.browser.get("/desk").await;
        let opened = person.open(&inbox, &reference(&kept)).await.text();
        assert!(opened.contains("They open for nobody") && !opened.contains("They followed me home."), "{opened}");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn one_that_is_kept_comes_back_kept(app: TestApp) {
        let receipted = app.submit(&json!({"incident": {"account": "x"}})).await;
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        person.browser.submit(&case, &format!("/desk/reports/{}/hold", reference(&receipted)), &[("text", "x"), ("go", "hold")]).await;
        erase(&app, &receipted).await;
        assert_eq!(undo(&app, &person, &receipted).await.status, 303);
        let inbox = person.browser.get("/desk").await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        assert!(case.text().contains("It is not destroyed for now"), "{}", case.text());
        erase(&app, &receipted).await;
        app.advance("8 days");
        app.tend().await;
        assert_eq!(app.view(&receipted).await["state"], "sealed-off", "erased again, it is kept again");
        app.finish().await;
    }

    async fn what_waited_for_a_place_waits_on_until_its_person_speaks(app: TestApp) {
        let protect = json!({"incident": {"types": ["threat"], "where": {"area": "E06000004"}}, "permission": {"purposes": {"protect": "full"}}});
        let mut all = Vec::new();
        for _ in 0..3 {
            all.push(app.submit(&protect).await);
            app.advance("1 minute");
        }
        app.deliver_mail().await;
        let (first, waits) = (&all[0], &all[2]);
        assert_eq!(app.view(waits).await["unplaced"][0]["reason"], "all-at-capacity");
        erase(&app, waits).await;
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        assert_eq!(undo(&app, &person, waits).await.status, 303);
        erase(&app, first).await;
        app.tend().await;
        assert_eq!(app.leave(&mut Watch::default()).await, 0, "a place is free, and nobody asked for it");
        assert_eq!(app.deliver_mail().await.sent, 0);
        assert_eq!(app.view(waits).await["unplaced"][0]["reason"], "all-at-capacity", "it stands there for a person");
        let permission = json!({"purposes": {"protect": "full"}});
        app.with_receipt(Method::POST, "/api/v1/report/permission", waits, Some(permission)).await;
        assert_eq!(app.view(waits).await["referrals"][0]["state"], "queued");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_was_told_before_it_was_erased_is_found_again(app: TestApp) {
        let receipted = app.submit(&crate::find::told_by("Sam Doe", "07700 900111", "sam@mail.example")).await;
        erase(&app, &receipted).await;
        assert_eq!((crate::find::marked(&app).await, rows(&app, "mark").await), (0, 0));
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        assert_eq!(undo(&app, &person, &receipted).await.status, 303);
        assert_eq!(crate::find::marked(&app).await, 1);
        let inbox = person.browser.get("/desk").await;
        let found = person.browser.submit(&inbox, "/desk/search", &[("sought", "sam doe")]).await;
        assert!(found.text().contains(&reference(&receipted)), "{}", found.text());
        app.finish().await;
    }
}
