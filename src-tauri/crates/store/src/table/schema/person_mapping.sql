-- Mapping tables (人员转换关系, row T6): what a target's receiver knows a person by.
CREATE TABLE person_mapping (
  target_id INTEGER NOT NULL,
  person    TEXT    NOT NULL,  -- OA person id
  value     TEXT    NOT NULL,
  PRIMARY KEY (target_id, person),
  CONSTRAINT person_mapping_names_a_person CHECK (trim(person) <> ''),
  CONSTRAINT person_mapping_has_a_value CHECK (trim(value) <> '')
) STRICT, WITHOUT ROWID;

-- They were inside the target's configuration before.
INSERT OR REPLACE INTO person_mapping
  SELECT target.id, row.value ->> 'person', row.value ->> 'value'
  FROM target, json_each(target.config, '$.personMapping') AS row
  WHERE trim(row.value ->> 'person') <> '' AND trim(row.value ->> 'value') <> '';
UPDATE target SET config = json_remove(config, '$.personMapping')
  WHERE json_type(config, '$.personMapping') IS NOT NULL;
