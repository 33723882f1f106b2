//! A service's own look: colours and a logo, checked so that everybody can still read the pages.
//!
//! The shipped colours stand in the style sheet and nowhere else. A theme is merged with them before it is checked, and its colours are
//! put in their place, so that the rules for print and high contrast further down still hold.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::config::reading::{Entry, Placed};

/// The style sheet, with the shipped colours.
pub const STYLE: &str = include_str!("../../../../assets/style.css");

/// Where the dark colours begin in it.
const DARK: &str = "@media (prefers-color-scheme: dark)";

/// The colours that can be set.
const NAMES: [&str; 12] = ["ink", "soft", "paper", "tint", "line", "faint", "link", "act", "act_ink", "focus", "alarm", "good"];

/// What is written on what, and the least contrast it needs (WCAG 2.2: 4.5 for words, 7 for the text, 3 for lines and focus).
const PAIRS: [(&str, &str, f64); 18] = [
    ("ink", "paper", 7.0),
    ("ink", "tint", 4.5),
    ("soft", "paper", 4.5),
    ("soft", "tint", 4.5),
    ("link", "paper", 4.5),
    ("link", "tint", 4.5),
    ("alarm", "paper", 4.5),
    ("alarm", "tint", 4.5),
    ("good", "paper", 4.5),
    ("good", "tint", 4.5),
    ("act", "paper", 4.5),
    ("act_ink", "act", 4.5),
    // "Exit this page".
    ("act_ink", "alarm", 4.5),
    ("line", "paper", 3.0),
    ("line", "tint", 3.0),
    ("focus", "paper", 3.0),
    ("focus", "tint", 3.0),
    // The banner of the demonstration, on a dark screen.
    ("ink", "faint", 4.5),
];

/// The largest logo.
const LARGEST_LOGO: usize = 20 * 1024;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// Reads `#rrggbb` or `#rgb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let whole: String = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        let part = |at: usize| u8::from_str_radix(whole.get(at..at + 2)?, 16).ok();
        whole.chars().all(|c| c.is_ascii_hexdigit()).then_some(())?;
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio of two colours, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The nearest colour towards black or white that has this contrast with `other`, if there is one.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded, it is always within 0 and 255")]
    fn mended(self, other: Self, least: f64) -> Option<Self> {
        let towards = |end: f64| {
            (1..=50u8).map(move |step| {
                let share = f64::from(step) / 50.0;
                Self(self.0.map(|part| (f64::from(part) + (end - f64::from(part)) * share).round() as u8))
            })
        };
        let fits = |colour: &Self| colour.contrast(other) >= least;
        let ends = if other.luminance() > 0.18 { [0.0, 255.0] } else { [255.0, 0.0] };
        ends.into_iter().find_map(|end| towards(end).find(fits))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// A picture that stands beside the service's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Its media type.
    pub kind: &'static str,
    /// Its file.
    pub bytes: Arc<[u8]>,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

type Colours = BTreeMap<&'static str, Colour>;

/// A service's own look; the default is the shipped one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    light: Colours,
    dark: Colours,
    /// The logo, if there is one.
    pub logo: Option<Logo>,
}

impl Theme {
    /// Reads `[theme]`. The logo is a file in `folder`.
    #[must_use]
    pub fn read(entry: &Entry<'_>, folder: &Path) -> Self {
        let light = colours(entry);
        check(entry, &light, Shade::Light);
        let mut dark = Colours::new();
        if let Some(entry) = entry.table("dark") {
            dark = colours(&entry);
            check(&entry, &dark, Shade::Dark);
            entry.finish();
        }
        let logo = logo(entry, folder);
        entry.finish();
        Self { light, dark, logo }
    }

    /// The style sheet in these colours.
    #[must_use]
    pub fn style(&self) -> String {
        let (before, after) = halves();
        bare(&(dressed(before, &self.light) + &dressed(after, &self.dark)))
    }
}

/// What the desk's pages need beside it.
#[must_use]
pub fn desk_style() -> String {
    bare(include_str!("../../../../assets/desk.css"))
}

