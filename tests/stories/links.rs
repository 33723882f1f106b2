//! Reports that belong together show a pattern, to whoever may open them.

use serde_json::{Value as Json, json};
use waymark_core::staff::Role;

use crate::app::{Answer, TestApp};
use crate::desk::{Person, invited, reference};
use crate::find::{marked, told_by};
use crate::stories;

fn path(receipted: &Json) -> String {
    format!("/desk/reports/{}/links", reference(receipted))
}

/// Opens a report and its page of links.
async fn at_links(person: &Person, receipted: &Json) -> Answer {
    let inbox = person.browser.get("/desk").await;
    let case = person.open(&inbox, &reference(receipted)).await;
    assert!(case.text().contains(&format!("href=\"{}\"", path(receipted))), "{}", case.text());
    let page = person.browser.get(&path(receipted)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    page
}

async fn link(person: &Person, page: &Answer, one: &Json, other: &Json, bond: &str, note: &str) -> Answer {
    let fields = [("other", reference(other)), ("bond", bond.to_owned()), ("note", note.to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    person.browser.submit(page, &path(one), &fields).await
}

/// What stands of the pattern, in its order.
fn pattern(page: &Answer) -> String {
    let text = page.text();
    text.split("id=\"pattern\"").nth(1).unwrap().split("id=\"link\"").next().unwrap().to_owned()
}

fn on_the(day: &str, kind: &str) -> Json {
    json!({"incident": {"account": "x", "types": [kind], "strands": ["disability"], "when": {"precision": "day", "from": day}, "where": {"area": "E06000004"}}, "risk": {"weapon": "yes"}})
}

stories! {
    async fn linked_reports_show_a_pattern_over_all_steps(app: TestApp) {
        let late = app.submit(&on_the("2026-11-18", "graffiti")).await;
        let early = app.submit(&on_the("2026-10-02", "threat")).await;
        let middle = app.submit(&on_the("2026-11-03", "damage")).await;
        let apart = app.submit(&on_the("2026-11-04", "arson")).await;
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        let page = at_links(&person, &late).await;
        assert!(page.text().contains("It is linked with no other report"), "{}", page.text());
        let note = app.seed("samewords");
        let nothing = person.browser.submit_only(&page, &path(&late), &[("other", "WM-0000-0000"), ("note", &note)]).await;
        for fault in ["There is no report with this reference", "Please choose why they belong together", &note] {
            assert!(nothing.text().contains(fault), "{fault}: {}", nothing.text());
        }
        let itself = person.browser.submit_only(&page, &path(&late), &[("other", &reference(&late)), ("bond", "other")]).await;
        assert!(itself.text().contains("This is the report itself") && itself.text().contains("Please say in the note"), "{}", itself.text());
        let linked = link(&person, &page, &late, &middle, "same-people-did-it", &note).await;
        assert!(linked.text().contains("They are linked now."), "{}", linked.text());
        let page = at_links(&person, &middle).await;
        link(&person, &page, &middle, &early, "same-place", "").await;
        let seen = person.browser.get(&path(&late)).await;
        let shown = pattern(&seen);
        let at = |one: &Json| shown.find(&format!("number\">{}", reference(one))).unwrap_or_else(|| panic!("{shown}"));
        assert!(at(&early) < at(&middle) && at(&middle) < at(&late), "in the order of time: {shown}");
        for words in ["Happened on 2 October 2026", "Stockton-on-Tees", "Graffiti", "Disability", "Risk: High", "Nobody was told", "Same people did it:", "Same place:", &note, &person.name] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        assert!(!seen.text().contains(&reference(&apart)));
        let history = person.browser.get(&format!("/desk/reports/{}", reference(&late))).await.text();
        assert!(history.contains("Linked with another report") && !history.contains(&note) && !history.contains(&reference(&middle)), "{history}");
        assert!(!serde_json::to_string(&app.view(&late).await).unwrap().contains(&reference(&middle)), "no receipt shows a link");
        let ended = person.browser.submit(&seen, &format!("{}/end", path(&late)), &[("other", &reference(&middle))]).await;
        assert!(ended.text().contains("The link is ended.") && !pattern(&ended).contains(&reference(&early)), "{}", ended.text());
        assert!(!pattern(&at_links(&person, &middle).await).contains(&reference(&late)), "on both");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_was_erased_is_neither_shown_nor_followed(app: TestApp) {
        let (one, two, three) = (app.submit(&on_the("2026-11-01", "threat")).await, app.submit(&on_the("2026-11-02", "threat")).await, app.submit(&on_the("2026-11-03", "threat")).await);
        let person = invited(&app, Role::Duty, "").await;
        person.sign_in(&app).await;
        let note = app.seed("aboutthem");
        let page = at_links(&person, &one).await;
        link(&person, &page, &one, &two, "other", &note).await;
        let page = at_links(&person, &two).await;
        let whole = link(&person, &page, &two, &three, "same-person", "").await;
        assert!(pattern(&whole).contains(&reference(&one)) && pattern(&whole).contains(&reference(&three)));
        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &two, None).await;
        for step in ["sealed off", "destroyed"] {
            let text = at_links(&person, &one).await.text();
            for hidden in [&reference(&two), &reference(&three), &note] {
                assert!(!text.contains(hidden.as_str()), "{step}: {hidden}: {text}");
            }
            app.advance("8 days");
            app.tend().await;
            person.sign_in(&app).await;
        }
        let page = at_links(&person, &one).await;
        let refused = person.browser.submit_only(&page, &path(&one), &[("other", &reference(&two)), ("bond", "same-place")]).await;
        assert!(refused.text().contains("There is no report with this reference"), "{}", refused.text());
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_shares_a_number_a_name_or_a_place_is_suggested_and_linked_in_one_step(app: TestApp) {
        let one = app.submit(&told_by("Sam Doe", "07700 900111", "sam@mail.example")).await;
        let mut same = told_by("Somebody Else", "+44 7700 900111", "else@mail.example");
        same["incident"]["where"]["postcode"] = json!("M1 1AE");
        let same = app.submit(&same).await;
        let near = app.submit(&told_by("Kim Roe", "07700 900222", "kim@mail.example")).await;
        let mut far = told_by("Lee Poe", "07700 900333", "lee@mail.example");
        far["incident"]["where"]["postcode"] = json!("M1 1AE");
        let far = app.submit(&far).await;
        marked(&app).await;
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        let page = at_links(&person, &one).await;
        let text = page.text();
        assert!(text.contains(&reference(&same)) && text.contains("same phone number") && text.contains("Link: Same person"), "{text}");
        assert!(text.contains(&reference(&near)) && text.contains("same place") && text.contains("Link: Same place"), "{text}");
        assert!(!text.contains(&reference(&far)), "{text}");
        let linked = link(&person, &page, &one, &same, "same-person", "").await;
        let text = linked.text();
        assert!(pattern(&linked).contains(&reference(&same)), "{text}");
        assert!(!text.split("id=\"suggestions\"").nth(1).unwrap().contains(&reference(&same)), "what is linked is not suggested again: {text}");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn at_a_centre_only_its_own_reports_are_found_suggested_and_shown(app: TestApp) {
        let manager = invited(&app, Role::CentreManager, "library").await;
        manager.sign_in(&app).await;
        let page = manager.browser.get("/desk/keys").await;
        let made = manager.browser.submit(&page, "/desk/keys", &[("name", "x")]).await;
        let key = made.text();
        let key = format!("wmk_{}", key.split("wmk_").nth(1).unwrap().split('<').next().unwrap());
        app.guard(&key);
        let theirs = |report: Json| {
            let request = app.http().post(format!("{}/api/v1/reports", app.url)).header("Authorization", format!("Bearer {key}")).json(&report);
            app.send(request)
        };
        let one = theirs(told_by("Sam Doe", "07700 900111", "sam@mail.example")).await.json();
        let two = theirs(told_by("Sam Doe", "07700 900111", "sam@mail.example")).await.json();
        let elsewhere = app.submit(&told_by("Sam Doe", "07700 900111", "sam@mail.example")).await;
        for receipted in [&one, &two] {
            app.guard(receipted["receipt"].as_str().unwrap());
        }
        marked(&app).await;
        let inbox = manager.browser.get("/desk").await;
        let found = manager.browser.submit(&inbox, "/desk/search", &[("sought", "sam doe")]).await.text();
        assert!(found.contains("2 reports") && found.contains(&reference(&two)) && !found.contains(&reference(&elsewhere)), "{found}");
        let coordinator = invited(&app, Role::Coordinator, "").await;
        coordinator.sign_in(&app).await;
        let page = at_links(&coordinator, &one).await;
        let note = app.seed("notforthem");
        link(&coordinator, &page, &one, &elsewhere, "other", &note).await;
        let shown = at_links(&manager, &one).await.text();
        assert!(shown.contains("It is linked with no other report that you may open") && shown.contains(&reference(&two)), "{shown}");
        assert!(!shown.contains(&reference(&elsewhere)) && !shown.contains(&note), "{shown}");
        let history = manager.browser.get(&format!("/desk/reports/{}", reference(&one))).await.text();
        assert!(!history.contains(&note) && !history.contains(&reference(&elsewhere)), "{history}");
        app.deliver_mail().await;
        app.finish().await;
    }
}
