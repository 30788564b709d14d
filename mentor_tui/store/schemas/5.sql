CREATE TABLE edited_letter (
  cohort VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  person VARCHAR NOT NULL,
  helper VARCHAR NOT NULL,
  learner VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  basis VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  PRIMARY KEY (cohort, kind, person, helper, learner),
  FOREIGN KEY(cohort) REFERENCES cohort (name)
);
