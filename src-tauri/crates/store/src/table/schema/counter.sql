-- How many deliveries there are of each kind; kept in the transaction that changes them.
CREATE TABLE delivery_count (
  target_id INTEGER NOT NULL,
  status    INTEGER NOT NULL,
  data_set  INTEGER NOT NULL,
  rows      INTEGER NOT NULL,
  PRIMARY KEY (target_id, status, data_set),
  CONSTRAINT delivery_count_is_not_negative CHECK (rows >= 0)
) STRICT, WITHOUT ROWID;
