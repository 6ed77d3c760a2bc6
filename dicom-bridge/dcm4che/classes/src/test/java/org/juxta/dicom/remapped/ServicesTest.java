package org.juxta.dicom.remapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.dcm4che3.data.UID;
import org.dcm4che3.imageio.codec.ImageReaderFactory;
import org.dcm4che3.imageio.plugins.dcm.DicomImageReader;
import org.dcm4che3.imageio.plugins.dcm.DicomImageReaderSpi;
import org.junit.jupiter.api.Test;

/** Names outside class files: service files and resources. */
class ServicesTest {
  @Test
  void everyServiceFileNamesClassesThatExist() throws IOException {
    AbsentDependencies absent = AbsentDependencies.load();
    try (Stream<Path> files = Files.list(RemappedClasses.root().resolve("META-INF/services"))) {
      List<Path> services = files.toList();
      assertThat(services).hasSizeGreaterThanOrEqualTo(3);
      for (Path service : services) {
        assertThat(service.getFileName().toString()).doesNotContain("aoju");
        for (String provider : Files.readAllLines(service)) {
          try {
            Class.forName(provider, false, getClass().getClassLoader());
          } catch (NoClassDefFoundError e) {
            assertThat(absent.contain(String.valueOf(e.getMessage()))).as(e.toString()).isTrue();
          } catch (ClassNotFoundException e) {
            throw new AssertionError(service + " names " + provider, e);
          }
        }
      }
    }
  }

  @Test
  void imageIoFindsTheDicomReader() {
    assertThat(ImageIO.getImageReadersByFormatName("DICOM"))
        .toIterable()
        .hasOnlyElementsOfType(DicomImageReader.class)
        .isNotEmpty();
    ImageReaderSpi spi =
        IIORegistry.getDefaultInstance().getServiceProviderByClass(DicomImageReaderSpi.class);
    assertThat(spi.getPluginClassName()).isEqualTo(DicomImageReader.class.getName());
  }

  @Test
  void aReaderIsFoundForEachCompressedTransferSyntax() {
    for (String syntax :
        List.of(
            UID.JPEGBaseline8Bit,
            UID.JPEGExtended12Bit,
            UID.JPEGLossless,
            UID.JPEGLosslessSV1,
            UID.JPEGLSLossless,
            UID.JPEGLSNearLossless,
            UID.JPEG2000Lossless,
            UID.JPEG2000,
            UID.RLELossless)) {
      ImageReaderFactory.ImageReaderParam param = ImageReaderFactory.getImageReaderParam(syntax);
      assertThat(param).as(syntax).isNotNull();
      ImageReader reader = ImageReaderFactory.getImageReader(param);
      assertThat(reader.getClass().getName()).as(syntax).startsWith("org.dcm4che3.");
    }
  }

  @Test
  void noResourceNamesAClassOfBus() throws IOException {
    Properties readers = new Properties();
    readers.load(
        ImageReaderFactory.class.getResourceAsStream(
            "/org/dcm4che3/imageio/codec/ImageReaderFactory.properties"));
    assertThat(readers).isNotEmpty();
    assertThat(readers.toString()).doesNotContain("aoju");
  }
}
