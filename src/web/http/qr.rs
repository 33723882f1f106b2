//! An address as a QR code, drawn as one path: a phone reads it from a wall.

use fast_qr::{ECL, QRBuilder};

/// The white border that a reader needs, in modules.
const QUIET: usize = 4;

/// A QR code, ready to stand in a page.
pub(crate) struct Qr {
    /// Where its modules lie, the white border too: four numbers, as `viewBox` takes them.
    pub view: String,
    /// Its dark modules, as `d` of a path takes them.
    pub path: String,
}

impl Qr {
    /// The code of a text. A quarter of it may be torn or dirty. Nothing for what is too long for a code.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let code = QRBuilder::new(text).ecl(ECL::Q).build().ok()?;
        let mut path = String::new();
        for y in 0..code.size {
            let mut x = 0;
            while x < code.size {
                let run = (x..code.size).take_while(|x| code[y][*x].value()).count();
                if run > 0 {
                    path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
                }
                x += run.max(1);
            }
        }
        let whole = code.size + 2 * QUIET;
        Some(Self { view: format!("0 0 {whole} {whole}"), path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader of QR codes makes of the drawing.
    fn read(qr: &Qr) -> String {
        const SCALE: usize = 4;
        let whole: usize = qr.view.rsplit(' ').next().unwrap().parse().unwrap();
        let mut dark = vec![vec![false; whole]; whole];
        for run in qr.path.split('M').skip(1) {
            let (place, length) = run.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = length.split('v').next().unwrap().parse().unwrap();
            dark[y][x..x + length].fill(true);
        }
        let shade = |x: usize, y: usize| if dark[y / SCALE][x / SCALE] { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(whole * SCALE, whole * SCALE, shade);
        image.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn a_reader_finds_the_address_that_was_drawn() {
        let long = format!("https://{}.example/with/abcdefghjk", "a-long-name-of-a-partnership".repeat(3));
        for address in ["https://waymark.example", "https://waymark.example/with/k7m2pq", long.as_str()] {
            assert_eq!(read(&Qr::of(address).unwrap()), address);
        }
        assert!(Qr::of(&"x".repeat(5000)).is_none());
    }
}
