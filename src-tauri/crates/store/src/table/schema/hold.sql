-- Targets that a person holds: nothing is sent to them, everything is kept.
CREATE TABLE hold (
  target_id INTEGER PRIMARY KEY,
  since_ms  INTEGER NOT NULL,
  actor     TEXT    NOT NULL,
  reason    TEXT    NOT NULL
) STRICT;
