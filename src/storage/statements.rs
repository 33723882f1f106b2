//! Every SQL statement of the house by name, so that a test can prepare each on both engines (prepared statements).

use crate::storage::case::{inbox, legal_hold, list, load, mark, referral, reopen, report, tally, task, undelivered, waiting};
use crate::storage::due::{due, incoming, letter};
use crate::storage::partnership::{agreement, asking, centre, configuration, key};
use crate::storage::people::{code, session, sign_in, staff};
use crate::storage::record::{audit, chain};

/// Every statement of the house, with its name.
#[must_use]
pub fn every_statement() -> Vec<(&'static str, &'static str)> {
    [
        reopen::STATEMENTS,
        agreement::STATEMENTS,
        asking::STATEMENTS,
        audit::STATEMENTS,
        centre::STATEMENTS,
        chain::STATEMENTS,
        code::STATEMENTS,
        configuration::STATEMENTS,
        incoming::STATEMENTS,
        inbox::STATEMENTS,
        legal_hold::STATEMENTS,
        key::STATEMENTS,
        mark::STATEMENTS,
        letter::STATEMENTS,
        due::STATEMENTS,
        referral::STATEMENTS,
        report::STATEMENTS,
        session::STATEMENTS,
        list::STATEMENTS,
        sign_in::STATEMENTS,
        staff::STATEMENTS,
        load::STATEMENTS,
        undelivered::STATEMENTS,
        tally::STATEMENTS,
        task::STATEMENTS,
        waiting::STATEMENTS,
    ]
    .concat()
}
