-- Which state each study, reading, report and delivery is in. Instants are milliseconds since 1970.
-- The states in the CHECKs are the constants of StudyState and DeliveryState; a test compares them.

-- One row: which installation of Juxta this is. Its UIDs are made from it.
CREATE TABLE installation (
  device_uid VARCHAR(64) NOT NULL PRIMARY KEY
);

CREATE TABLE studies (
  study_uid  VARCHAR(64) NOT NULL PRIMARY KEY,
  state      VARCHAR(16) NOT NULL
    CHECK (state IN ('RECEIVING', 'COMPLETE', 'READING', 'READ', 'REPORTED', 'DELIVERED',
                     'NOT_READ', 'FAILED')),
  -- How often the study has been complete: a study that grows is read again as its next round.
  round      INT         NOT NULL CHECK (round >= 0),
  -- Images that were there when the round was completed.
  images     INT         NOT NULL CHECK (images >= 0),
  -- Grows with every notice of an arrival, so that a completion which did not see it fails.
  arrivals   INT         NOT NULL CHECK (arrivals >= 0),
  -- Why it is NOT_READ or FAILED.
  reason     TEXT,
  updated_at BIGINT      NOT NULL,
  CHECK (state NOT IN ('NOT_READ', 'FAILED') OR reason IS NOT NULL)
);

CREATE TABLE readings (
  study_uid       VARCHAR(64) NOT NULL REFERENCES studies (study_uid),
  round           INT         NOT NULL,
  prior_study_uid VARCHAR(64),
  prior_reason    TEXT        NOT NULL,
  -- What was read of each image, as JSON.
  document        TEXT        NOT NULL,
  recorded_at     BIGINT      NOT NULL,
  PRIMARY KEY (study_uid, round)
);

CREATE TABLE reports (
  sop_instance_uid VARCHAR(64) NOT NULL PRIMARY KEY,
  series_instance_uid VARCHAR(64) NOT NULL,
  study_uid        VARCHAR(64) NOT NULL,
  round            INT         NOT NULL,
  -- File name inside the reports directory.
  file             TEXT        NOT NULL,
  replaces_uid     VARCHAR(64),
  written_at       BIGINT      NOT NULL,
  UNIQUE (study_uid, round),
  FOREIGN KEY (study_uid, round) REFERENCES readings (study_uid, round)
);

CREATE TABLE deliveries (
  report_uid      VARCHAR(64) NOT NULL REFERENCES reports (sop_instance_uid),
  -- AE title: where that is now is the configuration's business.
  archive         VARCHAR(16) NOT NULL,
  state           VARCHAR(16) NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'GIVEN_UP')),
  attempts        INT         NOT NULL CHECK (attempts >= 0),
  created_at      BIGINT      NOT NULL,
  next_attempt_at BIGINT      NOT NULL,
  last_outcome    TEXT        NOT NULL,
  delivered_at    BIGINT,
  PRIMARY KEY (report_uid, archive),
  CHECK ((state = 'DELIVERED') = (delivered_at IS NOT NULL))
);
CREATE INDEX deliveries_state ON deliveries (state);
