/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;
import io.zipar.models.format.CheckpointFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of contents of a ZIP archive, for members that are stored and not compressed: it tells
 * where in the file their bytes lie, which {@link java.util.zip.ZipFile} does not. Knows zip64; its
 * records are those of the ZIP specification (APPNOTE 6.3, sections 4.3 and 4.5.3).
 */
final class ZipDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT = 0xffff;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int EXTRA_ZIP64 = 1;
  private static final long IN_ZIP64 = 0xffffffffL;

  /** A directory of a checkpoint takes some hundred bytes per tensor. */
  private static final long MAX_DIRECTORY = 16 << 20;

  private final CheckpointFile file;
  private final Map<String, Member> members = new LinkedHashMap<>();

  private ZipDirectory(CheckpointFile file) {
    this.file = file;
  }

  /** What the directory says about a member. */
  private record Member(boolean stored, long stores, long length, long header) {}

  /** Where the directory lies. */
  private record Location(long offset, long length) {}

  static ZipDirectory read(CheckpointFile file) {
    ZipDirectory directory = new ZipDirectory(file);
    directory.readEntries(directory.locate());
    return directory;
  }

  /** The names of all members. */
  Set<String> names() {
    return members.keySet();
  }

  /** Finds the bytes of a member, empty if there is no member of this name. */
  Optional<ByteRange> find(String name) {
    Member member = members.get(name);
    if (member == null) {
      return Optional.empty();
    }
    if (!member.stored()) {
      throw file.invalid("archive member " + name + " is compressed or encrypted, expected stored");
    }
    if (member.stores() != member.length()) {
      throw file.invalid(
          "archive member "
              + name
              + " is stored in "
              + member.stores()
              + " bytes, but has "
              + member.length());
    }
    if (member.header() < 0 || member.header() > file.size() - LOCAL_BYTES) {
      throw outside(name);
    }
    ByteBuffer local = buffer(member.header(), LOCAL_BYTES);
    if (local.getInt(0) != LOCAL_SIGNATURE) {
      throw file.invalid("archive member " + name + " has no header where the directory says");
    }
    long offset = member.header() + LOCAL_BYTES + unsigned(local, 26) + unsigned(local, 28);
    if (member.length() < 0 || offset > file.size() - member.length()) {
      throw outside(name);
    }
    return Optional.of(new ByteRange(offset, member.length()));
  }

  private InvalidInputException outside(String name) {
    return file.invalid("archive member " + name + " reaches beyond the file; is it truncated?");
  }

  private Location locate() {
    int length = (int) Math.min(file.size(), END_BYTES + MAX_COMMENT);
    long start = file.size() - length;
    ByteBuffer tail = buffer(start, length);
    for (int at = length - END_BYTES; at >= 0; at--) {
      boolean commentFits = at + END_BYTES + unsigned(tail, at + 20) == length;
      if (tail.getInt(at) == END_SIGNATURE && commentFits) {
        return locate(tail.slice(at, END_BYTES).order(ByteOrder.LITTLE_ENDIAN), start + at);
      }
    }
    throw file.invalid("is no complete ZIP archive, its end record is missing; is it truncated?");
  }

  private Location locate(ByteBuffer end, long endOffset) {
    long length = end.getInt(12) & IN_ZIP64;
    long offset = end.getInt(16) & IN_ZIP64;
    long locatorOffset = endOffset - LOCATOR_BYTES;
    if (locatorOffset >= 0) {
      ByteBuffer locator = buffer(locatorOffset, LOCATOR_BYTES);
      if (locator.getInt(0) == LOCATOR_SIGNATURE) {
        long end64Offset = locator.getLong(8);
        if (end64Offset < 0 || end64Offset > locatorOffset - END64_BYTES) {
          throw file.invalid("the archive's zip64 end record lies outside the file");
        }
        ByteBuffer end64 = buffer(end64Offset, END64_BYTES);
        if (end64.getInt(0) != END64_SIGNATURE) {
          throw file.invalid("the archive's zip64 end record is broken");
        }
        length = end64.getLong(40);
        offset = end64.getLong(48);
      }
    }
    if (length < 0) {
      throw file.invalid("the archive's directory has a negative length");
    }
    if (length > MAX_DIRECTORY) {
      throw file.invalid("the archive's directory takes more than " + MAX_DIRECTORY + " bytes");
    }
    if (offset < 0 || offset > endOffset - length) {
      throw file.invalid("the archive's directory lies outside the file");
    }
    return new Location(offset, length);
  }

  private void readEntries(Location location) {
    ByteBuffer directory = buffer(location.offset(), (int) location.length());
    while (directory.remaining() > 0) {
      int at = directory.position();
      if (directory.remaining() < ENTRY_BYTES || directory.getInt(at) != ENTRY_SIGNATURE) {
        throw broken();
      }
      int nameLength = unsigned(directory, at + 28);
      int extraLength = unsigned(directory, at + 30);
      int commentLength = unsigned(directory, at + 32);
      int end = at + ENTRY_BYTES + nameLength + extraLength + commentLength;
      if (end > directory.limit()) {
        throw broken();
      }
      byte[] name = new byte[nameLength];
      directory.get(at + ENTRY_BYTES, name);
      ByteBuffer extra =
          directory
              .slice(at + ENTRY_BYTES + nameLength, extraLength)
              .order(ByteOrder.LITTLE_ENDIAN);
      add(new String(name, StandardCharsets.UTF_8), member(directory, at, extra));
      directory.position(end);
    }
  }

  private Member member(ByteBuffer directory, int at, ByteBuffer extra) {
    boolean encrypted = (unsigned(directory, at + 8) & 1) != 0;
    boolean stored = unsigned(directory, at + 10) == 0 && !encrypted;
    long compressed = directory.getInt(at + 20) & IN_ZIP64;
    long length = directory.getInt(at + 24) & IN_ZIP64;
    long header = directory.getInt(at + 42) & IN_ZIP64;
    ByteBuffer zip64 = zip64(extra);
    length = length == IN_ZIP64 ? next(zip64) : length;
    compressed = compressed == IN_ZIP64 ? next(zip64) : compressed;
    header = header == IN_ZIP64 ? next(zip64) : header;
    return new Member(stored, compressed, length, header);
  }

  private void add(String name, Member member) {
    if (members.put(name, member) != null) {
      throw file.invalid("the archive has two members " + name);
    }
  }

  /** The values of the zip64 record among the extra fields, none if there is no such record. */
  private ByteBuffer zip64(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int length = Short.toUnsignedInt(extra.getShort());
      if (length > extra.remaining()) {
        throw broken();
      }
      if (id == EXTRA_ZIP64) {
        return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      }
      extra.position(extra.position() + length);
    }
    return ByteBuffer.allocate(0);
  }

  private long next(ByteBuffer zip64) {
    if (zip64.remaining() < Long.BYTES) {
      throw broken();
    }
    return zip64.getLong();
  }

  private InvalidInputException broken() {
    return file.invalid("the archive's directory is broken");
  }

  private ByteBuffer buffer(long offset, int length) {
    return ByteBuffer.wrap(file.bytes(offset, length)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int unsigned(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }
}
