//! Who must never be told, in the person's own words: a stop for the desk, and nothing goes out by itself until somebody has read it.

use reqwest::Method;
use serde_json::{Value as Json, json};
use waymark_core::staff::Role;

use crate::app::{TestApp, hidden};
use crate::desk::{invited, reference};
use crate::stories;

/// A report that another system sends, with these permissions and words about who must never be told. Gives both.
async fn sent(app: &TestApp, permission: Json) -> (Json, String) {
    let words = app.seed("my mum works there");
    let mut report = app.report();
    report["permission"] = permission;
    report["permission"]["never_words"] = json!(words);
    (app.submit(&report).await, words)
}

stories! {
    async fn what_is_written_about_who_must_never_know_stops_everything_but_a_yes_to_a_name_until_somebody_read_it(app: TestApp) {
        let said = json!({"purposes": {"support": "full", "investigate": "full"}, "agencies": {"tees-police": {"investigate": "full"}}});
        let (receipted, words) = sent(&app, said).await;
        assert_eq!(receipted["referrals"].as_array().unwrap().len(), 1, "{receipted}");
        assert_eq!(receipted["referrals"][0]["agency"], "tees-police", "the person said yes to the name");
        app.deliver_mail().await;
        assert!(app.letters_to("tees-pride").is_empty(), "nobody has read the words");
        let view = app.view(&receipted).await;
        assert!(!view.to_string().contains(&words), "a receipt may be found: {view}");
        assert!(view["unplaced"][0].get("asks").is_none(), "and nobody is proposed: {view}");

        let reference = reference(&receipted);
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        assert!(inbox.text().contains("who must never be told"), "{}", inbox.text());
        let case = person.open(&inbox, &reference).await;
        let base = format!("/desk/reports/{reference}");
        for (page, on) in [("", true), ("/place", true), ("/overrule", true), ("/release", true), ("/child", false)] {
            let text = person.browser.get(&format!("{base}{page}")).await.text();
            assert_eq!(text.contains("id=\"stop\"") && text.contains(&words) && text.contains("STOP"), on, "{page}: {text}");
        }
        assert!(case.text().find("id=\"stop\"") < case.text().find("<dl"), "it comes first");
        let place = person.browser.get(&format!("{base}/place")).await.text();
        assert!(!place.contains("Tees Pride"), "nobody is told by hand either: {place}");

        let path = format!("{base}/never");
        let page = person.browser.get(&path).await;
        assert!(page.text().contains("The person said yes to it by name."), "{}", page.text());
        let blank = person.browser.submit_only(&page, &path, &[("letters", &hidden(&page.text(), "letters")), ("reason", " ")]).await;
        assert!(blank.text().contains("Please say how you know."), "{}", blank.text());
        let more = app.seed("and my landlord");
        let wish = json!({"purposes": {"support": "full", "investigate": "full"}, "agencies": {"tees-police": {"investigate": "full"}}, "never_words": more});
        app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(wish)).await;
        let reason = app.seed("they say so");
        let late = person.browser.submit_only(&page, &path, &[("letters", &hidden(&page.text(), "letters")), ("means", "north-council"), ("reason", &reason)]).await;
        assert!(late.text().contains("The person wrote more") && late.text().contains(&more), "{}", late.text());
        let read = person.browser.submit(&late, &path, &[("letters", &hidden(&late.text(), "letters")), ("means", "north-council"), ("reason", &reason)]).await;
        assert!(read.text().contains("Somebody read these words.") && read.text().contains("North Council"), "{}", read.text());
        app.deliver_mail().await;
        assert_eq!(app.letters_to("tees-pride").len(), 1, "what waited for it goes on");
        assert!(!person.browser.get("/desk").await.text().contains("They wrote in words who must never be told"));
        app.finish().await;
    }

    async fn whom_the_words_mean_is_told_nothing_and_gives_back_what_it_has_until_the_person_names_it(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"support": "full"}});
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        assert_eq!(app.letters_to("tees-pride").len(), 1);
        let words = app.seed("my aunt is there");
        let wish = json!({"purposes": {"support": "full"}, "never_words": words});
        app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(wish)).await;
        app.deliver_mail().await;
        assert_eq!(app.view(&receipted).await["referrals"][0]["state"], "sent", "what they have stays until somebody has read it");
        let reference = reference(&receipted);
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        person.open(&inbox, &reference).await;
        let path = format!("/desk/reports/{reference}/never");
        let page = person.browser.get(&path).await;
        let reason = app.seed("the only one");
        person.browser.submit(&page, &path, &[("letters", &hidden(&page.text(), "letters")), ("means", "tees-pride"), ("reason", &reason)]).await;
        app.deliver_mail().await;
        assert_eq!(app.view(&receipted).await["referrals"][0]["state"], "withdrawn");
        let again = json!({"purposes": {"support": "full"}});
        app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(again)).await;
        app.deliver_mail().await;
        let states = |view: &Json| view["referrals"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect::<Vec<_>>();
        assert_eq!(states(&app.view(&receipted).await), [json!("withdrawn")], "a yes that names nobody does not lift it");
        let named = json!({"agencies": {"tees-pride": {"support": "full"}}});
        app.with_receipt(Method::POST, "/api/v1/report/permission", &receipted, Some(named)).await;
        app.deliver_mail().await;
        let view = app.view(&receipted).await;
        assert!(states(&view).contains(&json!("sent")), "a yes to the name is the person's own: {view}");
        app.finish().await;
    }

    async fn the_form_and_the_own_page_take_words_and_every_page_of_permission_leads_there(app: TestApp) {
        let browser = app.browser();
        let who = browser.get("/report/who").await;
        let story = browser.submit(&who, "/report/who", &[("reporter.role", "victim")]).await;
        let account = app.seed("account");
        let allow = browser.submit(&story, "/report/story", &[("incident.account", account.as_str()), ("go", "finish")]).await;
        assert!(allow.text().contains("name=\"place.area\""), "{}", allow.text());
        let allow = browser.get("/report/allow").await;
        assert!(allow.text().contains("href=\"/report/never?allow\""), "{}", allow.text());
        let words = app.seed("my cousin answers the phone");
        let never = browser.get("/report/never?allow").await;
        let allow = browser.submit(&never, "/report/never?allow", &[("never_words", words.as_str())]).await;
        assert!(allow.text().contains(&words) && allow.text().contains("href=\"/report/never?allow\""), "{}", allow.text());
        let about = browser.submit(&allow, "/report/allow", &[("purposes.investigate", "ask")]).await;
        let check = browser.submit(&about, "/report/about-you", &[]).await;
        assert!(check.text().contains(&words), "{}", check.text());
        let sent = browser.submit(&check, "/report/check", &[]).await.text();
        let code = sent.split("class=\"code\"><bdi>").nth(1).unwrap().split('<').next().unwrap().to_owned();
        app.guard(&code);
        let reference = sent[sent.find("WM-").unwrap()..][.."WM-7K3F-92QD".len()].to_owned();

        let own = app.browser();
        let home = own.get("/your-report").await;
        own.submit(&home, "/your-report", &[("receipt", code.as_str())]).await;
        let choices = own.get("/your-report/permission").await;
        assert!(choices.text().contains("href=\"#never_words\"") && choices.text().contains("id=\"never_words\""), "{}", choices.text());
        assert!(!choices.text().contains(&words), "what was written before is not shown to whoever found the receipt");
        let more = app.seed("nor the school");
        let saved = own.submit(&choices, "/your-report/permission", &[("never_words", more.as_str())]).await;
        assert_eq!(saved.status, 200, "{}", saved.text());

        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference).await;
        assert!(case.text().contains(&words) && case.text().contains(&more), "{}", case.text());
        let area = person.browser.get(&format!("/desk/reports/{reference}/area")).await;
        assert!(area.text().contains("id=\"stop\""), "{}", area.text());
        let paper = person.browser.get("/desk/paper").await;
        assert!(paper.text().contains("href=\"#paper-never\"") && paper.text().contains("anyone else who must not hear of this"), "{}", paper.text());
        app.finish().await;
    }
}
