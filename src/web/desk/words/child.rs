//! What a child understands and wishes: as rows to read, and as a form said it.

use waymark_core::handling::child::{Alone, Heard, ParentMay};
use waymark_core::report::Told;
use waymark_core::words::Speaker;

use crate::web::http::body::Form;
use crate::web::parts::families::CHILD;
use crate::web::parts::rows::Row;

/// What a child said, row by row.
pub(crate) fn rows(heard: &Heard, t: &Speaker) -> Vec<Row> {
    let row = |name: &str, said: Option<String>| {
        let line = said.filter(|said| !said.trim().is_empty()).unwrap_or_else(|| t.say("child-blank"));
        Row { label: t.of(&CHILD, name), lines: vec![line] }
    };
    vec![
        row("understands", Some(heard.understands.reveal().to_owned())),
        row("wants", Some(heard.wants.reveal().to_owned())),
        row("alone", heard.alone.map(|answer| t.label(answer))),
        row("with", Some(heard.with.reveal().to_owned())),
        row("parent", heard.parent.map(|answer| t.label(answer))),
    ]
}

/// What a form says of a child: its fields have these names after `before`.
pub(crate) fn heard(form: &Form, before: &str) -> Heard {
    let said = |name: &str| form.get(&format!("{before}{name}"));
    let told = |name: &str| Told::new(said(name).trim());
    Heard {
        understands: told("understands"),
        wants: told("wants"),
        alone: Alone::from_id(said("alone")),
        with: told("with"),
        parent: ParentMay::from_id(said("parent")),
    }
}
