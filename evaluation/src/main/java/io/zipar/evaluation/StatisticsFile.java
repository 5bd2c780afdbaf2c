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
import io.zipar.spi.support.OneLine;
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
  private static final long MAX_COUNT = 1L << 53;

  /** Values that a small file may unpack to: twice those of the usual network. */
  private static final long FREE_VALUES = 1 << 23;

  /** Covariances of float32 are off by their rounding. */
  private static final double ROUNDING = 1e-3;

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its content
   * @throws InvalidInputException if it is missing, broken, or holds something else, such as a
   *     matrix that is no covariance: one line that names the file
   */
  public static StatisticsFile read(Path file) {
    FileProblem.requireRegular(file);
    requireArchive(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      NumpyArray mean = array(zip, MEAN, MAX_WIDTH);
      int most = (int) Math.min(MAX_WIDTH * MAX_WIDTH, Math.max(FREE_VALUES, Files.size(file)));
      NumpyArray covariance = array(zip, COVARIANCE, most);
      int width = mean.values().length;
      boolean fits = covariance.isShape(width, width);
      if (width == 0 || !mean.isShape(width) || !fits) {
        throw new IOException(
            "mu and sigma have the shapes "
                + mean.shape()
                + " and "
                + covariance.shape()
                + "; expected [n] and [n, n]");
      }
      checkCovariance(covariance.values(), width);
      return new StatisticsFile(
          new FeatureStatistics(count(zip), mean.values(), covariance.values()), network(zip));
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          file + ": holds no statistics of features: " + OneLine.of(String.valueOf(e.getMessage())),
          e);
    }
  }

  private static void requireArchive(Path file) {
    try {
      FileKind.require(file, "a NumPy archive (.npz)", FileKind.ZIP);
    } catch (IOException e) {
      throw FileProblem.of(file, e);
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
    } catch (IOException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
    for (double value : array.values()) {
      if (!Double.isFinite(value)) {
        throw new IOException(name + ": holds " + value);
      }
    }
    return array;
  }

  private static long count(ZipFile zip) throws IOException {
    if (zip.getEntry(COUNT) == null) {
      return 0;
    }
    NumpyArray count = array(zip, COUNT, 1);
    if (count.values().length != 1) {
      throw new IOException(COUNT + " has the shape " + count.shape() + "; expected one number");
    }
    double value = count.values()[0];
    if (value < 0 || value > MAX_COUNT || value != Math.rint(value)) {
      throw new IOException(
          COUNT
              + " is "
              + value
              + "; expected a whole number of pictures, 0 where it is not known");
    }
    return (long) value;
  }

  /** What every covariance fulfils and can be told without decomposing it. */
  private static void checkCovariance(double[] values, int width) throws IOException {
    double greatest = 0;
    for (int i = 0; i < width; i++) {
      double variance = values[i * width + i];
      greatest = Math.max(greatest, variance);
      if (variance < 0) {
        throw new IOException(
            "sigma is no covariance: the variance of feature "
                + i
                + " is "
                + variance
                + ", below 0");
      }
    }
    double tolerance = ROUNDING * greatest;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < i; j++) {
        double one = values[i * width + j];
        double other = values[j * width + i];
        double most = Math.sqrt(values[i * width + i] * values[j * width + j]);
        if (Math.abs(one - other) > tolerance) {
          throw new IOException(
              "sigma is no covariance: it is "
                  + one
                  + " at ["
                  + i
                  + ", "
                  + j
                  + "] but "
                  + other
                  + " at ["
                  + j
                  + ", "
                  + i
                  + "]");
        }
        if (Math.abs(one) > most + tolerance) {
          throw new IOException(
              "sigma is no covariance: "
                  + one
                  + " at ["
                  + i
                  + ", "
                  + j
                  + "] is more than the variances of both features allow");
        }
      }
    }
  }

  private static Optional<String> network(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(NETWORK);
    if (entry == null) {
      return Optional.empty();
    }
    byte[] bytes = zip.getInputStream(entry).readNBytes(MAX_NAME);
    String name = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
    return Optional.of(OneLine.of(name));
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
