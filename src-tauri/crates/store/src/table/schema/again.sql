-- Sending again (rows C1, C2, L3). A delivery that is sent again is pending once more; it keeps its id.
ALTER TABLE delivery ADD COLUMN place INTEGER;                             -- where it stands in line now; nothing: by its id
ALTER TABLE delivery ADD COLUMN compensations INTEGER NOT NULL DEFAULT 0;  -- how often compensation has sent it again
ALTER TABLE delivery ADD COLUMN superseded_by INTEGER;                     -- the later delivery that overtook it

-- Those that are sent again, in line; dispatch takes them in the order of their places, others by id × 2^28.
CREATE TABLE sent_again (
  target_id   INTEGER NOT NULL,
  place       INTEGER NOT NULL,
  delivery_id INTEGER NOT NULL,
  PRIMARY KEY (target_id, place)
) STRICT, WITHOUT ROWID;

-- The last place, and the last id that a deleted delivery had: neither is given twice.
CREATE TABLE given (
  only        INTEGER PRIMARY KEY CHECK (only = 1),
  place       INTEGER NOT NULL,
  delivery_id INTEGER NOT NULL
) STRICT;
INSERT INTO given VALUES (1, 0, 0);

-- Deliveries that failed or got no answer, until compensation has dealt with them.
CREATE TABLE compensation_due (
  target_id   INTEGER NOT NULL,
  delivery_id INTEGER NOT NULL,
  PRIMARY KEY (target_id, delivery_id)
) STRICT, WITHOUT ROWID;
INSERT INTO compensation_due (target_id, delivery_id)
  SELECT target_id, id FROM delivery WHERE status IN (2, 4) AND status <> 0;
