//! Somebody at the desk places a report by hand, within what its reporter allows.

use serde_json::json;
use waymark_core::staff::Role;

use crate::app::TestApp;
use crate::desk::{invited, reference};
use crate::stories;

stories! {
    async fn what_nobody_takes_is_placed_by_hand_where_the_person_allows_it(app: TestApp) {
        let mut report = app.report();
        report["incident"]["strands"] = json!(["disability"]);
        report["incident"]["aspects"] = json!([]);
        report["permission"] = json!({"purposes": {"support": "full"}});
        let receipted = app.submit(&report).await;
        assert_eq!(app.view(&receipted).await["unplaced"][0]["reason"], "no-agreement");
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        let path = format!("/desk/reports/{}/place", reference(&receipted));
        assert!(case.text().contains(&format!("href=\"{path}\"")), "{}", case.text());
        let page = person.browser.get(&path).await;
        assert!(page.text().contains("Tees Pride Advocacy") && page.text().contains("It is there for other kinds of hate."), "{}", page.text());
        assert!(!page.text().contains("Tees Police"), "an organisation that is not allowed is not offered");
        let reason = app.seed("because");
        let refused = person.browser.submit_only(&page, &path, &[("agreement", "tees-police-2026"), ("reason", &reason)]).await;
        assert!(refused.text().contains("choose an organisation from the list") && refused.text().contains(&reason), "{}", refused.text());
        let blank = person.browser.submit_only(&page, &path, &[("agreement", "tees-pride-2026"), ("reason", " ")]).await;
        assert!(blank.text().contains("Please say why."), "{}", blank.text());
        let placed = person.browser.submit(&page, &path, &[("agreement", "tees-pride-2026"), ("reason", &reason)]).await;
        assert!(placed.text().contains("It is on its way.") && placed.text().contains(&reason), "{}", placed.text());
        assert!(!person.browser.get("/desk").await.text().contains("Nobody takes it for now"));
        let view = app.view(&receipted).await;
        assert_eq!((&view["referrals"][0]["agency"], &view["unplaced"]), (&json!("tees-pride"), &json!([])));
        assert_eq!(view["referrals"][0]["shown"], json!(["incident", "victim", "contact"]));
        assert!(view["referrals"][0].get("overruled").is_none());
        app.deliver_mail().await;
        assert_eq!(app.letters_to("tees-pride").len(), 1);
        let more = json!({"purposes": {"support": "full", "investigate": "anonymous"}});
        app.with_receipt(reqwest::Method::POST, "/api/v1/report/permission", &receipted, Some(more)).await;
        app.deliver_mail().await;
        let view = app.view(&receipted).await;
        let held: Vec<_> = view["referrals"].as_array().unwrap().iter().map(|one| (&one["agency"], &one["state"])).collect();
        assert_eq!(held, [(&json!("tees-police"), &json!("sent")), (&json!("tees-pride"), &json!("sent"))], "routing again leaves it where it is");
        assert_eq!(view["unplaced"], json!([]));
        let less = json!({"purposes": {"support": "no"}});
        app.with_receipt(reqwest::Method::POST, "/api/v1/report/permission", &receipted, Some(less)).await;
        assert_eq!(app.view(&receipted).await["referrals"][1]["state"], "withdrawn", "it ends with the permission");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn where_no_place_is_free_a_person_has_to_know_it(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"protect": "full"}});
        for _ in 0..2 {
            app.submit(&report).await;
        }
        let third = app.submit(&report).await;
        assert_eq!(app.view(&third).await["unplaced"][0]["reason"], "all-at-capacity");
        let person = invited(&app, Role::Duty, "").await;
        let inbox = person.sign_in(&app).await;
        person.open(&inbox, &reference(&third)).await;
        let path = format!("/desk/reports/{}/place", reference(&third));
        let page = person.browser.get(&path).await;
        assert!(page.text().contains("No place is free"), "{}", page.text());
        let reason = app.seed("because");
        let full = person.browser.submit_only(&page, &path, &[("agreement", "north-council-2026"), ("reason", &reason)]).await;
        assert!(full.text().contains("say so below"), "{}", full.text());
        let fields = [("agreement", "north-council-2026"), ("reason", reason.as_str()), ("knowing", "yes")];
        person.browser.submit(&page, &path, &fields).await;
        assert_eq!(app.view(&third).await["referrals"][0]["agency"], "north-council");
        app.deliver_mail().await;
        app.finish().await;
    }
}