/// The style sheet without comments and without the space that only its readers need: a poor connection carries neither.
fn bare(style: &str) -> String {
    let mut rest = style;
    let mut kept = String::with_capacity(style.len());
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[derive(Clone, Copy)]
enum Shade {
    Light,
    Dark,
}

/// The style sheet before and from its dark colours on.
fn halves() -> (&'static str, &'static str) {
    STYLE.split_at(STYLE.find(DARK).unwrap_or(STYLE.len()))
}

/// The shipped colours: the first mention of each.
fn shipped(shade: Shade) -> Colours {
    let (before, after) = halves();
    let text = match shade {
        Shade::Light => before,
        Shade::Dark => after,
    };
    let found = NAMES.into_iter().filter_map(|name| Some((name, Colour::parse(&text[value_of(text, name)?])?)));
    found.collect()
}

/// Where the value of a token stands at its first mention.
fn value_of(text: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let start = format!("--{}: ", name.replace('_', "-"));
    let from = text.find(&start)? + start.len();
    let long = text[from..].find(';')?;
    Some(from..from + long)
}

fn dressed(text: &str, colours: &Colours) -> String {
    let mut text = text.to_owned();
    for (name, colour) in colours {
        if let Some(range) = value_of(&text, name) {
            text.replace_range(range, &colour.to_string());
        }
    }
    text
}

fn colours(entry: &Entry<'_>) -> Colours {
    let mut found = Colours::new();
    for name in NAMES {
        let Some(text) = entry.text(name) else { continue };
        match Colour::parse(&text.value) {
            Some(colour) => {
                found.insert(name, colour);
            }
            None => entry.page().fault(
                &text.span,
                format!("\"{}\" is no colour", text.value),
                "write # and six digits from 0 to f, such as \"#14566e\"".to_owned(),
            ),
        }
    }
    found
}

/// Notes every pair that cannot be read, at the colour that was given. Pairs of shipped colours alone are not looked at: a test does.
fn check(entry: &Entry<'_>, given: &Colours, shade: Shade) {
    let mut whole = shipped(shade);
    whole.extend(given);
    for (front, back, least) in needed(shade) {
        let (Some(on), Some(under)) = (whole.get(front), whole.get(back)) else { continue };
        let ratio = on.contrast(*under);
        if ratio >= least || !(given.contains_key(front) || given.contains_key(back)) {
            continue;
        }
        let key = if given.contains_key(front) { front } else { back };
        let mend = match (on.mended(*under, least), under.mended(*on, least)) {
            (Some(colour), _) => format!("write for example {front} = \"{colour}\""),
            (None, Some(colour)) => format!("write for example {back} = \"{colour}\""),
            (None, None) => format!("choose a darker or lighter {front} or {back}"),
        };
        // Cut off, not rounded: 4.499 must not be shown as the 4.5 that it is not.
        let what = format!(
            "{front} ({on}) on {back} ({under}) has a contrast of {:.2} to 1, and {least} to 1 is needed to read it",
            (ratio * 100.0).floor() / 100.0
        );
        entry.fault_at(key, what, mend);
    }
}

fn needed(shade: Shade) -> impl Iterator<Item = (&'static str, &'static str, f64)> {
    PAIRS.into_iter().filter(move |(_, back, _)| *back != "faint" || matches!(shade, Shade::Dark))
}

fn logo(entry: &Entry<'_>, folder: &Path) -> Option<Logo> {
    let alt = entry.text("logo_alt").map(|alt| alt.value.trim().to_owned()).unwrap_or_default();
    let name = entry.text("logo").filter(|name| !name.value.is_empty())?;
    let fault = |what: &str, mend: &str| {
        entry.page().fault(&name.span, what.to_owned(), mend.to_owned());
    };
    if alt.is_empty() {
        fault("the logo has no logo_alt", "add logo_alt = \"…\": what the logo shows, for people who do not see it");
    }
    let Some(kind) = kind(&name) else {
        fault("the logo is no file name that ends in .svg or .png", "put the file beside this one and write its name alone");
        return None;
    };
    let bytes = match std::fs::read(folder.join(&name.value)) {
        Ok(bytes) => bytes,
        Err(error) => {
            fault(&format!("the logo cannot be read ({error})"), "put the file beside this one, readable for the service");
            return None;
        }
    };
    if bytes.len() > LARGEST_LOGO {
        fault(
            &format!("the logo has {} bytes, and 20480 are the most", bytes.len()),
            "make it smaller: people on a poor connection wait for it",
        );
    }
    match kind {
        "image/png" if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") => {
            fault("the logo is no PNG picture", "save it as PNG, or as SVG with a name that ends in .svg");
        }
        "image/svg+xml" => {
            if let Some(part) = active_part(&bytes) {
                let what = format!("the logo holds {part}, and a picture must only be a picture");
                fault(&what, "save it again as a plain SVG: shapes and colours only");
            }
        }
        _ => {}
    }
    Some(Logo { kind, bytes: bytes.into(), alt })
}

