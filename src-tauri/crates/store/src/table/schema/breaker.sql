-- Where each target's breaker stands; a target without a row is closed.
CREATE TABLE breaker (
  target_id  INTEGER PRIMARY KEY,
  phase      TEXT    NOT NULL,  -- open or draining; a closed one has no row
  since_ms   INTEGER NOT NULL,
  cause      TEXT    NOT NULL,  -- the first failure, in words
  opening_id INTEGER NOT NULL,  -- its row in iut_send_fuse_recovery
  CONSTRAINT breaker_phase_is_known CHECK (phase IN ('open', 'draining'))
) STRICT;

-- Each opening of a breaker (row F3; the name and the two times are the source document's).
CREATE TABLE iut_send_fuse_recovery (
  id           INTEGER PRIMARY KEY,
  target_id    INTEGER NOT NULL,
  cause        TEXT    NOT NULL,
  create_time  INTEGER NOT NULL,           -- opened, ms
  recover_time INTEGER,                    -- recovered, ms
  held         INTEGER NOT NULL DEFAULT 0  -- how many were held when it recovered
) STRICT;

-- The list of openings of one target.
CREATE INDEX iut_send_fuse_recovery_target ON iut_send_fuse_recovery (target_id, id);
