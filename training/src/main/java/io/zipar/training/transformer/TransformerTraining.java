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
import io.zipar.models.disk.WholeFile;
import io.zipar.models.tensor.ElementType;
import io.zipar.training.network.LearningRate;
import io.zipar.training.network.Optimizer;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.SavedState;
import io.zipar.training.network.Torch;
import io.zipar.training.network.TrainedTensors;
import io.zipar.training.support.TrainingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains a class-conditional LlamaGen transformer on tokens. A state is written at every
 * validation, and a training that finds one goes on from there. The best state by held-out loss is
 * kept. Not safe for several threads.
 */
public final class TransformerTraining implements AutoCloseable {
  private static final int WARMUP = 100;
  private static final int LOG_EVERY = 25;
  private static final double WEIGHT_DECAY = 0.05;

  private final NDManager manager;
  private final TransformerShape shape;
  private final TokenOrder order;
  private final TransformerPlan plan;
  private final TrainingLog log;
  private final Path state;
  private final Path best;
  private final Parameters parameters;
  private final Optimizer optimizer;
  private final TransformerForward network;
  private final TokenSet training;
  private final TokenSet heldOut;
  private int step;

  /**
   * Prepares a training.
   *
   * @param shape of the transformer
   * @param order in which tokens are predicted
   * @param plan how to train
   * @param training tokens to learn
   * @param heldOut tokens to validate with
   * @param folder where the states are kept, existing
   * @param beginning the safetensors of a transformer of the same sizes whose weights this one
   *     begins with, those of its classes only if there are as many; at random where there is none
   * @param log hears of the progress
   * @throws IOException if a state is there and cannot be read
   */
  public TransformerTraining(
      TransformerShape shape,
      TokenOrder order,
      TransformerPlan plan,
      TokenSet training,
      TokenSet heldOut,
      Path folder,
      Optional<Path> beginning,
      TrainingLog log)
      throws IOException {
    this.manager = Torch.newManager();
    this.shape = shape;
    this.order = order;
    this.plan = plan;
    this.log = log;
    this.training = training;
    this.heldOut = heldOut;
    this.state = folder.resolve("transformer.state");
    this.best = folder.resolve("transformer.best");
    this.parameters = new Parameters(manager, plan.seed());
    this.optimizer =
        new Optimizer(manager, parameters, WEIGHT_DECAY, TransformerForward::isBlockMatrix);
    this.network =
        new TransformerForward(manager, parameters, shape, Arrangement.raster(shape.cells()));
    if (Files.exists(state)) {
      step = SavedState.read(state, parameters, optimizer);
      log.say("transformer: going on from step " + step);
    } else {
      beginning.ifPresent(this::beginWith);
    }
  }

  private void beginWith(Path file) {
    try (NDManager scratch = manager.newSubManager();
        Parameters weights = new Parameters(scratch, plan.seed())) {
      TrainedTensors.read(file, weights);
      weights
          .all()
          .forEach(
              (name, array) -> {
                if (!name.equals(TransformerForward.CLASS_EMBEDDING)
                    || array.getShape().get(0) == shape.classes() + 1) {
                  parameters.restore(name, array);
                }
              });
    }
  }

  /**
   * Trains until the plan is done or the held-out loss stops falling.
   *
   * @return the held-out loss of the best state, in nats per token
   * @throws IOException if a state cannot be written
   */
  public double run() throws IOException {
    LearningRate rate = new LearningRate(plan.learningRate(), WARMUP, plan.steps());
    ValidationRecord record = ValidationRecord.read(best.resolveSibling("transformer.losses"));
    double sum = 0;
    int steps = 0;
    while (step < plan.steps() && record.sinceBest() < plan.patience()) {
      step++;
      sum += trainStep(rate.at(step));
      steps++;
      if (step % LOG_EVERY == 0) {
        log.say(
            String.format(
                Locale.ROOT,
                "transformer: step %d of %d, training loss %.4f",
                step,
                plan.steps(),
                sum / steps));
        sum = 0;
        steps = 0;
      }
      if (step % plan.validateEvery() == 0 || step == plan.steps()) {
        double loss = validate();
        record = record.with(step, loss);
        SavedState.write(state, step, parameters, optimizer);
        record.write();
        if (record.sinceBest() == 0) {
          WholeFile.write(best, out -> Files.copy(state, out));
        }
        log.say(String.format(Locale.ROOT, "transformer: step %d, held-out loss %.4f", step, loss));
      }
    }
    SavedState.read(best, parameters, optimizer);
    return record.best();
  }

