/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.backend.opencl.attention.DevicePlan;
import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.testing.OnDevice;
import io.zipar.backend.opencl.testing.SkipWithoutOpenCl;
import io.zipar.models.network.TransformerSizes;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Norms, rotation and scale of heads against a scalar twin, over awkward sizes. */
@AddLifecycleHook(SkipWithoutOpenCl.class)
class HeadPreparationProperties extends OnDevice {
  private static final double QUERY_EPSILON = 1e-5;
  private static final double KEY_EPSILON = 1e-2;
  private static final double TOLERANCE = 1e-4;
  private static final int PLACES = 5;
  private static final int FREE_ROWS = 2;

  /** How pairs are rotated. */
  enum Pairs {
    /** Not at all. */
    NONE,
    /** Neighbours. */
    ADJACENT,
    /** Of the two halves. */
    HALVES
  }

  /** The norm of all query heads, or of all key heads: a row for each group of them. */
  private record HeadNorm(float[] weight, float[] bias, int groups, double epsilon) {}

  /** What the twin is told. */
  private record Case(
      TransformerSizes sizes,
      Pairs pairs,
      float queryScale,
      float[] rows,
      float[] cosines,
      float[] sines,
      int[] angle,
      Optional<HeadNorm> queryNorm,
      Optional<HeadNorm> keyNorm) {
    int rowWidth() {
      return sizes.queryWidth() + 2 * sizes.keyValueWidth();
    }

    /** A head of a column as it must become. */
    double[] prepared(int column, int head) {
      int width = sizes.headWidth();
      double[] x = new double[width];
      for (int i = 0; i < width; i++) {
        x[i] = rows[column * rowWidth() + head * width + i];
      }
      boolean query = head < sizes.heads();
      Optional<HeadNorm> norm = query ? queryNorm : keyNorm;
      int own = query ? head : head - sizes.heads();
      int heads = query ? sizes.heads() : sizes.keyValueHeads();
      norm.ifPresent(each -> apply(each, own * each.groups() / heads, x));
      for (int pair = 0; pair < width / 2 && pairs != Pairs.NONE; pair++) {
        rotate(x, pair, angle[column] * (width / 2) + pair);
      }
      for (int i = 0; i < width && query; i++) {
        x[i] *= queryScale;
      }
      return x;
    }

    private static void apply(HeadNorm norm, int group, double[] x) {
      double mean = 0;
      for (double each : x) {
        mean += each / x.length;
      }
      double variance = 0;
      for (double each : x) {
        variance += (each - mean) * (each - mean) / x.length;
      }
      for (int i = 0; i < x.length; i++) {
        int at = group * x.length + i;
        x[i] = (x[i] - mean) / Math.sqrt(variance + norm.epsilon());
        x[i] = x[i] * norm.weight()[at] + norm.bias()[at];
      }
    }

    private void rotate(double[] x, int pair, int at) {
      int first = pairs == Pairs.ADJACENT ? 2 * pair : pair;
      int second = pairs == Pairs.ADJACENT ? first + 1 : first + x.length / 2;
      double a = x[first];
      double b = x[second];
      x[first] = a * cosines[at] - b * sines[at];
      x[second] = a * sines[at] + b * cosines[at];
    }
  }

  @Property(tries = 40)
  void headsArePreparedAsTheScalarTwinDoes(
      @ForAll @IntRange(min = 1, max = 4) int keyHeads,
      @ForAll @IntRange(min = 1, max = 3) int queriesOfKey,
      @ForAll @IntRange(min = 1, max = 90) int halfWidth,
      @ForAll @IntRange(min = 1, max = 4) int columns,
      @ForAll Pairs pairs,
      @ForAll boolean normed,
      @ForAll long seed) {
    Random random = new Random(seed);
    int heads = keyHeads * queriesOfKey;
    TransformerSizes sizes =
        new TransformerSizes(1, 1, heads, keyHeads, 2 * halfWidth, 1, 1, QUERY_EPSILON);
    int rowWidth = (heads + 2 * keyHeads) * 2 * halfWidth;
    Case each =
        new Case(
            sizes,
            pairs,
            0.5f + random.nextFloat(),
            gaussian(random, columns * rowWidth),
            gaussian(random, PLACES * halfWidth),
            gaussian(random, PLACES * halfWidth),
            random.ints(columns, 0, PLACES).toArray(),
            normed ? Optional.of(norm(random, sizes, heads, QUERY_EPSILON)) : Optional.empty(),
            normed ? Optional.of(norm(random, sizes, keyHeads, KEY_EPSILON)) : Optional.empty());
    run(each, columns, random.nextInt(FREE_ROWS + 1));
  }

