-- When somebody first opened a report after something urgent about it came up, and when the deputy was called because nobody had.
-- One text for both engines.

ALTER TABLE task ADD COLUMN seen_at TIMESTAMPTZ;
ALTER TABLE task ADD COLUMN deputy_at TIMESTAMPTZ;
CREATE INDEX task_unseen ON task (due_at) WHERE duty AND seen_at IS NULL AND deputy_at IS NULL AND done_at IS NULL;
