//! What must hold of every page, whatever it says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use askama::Template;
use waymark_core::config::Team;
use waymark_core::words::{FILES, Words, names};

use crate::web::mine::come_back::ComeBack;
use crate::web::parts::frame::Frame;
use crate::web::samples::{common, samples};

fn words() -> Arc<Words> {
    Arc::new(Words::read([]).unwrap())
}

/// Every page in every language there are messages in: language, name, page.
fn pages() -> Vec<(String, &'static str, String)> {
    let words = words();
    let languages: Vec<String> = words.languages().map(str::to_owned).collect();
    languages
        .into_iter()
        .flat_map(|language| {
            let t = words.speaker([language.as_str()]);
            samples::all(&t).into_iter().map(move |(name, page)| (language.clone(), name, page))
        })
        .collect()
}

fn templates(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(templates(&path)) } else { found.push(path) }
    }
    found
}

fn template_texts(under: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(under);
    templates(&folder).into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// The template with what is between each `open` and `close` replaced.
fn without(text: &str, open: &str, close: &str, put: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once(open) {
        kept.push_str(before);
        kept.push_str(put);
        rest = after.split_once(close).map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The tags of a page, without what stands between quotes.
fn tags(page: &str) -> Vec<String> {
    page.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| without(tag, "\"", "\"", "\"\"")).collect()
}

fn bare(template: &str) -> String {
    let text = without(template, "{#", "#}", "");
    let text = without(&text, "{%", "%}", "");
    without(&text, "{{", "}}", "")
}

#[test]
fn no_template_holds_a_literal_word() {
    for (path, template) in template_texts("pages").into_iter().chain(template_texts("letters")) {
        let text = bare(&template);
        for attribute in ["title=\"", "alt=\"", "aria-label=\"", "placeholder=\"", "value=\"", "label=\"", "aria-description=\""]
        {
            for (at, _) in text.match_indices(attribute) {
                if text[..at].ends_with("name=\"go\" ") {
                    continue; // which button was pressed: sent, and never read out
                }
                let value = text[at + attribute.len()..].split('"').next().unwrap_or_default();
                assert!(!value.chars().any(char::is_alphanumeric), "{}: {attribute}{value}", path.display());
            }
        }
        let outside = without(&text, "<", ">", " ");
        assert!(!outside.chars().any(char::is_alphanumeric), "{}: {}", path.display(), outside.trim());
    }
}

/// The first argument of every `function("…` in the templates.
fn said(template: &str, function: &str) -> Vec<String> {
    let start = format!("{function}(\"");
    template
        .match_indices(&start)
        .filter_map(|(at, _)| Some(template[at + start.len()..].split_once('"')?.0.to_owned()))
        .collect()
}

#[test]
fn every_message_that_a_template_says_is_there() {
    let t = words().speaker(["en"]);
    let mut used = BTreeSet::new();
    for (path, template) in template_texts("pages").into_iter().chain(template_texts("letters")) {
        for id in ["say", "say1", "say2", "title"].iter().flat_map(|function| said(&template, function)) {
            assert!(t.has(&id), "{}: no message {id}", path.display());
            used.insert(id);
        }
    }
    assert!(used.len() > 100, "the scan found only {} messages", used.len());
}

#[test]
fn no_page_shows_the_name_of_a_message() {
    let messages: BTreeSet<&str> = FILES.iter().flat_map(|(_, text)| names(text)).filter(|name| name.contains('-')).collect();
    let families: BTreeSet<&str> = messages.iter().filter_map(|name| name.split_once('-')).map(|(family, _)| family).collect();
    for (language, name, page) in pages() {
        let text = without(&page, "<", ">", " ");
        for word in text.split_whitespace() {
            let is_bare =
                word.split_once('-').is_some_and(|(family, rest)| families.contains(family) && rest.len() > 2 && word.is_ascii());
            let is_plain =
                matches!(word, "date-in-future") || !word.chars().all(|c| c.is_ascii_lowercase() || "-_0123456789".contains(c));
            assert!(!is_bare || is_plain, "{language} {name}: {word}");
        }
        assert!(!page.contains("{ $") && !page.contains("{$"), "{language} {name}: a value is missing");
    }
}

/// The one script, which every page works without.
const SCRIPT: &str = "<script src=\"/assets/page.js\" defer></script>";

/// The one that pages of the desk have besides.
const DESK_SCRIPT: &str = "<script src=\"/assets/desk.js\" defer></script>";

/// The one of pages on which words are kept while they are typed.
const KEEPER: &str = "<script src=\"/assets/keep.js\" defer></script>";

/// The one of a person's own page, which stays open while they write.
const STAYER: &str = "<script src=\"/assets/stay.js\" defer></script>";

#[test]
fn words_are_kept_where_something_is_written_and_nowhere_else() {
    let kept = pages().into_iter().filter(|(.., page)| page.contains(" data-keep ")).count();
    assert!(kept > 4, "{kept}");
    for (language, name, page) in pages() {
        assert_eq!(page.contains(KEEPER), page.contains(" data-keep "), "{language} {name}");
        assert_eq!(
            page.contains(KEEPER),
            page.contains("id=\"cut\" role=\"status\""),
            "{language} {name}: it can say that it is cut off"
        );
        assert!(!page.contains(KEEPER) || page.contains("name=\"since\""), "{language} {name}: it says when it was shown");
    }
}

/// What is inside each element of a page that finds its direction by its own words: from its start to its end.
fn inside_auto(page: &str) -> Vec<&str> {
    let mut found = vec![];
    for (at, _) in page.match_indices(" dir=\"auto\"") {
        let start = page[..at].rfind('<').unwrap();
        let name = page[start + 1..].split([' ', '>']).next().unwrap();
        if name == "input" {
            continue;
        }
        let body = start + page[start..].find('>').unwrap() + 1;
        let end = page[body..].find(&format!("</{name}>")).unwrap_or_else(|| panic!("{name} is not closed"));
        found.push(&page[body..body + end]);
    }
    found
}

#[test]
fn words_in_another_direction_are_set_so() {
    let (mut autos, mut typed) = (0, 0);
    for (language, name, page) in pages() {
        for inside in inside_auto(&page) {
            autos += 1;
            // An element that finds its direction looks past whatever is isolated in it.
            for isolated in ["<bdi", " dir=\""] {
                assert!(!inside.contains(isolated), "{language} {name}: {isolated} hides the words from dir=auto: {inside}");
            }
        }
        for tag in page.split('<').filter(|tag| tag.contains("class=\"typed\"")) {
            typed += 1;
            assert!(tag.contains(" dir=\"auto\""), "{language} {name}: <{tag}");
        }
    }
    assert!(autos > 100 && typed > 50, "{autos} {typed}");
    let templates = template_texts("pages").into_iter().filter(|(path, _)| !path.ends_with("parts/typed.html"));
    for (path, template) in templates {
        assert!(!template.contains("<p class=\"typed\""), "{}: parts/typed.html says how typed words are set", path.display());
    }
}

#[test]
fn a_phone_can_follow_each_number_and_address_for_people() {
    let named = |start: &str| pages().into_iter().filter(move |(_, name, _)| name.starts_with(start)).collect::<Vec<_>>();
    for start in ["near", "centres", "help"] {
        let pages = named(start);
        let all: String = pages.iter().map(|(.., page)| page.as_str()).collect();
        for link in ["href=\"tel:", "href=\"sms:"] {
            assert!(all.contains(link), "{start}: {link}");
        }
        for (language, name, page) in &pages {
            for (at, _) in page.match_indices("class=\"number\"") {
                let tag = &page[page[..at].rfind('<').unwrap()..at];
                assert!(tag.starts_with("<a "), "{language} {name}: a number that leads nowhere: {}", &page[at..at + 60]);
            }
            for tag in page.split("<a ").filter(|tag| tag.contains("href=\"tel:") || tag.contains("href=\"sms:")) {
                let number = tag.split([':', '"']).nth(if tag.starts_with("class") { 4 } else { 2 }).unwrap();
                assert!(!number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '+'), "{language} {name}: {tag}");
            }
        }
    }
}

#[test]
fn nothing_typed_becomes_markup_and_nothing_is_inline() {
    for (language, name, page) in pages() {
        assert_eq!(page.matches(SCRIPT).count(), 1, "{language} {name}");
        let page = page
            .replace(SCRIPT, "")
            .replace(DESK_SCRIPT, "")
            .replace(KEEPER, "")
            .replace(STAYER, "")
            .replace("<img class=\"logo\" src=\"/assets/logo\" alt=\"", "");
        for refused in ["<script", "<style", "<img", "javascript:", "<iframe", "@import"] {
            assert!(!page.contains(refused), "{language} {name}: {refused}");
        }
        for tag in tags(&page) {
            assert!(!tag.contains(" on") && !tag.contains(" style="), "{language} {name}: {tag}");
        }
    }
}

#[test]
fn every_page_is_light_and_fetches_only_its_own() {
    let style = include_str!("../../../assets/style.css");
    let icon = include_str!("../../../assets/icon.svg");
    let (script, at_desk) = (include_str!("../../../assets/page.js"), include_str!("../../../assets/desk.js"));
    for refused in ["fetch(", "XMLHttpRequest", "import ", "eval(", "innerHTML", "http"] {
        assert!(!script.contains(refused) && !at_desk.contains(refused), "the script asks nobody and makes no markup: {refused}");
    }
    let keeper = include_str!("../../../assets/keep.js");
    for refused in ["fetch(", "import ", "eval(", "innerHTML", "http"] {
        assert!(!keeper.contains(refused), "it makes no markup, and asks nobody: {refused}");
    }
    let stayer = include_str!("../../../assets/stay.js");
    for refused in ["fetch(", "XMLHttpRequest", "import ", "eval(", "innerHTML", "http"] {
        assert!(!stayer.contains(refused), "it makes no markup, and asks nobody: {refused}");
    }
    // Where a form goes when it is sent is where it is kept.
    let goes = ["call.open(\"POST\", kept.action)", "navigator.sendBeacon(kept.action, "];
    assert!(goes.iter().all(|call| keeper.matches(call).count() == 1));
    assert_eq!((keeper.matches(".open(").count(), keeper.matches("navigator.sendBeacon(").count()), (1, 1));
    assert!(!style.contains("url(") && !style.contains("@import"));
    for (language, name, page) in pages() {
        assert!(page.len() < 40_000, "{language} {name}: {} bytes", page.len());
        if name == "home" {
            assert!(page.len() + style.len() + script.len() + icon.len() < 30_000, "{language}: the first page is too heavy");
        }
        let fetched = tags(&page).iter().filter(|tag| tag.starts_with("link ") || tag.contains(" src=")).count();
        let logo = usize::from(page.contains("src=\"/assets/logo\""));
        let desk = usize::from(page.contains(DESK_SCRIPT)) + usize::from(page.contains("href=\"/assets/desk.css\""));
        assert_eq!(
            page.contains("/assets/desk.css"),
            !page.contains("href=\"/exit\""),
            "{language} {name}: reporters do not carry the desk's"
        );
        let keeps = usize::from(page.contains(KEEPER)) + usize::from(page.contains(STAYER));
        assert_eq!(page.contains(STAYER), page.contains(" data-stay="), "{language} {name}");
        assert_eq!(fetched, 3 + logo + desk + keeps, "{language} {name}");
    }
}

#[test]
fn every_page_has_its_language_its_banner_its_way_out_and_a_neutral_title() {
    for (language, name, page) in pages() {
        assert!(page.starts_with("<!DOCTYPE html>"), "{name}");
        assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"")), "{name}");
        assert!(page.contains("class=\"banner\""), "{name}");
        assert!(page.contains("class=\"skip\" href=\"#main\"") && page.contains("id=\"main\""), "{name}");
        assert_eq!(page.matches("<h1").count(), 1, "{name}");
        let agency = ["link", "code", "referral", "api", "desk"].iter().any(|start| name.starts_with(start));
        assert_eq!(page.contains("href=\"/exit\""), !agency, "{name}");
        let home = name.starts_with("home");
        assert_eq!(page.contains("<meta name=\"robots\" content=\"noindex\">"), !home, "{name}");
        let title = page.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0.to_lowercase();
        assert!(title.len() > 10, "{name}");
        assert_eq!(page.contains("id=\"faults-title\""), title.starts_with("error: "), "{language} {name}: {title}");
        for word in ["hate", "crime", "victim", "report", "incident"] {
            assert!(!title.contains(word), "{name}: {title}");
        }
    }
}

