/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import io.zipar.models.tensor.ElementType;
import io.zipar.pictures.NumberedPictures;
import io.zipar.pictures.PictureSet;
import io.zipar.training.tokenizer.TokenizerPlan;
import io.zipar.training.tokenizer.TokenizerSizes;
import io.zipar.training.tokenizer.TokenizerTraining;
import io.zipar.training.tokenizer.TrainedTokenizer;
import io.zipar.training.transformer.TokenSet;
import io.zipar.training.transformer.TransformerPlan;
import io.zipar.training.transformer.TransformerShape;
import io.zipar.training.transformer.TransformerTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Trains the model that ships with the project: tokenizer, then transformer. */
public final class ShippedTraining {
  private final TrainingLog log;

  /**
   * A training.
   *
   * @param log hears of the progress
   */
  public ShippedTraining(TrainingLog log) {
    this.log = log;
  }

  /**
   * Trains, or goes on where an earlier call with the same folder stopped.
   *
   * @param tokenizerPlan how to train the tokenizer
   * @param transformerPlan how to train the transformer
   * @param folder receives states and the finished model
   * @throws IOException if a file cannot be read or written
   */
  public void run(TokenizerPlan tokenizerPlan, TransformerPlan transformerPlan, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    TokenizerSizes sizes = TokenizerSizes.shipped();
    TransformerShape shape =
        TransformerShape.shipped(sizes.codes(), PictureSet.classNames().size());
    int cells = shape.side() * shape.side();
    TokenSet training;
    TokenSet heldOut;
    try (TokenizerTraining tokenizing = new TokenizerTraining(sizes, tokenizerPlan, folder, log)) {
      TrainedTokenizer tokenizer = tokenizing.run();
      tokenizer.write(folder, ElementType.FLOAT16);
      heldOut =
          TokenSet.of(
              folder.resolve("held-out.tokens"),
              tokenizer,
              NumberedPictures.HELD_OUT,
              transformerPlan.heldOutPictures(),
              cells,
              log);
      training =
          TokenSet.of(
              folder.resolve("training.tokens"),
              tokenizer,
              0,
              transformerPlan.trainingPictures(),
              cells,
              log);
    }
    double unigram = heldOut.unigramLoss(training, sizes.codes());
    log.say(String.format(Locale.ROOT, "unigram: held-out loss %.4f", unigram));
    try (TransformerTraining learning =
        new TransformerTraining(shape, transformerPlan, training, heldOut, folder, log)) {
      double loss = learning.run();
      learning.write(folder, ElementType.FLOAT16);
      log.say(
          String.format(
              Locale.ROOT,
              "held-out loss %.4f nats per token, unigram %.4f, perplexity %.2f",
              loss,
              unigram,
              Math.exp(loss)));
    }
  }
}
