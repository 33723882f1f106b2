//! The resolver, over small houses: what is an arrow, and where it leads.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::reading::read;

fn facts(files: &[(&str, &str)]) -> Facts {
    let texts: BTreeMap<String, String> = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let mut crates = Vec::new();
    if texts.contains_key("crates/core/src/lib.rs") {
        crates.push(("waymark_core", "crates/core/src/lib.rs"));
    }
    crates.push(("waymark", "src/lib.rs"));
    if texts.contains_key("src/main.rs") {
        crates.push(("main", "src/main.rs"));
    }
    read(&crates, &texts).unwrap()
}

/// Arrows as `from > to`, by their places.
fn arrows(files: &[(&str, &str)]) -> Vec<String> {
    let facts = facts(files);
    let arrows = facts.arrows();
    let written = arrows.iter().map(|arrow| format!("{} > {}", facts.files[arrow.from].place, facts.files[arrow.to].place));
    written.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A house of one room `a` that holds `b`, which defines a type, an enum and a function, and of a file `c` that is looked at.
fn of(c: &str) -> Vec<String> {
    arrows(&[
        ("src/lib.rs", "pub mod a; pub mod c;"),
        ("src/a/mod.rs", "pub mod b; pub use b::{Store, Kind as Sort}; pub struct Noun;"),
        (
            "src/a/b.rs",
            "pub struct Store; impl Store { pub fn open() {} } pub enum Kind { A, B } pub fn go() {} pub const N: u8 = 1;",
        ),
        ("src/c.rs", c),
    ])
    .into_iter()
    .filter(|arrow| arrow.starts_with("c >"))
    .collect()
}

const TO_B: [&str; 1] = ["c > a/b"];

#[test]
fn an_import_leads_to_the_file_that_defines_the_thing() {
    assert_eq!(of("use crate::a::b::Store;"), TO_B);
    assert_eq!(of("use crate::a::Store;"), TO_B, "through a re-export");
    assert_eq!(of("use crate::a::Sort;"), TO_B, "through a re-export under another name");
    assert_eq!(of("use crate::a::Noun;"), ["c > a/mod"]);
    assert_eq!(of("use crate::a::{self, Noun, b::{go, N as M}};"), ["c > a/b", "c > a/mod"]);
    assert_eq!(of("use waymark::a::b::go;"), TO_B, "by the name of the crate");
    assert_eq!(of("use std::fmt; use sqlx::a::Store;"), [""; 0]);
}

#[test]
fn a_module_that_is_walked_through_is_no_arrow_and_what_is_found_in_it_is() {
    assert_eq!(of("use crate::a;"), [""; 0]);
    assert_eq!(of("use crate::a; fn f() { a::b::go(); }"), TO_B);
    assert_eq!(of("use crate::a::b as other; fn f() -> u8 { other::N }"), TO_B);
    assert_eq!(of("use crate::a; fn f(_: a::Store) {}"), TO_B);
    assert_eq!(of("use crate::a; fn f() { a::unknown(); }"), ["c > a/mod"], "a macro may have made it");
}

#[test]
fn variants_and_functions_of_a_type_are_where_the_type_is() {
    assert_eq!(of("fn f() { crate::a::Store::open(); }"), TO_B);
    assert_eq!(of("fn f() { let _ = crate::a::b::Kind::A; }"), TO_B);
    assert_eq!(of("use crate::a::b::Kind::{A, B};"), TO_B);
    assert_eq!(of("fn f(k: u8) { match k { crate::a::b::N => {} _ => {} } }"), TO_B);
    assert_eq!(of("use crate::a::b::Kind::*; fn f() { let _ = A; }"), TO_B);
}

#[test]
fn paths_in_words_of_macros_are_followed() {
    for code in [
        r#"fn f() { let _ = format!("{}", crate::a::b::N); }"#,
        r#"fn f() { let _ = json!({"a": {"b": crate::a::b::N}, "c": [1]}); }"#,
        "fn f() { on!(tx, |conn| query(X).bind(crate::a::b::N).run(conn).await); }",
        "fn f() { assert!(matches!(k, crate::a::Sort::A | crate::a::Sort::B if true)); }",
        "fn f() { let _ = collect!(x => Vec::<crate::a::Store>::new()); }",
        "made! { struct X { a: crate::a::Store } }",
        "macro_rules! m { ($a:expr) => { $crate::a::b::go($a) }; }",
    ] {
        assert_eq!(of(code), TO_B, "{code}");
    }
    let own = "use crate::a::Noun; fn f() { let _ = json!({\"Store\": 1, Store: x.b.go()}); }";
    assert_eq!(of(own), ["c > a/mod"], "neither texts nor fields nor methods are paths");
}

#[test]
fn attributes_types_and_traits_name_things_too() {
    assert_eq!(of("struct X { #[serde(with = \"crate::a::b\")] y: u8 }"), [""; 0], "a module is no thing");
    assert_eq!(of("struct X { #[serde(default = \"crate::a::b::go\")] y: u8 }"), TO_B);
    assert_eq!(of("impl Clone for crate::a::Store { fn clone(&self) -> Self { todo() } }"), TO_B);
    assert_eq!(of("fn f<T: Into<Vec<crate::a::Store>>>(_: T) {}"), TO_B);
    assert_eq!(of("pub(in crate::a) fn f() {}"), [""; 0], "who may look is no import");
}

#[test]
fn tests_have_no_arrows() {
    for code in [
        "#[cfg(test)] mod tests { use crate::a::Store; }",
        "#[cfg(test)] use crate::a::Store;",
        "#[cfg(any(test, feature = \"x\"))] fn f() { crate::a::b::go(); }",
        "#[test] fn f() { crate::a::b::go(); }",
        "struct X; impl X { #[cfg(test)] fn f() { crate::a::b::go(); } }",
        "fn f() { #[cfg(test)] let _ = crate::a::b::N; }",
    ] {
        assert_eq!(of(code), [""; 0], "{code}");
    }
    assert_eq!(of("#[cfg(not(test))] use crate::a::Store;"), TO_B);
    let files = [
        ("src/lib.rs", "pub mod a; #[cfg(test)] mod b;"),
        ("src/a.rs", "pub fn go() {}"),
        ("src/b.rs", "mod c;"),
        ("src/b/c.rs", "use crate::a::go;"),
    ];
    assert_eq!(arrows(&files), [""; 0], "nor files that are declared for tests");
    let facts = facts(&files);
    assert_eq!(facts.files.iter().filter(|file| file.test).count(), 2);
}

#[test]
fn self_and_super_count_from_the_module_around() {
    let files = [
        ("src/lib.rs", "pub mod a; pub mod b;"),
        ("src/a/mod.rs", "pub mod x; pub mod y;"),
        ("src/a/x.rs", "pub fn go() {} pub mod inner { pub fn deep() { super::super::y::two(); crate::b::three(); } }"),
        (
            "src/a/y.rs",
            "pub fn two() { use super::super::b; b::three(); fn g() { super::x::inner::deep(); } } use self::z::four; mod z;",
        ),
        ("src/a/y/z.rs", "pub fn four() { super::super::super::b::three(); }"),
        ("src/b.rs", "pub fn three() {}"),
    ];
    assert_eq!(arrows(&files), ["a/x > a/y", "a/x > b", "a/y > a/x", "a/y > a/y/z", "a/y > b", "a/y/z > b"]);
}

#[test]
fn a_local_module_hides_a_crate_and_another_name() {
    let files = [
        ("src/lib.rs", "pub mod a; pub mod waymark_core; pub mod report;"),
        ("src/a/mod.rs", "mod report; fn f() { report::go(); waymark_core::go(); }"),
        ("src/a/report.rs", "pub fn go() {}"),
        ("src/report.rs", "pub fn go() {}"),
        ("src/waymark_core.rs", "pub fn go() {}"),
        ("crates/core/src/lib.rs", "pub fn go() {}"),
    ];
    assert_eq!(
        arrows(&files),
        ["a/mod > a/report", "a/mod > lib"],
        "its own `report`; the crate, as `crate::waymark_core` is not near"
    );
    assert_eq!(of("mod a { pub fn go() {} } fn f() { a::go(); }"), [""; 0], "an inner module");
    assert_eq!(of("fn f() { mod a { pub fn go() {} } a::go(); }"), [""; 0], "a module of a block");
    assert_eq!(of("fn f() { use crate::a::b as x; { use other::x; x::go(); } }"), [""; 0], "an import of an inner block");
}

#[test]
fn the_other_crate_is_a_lower_room() {
    let files = [
        ("crates/core/src/lib.rs", "pub mod report; mod hidden; pub use hidden::Open; #[macro_use] mod marks;"),
        ("crates/core/src/report/mod.rs", "mod told; pub use told::Told; fn f() { crate::redacted!(Told); }"),
        ("crates/core/src/report/told.rs", "pub struct Told;"),
        ("crates/core/src/hidden.rs", "pub struct Open; use crate::report::Told;"),
        ("crates/core/src/marks.rs", "#[macro_export] macro_rules! redacted { ($a:ident) => {}; }"),
        ("src/lib.rs", "pub mod web;"),
        (
            "src/web.rs",
            "use waymark_core::report::{self, Told}; fn f() { waymark_core::redacted!(X); waymark_core::Open; report::Told; }",
        ),
        ("src/main.rs", "fn main() { waymark::web::f(); }"),
    ];
    let expected = [
        "hidden > report/told",
        "lib > hidden",
        "main > web",
        "report/mod > marks",
        "report/mod > report/told",
        "web > hidden",
        "web > marks",
        "web > report/told",
    ];
    assert_eq!(arrows(&files), expected);
}

#[test]
fn a_star_brings_what_is_used() {
    let files = [
        ("src/lib.rs", "pub mod a; pub mod c;"),
        ("src/a/mod.rs", "mod b; mod d; pub use b::*; pub use d::*;"),
        ("src/a/b.rs", "pub fn one() {}"),
        ("src/a/d.rs", "pub fn two() {} pub mod deep { pub fn three() {} }"),
        ("src/c.rs", "use crate::a::*; fn f() { two(); deep::three(); std::one(); }"),
    ];
    let arrows = arrows(&files);
    assert_eq!(arrows.iter().filter(|one| one.starts_with("c >")).collect::<Vec<_>>(), ["c > a/d"]);
}

#[test]
fn macros_are_known_where_the_compiler_knows_them() {
    let files = [
        ("src/lib.rs", "pub mod a; pub mod c;"),
        ("src/a/mod.rs", "macro_rules! on { () => {}; } pub(crate) use on; mod b; pub mod table;"),
        ("src/a/b.rs", "fn f() { on!(); }"),
        ("src/a/table.rs", "statements! { INSERT = \"…\"; } ids! { pub enum Kind { New = \"new\" } }"),
        (
            "src/c.rs",
            "use crate::a::on; use crate::a::table::Kind; fn f() { on!(); let _ = Kind::New; let _ = crate::a::table::STATEMENTS; }",
        ),
    ];
    assert_eq!(
        arrows(&files),
        ["a/b > a/mod", "c > a/mod", "c > a/table"],
        "in modules declared below, by import, made by a macro"
    );
}

#[test]
fn circles_of_use_end() {
    let files = [
        ("src/lib.rs", "pub mod a; pub mod b;"),
        ("src/a.rs", "pub use crate::b::*; pub use crate::b::x;"),
        ("src/b.rs", "pub use crate::a::*; pub use crate::a::x; fn f() { x(); y(); }"),
    ];
    assert!(facts(&files).arrows().len() < 10);
}

#[test]
fn what_is_declared_must_be_there() {
    let texts = BTreeMap::from([("src/lib.rs".to_owned(), "mod gone;".to_owned())]);
    assert_eq!(
        read(&[("waymark", "src/lib.rs")], &texts).err().as_deref(),
        Some("src/lib.rs declares gone, and no file is there")
    );
}
