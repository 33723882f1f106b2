//! An organisation asks for more, and the desk answers.

use serde_json::json;
use waymark::journeys::organisation::ask::MOST_OPEN;
use waymark_core::handling::question::LONGEST;
use waymark_core::staff::Role;

use crate::app::{Answer, TestApp};
use crate::desk::{Person, invited, reference};
use crate::recipients::open;
use crate::stories;

/// The address that a question of a case page is answered at.
fn answer_at(case: &Answer) -> String {
    let text = case.text();
    let start = text.find("/questions/").unwrap_or_else(|| panic!("nothing to answer: {text}"));
    let begin = text[..start].rfind('"').unwrap() + 1;
    text[begin..].split('"').next().unwrap().to_owned()
}

async fn coordinator(app: &TestApp, reference: &str) -> (Person, Answer) {
    let person = invited(app, Role::Coordinator, "").await;
    let inbox = person.sign_in(app).await;
    let case = person.open(&inbox, reference).await;
    (person, case)
}

/// Who did this, by the record.
async fn doer(app: &TestApp, action: &str) -> String {
    app.one_text(&format!("SELECT actor FROM audit WHERE action = '{action}'")).await
}

stories! {
    async fn an_organisation_asks_the_desk_answers_and_both_are_read_on_its_page(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (browser, link, read) = open(&app, "tees-pride").await;
        let question = app.seed("question");
        let asked = browser.submit(&read, &format!("{link}/ask"), &[("question", &question)]).await;
        assert!(asked.text().contains("We have your question") && asked.text().contains(&question), "{}", asked.text());
        assert!(asked.text().contains("There is no answer yet"), "{}", asked.text());
        assert_eq!(app.view(&receipted).await["referrals"][0]["state"], "acknowledged", "whoever asks has it");
        assert!(!serde_json::to_string(&app.view(&receipted).await).unwrap().contains(&question), "no receipt opens a question");
        assert_eq!(doer(&app, "referral-questioned").await, "agency:tees-pride");

        let (person, case) = coordinator(&app, &reference(&receipted)).await;
        let inbox = person.browser.get("/desk").await.text();
        assert!(inbox.contains("An organisation asks for more") && !inbox.contains(&question), "{inbox}");
        assert!(case.text().contains(&question), "{}", case.text());
        let at = answer_at(&case);
        let form = person.browser.get(&at).await;
        assert!(form.text().contains("goes to Tees Pride Advocacy") && form.text().contains("How to reach them safely"), "{}", form.text());
        assert!(!form.text().contains("About the person who did it"), "what they may not see is not among it");
        let answer = app.seed("answer");
        let answered = person.browser.submit(&form, &at, &[("text", &answer)]).await;
        assert!(answered.text().contains("can read your answer now") && answered.text().contains(&answer), "{}", answered.text());
        assert!(!person.browser.get("/desk").await.text().contains("An organisation asks for more"), "what is answered waits no longer");
        assert!(doer(&app, "question-answered").await.starts_with("staff:"));
        assert_eq!(person.browser.get(&at).await.status, 404, "a question is answered once");
        assert_eq!(person.browser.submit_only(&form, &at, &[("text", "again")]).await.status, 404);

        assert_eq!(app.deliver_mail().await.sent, 2, "they are told that there is more to see, and the person that it arrived");
        assert_eq!(app.letters_to_people().len(), 1);
        let letters = app.letters_to("referrals@tees-pride");
        assert!(letters.iter().any(|letter| letter.subject.ends_with("there is more to see")));
        let again = browser.get(&format!("{link}/referral")).await.text();
        assert!(again.contains(&question) && again.contains(&answer), "{again}");
        let json = browser.get(&format!("{link}/referral.json")).await.json();
        assert_eq!((&json["questions"][0]["question"], &json["questions"][0]["answer"]["text"]), (&json!(question), &json!(answer)));
        let schema = app.send(app.http().get(format!("{}/api/v1/schemas/referral.json", app.url))).await.json();
        let validator = jsonschema::validator_for(&schema).unwrap();
        assert!(validator.iter_errors(&json).next().is_none());
        app.finish().await;
    }

    async fn what_cannot_be_taken_is_said_and_what_was_typed_is_kept(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (browser, link, read) = open(&app, "tees-pride").await;
        let ask = format!("{link}/ask");
        let blank = browser.submit_only(&read, &ask, &[("question", " \n")]).await.text();
        assert!(blank.contains("href=\"#question\"") && blank.contains("Please write your question"), "{blank}");
        let long = format!("{}{}", app.seed("long"), "x".repeat(LONGEST));
        let too_long = browser.submit_only(&read, &ask, &[("question", &long)]).await.text();
        assert!(too_long.contains("too long") && too_long.contains(&long), "what was typed is kept");
        for number in 0..MOST_OPEN {
            browser.submit(&read, &ask, &[("question", &format!("{} {number}", app.seed("one")))]).await;
        }
        let more = app.seed("more");
        let too_many = browser.submit_only(&read, &ask, &[("question", &more)]).await.text();
        assert!(too_many.contains("wait for an answer") && too_many.contains(&more), "{too_many}");

        let (person, case) = coordinator(&app, &reference(&receipted)).await;
        let at = answer_at(&case);
        let form = person.browser.get(&at).await;
        let blank = person.browser.submit_only(&form, &at, &[("text", "")]).await.text();
        assert!(blank.contains("href=\"#text\"") && blank.contains("Please write an answer"), "{blank}");
        let too_long = person.browser.submit_only(&form, &at, &[("text", &long)]).await.text();
        assert!(too_long.contains("too long") && too_long.contains(&long), "what was typed is kept");
        person.browser.submit(&form, &at, &[("text", &app.seed("short"))]).await;
        assert!(person.browser.get("/desk").await.text().contains("An organisation asks for more"), "others wait still");
        let now = browser.submit(&read, &ask, &[("question", &more)]).await.text();
        assert!(now.contains("We have your question"), "an answer makes room: {now}");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_is_withdrawn_takes_no_question_and_no_answer(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (browser, link, read) = open(&app, "tees-pride").await;
        let asked = browser.submit(&read, &format!("{link}/ask"), &[("question", &app.seed("question"))]).await;
        assert!(asked.text().contains("We have your question"));
        let (person, case) = coordinator(&app, &reference(&receipted)).await;
        let at = answer_at(&case);
        let form = person.browser.get(&at).await;
        app.with_receipt(reqwest::Method::POST, "/api/v1/report/permission", &receipted, Some(json!({}))).await;
        let late = browser.submit_only(&asked, &format!("{link}/ask"), &[("question", &app.seed("late"))]).await;
        assert_eq!((late.status, late.header("location")), (303, format!("{link}?not-recorded").as_str()), "what is over takes no question");
        assert_eq!(person.browser.submit_only(&form, &at, &[("text", &app.seed("late"))]).await.status, 404);
        let case = person.browser.get(&format!("/desk/reports/{}", reference(&receipted))).await.text();
        assert!(!case.contains("/questions/"), "nothing to answer stands there: {case}");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn who_gets_facts_without_a_name_is_answered_with_that_said(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (browser, link, read) = open(&app, "open-tally").await;
        browser.submit(&read, &format!("{link}/ask"), &[("question", &app.seed("question"))]).await;
        let (person, case) = coordinator(&app, &reference(&receipted)).await;
        let form = person.browser.get(&answer_at(&case)).await.text();
        assert!(form.contains("facts without a name, and nothing else") && form.contains("Facts without names"), "{form}");
        assert!(!form.contains("How to reach them safely"), "{form}");
        app.finish().await;
    }
}
