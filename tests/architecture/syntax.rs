//! Small questions about syntax: what a definition is called, what a tree of `use` says, what stands in a macro's words.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::facts::Kind;

/// A definition that has a name.
pub(crate) struct Declared {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) line: usize,
    /// Where an alias leads.
    pub(crate) alias: Vec<String>,
    /// Whether it is a macro known at the top of its crate.
    pub(crate) exported: bool,
    pub(crate) public: bool,
}

pub(crate) fn declared(item: &syn::Item) -> Option<Declared> {
    let open = |vis: &syn::Visibility| !matches!(vis, syn::Visibility::Inherited);
    let (ident, kind, public) = match item {
        syn::Item::Struct(item) => (&item.ident, Kind::Type, open(&item.vis)),
        syn::Item::Enum(item) => (&item.ident, Kind::Type, open(&item.vis)),
        syn::Item::Union(item) => (&item.ident, Kind::Type, open(&item.vis)),
        syn::Item::Type(item) => (&item.ident, Kind::Alias, open(&item.vis)),
        syn::Item::Trait(item) => (&item.ident, Kind::Trait, open(&item.vis)),
        syn::Item::Fn(item) => (&item.sig.ident, Kind::Function, open(&item.vis)),
        syn::Item::Const(item) => (&item.ident, Kind::Constant, open(&item.vis)),
        syn::Item::Static(item) => (&item.ident, Kind::Constant, open(&item.vis)),
        syn::Item::Macro(item) => (item.ident.as_ref()?, Kind::Macro, false),
        _ => return None,
    };
    let alias = match item {
        syn::Item::Type(item) => path_of(&item.ty),
        _ => Vec::new(),
    };
    let exported = kind == Kind::Macro && attributes(item).iter().any(|one| one.path().is_ident("macro_export"));
    // A macro is told from a function of the same name by its mark.
    let name = if kind == Kind::Macro { format!("{ident}!") } else { ident.to_string() };
    Some(Declared { name, kind, line: ident.span().start().line, alias, exported, public })
}

/// What stands in a module beside `mod` and `use`: its kind, its name and its line.
pub(crate) fn stands(item: &syn::Item) -> Option<(&'static str, String, usize)> {
    let what = match item {
        syn::Item::Struct(_) => "struct",
        syn::Item::Enum(_) => "enum",
        syn::Item::Union(_) => "union",
        syn::Item::Type(_) => "type",
        syn::Item::Trait(_) => "trait",
        syn::Item::Fn(_) => "fn",
        syn::Item::Const(_) => "const",
        syn::Item::Static(_) => "static",
        syn::Item::Impl(item) => {
            return Some(("impl", last_of(&item.self_ty).unwrap_or_default(), item.impl_token.span.start().line));
        }
        syn::Item::Macro(item) if item.ident.is_none() => {
            let line = item.mac.path.segments.last()?.ident.span().start().line;
            return match made(&item.mac.tokens).into_iter().next() {
                Some((name, _)) => Some(("enum", name, line)),
                None => Some(("call", item.mac.tokens.clone().into_iter().find_map(word).unwrap_or_default(), line)),
            };
        }
        syn::Item::Macro(_) => "macro",
        _ => return None,
    };
    declared(item).map(|declared| (what, declared.name, declared.line))
}

pub(crate) fn lists_ids(item: &syn::Item) -> bool {
    match item {
        syn::Item::Const(item) => is_list_of_ids(&item.ty),
        syn::Item::Static(item) => is_list_of_ids(&item.ty),
        _ => false,
    }
}

/// `[(Self, &str); 4]`: what stands for what, by hand.
pub(crate) fn is_list_of_ids(ty: &syn::Type) -> bool {
    let element = match ty {
        syn::Type::Array(array) => &array.elem,
        syn::Type::Reference(reference) => return is_list_of_ids(&reference.elem),
        syn::Type::Slice(slice) => &slice.elem,
        _ => return false,
    };
    let syn::Type::Tuple(tuple) = &**element else { return false };
    let is_self = |ty: &syn::Type| path_of(ty) == ["Self"];
    let is_text = |ty: &syn::Type| matches!(ty, syn::Type::Reference(one) if path_of(&one.elem) == ["str"]);
    tuple.elems.len() == 2 && tuple.elems.iter().any(is_self) && tuple.elems.iter().any(is_text)
}

pub(crate) fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// `#[test]`, `#[cfg(test)]`, `#[cfg(any(test, …))]`.
pub(crate) fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|one| match &one.meta {
        syn::Meta::Path(path) => path.segments.last().is_some_and(|last| last.ident == "test"),
        syn::Meta::List(list) if list.path.is_ident("cfg") => {
            let mut words = BTreeSet::new();
            self::words(&list.tokens, &mut words);
            words.contains("test") && !words.contains("not")
        }
        _ => false,
    })
}

