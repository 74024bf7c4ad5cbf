-- The push log (推送日志): one event for one target, and what became of it.
-- Ids grow with planning, and with the id of the event: a list by event is a list by delivery.
CREATE TABLE delivery (
  id              INTEGER PRIMARY KEY,
  event_id        INTEGER NOT NULL,
  target_id       INTEGER NOT NULL,
  status          INTEGER NOT NULL,            -- 0 pending, 1 success, 2 failed, 3 ignored, 4 no answer, 5 superseded
  data_set        INTEGER NOT NULL,            -- as it is sent: a backfilled to-do stands for a closed event
  backfilled      INTEGER NOT NULL DEFAULT 0,  -- 1: a to-do that the OA never sent
  request_id      TEXT    NOT NULL,            -- copied from the event, for the lists
  person          TEXT    NOT NULL,            -- main account of the receiver: the lane is (target, request, person)
  mapped_receiver TEXT,                        -- what the receiving system knows the receiver by
  mapped_creator  TEXT,
  reason_code     TEXT,
  reason          TEXT,
  verdicts        TEXT    NOT NULL,            -- what each stage said, short form
  attempts        INTEGER NOT NULL DEFAULT 0,
  created_at_ms   INTEGER NOT NULL,
  finished_at_ms  INTEGER,
  CONSTRAINT delivery_status_is_known CHECK (status BETWEEN 0 AND 5),
  CONSTRAINT delivery_data_set_is_known CHECK (data_set BETWEEN 0 AND 3),
  CONSTRAINT delivery_is_finished_unless_pending CHECK ((status = 0) = (finished_at_ms IS NULL))
) STRICT;

-- Dispatch loads what is due, in order; the log's filter "pending".
CREATE INDEX delivery_pending ON delivery (target_id, id) WHERE status = 0;
-- The log's filters on target, status and data set, alone or together: a list is a merge of a few ranges.
CREATE INDEX delivery_facet ON delivery (target_id, status, data_set, id) WHERE status <> 0;
-- The log's filter on the request.
CREATE INDEX delivery_request ON delivery (request_id, id);
-- The log's time range: finds the ids where it begins and ends.
CREATE INDEX delivery_created ON delivery (created_at_ms, id);
-- The log's search over titles and persons: from events to deliveries.
CREATE INDEX delivery_event ON delivery (event_id, id);
