//! "This way is no longer safe": it is stopped at once, for our own letters and for every organisation, and only the team undoes it.

use reqwest::Method;
use serde_json::{Value as Json, json};
use waymark_core::config::Role as HostRole;
use waymark_core::staff::{Act, Role};
use waymark_core::vault::Keyring;

use crate::app::{Answer, Engine, Plan, TestApp};
use crate::desk::{invited, reference};
use crate::recipients;
use crate::stories;

const NUMBER: &str = "07700 900777";

/// A report with an e-mail address, a number and a letter box, all called safe, and a number that is not.
fn report(app: &TestApp, email: &str) -> Json {
    let mut report = app.report();
    report["contact"]["methods"] = json!([
        {"kind": "email", "value": email, "safe": true},
        {"kind": "phone", "value": "01632 960444", "safe": false},
        {"kind": "phone", "value": NUMBER, "safe": true},
    ]);
    report["permission"] = json!({"purposes": {"support": "full", "investigate": "full", "inform": "anonymous"}});
    report
}

async fn stop(app: &TestApp, receipted: &Json, body: Json) -> Answer {
    app.with_receipt(Method::PATCH, "/api/v1/report/contact", receipted, Some(body)).await
}

fn ways(view: &Json) -> Vec<(i64, &str, bool)> {
    let way = |way: &'_ Json| (way["way"].as_i64().unwrap(), way["safe"].as_bool().unwrap());
    let all = view["ways"].as_array().unwrap();
    all.iter().map(|one| (way(one).0, one["name"].as_str().unwrap(), way(one).1)).collect()
}