/// Paths in texts of `#[serde(with = "…")]` and its like.
pub(crate) fn paths_in_attribute(attribute: &syn::Attribute) -> Vec<(Vec<String>, usize)> {
    let syn::Meta::List(list) = &attribute.meta else { return Vec::new() };
    if !list.path.is_ident("serde") {
        return Vec::new();
    }
    let texts = seen(&list.tokens).into_iter().filter_map(|seen| match seen {
        Seen::Text(text, line, _) if text.contains("::") => Some((text, line)),
        _ => None,
    });
    texts
        .filter_map(|(text, line)| {
            let path: syn::Path = syn::parse_str(&text).ok()?;
            Some((path.segments.iter().map(|one| one.ident.to_string()).collect(), line))
        })
        .collect()
}

/// One name that a tree of `use` brings; none for a star.
pub(crate) struct Leaf {
    pub(crate) path: Vec<String>,
    pub(crate) name: Option<String>,
    pub(crate) line: usize,
}

pub(crate) fn leaves(tree: &syn::UseTree) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(tree, &mut Vec::new(), &mut found);
    found
}

fn collect(tree: &syn::UseTree, path: &mut Vec<String>, found: &mut Vec<Leaf>) {
    match tree {
        syn::UseTree::Path(one) => {
            path.push(one.ident.to_string());
            collect(&one.tree, path, found);
            path.pop();
        }
        syn::UseTree::Name(one) => leaf(&one.ident, &one.ident, path, found),
        syn::UseTree::Rename(one) => leaf(&one.ident, &one.rename, path, found),
        syn::UseTree::Glob(star) => {
            found.push(Leaf { path: path.clone(), name: None, line: star.star_token.spans[0].start().line });
        }
        syn::UseTree::Group(group) => group.items.iter().for_each(|one| collect(one, path, found)),
    }
}

fn leaf(ident: &syn::Ident, name: &syn::Ident, path: &[String], found: &mut Vec<Leaf>) {
    let (mut path, line) = (path.to_vec(), ident.span().start().line);
    let mut name = name.to_string();
    // `use a::{self}` is `use a`.
    if ident == "self" && !path.is_empty() {
        if name == "self" {
            name = path.last().cloned().unwrap_or_default();
        }
    } else {
        path.push(ident.to_string());
    }
    found.push(Leaf { path, name: Some(name), line });
}

pub(crate) fn path_of(ty: &syn::Type) -> Vec<String> {
    match ty {
        syn::Type::Path(path) => path.path.segments.iter().map(|one| one.ident.to_string()).collect(),
        _ => Vec::new(),
    }
}

/// The last name of a type: `Service` of `&crate::journeys::Service`.
pub(crate) fn last_of(ty: &syn::Type) -> Option<String> {
    match ty {
        syn::Type::Reference(one) => last_of(&one.elem),
        ty => path_of(ty).pop(),
    }
}

/// What a call calls, as it is written; nothing for what is no path.
pub(crate) fn called(function: &syn::Expr) -> String {
    match function {
        syn::Expr::Path(path) => path.path.segments.iter().map(|one| one.ident.to_string()).collect::<Vec<_>>().join("::"),
        _ => String::new(),
    }
}

/// Whether a body chooses among texts by what `self` is.
pub(crate) fn chooses_texts(block: &syn::Block) -> bool {
    let [syn::Stmt::Expr(syn::Expr::Match(choice), None)] = block.stmts.as_slice() else { return false };
    let is_text = |body: &syn::Expr| matches!(body, syn::Expr::Lit(lit) if matches!(lit.lit, syn::Lit::Str(_)));
    choice.arms.iter().all(|arm| is_text(&arm.body))
}

fn word(token: TokenTree) -> Option<String> {
    if let TokenTree::Ident(word) = token { Some(word.to_string()) } else { None }
}

/// Types that a macro's tokens declare, with the words in their braces.
pub(crate) fn made(tokens: &TokenStream) -> Vec<(String, BTreeSet<String>)> {
    let mut found = Vec::new();
    let mut tokens = tokens.clone().into_iter();
    while let Some(token) = tokens.next() {
        if word(token).is_some_and(|word| word == "enum" || word == "struct")
            && let Some(name) = tokens.next().and_then(word)
        {
            let braces = tokens.by_ref().find_map(|token| match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
                _ => None,
            });
            found.push((name, braces.unwrap_or_default().into_iter().filter_map(word).collect()));
        }
    }
    found
}

/// Functions and constants that a macro's body declares.
pub(crate) fn gives(tokens: &TokenStream, found: &mut BTreeSet<String>) {
    let mut declares = false;
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(word) => {
                let word = word.to_string();
                if declares {
                    found.insert(word.clone());
                }
                declares = word == "fn" || word == "const";
            }
            TokenTree::Group(group) => gives(&group.stream(), found),
            _ => {}
        }
    }
}

