-- Centres: what changes about them from day to day, and the keys of their own systems. One text for both engines.

-- When somebody at the centre last said that what the public reads of it is right. The epoch is part of its code for telling with help:
-- a new epoch ends the code before.
CREATE TABLE centre_state (
    centre TEXT PRIMARY KEY,
    epoch BIGINT NOT NULL,
    confirmed_at TIMESTAMPTZ
);

-- A key is kept as a keyed digest alone; what it is called is sealed under the desk key.
CREATE TABLE api_key (
    id UUID PRIMARY KEY,
    centre TEXT NOT NULL,
    digest BYTEA NOT NULL UNIQUE,
    sealed BYTEA NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ
);
CREATE INDEX api_key_by_centre ON api_key (centre, id);
