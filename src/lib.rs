//! Waymark takes a report of hate and walks it to help. The rooms of the house, top floor first, are in `docs/architecture.md`.

pub mod app;
pub mod commands;
pub mod journeys;
pub mod letters;
pub mod post;
pub mod rounds;
pub mod storage;
pub mod web;
