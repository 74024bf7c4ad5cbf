-- Workflow templates (流程) that events have named or an operator has put in, for pickers and names.
CREATE TABLE workflow (
  id        TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  type_id   TEXT NOT NULL,
  type_name TEXT
) STRICT, WITHOUT ROWID;

-- Persons that events have named as creator or receiver.
CREATE TABLE seen_person (
  person TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Business data states (业务数据状态) that events have named or an operator has put in.
CREATE TABLE business_state (
  data_set INTEGER NOT NULL,  -- 0 todo, 1 done, 2 closed, 3 deleted
  code     TEXT    NOT NULL,
  name     TEXT    NOT NULL,  -- what the screen shows; the code where nobody gave a name
  PRIMARY KEY (data_set, code),
  CONSTRAINT business_state_data_set_is_known CHECK (data_set BETWEEN 0 AND 3)
) STRICT, WITHOUT ROWID;

-- What earlier events have named. A few passes over them, once.
INSERT INTO workflow SELECT workflow_id, workflow_name, workflow_type_id, workflow_type_name
  FROM event WHERE id IN (SELECT max(id) FROM event GROUP BY workflow_id);
INSERT OR IGNORE INTO seen_person SELECT DISTINCT receiver FROM event;
INSERT OR IGNORE INTO seen_person SELECT DISTINCT creator FROM event;
INSERT OR IGNORE INTO business_state SELECT DISTINCT data_set, business_state, business_state FROM event;
