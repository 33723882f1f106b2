//! Files as they are downloaded, and files that are wrong: each is taken over whole or refused with the place of every fault.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use proptest::prelude::*;

use crate::config::reading::Page;
use crate::places::area::{AreaCode, Level};
use crate::places::gazetteer::Gazetteer;
use crate::places::import::Import;
use crate::places::import::fault::ImportFault;
use crate::places::import::rows::LISTED;
use crate::places::{Source, Whereabouts};

const ONSPD: &str = "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,ctry,rgn,lat,pfa";
const NSPL: &str = "pcd7,pcd8,pcds,dointr,doterm,east1m,cty25cd,lad25cd,ctry25cd,rgn25cd,lat,pfa23cd,icb23cd";

/// Rows of the format `ONSPD`.
fn row(pcds: &str, end: &str, district: &str, force: &str, region: &str, country: &str) -> String {
    format!(
        "\"{pcds}\",\"{pcds}\",\"{pcds}\",\"199801\",\"{end}\",\"E99999999\",\"E99999999\",\"{district}\",\"E05000001\",\"{country}\",\"{region}\",53.1,\"{force}\"\r\n"
    )
}

fn stockton(pcds: &str) -> String {
    row(pcds, "", "E06000004", "E23000013", "E12000001", "E92000001")
}

fn file(rows: &[String]) -> String {
    format!("{ONSPD}\r\n{}", rows.concat())
}

fn configured() -> Gazetteer {
    Gazetteer::read(&Page::open(&crate::repository().join("config/gazetteer.toml")).unwrap())
}

fn read(path: &Path, names: &[PathBuf]) -> Result<Import, ImportFault> {
    Import::read(path, names, &configured(), DateTime::UNIX_EPOCH, &mut |_| {})
}

fn import(content: impl AsRef<[u8]>, names: &[&str]) -> Result<Import, ImportFault> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ONSPD.csv");
    std::fs::write(&path, content).unwrap();
    let tables = names.iter().enumerate().map(|(number, text)| {
        let path = folder.path().join(format!("names{number}.csv"));
        std::fs::write(&path, text).unwrap();
        path
    });
    read(&path, &tables.collect::<Vec<_>>())
}

fn refusal(content: impl AsRef<[u8]>) -> String {
    import(content, &[]).unwrap_err().to_string()
}

fn code(text: &str) -> AreaCode {
    AreaCode::parse(text).unwrap()
}

fn areas(gazetteer: &Gazetteer, postcode: &str) -> Vec<String> {
    let district = gazetteer.district_of_postcode(postcode);
    gazetteer.areas_of(district).iter().map(ToString::to_string).collect()
}

#[test]
fn rows_become_postcodes_districts_and_the_areas_around_them() {
    let rows = [
        stockton("TS18 1AB"),
        row("TS19 9ZZ", "201512", "E06000004", "E23000013", "E12000001", "E92000001"),
        row("CF10 1AA", "", "W06000015", "W15000003", "W99999999", "W92000004"),
        row("AB10 1AA", "", "S12000033", "S23000009", "S99999999", "S92000003"),
        row("JE2 4WD", "", "L99999999", "L99999999", "L99999999", "L93000001"),
        row("E1 1ZZ", "200001", "", "", "", ""),
    ];
    let Import { gazetteer, warnings, .. } = import(file(&rows), &[]).unwrap();
    assert_eq!(areas(&gazetteer, "ts181ab"), ["E06000004", "E23000013", "E12000001", "E92000001", "K04000001"]);
    assert_eq!(areas(&gazetteer, "TS19 9ZZ").len(), 5, "a terminated postcode still leads somewhere");
    assert_eq!(areas(&gazetteer, "CF10 1AA"), ["W06000015", "W15000003", "W92000004", "K04000001"]);
    for elsewhere in ["AB10 1AA", "JE2 4WD", "E1 1ZZ"] {
        assert_eq!(gazetteer.whereabouts(elsewhere), Whereabouts::Elsewhere, "{elsewhere}");
    }
    assert_eq!(gazetteer.whereabouts("TS18 1AA"), Whereabouts::Unknown, "no postcode is guessed from its neighbours");
    let Source::Imported(edition) = gazetteer.source() else { panic!("imported") };
    assert_eq!((edition.postcodes, edition.terminated, edition.elsewhere, edition.placeless), (6, 2, 2, 1));
    assert_eq!((edition.newest.as_str(), edition.file.as_str()), ("201512", "ONSPD.csv"));
    assert!(warnings[0].contains("only 6 postcodes") && warnings[1].contains("1 postcodes name neither"), "{warnings:?}");
    assert_eq!(gazetteer.name(code("W06000015")), Some("Cardiff"), "the configuration knows a few names");
}

