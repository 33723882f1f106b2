//! Taking a report down with someone at the desk.

use serde_json::json;
use waymark_core::staff::Role;

use crate::app::{Answer, TestApp, hidden};
use crate::desk::{Person, invited};
use crate::stories;

const PAGE: &str = "/desk/take-down";

/// The code in a page that shows one under this heading.
pub(crate) fn code_after(page: &Answer, heading: &str) -> String {
    let text = page.text();
    let after = text.split(heading).nth(1).unwrap_or_else(|| panic!("no {heading} in {text}")).to_owned();
    after.split("class=\"code\"><bdi>").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

/// Takes a report down as far as the page where it is read back.
pub(crate) async fn read_back(person: &Person, fields: &[(&str, &str)], choices: &[(&str, &str)]) -> Answer {
    let page = person.browser.get(PAGE).await;
    let mut all = vec![("go", "next")];
    all.extend(fields);
    if fields.iter().all(|(name, _)| *name != "taken.channel") {
        all.push(("taken.channel", "in-person"));
    }
    let allow = person.browser.submit(&page, PAGE, &all).await;
    assert!(allow.text().contains("action=\"/desk/take-down/allow\""), "{}", allow.text());
    let mut chosen = vec![("taken.read", "yes")];
    chosen.extend(choices);
    person.browser.submit(&allow, "/desk/take-down/allow", &chosen).await
}

stories! {
    async fn a_volunteer_takes_a_report_down_reads_it_back_and_looks_after_it(app: TestApp) {
        let person = invited(&app, Role::Volunteer, "library").await;
        let inbox = person.sign_in(&app).await;
        assert!(inbox.text().contains("action=\"/desk/leave-everywhere\""), "one button ends it everywhere, for a volunteer too");
        assert!(inbox.text().contains("href=\"/desk/take-down\""));
        let page = person.browser.get(PAGE).await;
        for words in ["The duty adviser", "01632 960101", "If a child tells you.", "What counts.", "Look after yourself."] {
            assert!(page.text().contains(words), "{words} stands beside the questions: {}", page.text());
        }
        let (account, name, worry) = (app.seed("account"), app.seed("Name"), app.seed("dizzy"));
        let answers = [
            ("taken.channel", "phone"),
            ("taken.at_work", "yes"),
            ("taken.interpreter", "yes"),
            ("taken.capacity", "yes"),
            ("taken.capacity_words", &worry),
            ("risk.threat_to_kill", "yes"),
            ("incident.account", &account),
            ("incident.when.from.day", "14"),
            ("incident.when.from.month", "nov"),
            ("incident.when.from.year", "2026"),
            ("place.area", "stockton"),
            ("incident.aspects", "transgender/trans-woman"),
            ("victim.name", &name),
            ("contact.value.text", "07700 900123"),
            ("contact.safe.text", "yes"),
            ("go", "next"),
        ];
        let allow = person.browser.submit(&page, PAGE, &answers).await;
        for told in ["Read this page aloud", "Tees Pride Advocacy", "Tees Police", "Yes, with my details", &account, "07700 900123"] {
            assert!(allow.text().contains(told), "{told}: {}", allow.text());
        }
        assert!(!allow.text().contains(" checked"), "nothing is chosen beforehand");
        let choices = [("allow.tees-pride.support", "full"), ("allow.tees-police.investigate", "no")];
        let unread = person.browser.submit(&allow, "/desk/take-down/allow", &choices).await;
        assert!(unread.text().contains("href=\"#taken-read\"") && unread.text().contains("Error: "), "{}", unread.text());
        assert_eq!(person.browser.get("/desk/take-down/check").await.header("location"), "/desk/take-down/allow");
        let check = person.browser.submit(&allow, "/desk/take-down/allow", &[&choices[..], &[("taken.read", "yes")]].concat()).await;
        for told in [account.as_str(), &name, "On the phone", "14 November 2026", "Being a trans woman", "Tees Pride Advocacy", "07700 900123"] {
            assert!(check.text().contains(told), "{told} is read back: {}", check.text());
        }
        let slip = person.browser.submit(&check, "/desk/take-down/check", &[]).await;
        let (reference, receipt) = (code_after(&slip, "Your number"), code_after(&slip, "Show the receipt"));
        app.guard(&receipt);
        let printed = slip.text().split("receipt slip").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
        assert!(printed.contains(&reference) && !printed.contains(&receipt), "the slip opens nothing");
        let apart = slip.text().split("<section class=\"group no-print\" aria-labelledby=\"code\">").nth(1).unwrap().to_owned();
        assert!(apart.split("</section>").next().unwrap().contains(&receipt), "the receipt is not printed");
        assert!(slip.text().contains(&format!("<title>{reference}</title>")), "a browser prints the title");
        let double = person.browser.submit(&check, "/desk/take-down/check", &[]).await;
        assert_eq!(code_after(&double, "Your number"), reference, "sent twice is sent once");
        let done = person.browser.submit(&slip, "/desk/take-down/slip", &[]).await;
        assert!(done.text().contains("ready for the next") && !done.text().contains(&account), "the page is blank again");
        assert_eq!(person.browser.get("/desk/take-down/slip").await.header("location"), PAGE, "the receipt is shown once");
        let inbox = person.browser.get("/desk").await;
        assert!(inbox.text().contains(&reference), "their own case, and it is urgent: {}", inbox.text());
        let case = person.open(&inbox, &reference).await;
        assert!(case.text().contains(&account) && !case.text().contains(&worry), "{}", case.text());
        let view = app.view(&json!({"receipt": receipt})).await;
        assert_eq!(view["reference"], reference.as_str());
        assert!(!serde_json::to_string(&view).unwrap().contains(&worry), "no receipt opens what the taker noted");

        let other = invited(&app, Role::Volunteer, "library").await;
        let inbox = other.sign_in(&app).await;
        assert!(!inbox.text().contains(&reference));
        assert!(other.open(&inbox, &reference).await.text().contains("There is no report with this reference"), "another volunteer does not reach it");
        let manager = invited(&app, Role::CentreManager, "library").await;
        let inbox = manager.sign_in(&app).await;
        assert!(inbox.text().contains(&reference), "the centre sees it in its list: {}", inbox.text());
        let whole = manager.open(&inbox, &reference).await.text();
        for noted in [worry.as_str(), "An interpreter took part", "It happened at work"] {
            assert!(whole.contains(noted), "{noted}: {whole}");
        }
        let elsewhere = invited(&app, Role::CentreManager, "hub").await;
        assert!(!elsewhere.sign_in(&app).await.text().contains(&reference));
        assert_eq!(app.deliver_mail().await.sent, 1);
        app.finish().await;
    }

    async fn every_fault_is_named_at_once_and_every_answer_is_kept_for_a_day_and_for_its_taker_alone(app: TestApp) {
        let person = invited(&app, Role::CentreStaff, "library").await;
        person.sign_in(&app).await;
        let place = app.seed("corner");
        let page = person.browser.get(PAGE).await;
        let faulty = [
            ("incident.where.postcode", "nowhere"),
            ("incident.where.place", place.as_str()),
            ("place.area", "Atlantis"),
            ("incident.when.from.day", "31"),
            ("incident.when.from.month", "2"),
            ("incident.when.from.year", "2026"),
            ("contact.value.email", "no address"),
            ("contact.way", "through"),
            ("go", "next"),
        ];
        let again = person.browser.submit(&page, PAGE, &faulty).await.text();
        let anchors = ["taken-channel", "incident-account", "contact-value-email", "contact-safe-email"];
        for anchor in anchors {
            assert!(again.contains(&format!("href=\"#{anchor}\"")) && again.contains(&format!("id=\"{anchor}\"")), "{anchor}: {again}");
        }
        let places: Vec<usize> = anchors.iter().map(|anchor| again.find(&format!("href=\"#{anchor}\"")).unwrap()).collect();
        assert!(places.is_sorted(), "in the order of the page");
        for kept in ["value=\"nowhere\"", "value=\"Atlantis\"", "value=\"31\""] {
            assert!(again.contains(kept), "{kept} is no fault, and stays: {again}");
        }
        assert!(again.contains(&place) && again.contains("Only through Riverside Library"));

        app.advance("31 minutes");
        let words = app.seed("latewords");
        let page = hidden(&again, "own");
        let late = [("own", page.as_str()), ("incident.account", &words), ("taken.channel", "letter"), ("go", "next")];
        let form = person.browser.get("/desk/sign-in").await;
        let sent = person.browser.submit(&form, PAGE, &late).await;
        assert!(sent.text().contains("your words are kept"), "a talk that outlasted the session: {}", sent.text());
        let stranger = app.browser();
        let form = stranger.get("/desk/sign-in").await;
        assert_eq!(stranger.submit_only(&form, PAGE, &late).await.header("location"), "/desk/sign-in", "the token counts in one browser");
        person.sign_in(&app).await;
        assert!(person.browser.get(PAGE).await.text().contains(&words));

        let fine = [("taken.channel", "phone"), ("incident.account", words.as_str()), ("incident.strands", "transgender"), ("place.area", "stockton")];
        let page = person.browser.get(PAGE).await;
        let allow = person.browser.submit(&page, PAGE, &[&fine[..], &[("contact.value.text", "07700 900123"), ("contact.safe.text", "yes"), ("go", "next")]].concat()).await;
        app.advance("31 minutes");
        let own = hidden(&allow.text(), "own");
        let chosen = [("own", own.as_str()), ("allow.tees-pride.support", "full"), ("taken.read", "yes")];
        let form = person.browser.get("/desk/sign-in").await;
        let sent = person.browser.submit(&form, "/desk/take-down/allow", &chosen).await;
        assert!(sent.text().contains("your words are kept"), "reading aloud outlasted the session: {}", sent.text());
        person.sign_in(&app).await;
        assert_eq!(person.browser.get("/desk/take-down/check").await.header("location"), "/desk/take-down/allow", "it is looked at once more");
        let again = person.browser.get("/desk/take-down/allow").await.text();
        assert_eq!(again.matches(" checked").count(), 1, "the choice is there, and nobody said yet that it was read: {again}");

        let manager = invited(&app, Role::CentreManager, "library").await;
        manager.sign_in(&app).await;
        let people = manager.browser.get("/desk/people").await.text();
        let action = people.split("action=\"").find(|rest| rest.contains("/begun\"")).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(manager.browser.get(&action).await.header("location"), "/desk/people", "it is opened first, which is written down");
        let page = manager.browser.get("/desk/people").await;
        let watched = manager.browser.submit(&page, &action, &[]).await;
        assert!(watched.text().contains(&words) && !watched.text().contains("<textarea"), "{}", watched.text());
        for (role, centre) in [(Role::CentreManager, "hub"), (Role::Coordinator, "")] {
            let other = invited(&app, role, centre).await;
            other.sign_in(&app).await;
            let page = other.browser.get("/desk/people").await;
            assert!(!page.text().contains("/begun\""));
            assert_eq!(other.browser.submit_only(&page, &action, &[]).await.status, 404, "{}", role.id());
            assert!(!other.browser.get(PAGE).await.text().contains(&words));
        }
        app.advance("25 hours");
        person.sign_in(&app).await;
        assert!(!person.browser.get(PAGE).await.text().contains(&words), "after a day it is gone");
        app.finish().await;
    }

    async fn what_goes_through_the_centre_has_its_address_in_place_of_the_persons(app: TestApp) {
        let person = invited(&app, Role::Volunteer, "library").await;
        person.sign_in(&app).await;
        let number = app.seed("07700900");
        let fields = [
            ("incident.account", "x"),
            ("incident.strands", "transgender"),
            ("place.area", "stockton"),
            ("contact.way", "through"),
            ("contact.value.post", number.as_str()),
            ("contact.safe.post", "yes"),
        ];
        let check = read_back(&person, &fields, &[("allow.tees-pride.support", "full")]).await;
        let slip = person.browser.submit(&check, "/desk/take-down/check", &[]).await;
        app.guard(&code_after(&slip, "Show the receipt"));
        app.deliver_mail().await;
        let (reader, link, _) = crate::recipients::open(&app, "tees-pride").await;
        let read = reader.get(&format!("{link}/referral")).await.text();
        for shown in ["Only through the place that took the report", "01632 960301", "desk@library.example", "Riverside Library, 1 High Street"] {
            assert!(read.contains(shown), "{shown}: {read}");
        }
        assert!(!read.contains(&number));
        let file = reader.get(&format!("{link}/referral.json")).await.text();
        assert!(file.contains("01632 960301") && !file.contains(&number));
        app.finish().await;
    }

    async fn what_a_child_understands_and_wishes_is_written_down_while_they_are_there(app: TestApp) {
        let person = invited(&app, Role::Volunteer, "library").await;
        person.sign_in(&app).await;
        let page = person.browser.get(PAGE).await.text();
        let part = page.split("id=\"talk-child\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
        for words in ["If the person is under 18", "Were they heard alone?", "Who is with them?", "Never ask a parent to answer for them.", "before the child leaves"] {
            assert!(page.contains(words) && (part.contains(words) || words.starts_with("If")), "{words}: {part}");
        }
        assert!(part.contains("<details data-ages=\"under-13 13-15 16-17\">"), "folded away where nobody is known to be a child: {part}");
        let (account, wants, with) = (app.seed("account"), app.seed("wants"), app.seed("teacher"));
        let told = [("incident.account", account.as_str()), ("victim.age_band", "13-15"), ("place.area", "stockton")];
        let unheard = read_back(&person, &told, &[]).await.text();
        assert!(unheard.contains("They are under 18, and nothing is written down") && unheard.contains("href=\"/desk/take-down?on#talk-child\""), "{unheard}");
        let open = person.browser.get(PAGE).await.text();
        assert!(open.contains("<details open data-ages="), "their part is unfolded now: {open}");
        let said = [("child.wants", wants.as_str()), ("child.with", &with), ("child.alone", "part"), ("child.parent", "not-know")];
        let grown = [&told[..1], &said[..]].concat();
        let odd = read_back(&person, &grown, &[]).await.text();
        assert!(odd.contains("but not that they are under 18") && odd.contains("href=\"/desk/take-down?on#victim-age_band\""), "{odd}");
        let check = read_back(&person, &[&told[..], &said[..]].concat(), &[]).await;
        for words in [wants.as_str(), &with, "For some of the time", "Not asked, or no answer", "What do they understand of what may happen?"] {
            assert!(check.text().contains(words), "{words} is read back: {}", check.text());
        }
        assert!(!check.text().contains("nothing is written down"));
        let slip = person.browser.submit(&check, "/desk/take-down/check", &[]).await;
        let (reference, receipt) = (code_after(&slip, "Your number"), code_after(&slip, "Show the receipt"));
        app.guard(&receipt);
        let view = serde_json::to_string(&app.view(&json!({"receipt": receipt})).await).unwrap();
        assert!(!view.contains(&wants) && !view.contains(&with), "whoever finds the receipt learns nothing of it: {view}");
        let coordinator = invited(&app, Role::Coordinator, "").await;
        let inbox = coordinator.sign_in(&app).await;
        let case = coordinator.open(&inbox, &reference).await.text();
        for words in ["The child was heard", &wants, "Were they heard alone? For some of the time", "What do they understand of what may happen? Nothing written down yet", "May a parent or carer know? No"] {
            assert!(case.contains(words), "{words}: {case}");
        }
        let child = format!("/desk/reports/{reference}/child");
        let page = coordinator.browser.get(&child).await;
        assert!(page.text().contains(&wants) && page.text().contains("value=\"not-know\" checked"), "it is one place: {}", page.text());
        let overrule = format!("/desk/reports/{reference}/overrule");
        let ask = coordinator.browser.get(&overrule).await;
        assert!(ask.text().contains(&wants), "{}", ask.text());
        let reason = app.seed("danger");
        let fields = [("agreement", "north-council-2026"), ("ground", "child-at-risk"), ("section", "summary"), ("reason", reason.as_str()), ("told", "yes")];
        let half = coordinator.browser.submit_only(&ask, &overrule, &fields).await;
        assert!(half.text().contains("Please write down first"), "half of it is not enough to decide over their head: {}", half.text());
        let audited = "SELECT CAST(COUNT(*) AS TEXT) FROM audit WHERE action = 'child-heard'";
        assert_eq!(app.one_text(audited).await, "1");
        assert!(!app.readable().await.contains("not-know"), "what a child wishes is readable in a column");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn the_day_of_a_talk_that_is_typed_in_later_is_the_day_it_took_place(app: TestApp) {
        let person = invited(&app, Role::CentreManager, "library").await;
        person.sign_in(&app).await;
        let page = person.browser.get(PAGE).await;
        for (part, value) in [("day", "20"), ("month", "11"), ("year", "2026")] {
            assert!(page.text().contains(&format!("name=\"taken.day.{part}\" id=\"taken-day-{part}\" value=\"{value}\"")), "today stands there: {}", page.text());
        }
        let talk = |day, month, year| [("taken.day.day", day), ("taken.day.month", month), ("taken.day.year", year)];
        for (day, words) in [(talk("21", "11", "2026"), "This day is yet to come."), (talk("31", "11", "2026"), "We cannot read this day.")] {
            let faulty = person.browser.submit(&page, PAGE, &[&day[..], &[("taken.channel", "letter"), ("incident.account", "x"), ("go", "next")]].concat()).await.text();
            assert!(faulty.contains("href=\"#taken-day-day\"") && faulty.contains(words) && faulty.contains("id=\"taken-day-fault\""), "{words}: {faulty}");
            assert!(faulty.contains(&format!("id=\"taken-day-day\" value=\"{}\"", day[0].1)), "what was typed is kept: {faulty}");
        }
        let account = app.seed("paper");
        let told = [("taken.channel", "letter"), ("incident.account", account.as_str())];
        let check = read_back(&person, &[&told[..], &talk("9", "nov", "26")[..]].concat(), &[]).await;
        assert!(check.text().contains("When did you talk?") && check.text().contains("9 November 2026"), "{}", check.text());
        let slip = person.browser.submit(&check, "/desk/take-down/check", &[]).await;
        let reference = code_after(&slip, "Your number");
        app.guard(&code_after(&slip, "Show the receipt"));
        let inbox = person.browser.get("/desk").await;
        let case = person.open(&inbox, &reference).await.text();
        assert!(case.contains("By letter, or a paper form · 9 November 2026") && case.contains("The talk was on 9 November 2026."), "{case}");
        assert!(!app.readable().await.contains("2026-11-09"), "the day is sealed with the rest");
        let undated = read_back(&person, &told, &[]).await;
        let slip = person.browser.submit(&undated, "/desk/take-down/check", &[]).await;
        app.guard(&code_after(&slip, "Show the receipt"));
        let case = person.open(&person.browser.get("/desk").await, &code_after(&slip, "Your number")).await.text();
        assert!(case.contains("By letter, or a paper form</dd>") && !case.contains("The talk was on"), "a day that nobody knows is none: {case}");
        let paper = person.browser.get("/desk/paper").await.text();
        let asked = paper.split("When did you talk?").nth(1).unwrap_or_else(|| panic!("{paper}")).split("</div>").next().unwrap().to_owned();
        assert!(asked.contains("class=\"gap\"") && !asked.contains("20"), "it is blank on paper: {asked}");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn the_paper_form_asks_what_the_page_asks_in_its_order(app: TestApp) {
        let person = invited(&app, Role::Advocate, "library").await;
        person.sign_in(&app).await;
        let headings = |page: &str, start: &str| -> Vec<String> {
            page.split(&format!(" id=\"{start}-")).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
        };
        let (page, paper) = (person.browser.get(PAGE).await.text(), person.browser.get("/desk/paper").await.text());
        let asked = headings(&page, "talk");
        assert!(asked.len() > 10 && headings(&paper, "paper").starts_with(&asked), "{asked:?}");
        assert!(!paper.contains("<input type=\"text\"") && paper.contains("class=\"box\""));
        app.finish().await;
    }
}
