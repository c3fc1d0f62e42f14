"""The tables of a link book, and the statements that write them.

targets     every address that was ever named: in which run it was named last, looked at last, and what came of it
edges       every reference as written, once for all pages that share it (a menu), with its target
pages       which edges a page has (their numbers as 32-bit integers), the fragments that it offers, and the run that
            read it last or found it unchanged
asides      addresses that were met and not looked at, and why
idsets      sets of fragments, shared by the pages of one template
"""

from __future__ import annotations

SCHEMA_VERSION = "2"

SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE targets(
    id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, source INTEGER NOT NULL,
    depth INTEGER NOT NULL, named INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0,
    standing TEXT NOT NULL DEFAULT '', cause TEXT, status INTEGER,
    final_url TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '', remarks TEXT NOT NULL DEFAULT '',
    needs TEXT NOT NULL DEFAULT '', first_look TEXT NOT NULL DEFAULT '', last_look TEXT NOT NULL DEFAULT '',
    looks INTEGER NOT NULL DEFAULT 0, sort TEXT NOT NULL DEFAULT '', etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '', digest BLOB NOT NULL DEFAULT x'', size INTEGER
);
CREATE TABLE edges(
    id INTEGER PRIMARY KEY, raw TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, place TEXT NOT NULL,
    target INTEGER NOT NULL, fragment TEXT NOT NULL, cause TEXT
);
CREATE TABLE pages(
    target INTEGER PRIMARY KEY, edges BLOB NOT NULL, ids INTEGER NOT NULL, scripted INTEGER NOT NULL,
    run INTEGER NOT NULL
);
CREATE TABLE asides(target INTEGER PRIMARY KEY, run INTEGER NOT NULL, why TEXT NOT NULL);
CREATE TABLE idsets(id INTEGER PRIMARY KEY, names TEXT NOT NULL);
"""

NEW_TARGET = "INSERT INTO targets(id, url, kind, source, depth, named) VALUES (?, ?, ?, ?, ?, ?)"
NAMED_AGAIN = "UPDATE targets SET kind = ?, source = ?, depth = ?, named = ? WHERE id = ?"
NEW_EDGE = "INSERT INTO edges(id, raw, kind, text, place, target, fragment, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
NEW_IDSET = "INSERT INTO idsets(id, names) VALUES (?, ?)"
PAGE = "INSERT OR REPLACE INTO pages(target, edges, ids, scripted, run) VALUES (?, ?, ?, ?, ?)"
STILL = "UPDATE pages SET run = ? WHERE target = ?"
ASIDE = "INSERT OR REPLACE INTO asides(target, run, why) VALUES (?, ?, ?)"
OUTCOME = """
UPDATE targets SET done = ?1, standing = ?2, cause = ?3, status = ?4, final_url = ?5, detail = ?6, remarks = ?7,
    needs = ?8, first_look = CASE WHEN done = ?1 THEN first_look ELSE ?9 END, last_look = ?9,
    looks = CASE WHEN done = ?1 THEN looks + 1 ELSE 1 END,
    sort = ?10, etag = ?11, modified = ?12, digest = ?13, size = ?14 WHERE id = ?15
"""
UNCHANGED = """
UPDATE targets SET done = ?1, first_look = ?2, last_look = ?2, looks = 1 WHERE id = ?3
"""
LEFT = "UPDATE targets SET named = -1 WHERE id = ?"
ASIDES = """
SELECT why, count(*) FROM asides JOIN targets ON id = target WHERE run = :run AND named < :run GROUP BY why ORDER BY why
"""
DOUBTED = "UPDATE targets SET standing = 'unverified', detail = ?, needs = '' WHERE id = ?"
# Of what a page named nothing is kept, so that it must be read again even if it has not changed meanwhile.
FORGET = """
UPDATE targets SET etag = '', modified = '', digest = x'' WHERE id IN (SELECT target FROM pages WHERE run < ?)
"""
