/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsFileTest {
  private static final FeatureStatistics STATISTICS =
      new FeatureStatistics(12, new double[] {1, -0.1}, new double[] {2, 1e-17, 1e-17, 1 / 3.0});

  @TempDir private Path folder;

  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("s.npz"), content);
  }

  private static byte[] zip(String... namesAndHeaders) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndHeaders.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndHeaders[i]));
        byte[] header = namesAndHeaders[i + 1].getBytes(StandardCharsets.ISO_8859_1);
        zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        zip.write(header.length & 0xff);
        zip.write(header.length >> 8);
        zip.write(header);
        zip.write(new byte[Double.BYTES]);
      }
    }
    return bytes.toByteArray();
  }

  private String refusal(byte[] content) throws IOException {
    Path file = write(content);
    String message =
        assertThrows(InvalidInputException.class, () -> StatisticsFile.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": ") && message.lines().count() == 1, message);
    return message;
  }

  @Test
  void everyBitComesBack() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new StatisticsFile(STATISTICS, Optional.of("network 1")).write(bytes);
    StatisticsFile read = StatisticsFile.read(write(bytes.toByteArray()));
    assertEquals(12, read.statistics().count());
    assertArrayEquals(STATISTICS.mean(), read.statistics().mean());
    assertArrayEquals(STATISTICS.covariance(), read.statistics().covariance());
    assertEquals(Optional.of("network 1"), read.network());
  }

  @Test
  void filesOfOthersHaveNoCount() throws IOException {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': %s, }\n";
    StatisticsFile read =
        StatisticsFile.read(
            write(
                zip("mu.npy", header.formatted("(1,)"), "sigma.npy", header.formatted("(1, 1)"))));
    assertEquals(0, read.statistics().count());
    assertEquals(Optional.empty(), read.network());
  }

  @Test
  void brokenFilesAreRefused() throws IOException {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': %s, }\n";
    refusal(new byte[0]);
    refusal("no zip at all".getBytes(StandardCharsets.UTF_8));
    assertTrue(refusal(zip("mu.npy", header.formatted("(1,)"))).contains("no sigma.npy"));
    refusal(zip("mu.npy", header.formatted("(9999999999,)")));
    refusal(zip("mu.npy", header.formatted("(999999999,999999999,999999999)")));
    refusal(zip("mu.npy", header.formatted("(8000,)")));
    refusal(zip("mu.npy", "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"));
    refusal(zip("mu.npy", header.formatted("(1,)"), "sigma.npy", header.formatted("(1,)")));
  }

  @Test
  void anyCutIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new StatisticsFile(STATISTICS, Optional.empty()).write(bytes);
    byte[] whole = bytes.toByteArray();
    for (int length = 0; length < whole.length; length += 7) {
      refusal(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void missingFilesAreNamed() {
    Path file = folder.resolve("none.npz");
    assertEquals(
        file + ": no such file",
        assertThrows(InvalidInputException.class, () -> StatisticsFile.read(file)).getMessage());
  }
}