#[test]
fn columns_are_found_by_pattern_in_any_case_and_behind_a_mark() {
    let text = format!(
        "\u{feff}{}\n{}",
        NSPL.to_uppercase(),
        "A,B,\"TS18 1AB\",199801,,1,E99999999,E06000004,E92000001,E12000001,54.1,E23000013,E54000050\n"
    );
    assert_eq!(areas(&import(text, &[]).unwrap().gazetteer, "TS18 1AB").len(), 5);
    let refused = refusal("pcds,dointr,lad24cd,lad25cd,rgn,pfa\n");
    for words in [
        "the month of its end is missing (column doterm)",
        "the country is missing (column ctry or ctry25cd)",
        "the county is missing",
        "the district stands in several columns (lad24cd, lad25cd)",
    ] {
        assert!(refused.contains(words), "{words}: {refused}");
    }
    for near in ["lad2cd", "ladcd", "lad025cd", "xlad25cd", "pfa23cdx"] {
        assert!(refusal(format!("pcds,dointr,doterm,cty,ctry,rgn,pfa,{near}\n")).contains("the district is missing"), "{near}");
    }
}

#[test]
fn every_faulty_row_is_named_by_line_and_column() {
    let rows = [
        stockton("TS18 1AB"),
        stockton("TS18"),
        stockton("TS18 1AC").replace("E06000004", "00EF"),
        stockton("TS18 1AD").replace("E23000013", "E12000001"),
        stockton("TS18 1AE").replace("199801", "1998"),
        "\"TS18 1AF\",\"x\"\r\n".to_owned(),
        stockton(""),
    ];
    let refused = refusal(file(&rows));
    let lines: Vec<&str> = refused.lines().map(str::trim).collect();
    assert_eq!(
        lines,
        [
            "ONSPD.csv has faulty rows:",
            "line 3, column pcds: \"TS18\" is no postcode",
            "line 4, column oslaua: \"00EF\" is no code of the Office for National Statistics",
            "line 5, column pfa: E12000001 is the code of a region, not of a police force area",
            "line 6, column dointr: \"1998\" is no month such as 202605",
            "line 7: the row has 2 fields, and the first line 13",
            "line 8, column pcds: an empty cell is no postcode",
        ]
    );
    let many = refusal(file(&vec![stockton("nowhere"); 500]));
    assert_eq!(many.lines().count(), 1 + LISTED + 1);
    assert!(many.ends_with("and 480 more"), "{many}");
    let twice = refusal(file(&[stockton("TS18 1AB"), stockton("TS18 1AC"), stockton("ts181ab")]));
    assert!(twice.contains("line 4, column pcds: TS181AB stands on line 2 too"), "{twice}");
    let nowhere = refusal(file(&[stockton("TS18 1AB").replace("E92000001", "")]));
    assert!(nowhere.contains("line 2, column ctry: the district E06000004 lies in no country"), "{nowhere}");
    let scotland = row("AB10 1AA", "", "S12000033", "S23000009", "S99999999", "S92000003");
    assert!(refusal(file(&[scotland])).contains("no postcode in a district of England or Wales"));
}

