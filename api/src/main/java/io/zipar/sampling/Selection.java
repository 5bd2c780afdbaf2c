/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.sampling;

/** Order statistics in expected linear time. The arrays are rearranged. */
final class Selection {
  private static final int BIN_BITS = 12;

  private Selection() {}

  /**
   * Where a nucleus ends.
   *
   * @param value everything above it stays, everything below goes
   * @param equalKept how many of the entries equal to the value stay
   */
  record Cut(float value, int equalKept) {}

  static float largest(float[] values) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      // Math.max would take care of NaN, which is refused before.
      if (value > largest) {
        largest = value;
      }
    }
    return largest;
  }

  /**
   * The k-th largest of the first {@code length} values, k from 1. One pass over the leading bits
   * leaves few values to select from. Overwrites the array.
   */
  static float kthLargest(float[] values, int length, int k) {
    int[] counts = new int[1 << BIN_BITS];
    for (int i = 0; i < length; i++) {
      counts[bin(values[i])]++;
    }
    int bin = counts.length - 1;
    int above = 0;
    while (above + counts[bin] < k) {
      above += counts[bin--];
    }
    int kept = 0;
    for (int i = 0; i < length; i++) {
      float value = values[i];
      if (bin(value) == bin) {
        values[kept++] = value;
      }
    }
    return kthOfFew(values, kept, k - above);
  }

  /** Numbers a value by its leading bits; a larger value never has a smaller number. */
  private static int bin(float value) {
    int bits = Float.floatToRawIntBits(value);
    return (bits ^ (bits >> (Integer.SIZE - 1) | Integer.MIN_VALUE)) >>> (Integer.SIZE - BIN_BITS);
  }

  private static float kthOfFew(float[] values, int length, int k) {
    int low = 0;
    int high = length - 1;
    int wanted = k - 1;
    while (true) {
      float pivot = medianOfThree(values[low], values[(low + high) >>> 1], values[high]);
      int above = low;
      int equalEnd = low;
      int below = high;
      while (equalEnd <= below) {
        if (values[equalEnd] > pivot) {
          swap(values, above++, equalEnd++);
        } else if (values[equalEnd] < pivot) {
          swap(values, equalEnd, below--);
        } else {
          equalEnd++;
        }
      }
      if (wanted < above) {
        high = above - 1;
      } else if (wanted < equalEnd) {
        return pivot;
      } else {
        low = equalEnd;
      }
    }
  }

  /**
   * Finds where the run of largest values ends whose mass first exceeds a limit; the largest value
   * always belongs to it.
   */
  static Cut cutByMass(float[] values, double[] masses, int length, double limit) {
    int low = 0;
    int high = length - 1;
    double before = 0;
    while (true) {
      float pivot = medianOfThree(values[low], values[(low + high) >>> 1], values[high]);
      int above = low;
      int equalEnd = low;
      int below = high;
      double massAbove = before;
      while (equalEnd <= below) {
        if (values[equalEnd] > pivot) {
          massAbove += masses[equalEnd];
          swap(masses, above, equalEnd);
          swap(values, above++, equalEnd++);
        } else if (values[equalEnd] < pivot) {
          swap(masses, equalEnd, below);
          swap(values, equalEnd, below--);
        } else {
          equalEnd++;
        }
      }
      if (above > low && massAbove > limit) {
        high = above - 1;
        continue;
      }
      int equal = equalEnd - above;
      double each = masses[above];
      // A token stays if the mass before it does not exceed the limit.
      int keep = (int) Math.min(equal, Math.floor((limit - massAbove) / each) + 1);
      if (keep < equal || equalEnd > high) {
        return new Cut(pivot, Math.max(keep, 1));
      }
      before = massAbove + equal * each;
      if (before > limit) {
        return new Cut(pivot, equal);
      }
      low = equalEnd;
    }
  }

  private static float medianOfThree(float a, float b, float c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private static void swap(float[] values, int i, int j) {
    float value = values[i];
    values[i] = values[j];
    values[j] = value;
  }

  private static void swap(double[] values, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}
