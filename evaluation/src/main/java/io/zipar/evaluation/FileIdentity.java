/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import io.zipar.models.format.Digests;
import io.zipar.models.format.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/** Names the content of files: what is computed from others has another name. */
@ApiStatus.Experimental(since = "0.1")
public final class FileIdentity {
  private static final int CHUNK = 1 << 16;

  /** A folder of a checkpoint and the folders of its parts. */
  private static final int DEPTH = 2;

  private FileIdentity() {}

  /**
   * Names the content of a file.
   *
   * @param file the file
   * @return a prefix of its SHA-256, 16 hexadecimal digits
   * @throws io.zipar.InvalidInputException if it cannot be read
   */
  public static String of(Path file) {
    FileProblem.requireRegular(file);
    MessageDigest digest = Digests.begin();
    add(digest, file);
    return Digests.end(digest);
  }

  /**
   * Names the content of a checkpoint: of a folder with the folders in it, or of a file with its
   * configuration and the tokenizers that may lie beside it, and its parts where it is an index.
   *
   * @param checkpoint a file or a folder
   * @return a prefix of the SHA-256 of names and contents, 16 hexadecimal digits
   * @throws io.zipar.InvalidInputException if a file cannot be read
   */
  public static String ofCheckpoint(Path checkpoint) {
    boolean isFolder = Files.isDirectory(checkpoint);
    boolean isIndex = checkpoint.toString().endsWith(".index.json");
    Path folder = isFolder ? checkpoint : checkpoint.toAbsolutePath().getParent();
    MessageDigest digest = Digests.begin();
    for (Path file : filesIn(folder, isFolder ? DEPTH : 1)) {
      String name = folder.relativize(file).toString();
      boolean belongs =
          isFolder
              || file.getFileName().equals(checkpoint.getFileName())
              || name.endsWith(".json")
              || name.endsWith(".tiktoken")
              || isIndex
              || name.startsWith("vq");
      if (belongs) {
        digest.update((name + "\0").getBytes(StandardCharsets.UTF_8));
        add(digest, file);
      }
    }
    return Digests.end(digest);
  }

  /**
   * Names the content of several files that are no paths.
   *
   * @param names of the files, in a fixed order
   * @param contents opens each; what it throws ends the work
   * @return a prefix of the SHA-256 of names and contents, 16 hexadecimal digits
   * @throws IOException if a file cannot be read
   */
  public static String of(List<String> names, Contents contents) throws IOException {
    MessageDigest digest = Digests.begin();
    for (String name : names) {
      digest.update((name + "\0").getBytes(StandardCharsets.UTF_8));
      try (InputStream in = contents.open(name)) {
        add(digest, in);
      }
    }
    return Digests.end(digest);
  }

  /** Opens content by its name. */
  @FunctionalInterface
  public interface Contents {
    /**
     * Opens it.
     *
     * @param name its name
     * @return the content, closed by the caller
     * @throws IOException if it cannot be read
     */
    InputStream open(String name) throws IOException;
  }

  private static List<Path> filesIn(Path folder, int depth) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw FileProblem.of(folder, e.getCause());
    } catch (IOException e) {
      throw FileProblem.of(folder, e);
    }
  }

  private static void add(MessageDigest digest, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      add(digest, in);
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    }
  }

  private static void add(MessageDigest digest, InputStream in) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      digest.update(chunk, 0, count);
    }
  }
}
