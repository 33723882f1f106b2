//! The public directory, as Open Referral UK (HSDS-UK 3.0): `/api/v1/directory`. Anybody may read it, from any page; it sets no cookie.

use std::fmt::Write as _;

use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL};
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value as Json, json};
use uuid::Uuid;
use waymark_core::clock::london_day;
use waymark_core::places::Gazetteer;
use waymark_core::routing::directory::{Listed, Service, listed, stable};

use crate::journeys::service::Service as Whole;
use crate::web::http::current::Current;
use crate::web::http::problem::Problem;

/// Entries of a page when nobody says how many.
const SIZE: usize = 50;
/// Entries of a page at most.
const MOST: usize = 500;

type Answer = Result<HttpResponse, Problem>;

fn answer(body: &Json) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((CACHE_CONTROL, "public, max-age=300"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(body.to_string())
}

fn all(service: &Whole) -> Vec<Listed<'_>> {
    listed(&service.book, london_day(service.now()))
}

/// `GET /api/v1/directory`
pub(in crate::web) async fn about(service: Current) -> HttpResponse {
    answer(&json!({
        "version": "HSDS-UK-3.0",
        "profile": "https://docs.openreferraluk.org/",
        "openapi_url": format!("{}/api/openapi.json", service.settings.public_url),
    }))
}

/// `GET /api/v1/directory/services`
pub(in crate::web) async fn services(service: Current, request: HttpRequest) -> HttpResponse {
    let asked = Asked::of(&request);
    let all = all(&service);
    let found = all.iter().flat_map(|one| one.services.iter().map(move |service| (one, service)));
    let found = found.filter(|(one, service)| asked.finds(&[service.name, service.description, one.name()]));
    answer(&asked.page(found.map(|(one, service)| service_in_list(one, service)).collect()))
}

/// `GET /api/v1/directory/services/{id}`
pub(in crate::web) async fn service(service: Current, id: Path<String>) -> Answer {
    let id = parse(&id)?;
    let all = all(&service);
    let found = all.iter().find_map(|one| Some((one, one.services.iter().find(|service| service.id == id)?)));
    found.map(|(one, found)| answer(&whole_service(one, found, &service.book.gazetteer))).ok_or_else(Problem::not_found)
}

/// `GET /api/v1/directory/organizations`
pub(in crate::web) async fn organizations(service: Current, request: HttpRequest) -> HttpResponse {
    let asked = Asked::of(&request);
    let all = all(&service);
    let found = all.iter().filter(|one| asked.finds(&[one.name(), &one.public.description]));
    answer(&asked.page(found.map(organization_in_list).collect()))
}

/// `GET /api/v1/directory/organizations/{id}`
pub(in crate::web) async fn organization(service: Current, id: Path<String>) -> Answer {
    let id = parse(&id)?;
    let all = all(&service);
    let one = all.iter().find(|one| one.id == id).ok_or_else(Problem::not_found)?;
    let mut body = organization_in_list(one);
    body["services"] = one.services.iter().map(|service| service_in_list(one, service)).collect();
    Ok(answer(&body))
}

/// `GET /api/v1/directory/service_at_locations`
pub(in crate::web) async fn places(service: Current, request: HttpRequest) -> HttpResponse {
    let asked = Asked::of(&request);
    let all = all(&service);
    let found = all.iter().flat_map(|one| one.services.iter().map(move |service| (one, service)));
    let found = found.filter(|(one, service)| asked.finds(&[service.name, service.description, one.name()]));
    let gazetteer = &service.book.gazetteer;
    answer(&asked.page(found.filter_map(|(one, service)| place_in_list(one, service, gazetteer)).collect()))
}

/// `GET /api/v1/directory/service_at_locations/{id}`
pub(in crate::web) async fn place(service: Current, id: Path<String>) -> Answer {
    let id = parse(&id)?;
    let all = all(&service);
    let found = all.iter().flat_map(|one| one.services.iter().map(move |service| (one, service)));
    let mut found = found.filter(|(_, service)| at_location(service) == id);
    let body = found.find_map(|(one, of)| place_in_list(one, of, &service.book.gazetteer));
    body.map(|body| answer(&body)).ok_or_else(Problem::not_found)
}

fn parse(id: &str) -> Result<Uuid, Problem> {
    Uuid::parse_str(id).map_err(|_| Problem::not_found())
}

/// What a list was asked for. What is not understood is taken as not said.
struct Asked {
    search: String,
    page: usize,
    size: usize,
}

