//! Nobody is put at risk by being reached, or by what shows outside: whom to ask for, what to say, who looks and why.

use serde_json::{Value as Json, json};

use crate::app::{Answer, Browser, TestApp};
use crate::recipients::open;
use crate::stories;

/// What the database shows of what a report needs somebody for: kind, whether at once, and until when.
async fn needs(app: &TestApp, receipted: &Json) -> String {
    let reference = receipted["reference"].as_str().unwrap();
    let of = |what: &str, and: &str| {
        format!("SELECT CAST({what} AS TEXT) FROM task t JOIN report r ON r.id = t.report WHERE r.reference = '{reference}'{and}")
    };
    let all = app.one_text(&of("COUNT(*)", "")).await;
    let duty = app.one_text(&of("COUNT(*)", " AND t.kind = 'duty' AND t.duty")).await;
    let until = app.one_text(&of("MIN(t.due_at)", "")).await;
    format!("{duty} of {all} on duty, until {until}")
}

/// Answers pages of the form one by one; each leads on from the page before.
async fn answer(browser: &Browser, pages: &[(&str, &[(&str, &str)])]) -> Answer {
    let mut page = browser.get("/report/who").await;
    for (step, fields) in pages {
        page = browser.submit(&page, &format!("/report/{step}"), fields).await;
    }
    page
}

