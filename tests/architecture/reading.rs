//! Reads the sources, from the first file of each crate along every `mod`, as the compiler does.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};

use super::facts::{Def, Enum, Facts, File, Function, Id, Import, Item, Literal, Mention, Named, Place, Scope, Trait};
use super::syntax::{self, Declared};

/// Reads crates: the name of each with the file that it begins with, out of `texts` by their paths.
pub(crate) fn read(crates: &[(&str, &str)], texts: &BTreeMap<String, String>) -> Result<Facts, String> {
    let mut facts = Facts::default();
    for (name, first) in crates {
        let root = Reader::begin(&mut facts, name, None);
        facts.roots.entry((*name).to_owned()).or_insert(root);
        file(&mut facts, texts, first, root, false)?;
    }
    Ok(facts)
}

/// The texts of a file that no crate of the house declares, as tests and benches are.
pub(crate) fn literals(text: &str) -> Result<Vec<Literal>, syn::Error> {
    let tree = syn::parse_file(text)?;
    let mut facts = Facts::default();
    let scope = Reader::begin(&mut facts, "file", None);
    let mut reader = Reader { facts: &mut facts, file: 0, scope, test: true, of: None, given_to: Vec::new(), files: Vec::new() };
    reader.visit_file(&tree);
    Ok(facts.literals)
}

fn file(facts: &mut Facts, texts: &BTreeMap<String, String>, path: &str, scope: Id, test: bool) -> Result<(), String> {
    let code = texts.get(path).ok_or_else(|| format!("{path} is declared and not there"))?;
    let tree = syn::parse_file(code).map_err(|error| format!("{path}:{}: {error}", error.span().start().line))?;
    let place = path.rsplit_once("src/").map_or(path, |(_, inside)| inside).trim_end_matches(".rs").to_owned();
    facts.files.push(File { path: path.to_owned(), place, lines: code.lines().count(), test });
    let id = facts.files.len() - 1;
    facts.scopes[scope].file = id;
    let mut reader = Reader { facts, file: id, scope, test, of: None, given_to: Vec::new(), files: Vec::new() };
    reader.visit_file(&tree);
    let declared = std::mem::take(&mut reader.files);
    drop(tree);
    for one in declared {
        let next = below(path, &one).into_iter().find(|next| texts.contains_key(next));
        let next = next.ok_or_else(|| format!("{path} declares {}, and no file is there", one.name))?;
        file(facts, texts, &next, one.scope, one.test)?;
    }
    Ok(())
}

/// A module that another file holds.
struct Outside {
    name: String,
    /// Modules of the same file around its declaration.
    within: Vec<String>,
    scope: Id,
    test: bool,
}

/// Where the compiler would look.
fn below(path: &str, one: &Outside) -> [String; 2] {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut folder = folder.to_owned();
    if !["mod.rs", "lib.rs", "main.rs"].contains(&name) {
        folder = format!("{folder}/{}", name.trim_end_matches(".rs"));
    }
    for module in &one.within {
        folder = format!("{folder}/{module}");
    }
    [format!("{folder}/{}.rs", one.name), format!("{folder}/{}/mod.rs", one.name)]
}

struct Reader<'f> {
    facts: &'f mut Facts,
    file: Id,
    scope: Id,
    /// Whether what is read now is there for tests alone.
    test: bool,
    /// The type whose `impl` is read.
    of: Option<String>,
    given_to: Vec<String>,
    files: Vec<Outside>,
}

