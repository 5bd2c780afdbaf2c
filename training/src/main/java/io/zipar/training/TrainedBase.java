/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import io.zipar.models.disk.WholeFile;
import io.zipar.models.spi.PackagedModel;
import io.zipar.pictures.NumberedPictures;
import io.zipar.training.support.Subjects;
import io.zipar.training.support.TrainingLog;
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
        copy(file, folder.resolve(names.apply(file)));
      }
    }
  }

  /** Copies a file. */
  void copy(String file, Path target) throws IOException {
    try (InputStream in = model.open(file)) {
      WholeFile.write(target, in::transferTo);
    }
  }

  /** Pictures to learn from as tokens of the model's own tokenizer, which the folder holds. */
  TokenSet training(Path folder, int count, TrainingLog log) throws IOException {
    return training(Subjects.PICTURES, shape(), folder, count, log);
  }

  /** Pictures to measure with. */
  TokenSet heldOut(Path folder, int count, TrainingLog log) throws IOException {
    return heldOut(Subjects.PICTURES, shape(), folder, count, log);
  }

  /** What to learn from as tokens of the model's own tokenizer, which the folder holds. */
  static TokenSet training(
      Subjects subjects, TransformerShape shape, Path folder, int count, TrainingLog log)
      throws IOException {
    return tokens(subjects, shape, folder.resolve("training.tokens"), 0, count, log);
  }

  /** What to measure with. */
  static TokenSet heldOut(
      Subjects subjects, TransformerShape shape, Path folder, int count, TrainingLog log)
      throws IOException {
    return tokens(
        subjects, shape, folder.resolve("held-out.tokens"), NumberedPictures.HELD_OUT, count, log);
  }

  private static TokenSet tokens(
      Subjects subjects, TransformerShape shape, Path file, long first, int count, TrainingLog log)
      throws IOException {
    try (StoredTokenizer stored = new StoredTokenizer(file.getParent())) {
      return TokenSet.of(subjects, file, stored.tokenizer(), first, count, shape.cells(), log);
    }
  }
}