stories! {
    async fn a_way_that_is_stopped_is_used_by_nobody_from_then_on(app: TestApp) {
        let email = app.address("mine");
        let receipted = app.submit(&report(&app, &email)).await;
        let (browser, link, read) = recipients::open(&app, "tees-pride").await;
        assert!(read.text().contains(NUMBER) && read.text().contains(&email), "{}", read.text());
        let before = app.letters_to_others().len();
        let view = app.view(&receipted).await;
        assert_eq!(ways(&view), [(1, "E-mail 1", true), (2, "Phone call 1", false), (3, "Phone call 2", true)]);
        app.advance("1 day");
        let stopped = stop(&app, &receipted, json!({"stop": [3]})).await;
        assert_eq!(stopped.status, 200, "{}", stopped.text());
        let view = stopped.json();
        assert_eq!(ways(&view), [(1, "E-mail 1", true), (2, "Phone call 1", false), (3, "Phone call 2", false)]);
        assert_eq!(view["ways"][2]["stopped_at"], "2026-11-21T11:00:00Z");
        assert!(!stopped.text().contains("900777") && !stopped.text().contains(&email), "{}", stopped.text());
        // Whoever may have seen it hears of it; who gets facts without a name never saw it.
        app.deliver_mail().await;
        let told: Vec<String> = app.letters_to_others().into_iter().filter(|letter| letter.subject.contains("more to see")).map(|letter| letter.to).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(app.letters_to_others().len() == before + 2 && !told.iter().any(|to| to.contains("open-tally")), "{told:?}");
        // What stood frozen in the referral does not stand against it.
        let page = browser.get(&link).await;
        let read = recipients::code_and_open(&app, &browser, &link, &page, "tees-pride").await;
        assert!(!read.text().contains("900777") && read.text().contains(&email), "{}", read.text());
        assert!(read.text().contains("Phone call 2: the person stopped it on 21 November 2026. Do not use it any more."), "{}", read.text());
        let json = browser.get(&format!("{link}/referral.json")).await.json();
        let contact = &json["sections"]["contact"];
        assert_eq!((contact["methods"].as_array().unwrap().len(), &contact["stopped"]), (1, &json!([{"kind": "phone", "number": 2, "stopped_at": "2026-11-21T11:00:00Z"}])));
        let schema = app.send(app.http().get(format!("{}/api/v1/schemas/referral.json", app.url))).await.json();
        assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&json), "{json}");
        // An organisation that gets it later never sees it.
        let more = json!({"purposes": {"support": "full", "investigate": "full", "protect": "full"}});
        app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(more)).await;
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn our_own_letters_stop_too_and_the_one_that_waits_never_leaves(app: TestApp) {
        let email = app.address("mine");
        let receipted = app.submit(&report(&app, &email)).await;
        let (browser, link, read) = recipients::open(&app, "tees-pride").await;
        // At night: the letter waits for the morning.
        app.advance("11 hours");
        let page = browser.get(&link).await;
        let read_again = recipients::code_and_open(&app, &browser, &link, &page, "tees-pride").await;
        assert!(read.text().contains(&email) && read_again.text().contains(&email));
        browser.submit(&read_again, &format!("{link}/accept"), &[]).await;
        app.deliver_mail().await;
        assert!(app.letters_to_people().is_empty());
        assert_eq!(stop(&app, &receipted, json!({"stop": [1]})).await.status, 200);
        app.advance("1 day");
        app.deliver_mail().await;
        let page = browser.get(&link).await;
        let read = recipients::code_and_open(&app, &browser, &link, &page, "tees-pride").await;
        browser.submit(&read, &format!("{link}/close"), &[]).await;
        app.advance("1 day");
        app.deliver_mail().await;
        assert!(app.letters_to_people().is_empty(), "nothing goes there any more");
        app.finish().await;
    }

    async fn where_another_address_is_safe_the_person_hears_of_it_there(app: TestApp) {
        let (old, new) = (app.address("old"), app.address("new"));
        let mut report = report(&app, &old);
        report["contact"]["methods"].as_array_mut().unwrap().push(json!({"kind": "email", "value": new, "safe": true}));
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        stop(&app, &receipted, json!({"stop": [1]})).await;
        app.deliver_mail().await;
        assert_eq!((app.letters_to(&new).len(), app.letters_to(&old).len()), (1, 0));
        app.finish().await;
    }

    async fn it_is_done_with_one_press_and_what_was_typed_beside_it_stays(app: TestApp) {
        let email = app.address("mine");
        let receipted = app.submit(&report(&app, &email)).await;
        app.deliver_mail().await;
        let browser = app.browser();
        let door = browser.get("/your-report").await;
        browser.submit(&door, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        let details = browser.get("/your-report/details").await;
        assert!(details.text().contains("E-mail 1 is no longer safe: stop it") && details.text().contains("formaction=\"/your-report/contact\""), "{}", details.text());
        assert!(!details.text().contains("Phone call 1 is no longer safe"), "what never was safe is not used: {}", details.text());
        let typed = app.seed("typed");
        let done = browser.submit(&details, "/your-report/contact", &[("message", &typed), ("addition", ""), ("stop", "1")]).await;
        let text = done.text();
        assert!(text.contains("We have stopped it") && text.contains("E-mail 1: stopped on 20 November 2026") && text.contains(&typed), "{text}");
        assert!(!text.contains("E-mail 1 is no longer safe: stop it") && text.contains("Phone call 2 is no longer safe: stop it"), "{text}");
        // Twice is once, and what nobody knows is nothing.
        for way in ["1", "2", "0", "77", "x", ""] {
            let again = browser.submit(&done, "/your-report/contact", &[("stop", way)]).await;
            assert_eq!(again.status, 200, "{way}");
        }
        let view = app.view(&receipted).await;
        assert_eq!(view["messages"].as_array().unwrap().len(), 1, "the team is told once: {view}");
        assert_eq!(view["messages"][0]["text"], "E-mail 1 is no longer safe. Please do not use it any more.");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn a_receipt_stops_a_way_and_never_adds_one(app: TestApp) {
        let email = app.address("mine");
        let receipted = app.submit(&report(&app, &email)).await;
        let added = json!({"stop": [1], "add": [{"kind": "email", "value": "thief@mail.example", "safe": true}]});
        let refused = stop(&app, &receipted, added).await;
        assert_eq!((refused.status, refused.json()["type"].as_str().unwrap()), (403, "urn:waymark:problem:new-way-by-team"));
        assert!(refused.json()["title"].as_str().unwrap().contains("given to the team") && !refused.text().contains("thief"), "{}", refused.text());
        assert_eq!(stop(&app, &receipted, json!({"stop": [4, 0, "1"], "x": 1})).await.faults(), [
            ("/x".to_owned(), "unknown-field".to_owned()), ("/stop/0".to_owned(), "unknown-id".to_owned()),
            ("/stop/1".to_owned(), "unknown-id".to_owned()), ("/stop/2".to_owned(), "wrong-type".to_owned()),
        ]);
        assert_eq!(stop(&app, &receipted, json!({})).await.faults(), [("/stop".to_owned(), "required".to_owned())]);
        assert!(ways(&app.view(&receipted).await).iter().any(|(way, _, safe)| *way == 1 && *safe), "nothing of it was done");
        assert_eq!(stop(&app, &json!({"receipt": "0000-0000-0000-0000"}), json!({"stop": [1]})).await.status, 404);
        let other = app.send(app.http().post(format!("{}/api/v1/report/contact", app.url))).await;
        assert_eq!(other.status, 405);
        assert_eq!(stop(&app, &receipted, json!({"stop": [1, 3, 1], "add": []})).await.status, 200);
        assert!(!app.view(&receipted).await["ways"].to_string().contains("\"safe\":true"));
        app.with_receipt(Method::DELETE, "/api/v1/report", &receipted, None).await;
        assert_eq!(stop(&app, &receipted, json!({"stop": [1]})).await.status, 410);
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn the_desk_sees_it_and_only_who_answers_for_others_lets_it_be_used_again(app: TestApp) {
        let email = app.address("mine");
        let receipted = app.submit(&report(&app, &email)).await;
        app.deliver_mail().await;
        stop(&app, &receipted, json!({"stop": [1]})).await;
        app.deliver_mail().await;
        let at = format!("/desk/reports/{}", reference(&receipted));
        for role in [Role::Duty, Role::Coordinator] {
            let person = invited(&app, role, "").await;
            let inbox = person.sign_in(&app).await;
            assert!(inbox.text().contains("To be answered (1)"), "{}", inbox.text());
            let case = person.open(&inbox, &reference(&receipted)).await;
            assert!(case.text().contains(&format!("{email} – the person stopped it on")), "{}", case.text());
            assert!(case.text().contains("E-mail 1 is no longer safe. Please do not use it any more."), "{}", case.text());
            let may = role.may(Act::Renew);
            assert_eq!(case.text().contains("Ways that the person stopped"), may, "{role:?}");
            let again = format!("{at}/use-again");
            let blank = person.browser.submit_only(&case, &again, &[("way", "0"), ("text", " ")]).await;
            let view = app.view(&receipted).await;
            assert!(ways(&view).contains(&(1, "E-mail 1", false)), "{view}");
            if may {
                assert!(blank.text().contains("href=\"#way-reason\""), "{}", blank.text());
                let done = person.browser.submit(&case, &again, &[("way", "0"), ("text", &app.seed("came in"))]).await;
                assert!(done.text().contains("Let a way to reach the person be used again") && !done.text().contains("the person stopped it on"), "{}", done.text());
            }
        }
        assert!(ways(&app.view(&receipted).await).contains(&(1, "E-mail 1", true)));
        app.deliver_mail().await;
        assert_eq!(app.letters_to(&email).len(), 1, "they hear that something changed");
        let (_, _, read) = recipients::open(&app, "tees-pride").await;
        assert!(read.text().contains(&email) && !read.text().contains("No longer safe"), "{}", read.text());
        // And it can be stopped anew.
        stop(&app, &receipted, json!({"stop": [1]})).await;
        assert!(ways(&app.view(&receipted).await).contains(&(1, "E-mail 1", false)));
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn three_ways_at_once_or_one_after_the_other_make_one_letter_to_each(app: TestApp) {
        let email = app.address("mine");
        let receipted = app.submit(&report(&app, &email)).await;
        app.deliver_mail().await;
        for way in [1, 3] {
            stop(&app, &receipted, json!({"stop": [way]})).await;
        }
        app.deliver_mail().await;
        assert_eq!(app.letters_to("tees-pride").iter().filter(|letter| letter.subject.contains("more to see")).count(), 1);
        // What was permitted before stays: a stop is no wish about permission.
        let view = app.view(&receipted).await;
        assert!(view["referrals"].as_array().unwrap().iter().all(|held| held["state"] == "sent"), "{view}");
        let more = json!({"purposes": {"support": "full", "inform": "anonymous"}});
        let view = app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(more)).await.json();
        assert!(view["referrals"].to_string().contains("withdrawn"), "{view}");
        app.deliver_mail().await;
        app.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_intake_host_without_private_keys_stops_a_way_too_on_sqlite() {
    let desk = TestApp::start(Engine::Sqlite).await;
    let email = desk.address("mine");
    let receipted = desk.submit(&report(&desk, &email)).await;
    desk.deliver_mail().await;
    let folder = desk.folder.path().to_owned();
    let public = folder.join("intake-keys/keyring.toml");
    Keyring::read(&folder.join("keys/keyring.toml")).unwrap().public().write_new(&public).unwrap();
    let plan = Plan {
        role: Some(HostRole::Intake),
        beside: Some((folder, desk.database.clone())),
        keys: Some(public),
        ..Plan::default()
    };
    let intake = TestApp::start_with(Engine::Sqlite, plan).await;
    assert_eq!(stop(&intake, &receipted, json!({"stop": [1]})).await.status, 200);
    let (_, _, read) = recipients::open(&desk, "tees-pride").await;
    assert!(!read.text().contains(&email) && read.text().contains("E-mail 1: the person stopped it"), "{}", read.text());
    desk.deliver_mail().await;
    assert!(desk.letters_to_people().is_empty());
    assert!(intake.app.shut_down().await);
    desk.finish().await;
}
