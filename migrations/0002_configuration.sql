-- What processes that share a database tell each other of the configuration, and what is said about agreements before they end.

-- The texts of a configuration that a process took in while it ran: the others follow the newest. No secret is among them. Who can write to the
-- database must not choose who gets reports: a row counts only with the mark of a process that has the same keys.
CREATE TABLE configuration (
    id UUID PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    digest TEXT NOT NULL,
    content TEXT NOT NULL,
    mark BYTEA NOT NULL,
    desk_mark BYTEA
);
CREATE INDEX configuration_by_time ON configuration (at);

-- A letter about an agreement, with no report: planned once for each day that is near, sent as the outbox is.
CREATE TABLE reminder (
    id UUID PRIMARY KEY,
    agreement TEXT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    recipient TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    attempts BIGINT NOT NULL,
    fault TEXT,
    lease UUID,
    leased_until TIMESTAMPTZ,
    made_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ,
    UNIQUE (agreement, kind, day, recipient)
);
CREATE INDEX reminder_due ON reminder (due_at) WHERE state = 'waiting';
