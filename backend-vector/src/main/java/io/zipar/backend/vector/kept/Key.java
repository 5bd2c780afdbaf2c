/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

import io.zipar.models.format.Digests;
import io.zipar.models.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names all that converted weights depend on: the content of the files, which tensors were taken
 * from them in which order, the precision and the layouts, and the {@link #VERSION} of the code. Of
 * each tensor some values are part of it, so that weights that a family makes of the same files in
 * another way have another key.
 */
final class Key {
  /** To be raised whenever other bits come out of a conversion: old entries are then not found. */
  static final int VERSION = 1;

  /** The length of a key. */
  static final int BYTES = 32;

  private static final int SAMPLE = 64;
  private static final int PLACES = 5;

  private final byte[] bytes;

  private Key(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Makes a key.
   *
   * @param contents the names of the files' contents
   * @param form the precision and the layouts
   * @param tensors what is converted, in a fixed order
   */
  static Key of(List<byte[]> contents, String form, Stream<Tensor> tensors) {
    MessageDigest digest = Digests.begin();
    add(digest, "converted weights " + VERSION);
    add(digest, form);
    contents.forEach(digest::update);
    tensors.forEachOrdered(tensor -> add(digest, tensor));
    return new Key(digest.digest());
  }

  private static void add(MessageDigest digest, Tensor tensor) {
    add(digest, tensor.name() + tensor.shape() + tensor.type());
    long elements = tensor.shape().elements();
    int count = (int) Math.min(SAMPLE, elements);
    float[] values = new float[count];
    ByteBuffer sample = Pieces.buffer(count * Float.BYTES);
    for (int place = 0; place < PLACES; place++) {
      tensor.read((elements - count) * place / (PLACES - 1), FloatBuffer.wrap(values));
      sample.clear().asFloatBuffer().put(values);
      digest.update(sample);
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update((text + "\0").getBytes(StandardCharsets.UTF_8));
  }

  /** The key itself, a copy. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, bytes.length);
  }

  /** A name for a file. */
  String name() {
    return HexFormat.of().formatHex(bytes);
  }
}
