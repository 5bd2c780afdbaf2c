/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline.output;

import io.zipar.InvalidInputException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a file is to appear, as the system sees it: links are followed, and a device or a pipe is
 * written to, for a file that took its place would destroy it.
 *
 * @param path where to write
 * @param isStream whether it is no file: it can neither be replaced nor taken back
 */
record OutputTarget(Path path, boolean isStream) {
  private static final int MAX_LINKS = 40;
  private static final Set<PosixFilePermission> WRITERS =
      EnumSet.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  /**
   * Looks at a path.
   *
   * @param option the option that named it, for errors
   * @throws InvalidInputException if it is a folder, may not be written, or cannot be looked at
   */
  static OutputTarget of(String option, Path named) {
    Path absolute = named.toAbsolutePath().normalize();
    try {
      if (descriptor(absolute) != null) {
        return new OutputTarget(absolute, true);
      }
      if (!Files.exists(absolute)) {
        return new OutputTarget(followed(absolute), false);
      }
      BasicFileAttributes attributes = Files.readAttributes(absolute, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new InvalidInputException(option + " " + named + ": is a folder, not a file");
      }
      if (!attributes.isRegularFile()) {
        return new OutputTarget(absolute, true);
      }
      if (isReadOnly(absolute)) {
        throw new InvalidInputException(
            option + " " + named + ": is read-only; remove it, or name another file");
      }
      return new OutputTarget(absolute.toRealPath(), false);
    } catch (IOException e) {
      throw new InvalidInputException(
          option + " " + named + ": cannot write there (" + SystemReason.of(e) + ")", e);
    }
  }

  /** Where a link leads whose file is not there yet. */
  private static Path followed(Path link) throws IOException {
    Path path = link;
    for (int i = 0; i < MAX_LINKS && Files.isSymbolicLink(path); i++) {
      path = path.resolveSibling(Files.readSymbolicLink(path)).normalize();
    }
    return path;
  }

  /** The superuser may write whatever has no permission to be written, and should not. */
  private static boolean isReadOnly(Path file) throws IOException {
    if (!Files.isWritable(file)) {
      return true;
    }
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return false;
    }
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    return attributes.permissions().stream().noneMatch(WRITERS::contains);
  }

  /**
   * The standard streams by their names: opened anew, a file would be overwritten from its start.
   */
  private static FileDescriptor descriptor(Path path) {
    switch (path.toString()) {
      case "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1":
        return FileDescriptor.out;
      case "/dev/stderr", "/dev/fd/2", "/proc/self/fd/2":
        return FileDescriptor.err;
      default:
        return null;
    }
  }

  /** Opens a stream; of a pipe, when somebody reads it. */
  OutputStream open() throws IOException {
    FileDescriptor standard = descriptor(path);
    return standard == null
        ? Files.newOutputStream(path, StandardOpenOption.WRITE)
        : new StaysOpen(new FileOutputStream(standard));
  }

  /** A standard stream, which is not this class's to close. */
  private static final class StaysOpen extends FilterOutputStream {
    StaysOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** Whether there was something at this place already. */
  boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
