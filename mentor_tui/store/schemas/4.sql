CREATE TABLE sentence_vector (
  cohort VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  vector BLOB NOT NULL,
  PRIMARY KEY (cohort, model, digest)
);

CREATE TRIGGER cohort_removed AFTER DELETE ON cohort BEGIN DELETE FROM sentence_vector WHERE cohort = OLD.name; END;
