-- What attempts came to, so that neither a crash nor a bad night ends a study's way for good.

-- How often the reading of this round was begun and never came to an end of any kind: the process was
-- killed by it, or with it.
ALTER TABLE studies ADD COLUMN readings_begun INT NOT NULL DEFAULT 0;

-- The state in which it FAILED: where a restart tries once more.
ALTER TABLE studies ADD COLUMN failed_in VARCHAR(16);
UPDATE studies SET failed_in = CASE
    WHEN EXISTS (SELECT 1 FROM reports r WHERE r.study_uid = studies.study_uid AND r.round = studies.round)
      THEN 'REPORTED'
    WHEN EXISTS (SELECT 1 FROM readings r WHERE r.study_uid = studies.study_uid AND r.round = studies.round)
      THEN 'READ'
    WHEN round > 0 THEN 'COMPLETE'
    ELSE 'RECEIVING'
  END
  WHERE state = 'FAILED';

-- On one line: how many images were read, and for each other one its UID and why not.
ALTER TABLE readings ADD COLUMN outcome TEXT NOT NULL DEFAULT 'not recorded';

-- Deliveries have a lane of their own: an archive that takes long to answer holds up no report.
CREATE TABLE delivery_jobs (
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
CREATE INDEX delivery_jobs_execution_time ON delivery_jobs (execution_time);
CREATE INDEX delivery_jobs_last_heartbeat ON delivery_jobs (last_heartbeat);
INSERT INTO delivery_jobs SELECT * FROM jobs WHERE task_name = 'deliver';
DELETE FROM jobs WHERE task_name = 'deliver';
