-- One row per kept object. The row is the truth: it is committed only after its file is complete on disk,
-- and a file without a row is removed when the store opens. The path of a file follows from its id.
CREATE TABLE stored_instance (
    id                   BIGINT       NOT NULL PRIMARY KEY,
    sop_instance_uid     VARCHAR(64)  NOT NULL,
    sop_class_uid        VARCHAR(64)  NOT NULL,
    study_instance_uid   VARCHAR(64)  NOT NULL,
    series_instance_uid  VARCHAR(64)  NOT NULL,
    patient_id           VARCHAR(1024) NOT NULL, -- '' if none
    issuer_of_patient_id VARCHAR(1024) NOT NULL, -- '' if none
    modality             VARCHAR(1024) NOT NULL, -- '' if none
    study_date           VARCHAR(1024) NOT NULL, -- as received (DA), '' if none
    study_time           VARCHAR(1024) NOT NULL, -- as received (TM), '' if none
    transfer_syntax_uid  VARCHAR(64)  NOT NULL,
    dataset_sha256       CHAR(64)     NOT NULL, -- of the dataset's bytes as received, without File Meta Information
    dataset_bytes        BIGINT       NOT NULL,
    received_at          BIGINT       NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    calling_ae_title     VARCHAR(16)  NOT NULL,
    conflicting          SMALLINT     NOT NULL, -- 1: an instance of this UID with other content was there first
    UNIQUE (sop_instance_uid, dataset_sha256)
);
CREATE INDEX stored_instance_study ON stored_instance (study_instance_uid);
CREATE INDEX stored_instance_patient ON stored_instance (patient_id, issuer_of_patient_id);