#[test]
fn a_file_that_is_cut_short_is_refused_wherever_it_was_cut() {
    let whole = file(&[stockton("TS18 1AB"), stockton("TS18 1AC"), stockton("TS18 1AD")]);
    let ends: Vec<usize> = whole.match_indices('\n').map(|(at, _)| at + 1).collect();
    for cut in 1..whole.len() {
        let outcome = import(&whole[..cut], &[]);
        // A cut between two rows leaves a shorter file, of which only the number of rows tells.
        assert_eq!(outcome.is_ok(), ends[1..].contains(&cut), "cut at {cut}: {outcome:?}");
    }
    let cut = refusal(&whole[..whole.len() - 2]);
    assert!(cut.contains("line 4: the file ends within this line"), "{cut}");
    assert!(refusal("").contains("empty"));
    let open = format!("{ONSPD}\r\n\"TS18{}", "x".repeat(9 << 20));
    assert!(refusal(open).contains("a quotation mark is opened and never closed"));
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_zip_is_read_as_it_was_downloaded_with_the_names_beside() {
    let rows = file(&[stockton("TS18 1AB"), row("LL77 7AA", "", "W06000001", "W15000001", "W99999999", "W92000004")]);
    let part = file(&[stockton("TS18 1AB")]);
    // Older tables are not UTF-8.
    let districts = b"LAD24CD,LAD24NM,LAD24NMW\r\nE06000004,Stockton-on-Tees,\r\nW06000001,Isle of Anglesey,Ynys M\xf4n\r\nS12000033,Aberdeen City,\r\n";
    let zip = zipped(&[
        ("Data/ONSPD_MAY_2025_UK.csv", rows.as_bytes()),
        ("Data/multi_csv/ONSPD_MAY_2025_UK_TS.csv", part.as_bytes()),
        ("Documents/LAD names and codes UK as at 04_24.csv", districts),
        (
            "Documents/PFA names and codes.csv",
            b"PFA23CD,PFA23CDO,PFA23NM\r\nE23000013,17,Cleveland\r\nW15000001,60,North Wales\r\n",
        ),
        ("Documents/Rural Urban names.csv", b"RU11IND,RU11NM\r\nA1,Urban major conurbation\r\n"),
        ("User Guide/guide.pdf", b"%PDF"),
    ]);
    let Import { gazetteer, .. } = import(&zip, &[]).unwrap();
    let Source::Imported(edition) = gazetteer.source() else { panic!("imported") };
    assert_eq!((edition.file.as_str(), edition.postcodes), ("ONSPD_MAY_2025_UK.csv", 2));
    assert_eq!(gazetteer.name(code("W15000001")), Some("North Wales"));
    assert_eq!(gazetteer.name_cy(code("W06000001")), Some("Ynys Môn"));
    assert_eq!(gazetteer.search("ynys mon", 1)[0].code, code("W06000001"));

    for cut in [zip.len() / 4, zip.len() / 2, zip.len() - 1] {
        assert!(refusal(&zip[..cut]).contains("damaged or cut short"), "cut at {cut}");
    }
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut plain = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    plain.start_file("ONSPD.csv", stored).unwrap();
    plain.write_all(rows.as_bytes()).unwrap();
    let mut plain = plain.finish().unwrap().into_inner();
    let at = plain.windows(8).position(|bytes| bytes == b"TS18 1AB").unwrap();
    plain[at + 7] = b'C';
    assert!(refusal(&plain).contains("checksum"), "one letter of the archive is wrong");
    assert!(refusal(zipped(&[("Documents/names.csv", districts)])).contains("holds no postcode file"));
}

#[test]
fn given_tables_bring_names_and_the_areas_that_no_row_names() {
    let rows = file(&[stockton("TS18 1AB"), row("M1 1AE", "", "E08000003", "E23000005", "E12000002", "E92000001")]);
    let welsh = "lad_code,name_en,name_cy\nE08000003,Manchester,Manceinion\n";
    let authorities = "LAD25CD,LAD25NM,CAUTH25CD,CAUTH25NM\nE08000003,Manchester,E47000001,Greater Manchester\n";
    let gazetteer = import(&rows, &[welsh, authorities]).unwrap().gazetteer;
    assert_eq!(gazetteer.name_cy(code("E08000003")), Some("Manceinion"));
    assert_eq!(areas(&gazetteer, "M1 1AE")[1], "E47000001");
    assert_eq!(gazetteer.name(code("E47000001")), Some("Greater Manchester"));
    assert_eq!(gazetteer.districts_in(code("E47000001")).len(), 1);
    let refused = import(&rows, &["police_uk_id,force\ncleveland,Cleveland\n"]).unwrap_err().to_string();
    assert!(refused.contains("holds no names of areas"), "{refused}");
}

#[test]
fn an_old_edition_with_replaced_codes_and_the_new_codes_are_one() {
    let rows = file(&[
        row("S1 1AA", "", "E08000019", "E23000011", "E12000003", "E92000001"),
        row("CA1 1AA", "", "E07000028", "E23000002", "E12000002", "E92000001"),
        row("CA13 0AA", "", "E07000026", "E23000002", "E12000002", "E92000001"),
    ]);
    let names = "LAD22CD,LAD22NM\nE08000019,Sheffield\nE07000028,Carlisle\nE07000026,Allerdale\n";
    let newer = "LAD25CD,LAD25NM,CAUTH25CD,CAUTH25NM\nE08000039,Sheffield,E47000002,South Yorkshire\n";
    let gazetteer = import(rows, &[names, newer]).unwrap().gazetteer;
    assert!(areas(&gazetteer, "S1 1AA").contains(&"E47000002".to_owned()), "a table of another year");
    assert_eq!(gazetteer.district_of_postcode("S1 1AA"), Some(code("E08000039")));
    assert_eq!(gazetteer.district("E08000019"), Some(code("E08000039")));
    assert_eq!(gazetteer.name(code("E08000039")), Some("Sheffield"));
    assert_eq!(areas(&gazetteer, "CA1 1AA"), areas(&gazetteer, "CA13 0AA"), "merged districts are one");
    assert_eq!(gazetteer.name(code("E06000063")), Some("Cumberland"));
    assert_eq!(gazetteer.districts().count(), 2);
}

#[test]
fn where_rows_disagree_most_decide_and_somebody_is_told() {
    let strange = stockton("TS18 1AD").replace("E23000013", "E23000007");
    let import = import(file(&[stockton("TS18 1AB"), stockton("TS18 1AC"), strange]), &[]).unwrap();
    assert!(areas(&import.gazetteer, "TS18 1AD").contains(&"E23000013".to_owned()));
    assert!(import.warnings.iter().any(|warning| warning.starts_with("1 rows put their district elsewhere")));
}

/// A file of open data from `tests/data/ons`, in the folder of the workspace: the one that holds `Cargo.lock`.
fn sample(name: &str) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().find(|folder| folder.join("Cargo.lock").is_file()).unwrap();
    root.join("tests/data/ons").join(name)
}

