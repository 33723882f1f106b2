-- What somebody on duty was not told of yet is looked for in every turn. It is found by a value, so that SQLite, which knows nothing of how
-- few these rows are, does not go through everything that is open instead.
DROP INDEX task_untold;
CREATE INDEX task_untold ON task (told_at, id) WHERE duty AND done_at IS NULL;
