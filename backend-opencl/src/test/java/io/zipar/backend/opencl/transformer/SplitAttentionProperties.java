/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.backend.opencl.attention.Attention;
import io.zipar.backend.opencl.attention.DevicePlan;
import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.testing.OnDevice;
import io.zipar.backend.opencl.testing.ScalarAttention;
import io.zipar.backend.opencl.testing.SkipWithoutOpenCl;
import io.zipar.models.network.TransformerSizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Attention split along the slots is, to the last bit, the attention that is not, whatever columns
 * there are; and both are what the definition says. Two lanes, over awkward sizes.
 */
@AddLifecycleHook(SkipWithoutOpenCl.class)
class SplitAttentionProperties extends OnDevice {
  private static final int PLACES = 5;
  private static final double EPSILON = 1e-5;

  /** A column of a lane whose first row of the cache is named. */
  private record Column(int firstRow, int slot, int position, int angle, boolean[] sees) {}

  /** What a kind of block needs on the device. */
  private record Block(BlockKind kind, Optional<DeviceHeadNorms> norms) {}

  /** What the columns are, and what the cache holds before. */
  private record Case(
      TransformerSizes sizes, List<Column> columns, float[] rows, float[] keys, float[] values) {
    int rowWidth() {
      return sizes.queryWidth() + 2 * sizes.keyValueWidth();
    }

    /** The last column alone, after a pass of all. */
    Case last(Result after) {
      int last = columns.size() - 1;
      float[] own = Arrays.copyOfRange(rows, last * rowWidth(), (last + 1) * rowWidth());
      return new Case(sizes, List.of(columns.get(last)), own, after.keys(), after.values());
    }
  }

  /** What stands on the device afterwards. */
  private record Result(float[] rows, float[] attended, float[] keys, float[] values) {}

  @Property(tries = 50)
  void splitIsWholeToTheLastBit(
      @ForAll @IntRange(min = 1, max = 3) int keyHeads,
      @ForAll @IntRange(min = 1, max = 2) int queriesOfKey,
      @ForAll @IntRange(min = 1, max = 150) int halfWidth,
      @ForAll @IntRange(min = 1, max = 600) int slots,
      @ForAll @IntRange(min = 1, max = 3) int columnsOfLane,
      @ForAll boolean biased,
      @ForAll boolean normed,
      @ForAll boolean rotated,
      @ForAll long seed) {
    Random random = new Random(seed);
    int half = random.nextInt(12) == 0 ? 512 - halfWidth : halfWidth;
    int heads = keyHeads * queriesOfKey;
    TransformerSizes sizes = new TransformerSizes(1, 1, heads, keyHeads, 2 * half, 1, 1, EPSILON);
    int others = 1 + random.nextInt(slots);
    List<Column> columns = new ArrayList<>();
    addLane(random, columns, 0, slots, columnsOfLane);
    addLane(random, columns, slots, others, 1 + random.nextInt(2));
    Case each =
        new Case(
            sizes,
            columns,
            gaussian(random, columns.size() * (sizes.queryWidth() + 2 * sizes.keyValueWidth())),
            gaussian(random, (slots + others) * sizes.keyValueWidth()),
            gaussian(random, (slots + others) * sizes.keyValueWidth()));
    float[] bias = biased ? gaussian(random, heads * (2 * slots - 1)) : new float[0];
    int groups = random.nextBoolean() ? 1 : keyHeads;
    try (DeviceBuffer biases = sent(biased ? bias : new float[1]);
        DeviceBuffer norms = sent(gaussian(random, 4 * groups * sizes.headWidth()));
        DeviceBuffer cosines = sent(gaussian(random, PLACES * half));
        DeviceBuffer sines = sent(gaussian(random, PLACES * half))) {
      BlockKind kind =
          new BlockKind(
              sizes,
              true,
              Products.Then.GATE_SILU,
              (float) (1 / Math.sqrt(sizes.headWidth())),
              Optional.of(new BlockKind.Rotation(cosines, sines, random.nextBoolean()))
                  .filter(any -> rotated),
              Optional.of(new Attention.Distances(biases, slots)).filter(any -> biased));
      Block block =
          new Block(
              kind,
              Optional.of(new DeviceHeadNorms(norms, groups, groups, EPSILON, EPSILON))
                  .filter(any -> normed));
      compare(each, block, bias, slots);
    }
  }

