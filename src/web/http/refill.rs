//! Puts what was typed before back into a form of a page that is already written: by the form's address and the names of its fields. So every
//! form of the desk can be filled again, and none needs to know.

/// A form that was sent and not taken.
pub(crate) struct Again {
    /// Where it was sent.
    pub path: String,
    /// What it holds.
    pub fields: Vec<(String, String)>,
    /// What is said above it once it is filled; blank for nothing.
    pub here: String,
    /// What is said on pages that do not have it; blank for nothing.
    pub elsewhere: String,
}

impl Again {
    /// The page with the form filled again, or with a line that says where it is.
    pub(crate) fn put_into(&self, page: &str) -> String {
        let open = format!("<form method=\"post\" action=\"{}\"", escape(&self.path));
        let mut from = 0;
        while let Some(start) = page[from..].find(&open).map(|at| from + at) {
            let end = page[start..].find("</form>").map_or(page.len(), |at| start + at);
            let form = &page[start..end];
            if let Some(inside) = form.find('>').filter(|_| self.is_of(form)) {
                let (tag, body) = form.split_at(inside + 1);
                let said = notice(&self.here);
                return [&page[..start], tag, &said, &self.fill(body), &page[end..]].concat();
            }
            from = end;
        }
        match page.find("<main ").and_then(|at| Some(at + page[at..].find('>')? + 1)) {
            Some(at) if !self.elsewhere.is_empty() => [&page[..at], &notice(&self.elsewhere), &page[at..]].concat(),
            _ => page.to_owned(),
        }
    }

    /// Of two forms with one address, the one whose hidden fields hold what was sent.
    fn is_of(&self, form: &str) -> bool {
        tags(form, "<input type=\"hidden\"").all(|tag| {
            let (name, value) = (attribute(tag, "name"), attribute(tag, "value"));
            name == Some("form_token")
                || self
                    .fields
                    .iter()
                    .any(|(field, sent)| Some(escape(field).as_str()) == name && Some(escape(sent).as_str()) == value)
        })
    }

    fn sent(&self, name: Option<&str>) -> Vec<String> {
        self.fields.iter().filter(|(field, _)| Some(escape(field).as_str()) == name).map(|(_, value)| escape(value)).collect()
    }

    fn fill(&self, body: &str) -> String {
        let (mut out, mut rest) = (String::new(), body);
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = rest.find('>').map_or(rest.len(), |at| at + 1);
            let (tag, after) = rest.split_at(end);
            rest = after;
            if tag.starts_with("<select ") {
                let close = rest.find("</select>").unwrap_or(rest.len());
                let (options, after) = rest.split_at(close);
                out.extend([tag, &self.options(options, attribute(tag, "name"))]);
                rest = after;
            } else if tag.starts_with("<textarea ") {
                let close = rest.find("</textarea>").unwrap_or(rest.len());
                let (before, after) = rest.split_at(close);
                let sent = self.sent(attribute(tag, "name"));
                out.push_str(tag);
                match sent.first() {
                    // The line break after the tag belongs to it.
                    Some(value) => out.extend(["\n", value]),
                    None => out.push_str(before),
                }
                rest = after;
            } else if tag.starts_with("<input ") {
                out.push_str(&self.input(tag));
            } else {
                out.push_str(tag);
            }
        }
        out + rest
    }

    /// The options of a list, with what was chosen chosen. What the list does not offer now leaves it as it stands.
    fn options(&self, options: &str, name: Option<&str>) -> String {
        let sent = self.sent(name);
        let offered = |value: &str| tags(options, "<option ").any(|tag| attribute(tag, "value") == Some(value));
        let Some(chosen) = sent.iter().find(|value| offered(value)) else { return options.to_owned() };
        let (mut out, mut rest) = (String::new(), options);
        while let Some(at) = rest.find("<option ") {
            let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
            let (before, tag) = rest[..end].split_at(at);
            let plain = tag.replacen(" selected", "", 1);
            let is_it = attribute(tag, "value") == Some(chosen.as_str());
            out.extend([before, &if is_it { plain.replacen('>', " selected>", 1) } else { plain }]);
            rest = &rest[end..];
        }
        out + rest
    }

    fn input(&self, tag: &str) -> String {
        let sent = self.sent(attribute(tag, "name"));
        let was_asked = !sent.is_empty();
        match attribute(tag, "type") {
            Some("radio" | "checkbox") if was_asked => {
                let plain = tag.replacen(" checked", "", 1);
                let chosen = attribute(tag, "value").is_some_and(|value| sent.iter().any(|sent| sent == value));
                if chosen { plain.replacen('>', " checked>", 1) } else { plain }
            }
            Some("text") if was_asked => {
                let plain = match attribute(tag, "value") {
                    Some(value) => tag.replacen(&format!(" value=\"{value}\""), "", 1),
                    None => tag.to_owned(),
                };
                let value = sent.first().map(String::as_str).unwrap_or_default();
                plain.replacen('>', &format!(" value=\"{value}\">"), 1)
            }
            _ => tag.to_owned(),
        }
    }
}

