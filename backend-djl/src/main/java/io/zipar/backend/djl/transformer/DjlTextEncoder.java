/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.zipar.CaptionFeatures;
import io.zipar.backend.djl.engine.OpenGuard;
import io.zipar.backend.djl.engine.Product;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.spi.TextEncoder;
import io.zipar.torch.TorchErrors;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text encoder on libtorch, in float32. Safe for several threads. */
public final class DjlTextEncoder implements TextEncoder {
  private final OpenGuard guard = new OpenGuard("the text encoder");
  private final NDManager manager;
  private final TextEncoderNetwork network;
  private final Product product;
  private final LoadedEncoder weights;

  /**
   * Loads an encoder.
   *
   * @param source description and weights, not needed afterwards
   * @param manager owner of the weights on the device; closed with the encoder, and if loading
   *     fails the caller's
   * @param product order of the products
   * @throws ai.djl.engine.EngineException if libtorch fails, for example for want of memory
   */
  public DjlTextEncoder(TextEncoderSource source, NDManager manager, Product product) {
    this.manager = manager;
    this.network = source.network();
    this.product = product;
    this.weights = TransformerLoader.load(network, source.weights(), manager);
  }

  @Override
  public int width() {
    return network.sizes().width();
  }

  @Override
  public List<CaptionFeatures> encode(List<int[]> texts) {
    network.check(texts);
    return guard.use(
        () ->
            texts.isEmpty()
                ? List.of()
                : TorchErrors.translate("encoding a text", () -> encodeOnDevice(texts)));
  }

  /** Texts are filled up to the longest with token 0, which nobody attends to. */
  private List<CaptionFeatures> encodeOnDevice(List<int[]> texts) {
    int[] lengths = texts.stream().mapToInt(text -> text.length).toArray();
    int longest = Arrays.stream(lengths).max().orElseThrow();
    long[] tokens = new long[Math.multiplyExact(lengths.length, longest)];
    for (int text = 0; text < lengths.length; text++) {
      for (int i = 0; i < lengths[text]; i++) {
        tokens[text * longest + i] = texts.get(text)[i];
      }
    }
    try (NDManager scratch = manager.newSubManager()) {
      NDArray rows =
          new EncoderBlocks(network, weights, product, lengths, longest, scratch).run(tokens);
      FloatBuffer values = rows.toByteBuffer(true).asFloatBuffer();
      List<CaptionFeatures> features = new ArrayList<>();
      for (int text = 0; text < lengths.length; text++) {
        float[] caption = new float[lengths[text] * width()];
        values.get(text * longest * width(), caption);
        boolean[] valid = new boolean[lengths[text]];
        Arrays.fill(valid, true);
        features.add(new CaptionFeatures(width(), caption, valid));
      }
      return features;
    }
  }

  @Override
  public void close() {
    guard.close(manager::close);
  }
}
