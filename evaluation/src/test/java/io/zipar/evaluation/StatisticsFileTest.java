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
import io.zipar.models.NumpyArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

  /** Of Python 2, and in either order of the keys. */
  @Test
  void headersOfPython2() throws IOException {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (%s), }\n";
    StatisticsFile read =
        StatisticsFile.read(
            write(zip("mu.npy", header.formatted("1L,"), "sigma.npy", header.formatted("1L, 1L"))));
    assertEquals(1, read.statistics().width());
    read =
        StatisticsFile.read(
            write(
                zip(
                    "mu.npy",
                    "{'shape': (1,), 'fortran_order': True, 'descr': '<f8'}",
                    "sigma.npy",
                    header.formatted("1L, 1L"))));
    assertEquals(1, read.statistics().width());
  }

  @Test
  void countsAreWholeNumbers() throws IOException {
    for (double count : new double[] {-1, -9e18, 0.5, 1e300}) {
      assertTrue(
          refusal(archive(STATISTICS.covariance(), new double[] {count}, 1))
              .contains("count.npy is " + count + "; expected a whole number"));
    }
    assertTrue(
        refusal(archive(STATISTICS.covariance(), new double[0], 0))
            .endsWith("count.npy has the shape [0]; expected one number"));
    assertTrue(refusal(archive(STATISTICS.covariance(), new double[2], 2)).contains("count.npy"));
    StatisticsFile.read(write(archive(STATISTICS.covariance(), new double[] {5}, 1)));
  }

  @Test
  void aMatrixThatIsNoCovariance() throws IOException {
    double[] count = {12};
    assertTrue(
        refusal(archive(new double[] {-2, 0, 0, -1}, count, 1))
            .endsWith("sigma is no covariance: the variance of feature 0 is -2.0, below 0"));
    assertTrue(
        refusal(archive(new double[] {2, 0.5, 0.1, 1}, count, 1))
            .endsWith("sigma is no covariance: it is 0.1 at [1, 0] but 0.5 at [0, 1]"));
    assertTrue(
        refusal(archive(new double[] {1, 3, 3, 1}, count, 1))
            .endsWith("is more than the variances of both features allow"));
    assertTrue(
        refusal(archive(new double[] {1, Double.NaN, 0, 1}, count, 1)).endsWith("holds NaN"));
  }

  @Test
  void controlCharactersOfAHeaderStayThere() throws IOException {
    String message =
        refusal(zip("mu.npy", "\u001b[2J\u0007\u009b31m\r\nzipar: all is well" + "x".repeat(9000)));
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
    assertTrue(message.length() < 400, message);
  }

  @Test
  void otherFilesAreNamedForWhatTheyAre() throws IOException {
    assertTrue(
        refusal("version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.UTF_8))
            .contains("is a Git LFS pointer, not a NumPy archive (.npz)"));
    assertTrue(
        refusal("<html></html>".getBytes(StandardCharsets.UTF_8)).contains("is an HTML page"));
  }

  private static byte[] archive(double[] covariance, double[] count, int countSide)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("mu.npy"));
      zip.write(new NumpyArray(List.of(2), STATISTICS.mean()).bytes());
      zip.putNextEntry(new ZipEntry("sigma.npy"));
      zip.write(new NumpyArray(List.of(2, 2), covariance).bytes());
      zip.putNextEntry(new ZipEntry("count.npy"));
      zip.write(new NumpyArray(List.of(countSide), count).bytes());
    }
    return bytes.toByteArray();
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
