/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.testing.OnDevice;
import io.zipar.backend.opencl.testing.SkipWithoutOpenCl;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Convolutions against the definition in double precision, over awkward sizes. */
@AddLifecycleHook(SkipWithoutOpenCl.class)
class ConvolutionProperties extends OnDevice {
  @Property(tries = 40)
  void aConvolutionIsTheSumOverItsTaps(
      @ForAll @IntRange(min = 1, max = 6) int inputs,
      @ForAll @IntRange(min = 1, max = 9) int outputs,
      @ForAll @IntRange(min = 2, max = 13) int height,
      @ForAll @IntRange(min = 2, max = 13) int width,
      @ForAll boolean wide,
      @ForAll boolean halved,
      @ForAll long seed) {
    Random random = new Random(seed);
    boolean halve = wide && halved;
    int side = wide ? 3 : 1;
    float[] picture = gaussian(random, inputs * height * width);
    float[] weights = gaussian(random, outputs * inputs * side * side);
    float[] bias = gaussian(random, outputs);
    try (DeviceBuffer ofWeights = sent(weights);
        DeviceBuffer ofBias = sent(bias);
        Workspace workspace = Workspace.on(device())) {
      Planes result =
          new ConvolutionStep(inputs, outputs, side, halve, ofWeights, ofBias)
              .apply(workspace.of(inputs, height, width, picture), workspace);
      int stride = halve ? 2 : 1;
      int before = halve ? 0 : side / 2;
      assertEquals(outputs, result.channels());
      assertEquals(height / stride, result.height());
      assertEquals(width / stride, result.width());
      float[] actual = result.toArray();
      int at = 0;
      for (int output = 0; output < outputs; output++) {
        for (int row = 0; row < result.height(); row++) {
          for (int column = 0; column < result.width(); column++) {
            double sum = bias[output];
            for (int tap = 0; tap < inputs * side * side; tap++) {
              int y = row * stride - before + tap / side % side;
              int x = column * stride - before + tap % side;
              if (y >= 0 && y < height && x >= 0 && x < width) {
                int input = tap / (side * side);
                sum +=
                    (double) weights[output * inputs * side * side + tap]
                        * picture[(input * height + y) * width + x];
              }
            }
            assertEquals(sum, actual[at++], 1e-4);
          }
        }
      }
    }
  }
}
