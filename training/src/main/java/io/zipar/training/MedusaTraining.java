/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import io.zipar.models.spi.PackagedModel;
import io.zipar.models.tensor.ElementType;
import io.zipar.pictures.NumberedPictures;
import io.zipar.training.support.TrainingLog;
import io.zipar.training.support.WholeFile;
import io.zipar.training.tokenizer.StoredTokenizer;
import io.zipar.training.tokenizer.TokenizerSizes;
import io.zipar.training.transformer.HeadsPlan;
import io.zipar.training.transformer.HeadsTraining;
import io.zipar.training.transformer.TokenSet;
import io.zipar.training.transformer.TransformerShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trains draft heads beside the model that ships. */
public final class MedusaTraining {
  /** What the model is called. */
  public static final String NAME = "scenes-medusa";

  private static final String RECORD = "training.json";

  private final PackagedModel base;
  private final TrainingLog log;

  /**
   * A training.
   *
   * @param base the model that gets heads, of the sizes of {@link TransformerShape#shipped}
   * @param log hears of the progress
   */
  public MedusaTraining(PackagedModel base, TrainingLog log) {
    this.base = base;
    this.log = log;
  }

  /**
   * Trains, or goes on where an earlier call with the same folder stopped. Leaves the files of the
   * base, {@code medusa_lm_head.safetensors}, {@code medusa_lm_head.json} and a {@code
   * training.json} of its own.
   *
   * @param plan how to train
   * @param folder receives states and the finished model
   * @throws IOException if a file cannot be read or written
   * @throws io.zipar.InvalidInputException if the folder holds a training of another plan, or a
   *     file of it is broken; the message names the file
   */
  public void run(HeadsPlan plan, Path folder) throws IOException {
    Files.createDirectories(folder);
    TrainingRecord record = TrainingRecord.in(folder);
    record.keepPlan(plan);
    for (String file : base.files()) {
      if (!file.equals(RECORD)) {
        try (InputStream in = base.open(file)) {
          WholeFile.write(folder.resolve(file), in::transferTo);
        }
      }
    }
    TokenizerSizes sizes = TokenizerSizes.shipped();
    TransformerShape shape = TransformerShape.shipped(sizes.codes(), base.classNames().size());
    TokenSet training;
    TokenSet heldOut;
    try (StoredTokenizer stored = new StoredTokenizer(folder)) {
      training = tokens(stored, folder, "training", 0, plan.trainingPictures(), shape);
      heldOut =
          tokens(
              stored, folder, "held-out", NumberedPictures.HELD_OUT, plan.heldOutPictures(), shape);
    }
    try (HeadsTraining learning =
        new HeadsTraining(shape, plan, base.name(), training, heldOut, folder, log)) {
      record.put("coveredShares", learning.run());
      learning.write(folder, ElementType.FLOAT16);
    }
  }

  private TokenSet tokens(
      StoredTokenizer stored,
      Path folder,
      String name,
      long first,
      int count,
      TransformerShape shape)
      throws IOException {
    Path file = folder.resolve(name + ".tokens");
    return TokenSet.of(file, stored.tokenizer(), first, count, shape.side() * shape.side(), log);
  }
}
