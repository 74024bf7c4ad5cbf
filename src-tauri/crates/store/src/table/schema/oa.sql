-- How the OA's own interfaces are reached.
CREATE TABLE oa (
  only          INTEGER PRIMARY KEY,  -- there is one
  document      TEXT    NOT NULL,     -- OaConnection as JSON, markers in the place of secrets
  updated_at_ms INTEGER NOT NULL,
  CONSTRAINT oa_is_one CHECK (only = 1)
) STRICT;

-- The organisation as a synchronisation has read it so far: gone when the run ends.
CREATE TABLE synchronised_row (
  run_id   INTEGER NOT NULL,
  part     INTEGER NOT NULL,  -- which list
  id       TEXT    NOT NULL,
  position INTEGER NOT NULL,  -- where it stood
  document TEXT    NOT NULL,  -- the row as JSON
  PRIMARY KEY (run_id, part, id)
) STRICT, WITHOUT ROWID;

-- The pages that it has read.
CREATE TABLE synchronised_page (
  run_id INTEGER NOT NULL,
  part   INTEGER NOT NULL,
  pass   INTEGER NOT NULL,  -- a list that changed while it was read is read again
  page   INTEGER NOT NULL,
  total  INTEGER NOT NULL,  -- rows of the whole list, as the OA said then
  sent   INTEGER NOT NULL,  -- rows of this page
  PRIMARY KEY (run_id, part, pass, page)
) STRICT, WITHOUT ROWID;

-- Runs that read the organisation are runs too.
CREATE TABLE run_of_now (
  id             INTEGER PRIMARY KEY,
  kind           INTEGER NOT NULL,  -- 0 compensation, 1 clean-up, 2 re-push, 3 deletion, 4 synchronisation
  target_id      INTEGER,           -- nothing: not of one target
  cause          INTEGER NOT NULL,  -- 0 its schedule, 1 an outside scheduler, 2 a person
  actor          TEXT    NOT NULL,  -- who, where it was a person or a scheduler
  state          INTEGER NOT NULL,  -- 0 choosing, 1 running, 2 done, 3 stopped, 4 failed
  choice         TEXT,              -- what it was asked to take, JSON
  cursor         INTEGER NOT NULL,  -- the delivery up to which it has come
  top            INTEGER NOT NULL,  -- the last delivery that it takes
  tally          TEXT    NOT NULL,  -- what it has done, JSON
  error          TEXT,              -- why it could not go on, or a remark on what it did
  started_at_ms  INTEGER NOT NULL,
  finished_at_ms INTEGER,
  CONSTRAINT run_kind_is_known CHECK (kind BETWEEN 0 AND 4),
  CONSTRAINT run_cause_is_known CHECK (cause BETWEEN 0 AND 2),
  CONSTRAINT run_state_is_known CHECK (state BETWEEN 0 AND 4),
  CONSTRAINT run_is_finished_unless_active CHECK ((state < 2) = (finished_at_ms IS NULL))
) STRICT;
INSERT INTO run_of_now SELECT * FROM run;
DROP TABLE run;
ALTER TABLE run_of_now RENAME TO run;
CREATE INDEX run_target ON run (target_id, kind, id);
CREATE INDEX run_active ON run (id) WHERE state < 2;
