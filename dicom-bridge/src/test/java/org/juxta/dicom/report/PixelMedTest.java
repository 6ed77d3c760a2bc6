package org.juxta.dicom.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PixelMed's DicomSRValidator: the rules of IOD and templates, an error means a broken one. */
class PixelMedTest {
  private static final Path JAR = Path.of("/usr/share/java/pixelmed.jar");

  @Test
  void findsNoErrorInTheUsualKindsAndOneInABrokenOne(@TempDir Path directory) throws Exception {
    List<Path> files =
        write(List.of(ReportKind.FINDINGS_WITHOUT_PRIOR, ReportKind.FAILED_READING), directory);
    Path broken = ReportJudgesTest.write(ReportKind.NO_FINDINGS, directory);
    ReportJudgesTest.edit(broken, PixelMedTest::misnameTheProcedure);
    files.add(broken);

    List<String> verdicts = validate(files, directory);

    assertThat(verdicts).hasSize(3);
    assertThat(verdicts.subList(0, 2)).allSatisfy(PixelMedTest::isWithoutError);
    assertThat(verdicts.get(2)).containsPattern("(?m)^Error");
  }

  /** A minute and more, so that {@code .ci/run} runs it by itself. */
  @Test
  @Tag("heavy")
  void findsNoErrorInAnyReport(@TempDir Path directory) throws Exception {
    List<Path> files = write(ReportSample.all(), directory);

    List<String> verdicts = validate(files, directory);

    assertThat(verdicts).hasSameSizeAs(files).allSatisfy(PixelMedTest::isWithoutError);
  }

  private static List<Path> write(List<? extends ReportSample> samples, Path directory)
      throws Exception {
    List<Path> files = new ArrayList<>();
    for (ReportSample sample : samples) {
      files.add(ReportJudgesTest.write(sample, directory));
    }
    return files;
  }

  private static void isWithoutError(String verdict) {
    assertThat(verdict)
        .contains("Found Root Template TID_1500 (MeasurementReport)")
        .contains("IOD validation complete")
        .doesNotContainPattern("(?m)^Error");
  }

  private static void misnameTheProcedure(Attributes document) {
    document.getSequence(org.dcm4che3.data.Tag.ContentSequence).stream()
        .filter(
            item ->
                "121058"
                    .equals(
                        item.getNestedDataset(org.dcm4che3.data.Tag.ConceptNameCodeSequence)
                            .getString(org.dcm4che3.data.Tag.CodeValue)))
        .forEach(
            item ->
                item.getNestedDataset(org.dcm4che3.data.Tag.ConceptCodeSequence)
                    .setString(org.dcm4che3.data.Tag.CodeValue, VR.SH, "1"));
  }

  /** The verdict on each file. */
  private static List<String> validate(List<Path> files, Path directory) throws Exception {
    Assumptions.assumeTrue(
        Files.exists(JAR), () -> "skipped: PixelMed is not installed, no " + JAR);
    Path classes =
        Path.of(PixelMedMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djdk.xml.xpathTotalOpLimit=0");
    command.add("-Djdk.xml.xpathExprOpLimit=0");
    command.add("-Djdk.xml.xpathExprGrpLimit=0");
    // It ends before better compiled code would pay.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(JAR + ":" + classes);
    command.add(PixelMedMain.class.getName());
    files.forEach(file -> command.add(file.toString()));
    Path output = directory.resolve("pixelmed.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(15, TimeUnit.MINUTES)).as("PixelMed ended in time").isTrue();
    String printed = Files.readString(output);
    assertThat(process.exitValue()).as(printed).isZero();
    return List.of(printed.split("(?m)^== ")).stream().skip(1).toList();
  }
}
