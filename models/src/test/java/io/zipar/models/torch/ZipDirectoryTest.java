/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.InvalidInputException;
import io.zipar.models.format.CheckpointFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives made by hand, with a member behind 4 GiB where zip64 records are needed. */
class ZipDirectoryTest {
  private static final byte[] CONTENT = {1, 2, 3};
  private static final byte[] NAME = "x/data/7".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  @Test
  void findsAMemberByItsClassicRecords() throws IOException {
    checkFound(write(1000, false));
  }

  @Test
  void findsAMemberByItsZip64Records() throws IOException {
    checkFound(write(1000, true));
  }

  @Test
  void findsAMemberBehindFourGibibytes() throws IOException {
    checkFound(write(5L << 30, true));
  }

  @Test
  void anyShorterFileIsRefused() throws IOException {
    Path path = write(10, true);
    long size;
    try (CheckpointFile file = CheckpointFile.open(path)) {
      size = file.size();
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      while (--size >= 0) {
        channel.truncate(size);
        try (CheckpointFile file = CheckpointFile.open(path)) {
          assertThrows(InvalidInputException.class, () -> ZipDirectory.read(file));
        }
      }
    }
  }

  @Test
  void twoMembersOfOneNameAreRefused() throws IOException {
    Path path = folder.resolve("a.pt");
    ByteBuffer entry = entry(0, false);
    ByteBuffer twice = ByteBuffer.allocate(2 * entry.remaining());
    twice.put(entry.duplicate()).put(entry).flip();
    try (FileChannel channel = create(path)) {
      long end = put(channel, 0, local());
      put(channel, put(channel, end, twice), end((int) end, twice.capacity()));
    }
    assertEquals(path + ": the archive has two members x/data/7", refusal(path));
  }

  @Test
  void recordsThatPointElsewhereAreRefused() throws IOException {
    Path path = folder.resolve("a.pt");
    try (FileChannel channel = create(path)) {
      put(channel, 0, end(5, 100));
    }
    assertEquals(path + ": the archive's directory lies outside the file", refusal(path));
    try (FileChannel channel = create(path)) {
      put(channel, 0, end(0, 17 << 20));
    }
    assertEquals(path + ": the archive's directory takes more than 16777216 bytes", refusal(path));
    try (FileChannel channel = create(path)) {
      put(channel, put(channel, 0, local()), end(0, 30));
    }
    assertEquals(path + ": the archive's directory is broken", refusal(path));
    Path far = folder.resolve("far.pt");
    try (FileChannel channel = create(far)) {
      ByteBuffer entry = entry(4000, false);
      put(channel, put(channel, 0, entry), end(0, entry.capacity()));
    }
    try (CheckpointFile file = CheckpointFile.open(far)) {
      ZipDirectory directory = ZipDirectory.read(file);
      assertEquals(
          far + ": archive member x/data/7 reaches beyond the file; is it truncated?",
          assertThrows(InvalidInputException.class, () -> directory.find("x/data/7")).getMessage());
    }
    try (FileChannel channel = create(far)) {
      ByteBuffer entry = entry(0, false);
      put(channel, put(channel, 0, entry), end(0, entry.capacity()));
    }
    try (CheckpointFile file = CheckpointFile.open(far)) {
      ZipDirectory directory = ZipDirectory.read(file);
      assertEquals(
          far + ": archive member x/data/7 has no header where the directory says",
          assertThrows(InvalidInputException.class, () -> directory.find("x/data/7")).getMessage());
    }
  }

  private static String refusal(Path path) {
    try (CheckpointFile file = CheckpointFile.open(path)) {
      return assertThrows(InvalidInputException.class, () -> ZipDirectory.read(file)).getMessage();
    }
  }

  private static void checkFound(Path path) {
    try (CheckpointFile file = CheckpointFile.open(path)) {
      ByteRange range = ZipDirectory.read(file).find("x/data/7").orElseThrow();
      assertEquals(CONTENT.length, range.length());
      assertArrayEquals(CONTENT, file.bytes(range.offset(), CONTENT.length));
    }
  }

  /** One member at an offset, the bytes before it being a hole of the file system. */
  private Path write(long offset, boolean zip64) throws IOException {
    Path path = folder.resolve("a.pt");
    try (FileChannel channel = create(path)) {
      long directory = put(channel, offset, local());
      ByteBuffer entry = entry(offset, zip64);
      long end = put(channel, directory, entry);
      if (zip64) {
        end = put(channel, end, end64(directory, entry.capacity(), end));
        put(channel, end, end(-1, -1));
      } else {
        put(channel, end, end((int) directory, entry.capacity()));
      }
    }
    return path;
  }

  private static FileChannel create(Path path) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.SPARSE);
  }

  private static long put(FileChannel channel, long offset, ByteBuffer bytes) throws IOException {
    ByteBuffer rest = bytes.duplicate();
    long next = offset;
    while (rest.hasRemaining()) {
      next += channel.write(rest, next);
    }
    return next;
  }

  private static ByteBuffer local() {
    ByteBuffer record = little(30 + NAME.length + 4 + CONTENT.length);
    record.putInt(0, 0x04034b50).putShort(26, (short) NAME.length).putShort(28, (short) 4);
    record.put(30, NAME).put(30 + NAME.length + 4, CONTENT);
    return record;
  }

  private static ByteBuffer entry(long offset, boolean zip64) {
    int extra = zip64 ? 5 + 4 + 24 : 0;
    ByteBuffer record = little(46 + NAME.length + extra);
    record.putInt(0, 0x02014b50).putShort(28, (short) NAME.length);
    record.putShort(30, (short) extra).put(46, NAME);
    if (zip64) {
      record.putInt(20, -1).putInt(24, -1).putInt(42, -1);
      record.position(46 + NAME.length);
      record.putShort((short) 0x4246).putShort((short) 1).put((byte) 'Z');
      record.putShort((short) 1).putShort((short) 24);
      record.putLong(CONTENT.length).putLong(CONTENT.length).putLong(offset);
      record.rewind();
    } else {
      record.putInt(20, CONTENT.length).putInt(24, CONTENT.length).putInt(42, (int) offset);
    }
    return record;
  }

  private static ByteBuffer end64(long directory, long length, long own) {
    ByteBuffer record = little(56 + 20);
    record.putInt(0, 0x06064b50).putLong(40, length).putLong(48, directory);
    return record.putInt(56, 0x07064b50).putLong(64, own);
  }

  private static ByteBuffer end(int directory, int length) {
    return little(22).putInt(0, 0x06054b50).putInt(12, length).putInt(16, directory);
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
