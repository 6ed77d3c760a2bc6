-- What the worklist shows of each study, made from ledger, readings and headers: it may be dropped and
-- is made again. Instants are milliseconds since 1970.
CREATE TABLE worklist (
  study_uid       VARCHAR(64) NOT NULL PRIMARY KEY,
  -- studies.updated_at that this row was made from.
  made_from       BIGINT      NOT NULL,
  received_at     BIGINT      NOT NULL,
  state           VARCHAR(16) NOT NULL,
  reason          TEXT,
  images          INT         NOT NULL,
  patient_name    TEXT        NOT NULL,
  patient_id      TEXT        NOT NULL,
  study_date      VARCHAR(10) NOT NULL, -- 2026-03-04, '' if none is stated
  modality        VARCHAR(16) NOT NULL,
  accession       TEXT        NOT NULL,
  description     TEXT        NOT NULL,
  prior_study_uid VARCHAR(64),
  prior_date      VARCHAR(10) NOT NULL,
  prior_reason    TEXT,
  findings        TEXT,
  change          VARCHAR(16),
  -- Name, ID, accession number and description in lower case.
  searched        TEXT        NOT NULL
);
CREATE INDEX worklist_newest ON worklist (received_at, study_uid);
CREATE INDEX worklist_state ON worklist (state, received_at, study_uid);
CREATE INDEX worklist_modality ON worklist (modality, received_at, study_uid);
CREATE INDEX studies_updated ON studies (updated_at);
