//! The public directory: for other systems, and for somebody who looks for help near them.

use serde_json::Value as Json;

use crate::app::{Engine, Plan, TestApp};

async fn open_directory() -> TestApp {
    let public = "hours = [\"Mon-Fri 09:00-17:00\"]\n[agency.public]\ndescription = \"Stands by people.\"\nemail = \"hello@tees-pride.example\"\nlanguages = [\"en\"]\nbsl = true\naddress = \"1 Example Street, Stockton-on-Tees\"\npostcode = \"TS18 1AB\"\nservices = [{ name = \"Advocacy\", description = \"Speaks up.\" }, { name = \"Drop-in\", description = \"Come by.\" }]\n";
    let partnership = crate::app::PARTNERSHIP.replacen("hours = [\"Mon-Fri 09:00-17:00\"]\n", public, 1);
    TestApp::start_with(Engine::Sqlite, Plan { partnership: Some(partnership), ..Plan::default() }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn other_systems_read_the_directory_from_anywhere_and_learn_no_more_than_is_public() {
    let app = open_directory().await;
    let browser = app.browser();
    let mut said = String::new();
    let base = "/api/v1/directory";
    for path in ["", "/services", "/organizations", "/service_at_locations"] {
        let answer = browser.get(&format!("{base}{path}")).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("cache-control"), "public, max-age=300", "{path}");
        assert_eq!(answer.header("set-cookie"), "", "{path}");
        said += &answer.text();
        let list = answer.json();
        for entry in list["contents"].as_array().unwrap_or(&Vec::new()) {
            let one = browser.get(&format!("{base}{path}/{}", entry["id"].as_str().unwrap())).await;
            assert_eq!((one.status, one.header("access-control-allow-origin")), (200, "*"));
            assert_eq!(one.json()["id"], entry["id"]);
            said += &one.text();
        }
    }
    let list: Json = browser.get(&format!("{base}/services?per_page=1&page=2")).await.json();
    assert_eq!((&list["total_items"], &list["page_number"], &list["size"]), (&2.into(), &2.into(), &1.into()));
    assert_eq!(browser.get(&format!("{base}/services?search=drop")).await.json()["total_items"], 1);
    assert!(said.contains("hello@tees-pride.example") && said.contains("\"bfi\"") && said.contains("Cleveland"), "{said}");
    for private in ["referrals@", "advocate1@", "capacity", "tees-pride-2026", "Tees Police"] {
        assert!(!said.contains(private), "{private}");
    }
    for nothing in ["/services/x", "/services/63a9b530-a8f7-514d-87e4-6da96e24e79b", "/organizations/0", "/elsewhere"] {
        let answer = browser.get(&format!("{base}{nothing}")).await;
        assert_eq!((answer.status, answer.header("content-type")), (404, "application/problem+json"), "{nothing}");
    }
    assert_eq!(browser.get("/api/openapi.json").await.header("access-control-allow-origin"), "", "the directory only");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_finds_an_organisation_near_them_and_the_postcode_stands_in_no_address() {
    let app = open_directory().await;
    let browser = app.browser();
    let page = browser.get("/near-you").await;
    assert!(page.text().contains("Cleveland") && page.text().contains("Tees Pride Advocacy"), "{}", page.text());
    for (typed, leads_to) in [
        ("ts18 1ab", "/near-you?area=E06000004"),
        ("stockton on tees", "/near-you?area=E06000004"),
        ("e08000003", "/near-you?area=E08000003"),
        ("cleveland", "/near-you?area=E23000013"),
        ("Nowhere", "/near-you?area=unknown"),
        ("TS18", "/near-you?area=E06000004"),
        ("\u{202a}ts18\u{2009}1ab\u{202c}", "/near-you?area=E06000004"),
        ("G13 3AE", "/near-you?area=scotland"),
        ("Glasgow", "/near-you?area=scotland"),
        ("BT1 1AA", "/near-you?area=northern-ireland"),
        ("Isle of Man", "/near-you?area=isle-of-man"),
        ("manchestr", "/near-you?area=E08000003&area=E11000001&area=E47000001&area=E23000005&area=maybe"),
        ("", "/near-you"),
    ] {
        let answer = browser.submit_only(&page, "/near-you", &[("place", typed)]).await;
        assert_eq!((answer.status, answer.header("location")), (303, leads_to), "{typed}");
    }
    let near = browser.get("/near-you?area=E06000004").await.text();
    assert!(near.contains("In Stockton-on-Tees") && near.contains("Tees Pride Advocacy"), "{near}");
    assert!(
        near.contains("hello@tees-pride.example") && near.contains("British Sign Language") && !near.contains("referrals@"),
        "{near}"
    );
    assert!(near.contains("href=\"mailto:hello@tees-pride.example\""), "{near}");
    let everywhere = near.find("Everywhere in England and Wales").unwrap_or(near.len());
    assert!(near.find("In Stockton-on-Tees").is_some_and(|here| here < everywhere), "the nearest stand first: {near}");
    let all = browser.get("/near-you").await.text();
    assert!(
        all.contains("Tees Pride Advocacy") && all.len() < near.len() + 4_000,
        "every area is named, and written out on its own page"
    );
    assert!(browser.get("/near-you?area=E12000001").await.text().contains("Tees Pride"), "a region holds its districts");
    assert!(!browser.get("/near-you?area=E08000003").await.text().contains("Tees Pride"));
    let beyond = browser.get("/near-you?area=scotland").await.text();
    assert!(beyond.contains("Scotland is outside England and Wales") && beyond.contains("call 101"), "{beyond}");
    assert!(!beyond.contains("We do not know this place"), "{beyond}");
    let several = browser.get("/near-you?area=E06000004&area=E08000003").await.text();
    for link in ["/near-you?area=E06000004", "/near-you?area=E08000003"] {
        assert!(several.contains("Which place do you mean?") && several.contains(&format!("href=\"{link}\"")), "{several}");
    }
    let unknown = browser.get("/near-you?area=%3Cscript%3E").await.text();
    assert!(unknown.contains("We do not know this place") && !unknown.contains("<script>"), "{unknown}");
    app.finish().await;
}