fn kind(name: &Placed<String>) -> Option<&'static str> {
    let plain = name.value.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) && !name.value.starts_with('.');
    match name.value.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "svg" if plain => Some("image/svg+xml"),
        "png" if plain => Some("image/png"),
        _ => None,
    }
}

/// What an SVG file must not hold: scripts, other pages, anything fetched from elsewhere.
fn active_part(bytes: &[u8]) -> Option<&'static str> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Some("bytes that are no text") };
    let text = text.to_ascii_lowercase();
    if !text.contains("<svg") {
        return Some("no <svg>");
    }
    for (mark, name) in [
        ("<script", "a script"),
        ("javascript:", "a script"),
        ("<foreignobject", "a foreign object"),
        ("<iframe", "a frame"),
        ("<!entity", "an entity"),
        ("<?xml-stylesheet", "a style sheet of another place"),
        ("@import", "a style sheet of another place"),
        ("<set", "an animation"),
        ("<animate", "an animation"),
    ] {
        if text.contains(mark) {
            return Some(name);
        }
    }
    // An attribute such as onload, and every reference that leaves the file (xmlns only names, it fetches nothing).
    for attribute in text.split(|c: char| c.is_ascii_whitespace() || c == '/').filter_map(|word| word.split_once('=')) {
        let (name, value) = attribute;
        let name = name.trim_start_matches(['"', '\'']);
        if name.starts_with("on") {
            return Some("a script");
        }
        let value = value.trim_start_matches(['"', '\'']);
        if name.ends_with("href") && !value.starts_with('#') {
            return Some("a link that leaves the file");
        }
    }
    text.split("url(")
        .skip(1)
        .any(|rest| !rest.trim_start_matches(['"', '\'', ' ']).starts_with('#'))
        .then_some("a link that leaves the file")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::fault::Fault;
    use crate::config::reading::Page;

    fn read_in(folder: &Path, text: &str) -> (Theme, Vec<Fault>) {
        let page = Page::from_text("waymark.toml".to_owned(), text.to_owned());
        let theme = Theme::read(&page.root().table("theme").unwrap(), folder);
        let findings = page.findings();
        (theme, findings)
    }

    fn read(text: &str) -> (Theme, Vec<Fault>) {
        read_in(Path::new("/nowhere"), text)
    }

    #[test]
    fn the_shipped_colours_can_be_read_light_and_dark() {
        for shade in [Shade::Light, Shade::Dark] {
            let colours = shipped(shade);
            assert_eq!(colours.len(), NAMES.len());
            for (front, back, least) in needed(shade) {
                let ratio = colours[front].contrast(colours[back]);
                assert!(ratio >= least, "{front} on {back}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn contrast_is_what_the_guidelines_say() {
        let colour = |text| Colour::parse(text).unwrap();
        assert!((colour("#000000").contrast(colour("#fff")) - 21.0).abs() < 1e-9);
        assert!((colour("#777777").contrast(colour("#ffffff")) - 4.478).abs() < 1e-3);
        assert!((colour("#767676").contrast(colour("#ffffff")) - 4.542).abs() < 1e-3);
        for no in ["", "#", "#12345", "#1234567", "red", "#12345g", "123456", "#é123"] {
            assert_eq!(Colour::parse(no), None, "{no}");
        }
    }

    #[test]
    fn a_theme_given_in_part_is_checked_as_it_will_look() {
        let (_, faults) = read("[theme]\nlink = \"#8899aa\"\n");
        assert_eq!(faults.len(), 2, "on paper and on tint: {faults:?}");
        assert_eq!((faults[0].line, faults[0].column), (2, 8));
        assert_eq!(
            faults[0].what,
            "link (#8899aa) on paper (#ffffff) has a contrast of 2.92 to 1, and 4.5 to 1 is needed to read it"
        );
        let better = faults[0].mend.split('"').nth(1).unwrap();
        assert!(Colour::parse(better).unwrap().contrast(Colour::parse("#fff").unwrap()) >= 4.5, "{better}");
        // Dark paper under the shipped light words is no theme.
        let (_, faults) = read("[theme]\npaper = \"#101010\"\n");
        assert!(faults.iter().any(|fault| fault.what.starts_with("ink (#1b2430) on paper (#101010)")), "{faults:?}");
        let (_, faults) = read("[theme]\nact = \"#0b5d3b\"\n[theme.dark]\nact = \"#0b5d3b\"\nblue = \"#00f\"\n");
        let said: Vec<_> = faults.iter().map(|fault| (fault.line, fault.what.split(' ').next().unwrap())).collect();
        assert_eq!(said, [(4, "act"), (4, "act_ink"), (5, "\"blue\"")], "{faults:?}");
        assert_eq!(read("[theme]\nink = \"black\"\n").1[0].what, "\"black\" is no colour");
    }

    #[test]
    fn colours_take_the_place_of_the_shipped_ones_and_nothing_else_changes() {
        let shipped = bare(STYLE);
        assert_eq!(Theme::default().style(), shipped);
        assert!(!shipped.contains("/*") && !shipped.contains("*/") && shipped.contains("--act: #14566e;"));
        let (theme, faults) = read("[theme]\nact = \"#0b5d3b\"\n[theme.dark]\nact = \"#8fe0b4\"\n");
        assert!(faults.is_empty(), "{faults:?}");
        let style = theme.style();
        let (light, dark) = style.split_at(style.find(DARK).unwrap());
        assert!(light.contains("--act: #0b5d3b;") && dark.contains("--act: #8fe0b4;"));
        let changed = shipped.lines().zip(style.lines()).filter(|(before, after)| before != after).count();
        assert_eq!((changed, style.lines().count()), (2, shipped.lines().count()));
    }

    #[test]
    fn a_logo_is_a_small_picture_and_only_a_picture() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
        put(
            "good.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\" fill=\"url(#a)\"/><use href=\"#a\"/></svg>",
        );
        put("good.png", b"\x89PNG\r\n\x1a\n and so on");
        for name in ["good.svg", "good.png"] {
            let (theme, faults) = read_in(folder.path(), &format!("[theme]\nlogo = \"{name}\"\nlogo_alt = \"A star\"\n"));
            assert!(faults.is_empty(), "{faults:?}");
            assert_eq!(theme.logo.unwrap().alt, "A star");
        }
        put("script.svg", b"<svg><SCRIPT>x</SCRIPT></svg>");
        put("load.svg", b"<svg\nonload=\"x\"/>");
        put("away.svg", b"<svg><image href=\"https://elsewhere.example/x\"/></svg>");
        put("fill.svg", b"<svg><path fill=\"url(https://elsewhere.example/x)\"/></svg>");
        put("html.svg", b"<p>hello</p>");
        put("fake.png", b"<svg/>");
        put("huge.png", &[b"\x89PNG\r\n\x1a\n".as_slice(), &vec![0; 20 * 1024]].concat());
        for (name, words) in [
            ("script.svg", "a script"),
            ("load.svg", "a script"),
            ("away.svg", "a link that leaves the file"),
            ("fill.svg", "a link that leaves the file"),
            ("html.svg", "no <svg>"),
            ("fake.png", "no PNG picture"),
            ("huge.png", "20480 are the most"),
            ("none.svg", "cannot be read"),
            ("../good.svg", "no file name"),
            ("good.gif", "no file name"),
        ] {
            let (_, faults) = read_in(folder.path(), &format!("[theme]\nlogo = \"{name}\"\nlogo_alt = \"A star\"\n"));
            assert!(faults.len() == 1 && faults[0].what.contains(words), "{name}: {faults:?}");
        }
        let (_, faults) = read_in(folder.path(), "[theme]\nlogo = \"good.svg\"\n");
        assert_eq!(faults[0].what, "the logo has no logo_alt");
    }
}
