package org.juxta.dicom.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.template.MeasurementReport;
import org.juxta.dicom.report.tree.ContainerItem;
import org.juxta.dicom.report.tree.ImageItem;
import org.juxta.dicom.report.tree.NumItem;
import org.juxta.dicom.report.tree.ScoordItem;
import org.juxta.dicom.report.tree.TextItem;
import org.juxta.dicom.report.tree.UidRefItem;

/**
 * What OHIF's SR class handler takes for granted and fails without, though no validator asks for
 * it.
 */
class ViewerRulesTest {

  @ParameterizedTest
  @MethodSource("org.juxta.dicom.report.ReportSample#all")
  void theRootIsAnImagingMeasurementReportByTid1500(ReportSample kind) {
    ContainerItem root = MeasurementReport.write(kind.content());

    assertThat(root.concept()).isEqualTo(Concept.IMAGING_MEASUREMENT_REPORT.code());
    assertThat(root.template()).isEqualTo("1500");
    assertThat(root.childrenOf(ContainerItem.class, Concept.IMAGING_MEASUREMENTS)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("org.juxta.dicom.report.ReportSample#all")
  void theFirstGroupOfTheLibraryHoldsEveryImageThatRegionsLieOn(ReportSample kind) {
    ContainerItem root = MeasurementReport.write(kind.content());
    ContainerItem library = root.childOf(ContainerItem.class, Concept.IMAGE_LIBRARY).orElseThrow();
    Set<String> listed =
        library
            .childOf(ContainerItem.class, Concept.IMAGE_LIBRARY_GROUP)
            .orElseThrow()
            .childrenOf(ImageItem.class)
            .map(ImageItem::sopInstanceUid)
            .collect(Collectors.toSet());

    assertThat(listed).isNotEmpty();
    assertThat(groups(root).stream().flatMap(group -> group.childrenOf(ScoordItem.class)))
        .allSatisfy(
            region ->
                assertThat(region.childrenOf(ImageItem.class).map(ImageItem::sopInstanceUid))
                    .hasSize(1)
                    .allMatch(listed::contains));
  }

  @ParameterizedTest
  @MethodSource("org.juxta.dicom.report.ReportSample#all")
  void everyGroupCanBeTrackedAndEveryNumberHasItsRegion(ReportSample kind) {
    List<ContainerItem> groups = groups(MeasurementReport.write(kind.content()));

    assertThat(groups).hasSameSizeAs(kind.content().findings());
    assertThat(groups.stream().map(ViewerRulesTest::trackingUid)).doesNotHaveDuplicates();
    assertThat(groups)
        .allSatisfy(
            group -> {
              assertThat(group.childOf(TextItem.class, Concept.TRACKING_IDENTIFIER)).isPresent();
              assertThat(group.childrenOf(NumItem.class))
                  .allSatisfy(number -> assertThat(number.childrenOf(ScoordItem.class)).hasSize(1));
            });
  }

  private static String trackingUid(ContainerItem group) {
    return group
        .childOf(UidRefItem.class, Concept.TRACKING_UNIQUE_IDENTIFIER)
        .map(UidRefItem::uid)
        .orElseThrow();
  }

  private static List<ContainerItem> groups(ContainerItem root) {
    return root.childOf(ContainerItem.class, Concept.IMAGING_MEASUREMENTS)
        .orElseThrow()
        .childrenOf(ContainerItem.class, Concept.MEASUREMENT_GROUP)
        .toList();
  }
}
