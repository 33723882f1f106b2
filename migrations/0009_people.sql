-- People and centres: letters that ask a centre whether its entry is still right, invitations that end, and codes for signing in that come
-- by e-mail. One text for both engines.

-- Since when a centre is asked, in which round, and a mark of the address. The link in its letters is made of the round and stored nowhere;
-- the letters themselves are reminders with the number of the round as their version.
CREATE TABLE centre_asking (
    centre TEXT PRIMARY KEY,
    round BIGINT NOT NULL,
    asked_on TEXT NOT NULL,
    asked_with BYTEA NOT NULL,
    answered_at TIMESTAMPTZ
);

-- What a centre says is wrong with its entry, sealed under the desk key until somebody has put it right.
CREATE TABLE centre_word (
    id UUID PRIMARY KEY,
    centre TEXT NOT NULL,
    said_at TIMESTAMPTZ NOT NULL,
    sealed BYTEA NOT NULL
);

-- When the invitation that counts was made; before this column it was made with the account.
ALTER TABLE staff ADD COLUMN invited_at TIMESTAMPTZ;

-- Somebody asked for a code to sign in with. The code is derived of the id. Without an account the row is one like any other, and its
-- letter goes nowhere.
CREATE TABLE sign_in_code (
    id UUID PRIMARY KEY,
    staff UUID,
    asked_at TIMESTAMPTZ NOT NULL,
    good_until TIMESTAMPTZ NOT NULL,
    letters BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    used_at TIMESTAMPTZ
);
CREATE INDEX sign_in_code_by_staff ON sign_in_code (staff, asked_at);