impl Asked {
    fn of(request: &HttpRequest) -> Self {
        let mut asked = Self { search: String::new(), page: 1, size: SIZE };
        for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
            match name.as_ref() {
                "search" => asked.search = value.to_lowercase(),
                "page" => asked.page = value.parse().unwrap_or(1).max(1),
                "per_page" => asked.size = value.parse().unwrap_or(SIZE).clamp(1, MOST),
                _ => {}
            }
        }
        asked
    }

    fn finds(&self, texts: &[&str]) -> bool {
        self.search.split_whitespace().all(|word| texts.iter().any(|text| text.to_lowercase().contains(word)))
    }

    /// The envelope of a page of a list.
    fn page(&self, all: Vec<Json>) -> Json {
        let total = all.len();
        let pages = total.div_ceil(self.size);
        let contents: Vec<Json> = all.into_iter().skip((self.page - 1).saturating_mul(self.size)).take(self.size).collect();
        json!({
            "total_items": total, "total_pages": pages, "page_number": self.page, "size": contents.len(),
            "first_page": self.page == 1, "last_page": self.page >= pages, "empty": contents.is_empty(),
            "contents": contents,
        })
    }
}

fn organization_in_list(one: &Listed<'_>) -> Json {
    let mut body = json!({"id": one.id, "name": one.name(), "description": one.public.description});
    set(&mut body, "email", one.public.email.as_deref());
    set(&mut body, "website", one.public.website.as_deref());
    body
}

fn service_in_list(one: &Listed<'_>, service: &Service<'_>) -> Json {
    let mut body = json!({
        "id": service.id, "organization_id": one.id, "name": service.name, "description": service.description, "status": "active",
        "organization": organization_in_list(one),
    });
    set(&mut body, "url", one.public.website.as_deref());
    set(&mut body, "email", one.public.email.as_deref());
    body
}

fn whole_service(one: &Listed<'_>, service: &Service<'_>, gazetteer: &Gazetteer) -> Json {
    let key = service.id.to_string();
    let of = |kind: &str, name: &str| stable(kind, &[&key, name]);
    let mut body = service_in_list(one, service);
    let everywhere = [waymark_core::places::AreaCode::ENGLAND_AND_WALES].into();
    let areas = one.areas.as_ref().unwrap_or(&everywhere);
    body["service_areas"] = areas
        .iter()
        .map(|area| {
            let mut entry = json!({"id": of("service-area", area.as_str()), "service_id": service.id,
                "name": gazetteer.name(*area).unwrap_or(area.as_str()),
                "uri": format!("http://statistics.data.gov.uk/id/statistical-geography/{area}")});
            entry["service_area"] = entry["name"].clone();
            entry
        })
        .collect();
    let bsl = one.public.bsl.then_some(("bfi", "British Sign Language"));
    let languages = one.public.languages.iter().map(|tag| (tag.as_str(), tag.as_str())).chain(bsl);
    body["languages"] = languages
        .map(|(tag, name)| json!({"id": of("language", tag), "service_id": service.id, "code": tag, "name": name}))
        .collect();
    if let Some(opening) = &one.public.opening {
        body["schedules"] = json!([{"id": of("schedule", ""), "service_id": service.id, "description": opening}]);
    }
    let numbers = [("voice", "Telephone", &one.public.phone), ("text", "Text messages", &one.public.text_number)];
    let contact = of("contact", "");
    let phones: Vec<Json> = numbers
        .into_iter()
        .filter_map(|(kind, about, number)| {
            let number = number.as_ref()?;
            Some(json!({"id": of("phone", kind), "contact_id": contact, "service_id": service.id, "number": number, "type": kind,
                "description": about}))
        })
        .collect();
    if !phones.is_empty() {
        body["contacts"] = json!([{"id": contact, "service_id": service.id, "name": one.name(), "phones": phones}]);
    }
    if let Some(location) = location(one, gazetteer) {
        body["service_at_locations"] = json!([{"id": at_location(service), "service_id": service.id,
            "location_id": location["id"], "location": location}]);
    }
    body
}

fn place_in_list(one: &Listed<'_>, service: &Service<'_>, gazetteer: &Gazetteer) -> Option<Json> {
    let location = location(one, gazetteer)?;
    Some(json!({"id": at_location(service), "service_id": service.id, "location_id": location["id"], "location": location,
        "service": service_in_list(one, service)}))
}

fn at_location(service: &Service<'_>) -> Uuid {
    stable("service-at-location", &[&service.id.to_string()])
}

