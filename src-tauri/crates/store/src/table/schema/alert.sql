-- By what administrators are told of troubles (rows F2, F4).
CREATE TABLE alert_channel (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: the log of messages refers to it
  name          TEXT    NOT NULL,                   -- also inside config
  config        TEXT    NOT NULL,                   -- ChannelConfig as JSON, without secret values
  tells         INTEGER NOT NULL,                   -- bit n: it tells of the kind with the code n; 0: disabled
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  CONSTRAINT alert_channel_name_is_unique UNIQUE (name),
  CONSTRAINT alert_channel_config_is_json CHECK (json_valid(config))
) STRICT;

-- The machine that the desktop program runs on; there is one such channel, and it stays.
INSERT INTO alert_channel (name, config, tells, created_at_ms, updated_at_ms) VALUES (
  '桌面通知',
  '{"name":"桌面通知","enabled":true,"kind":"native","tells":["breakerOpened","breakerRecovered","runFailed","storeUnavailable","storeRecovered"],"mergeSeconds":0,"mostPerHour":1000}',
  31,
  unixepoch() * 1000,
  unixepoch() * 1000
);

-- What administrators are told of.
CREATE TABLE alert (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  kind       INTEGER NOT NULL,  -- AlertKind
  target_id  INTEGER,
  opening_id INTEGER,           -- its row in iut_send_fuse_recovery
  run_id     INTEGER,
  name       TEXT    NOT NULL,  -- what it is about, as it was called then
  cause      TEXT    NOT NULL,
  held       INTEGER NOT NULL,
  lasted_s   INTEGER,           -- how long the trouble lasted: good news
  at_ms      INTEGER NOT NULL
) STRICT;

-- Alerts that a channel has not yet put into a message.
CREATE TABLE alert_waiting (
  channel_id INTEGER NOT NULL,
  alert_id   INTEGER NOT NULL,
  PRIMARY KEY (channel_id, alert_id)
) STRICT, WITHOUT ROWID;

-- Messages of channels: each is a delivery of its own, tried until it is taken or given up.
CREATE TABLE alert_message (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id     INTEGER NOT NULL,
  channel_name   TEXT    NOT NULL,  -- as it was called then
  state          INTEGER NOT NULL,  -- 0 waiting, 1 sent, 2 given up
  subject        TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  alerts         INTEGER NOT NULL,  -- how many are in it
  recipients     TEXT    NOT NULL,  -- who was told at the last try, in words
  tries          INTEGER NOT NULL,
  remark         TEXT,              -- why it was not taken, or not by all
  created_at_ms  INTEGER NOT NULL,
  next_try_ms    INTEGER,           -- while it waits
  finished_at_ms INTEGER,
  CONSTRAINT alert_message_state_is_known CHECK (state BETWEEN 0 AND 2),
  CONSTRAINT alert_message_waits_or_is_finished CHECK ((state = 0) = (next_try_ms IS NOT NULL))
) STRICT;
CREATE INDEX alert_message_channel ON alert_message (channel_id, id);
CREATE INDEX alert_message_waiting ON alert_message (channel_id, id) WHERE state = 0;

-- Which alerts a message tells of.
CREATE TABLE alert_message_alert (
  message_id INTEGER NOT NULL,
  alert_id   INTEGER NOT NULL,
  PRIMARY KEY (message_id, alert_id)
) STRICT, WITHOUT ROWID;
