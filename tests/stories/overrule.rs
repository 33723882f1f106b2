//! A report passes without permission: on a ground, by two people, and as little as will do.

use serde_json::{Value as Json, json};
use waymark_core::staff::Role;

use crate::app::{Answer, TestApp};
use crate::desk::{Person, invited, reference};
use crate::stories;

/// Somebody signs in and opens a report; says where it can be passed on.
async fn at_overrule(app: &TestApp, role: Role, receipted: &Json) -> (Person, String, Answer) {
    let person = invited(app, role, "").await;
    let inbox = person.sign_in(app).await;
    let path = format!("/desk/reports/{}/overrule", reference(receipted));
    let case = person.open(&inbox, &reference(receipted)).await;
    assert!(case.text().contains(&format!("href=\"{path}\"")), "{}", case.text());
    let page = person.browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    (person, path, page)
}

fn task(page: &Answer) -> String {
    crate::app::hidden(&page.text(), "task")
}

async fn referrals(app: &TestApp, receipted: &Json) -> Vec<(String, String)> {
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    let view = app.view(receipted).await;
    view["referrals"].as_array().unwrap().iter().map(|one| (text(&one["agency"]), text(&one["state"]))).collect()
}

const SUSPECT_TO_POLICE: [(&str, &str); 4] =
    [("agreement", "tees-police-2026"), ("ground", "serious-harm"), ("section", "incident"), ("section", "suspect")];

