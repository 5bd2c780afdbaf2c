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
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Norms of columns against the definition in double precision, over awkward sizes. */
@AddLifecycleHook(SkipWithoutOpenCl.class)
class NormProperties extends OnDevice {
  private static final double EPSILON = 1e-5;

  /** Where the results of a norm go. */
  enum Target {
    /** Other columns, which are overwritten. */
    WRITTEN,
    /** Other columns, which they are added to. */
    ADDED,
    /** The columns that were normed. */
    IN_PLACE
  }

  @Property(tries = 40)
  void aColumnIsNormedAsDefined(
      @ForAll @IntRange(min = 1, max = 300) int width,
      @ForAll @IntRange(min = 1, max = 4) int columns,
      @ForAll Target to,
      @ForAll boolean chosen,
      @ForAll boolean centred,
      @ForAll long seed) {
    Random random = new Random(seed);
    float[] values = gaussian(random, columns * width);
    for (int i = 0; i < values.length; i++) {
      values[i] = 3 + 2 * values[i];
    }
    float[] before = to == Target.IN_PLACE ? values : gaussian(random, columns * width);
    float[] weight = gaussian(random, width);
    float[] bias = gaussian(random, width);
    int[] order = order(random, columns, chosen && to != Target.IN_PLACE);
    try (DevicePlan plan = new DevicePlan(device());
        DeviceBuffer weights = sent(weight);
        DeviceBuffer biases = sent(bias);
        DeviceRows source = rows(values, width, columns);
        DeviceRows other = rows(before, width, columns)) {
      plan.begin(columns, 0);
      int from = plan.next();
      for (int column : order) {
        plan.add(column);
      }
      plan.send();
      DeviceRows target = to == Target.IN_PLACE ? source : other;
      new DeviceNorm(weights, centred ? Optional.of(biases) : Optional.empty())
          .run(
              device(),
              EPSILON,
              source,
              chosen && to != Target.IN_PLACE ? plan.buffer() : Optional.empty(),
              chosen && to != Target.IN_PLACE ? from : DeviceNorm.ALL,
              columns,
              target,
              to == Target.ADDED);
      float[] actual = received(target.buffer());
      for (int column = 0; column < columns; column++) {
        double[] expected = normed(values, order[column] * width, weight, centred ? bias : null);
        for (int i = 0; i < width; i++) {
          double base = to == Target.ADDED ? before[column * width + i] : 0;
          assertEquals(base + expected[i], actual[column * target.stride() + i], 1e-4);
        }
      }
    }
  }

  /** Columns in their order, or any, some of them perhaps twice. */
  private static int[] order(Random random, int columns, boolean any) {
    int[] order = new int[columns];
    for (int i = 0; i < columns; i++) {
      order[i] = any ? random.nextInt(columns) : i;
    }
    return order;
  }

  private static double[] normed(float[] values, int at, float[] weight, float[] bias) {
    int width = weight.length;
    double mean = 0;
    for (int i = 0; i < width && bias != null; i++) {
      mean += values[at + i] / (double) width;
    }
    double variance = 0;
    for (int i = 0; i < width; i++) {
      variance += (values[at + i] - mean) * (values[at + i] - mean) / width;
    }
    double[] normed = new double[width];
    for (int i = 0; i < width; i++) {
      normed[i] = (values[at + i] - mean) / Math.sqrt(variance + EPSILON) * weight[i];
      normed[i] += bias == null ? 0 : bias[i];
    }
    return normed;
  }

  private static DeviceRows rows(float[] values, int width, int columns) {
    DeviceRows rows = new DeviceRows(device(), "a test", width);
    rows.write(values, columns);
    return rows;
  }
}
