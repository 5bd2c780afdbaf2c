/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

import io.zipar.ZiparException;
import io.zipar.backend.vector.threads.Team;
import io.zipar.models.format.CheckpointFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads an entry, array after array. Nothing in it is trusted: whoever reads says how long an array
 * is, and no memory is taken because of what a file says. Used by one thread.
 */
final class Entry implements AutoCloseable {
  private final CheckpointFile file;
  private final Team team;
  private final long bytes;
  private final int pieces;
  private final ByteBuffer[] buffers;
  private long nextByte;
  private int nextPiece;
  private int nextArray;

  private Entry(CheckpointFile file, Team team, long bytes, int pieces) {
    this.file = file;
    this.team = team;
    this.bytes = bytes;
    this.pieces = pieces;
    this.buffers = new ByteBuffer[team.threads()];
  }

  /**
   * Opens an entry.
   *
   * @param path where it would be
   * @param key that it must have
   * @param team reads
   * @return the entry, or empty if there is none
   * @throws DamagedException if what is there is none of this key, or is not whole
   */
  static Optional<Entry> open(Path path, Key key, Team team) throws DamagedException {
    if (Files.notExists(path)) {
      return Optional.empty();
    }
    CheckpointFile file = null;
    boolean opened = false;
    try {
      file = CheckpointFile.open(path);
      ByteBuffer head = Pieces.buffer(Pieces.HEAD);
      file.read(0, head);
      head.position(Pieces.HEAD - Long.BYTES - 2 * Integer.BYTES);
      long bytes = head.getLong();
      int pieces = head.getInt();
      if (!Pieces.head(key, bytes, pieces).equals(head.rewind())) {
        throw new DamagedException("its head is not that of an entry of these weights");
      }
      if (bytes < 0
          || pieces < 0
          || bytes != file.size() - Pieces.HEAD - (long) pieces * Integer.BYTES) {
        throw new DamagedException(
            "it has " + file.size() + " bytes, not as many as its head says");
      }
      opened = true;
      return Optional.of(new Entry(file, team, bytes, pieces));
    } catch (ZiparException e) {
      throw new DamagedException(e.getMessage());
    } finally {
      if (!opened && file != null) {
        file.close();
      }
    }
  }

  /**
   * Reads the next array.
   *
   * @param stored receives it; partly overwritten if it cannot be read
   * @throws DamagedException if it cannot be read, or is another
   */
  void read(StoredArray stored) throws DamagedException {
    int count = Pieces.count(stored);
    long begin = nextByte;
    int firstPiece = nextPiece;
    int array = nextArray;
    nextByte += stored.bytes();
    nextPiece += count;
    nextArray++;
    if (nextByte > bytes || nextPiece > pieces) {
      throw new DamagedException("it holds fewer weights than there are");
    }
    try {
      ByteBuffer sums = Pieces.buffer(count * Integer.BYTES);
      file.read(Pieces.HEAD + bytes + (long) firstPiece * Integer.BYTES, sums);
      AtomicBoolean whole = new AtomicBoolean(true);
      team.run(
          (from, to, thread) -> {
            for (int piece = from; piece < to && whole.get(); piece++) {
              if (!read(stored, array, piece, begin, sums.getInt(piece * Integer.BYTES), thread)) {
                whole.set(false);
              }
            }
          },
          count,
          1);
      if (!whole.get()) {
        throw new DamagedException("a checksum differs");
      }
    } catch (ZiparException e) {
      throw new DamagedException(e.getMessage());
    }
  }

  private boolean read(StoredArray stored, int array, int piece, long begin, int sum, int thread) {
    if (buffers[thread] == null) {
      buffers[thread] = Pieces.ofPiece();
    }
    ByteBuffer buffer = buffers[thread];
    buffer.clear().limit(Pieces.length(stored, piece) * stored.width());
    file.read(Pieces.HEAD + begin + (long) piece * Pieces.BYTES, buffer);
    buffer.flip();
    if (Pieces.checksum(array, stored, piece, buffer) != sum) {
      return false;
    }
    stored.take(Pieces.first(stored, piece), buffer);
    return true;
  }

  @Override
  public void close() {
    file.close();
  }
}