#[test]
fn every_link_within_a_page_and_every_description_leads_to_something() {
    for (language, name, page) in pages() {
        let mut ids = BTreeSet::new();
        for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.insert(id), "{language} {name}: {id} is there twice");
        }
        for attribute in [" href=\"#", " for=\"", " aria-labelledby=\"", " aria-describedby=\""] {
            for value in page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                for id in value.split_whitespace() {
                    assert!(ids.contains(id), "{language} {name}:{attribute}{id} leads nowhere");
                }
            }
        }
    }
}

#[test]
fn every_form_posts_and_carries_its_token() {
    for (language, name, page) in pages() {
        for form in page.split("<form ").skip(1).filter_map(|rest| rest.split("</form>").next()) {
            assert!(form.starts_with("method=\"post\" action=\"/"), "{language} {name}");
            assert_eq!(form.matches("name=\"form_token\"").count(), 1, "{language} {name}");
            assert!(form.contains("<button type=\"submit\""), "{language} {name}");
        }
    }
}

#[test]
fn a_form_without_its_token_is_never_shown() {
    let frame = Frame { token: None, ..common::public(&words().speaker(["en"])) };
    assert!(ComeBack { frame, faults: vec![], notice: None }.render().is_err());
}

#[test]
fn what_is_sent_is_not_said_to_be_received_and_a_wrong_type_is_a_sentence() {
    let t = words().speaker(["en"]);
    assert!(t.say("next-step-answer-by").contains("not told us yet"));
    for wanted in ["object", "array", "string", "boolean", "number"] {
        assert!(t.say1("fault-wrong-type", "wanted", wanted).ends_with('.'), "{wanted}");
    }
}

