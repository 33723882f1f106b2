//! Lists the files of messages, `locales/<language>/*.ftl`: a new file or a new language is a file, and nothing else.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let home = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let locales = home.ancestors().nth(2).ok_or("the crate stands two folders deep")?.join("locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut list = "&[\n".to_owned();
    for folder in inside(&locales)?.into_iter().filter(|path| path.is_dir()) {
        let language = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for file in inside(&folder)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "ftl")) {
            writeln!(list, "    ({language:?}, include_str!({:?})),", file.display().to_string())?;
        }
    }
    list.push_str("]\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("messages.rs"), list)?;
    Ok(())
}

/// What lies in a folder, in the order of names.
fn inside(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    found.sort();
    Ok(found)
}
