/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

import io.zipar.backend.vector.threads.Team;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Names files by their content. To read a large checkpoint for that at every start would take as
 * long as the start itself, so the name is noted in the folder together with the file's place,
 * size, times and number on the disk, and holds as long as all of these are the same. A note that
 * is broken or of another version counts as none.
 */
final class ContentNames {
  private static final String NOTE = "content-1";
  private static final int WORDS = 4;
  private static final int CHUNK = 1 << 20;

  /** A file that changed so shortly ago may change once more without its times telling. */
  private static final long SETTLED_MILLIS = 2000;

  private final KeptFolder folder;
  private final Team team;
  private final long least;
  private final InstantSource clock;

  /**
   * Names files.
   *
   * @param folder where notes are
   * @param team reads the files
   * @param least bytes from which on a note is made; smaller files are read every time
   * @param clock tells whether a file changed just now
   */
  ContentNames(KeptFolder folder, Team team, long least, InstantSource clock) {
    this.folder = folder;
    this.team = team;
    this.least = least;
    this.clock = clock;
  }

  /**
   * Names the content of a file.
   *
   * @return a digest of {@link Key#BYTES}
   * @throws io.zipar.InvalidInputException if it cannot be read
   */
  byte[] of(Path file) {
    long now = clock.millis();
    Optional<Stamp> stamp = Stamp.of(file);
    if (stamp.isEmpty() || stamp.get().size < least) {
      return read(file);
    }
    Path note = folder.resolve(stamp.get().place + ".content");
    Optional<byte[]> noted = find(note, stamp.get());
    if (noted.isPresent()) {
      return noted.get();
    }
    byte[] name = read(file);
    boolean settled = stamp.get().changed < now - SETTLED_MILLIS;
    if (settled && Stamp.of(file).equals(stamp)) {
      folder.tryPut(note, text(stamp.get(), name).getBytes(StandardCharsets.UTF_8));
    }
    return name;
  }

  private static Optional<byte[]> find(Path note, Stamp stamp) {
    try {
      if (!Files.isRegularFile(note) || Files.size(note) > CHUNK) {
        return Optional.empty();
      }
      String found = Files.readString(note);
      String[] words = found.split(" ", -1);
      if (words.length != WORDS) {
        return Optional.empty();
      }
      byte[] name = HexFormat.of().parseHex(words[2]);
      return found.equals(text(stamp, name)) ? Optional.of(name) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(Stamp stamp, byte[] name) {
    String words = NOTE + " " + stamp.state + " " + HexFormat.of().formatHex(name);
    return words + " " + hex(words) + "\n";
  }

  private static String hex(String text) {
    return Digests.full(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of the digests of all chunks, which several threads compute. */
  private byte[] read(Path path) {
    try (CheckpointFile file = CheckpointFile.open(path)) {
      int chunks = Math.toIntExact((file.size() + CHUNK - 1) / CHUNK);
      byte[] digests = new byte[Math.multiplyExact(chunks, Key.BYTES)];
      ByteBuffer[] buffers = new ByteBuffer[team.threads()];
      Arrays.setAll(buffers, each -> ByteBuffer.allocateDirect(CHUNK));
      team.run(
          (from, to, thread) -> {
            ByteBuffer bytes = buffers[thread];
            for (int chunk = from; chunk < to; chunk++) {
              long begin = (long) chunk * CHUNK;
              bytes.clear().limit((int) Math.min(CHUNK, file.size() - begin));
              file.read(begin, bytes);
              MessageDigest digest = Digests.begin();
              digest.update(bytes.flip());
              System.arraycopy(digest.digest(), 0, digests, chunk * Key.BYTES, Key.BYTES);
            }
          },
          chunks,
          8);
      MessageDigest all = Digests.begin();
      all.update(Long.toString(file.size()).getBytes(StandardCharsets.UTF_8));
      return all.digest(digests);
    }
  }

  /**
   * By what a file is known again.
   *
   * @param place names where it is
   * @param state names all that changes with its content
   * @param size its bytes
   * @param changed when it changed last, in milliseconds since 1970
   */
  private record Stamp(String place, String state, long size, long changed) {
    static Optional<Stamp> of(Path file) {
      try {
        String real = file.toRealPath().toString();
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        long changed = attributes.lastModifiedTime().toMillis();
        String state =
            real
                + "\0"
                + attributes.size()
                + "\0"
                + attributes.lastModifiedTime()
                + "\0"
                + attributes.creationTime()
                + "\0"
                + attributes.fileKey();
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")
            && Files.getAttribute(file, "unix:ctime") instanceof FileTime time) {
          state += "\0" + time;
          changed = Math.max(changed, time.toMillis());
        }
        return Optional.of(new Stamp(hex(real), hex(state), attributes.size(), changed));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }
}
