-- Finding reports: short blind marks, when a report was marked, and when its reporter was given a new receipt. One text for both engines.

-- A mark is 20 bits (3 bytes, the last 4 bits zero) of an HMAC under the desk key over a number, an address, a name or a place: many share each,
-- so that a mark identifies nobody by itself. Whatever it leads to is opened and compared.
CREATE TABLE mark (
    mark BYTEA NOT NULL,
    report UUID NOT NULL,
    PRIMARY KEY (mark, report)
);
CREATE INDEX mark_by_report ON mark (report);

-- Hosts that take reports in have no desk key: a round elsewhere marks what is not marked yet.
ALTER TABLE report ADD COLUMN marked_at TIMESTAMPTZ;
CREATE INDEX report_unmarked ON report (id) WHERE marked_at IS NULL AND state = 'open';

ALTER TABLE report ADD COLUMN renewed_at TIMESTAMPTZ;
