/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.DamagedFiles;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged pictures are read or refused. */
class PictureFuzzTest {
  private static final List<String> WORDS =
      List.of(
          "IHDR",
          "IDAT",
          "IEND",
          "PLTE",
          "tRNS",
          "iCCP",
          "zTXt",
          "\u00ff\u00d8",
          "\u00ff\u00d9",
          "\u00ff\u00da",
          "\u00ff\u00c0",
          "\u00ff\u00c2",
          "\u00ff\u00c4",
          "\u00ff\u00dd",
          "\u00ff\u00ee",
          "\u007f\u00ff\u00ff\u00ff",
          "\u0000\u0000\u0000\u0000",
          "\u0000\u0001",
          "\u0010",
          "Adobe",
          "Exif\u0000\u0000II*\u0000\b\u0000\u0000\u0000",
          "eXIf",
          "II*\u0000",
          "GIF89a",
          "BM",
          ",\u0000\u0000\u0000\u0000",
          "JFIF\u0000");

  @TempDir Path folder;

  @Test
  void damagedPictures() throws IOException, URISyntaxException {
    List<byte[]> seeds = new ArrayList<>();
    for (Path file : PictureReaderTest.pictures()) {
      seeds.add(Files.readAllBytes(file));
    }
    new DamagedFiles(seeds, WORDS, InvalidInputException.class)
        .check(folder.resolve("picture"), PictureReader::read);
  }
}
