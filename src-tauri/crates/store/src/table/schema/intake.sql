-- Batches that were taken in: the same id again does nothing.
CREATE TABLE intake_batch (
  batch_id       TEXT    PRIMARY KEY,  -- the sender's
  accepted       INTEGER NOT NULL,     -- events taken
  received_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
