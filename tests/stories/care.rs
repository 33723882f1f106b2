//! Looking after reports: the list as a day's work, actions, cases, the story without names, where it belongs, and a child's wishes.

use serde_json::{Value as Json, json};
use sqlx::Connection;
use waymark_core::config::Database;
use waymark_core::staff::Role;

use crate::app::{Answer, Letter, TestApp, hidden};
use crate::desk::{Person, invited, reference};
use crate::stories;

/// Somebody of the whole service signs in.
async fn coordinator(app: &TestApp) -> (Person, Answer) {
    let person = invited(app, Role::Coordinator, "").await;
    let inbox = person.sign_in(app).await;
    (person, inbox)
}

fn at(receipted: &Json, what: &str) -> String {
    format!("/desk/reports/{}{what}", reference(receipted))
}

/// The entries of a list: the words of each.
fn entries(page: &Answer) -> Vec<String> {
    page.text().split("<li class=\"card").skip(1).map(|rest| rest.split("</form>").next().unwrap().to_owned()).collect()
}

/// The account that a field offers under a name.
fn account(page: &Answer, name: &str) -> String {
    let text = page.text();
    let option = text.split("<option value=\"").find(|rest| rest.split('<').next().unwrap().contains(name));
    option.unwrap_or_else(|| panic!("{name} is not offered: {text}")).split('"').next().unwrap().to_owned()
}

fn is_faulty(page: &Answer) -> bool {
    page.status == 200 && page.text().contains("<title>Error: ") && page.text().contains("id=\"faults-title\"")
}

async fn write(app: &TestApp, receipted: &Json) {
    let text = json!({"text": app.seed("question")});
    app.with_receipt(reqwest::Method::POST, "/api/v1/report/messages", receipted, Some(text)).await;
}

fn told(app: &TestApp, address: &str) -> Vec<Letter> {
    app.letters_to(address).into_iter().filter(|letter| letter.subject == "Something changed on your page").collect()
}

/// A report of a child, in reach of the desk.
fn of_a_child(app: &TestApp) -> Json {
    let mut report = app.report();
    report["victim"]["age_band"] = "13-15".into();
    report
}

