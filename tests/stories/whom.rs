//! Whom a report may pass to without permission: who serves its place comes first, and both people read the same words.

use waymark_core::staff::Role;

use crate::app::{Engine, Plan, TestApp};
use crate::desk::{invited, reference};

/// The partnership of the stories with two desks of one council, and a council elsewhere.
async fn start(engine: Engine) -> TestApp {
    let desk = |id: &str, agency: &str, area: &str, ages: &str| {
        format!(
            r#"
[[agreement]]
id = "{id}"
agency = "{agency}"
purpose = "protect"
starts = 2026-04-01
ends = 2028-03-31
discloses = ["incident"]
acknowledge_within = "4 hours"
[agreement.when]
areas = ["{area}"]
ages = ["{ages}"]
"#
        )
    };
    let council = |id: &str, name: &str| {
        format!("\n[[agency]]\nid = \"{id}\"\nname = \"{name}\"\nkind = \"council\"\nemail = \"safe@{id}.example\"\n")
    };
    let partnership = [
        crate::app::PARTNERSHIP.to_owned(),
        council("abbey-council", "Abbey Council"),
        desk("abbey-adults", "abbey-council", "E06000016", "adult"),
        council("tees-council", "Tees Council"),
        desk("tees-adults", "tees-council", "E06000004", "adult"),
        desk("tees-children", "tees-council", "E06000004", "under-18"),
    ];
    TestApp::start_with(engine, Plan { partnership: Some(partnership.concat()), ..Plan::default() }).await
}

async fn two_desks(engine: Engine) {
    let app = start(engine).await;
    let mut report = app.report();
    report["permission"]["never"] = serde_json::json!(["tees-council"]);
    let receipted = app.submit(&report).await;
    app.deliver_mail().await;
    let path = format!("/desk/reports/{}/overrule", reference(&receipted));
    let asker = invited(&app, Role::Coordinator, "").await;
    let inbox = asker.sign_in(&app).await;
    asker.open(&inbox, &reference(&receipted)).await;
    let page = asker.browser.get(&path).await.text();
    let (near, far) = page.split_once("<details").expect("the others are behind a line that opens");
    assert!(near.contains("These serve Stockton-on-Tees") && far.contains("Elsewhere (1)"), "{page}");
    assert!(far.contains("Abbey Council: ") && !near.contains("Abbey Council: "), "{page}");
    let adults = near.find("for people of 18 or over").expect("what the desk for adults is for");
    let children = near.find("for people under 18").expect("what the desk for children is for");
    assert!(adults < children, "the person is an adult: that desk comes first");
    let reason = app.seed("danger");
    let fields = [
        ("agreement", "tees-adults"),
        ("ground", "serious-harm"),
        ("section", "incident"),
        ("reason", reason.as_str()),
        ("told", "yes"),
    ];
    let page = asker.browser.get(&path).await;
    asker.browser.submit(&page, &path, &fields).await;
    let second = invited(&app, Role::Duty, "").await;
    let inbox = second.sign_in(&app).await;
    second.open(&inbox, &reference(&receipted)).await;
    let waiting = second.browser.get(&path).await.text();
    let block = waiting.split("id=\"pending-1\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(block.contains("Tees Council: ") && block.contains("for people of 18 or over"), "{block}");
    assert!(block.contains("must never be told") && block.contains("did not say yes to this organisation"), "{block}");
    let decide = format!("{path}/decide");
    let waiting = second.browser.get(&path).await;
    let task = crate::app::hidden(&waiting.text(), "task");
    second.browser.submit(&waiting, &decide, &[("task", &task), ("go", "refuse"), ("decision", &app.seed("why"))]).await;
    app.finish().await;
}

async fn nobody_knows_where(engine: Engine) {
    let app = start(engine).await;
    let receipted =
        app.submit(&serde_json::json!({"incident": {"account": app.seed("account")}, "risk": {"in_danger": "yes"}})).await;
    app.deliver_mail().await;
    let asker = invited(&app, Role::Coordinator, "").await;
    let inbox = asker.sign_in(&app).await;
    asker.open(&inbox, &reference(&receipted)).await;
    let page = asker.browser.get(&format!("/desk/reports/{}/overrule", reference(&receipted))).await.text();
    assert!(page.contains("We do not know where it happened") && !page.contains("Elsewhere ("), "{page}");
    assert!(page.contains("Abbey Council: ") && page.contains("Tees Council: "));
    app.finish().await;
}

mod who_serves_the_place_comes_first_and_both_read_the_same_words {
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        super::two_desks(super::Engine::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        super::two_desks(super::Engine::Postgres).await;
    }
}

mod where_nobody_knows_the_place_everybody_is_listed {
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        super::nobody_knows_where(super::Engine::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        super::nobody_knows_where(super::Engine::Postgres).await;
    }
}
