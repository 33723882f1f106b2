//! Bad input gets a clear answer: every fault at once, where it is, and nothing of what was submitted.

use serde_json::json;

use crate::app::{Engine, TestApp};

async fn app() -> TestApp {
    TestApp::start(Engine::Sqlite).await
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    pairs.sort();
    pairs
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_of_a_report_is_named_at_once_and_nothing_is_echoed() {
    let app = app().await;
    let answer = app
        .post(
            "/api/v1/reports",
            &json!({
                "language": "english!", "surname": "SECRETNAME",
                "reporter": {"role": "friend"},
                "incident": {"account": 5, "types": ["shouting"], "when": {"from": "2999-01-01", "to": "2026-13-01"},
                    "where": {"postcode": "SECRETPLACE", "area": "E12000001"}, "reported_to": [{"who": "vicar"}]},
                "victim": {"name": "x".repeat(301)},
                "contact": {"methods": [{"kind": "email", "value": "SECRETMAIL"}, {"kind": "phone", "value": "SECRETPHONE"}, {"kind": "fax", "value": "1"}, {}]},
                "risk": {"weapon": "maybe"},
                "permission": {"purposes": {"support": "yes", "gossip": "full"}, "agencies": {"nobody": {"support": "full"}, "tees-pride": {"x": "no", "support": null}}, "never": ["nobody"]}
            }),
        )
        .await;
    let mut faults = answer.faults();
    faults.sort();
    assert_eq!(
        faults,
        pairs(&[
            ("/contact/methods/0/value", "bad-email"),
            ("/contact/methods/1/value", "bad-phone"),
            ("/contact/methods/2/kind", "unknown-id"),
            ("/contact/methods/3/kind", "required"),
            ("/contact/methods/3/value", "required"),
            ("/incident/account", "wrong-type"),
            ("/incident/reported_to/0/who", "unknown-id"),
            ("/incident/types/0", "unknown-id"),
            ("/incident/when/from", "date-in-future"),
            ("/incident/when/to", "bad-date"),
            ("/incident/where/area", "unknown-area"),
            ("/incident/where/postcode", "bad-postcode"),
            ("/language", "unknown-id"),
            ("/permission/agencies/nobody", "unknown-id"),
            ("/permission/agencies/tees-pride/support", "unknown-id"),
            ("/permission/agencies/tees-pride/x", "unknown-id"),
            ("/permission/never/0", "unknown-id"),
            ("/permission/purposes/gossip", "unknown-id"),
            ("/permission/purposes/support", "unknown-id"),
            ("/reporter/role", "unknown-id"),
            ("/risk/weapon", "unknown-id"),
            ("/surname", "unknown-field"),
            ("/victim/name", "too-long"),
        ])
    );
    assert!(!answer.text().contains("SECRET"), "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json");
    for error in answer.json()["errors"].as_array().unwrap() {
        assert!(error["detail"].as_str().unwrap().len() > 10, "{error}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_account_or_a_type_must_be_there() {
    let app = app().await;
    for missing in [json!({}), json!({"incident": {}}), json!({"incident": {"account": "  "}}), json!({"incident": null})] {
        assert_eq!(
            app.post("/api/v1/reports", &missing).await.faults(),
            pairs(&[("/incident/account", "required")]),
            "{missing}"
        );
    }
    for enough in [
        json!({"incident": {"types": ["threat"]}}),
        json!({"incident": {"account": "x"}, "victim": {"postcode": "ZZ99 9ZZ", "name": null}}),
    ] {
        assert_eq!(app.post("/api/v1/reports", &enough).await.status, 201, "{enough}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_cannot_both_be_right_are_named() {
    let app = app().await;
    let when = |when: serde_json::Value| json!({"incident": {"account": "x", "when": when}});
    let reversed =
        app.post("/api/v1/reports", &when(json!({"precision": "range", "from": "2026-11-10", "to": "2026-11-09"}))).await;
    assert_eq!(reversed.faults(), pairs(&[("/incident/when/to", "range-reversed")]));
    let unknown = app.post("/api/v1/reports", &when(json!({"precision": "unknown", "from": "2026-11-10"}))).await;
    assert_eq!(unknown.faults(), pairs(&[("/incident/when/precision", "contradicts")]));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_report_at_all_is_refused_by_its_own_status() {
    let app = app().await;
    let url = format!("{}/api/v1/reports", app.url);
    let send = |kind: &'static str, body: String| app.send(app.http().post(&url).header("Content-Type", kind).body(body));
    let status = async |kind: &'static str, body: String| {
        let answer = send(kind, body).await;
        assert_eq!(answer.header("content-type"), "application/problem+json");
        (answer.status, answer.json()["type"].as_str().unwrap().replace("urn:waymark:problem:", ""))
    };
    assert_eq!(status("application/json", "{".to_owned()).await, (400, "not-json".to_owned()));
    let marked = send("application/json", "\u{feff}{\"incident\": {\"account\": \"x\"}}".to_owned()).await;
    assert_eq!(marked.status, 201, "a mark of the byte order is passed over: {}", marked.text());
    assert_eq!(status("text/plain", "{}".to_owned()).await, (415, "media-type".to_owned()));
    assert_eq!(status("application/json", format!("\"{}\"", "x".repeat(1_100_000))).await, (413, "too-large".to_owned()));
    assert_eq!(status("application/json", "[]".to_owned()).await, (422, "invalid".to_owned()));
    assert_eq!(status("application/json", "[".repeat(10_000)).await.0, 400, "nesting does not exhaust the stack");
    assert_eq!(app.send(app.http().put(&url)).await.status, 405);
    assert_eq!(
        app.send(app.http().get(format!("{}/api/v1/nothing", app.url))).await.header("content-type"),
        "application/problem+json"
    );
    assert_eq!(app.browser().get("/nothing").await.status, 404);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_says_why_of_every_agreement_and_refuses_what_it_does_not_know() {
    let app = app().await;
    let answer = app
        .post("/api/v1/routing/preview", &json!({"facts": {"area": "E06000004", "strands": ["race"]}, "permission": {"purposes": {"support": "full", "investigate": "anonymous"}}}))
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(
        answer.json(),
        json!({
            "referrals": [{"agency": "tees-police", "name": "Tees Police", "purpose": "investigate", "agreement": "tees-police-2026", "sections": ["summary"]}],
            "unplaced": [{"purpose": "support", "strand": "race", "reason": "no-agreement"}],
            "considered": [
                {"agreement": "north-council-2026", "outcome": "no-permission"},
                {"agreement": "open-tally-2026", "outcome": "no-permission"},
                {"agreement": "tees-police-2026", "outcome": "chosen"},
                {"agreement": "tees-pride-2026", "outcome": "other-strand"},
            ]
        })
    );
    let faults = app
        .post(
            "/api/v1/routing/preview",
            &json!({"facts": {"area": "E12000001", "risk": "huge", "colour": 1}, "permission": {"purposes": {"inform": "some"}}}),
        )
        .await;
    assert_eq!(
        faults.faults(),
        [
            ("/facts/area".to_owned(), "unknown-area".to_owned()),
            ("/facts/risk".to_owned(), "unknown-id".to_owned()),
            ("/facts/colour".to_owned(), "unknown-field".to_owned()),
            ("/permission/purposes/inform".to_owned(), "unknown-id".to_owned()),
        ]
    );
    let before = app.post("/api/v1/routing/preview", &json!({"facts": {"on": "2026-03-31"}})).await.json();
    assert!(before["considered"].as_array().unwrap().iter().all(|one| one["outcome"] == "not-started"));
    let old = app.post("/api/v1/routing/preview", &json!({"facts": {"area": "E08000019"}})).await;
    assert_eq!(old.status, 200, "an old code is understood");
    assert_eq!(crate::coming_back::rows(&app, "report").await, 0, "a preview stores nothing");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_of_the_api_holds_the_contracts_example() {
    let app = app().await;
    let get = async |path: &str| app.send(app.http().get(format!("{}{path}", app.url))).await;
    let schema = get("/api/v1/schemas/report.json").await.json();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let example = app.report();
    assert!(validator.is_valid(&example), "{:?}", validator.iter_errors(&example).map(|e| e.to_string()).collect::<Vec<_>>());
    for bad in [
        json!({}),
        json!({"incident": {}}),
        json!({"incident": {"account": "x"}, "x": 1}),
        json!({"incident": {"types": ["nonsense"]}}),
    ] {
        assert!(!validator.is_valid(&bad), "{bad}");
    }
    let openapi = get("/api/openapi.json").await.json();
    assert_eq!(openapi["openapi"], "3.1.0");
    for (path, method) in [
        ("/api/v1/reports", "post"),
        ("/api/v1/routing/preview", "post"),
        ("/api/v1/report", "get"),
        ("/api/v1/report", "delete"),
        ("/api/v1/report/messages", "post"),
        ("/api/v1/report/additions", "post"),
        ("/api/v1/report/permission", "post"),
    ] {
        assert!(openapi["paths"][path][method]["responses"].is_object(), "{method} {path}");
    }
    let text = openapi.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(openapi.pointer(reference).is_some(), "{reference} leads nowhere");
    }
    let docs = get("/api").await.text();
    assert!(docs.contains("/api/v1/reports") && docs.contains("/incident/account"), "the page for people");
    app.finish().await;
}
