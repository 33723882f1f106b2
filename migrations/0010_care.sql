-- The desk's list as a day's work: one entry a report, found by walking indexes alone, and actions that somebody owns. One text for both
-- engines.

-- Whose an action is.
ALTER TABLE task ADD COLUMN owner UUID;

-- Everything has a time by which somebody should have looked at it. What waited before times were kept is to be looked at now.
UPDATE task SET due_at = since WHERE due_at IS NULL;

-- Which task of a report comes first.
CREATE INDEX task_first ON task (report, duty DESC, id) WHERE done_at IS NULL;
CREATE INDEX task_open_of_centre ON task (centre, duty, id) WHERE done_at IS NULL;
CREATE INDEX task_open_of_kind ON task (kind, duty, id) WHERE done_at IS NULL;
CREATE INDEX task_open_by_time ON task (due_at) WHERE done_at IS NULL;
CREATE INDEX task_of_owner ON task (owner, report) WHERE done_at IS NULL AND owner IS NOT NULL;

-- Organisations that are late to answer.
CREATE INDEX referral_late ON referral (due_at) WHERE state = 'sent';
