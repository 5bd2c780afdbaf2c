/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.DamagedFiles;
import io.zipar.models.NumpyArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged archives and damaged arrays in whole archives are read or refused. */
class StatisticsFuzzTest {
  private static final FeatureStatistics STATISTICS =
      new FeatureStatistics(12, new double[] {1, -0.1}, new double[] {2, 0.1, 0.1, 1});

  private static final List<String> WORDS =
      List.of(
          "PK\u0001\u0002",
          "PK\u0003\u0004",
          "PK\u0005\u0006",
          "\u00ff\u00ff\u00ff\u00ff",
          "\u0000\u0000\u0000\u0000",
          "'shape': (",
          "999999999",
          "8000, 8000",
          "2L",
          "'<f4'",
          "'>f8'",
          "'|O'",
          "True",
          "mu.npy",
          "sigma.npy",
          "count.npy",
          "\u0093NUMPY\u0002\u0000",
          "\u007f\u00f0",
          "1".repeat(150),
          "\u001b[2J");

  @TempDir Path folder;

  @Test
  void damagedArchives() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new StatisticsFile(STATISTICS, Optional.of("network")).write(bytes);
    new DamagedFiles(
            List.of(bytes.toByteArray(), stored(mean())), WORDS, InvalidInputException.class)
        .check(folder.resolve("s.npz"), StatisticsFile::read);
  }

  @Test
  void damagedArrays() {
    new DamagedFiles(List.of(mean()), WORDS, InvalidInputException.class)
        .check(
            folder.resolve("s.npz"),
            file -> {
              try {
                java.nio.file.Files.write(file, stored(java.nio.file.Files.readAllBytes(file)));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              StatisticsFile.read(file);
            });
  }

  private static byte[] mean() {
    return new NumpyArray(List.of(2), STATISTICS.mean()).bytes();
  }

  private static byte[] stored(byte[] mean) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "mu.npy", mean);
      put(zip, "sigma.npy", new NumpyArray(List.of(2, 2), STATISTICS.covariance()).bytes());
      put(zip, "network.txt", "n".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
