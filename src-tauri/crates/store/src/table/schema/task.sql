-- Batch pushes (rows B1 to B4) are runs that wait to be started, rest, and go on.
CREATE TABLE run_of_now (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: deliveries and links refer to it after a deletion
  kind           INTEGER NOT NULL,  -- 0 compensation, 1 clean-up, 2 re-push, 3 deletion, 4 synchronisation, 5 history push, 6 real-time push
  target_id      INTEGER,           -- nothing: not of one target
  cause          INTEGER NOT NULL,  -- 0 its schedule, 1 an outside scheduler, 2 a person
  actor          TEXT    NOT NULL,  -- who, where it was a person or a scheduler
  state          INTEGER NOT NULL,  -- 0 choosing, 1 running, 2 done, 3 stopped, 4 failed, 5 initialised, 6 paused, 7 cleaning
  resumes        INTEGER,           -- the state in which it goes on, where it rests or has failed
  choice         TEXT,              -- what it was asked to take, JSON
  cursor         INTEGER NOT NULL,  -- the delivery up to which it has come
  top            INTEGER NOT NULL,  -- the last delivery that it takes
  tally          TEXT    NOT NULL,  -- what it has done, JSON
  error          TEXT,              -- why it could not go on, or a remark on what it did
  started_at_ms  INTEGER NOT NULL,
  finished_at_ms INTEGER,
  CONSTRAINT run_kind_is_known CHECK (kind BETWEEN 0 AND 6),
  CONSTRAINT run_cause_is_known CHECK (cause BETWEEN 0 AND 2),
  CONSTRAINT run_state_is_known CHECK (state BETWEEN 0 AND 7),
  CONSTRAINT run_is_finished_or_not CHECK ((state IN (2, 3, 4)) = (finished_at_ms IS NOT NULL)),
  CONSTRAINT run_that_rests_can_go_on CHECK (state NOT IN (5, 6) OR resumes IS NOT NULL)
) STRICT;
INSERT INTO run_of_now
  SELECT id, kind, target_id, cause, actor, state, NULL, choice, cursor, top, tally, error, started_at_ms, finished_at_ms
  FROM run;

-- The deliveries that a run chose, or put in line, and what came of those.
CREATE TABLE run_delivery_of_now (
  run_id      INTEGER NOT NULL,
  delivery_id INTEGER NOT NULL,
  status      INTEGER,  -- nothing: not put in line by this run; otherwise what came of it, 0 while it is in line
  PRIMARY KEY (run_id, delivery_id),
  CONSTRAINT run_delivery_status_is_known CHECK (status BETWEEN 0 AND 5)
) STRICT, WITHOUT ROWID;
INSERT INTO run_delivery_of_now
  SELECT r.run_id, r.delivery_id, CASE WHEN run.state < 2 THEN NULL ELSE d.status END
  FROM run_delivery AS r JOIN run ON run.id = r.run_id LEFT JOIN delivery AS d ON d.id = r.delivery_id;
DROP TABLE run;
DROP TABLE run_delivery;
ALTER TABLE run_of_now RENAME TO run;
ALTER TABLE run_delivery_of_now RENAME TO run_delivery;
CREATE INDEX run_target ON run (target_id, kind, id);
CREATE INDEX run_active ON run (id) WHERE state IN (0, 1, 7);
-- The failures of a run, as they happen and for its export.
CREATE INDEX run_delivery_abnormal ON run_delivery (run_id, delivery_id) WHERE status IN (2, 4);

-- How many deliveries of a run have come to what; kept in the transaction that changes them.
CREATE TABLE run_count (
  run_id INTEGER NOT NULL,
  status INTEGER NOT NULL,
  rows   INTEGER NOT NULL,
  PRIMARY KEY (run_id, status),
  CONSTRAINT run_count_is_not_negative CHECK (rows >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO run_count SELECT run_id, status, count(*) FROM run_delivery WHERE status IS NOT NULL GROUP BY 1, 2;

-- The run that last put a delivery in line; nothing for what the OA itself sent.
ALTER TABLE delivery ADD COLUMN run_id INTEGER;

-- Requests that a history push has removed from the receiver before it pushes them again (row S6).
CREATE TABLE run_cleaning (
  run_id      INTEGER NOT NULL,
  request_id  TEXT    NOT NULL,
  delivery_id INTEGER NOT NULL,  -- the removal
  status      INTEGER NOT NULL,  -- what came of it, 0 while it is in line
  PRIMARY KEY (run_id, request_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX run_cleaning_delivery ON run_cleaning (run_id, delivery_id);
CREATE INDEX run_cleaning_in_line ON run_cleaning (run_id) WHERE status = 0;

-- Persons whose lists a real-time push reads, each a step of its own.
CREATE TABLE run_person (
  run_id   INTEGER NOT NULL,
  position INTEGER NOT NULL,
  person   TEXT    NOT NULL,
  items    INTEGER,  -- found on the lists; nothing while they are not read
  reason   TEXT,     -- why they could not be read
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_person_unread ON run_person (run_id, position) WHERE reason IS NOT NULL;

-- Runs that were deleted, until all that belongs to them is gone too.
CREATE TABLE run_gone (
  run_id INTEGER PRIMARY KEY
) STRICT;

-- The machine's own channel tells how batch pushes came out.
UPDATE alert_channel SET config = json_insert(config, '$.tells[#]', 'taskEnded'), tells = iif(tells = 0, 0, tells | 32)
  WHERE config ->> 'kind' = 'native';
