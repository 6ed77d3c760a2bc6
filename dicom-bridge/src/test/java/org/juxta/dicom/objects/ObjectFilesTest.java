package org.juxta.dicom.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectFilesTest {

  @Test
  void everyDirectoryOnTheWayToANewObjectIsMadeDurable(@TempDir Path data) throws IOException {
    Path root = Files.createDirectory(data.resolve("objects"));
    List<Path> synced = new ArrayList<>();

    try (FileChannel file = new ObjectFiles(root, synced::add).create(1)) {
      assertThat(file.isOpen()).isTrue();
    }

    assertThat(synced)
        .as("the directory of the files themselves is made durable with each batch of files")
        .containsExactlyInAnyOrder(data, root, root.resolve("000000"));
  }
}
