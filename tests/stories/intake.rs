//! An intake host takes reports in without private keys; a desk elsewhere sends and shows them.

use reqwest::Method;
use serde_json::json;
use waymark::journeys::record::chain::{Watch, chain};
use waymark_core::config::Role;
use waymark_core::vault::Keyring;

use crate::app::{Engine, Plan, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn an_intake_host_takes_in_follows_up_and_can_open_nothing() {
    let desk = TestApp::start(Engine::Postgres).await;
    let folder = desk.folder.path().to_owned();
    let whole = Keyring::read(&folder.join("keys/keyring.toml")).unwrap();
    let public = folder.join("intake-keys/keyring.toml");
    whole.public().write_new(&public).unwrap();
    let plan =
        Plan { role: Some(Role::Intake), keys: Some(public), beside: Some((folder, desk.database.clone())), ..Plan::default() };
    let intake = TestApp::start_with(Engine::Postgres, plan).await;

    let report = intake.report();
    let receipted = intake.submit(&report).await;
    assert_eq!(intake.browser().get("/r/anything").await.status, 404, "recipients are not served there");
    assert_eq!(intake.view(&receipted).await["referrals"][0]["state"], "queued");
    let text = intake.seed("fromintake");
    let written = intake.with_receipt(Method::POST, "/api/v1/report/messages", &receipted, Some(json!({"text": text}))).await;
    assert_eq!(written.status, 201, "{}", written.text());

    // It holds no key that opens: not even the keys of its own report.
    let mut conn = intake.app.service.store.read().await.unwrap();
    let reference = waymark_core::vault::Reference::parse(receipted["reference"].as_str().unwrap()).unwrap();
    let head = waymark::storage::case::report::by_reference(&mut conn.tx(), &reference).await.unwrap().unwrap();
    let wrapped = waymark::storage::case::report::wrap(&mut conn.tx(), head.id, waymark::storage::case::rows::Holder::Service)
        .await
        .unwrap()
        .unwrap();
    assert!(intake.app.service.vault.unwrap(head.id, &wrapped).is_err());
    drop(conn);
    let chained = chain(&intake.app.service, &mut Watch::default()).await.unwrap();
    assert_eq!(chained, 0, "without the desk key nothing is chained");
    assert_eq!(crate::find::marked(&intake).await, 0, "nor is anything marked to be found");
    assert_eq!(crate::find::marked(&desk).await, 1, "the desk does that");

    assert_eq!(desk.deliver_mail().await.sent, 2, "the desk sends what intake took in");
    let permission = json!({"purposes": {"support": "no", "inform": "anonymous", "investigate": "full"}});
    let changed = intake.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(permission)).await;
    assert_eq!(
        changed.json()["referrals"][0]["state"],
        "withdrawn",
        "a withdrawal takes effect on intake at once: {}",
        changed.text()
    );
    let done = desk.deliver_mail().await;
    assert_eq!((done.sent, desk.letters_to("tees-police").len()), (2, 1), "the desk asks to stop, and routes again by the wish");
    assert_eq!(desk.view(&receipted).await["messages"][0]["text"], text);
    let stopped = intake.with_receipt(Method::PATCH, "/api/v1/report/contact", &receipted, Some(json!({"stop": [1]}))).await;
    assert_eq!(stopped.status, 200, "{}", stopped.text());
    assert_eq!(desk.view(&receipted).await["ways"][0]["safe"], false, "a way is stopped on intake at once");
    desk.deliver_mail().await;
    assert!(intake.app.shut_down().await);
    desk.finish().await;
}