/// The template that an attribute names: `#[template(path = "…")]`.
pub(crate) fn template(attribute: &syn::Attribute) -> Option<(String, usize)> {
    let mut found = None;
    if attribute.path().is_ident("template") {
        // What cannot be read here is no attribute that the compiler takes.
        let _ = attribute.parse_nested_meta(|meta| {
            let value: syn::LitStr = meta.value()?.parse()?;
            if meta.path.is_ident("path") {
                found = Some((value.value(), value.span().start().line));
            }
            Ok(())
        });
    }
    found
}

/// Every word of a macro's tokens.
pub(crate) fn words(tokens: &TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(word) => {
                found.insert(word.to_string());
            }
            TokenTree::Group(group) => words(&group.stream(), found),
            _ => {}
        }
    }
}

/// What can be seen in tokens that no parser knows.
pub(crate) enum Seen {
    Path(Vec<String>, usize),
    /// A text, with the calls that it is given to.
    Text(String, usize, Vec<String>),
    Pinned(usize),
}

pub(crate) fn seen(tokens: &TokenStream) -> Vec<Seen> {
    let mut found = Vec::new();
    look(tokens, &mut Vec::new(), &mut found);
    found
}

fn look(tokens: &TokenStream, given_to: &mut Vec<String>, found: &mut Vec<Seen>) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is = |at: usize, sign: char| matches!(tokens.get(at), Some(TokenTree::Punct(one)) if one.as_char() == sign);
    let mut at = 0;
    // The call whose brackets come next.
    let mut call: Option<String> = None;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Ident(word) if at == 0 || !(is(at - 1, '\'')) => {
                let (line, mut path) = (word.span().start().line, vec![word.to_string()]);
                let method = at > 0 && is(at - 1, '.') && !(at > 1 && is(at - 2, '.'));
                while is(at + 1, ':') && is(at + 2, ':') {
                    match tokens.get(at + 3) {
                        Some(TokenTree::Ident(next)) => {
                            path.push(next.to_string());
                            at += 3;
                        }
                        Some(TokenTree::Punct(sign)) if sign.as_char() == '<' => {
                            at = past_generics(&tokens, at + 3, given_to, found);
                        }
                        _ => break,
                    }
                }
                let mut last = path.last().cloned().unwrap_or_default();
                if is(at + 1, '!') && matches!(tokens.get(at + 2), Some(TokenTree::Group(_))) {
                    last.push('!');
                    path.pop();
                    path.push(last.clone());
                    at += 1;
                }
                let field = is(at + 1, ':') && !is(at + 2, ':');
                call = Some(if field { format!("{last}:") } else { last });
                if !method && !field {
                    found.push(Seen::Path(path, line));
                }
                if field {
                    at += 1;
                }
            }
            // An attribute, and so a comment of documentation, too.
            TokenTree::Group(group) if at > 0 && is(at - 1, '#') && group.delimiter() == Delimiter::Bracket => {}
            TokenTree::Group(group) => {
                let called = call.take().filter(|_| group.delimiter() != Delimiter::Brace);
                if called.as_deref() == Some("pin") && begins_async_move(&group.stream()) {
                    found.push(Seen::Pinned(group.span_open().start().line));
                }
                let pushed = called.is_some();
                given_to.extend(called);
                look(&group.stream(), given_to, found);
                if pushed {
                    given_to.pop();
                }
            }
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    let mut into = given_to.clone();
                    into.extend(call.take().filter(|call| call.ends_with(':')));
                    found.push(Seen::Text(text.value(), literal.span().start().line, into));
                }
                call = None;
            }
            _ => call = None,
        }
        at += 1;
    }
}

/// Looks at what stands in `<…>` of `path::<…>`, and says where it ends.
fn past_generics(tokens: &[TokenTree], open: usize, given_to: &mut Vec<String>, found: &mut Vec<Seen>) -> usize {
    let (mut depth, mut at) = (0usize, open);
    while let Some(token) = tokens.get(at) {
        if let TokenTree::Punct(sign) = token {
            match sign.as_char() {
                '<' => depth += 1,
                '>' => depth -= 1,
                _ => {}
            }
        }
        if depth == 0 {
            break;
        }
        at += 1;
    }
    let inside = tokens.get(open + 1..at).unwrap_or_default().iter().cloned().collect();
    look(&inside, given_to, found);
    at.min(tokens.len() - 1)
}

fn begins_async_move(tokens: &TokenStream) -> bool {
    let mut words = tokens.clone().into_iter().map(|token| token.to_string());
    words.next().as_deref() == Some("async") && words.next().as_deref() == Some("move")
}
