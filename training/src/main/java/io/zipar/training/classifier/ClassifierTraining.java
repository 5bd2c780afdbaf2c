/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.classifier;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.zipar.evaluation.scene.SceneNetwork;
import io.zipar.models.tensor.ElementType;
import io.zipar.pictures.NumberedPictures;
import io.zipar.pictures.PictureSet;
import io.zipar.training.network.LearningRate;
import io.zipar.training.network.Optimizer;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.Parameters.Initial;
import io.zipar.training.network.Scale;
import io.zipar.training.network.Torch;
import io.zipar.training.network.TrainedTensors;
import io.zipar.training.support.PictureBatches;
import io.zipar.training.support.TrainingLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Trains the classifier that measures generated pictures. Not safe for several threads. */
public final class ClassifierTraining implements AutoCloseable {
  private static final int WARMUP = 40;
  private static final int LOG_EVERY = 25;
  private static final int MEASURED_TOGETHER = 50;
  private static final double WEIGHT_DECAY = 1e-2;
  private static final double GAIN = Math.sqrt(2);

  private final NDManager manager = Torch.newManager();
  private final ClassifierPlan plan;
  private final TrainingLog log;
  private final Parameters parameters;
  private final Optimizer optimizer;
  private final SceneNetwork network;

  /**
   * Prepares a training.
   *
   * @param plan how to train
   * @param log hears of the progress
   */
  public ClassifierTraining(ClassifierPlan plan, TrainingLog log) {
    this.plan = plan;
    this.log = log;
    this.parameters = new Parameters(manager, plan.seed());
    this.optimizer = new Optimizer(manager, parameters, WEIGHT_DECAY, name -> false);
    this.network = new SceneNetwork(PictureSet.classNames().size(), this::array);
  }

  private NDArray array(String name, long... shape) {
    return shape.length == 1
        ? parameters.get(name, Initial.ZEROS, 0, shape)
        : parameters.matrix(name, GAIN, shape);
  }

  /**
   * Trains, and measures on pictures that training never sees.
   *
   * @return the share of held-out pictures whose class is told
   */
  public double run() {
    LearningRate rate = new LearningRate(plan.learningRate(), WARMUP, plan.steps());
    for (int step = 1; step <= plan.steps(); step++) {
      double loss = trainStep(step, rate.at(step));
      if (step % LOG_EVERY == 0) {
        log.say(
            String.format(
                Locale.ROOT, "classifier: step %d of %d, loss %.4f", step, plan.steps(), loss));
      }
    }
    double accuracy = accuracy(false);
    log.say(
        String.format(
            Locale.ROOT,
            "classifier: held-out accuracy %.4f, on worn pictures %.4f",
            accuracy,
            accuracy(true)));
    return accuracy;
  }

  private double trainStep(int step, double learningRate) {
    int count = plan.pictures();
    long first = plan.seed() * (1L << 32) + (long) step * count;
    float[] planes = PictureBatches.planes(first, count, SceneNetwork.SIDE);
    new PictureWear(SceneNetwork.SIDE, first).apply(planes);
    float[] wanted = new float[count * PictureSet.classNames().size()];
    for (int i = 0; i < count; i++) {
      wanted[i * PictureSet.classNames().size() + NumberedPictures.label(first + i)] = 1;
    }
    try (NDManager scratch = manager.newSubManager()) {
      NDArray pixels = pixels(scratch, planes, count);
      NDArray targets = scratch.create(wanted, new Shape(count, PictureSet.classNames().size()));
      double value;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray logits = network.logits(network.features(pixels));
        NDArray loss = Scale.by(logits.logSoftmax(1).mul(targets).sum(), -1.0 / count);
        value = loss.getFloat();
        collector.backward(loss);
      }
      optimizer.update(step, learningRate);
      return value;
    }
  }

  private double accuracy(boolean worn) {
    int right = 0;
    for (int done = 0; done < plan.heldOutPictures(); done += MEASURED_TOGETHER) {
      int count = Math.min(MEASURED_TOGETHER, plan.heldOutPictures() - done);
      long first = NumberedPictures.HELD_OUT + done;
      float[] planes = PictureBatches.planes(first, count, SceneNetwork.SIDE);
      if (worn) {
        new PictureWear(SceneNetwork.SIDE, first).apply(planes);
      }
      try (NDManager scratch = manager.newSubManager()) {
        long[] told =
            network
                .logits(network.features(pixels(scratch, planes, count)))
                .argMax(1)
                .toLongArray();
        for (int i = 0; i < count; i++) {
          right += told[i] == NumberedPictures.label(first + i) ? 1 : 0;
        }
      }
    }
    return (double) right / plan.heldOutPictures();
  }

  private static NDArray pixels(NDManager owner, float[] planes, int count) {
    return owner.create(planes, new Shape(count, 3, SceneNetwork.SIDE, SceneNetwork.SIDE));
  }

  /**
   * Writes {@code classifier.safetensors}.
   *
   * @param folder the target
   * @param type float32 or float16
   * @throws IOException if it cannot be written
   */
  public void write(Path folder, ElementType type) throws IOException {
    TrainedTensors.write(folder.resolve("classifier.safetensors"), parameters.all(), type);
  }

  @Override
  public void close() {
    manager.close();
  }
}
