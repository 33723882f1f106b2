//! Coming back with the receipt: looking, writing, adding, changing permission, erasing.

use reqwest::Method;
use serde_json::{Value as Json, json};

use crate::app::{Engine, Plan, TestApp};
use crate::stories;

fn state_of<'a>(view: &'a Json, agency: &str) -> Vec<&'a str> {
    let referrals = view["referrals"].as_array().unwrap();
    referrals.iter().filter(|held| held["agency"] == agency).map(|held| held["state"].as_str().unwrap()).collect()
}

stories! {
    async fn the_reporter_sees_who_was_told_what_when_and_what_is_overdue(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        assert_eq!(state_of(&app.view(&receipted).await, "tees-pride"), ["queued"]);
        app.deliver_mail().await;
        let view = app.view(&receipted).await;
        let held = &view["referrals"][0];
        assert_eq!(held["agency"], "tees-pride", "referrals stand by purpose");
        assert_eq!((&held["state"], &held["sent_at"], &held["due_at"]), (&json!("sent"), &json!("2026-11-20T11:00:00Z"), &json!("2026-11-24T11:00:00Z")));
        assert_eq!((&held["shown"], &held["overdue"]), (&json!(["incident", "victim", "contact"]), &json!(false)));
        assert!(!view["status"].as_str().unwrap().is_empty());
        app.advance("5 days");
        assert_eq!(app.view(&receipted).await["referrals"][0]["overdue"], true);
        let text = view.to_string();
        assert!(!text.contains("@mail.example"), "contact values are never shown back");
        app.finish().await;
    }

    async fn a_receipt_opens_in_any_spelling_and_a_wrong_one_opens_nothing(app: TestApp) {
        let receipted = app.submit(&json!({"incident": {"account": "x"}})).await;
        let receipt = receipted["receipt"].as_str().unwrap();
        for spelling in [receipt.to_lowercase(), receipt.replace('-', ""), receipt.replace('-', " ")] {
            app.guard(&spelling);
            assert_eq!(app.view(&json!({"receipt": spelling})).await["reference"], receipted["reference"]);
        }
        for wrong in ["0000-0000-0000-0000", "nonsense", "WM-7K3F-92QD"] {
            let answer = app.with_receipt(Method::GET, "/api/v1/report", &json!({"receipt": wrong}), None).await;
            assert_eq!((answer.status, answer.json()["type"].as_str().unwrap()), (404, "urn:waymark:problem:receipt-unknown"));
        }
        assert_eq!(app.send(app.http().get(format!("{}/api/v1/report", app.url))).await.status, 401);
        app.finish().await;
    }

    async fn a_message_to_the_team_is_kept_and_shown_back(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let text = app.seed("message");
        let answer = app.with_receipt(Method::POST, "/api/v1/report/messages", &receipted, Some(json!({"text": text}))).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let messages = app.view(&receipted).await["messages"].clone();
        assert_eq!((&messages[0]["from"], &messages[0]["text"]), (&json!("reporter"), &json!(text)));
        let empty = app.with_receipt(Method::POST, "/api/v1/report/messages", &receipted, Some(json!({"text": " ", "to": "x"}))).await;
        assert_eq!(empty.faults(), [("/to".into(), "unknown-field".into()), ("/text".into(), "required".into())]);
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn an_addition_is_seen_only_by_whom_the_reporter_names(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"support": "full", "investigate": "full"}});
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        let (hidden, shared) = (app.seed("hidden"), app.seed("shared"));
        let add = |body: Json| app.with_receipt(Method::POST, "/api/v1/report/additions", &receipted, Some(body));
        assert_eq!(add(json!({"text": hidden})).await.status, 201);
        assert_eq!(add(json!({"text": shared, "share_with": ["tees-pride"]})).await.status, 201);
        assert_eq!(app.deliver_mail().await.sent, 1, "only tees-pride hears that there is more");
        let sections = |agency: &'static str| {
            let app = &app;
            async move {
                let mut conn = app.app.service.store.read().await.unwrap();
                let (report,) = first_report(app).await;
                let all = waymark::storage::case::referral::of_report(&mut conn.tx(), report).await.unwrap();
                let referral = all.into_iter().find(|r| r.agency.as_str() == agency).unwrap();
                let token = app.app.service.vault.link_token(referral.id, 0).unwrap().reveal();
                let link = waymark::journeys::organisation::link::follow(&app.app.service, &token).await.unwrap();
                serde_json::to_string(&waymark::journeys::organisation::read::read(&app.app.service, &link).await.unwrap()).unwrap()
            }
        };
        let (pride, police) = (sections("tees-pride").await, sections("tees-police").await);
        assert!(pride.contains(&shared) && !pride.contains(&hidden), "what was not shared stays hidden when a later addition is shared");
        assert!(!police.contains(&shared) && !police.contains(&hidden));
        app.finish().await;
    }

    async fn withdrawing_permission_takes_effect_at_once_and_asks_the_organisation_to_stop(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let link = app.letters_to("tees-pride").remove(0).link();
        let permission = json!({"purposes": {"support": "no", "inform": "anonymous"}});
        let answer = app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(permission)).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(state_of(&answer.json(), "tees-pride"), ["withdrawn"]);
        assert_eq!(state_of(&answer.json(), "open-tally"), ["sent"], "what is still allowed stays");
        let page = app.browser().get(&link).await.text();
        assert!(!page.contains("name=\"reader\""), "nobody can ask for a code any more");
        assert!(page.contains(receipted["reference"].as_str().unwrap()), "whoever calls about it can name it");
        assert_eq!(app.deliver_mail().await.sent, 1);
        assert_eq!(app.letters_to("tees-pride").len(), 2, "the notice, and the request to stop");
        app.finish().await;
    }

    async fn what_is_withdrawn_before_it_left_never_leaves(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(json!({}))).await;
        assert_eq!(app.deliver_mail().await.sent, 0);
        assert!(app.letters().is_empty());
        assert_eq!(state_of(&app.view(&receipted).await, "tees-pride"), ["withdrawn"]);
        app.finish().await;
    }

    async fn allowing_more_routes_the_report_again_and_doing_it_twice_adds_nothing(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"support": "full"}});
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        for _ in 0..2 {
            let more = json!({"purposes": {"support": "full", "investigate": "anonymous", "protect": "full"}, "never": ["open-tally"]});
            let answer = app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(more)).await;
            assert_eq!(state_of(&answer.json(), "tees-police"), ["queued"], "{}", answer.text());
            assert_eq!(state_of(&answer.json(), "tees-pride"), ["sent"]);
        }
        assert_eq!(app.deliver_mail().await.sent, 2);
        app.advance("1 minute");
        let full = json!({"purposes": {"support": "full", "investigate": "full", "protect": "full"}});
        let answer = app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(full)).await;
        assert_eq!(state_of(&answer.json(), "tees-police"), ["rerouted", "queued"], "with more allowed, a new referral takes the place of the old");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn whoever_declined_is_not_asked_again_and_the_wish_waits_visibly(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"support": "full"}});
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        let service = &app.app.service;
        let token = app.letters_to("tees-pride").remove(0).link()[3..].to_owned();
        let link = waymark::journeys::organisation::link::follow(service, &token).await.unwrap();
        let answer = waymark_core::referral::Answer::Decline(waymark_core::referral::DeclineReason::NoCapacity);
        waymark::journeys::organisation::answer::answer(service, &link, answer).await.unwrap();
        let wish = json!({"purposes": {"support": "full", "investigate": "no"}});
        let view = app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(wish)).await.json();
        assert_eq!(state_of(&view, "tees-pride"), ["declined"]);
        assert_eq!(view["unplaced"], json!([{"purpose": "support", "strand": "sexual-orientation", "reason": "no-agreement"}]));
        app.finish().await;
    }

    async fn the_page_never_forgets_whom_must_never_be_told(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"support": "full"}, "never": ["tees-police"]});
        let receipted = app.submit(&report).await;
        let browser = app.browser();
        let page = browser.get("/your-report").await;
        browser.submit(&page, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        let choices = browser.get("/your-report/permission").await;
        browser.submit(&choices, "/your-report/permission", &[("purposes.investigate", "full"), ("allow.tees-police.investigate", "full")]).await;
        let view = app.view(&receipted).await;
        assert_eq!(state_of(&view, "tees-police"), Vec::<&str>::new(), "{view}");
        assert_eq!(view["unplaced"][0]["purpose"], "investigate", "the wish waits: nobody else may");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn whoever_must_never_be_told_is_named_and_asked_about_again_only_when_the_person_says_so(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"support": "full"}, "never": ["tees-police"]});
        let receipted = app.submit(&report).await;
        let browser = app.browser();
        let page = browser.get("/your-report").await;
        browser.submit(&page, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        let choices = browser.get("/your-report/permission").await;
        assert!(!choices.text().contains("name=\"allow.tees-police"), "they are not offered: {}", choices.text());
        assert!(choices.text().contains("Ask me about Tees Police again"), "{}", choices.text());
        let lifted = browser.submit(&choices, "/your-report/permission", &[("lift", "tees-police")]).await;
        assert!(lifted.text().contains("name=\"allow.tees-police.investigate\"") && !lifted.text().contains("Ask me about"), "{}", lifted.text());
        assert_eq!(state_of(&app.view(&receipted).await, "tees-police"), Vec::<&str>::new(), "asking again tells nobody anything");
        browser.submit(&lifted, "/your-report/permission", &[("allow.tees-police.investigate", "anonymous")]).await;
        assert_eq!(state_of(&app.view(&receipted).await, "tees-police"), ["queued"]);
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn a_system_that_does_not_speak_of_never_leaves_it_as_it_was(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"support": "full"}, "never": ["open-tally"]});
        let receipted = app.submit(&report).await;
        let tallied = async |wish: Json| {
            let path = "/api/v1/report/permission";
            assert_eq!(app.with_receipt(Method::POST, path, &receipted, Some(wish)).await.status, 200);
            state_of(&app.view(&receipted).await, "open-tally").len()
        };
        assert_eq!(tallied(json!({"purposes": {"support": "full", "inform": "anonymous"}})).await, 0, "never stays never");
        assert_eq!(tallied(json!({"purposes": {"support": "full", "inform": "anonymous"}, "never": []})).await, 1, "until it is said otherwise");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn after_an_erasure_the_page_says_until_when_and_whom_we_asked_to_stop(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let browser = app.browser();
        let page = browser.get("/your-report").await;
        browser.submit(&page, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        let confirm = browser.get("/your-report/erase").await;
        browser.submit(&confirm, "/your-report/erase", &[]).await;
        let first = browser.get("/your-report").await.text();
        assert!(first.contains("will be destroyed on 27 November 2026") && !first.contains("Tees Pride") && !first.contains("write to us"), "{first}");
        let more = browser.get("/your-report/details").await.text();
        assert!(more.contains("Whom we asked to stop") && more.contains("Tees Pride Advocacy"), "{more}");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn a_word_of_ones_own_is_then_needed(app: TestApp) {
        let receipted = app.submit(&json!({"incident": {"account": "x"}})).await;
        let word = app.seed("heron");
        let answer = app.with_receipt(Method::POST, "/api/v1/report/word", &receipted, Some(json!({"word": word}))).await;
        assert_eq!(answer.status, 204);
        assert_eq!(app.with_receipt(Method::GET, "/api/v1/report", &receipted, None).await.status, 404);
        let with = app.http().get(format!("{}/api/v1/report", app.url)).header("Receipt", receipted["receipt"].as_str().unwrap()).header("Receipt-Word", word.to_uppercase());
        assert_eq!(app.send(with).await.status, 200);
        app.finish().await;
    }

    async fn erasing_seals_off_at_once_and_destroys_after_a_week(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let link = app.letters_to("tees-pride").remove(0).link();
        let answer = app.with_receipt(Method::DELETE, "/api/v1/report", &receipted, None).await;
        assert_eq!((answer.status, answer.json()["state"].as_str().unwrap(), answer.json()["destroyed_at"].as_str().unwrap()), (200, "sealed-off", "2026-11-27T11:00:00Z"));
        let view = app.view(&receipted).await;
        assert_eq!((&view["state"], state_of(&view, "tees-pride")), (&json!("sealed-off"), vec!["withdrawn"]));
        assert!(!app.browser().get(&link).await.text().contains("name=\"reader\""));
        let late = app.with_receipt(Method::POST, "/api/v1/report/messages", &receipted, Some(json!({"text": "x"}))).await;
        assert_eq!(late.status, 410);
        assert_eq!(app.deliver_mail().await.sent, 2, "both organisations are asked to stop");
        app.advance("6 days");
        app.tend().await;
        assert_eq!(rows(&app, "item").await, 7, "until then the team can bring it back");
        app.advance("2 days");
        app.tend().await;
        assert_eq!((rows(&app, "item").await, rows(&app, "wrap").await), (0, 1), "only what asks for the receipt is left");
        assert_eq!(app.view(&receipted).await["state"], "erased", "a marker without content stays");
        app.advance("91 days");
        app.tend().await;
        assert_eq!((rows(&app, "report").await, rows(&app, "referral").await), (0, 0));
        app.finish().await;
    }

    async fn the_same_can_be_done_on_pages_without_scripts(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let browser = app.browser();
        let page = browser.get("/your-report").await;
        let wrong = browser.submit(&page, "/your-report", &[("receipt", "0000-0000-0000-0000")]).await;
        assert!(wrong.text().contains("href=\"#receipt\""), "{}", wrong.text());
        let home = browser.submit(&wrong, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        assert!(home.text().contains(receipted["reference"].as_str().unwrap()));
        assert!(!home.text().contains("Tees Pride"), "the first view is neutral");
        let details = browser.get("/your-report/details").await;
        assert!(details.text().contains("Tees Pride Advocacy"));
        let long = format!("{}{}", app.seed("toolong"), "x".repeat(10_000));
        let again = browser.submit(&details, "/your-report/messages", &[("text", &long)]).await;
        assert!(again.text().contains(&long) && again.text().contains("href=\"#message\""), "what was typed is kept");
        let text = app.seed("written");
        let sent = browser.submit(&details, "/your-report/messages", &[("text", &text)]).await;
        assert!(sent.text().contains(&text));
        let added = browser.submit(&sent, "/your-report/additions", &[("text", &app.seed("added")), ("share_with", "tees-pride")]).await;
        assert_eq!(added.status, 200);
        let story = browser.get("/your-report/story").await;
        assert!(story.text().contains("They followed me home."), "{}", story.text());
        assert!(!story.text().contains("@mail.example"), "where they can be reached is never shown back");
        let choices = browser.get("/your-report/permission").await;
        let has = |html: &str, name: &str, value: &str| {
            html.split("<input ").any(|tag| {
                let tag = tag.split('>').next().unwrap();
                tag.contains(&format!("name=\"{name}\"")) && tag.contains(&format!("value=\"{value}\"")) && tag.ends_with(" checked")
            })
        };
        assert!(has(&choices.text(), "allow.tees-pride.support", "full"), "the page shows where things stand");
        assert!(!choices.text().contains("name=\"allow.tees-police.investigate\" id=\"allow-tees-police-investigate\" value=\"full\" checked"));
        let changes = [("allow.open-tally.inform", "no"), ("allow.tees-police.investigate", "anonymous")];
        let changed = browser.submit(&choices, "/your-report/permission", &changes).await;
        assert!(changed.status == 200);
        let view = app.view(&receipted).await;
        assert_eq!(state_of(&view, "open-tally"), ["withdrawn"]);
        assert_eq!(state_of(&view, "tees-pride"), ["sent"], "what is not spoken of stays");
        assert_eq!(state_of(&view, "tees-police"), ["queued"]);
        let confirm = browser.get("/your-report/erase").await;
        let erased = browser.submit(&confirm, "/your-report/erase", &[]).await;
        assert!(erased.text().contains("27 November 2026"), "{}", erased.text());
        let left = browser.submit_only(&confirm, "/your-report/leave", &[]).await;
        assert_eq!(left.header("location"), "/");
        assert!(browser.get("/your-report").await.text().contains("name=\"receipt\""), "the session is over");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn a_reporters_session_ends_after_twenty_idle_minutes(app: TestApp) {
        let receipted = app.submit(&json!({"incident": {"account": "x"}})).await;
        let browser = app.browser();
        let page = browser.get("/your-report").await;
        browser.submit(&page, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        app.advance("15 minutes");
        let details = browser.get("/your-report/details").await;
        browser.submit(&details, "/your-report/messages", &[("text", "I am still here.")]).await;
        app.advance("15 minutes");
        assert!(browser.get("/your-report").await.text().contains("WM-"), "doing something carries it on");
        app.advance("6 minutes");
        assert!(!browser.get("/your-report").await.text().contains("WM-"));
        app.finish().await;
    }

    async fn exit_ends_the_session_and_leads_away(app: TestApp) {
        let receipted = app.submit(&json!({"incident": {"account": "x"}})).await;
        let browser = app.browser();
        let page = browser.get("/your-report").await;
        browser.submit(&page, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        let away = browser.get("/exit").await;
        assert_eq!((away.status, away.header("location")), (303, "https://www.bbc.co.uk/weather"));
        assert!(!browser.get("/your-report").await.text().contains("WM-"));
        assert_eq!(rows(&app, "session").await, 0);
        app.finish().await;
    }
}

/// The id of the story's only report.
async fn first_report(app: &TestApp) -> (uuid::Uuid,) {
    use sqlx::Connection;
    match &app.database {
        waymark_core::config::Database::Sqlite(path) => {
            let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
            sqlx::query_as("SELECT id FROM report").fetch_one(&mut conn).await.unwrap()
        }
        waymark_core::config::Database::Postgres(url) => {
            let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
            sqlx::query_as("SELECT id FROM report").fetch_one(&mut conn).await.unwrap()
        }
    }
}

/// How many rows a table has.
pub(crate) async fn rows(app: &TestApp, table: &str) -> i64 {
    use sqlx::Connection;
    let sql = format!("SELECT COUNT(*) FROM {table}");
    let (count,): (i64,) = match &app.database {
        waymark_core::config::Database::Sqlite(path) => {
            let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_one(&mut conn).await.unwrap()
        }
        waymark_core::config::Database::Postgres(url) => {
            let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_one(&mut conn).await.unwrap()
        }
    };
    count
}

/// The partnership of the stories with a second police force for the same place.
pub(crate) fn with_another() -> Plan {
    let another = r#"
[[agency]]
id = "rail-police"
name = "Rail Police"
kind = "transport-police"
email = "hate-crime@rail-police.example"

[[agreement]]
id = "rail-police-2026"
agency = "rail-police"
purpose = "investigate"
starts = 2026-04-01
ends = 2028-03-31
discloses = ["incident"]
acknowledge_within = "1 day"
priority = -1
"#;
    Plan { partnership: Some(format!("{}\n{another}", crate::app::PARTNERSHIP)), ..Plan::default() }
}

pub(crate) async fn declined(engine: Engine, permission: Json) -> (TestApp, Json, Json) {
    let app = TestApp::start_with(engine, with_another()).await;
    let mut report = app.report();
    report["permission"] = permission;
    let receipted = app.submit(&report).await;
    app.deliver_mail().await;
    let service = &app.app.service;
    let token = app.letters_to("tees-police").remove(0).link()[3..].to_owned();
    let link = waymark::journeys::organisation::link::follow(service, &token).await.unwrap();
    let answer = waymark_core::referral::Answer::Decline(waymark_core::referral::DeclineReason::NoCapacity);
    waymark::journeys::organisation::answer::answer(service, &link, answer).await.unwrap();
    app.deliver_mail().await;
    app.deliver_mail().await;
    let view = app.view(&receipted).await;
    assert_eq!(state_of(&view, "tees-police"), ["declined"], "{view}");
    (app, receipted, view)
}

#[tokio::test(flavor = "multi_thread")]
async fn when_one_cannot_help_the_person_is_asked_about_another_by_name_whatever_they_said_before() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        for if_unable in ["ask", "another"] {
            let permission = json!({"agencies": {"tees-police": {"investigate": "anonymous"}}, "if_unable": if_unable});
            let (app, receipted, view) = declined(engine, permission).await;
            assert_eq!(state_of(&view, "rail-police"), Vec::<&str>::new(), "nobody is told before the person saw their name");
            assert!(app.letters_to("rail-police").is_empty());
            let asks = json!([{"purpose": "investigate", "strand": "sexual-orientation", "reason": "ask-first", "asks": ["rail-police"]}]);
            assert_eq!(view["unplaced"], asks, "{view}");
            let said = json!({"agencies": {"rail-police": {"investigate": "anonymous"}}});
            let answer = app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(said)).await;
            assert_eq!(answer.status, 200, "{}", answer.text());
            app.deliver_mail().await;
            let view = app.view(&receipted).await;
            assert_eq!((state_of(&view, "rail-police"), &view["unplaced"]), (vec!["sent"], &json!([])), "{view}");
            app.finish().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_refused_is_not_asked_about_and_whoever_allowed_all_and_another_is_not_asked_again() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let refused = json!({"agencies": {"tees-police": {"investigate": "anonymous"}, "rail-police": {"investigate": "no"}}});
        let (app, _, view) = declined(engine, refused).await;
        assert_eq!(state_of(&view, "rail-police"), Vec::<&str>::new());
        assert_eq!(view["unplaced"][0]["reason"], "no-agreement", "{view}");
        app.finish().await;
        let all = json!({"purposes": {"investigate": "anonymous"}, "if_unable": "another"});
        let (app, _, view) = declined(engine, all).await;
        assert_eq!(state_of(&view, "rail-police"), ["sent"], "another system vouched for having told them");
        let held = view["referrals"].as_array().unwrap().iter().find(|held| held["agency"] == "rail-police").unwrap();
        assert_eq!((&held["permission"], &held["shown"]), (&json!("anonymous"), &json!(["summary"])));
        app.finish().await;
        let (app, _, view) = declined(engine, json!({"purposes": {"investigate": "anonymous"}})).await;
        assert_eq!(state_of(&view, "rail-police"), Vec::<&str>::new(), "and who said nothing of another is asked");
        app.finish().await;
    }
}
