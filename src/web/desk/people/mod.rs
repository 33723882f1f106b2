//! Pages of the desk for the people of a centre or of the service: inviting, changing and ending accounts.

pub(crate) mod people;
