//! Follows a path to the file that defines what it names: through `use`, renames, stars, re-exports and modules.

use std::collections::BTreeSet;

use super::facts::{Facts, Id, Kind, Mention, Named, Place};

/// What a path leads to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Target {
    Module(Id),
    Def(Id),
    /// Something that a macro made in this module.
    Made(Id),
}

/// A file imports a thing of another file.
pub(crate) struct Arrow {
    pub(crate) from: Id,
    pub(crate) to: Id,
    pub(crate) line: usize,
    /// The path as it stands there.
    pub(crate) path: String,
}

/// Imports that are being followed, so that a circle of `use` ends.
type Followed = BTreeSet<Id>;

impl Facts {
    /// What a path that stands in a scope leads to; nothing for what is not of this house.
    pub(crate) fn resolve(&self, scope: Id, path: &[String]) -> Vec<Target> {
        self.follow(scope, path, &mut Followed::new())
    }

    /// What an import leads to.
    pub(crate) fn imported(&self, import: Id) -> Vec<Target> {
        let one = &self.imports[import];
        self.follow(one.scope, &one.path, &mut Followed::from([import]))
    }

    /// What a module has by a name.
    pub(crate) fn child(&self, module: Id, name: &str) -> Vec<Target> {
        self.within(module, name, &mut Followed::new())
    }

    fn follow(&self, scope: Id, path: &[String], followed: &mut Followed) -> Vec<Target> {
        let Some(first) = path.first() else { return Vec::new() };
        let module = self.scopes[scope].module;
        let mut found = match first.as_str() {
            "crate" => vec![Target::Module(self.scopes[scope].root)],
            "self" => vec![Target::Module(module)],
            "super" => self.around(module).map(Target::Module).into_iter().collect(),
            "Self" => Vec::new(),
            name => self.seen_from(scope, name, followed),
        };
        let mut deepest = None;
        for name in &path[1..] {
            let mut next = Vec::new();
            for target in &found {
                match target {
                    Target::Module(module) if name == "super" => next.extend(self.around(*module).map(Target::Module)),
                    Target::Module(module) if name == "self" => next.push(Target::Module(*module)),
                    Target::Module(module) => {
                        deepest = Some(*module);
                        next.extend(self.within(*module, name, followed));
                    }
                    // Something of a type: a function, a constant, a variant. It is where the type is.
                    Target::Def(def) if matches!(self.defs[*def].kind, Kind::Type | Kind::Alias | Kind::Trait) => {
                        next.push(*target);
                    }
                    Target::Def(_) => {}
                    Target::Made(_) => next.push(*target),
                }
            }
            found = next;
        }
        // A module has it, though we cannot see where it comes from: a macro may have made it.
        if found.is_empty() { deepest.map(Target::Made).into_iter().collect() } else { found }
    }

    fn around(&self, module: Id) -> Option<Id> {
        self.scopes[module].parent.map(|parent| self.scopes[parent].module)
    }

    /// What a name means in a scope: its own, of the scopes around it up to the module, of another crate.
    fn seen_from(&self, scope: Id, name: &str, followed: &mut Followed) -> Vec<Target> {
        let found = self.within(scope, name, followed);
        if !found.is_empty() || self.hides(scope, name, followed) {
            return found;
        }
        match self.scopes[scope].parent {
            Some(parent) if scope != self.scopes[scope].module => self.seen_from(parent, name, followed),
            // A macro is known in the modules that are declared after it.
            Some(parent) if name.ends_with('!') => self.seen_from(parent, name, followed),
            _ => self.roots.get(name).map(|root| Target::Module(*root)).into_iter().collect(),
        }
    }

