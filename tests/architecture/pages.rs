//! A page is one file with its handler, its context and its sample, and a template of the same path.

use super::facts::Facts;
use super::house::{hold, house};
use super::plan::SHARED_TEMPLATES;

/// Whether a template stands where its page does: `desk/care/child` belongs to `web/desk/care/child`. What else the file shows has a word
/// more: `agency/link_code` belongs to `web/agency/link`.
fn belongs(template: &str, place: &str) -> bool {
    let page = place.strip_prefix("web/").and_then(|page| template.strip_prefix(page));
    page.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
}

/// The name of a page's template, without its folder and its ending.
fn of_a_page(path: &str) -> Option<&str> {
    path.strip_prefix("pages/")?.strip_suffix(".html")
}

/// Contexts whose template has another path than their file, and templates that have no file, among those with these paths.
fn misplaced<'t>(facts: &Facts, templates: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    let mut faults = Vec::new();
    for (place, template) in facts.templates.iter().filter(|(place, _)| facts.counts(*place)) {
        let file = &facts.files[place.file];
        if of_a_page(template).is_some_and(|template| !belongs(template, &file.place)) {
            faults.push(format!("{}:{}: `{template}` has the path of another file", file.path, place.line));
        }
    }
    let is_shared = |name: &str| SHARED_TEMPLATES.iter().any(|shared| name == *shared || name.starts_with(&format!("{shared}/")));
    for path in templates {
        let name = path.strip_prefix("templates/").and_then(of_a_page);
        let alone = |name: &&str| !is_shared(name) && !facts.files.iter().any(|file| belongs(name, &file.place));
        if name.as_ref().is_some_and(alone) {
            faults.push(format!("{path}:1: no file of src/web has this path"));
        }
    }
    faults
}

/// Files with a page and without a sample of it.
fn without_sample(facts: &Facts) -> Vec<String> {
    let mut faults = Vec::new();
    for (place, template) in
        facts.templates.iter().filter(|(place, template)| facts.counts(*place) && of_a_page(template).is_some())
    {
        if !facts.scopes.iter().any(|scope| scope.file == place.file && scope.name == "sample") {
            faults.push(format!("{}:{}: `{template}` has no sample", facts.files[place.file].path, place.line));
        }
    }
    faults
}

#[test]
fn a_page_is_one_file_and_a_template_of_the_same_path() {
    let house = house();
    hold("paths of templates", misplaced(&house.facts, house.texts.keys().map(String::as_str)));
}

#[test]
fn a_page_has_its_sample_in_its_file() {
    hold("samples", without_sample(&house().facts));
}

#[test]
fn a_page_elsewhere_than_its_template_is_found_and_so_is_one_without_a_sample() {
    let code = [
        ("src/lib.rs", "mod web; mod letters;"),
        ("src/web/mod.rs", "mod link; mod child;"),
        (
            "src/web/link.rs",
            "#[derive(Template)]\n#[template(path = \"pages/link.html\")]\nstruct A;\n#[template(path = \"pages/link_code.html\")]\nstruct B;
            #[cfg(test)] mod sample {}",
        ),
        ("src/web/child.rs", "#[template(path = \"pages/desk/child.html\", escape = \"html\")]\nstruct C;"),
        ("src/letters.rs", "#[template(path = \"letters/open.txt\")]\nstruct D;"),
    ];
    let texts = code.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let facts = super::reading::read(&[("waymark", "src/lib.rs")], &texts).unwrap();
    let templates =
        ["pages/layout.html", "pages/parts/field.html", "pages/link.html", "pages/link_code.html", "pages/linked.html"];
    let templates = templates.map(|path| format!("templates/{path}"));
    assert_eq!(
        misplaced(&facts, templates.iter().map(String::as_str)),
        [
            "src/web/child.rs:1: `pages/desk/child.html` has the path of another file",
            "templates/pages/linked.html:1: no file of src/web has this path"
        ]
    );
    assert_eq!(without_sample(&facts), ["src/web/child.rs:1: `pages/desk/child.html` has no sample"]);
}
