-- How each study's prior was looked for, and what archives were asked to send.
-- The outcomes in the CHECK are the constants of PriorOutcome; a test compares them.

CREATE TABLE prior_searches (
  study_uid       VARCHAR(64) NOT NULL REFERENCES studies (study_uid),
  round           INT         NOT NULL,
  outcome         VARCHAR(16) NOT NULL CHECK (outcome IN ('NONE', 'NOT_FETCHED', 'FETCHED', 'HELD')),
  prior_study_uid VARCHAR(64),
  -- What the archives add to the reason of the choice, '' for nothing.
  note            TEXT        NOT NULL,
  -- Who was asked, and every candidate with its reason, as JSON.
  ranking         TEXT        NOT NULL,
  recorded_at     BIGINT      NOT NULL,
  PRIMARY KEY (study_uid, round),
  CHECK ((outcome IN ('FETCHED', 'HELD')) = (prior_study_uid IS NOT NULL))
);

-- Instances that an archive was asked for as part of a prior: that they come is no order to read them.
CREATE TABLE fetched_instances (
  sop_instance_uid VARCHAR(64) NOT NULL PRIMARY KEY,
  study_uid        VARCHAR(64) NOT NULL,
  source           TEXT        NOT NULL,
  for_study_uid    VARCHAR(64) NOT NULL,
  asked_at         BIGINT      NOT NULL
);
CREATE INDEX fetched_instances_study ON fetched_instances (study_uid);

CREATE TABLE prior_jobs (
  task_name            VARCHAR(100)             NOT NULL,
  task_instance        VARCHAR(200)             NOT NULL,
  task_data            BYTEA,
  execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
  picked               BOOLEAN                  NOT NULL,
  picked_by            VARCHAR(50),
  last_success         TIMESTAMP WITH TIME ZONE,
  last_failure         TIMESTAMP WITH TIME ZONE,
  consecutive_failures INT,
  last_heartbeat       TIMESTAMP WITH TIME ZONE,
  version              BIGINT                   NOT NULL,
  priority             SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX prior_jobs_execution_time ON prior_jobs (execution_time);
CREATE INDEX prior_jobs_last_heartbeat ON prior_jobs (last_heartbeat);