  /** Columns with slots of their own, which see much, little, or a few slots beside each other. */
  private static void addLane(
      Random random, List<Column> columns, int firstRow, int slots, int count) {
    int first = random.nextInt(slots);
    for (int i = 0; i < Math.min(count, slots); i++) {
      boolean[] sees = new boolean[slots];
      int density = 1 + random.nextInt(9);
      int from = random.nextBoolean() ? 0 : random.nextInt(slots);
      int to = from == 0 ? slots : Math.min(slots, from + 1 + random.nextInt(40));
      for (int slot = from; slot < to; slot++) {
        sees[slot] = random.nextInt(density) == 0;
      }
      int own = (first + i * Math.max(1, slots / count)) % slots;
      sees[own] = true;
      columns.add(new Column(firstRow, own, random.nextInt(slots), random.nextInt(PLACES), sees));
    }
  }

  private static void compare(Case each, Block block, float[] bias, int longest) {
    Result whole = run(each, block, false);
    Result split = run(each, block, true);
    assertArrayEquals(whole.attended(), split.attended(), "split");
    assertArrayEquals(whole.keys(), split.keys(), "keys");
    assertArrayEquals(whole.values(), split.values(), "values");
    int width = each.sizes().headWidth();
    int stride = whole.attended().length / each.columns().size();
    int last = (each.columns().size() - 1) * stride;
    float[] ofLast = Arrays.copyOfRange(whole.attended(), last, last + stride);
    assertArrayEquals(ofLast, run(each.last(whole), block, false).attended(), "alone");
    assertArrayEquals(ofLast, run(each.last(whole), block, true).attended(), "alone, split");
    // Queries are prepared where they are, and keys in the cache.
    ScalarAttention twin =
        new ScalarAttention(
            each.sizes().heads(),
            each.sizes().keyValueHeads(),
            width,
            1,
            bias,
            longest,
            whole.keys(),
            whole.values());
    int rowStride = whole.rows().length / each.columns().size();
    for (int column = 0; column < each.columns().size(); column++) {
      Column one = each.columns().get(column);
      for (int head = 0; head < each.sizes().heads(); head++) {
        int query = column * rowStride + head * width;
        double[] expected =
            twin.attended(whole.rows(), query, head, one.firstRow(), one.sees(), one.position());
        for (int i = 0; i < width; i++) {
          float found = whole.attended()[column * stride + head * width + i];
          assertEquals(expected[i], found, 1e-4 * Math.max(1, Math.abs(expected[i])));
        }
      }
    }
  }

  private static Result run(Case each, Block block, boolean isSplit) {
    TransformerSizes sizes = each.sizes();
    int columns = each.columns().size();
    long rowsOfCache = each.keys().length / sizes.keyValueWidth();
    try (DevicePlan plan = new DevicePlan(device());
        KeyValueCache cache = new KeyValueCache(device(), sizes, 1, rowsOfCache);
        DeviceRows rows = new DeviceRows(device(), "a test", each.rowWidth());
        DeviceRows attended = new DeviceRows(device(), "a test", sizes.queryWidth())) {
      layOut(plan, each.columns());
      rows.write(each.rows(), columns);
      attended.reserve(columns);
      cache.keys(0).write(0, each.keys(), each.keys().length);
      cache.values(0).write(0, each.values(), each.values().length);
      HeadPreparation preparation = new HeadPreparation(device(), block.kind(), plan, cache);
      if (isSplit) {
        try (SplitAttention split = new SplitAttention(preparation)) {
          split.launch(rows, block.norms(), 0, attended);
        }
      } else {
        preparation.launch(rows, block.norms(), 0);
        Optional<Attention.Distances> distances = block.kind().distances();
        new Attention(sizes.heads(), sizes.keyValueHeads(), sizes.headWidth(), 1f, distances)
            .launch(
                device(),
                plan,
                new Attention.Rows(rows.buffer(), rows.stride()),
                cache.keys(0),
                cache.values(0),
                new Attention.Rows(attended.buffer(), attended.stride()));
      }
      return new Result(
          received(rows.buffer()),
          received(attended.buffer()),
          received(cache.keys(0)),
          received(cache.values(0)));
    }
  }

  private static void layOut(DevicePlan plan, List<Column> columns) {
    plan.begin(
        columns.size(), columns.stream().mapToInt(each -> each.sees().length).max().orElseThrow());
    for (int i = 0; i < columns.size(); i++) {
      Column each = columns.get(i);
      plan.set(DevicePlan.Row.ANGLE, i, each.angle());
      plan.set(DevicePlan.Row.CACHE_ROW, i, each.firstRow() + each.slot());
      plan.set(DevicePlan.Row.FIRST_ROW, i, each.firstRow());
      plan.set(DevicePlan.Row.SLOTS, i, each.sees().length);
      plan.set(DevicePlan.Row.POSITION, i, each.position());
      float[] hidden = new float[each.sees().length];
      for (int slot = 0; slot < hidden.length; slot++) {
        hidden[slot] = each.sees()[slot] ? 0 : Float.NEGATIVE_INFINITY;
      }
      plan.setVisible(i, hidden, hidden.length);
    }
    plan.send();
  }
}
