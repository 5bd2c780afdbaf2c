/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.CaptionFeatures;
import io.zipar.backend.opencl.attention.Attention;
import io.zipar.backend.opencl.attention.DevicePlan;
import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TransformerSizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes texts through a text encoder: a column for each token, the texts one after another, each of
 * which sees itself alone. Keys and values of the running block stand in a cache of one.
 */
final class EncoderRun implements AutoCloseable {
  private final OpenDevice device;
  private final TransformerSizes sizes;
  private final OpenClTextEncoder.Weights weights;
  private final List<int[]> texts;
  private final List<AutoCloseable> owned = new ArrayList<>();
  private final DevicePlan plan;
  private final Blocks blocks;

  EncoderRun(
      OpenDevice device,
      TextEncoderNetwork network,
      OpenClTextEncoder.Weights weights,
      List<int[]> texts) {
    this.device = device;
    this.sizes = network.sizes();
    this.weights = weights;
    this.texts = texts;
    try {
      int columns = texts.stream().mapToInt(text -> text.length).sum();
      plan = own(new DevicePlan(device));
      layOut(columns);
      KeyValueCache cache = own(new KeyValueCache(device, sizes, 1, columns));
      blocks = own(new Blocks(device, kind(network), plan, cache));
      blocks.reserve(columns);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T own(T part) {
    owned.add(part);
    return part;
  }

  private void layOut(int columns) {
    plan.begin(columns, 0);
    int first = 0;
    for (int[] text : texts) {
      for (int i = 0; i < text.length; i++) {
        plan.set(DevicePlan.Row.NUMBER, first + i, text[i]);
        plan.set(DevicePlan.Row.CACHE_ROW, first + i, first + i);
        plan.set(DevicePlan.Row.FIRST_ROW, first + i, first);
        plan.set(DevicePlan.Row.SLOTS, first + i, text.length);
        plan.set(DevicePlan.Row.POSITION, first + i, i);
      }
      first += text.length;
    }
    plan.send();
  }

  private BlockKind kind(TextEncoderNetwork network) {
    int longest = texts.stream().mapToInt(text -> text.length).max().orElseThrow();
    int span = 2 * longest - 1;
    int heads = sizes.heads();
    float[] bias = new float[heads * span];
    for (int i = 0; i < span; i++) {
      int bucket = network.buckets().bucket(i - longest + 1);
      for (int head = 0; head < heads; head++) {
        bias[head * span + i] = weights.distanceBias()[bucket * heads + head];
      }
    }
    DeviceBuffer buffer =
        own(device.allocate("bias by distance", (long) bias.length * Float.BYTES));
    buffer.write(0, bias, bias.length);
    return new BlockKind(
        sizes,
        true,
        Products.Then.GATE_GELU,
        1f,
        Optional.empty(),
        Optional.of(new Attention.Distances(buffer, longest)));
  }

  List<CaptionFeatures> run() {
    new StreamStart(device, weights.tokens(), Optional.empty())
        .launch(
            plan, new Attention.Rows(weights.noRows(), 0), blocks.stream(), sizes.normEpsilon());
    weights.layers().forEach(layer -> blocks.run(layer, 0));
    DeviceRows stream = blocks.stream();
    weights
        .finalNorm()
        .run(
            device,
            sizes.normEpsilon(),
            stream,
            Optional.empty(),
            DeviceNorm.ALL,
            plan.columns(),
            stream,
            false);
    float[] values = new float[plan.columns() * stream.stride()];
    stream.buffer().read(0, values, values.length);
    return features(values, stream.stride());
  }

  private List<CaptionFeatures> features(float[] values, int stride) {
    int width = sizes.width();
    List<CaptionFeatures> features = new ArrayList<>();
    int column = 0;
    for (int[] text : texts) {
      float[] rows = new float[text.length * width];
      for (int i = 0; i < text.length; i++) {
        System.arraycopy(values, column++ * stride, rows, i * width, width);
      }
      boolean[] valid = new boolean[text.length];
      Arrays.fill(valid, true);
      features.add(new CaptionFeatures(width, rows, valid));
    }
    return features;
  }

  @Override
  public void close() {
    Parts.close(owned);
  }
}
