-- Who changed what in the configuration (row D4). Holds markers where secrets are.
CREATE TABLE audit (
  id          INTEGER PRIMARY KEY,
  at_ms       INTEGER NOT NULL,
  actor       TEXT    NOT NULL,  -- name of the token, or of the door
  action      INTEGER NOT NULL,  -- 0 created, 1 changed, 2 deleted
  kind        INTEGER NOT NULL,  -- what was changed; codes in audit.rs
  object_id   TEXT    NOT NULL,
  object_name TEXT    NOT NULL,  -- as it was called then
  before      TEXT,              -- JSON; nothing for what was created
  after       TEXT,              -- JSON; nothing for what was deleted
  CONSTRAINT audit_action_is_known CHECK (action BETWEEN 0 AND 2)
) STRICT;

-- The history of one thing.
CREATE INDEX audit_object ON audit (kind, object_id, id);
