-- Groups (群组) and roles (角色), which are kept here and not synchronised (row O2).
CREATE TABLE person_list (
  place   INTEGER PRIMARY KEY,  -- their order
  kind    INTEGER NOT NULL,     -- 0 group, 1 role
  id      TEXT    NOT NULL,
  name    TEXT    NOT NULL,
  persons TEXT    NOT NULL,     -- ids as a JSON array
  CONSTRAINT person_list_is_unique UNIQUE (kind, id),
  CONSTRAINT person_list_kind_is_known CHECK (kind BETWEEN 0 AND 1),
  CONSTRAINT person_list_persons_is_json CHECK (json_type(persons) = 'array')
) STRICT;

-- They were inside the organisation's document before.
INSERT INTO person_list (kind, id, name, persons)
  SELECT 0, list.value ->> 'id', list.value ->> 'name', coalesce(list.value -> 'persons', '[]')
  FROM directory, json_each(document, '$.groups') AS list;
INSERT INTO person_list (kind, id, name, persons)
  SELECT 1, list.value ->> 'id', list.value ->> 'name', coalesce(list.value -> 'persons', '[]')
  FROM directory, json_each(document, '$.roles') AS list;
UPDATE directory SET document = json_remove(document, '$.groups', '$.roles');