stories! {
    async fn safety_of_contact_stands_first_whatever_an_agreement_discloses(app: TestApp) {
        let mut report = app.report();
        let (ask_for, say) = (app.seed("Askfor"), app.seed("dentist"));
        report["contact"]["ask_for"] = json!(ask_for);
        report["contact"]["if_others_answer"] = json!(say);
        report["suspect"]["relation"] = json!("family");
        report["permission"] = json!({"purposes": {"protect": "full"}});
        let receipted = app.submit(&report).await;
        let (browser, link, read) = open(&app, "north-council").await;
        let text = read.text();
        let (first, story) = (text.find("First: how not to put them at risk").unwrap(), text.find(">What happened<").unwrap());
        assert!(first < story && text.contains(&ask_for) && text.contains(&say), "{text}");
        assert!(text.contains("No visit, no letter, and no call to a home phone"), "family did it: {text}");
        assert!(text.contains("Leave no voice message"), "{text}");
        let sections = browser.get(&format!("{link}/referral.json")).await.json()["sections"].clone();
        let safety = &sections["safety"];
        assert!(sections.get("contact").is_none(), "the agreement discloses no contact: {sections}");
        assert_eq!((&safety["ask_for"], &safety["if_others_answer"], &safety["not_at_home"]), (&json!(ask_for), &json!(say), &json!(true)));
        assert_eq!(safety["safe_times"], report["contact"]["safe_times"]);
        assert_eq!(safety["safe_times_read"][0]["days"], "every");
        let view = app.view(&receipted).await.to_string();
        assert!(!view.contains(&ask_for) && !view.contains(&say), "a receipt opens none of it");
        app.finish().await;
    }

    async fn without_a_word_nothing_is_said_to_others_and_home_is_open_unless_it_is_where_they_did_it(app: TestApp) {
        for (relation, said, not_at_home) in [("stranger", Json::Null, false), ("carer", Json::Null, true), ("carer", json!(false), false)] {
            let mut report = app.report();
            report["suspect"]["relation"] = json!(relation);
            report["contact"]["not_at_home"] = said;
            let receipted = app.submit(&report).await;
            app.deliver_mail().await;
            let named = |letter: &crate::app::Letter| letter.subject.contains(receipted["reference"].as_str().unwrap());
            let link = app.letters_to("referrals@tees-pride").into_iter().find(named).unwrap().link();
            let service = app.app.running.service();
            let link = waymark::journeys::organisation::link::follow(&service, &link[3..]).await.unwrap();
            let read = serde_json::to_value(waymark::journeys::organisation::read::read(&service, &link).await.unwrap()).unwrap();
            let safety = &read["sections"]["safety"];
            assert_eq!((&safety["if_others_answer"], &safety["not_at_home"]), (&json!("say-nothing"), &json!(not_at_home)), "{relation}");
        }
        app.finish().await;
    }

    async fn danger_thoughts_of_suicide_and_a_child_look_alike_from_outside(app: TestApp) {
        let (mut seen, mut due) = (Vec::new(), Vec::new());
        for change in [json!({"risk": {"weapon": "yes"}}), json!({"risk": {"self_harm": "thoughts"}}), json!({"victim": {"age_band": "16-17"}})] {
            let mut report = app.report();
            report["risk"] = json!({"in_danger": "no"});
            for (section, answers) in change.as_object().unwrap() {
                for (name, answer) in answers.as_object().unwrap() {
                    report[section.as_str()][name.as_str()] = answer.clone();
                }
            }
            let receipted = app.submit(&report).await;
            app.deliver_mail().await;
            let view = app.view(&receipted).await;
            let at = |held: &Json| (held["agency"].clone(), held["due_at"].clone());
            due.push(view["referrals"].as_array().unwrap().iter().map(at).collect::<Vec<_>>());
            seen.push(needs(&app, &receipted).await);
        }
        assert!(seen[0].starts_with("1 of ") && seen.iter().all(|one| *one == seen[0]), "{seen:?}");
        assert!(due.iter().all(|one| *one == due[0]), "{due:?}");
        assert_eq!(due[0][0].1, "2026-11-20T15:00:00Z", "four hours, as for whatever is urgent: {due:?}");
        app.finish().await;
    }

    async fn whoever_is_under_18_reads_who_is_told_and_who_listens_before_going_on(app: TestApp) {
        let browser = app.browser();
        let young = answer(&browser, &[("who", &[("reporter.role", "victim")]), ("story", &[("incident.account", "x")]), ("person", &[("victim.age_band", "13-15")])]).await;
        let text = young.text();
        for told in ["You are under 18", "We do not tell your parents. The police or children’s services might.", "not your fault", "Childline", "/under-18", "They should look at it by 20 November 2026, 11:30am"] {
            assert!(text.contains(told), "{told}: {text}");
        }
        let next = browser.submit(&young, "/report/young", &[("contact.parents_may_know", "no")]).await;
        assert!(next.text().contains("action=\"/report/home\""), "{}", next.text());
        let help = browser.submit(&next, "/report/safety", &[("risk.self_harm", "thoughts")]).await;
        let lines: Vec<usize> = ["Childline", "Samaritans"].iter().map(|name| help.text().find(name).unwrap()).collect();
        assert!(lines[0] < lines[1] && help.text().contains("They should look at it by"), "{}", help.text());
        let page = browser.get("/under-18").await.text();
        assert!(page.contains("Nobody has to say yes for you.") && page.contains("0800 1111"), "{page}");
        app.finish().await;
    }

    async fn the_last_page_says_how_safe_times_were_read_and_which_way_nobody_uses(app: TestApp) {
        let browser = app.browser();
        let reach: &[(&str, &str)] = &[
            ("contact.value.email", "alex@mail.example"), ("contact.safe.email", "yes"),
            ("contact.value.text", "07700 900123"), ("contact.safe_times", "only after 9pm"),
        ];
        let at_home = answer(&browser, &[
            ("who", &[("reporter.role", "victim")]), ("story", &[("incident.account", "x")]), ("contact", &[("contact.way", "email"), ("contact.way", "text")]),
            ("reach", reach), ("needs", &[("contact.needs", "text-only")]),
        ]).await;
        let check = browser.get("/report/check").await;
        for said in ["We read this as: after 9:00pm, every day.", "Our e-mails to you leave at these times only.", "Nobody uses this way, as you have not said that it is safe.", "Nobody can text you yet"] {
            assert!(check.text().contains(said), "{said}: {}", check.text());
        }
        let again: Vec<(&str, &str)> = reach[..3].iter().copied().chain([("contact.safe_times", "when he is out")]).collect();
        browser.submit(&at_home, "/report/reach", &again).await;
        let check = browser.get("/report/check").await;
        assert!(check.text().contains("Our computer cannot read all of this. So no e-mail leaves by itself."), "{}", check.text());
        let receipt = browser.submit(&check, "/report/check", &[]).await;
        assert!(receipt.text().contains("no e-mail leaves by itself. Someone in our team looks at your safe times first."), "{}", receipt.text());
        app.finish().await;
    }

    async fn a_receipt_is_printed_as_two_numbers_and_nothing_else(app: TestApp) {
        let browser = app.browser();
        let page = answer(&browser, &[("who", &[("reporter.role", "victim")]), ("story", &[("incident.account", "x")])]).await;
        let check = browser.get("/report/check").await;
        let receipt = browser.submit(&check, "/report/check", &[]).await;
        assert!(page.status == 200 && receipt.text().contains("<body class=\"bare\">"), "{}", receipt.text());
        assert!(receipt.text().contains("We cannot text, call or write to you with news."), "{}", receipt.text());
        let title = receipt.text().split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_owned();
        assert_eq!(title, "Keep these numbers – Tees Valley Support");
        app.finish().await;
    }
}
