package org.juxta.dicom.listener;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.dcm4che3.data.UID;
import org.junit.jupiter.api.Test;
import org.juxta.dicom.objects.JuxtaImplementation;
import org.juxta.dicom.testing.ConformanceStatement;

/** What CONFORMANCE.md says of the listener is what the code does. */
class ConformanceTest {

  @Test
  void theBoundsOfAssociations() throws IOException {
    ListenerConfig config = new ListenerConfig("JUXTA", "127.0.0.1", 0, List.of());
    ConformanceStatement.requirePart(
        "bounds of associations",
        """
        | | |
        |---|---|
        | Application Context Name | %s |
        | Implementation Class UID | %s |
        | Implementation Version Name | %s |
        | associations at once | %d |
        | longest PDU offered | %d bytes |
        | wait for an association request | %d s |
        | wait for the next message | %d s |
        | asynchronous operations | none |
        """
            .formatted(
                UID.DICOMApplicationContext,
                JuxtaImplementation.CLASS_UID,
                JuxtaImplementation.VERSION_NAME,
                config.maxAssociations(),
                config.maxPduLength(),
                config.requestTimeout().toSeconds(),
                config.idleTimeout().toSeconds()));
  }

  @Test
  void theStorageClasses() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("| SOP classes | UID | role |\n|---|---|---|\n");
    text.append("| Verification | %s | SCP |\n".formatted(UID.Verification));
    text.append(
        "| every Storage class of the standard | %sx | SCP |\n"
            .formatted(AssociationPolicy.STORAGE));
    for (String uid : new TreeSet<>(AssociationPolicy.OTHER_STORAGE)) {
      text.append("| stored outside of that arc | %s | SCP |\n".formatted(uid));
    }
    text.append(
        "| private classes | outside of %sx | SCP |\n".formatted(AssociationPolicy.STANDARD));

    ConformanceStatement.requirePart("storage classes", text.toString());
  }

  @Test
  void theStatuses() throws IOException {
    ConformanceStatement.requirePart(
        "statuses",
        """
        | status | meaning |
        |---|---|
        | 0000H | Success: the object, its directory entry and its row are on disk; also when it was kept before, and when other content came under the same UID, which is kept beside the first |
        | %04XH | Processing failure: an error of ours |
        | %04XH | Invalid SOP Instance: the announced SOP Instance UID is no UID |
        | %04XH | SOP Class not supported: the announced class is no storage class |
        | %04XH | Out of resources: disk or database do not take it now |
        | %04XH | Data set does not match SOP Class: it is not what was announced, or has no Study or Series Instance UID |
        | %04XH | Cannot understand: the data set cannot be read |
        """
            .formatted(
                StorageService.PROCESSING_FAILURE,
                StorageService.INVALID_SOP_INSTANCE,
                StorageService.SOP_CLASS_NOT_SUPPORTED,
                StorageService.OUT_OF_RESOURCES,
                StorageService.DATASET_DOES_NOT_MATCH,
                StorageService.CANNOT_UNDERSTAND));
  }
}
