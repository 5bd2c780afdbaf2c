/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.store;

import io.zipar.ApiStatus;
import io.zipar.GeneratedImage;
import io.zipar.ZiparException;
import io.zipar.models.format.Digests;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some consecutive images of a combination. Immutable but for its arrays, which are not copied and
 * not to be changed.
 *
 * @param rows one an image, in order
 * @param tokens of each image, in raster order; {@link GeneratedImage#NONE} where there is none
 * @param passes likewise, the pass that each token came from
 */
@ApiStatus.Experimental(since = "0.1")
public record Shard(List<ImageRow> rows, List<int[]> tokens, List<int[]> passes) {
  private static final int NOTHING = 0xffff;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if they are not of one length, or empty
   */
  public Shard {
    rows = List.copyOf(rows);
    tokens = List.copyOf(tokens);
    passes = List.copyOf(passes);
    if (rows.isEmpty() || rows.size() != tokens.size() || rows.size() != passes.size()) {
      throw new IllegalArgumentException("a shard has as many tokens as rows, and some");
    }
  }

  /**
   * Tells whether every image of it is done.
   *
   * @return false where one failed or was not begun
   */
  public boolean isDone() {
    return rows.stream().allMatch(row -> row.state() == ImageRow.State.DONE);
  }

  /**
   * Names tokens by their content.
   *
   * @param tokens the tokens of an image
   * @return 16 hexadecimal digits
   */
  public static String hash(int[] tokens) {
    return Digests.of(bytes(List.of(tokens)));
  }

  /**
   * The files that it is kept as, for its way to another process.
   *
   * @return contents by name
   * @throws ZiparException if a token or a pass does not go into two bytes
   */
  public Map<String, byte[]> files() {
    return ShardFiles.write(this);
  }

  /**
   * Reads the files of a shard.
   *
   * @param files contents by name
   * @param first the number of its first image
   * @param count how many images it has
   * @return the shard; empty where the files are damaged or another shard's
   */
  public static Optional<Shard> of(Map<String, byte[]> files, int first, int count) {
    return ShardFiles.read(files::get, first, count);
  }

  /** Two bytes each, the lower first; 65535 where there is none. */
  static byte[] bytes(List<int[]> images) {
    int values = images.stream().mapToInt(image -> image.length).sum();
    ByteBuffer buffer = ByteBuffer.allocate(2 * values).order(ByteOrder.LITTLE_ENDIAN);
    for (int[] image : images) {
      for (int value : image) {
        if (value >= NOTHING || value < GeneratedImage.NONE) {
          throw new ZiparException(
              "token or pass " + value + " cannot be kept in two bytes: at most " + (NOTHING - 1));
        }
        buffer.putShort((short) value);
      }
    }
    return buffer.array();
  }

  static List<int[]> values(byte[] bytes, int images) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int cells = bytes.length / 2 / images;
    List<int[]> all = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      int[] values = new int[cells];
      for (int cell = 0; cell < cells; cell++) {
        int value = buffer.getShort() & NOTHING;
        values[cell] = value == NOTHING ? GeneratedImage.NONE : value;
      }
      all.add(values);
    }
    return all;
  }
}
