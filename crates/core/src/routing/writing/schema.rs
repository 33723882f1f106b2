//! A JSON Schema of agreement files, for completion and first hints in editors. `waymark check` remains the judge.

use serde_json::{Map, Value as Json, json};

use crate::routing::Book;
use crate::routing::writing::keys::{AGENCY, AGREEMENT, Key, Takes};

/// The schema, with the vocabulary and the organisations of this configuration.
#[must_use]
pub fn schema(book: &Book) -> Json {
    let list = |keys: &[Key], about: &str| json!({"type": "array", "items": table(keys, book), "description": about});
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Organisations and the agreements they signed",
        "description": "Made by `waymark agreements schema`. Make it again after an organisation or a word of the vocabulary was added.",
        "type": "object",
        "properties": {
            "agency": list(AGENCY, "Organisations that get referrals."),
            "agreement": list(AGREEMENT, "Agreements they signed.")
        },
        "additionalProperties": false
    })
}

fn table(keys: &[Key], book: &Book) -> Json {
    let properties: Map<String, Json> = keys
        .iter()
        .map(|key| {
            let mut schema = value(&key.takes, book);
            schema["description"] = key.about.into();
            (key.name.to_owned(), schema)
        })
        .collect();
    let needed: Vec<&str> = keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !needed.is_empty() {
        schema["required"] = needed.into();
    }
    schema
}

fn value(takes: &Takes, book: &Book) -> Json {
    let pattern = |pattern: &str| json!({"type": "string", "pattern": pattern});
    let one_of = |ids: Vec<&str>| json!({"type": "string", "enum": ids});
    match takes {
        Takes::Slug => json!({"type": "string", "pattern": "^[a-z0-9_-]+$", "maxLength": 64}),
        Takes::Agency => one_of(book.agencies().map(|agency| agency.id.as_str()).collect()),
        Takes::Text => json!({"type": "string"}),
        Takes::OneOf(ids) => one_of(ids()),
        Takes::Address => pattern("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"),
        Takes::Web => pattern("^https?://[^\\s]+$"),
        Takes::Phone => pattern("[0-9]"),
        Takes::Postcode => pattern("^[A-Za-z]{1,2}[0-9][0-9A-Za-z]? ?[0-9][A-Za-z]{2}$"),
        Takes::Language => pattern("^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"),
        Takes::Day => pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        Takes::Flag => json!({"type": "boolean"}),
        Takes::Count => json!({"type": "integer", "minimum": 0}),
        Takes::Number => json!({"type": "integer"}),
        Takes::Promise => pattern("^[1-9][0-9]{0,2} +(minutes?|hours?|days?|working +(days?|hours?))$"),
        Takes::Hours => pattern("^[A-Za-z]{3}([,-][A-Za-z]{3})* +[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}$"),
        Takes::Area => pattern("^(\\*|(E0[6-9]|W06|E1[0-2]|E47|E23|W15|E92|W92)[0-9]{6}|K04000001)$"),
        Takes::Code(codes) => one_of(codes(&book.vocabulary).ids().collect()),
        Takes::List(item, least) => json!({"type": "array", "items": value(item, book), "minItems": least}),
        Takes::Table(keys) => table(keys, book),
        Takes::Tables(keys) => json!({"type": "array", "items": table(keys, book)}),
    }
}
