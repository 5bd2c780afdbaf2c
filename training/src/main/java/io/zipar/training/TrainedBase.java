/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import io.zipar.models.spi.PackagedModel;
import io.zipar.pictures.NumberedPictures;
import io.zipar.training.support.TrainingLog;
import io.zipar.training.support.WholeFile;
import io.zipar.training.tokenizer.StoredTokenizer;
import io.zipar.training.tokenizer.TokenizerSizes;
import io.zipar.training.transformer.TokenSet;
import io.zipar.training.transformer.TransformerShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * The model that ships, as what another training begins with.
 *
 * @param model of the sizes of {@link TransformerShape#shipped}
 */
record TrainedBase(PackagedModel model) {
  private static final String RECORD = "training.json";

  String name() {
    return model.name();
  }

  TransformerShape shape() {
    return TransformerShape.shipped(TokenizerSizes.shipped().codes(), model.classNames().size());
  }

  /** Copies all files but the record of their training. */
  void copyTo(Path folder, UnaryOperator<String> names) throws IOException {
    for (String file : model.files()) {
      if (!file.equals(RECORD)) {
        try (InputStream in = model.open(file)) {
          WholeFile.write(folder.resolve(names.apply(file)), in::transferTo);
        }
      }
    }
  }

  /** Pictures to learn from as tokens of the model's own tokenizer, which the folder holds. */
  TokenSet training(Path folder, int count, TrainingLog log) throws IOException {
    return tokens(folder, "training", 0, count, log);
  }

  /** Pictures to measure with. */
  TokenSet heldOut(Path folder, int count, TrainingLog log) throws IOException {
    return tokens(folder, "held-out", NumberedPictures.HELD_OUT, count, log);
  }

  private TokenSet tokens(Path folder, String name, long first, int count, TrainingLog log)
      throws IOException {
    int cells = shape().side() * shape().side();
    try (StoredTokenizer stored = new StoredTokenizer(folder)) {
      Path file = folder.resolve(name + ".tokens");
      return TokenSet.of(file, stored.tokenizer(), first, count, cells, log);
    }
  }
}