/// Where people may come; nothing when the address is confidential or has no postcode.
fn location(one: &Listed<'_>, gazetteer: &Gazetteer) -> Option<Json> {
    let (address, postcode) = (one.public.address.as_ref()?, one.public.postcode.as_ref()?);
    let key = one.id.to_string();
    let id = stable("location", &[&key]);
    let district = gazetteer.district_of_postcode(postcode).and_then(|code| gazetteer.name(code)).unwrap_or_default();
    let (street, town) =
        address.rsplit_once(',').map_or((address.as_str(), district), |(street, town)| (street.trim(), town.trim()));
    let mut access = String::new();
    if let Some(step_free) = one.public.step_free {
        access.push_str(if step_free { "Step-free access." } else { "No step-free access." });
    }
    if one.public.bsl {
        let _ = write!(access, "{}British Sign Language.", if access.is_empty() { "" } else { " " });
    }
    let mut location = json!({"id": id, "location_type": "physical", "name": one.name(), "addresses": [{
        "id": stable("address", &[&key]), "location_id": id, "address_1": street, "city": town, "state_province": district,
        "postal_code": postcode, "country": "GB", "address_type": "physical"}]});
    if !access.is_empty() {
        location["accessibility"] = json!([{"id": stable("accessibility", &[&key]), "location_id": id, "description": access}]);
    }
    Some(location)
}

fn set(body: &mut Json, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        body[name] = value.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;
    use waymark_core::routing::Book;

    fn here() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
    }

    fn shipped() -> Book {
        Book::load(&here().join("config"), "2026-11-20".parse().unwrap()).book
    }

    fn fits(schema: &str, body: &Json) {
        let path = here().join("tests/data/openreferral-uk").join(schema);
        let schema: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
        let faults: Vec<String> =
            validator.iter_errors(body).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}\n{body:#}");
    }

    #[test]
    fn everything_in_the_directory_fits_the_schemas_of_open_referral_uk() {
        let book = shipped();
        let all = listed(&book, "2026-11-20".parse().unwrap());
        assert!(all.len() > 8, "only {} are listed", all.len());
        let mut at_locations = 0;
        for one in &all {
            fits("organization_list.json", &organization_in_list(one));
            let mut whole = organization_in_list(one);
            whole["services"] = one.services.iter().map(|service| service_in_list(one, service)).collect();
            fits("organization.json", &whole);
            for service in &one.services {
                fits("service_list.json", &service_in_list(one, service));
                let whole = whole_service(one, service, &book.gazetteer);
                fits("service.json", &whole);
                assert!(!whole["service_areas"].as_array().unwrap().is_empty());
                if let Some(place) = place_in_list(one, service, &book.gazetteer) {
                    at_locations += 1;
                    fits("service_at_location.json", &place);
                    fits("service_at_location_list.json", &place);
                    assert_eq!(whole["service_at_locations"][0]["id"], place["id"]);
                }
            }
        }
        assert!(at_locations > 3);
    }

    #[test]
    fn what_is_nobody_elses_business_is_not_published() {
        let book = shipped();
        let all = listed(&book, "2026-11-20".parse().unwrap());
        let text: String = all
            .iter()
            .flat_map(|one| one.services.iter().map(|service| whole_service(one, service, &book.gazetteer).to_string()))
            .collect();
        for agency in book.agencies() {
            for address in std::iter::once(&agency.email).chain(&agency.readers).chain(&agency.escalate_to) {
                assert!(!text.contains(address.as_str()), "{address}");
            }
        }
        for word in ["capacity", "priority", "signed_by", "lawful", "suspended", "agreement"] {
            assert!(!text.contains(&format!("\"{word}")), "{word}");
        }
        assert!(!text.contains("Rail Demonstration Police"), "who has no public details is not listed");
    }

    #[test]
    fn a_list_comes_in_pages_that_add_up() {
        let all = || (0..7).map(Json::from).collect::<Vec<_>>();
        let page = |page: usize, size: usize| Asked { search: String::new(), page, size }.page(all());
        let last = page(3, 3);
        assert_eq!((&last["total_items"], &last["total_pages"], &last["size"]), (&json!(7), &json!(3), &json!(1)));
        assert_eq!((&last["first_page"], &last["last_page"], &last["empty"]), (&json!(false), &json!(true), &json!(false)));
        assert_eq!(page(1, 50)["contents"].as_array().unwrap().len(), 7);
        let beyond = page(usize::MAX, 500);
        assert_eq!((&beyond["empty"], &beyond["last_page"]), (&json!(true), &json!(true)));
        let asked = |query: &str| Asked::of(&actix_web::test::TestRequest::with_uri(&format!("/?{query}")).to_http_request());
        assert_eq!((asked("page=0&per_page=0").page, asked("page=x&per_page=9999").size), (1, MOST));
        assert!(asked("search=TEES+advo").finds(&["Tees Pride", "Advocacy"]) && !asked("search=x").finds(&["y"]));
    }
}