/// A line that says so; nothing for no words.
fn notice(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    format!("<p class=\"notice\" role=\"status\">{}</p>", escape(words))
}

fn tags<'a>(form: &'a str, start: &'static str) -> impl Iterator<Item = &'a str> {
    form.match_indices(start).filter_map(|(at, _)| Some(&form[at..at + form[at..].find('>')?]))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = format!(" {name}=\"");
    let at = tag.find(&start)? + start.len();
    tag[at..].split('"').next()
}

/// As the templates escape: no character that could end a value or begin a tag is left.
fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' | '<' | '>' | '"' | '\'' => out.push_str(&format!("&#{};", u32::from(c))),
            _ => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(path: &str, fields: &[(&str, &str)]) -> Again {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Again { path: path.to_owned(), fields, here: "Here".to_owned(), elsewhere: "Elsewhere".to_owned() }
    }

    const PAGE: &str = "<main id=\"main\"><form method=\"post\" action=\"/a\"><input type=\"hidden\" name=\"form_token\" value=\"t\">\
        <input type=\"hidden\" name=\"task\" value=\"1\"><textarea name=\"text\" rows=\"4\">\nold</textarea></form>\
        <form method=\"post\" action=\"/a\"><input type=\"hidden\" name=\"task\" value=\"2\"><textarea name=\"text\">\n</textarea>\
        <input type=\"radio\" name=\"level\" value=\"low\" checked><input type=\"radio\" name=\"level\" value=\"high\">\
        <input type=\"text\" name=\"line\" value=\"x\"></form></main>";

    #[test]
    fn the_form_that_was_sent_is_filled_and_no_other() {
        let sent = [("form_token", "old"), ("task", "2"), ("text", "words"), ("level", "high"), ("line", "y")];
        let page = again("/a", &sent).put_into(PAGE);
        assert!(page.contains("\nold</textarea>") && page.contains("<textarea name=\"text\">\nwords</textarea>"), "{page}");
        assert!(page.contains("value=\"low\">") && page.contains("value=\"high\" checked>"), "{page}");
        assert!(page.contains("name=\"line\" value=\"y\">") && !page.contains("value=\"x\""), "{page}");
        assert_eq!(page.matches("Here").count(), 1);
        assert!(!page.contains("Elsewhere"));
    }

    #[test]
    fn what_was_chosen_from_a_list_is_chosen_again() {
        let list = "<form method=\"post\" action=\"/a\"><select name=\"role\" id=\"role\">\n<option value=\"\">None</option>\n\
            <option value=\"duty\" selected>Duty</option>\n<option value=\"centre-staff\">A selected few</option>\n</select>\
            <select name=\"other\"><option value=\"a\">A</option><option value=\"b\" selected>B</option></select></form>";
        let page = again("/a", &[("role", "centre-staff")]).put_into(list);
        let expected = list.replace("\"duty\" selected", "\"duty\"").replace("\"centre-staff\"", "\"centre-staff\" selected");
        assert_eq!(page.replace("<p class=\"notice\" role=\"status\">Here</p>", ""), expected, "and no other list");
        let none = again("/a", &[("role", "")]).put_into(list);
        assert!(none.contains("<option value=\"\" selected>") && none.contains("<option value=\"duty\">"), "{none}");
        for gone in ["auditor", "\" selected><option value=\""] {
            let page = again("/a", &[("role", gone)]).put_into(list);
            assert!(page.contains("<option value=\"duty\" selected>") && page.matches("<option").count() == 5, "{page}");
        }
    }

    #[test]
    fn what_was_typed_never_becomes_markup() {
        let hostile = "</textarea><script>alert(\"1\")</script> & 'x' \" onfocus=\"y";
        let page = again("/a", &[("task", "2"), ("text", hostile), ("line", hostile)]).put_into(PAGE);
        assert!(!page.contains("<script") && !page.contains("\" onfocus"), "{page}");
        assert_eq!(page.matches("</textarea>").count(), 2);
    }

    #[test]
    fn a_page_without_the_form_says_where_it_is() {
        assert!(
            again("/b", &[("text", "words")])
                .put_into(PAGE)
                .starts_with("<main id=\"main\"><p class=\"notice\" role=\"status\">Elsewhere</p>")
        );
        let quiet = Again { elsewhere: String::new(), ..again("/b", &[("text", "words")]) };
        assert_eq!(quiet.put_into(PAGE), PAGE);
    }
}
