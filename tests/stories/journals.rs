//! The files of PostgreSQL, its journals among them: nothing that a story typed stands in them. They are many, and the same for all stories:
//! `tests/run` has them searched once, when every story is told; without it each story searches for itself.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sqlx::Connection;

use crate::app::{postgres_server, spellings, unique};

/// What a story guards: its words of one kind.
#[derive(Serialize, Deserialize)]
pub(crate) struct Guarded {
    story: String,
    kind: String,
    words: Vec<String>,
}

/// Where stories write down what is to be searched for, if somebody searches later.
pub(crate) fn searched_later() -> Option<PathBuf> {
    std::env::var_os("WAYMARK_TEST_SEEDS").map(PathBuf::from)
}

/// Writes down what this story guards.
pub(crate) fn write_down(list: &Path, guarded: [(&str, &[String]); 3]) {
    let story = std::thread::current().name().unwrap_or("a story without a name").to_owned();
    let mut lines = String::new();
    for (kind, words) in guarded {
        let guarded = Guarded { story: story.clone(), kind: kind.to_owned(), words: words.to_vec() };
        lines.push_str(&serde_json::to_string(&guarded).unwrap());
        lines.push('\n');
    }
    // At once: several processes may tell stories.
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(list).unwrap();
    file.write_all(lines.as_bytes()).unwrap();
}

/// The database's own files and the journals of its server, as far as they are on disk now.
pub(crate) async fn files_of(url: &str) -> Vec<PathBuf> {
    let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
    sqlx::query("CHECKPOINT").execute(&mut conn).await.unwrap();
    let sql = "SELECT current_setting('data_directory'), (SELECT oid::text FROM pg_database WHERE datname = current_database())";
    let (folder, oid): (String, String) = sqlx::query_as(sql).fetch_one(&mut conn).await.unwrap();
    let folder = PathBuf::from(folder);
    [files_below(&folder.join("base").join(oid)), files_below(&folder.join("pg_wal"))].concat()
}

/// Every file below a folder, in the order of their names.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Whether a file of a database is one of PostgreSQL's own catalogues, of which each database has a copy: the journals, which are kept from the
/// first, hold whatever was written there.
fn is_catalogue(path: &Path) -> bool {
    const FIRST_OF_OURS: u32 = 16_384;
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let number: String = name.chars().take_while(char::is_ascii_digit).collect();
    let in_database = path.parent().and_then(Path::parent).is_some_and(|folder| folder.ends_with("base"));
    in_database && !number.parse::<u32>().is_ok_and(|number| number >= FIRST_OF_OURS)
}

/// A journal is made of pages of 8 kB with a header each, and a word may begin on one and end on the next: the bytes without the headers.
pub(crate) fn without_headers(journal: &[u8]) -> Vec<u8> {
    const PAGE: usize = 8192;
    const HEADER: usize = 24;
    const FIRST_HEADER: usize = 40;
    let header = |number: usize| if number == 0 { FIRST_HEADER } else { HEADER };
    let pages: Vec<&[u8]> = journal.chunks(PAGE).enumerate().filter_map(|(number, page)| page.get(header(number)..)).collect();
    pages.concat()
}

/// The bytes of a file as they are searched.
pub(crate) fn read(path: &Path) -> Vec<u8> {
    // What the server takes away meanwhile is no longer there to be read.
    let bytes = std::fs::read(path).unwrap_or_default();
    if path.parent().is_some_and(|folder| folder.ends_with("pg_wal")) { without_headers(&bytes) } else { bytes }
}

/// Where words stand in files that follow each other: the number of the word, and the file.
fn search(words: &aho_corasick::AhoCorasick, files: &[PathBuf]) -> Vec<(usize, PathBuf)> {
    let mut found = Vec::new();
    let mut before: Vec<u8> = Vec::new();
    for path in files {
        let end = before.split_off(before.len().saturating_sub(words.max_pattern_len()));
        before = [end, read(path)].concat();
        found.extend(words.find_overlapping_iter(&before).map(|at| (at.pattern().as_usize(), path.clone())));
    }
    found
}

