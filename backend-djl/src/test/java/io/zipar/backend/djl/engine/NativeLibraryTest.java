/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.spi.Availability;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a user says that libtorch is. */
class NativeLibraryTest {
  private static final String LIBRARY = System.mapLibraryName("torch");

  @TempDir private Path folder;

  @Test
  void aFolderWithoutLibraryIsSaidInOneLine() {
    Path missing = folder.resolve("missing");
    for (Path each : new Path[] {folder, missing}) {
      Availability found = NativeLibrary.named(each.toString());
      assertFalse(found.usable());
      assertEquals(
          "PYTORCH_LIBRARY_PATH="
              + each
              + " holds no "
              + LIBRARY
              + ": name the folder 'lib' of a libtorch, or unset it",
          found.reason());
    }
  }

  @Test
  void theFolderOrTheFileIsTakenAndAnyOfSeveral() throws IOException {
    Path library = Files.createFile(folder.resolve(LIBRARY));
    String other = folder.resolve("missing").toString();
    for (String path :
        new String[] {folder.toString(), library.toString(), other + File.pathSeparator + folder}) {
      Availability found = NativeLibrary.named(path);
      assertTrue(found.usable(), found.reason());
      assertEquals("libtorch from " + path, found.reason());
    }
  }
}
