-- One table of what is due: the outbox and the reminders. A row is a job – a versioned text of ids – with its time. One text for both engines.

-- What is about a report has it in `report`, and in `referral` too when it is about one. What is done at most once has a matter and a step of it.
CREATE TABLE due (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    job TEXT NOT NULL,
    report UUID,
    referral UUID,
    matter TEXT,
    step TEXT,
    state TEXT NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    attempts BIGINT NOT NULL,
    fault TEXT,
    lease UUID,
    leased_until TIMESTAMPTZ,
    made_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ
);

-- An id as text is the one thing that the engines have no common words for. SQLite ends a comment at the first mark, PostgreSQL at the one that
-- belongs to its beginning: so SQLite reads what stands in the middle of the line, and PostgreSQL what stands at its end.
CREATE TABLE moving (
    id UUID PRIMARY KEY,
    report TEXT,
    referral TEXT,
    request TEXT
);
INSERT INTO moving (id, report, referral, request) SELECT id,
    /* /* */ lower(hex(report)), -- */ CAST(report AS TEXT),
    /* /* */ lower(hex(referral)), -- */ CAST(referral AS TEXT),
    /* /* */ lower(hex(request)) -- */ CAST(request AS TEXT)
    FROM outbox;

INSERT INTO due (id, kind, job, report, referral, state, due_at, attempts, fault, lease, leased_until, made_at, settled_at)
SELECT o.id, o.kind,
    '{"v":"1","job":"' || o.kind || '",' || CASE
        WHEN o.kind = 'one-time-code' THEN '"referral":"' || m.referral || '","request":"' || m.request || '"}'
        WHEN o.kind IN ('reroute', 'something-changed') THEN '"report":"' || m.report || '"}'
        ELSE '"referral":"' || m.referral || '"}'
    END,
    o.report, o.referral, o.state, o.due_at, o.attempts, o.fault, o.lease, o.leased_until, o.made_at, o.settled_at
FROM outbox o JOIN moving m ON m.id = o.id;

-- Letters about no report: what each was about stood in the texts of its columns.
INSERT INTO due (id, kind, job, matter, step, state, due_at, attempts, fault, lease, leased_until, made_at, settled_at)
SELECT id, 'urgent', '{"v":"1","job":"urgent","call":"' || substr(kind, 8) || '","day":"' || day || '"}', NULL, NULL,
    state, due_at, attempts, fault, lease, leased_until, made_at, settled_at
FROM reminder WHERE agreement = '' AND kind LIKE 'urgent-%'
UNION ALL
SELECT id, 'late', '{"v":"1","job":"late","call":"' || substr(kind, 6) || '","day":"' || day || '"}', NULL, NULL,
    state, due_at, attempts, fault, lease, leased_until, made_at, settled_at
FROM reminder WHERE agreement = '' AND kind LIKE 'late-%'
UNION ALL
SELECT id, 'morning-list', '{"v":"1","job":"morning-list","day":"' || day || '"}', 'morning-list', day,
    state, due_at, attempts, fault, lease, leased_until, made_at, settled_at
FROM reminder WHERE agreement = '' AND kind = 'open'
UNION ALL
SELECT id, 'record-head', '{"v":"1","job":"record-head","day":"' || day || '"}', 'record-head', day,
    state, due_at, attempts, fault, lease, leased_until, made_at, settled_at
FROM reminder WHERE agreement = '' AND kind = 'record-head'
UNION ALL
SELECT id, 'sign-in', '{"v":"1","job":"sign-in","request":"' || substr(agreement, 9) || '","letter":' || substr(kind, 14) || '}',
    agreement, substr(kind, 14),
    state, due_at, attempts, fault, lease, leased_until, made_at, settled_at
FROM reminder WHERE agreement LIKE 'sign-in:%'
UNION ALL
SELECT id, 'centre-asked', '{"v":"1","job":"centre-asked","centre":"' || substr(agreement, 8) || '","round":' || CAST(version AS TEXT)
        || ',"letter":' || substr(kind, length('centre-' || CAST(version AS TEXT) || '-') + 1) || ',"day":"' || day || '"}',
    agreement || ':' || CAST(version AS TEXT), substr(kind, length('centre-' || CAST(version AS TEXT) || '-') + 1) || ':' || day,
    state, due_at, attempts, fault, lease, leased_until, made_at, settled_at
FROM reminder WHERE agreement LIKE 'centre:%'
UNION ALL
SELECT id, 'agreement-ends', '{"v":"1","job":"agreement-ends","agreement":"' || agreement || '","version":' || CAST(version AS TEXT)
        || ',"ending":"' || kind || '","day":"' || day || '","to":"' || recipient || '"}',
    'agreement:' || agreement, kind || ':' || day || ':' || recipient,
    state, due_at, attempts, fault, lease, leased_until, made_at, settled_at
FROM reminder WHERE agreement <> '' AND agreement NOT LIKE 'sign-in:%' AND agreement NOT LIKE 'centre:%';

DROP TABLE moving;
DROP TABLE outbox;
DROP TABLE reminder;

-- What is due is claimed from two ranges: what is about reports, and what is about none.
CREATE INDEX due_of_reports ON due (due_at) WHERE state = 'waiting' AND report IS NOT NULL;
CREATE INDEX due_of_none ON due (due_at) WHERE state = 'waiting' AND report IS NULL;
CREATE INDEX due_by_report ON due (report) WHERE report IS NOT NULL;
CREATE INDEX due_by_kind ON due (kind, due_at) WHERE report IS NULL;
CREATE UNIQUE INDEX due_once ON due (matter, step) WHERE matter IS NOT NULL;

ALTER TABLE letter RENAME COLUMN outbox TO due;
