-- Until when somebody should have looked at a task. One text for both engines.

ALTER TABLE task ADD COLUMN due_at TIMESTAMPTZ;