impl Reader<'_> {
    /// A new module, or a block when it has no name.
    fn begin(facts: &mut Facts, name: &str, parent: Option<Id>) -> Id {
        let id = facts.scopes.len();
        let module = parent.filter(|_| name.is_empty()).map_or(id, |parent| facts.scopes[parent].module);
        let root = parent.map_or(id, |parent| facts.scopes[parent].root);
        let file = parent.map_or(0, |parent| facts.scopes[parent].file);
        facts.scopes.push(Scope {
            name: name.to_owned(),
            parent,
            module,
            root,
            file,
            names: BTreeMap::new(),
            globs: Vec::new(),
            made: std::collections::BTreeSet::new(),
        });
        id
    }

    fn place(&self, line: usize) -> Place {
        Place { file: self.file, line, test: self.test }
    }

    fn name(&mut self, scope: Id, name: &str, named: Named) {
        self.facts.scopes[scope].names.entry(name.to_owned()).or_default().push(named);
    }

    fn define(&mut self, declared: &Declared) {
        let scope = if declared.exported { self.facts.scopes[self.scope].root } else { self.scope };
        self.facts.defs.push(Def {
            name: declared.name.clone(),
            kind: declared.kind,
            place: self.place(declared.line),
            alias: declared.alias.clone(),
            scope,
            public: declared.public,
        });
        let id = self.facts.defs.len() - 1;
        self.name(scope, &declared.name, Named::Def(id));
        // Macros are also known to whatever follows in the file that has them.
        if declared.exported && scope != self.scope {
            self.name(self.scope, &declared.name, Named::Def(id));
        }
    }

    fn import(&mut self, tree: &syn::ItemUse) {
        let public = !matches!(tree.vis, syn::Visibility::Inherited);
        for leaf in syntax::leaves(&tree.tree) {
            let place = self.place(leaf.line);
            let scope = self.scope;
            self.facts.imports.push(Import { path: leaf.path, scope, place, public });
            let id = self.facts.imports.len() - 1;
            match leaf.name {
                Some(name) => self.name(scope, &name, Named::Import(id)),
                None => self.facts.scopes[scope].globs.push(id),
            }
        }
    }

    fn module(&mut self, module: &syn::ItemMod) {
        let name = module.ident.to_string();
        let scope = Self::begin(self.facts, &name, Some(self.scope));
        self.facts.scopes[scope].file = self.file;
        self.name(self.scope, &name, Named::Module(scope));
        if let Some((_, items)) = &module.content {
            let outer = std::mem::replace(&mut self.scope, scope);
            for item in items {
                self.visit_item(item);
            }
            self.scope = outer;
            return;
        }
        let mut within = Vec::new();
        let mut around = self.scope;
        while let Some(parent) = self.facts.scopes[around].parent.filter(|parent| self.facts.scopes[*parent].file == self.file) {
            within.insert(0, self.facts.scopes[around].name.clone());
            around = parent;
        }
        self.files.push(Outside { name, within, scope, test: self.test });
    }

    fn mention(&mut self, path: Vec<String>, line: usize) {
        let mention = Mention { path, scope: self.scope, place: self.place(line) };
        self.facts.mentions.push(mention);
    }

    fn function(&mut self, sig: &syn::Signature, block: &syn::Block) {
        let first = sig.fn_token.span.start().line;
        self.facts.functions.push(Function {
            name: sig.ident.to_string(),
            of: self.of.clone(),
            place: self.place(first),
            lines: block.brace_token.span.close().end().line + 1 - first,
            chooses_texts: syntax::chooses_texts(block),
        });
    }

    /// Reads something that stands behind `attributes`: for tests alone when one of them says so.
    fn behind(&mut self, attributes: &[syn::Attribute], read: impl FnOnce(&mut Self)) {
        let before = self.test;
        self.test |= syntax::is_for_tests(attributes);
        read(self);
        self.test = before;
    }

    fn given(&mut self, to: String, read: impl FnOnce(&mut Self)) {
        self.given_to.push(to);
        read(self);
        self.given_to.pop();
    }

    fn part(&mut self, of: &str, name: &syn::Ident) {
        self.facts.parts.entry(of.to_owned()).or_default().insert(name.to_string());
    }

    fn parts(&mut self, item: &syn::Item) {
        match item {
            syn::Item::Enum(item) => {
                let name = item.ident.to_string();
                item.variants.iter().for_each(|variant| self.part(&name, &variant.ident));
                let plain = item.variants.iter().all(|variant| matches!(variant.fields, syn::Fields::Unit));
                self.facts.enums.push(Enum { name, file: self.file, plain });
            }
            syn::Item::Struct(item) => {
                let name = item.ident.to_string();
                item.fields.iter().filter_map(|field| field.ident.as_ref()).for_each(|field| self.part(&name, field));
            }
            syn::Item::Trait(item) => {
                let mut constants = Vec::new();
                for part in &item.items {
                    match part {
                        syn::TraitItem::Const(one) => constants.push((one.ident.to_string(), one.default.is_some())),
                        syn::TraitItem::Fn(one) => self.part(&item.ident.to_string(), &one.sig.ident),
                        _ => {}
                    }
                }
                self.facts.traits.push(Trait { name: item.ident.to_string(), constants });
            }
            _ => {}
        }
    }

    fn item(&mut self, item: &syn::Item) {
        let declared = syntax::declared(item);
        if let Some(declared) = &declared {
            self.define(declared);
        }
        if self.facts.scopes[self.scope].module == self.scope
            && let Some((what, name, line)) = syntax::stands(item)
        {
            let item = Item { what, name, place: self.place(line), lists_ids: syntax::lists_ids(item) };
            self.facts.items.push(item);
        }
        self.parts(item);
        match item {
            syn::Item::Use(tree) => self.import(tree),
            syn::Item::Mod(module) => self.module(module),
            syn::Item::Macro(call) if call.ident.is_some() => {
                let name = declared.map(|declared| declared.name).unwrap_or_default();
                syntax::gives(&call.mac.tokens, self.facts.parts.entry(name).or_default());
                self.tokens(&call.mac.tokens, true);
            }
            syn::Item::Macro(call) => {
                syntax::words(&call.mac.tokens, &mut self.facts.scopes[self.scope].made);
                let by = call.mac.path.segments.last().map_or(String::new(), |last| format!("{}!", last.ident));
                for (name, mut parts) in syntax::made(&call.mac.tokens) {
                    self.facts.parts.entry(name.clone()).or_default().append(&mut parts);
                    self.facts.made_by.insert(name, by.clone());
                }
                self.visit_macro(&call.mac);
            }
            syn::Item::Fn(function) => {
                self.function(&function.sig, &function.block);
                visit::visit_item_fn(self, function);
            }
            syn::Item::Impl(block) => {
                let outer = std::mem::replace(&mut self.of, syntax::last_of(&block.self_ty));
                visit::visit_item_impl(self, block);
                self.of = outer;
            }
            item => visit::visit_item(self, item),
        }
    }

    /// What can be seen in a macro's words: paths, texts, calls. In a definition only paths from the crate's top mean anything.
    fn tokens(&mut self, tokens: &proc_macro2::TokenStream, definition: bool) {
        for seen in syntax::seen(tokens) {
            match seen {
                syntax::Seen::Path(path, line) if !definition || path[0] == "crate" || path[0].ends_with('!') => {
                    self.mention(path, line);
                }
                syntax::Seen::Path(..) => {}
                syntax::Seen::Text(text, line, mut into) => {
                    let mut given_to = self.given_to.clone();
                    given_to.append(&mut into);
                    let literal = Literal { text, place: self.place(line), given_to };
                    self.facts.literals.push(literal);
                }
                syntax::Seen::Pinned(line) => {
                    let place = self.place(line);
                    self.facts.pinned.push(place);
                }
            }
        }
    }
}

