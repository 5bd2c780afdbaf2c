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
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.zipar.models.disk.WholeFile;
import io.zipar.models.tensor.ElementType;
import io.zipar.spi.DraftHead;
import io.zipar.training.network.LearningRate;
import io.zipar.training.network.Optimizer;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.SavedState;
import io.zipar.training.network.Scale;
import io.zipar.training.network.Torch;
import io.zipar.training.network.TrainedTensors;
import io.zipar.training.support.TrainingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Trains the draft heads of Medusa (arXiv 2401.10774) beside a transformer that stays as it is.
 * Both lanes of guidance go through the heads, and what is learned is the model's own guided
 * distribution of the token that a head guesses. Not safe for several threads.
 */
public final class HeadsTraining implements AutoCloseable {
  private static final int WARMUP = 50;
  private static final double MEASURED_GUIDANCE = 2;

  private final NDManager manager;
  private final TransformerShape shape;
  private final HeadsPlan plan;
  private final String base;
  private final TokenSet training;
  private final TokenSet heldOut;
  private final TrainingLog log;
  private final Path state;
  private final TransformerForward frozen;
  private final Parameters parameters;
  private final Optimizer optimizer;
  private int round;

  /**
   * Prepares a training.
   *
   * @param shape of the transformer
   * @param plan how to train
   * @param base name of the transformer
   * @param training tokens to learn from
   * @param heldOut tokens to measure with
   * @param folder holds the transformer, {@code model.safetensors}; the state is kept there
   * @param log hears of the progress
   * @throws io.zipar.InvalidInputException if the transformer or a state is there and cannot be
   *     read
   */
  public HeadsTraining(
      TransformerShape shape,
      HeadsPlan plan,
      String base,
      TokenSet training,
      TokenSet heldOut,
      Path folder,
      TrainingLog log) {
    this.manager = Torch.newManager();
    this.shape = shape;
    this.plan = plan;
    this.base = base;
    this.training = training;
    this.heldOut = heldOut;
    this.log = log;
    this.state = folder.resolve("heads.state");
    Parameters backbone = new Parameters(manager, plan.seed());
    TrainedTensors.read(folder.resolve("model.safetensors"), backbone);
    this.frozen =
        new TransformerForward(manager, backbone, shape, Arrangement.raster(shape.cells()));
    this.parameters = new Parameters(manager, plan.seed());
    this.optimizer = new Optimizer(manager, parameters, 0, name -> false);
    if (Files.exists(state)) {
      round = SavedState.read(state, parameters, optimizer);
      log.say("heads: going on from round " + round);
    } else {
      begin(backbone);
    }
  }

  /** As Medusa's heads begin: the model's own output behind a residual layer that adds nothing. */
  private void begin(Parameters backbone) {
    int width = shape.width();
    for (int head = 0; head < plan.heads().size(); head++) {
      parameters.get(linear(head) + "weight", Parameters.Initial.ZEROS, 0, width, width);
      parameters.get(linear(head) + "bias", Parameters.Initial.ZEROS, 0, width);
      parameters.restore(output(head), backbone.all().get("output.weight"));
    }
  }

  private static String linear(int head) {
    return head + ".0.linear.";
  }

  private static String output(int head) {
    return head + ".1.weight";
  }

  /**
   * Trains until the plan is done.
   *
   * @return for each head the share of the guided distribution, at scale 2, that its guess covers
   *     on held-out pictures
   * @throws IOException if a state cannot be written
   */
  public List<Double> run() throws IOException {
    LearningRate rate = new LearningRate(plan.learningRate(), WARMUP, plan.rounds() * plan.steps());
    while (round < plan.rounds()) {
      double loss = trainRound(rate);
      round++;
      log.say(
          String.format(
              Locale.ROOT,
              "heads: round %d of %d, loss %.4f nats a head",
              round,
              plan.rounds(),
              loss));
      SavedState.write(state, round, parameters, optimizer);
    }
    return measure();
  }

  private double trainRound(LearningRate rate) {
    SplittableRandom random = new SplittableRandom(plan.seed() * 1_000_003 + round);
    int[] pictures = random.ints(plan.pictures(), 0, training.size()).toArray();
    double sum = 0;
    try (NDManager scratch = manager.newSubManager()) {
      NDArray hidden = hidden(scratch, training, pictures);
      NDArray logits = frozen.output(hidden).stopGradient();
      for (int i = 1; i <= plan.steps(); i++) {
        double scale =
            plan.leastGuidance()
                + random.nextDouble() * (plan.mostGuidance() - plan.leastGuidance());
        try (NDManager inner = scratch.newSubManager()) {
          int step = round * plan.steps() + i;
          sum += trainStep(inner, lanes(hidden), lanes(logits), scale, random);
          optimizer.update(step, rate.at(step));
        }
      }
    }
    return sum / plan.steps();
  }

  /** Lanes x (pictures of a lane x cells) x width. */
  private static NDArray lanes(NDArray batch) {
    long width = batch.getShape().get(2);
    return batch.reshape(2, -1, width);
  }