stories! {
    async fn a_report_is_one_entry_with_all_its_reasons_and_their_times(app: TestApp) {
        let both = app.submit(&json!({"incident": {"account": "x"}, "risk": {"in_danger": "yes"}})).await;
        write(&app, &both).await;
        let quiet = app.submit(&json!({"incident": {"account": "x"}})).await;
        write(&app, &quiet).await;
        let (person, inbox) = coordinator(&app).await;
        let all = entries(&inbox);
        assert_eq!(all.len(), 2, "{}", inbox.text());
        assert!(all[0].contains(&reference(&both)) && all[1].contains(&reference(&quiet)), "what is urgent comes first");
        assert!(all[0].contains("Urgent: somebody") && all[0].contains("The reporter wrote"), "{}", all[0]);
        assert!(all[0].contains("Due soon") && all[1].contains("In time"), "{all:?}");
        for words in ["Late: 0", "Due today: 1", "Due later: 3", "Everything (2)", "Mine (0)", "Urgent (1)", "To be answered (2)", "New (1)"] {
            assert!(inbox.text().contains(words), "{words}: {}", inbox.text());
        }
        let to_answer = person.browser.get("/desk?view=message").await;
        assert_eq!(entries(&to_answer).len(), 2);
        let urgent = person.browser.get("/desk?view=duty").await;
        assert!(entries(&urgent).len() == 1 && urgent.text().contains("aria-current=\"page\">Urgent (1)"), "{}", urgent.text());
        app.advance("29 minutes");
        person.sign_in(&app).await;
        app.advance("2 minutes");
        let late = person.browser.get("/desk").await;
        assert!(late.text().contains("Late: 1") && entries(&late)[0].contains("Late by"), "half an hour is over: {}", late.text());
        // A second kind of time: what a reporter wrote on a Friday is due on Monday.
        assert!(entries(&late)[1].contains("Until 23 November 2026"), "{}", entries(&late)[1]);
        app.finish().await;
    }

    async fn pages_of_the_list_hold_each_report_once_while_others_come_in(app: TestApp) {
        let mut known = Vec::new();
        for number in 0..32 {
            let risk = if number % 4 == 0 { "yes" } else { "no" };
            let receipted = app.submit(&json!({"incident": {"account": "x"}, "risk": {"in_danger": risk}})).await;
            write(&app, &receipted).await;
            known.push(reference(&receipted));
        }
        let (person, inbox) = coordinator(&app).await;
        assert!(inbox.text().contains("Everything (32)"));
        let mut seen: Vec<String> = Vec::new();
        let mut page = inbox;
        loop {
            let of_page = entries(&page);
            assert!(of_page.len() <= 25);
            seen.extend(of_page.iter().map(|entry| entry[entry.find("WM-").unwrap()..][..12].to_owned()));
            let text = page.text();
            let Some(next) = text.split("href=\"/desk?from=").nth(1) else { break };
            let next = format!("/desk?from={}", next.split('"').next().unwrap());
            // Meanwhile one comes in that is urgent, and one that is not.
            for risk in ["yes", "no"] {
                let receipted = app.submit(&json!({"incident": {"account": "x"}, "risk": {"in_danger": risk}})).await;
                write(&app, &receipted).await;
            }
            page = person.browser.get(&next).await;
        }
        let twice = seen.iter().filter(|one| seen.iter().filter(|other| other == one).count() > 1).count();
        assert_eq!(twice, 0, "{seen:?}");
        assert!(known.iter().all(|one| seen.contains(one)), "{seen:?}");
        app.finish().await;
    }

    async fn the_list_walks_an_index_in_its_own_order(app: TestApp) {
        if let Database::Sqlite(path) = &app.database {
            let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
            let lists = waymark::storage::statements::every_statement().into_iter().filter(|(_, sql)| sql.contains("ORDER BY o.duty DESC, o.id LIMIT 1"));
            let lists: Vec<_> = lists.collect();
            assert!(lists.len() >= 10);
            for (name, sql) in lists {
                let plan: Vec<(i64, i64, i64, String)> =
                    sqlx::query_as(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"))).fetch_all(&mut conn).await.unwrap();
                let plan: Vec<&str> = plan.iter().map(|row| row.3.as_str()).collect();
                // A count may begin anywhere in an index of open tasks: it stops when it has enough.
                let counts = |step: &str| sql.starts_with("SELECT COUNT(*)") && step.starts_with("SCAN t USING INDEX task_open");
                let scans = |step: &str| ["SCAN t", "SCAN o", "SCAN r"].iter().any(|scan| step.starts_with(scan)) && !counts(step);
                assert!(!plan.iter().any(|step| scans(step)), "{name}: {plan:?}");
                let sorts = plan.iter().any(|step| step.contains("B-TREE FOR ORDER BY"));
                assert!(!sorts || name.starts_with("OWN"), "{name}: {plan:?}");
            }
        }
        app.finish().await;
    }

    async fn an_action_has_words_an_owner_and_a_day(app: TestApp) {
        let receipted = app.submit(&json!({"incident": {"account": "x"}})).await;
        let volunteer = invited(&app, Role::Volunteer, "library").await;
        let (person, inbox) = coordinator(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        let path = at(&receipted, "/actions");
        assert!(case.text().contains(&format!("href=\"{path}\"")), "{}", case.text());
        let page = person.browser.get(&path).await;
        let what = app.seed("ring");
        let blank = person.browser.submit_only(&page, &path, &[("what", " "), ("until.day", "31"), ("until.month", "2"), ("until.year", "2027")]).await;
        assert!(is_faulty(&blank), "{}", blank.text());
        for words in ["Please say what is to be done.", "Please choose who does it.", "Please write a day"] {
            assert!(blank.text().contains(words), "{words}: every fault at once: {}", blank.text());
        }
        let theirs = account(&page, &volunteer.name);
        let mut fields = vec![("what", what.as_str()), ("owner", theirs.as_str()), ("until.day", "24"), ("until.month", "11"), ("until.year", "2026")];
        let past = person.browser.submit_only(&page, &path, &[("what", &what), ("owner", &theirs), ("until.day", "19"), ("until.month", "11"), ("until.year", "2026"), ("give", "yes")]).await;
        assert!(past.text().contains("This day is over.") && past.text().contains(&what), "{}", past.text());
        let shut = person.browser.submit_only(&page, &path, &fields).await;
        assert!(shut.text().contains("They cannot open this report yet.") && shut.text().contains(&what), "{}", shut.text());
        fields.push(("give", "yes"));
        let agreed = person.browser.submit(&page, &path, &fields).await;
        assert!(agreed.text().contains("The action is agreed.") && agreed.text().contains(&what), "{}", agreed.text());
        assert!(agreed.text().contains(&format!("{}, by 24 November 2026", volunteer.name)), "{}", agreed.text());
        let list = volunteer.sign_in(&app).await;
        assert!(entries(&list).len() == 1 && list.text().contains("You agreed to do something") && list.text().contains("In time"), "{}", list.text());
        assert!(!list.text().contains(&what), "a list shows no words");
        let own = volunteer.open(&list, &reference(&receipted)).await;
        assert!(own.text().contains(&what) && !own.text().contains("Action agreed"), "{}", own.text());
        let theirs = own.text().split(&format!("href=\"{path}/")).nth(1).unwrap().split('"').next().unwrap().to_owned();
        let one = format!("{path}/{theirs}");
        let change = volunteer.browser.get(&one).await;
        assert!(change.text().contains(&what) && change.text().contains("value=\"24\""), "what is there is filled in: {}", change.text());
        // Handed over, and late when the day is over.
        let me = account(&person.browser.get(&path).await, &person.name);
        let longer = app.seed("longer");
        let handed = [("what", longer.as_str()), ("owner", &me), ("until.day", "20"), ("until.month", "11"), ("until.year", "2026"), ("go", "change")];
        volunteer.browser.submit(&change, &one, &handed).await;
        assert!(!volunteer.browser.get("/desk").await.text().contains("You agreed"), "it is somebody else's");
        let mine = person.browser.get("/desk?view=mine").await;
        assert!(entries(&mine).len() == 1 && mine.text().contains("You agreed to do something") && mine.text().contains("Due soon"), "{}", mine.text());
        app.advance("14 hours");
        person.sign_in(&app).await;
        let mine = person.browser.get("/desk?view=mine").await;
        assert!(mine.text().contains("Late by 1 hour"), "{}", mine.text());
        person.open(&mine, &reference(&receipted)).await;
        let change = person.browser.get(&one).await;
        let came_of_it = app.seed("reached");
        let done = person.browser.submit(&change, &one, &[("note", &came_of_it), ("go", "done")]).await;
        for words in ["The action is done.", &came_of_it, "Action agreed", "Action handed over", "Action done", "Given as a case", "No action is open."] {
            assert!(done.text().contains(words), "{words}: {}", done.text());
        }
        let again = person.browser.submit_only(&change, &one, &[("note", ""), ("go", "done")]).await;
        assert_eq!(again.status, 404, "done is done once");
        assert!(entries(&person.browser.get("/desk?view=action").await).is_empty());
        app.finish().await;
    }

    async fn a_case_is_given_and_taken_back_with_what_was_agreed(app: TestApp) {
        let receipted = app.submit(&json!({"incident": {"account": "x"}})).await;
        let volunteer = invited(&app, Role::Volunteer, "library").await;
        let list = volunteer.sign_in(&app).await;
        let refused = volunteer.open(&list, &reference(&receipted)).await;
        assert!(refused.text().contains("There is no report with this reference"), "not their case");
        let (person, inbox) = coordinator(&app).await;
        person.open(&inbox, &reference(&receipted)).await;
        let path = at(&receipted, "/cases");
        let page = person.browser.get(&path).await;
        let nobody = person.browser.submit_only(&page, &path, &[("person", ""), ("go", "give")]).await;
        assert!(is_faulty(&nobody) && nobody.text().contains("Please choose somebody"), "{}", nobody.text());
        let theirs = account(&page, &volunteer.name);
        let given = person.browser.submit(&page, &path, &[("person", &theirs), ("go", "give")]).await;
        assert!(given.text().contains("It is their case now.") && given.text().contains(&volunteer.name), "{}", given.text());
        let case = volunteer.open(&list, &reference(&receipted)).await;
        assert!(case.text().contains("What was told"), "{}", case.text());
        assert_eq!(volunteer.browser.get(&path).await.status, 403, "a volunteer gives no cases");
        let actions = at(&receipted, "/actions");
        let page = volunteer.browser.get(&actions).await;
        let what = app.seed("write");
        let fields = [("what", what.as_str()), ("owner", &theirs), ("until.day", "1"), ("until.month", "12"), ("until.year", "2026")];
        volunteer.browser.submit(&page, &actions, &fields).await;
        let back = person.browser.submit(&given, &path, &[("person", &theirs), ("go", "back")]).await;
        assert!(back.text().contains("It is their case no longer."), "{}", back.text());
        assert_eq!(volunteer.browser.get(&at(&receipted, "")).await.status, 404, "it was open a moment ago");
        assert!(entries(&volunteer.browser.get("/desk").await).is_empty());
        let mine = person.browser.get("/desk?view=mine").await;
        assert!(mine.text().contains("You agreed to do something"), "what was agreed is somebody's still: {}", mine.text());
        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &receipted, None).await;
        app.advance("8 days");
        app.tend().await;
        assert_eq!(app.one_text("SELECT CAST((SELECT COUNT(*) FROM task) + (SELECT COUNT(*) FROM assignment) AS TEXT)").await, "0", "it goes with its report");
        app.finish().await;
    }

    async fn an_account_is_released_only_when_each_word_that_could_name_somebody_was_looked_at(app: TestApp) {
        let mut report = app.report();
        report["victim"]["name"] = "Samira Quell".into();
        report["permission"] = json!({"agencies": {"tees-police": {"investigate": "anonymous"}}});
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        let (reader, link, _) = crate::recipients::open(&app, "tees-police").await;
        let (person, inbox) = coordinator(&app).await;
        person.open(&inbox, &reference(&receipted)).await;
        let path = at(&receipted, "/release");
        let page = person.browser.get(&path).await;
        assert!(page.text().contains("This cannot find everything"), "no false promise: {}", page.text());
        let blank = person.browser.submit_only(&page, &path, &[("text", " ")]).await;
        assert!(is_faulty(&blank) && blank.text().contains("Please write the story without names."), "{}", blank.text());
        let word = app.seed("redacted");
        let text = format!("They shouted {word} at samira in Yarm, near 12 Mill Lane.");
        let warned = person.browser.submit_only(&page, &path, &[("text", &text)]).await;
        assert!(is_faulty(&warned) && warned.text().contains("Nothing is released yet.") && warned.text().contains(&text), "{}", warned.text());
        for (words, why) in [("samira", "The name of the person"), ("Yarm", "A capital in mid-sentence"), ("12 Mill Lane", "A house or a street")] {
            assert!(warned.text().contains(&format!(">{words}</label>")) && warned.text().contains(why), "{words}: {}", warned.text());
        }
        assert_eq!(app.deliver_mail().await.sent, 0);
        assert!(!reader.get(&format!("{link}/referral")).await.text().contains(&word), "nothing was released");
        // One is taken out, the others are ticked – but a new one has not been looked at.
        let changed = format!("They shouted {word} at somebody in Yarm, near 12 Mill Lane, says Imogen.");
        let ticked = [("text", changed.as_str()), ("looked", "capital yarm"), ("looked", "address 12 mill lane")];
        let again = person.browser.submit_only(&page, &path, &ticked).await;
        assert!(is_faulty(&again) && again.text().contains(">Imogen</label>") && again.text().contains("value=\"capital yarm\" checked"), "{}", again.text());
        let last = format!("They shouted {word} at somebody in Yarm.");
        let released = person.browser.submit(&page, &path, &[("text", &last), ("looked", "capital yarm")]).await;
        assert!(released.text().contains("Released.") && released.text().contains("Looked at, and left in: Yarm"), "{}", released.text());
        assert_eq!(app.deliver_mail().await.sent, 1);
        assert!(reader.get(&format!("{link}/referral")).await.text().contains(&word));
        app.finish().await;
    }

    async fn nobody_writes_an_account_for_whoever_only_counts(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"inform": "anonymous"}});
        app.submit(&report).await;
        let (_, inbox) = coordinator(&app).await;
        assert!(!inbox.text().contains("waits to be written without names"), "{}", inbox.text());
        report["permission"] = json!({"purposes": {"inform": "anonymous"}});
        let receipted = app.submit(&report).await;
        let more = json!({"purposes": {"investigate": "anonymous"}});
        app.with_receipt(reqwest::Method::POST, "/api/v1/report/permission", &receipted, Some(more)).await;
        let (_, inbox) = coordinator(&app).await;
        assert!(inbox.text().contains("waits to be written without names"), "what is allowed later waits, too: {}", inbox.text());
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn a_report_from_nobody_knows_where_is_given_a_district_and_routed_again(app: TestApp) {
        let mut report = app.report();
        let place = app.seed("by the river");
        report["incident"]["where"] = json!({"setting": "street", "place": place});
        report["permission"] = json!({"purposes": {"support": "full"}});
        let receipted = app.submit(&report).await;
        assert_eq!(app.view(&receipted).await["unplaced"][0]["reason"], "area-unknown");
        let (person, inbox) = coordinator(&app).await;
        assert!(inbox.text().contains("Nobody takes it for now"));
        let case = person.open(&inbox, &reference(&receipted)).await;
        let path = at(&receipted, "/area");
        assert!(case.text().contains("Nobody knows") && case.text().contains(&format!("href=\"{path}\"")), "{}", case.text());
        let page = person.browser.get(&path).await;
        let unknown = person.browser.submit_only(&page, &path, &[("place", "Atlantis"), ("go", "search")]).await;
        assert!(is_faulty(&unknown) && unknown.text().contains("value=\"Atlantis\""), "{}", unknown.text());
        let found = person.browser.submit_only(&page, &path, &[("place", "ts18 1ab"), ("go", "search")]).await;
        assert!(found.status == 200 && found.text().contains("value=\"E06000004\" checked"), "{}", found.text());
        assert!(found.text().contains("They get it as soon as you save this:") && found.text().contains("Tees Pride Advocacy"), "{}", found.text());
        let blank = person.browser.submit_only(&found, &path, &[("place", "stockton"), ("area", "E06000004"), ("reason", " "), ("go", "give")]).await;
        assert!(is_faulty(&blank) && blank.text().contains("Please say how you know."), "{}", blank.text());
        let reason = app.seed("asked");
        let unseen = [("place", "stockton"), ("area", "E06000004"), ("reason", reason.as_str()), ("go", "give")];
        let first = person.browser.submit_only(&found, &path, &unseen).await;
        assert!(is_faulty(&first) && first.text().contains("Please look at who would hear of it."), "{}", first.text());
        let seen = hidden(&found.text(), "seen");
        let fields = [("place", "stockton"), ("area", "E06000004"), ("reason", reason.as_str()), ("seen", seen.as_str()), ("go", "give")];
        let given = person.browser.submit(&found, &path, &fields).await;
        for words in ["It was worked out anew", "Stockton-on-Tees", &reason, "Tees Pride Advocacy", &place] {
            assert!(given.text().contains(words), "{words}: {}", given.text());
        }
        let view = app.view(&receipted).await;
        assert_eq!((&view["referrals"][0]["agency"], &view["unplaced"]), (&json!("tees-pride"), &json!([])));
        assert_eq!(app.one_text("SELECT district FROM report").await, "E06000004");
        assert!(!person.browser.get("/desk").await.text().contains("Nobody takes it for now"), "what waits no longer needs nobody");
        // Coming back, the person is asked about organisations of that district.
        let browser = app.browser();
        let home = browser.get("/your-report").await;
        browser.submit(&home, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        let choices = browser.get("/your-report/permission").await;
        assert!(choices.text().contains("Tees Police"), "{}", choices.text());
        // Somebody was mistaken: it can be put right. What was told is not at their disposal.
        let again = person.browser.get(&path).await;
        assert!(again.status == 200 && again.text().contains("Now: Stockton-on-Tees"), "{}", again.text());
        let told = app.submit(&app.report()).await;
        person.open(&inbox, &reference(&told)).await;
        assert_eq!(person.browser.get(&at(&told, "/area")).await.status, 404);
        let overwritten = person.browser.submit_only(&again, &at(&told, "/area"), &fields).await;
        assert_eq!(overwritten.status, 404, "where it happened was told");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn the_person_hears_by_mail_that_something_is_new_once_an_hour_at_most(app: TestApp) {
        let address = app.address("mine");
        let contact = json!({"of": "victim", "methods": [{"kind": "email", "value": address, "safe": true}]});
        let receipted = app.submit(&json!({"incident": {"account": app.seed("x")}, "contact": contact})).await;
        let unsafe_way = json!({"of": "victim", "methods": [{"kind": "email", "value": format!("{}@mail.example", app.seed("unsafe")), "safe": false}]});
        let unsafe_one = app.submit(&json!({"incident": {"account": app.seed("x")}, "contact": unsafe_way})).await;
        let (person, inbox) = coordinator(&app).await;
        let answer = async |receipted: &Json| {
            let case = person.open(&inbox, &reference(receipted)).await;
            person.browser.submit(&case, &at(receipted, "/answer"), &[("text", &app.seed("answer"))]).await;
            app.deliver_mail().await;
        };
        answer(&unsafe_one).await;
        answer(&receipted).await;
        let letters = told(&app, &address);
        assert_eq!(letters.len(), 1);
        assert!(!letters[0].whole.contains("WM-") && !letters[0].body.contains("answered"), "{}", letters[0].whole);
        answer(&receipted).await;
        app.advance("10 minutes");
        answer(&receipted).await;
        assert_eq!(told(&app, &address).len(), 1, "not a letter for each");
        app.advance("51 minutes");
        app.deliver_mail().await;
        assert_eq!(told(&app, &address).len(), 2, "an hour later it says so once more");
        app.advance("1 day");
        app.deliver_mail().await;
        assert_eq!(told(&app, &address).len(), 2);
        assert_eq!(app.letters().iter().filter(|letter| letter.subject == "Something changed on your page").count(), 2, "an unsafe way is never used");
        app.finish().await;
    }

    async fn a_child_is_heard_before_anybody_decides_over_their_head(app: TestApp) {
        let receipted = app.submit(&of_a_child(&app)).await;
        app.deliver_mail().await;
        let (person, inbox) = coordinator(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        let path = at(&receipted, "/child");
        assert!(case.text().contains("Parents and carers are never told automatically.") && case.text().contains(&format!("href=\"{path}\"")), "{}", case.text());
        let overrule = at(&receipted, "/overrule");
        let page = person.browser.get(&overrule).await;
        let reason = app.seed("danger");
        let fields = [("agreement", "north-council-2026"), ("ground", "child-at-risk"), ("section", "summary"), ("reason", reason.as_str()), ("told", "yes")];
        let unheard = person.browser.submit_only(&page, &overrule, &fields).await;
        assert!(is_faulty(&unheard) && unheard.text().contains("Please write down first") && unheard.text().contains(&reason), "{}", unheard.text());
        let page = person.browser.get(&path).await;
        let wants = app.seed("wants");
        let half = person.browser.submit_only(&page, &path, &[("wants", &wants)]).await;
        assert!(is_faulty(&half) && half.text().contains(&wants), "{}", half.text());
        for words in ["Please write down what they understand", "Please choose whether they were heard alone.", "Please write down who is with them.", "Please choose whether a parent"] {
            assert!(half.text().contains(words), "{words}: {}", half.text());
        }
        let (understands, with) = (app.seed("understands"), app.seed("teacher"));
        let whole = [("understands", understands.as_str()), ("wants", &wants), ("alone", "part"), ("with", &with), ("parent", "not-know")];
        let heard = person.browser.submit(&page, &path, &whole).await;
        for words in ["What they said is written down.", "The child was heard", &understands, &with, "Were they heard alone? For some of the time", "May a parent or carer know? No"] {
            assert!(heard.text().contains(words), "{words}: {}", heard.text());
        }
        let page = person.browser.get(&overrule).await;
        assert!(page.text().contains(&wants), "who asks sees it: {}", page.text());
        let asked = person.browser.submit(&page, &overrule, &fields).await;
        assert!(asked.text().contains("It waits for a second person now."), "{}", asked.text());
        assert!(!app.readable().await.contains("not-know"), "what a child wishes is readable in a column");
        let grown = app.submit(&app.report()).await;
        person.open(&inbox, &reference(&grown)).await;
        assert_eq!(person.browser.get(&at(&grown, "/child")).await.status, 404);
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_cannot_wait_for_a_child_passes_and_says_that_nobody_heard_them(app: TestApp) {
        let receipted = app.submit(&of_a_child(&app)).await;
        app.deliver_mail().await;
        let (person, inbox) = coordinator(&app).await;
        person.open(&inbox, &reference(&receipted)).await;
        let overrule = at(&receipted, "/overrule");
        let page = person.browser.get(&overrule).await;
        let fields = [("agreement", "north-council-2026"), ("ground", "child-at-risk"), ("section", "summary"), ("reason", &app.seed("danger")), ("told", "yes"), ("urgent", "yes")];
        let passed = person.browser.submit(&page, &overrule, &fields).await;
        assert!(passed.text().contains("It passes now.") && passed.text().contains("Nobody wrote down yet"), "{}", passed.text());
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn nothing_that_is_left_blank_is_passed_over_in_silence(app: TestApp) {
        let receipted = app.submit(&json!({"incident": {"account": "x"}, "risk": {"in_danger": "yes"}})).await;
        let (person, inbox) = coordinator(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        let order: Vec<usize> = ["id=\"tasks\"", "id=\"section-1\"", "id=\"messages\"", "id=\"held-by\"", "id=\"actions\"", "id=\"release\"", "id=\"history\"", "id=\"risk-set\"", "id=\"hold\""]
            .iter()
            .map(|part| case.text().find(part).unwrap_or_else(|| panic!("{part}: {}", case.text())))
            .collect();
        assert!(order.is_sorted(), "the parts stand in the order of the work: {order:?}");
        for (what, fields, words, field) in [
            ("answer", vec![("text", " ")], "Please write an answer.", "answer"),
            ("note", vec![("text", "")], "Please write a note.", "note"),
            ("risk", vec![("text", "because")], "Please choose how high the risk is.", "level"),
            ("risk", vec![("level", "low"), ("text", "")], "please give a reason", "reason"),
            ("hold", vec![("go", "hold")], "Please say why.", "hold-reason"),
        ] {
            let answer = person.browser.submit_only(&case, &at(&receipted, &format!("/{what}")), &fields).await;
            assert!(is_faulty(&answer) && answer.text().contains(words), "{what}: {}", answer.text());
            assert!(answer.text().contains(&format!("id=\"{field}-fault\"")) && answer.text().contains(&format!("href=\"#{field}\"")), "{what}: {}", answer.text());
        }
        let kept = person.browser.submit_only(&case, &at(&receipted, "/risk"), &[("text", "because I rang")]).await;
        assert!(kept.text().contains("because I rang"), "what was typed is kept: {}", kept.text());
        app.finish().await;
    }

    async fn what_is_sent_after_the_report_closed_opens_it_again_and_is_kept(app: TestApp) {
        let first = app.submit(&json!({"incident": {"account": "x"}})).await;
        let second = app.submit(&json!({"incident": {"account": "x"}})).await;
        let (person, inbox) = coordinator(&app).await;
        let case = person.open(&inbox, &reference(&first)).await;
        app.advance("20 minutes");
        person.open(&inbox, &reference(&second)).await;
        app.advance("15 minutes");
        assert_eq!(person.browser.get(&at(&first, "")).await.header("location"), "/desk", "half an hour is over");
        let note = app.seed("long");
        let noted = person.browser.submit(&case, &at(&first, "/note"), &[("text", &note)]).await;
        assert!(noted.text().contains(&note), "{}", noted.text());
        let opened = "SELECT CAST(COUNT(*) AS TEXT) FROM audit WHERE action = 'report-opened-whole'";
        assert_eq!(app.one_text(opened).await, "3", "that it was opened again is written down");
        app.finish().await;
    }
}
