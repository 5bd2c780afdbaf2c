/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline.output;

import io.zipar.ApiStatus;
import io.zipar.models.disk.FreshName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;

/**
 * A name in a folder for files that are there for a while only, held by a lock that the system
 * takes back however the process ends. So what a process that was killed has left can be told from
 * what another one is at, and is removed by the next that makes a claim there.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Claim implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final Path lockFile;
  private final FileChannel channel;
  private final String name;

  private Claim(Path lockFile, FileChannel channel, String name) {
    this.lockFile = lockFile;
    this.channel = channel;
    this.name = name;
  }

  /**
   * Claims a name nobody has, and removes what is left of claims whose processes were killed.
   *
   * @param folder where
   * @param prefix how the name begins, for claims of one kind
   * @return the claim; closed by the caller, when its files are gone
   * @throws IOException if the folder cannot be written
   */
  public static Claim in(Path folder, String prefix) throws IOException {
    String name = FreshName.of(prefix) + "-" + ProcessHandle.current().pid();
    Path lockFile = folder.resolve(name + LOCK);
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      lock(channel);
      removeLeftovers(folder, prefix, Files.getOwner(lockFile));
    } catch (IOException e) {
      // Files can be written here, but not locked, listed or owned: nothing will be cleared.
      return new Claim(lockFile, channel, name);
    }
    return new Claim(lockFile, channel, name);
  }

  /**
   * The claimed name.
   *
   * @return what every file of this claim must begin with
   */
  public String name() {
    return name;
  }

  private static boolean lock(FileChannel channel) throws IOException {
    FileLock lock = channel.tryLock();
    return lock != null;
  }

  private static void removeLeftovers(Path folder, String prefix, UserPrincipal owner)
      throws IOException {
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(folder, prefix + "*" + LOCK)) {
      for (Path lock : locks) {
        String file = lock.getFileName().toString();
        String claimed = file.substring(0, file.length() - LOCK.length());
        // Closing a file gives up all locks of this process on it: those are let alone.
        boolean own = claimed.endsWith("-" + ProcessHandle.current().pid());
        if (!own && isLeftBehind(lock, owner)) {
          remove(folder, claimed);
        }
      }
    }
  }

  private static boolean isLeftBehind(Path lock, UserPrincipal owner) {
    try {
      if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)
          || !owner.equals(Files.getOwner(lock, LinkOption.NOFOLLOW_LINKS))) {
        return false;
      }
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        return lock(channel);
      }
    } catch (IOException e) {
      return false;
    }
  }

  private static void remove(Path folder, String claimed) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, claimed + "*")) {
      for (Path file : files) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          try (DirectoryStream<Path> inner = Files.newDirectoryStream(file)) {
            for (Path each : inner) {
              Files.deleteIfExists(each);
            }
          }
        }
        Files.deleteIfExists(file);
      }
    }
  }

  /** Gives the name back. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(lockFile);
      channel.close();
    } catch (IOException e) {
      // The next claim in this folder finds the lock free, and removes the file.
      return;
    }
  }
}
