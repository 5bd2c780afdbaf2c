/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import io.zipar.models.spi.PackagedModel;
import io.zipar.models.tensor.ElementType;
import io.zipar.training.support.TrainingLog;
import io.zipar.training.transformer.TokenOrder;
import io.zipar.training.transformer.TransformerPlan;
import io.zipar.training.transformer.TransformerTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Trains the model that ships on, so that it paints cells in any order, as RandAR does. */
public final class AnyOrderTraining {
  /** What the model is called. */
  public static final String NAME = "scenes-any";

  private static final String MODEL = "model.safetensors";
  private static final String BEGINNING = "beginning.safetensors";

  private final TrainedBase base;
  private final TrainingLog log;

  /**
   * A training.
   *
   * @param base the model that is trained on, of the sizes of {@link
   *     io.zipar.training.transformer.TransformerShape#shipped}
   * @param log hears of the progress
   */
  public AnyOrderTraining(PackagedModel base, TrainingLog log) {
    this.base = new TrainedBase(base);
    this.log = log;
  }

  /**
   * The plan of what ships.
   *
   * @return an hour and a quarter on one quiet core
   */
  public static TransformerPlan plan() {
    return new TransformerPlan(1, 4000, 48, 1600, 4, 1.5e-3, 0.1, 100, 16);
  }

  /**
   * Trains, or goes on where an earlier call with the same folder stopped. Leaves {@code
   * model.safetensors}, {@code config.json}, the other files of the base, {@code
   * beginning.safetensors}, which is the base itself, and a {@code training.json} of its own.
   *
   * @param plan how to train
   * @param folder receives states and the finished model
   * @throws IOException if a file cannot be read or written
   * @throws io.zipar.InvalidInputException if the folder holds a training of another plan, or a
   *     file of it is broken; the message names the file
   */
  public void run(TransformerPlan plan, Path folder) throws IOException {
    TrainingRecord record = TrainingRecord.begin(plan, folder);
    base.copyTo(folder, file -> file.equals(MODEL) ? BEGINNING : file);
    try (TransformerTraining learning =
        new TransformerTraining(
            base.shape(),
            TokenOrder.RANDOM,
            plan,
            base.training(folder, plan.trainingPictures(), log),
            base.heldOut(folder, plan.heldOutPictures(), log),
            folder,
            Optional.of(folder.resolve(BEGINNING)),
            log)) {
      record.put("heldOutLoss", learning.run());
      learning.write(folder, ElementType.FLOAT16);
    }
  }
}
