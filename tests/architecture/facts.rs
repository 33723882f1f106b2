//! What the rules need to know of the sources, as plain values: syntax trees cannot be shared between tests.

use std::collections::{BTreeMap, BTreeSet};

/// A file, a scope, a definition or an import, by its place in the lists of [`Facts`].
pub(crate) type Id = usize;

/// Everything that was read.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) files: Vec<File>,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) defs: Vec<Def>,
    pub(crate) imports: Vec<Import>,
    pub(crate) mentions: Vec<Mention>,
    /// The outermost module of each crate, by the crate's name.
    pub(crate) roots: BTreeMap<String, Id>,
    pub(crate) functions: Vec<Function>,
    pub(crate) literals: Vec<Literal>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) traits: Vec<Trait>,
    /// `Box::pin(async move …)`.
    pub(crate) pinned: Vec<Place>,
    /// Templates, each with the line that names it: `#[template(path = "…")]`.
    pub(crate) templates: Vec<(Place, String)>,
    /// What stands in the files at the top of a module, in their order.
    pub(crate) items: Vec<Item>,
    /// Types that the call of a macro declares, with the macro's name.
    pub(crate) made_by: BTreeMap<String, String>,
    /// What a type, a trait or an enum has, by its name alone: functions, constants, variants, fields. Of a macro: what it gives to types.
    pub(crate) parts: BTreeMap<String, BTreeSet<String>>,
}

/// A line of a file.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) file: Id,
    pub(crate) line: usize,
    pub(crate) test: bool,
}

pub(crate) struct File {
    /// From the folder of the repository.
    pub(crate) path: String,
    /// From its `src`, without its ending: `web/desk/record`, and `web/desk/mod` for the file that declares a folder.
    pub(crate) place: String,
    pub(crate) lines: usize,
    /// Whether it is declared for tests alone.
    pub(crate) test: bool,
}

/// A module, or a block that declares something of its own.
pub(crate) struct Scope {
    /// Its name; blocks have none.
    pub(crate) name: String,
    pub(crate) parent: Option<Id>,
    /// The module around it, which is itself for a module.
    pub(crate) module: Id,
    pub(crate) root: Id,
    pub(crate) file: Id,
    pub(crate) names: BTreeMap<String, Vec<Named>>,
    /// Imports that end in a star.
    pub(crate) globs: Vec<Id>,
    /// Words in calls of macros that stand where definitions stand: they may have become names.
    pub(crate) made: BTreeSet<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Named {
    Module(Id),
    Def(Id),
    Import(Id),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Type,
    Alias,
    Trait,
    Function,
    Constant,
    Macro,
}

pub(crate) struct Def {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) place: Place,
    /// Where an alias leads.
    pub(crate) alias: Vec<String>,
    pub(crate) scope: Id,
    pub(crate) public: bool,
}

/// One leaf of a tree of `use`.
pub(crate) struct Import {
    pub(crate) path: Vec<String>,
    pub(crate) scope: Id,
    pub(crate) place: Place,
    /// Whether it hands the name on.
    pub(crate) public: bool,
}

/// A path that stands in the code.
pub(crate) struct Mention {
    pub(crate) path: Vec<String>,
    pub(crate) scope: Id,
    pub(crate) place: Place,
}

/// A function with a body.
pub(crate) struct Function {
    pub(crate) name: String,
    /// The type that it belongs to.
    pub(crate) of: Option<String>,
    pub(crate) place: Place,
    pub(crate) lines: usize,
    /// Whether its body chooses among texts: `match self { Self::A => "a", … }`.
    pub(crate) chooses_texts: bool,
}

/// A text in the code.
pub(crate) struct Literal {
    pub(crate) text: String,
    pub(crate) place: Place,
    /// The calls that it is given to, the nearest last: `audit`, `format!`, or `action:` for a field.
    pub(crate) given_to: Vec<String>,
}

pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) file: Id,
    /// Whether no variant holds anything.
    pub(crate) plain: bool,
}

pub(crate) struct Trait {
    pub(crate) name: String,
    /// Its constants, and whether each has a value that a step could forget to replace.
    pub(crate) constants: Vec<(String, bool)>,
}

/// Something that stands in a module.
pub(crate) struct Item {
    /// `fn`, `struct`, `impl`, …; `mod` and `use` are not among them.
    pub(crate) what: &'static str,
    /// What it is called, or whom it is about: the type of an `impl`, the first word that is given to a macro.
    pub(crate) name: String,
    pub(crate) place: Place,
    /// Whether it lists ids beside what they stand for: `[(Self, &str); 4]`.
    pub(crate) lists_ids: bool,
}
