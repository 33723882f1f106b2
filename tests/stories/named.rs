//! Named or nothing: nobody is told before the person saw their name.

use serde_json::{Value as Json, json};
use waymark_core::staff::Role;

use crate::app::{Browser, TestApp, hidden};
use crate::desk::invited;
use crate::stories;

/// Tells what happened on the form, with no word on where, and answers what nobody can do yet. Gives the receipt.
async fn told_from_nowhere(app: &TestApp, later: &[(&str, &str)]) -> (Browser, Json) {
    let browser = app.browser();
    let who = browser.get("/report/who").await;
    let story = browser.submit(&who, "/report/who", &[("reporter.role", "victim")]).await;
    let account = app.seed("account");
    let allow = browser.submit(&story, "/report/story", &[("incident.account", account.as_str()), ("go", "finish")]).await;
    let about = browser.submit(&allow, "/report/allow", later).await;
    let check = browser.submit(&about, "/report/about-you", &[]).await;
    let receipt = browser.submit(&check, "/report/check", &[]).await.text();
    let code = receipt.split("class=\"code\"><bdi>").nth(1).unwrap().split('<').next().unwrap();
    let reference = &receipt[receipt.find("WM-").unwrap()..][.."WM-7K3F-92QD".len()];
    let receipted = json!({"receipt": code, "reference": reference});
    app.guard(receipted["receipt"].as_str().unwrap());
    (browser, receipted)
}

/// Somebody at the desk says that it happened in Stockton.
async fn given_a_district(app: &TestApp, receipted: &Json) {
    let person = invited(app, Role::Coordinator, "").await;
    let inbox = person.sign_in(app).await;
    let reference = receipted["reference"].as_str().unwrap();
    person.open(&inbox, reference).await;
    let path = format!("/desk/reports/{reference}/area");
    let page = person.browser.get(&path).await;
    let look = person.browser.submit_only(&page, &path, &[("place", "stockton"), ("area", "E06000004"), ("go", "look")]).await;
    assert!(
        look.text().contains("Nobody gets it when you save this.") && look.text().contains("Tees Police: "),
        "{}",
        look.text()
    );
    let seen = hidden(&look.text(), "seen");
    assert!(seen.starts_with("E06000004 tees-police.investigate?"), "the person is asked first: {seen}");
    let fields =
        [("place", "stockton"), ("area", "E06000004"), ("reason", "They rang us."), ("seen", seen.as_str()), ("go", "give")];
    let given = person.browser.submit(&page, &path, &fields).await;
    assert_eq!(given.status, 200, "{}", given.text());
}

stories! {
    async fn who_fits_later_is_named_to_the_person_first_and_told_nothing_before_they_say_yes(app: TestApp) {
        let later = [("purposes.investigate", "ask"), ("purposes.protect", "ask")];
        let (_, receipted) = told_from_nowhere(&app, &later).await;
        given_a_district(&app, &receipted).await;
        app.deliver_mail().await;
        for agency in ["tees-police", "north-council", "tees-pride"] {
            assert!(app.letters_to(agency).is_empty(), "{agency} was never named to the person");
        }
        let view = app.view(&receipted).await;
        assert_eq!(view["referrals"], json!([]), "{view}");
        let asked = view["unplaced"].as_array().unwrap().iter().find(|one| one["purpose"] == "investigate").unwrap();
        assert_eq!((&asked["reason"], &asked["asks"]), (&json!("ask-first"), &json!(["tees-police"])), "{view}");

        let browser = app.browser();
        let home = browser.get("/your-report").await;
        let own = browser.submit(&home, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        let details = browser.get("/your-report/details").await.text();
        assert!(details.contains("Tees Police could help."), "{details} {}", own.text());
        let choices = browser.get("/your-report/permission").await;
        assert!(choices.text().contains("name=\"allow.tees-police.investigate\""), "{}", choices.text());
        let said = browser.submit(&choices, "/your-report/permission", &[("allow.tees-police.investigate", "anonymous")]).await;
        assert_eq!(said.status, 200);
        app.deliver_mail().await;
        assert_eq!(app.letters_to("tees-police").len(), 1, "and whom they said yes to is told");
        assert!(app.letters_to("north-council").is_empty());
        app.finish().await;
    }

    async fn a_yes_to_everybody_that_our_own_page_once_took_names_nobody(app: TestApp) {
        // What the form offered before can still come from a page that was open.
        let (_, receipted) = told_from_nowhere(&app, &[("purposes.investigate", "full"), ("purposes.support", "full")]).await;
        given_a_district(&app, &receipted).await;
        app.deliver_mail().await;
        let view = app.view(&receipted).await;
        assert_eq!(view["referrals"], json!([]), "{view}");
        assert_eq!((&view["unplaced"][0]["reason"], &view["unplaced"][1]["reason"]), (&json!("ask-first"), &json!("no-agreement")), "{view}");
        app.finish().await;
    }

    async fn another_system_that_asked_first_gets_names_and_sends_nothing(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"support": "ask"}, "never": ["tees-police"]});
        let receipted = app.submit(&report).await;
        assert_eq!((&receipted["referrals"], &receipted["unplaced"][0]["reason"]), (&json!([]), &json!("ask-first")), "{receipted}");
        app.deliver_mail().await;
        let said = json!({"agencies": {"tees-pride": {"support": "full"}}});
        let answer = app.with_receipt(reqwest::Method::POST, "/api/v1/report/permission", &receipted, Some(said)).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        app.deliver_mail().await;
        assert_eq!(app.letters_to("tees-pride").len(), 1);
        app.finish().await;
    }
}
