//! What importing the country takes on this machine, and looking a postcode up afterwards (`benches/run`).
//!
//! The file is made up, in the format and size of the real one. Like the other measurements it prints figures and never judges.
#![expect(
    clippy::expect_used,
    clippy::cast_precision_loss,
    reason = "a measurement that cannot go on has failed; figures are rounded"
)]

use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use chrono::DateTime;
use waymark_core::places::Gazetteer;
use waymark_core::places::import::Import;

/// Rows of a whole edition.
const ROWS: usize = 2_700_000;
/// First halves, such as TS18.
const OUTWARD: usize = 3_000;
const DISTRICTS: usize = 318;
/// Letters that second halves are made of.
const INWARD: &[u8; 20] = b"ABDEFGHJLNPQRSTUWXYZ";
const LOOKUPS: usize = 2_000_000;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, file, data] = &arguments[..]
        && word == "--import"
    {
        return import(Path::new(file), Path::new(data));
    }
    // `cargo test --all-targets` starts benchmarks too, without this word.
    if !arguments.iter().any(|word| word == "--bench") {
        println!("measures only when `cargo bench` asks for it");
        return;
    }
    let folder = tempfile::TempDir::with_prefix("waymark-bench-").expect("a temporary folder can be made");
    let csv = folder.path().join("ONSPD_UK.csv");
    write_rows(&mut BufWriter::new(File::create(&csv).expect("a file")));
    let zip = zipped(folder.path(), &csv);
    println!("Importing {ROWS} postcodes, the CSV with {:.0} MB", megabytes(&csv));
    for file in [&csv, &zip] {
        let data = folder.path().join("data");
        let own = std::env::current_exe().expect("this program has a path");
        let output = Command::new(own).arg("--import").args([file, &data]).output().expect("the import runs");
        print!("{}", String::from_utf8_lossy(&output.stdout));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    look_up(&folder.path().join("data"));
}

/// Imports in a process of its own, whose memory is nothing but the import's.
fn import(file: &Path, data: &Path) {
    let started = Instant::now();
    let import = Import::read(file, &[], &Gazetteer::default(), DateTime::UNIX_EPOCH, &mut |_| {}).expect("the file is sound");
    let path = import.keep(data).expect("the index is written");
    let seconds = started.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok());
    let name = file.extension().unwrap_or_default().to_string_lossy();
    println!(
        "  {name}: {seconds:.1} s, at most {:.0} MB of memory, index {:.1} MB",
        most.unwrap_or_default() / 1e3,
        megabytes(&path)
    );
}

fn look_up(data: &Path) {
    let started = Instant::now();
    let gazetteer = Gazetteer::imported_or(Gazetteer::default(), data).expect("the index is sound");
    println!(
        "  read at a start in {:.0} ms, {:.1} MB in memory",
        started.elapsed().as_secs_f64() * 1e3,
        gazetteer.postcode_bytes() as f64 / 1e6
    );
    let mut seed = 1_u64;
    let asked: Vec<String> = (0..LOOKUPS)
        .map(|_| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            postcode(usize::try_from(seed >> 33).expect("a small number") % ROWS)
        })
        .collect();
    let started = Instant::now();
    let found = asked.iter().filter(|text| black_box(gazetteer.district_of_postcode(text)).is_some()).count();
    let each = started.elapsed().as_secs_f64() / LOOKUPS as f64;
    assert_eq!(found, LOOKUPS, "every postcode of the file is known");
    println!("  a postcode looked up in {:.0} ns, {:.1} million a second", each * 1e9, 1e-6 / each);
    let started = Instant::now();
    for _ in 0..1_000 {
        black_box(gazetteer.search(black_box("distrcit 17"), 10));
    }
    println!("  an area found by a name with a slip in {:.0} µs", started.elapsed().as_secs_f64() * 1e3);
}

fn megabytes(path: &Path) -> f64 {
    std::fs::metadata(path).map_or(0.0, |data| data.len() as f64 / 1e6)
}

