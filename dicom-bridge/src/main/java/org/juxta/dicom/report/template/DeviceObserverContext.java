package org.juxta.dicom.report.template;

import java.util.List;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.content.DeviceObserver;
import org.juxta.dicom.report.tree.CodeItem;
import org.juxta.dicom.report.tree.ContainerItem;
import org.juxta.dicom.report.tree.ContentItem;
import org.juxta.dicom.report.tree.Relationship;
import org.juxta.dicom.report.tree.TextItem;
import org.juxta.dicom.report.tree.UidRefItem;

/** TID 1002, Observer Context, of a device (TID 1004). */
final class DeviceObserverContext {
  private DeviceObserverContext() {}

  static List<ContentItem> write(DeviceObserver observer) {
    return List.of(
        CodeItem.of(Relationship.HAS_OBS_CONTEXT, Concept.OBSERVER_TYPE, Concept.DEVICE.code()),
        UidRefItem.of(Relationship.HAS_OBS_CONTEXT, Concept.DEVICE_OBSERVER_UID, observer.uid()),
        text(Concept.DEVICE_OBSERVER_NAME, observer.name()),
        text(Concept.DEVICE_OBSERVER_MANUFACTURER, observer.manufacturer()),
        text(Concept.DEVICE_OBSERVER_MODEL_NAME, observer.modelName()),
        text(Concept.DEVICE_OBSERVER_SERIAL_NUMBER, observer.serialNumber()));
  }

  /** The device of a report; empty strings for what it does not say, or when a person observed. */
  static DeviceObserver read(ContainerItem root, String softwareVersion) {
    return new DeviceObserver(
        root.childOf(UidRefItem.class, Concept.DEVICE_OBSERVER_UID).map(UidRefItem::uid).orElse(""),
        text(root, Concept.DEVICE_OBSERVER_NAME),
        text(root, Concept.DEVICE_OBSERVER_MANUFACTURER),
        text(root, Concept.DEVICE_OBSERVER_MODEL_NAME),
        text(root, Concept.DEVICE_OBSERVER_SERIAL_NUMBER),
        softwareVersion);
  }

  private static TextItem text(Concept concept, String value) {
    return TextItem.of(Relationship.HAS_OBS_CONTEXT, concept, value);
  }

  private static String text(ContainerItem root, Concept concept) {
    return root.childOf(TextItem.class, concept).map(TextItem::text).orElse("");
  }
}
