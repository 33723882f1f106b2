-- One text for both engines. SQLite takes the type names as they are; ids are 16 bytes, times are UTC to the microsecond.
-- Readable columns are ids, times, states, channel, centre, district, agency and agreement, and the codes an organisation answers with.

-- Rows of a report are written in its transaction and destroyed by its id, in one place each: they carry no foreign key to it, which would
-- cost a check a row on the way of every submission.

-- Which keys this database was sealed with. Version 0 is the pepper. A wrap for the service needs its key here, so that nothing is sealed to a key that
-- was retired, and no key is retired that something needs.
CREATE TABLE service_key (
    version BIGINT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    first_seen TIMESTAMPTZ NOT NULL
);

CREATE TABLE report (
    id UUID PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    lookup BYTEA UNIQUE,
    channel TEXT NOT NULL,
    centre TEXT,
    district TEXT,
    state TEXT NOT NULL,
    held BOOLEAN NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    erase_at TIMESTAMPTZ
);
CREATE INDEX report_by_erasure ON report (erase_at) WHERE erase_at IS NOT NULL;

CREATE TABLE wrap (
    report UUID NOT NULL,
    holder TEXT NOT NULL,
    key_version BIGINT REFERENCES service_key (version),
    sealed BYTEA NOT NULL,
    PRIMARY KEY (report, holder)
);
CREATE INDEX wrap_by_key ON wrap (holder, key_version);

CREATE TABLE item (
    report UUID NOT NULL,
    section TEXT NOT NULL,
    number BIGINT NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (report, section, number)
);

CREATE TABLE agreement_version (
    agreement TEXT NOT NULL,
    version BIGINT NOT NULL,
    agency TEXT NOT NULL,
    content TEXT NOT NULL,
    stored_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agreement, version)
);

CREATE TABLE agreement_load (
    agreement TEXT PRIMARY KEY,
    open BIGINT NOT NULL
);

CREATE TABLE referral (
    id UUID PRIMARY KEY,
    report UUID NOT NULL,
    agency TEXT NOT NULL,
    agreement TEXT NOT NULL,
    agreement_version BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    state TEXT NOT NULL,
    link_epoch BIGINT NOT NULL,
    queued_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ,
    due_at TIMESTAMPTZ,
    acknowledged_at TIMESTAMPTZ,
    accepted_at TIMESTAMPTZ,
    settled_at TIMESTAMPTZ,
    answer_code TEXT
);
CREATE INDEX referral_by_report ON referral (report);
CREATE INDEX referral_open ON referral (agreement, state);

CREATE TABLE unplaced (
    report UUID NOT NULL,
    number BIGINT NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (report, number)
);
CREATE INDEX unplaced_by_time ON unplaced (since);

CREATE TABLE outbox (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    report UUID NOT NULL,
    referral UUID,
    request UUID,
    state TEXT NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    attempts BIGINT NOT NULL,
    fault TEXT,
    lease UUID,
    leased_until TIMESTAMPTZ,
    made_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'waiting';
CREATE INDEX outbox_by_report ON outbox (report);

CREATE TABLE audit (
    id UUID PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    report UUID,
    subject UUID
);
CREATE INDEX audit_by_report ON audit (report);

CREATE TABLE code_request (
    id UUID PRIMARY KEY,
    referral UUID NOT NULL,
    reader BYTEA NOT NULL,
    name TEXT NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL,
    good_until TIMESTAMPTZ NOT NULL,
    tries BIGINT NOT NULL,
    used_at TIMESTAMPTZ
);
CREATE INDEX code_request_by_referral ON code_request (referral);

CREATE TABLE session (
    id BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX session_by_expiry ON session (expires_at);

CREATE TABLE idempotency (
    id BYTEA PRIMARY KEY,
    report UUID NOT NULL,
    sealed BYTEA NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);
CREATE INDEX idempotency_by_report ON idempotency (report);
