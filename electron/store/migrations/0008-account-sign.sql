-- The colour and the emoji by which the user tells an account from others, as JSON; none: as its provider's.

ALTER TABLE accounts ADD COLUMN sign TEXT;
