-- What was sent for a delivery and what came back, secrets masked and bodies bounded.
CREATE TABLE attempt (
  id                 INTEGER PRIMARY KEY,  -- delivery × 2^20 + number from 1: those of a delivery are neighbours
  started_at_ms      INTEGER NOT NULL,
  operation          TEXT    NOT NULL,  -- the protocol's name of what was asked
  method             TEXT    NOT NULL,
  url                TEXT    NOT NULL,
  request_headers    TEXT    NOT NULL,  -- JSON array of pairs
  request_body       TEXT    NOT NULL,
  links              TEXT    NOT NULL,  -- the three addresses, JSON
  response_status    INTEGER,           -- nothing when no status line came
  response_headers   TEXT    NOT NULL,  -- JSON array of pairs
  response_body      TEXT,
  response_truncated INTEGER NOT NULL,
  headers_ms         REAL,              -- until the status line and headers were there
  total_ms           REAL    NOT NULL,
  outcome            INTEGER NOT NULL,  -- 0 accepted, 1 rejected, 2 no answer, 3 fault of ours
  reason_code        TEXT,
  reason             TEXT,
  CONSTRAINT attempt_outcome_is_known CHECK (outcome BETWEEN 0 AND 3)
) STRICT;
