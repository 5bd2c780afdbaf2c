/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonObject;
import io.zipar.models.tensor.ElementType;
import io.zipar.training.network.LearningRate;
import io.zipar.training.network.Optimizer;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.SavedState;
import io.zipar.training.network.Torch;
import io.zipar.training.network.TrainedTensors;
import io.zipar.training.support.TrainingLog;
import io.zipar.training.transformer.BranchedForward.Guesses;
import io.zipar.training.transformer.BranchedForward.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Trains a transformer that predicts successors on to predict from neighbours (FlashAR, arXiv
 * 2605.09430): first the vertical branch alone, then everything. The transformer as it was is the
 * teacher. A state is written as often as the plan says, and a training that finds one goes on from
 * there. Not safe for several threads.
 */
public final class BranchTraining implements AutoCloseable {
  private static final int WARMUP = 20;

  private final NDManager manager;
  private final TransformerShape shape;
  private final BranchPlan plan;
  private final TokenSet training;
  private final TokenSet heldOut;
  private final TrainingLog log;
  private final Path state;
  private final TransformerForward teacher;
  private final Parameters parameters;
  private final Optimizer optimizer;
  private final BranchedForward network;
  private final BranchObjective objective;
  private int step;

  /**
   * Prepares a training.
   *
   * @param shape of the teacher
   * @param plan how to train
   * @param teacher the safetensors of the teacher
   * @param training tokens to learn from
   * @param heldOut tokens to measure with
   * @param folder the state is kept there
   * @param log hears of the progress
   * @throws io.zipar.InvalidInputException if the teacher or a state is there and cannot be read
   */
  public BranchTraining(
      TransformerShape shape,
      BranchPlan plan,
      Path teacher,
      TokenSet training,
      TokenSet heldOut,
      Path folder,
      TrainingLog log) {
    this.manager = Torch.newManager();
    this.shape = shape.withFeedForwardWidth(plan.feedForwardWidth());
    this.plan = plan;
    this.training = training;
    this.heldOut = heldOut;
    this.log = log;
    this.state = folder.resolve("branch.state");
    Parameters frozen = new Parameters(manager, plan.seed());
    TrainedTensors.read(teacher, frozen);
    this.teacher =
        new TransformerForward(manager, frozen, shape, Arrangement.raster(shape.cells()));
    this.parameters = new Parameters(manager, plan.seed());
    this.optimizer = new Optimizer(manager, parameters, 0, TransformerForward::isBlockMatrix);
    if (Files.exists(state)) {
      step = SavedState.read(state, parameters, optimizer);
      log.say("branch: going on from step " + step);
    } else {
      try (NDManager scratch = manager.newSubManager()) {
        new BranchBeginning(scratch, frozen, this.shape).fill(parameters, plan.branch());
      }
    }
    this.network = new BranchedForward(manager, parameters, this.shape, plan.branch());
    this.objective = new BranchObjective(this.shape, plan.loss());
  }

  /**
   * Trains until the plan is done.
   *
   * @return the loss of both heads together on held-out pictures, in nats a token
   * @throws IOException if a state cannot be written
   */
  public double run() throws IOException {
    LearningRate rate = new LearningRate(plan.learningRate(), WARMUP, plan.steps());
    double sum = 0;
    int summed = 0;
    while (step < plan.steps()) {
      step++;
      sum += trainStep(rate.at(step));
      summed++;
      if (step % plan.keepEvery() == 0 || step == plan.steps()) {
        SavedState.write(state, step, parameters, optimizer);
        log.say(
            String.format(
                Locale.ROOT,
                "branch: step %d of %d, training loss %.4f",
                step,
                plan.steps(),
                sum / summed));
        sum = 0;
        summed = 0;
      }
    }
    double loss = measure();
    log.say(String.format(Locale.ROOT, "branch: held-out loss %.4f nats per token", loss));
    return loss;
  }

