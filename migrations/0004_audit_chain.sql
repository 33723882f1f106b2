-- The record of who did what, chained: whoever changes, moves or removes a line that was chained is found out. And whom the desk has called.
-- One text for both engines.

-- One link for each line of the record that was committed. The mac is made with the desk key, of the link before, of this link's place and time, and of
-- every column of the line. A line that is committed late is simply chained later: position is the order.
CREATE TABLE audit_chain (
    position BIGINT PRIMARY KEY,
    audit UUID NOT NULL UNIQUE,
    mac BYTEA NOT NULL,
    chained_at TIMESTAMPTZ NOT NULL
);

-- Which of several processes chains and checks, until when.
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder UUID,
    held_until TIMESTAMPTZ
);
INSERT INTO lease (name) VALUES ('audit-chain');

-- Each time the whole chain was walked: where it ended then, and the first fault, if there was one.
CREATE TABLE audit_check (
    id UUID PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    links BIGINT NOT NULL,
    head BYTEA,
    fault TEXT,
    fault_position BIGINT
);
CREATE INDEX audit_check_by_time ON audit_check (at);

CREATE INDEX audit_by_time ON audit (at, id);

-- When somebody was called to the desk for it: what is urgent is told once, at once.
ALTER TABLE task ADD COLUMN told_at TIMESTAMPTZ;
CREATE INDEX task_untold ON task (id) WHERE duty AND told_at IS NULL AND done_at IS NULL;
