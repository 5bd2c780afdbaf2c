/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import io.zipar.models.spi.PackagedModel;
import io.zipar.models.tensor.ElementType;
import io.zipar.training.support.TrainingLog;
import io.zipar.training.transformer.BranchPlan;
import io.zipar.training.transformer.BranchTraining;
import java.io.IOException;
import java.nio.file.Path;

/** Trains the model that ships on, so that it paints an anti-diagonal a pass. */
public final class FlasharTraining {
  /** What the model is called. */
  public static final String NAME = "scenes-flashar";

  private static final String MODEL = "model.safetensors";
  private static final String TEACHER = "teacher.safetensors";

  private final TrainedBase base;
  private final TrainingLog log;

  /**
   * A training.
   *
   * @param base the model that is trained on, of the sizes of {@link
   *     io.zipar.training.transformer.TransformerShape#shipped}
   * @param log hears of the progress
   */
  public FlasharTraining(PackagedModel base, TrainingLog log) {
    this.base = new TrainedBase(base);
    this.log = log;
  }

  /**
   * Trains, or goes on where an earlier call with the same folder stopped. Leaves {@code
   * model.safetensors}, {@code config.json}, the other files of the base, {@code
   * teacher.safetensors}, which is the base itself, and a {@code training.json} of its own.
   *
   * @param plan how to train
   * @param folder receives states and the finished model
   * @throws IOException if a file cannot be read or written
   * @throws io.zipar.InvalidInputException if the folder holds a training of another plan, or a
   *     file of it is broken; the message names the file
   */
  public void run(BranchPlan plan, Path folder) throws IOException {
    TrainingRecord record = TrainingRecord.begin(plan, folder);
    base.copyTo(folder, file -> file.equals(MODEL) ? TEACHER : file);
    try (BranchTraining learning =
        new BranchTraining(
            base.shape(),
            plan,
            folder.resolve(TEACHER),
            base.training(folder, plan.trainingPictures(), log),
            base.heldOut(folder, plan.heldOutPictures(), log),
            folder,
            log)) {
      record.put("heldOutLoss", learning.run());
      learning.write(folder, ElementType.FLOAT16);
    }
  }
}