  private double trainStep(double learningRate) {
    SplittableRandom random = new SplittableRandom(plan.seed() * 1_000_003 + step);
    int[] pictures = new int[plan.batch()];
    long[] labels = new long[pictures.length];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = random.nextInt(training.size());
      labels[i] =
          random.nextDouble() < plan.classDropout() ? shape.classes() : training.label(pictures[i]);
    }
    boolean branchAlone = step <= plan.branchSteps();
    try (NDManager scratch = manager.newSubManager()) {
      NDArray classes = scratch.create(labels);
      NDArray wisdom =
          teacher
              .logits(
                  classes, inputs(scratch, training, pictures, Arrangement.raster(shape.cells())))
              .stopGradient();
      NDArray inputs = inputs(scratch, training, pictures, network.arrangement());
      Streams known = branchAlone ? network.streams(classes, inputs).frozen() : null;
      double value;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        Streams streams = branchAlone ? known : network.streams(classes, inputs);
        Guesses guesses = network.guesses(streams);
        NDArray tokens = targets(scratch, training, pictures);
        value = BranchObjective.ofTokens(guesses.mixed(), tokens).getFloat();
        collector.backward(objective.of(guesses, tokens, wisdom));
      }
      optimizer.update(
          step,
          learningRate,
          name -> !isBackbone(name) ? 1 : branchAlone ? 0 : plan.backboneShare());
      return value;
    }
  }

  private boolean isBackbone(String name) {
    for (int i = 0; i < plan.branch().layers(); i++) {
      if (name.startsWith("layers." + (shape.layers() + i) + ".")) {
        return false;
      }
    }
    return !name.startsWith("medusa_") && !name.startsWith("hv_");
  }

  private double measure() {
    double sum = 0;
    int batches = heldOut.size() / plan.batch();
    for (int b = 0; b < batches; b++) {
      int[] pictures = new int[plan.batch()];
      long[] labels = new long[pictures.length];
      for (int i = 0; i < pictures.length; i++) {
        pictures[i] = b * pictures.length + i;
        labels[i] = heldOut.label(pictures[i]);
      }
      try (NDManager scratch = manager.newSubManager()) {
        NDArray inputs = inputs(scratch, heldOut, pictures, network.arrangement());
        Guesses guesses = network.guesses(network.streams(scratch.create(labels), inputs));
        sum +=
            BranchObjective.ofTokens(guesses.mixed(), targets(scratch, heldOut, pictures))
                .getFloat();
      }
    }
    return sum / batches;
  }

  private static NDArray inputs(
      NDManager scratch, TokenSet set, int[] pictures, Arrangement arrangement) {
    int fed = arrangement.slots() - 1;
    long[] inputs = new long[pictures.length * fed];
    for (int i = 0; i < pictures.length; i++) {
      for (int slot = 0; slot < fed; slot++) {
        inputs[i * fed + slot] = set.token(pictures[i], arrangement.cells().get(slot + 1));
      }
    }
    return scratch.create(inputs, new Shape(pictures.length, fed));
  }

  private NDArray targets(NDManager scratch, TokenSet set, int[] pictures) {
    long[] targets = new long[pictures.length * shape.cells()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = set.token(pictures[i / shape.cells()], i % shape.cells());
    }
    return scratch.create(targets, new Shape(targets.length, 1));
  }

  /**
   * Writes {@code model.safetensors} and {@code config.json} as FlashAR lays LlamaGen's
   * transformers out.
   *
   * @param folder the target
   * @param type float32 or float16
   * @throws IOException if a file cannot be written
   */
  public void write(Path folder, ElementType type) throws IOException {
    TrainedTensors.write(folder.resolve("model.safetensors"), parameters.all(), type);
    JsonObject config = shape.config();
    config.addProperty("medusa_attention_num", plan.branch().layers());
    config.addProperty("vertical_start_layer", plan.branch().start());
    TransformerShape.writeConfig(folder, config);
  }

  @Override
  public void close() {
    manager.close();
  }
}