/// The postcode of a row: rows are in order.
fn postcode(row: usize) -> String {
    let each = ROWS / OUTWARD;
    let (outward, inward) = (row / each, row % each);
    let area = outward / 25;
    let letter = |number: usize| char::from(INWARD[number % INWARD.len()]);
    // Scattered over what there can be, as real ones are, and still in order.
    let inward = inward * 4_000 / each + usize::try_from(mixed(row) % 4).expect("a small number");
    let (sector, unit) = (inward / 400, inward % 400);
    format!("{}{}{} {sector}{}{}", letter(area / 20), letter(area), outward % 25 + 1, letter(unit / 20), letter(unit))
}

/// A number that looks like chance and is the same for the same row every time.
fn mixed(row: usize) -> u64 {
    let mut bits = (row as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits ^ (bits >> 31)
}

/// Rows of the ONS Postcode Directory as it was until 2025, the widest format.
fn write_rows(out: &mut impl Write) {
    const HEADER: &str = "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,ctry,rgn,streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,npark,lsoa01,msoa01,ur01ind,oac01,oa11,lsoa11,msoa11,wz11,sicbl,bua11,buasd11,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21";
    writeln!(out, "{HEADER}\r").expect("the header is written");
    for row in 0..ROWS {
        let pcds = postcode(row);
        let (outward, inward) = pcds.split_once(' ').expect("two halves");
        // One in twelve lies over the border of its outward code's district.
        let scattered = usize::try_from(mixed(row) >> 8).expect("a 64-bit machine");
        let district = (row * DISTRICTS / ROWS + usize::from(scattered.is_multiple_of(12))) % DISTRICTS;
        let force = district * 43 / DISTRICTS;
        let region = force * 9 / 43 + 1;
        let end = if scattered.is_multiple_of(3) { "200912" } else { "" };
        writeln!(
            out,
            "\"{outward:<4}{inward}\",\"{outward:<4} {inward}\",\"{pcds}\",\"198001\",\"{end}\",\"E99999999\",\"E99999999\",\"E06{district:06}\",\"E05{ward:06}\",\"E43000157\",\"0\",\"{east:06}\",\"0{north:06}\",\"1\",\"E18000002\",\"E40000010\",\"E92000001\",\"E12{region:06}\",\"8\",\"E14{ward:06}\",\"E15000002\",\"E24000024\",\"E30000239\",\"E16000149\",\"E08000003\",\"00BNGP\",\"E00{oa:06}\",\"00BNFG\",\"E65000001\",\"E01{oa:06}\",\"E02{ward:06}\",\"5\",\"5B1\",\"E00{oa:06}\",\"E01{oa:06}\",\"E02{ward:06}\",\"E33{ward:06}\",\"E38000217\",\"E63001295\",\"E35000486\",\"A1\",\"4A3\",53.{north:06},-2.{east:06},\"E37000015\",\"\",\"E23{force:06}\",{ward},\"E56000032\",\"E54000057\",\"E00{oa:06}\",\"E01{oa:06}\",\"E02{ward:06}\"\r",
            ward = row / 340,
            oa = row / 15,
            east = scattered % 1_000_000,
            north = scattered / 7 % 1_000_000,
        )
        .expect("a row is written");
    }
    out.flush().expect("the rows are written");
}

fn zipped(folder: &Path, csv: &Path) -> PathBuf {
    let path = folder.join("ONSPD_UK.zip");
    let mut archive = zip::ZipWriter::new(BufWriter::new(File::create(&path).expect("a file")));
    let quick = zip::write::SimpleFileOptions::default().compression_level(Some(1)).large_file(true);
    archive.start_file("Data/ONSPD_UK.csv", quick).expect("a part begins");
    std::io::copy(&mut File::open(csv).expect("the CSV"), &mut archive).expect("the rows are packed");
    archive.finish().expect("the archive ends").flush().expect("the archive is written");
    path
}
