/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.testing.OnDevice;
import io.zipar.backend.opencl.testing.ScalarAttention;
import io.zipar.backend.opencl.testing.SkipWithoutOpenCl;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Attention against the definition in double precision, over awkward sizes. */
@AddLifecycleHook(SkipWithoutOpenCl.class)
class AttentionProperties extends OnDevice {
  private static final float SCALE = 0.7f;

  /** Queries, keys and values, what each column sees, and biases of distances. */
  private record Case(
      int heads,
      int kvHeads,
      int width,
      int slots,
      float[] queries,
      float[] keys,
      float[] values,
      boolean[][] sees,
      float[] bias) {
    int columns() {
      return sees.length;
    }

    Case only(int column) {
      float[] own =
          Arrays.copyOfRange(queries, column * heads * width, (column + 1) * heads * width);
      boolean[][] seen = {sees[column]};
      return new Case(heads, kvHeads, width, slots, own, keys, values, seen, bias);
    }
  }

  @Property(tries = 60)
  void aColumnAttendsAsDefinedAndIndependentOfOtherColumns(
      @ForAll @IntRange(min = 1, max = 3) int kvHeads,
      @ForAll @IntRange(min = 1, max = 2) int queriesOfKey,
      @ForAll @IntRange(min = 1, max = 300) int width,
      @ForAll @IntRange(min = 1, max = 700) int slots,
      @ForAll @IntRange(min = 1, max = 3) int columns,
      @ForAll boolean biased,
      @ForAll long seed) {
    Random random = new Random(seed);
    int heads = kvHeads * queriesOfKey;
    boolean[][] sees = new boolean[columns][slots];
    for (boolean[] row : sees) {
      int density = 1 + random.nextInt(9);
      for (int slot = 0; slot < slots; slot++) {
        row[slot] = random.nextInt(density) == 0;
      }
      row[random.nextInt(slots)] = true;
    }
    Case each =
        new Case(
            heads,
            kvHeads,
            width,
            slots,
            gaussian(random, columns * heads * width),
            gaussian(random, slots * kvHeads * width),
            gaussian(random, slots * kvHeads * width),
            sees,
            biased ? gaussian(random, heads * (2 * slots - 1)) : new float[0]);
    float[] together = run(each);
    int last = columns - 1;
    float[] ofLast = Arrays.copyOfRange(together, last * heads * width, columns * heads * width);
    assertArrayEquals(run(each.only(last)), ofLast, "to the last bit");
    ScalarAttention twin =
        new ScalarAttention(
            heads,
            kvHeads,
            width,
            SCALE / Math.sqrt(width),
            each.bias(),
            slots,
            each.keys(),
            each.values());
    for (int column = 0; column < columns; column++) {
      for (int head = 0; head < heads; head++) {
        int at = (column * heads + head) * width;
        double[] expected = twin.attended(each.queries(), at, head, 0, sees[column], 0);
        for (int i = 0; i < width; i++) {
          assertEquals(expected[i], together[at + i], 1e-4);
        }
      }
    }
  }

  private static float[] run(Case each) {
    int row = each.heads() * each.width();
    try (DevicePlan plan = new DevicePlan(device());
        DeviceBuffer queries = sent(each.queries());
        DeviceBuffer keys = sent(each.keys());
        DeviceBuffer values = sent(each.values());
        DeviceBuffer bias = sent(each.bias().length == 0 ? new float[1] : each.bias());
        DeviceBuffer target = sent(new float[each.columns() * row])) {
      plan.begin(each.columns(), each.slots());
      for (int column = 0; column < each.columns(); column++) {
        plan.set(DevicePlan.Row.SLOTS, column, each.slots());
        plan.setVisible(column, hidden(each.sees()[column]), each.slots());
      }
      plan.send();
      float scale = (float) (SCALE / Math.sqrt(each.width()));
      Optional<Attention.Distances> distances =
          each.bias().length == 0
              ? Optional.empty()
              : Optional.of(new Attention.Distances(bias, each.slots()));
      new Attention(each.heads(), each.kvHeads(), each.width(), scale, distances)
          .launch(
              device(),
              plan,
              new Attention.Rows(queries, row),
              keys,
              values,
              new Attention.Rows(target, row));
      float[] result = new float[each.columns() * row];
      target.read(0, result, result.length);
      return result;
    }
  }

  private static float[] hidden(boolean[] sees) {
    float[] bias = new float[sees.length];
    for (int slot = 0; slot < sees.length; slot++) {
      bias[slot] = sees[slot] ? 0 : Float.NEGATIVE_INFINITY;
    }
    return bias;
  }
}