stories! {
    async fn a_second_person_approves_and_exactly_what_was_chosen_passes(app: TestApp) {
        let report = app.report();
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        let (asker, path, page) = at_overrule(&app, Role::Coordinator, &receipted).await;
        let (reason, why_not) = (app.seed("danger"), app.seed("nottold"));
        let mut fields = SUSPECT_TO_POLICE.to_vec();
        fields.extend([("reason", reason.as_str()), ("told", "no")]);
        let missing = asker.browser.submit_only(&page, &path, &fields).await;
        assert!(missing.text().contains("Please say why they were not told.") && missing.text().contains(&reason), "{}", missing.text());
        fields.push(("not-told", &why_not));
        let mut too_much = fields.clone();
        too_much.push(("section", "evidence"));
        let refused = asker.browser.submit_only(&page, &path, &too_much).await;
        assert!(refused.text().contains("may not see all of that"), "{}", refused.text());
        let asked = asker.browser.submit(&page, &path, &fields).await;
        assert!(asked.text().contains("It waits for a second person now.") && asked.text().contains("You asked for this."), "{}", asked.text());
        app.deliver_mail().await;
        assert!(app.letters_to("tees-police").is_empty(), "nothing leaves before somebody else approved it");
        let decide = format!("{path}/decide");
        let text = asked.text();
        assert!(!text.contains(&decide), "who asked is not offered to decide");
        let (second, _, waiting) = at_overrule(&app, Role::Duty, &receipted).await;
        let own = asker.browser.submit_only(&asked, &decide, &[("task", &task(&waiting)), ("go", "approve"), ("decision", "x")]).await;
        assert!(own.text().contains("Somebody else has to decide."), "{}", own.text());
        let done = asker.browser.submit_only(&asked, &format!("/desk/reports/{}/done", reference(&receipted)), &[("task", &task(&waiting))]).await;
        assert_eq!(done.status, 403, "no button ends it");
        assert!(second.browser.get("/desk").await.text().contains("waits for a second person"));
        assert!(waiting.text().contains(&reason) && waiting.text().contains(&why_not), "{}", waiting.text());
        let decision = app.seed("decision");
        let approved = second.browser.submit(&waiting, &decide, &[("task", &task(&waiting)), ("go", "approve"), ("decision", &decision)]).await;
        assert!(approved.text().contains("The person was not told"), "{}", approved.text());
        let again = second.browser.submit_only(&waiting, &decide, &[("task", &task(&waiting)), ("go", "approve"), ("decision", "x")]).await;
        assert!(again.text().contains("Somebody decided this before you."), "{}", again.text());
        let (reader, link, read) = crate::recipients::open(&app, "tees-police").await;
        assert!(read.text().contains("Passed on without the person") && read.text().contains("serious harm may be done"), "{}", read.text());
        let typed = |pointer: &str| report.pointer(pointer).unwrap().as_str().unwrap().to_owned();
        assert!(read.text().contains("They followed me home.") && read.text().contains(&typed("/suspect/description")));
        for hidden in ["/victim/name", "/contact/methods/0/value", "/contact/language"] {
            assert!(!read.text().contains(&typed(hidden)), "{hidden} was not chosen");
        }
        let file = reader.get(&format!("{link}/referral.json")).await.json();
        assert_eq!((&file["permission"], &file["overruled"]), (&json!("overruled"), &json!("serious-harm")));
        let sections: Vec<&str> = file["sections"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!((sections, file.get("access")), (vec!["incident", "suspect"], None));
        for secret in [&reason, &decision, &why_not] {
            assert!(!read.text().contains(secret.as_str()), "the organisation does not read why");
        }
        assert!(!app.readable().await.contains("serious-harm"), "a ground is readable in a column");
        assert_eq!(referrals(&app, &receipted).await.iter().filter(|(agency, _)| agency == "tees-police").count(), 0, "not before they were told");
        let nothing = json!({"purposes": {"support": "no", "inform": "no"}});
        app.with_receipt(reqwest::Method::POST, "/api/v1/report/permission", &receipted, Some(nothing)).await;
        app.deliver_mail().await;
        assert_eq!(reader.get(&format!("{link}/referral")).await.status, 200, "it does not end with a permission it does not stand on");
        let referral = crate::app::hidden(&approved.text(), "referral");
        second.browser.submit(&approved, &format!("{path}/told"), &[("referral", &referral)]).await;
        let view = app.view(&receipted).await;
        let held = view["referrals"].as_array().unwrap().iter().find(|one| one["agency"] == "tees-police").unwrap();
        assert_eq!((&held["overruled"], &held["permission"], &held["shown"]), (&json!("serious-harm"), &Json::Null, &json!(["incident", "suspect"])));
        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &receipted, None).await;
        app.deliver_mail().await;
        assert!(referrals(&app, &receipted).await.contains(&("tees-police".to_owned(), "withdrawn".to_owned())));
        assert!(app.letters_to("tees-police").iter().any(|letter| !letter.body.contains("/r/") && letter.code_if_any().is_none()), "they are asked to stop");
        app.finish().await;
    }

    async fn a_second_person_refuses_and_a_childs_own_wishes_are_written_down(app: TestApp) {
        let mut report = app.report();
        report["victim"]["age_band"] = "13-15".into();
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        let (asker, path, page) = at_overrule(&app, Role::Duty, &receipted).await;
        let (reason, wishes) = (app.seed("danger"), app.seed("wishes"));
        let fields = vec![("agreement", "north-council-2026"), ("ground", "child-at-risk"), ("section", "summary"), ("reason", reason.as_str()), ("told", "yes")];
        let missing = asker.browser.submit_only(&page, &path, &fields).await;
        assert!(missing.text().contains("Please write down first what the child understands and wishes."), "{}", missing.text());
        let heard = [("understands", app.seed("understands")), ("wants", wishes.clone()), ("alone", "yes".to_owned()), ("with", app.seed("aunt")), ("parent", "not-asked".to_owned())];
        let heard: Vec<(&str, &str)> = heard.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let child = format!("/desk/reports/{}/child", reference(&receipted));
        asker.browser.submit(&page, &child, &heard).await;
        asker.browser.submit(&page, &path, &fields).await;
        let (second, _, waiting) = at_overrule(&app, Role::Coordinator, &receipted).await;
        assert!(waiting.text().contains(&wishes), "{}", waiting.text());
        let decide = format!("{path}/decide");
        let blank = second.browser.submit_only(&waiting, &decide, &[("task", &task(&waiting)), ("go", "refuse"), ("decision", " ")]).await;
        assert!(blank.text().contains("Please give a reason."), "{}", blank.text());
        let refused = second.browser.submit(&waiting, &decide, &[("task", &task(&waiting)), ("go", "refuse"), ("decision", &app.seed("decision"))]).await;
        assert!(!refused.text().contains("name=\"task\""), "{}", refused.text());
        app.deliver_mail().await;
        assert!(app.letters_to("north-council").is_empty());
        assert!(!second.browser.get("/desk").await.text().contains("waits for a second person"));
        assert!(!referrals(&app, &receipted).await.iter().any(|(agency, _)| agency == "north-council"));
        app.finish().await;
    }

    async fn what_cannot_wait_passes_and_is_looked_at_on_the_next_working_day(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let (asker, path, page) = at_overrule(&app, Role::Coordinator, &receipted).await;
        let reason = app.seed("danger");
        let mut fields = SUSPECT_TO_POLICE.to_vec();
        fields.extend([("reason", reason.as_str()), ("told", "yes"), ("urgent", "yes")]);
        let passed = asker.browser.submit(&page, &path, &fields).await;
        assert!(passed.text().contains("It passes now."), "{}", passed.text());
        app.deliver_mail().await;
        assert_eq!(app.letters_to("tees-police").len(), 1);
        let view = app.view(&receipted).await;
        let held = view["referrals"].as_array().unwrap().iter().find(|one| one["agency"] == "tees-police").unwrap();
        assert_eq!(held["overruled"], "serious-harm", "they were told, so they see it");
        let (second, _, waiting) = at_overrule(&app, Role::Duty, &receipted).await;
        let inbox = second.browser.get("/desk").await.text();
        assert!(inbox.contains("Until 23 November 2026, 5:00pm"), "Monday after a Friday: {inbox}");
        let decide = format!("{path}/decide");
        second.browser.submit(&waiting, &decide, &[("task", &task(&waiting)), ("go", "refuse"), ("decision", &app.seed("decision"))]).await;
        app.deliver_mail().await;
        assert!(referrals(&app, &receipted).await.contains(&("tees-police".to_owned(), "withdrawn".to_owned())), "it was not right");
        assert_eq!(app.letters_to("tees-police").len(), 2, "they are asked to stop");
        assert!(!second.browser.get("/desk").await.text().contains("a second person must look at it"));
        app.finish().await;
    }
}
