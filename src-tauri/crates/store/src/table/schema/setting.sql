-- What is set for the whole installation: decentralised administration, tenant key, e-Bridge.
CREATE TABLE setting (
  only          INTEGER PRIMARY KEY,  -- there is one
  document      TEXT    NOT NULL,     -- Installation as JSON
  updated_at_ms INTEGER NOT NULL,
  CONSTRAINT setting_is_one CHECK (only = 1)
) STRICT;