impl<'a> Visit<'a> for Reader<'_> {
    fn visit_item(&mut self, item: &'a syn::Item) {
        self.behind(syntax::attributes(item), |reader| reader.item(item));
    }

    fn visit_block(&mut self, block: &'a syn::Block) {
        if block.stmts.iter().any(|one| matches!(one, syn::Stmt::Item(_))) {
            let scope = Self::begin(self.facts, "", Some(self.scope));
            self.facts.scopes[scope].file = self.file;
            let outer = std::mem::replace(&mut self.scope, scope);
            visit::visit_block(self, block);
            self.scope = outer;
        } else {
            visit::visit_block(self, block);
        }
    }

    fn visit_impl_item(&mut self, item: &'a syn::ImplItem) {
        let none = Vec::new();
        let (attributes, name) = match item {
            syn::ImplItem::Fn(item) => (&item.attrs, Some(&item.sig.ident)),
            syn::ImplItem::Const(item) => (&item.attrs, Some(&item.ident)),
            syn::ImplItem::Type(item) => (&item.attrs, Some(&item.ident)),
            _ => (&none, None),
        };
        self.behind(attributes, |reader| {
            if let (Some(of), Some(name)) = (reader.of.clone(), name) {
                reader.part(&of, name);
            }
            match item {
                syn::ImplItem::Fn(function) => reader.function(&function.sig, &function.block),
                syn::ImplItem::Const(one) => {
                    let (name, line) = (one.ident.to_string(), one.ident.span().start().line);
                    let lists_ids = syntax::is_list_of_ids(&one.ty);
                    reader.facts.items.push(Item { what: "part", name, place: reader.place(line), lists_ids });
                }
                _ => {}
            }
            visit::visit_impl_item(reader, item);
        });
    }

    fn visit_trait_item_fn(&mut self, item: &'a syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_local(&mut self, local: &'a syn::Local) {
        self.behind(&local.attrs, |reader| visit::visit_local(reader, local));
    }

    fn visit_field(&mut self, field: &'a syn::Field) {
        self.behind(&field.attrs, |reader| visit::visit_field(reader, field));
    }

    fn visit_variant(&mut self, variant: &'a syn::Variant) {
        self.behind(&variant.attrs, |reader| visit::visit_variant(reader, variant));
    }

    fn visit_arm(&mut self, arm: &'a syn::Arm) {
        self.behind(&arm.attrs, |reader| visit::visit_arm(reader, arm));
    }

    fn visit_attribute(&mut self, attribute: &'a syn::Attribute) {
        for (path, line) in syntax::paths_in_attribute(attribute) {
            self.mention(path, line);
        }
        if let Some((path, line)) = syntax::template(attribute) {
            let place = self.place(line);
            self.facts.templates.push((place, path));
        }
    }

    /// `pub(in …)` says who may look, it names nothing.
    fn visit_visibility(&mut self, _: &'a syn::Visibility) {}

    fn visit_path(&mut self, path: &'a syn::Path) {
        if let Some(first) = path.segments.first() {
            let line = first.ident.span().start().line;
            self.mention(path.segments.iter().map(|one| one.ident.to_string()).collect(), line);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        let mut name: Vec<String> = call.path.segments.iter().map(|one| one.ident.to_string()).collect();
        let line = call.path.segments.first().map_or(0, |one| one.ident.span().start().line);
        let last = format!("{}!", name.pop().unwrap_or_default());
        name.push(last.clone());
        self.mention(name, line);
        let parsed = call.parse_body_with(syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated);
        self.given(last, |reader| match &parsed {
            Ok(parsed) => parsed.iter().for_each(|one| reader.visit_expr(one)),
            Err(_) => reader.tokens(&call.tokens, false),
        });
    }

    fn visit_expr_call(&mut self, call: &'a syn::ExprCall) {
        let path = syntax::called(&call.func);
        if path.ends_with("Box::pin")
            && let Some(syn::Expr::Async(block)) = call.args.first()
            && block.capture.is_some()
        {
            let place = self.place(block.async_token.span.start().line);
            self.facts.pinned.push(place);
        }
        self.visit_expr(&call.func);
        let last = path.rsplit("::").next().unwrap_or_default().to_owned();
        self.given(last, |reader| call.args.iter().for_each(|one| reader.visit_expr(one)));
    }

    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        self.visit_expr(&call.receiver);
        if let Some(generics) = &call.turbofish {
            self.visit_angle_bracketed_generic_arguments(generics);
        }
        self.given(call.method.to_string(), |reader| call.args.iter().for_each(|one| reader.visit_expr(one)));
    }

    fn visit_field_value(&mut self, field: &'a syn::FieldValue) {
        let name = if let syn::Member::Named(name) = &field.member { format!("{name}:") } else { String::new() };
        self.behind(&field.attrs, |reader| reader.given(name, |reader| reader.visit_expr(&field.expr)));
    }

    /// A closure, a block that runs later and a body begin anew: what stands in them is not given to the call around them.
    fn visit_expr_closure(&mut self, closure: &'a syn::ExprClosure) {
        let outer = std::mem::take(&mut self.given_to);
        visit::visit_expr_closure(self, closure);
        self.given_to = outer;
    }

    fn visit_lit_str(&mut self, text: &'a syn::LitStr) {
        let place = self.place(text.span().start().line);
        self.facts.literals.push(Literal { text: text.value(), place, given_to: self.given_to.clone() });
    }
}
