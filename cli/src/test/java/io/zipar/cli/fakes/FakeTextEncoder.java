/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.fakes;

import io.zipar.CaptionFeatures;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.network.PositionBuckets;
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TextEncoderWeights;
import io.zipar.models.network.TransformerSizes;
import io.zipar.spi.TextEncoder;
import java.util.Arrays;
import java.util.List;

/**
 * An encoder whose features are its tokens, twice.
 *
 * @param release called when it is closed
 */
record FakeTextEncoder(Runnable release) implements TextEncoder {
  private static final int END = 29;

  /**
   * What it is opened from.
   *
   * @param width features of a token
   */
  record Source(int width) implements TextEncoderSource {
    @Override
    public String describe() {
      return "fake encoder";
    }

    @Override
    public TextEncoderNetwork network() {
      return new TextEncoderNetwork(
          "fake encoder",
          new TransformerSizes(1, width, 1, 1, 2, 1, END + 1, 1e-6),
          new PositionBuckets(32, 128),
          END);
    }

    @Override
    public TextEncoderWeights weights() {
      throw new UnsupportedOperationException("a fake has no weights");
    }

    @Override
    public long parameters() {
      return 1;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  @Override
  public int width() {
    return 2;
  }

  @Override
  public List<CaptionFeatures> encode(List<int[]> texts) {
    return texts.stream()
        .map(
            tokens -> {
              float[] values = new float[2 * tokens.length];
              for (int i = 0; i < values.length; i++) {
                values[i] = tokens[i / 2];
              }
              boolean[] valid = new boolean[tokens.length];
              Arrays.fill(valid, true);
              return new CaptionFeatures(2, values, valid);
            })
        .toList();
  }

  @Override
  public void close() {
    release.run();
  }
}
