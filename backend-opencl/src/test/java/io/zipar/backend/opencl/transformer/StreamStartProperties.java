/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.backend.opencl.attention.Attention;
import io.zipar.backend.opencl.attention.DevicePlan;
import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.testing.OnDevice;
import io.zipar.backend.opencl.testing.SkipWithoutOpenCl;
import io.zipar.backend.opencl.weights.DeviceMatrix;
import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.tensor.Shape;
import io.zipar.testkit.checkpoint.SyntheticTransformer.HeapTensor;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** What columns begin as, number for number, over awkward sizes. */
@AddLifecycleHook(SkipWithoutOpenCl.class)
class StreamStartProperties extends OnDevice {
  /** Whole numbers up to it are the same in every dtype, where a block of int8 has it too. */
  private static final int LARGEST = 127;

  @Property(tries = 40)
  void aColumnBeginsAsItsRowAndItsPlace(
      @ForAll Dtype dtype,
      @ForAll @IntRange(min = 1, max = 9) int tokens,
      @ForAll @IntRange(min = 1, max = 200) int width,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll boolean placed,
      @ForAll long seed) {
    Random random = new Random(seed);
    int places = 3;
    int fed = 2;
    int fedStride = width + random.nextInt(3);
    float[] table = whole(random, tokens, width);
    float[] features = gaussian(random, fed * fedStride);
    float[] ofPlaces = whole(random, places, width);
    int[] number = random.ints(columns, -fed, tokens).toArray();
    int[] place = random.ints(columns, 0, places).toArray();
    try (Upload upload = new Upload(device());
        DevicePlan plan = new DevicePlan(device());
        DeviceBuffer rows = sent(features);
        DeviceRows stream = new DeviceRows(device(), "a test", width)) {
      DeviceMatrix matrix =
          upload.matrix(new HeapTensor("table", Shape.of(tokens, width), table), dtype);
      DeviceBuffer added = upload.vector("places", ofPlaces);
      Optional<LoadedTransformer.Entrance> entrance =
          placed
              ? Optional.of(new LoadedTransformer.Entrance(added, Optional.empty()))
              : Optional.empty();
      plan.begin(columns, 0);
      for (int column = 0; column < columns; column++) {
        plan.set(DevicePlan.Row.NUMBER, column, number[column]);
        plan.set(DevicePlan.Row.PLACE, column, place[column]);
      }
      plan.send();
      stream.reserve(columns);
      new StreamStart(device(), matrix, entrance)
          .launch(plan, new Attention.Rows(rows, fedStride), stream, 0);
      float[] actual = received(stream.buffer());
      for (int column = 0; column < columns; column++) {
        for (int i = 0; i < width; i++) {
          float expected =
              number[column] >= 0
                  ? table[number[column] * width + i]
                  : features[(-1 - number[column]) * fedStride + i];
          expected += placed ? ofPlaces[place[column] * width + i] : 0;
          assertEquals(expected, actual[column * stream.stride() + i]);
        }
      }
    }
  }

  private static float[] whole(Random random, int rows, int width) {
    float[] numbers = new float[rows * width];
    for (int i = 0; i < numbers.length; i++) {
      boolean first = i % width % Dtype.BLOCK == 0;
      numbers[i] = first ? LARGEST : random.nextInt(2 * LARGEST + 1) - LARGEST;
    }
    return numbers;
  }
}
