/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIdentityTest {
  @TempDir private Path folder;
  private Path weights;

  @BeforeEach
  void makeCheckpoint() throws IOException {
    weights = Files.writeString(folder.resolve("model.safetensors"), "weights");
    Files.writeString(folder.resolve("config.json"), "{}");
    Files.writeString(Files.createDirectory(folder.resolve("vq")).resolve("model.bin"), "codes");
  }

  @Test
  void whateverOfAFolderChangesIsSeen() throws IOException {
    String before = FileIdentity.ofCheckpoint(folder);
    assertEquals(before, FileIdentity.ofCheckpoint(folder));
    for (String file : new String[] {"model.safetensors", "config.json", "vq/model.bin", "new"}) {
      Files.writeString(folder.resolve(file), "changed");
      String after = FileIdentity.ofCheckpoint(folder);
      assertNotEquals(before, after, file);
      before = after;
    }
  }

  @Test
  void aFileIsSeenWithWhatIsReadBesideIt() throws IOException {
    String before = FileIdentity.ofCheckpoint(weights);
    Files.writeString(folder.resolve("notes.txt"), "not read");
    assertEquals(before, FileIdentity.ofCheckpoint(weights));
    Files.writeString(folder.resolve("config.json"), "{\"dim\":1}");
    assertNotEquals(before, FileIdentity.ofCheckpoint(weights));
    before = FileIdentity.ofCheckpoint(weights);
    Files.writeString(folder.resolve("vq.safetensors"), "codes");
    assertNotEquals(before, FileIdentity.ofCheckpoint(weights));
  }
}