#[test]
fn samples_of_real_editions_are_taken_over() {
    let (nspl, onspd) = (sample("nspl_sample_2025_columns.csv"), sample("onspd_sample_pre2025_columns.csv"));
    let new = read(&nspl, &[]).unwrap().gazetteer;
    let old = read(&onspd, &[]).unwrap().gazetteer;
    assert_eq!(old.whereabouts("AB1 0AA"), Whereabouts::Elsewhere);
    assert_eq!(old.whereabouts("JE2 4WD"), Whereabouts::Elsewhere);
    assert_eq!(old.district_of_postcode("SE1 9ZZ"), Some(code("E09000028")), "it is terminated");
    let expected = std::fs::read_to_string(sample("postcode_mini_sample.csv")).unwrap();
    let mut compared = 0;
    for line in expected.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let source = if cells[7].starts_with("NSPL 2025") { &new } else { &old };
        let Some(district) = source.district_of_postcode(cells[0]) else { continue };
        let areas: Vec<&str> = source.areas_of(Some(district)).iter().map(AreaCode::as_str).collect();
        assert_eq!(areas, [cells[3], cells[4], cells[5], cells[6], "K04000001"], "{}", cells[0]);
        compared += 1;
    }
    assert_eq!(compared, 6);
    let header = read(&sample("nspl_aug2026_header.csv"), &[]).unwrap_err();
    assert!(matches!(header, ImportFault::Empty(_)), "its columns are known, it has no rows: {header}");
    let mini = read(&sample("postcode_mini_sample.csv"), &[]).unwrap_err();
    assert!(mini.to_string().contains("the district is missing (column oslaua or laua or lad25cd)"), "{mini}");
}

