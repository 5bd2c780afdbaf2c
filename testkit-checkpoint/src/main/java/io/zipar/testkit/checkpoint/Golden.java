/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arrays of one fixture folder, as written by the original authors' code: tokens, logits and
 * pictures, named for the run that they came from.
 */
public final class Golden {
  private final Path folder;
  private final ByteBuffer file;
  private final String header;

  private Golden(Path folder, ByteBuffer file, String header) {
    this.folder = folder;
    this.file = file;
    this.header = header;
  }

  /** Opens a LlamaGen case. */
  public static Golden of(String name) {
    return at("llamagen/" + name);
  }

  /** Opens a folder of the test resources, which a backend takes from those of models. */
  public static Golden at(String name) {
    try {
      Path folder = Path.of(Golden.class.getResource("/" + name).toURI());
      ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("expected.safetensors")));
      file.order(ByteOrder.LITTLE_ENDIAN);
      int length = (int) file.getLong();
      String header = new String(file.array(), Long.BYTES, length, StandardCharsets.UTF_8);
      return new Golden(folder, file.slice(Long.BYTES + length, file.remaining() - length), header);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The folder, which holds the model too. */
  public Path folder() {
    return folder;
  }

  /** An F32 array, flat. */
  public float[] floats(String name) {
    ByteBuffer bytes = bytes(name, "F32");
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /** A U8 array, flat. */
  public byte[] bytes(String name) {
    ByteBuffer bytes = bytes(name, "U8");
    byte[] values = new byte[bytes.remaining()];
    bytes.get(values);
    return values;
  }

  /** An I64 array, flat. */
  public int[] ints(String name) {
    ByteBuffer bytes = bytes(name, "I64");
    long[] values = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(values);
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }

  private ByteBuffer bytes(String name, String type) {
    Matcher entry =
        Pattern.compile(
                "\""
                    + Pattern.quote(name)
                    + "\":\\s*\\{[^}]*\"data_offsets\":\\s*\\[(\\d+),\\s*(\\d+)\\]")
            .matcher(header);
    if (!entry.find() || !entry.group().contains("\"" + type + "\"")) {
      throw new IllegalArgumentException("no array " + name + " of type " + type);
    }
    int begin = Integer.parseInt(entry.group(1));
    int end = Integer.parseInt(entry.group(2));
    return file.slice(begin, end - begin).order(ByteOrder.LITTLE_ENDIAN);
  }
}
