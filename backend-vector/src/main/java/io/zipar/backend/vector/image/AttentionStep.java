/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.kernel.Softmax;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;
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
  private static final int PANEL = Matrix.PANEL;

  @Override
  public Planes apply(Planes input, Workspace workspace) {
    Planes normed = norm.apply(input, workspace);
    Planes queries = query.apply(normed, workspace);
    int lanes = workspace.kernels().lanes();
    float[] keys = pixelPanels(key.apply(normed, workspace), lanes);
    float[] values = channelPanels(value.apply(normed, workspace), lanes);
    Planes attended = Planes.zeros(input.channels(), input.height(), input.width());
    int chunks = (input.pixels() + CHUNK - 1) / CHUNK;
    workspace
        .team()
        .run(
            (from, to, thread) -> {
              Chunk chunk = new Chunk(workspace.kernels(), queries, keys, values, attended);
              for (int i = from; i < to; i++) {
                chunk.run(i * CHUNK, Math.min(input.pixels(), (i + 1) * CHUNK));
              }
            },
            chunks,
            1);
    return output.apply(attended, workspace).plus(input);
  }

  /** Rows are pixels, inputs are channels. */
  private static float[] pixelPanels(Planes planes, int lanes) {
    int pixels = planes.pixels();
    float[] panels = new float[Matrix.pairs(pixels) * Matrix.PAIR * planes.channels()];
    for (int channel = 0; channel < planes.channels(); channel++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        int from = planes.index(channel, pixel / planes.width(), pixel % planes.width());
        panels[Matrix.index(lanes, planes.channels(), pixel, channel)] = planes.data()[from];
      }
    }
    return panels;
  }

  /** Rows are channels, inputs are pixels. */
  private static float[] channelPanels(Planes planes, int lanes) {
    int inputs = Matrix.pairs(planes.pixels()) * Matrix.PAIR;
    float[] panels = new float[Matrix.pairs(planes.channels()) * Matrix.PAIR * inputs];
    for (int channel = 0; channel < planes.channels(); channel++) {
      for (int pixel = 0; pixel < planes.pixels(); pixel++) {
        int from = planes.index(channel, pixel / planes.width(), pixel % planes.width());
        panels[Matrix.index(lanes, inputs, channel, pixel)] = planes.data()[from];
      }
    }
    return panels;
  }

  /** The work of one thread on some pixels. */
  private static final class Chunk {
    private final Kernels kernels;
    private final Planes queries;
    private final float[] keys;
    private final float[] values;
    private final Planes attended;
    private final Columns columns;
    private final float[] query;
    private final float[] scores;
    private final float[] result;
    private final int slots;
    private final int rows;

    Chunk(Kernels kernels, Planes queries, float[] keys, float[] values, Planes attended) {
      this.kernels = kernels;
      this.queries = queries;
      this.keys = keys;
      this.values = values;
      this.attended = attended;
      this.columns = kernels.columns();
      this.query = new float[queries.channels()];
      this.slots = Matrix.pairs(queries.pixels()) * Matrix.PAIR;
      this.rows = Matrix.pairs(queries.channels()) * Matrix.PAIR;
      this.scores = new float[CHUNK * slots];
      this.result = new float[CHUNK * rows];
    }

    void run(int first, int end) {
      int channels = queries.channels();
      int count = end - first;
      float scale = (float) (1 / Math.sqrt(channels));
      columns.resize(count, channels, channels);
      for (int i = 0; i < count; i++) {
        for (int channel = 0; channel < channels; channel++) {
          query[channel] = queries.data()[index(queries, channel, first + i)] * scale;
        }
        columns.set(i, query, 0, channels);
      }
      int pairs = slots / Matrix.PAIR;
      kernels.product(keys, 0, channels * PANEL, pairs, channels, columns, scores, slots);
      columns.resize(count, slots, slots);
      for (int i = 0; i < count; i++) {
        int row = i * slots;
        Arrays.fill(scores, row + queries.pixels(), row + slots, Float.NEGATIVE_INFINITY);
        Softmax.apply(kernels, scores, row, slots);
        columns.set(i, scores, row, slots);
      }
      kernels.product(values, 0, slots * PANEL, rows / Matrix.PAIR, slots, columns, result, rows);
      for (int i = 0; i < count; i++) {
        for (int channel = 0; channel < channels; channel++) {
          attended.data()[index(attended, channel, first + i)] = result[i * rows + channel];
        }
      }
    }

    private static int index(Planes planes, int channel, int pixel) {
      return planes.index(channel, pixel / planes.width(), pixel % planes.width());
    }
  }
}
