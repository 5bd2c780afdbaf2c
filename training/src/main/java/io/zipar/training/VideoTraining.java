/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import io.zipar.Grid;
import io.zipar.models.disk.WholeFile;
import io.zipar.models.spi.PackagedModel;
import io.zipar.models.tensor.ElementType;
import io.zipar.pictures.NumberedVideos;
import io.zipar.training.support.Subjects;
import io.zipar.training.support.TrainingLog;
import io.zipar.training.tokenizer.TokenizerSizes;
import io.zipar.training.transformer.TokenOrder;
import io.zipar.training.transformer.TokenSet;
import io.zipar.training.transformer.TransformerPlan;
import io.zipar.training.transformer.TransformerShape;
import io.zipar.training.transformer.TransformerTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains a model of short videos. It begins with the weights of the model that ships, but for the
 * classes, and paints with its image tokenizer.
 */
public final class VideoTraining {
  /** What the model is called. */
  public static final String NAME = "scenes-video";

  private static final String BEGINNING = "beginning.safetensors";

  private final TrainedBase base;
  private final TrainingLog log;

  /**
   * A training.
   *
   * @param base the model that it begins with, of the sizes of {@link TransformerShape#shipped}
   * @param log hears of the progress
   */
  public VideoTraining(PackagedModel base, TrainingLog log) {
    this.base = new TrainedBase(base);
    this.log = log;
  }

  /**
   * The plan of what ships.
   *
   * @return an hour and a half on one quiet core
   */
  public static TransformerPlan plan() {
    return new TransformerPlan(1, 1500, 24, 1600, 4, 1.5e-3, 0.1, 50, 16);
  }

  /**
   * Trains, or goes on where an earlier call with the same folder stopped. Leaves the files of a
   * checkpoint folder, {@code classes.txt} and {@code training.json}, which says what was reached
   * and how.
   *
   * @param plan how to train
   * @param folder receives states and the finished model
   * @throws IOException if a file cannot be read or written
   * @throws io.zipar.InvalidInputException if the folder holds a training of another plan, or a
   *     file of it is broken; the message names the file
   */
  public void run(TransformerPlan plan, Path folder) throws IOException {
    TrainingRecord record = TrainingRecord.begin(plan, folder);
    WholeFile.write(
        folder.resolve("classes.txt"), String.join("\n", NumberedVideos.classNames()) + "\n");
    for (String file : new String[] {"vq.json", "vq.safetensors"}) {
      base.copy(file, folder.resolve(file));
    }
    base.copy("model.safetensors", folder.resolve(BEGINNING));
    int side = NumberedVideos.SIDE / TokenizerSizes.shipped().downsampling();
    TransformerShape shape =
        base.shape()
            .of(NumberedVideos.classNames().size(), new Grid(NumberedVideos.FRAMES, side, side));
    TokenSet training =
        TrainedBase.training(Subjects.VIDEOS, shape, folder, plan.trainingPictures(), log);
    TokenSet heldOut =
        TrainedBase.heldOut(Subjects.VIDEOS, shape, folder, plan.heldOutPictures(), log);
    try (TransformerTraining learning =
        new TransformerTraining(
            shape,
            TokenOrder.RASTER,
            plan,
            training,
            heldOut,
            folder,
            Optional.of(folder.resolve(BEGINNING)),
            log)) {
      double loss = learning.run();
      learning.write(folder, ElementType.FLOAT16);
      record.put("unigramLoss", heldOut.unigramLoss(training, TokenizerSizes.shipped().codes()));
      record.put("heldOutLoss", loss);
      log.say(String.format(Locale.ROOT, "held-out loss %.4f nats per token", loss));
    }
  }
}
