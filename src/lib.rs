//! Waymark takes a report of hate and walks it to help. The rooms of the house, top floor first, are in `docs/architecture.md`.

pub mod app;
pub mod clock;
pub mod commands;
pub mod config;
pub mod handling;
pub mod journeys;
pub mod letters;
pub mod places;
pub mod post;
pub mod referral;
pub mod report;
pub mod rounds;
pub mod routing;
pub mod staff;
pub mod storage;
pub mod vault;
pub mod vocabulary;
pub mod web;
pub mod words;
