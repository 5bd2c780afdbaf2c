/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ZiparException;
import io.zipar.models.spi.PackagedModel;
import io.zipar.pipeline.output.FreshName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files of a packaged model in a temporary folder, since checkpoints are read at any place of a
 * file.
 *
 * @param folder deleted when this is closed
 */
record UnpackedModel(Path folder) implements AutoCloseable {
  /** What measuring alone needs. */
  private static final String CLASSIFIER = "classifier.safetensors";

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /**
   * Unpacks what generating needs: all but the classifier.
   *
   * @param model the model
   * @return its files; closed by the caller
   * @throws ZiparException if the temporary folder cannot be written
   */
  static UnpackedModel of(PackagedModel model) {
    try {
      UnpackedModel unpacked = new UnpackedModel(freshFolder());
      try {
        for (String file : needed(model)) {
          try (InputStream in = model.open(file)) {
            Files.copy(in, unpacked.folder().resolve(file));
          }
        }
        return unpacked;
      } catch (IOException | RuntimeException e) {
        unpacked.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ZiparException(
          "model '" + model.name() + "' cannot be unpacked to the temporary folder: " + e, e);
    }
  }

  private static Path freshFolder() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), FreshName.of("zipar-model"));
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? Files.createDirectory(folder, OWNER_ONLY)
        : Files.createDirectory(folder);
  }

  private static List<String> needed(PackagedModel model) {
    return model.files().stream().filter(file -> !file.equals(CLASSIFIER)).toList();
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
