//! Disclosure control: small counts are not shown, everything else is rounded, and no count that is not shown can be worked out from what
//! is. Pure.

/// The smallest count that is shown.
const SMALLEST: u64 = 5;

/// A count as it may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Nothing.
    Zero,
    /// One to four.
    Few,
    /// Rounded to five.
    Rounded(u64),
    /// Not shown, so that another cannot be worked out.
    Withheld,
}

impl Shown {
    fn of(count: u64) -> Self {
        match count {
            0 => Self::Zero,
            1..SMALLEST => Self::Few,
            more => Self::Rounded((more + 2) / 5 * 5),
        }
    }

    /// What a reader knows of the count: the least and the most it can be.
    #[must_use]
    pub fn range(self) -> (u64, u64) {
        match self {
            Self::Zero => (0, 0),
            Self::Few => (1, SMALLEST - 1),
            Self::Rounded(shown) => ((shown - 2).max(SMALLEST), shown + 2),
            Self::Withheld => (1, u64::from(u32::MAX)),
        }
    }

    /// As it is written.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Zero => "0".to_owned(),
            Self::Few => "<5".to_owned(),
            Self::Rounded(shown) => shown.to_string(),
            Self::Withheld => "withheld".to_owned(),
        }
    }
}

/// Counts of the same people by one thing.
#[derive(Debug, Clone)]
pub struct Table {
    /// The counts.
    pub counts: Vec<u64>,
    /// Whether one can be counted several times, as with strands.
    pub several: bool,
}

/// What may be published of tables that count the same people.
#[must_use]
pub fn protect(tables: &[Table]) -> Vec<Vec<Shown>> {
    let mut shown: Vec<Vec<Shown>> =
        tables.iter().map(|table| table.counts.iter().map(|count| Shown::of(*count)).collect()).collect();
    while !is_safe(tables, &shown) {
        // The smallest count that is shown goes next; when none is left, nothing can be told from nothing.
        let rest = shown
            .iter()
            .enumerate()
            .flat_map(|(table, cells)| cells.iter().enumerate().map(move |(cell, one)| (*one, table, cell)));
        let smallest = rest.filter_map(|(one, table, cell)| match one {
            Shown::Rounded(count) => Some((count, table, cell)),
            _ => None,
        });
        match smallest.min() {
            Some((_, table, cell)) => shown[table][cell] = Shown::Withheld,
            None => {
                for cell in shown.iter_mut().flatten().filter(|cell| **cell == Shown::Few) {
                    *cell = Shown::Withheld;
                }
            }
        }
    }
    shown
}

/// Whether each count of one to four could still be any of them, for whoever knows that all tables count the same people.
fn is_safe(tables: &[Table], shown: &[Vec<Shown>]) -> bool {
    let few = shown.iter().enumerate().flat_map(|(table, cells)| {
        cells.iter().enumerate().filter(|(_, one)| **one == Shown::Few).map(move |(cell, _)| (table, cell))
    });
    few.into_iter().all(|(table, cell)| (1..SMALLEST).all(|count| could_be(tables, shown, table, cell, count)))
}

/// Whether this count is possible: whether there is a number of people that all tables can have in all.
fn could_be(tables: &[Table], shown: &[Vec<Shown>], of: usize, cell: usize, count: u64) -> bool {
    let (mut least, mut most) = (0, u64::MAX);
    for (place, (table, cells)) in tables.iter().zip(shown).enumerate() {
        let ranges = cells.iter().enumerate().map(|(other, one)| {
            match one {
                _ if (place, other) == (of, cell) => (count, count),
                // Small ones are withheld last: whoever knows that knows that it is none while another small one is shown as such.
                Shown::Withheld => (SMALLEST, one.range().1),
                one => one.range(),
            }
        });
        let (mut low, mut high, mut largest) = (0, 0, 0);
        for (a, b) in ranges {
            (low, high, largest) = (low + a, high + b, largest.max(a));
        }
        least = least.max(if table.several { largest } else { low });
        most = most.min(high);
    }
    least <= most
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(counts: &[u64]) -> Table {
        Table { counts: counts.to_vec(), several: false }
    }

    #[test]
    fn what_one_table_tells_of_another_is_withheld() {
        // Seven people in all, and seven districts with some: each would have exactly one.
        let shown = protect(&[table(&[7]), table(&[1; 7])]);
        assert_eq!(shown[0], [Shown::Withheld]);
        assert_eq!(shown[1], [Shown::Few; 7]);
    }

    #[test]
    fn a_table_alone_is_rounded_and_its_small_counts_are_not_shown() {
        let shown = protect(&[table(&[0, 1, 4, 5, 7, 8, 113])]);
        let text: Vec<String> = shown[0].iter().map(|one| one.text()).collect();
        assert_eq!(text, ["0", "<5", "<5", "5", "5", "10", "115"]);
    }

    proptest! {
        #[test]
        fn no_small_count_can_be_worked_out(people in proptest::collection::vec((0..3_usize, 0..6_usize, 0..4_usize, 0..5_usize), 0..60)) {
            let mut tables = [table(&[0; 3]), table(&[0; 6]), Table { counts: vec![0; 5], several: true }];
            for (month, district, one, other) in people {
                tables[0].counts[month] += 1;
                tables[1].counts[district] += 1;
                tables[2].counts[one] += 1;
                if one != other {
                    tables[2].counts[other] += 1;
                }
            }
            let shown = protect(&tables);
            for (table, cells) in tables.iter().zip(&shown) {
                for (count, one) in table.counts.iter().zip(cells) {
                    let (least, most) = one.range();
                    prop_assert!(least <= *count && *count <= most, "{count} is shown as {one:?}");
                    prop_assert!(*count >= SMALLEST || *count == 0 || matches!(one, Shown::Few | Shown::Withheld));
                }
            }
            // Whoever knows all that is shown, and that every table counts the same people, can rule out none of one to four.
            let sums = |cells: &[Shown], but: usize| cells.iter().enumerate().filter(|(cell, _)| *cell != but).map(|(_, one)| one.range()).fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
            for here in 0..2 {
                let there = sums(&shown[1 - here], usize::MAX);
                for (cell, _) in shown[here].iter().enumerate().filter(|(_, one)| **one == Shown::Few) {
                    let rest = sums(&shown[here], cell);
                    for count in 1..SMALLEST {
                        prop_assert!(rest.0 + count <= there.1 && there.0 <= rest.1 + count);
                    }
                }
            }
        }
    }
}
