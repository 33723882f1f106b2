//! What waits for a place leaves by itself, longest first; after 14 days the permission lapses, and can be given again.

use reqwest::Method;
use serde_json::{Value as Json, json};
use waymark::journeys::placing::waiting::Watch;
use waymark_core::referral::{Answer, DeclineReason};

use crate::app::{Engine, PARTNERSHIP, Plan, TestApp};
use crate::stories;

fn protect() -> Json {
    json!({"incident": {"types": ["threat"], "where": {"area": "E06000004"}}, "permission": {"purposes": {"protect": "full"}}})
}

/// Sends a report a minute after the last.
async fn send(app: &TestApp, report: &Json) -> Json {
    app.advance("1 minute");
    let receipted = app.submit(report).await;
    app.deliver_mail().await;
    receipted
}

async fn answer(app: &TestApp, receipted: &Json, answer: Answer) {
    let reference = receipted["reference"].as_str().unwrap();
    let letter = app.letters_to("north-council").into_iter().find(|letter| letter.subject.contains(reference)).unwrap();
    let service = app.app.running.service();
    let link = waymark::journeys::organisation::link::follow(&service, &letter.link()[3..]).await.unwrap();
    waymark::journeys::organisation::answer::answer(&service, &link, answer).await.unwrap();
}

const DECLINE: Answer = Answer::Decline(DeclineReason::NoCapacity);

async fn placed(app: &TestApp, receipted: &Json) -> bool {
    !app.view(receipted).await["referrals"].as_array().unwrap().is_empty()
}

async fn unplaced(app: &TestApp, receipted: &Json) -> Json {
    app.view(receipted).await["unplaced"].clone()
}

/// The address stands in the letter to it, and nowhere else.
fn with_safe_mail(app: &TestApp) -> (Json, String) {
    let address = app.address("mine");
    let mut report = protect();
    report["contact"] = json!({"of": "victim", "methods": [{"kind": "email", "value": address, "safe": true}]});
    (report, address)
}

