//! Real answers: days, times, places and ways in any words arrive, are read where they can be, and stop nobody.

use serde_json::json;
use waymark_core::staff::Role;

use crate::app::{Answer, Browser, TestApp};
use crate::desk::{invited, reference};
use crate::find::{marked, told_by};
use crate::recipients::open;
use crate::stories;

/// Answers a page of the form, and says what comes after it.
async fn answered(browser: &Browser, step: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get(&format!("/report/{step}")).await;
    browser.submit(&page, &format!("/report/{step}"), fields).await
}

stories! {
    async fn whatever_somebody_types_is_kept_and_what_can_be_read_is_read(app: TestApp) {
        let browser = app.browser();
        answered(&browser, "who", &[("reporter.role", "victim")]).await;
        answered(&browser, "story", &[("incident.account", "x")]).await;
        answered(&browser, "when", &[("incident.when.precision", "approximate")]).await;
        let season = format!("last summer, before {}", app.seed("moved"));
        let setting = answered(&browser, "day", &[("incident.when.from.month", "last summer"), ("incident.when.words", &season)]).await;
        assert!(setting.text().contains("action=\"/report/setting\""), "nothing blocks: {}", setting.text());
        let corner = format!("the chip shop, {}", app.seed("corner"));
        let why = answered(&browser, "place", &[("incident.where.postcode", "TS18"), ("place.area", &corner)]).await;
        assert!(why.text().contains("action=\"/report/why\""), "{}", why.text());
        answered(&browser, "why", &[("incident.strands", "transgender")]).await;
        answered(&browser, "contact", &[("contact.way", "email"), ("contact.way", "text")]).await;
        let typed = [
            ("contact.value.email", "sam..doe@mail.example"),
            ("contact.safe.email", "yes"),
            ("contact.value.text", "\u{202a}٠٧٧٠٠ ٩٠٠١٢٣\u{202c}"),
            ("contact.safe.text", "yes"),
        ];
        let asked = answered(&browser, "reach", &typed).await;
        assert!(asked.text().contains("Is this e-mail address right?") && !asked.text().contains("Is this number right?"), "{}", asked.text());
        let needs = answered(&browser, "reach", &typed).await;
        assert!(needs.text().contains("action=\"/report/needs\""), "asked once: {}", needs.text());
        let check = browser.get("/report/check").await;
        for read in ["We read this as: June 2026 to August 2026", "We read this as: Stockton-on-Tees", "We keep this in your own words.", "No e-mail goes there by itself."] {
            assert!(check.text().contains(read), "{read}: {}", check.text());
        }
        let allow = browser.get("/report/allow").await;
        browser.submit(&allow, "/report/allow", &[("allow.tees-pride.support", "full")]).await;
        let check = browser.get("/report/check").await;
        let receipt = browser.submit(&check, "/report/check", &[]).await;
        assert!(receipt.text().contains("Tees Pride Advocacy"), "TS18 led to them: {}", receipt.text());
        let read = open(&app, "tees-pride").await.2.text();
        for said in [season.as_str(), &corner, "About June 2026 to August 2026", "sam..doe@mail.example – as it was typed", "07700 900123"] {
            assert!(read.contains(said), "{said}: {read}");
        }
        app.finish().await;
    }

    async fn what_a_person_is_asked_about_once_is_asked_for_every_way(app: TestApp) {
        let browser = app.browser();
        answered(&browser, "who", &[("reporter.role", "victim")]).await;
        answered(&browser, "story", &[("incident.account", "x")]).await;
        answered(&browser, "contact", &[("contact.way", "email"), ("contact.way", "text"), ("contact.way", "phone")]).await;
        let typed = [("contact.value.text", "07700 90012"), ("contact.safe.text", "no"), ("contact.value.email", "sam@mail.example")];
        let asked = answered(&browser, "reach", &typed).await.text();
        for anchor in ["contact-value-text", "contact-safe-email", "contact-value-phone"] {
            assert!(asked.contains(&format!("href=\"#{anchor}\"")), "{anchor}: {asked}");
        }
        let changed = [("contact.value.text", "07700 90013"), ("contact.safe.text", "no"), ("contact.value.email", "sam@mail.example")];
        let again = answered(&browser, "reach", &changed).await.text();
        assert!(again.contains("href=\"#contact-value-text\"") && !again.contains("href=\"#contact-value-phone\""), "another number is another question: {again}");
        let needs = answered(&browser, "reach", &changed).await.text();
        assert!(needs.contains("action=\"/report/needs\""), "{needs}");
        let only = answered(&browser, "needs", &[("contact.needs", "text-only")]).await.text();
        assert!(only.contains("you did not give a safe one"), "{only}");
        let safety = answered(&browser, "needs", &[("contact.needs", "text-only")]).await.text();
        assert!(safety.contains("action=\"/report/safety\""), "{safety}");
        let check = browser.get("/report/check").await;
        let receipt = browser.submit(&check, "/report/check", &[]).await;
        assert!(receipt.text().contains("We have your report"), "{}", receipt.text());
        app.finish().await;
    }

    async fn somebody_beyond_the_border_is_told_so_and_who_helps_there(app: TestApp) {
        let browser = app.browser();
        answered(&browser, "who", &[("reporter.role", "victim")]).await;
        answered(&browser, "story", &[("incident.account", "x")]).await;
        for (postcode, town, told) in [("EH1 1YZ", "", "Police Scotland"), ("", "Belfast", "PSNI"), ("im1 1aa", "", "Isle of Man Constabulary"), ("", "Jersey", "States of Jersey Police")] {
            let page = answered(&browser, "place", &[("incident.where.postcode", postcode), ("place.area", town)]).await.text();
            assert!(page.contains("This is outside England and Wales") && page.contains(told), "{postcode}{town}: {page}");
        }
        let why = answered(&browser, "elsewhere", &[]).await.text();
        assert!(why.contains("action=\"/report/why\""), "and goes on: {why}");
        answered(&browser, "place", &[("incident.where.postcode", "EH1 1YZ")]).await;
        let check = browser.get("/report/check").await.text();
        assert!(check.contains("We read this as: Scotland") && check.contains("action=\"/report/check\""), "{check}");
        app.finish().await;
    }

    async fn the_api_takes_words_and_unchecked_ways_and_stays_strict_about_the_rest(app: TestApp) {
        let (when, place, home) = (app.seed("season"), app.seed("corner"), app.seed("home"));
        let report = |unchecked: bool| {
            json!({
                "incident": {"account": "x", "strands": ["transgender"], "when": {"words": when}, "where": {"words": place, "postcode": "TS18 1AB"}},
                "victim": {"words": home},
                "contact": {"methods": [{"kind": "email", "value": "sam..doe@mail.example", "safe": true, "unchecked": unchecked}]},
                "permission": {"agencies": {"tees-pride": {"support": "full"}}}
            })
        };
        let strict = app.post("/api/v1/reports", &report(false)).await;
        assert_eq!(strict.faults(), [("/contact/methods/0/value".to_owned(), "bad-email".to_owned())]);
        let taken = app.post("/api/v1/reports", &report(true)).await;
        assert_eq!(taken.status, 201, "{}", taken.text());
        let read = open(&app, "tees-pride").await.2.text();
        for said in [&when, &place, &home] {
            assert!(read.contains(said.as_str()), "{said}: {read}");
        }
        app.advance("3 days");
        app.deliver_mail().await;
        assert!(app.letters_to("sam..doe@mail.example").is_empty(), "only people use what is unchecked");
        app.finish().await;
    }

    async fn the_desk_finds_a_report_by_what_was_copied_from_anywhere(app: TestApp) {
        let receipted = app.submit(&told_by("Sam Doe", "\u{202a}+44 7700 900123\u{202c}", "\u{200e}sam@mail.example")).await;
        marked(&app).await;
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        let name = reference(&receipted);
        let page = person.browser.get("/desk").await;
        let tail = name.trim_start_matches("WM-").replace('-', "\u{2013}");
        for typed in [format!("WM\u{2013}{tail}"), format!("Ref: {name}."), format!("{name}\u{200b}"), "٠٧٧٠٠ ٩٠٠١٢٣".to_owned(), "07700–900–123".to_owned(), "sam@mail.example\u{202c}".to_owned()] {
            let sent = person.browser.submit(&page, "/desk/search", &[("sought", &typed)]).await;
            assert!(sent.text().contains(&name), "{}: {}", typed.escape_unicode(), sent.text());
        }
        app.finish().await;
    }
}
