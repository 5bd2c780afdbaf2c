/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of files that is whole or not there. It is filled under a name of its own beside its
 * target, forced to the disk, and takes the target's name by one rename.
 *
 * <ul>
 *   <li>Whenever the process or the machine ends, the target is what it was before, or not there,
 *       or all of the new folder, never a part. It can be gone because no rename replaces a folder:
 *       the old one loses its name before the new one gets it.
 *   <li>A folder cannot be locked, so what a writer left behind cannot be told from what another is
 *       at. All who put folders into one place hold a lock of their own meanwhile.
 *   <li>Where the file system cannot rename at one stroke, nothing is put there.
 * </ul>
 *
 * <p>Stateless; safe for several threads that write in different places.
 */
public final class WholeFolder {
  private WholeFolder() {}

  /**
   * Puts a folder of files into its place; one that is there is removed.
   *
   * @param target where it comes, in a folder that exists
   * @param files their names and contents
   * @param steps hears of each change before it is made
   * @throws java.nio.file.AtomicMoveNotSupportedException if the file system cannot rename at one
   *     stroke
   * @throws IOException if it cannot be written or not be put there; what was begun stays until
   *     {@link #clear}
   */
  public static void put(Path target, Map<String, byte[]> files, DiskSteps steps)
      throws IOException {
    Path folder = Staged.folderOf(target);
    Path staged = folder.resolve(FreshName.of(Staged.PREFIX));
    steps.before();
    Files.createDirectory(staged);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      write(staged.resolve(file.getKey()), file.getValue(), steps);
    }
    Staged.forceNames(staged, steps);
    Path old = folder.resolve(FreshName.of(Staged.PREFIX));
    boolean isThere = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    if (isThere) {
      steps.before();
      steps.rename(target, old);
    }
    Staged.place(staged, target, steps);
    if (isThere) {
      remove(old, steps);
    }
  }

  private static void write(Path file, byte[] content, DiskSteps steps) throws IOException {
    steps.before();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      steps.before();
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      steps.before();
      steps.force(channel);
    }
  }

  /**
   * Clears a folder of all that was begun and never finished, by {@link #put} or as a {@link
   * WholeFile}.
   *
   * @param folder one that nobody else writes to, which the caller's lock is for
   * @throws IOException if it cannot be listed, or something in it not be removed
   */
  public static void clear(Path folder) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, Staged.PREFIX + "*")) {
      for (Path each : left) {
        remove(each, DiskSteps.UNHEARD);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void remove(Path tree, DiskSteps steps) throws IOException {
    if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> inner = Files.list(tree)) {
        for (Path each : inner.toList()) {
          remove(each, steps);
        }
      }
    }
    steps.before();
    Files.deleteIfExists(tree);
  }
}
