//! A sample of every page, with hostile and unwieldy text, for the tests and for looking at.

mod common;
mod desk_samples;
mod families_test;
mod find_samples;
mod form_samples;
mod guidance_samples;
mod mail_samples;
mod reading_grade;
mod samples;
mod tests;