    /// What a scope itself has by this name.
    fn within(&self, scope: Id, name: &str, followed: &mut Followed) -> Vec<Target> {
        let here = &self.scopes[scope];
        let mut found = Vec::new();
        for named in self.named(scope, name) {
            match named {
                Named::Module(module) => found.push(Target::Module(module)),
                Named::Def(def) => found.push(Target::Def(def)),
                Named::Import(import) => {
                    if followed.insert(import) {
                        let one = &self.imports[import];
                        found.extend(self.follow(one.scope, &one.path, followed));
                        followed.remove(&import);
                    }
                }
            }
        }
        if found.is_empty() && !self.hides(scope, name, followed) {
            for import in &here.globs {
                if followed.insert(*import) {
                    let one = &self.imports[*import];
                    for target in self.follow(one.scope, &one.path, followed) {
                        match target {
                            Target::Module(module) if module != scope => found.extend(self.within(module, name, followed)),
                            Target::Def(def) if self.has_part(def, name) => found.push(target),
                            _ => {}
                        }
                    }
                    followed.remove(import);
                }
            }
        }
        if found.is_empty() && here.made.contains(name) {
            found.push(Target::Made(scope));
        }
        found.sort();
        found.dedup();
        found
    }

    /// Whether a name of this scope stands before what is around it, though it leads out of the house.
    fn hides(&self, scope: Id, name: &str, followed: &Followed) -> bool {
        self.named(scope, name).iter().any(|named| !matches!(named, Named::Import(import) if followed.contains(import)))
    }

    /// Names of a scope; a macro is kept with its mark, and imported without.
    fn named(&self, scope: Id, name: &str) -> Vec<Named> {
        let names = &self.scopes[scope].names;
        let get = |name: &str| names.get(name).cloned().unwrap_or_default();
        let mut found = get(name);
        match name.strip_suffix('!') {
            Some(bare) => found.extend(get(bare).into_iter().filter(|named| matches!(named, Named::Import(_)))),
            None => found.extend(get(&format!("{name}!"))),
        }
        found
    }

    fn has_part(&self, def: Id, name: &str) -> bool {
        self.parts.get(&self.defs[def].name).is_some_and(|parts| parts.contains(name))
    }

    /// The file that defines a target.
    pub(crate) fn file_of(&self, target: Target) -> Id {
        match target {
            Target::Def(def) => self.defs[def].place.file,
            Target::Module(scope) | Target::Made(scope) => self.scopes[scope].file,
        }
    }

    /// Every arrow between two files outside tests, in the order of the files and their lines. Handing a name on is an arrow, too.
    pub(crate) fn arrows(&self) -> Vec<Arrow> {
        let mut found: BTreeSet<(Id, Id, usize, String)> = BTreeSet::new();
        let mut add = |place: Place, path: &[String], targets: Vec<Target>| {
            for target in targets {
                let to = self.file_of(target);
                // A module that is only walked through, or that is named to be walked through, is no arrow: what is found in it is.
                if !matches!(target, Target::Module(_)) && to != place.file && !self.files[to].test {
                    found.insert((place.file, to, place.line, path.join("::")));
                }
            }
        };
        for (id, import) in self.imports.iter().enumerate() {
            if self.counts(import.place) {
                add(import.place, &import.path, self.imported(id));
            }
        }
        for mention in self.mentions.iter().filter(|mention| self.counts(mention.place)) {
            if !self.is_known_here(mention) {
                add(mention.place, &mention.path, self.resolve(mention.scope, &mention.path));
            }
        }
        found.into_iter().map(|(from, to, line, path)| Arrow { from, to, line, path }).collect()
    }

    /// Whether a place is outside tests.
    pub(crate) fn counts(&self, place: Place) -> bool {
        !place.test && !self.files[place.file].test
    }

    /// A single name that the file defines or imports: where the name comes from is counted there.
    fn is_known_here(&self, mention: &Mention) -> bool {
        let [name] = mention.path.as_slice() else { return false };
        let mut scope = mention.scope;
        loop {
            if !self.named(scope, name).is_empty() {
                return true;
            }
            match self.scopes[scope].parent {
                Some(parent) if scope != self.scopes[scope].module => scope = parent,
                _ => return false,
            }
        }
    }
}