  private double trainStep(double learningRate) {
    SplittableRandom random = new SplittableRandom(plan.seed() * 1_000_003 + step);
    int batch = plan.batch();
    int[] pictures = new int[batch];
    long[] labels = new long[batch];
    for (int i = 0; i < batch; i++) {
      pictures[i] = random.nextInt(training.size());
      labels[i] =
          random.nextDouble() < plan.classDropout() ? shape.classes() : training.label(pictures[i]);
    }
    try (NDManager scratch = manager.newSubManager()) {
      double value;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray loss = loss(scratch, training, pictures, labels, random);
        value = loss.getFloat();
        collector.backward(loss);
      }
      optimizer.update(step, learningRate);
      return value;
    }
  }

  private double validate() {
    double sum = 0;
    int batch = plan.batch();
    int batches = heldOut.size() / batch;
    for (int b = 0; b < batches; b++) {
      int[] pictures = new int[batch];
      long[] labels = new long[batch];
      for (int i = 0; i < batch; i++) {
        pictures[i] = b * batch + i;
        labels[i] = heldOut.label(pictures[i]);
      }
      try (NDManager scratch = manager.newSubManager()) {
        sum +=
            loss(scratch, heldOut, pictures, labels, new SplittableRandom(b))
                .stopGradient()
                .getFloat();
      }
    }
    return sum / batches;
  }

  private NDArray loss(
      NDManager scratch, TokenSet set, int[] pictures, long[] labels, SplittableRandom random) {
    return order == TokenOrder.RASTER
        ? rasterLoss(scratch, set, pictures, labels)
        : randomLoss(scratch, set, pictures, labels, random);
  }

  private NDArray randomLoss(
      NDManager scratch, TokenSet set, int[] pictures, long[] labels, SplittableRandom random) {
    int count = shape.cells();
    List<Integer> cells = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    for (int i = count - 1; i > 0; i--) {
      Collections.swap(cells, i, random.nextInt(i + 1));
    }
    long[] tokens = new long[pictures.length * count];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = set.token(pictures[i / count], cells.get(i % count));
    }
    NDArray logits =
        new QueriedForward(scratch, parameters, shape, cells)
            .logits(
                scratch.create(labels), scratch.create(tokens, new Shape(pictures.length, count)));
    return likelihood(logits, scratch.create(tokens, new Shape(tokens.length, 1)));
  }

  private static NDArray likelihood(NDArray logits, NDArray wanted) {
    return logits.logSoftmax(1).gather(wanted, 1).mean().neg();
  }

  private NDArray rasterLoss(NDManager scratch, TokenSet set, int[] pictures, long[] labels) {
    int cells = shape.cells();
    long[] inputs = new long[pictures.length * (cells - 1)];
    long[] targets = new long[pictures.length * cells];
    for (int i = 0; i < pictures.length; i++) {
      for (int cell = 0; cell < cells; cell++) {
        long token = set.token(pictures[i], cell);
        targets[i * cells + cell] = token;
        if (cell < cells - 1) {
          inputs[i * (cells - 1) + cell] = token;
        }
      }
    }
    NDArray logits =
        network.logits(
            scratch.create(labels), scratch.create(inputs, new Shape(pictures.length, cells - 1L)));
    return likelihood(logits, scratch.create(targets, new Shape(targets.length, 1)));
  }

  /**
   * Writes {@code model.safetensors} and {@code config.json} as LlamaGen's transformers are laid
   * out.
   *
   * @param folder the target
   * @param type float32 or float16
   * @throws IOException if a file cannot be written
   */
  public void write(Path folder, ElementType type) throws IOException {
    TrainedTensors.write(folder.resolve("model.safetensors"), parameters.all(), type);
    TransformerShape.writeConfig(folder, shape.config());
  }

  @Override
  public void close() {
    manager.close();
  }
}
