-- Since when a centre is off the public list, because the coordinator took it off; nothing while it is on it. One text for both engines.

ALTER TABLE centre_state ADD COLUMN off_at TIMESTAMPTZ;
