//! Reading a report, and a permission by itself.

use serde_json::Value as Json;

use crate::report::parse::fault::{Fault, FaultCode};
use crate::report::parse::reading::Reading;
use crate::report::parse::walk::Walk;
use crate::report::permission::Permission;
use crate::report::questions;
use crate::report::report::Report;

/// Reads a report.
///
/// # Errors
/// Every fault of the report, in the order of its text.
pub fn report(json: &Json, reading: &Reading<'_>) -> Result<Report, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let mut clean = walk.whole(questions::REPORT, json);
    if let Some(Json::Array(methods)) = clean.get_mut("contact").and_then(|contact| contact.get_mut("methods")) {
        walk.methods(methods);
    }
    let incident = clean.get("incident");
    let has = |name: &str| incident.and_then(|i| i.get(name)).is_some();
    if !has("account") && !has("types") && !walk.faults.iter().any(|f| f.pointer == "/incident" || f.pointer.is_empty()) {
        let tried = |name: &str| walk.faults.iter().any(|f| f.pointer.starts_with(name));
        if !tried("/incident/account") && !tried("/incident/types") {
            walk.fault("/incident/account", FaultCode::Required);
        }
    }
    walk.when(incident.and_then(|i| i.get("when")));
    walk.finish::<Report>(clean)
}

/// Reads a permission by itself.
///
/// # Errors
/// Every fault.
pub fn permission(json: &Json, reading: &Reading<'_>) -> Result<Permission, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let clean = walk.whole(questions::PERMISSION, json);
    walk.finish(clean)
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;
    use crate::report::questions::{Ids, Question, Shape};
    use crate::routing::Book;
    use crate::vocabulary::Vocabulary;

    /// Where each answer of a table stands, and one that it takes.
    fn every(table: &[Question], at: &str, vocabulary: &Vocabulary) -> Vec<(String, Json)> {
        table.iter().flat_map(|question| of_shape(&question.shape, format!("{at}/{}", question.name), vocabulary)).collect()
    }

    fn of_shape(shape: &Shape, at: String, vocabulary: &Vocabulary) -> Vec<(String, Json)> {
        let answer = match shape {
            Shape::Group(table) => return every(table, &at, vocabulary),
            Shape::List(of, _) => return of_shape(of, format!("{at}/0"), vocabulary),
            Shape::Map(ids, of) => return of_shape(of, format!("{at}/{}", an_id(*ids, vocabulary)), vocabulary),
            Shape::Monitoring => {
                let (question, answers) = vocabulary.monitoring.first().unwrap();
                return vec![(format!("{at}/{question}"), json!(answers.ids().next()))];
            }
            Shape::Text { .. } => json!("words"),
            Shape::Language => json!("cy"),
            Shape::Flag => json!(true),
            Shape::Code(ids) => json!(an_id(*ids, vocabulary)),
            Shape::Codes(ids) => json!([an_id(*ids, vocabulary)]),
            Shape::Moment => json!("2026-11-14"),
            Shape::Postcode => json!("TS18 1AB"),
            Shape::Area => json!("E06000004"),
        };
        vec![(at, answer)]
    }

    /// The last of a list: the first may be what is meant when nothing is said, and is then not written.
    fn an_id(ids: Ids, vocabulary: &Vocabulary) -> String {
        let list = ids.list(vocabulary).unwrap_or_else(|| vec!["tees-pride"]);
        (*list.last().unwrap()).to_owned()
    }

    /// A report with one answer, which may lie in the first place of a list.
    fn with(at: &str, answer: &Json) -> Json {
        at.rsplit('/').filter(|step| !step.is_empty()).fold(answer.clone(), |inner, step| match step {
            "0" => json!([inner]),
            name => Json::Object(Map::from_iter([(name.to_owned(), inner)])),
        })
    }

    #[test]
    fn every_answer_of_the_question_table_is_kept() {
        let book = Book::load(&crate::repository().join("config"), "2026-11-20".parse().unwrap()).book;
        let (vocabulary, gazetteer, now) = (&book.vocabulary, &book.gazetteer, "2026-11-20T12:00:00Z".parse().unwrap());
        let reading = Reading { vocabulary, gazetteer, is_agency: &|_| true, now };
        for (at, answer) in every(questions::REPORT, "", vocabulary) {
            let mut walk = Walk::new(&reading);
            let clean = walk.whole(questions::REPORT, &with(&at, &answer));
            assert_eq!(walk.faults, [], "{at}");
            let report: Report = walk.finish(clean).unwrap();
            let kept = serde_json::to_value(&report).unwrap();
            assert_eq!(kept.pointer(&at), Some(&answer), "{at} has no field in the struct of its section, which drops it");
        }
    }
}
