-- The organisation (组织架构), replaced as a whole.
CREATE TABLE directory (
  only          INTEGER PRIMARY KEY,  -- there is one
  document      TEXT    NOT NULL,     -- DirectoryDocument as JSON
  updated_at_ms INTEGER NOT NULL,
  CONSTRAINT directory_is_one CHECK (only = 1)
) STRICT;
