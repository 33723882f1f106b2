-- Why something was done, as a code that is sealed under the desk key: the ground of passing on without permission, a role, the sections that were shown.
-- A line that has it is chained with it; links of lines without it stay what they were. One text for both engines.

ALTER TABLE audit ADD COLUMN about BYTEA;