async fn permit(app: &TestApp, receipted: &Json, permission: Json) -> Json {
    let answer = app.with_receipt(Method::POST, "/api/v1/report/permission", receipted, Some(permission)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

stories! {
    async fn a_place_that_becomes_free_goes_to_whoever_waits_longest(app: TestApp) {
        let mut watch = Watch::default();
        let first = send(&app, &protect()).await;
        let second = send(&app, &protect()).await;
        let third = send(&app, &protect()).await;
        let fourth = send(&app, &protect()).await;
        let nobody = send(&app, &json!({"incident": {"types": ["threat"], "where": {"area": "E08000003"}}, "permission": {"purposes": {"protect": "full"}}})).await;
        assert_eq!(app.leave(&mut watch).await, 0, "no place is free");
        answer(&app, &first, DECLINE).await;
        assert_eq!(app.leave(&mut watch).await, 1);
        assert!(placed(&app, &third).await && !placed(&app, &fourth).await);
        assert_eq!(app.deliver_mail().await.sent, 1, "the organisation hears of it");
        assert_eq!(app.leave(&mut watch).await, 0, "once is enough");
        let reason = |unplaced: &Json| unplaced[0]["reason"].as_str().unwrap().to_owned();
        assert_eq!(reason(&unplaced(&app, &fourth).await), "all-at-capacity");
        assert_eq!(reason(&unplaced(&app, &nobody).await), "no-agreement", "that waits for a person");

        // Accepted, it keeps its place for 28 days, and not for longer.
        answer(&app, &second, Answer::Accept).await;
        app.advance("13 days");
        permit(&app, &fourth, json!({"purposes": {"protect": "full"}})).await;
        app.advance("13 days");
        app.tend().await;
        assert_eq!(app.leave(&mut watch).await, 0);
        permit(&app, &fourth, json!({"purposes": {"protect": "full"}})).await;
        app.advance("3 days");
        app.tend().await;
        assert_eq!(app.leave(&mut watch).await, 1);
        assert!(placed(&app, &fourth).await);
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn places_that_a_changed_agreement_brings_are_filled_and_no_more(app: TestApp) {
        let mut watch = Watch::default();
        let mut all = Vec::new();
        for _ in 0..7 {
            all.push(send(&app, &protect()).await);
        }
        assert_eq!(app.leave(&mut watch).await, 0);
        app.configure("agreements/story.toml", &PARTNERSHIP.replace("capacity = 2", "capacity = 5"));
        app.reload().await.unwrap();
        assert_eq!(app.leave(&mut watch).await, 3);
        for (place, receipted) in all.iter().enumerate() {
            assert_eq!(placed(&app, receipted).await, place < 5, "report {place}: those who wait longest go first");
        }
        // A process that starts afresh looks at everything once, and finds no place.
        assert_eq!(app.leave(&mut Watch::default()).await, 0);
        app.with_receipt(Method::DELETE, "/api/v1/report", &all[0], None).await;
        app.with_receipt(Method::DELETE, "/api/v1/report", &all[5], None).await;
        assert_eq!(app.leave(&mut Watch::default()).await, 1);
        assert!(placed(&app, &all[6]).await, "what was erased goes nowhere");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn after_fourteen_days_the_permission_lapses_and_can_be_given_again(app: TestApp) {
        let (report, address) = with_safe_mail(&app);
        let first = send(&app, &protect()).await;
        send(&app, &protect()).await;
        let third = send(&app, &report).await;
        app.advance("13 days");
        assert_eq!(app.lapse().await, 0);
        app.advance("1 day");
        assert_eq!(app.lapse().await, 1);
        assert_eq!(app.lapse().await, 0, "once");
        let view = app.view(&third).await;
        assert_eq!(view["unplaced"][0]["reason"], "all-at-capacity", "it stays visible");
        assert!(view["unplaced"][0]["lapsed_at"].is_string() && view["status"].as_str().unwrap().contains("stopped trying"), "{view}");
        app.deliver_mail().await;
        let told = app.letters_to(&address);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].subject, "Something changed on your page");
        let reference = third["reference"].as_str().unwrap();
        assert!(!told[0].whole.contains(reference) && !told[0].headers.contains("Waymark"), "{}", told[0].whole);
        // A place is free now, and nobody may have it.
        answer(&app, &first, DECLINE).await;
        assert_eq!(app.leave(&mut Watch::default()).await, 0);
        assert!(!placed(&app, &third).await);

        let browser = app.browser();
        let page = browser.get("/your-report").await;
        browser.submit(&page, "/your-report", &[("receipt", third["receipt"].as_str().unwrap())]).await;
        let details = browser.get("/your-report/details").await.text();
        assert!(details.contains("was full for 14 days, so your permission for it has ended"), "{details}");
        let choices = browser.get("/your-report/permission").await;
        let done = browser.submit(&choices, "/your-report/permission", &[("allow.north-council.protect", "full")]).await;
        assert_eq!(done.status, 200);
        assert!(placed(&app, &third).await, "renewed, it takes the place that is free");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn a_renewed_wish_waits_another_fourteen_days_and_counts_from_then(app: TestApp) {
        send(&app, &protect()).await;
        send(&app, &protect()).await;
        let third = send(&app, &protect()).await;
        app.advance("10 days");
        permit(&app, &third, json!({"purposes": {"protect": "full"}})).await;
        app.advance("10 days");
        assert_eq!(app.lapse().await, 0, "renewed in time");
        app.advance("4 days");
        assert_eq!(app.lapse().await, 1);
        let view = permit(&app, &third, json!({"purposes": {"protect": "full"}})).await;
        assert_eq!(view["unplaced"], json!([{"purpose": "protect", "strand": null, "reason": "all-at-capacity"}]), "it waits again");
        app.advance("13 days");
        assert_eq!(app.lapse().await, 0);
        app.advance("1 day");
        assert_eq!(app.lapse().await, 1);
        let view = permit(&app, &third, json!({"purposes": {"protect": "no"}})).await;
        assert_eq!(view["unplaced"], json!([]), "and a no ends it");
        app.deliver_mail().await;
        assert!(app.letters().iter().all(|letter| letter.subject != "Something changed on your page"), "nobody called an address safe");
        app.finish().await;
    }

    async fn what_was_passed_on_for_another_purpose_or_to_another_stays_when_a_wish_lapses(app: TestApp) {
        send(&app, &protect()).await;
        send(&app, &protect()).await;
        let mut report = protect();
        report["permission"] = json!({"purposes": {"protect": "full", "investigate": "full"}});
        let both = send(&app, &report).await;
        app.advance("14 days");
        assert_eq!(app.lapse().await, 1);
        let view = permit(&app, &both, json!({"purposes": {"protect": "full", "investigate": "full"}})).await;
        assert_eq!(view["referrals"][0]["state"], "sent", "{view}");
        app.advance("14 days");
        assert_eq!(app.lapse().await, 1);
        app.deliver_mail().await;
        let view = app.view(&both).await;
        assert_eq!((&view["referrals"][0]["agency"], &view["referrals"][0]["state"]), (&json!("tees-police"), &json!("sent")));
        assert_eq!(view["referrals"].as_array().unwrap().len(), 1, "{view}");
        app.finish().await;
    }

    async fn nobody_is_written_to_at_night(app: TestApp) {
        let (report, address) = with_safe_mail(&app);
        send(&app, &protect()).await;
        send(&app, &protect()).await;
        send(&app, &report).await;
        // 22:00 in London, 14 days later.
        app.advance("14 days");
        app.advance("11 hours");
        assert_eq!(app.lapse().await, 1);
        app.deliver_mail().await;
        assert!(app.letters_to(&address).is_empty());
        app.advance("9 hours");
        app.deliver_mail().await;
        assert!(app.letters_to(&address).is_empty(), "seven in the morning");
        app.advance("1 hour");
        app.deliver_mail().await;
        assert_eq!(app.letters_to(&address).len(), 1);
        app.finish().await;
    }
}

/// A lapse concerns a purpose: whoever has the report for it already keeps it, and no other gets it.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_the_report_for_the_purpose_keeps_it() {
    let race = r#"
[[agency]]
id = "tees-race"
name = "Tees Race Equality"
kind = "support"
email = "help@tees-race.example"

[[agreement]]
id = "tees-race-2026"
agency = "tees-race"
purpose = "support"
starts = 2026-04-01
ends = 2028-03-31
discloses = ["incident"]
acknowledge_within = "1 day"
capacity = 0
[agreement.when]
strands = ["race"]
"#;
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let plan = Plan { partnership: Some(format!("{PARTNERSHIP}{race}")), ..Plan::default() };
        let app = TestApp::start_with(engine, plan).await;
        let mut report = app.report();
        report["incident"]["strands"] = json!(["sexual-orientation", "race"]);
        report["permission"] = json!({"purposes": {"support": "full"}});
        report["contact"]["methods"] = json!([]);
        let receipted = send(&app, &report).await;
        assert_eq!(unplaced(&app, &receipted).await[0]["strand"], "race");
        app.advance("14 days");
        assert_eq!(app.lapse().await, 1);
        // Other reasons to route it again change nothing of that.
        permit_by_page(&app, &receipted).await;
        app.deliver_mail().await;
        let view = app.view(&receipted).await;
        assert_eq!(
            (&view["referrals"][0]["agency"], &view["referrals"][0]["state"]),
            (&json!("tees-pride"), &json!("sent")),
            "{view}"
        );
        let races = view["unplaced"].as_array().unwrap();
        assert!(races.len() == 1 && races[0]["strand"] == "race" && races[0]["lapsed_at"].is_string(), "{view}");
        app.configure("agreements/story.toml", &format!("{PARTNERSHIP}{}", race.replace("capacity = 0", "capacity = 9")));
        app.reload().await.unwrap();
        assert_eq!(app.leave(&mut Watch::default()).await, 0);
        let view = permit(&app, &receipted, json!({"purposes": {"support": "full"}})).await;
        assert_eq!(view["referrals"].as_array().unwrap().len(), 2, "{view}");
        app.deliver_mail().await;
        app.finish().await;
    }
}

/// Saves the page of choices as it stands: it sends along what organisations have already.
async fn permit_by_page(app: &TestApp, receipted: &Json) {
    let browser = app.browser();
    let page = browser.get("/your-report").await;
    browser.submit(&page, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
    let choices = browser.get("/your-report/permission").await;
    browser.submit(&choices, "/your-report/permission", &[("allow.tees-pride.support", "full")]).await;
}
