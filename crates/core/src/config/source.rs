//! Where the configuration is read from: the texts of its files, taken from a folder in one go, or from what another process published.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::fault::Fault;
use crate::config::reading::Page;

/// The files that make the book; settings and secrets are not among them.
const FILES: [&str; 4] = ["vocabulary.toml", "gazetteer.toml", "bank-holidays.toml", "help.toml"];
/// A file that may be left out.
const CENTRES: &str = "centres.toml";
/// The folder of agreements within the configuration folder.
const AGREEMENTS: &str = "agreements";
/// What a file with an organisation's public key begins with.
const PUBLIC_KEY: &str = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

/// The texts of a configuration, as they were at one moment.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The folder's name as faults show it; empty for texts that came from elsewhere.
    folder: String,
    files: BTreeMap<String, Result<String, String>>,
    /// Why the folder of agreements cannot be read.
    closed: Option<String>,
}

impl Source {
    /// Reads a configuration folder. What cannot be read is remembered, and found as a fault later.
    #[must_use]
    pub fn of_folder(folder: &Path) -> Self {
        let mut source = Self { folder: folder.display().to_string(), ..Self::default() };
        for name in FILES {
            source.take(folder, name.to_owned());
        }
        if folder.join(CENTRES).exists() {
            source.take(folder, CENTRES.to_owned());
        }
        match std::fs::read_dir(folder.join(AGREEMENTS)) {
            Ok(found) => {
                for path in found.filter_map(|file| file.ok().map(|file| file.path())) {
                    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                    if is_toml(&path) {
                        source.take(folder, format!("{AGREEMENTS}/{name}"));
                    }
                }
            }
            Err(error) => source.closed = Some(error.to_string()),
        }
        for name in source.keys_named() {
            // Only what says that it is a public key is ever taken: a path that leads elsewhere brings nothing of it along.
            if folder.join(&name).is_file() {
                let text = std::fs::read_to_string(folder.join(&name)).unwrap_or_default();
                let text = if text.trim_start().starts_with(PUBLIC_KEY) { text } else { String::new() };
                source.files.insert(name, Ok(text));
            }
        }
        source
    }

    fn take(&mut self, folder: &Path, name: String) {
        let text = std::fs::read_to_string(folder.join(&name)).map_err(|error| error.to_string());
        self.files.insert(name, text);
    }

    /// The key files that agencies name.
    fn keys_named(&self) -> Vec<String> {
        let mut named = Vec::new();
        for text in self.files.values().flatten() {
            for rest in text.split("openpgp_key").skip(1) {
                let value = rest.lines().next().unwrap_or_default().trim_start().strip_prefix('=').unwrap_or_default();
                named.extend(value.split(['"', '\'']).nth(1).filter(|name| !name.is_empty()).map(str::to_owned));
            }
        }
        named
    }

    /// The texts that another process published.
    #[must_use]
    pub fn of_json(text: &str) -> Option<Self> {
        let files: BTreeMap<String, String> = serde_json::from_str(text).ok()?;
        Some(Self { files: files.into_iter().map(|(name, text)| (name, Ok(text))).collect(), ..Self::default() })
    }

    /// The texts as JSON: names and texts of the files, and nothing else. The same texts are the same JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let files: serde_json::Map<String, serde_json::Value> =
            self.files.iter().filter_map(|(name, text)| Some((name.clone(), text.as_ref().ok()?.as_str().into()))).collect();
        serde_json::Value::Object(files).to_string()
    }

    /// A file as its faults name it.
    #[must_use]
    pub fn shown(&self, name: &str) -> String {
        if self.folder.is_empty() { name.to_owned() } else { Path::new(&self.folder).join(name).display().to_string() }
    }

    /// Reads a file of the configuration.
    ///
    /// # Errors
    /// A fault when it is not there or cannot be read.
    pub fn page(&self, name: &str) -> Result<Page, Fault> {
        match self.files.get(name) {
            Some(Ok(text)) => Ok(Page::from_text(self.shown(name), text.clone())),
            Some(Err(error)) => Err(Page::unreadable(self.shown(name), error)),
            None => Err(Page::unreadable(self.shown(name), "it is not among the texts")),
        }
    }

    /// Every file of agreements, by name.
    ///
    /// # Errors
    /// A fault when there is none.
    pub fn agreements(&self) -> Result<Vec<Result<Page, Fault>>, Fault> {
        let name = self.shown(AGREEMENTS);
        if let Some(error) = &self.closed {
            let what = format!("the folder cannot be read ({error})");
            return Err(Fault::of_file(name, what, "make the folder and put the agreement files there"));
        }
        let named = |name: &&String| name.strip_prefix("agreements/").is_some_and(|file| is_toml(Path::new(file)));
        let pages: Vec<_> = self.files.keys().filter(named).map(|name| self.page(name)).collect();
        if pages.is_empty() {
            let mend = "add a file such as our-area.toml with [[agency]] and [[agreement]] entries";
            return Err(Fault::of_file(name, "there is no agreement file", mend));
        }
        Ok(pages)
    }

    /// Whether a file that an entry names is there.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_published_and_read_again_without_settings_or_secrets() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("waymark.toml", "settings");
        write("vocabulary.toml", "words = 1");
        write("keyring.toml", "private = \"secret\"");
        write("keys/a.asc", &format!("{PUBLIC_KEY}\nabc\n"));
        write("agreements/b.toml", "[[agency]]\nopenpgp_key = \"keys/a.asc\"\n");
        write("agreements/a.toml", "[[agency]]\nopenpgp_key = \"keyring.toml\"\n");
        write("agreements/notes.txt", "not ours");
        let json = Source::of_folder(folder.path()).to_json();
        let again = Source::of_json(&json).unwrap();
        assert_eq!(again.to_json(), json);
        assert!(again.has("keys/a.asc") && again.has("keyring.toml"), "a file that is named is known to be there");
        assert!(!json.contains("secret") && !json.contains("settings") && !json.contains("not ours"), "{json}");
        let files: Vec<String> = again.agreements().unwrap().into_iter().map(|page| page.unwrap().file().to_owned()).collect();
        assert_eq!(files, ["agreements/a.toml", "agreements/b.toml"]);
        assert!(again.page("gazetteer.toml").is_err() && Source::of_json("[]").is_none());
    }
}
