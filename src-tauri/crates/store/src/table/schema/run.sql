-- Runs of jobs over the push log: compensation, clean-up, re-push, deletion.
CREATE TABLE run (
  id             INTEGER PRIMARY KEY,
  kind           INTEGER NOT NULL,  -- 0 compensation, 1 clean-up, 2 re-push, 3 deletion
  target_id      INTEGER,           -- nothing: not of one target
  cause          INTEGER NOT NULL,  -- 0 its schedule, 1 an outside scheduler, 2 a person
  actor          TEXT    NOT NULL,  -- who, where it was a person or a scheduler
  state          INTEGER NOT NULL,  -- 0 choosing, 1 running, 2 done, 3 stopped, 4 failed
  choice         TEXT,              -- what it was asked to take, JSON
  cursor         INTEGER NOT NULL,  -- the delivery up to which it has come
  top            INTEGER NOT NULL,  -- the last delivery that it takes
  tally          TEXT    NOT NULL,  -- what it has done, JSON
  error          TEXT,
  started_at_ms  INTEGER NOT NULL,
  finished_at_ms INTEGER,
  CONSTRAINT run_kind_is_known CHECK (kind BETWEEN 0 AND 3),
  CONSTRAINT run_cause_is_known CHECK (cause BETWEEN 0 AND 2),
  CONSTRAINT run_state_is_known CHECK (state BETWEEN 0 AND 4),
  CONSTRAINT run_is_finished_unless_active CHECK ((state < 2) = (finished_at_ms IS NULL))
) STRICT;
CREATE INDEX run_target ON run (target_id, kind, id);
CREATE INDEX run_active ON run (id) WHERE state < 2;

-- The deliveries that a run chose, or sent again.
CREATE TABLE run_delivery (
  run_id      INTEGER NOT NULL,
  delivery_id INTEGER NOT NULL,
  PRIMARY KEY (run_id, delivery_id)
) STRICT, WITHOUT ROWID;
