//! Centres: found by the public, confirmed by their own people, telling with help there, and the keys of their own systems.

use serde_json::json;
use waymark_core::staff::Role;

use crate::app::{Answer, TestApp};
use crate::desk::{Person, invited};
use crate::stories;

/// What stands in the page as a code.
fn shown(page: &Answer) -> String {
    page.text()
        .split("small-code\"><bdi>")
        .nth(1)
        .unwrap_or_else(|| panic!("{}", page.text()))
        .split('<')
        .next()
        .unwrap()
        .to_owned()
}

async fn manager(app: &TestApp, centre: &str) -> Person {
    let person = invited(app, Role::CentreManager, centre).await;
    person.sign_in(app).await;
    person
}

async fn send(app: &TestApp, key: &str) -> Answer {
    let request = app.http().post(format!("{}/api/v1/reports", app.url)).header("Authorization", key);
    app.send(request.json(&json!({"incident": {"account": "x"}, "risk": {"in_danger": "yes"}}))).await
}

stories! {
    async fn a_key_sends_reports_to_its_centre_until_it_ends_and_reads_nothing(app: TestApp) {
        let person = manager(&app, "library").await;
        let name = app.seed("frontdesk");
        let page = person.browser.get("/desk/keys").await;
        let nameless = person.browser.submit_only(&page, "/desk/keys", &[("name", " ")]).await;
        assert!(nameless.text().contains("href=\"#name\""), "{}", nameless.text());
        // The centre of whoever makes it counts, whatever is sent.
        let made = person.browser.submit(&page, "/desk/keys", &[("name", &name), ("centre", "hub")]).await;
        let key = shown(&made);
        assert_eq!(shown(&person.browser.get("/desk/keys?made").await), key, "who comes back to the page makes no second key");
        app.guard(&key);
        assert!(key.starts_with("wmk_") && key.len() == 36, "{key}");
        person.browser.submit(&made, "/desk/keys/copied", &[]).await;
        let page = person.browser.get("/desk/keys?made").await;
        assert!(!page.text().contains(&key) && page.text().contains(&name) && page.text().contains("Not used yet"), "shown once");
        let answer = send(&app, &format!("Bearer {key}")).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let receipted = answer.json();
        app.guard(receipted["receipt"].as_str().unwrap());
        let reference = receipted["reference"].as_str().unwrap();
        assert!(person.browser.get("/desk").await.text().contains(reference), "the centre sees it in its list");
        let column = app.one_text(&format!("SELECT channel || ' ' || centre FROM report WHERE reference = '{reference}'")).await;
        assert_eq!(column, "api library");
        let elsewhere = manager(&app, "hub").await;
        assert!(!elsewhere.browser.get("/desk").await.text().contains(reference));
        let other = elsewhere.browser.get("/desk/keys").await;
        assert!(!other.text().contains(&name), "a key of another centre is not in reach");
        let page = person.browser.get("/desk/keys").await;
        assert!(page.text().contains("Last used"));
        let path = page.text().split("action=\"").find(|rest| rest.contains("/revoke\"")).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(elsewhere.browser.submit_only(&other, &path, &[]).await.status, 404);
        assert_eq!(send(&app, &format!("bearer {key}")).await.status, 201);
        let asked = person.browser.submit_only(&page, &path, &[]).await;
        assert!(asked.text().contains("End the key") && asked.text().contains(&name), "{}", asked.text());
        assert_eq!(send(&app, &format!("bearer {key}")).await.status, 201, "it has not ended before it was asked once more");
        let ended = person.browser.submit(&asked, &path, &[("sure", "true")]).await;
        assert!(ended.text().contains("Ended"), "{}", ended.text());
        assert_eq!(person.browser.submit_only(&ended, &path, &[]).await.status, 404, "what has ended is not asked about");
        for wrong in [format!("Bearer {key}"), "Bearer wmk_aaaa".to_owned(), format!("Basic {key}"), key.clone(), "Bearer ".to_owned()] {
            let refused = send(&app, &wrong).await;
            assert_eq!((refused.status, refused.json()["type"].as_str()), (401, Some("urn:waymark:problem:api-key")));
        }
        let coordinator = invited(&app, Role::Coordinator, "").await;
        coordinator.sign_in(&app).await;
        let page = coordinator.browser.get("/desk/keys").await;
        assert!(page.text().contains(&name), "somebody of the whole service sees every key");
        let faulty = coordinator.browser.submit_only(&page, "/desk/keys", &[("name", "x"), ("centre", "nowhere")]).await;
        assert!(faulty.text().contains("href=\"#centre\""));
        app.finish().await;
    }

    async fn a_poster_leads_to_the_centre_and_its_slips_say_nothing(app: TestApp) {
        let person = manager(&app, "library").await;
        let page = person.browser.get("/desk/centre").await;
        let link = shown(&page);
        assert!(page.text().contains("href=\"/desk/poster/library\"") && page.text().contains("href=\"/desk/poster\""), "{}", page.text());
        let poster = person.browser.get("/desk/poster/library").await.text();
        let typed = link.split("://").nth(1).unwrap();
        for words in ["You can tell someone here", "This is a safe place", "Call 999", "Riverside Library", typed, "take the poster down"] {
            assert!(poster.contains(words), "{words}: {poster}");
        }
        assert!(poster.contains(&format!("role=\"img\" aria-label=\"QR code for {typed}\"")) && poster.contains("<path d=\"M4 4h7v1h-7z"), "{poster}");
        let slips = poster.split("<ul class=\"slips\"").nth(1).unwrap().split("</ul>").next().unwrap().to_owned();
        let site = app.app.service.settings.public_url.split("://").nth(1).unwrap().to_owned();
        assert_eq!((slips.matches(&site).count(), slips.matches("01632 960100").count()), (6, 6), "{slips}");
        assert!(!slips.contains("/with/") && !slips.contains("Riverside") && !slips.to_lowercase().contains("hate"), "{slips}");
        let plain = person.browser.get("/desk/poster").await.text();
        assert!(plain.contains(&format!("QR code for {site}\"")) && !plain.contains("/with/") && !plain.contains("Riverside"), "{plain}");
        let next = person.browser.submit(&page, "/desk/centre/code", &[("centre", "library"), ("sure", "true")]).await;
        let fresh = shown(&next);
        let renewed = person.browser.get("/desk/poster/library").await.text();
        assert!(renewed.contains(fresh.split("://").nth(1).unwrap()) && !renewed.contains(typed), "an address that ended stands on no poster");
        let coordinator = invited(&app, Role::Coordinator, "").await;
        coordinator.sign_in(&app).await;
        let quiet = coordinator.browser.get("/desk/poster/quiet").await.text();
        assert!(quiet.contains("not in the public list") && !quiet.contains("Quiet House") && !quiet.contains("960303"), "{quiet}");
        assert_eq!(coordinator.browser.get("/desk/poster/nowhere").await.status, 404);
        app.finish().await;
    }

    async fn somebody_tells_by_themselves_with_help_at_a_centre(app: TestApp) {
        let person = manager(&app, "library").await;
        let link = shown(&person.browser.get("/desk/centre").await);
        let path = link[link.find("/with/").unwrap()..].to_owned();
        let visitor = app.browser();
        let typed = app.seed("account");
        let start = visitor.get(&path.to_uppercase().replace("/WITH/", "/with/")).await;
        assert!(start.text().contains("You are at Riverside Library"), "{}", start.text());
        assert!(!visitor.get("/report/who").await.text().contains("Riverside"), "looking at it changes nothing");
        let page = visitor.submit(&start, &path, &[]).await;
        assert!(page.text().contains("You are at Riverside Library") && page.text().contains("action=\"/report/who\""), "{}", page.text());
        visitor.submit(&page, "/report/who", &[("reporter.role", "victim")]).await;
        let contact = visitor.get("/report/contact").await;
        assert!(contact.text().contains("Only through Riverside Library"));
        visitor.submit(&contact, "/report/contact", &[("contact.way", "through")]).await;
        let why = visitor.get("/report/why").await;
        visitor.submit(&why, "/report/why", &[("incident.strands", "transgender")]).await;
        let place = visitor.get("/report/place").await;
        visitor.submit(&place, "/report/place", &[("place.area", "stockton")]).await;
        let story = visitor.get("/report/story").await;
        visitor.submit(&story, "/report/story", &[("incident.account", &typed), ("go", "finish")]).await;
        let allow = visitor.get("/report/allow").await;
        assert!(allow.text().contains("01632 960301"), "what passes is shown before: the centre's number: {}", allow.text());
        let about = visitor.submit(&allow, "/report/allow", &[("allow.tees-pride.support", "full")]).await;
        let check = visitor.submit(&about, "/report/about-you", &[]).await;
        let receipt = visitor.submit(&check, "/report/check", &[]).await;
        let code = receipt.text().split("class=\"code\"><bdi>").nth(1).unwrap().split('<').next().unwrap().to_owned();
        app.guard(&code);
        let column = app.one_text("SELECT channel || ' ' || centre FROM report").await;
        assert_eq!(column, "assisted library");
        app.deliver_mail().await;
        let (reader, read, _) = crate::recipients::open(&app, "tees-pride").await;
        assert!(reader.get(&format!("{read}/referral")).await.text().contains("desk@library.example"));

        let again = app.browser();
        let start = again.get(&path).await;
        again.submit(&start, &path, &[]).await;
        let page = again.get("/report").await;
        let fresh = again.submit(&page, "/report", &[("go", "again")]).await;
        assert!(fresh.text().contains("Riverside Library"), "whoever starts again is still there");
        let page = person.browser.get("/desk/centre").await;
        let asked = person.browser.submit_only(&page, "/desk/centre/code", &[("centre", "library")]).await;
        assert!(asked.text().contains("Riverside Library") && asked.text().contains("name=\"centre\" value=\"library\""), "{}", asked.text());
        assert_eq!(again.get(&path).await.status, 200, "it has not ended before it was asked once more");
        let renewed = person.browser.submit(&asked, "/desk/centre/code", &[("centre", "library"), ("sure", "true")]).await;
        assert_ne!(shown(&renewed), link);
        assert_eq!(again.get(&path).await.status, 404, "the address before has ended");
        assert_eq!(again.get("/with/aaaaaaaaaaaaaaaa").await.status, 404);
        assert_eq!(person.browser.submit_only(&page, "/desk/centre/code", &[("centre", "hub")]).await.status, 403, "not their centre");
        app.finish().await;
    }

    async fn a_centre_is_found_and_not_shown_as_open_once_nobody_confirmed_it(app: TestApp) {
        let public = app.browser();
        let page = public.get("/centres").await.text();
        assert!(page.contains("Riverside Library") && page.contains("Northside Hub") && !page.contains("Quiet House"), "{page}");
        assert!(page.contains("ask them before you go") && !page.contains("10am to 4pm"), "nobody confirmed it yet: {page}");
        let person = manager(&app, "library").await;
        let desk = person.browser.get("/desk/centre").await;
        assert!(!desk.text().contains("Northside Hub") && desk.text().contains("Never"));
        assert_eq!(person.browser.submit_only(&desk, "/desk/centre/confirm", &[("centre", "hub")]).await.status, 403);
        let confirmed = person.browser.submit(&desk, "/desk/centre/confirm", &[("centre", "library")]).await;
        assert!(confirmed.text().contains("The list of centres says so now"), "{}", confirmed.text());
        let page = public.get("/centres").await.text();
        let library = page.split("Riverside Library").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
        for told in ["Last confirmed on 20 November 2026", "10am to 4pm", "01632 960301", "1 High Street, Stockton, TS18 1AB", "Polish", "British Sign Language", "Stockton-on-Tees"] {
            assert!(library.contains(told), "{told}: {library}");
        }
        assert!(page.split("Northside Hub").nth(1).unwrap().contains("ask them before you go"));
        app.advance("180 days");
        assert!(public.get("/centres").await.text().contains("10am to 4pm"));
        app.advance("2 days");
        assert!(!public.get("/centres").await.text().contains("10am to 4pm"));
        app.finish().await;
    }
}
