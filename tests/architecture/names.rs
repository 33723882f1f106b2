//! Finds a name of the code that a document uses: `Store::write`, `referral::State::after`, `web/safety.rs::guard`.

use std::collections::BTreeSet;

use super::borders::dependencies;
use super::facts::{Facts, Id, Kind};
use super::house::{House, ends};
use super::resolving::Target;

pub(crate) struct Names<'h> {
    facts: &'h Facts,
    /// Names of libraries, whose insides we do not know.
    libraries: BTreeSet<String>,
}

#[test]
fn names_are_found_where_somebody_would_say_they_are() {
    let text = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let texts = std::collections::BTreeMap::from([
        text("src/lib.rs", "pub mod a;"),
        text("src/a/mod.rs", "mod b; pub use b::Store;"),
        text(
            "src/a/b.rs",
            "pub struct Store { pub size: u8 } impl Store { pub fn open() {} } pub enum Kind { New } macro_rules! ids { () => { fn from_id() {} }; }
            ids! { pub enum Made { One = \"one\" } } id_type!(AgencyId);",
        ),
    ]);
    let facts = super::reading::read(&[("waymark", "src/lib.rs")], &texts).unwrap();
    let names = Names { facts: &facts, libraries: BTreeSet::from(["tokio".to_owned()]) };
    for there in [
        "a::b",
        "a::Store",
        "a::Store::open",
        "Store::open()",
        "Store::size",
        "crate::a::b::Kind::New",
        "b.rs::Kind",
        "Made::One",
        "Made::from_id",
    ] {
        assert!(names.has(there), "{there}");
    }
    assert!(names.has("AgencyId::new"), "a macro may have given it anything");
    assert!(names.has("tokio::spawn") && names.has("a/b.rs::Store"));
    for gone in [
        "a::c",
        "a::Store::close",
        "Store::close",
        "Kind::Old",
        "b.rs::Gone",
        "c.rs::Kind",
        "Other::new",
        "a::Kind",
        "Made::Two",
        "a::b::Made::Two",
    ] {
        assert!(!names.has(gone), "{gone}");
    }
}

impl<'h> Names<'h> {
    pub(crate) fn of(house: &'h House) -> Self {
        let mut libraries: BTreeSet<String> = ["std", "core", "alloc"].into_iter().map(str::to_owned).collect();
        for (_, text) in house.texts.iter().filter(|(path, _)| path.ends_with("Cargo.toml")) {
            libraries.extend(dependencies(text).into_iter().map(|(_, name, _)| name.replace('-', "_")));
        }
        libraries.retain(|library| !library.starts_with("waymark"));
        Self { facts: &house.facts, libraries }
    }

    /// Whether something of this name is there.
    pub(crate) fn has(&self, word: &str) -> bool {
        let bare = word.split('(').next().unwrap_or(word).trim_matches(|c: char| !c.is_alphanumeric() && c != '_' && c != '/');
        let path: Vec<&str> = bare.split("::").collect();
        let (first, rest) = (path[0], &path[1..]);
        if self.libraries.contains(first) {
            return true;
        }
        let scopes = &self.facts.scopes;
        let begins = |id: Id| match first {
            "crate" => scopes[id].root == id,
            file if ends(file, "rs") => {
                let path = &self.facts.files[scopes[id].file].path;
                path.strip_suffix(file).is_some_and(|before| before.is_empty() || before.ends_with('/')) && self.is_first(id)
            }
            name => scopes[id].name == name,
        };
        (0..scopes.len()).filter(|id| begins(*id)).any(|id| self.leads(Target::Module(id), rest)) || self.is_part(first, rest)
    }

    fn is_first(&self, scope: Id) -> bool {
        let file = |scope: Id| self.facts.scopes[scope].file;
        self.facts.scopes[scope].parent.is_none_or(|parent| file(parent) != file(scope))
    }

    fn leads(&self, from: Target, rest: &[&str]) -> bool {
        let Some((next, rest)) = rest.split_first() else { return true };
        match from {
            Target::Module(module) => self.facts.child(module, next).into_iter().any(|target| match target {
                Target::Made(_) => rest.is_empty() || self.is_part(next, rest),
                target => self.leads(target, rest),
            }),
            Target::Def(def) => match self.facts.defs[def].kind {
                Kind::Type | Kind::Trait => self.is_part(&self.facts.defs[def].name, std::slice::from_ref(next)),
                Kind::Alias => true,
                _ => false,
            },
            Target::Made(_) => false,
        }
    }

    /// Whether a type of this name has this part, or a macro made it and may have given it one.
    fn is_part(&self, of: &str, rest: &[&str]) -> bool {
        match rest {
            [part] => {
                let has = |of: &str| self.facts.parts.get(of).is_some_and(|parts| parts.contains(*part));
                has(of) || self.facts.made_by.get(of).map_or_else(|| self.is_made(of), |by| has(by))
            }
            _ => false,
        }
    }

    fn is_made(&self, name: &str) -> bool {
        self.facts.scopes.iter().any(|scope| scope.made.contains(name)) && !self.facts.defs.iter().any(|def| def.name == name)
    }
}
