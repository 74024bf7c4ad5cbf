-- Written to find out whether the store can be written again.
CREATE TABLE heartbeat (
  only  INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  CONSTRAINT heartbeat_is_one CHECK (only = 1)
) STRICT;
