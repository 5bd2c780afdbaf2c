/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.ApiStatus;
import io.zipar.models.network.HeadMixing;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes one row of logits of the rows that several heads have for a target, as {@link HeadMixing}
 * describes it. Immutable, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public abstract class RowMixer {
  private RowMixer() {}

  /**
   * Loads what a mixing needs.
   *
   * @param mixing the description; its tensors are not needed afterwards
   * @return the mixer
   */
  public static RowMixer of(HeadMixing mixing) {
    if (mixing instanceof HeadMixing.Share share) {
      return new Shares(share.share());
    }
    if (mixing instanceof HeadMixing.Gate gate) {
      return new Gated(values(gate.first()), values(gate.second()), values(gate.bias())[0]);
    }
    return new Mean();
  }

  private static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().elements())];
    tensor.read(0, FloatBuffer.wrap(values));
    return values;
  }

  /**
   * Mixes.
   *
   * @param rows one row for each head, in the order of heads, two or more
   * @param target receives the mixed row; may be one of {@code rows}
   * @param length of a row
   */
  public abstract void mix(float[][] rows, float[] target, int length);

  /**
   * What a mixing is, where it is a sum of shares that are known before the rows: a backend can mix
   * where the rows are.
   *
   * @param rows how many rows are mixed, two or more
   * @return a share for each row; empty where the rows themselves tell
   */
  public Optional<float[]> shares(int rows) {
    return Optional.empty();
  }

  /** The mean of any number of rows. */
  private static final class Mean extends RowMixer {
    @Override
    public void mix(float[][] rows, float[] target, int length) {
      for (int i = 0; i < length; i++) {
        float sum = 0;
        for (float[] row : rows) {
          sum += row[i];
        }
        target[i] = sum / rows.length;
      }
    }

    @Override
    public Optional<float[]> shares(int rows) {
      float[] shares = new float[rows];
      Arrays.fill(shares, 1f / rows);
      return Optional.of(shares);
    }
  }

  /** One share for all. */
  private static final class Shares extends RowMixer {
    private final float share;

    Shares(float share) {
      this.share = share;
    }

    @Override
    public void mix(float[][] rows, float[] target, int length) {
      weigh(rows, share, target, length);
    }

    @Override
    public Optional<float[]> shares(int rows) {
      return Optional.of(new float[] {share, 1 - share});
    }
  }

  private static void weigh(float[][] rows, float share, float[] target, int length) {
    for (int i = 0; i < length; i++) {
      target[i] = share * rows[0][i] + (1 - share) * rows[1][i];
    }
  }

  /** A share told by a network. */
  private static final class Gated extends RowMixer {
    private static final float INFINITE = 30;
    private static final double LEAST_SQUARE = 1e-6;
    private static final float LIMIT = 6;

    private final float[] first;
    private final float[] second;
    private final float bias;

    Gated(float[] first, float[] second, float bias) {
      this.first = first;
      this.second = second;
      this.bias = bias;
    }

    @Override
    public void mix(float[][] rows, float[] target, int length) {
      weigh(rows, share(rows, length), target, length);
    }

    private float share(float[][] rows, int length) {
      float[] input = input(rows, length);
      double sum = bias;
      for (int i = 0; i < second.length; i++) {
        double hidden = dot(i * input.length, input);
        sum += second[i] * (hidden / (1 + Math.exp(-hidden)));
      }
      return (float) (1 / (1 + Math.exp(-sum)));
    }

    private double dot(int from, float[] input) {
      // Four sums, for one would wait for each addition.
      float a = 0;
      float b = 0;
      float c = 0;
      float d = 0;
      int i = 0;
      for (; i + 4 <= input.length; i += 4) {
        a += first[from + i] * input[i];
        b += first[from + i + 1] * input[i + 1];
        c += first[from + i + 2] * input[i + 2];
        d += first[from + i + 3] * input[i + 3];
      }
      for (; i < input.length; i++) {
        a += first[from + i] * input[i];
      }
      return (double) a + b + c + d;
    }

    private static float finite(float logit) {
      if (Float.isInfinite(logit)) {
        return Math.copySign(INFINITE, logit);
      }
      return Float.isNaN(logit) ? 0 : logit;
    }

    private static float[] input(float[][] rows, int length) {
      float[] input = new float[2 * length];
      double sum = 0;
      for (int i = 0; i < input.length; i++) {
        input[i] = finite(rows[i / length][i % length]);
        sum += input[i];
      }
      double mean = sum / input.length;
      double squares = 0;
      for (int i = 0; i < input.length; i++) {
        input[i] = (float) (input[i] - mean);
        squares += (double) input[i] * input[i];
      }
      float scale = (float) (1 / Math.sqrt(Math.max(squares / input.length, LEAST_SQUARE)));
      for (int i = 0; i < input.length; i++) {
        input[i] = Math.max(-LIMIT, Math.min(LIMIT, input[i] * scale));
      }
      return input;
    }
  }
}
