-- What was pushed before (rows X1 and X2): a to-do with this key went out to this target.
CREATE TABLE pushed_key (
  target_id  INTEGER NOT NULL,
  request_id TEXT    NOT NULL,
  person     TEXT    NOT NULL,  -- main account
  PRIMARY KEY (target_id, request_id, person)
) STRICT, WITHOUT ROWID;
