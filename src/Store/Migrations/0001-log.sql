-- One row: which history this is, and how far its sequence has come. Rows below the sequence may be gone; numbers are never used twice.
CREATE TABLE store (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch TEXT NOT NULL,
    sequence INTEGER NOT NULL
);

-- Dictionaries. Ids are never used twice (AUTOINCREMENT), so that readers may remember them.
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    cursor TEXT
);
CREATE TABLE word (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL UNIQUE
);
CREATE TABLE member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pseudonym BLOB NOT NULL UNIQUE
);
-- The unchanging part of ids: «issue/*#closed». What stands for the asterisk is a row's part.
CREATE TABLE name (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (source, text)
);

-- The latest revision of every activity. A part is an INTEGER, a BLOB (hexadecimal digits) or TEXT. kind 0: retracted.
-- Instants are milliseconds since 1970, UTC. flags: 1 asks for an answer, 2 merge, 4 draft, 8 co-author.
CREATE TABLE activity (
    sequence INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    name INTEGER NOT NULL,
    part NOT NULL,
    platform INTEGER,
    kind INTEGER NOT NULL,
    member INTEGER,
    hints INTEGER,
    thread INTEGER,
    thread_part,
    parent INTEGER,
    parent_part,
    container INTEGER,
    occurred INTEGER,
    collected INTEGER,
    evidence INTEGER,
    flags INTEGER,
    outcome INTEGER,
    lines_added INTEGER,
    lines_deleted INTEGER,
    files_changed INTEGER,
    utc_offset INTEGER,
    value REAL,
    tags INTEGER
);
CREATE UNIQUE INDEX activity_id ON activity (name, part);

-- period: start of the signal's period in milliseconds; the newest observation of a period stands for it.
CREATE TABLE observation (
    sequence INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    signal INTEGER NOT NULL,
    resource INTEGER NOT NULL,
    period INTEGER NOT NULL,
    platform INTEGER NOT NULL,
    observed INTEGER NOT NULL,
    value REAL NOT NULL,
    UNIQUE (source, signal, resource, period)
);

CREATE TABLE member_fact (
    sequence INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    member INTEGER NOT NULL,
    platform INTEGER NOT NULL,
    handle INTEGER,
    verified_email INTEGER,
    claimed_email INTEGER,
    email_domain INTEGER,
    email_domain_class INTEGER NOT NULL,
    organization INTEGER,
    geo INTEGER,
    hints INTEGER NOT NULL,
    name TEXT,
    account_created INTEGER,
    UNIQUE (member, source)
);

CREATE TABLE source_state (
    sequence INTEGER PRIMARY KEY,
    source INTEGER NOT NULL UNIQUE,
    platform INTEGER NOT NULL,
    condition INTEGER NOT NULL,
    reason TEXT,
    message TEXT,
    watermark INTEGER,
    last_success INTEGER,
    backfill_progress REAL NOT NULL,
    truncated INTEGER NOT NULL
);

-- Who must not come back: the pseudonym and nothing else.
CREATE TABLE erasure (
    sequence INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    pseudonym BLOB NOT NULL UNIQUE
);
