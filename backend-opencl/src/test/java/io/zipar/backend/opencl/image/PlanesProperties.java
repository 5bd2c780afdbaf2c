/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.testing.OnDevice;
import io.zipar.backend.opencl.testing.SkipWithoutOpenCl;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.network.ImageLayer;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** What is done to planes, but for convolutions, against scalar twins, over awkward sizes. */
@AddLifecycleHook(SkipWithoutOpenCl.class)
class PlanesProperties extends OnDevice {
  private static final double EPSILON = 1e-6;
  private static final double TOLERANCE = 1e-4;

  @Property(tries = 25)
  void groupsOfChannelsAreNormedAsDefined(
      @ForAll @IntRange(min = 1, max = 3) int groups,
      @ForAll @IntRange(min = 1, max = 4) int channelsOfGroup,
      @ForAll @IntRange(min = 1, max = 50) int height,
      @ForAll @IntRange(min = 1, max = 50) int width,
      @ForAll boolean silu,
      @ForAll long seed) {
    Random random = new Random(seed);
    int channels = groups * channelsOfGroup;
    int pixels = height * width;
    float[] values = gaussian(random, channels * pixels);
    for (int i = 0; i < values.length; i++) {
      values[i] = 3 + 2 * values[i];
    }
    float[] weight = gaussian(random, channels);
    float[] bias = gaussian(random, channels);
    double[] mean = new double[groups];
    double[] variance = new double[groups];
    int count = channelsOfGroup * pixels;
    for (int i = 0; i < values.length; i++) {
      mean[i / count] += values[i] / (double) count;
    }
    for (int i = 0; i < values.length; i++) {
      double deviation = values[i] - mean[i / count];
      variance[i / count] += deviation * deviation / count;
    }
    try (DeviceBuffer ofWeight = sent(weight);
        DeviceBuffer ofBias = sent(bias);
        Workspace workspace = Workspace.on(device())) {
      Planes input = workspace.of(channels, height, width, values);
      requireValues(
          new GroupNormStep(groups, EPSILON, ofWeight, ofBias, silu).apply(input, workspace),
          i -> {
            double normed =
                (values[i] - mean[i / count]) / Math.sqrt(variance[i / count] + EPSILON);
            double scaled = normed * weight[i / pixels] + bias[i / pixels];
            return silu ? silu(scaled) : scaled;
          });
    }
  }

  @Property(tries = 25)
  void eachValueBecomesWhatItsTwinDoes(
      @ForAll @IntRange(min = 1, max = 5) int channels,
      @ForAll @IntRange(min = 1, max = 15) int height,
      @ForAll @IntRange(min = 1, max = 15) int width,
      @ForAll long seed) {
    Random random = new Random(seed);
    int pixels = height * width;
    float[] values = gaussian(random, channels * pixels);
    float[] others = gaussian(random, channels * pixels);
    float[] scale = gaussian(random, channels);
    float[] shift = gaussian(random, channels);
    try (DeviceBuffer scales = sent(scale);
        DeviceBuffer shifts = sent(shift);
        Upload upload = new Upload(device());
        Workspace workspace = Workspace.on(device())) {
      Planes input = workspace.of(channels, height, width, values);
      requireValues(
          new ScaleStep(scales, shifts).apply(input, workspace),
          i -> (double) values[i] * scale[i / pixels] + shift[i / pixels]);
      ImageNetworkLoader layers = new ImageNetworkLoader(upload);
      requireValues(
          layers.silu(new ImageLayer.Silu()).apply(input, workspace), i -> silu(values[i]));
      Planes enlarged =
          layers.upsampleNearest(new ImageLayer.UpsampleNearest()).apply(input, workspace);
      assertEquals(2 * height, enlarged.height());
      assertEquals(2 * width, enlarged.width());
      requireValues(
          enlarged,
          i -> {
            int channel = i / (4 * pixels);
            int row = i / (2 * width) % (2 * height) / 2;
            return values[(channel * height + row) * width + i % (2 * width) / 2];
          });
      Planes turned = workspace.like(input);
      turned.launch(
          workspace
              .kernel("turn_planes")
              .with(input.data())
              .with(channels)
              .with(pixels)
              .with(input.count())
              .with(turned.data()));
      requireValues(turned, i -> values[i % channels * pixels + i / channels]);
      requireValues(input, i -> values[i]);
      input.add(workspace.of(channels, height, width, others), workspace);
      requireValues(input, i -> values[i] + others[i]);
    }
  }

  @Property(tries = 25)
  void scalesAndShiftsOfASmallPictureAreRepeated(
      @ForAll @IntRange(min = 1, max = 4) int channels,
      @ForAll @IntRange(min = 1, max = 6) int smallHeight,
      @ForAll @IntRange(min = 1, max = 6) int smallWidth,
      @ForAll @IntRange(min = 1, max = 4) int times,
      @ForAll boolean silu,
      @ForAll long seed) {
    Random random = new Random(seed);
    int height = times * smallHeight;
    int width = times * smallWidth;
    float[] values = gaussian(random, channels * height * width);
    float[] scale = gaussian(random, channels * smallHeight * smallWidth);
    float[] shift = gaussian(random, channels * smallHeight * smallWidth);
    try (Workspace workspace = Workspace.on(device())) {
      Planes input = workspace.of(channels, height, width, values);
      SpatialNormStep step =
          new SpatialNormStep(
              (planes, made) -> made.copy(planes),
              (condition, made) -> made.of(channels, smallHeight, smallWidth, scale),
              (condition, made) -> made.of(channels, smallHeight, smallWidth, shift),
              silu);
      Workspace conditioned = workspace.under(Optional.of(input));
      requireValues(
          step.apply(input, conditioned),
          i -> {
            int row = i / width % height / times;
            int small = (i / (height * width) * smallHeight + row) * smallWidth + i % width / times;
            double modulated = (double) values[i] * scale[small] + shift[small];
            return silu ? silu(modulated) : modulated;
          });
    }
  }

  private static double silu(double x) {
    return x / (1 + Math.exp(-x));
  }

  private static void requireValues(Planes planes, IntToDoubleFunction twin) {
    float[] actual = planes.toArray();
    for (int i = 0; i < actual.length; i++) {
      assertEquals(twin.applyAsDouble(i), actual[i], TOLERANCE, "value " + i);
    }
  }
}
