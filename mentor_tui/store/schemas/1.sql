CREATE TABLE cohort (
  name VARCHAR NOT NULL,
  programme VARCHAR NOT NULL,
  programme_text VARCHAR NOT NULL,
  created_at VARCHAR NOT NULL,
  starts VARCHAR NOT NULL,
  ends VARCHAR NOT NULL,
  deadline VARCHAR NOT NULL,
  settings JSON NOT NULL,
  PRIMARY KEY (name)
);

CREATE TABLE memory (
  programme VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  "key" VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (programme, kind, "key")
);

CREATE TABLE log (
  number INTEGER NOT NULL,
  at VARCHAR NOT NULL,
  cohort VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  sentence VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  people JSON NOT NULL,
  "cascade" JSON NOT NULL,
  changes JSON NOT NULL,
  state VARCHAR NOT NULL,
  PRIMARY KEY (number)
);

CREATE INDEX ix_log_state ON log (state);

CREATE INDEX ix_log_cohort ON log (cohort);

CREATE TABLE submission (
  cohort VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  person VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  email VARCHAR NOT NULL,
  roles JSON NOT NULL,
  submitted VARCHAR NOT NULL,
  answers JSON NOT NULL,
  repairs JSON NOT NULL,
  extra JSON NOT NULL,
  file VARCHAR NOT NULL,
  line INTEGER NOT NULL,
  arrival INTEGER NOT NULL,
  PRIMARY KEY (cohort, id),
  FOREIGN KEY(cohort) REFERENCES cohort (name)
);

CREATE INDEX ix_submission_person ON submission (person);

CREATE TABLE correction (
  cohort VARCHAR NOT NULL,
  person VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  field VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  PRIMARY KEY (cohort, person, role, field),
  FOREIGN KEY(cohort) REFERENCES cohort (name)
);

CREATE TABLE waiver (
  cohort VARCHAR NOT NULL,
  person VARCHAR NOT NULL,
  rule VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  PRIMARY KEY (cohort, person, rule),
  FOREIGN KEY(cohort) REFERENCES cohort (name)
);

CREATE TABLE flag_mark (
  cohort VARCHAR NOT NULL,
  person VARCHAR NOT NULL,
  flag VARCHAR NOT NULL,
  cleared BOOLEAN NOT NULL,
  text VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  PRIMARY KEY (cohort, person, flag),
  FOREIGN KEY(cohort) REFERENCES cohort (name)
);

CREATE TABLE note (
  cohort VARCHAR NOT NULL,
  person VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  PRIMARY KEY (cohort, person),
  FOREIGN KEY(cohort) REFERENCES cohort (name)
);

CREATE TABLE standing (
  cohort VARCHAR NOT NULL,
  person VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  PRIMARY KEY (cohort, person, role),
  FOREIGN KEY(cohort) REFERENCES cohort (name)
);

CREATE TABLE pair (
  cohort VARCHAR NOT NULL,
  helper VARCHAR NOT NULL,
  learner VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  third VARCHAR NOT NULL,
  liaison VARCHAR NOT NULL,
  starts VARCHAR NOT NULL,
  ends VARCHAR NOT NULL,
  changed BOOLEAN NOT NULL,
  PRIMARY KEY (cohort, helper, learner),
  FOREIGN KEY(cohort) REFERENCES cohort (name)
);

CREATE TABLE liaison (
  cohort VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  email VARCHAR NOT NULL,
  organisation VARCHAR NOT NULL,
  PRIMARY KEY (cohort, id),
  FOREIGN KEY(cohort) REFERENCES cohort (name)
);

CREATE TABLE contact (
  cohort VARCHAR NOT NULL,
  number INTEGER NOT NULL,
  helper VARCHAR NOT NULL,
  learner VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  "on" VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  PRIMARY KEY (cohort, number),
  FOREIGN KEY(cohort) REFERENCES cohort (name)
);

CREATE TABLE same_person (
  cohort VARCHAR NOT NULL,
  person VARCHAR NOT NULL,
  "into" VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  PRIMARY KEY (cohort, person),
  FOREIGN KEY(cohort) REFERENCES cohort (name)
);
