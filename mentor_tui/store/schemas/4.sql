CREATE TABLE sentence_vector (
  cohort VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  vector BLOB NOT NULL,
  PRIMARY KEY (cohort, model, digest)
);
