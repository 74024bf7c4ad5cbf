-- Events as they were taken in. Several deliveries stand for one event.
CREATE TABLE event (
  id                 INTEGER PRIMARY KEY,  -- grows with intake
  data_set           INTEGER NOT NULL,     -- 0 todo, 1 done, 2 closed, 3 deleted
  business_state     TEXT    NOT NULL,
  request_id         TEXT    NOT NULL,
  request_name       TEXT    NOT NULL,
  workflow_id        TEXT    NOT NULL,
  workflow_name      TEXT    NOT NULL,
  workflow_type_id   TEXT    NOT NULL,
  workflow_type_name TEXT,
  node_id            TEXT,
  node_name          TEXT    NOT NULL,
  creator            TEXT    NOT NULL,
  created_at         TEXT    NOT NULL,     -- RFC 3339 with the offset that the OA gave
  receiver           TEXT    NOT NULL,
  receiver_identity  TEXT,
  received_at        TEXT    NOT NULL,     -- RFC 3339
  view_type          INTEGER,              -- 0 unread, 1 read
  occurred_at        TEXT    NOT NULL,     -- RFC 3339
  CONSTRAINT event_data_set_is_known CHECK (data_set BETWEEN 0 AND 3),
  CONSTRAINT event_view_type_is_known CHECK (view_type BETWEEN 0 AND 1)
) STRICT;

-- Search over titles and persons; rowid is the event's id. See search.rs for what goes in.
CREATE VIRTUAL TABLE event_text USING fts5(
  words, content = '', contentless_delete = 1, tokenize = 'ascii'
);
-- Fewer and larger merges than by default: a busy engine writes a piece of the index with every commit.
INSERT INTO event_text (event_text, rank) VALUES ('automerge', 8);
INSERT INTO event_text (event_text, rank) VALUES ('pgsz', 8000);