#[test]
fn every_district_of_england_and_wales_resolves_as_the_lookup_says() {
    let (lookup, welsh, upper) =
        (sample("lad_pfa_region_ew.csv"), sample("lad_names_welsh.csv"), sample("lad_upper_tier_ew.csv"));
    let mut reader = csv::Reader::from_path(&lookup).unwrap();
    let districts: Vec<Vec<String>> =
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
    let mut text = format!("{ONSPD}\r\n");
    let postcode = |number: usize| format!("ZZ{} {}AA", number / 10 + 1, number % 10);
    for (number, cells) in districts.iter().enumerate() {
        let region = if cells[5].is_empty() { "W99999999" } else { &cells[5] };
        // As an edition before April 2025 has it, where the code was another.
        let district = if cells[2].is_empty() { &cells[0] } else { &cells[2] };
        let _ = write!(text, "{}", row(&postcode(number), "", district, &cells[3], region, &cells[7]));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ONSPD.csv");
    std::fs::write(&path, text).unwrap();
    let Import { gazetteer, warnings, .. } = read(&path, &[lookup, welsh, upper]).unwrap();
    assert_eq!(districts.len(), 318);
    for (number, cells) in districts.iter().enumerate() {
        let found = gazetteer.district_of_postcode(&postcode(number).to_lowercase().replace(' ', "")).unwrap();
        assert_eq!((found.as_str(), gazetteer.name(found)), (cells[0].as_str(), Some(cells[1].as_str())));
        let areas = gazetteer.areas_of(Some(found));
        let at = |level: Level| areas.iter().filter(|area| area.level() == level).map(AreaCode::as_str).collect::<Vec<_>>();
        assert_eq!(at(Level::Force), [cells[3].as_str()]);
        assert_eq!(at(Level::Region), if cells[5].starts_with("E12") { vec![cells[5].as_str()] } else { vec![] });
        assert_eq!(at(Level::Country), [cells[7].as_str()]);
        assert_eq!(gazetteer.search(&cells[1], 1)[0].name, cells[1], "it is found by its name");
    }
    let count = |level: Level| gazetteer.areas().filter(|area| area.code.level() == level).count();
    assert_eq!((count(Level::Force), count(Level::Region), count(Level::Country)), (43, 9, 2));
    assert_eq!(gazetteer.districts_in(code("E10000008")).len(), 8, "Devon holds eight districts");
    assert_eq!(gazetteer.search("sir fynwy", 1)[0].name, "Monmouthshire");
    assert_eq!(warnings.len(), 1, "{warnings:?}");
}

proptest! {
    #[test]
    fn any_spelling_finds_the_same_district(spaces in proptest::collection::vec(0usize..3, 8), small in any::<u8>(), dash in any::<bool>()) {
        let gazetteer = import(file(&[stockton("TS18 1AB")]), &[]).unwrap().gazetteer;
        let mut text = String::new();
        for (place, letter) in "TS181AB".chars().enumerate() {
            text.push_str(if dash { "-" } else { " " }.repeat(spaces[place]).as_str());
            text.push(if small >> place & 1 == 1 { letter.to_ascii_lowercase() } else { letter });
        }
        text.push_str(&" ".repeat(spaces[7]));
        prop_assert_eq!(gazetteer.district_of_postcode(&text), Some(code("E06000004")), "{:?}", text);
    }

    #[test]
    fn no_bytes_make_the_import_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..200), with_header in any::<bool>()) {
        let content = if with_header { [ONSPD.as_bytes(), b"\n", &bytes].concat() } else { bytes };
        prop_assert!(import(content, &[]).is_err());
    }
}

#[test]
fn an_index_of_place_names_leads_from_towns_to_districts() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("IPN_GB_2024.csv");
    // The columns of the edition of 2024 that matter, and Latin-1 as older ones have it.
    let table = b"placeid,place23cd,placesort,place23nm,descnm,ctry23nm,lad23cd,lad23nm\n\
        1,IPN0000001,thornaby,Thornaby,LOC,England,E06000004,Stockton-on-Tees\n\
        2,IPN0000002,stjohns,St. John's,LOC,England,E06000004,Stockton-on-Tees\n\
        3,IPN0000003,newtown,Newtown,LOC,England,E06000004,Stockton-on-Tees\n\
        4,IPN0000004,newtown,Newtown,LOC,Wales,W06000015,Cardiff\n\
        5,IPN0000005,cafe,Caf\xe9,LOC,England,E06000004,Stockton-on-Tees\n\
        6,IPN0000006,ayr,Ayr,LOC,Scotland,S12000028,South Ayrshire\n";
    std::fs::write(&path, table).unwrap();
    let rows = [
        row("TS18 1AB", "", "E06000004", "E23000013", "E12000001", "E92000001"),
        row("CF10 1AA", "", "W06000015", "W15000003", "W99999999", "W92000004"),
    ];
    let postcodes = data.path().join("ONSPD.csv");
    std::fs::write(&postcodes, file(&rows)).unwrap();
    let Import { gazetteer, .. } = read(&postcodes, &[path]).unwrap();
    for (typed, district) in [
        ("Thornaby", "E06000004"),
        ("thornaby town centre", "E06000004"),
        ("Saint Johns", "E06000004"),
        ("cafe", "E06000004"),
        ("The Green, Thornaby", "E06000004"),
    ] {
        assert_eq!(gazetteer.districts_meant(typed).only(), Some(code(district)), "{typed}");
    }
    assert_eq!(gazetteer.districts_meant("Newtown").codes, [code("E06000004"), code("W06000015")], "which one is asked");
    assert!(gazetteer.districts_meant("Ayr").codes.is_empty());
}
