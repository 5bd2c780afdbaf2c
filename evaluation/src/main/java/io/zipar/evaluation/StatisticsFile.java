/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.models.NumpyArray;
import io.zipar.models.format.FileKind;
import io.zipar.models.format.FileProblem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Statistics in a file: a NumPy archive with {@code mu} and {@code sigma}, which pytorch-fid and
 * others write and read too, and beside them the number of pictures and the network's name. Saved
 * in float64, since rounding shows in the root of a singular covariance.
 *
 * @param statistics what it holds
 * @param network {@link FeatureNetwork#identity()} of the network; empty in files of others
 */
@ApiStatus.Experimental(since = "0.1")
public record StatisticsFile(FeatureStatistics statistics, Optional<String> network) {
  private static final String MEAN = "mu.npy";
  private static final String COVARIANCE = "sigma.npy";
  private static final String COUNT = "count.npy";
  private static final String NETWORK = "network.txt";
  private static final int MAX_WIDTH = 1 << 13;
  private static final int MAX_NAME = 1 << 12;

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its content
   * @throws InvalidInputException if it is missing, broken, or holds something else
   */
  public static StatisticsFile read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": no such file");
    }
    try {
      FileKind.require(file, "a NumPy archive (.npz)", FileKind.ZIP);
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      NumpyArray mean = array(zip, MEAN, MAX_WIDTH);
      NumpyArray covariance = array(zip, COVARIANCE, MAX_WIDTH * MAX_WIDTH);
      int width = mean.values().length;
      boolean fits = covariance.isShape(width, width);
      if (width == 0 || !mean.isShape(width) || !fits) {
        throw new IOException(
            "mu and sigma have the shapes " + mean.shape() + " and " + covariance.shape());
      }
      boolean counted = zip.getEntry(COUNT) != null;
      long count = counted ? (long) array(zip, COUNT, 1).values()[0] : 0;
      return new StatisticsFile(
          new FeatureStatistics(count, mean.values(), covariance.values()), network(zip));
    } catch (EOFException e) {
      throw new InvalidInputException(file + ": an array ends early", e);
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw new InvalidInputException(
          file + ": holds no statistics of features: " + e.getMessage(), e);
    }
  }

  private static NumpyArray array(ZipFile zip, String name, int most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("it has no " + name);
    }
    NumpyArray array;
    try (InputStream in = zip.getInputStream(entry)) {
      array = NumpyArray.read(in, most);
    }
    for (double value : array.values()) {
      if (!Double.isFinite(value)) {
        throw new IOException(name + " holds " + value);
      }
    }
    return array;
  }

  private static Optional<String> network(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(NETWORK);
    if (entry == null) {
      return Optional.empty();
    }
    byte[] bytes = zip.getInputStream(entry).readNBytes(MAX_NAME);
    return Optional.of(new String(bytes, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip());
  }

  /**
   * Writes the file.
   *
   * @param target receives it; the caller closes it
   * @throws IOException if that fails
   */
  public void write(OutputStream target) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(target);
    int width = statistics.width();
    put(zip, MEAN, new NumpyArray(List.of(width), statistics.mean()).bytes());
    put(zip, COVARIANCE, new NumpyArray(List.of(width, width), statistics.covariance()).bytes());
    put(zip, COUNT, new NumpyArray(List.of(), new double[] {statistics.count()}).bytes());
    put(zip, NETWORK, network.orElse("").getBytes(StandardCharsets.UTF_8));
    zip.finish();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