  /** A norm with one group for all heads, or one for each. */
  private static HeadNorm norm(Random random, TransformerSizes sizes, int heads, double epsilon) {
    int groups = random.nextBoolean() ? heads : 1;
    int count = groups * sizes.headWidth();
    return new HeadNorm(gaussian(random, count), gaussian(random, count), groups, epsilon);
  }

  /** Columns go to cache rows in turned order, behind some rows that must stay as they are. */
  private static void run(Case each, int columns, int before) {
    int rowsOfCache = columns + FREE_ROWS;
    try (DevicePlan plan = new DevicePlan(device());
        KeyValueCache cache = new KeyValueCache(device(), each.sizes(), 1, rowsOfCache);
        DeviceRows rows = new DeviceRows(device(), "a test", each.rowWidth());
        DeviceBuffer cosines = sent(each.cosines());
        DeviceBuffer sines = sent(each.sines());
        DeviceBuffer ofNorms = sent(norms(each))) {
      plan.begin(columns, 0);
      for (int column = 0; column < columns; column++) {
        plan.set(DevicePlan.Row.ANGLE, column, each.angle()[column]);
        plan.set(DevicePlan.Row.CACHE_ROW, column, before + columns - 1 - column);
      }
      plan.send();
      rows.write(each.rows(), columns);
      boolean adjacent = each.pairs() == Pairs.ADJACENT;
      Optional<BlockKind.Rotation> rotation =
          each.pairs() == Pairs.NONE
              ? Optional.empty()
              : Optional.of(new BlockKind.Rotation(cosines, sines, adjacent));
      BlockKind kind =
          new BlockKind(
              each.sizes(),
              true,
              Products.Then.GATE_SILU,
              each.queryScale(),
              rotation,
              Optional.empty());
      new HeadPreparation(device(), kind, plan, cache)
          .launch(rows, each.queryNorm().map(query -> deviceNorms(each, query, ofNorms)), 0);
      compare(each, columns, before, rows, cache);
    }
  }

  private static float[] norms(Case each) {
    if (each.queryNorm().isEmpty()) {
      return new float[1];
    }
    HeadNorm query = each.queryNorm().get();
    HeadNorm key = each.keyNorm().orElseThrow();
    float[] all = new float[2 * (query.weight().length + key.weight().length)];
    int to = 0;
    for (float[] part : new float[][] {query.weight(), query.bias(), key.weight(), key.bias()}) {
      System.arraycopy(part, 0, all, to, part.length);
      to += part.length;
    }
    return all;
  }

  private static DeviceHeadNorms deviceNorms(Case each, HeadNorm query, DeviceBuffer values) {
    HeadNorm key = each.keyNorm().orElseThrow();
    return new DeviceHeadNorms(
        values, query.groups(), key.groups(), query.epsilon(), key.epsilon());
  }

  private static void compare(
      Case each, int columns, int before, DeviceRows rows, KeyValueCache cache) {
    int width = each.sizes().headWidth();
    int heads = each.sizes().heads();
    int keyHeads = each.sizes().keyValueHeads();
    float[] queries = received(rows.buffer());
    float[] keys = received(cache.keys(0));
    float[] values = received(cache.values(0));
    float[] expectedKeys = new float[keys.length];
    float[] expectedValues = new float[values.length];
    for (int column = 0; column < columns; column++) {
      int cacheRow = (before + columns - 1 - column) * keyHeads * width;
      for (int head = 0; head < heads; head++) {
        double[] expected = each.prepared(column, head);
        for (int i = 0; i < width; i++) {
          assertEquals(
              expected[i], queries[column * rows.stride() + head * width + i], TOLERANCE, "query");
        }
      }
      for (int head = 0; head < keyHeads; head++) {
        double[] key = each.prepared(column, heads + head);
        for (int i = 0; i < width; i++) {
          int value = column * each.rowWidth() + (heads + keyHeads + head) * width + i;
          expectedKeys[cacheRow + head * width + i] = (float) key[i];
          expectedValues[cacheRow + head * width + i] = each.rows()[value];
        }
      }
    }
    for (int i = 0; i < keys.length; i++) {
      assertEquals(expectedKeys[i], keys[i], TOLERANCE, "key");
      assertEquals(expectedValues[i], values[i], "value");
    }
  }
}
