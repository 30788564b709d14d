ALTER TABLE contact ADD COLUMN person VARCHAR NOT NULL DEFAULT '';

CREATE TABLE feedback (
  cohort VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  person VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  helper VARCHAR NOT NULL,
  learner VARCHAR NOT NULL,
  "on" VARCHAR NOT NULL,
  answers JSON NOT NULL,
  at VARCHAR NOT NULL,
  PRIMARY KEY (cohort, id),
  FOREIGN KEY(cohort) REFERENCES cohort (name)
);

CREATE INDEX ix_feedback_person ON feedback (person);

CREATE TABLE written_file (
  path VARCHAR NOT NULL,
  cohort VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  PRIMARY KEY (path)
);
