/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.CaptionFeatures;
import io.zipar.InvalidInputException;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.network.CaptionShape;
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.text.TextTokenizer;
import io.zipar.spi.TextEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes features of captions by a text encoder. It is loaded for that alone, and released before
 * the model is loaded.
 */
final class Captions {
  private static final Logger LOG = LoggerFactory.getLogger(Captions.class);

  /** Captions that go through the encoder together; the activations of more take memory. */
  private static final int TOGETHER = 8;

  private final ModelFiles files;
  private final BackendChoice backend;
  private final TransformerNetwork network;

  /**
   * Captions for one model.
   *
   * @param files where the encoder comes from
   * @param backend runs the encoder
   * @param network what the features are for
   */
  Captions(ModelFiles files, BackendChoice backend, TransformerNetwork network) {
    this.files = files;
    this.backend = backend;
    this.network = network;
  }

  /**
   * Encodes.
   *
   * @param subjects of all kinds; all captions name the same encoder
   * @return the features of every caption among them
   * @throws InvalidInputException if the encoder cannot be used for this model
   */
  Map<Subject.Caption, CaptionFeatures> encode(List<Subject> subjects) {
    List<Subject.Caption> captions =
        subjects.stream()
            .filter(Subject.Caption.class::isInstance)
            .map(Subject.Caption.class::cast)
            .distinct()
            .toList();
    if (captions.isEmpty()) {
      return Map.of();
    }
    CaptionShape shape =
        network
            .caption()
            .orElseThrow(
                () ->
                    new UnusableSettingException(
                        Setting.TEXT_ENCODER, ": " + network.describe() + " takes no captions"));
    Path path = captions.get(0).encoder();
    try (TextEncoderSource source = files.openTextEncoder(path)) {
      requireWidth(source, shape.width());
      List<int[]> tokens = tokens(source.network(), path, captions, shape.rows());
      List<CaptionFeatures> features = encode(source, tokens);
      Map<Subject.Caption, CaptionFeatures> encoded = new HashMap<>();
      for (int i = 0; i < features.size(); i++) {
        encoded.put(captions.get(i), features.get(i));
      }
      return encoded;
    }
  }

  private void requireWidth(TextEncoderSource source, int width) {
    int found = source.network().sizes().width();
    if (found != width) {
      throw new InvalidInputException(
          "the text encoder "
              + source.describe()
              + " yields "
              + found
              + " features, but "
              + network.describe()
              + " takes "
              + width
              + ": they do not belong together");
    }
  }

  private TextTokenizer tokenizer(Path encoder) {
    return files
        .openTextTokenizer(encoder)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    encoder
                        + ": words need the tokenizer of the text encoder there"
                        + " (tokenizer.json)"));
  }

  private List<int[]> tokens(
      TextEncoderNetwork encoder, Path path, List<Subject.Caption> captions, int most) {
    try (TextTokenizer tokenizer = tokenizer(path)) {
      return captions.stream()
          .map(caption -> tokens(encoder, tokenizer, caption.words(), most))
          .toList();
    }
  }

  private int[] tokens(
      TextEncoderNetwork encoder, TextTokenizer tokenizer, String words, int most) {
    int[] all = encoder.tokens(tokenizer, words);
    int[] kept = encoder.shortened(all, most);
    if (kept.length < all.length) {
      LOG.warn(
          "a prompt of {} tokens is cut, as {} takes {}: {}",
          all.length,
          network.describe(),
          most,
          words);
    }
    return kept;
  }

  private List<CaptionFeatures> encode(TextEncoderSource source, List<int[]> tokens) {
    MemoryCheck.ofThisMachine().require(backend, source);
    LOG.info("loading {} with backend {}", source.describe(), backend);
    try (TextEncoder encoder = backend.backend().openTextEncoder(source, backend.options())) {
      List<CaptionFeatures> features = new ArrayList<>();
      for (int first = 0; first < tokens.size(); first += TOGETHER) {
        int end = Math.min(tokens.size(), first + TOGETHER);
        features.addAll(encoder.encode(tokens.subList(first, end)));
      }
      LOG.info("encoded {} prompts, releasing the text encoder", features.size());
      return features;
    }
  }
}
