/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes archives as {@code torch.save} does. */
public final class Archive {
  private final Map<String, byte[]> members = new LinkedHashMap<>();

  /** An archive with a pickle under the folder {@code any}. */
  public static Archive of(byte[] pickle) {
    return new Archive().with("any/data.pkl", pickle);
  }

  /** Adds a member. */
  public Archive with(String name, byte[] content) {
    members.put(name, content);
    return this;
  }

  /** Adds a storage of zeros. */
  public Archive storage(String key, int bytes) {
    return with("any/data/" + key, new byte[bytes]);
  }

  /** Adds a storage of float32 values. */
  public Archive storage(String key, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return with("any/data/" + key, bytes.array());
  }

  /** Writes the archive, nothing compressed. */
  public Path write(Path file) {
    return write(file, ZipEntry.STORED);
  }

  /** Writes the archive. */
  public Path write(Path file, int method) {
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        ZipEntry entry = new ZipEntry(member.getKey());
        entry.setMethod(method);
        CRC32 crc = new CRC32();
        crc.update(member.getValue());
        entry.setSize(member.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(member.getValue());
        zip.closeEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