#[test]
fn wherever_a_page_for_people_says_to_ask_it_says_how_by_a_call_by_text_and_in_writing() {
    let mut asked = 0;
    for (language, name, page) in pages().iter().filter(|(_, _, page)| page.contains("<nav class=\"exit\"")) {
        let text = page.to_lowercase();
        if !["ask us", "ask our team", "ask my team", "call us", "call, text", "please ring"]
            .iter()
            .any(|words| text.contains(words))
        {
            continue;
        }
        asked += 1;
        for way in ["id=\"reach-us\"", "href=\"tel:01632960103\"", "href=\"sms:07700900103\"", "href=\"mailto:team@"] {
            assert!(page.contains(way), "{language} {name} says to ask, and nothing of {way}");
        }
    }
    assert!(asked > 3, "{asked}");
    let words = words();
    let frame = Frame { reach: Team::default(), ..common::public(&words.speaker(["en"])) };
    let page = ComeBack { frame, faults: vec![], notice: None }.render().unwrap();
    assert!(!page.contains("reach-us") && !page.contains("tel:\""), "nothing leads nowhere");
}

/// What permission is asked with: whoever reads a version later must find what it said.
fn wording(language: &str) -> String {
    let text: String = ["vocabulary", "form"]
        .iter()
        .map(|file| std::fs::read_to_string(format!("{}/locales/{language}/{file}.ftl", env!("CARGO_MANIFEST_DIR"))).unwrap())
        .collect();
    let asked =
        ["allow-", "value-", "later-full", "later-anonymous", "later-no", "if-unable-", "purpose-", "unserved-", "form-sharing"];
    let mut kept = String::new();
    let mut inside = false;
    for line in text.lines() {
        // A message goes on over the lines that are set in.
        inside = if line.starts_with([' ', '}']) { inside } else { asked.iter().any(|start| line.starts_with(start)) };
        if inside && !line.starts_with("allow-wording") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[test]
fn the_wording_of_permission_gets_a_new_number_whenever_it_changes_and_old_ones_are_kept() {
    let words = words();
    for language in words.languages() {
        let version = words.speaker([language]).say("allow-wording");
        let kept = format!("{}/locales/{language}/wording/{version}.txt", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("WAYMARK_TEST_KEEP_WORDING").is_some() && !Path::new(&kept).exists() {
            std::fs::create_dir_all(Path::new(&kept).parent().unwrap()).unwrap();
            std::fs::write(&kept, wording(language)).unwrap();
        }
        let kept = std::fs::read_to_string(&kept).unwrap_or_default();
        assert!(
            kept == wording(language),
            "{language}: the wording of permission differs from version {version}. Give allow-wording a new number and run this test with WAYMARK_TEST_KEEP_WORDING=1, which keeps the new words beside the old."
        );
    }
}

/// Writes the pages to the folder that `WAYMARK_PAGES` names, to be looked at.
#[test]
#[ignore = "checks nothing: it writes pages for people to look at"]
fn pages_to_look_at() {
    let folder = PathBuf::from(std::env::var("WAYMARK_PAGES").expect("WAYMARK_PAGES names a folder"));
    std::fs::create_dir_all(folder.join("assets")).unwrap();
    std::fs::write(folder.join("assets/style.css"), include_str!("../../../assets/style.css")).unwrap();
    std::fs::write(folder.join("assets/page.js"), include_str!("../../../assets/page.js")).unwrap();
    std::fs::write(folder.join("assets/keep.js"), include_str!("../../../assets/keep.js")).unwrap();
    std::fs::write(folder.join("assets/stay.js"), include_str!("../../../assets/stay.js")).unwrap();
    std::fs::write(folder.join("assets/icon.svg"), include_str!("../../../assets/icon.svg")).unwrap();
    for (language, name, page) in pages() {
        std::fs::write(folder.join(format!("{language}-{name}.html")), &page).unwrap();
        let mirrored = page.replacen("dir=\"ltr\"", "dir=\"rtl\"", 1);
        std::fs::write(folder.join(format!("{language}-{name}-rtl.html")), mirrored).unwrap();
    }
}
