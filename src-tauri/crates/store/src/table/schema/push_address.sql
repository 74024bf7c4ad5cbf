-- Push addresses (推送地址, rows A1 to A3).
CREATE TABLE push_address (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  name          TEXT    NOT NULL,  -- 名称, also inside config
  config        TEXT    NOT NULL,  -- PushAddress as JSON, without its bindings
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  CONSTRAINT push_address_name_is_unique UNIQUE (name),
  CONSTRAINT push_address_config_is_json CHECK (json_valid(config))
) STRICT;

-- Which push address makes which address of which target (绑定应用系统).
CREATE TABLE push_address_binding (
  address_id INTEGER NOT NULL,
  place      INTEGER NOT NULL,  -- order within the address
  target_id  INTEGER NOT NULL,
  pc         INTEGER NOT NULL,
  app        INTEGER NOT NULL,
  adaptive   INTEGER NOT NULL,
  PRIMARY KEY (address_id, target_id),
  CONSTRAINT push_address_binding_is_on CHECK (pc + app + adaptive > 0)
) STRICT, WITHOUT ROWID;

-- A target's PC, APP and adaptive address is bound to at most one push address.
CREATE UNIQUE INDEX push_address_binding_pc ON push_address_binding (target_id) WHERE pc = 1;
CREATE UNIQUE INDEX push_address_binding_app ON push_address_binding (target_id) WHERE app = 1;
CREATE UNIQUE INDEX push_address_binding_adaptive ON push_address_binding (target_id) WHERE adaptive = 1;
-- Bindings that go with a target.
CREATE INDEX push_address_binding_target ON push_address_binding (target_id);
