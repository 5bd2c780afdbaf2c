/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.store;

import io.zipar.ZiparException;
import io.zipar.pipeline.output.FreshName;
import io.zipar.pipeline.output.SystemReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A folder in which files and folders appear whole or not at all, also if the process or the
 * machine ends in the middle: they are written beside their place, forced to the disk, and moved
 * there by one rename. Used by one thread, under the lock of the store.
 */
final class DurableFolder {
  private static final String STAGING = ".staging-";

  private final Path folder;
  private final DiskSteps steps;

  /**
   * Names the folder; nothing is touched.
   *
   * @param folder the folder
   * @param steps hears of each change before it is made
   */
  DurableFolder(Path folder, DiskSteps steps) {
    this.folder = folder;
    this.steps = Objects.requireNonNull(steps, "steps");
  }

  Path path() {
    return folder;
  }

  /** Creates it where it is missing, and removes what was never finished. */
  void begin() {
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, STAGING + "*")) {
        for (Path leftover : leftovers) {
          remove(leftover);
        }
      }
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** Puts a file into its place, instead of one that may be there. */
  void putFile(String name, byte[] content) {
    Path target = folder.resolve(name);
    Path staged = folder.resolve(FreshName.of(STAGING));
    try {
      write(staged, content);
      steps.before();
      Files.move(
          staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder(folder);
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /** Puts a folder of files into its place; one that is there is removed first. */
  void putFolder(String name, Map<String, byte[]> files) {
    Path target = folder.resolve(name);
    Path staged = folder.resolve(FreshName.of(STAGING));
    try {
      steps.before();
      Files.createDirectory(staged);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        write(staged.resolve(file.getKey()), file.getValue());
      }
      forceFolder(staged);
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        steps.before();
        remove(target);
      }
      steps.before();
      Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(folder);
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  private void write(Path file, byte[] content) throws IOException {
    steps.before();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      steps.before();
      steps.force(channel);
    }
  }

  /** So that the names in it are on the disk as well. Windows opens no folder, and needs it not. */
  private void forceFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        steps.force(channel);
      }
    }
  }

  private static void remove(Path tree) throws IOException {
    if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> inner = Files.list(tree)) {
        for (Path each : inner.toList()) {
          remove(each);
        }
      }
    }
    Files.deleteIfExists(tree);
  }

  static ZiparException failure(Path target, IOException problem) {
    return new ZiparException("cannot write " + target + ": " + SystemReason.of(problem), problem);
  }
}
