//! The calls of the public directory, and what they answer: a short form of the schemas of Open Referral UK.

use serde_json::{Map, Value as Json, json};

use crate::web::api::contract::call::Call;

const fn call(path: &'static str, summary: &'static str, detail: &'static str, response: &'static str) -> Call {
    Call { method: "get", path, summary, detail, example: "", request: None, response: ("200", response), receipt: false }
}

/// The calls.
pub(super) const CALLS: &[Call] = &[
    call(
        "/api/v1/directory",
        "What the public directory is",
        "The directory follows Open Referral UK (HSDS-UK 3.0). It needs no key, may be read from any page, and may be kept for five minutes.",
        "DirectoryInfo",
    ),
    call(
        "/api/v1/directory/services",
        "List services",
        "With search, page (from 1) and per_page (50, at most 500). Filters by postcode are not offered: a postcode does not belong in an address.",
        "ServicePage",
    ),
    call(
        "/api/v1/directory/services/{id}",
        "Look at a service",
        "With its areas, languages, opening, contacts and place. Confidential addresses, mailboxes for referrals and capacity are never published.",
        "DirectoryService",
    ),
    call("/api/v1/directory/organizations", "List organisations", "With search, page and per_page.", "OrganizationPage"),
    call("/api/v1/directory/organizations/{id}", "Look at an organisation", "With its services.", "DirectoryOrganization"),
    call(
        "/api/v1/directory/service_at_locations",
        "List places where services are",
        "Those that publish an address. With search, page and per_page.",
        "PlacePage",
    ),
    call("/api/v1/directory/service_at_locations/{id}", "Look at a place where a service is", "", "DirectoryPlace"),
];

/// Whether a call is one of these.
pub(super) fn is_ours(path: &str) -> bool {
    path.starts_with("/api/v1/directory")
}

/// Its parameters.
pub(super) fn parameters(path: &str) -> Vec<Json> {
    if path.ends_with("{id}") {
        return vec![json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}})];
    }
    if path == "/api/v1/directory" {
        return Vec::new();
    }
    let number = |name: &str| json!({"name": name, "in": "query", "schema": {"type": "integer", "minimum": 1}});
    vec![json!({"name": "search", "in": "query", "schema": {"type": "string"}}), number("page"), number("per_page")]
}

/// What the calls answer.
pub(super) fn schemas(into: &mut Json) {
    let text = json!({"type": "string"});
    let id = json!({"type": "string", "format": "uuid"});
    let entity = |required: &[&str], fields: &[(&str, Json)]| {
        let mut properties: Map<String, Json> =
            fields.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
        properties.insert("id".to_owned(), id.clone());
        json!({"type": "object", "required": required, "properties": properties})
    };
    let list = json!({"type": "array", "items": {"type": "object", "required": ["id"], "properties": {"id": id}}});
    let refer = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    into["DirectoryInfo"] = json!({"type": "object", "required": ["version", "profile", "openapi_url"],
        "properties": {"version": text, "profile": text, "openapi_url": text}});
    into["DirectoryOrganization"] = entity(
        &["id", "name", "description"],
        &[
            ("name", text.clone()),
            ("description", text.clone()),
            ("email", text.clone()),
            ("website", text.clone()),
            ("services", json!({"type": "array", "items": refer("DirectoryService")})),
        ],
    );
    into["DirectoryService"] = entity(
        &["id", "name", "status"],
        &[
            ("organization_id", id.clone()),
            ("name", text.clone()),
            ("description", text.clone()),
            ("status", json!({"enum": ["active"]})),
            ("url", text.clone()),
            ("email", text.clone()),
            ("organization", refer("DirectoryOrganization")),
            ("service_areas", list.clone()),
            ("languages", list.clone()),
            ("schedules", list.clone()),
            ("contacts", list.clone()),
            ("service_at_locations", list),
        ],
    );
    into["DirectoryPlace"] = entity(
        &["id"],
        &[
            ("service_id", id.clone()),
            ("location_id", id.clone()),
            ("location", json!({"type": "object"})),
            ("service", refer("DirectoryService")),
        ],
    );
    for (page, of) in
        [("ServicePage", "DirectoryService"), ("OrganizationPage", "DirectoryOrganization"), ("PlacePage", "DirectoryPlace")]
    {
        let (number, flag) = (json!({"type": "integer"}), json!({"type": "boolean"}));
        into[page] = json!({"type": "object", "required": ["contents", "total_items", "total_pages", "page_number"], "properties": {
            "total_items": number, "total_pages": number, "page_number": number, "size": number,
            "first_page": flag, "last_page": flag, "empty": flag, "contents": {"type": "array", "items": refer(of)}}});
    }
}
