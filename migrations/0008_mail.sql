-- What comes back: letters of ours that left, mail that came in, and referrals nobody acknowledged in time. One text for both engines.

-- Letters that left, by the mark in their Message-ID, so that a bounce finds what it is about. Ids and times alone; gone after 30 days.
CREATE TABLE letter (
    message BYTEA PRIMARY KEY,
    outbox UUID NOT NULL,
    kind TEXT NOT NULL,
    report UUID NOT NULL,
    referral UUID,
    sent_at TIMESTAMPTZ NOT NULL,
    bounced_at TIMESTAMPTZ
);
CREATE INDEX letter_by_report ON letter (report);
CREATE INDEX letter_by_time ON letter (sent_at);

-- Files of the Maildir that were dealt with, by a mark of their name that only the desk key makes: a file that could not be removed is
-- not taken in twice.
CREATE TABLE incoming (
    mark BYTEA PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX incoming_by_time ON incoming (at);

-- Letters that nobody recognised, sealed under the desk key: who wrote and the subject, the whole, and what became of it. One that was
-- linked to a report goes with it.
CREATE TABLE unknown_mail (
    id UUID PRIMARY KEY,
    came_at TIMESTAMPTZ NOT NULL,
    head BYTEA NOT NULL,
    whole BYTEA NOT NULL,
    note BYTEA,
    report UUID,
    done_at TIMESTAMPTZ
);
CREATE INDEX unknown_mail_open ON unknown_mail (id) WHERE done_at IS NULL;
CREATE INDEX unknown_mail_done ON unknown_mail (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX unknown_mail_by_report ON unknown_mail (report) WHERE report IS NOT NULL;

-- That nobody acknowledged a referral in time is said once.
ALTER TABLE referral ADD COLUMN overdue_at TIMESTAMPTZ;
CREATE INDEX referral_overdue ON referral (due_at) WHERE state = 'sent' AND overdue_at IS NULL;
