//! What is read of a file beside its arrows: texts and whom they are given to, boxes, lengths, lists of ids, nouns.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::reading::read;

fn facts(code: &str) -> Facts {
    read(&[("waymark", "src/lib.rs")], &BTreeMap::from([("src/lib.rs".to_owned(), code.to_owned())])).unwrap()
}

/// Whom the text `"x"` is given to in a function with this body.
fn given_to(body: &str) -> Vec<String> {
    let facts = facts(&format!("fn f() {{ {body} }}"));
    facts.literals.into_iter().find(|one| one.text.starts_with('x')).unwrap().given_to
}

#[test]
fn a_text_knows_the_calls_that_it_is_given_to() {
    assert_eq!(given_to(r#"service.audit("x", 1)"#), ["audit"]);
    assert_eq!(given_to(r#"service.audit(format!("x{id}"))"#), ["audit", "format!"]);
    assert_eq!(given_to(r#"insert(tx, vec![&service.audit(by, match y { 1 => "x", _ => "y" })])"#), ["insert", "vec!", "audit"]);
    assert_eq!(given_to(r#"json!({"a": [service.audit("x")]})"#), ["json!", "audit"], "where no parser knows the words");
    assert_eq!(given_to(r#"Row { action: "x" }"#), ["action:"]);
    assert_eq!(given_to(r#"json!({ action: "x" })"#), ["json!", "action:"]);
    assert_eq!(given_to(r#"service.write(|tx| go("x"))"#), ["go"], "a closure runs later");
    assert_eq!(given_to(r#"include_str!("x")"#), ["include_str!"]);
    let documented = facts("ids! { /// No text.\n pub enum E { /// Nor this.\n A = \"a\" } }");
    let texts: Vec<&str> = documented.literals.iter().map(|one| one.text.as_str()).collect();
    assert_eq!((texts, documented.literals[0].given_to.join(" ")), (vec!["a"], "ids!".to_owned()));
}

#[test]
fn boxes_are_seen_in_code_and_in_words_of_macros() {
    let boxes = |body: &str| facts(&format!("fn f() {{ {body} }}")).pinned.len();
    assert_eq!(boxes("Box::pin(async move { 1 })"), 1);
    assert_eq!(boxes("write(move |tx| Box::pin(async move { 1 }))"), 1);
    assert_eq!(boxes("std::boxed::Box::pin(async move {})"), 1);
    assert_eq!(boxes("run!(x => Box::pin(async move { 1 }))"), 1);
    assert_eq!(boxes("Box::pin(go()); Box::pin(async { 1 })"), 0);
}

#[test]
fn a_function_is_measured_from_its_signature_to_its_closing_brace() {
    let facts = facts(
        "/// Words.\n#[must_use]\nfn one(\n a: u8,\n) {\n}\n\nstruct S;\nimpl S { fn two() {} }\ntrait T { fn three() {\n } fn none(); }",
    );
    let lengths: Vec<(&str, usize, usize)> =
        facts.functions.iter().map(|one| (one.name.as_str(), one.place.line, one.lines)).collect();
    assert_eq!(lengths, [("one", 3, 4), ("two", 9, 1), ("three", 10, 2)]);
    assert_eq!(facts.functions[1].of.as_deref(), Some("S"));
}

#[test]
fn lists_of_ids_by_hand_are_seen_and_those_of_the_macro_are_not() {
    let listed = |code: &str| {
        let facts = facts(code);
        facts.items.iter().filter(|item| item.lists_ids).count() + facts.functions.iter().filter(|one| one.chooses_texts).count()
    };
    assert_eq!(listed("enum K { A } impl K { const ALL: [(Self, &'static str); 1] = [(Self::A, \"a\")]; }"), 1);
    assert_eq!(listed("impl K { fn id(self) -> &'static str { match self { Self::A => \"a\", Self::B => \"b\" } } }"), 1);
    assert_eq!(
        listed("const NAMES: &[(&str, &str)] = &[(\"a\", \"b\")]; fn id(&self) -> String { match self { A(x) => x.id() } }"),
        0
    );
    assert_eq!(listed("ids! { pub enum K { A = \"a\" } } macro_rules! ids { () => { const ALL: [(Self, &str); 1] = []; }; }"), 0);
}

#[test]
fn what_stands_in_a_module_has_a_kind_and_a_name() {
    let facts = facts(
        "mod a {} use b::C; pub struct S { x: u8 } impl Clone for S {} redacted!(S, T); ids! { pub enum E { A = \"a\" } } const N: u8 = 1; fn f() { const M: u8 = 1; }",
    );
    let items: Vec<(&str, &str)> = facts.items.iter().map(|item| (item.what, item.name.as_str())).collect();
    assert_eq!(items, [("struct", "S"), ("impl", "S"), ("call", "S"), ("enum", "E"), ("const", "N"), ("fn", "f")]);
}
