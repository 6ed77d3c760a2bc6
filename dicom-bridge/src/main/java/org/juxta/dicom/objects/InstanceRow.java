package org.juxta.dicom.objects;

/** One row of {@code stored_instance} before it is written. */
record InstanceRow(
    long id,
    DatasetHead head,
    String transferSyntaxUid,
    String datasetSha256,
    long datasetBytes,
    String callingAeTitle) {}
