-- The desk: people who look after reports, what waits for them, and what they may not lose. One text for both engines.

-- Names, addresses, passwords and second factors are sealed under the desk key; an account is found by a mark of its address that only
-- the desk key makes. An epoch ends every session and invitation of an earlier one.
CREATE TABLE staff (
    id UUID PRIMARY KEY,
    mark BYTEA NOT NULL UNIQUE,
    centre TEXT NOT NULL,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    last_at TIMESTAMPTZ
);
CREATE INDEX staff_by_centre ON staff (centre, id);

-- What needs a person. `duty` comes before everything else; it does not say why.
CREATE TABLE task (
    id UUID PRIMARY KEY,
    report UUID NOT NULL,
    kind TEXT NOT NULL,
    duty BOOLEAN NOT NULL,
    centre TEXT NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    done_at TIMESTAMPTZ,
    done_by UUID
);
CREATE INDEX task_open ON task (duty, id) WHERE done_at IS NULL;
CREATE INDEX task_by_report ON task (report);

-- Whose case a report is.
CREATE TABLE assignment (
    report UUID NOT NULL,
    staff UUID NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (report, staff)
);
CREATE INDEX assignment_by_staff ON assignment (staff, report);

CREATE INDEX report_by_centre ON report (centre, id) WHERE centre IS NOT NULL;
