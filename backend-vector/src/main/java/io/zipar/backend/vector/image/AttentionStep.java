/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.kernel.Softmax;
import io.zipar.backend.vector.weights.Bands;
import java.util.Arrays;

/**
 * Self-attention over all pixels with one head, added to its input.
 *
 * @param norm applied first
 * @param query projection
 * @param key projection
 * @param value projection
 * @param output projection
 */
record AttentionStep(
    ImageStep norm, ImageStep query, ImageStep key, ImageStep value, ImageStep output)
    implements ImageStep {
  private static final int CHUNK = 16;

  @Override
  public Planes apply(Planes input, Workspace workspace) {
    Planes normed = norm.apply(input, workspace);
    Planes queries = query.apply(normed, workspace);
    Kernels kernels = workspace.kernels();
    float[] keys = pixelBands(key.apply(normed, workspace), kernels);
    float[] values = channelBands(value.apply(normed, workspace), kernels);
    Planes attended = Planes.zeros(input.channels(), input.height(), input.width());
    int chunks = (input.pixels() + CHUNK - 1) / CHUNK;
    workspace
        .team()
        .run(
            (from, to, thread) -> {
              Chunk chunk = new Chunk(kernels, queries, keys, values, attended);
              for (int i = from; i < to; i++) {
                chunk.run(i * CHUNK, Math.min(input.pixels(), (i + 1) * CHUNK));
              }
            },
            chunks,
            1);
    return output.apply(attended, workspace).plus(input);
  }

  /** Rows are pixels, inputs are channels. */
  private static float[] pixelBands(Planes planes, Kernels kernels) {
    int pixels = planes.pixels();
    float[] bands = new float[kernels.paddedRows(pixels) * planes.channels()];
    for (int channel = 0; channel < planes.channels(); channel++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        int from = planes.index(channel, pixel / planes.width(), pixel % planes.width());
        bands[kernels.bands().index(planes.channels(), pixel, channel)] = planes.data()[from];
      }
    }
    return bands;
  }

  /** Rows are channels, inputs are pixels. */
  private static float[] channelBands(Planes planes, Kernels kernels) {
    int inputs = kernels.paddedRows(planes.pixels());
    float[] bands = new float[kernels.paddedRows(planes.channels()) * inputs];
    for (int channel = 0; channel < planes.channels(); channel++) {
      for (int pixel = 0; pixel < planes.pixels(); pixel++) {
        int from = planes.index(channel, pixel / planes.width(), pixel % planes.width());
        bands[kernels.bands().index(inputs, channel, pixel)] = planes.data()[from];
      }
    }
    return bands;
  }

  /** The work of one thread on some pixels. */
  private static final class Chunk {
    private final Kernels kernels;
    private final Planes queries;
    private final Bands keys;
    private final Bands values;
    private final Planes attended;
    private final float[] query;
    private final float[] scores;
    private final float[] result;
    private final float[] factors = new float[CHUNK];
    private final int slots;
    private final int rows;

    Chunk(Kernels kernels, Planes queries, float[] keys, float[] values, Planes attended) {
      this.kernels = kernels;
      this.queries = queries;
      this.keys = Bands.of(keys);
      this.values = Bands.of(values);
      this.attended = attended;
      this.query = new float[CHUNK * queries.channels()];
      this.slots = kernels.paddedRows(queries.pixels());
      this.rows = kernels.paddedRows(queries.channels());
      this.scores = new float[CHUNK * slots];
      this.result = new float[CHUNK * rows];
    }

    void run(int first, int end) {
      int channels = queries.channels();
      int count = end - first;
      int lanes = kernels.bands().rows();
      float scale = (float) (1 / Math.sqrt(channels));
      for (int i = 0; i < count; i++) {
        for (int channel = 0; channel < channels; channel++) {
          query[i * channels + channel] =
              queries.data()[index(queries, channel, first + i)] * scale;
        }
      }
      kernels.product(
          keys, 0, channels * lanes, slots, channels, query, channels, count, scores, slots);
      for (int i = 0; i < count; i++) {
        int row = i * slots;
        Arrays.fill(scores, row + queries.pixels(), row + slots, Float.NEGATIVE_INFINITY);
        factors[i] = Softmax.exponentials(kernels, scores, row, slots);
      }
      kernels.product(values, 0, slots * lanes, rows, slots, scores, slots, count, result, rows);
      for (int i = 0; i < count; i++) {
        for (int channel = 0; channel < channels; channel++) {
          attended.data()[index(attended, channel, first + i)] =
              result[i * rows + channel] * factors[i];
        }
      }
    }

    private static int index(Planes planes, int channel, int pixel) {
      return planes.index(channel, pixel / planes.width(), pixel % planes.width());
    }
  }
}
