-- Targets (应用系统): one receiving system each.
CREATE TABLE target (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: the log refers to it after a deletion
  identifier    TEXT    NOT NULL,                   -- 标识, also inside config
  config        TEXT    NOT NULL,                   -- TargetConfig as JSON, without secret values
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  CONSTRAINT target_identifier_is_unique UNIQUE (identifier),
  CONSTRAINT target_config_is_json CHECK (json_valid(config))
) STRICT;
