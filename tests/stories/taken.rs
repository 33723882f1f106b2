//! Whose report it is, whom to ring first, and what a talk at a shared screen needs.

use serde_json::{Value as Json, json};
use waymark_core::staff::Role;

use crate::app::{Answer, Browser, TestApp};
use crate::desk::{Person, invited};
use crate::stories;
use crate::take_down::{code_after, read_back};

const PAGE: &str = "/desk/take-down";

fn reference(receipted: &Json) -> String {
    receipted["reference"].as_str().unwrap().to_owned()
}

/// The beginning of the shown page, up to this heading.
fn before(page: &Answer, heading: &str) -> String {
    page.text().split(heading).next().unwrap().to_owned()
}

async fn sent(person: &Person, app: &TestApp, check: &Answer) -> Answer {
    let slip = person.browser.submit(check, "/desk/take-down/check", &[]).await;
    app.guard(&code_after(&slip, "Show the receipt"));
    slip
}

/// Signs in on a device that others use.
async fn shared(app: &TestApp, person: &Person, browser: &Browser) -> Answer {
    person.sign_in_at(app, browser, &[("shared", "yes")]).await
}

stories! {
    async fn whose_report_it_is_stands_before_the_story_for_the_desk_and_whose_number_for_whoever_may_write(app: TestApp) {
        let (how, number) = (app.seed("nodded"), "07700 900123");
        let mut report = app.report();
        report["reporter"] = json!({"role": "on-behalf", "victim_agreed": true, "how_agreed": how});
        report["contact"] = json!({"of": "reporter", "methods": [{"kind": "text", "value": number, "safe": true}]});
        report["permission"] = json!({"agencies": {"tees-pride": {"support": "full"}}, "never": ["north-council"]});
        let receipted = app.submit(&report).await;
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await.text();
        let whose = case.split("Whose report it is").nth(1).unwrap_or_else(|| panic!("{case}")).split("</section>").next().unwrap().to_owned();
        for words in ["Someone who speaks for the person", "Did the person agree that we are told?", ">Yes</p>", &how, "From another system", "Never tell", "North Council"] {
            assert!(whose.contains(words), "{words}: {whose}");
        }
        assert!(case.contains("Whose number or address it is") && case.contains("It belongs to the person who told us"), "{case}");
        assert!(case.contains("How to reach them safely") && !case.contains("How to reach you"), "the desk does not read the words of the reporter's own page: {case}");
        let renew = person.browser.get(&format!("/desk/reports/{}/receipt", reference(&receipted))).await.text();
        assert!(renew.contains("It belongs to the person who told us") && !renew.contains(">Mine<"), "{renew}");
        app.deliver_mail().await;
        let (reader, link, _) = crate::recipients::open(&app, "tees-pride").await;
        let read = reader.get(&format!("{link}/referral")).await.text();
        let contact = read.split("How to reach them safely").nth(1).unwrap_or_else(|| panic!("{read}")).split("</section>").next().unwrap().to_owned();
        assert!(contact.contains(number) && contact.contains("It belongs to the person who told us"), "{contact}");
        assert!(!read.contains(&how) && !read.contains("North Council"), "how they agreed and who must never know stay here: {read}");
        let file = reader.get(&format!("{link}/referral.json")).await.json();
        assert_eq!(file["sections"]["contact"]["of"], "reporter", "{file}");
        app.finish().await;
    }

    async fn somebody_for_whom_nobody_said_whose_number_it_is_is_not_taken_for_its_owner(app: TestApp) {
        let mut report = app.report();
        report["reporter"] = json!({"role": "witness"});
        report["contact"] = json!({"methods": [{"kind": "text", "value": "07700 900123", "safe": true}]});
        let unsaid = app.submit(&report).await;
        let own = app.submit(&app.report()).await;
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference(&unsaid)).await.text();
        assert!(case.contains("Not said. It may belong to the person who told us") && case.contains("Not asked, or no answer"), "{case}");
        let case = person.open(&inbox, &reference(&own)).await.text();
        assert!(case.contains("It belongs to the person it happened to") && !case.contains("Did the person agree"), "{case}");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn whenever_a_report_calls_duty_whoever_takes_it_down_is_told_to_ring_first(app: TestApp) {
        let person = invited(&app, Role::Volunteer, "library").await;
        person.sign_in(&app).await;
        let story = ("incident.account", "x");
        let cases = [
            (("victim.age_band", "13-15"), "They are under 18.", true),
            (("risk.threat_to_kill", "yes"), "someone is in danger.", true),
            (("risk.self_harm", "thoughts"), "They think of ending their life", true),
        ];
        for (said, why, called) in cases {
            let check = read_back(&person, &[story, said], &[]).await;
            let allow = person.browser.get("/desk/take-down/allow").await;
            let slip = sent(&person, &app, &check).await;
            for (page, next) in [(&allow, "Read this page aloud"), (&check, "class=\"lead\""), (&slip, "Your number")] {
                let first = before(page, next);
                for words in ["First, ring duty", why, "The duty adviser", "01632 960101"] {
                    assert!(first.contains(words), "{words} stands first: {}", page.text());
                }
            }
            assert_eq!(slip.text().contains("looks at it at once"), called, "{why}: {}", slip.text());
            person.browser.submit(&slip, "/desk/take-down/slip", &[]).await;
        }
        let called = app.one_text("SELECT CAST(COUNT(*) AS TEXT) FROM task WHERE kind = 'duty'").await;
        assert_eq!(called, "3", "what the page says calls duty does");
        let check = read_back(&person, &[story], &[]).await;
        let slip = sent(&person, &app, &check).await;
        for page in [&check, &slip] {
            assert!(!page.text().contains("First, ring duty") && !page.text().contains("looks at it at once"), "{}", page.text());
        }
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_the_person_is_told_when_it_is_sent_is_true_also_when_nobody_was_told(app: TestApp) {
        let person = invited(&app, Role::Volunteer, "library").await;
        person.sign_in(&app).await;
        let told = [("incident.account", "x"), ("incident.strands", "transgender"), ("place.area", "stockton"), ("contact.value.text", "07700 900123"), ("contact.safe.text", "yes")];
        let check = read_back(&person, &told, &[]).await;
        let none = sent(&person, &app, &check).await;
        assert!(none.text().contains("No organisation was told.") && none.text().contains("because you said yes to none"), "{}", none.text());
        assert!(!none.text().contains("These places hear of it"), "{}", none.text());
        person.browser.submit(&none, "/desk/take-down/slip", &[]).await;
        let check = read_back(&person, &told, &[("allow.tees-pride.support", "full")]).await;
        let one = sent(&person, &app, &check).await.text();
        assert!(one.contains("These places hear of it now") && one.contains("Tees Pride Advocacy") && !one.contains("No organisation was told."), "{one}");
        assert!(one.contains("data-print hidden>Print the slip"), "a tablet has no keys: {one}");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn permission_on_paper_is_asked_in_the_same_words_and_copied_as_it_stands(app: TestApp) {
        let person = invited(&app, Role::Volunteer, "library").await;
        person.sign_in(&app).await;
        let paper = person.browser.get("/desk/paper").await;
        let top = before(&paper, "How you talk, and for whom");
        assert!(top.contains("Call 999 first.") && top.contains("01632 960101"), "whom to ring stands on its first page: {top}");
        let asked = paper.text().split("id=\"paper-allow\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
        for words in [
            "The police may have to keep a record",
            "immigration enforcement",
            "Yes, with my details",
            "Yes, but without my name",
            "No",
            "Support",
            "Count it, without names",
            "What you leave open counts as a no.",
            "number 2026-11-5",
        ] {
            assert!(asked.contains(words), "{words}: {asked}");
        }
        assert!(paper.text().contains("Samaritans"), "{}", paper.text());
        let page = person.browser.get(PAGE).await;
        let typed = [("go", "next"), ("taken.channel", "letter"), ("incident.account", "x"), ("place.area", "stockton")];
        let allow = person.browser.submit(&page, PAGE, &typed).await;
        for words in ["Copy what they ticked.", "Yes. This is what they wrote"] {
            assert!(allow.text().contains(words), "{words}: {}", allow.text());
        }
        assert!(!allow.text().contains("Read this page aloud") && !allow.text().contains("I read it to them"), "nobody says what is not so: {}", allow.text());
        let unread = person.browser.submit(&allow, "/desk/take-down/allow", &[]).await;
        assert!(unread.text().contains("Please look at the paper once more."), "{}", unread.text());
        let check = person.browser.submit(&allow, "/desk/take-down/allow", &[("taken.read", "yes")]).await;
        let slip = sent(&person, &app, &check).await;
        let coordinator = invited(&app, Role::Coordinator, "").await;
        let inbox = coordinator.sign_in(&app).await;
        let case = coordinator.open(&inbox, &code_after(&slip, "Your number")).await.text();
        assert!(case.contains("in wording 2026-11-5") && case.contains("By letter, or a paper form"), "{case}");
        app.finish().await;
    }

    async fn a_day_that_was_mended_is_that_day_and_not_about(app: TestApp) {
        let person = invited(&app, Role::Volunteer, "library").await;
        person.sign_in(&app).await;
        let day = |day, month, precision| {
            [("go", "next"), ("taken.channel", "phone"), ("incident.account", "x"), ("incident.when.from.day", day), ("incident.when.from.month", month), ("incident.when.from.year", "2026"), ("incident.when.precision", precision)]
        };
        let page = person.browser.get(PAGE).await;
        let allow = person.browser.submit(&page, PAGE, &day("31", "2", "")).await;
        let check = person.browser.submit(&allow, "/desk/take-down/allow", &[("taken.read", "yes")]).await.text();
        assert!(check.contains("31 2 2026") && check.contains("We keep this in your own words."), "{check}");
        let faulty = person.browser.get(PAGE).await;
        // The page sends along how precise it took the day to be.
        let allow = person.browser.submit(&faulty, PAGE, &day("18", "11", "day")).await;
        let check = person.browser.submit(&allow, "/desk/take-down/allow", &[("taken.read", "yes")]).await.text();
        assert!(check.contains("18 November 2026") && !check.contains("I know about when"), "{check}");
        person.browser.submit(&page, PAGE, &day("", "11", "day")).await;
        let allow = person.browser.submit(&page, PAGE, &day("18", "11", "approximate")).await;
        let check = person.browser.submit(&allow, "/desk/take-down/allow", &[("taken.read", "yes")]).await.text();
        assert!(!check.contains("I know about when"), "what was worked out for the month gives way to the day: {check}");
        let short = person.browser.submit(&page, PAGE, &[&day("18", "11", "day")[..], &[("contact.value.text", "07700 900"), ("contact.safe.text", "yes")]].concat()).await;
        assert!(short.text().contains("href=\"#contact-value-text\""), "a number that lacks digits is asked about: {}", short.text());
        let sure = person.browser.submit(&short, PAGE, &[&day("18", "11", "day")[..], &[("contact.value.text", "07700 900"), ("contact.safe.text", "yes")]].concat()).await;
        assert!(sure.text().contains("name=\"taken.read\""), "once: {}", sure.text());
        app.finish().await;
    }

    async fn what_was_begun_is_seen_at_the_desk_shown_to_nobody_else_and_not_taken_away_by_one_press(app: TestApp) {
        let person = invited(&app, Role::Volunteer, "library").await;
        person.sign_in(&app).await;
        let account = app.seed("begun");
        let page = person.browser.get(PAGE).await;
        let kept = person.browser.submit(&page, PAGE, &[("taken.channel", "phone"), ("incident.account", &account), ("go", "save")]).await;
        assert!(kept.text().contains(&account), "whoever saved it reads on: {}", kept.text());
        let desk = person.browser.get("/desk").await.text();
        assert!(desk.contains("You have begun a report.") && !desk.contains(&account), "{desk}");
        let between = person.browser.get(PAGE).await;
        assert!(between.text().contains("You have begun a report") && !between.text().contains(&account), "the next visitor may look on: {}", between.text());
        let on = person.browser.get(&format!("{PAGE}?on")).await;
        assert!(on.text().contains(&account), "{}", on.text());
        let more = app.seed("more");
        let asked = person.browser.submit(&on, PAGE, &[("taken.channel", "phone"), ("incident.account", &more), ("go", "again")]).await;
        assert!(asked.text().contains("Take it away and start anew") && !asked.text().contains(&more), "it is asked first: {}", asked.text());
        assert!(person.browser.get(&format!("{PAGE}?on")).await.text().contains(&more), "and until then nothing is lost");
        app.advance("16 minutes");
        assert!(!person.browser.get(PAGE).await.text().contains(&more), "a talk that went quiet may be over");
        let blank = person.browser.submit(&asked, PAGE, &[("sure", "true"), ("go", "again")]).await;
        assert!(blank.text().contains("name=\"incident.account\"") && !blank.text().contains(&more), "{}", blank.text());
        assert!(!person.browser.get("/desk").await.text().contains("You have begun a report"));
        app.finish().await;
    }

    async fn a_talk_on_a_shared_device_goes_on_while_somebody_is_there_and_no_longer_than_any(app: TestApp) {
        let person = invited(&app, Role::Volunteer, "library").await;
        let inbox = shared(&app, &person, &person.browser).await;
        for _ in 0..3 {
            app.advance("4 minutes");
            let here = person.browser.submit_only(&inbox, "/desk/here", &[]).await;
            assert_eq!(here.status, 204, "{}", here.text());
        }
        assert_eq!(person.browser.get("/desk").await.status, 200, "12 minutes without sending anything");
        app.advance("6 minutes");
        assert_eq!(person.browser.submit_only(&inbox, "/desk/here", &[]).await.header("location"), "/desk/sign-in", "nobody was there");
        assert_eq!(person.browser.get("/desk").await.header("location"), "/desk/sign-in");
        let inbox = shared(&app, &person, &person.browser).await;
        let mut minutes = 0;
        while minutes < 601 && person.browser.submit_only(&inbox, "/desk/here", &[]).await.status == 204 {
            app.advance("4 minutes");
            minutes += 4;
        }
        assert_eq!(minutes, 600, "ten hours, whoever moves");
        app.finish().await;
    }

    async fn a_page_on_a_shared_device_goes_by_itself_where_no_script_runs(app: TestApp) {
        let person = invited(&app, Role::Volunteer, "library").await;
        let goes = |seconds: u32| format!("<noscript><meta http-equiv=\"refresh\" content=\"{seconds}; url=/desk/sign-in\"></noscript>");
        let own = person.sign_in(&app).await.text();
        assert!(!own.contains("http-equiv"), "on their own device nobody is hurried: {own}");
        let other = app.browser();
        app.advance("1 minute");
        let inbox = shared(&app, &person, &other).await.text();
        assert!(inbox.split("</head>").next().unwrap().contains(&goes(305)), "{inbox}");
        let talk = other.get(PAGE).await.text();
        assert!(talk.contains(&goes(1805)), "what is typed in a long talk is not lost so soon: {talk}");
        app.finish().await;
    }

    async fn one_wrong_password_forgets_neither_the_address_nor_that_others_use_the_device(app: TestApp) {
        let person = invited(&app, Role::Volunteer, "library").await;
        let page = person.browser.get("/desk/sign-in").await;
        assert!(!page.text().contains(" checked"));
        let fields = [("address", person.address.as_str()), ("password", "wrong"), ("shared", "yes")];
        let wrong = person.browser.submit(&page, "/desk/sign-in", &fields).await;
        assert!(wrong.text().contains(&format!("value=\"{}\"", person.address)) && wrong.text().contains(" checked"), "{}", wrong.text());
        let later = person.browser.get("/desk/sign-in").await.text();
        assert!(!later.contains(&person.address), "whoever sits down next does not read who tried: {later}");
        shared(&app, &person, &person.browser).await;
        app.advance("6 minutes");
        let over = person.browser.get("/desk/sign-in").await.text();
        assert!(over.contains(" checked") && !over.contains(&person.address), "it is still a shared device: {over}");
        assert!(person.browser.get("/desk/letter").await.text().contains(" checked"));
        app.finish().await;
    }

    async fn no_page_of_the_desk_ends_where_nobody_can_go_on(app: TestApp) {
        let manager = invited(&app, Role::CentreManager, "library").await;
        let volunteer = invited(&app, Role::Volunteer, "library").await;
        volunteer.sign_in(&app).await;
        manager.sign_in(&app).await;
        let page = volunteer.browser.get(PAGE).await;
        volunteer.browser.submit(&page, PAGE, &[("incident.account", "x"), ("go", "save")]).await;
        let people = manager.browser.get("/desk/people").await;
        let text = people.text();
        let action = text.split("action=\"").find(|rest| rest.contains("/begun\"")).unwrap().split('"').next().unwrap().to_owned();
        volunteer.browser.submit(&page, PAGE, &[("sure", "true"), ("go", "again")]).await;
        let none = manager.browser.submit(&people, &action, &[]).await;
        assert!(none.text().contains("They have begun nothing now"), "{}", none.text());
        let centre = manager.browser.get("/desk/centre").await.text();
        for words in ["Riverside Library", "Monday to Friday, 10am to 4pm", "Polish", "Stockton-on-Tees", "01632 960301"] {
            assert!(centre.contains(words), "what a manager confirms stands there: {words}: {centre}");
        }
        assert!(centre.contains("British Sign Language") && centre.contains("without steps"), "{centre}");
        let guesser = app.browser();
        let start = guesser.get("/desk/sign-in").await;
        let mut stopped = None;
        for _ in 0..60 {
            let tried = guesser.submit_only(&start, "/desk/sign-in", &[("address", &volunteer.address), ("password", "wrong")]).await;
            if tried.status == 429 {
                stopped = Some(tried);
                break;
            }
        }
        let stopped = stopped.expect("whoever guesses is stopped").text();
        assert!(stopped.contains("href=\"/desk/sign-in\"") && stopped.contains("Back to where you were"), "{stopped}");
        app.finish().await;
    }
}
