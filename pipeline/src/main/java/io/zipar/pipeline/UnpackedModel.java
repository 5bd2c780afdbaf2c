/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ZiparException;
import io.zipar.models.spi.PackagedModel;
import io.zipar.pipeline.output.Claim;
import io.zipar.pipeline.output.SystemReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of a packaged model in a temporary folder, since checkpoints are read at any place of a
 * file.
 *
 * @param folder deleted when this is closed
 * @param claim holds the name of the folder
 */
record UnpackedModel(Path folder, Claim claim) implements AutoCloseable {
  /** What measuring alone needs. */
  private static final String CLASSIFIER = "classifier.safetensors";

  private static final String FOLDER_MODE = "rwx------";
  private static final String FILE_MODE = "rw-------";

  /**
   * Unpacks what generating needs: all but the classifier.
   *
   * @param model the model
   * @return its files; closed by the caller
   * @throws ZiparException if the temporary folder cannot be written
   */
  static UnpackedModel of(PackagedModel model) {
    try {
      UnpackedModel unpacked = makeFolder();
      try {
        for (String file : needed(model)) {
          Path target = Files.createFile(unpacked.folder().resolve(file), ownerOnly(FILE_MODE));
          try (InputStream in = model.open(file);
              OutputStream out = Files.newOutputStream(target)) {
            in.transferTo(out);
          }
        }
        return unpacked;
      } catch (IOException | RuntimeException e) {
        unpacked.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ZiparException(
          "model '"
              + model.name()
              + "' cannot be unpacked to the temporary folder "
              + temporaryFolder()
              + ": "
              + SystemReason.of(e),
          e);
    }
  }

  private static UnpackedModel makeFolder() throws IOException {
    Claim claim = Claim.in(temporaryFolder(), "zipar-model-");
    try {
      Path folder = temporaryFolder().resolve(claim.name());
      return new UnpackedModel(Files.createDirectory(folder, ownerOnly(FOLDER_MODE)), claim);
    } catch (IOException e) {
      claim.close();
      throw e;
    }
  }

  private static Path temporaryFolder() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static FileAttribute<?>[] ownerOnly(String mode) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
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
      claim.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