  private double trainStep(
      NDManager scratch, NDArray hidden, NDArray logits, double scale, SplittableRandom random) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray loss = null;
      for (int head = 0; head < plan.heads().size(); head++) {
        long[] read = new long[plan.places()];
        long[] wanted = new long[read.length];
        int ahead = displacement(head) - 1;
        for (int i = 0; i < read.length; i++) {
          int picture = random.nextInt(plan.pictures()) * shape.cells();
          read[i] = picture + random.nextInt(shape.cells() - ahead);
          wanted[i] = read[i] + ahead;
        }
        NDArray target = guided(rows(scratch, logits, wanted), scale).softmax(2).stopGradient();
        NDArray own =
            guess(head, rows(scratch, hidden, read), scale)
                .logSoftmax(2)
                .mul(target)
                .sum(new int[] {2})
                .mean()
                .neg();
        loss = loss == null ? own : loss.add(own);
      }
      double value = loss.getFloat() / plan.heads().size();
      collector.backward(loss);
      return value;
    }
  }

  /** The same rows of both lanes. */
  private static NDArray rows(NDManager scratch, NDArray lanes, long[] wanted) {
    int count = wanted.length;
    long each = lanes.getShape().get(1);
    long width = lanes.getShape().get(2);
    long[] both = new long[2 * count];
    for (int i = 0; i < count; i++) {
      both[i] = wanted[i];
      both[count + i] = each + wanted[i];
    }
    return TransformerForward.rows(lanes.reshape(-1, width), scratch.create(both))
        .reshape(2, count, width);
  }

  /** The stream of both lanes: all pictures with their classes, then all without. */
  private NDArray hidden(NDManager scratch, TokenSet set, int[] pictures) {
    int fed = shape.cells() - 1;
    int count = pictures.length;
    long[] labels = new long[2 * count];
    long[] inputs = new long[2 * count * fed];
    for (int i = 0; i < count; i++) {
      labels[i] = set.label(pictures[i]);
      labels[count + i] = shape.classes();
      for (int cell = 0; cell < fed; cell++) {
        inputs[i * fed + cell] = set.token(pictures[i], cell);
        inputs[(count + i) * fed + cell] = inputs[i * fed + cell];
      }
    }
    return frozen
        .hidden(scratch.create(labels), scratch.create(inputs, new Shape(2L * count, fed)))
        .stopGradient();
  }

  private static NDArray guided(NDArray logits, double scale) {
    long count = logits.getShape().get(0) / 2;
    NDArray with = logits.get(":" + count);
    NDArray without = logits.get(count + ":");
    return without.add(Scale.by(with.sub(without), scale));
  }

  /** Guided logits of a head, of lanes x rows. */
  private NDArray guess(int head, NDArray x, double scale) {
    NDArray linear =
        TransformerForward.linear(x, parameters.all().get(linear(head) + "weight"))
            .add(parameters.all().get(linear(head) + "bias"));
    NDArray residual = x.add(linear.mul(linear.getNDArrayInternal().sigmoid()));
    return guided(TransformerForward.linear(residual, parameters.all().get(output(head))), scale);
  }

  private int displacement(int head) {
    DraftHead each = plan.heads().get(head);
    return each.rows() * shape.columns() + each.positions();
  }

  private List<Double> measure() {
    double[] sums = new double[plan.heads().size()];
    int batches = heldOut.size() / plan.pictures();
    for (int b = 0; b < batches; b++) {
      int[] pictures = new int[plan.pictures()];
      for (int i = 0; i < pictures.length; i++) {
        pictures[i] = b * pictures.length + i;
      }
      try (NDManager scratch = manager.newSubManager()) {
        NDArray hidden = hidden(scratch, heldOut, pictures);
        NDArray model = guided(frozen.output(hidden), MEASURED_GUIDANCE).softmax(2);
        for (int head = 0; head < sums.length; head++) {
          int ahead = displacement(head) - 1;
          NDArray read = hidden.get(":, :" + (shape.cells() - ahead));
          NDArray guess = guess(head, read, MEASURED_GUIDANCE).softmax(2);
          NDArray wanted = model.get(":, " + ahead + ":");
          sums[head] += guess.minimum(wanted).sum(new int[] {2}).mean().getFloat() / batches;
        }
      }
    }
    List<Double> shares = new ArrayList<>();
    for (double sum : sums) {
      shares.add(sum);
    }
    log.say(
        "heads: covered shares "
            + shares.stream()
                .map(share -> String.format(Locale.ROOT, "%.3f", share))
                .collect(Collectors.joining(" ")));
    return List.copyOf(shares);
  }

  /**
   * Writes {@code medusa_lm_head.safetensors} and {@code medusa_lm_head.json} as the authors of
   * Medusa lay their heads out.
   *
   * @param folder the target
   * @param type float32 or float16
   * @throws IOException if a file cannot be written
   */
  public void write(Path folder, ElementType type) throws IOException {
    TrainedTensors.write(folder.resolve("medusa_lm_head.safetensors"), parameters.all(), type);
    JsonObject config = new JsonObject();
    config.addProperty("medusa_num_heads", plan.heads().size());
    config.addProperty("medusa_num_layers", 1);
    config.addProperty("base_model_name_or_path", base);
    JsonObject targets = new JsonObject();
    for (int head = 0; head < plan.heads().size(); head++) {
      DraftHead each = plan.heads().get(head);
      targets.addProperty(Integer.toString(head), each.rows() + "," + each.positions());
    }
    config.add("medusa_targets", targets);
    WholeFile.write(
        folder.resolve("medusa_lm_head.json"),
        new GsonBuilder().setPrettyPrinting().create().toJson(config) + "\n");
  }

  @Override
  public void close() {
    manager.close();
  }
}
