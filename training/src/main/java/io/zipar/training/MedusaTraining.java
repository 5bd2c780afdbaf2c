/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import io.zipar.models.spi.PackagedModel;
import io.zipar.models.tensor.ElementType;
import io.zipar.training.support.TrainingLog;
import io.zipar.training.transformer.HeadsPlan;
import io.zipar.training.transformer.HeadsTraining;
import java.io.IOException;
import java.nio.file.Path;

/** Trains draft heads beside the model that ships. */
public final class MedusaTraining {
  /** What the model is called. */
  public static final String NAME = "scenes-medusa";

  private final TrainedBase base;
  private final TrainingLog log;

  /**
   * A training.
   *
   * @param base the model that gets heads, of the sizes of {@link
   *     io.zipar.training.transformer.TransformerShape#shipped}
   * @param log hears of the progress
   */
  public MedusaTraining(PackagedModel base, TrainingLog log) {
    this.base = new TrainedBase(base);
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
    TrainingRecord record = TrainingRecord.begin(plan, folder);
    base.copyTo(folder, file -> file);
    try (HeadsTraining learning =
        new HeadsTraining(
            base.shape(),
            plan,
            base.name(),
            base.training(folder, plan.trainingPictures(), log),
            base.heldOut(folder, plan.heldOutPictures(), log),
            folder,
            log)) {
      record.put("coveredShares", learning.run());
      learning.write(folder, ElementType.FLOAT16);
    }
  }
}
