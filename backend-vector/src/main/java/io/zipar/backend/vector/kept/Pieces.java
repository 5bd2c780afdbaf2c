/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * How an entry is made. A head of {@link #HEAD} bytes, then the arrays one behind the other without
 * gaps, then a checksum of four bytes for each piece of each array. A piece has {@link #BYTES}, the
 * last of an array may have fewer. All numbers have the lowest byte first.
 *
 * <p>A checksum covers which array of the entry and which piece of it this is, and how long the
 * array is, so that a piece in another place is as wrong as one with other bytes.
 */
final class Pieces {
  /** Bytes of a piece: those of the second cache, where they are still when they are checked. */
  static final int BYTES = 1 << 18;

  /** Mark of 8 bytes, version, key of 32 bytes, bytes of all arrays, pieces, checksum of these. */
  static final int HEAD = Long.BYTES + Integer.BYTES + Key.BYTES + Long.BYTES + 2 * Integer.BYTES;

  private static final long MARK = 0x7a69706172777473L;

  private Pieces() {}

  /** Pieces of an array. */
  static int count(StoredArray stored) {
    return (int) ((stored.bytes() + BYTES - 1) / BYTES);
  }

  /** Elements before a piece. */
  static int first(StoredArray stored, int piece) {
    return piece * (BYTES / stored.width());
  }

  /** Elements of a piece. */
  static int length(StoredArray stored, int piece) {
    return Math.min(BYTES / stored.width(), stored.length() - first(stored, piece));
  }

  /** The checksum of the bytes between a buffer's position and limit, which stay where they are. */
  static int checksum(int array, StoredArray stored, int piece, ByteBuffer bytes) {
    ByteBuffer place = buffer(4 * Integer.BYTES);
    place.putInt(array).putInt(piece).putInt(stored.length()).putInt(stored.width()).flip();
    CRC32C sum = new CRC32C();
    sum.update(place);
    sum.update(bytes.duplicate());
    return (int) sum.getValue();
  }

  /** The head of an entry. */
  static ByteBuffer head(Key key, long bytes, int pieces) {
    ByteBuffer head = buffer(HEAD);
    head.putLong(MARK).putInt(Key.VERSION).put(key.bytes()).putLong(bytes).putInt(pieces);
    CRC32C sum = new CRC32C();
    sum.update(head.duplicate().flip());
    return head.putInt((int) sum.getValue()).flip();
  }

  /** An empty buffer on the heap. */
  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** An empty buffer for a piece, off the heap, so that reading copies it once. */
  static ByteBuffer ofPiece() {
    return ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }
}
