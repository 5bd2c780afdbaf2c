/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.tokenizer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.training.GradientCollector;
import io.zipar.pictures.PictureSet;
import io.zipar.training.network.LearningRate;
import io.zipar.training.network.Optimizer;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.SavedState;
import io.zipar.training.network.Scale;
import io.zipar.training.network.Torch;
import io.zipar.training.support.PictureBatches;
import io.zipar.training.support.TrainingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Trains an image tokenizer: reconstruction (absolute and squared error, absolute error of the
 * differences between neighbours), codebook and commitment losses. A state is written as it goes,
 * and a training that finds one goes on from there. Not safe for several threads.
 */
public final class TokenizerTraining implements AutoCloseable {
  private static final String CODEBOOK = "quantize.embedding.weight";
  private static final double COMMITMENT = 0.25;
  private static final double EDGES = 0.5;
  private static final int WARMUP = 100;
  private static final int SAVE_EVERY = 200;
  private static final int LOG_EVERY = 25;
  private static final int MOVE_EVERY = 50;
  private static final double MOVE_UNTIL = 0.8;
  private static final double WEIGHT_DECAY = 1e-4;

  private final NDManager manager;
  private final TokenizerSizes sizes;
  private final TokenizerPlan plan;
  private final Path state;
  private final TrainingLog log;
  private final Parameters parameters;
  private final Optimizer optimizer;
  private final TokenizerNetwork network;
  private final CodeUse use;
  private int step;

  /**
   * Prepares a training.
   *
   * @param sizes of the tokenizer
   * @param plan how to train
   * @param folder where the state is kept, existing
   * @param log hears of the progress
   * @throws IOException if a state is there and cannot be read
   */
  public TokenizerTraining(TokenizerSizes sizes, TokenizerPlan plan, Path folder, TrainingLog log)
      throws IOException {
    this.manager = Torch.newManager();
    this.sizes = sizes;
    this.plan = plan;
    this.state = folder.resolve("tokenizer.state");
    this.log = log;
    this.parameters = new Parameters(manager, plan.seed());
    this.optimizer = new Optimizer(manager, parameters, WEIGHT_DECAY, name -> false);
    this.network = new TokenizerNetwork(parameters, sizes);
    this.use = new CodeUse(sizes.codes());
    if (Files.exists(state)) {
      step = SavedState.read(state, parameters, optimizer);
      log.say("tokenizer: going on from step " + step);
    }
  }

  /**
   * Trains until the plan is done.
   *
   * @return the trained arrays, closed with this training
   * @throws IOException if the state cannot be written
   */
  public TrainedTokenizer run() throws IOException {
    LearningRate rate = new LearningRate(plan.learningRate(), WARMUP, plan.steps());
    while (step < plan.steps()) {
      step++;
      trainStep(rate.at(step));
      if (step % SAVE_EVERY == 0 || step == plan.steps()) {
        SavedState.write(state, step, parameters, optimizer);
      }
    }
    return new TrainedTokenizer(manager, network, parameters, sizes);
  }

  private void trainStep(double learningRate) {
    boolean squares = step <= plan.squareSteps();
    int count = squares ? plan.squares() : plan.pictures();
    int side = squares ? plan.squareSide() : PictureSet.SIDE;
    long first = plan.seed() * (1L << 32) + (long) step * plan.squares();
    try (NDManager scratch = manager.newSubManager()) {
      NDArray pixels =
          scratch.create(
              PictureBatches.planes(first, count, side), new Shape(count, 3, side, side));
      double[] losses;
      float[] latents;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray latent = network.encode(pixels);
        NDArray rows = network.rows(latent);
        latents = rows.stopGradient().toFloatArray();
        NDArray entries = step > plan.warmSteps() ? quantized(rows) : null;
        NDArray fed =
            entries == null
                ? latent
                : rows.add(entries.sub(rows).stopGradient())
                    .reshape(count, side / sizes.downsampling(), side / sizes.downsampling(), -1)
                    .transpose(0, 3, 1, 2);
        NDArray error = network.decode(fed).sub(pixels);
        NDArray loss = error.abs().mean().add(error.square().mean());
        loss = loss.add(Scale.by(edges(error), EDGES));
        if (entries != null) {
          loss = loss.add(entries.sub(rows.stopGradient()).square().mean());
          loss = loss.add(Scale.by(rows.sub(entries.stopGradient()).square().mean(), COMMITMENT));
        }
        losses = new double[] {loss.getFloat(), error.square().mean().getFloat()};
        collector.backward(loss);
      }
      double norm = optimizer.update(step, learningRate);
      moveCodes(latents);
      if (step % LOG_EVERY == 0) {
        log.say(
            String.format(
                Locale.ROOT,
                "tokenizer: step %d of %d, loss %.4f, mean squared error %.5f, gradient %.3f",
                step,
                plan.steps(),
                losses[0],
                losses[1],
                norm));
      }
    }
  }

  private NDArray quantized(NDArray rows) {
    NDArray codebook = network.codebook(rows.getManager());
    NDArray nearest = network.nearest(rows.stopGradient(), codebook.stopGradient());
    use.count(nearest.toLongArray());
    return nearest
        .getNDArrayInternal()
        .embedding(nearest, codebook, SparseFormat.DENSE)
        .singletonOrThrow();
  }

  private void moveCodes(float[] latents) {
    SplittableRandom random = new SplittableRandom(plan.seed() + step);
    if (step == plan.warmSteps()) {
      network.rawCodebook();
      move(latents, random);
    } else if (step > plan.warmSteps()
        && step % MOVE_EVERY == 0
        && step < MOVE_UNTIL * plan.steps()) {
      log.say("tokenizer: " + use.used() + " of " + sizes.codes() + " codes in use");
      move(latents, random);
    }
  }

  private void move(float[] latents, SplittableRandom random) {
    float[] entries = parameters.all().get(CODEBOOK).toFloatArray();
    if (use.moveIdle(entries, latents, sizes.entryWidth(), random) > 0) {
      parameters.set(CODEBOOK, entries);
    }
  }

  private static NDArray edges(NDArray error) {
    long side = error.getShape().get(2);
    NDArray across = error.get(":, :, :, 1:").sub(error.get(":, :, :, :" + (side - 1)));
    NDArray down = error.get(":, :, 1:, :").sub(error.get(":, :, :" + (side - 1) + ", :"));
    return across.abs().mean().add(down.abs().mean());
  }

  @Override
  public void close() {
    manager.close();
  }
}
