PRAGMA application_id=1297370441;

CREATE TABLE change_count (
  id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (id)
);

INSERT INTO change_count (id, number) SELECT 1, coalesce(max(number), 0) FROM log;

CREATE TRIGGER log_added AFTER INSERT ON log BEGIN UPDATE change_count SET number = number + 1; END;

CREATE TRIGGER log_changed AFTER UPDATE ON log BEGIN UPDATE change_count SET number = number + 1; END;

CREATE TRIGGER log_removed AFTER DELETE ON log BEGIN UPDATE change_count SET number = number + 1; END;

ALTER TABLE log ADD COLUMN turned INTEGER NOT NULL DEFAULT 0;

CREATE TABLE erased_person (
  salt VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  PRIMARY KEY (salt, digest)
);

ALTER TABLE written_file RENAME TO written_path;

CREATE TABLE written_file (
  folder VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  size INTEGER NOT NULL,
  cohort VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  PRIMARY KEY (folder, digest)
);

INSERT INTO written_file (folder, digest, size, cohort, at)
  SELECT rtrim(path, replace(replace(path, '/', ''), '\', '')), '', 0, max(cohort), max(at)
  FROM written_path GROUP BY 1;

DROP TABLE written_path;

CREATE VIEW person AS
  SELECT s.cohort AS cohort, s.person AS id,
    coalesce((SELECT c.value FROM correction c WHERE c.cohort = s.cohort AND c.person = s.person
      AND c.field = 'name' ORDER BY c.role LIMIT 1), s.name) AS name,
    coalesce((SELECT c.value FROM correction c WHERE c.cohort = s.cohort AND c.person = s.person
      AND c.field = 'email' ORDER BY c.role LIMIT 1), s.email) AS address,
    s.submitted AS applied
  FROM submission s
  WHERE s.id = (SELECT n.id FROM submission n WHERE n.cohort = s.cohort AND n.person = s.person
      ORDER BY n.submitted DESC, n.arrival DESC, n.line DESC LIMIT 1)
    AND NOT EXISTS (SELECT 1 FROM same_person m WHERE m.cohort = s.cohort AND m.person = s.person);

CREATE VIEW decided_pair AS
  SELECT p.cohort AS cohort, h.name AS helper, h.address AS helper_address,
    l.name AS learner, l.address AS learner_address, p.state AS state, p.at AS decided,
    p.starts AS starts, p.ends AS ends, p.reason AS reason, f.name AS liaison
  FROM pair p
  LEFT JOIN person h ON h.cohort = p.cohort AND h.id = p.helper
  LEFT JOIN person l ON l.cohort = p.cohort AND l.id = p.learner
  LEFT JOIN liaison f ON f.cohort = p.cohort AND f.id = p.liaison
  WHERE p.state IN ('accepted', 'pinned');
