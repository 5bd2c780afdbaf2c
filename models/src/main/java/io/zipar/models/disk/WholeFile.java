/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.disk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is whole or not there. It is written under a name of its own beside its target,
 * forced to the disk, and takes the target's name by one rename.
 *
 * <ul>
 *   <li>Whenever the process or the machine ends, the target is what it was before (nothing, if
 *       nothing was there) or all of the new file, never a part. Once {@link #put} has returned it
 *       is the new one, also after a loss of power; on Windows and on file systems that force no
 *       folder the new name may reach the disk a little later.
 *   <li>Several threads and processes may write to one target at once: each writes a file of its
 *       own, and the last to put it wins. A lock on the file, which the system takes back however a
 *       process ends, tells those who {@linkplain #removeLeft clear the folder} that somebody is at
 *       it. Where the file system knows no locks, nothing is cleared.
 *   <li>Where the file system cannot rename at one stroke, {@link #put} fails and the target is as
 *       it was; there is no second way that would be less.
 *   <li>A link at the target is replaced by the file; what it leads to is not touched.
 * </ul>
 *
 * <p>One thread writes a file; its opener closes it.
 */
public final class WholeFile implements AutoCloseable {
  /**
   * How the names of this process begin. Closing a file gives up all locks of the process on it, so
   * files of one's own are not looked at when a folder is cleared.
   */
  private static final String OWN = FreshName.of(Staged.PREFIX) + "-";

  private static final int BUFFER = 1 << 16;

  private final Path target;
  private final Path staged;
  private final FileChannel channel;
  private final DiskSteps steps;
  private boolean isPlaced;

  private WholeFile(Path target, Path staged, FileChannel channel, DiskSteps steps) {
    this.target = target;
    this.staged = staged;
    this.channel = channel;
    this.steps = steps;
  }

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes everything.
     *
     * @param stream where to; closing it has no effect
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream stream) throws IOException;
  }

  /**
   * Begins a file.
   *
   * @param target where it comes, in a folder that exists
   * @return an empty file, closed by the caller
   * @throws IOException if nothing can be written in that folder
   */
  public static WholeFile beside(Path target) throws IOException {
    return beside(target, DiskSteps.UNHEARD);
  }

  /**
   * Begins a file.
   *
   * @param target where it comes, in a folder that exists
   * @param steps hears of each change before it is made
   * @return an empty file, closed by the caller
   * @throws IOException if nothing can be written in that folder
   */
  public static WholeFile beside(Path target, DiskSteps steps) throws IOException {
    Path folder = Staged.folderOf(target);
    while (true) {
      Path staged = folder.resolve(FreshName.of(OWN));
      steps.before();
      FileChannel channel =
          FileChannel.open(staged, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // Somebody who clears the folder may have been quicker.
      if (isHeld(channel) && Files.exists(staged)) {
        return new WholeFile(target, staged, channel, steps);
      }
      channel.close();
      Files.deleteIfExists(staged);
    }
  }

  private static boolean isHeld(FileChannel channel) {
    try {
      return isLocked(channel);
    } catch (IOException e) {
      // No locks here: nobody else gets one either, and what has none is let alone.
      return true;
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Writes a file and puts it into its place; what others left who wrote such files there and came
   * to a sudden end is removed.
   *
   * @param target where it comes, in a folder that exists
   * @param content its content
   * @throws IOException if it cannot be written or not be put there; the target is whole
   */
  public static void write(Path target, Content content) throws IOException {
    removeLeft(Staged.folderOf(target));
    try (WholeFile file = beside(target)) {
      OutputStream stream = new BufferedOutputStream(file.stream(), BUFFER);
      content.writeTo(stream);
      stream.flush();
      file.put();
    }
  }

  /**
   * Writes a text as {@link #write(Path, Content)} does.
   *
   * @param target where it comes, in a folder that exists
   * @param text its content, which becomes UTF-8
   * @throws IOException if it cannot be written or not be put there; the target is whole
   */
  public static void write(Path target, String text) throws IOException {
    write(target, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes all that a buffer holds behind what was written before.
   *
   * @param bytes from its position to its limit, which the position then is
   * @throws IOException if writing fails
   */
  public void write(ByteBuffer bytes) throws IOException {
    steps.before();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        WholeFile.this.write(ByteBuffer.wrap(new byte[] {(byte) value}));
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        WholeFile.this.write(ByteBuffer.wrap(bytes, from, length));
      }
    };
  }

  /**
   * Puts the file into its place, instead of one that may be there. Once, at the end.
   *
   * @throws java.nio.file.AtomicMoveNotSupportedException if the file system cannot rename at one
   *     stroke; the target is as it was
   * @throws IOException if it cannot be forced to the disk or not be renamed; the target is as it
   *     was
   */
  public void put() throws IOException {
    steps.before();
    steps.force(channel);
    Staged.place(staged, target, steps);
    isPlaced = true;
  }

  /** Ends the writing; what was not put into its place is gone. */
  @Override
  public void close() {
    try (channel) {
      if (!isPlaced) {
        steps.before();
        Files.deleteIfExists(staged);
      }
    } catch (IOException e) {
      // It has no name that anybody reads, and the next to clear the folder removes it.
      return;
    }
  }

  /**
   * Clears a folder of files that processes left which came to a sudden end, as far as that can be
   * done: those that nobody holds.
   *
   * @param folder where files are written; need not exist
   */
  public static void removeLeft(Path folder) {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, Staged.PREFIX + "*")) {
      for (Path each : left) {
        if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)
            && !each.getFileName().toString().startsWith(OWN)) {
          removeUnlessHeld(each);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It takes room and does no other harm.
      return;
    }
  }

  private static void removeUnlessHeld(Path staged) {
    try (FileChannel channel =
        FileChannel.open(staged, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (isLocked(channel)) {
        Files.deleteIfExists(staged);
      }
    } catch (IOException e) {
      // It is another user's, or was just put into its place.
      return;
    }
  }
}
