//! What somebody types at the desk is not lost when their session ends.

use waymark_core::staff::Role;

use crate::app::TestApp;
use crate::desk::{invited, reference};
use crate::stories;

stories! {
    async fn what_was_typed_when_the_session_ended_stands_in_its_form_again(app: TestApp) {
        let reference = reference(&app.submit(&app.report()).await);
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference).await;
        let path = format!("/desk/reports/{reference}");
        for (what, more) in [("answer", None), ("note", None), ("risk", Some(("level", "high"))), ("hold", Some(("go", "hold")))] {
            app.advance("31 minutes");
            let words = format!("{} </textarea>", app.seed("words"));
            let fields: Vec<_> = [("text", words.as_str())].into_iter().chain(more).collect();
            let late = person.browser.submit_only(&case, &format!("{path}/{what}"), &fields).await;
            assert_eq!((late.status, late.header("location")), (303, "/desk/sign-in?kept"), "{what}");
            let sign_in = person.browser.get("/desk/sign-in?kept").await;
            assert!(sign_in.text().contains("your words are kept") && !sign_in.text().contains(words.split(' ').next().unwrap()));
            let inbox = person.sign_in(&app).await;
            assert!(inbox.text().contains(&format!("What you wrote about {reference} was not sent")), "{what}: {}", inbox.text());
            let case = person.open(&inbox, &reference).await.text();
            let escaped = words.replace('<', "&#60;").replace('>', "&#62;");
            let form = case.split(&format!("action=\"{path}/{what}\"")).nth(1).unwrap().split("</form>").next().unwrap().to_owned();
            assert!(form.contains(&format!("\n{escaped}</textarea>")), "{what}: {form}");
            assert_eq!(case.matches(&escaped).count(), 1, "{what}: in its form, and not sent");
            assert_eq!(case.matches("it was not sent").count(), 1, "{what}");
            if what == "risk" {
                assert!(form.contains("value=\"high\" checked"), "{form}");
            }
        }
        let case = person.browser.get(&path).await;
        app.advance("31 minutes");
        let words = app.seed("version");
        let late = person.browser.submit_only(&case, &format!("{path}/release"), &[("text", &words)]).await;
        assert_eq!(late.header("location"), "/desk/sign-in?kept");
        let inbox = person.sign_in(&app).await;
        person.open(&inbox, &reference).await;
        let page = person.browser.get(&format!("{path}/release")).await;
        assert!(page.text().contains(&format!("\n{words}</textarea>")), "on a page of its own, too: {}", page.text());
        let sent = person.browser.submit_only(&page, &format!("{path}/release"), &[("text", "they were shouted at")]).await;
        assert!(matches!(sent.status, 200 | 303), "{}", sent.text());
        let again = person.browser.get(&format!("{path}/release")).await;
        assert!(!again.text().contains("it was not sent"), "what is sent is kept no longer: {}", again.text());
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn nobody_else_who_signs_in_at_the_same_browser_gets_it(app: TestApp) {
        let reference = reference(&app.submit(&app.report()).await);
        let person = invited(&app, Role::Coordinator, "").await;
        let other = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference).await;
        app.advance("31 minutes");
        let words = app.seed("mine");
        person.browser.submit_only(&case, &format!("/desk/reports/{reference}/note"), &[("text", &words)]).await;
        let theirs = other.sign_in_at(&app, &person.browser, &[]).await;
        assert!(!theirs.text().contains("was not sent"), "{}", theirs.text());
        let case = other_opens(&person.browser, &theirs, &reference).await;
        assert!(!case.contains(&words) && !case.contains("was not sent"));
        let page = person.browser.get("/desk").await;
        person.browser.submit_only(&page, "/desk/leave", &[]).await;
        let again = person.sign_in(&app).await;
        assert!(!again.text().contains("was not sent"), "somebody else sat here: it is gone");
        app.finish().await;
    }

    async fn on_a_device_that_others_use_it_is_kept_for_a_quarter_of_an_hour(app: TestApp) {
        let reference = reference(&app.submit(&app.report()).await);
        let person = invited(&app, Role::Coordinator, "").await;
        for (minutes, kept) in [("14 minutes", true), ("15 minutes", false)] {
            let inbox = person.sign_in_at(&app, &person.browser, &[("shared", "yes")]).await;
            let case = person.open(&inbox, &reference).await;
            app.advance("6 minutes");
            let words = app.seed("shared");
            let late = person.browser.submit_only(&case, &format!("/desk/reports/{reference}/note"), &[("text", &words)]).await;
            assert_eq!(late.header("location"), "/desk/sign-in?kept");
            app.advance(minutes);
            let inbox = person.sign_in_at(&app, &person.browser, &[("shared", "yes")]).await;
            assert_eq!(inbox.text().contains("was not sent"), kept, "{minutes}");
            let page = person.browser.get("/desk").await;
            person.browser.submit_only(&page, "/desk/leave", &[]).await;
            app.advance("1 minute");
        }
        app.finish().await;
    }

    async fn it_is_kept_for_pages_without_a_report_and_for_reports_that_are_no_longer_open(app: TestApp) {
        let reference = reference(&app.submit(&app.report()).await);
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        let page = person.browser.get("/desk/people").await;
        let name = app.seed("invitee");
        app.advance("31 minutes");
        let fields = [("name", name.as_str()), ("address", "x"), ("role", "duty"), ("centre", "")];
        let late = person.browser.submit_only(&page, "/desk/people", &fields).await;
        assert_eq!(late.header("location"), "/desk/sign-in?kept");
        let back = person.sign_in(&app).await.text();
        assert!(back.contains(&format!("value=\"{name}\"")) && back.split("value=\"duty\"").nth(1).unwrap().split('>').next().unwrap().ends_with(" checked"), "they go on where they were: {back}");
        let page = person.browser.get("/desk/people").await;
        person.browser.submit_only(&page, "/desk/people", &[("name", "")]).await;

        let inbox = person.browser.get("/desk").await;
        let case = person.open(&inbox, &reference).await;
        let keys = person.browser.get("/desk/centre").await;
        for _ in 0..2 {
            app.advance("16 minutes");
            person.browser.submit_only(&keys, "/desk/centre/confirm", &[("centre", "library")]).await;
        }
        let words = app.seed("slowly");
        let path = format!("/desk/reports/{reference}/place");
        let slow = person.browser.submit_only(&case, &path, &[("reason", &words)]).await;
        assert_eq!(slow.header("location"), "/desk", "it has to be opened again, which is written down");
        let inbox = person.browser.get("/desk").await;
        assert!(inbox.text().contains("was not sent"), "{}", inbox.text());
        person.open(&inbox, &reference).await;
        for _ in 0..2 {
            app.advance("16 minutes");
            person.browser.submit_only(&keys, "/desk/centre/confirm", &[("centre", "library")]).await;
        }
        let note = app.seed("slownote");
        let noted = person.browser.submit(&case, &format!("/desk/reports/{reference}/note"), &[("text", &note)]).await;
        assert!(noted.text().contains(&note), "who is still signed in opens it again by sending: {}", noted.text());
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_was_chosen_from_a_list_comes_back_too(app: TestApp) {
        let person = invited(&app, Role::Coordinator, "").await;
        let other = invited(&app, Role::Duty, "").await;
        person.sign_in(&app).await;
        let page = person.browser.get("/desk/people").await;
        let card = page.text().split("<section class=\"card\">").find(|card| card.contains(&other.name)).unwrap().to_owned();
        let path = card.split("action=\"").find(|rest| rest.split('"').next().unwrap().ends_with("/role")).unwrap().split('"').next().unwrap().to_owned();
        app.advance("31 minutes");
        let late = person.browser.submit_only(&page, &path, &[("role", "auditor")]).await;
        assert_eq!(late.header("location"), "/desk/sign-in?kept");
        let back = person.sign_in(&app).await.text();
        let form = back.split(&format!("action=\"{path}\"")).nth(1).unwrap().split("</form>").next().unwrap();
        assert!(form.contains("value=\"auditor\" selected>") && form.contains("value=\"duty\">"), "as it was chosen, and not yet done: {form}");
        assert_eq!(form.matches(" selected>").count(), 1, "{form}");
        app.finish().await;
    }

    async fn nothing_is_kept_of_somebody_who_never_sat_here(app: TestApp) {
        let browser = app.browser();
        let page = browser.get("/desk/sign-in").await;
        let words = app.seed("stranger");
        let sent = browser.submit_only(&page, "/desk/reports/WM-7K3F-92QD/note", &[("text", &words)]).await;
        assert_eq!(sent.header("location"), "/desk/sign-in");
        assert_eq!(app.one_text("SELECT CAST(COUNT(*) AS TEXT) FROM session WHERE kind = 'late'").await, "0");
        app.finish().await;
    }
}

async fn other_opens(browser: &crate::app::Browser, page: &crate::app::Answer, reference: &str) -> String {
    browser.submit(page, "/desk/reports", &[("reference", reference)]).await.text()
}
