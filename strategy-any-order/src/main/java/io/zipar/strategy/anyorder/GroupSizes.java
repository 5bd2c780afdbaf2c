/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.InvalidInputException;
import java.util.Arrays;

/** How many cells are decoded together, pass by pass. */
final class GroupSizes {
  private GroupSizes() {}

  /**
   * The schedule of RandAR (arXiv 2412.01827, section 3.3) and MaskGIT: few cells at first, many in
   * the end, along a cosine. The order of operations and the truncation are the authors'.
   *
   * @param cells to decode, at least 1
   * @param steps passes wanted, at least 1
   * @return sizes of at least 1; as many as {@code steps} or cells, whichever is less, but two for
   *     one step and several cells, for the first group is a single cell
   */
  static int[] cosine(int cells, int steps) {
    return grow(
        cells, pass -> (int) ((1 - Math.cos(Math.PI / 2.0 * (pass + 1) / steps)) * cells + 1));
  }

  /**
   * The counterpart that ends slower: many cells at first along an arc cosine.
   *
   * @param cells to decode, at least 1
   * @param steps passes wanted, at least 1
   * @return sizes of at least 1
   */
  static int[] arccos(int cells, int steps) {
    return grow(
        cells,
        pass -> {
          double share = Math.min(1, (pass + 1.0) / steps);
          return (int) ((1 - Math.acos(share) / (Math.PI / 2)) * cells);
        });
  }

  /**
   * Groups that differ by one cell at most, the smaller ones first.
   *
   * @param cells to decode, at least 1
   * @param steps passes wanted, at least 1
   * @return sizes of at least 1, as many as {@code steps} or cells, whichever is less
   */
  static int[] constant(int cells, int steps) {
    int count = Math.min(cells, steps);
    int[] sizes = new int[count];
    for (int i = 0; i < count; i++) {
      sizes[i] = (cells + i) / count;
    }
    return sizes;
  }

  /**
   * Sizes that a user lists.
   *
   * @param listed sizes
   * @param cells to decode
   * @return the sizes
   * @throws InvalidInputException if one is below 1 or they do not add up to the cells
   */
  static int[] listed(int[] listed, int cells) {
    long sum = 0;
    for (int size : listed) {
      if (size < 1) {
        throw new InvalidInputException("option groups: size " + size + " is not at least 1");
      }
      sum += size;
    }
    if (sum != cells) {
      throw new InvalidInputException(
          "option groups: the sizes add up to " + sum + ", but " + cells + " cells are to decode");
    }
    return listed.clone();
  }

  /** How many cells are to be decoded by the end of a pass. */
  @FunctionalInterface
  private interface Target {
    int after(int pass);
  }

  private static int[] grow(int cells, Target target) {
    int[] sizes = new int[cells];
    sizes[0] = 1;
    int done = 1;
    int pass = 1;
    while (done < cells) {
      int size = Math.max(Math.min(target.after(pass), cells) - done, 1);
      sizes[pass++] = size;
      done += size;
    }
    return Arrays.copyOf(sizes, pass);
  }
}
