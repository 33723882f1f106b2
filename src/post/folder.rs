//! Mail as files, for a demonstration: written aside, then renamed into place, mode 0600.

use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::post::mail::SendFault;

/// The folder.
pub(super) struct Folder(PathBuf);

impl Folder {
    /// Makes the folder if it is not there.
    pub(super) fn make(path: &Path) -> io::Result<Self> {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        Ok(Self(path.to_owned()))
    }

    /// Keeps a message under its id: a repeat takes the place of the first.
    pub(super) async fn keep(&self, message_id: &str, bytes: Vec<u8>) -> Result<(), SendFault> {
        let name: String = message_id.split('@').next().unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).collect();
        let (aside, place) = (self.0.join(format!(".{name}.new")), self.0.join(format!("{name}.eml")));
        let written = tokio::task::spawn_blocking(move || write(&aside, &place, &bytes)).await;
        match written {
            Ok(Ok(())) => Ok(()),
            _ => Err(SendFault { code: "folder-cannot-be-written", again: true }),
        }
    }
}

fn write(aside: &Path, place: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;
    let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(aside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(aside, place)?;
    // The name is durable only with its folder.
    std::fs::File::open(place.parent().unwrap_or(Path::new(".")))?.sync_all()
}
