//! The form as a person uses it: one thing at a time, without scripts.

use serde_json::json;

use crate::app::{Answer, Browser, TestApp, hidden};
use crate::stories;

/// A page and what is typed on it.
type Typed<'a> = (&'a str, &'a [(&'a str, &'a str)]);

/// Answers pages in turn, as they come. Says where the form leads then.
async fn answer(browser: &Browser, pages: &[Typed<'_>]) -> Answer {
    let mut page = browser.get("/report/who").await;
    for (step, fields) in pages {
        assert!(page.text().contains(&format!("action=\"/report/{step}\"")), "the form is not at {step}: {}", page.text());
        page = browser.submit(&page, &format!("/report/{step}"), fields).await;
    }
    page
}

const STORY: &[Typed<'_>] = &[("who", &[("reporter.role", "victim")])];

/// What is chosen: whether the input with this name and value is checked.
fn has_choice(html: &str, name: &str, value: &str) -> bool {
    html.split("<input ").any(|tag| tag.contains(&format!("name=\"{name}\"")) && tag.contains(&format!("value=\"{value}\"")))
}

/// What a page shows of an organisation before it is chosen: its card, and the parts that the card names.
fn shown_of(page: &str, card: &str) -> String {
    let card = page.split(&format!("id=\"{card}\"")).nth(1).unwrap().split("</section>").next().unwrap();
    let parts = card.split("href=\"#part-").skip(1).map(|rest| format!("id=\"part-{}\"", rest.split('"').next().unwrap()));
    let parts = parts.map(|id| page.split(&id).nth(1).unwrap().split("</details>").next().unwrap());
    std::iter::once(card).chain(parts).collect()
}

stories! {
    async fn a_person_says_what_happened_sees_who_would_know_and_gets_a_receipt(app: TestApp) {
        let browser = app.browser();
        let (account, name, number) = (app.seed("account"), app.seed("Name"), "07700 900123");
        let suspect = app.seed("suspect");
        let pages: &[Typed<'_>] = &[
            ("who", &[("reporter.role", "victim")]),
            ("story", &[("incident.account", &account)]),
            ("kinds", &[("incident.types", "threat"), ("incident.types", "spitting")]),
            ("when", &[("incident.when.precision", "exact")]),
            ("day", &[("incident.when.from.day", "14"), ("incident.when.from.month", "nov"), ("incident.when.from.year", "2026"), ("incident.when.time", "9.30pm")]),
            ("setting", &[("incident.where.setting", "street")]),
            ("place", &[("place.area", "stockton")]),
            ("why", &[("incident.strands", "transgender")]),
            ("more-about-why", &[("incident.aspects", "transgender/trans-woman")]),
            ("before", &[("incident.repeated", "first")]),
            ("told", &[]),
            ("relation", &[("suspect.relation", "neighbour")]),
            ("them", &[("suspect.description", &suspect)]),
            ("hurt", &[("risk.injury", "no")]),
            ("person", &[("victim.name", &name), ("victim.age_band", "25-34")]),
            ("home", &[]),
            ("contact", &[("contact.way", "text"), ("contact.way", "email")]),
            ("reach", &[("contact.value.text", number), ("contact.safe.text", "yes"), ("contact.value.email", "alex@mail.example"), ("contact.safe.email", "no")]),
            ("needs", &[("contact.needs", "bsl-interpreter")]),
            ("safety", &[("risk.in_danger", "no"), ("risk.self_harm", "no")]),
        ];
        let allow = answer(&browser, pages).await;
        let text = allow.text();
        for told in ["Tees Pride Advocacy", "Tees Police", "North Council", "Open Tally"] {
            assert!(text.contains(told), "{told}: {text}");
        }
        assert!(text.contains("They work here: Cleveland") && text.contains("2 working days"), "why, and how soon: {text}");
        assert!(!text.contains(" checked"), "nothing is chosen beforehand");
        assert!(!has_choice(&text, "allow.tees-pride.support", "anonymous"), "who must reach the person is not offered without a name");
        assert!(!has_choice(&text, "allow.open-tally.inform", "full"), "counting is always without a name");
        let before = shown_of(&text, "tees-pride-support");
        let needs = ["Someone to listen", "Tees Pride Advocacy", "Be safer", "North Council", "Have it looked into", "Tees Police", "Be counted"];
        let places: Vec<usize> = needs.iter().map(|words| text.find(words).unwrap()).collect();
        assert!(places.is_sorted(), "by what somebody needs, whoever listens first: {places:?}");
        assert_eq!(text.matches(&account).count(), 1, "what several would see stands there once");
        assert!(shown_of(&text, "tees-police-investigate").contains("immigration enforcement"), "the warnings stand at the name");
        assert!(before.contains(&account) && before.contains(number) && !before.contains("alex@mail.example") && !before.contains(&suspect));
        let choices = [("allow.tees-pride.support", "full"), ("allow.tees-police.investigate", "no"), ("allow.open-tally.inform", "anonymous"), ("allow.north-council.protect", "never")];
        let about = browser.submit(&allow, "/report/allow", &choices).await;
        let check = browser.submit(&about, "/report/about-you", &[("monitoring.gender", "woman")]).await;
        let shown = check.text();
        assert!(!shown.contains("Not provided") && shown.contains("You left the other questions empty"), "{shown}");
        assert!(shown.contains("it goes to: Tees Pride Advocacy, Open Tally.") && shown.contains("/report/story?change"), "{shown}");
        let (first, rest) = shown.split_once("id=\"part-1\"").unwrap();
        assert!(first.contains("<button type=\"submit\">Send my report</button>"), "it can be sent before all is read again");
        assert!(rest.contains("form=\"send\">Send my report</button>"), "and when all was read");
        let receipt = browser.submit(&check, "/report/check", &[]).await;
        assert!(receipt.text().contains("Tees Pride Advocacy") && !receipt.text().contains("Tees Police"), "{}", receipt.text());
        assert_eq!(browser.get("/report/receipt").await.text(), receipt.text(), "a reload shows it again");
        let double = browser.submit(&check, "/report/check", &[]).await;
        assert_eq!(double.text(), receipt.text(), "sent twice is sent once");
        let late = browser.submit(&check, "/report/story", &[("incident.account", "more")]).await;
        assert_eq!(late.text(), receipt.text(), "another window that was left open leads to the receipt");
        for said in ["It has not left yet.", "It is to go to 1 organisation, and has not left yet.", "How to reach our team", "sms:07700900103"] {
            assert!(receipt.text().contains(said), "{said}: {}", receipt.text());
        }
        assert_eq!(app.deliver_mail().await.sent, 2);
        let now = browser.get("/report/receipt").await.text();
        assert!(now.contains("We sent your report to 1 organisation.") && !now.contains("It has not left yet."), "{now}");
        let (reader, link, _) = crate::recipients::open(&app, "tees-pride").await;
        let read = reader.get(&format!("{link}/referral")).await.text();
        for shown in [account.as_str(), name.as_str(), number, "Threats", "Being a trans woman", "14 November 2026, 9:30pm"] {
            assert!(read.contains(shown) && before.contains(shown), "{shown} is shown before and after");
        }
        assert!(!read.contains("alex@mail.example") && !read.contains(&suspect));
        app.finish().await;
    }

    async fn whatever_was_said_stands_on_the_last_page_even_where_it_is_no_longer_asked(app: TestApp) {
        let browser = app.browser();
        answer(&browser, STORY).await;
        let (agreed, reason) = (app.seed("agreed"), app.seed("reason"));
        for (step, fields) in [
            ("who", &[("reporter.role", "on-behalf")]),
            ("agreed", &[("reporter.how_agreed", agreed.as_str())]),
            ("story", &[("incident.account", "They shouted.")]),
            ("home", &[("victim.housing", "no-fixed-address")]),
            ("no-home", &[("victim.homeless_reason", "violence-or-threats")]),
            ("home", &[("victim.housing", "owned")]),
            ("needs", &[("contact.interpreter", reason.as_str())]),
        ] {
            let page = browser.get(&format!("/report/{step}")).await;
            browser.submit(&page, &format!("/report/{step}"), fields).await;
        }
        let check = browser.get("/report/check").await.text();
        for said in ["I am telling it for someone else", &agreed, "They shouted.", "/report/no-home?change", &reason] {
            assert!(check.contains(said), "{said}: {check}");
        }
        let empty = check.split("You left the other questions empty").nth(1).unwrap().split("</details>").next().unwrap();
        assert!(empty.contains("/report/when?change") && !empty.contains("/report/story?change"), "{empty}");
        assert_eq!(check.matches("You left the other questions empty").count(), 1, "one line for all that was not said");
        app.finish().await;
    }

    async fn the_receipt_can_be_saved_as_a_neutral_file_and_made_safer_with_a_word(app: TestApp) {
        let browser = app.browser();
        answer(&browser, STORY).await;
        let story = browser.get("/report/story").await;
        let place = browser.submit(&story, "/report/story", &[("incident.account", "x"), ("go", "finish")]).await;
        assert!(place.text().contains("action=\"/report/place?finish\"") && !place.text().contains("Finish now"), "where it was is asked first");
        assert!(place.text().contains("href=\"/report/story\""), "back leads to where they were");
        let contact = browser.submit(&place, "/report/place?finish", &[]).await;
        assert!(contact.text().contains("action=\"/report/contact?finish\"") && contact.text().contains("href=\"/report/place?finish\""));
        let reach = browser.submit(&contact, "/report/contact?finish", &[("contact.way", "email")]).await;
        assert!(reach.text().contains("action=\"/report/reach?finish\""), "{}", reach.text());
        let back = browser.get("/report/contact?finish").await;
        let allow = browser.submit(&back, "/report/contact?finish", &[]).await;
        assert!(allow.text().contains("action=\"/report/allow\""), "then finishing leads to who may know");
        assert!(allow.text().contains("href=\"/report/contact?finish\""), "and back to the last page that they saw");
        let about = browser.submit(&allow, "/report/allow", &[]).await;
        let check = browser.submit(&about, "/report/about-you", &[]).await;
        let receipt = browser.submit(&check, "/report/check", &[]).await;
        assert!(receipt.text().contains("Thank you for telling us. It is not your fault."));
        let code = receipt.text().split("class=\"code\"><bdi>").nth(1).unwrap().split('<').next().unwrap().to_owned();
        app.guard(&code);
        let note = browser.get("/report/receipt/note.txt").await;
        assert!(note.text().contains(&code) && note.text().lines().count() == 2, "two numbers and nothing else");
        assert_eq!(note.header("content-disposition"), "attachment; filename=\"note.txt\"");
        let blank = browser.submit(&receipt, "/report/receipt/word", &[("word", " ")]).await;
        assert!(blank.text().contains("href=\"#word\""), "{}", blank.text());
        let word = app.seed("heron");
        let worded = browser.submit(&receipt, "/report/receipt/word", &[("word", &word)]).await;
        assert!(!worded.text().contains("name=\"word\""));
        assert_eq!(app.with_receipt(reqwest::Method::GET, "/api/v1/report", &json!({"receipt": code}), None).await.status, 404);
        let done = browser.submit(&worded, "/report/receipt/saved", &[]).await;
        assert!(done.text().contains("gone from this screen"));
        assert_eq!(browser.get("/report/receipt").await.status, 403, "once saved, it is not shown again");
        let home = browser.get("/your-report").await;
        let opened = browser.submit(&home, "/your-report", &[("receipt", &code), ("word", &word)]).await;
        assert!(opened.text().contains("WM-"));
        app.finish().await;
    }

    async fn what_is_too_long_is_said_not_to_be_kept_and_what_was_sent_before_is(app: TestApp) {
        let browser = app.browser();
        answer(&browser, STORY).await;
        let first = app.seed("first");
        let story = browser.get("/report/story").await;
        browser.submit(&story, "/report/story", &[("incident.account", &first)]).await;
        let long = "x".repeat(5 << 20);
        let refused = browser.submit_only(&story, "/report/story", &[("incident.account", &long)]).await;
        assert!(refused.status == 413 && refused.text().contains("none of it is kept"), "{}, {}: {}", refused.status, refused.header("location"), refused.text());
        assert!(browser.get("/report/story?go").await.text().contains(&first), "what was sent before is kept");
        app.finish().await;
    }

    async fn a_page_with_faults_keeps_every_answer_and_says_what_to_mend(app: TestApp) {
        let browser = app.browser();
        answer(&browser, STORY).await;
        let long = format!("{} {}", app.seed("corner"), "x".repeat(1_100));
        let page = browser.get("/report/place").await;
        let again = browser.submit(&page, "/report/place", &[("incident.where.place", long.as_str())]).await;
        let text = again.text();
        assert!(text.contains("<title>Error: ") && text.contains(&long), "{text}");
        assert!(text.contains("href=\"#incident-where-place\"") && !text.contains("entries in a list"), "in words for people: {text}");
        let check = browser.get("/report/check").await;
        assert!(check.text().contains("/report/place?change&#38;mend#incident-where-place"), "the last page says where: {}", check.text());
        assert!(!check.text().contains("action=\"/report/check\""), "and sends nothing");
        let mend = browser.get("/report/place?change&mend").await;
        let mended = browser.submit(&mend, "/report/place?change", &[("incident.where.place", "the corner")]).await;
        assert!(!mended.text().contains("#incident-where-place") && mended.text().contains("the corner"));
        assert!(mended.text().contains("/report/story?change&#38;mend#incident-account"), "a story or a kind is still wanted");
        app.finish().await;
    }

    async fn answers_are_gone_after_an_hour_and_what_is_sent_then_is_kept(app: TestApp) {
        let browser = app.browser();
        answer(&browser, STORY).await;
        let story = browser.get("/report/story").await;
        let early = app.seed("early");
        browser.submit(&story, "/report/story", &[("incident.account", &early)]).await;
        app.advance("14 minutes");
        assert!(browser.get("/report/story").await.text().contains(&early), "going back shows it");
        app.advance("2 minutes");
        let rest = browser.get("/report/story").await;
        assert_eq!((rest.status, rest.header("location")), (303, "/report"), "after a while it is not shown unasked");
        let start = browser.get("/report").await;
        assert!(!start.text().contains(&early) && start.text().contains("value=\"on\""));
        let on = browser.submit(&start, "/report", &[("go", "on")]).await;
        assert!(on.text().contains("action=\"/report/kinds\""), "going on leads to where it stopped");
        assert!(browser.get("/report/story").await.text().contains(&early));
        app.advance("61 minutes");
        assert_eq!(browser.get("/report/kinds").await.header("location"), "/report?over");
        let place = app.seed("late");
        let next = browser.submit(&on, "/report/place", &[("incident.where.place", &place)]).await;
        assert!(next.text().contains("What you sent just now is kept"), "{}", next.text());
        assert!(browser.get("/report/check").await.text().contains(&place));
        app.finish().await;
    }

    async fn answers_are_kept_for_a_day_only_when_the_person_asks(app: TestApp) {
        let browser = app.browser();
        answer(&browser, STORY).await;
        let story = browser.get("/report/story").await;
        let account = app.seed("kept");
        browser.submit(&story, "/report/story", &[("incident.account", &account)]).await;
        let later = browser.get("/report/later").await;
        let kept = browser.submit_only(&later, "/report/later", &[]).await;
        assert!(kept.header("set-cookie").contains("Max-Age=86400"), "{}", kept.header("set-cookie"));
        app.advance("23 hours");
        let start = browser.get("/report").await;
        assert!(!start.text().contains(&account));
        browser.submit(&start, "/report", &[("go", "on")]).await;
        assert!(browser.get("/report/story").await.text().contains(&account));
        let start = browser.get("/report").await;
        browser.submit(&start, "/report", &[("go", "again")]).await;
        assert_eq!(browser.get("/report/story").await.header("location"), "/report?over", "starting again forgets them");
        app.finish().await;
    }

    async fn somebody_who_speaks_for_another_passes_on_facts_without_a_name_at_most(app: TestApp) {
        let browser = app.browser();
        let pages: &[Typed<'_>] = &[
            ("who", &[("reporter.role", "on-behalf")]),
            ("agreed", &[("reporter.victim_agreed", "no")]),
            ("story", &[("incident.account", "x")]),
        ];
        answer(&browser, pages).await;
        let place = browser.get("/report/place").await;
        browser.submit(&place, "/report/place", &[("incident.where.postcode", "TS18 1AB")]).await;
        let allow = browser.get("/report/allow").await;
        assert!(has_choice(&allow.text(), "allow.tees-police.investigate", "anonymous"), "{}", allow.text());
        assert!(!has_choice(&allow.text(), "allow.tees-police.investigate", "full"), "the name is not theirs to give");
        let agreed = browser.get("/report/agreed?change").await;
        browser.submit(&agreed, "/report/agreed?change", &[("reporter.victim_agreed", "yes")]).await;
        let allow = browser.get("/report/allow").await;
        assert!(has_choice(&allow.text(), "allow.tees-police.investigate", "full"));
        app.finish().await;
    }

    async fn a_witness_is_done_in_nine_pages_and_can_be_asked_what_they_saw(app: TestApp) {
        let browser = app.browser();
        let (account, seen, number) = (app.seed("account"), app.seed("seen"), "07700 900456");
        let pages: &[Typed<'_>] = &[
            ("who", &[("reporter.role", "witness")]),
            ("story", &[("incident.account", &account)]),
            ("place", &[("incident.when.words", "on 14 November 2026 at about 9 pm"), ("incident.where.postcode", "TS18 1AB")]),
            ("why", &[("incident.strands", "race")]),
            ("them", &[("suspect.description", &seen), ("risk.in_danger", "no")]),
            ("contact", &[("contact.way", "text")]),
            ("reach", &[("contact.value.text", number), ("contact.safe.text", "yes")]),
        ];
        let allow = answer(&browser, pages).await;
        let text = allow.text();
        assert!(has_choice(&text, "allow.tees-police.investigate", "full"), "what they saw can pass, with their own contact: {text}");
        let shown = shown_of(&text, "tees-police-investigate");
        assert!(shown.contains(&account) && shown.contains(&seen), "{shown}");
        let check = browser.submit(&allow, "/report/allow", &[("allow.tees-police.investigate", "full")]).await;
        assert!(check.text().contains("action=\"/report/check\"") && check.text().contains("14 November 2026"), "{}", check.text());
        assert!(check.text().contains("/report/person?change"), "whoever knows more can say it");
        browser.submit(&check, "/report/check", &[]).await;
        app.deliver_mail().await;
        let (reader, link, _) = crate::recipients::open(&app, "tees-police").await;
        let read = reader.get(&format!("{link}/referral")).await.text();
        assert!(read.contains(&account) && read.contains(&seen), "{read}");
        assert!(!read.contains("About the person it happened to"), "and nothing that names the person it happened to: {read}");
        app.finish().await;
    }

    async fn whoever_works_with_the_person_says_from_where(app: TestApp) {
        let browser = app.browser();
        let from = app.seed("Sample Housing, ref 12");
        let mut page = browser.get("/report/who").await;
        page = browser.submit(&page, "/report/who", &[("reporter.role", "professional")]).await;
        assert!(page.text().contains("Where do you work?"), "{}", page.text());
        page = browser.submit(&page, "/report/agreed", &[("reporter.from", from.as_str()), ("reporter.victim_agreed", "yes")]).await;
        browser.submit(&page, "/report/story", &[("incident.account", "x")]).await;
        let place = browser.get("/report/place").await;
        browser.submit(&place, "/report/place", &[("incident.where.postcode", "TS18 1AB")]).await;
        let allow = browser.get("/report/allow").await.text();
        assert!(shown_of(&allow, "tees-police-investigate").contains(&from), "whoever is chosen can see it, and that is shown: {allow}");
        let who = browser.get("/report/who?change").await;
        browser.submit(&who, "/report/who?change", &[("reporter.role", "on-behalf")]).await;
        assert!(!browser.get("/report/allow").await.text().contains(&from), "only of somebody whose work it is");
        app.finish().await;
    }

    async fn what_the_page_of_permission_misses_is_one_link_away_and_leads_back(app: TestApp) {
        let browser = app.browser();
        answer(&browser, STORY).await;
        let story = browser.get("/report/story").await;
        browser.submit(&story, "/report/story", &[("incident.account", "x")]).await;
        let allow = browser.get("/report/allow").await.text();
        for link in ["/report/place?allow", "/report/contact?allow", "/report/never?allow"] {
            assert!(allow.contains(&format!("href=\"{link}\"")), "{link}: {allow}");
        }
        let place = browser.get("/report/place?allow").await;
        assert!(place.text().contains("href=\"/report/allow\""), "back is back");
        let allow = browser.submit(&place, "/report/place?allow", &[("incident.where.postcode", "TS18 1AB")]).await;
        assert!(allow.text().contains("action=\"/report/allow\"") && !allow.text().contains("/report/place?allow"), "{}", allow.text());
        let contact = browser.get("/report/contact?allow").await;
        let reach = browser.submit(&contact, "/report/contact?allow", &[("contact.way", "text")]).await;
        let ways = [("contact.value.text", "07700 900123"), ("contact.safe.text", "yes")];
        let allow = browser.submit(&reach, "/report/reach?allow", &ways).await;
        assert!(allow.text().contains("action=\"/report/allow\"") && !allow.text().contains("/report/contact?allow"), "{}", allow.text());
        app.finish().await;
    }

    async fn where_nobody_can_help_it_says_so_and_waits_only_when_allowed(app: TestApp) {
        let browser = app.browser();
        answer(&browser, STORY).await;
        let story = browser.get("/report/story").await;
        browser.submit(&story, "/report/story", &[("incident.account", "x")]).await;
        let place = browser.get("/report/place").await;
        browser.submit(&place, "/report/place", &[("incident.where.postcode", "M1 1AE")]).await;
        let allow = browser.get("/report/allow").await;
        assert!(allow.text().contains("Nobody has yet agreed") && has_choice(&allow.text(), "purposes.support", "ask") && !has_choice(&allow.text(), "purposes.support", "full"), "{}", allow.text());
        let about = browser.submit(&allow, "/report/allow", &[("purposes.support", "ask")]).await;
        let check = browser.submit(&about, "/report/about-you", &[]).await;
        let receipt = browser.submit(&check, "/report/check", &[]).await;
        assert!(receipt.text().contains("Support: nobody has yet agreed"), "{}", receipt.text());
        app.finish().await;
    }

    async fn whoever_comes_up_after_the_choice_is_not_told_unasked(app: TestApp) {
        let browser = app.browser();
        answer(&browser, STORY).await;
        let story = browser.get("/report/story").await;
        let allow = browser.submit(&story, "/report/story", &[("incident.account", "x"), ("go", "finish")]).await;
        browser.submit(&allow, "/report/allow", &[("allow.open-tally.inform", "anonymous"), ("purposes.investigate", "ask")]).await;
        let place = browser.get("/report/place?change").await;
        let check = browser.submit(&place, "/report/place?change", &[("incident.where.postcode", "TS18 1AB")]).await;
        assert!(check.text().contains("someone you were not asked about"), "{}", check.text());
        let receipt = browser.submit(&check, "/report/check", &[]).await;
        assert!(receipt.text().contains("Open Tally") && !receipt.text().contains("Tees Police"), "{}", receipt.text());
        app.finish().await;
    }

    async fn what_a_page_of_the_form_notes_is_said_in_words(app: TestApp) {
        let browser = app.browser();
        answer(&browser, STORY).await;
        let hurt = browser.get("/report/hurt").await.text();
        assert!(hurt.contains("Take photos of injuries") && !hurt.contains("hurt-1") && !hurt.contains("hurt-2"), "{hurt}");
        app.finish().await;
    }

    async fn a_form_from_another_site_is_refused(app: TestApp) {
        let browser = app.browser();
        let page = browser.get("/report/who").await;
        let token = hidden(&page.text(), "form_token");
        let post = || browser.http().post(browser.at("/report/who")).header("Content-Type", "application/x-www-form-urlencoded");
        let foreign = browser.send(post().header("Sec-Fetch-Site", "cross-site").body(format!("form_token={token}&reporter.role=victim"))).await;
        assert_eq!(foreign.status, 403, "the browser said that another site sent it");
        assert_eq!(browser.send(post().body("reporter.role=victim")).await.status, 403, "an old browser without the token");
        assert_eq!(browser.send(post().body("form_token=guess&reporter.role=victim")).await.status, 403);
        let old = browser.send(post().body(format!("form_token={token}&reporter.role=victim"))).await;
        assert_eq!(old.status, 303, "an old browser with the token of its own page");
        app.finish().await;
    }
}
