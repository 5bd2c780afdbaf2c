/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import io.zipar.models.disk.WholeFile;
import io.zipar.models.tensor.ElementType;
import io.zipar.pictures.NumberedPictures;
import io.zipar.pictures.PictureSet;
import io.zipar.training.classifier.ClassifierTraining;
import io.zipar.training.support.Subjects;
import io.zipar.training.support.TrainingLog;
import io.zipar.training.tokenizer.TokenizerSizes;
import io.zipar.training.tokenizer.TokenizerTraining;
import io.zipar.training.tokenizer.TrainedTokenizer;
import io.zipar.training.transformer.TokenOrder;
import io.zipar.training.transformer.TokenSet;
import io.zipar.training.transformer.TransformerShape;
import io.zipar.training.transformer.TransformerTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Trains the model that ships with the project: classifier, tokenizer, then transformer. */
public final class ShippedTraining {
  private static final String ACCURACY = "classifierAccuracy";

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
   * Trains, or goes on where an earlier call with the same folder stopped. Leaves the files of a
   * checkpoint folder, {@code classifier.safetensors}, {@code classes.txt} and {@code
   * training.json}, which says what was reached and how.
   *
   * @param plan how to train
   * @param folder receives states and the finished model
   * @throws IOException if a file cannot be read or written
   * @throws io.zipar.InvalidInputException if the folder holds a training of another plan, or a
   *     file of it is broken; the message names the file
   */
  public void run(TrainingPlan plan, Path folder) throws IOException {
    TrainingRecord record = TrainingRecord.begin(plan, folder);
    WholeFile.write(
        folder.resolve("classes.txt"), String.join("\n", PictureSet.classNames()) + "\n");
    if (!record.has(ACCURACY)) {
      record.put(ACCURACY, trainClassifier(plan, folder));
    }
    TokenizerSizes sizes = TokenizerSizes.shipped();
    TransformerShape shape =
        TransformerShape.shipped(sizes.codes(), PictureSet.classNames().size());
    TokenSets tokens = trainTokenizer(plan, sizes, shape, folder);
    double unigram = tokens.heldOut().unigramLoss(tokens.training(), sizes.codes());
    double loss = trainTransformer(plan, shape, tokens, folder);
    record.put("unigramLoss", unigram);
    record.put("heldOutLoss", loss);
    log.say(
        String.format(
            Locale.ROOT,
            "held-out loss %.4f nats per token, unigram %.4f, perplexity %.2f",
            loss,
            unigram,
            Math.exp(loss)));
  }

  private double trainClassifier(TrainingPlan plan, Path folder) throws IOException {
    try (ClassifierTraining classifying = new ClassifierTraining(plan.classifier(), log)) {
      double accuracy = classifying.run();
      classifying.write(folder, ElementType.FLOAT16);
      return accuracy;
    }
  }

  private TokenSets trainTokenizer(
      TrainingPlan plan, TokenizerSizes sizes, TransformerShape shape, Path folder)
      throws IOException {
    int cells = shape.cells();
    try (TokenizerTraining tokenizing =
        new TokenizerTraining(sizes, plan.tokenizer(), folder, log)) {
      TrainedTokenizer tokenizer = tokenizing.run();
      tokenizer.write(folder, ElementType.FLOAT16);
      return new TokenSets(
          TokenSet.of(
              Subjects.PICTURES,
              folder.resolve("training.tokens"),
              tokenizer,
              0,
              plan.transformer().trainingPictures(),
              cells,
              log),
          TokenSet.of(
              Subjects.PICTURES,
              folder.resolve("held-out.tokens"),
              tokenizer,
              NumberedPictures.HELD_OUT,
              plan.transformer().heldOutPictures(),
              cells,
              log));
    }
  }

  private double trainTransformer(
      TrainingPlan plan, TransformerShape shape, TokenSets tokens, Path folder) throws IOException {
    try (TransformerTraining learning =
        new TransformerTraining(
            shape,
            TokenOrder.RASTER,
            plan.transformer(),
            tokens.training(),
            tokens.heldOut(),
            folder,
            Optional.empty(),
            log)) {
      double loss = learning.run();
      learning.write(folder, ElementType.FLOAT16);
      return loss;
    }
  }

  private record TokenSets(TokenSet training, TokenSet heldOut) {}
}
