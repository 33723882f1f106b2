//! A Maildir that a mail server delivers into: files in `new` and `cur`, each a letter, under names that are never used twice.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// A letter that waits.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its name without the marks behind the colon, which change when a file is moved.
    pub name: Vec<u8>,
    /// Where it is.
    pub path: PathBuf,
}

/// Letters that wait, the oldest name first.
///
/// # Errors
/// When neither `new` nor `cur` can be read.
pub async fn waiting(folder: &Path) -> io::Result<Vec<Found>> {
    let folder = folder.to_owned();
    off_the_loop(move || list(&folder)).await
}

fn list(folder: &Path) -> io::Result<Vec<Found>> {
    let mut found = read_folder(&folder.join("new"))?;
    match read_folder(&folder.join("cur")) {
        Ok(more) => found.extend(more),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn read_folder(folder: &Path) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        // Neither a link, which may lead anywhere, nor a pipe, which may never end.
        if !entry.file_type()?.is_file() || name.as_bytes().starts_with(b".") {
            continue;
        }
        found.push(Found { name: base(&name).to_owned(), path: entry.path() });
    }
    Ok(found)
}

fn base(name: &OsStr) -> &[u8] {
    name.as_bytes().split(|byte| *byte == b':').next().unwrap_or_default()
}

/// Reads a letter, but no more than so many bytes of it. Says whether it was cut. Nothing when it is gone.
///
/// # Errors
/// When it cannot be read.
pub async fn read(path: &Path, most: usize) -> io::Result<Option<(Vec<u8>, bool)>> {
    let path = path.to_owned();
    let read = off_the_loop(move || {
        let mut bytes = Vec::new();
        std::fs::File::open(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
        let cut = bytes.len() > most;
        bytes.truncate(most);
        Ok((bytes, cut))
    });
    match read.await {
        Ok(read) => Ok(Some(read)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Removes a letter. One that is gone already is no fault.
///
/// # Errors
/// When it cannot be removed.
pub async fn remove(path: &Path) -> io::Result<()> {
    let path = path.to_owned();
    match off_the_loop(move || std::fs::remove_file(path)).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

async fn off_the_loop<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_files_of_new_and_cur_without_their_marks() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(list(folder.path()).unwrap_err().kind(), io::ErrorKind::NotFound);
        for sub in ["new", "cur", "tmp", "new/folder"] {
            std::fs::create_dir(folder.path().join(sub)).unwrap();
        }
        for file in ["new/2.host", "cur/1.host:2,S", "new/.hidden", "tmp/3.host"] {
            std::fs::write(folder.path().join(file), "x").unwrap();
        }
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("new/link")).unwrap();
        let names: Vec<Vec<u8>> = list(folder.path()).unwrap().into_iter().map(|found| found.name).collect();
        assert_eq!(names, [b"1.host".to_vec(), b"2.host".to_vec()]);
    }

    #[tokio::test]
    async fn a_letter_is_read_up_to_a_limit_and_one_that_is_gone_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("letter");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path, 5).await.unwrap(), Some((b"12345".to_vec(), false)));
        assert_eq!(read(&path, 4).await.unwrap(), Some((b"1234".to_vec(), true)));
        remove(&path).await.unwrap();
        remove(&path).await.unwrap();
        assert_eq!(read(&path, 5).await.unwrap(), None);
    }
}