/// Files in shares of about as many bytes, one for each processor. A share ends with the file that the next begins with: a word may stand in two.
fn shares(files: &[PathBuf]) -> Vec<&[PathBuf]> {
    let sizes: Vec<u64> = files.iter().map(|path| std::fs::metadata(path).map_or(0, |file| file.len())).collect();
    let (all, many) = (sizes.iter().sum::<u64>(), std::thread::available_parallelism().map_or(1, usize::from));
    let (mut shares, mut begin, mut seen) = (Vec::new(), 0, 0);
    for (place, size) in sizes.iter().enumerate() {
        seen += size;
        if seen >= all / many as u64 * (shares.len() as u64 + 1) || place + 1 == files.len() {
            shares.push(&files[begin..=place]);
            begin = place;
        }
    }
    shares
}

/// Writes a word into PostgreSQL that must be found: a search that finds nothing may have looked nowhere.
async fn write_to_be_found(word: &str) -> PathBuf {
    let mut conn = sqlx::PgConnection::connect(&format!("{}postgres", postgres_server())).await.unwrap();
    let sql = format!("CREATE TABLE {} AS SELECT '{word}' AS word", unique().to_lowercase());
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
    // All stories are told: what is written now need not outlive a power cut, and waiting for each of a hundred thousand files takes minutes.
    for sql in ["ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "SELECT pg_sleep(0.5)", "CHECKPOINT"] {
        sqlx::query(sql).execute(&mut conn).await.unwrap();
    }
    let (folder,): (String,) = sqlx::query_as("SELECT current_setting('data_directory')").fetch_one(&mut conn).await.unwrap();
    PathBuf::from(folder)
}

#[tokio::test]
#[ignore = "tests/run asks for it when every story is told"]
async fn nothing_that_any_story_typed_stands_in_the_files_of_postgresql() {
    let list = searched_later().expect("WAYMARK_TEST_SEEDS names the list of what stories typed");
    let list = std::fs::read_to_string(list).unwrap();
    let mut guarded: Vec<Guarded> = list.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let known = unique();
    guarded.push(Guarded { story: "this search".into(), kind: "a word to be found".into(), words: vec![known.clone()] });
    let folder = write_to_be_found(&known).await;

    let named: Vec<(String, &Guarded)> =
        guarded.iter().flat_map(|one| spellings(&one.words).into_iter().map(move |word| (word, one))).collect();
    let words = &aho_corasick::AhoCorasick::new(named.iter().map(|(word, _)| word)).unwrap();
    let files: Vec<PathBuf> = files_below(&folder).into_iter().filter(|path| !is_catalogue(path)).collect();
    let journals: Vec<String> =
        files_below(&folder.join("pg_wal")).iter().map(|path| path.file_name().unwrap().display().to_string()).collect();
    assert_eq!(journals[0], "000000010000000000000001", "the journals are there from the first");

    let found: Vec<(usize, PathBuf)> = std::thread::scope(|scope| {
        let searches: Vec<_> = shares(&files).into_iter().map(|share| scope.spawn(move || search(words, share))).collect();
        searches.into_iter().flat_map(|search| search.join().unwrap()).collect()
    });
    let (ours, leaks): (Vec<_>, Vec<_>) = found.iter().partition(|(word, _)| named[*word].0 == known);
    for place in ["base", "pg_wal"] {
        assert!(
            ours.iter().any(|(_, path)| path.starts_with(folder.join(place))),
            "the search does not see what stands in {place}"
        );
    }
    let mut leaks: Vec<String> = leaks
        .iter()
        .map(|(word, path)| format!("{} of {} stands in {}", named[*word].1.kind, named[*word].1.story, path.display()))
        .collect();
    leaks.sort();
    leaks.dedup();
    assert!(leaks.is_empty(), "{leaks:#?}");
    println!("{} words of {} stories were searched for in {} files", named.len(), guarded.len() / 3, files.len());
}
