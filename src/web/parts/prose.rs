//! Texts that an operator writes: paragraphs, headings and lists, and nothing else. What is written is escaped by the template, so
//! nothing in a configuration becomes markup.

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A line that began with `## `.
    Heading(String),
    /// Lines without an empty one between them.
    Paragraph(String),
    /// Lines that began with `- `.
    List(Vec<String>),
}

/// Reads a text: an empty line begins a new paragraph, `## ` a heading, `- ` an item of a list.
#[must_use]
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    // Whether the line before belongs to the last block, so that this one may go on with it.
    let mut open = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            open = false;
        } else if let Some(heading) = line.strip_prefix("## ") {
            found.push(Block::Heading(heading.trim().to_owned()));
            open = false;
        } else if let Some(item) = line.strip_prefix("- ") {
            let item = item.trim().to_owned();
            match found.last_mut() {
                // Items are one list, whether or not empty lines stand between them.
                Some(Block::List(items)) => items.push(item),
                _ => found.push(Block::List(vec![item])),
            }
            open = true;
        } else {
            match found.last_mut().filter(|_| open) {
                Some(Block::Paragraph(words)) => join(words, line),
                Some(Block::List(items)) => {
                    if let Some(item) = items.last_mut() {
                        join(item, line);
                    }
                }
                _ => found.push(Block::Paragraph(line.to_owned())),
            }
            open = true;
        }
    }
    found
}

fn join(words: &mut String, line: &str) {
    words.push(' ');
    words.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(text.to_owned())
    }

    #[test]
    fn paragraphs_headings_and_lists_are_found() {
        let text = "\nOne line\nand its end.\n\nTwo.\n## What\nThree.\n- a\n- b\n  goes on\n\n- c\n\nFour.\n";
        let items = ["a", "b goes on", "c"].map(str::to_owned).to_vec();
        assert_eq!(
            blocks(text),
            [
                paragraph("One line and its end."),
                paragraph("Two."),
                Block::Heading("What".to_owned()),
                paragraph("Three."),
                Block::List(items),
                paragraph("Four."),
            ]
        );
    }

    #[test]
    fn nothing_else_is_markup_and_nothing_is_lost() {
        for text in ["#hash", "-5 degrees", "# One", "##No", "<b>bold</b>", "*star* [link](https://x.example)", "–"] {
            assert_eq!(blocks(text), [paragraph(text)], "{text}");
        }
        assert_eq!(blocks(" \n\n \t\n"), []);
        assert_eq!(blocks("a\r\n\r\nb"), [paragraph("a"), paragraph("b")]);
        let text = "## One\n\nTwo two\nthree\n- four\n- five\nsix\n\n\nseven";
        let words: Vec<String> = blocks(text)
            .into_iter()
            .flat_map(|block| match block {
                Block::Heading(words) | Block::Paragraph(words) => vec![words],
                Block::List(items) => items,
            })
            .flat_map(|words| words.split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert_eq!(words, ["One", "Two", "two", "three", "four", "five", "six", "seven"]);
    }
}
