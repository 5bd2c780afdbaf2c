/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.zipar.Grid;
import io.zipar.fixtures.Golden;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.Torch;
import io.zipar.training.network.TrainedTensors;
import io.zipar.training.transformer.BranchedForward.Guesses;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network of two heads against what the authors' code computes, and its gradient. */
class BranchedForwardTest {
  private static final float LOGIT_TOLERANCE = 1e-3f;
  private static final TransformerShape TINY =
      new TransformerShape(4, 32, 2, 96, 80, 7, Grid.of(7, 7));

  private static final Branch BRANCH = new Branch(2, 2, 32);
  private static final Golden GOLDEN = Golden.of("neighbours/flashar-tiny/gate-mlp");
  private static final int[] LABELS = GOLDEN.array("class_ids").ints();
  private static final int[] TOKENS = GOLDEN.array("teacher_tokens").ints();

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = Torch.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givesTheLogitsOfTheAuthorsCode() {
    BranchedForward network = new BranchedForward(manager, goldenWeights(), TINY, BRANCH);
    assertArrayEquals(
        GOLDEN.array("teacher_logits").floats(),
        guesses(network).mixed().toFloatArray(),
        LOGIT_TOLERANCE);
  }

  @Test
  void theGradientIsTheSlopeOfTheLoss() {
    Parameters parameters = goldenWeights();
    // What the gate sees counts as constant, so the others are told apart from it.
    parameters.set("hv_gate_mlp.2.weight", new float[32]);
    assertSlopes(
        parameters,
        List.of(
            "tok_embeddings.weight",
            "cls_embedding.embedding_table.weight",
            "layers.0.attention.wqkv.weight",
            "layers.3.feed_forward.w2.weight",
            "layers.4.attention.wo.weight",
            "layers.5.ffn_norm.weight",
            "output.weight",
            "norm.weight",
            "medusa_output.weight",
            "medusa_norm.weight"));
    assertSlopes(
        goldenWeights(),
        List.of("hv_gate_mlp.0.weight", "hv_gate_mlp.2.weight", "hv_gate_mlp.2.bias"));
  }

  /** Differences in float32 tell no more of a gradient than the slope along itself. */
  private void assertSlopes(Parameters parameters, List<String> names) {
    BranchedForward network = new BranchedForward(manager, parameters, TINY, BRANCH);
    NDArray teacher = noise(TOKENS.length, TINY.vocabulary());
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(loss(network, teacher));
    }
    Map<String, float[]> gradients = new TreeMap<>();
    for (String name : names) {
      gradients.put(name, parameters.all().get(name).getGradient().toFloatArray());
    }
    gradients.forEach(
        (name, gradient) -> {
          float[] weight = parameters.all().get(name).toFloatArray();
          double norm = norm(gradient);
          double step = 3e-3 * norm(weight) / Math.sqrt(weight.length);
          double[] losses = new double[2];
          for (int side = 0; side < 2; side++) {
            float[] moved = weight.clone();
            for (int i = 0; i < moved.length; i++) {
              moved[i] += (float) ((2 * side - 1) * step * gradient[i] / norm);
            }
            parameters.set(name, moved);
            losses[side] = loss(network, teacher).getFloat();
          }
          parameters.set(name, weight);
          assertEquals(norm, (losses[1] - losses[0]) / (2 * step), 0.02 * norm, name);
        });
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private NDArray loss(BranchedForward network, NDArray teacher) {
    NDArray right = longs(TOKENS).reshape(-1, 1);
    return new BranchObjective(TINY, new BranchLoss(0.3, 0.2, 2))
        .of(guesses(network), right, teacher);
  }

  private Guesses guesses(BranchedForward network) {
    return network.guesses(network.streams(longs(LABELS), arranged(network)));
  }

  private Parameters goldenWeights() {
    Parameters parameters = new Parameters(manager, 1);
    TrainedTensors.read(GOLDEN.folder().resolve("model.safetensors"), parameters);
    return parameters;
  }

  private NDArray noise(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (3 * random.nextGaussian());
    }
    return manager.create(values, new Shape(rows, columns));
  }

  private NDArray arranged(BranchedForward network) {
    List<Integer> cells = network.arrangement().cells();
    int fed = cells.size() - 1;
    long[] inputs =
        IntStream.range(0, LABELS.length * fed)
            .mapToLong(i -> TOKENS[i / fed * (fed + 1) + cells.get(i % fed + 1)])
            .toArray();
    return manager.create(inputs, new Shape(LABELS.length, fed));
  }

  private NDArray longs(int[] values) {
    return manager.create(IntStream.of(values).asLongStream().toArray());
  }
}
