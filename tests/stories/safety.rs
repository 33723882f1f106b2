//! What guards every answer: headers, cookies, limits, health.

use serde_json::json;

use crate::app::{Engine, Plan, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_guarded_and_personal_ones_are_not_kept() {
    let app = TestApp::start(Engine::Sqlite).await;
    let browser = app.browser();
    for path in ["/", "/report", "/your-report", "/nothing", "/api", "/api/v1/nothing", "/r/unknown", "/healthz"] {
        let answer = browser.get(path).await;
        assert!(answer.header("content-security-policy").starts_with("default-src 'self'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
    assert!(browser.get("/assets/style.css").await.header("cache-control").contains("max-age"));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_only_reads_leaves_nothing_behind() {
    let app = TestApp::start(Engine::Sqlite).await;
    let browser = app.browser();
    let footer = ["/privacy", "/privacy/named", "/accessibility", "/complaints", "/rights", "/who-we-are"];
    let first = browser.get("/").await;
    for path in footer {
        assert!(first.text().contains(&format!("<a href=\"{path}\">")), "{path} is linked at the foot of the page");
    }
    for path in ["/", "/what-counts", "/stay-safe", "/help", "/under-18"].into_iter().chain(footer) {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!((answer.header("set-cookie"), answer.header("cache-control")), ("", "no-store"), "{path}");
        assert!(!answer.text().contains("<form"), "{path} asks nothing");
    }
    let help = browser.get("/help").await;
    let texts = help.text();
    assert!(texts.contains("href=\"tel:116123\"") && texts.contains("href=\"sms:85258\"") && texts.contains("DEAF to"));
    assert_eq!(browser.get("/assets/logo").await.status, 404, "no logo is configured");
    assert!(browser.get("/assets/page.js").await.header("content-type").starts_with("text/javascript"));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_is_small_and_asks_nobody_else_for_anything() {
    let app = TestApp::start(Engine::Sqlite).await;
    let browser = app.browser();
    let page = browser.get("/").await;
    let mut whole = page.body.len();
    for (start, end) in [("href=\"/assets/", "\""), ("src=\"/assets/", "\"")] {
        for name in page.text().split(start).skip(1).map(|rest| rest.split(end).next().unwrap().to_owned()) {
            whole += browser.get(&format!("/assets/{name}")).await.body.len();
        }
    }
    assert!(whole < 30_000, "{whole} bytes");
    assert_eq!(page.text().matches("<script").count(), 1, "one script, which the page works without");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_is_locked_to_the_host_on_https_and_the_session_changes_when_a_receipt_is_brought() {
    let plan = Plan { public_url: Some("https://report.example.org".to_owned()), ..Plan::default() };
    let app = TestApp::start_with(Engine::Sqlite, plan).await;
    let answer = app.browser().get("/report").await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-waymark="), "{cookie}");
    for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(answer.header("strict-transport-security").contains("max-age"));
    app.finish().await;

    let app = TestApp::start(Engine::Sqlite).await;
    let receipted = app.submit(&json!({"incident": {"account": "x"}})).await;
    let browser = app.browser();
    let page = browser.get("/your-report").await;
    let before = page.header("set-cookie").to_owned();
    let opened = browser.submit_only(&page, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
    let after = opened.header("set-cookie");
    assert!(
        !after.is_empty() && after.split(';').next() != before.split(';').next(),
        "a planted cookie does not become a session"
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_from_one_address_is_held_back_and_told_when_to_come_again() {
    let app = TestApp::start_with(Engine::Sqlite, Plan { limits: true, ..Plan::default() }).await;
    let mut statuses = Vec::new();
    for _ in 0..130 {
        let answer = app.post("/api/v1/reports", &json!({})).await;
        statuses.push(answer.status);
        if answer.status == 429 {
            assert!(answer.header("retry-after").parse::<u64>().unwrap() >= 1);
            break;
        }
    }
    assert!(statuses.len() > 30, "a training room of 30 gets through: {}", statuses.len());
    assert_eq!(statuses.last(), Some(&429));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn health_says_alive_and_ready_and_not_ready_without_a_database() {
    let app = TestApp::start(Engine::Sqlite).await;
    let browser = app.browser();
    assert_eq!((browser.get("/healthz").await.status, browser.get("/readyz").await.status), (200, 200));
    app.app.service.store.close().await;
    assert_eq!((browser.get("/healthz").await.status, browser.get("/readyz").await.status), (200, 503));
    let lost = app.post("/api/v1/reports", &json!({"incident": {"account": "x"}})).await;
    assert_eq!((lost.status, lost.json()["type"].as_str().unwrap()), (503, "urn:waymark:problem:not-durable"));
    assert!(app.app.shut_down().await);
}
