-- Bearer tokens: only their hashes.
CREATE TABLE token (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  name          TEXT    NOT NULL,
  hash          TEXT    NOT NULL,  -- SHA-256 of the token, hex
  scopes        TEXT    NOT NULL,  -- JSON array of words
  created_at_ms INTEGER NOT NULL,
  CONSTRAINT token_hash_is_unique UNIQUE (hash)
) STRICT;
