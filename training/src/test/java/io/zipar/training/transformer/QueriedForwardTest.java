/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network that is asked for any cell, against what the authors' code computes. */
class QueriedForwardTest {
  private static final float LOGIT_TOLERANCE = 1e-3f;
  private static final Golden GOLDEN = Golden.of("any-order/randar-tiny");
  private static final int CELLS = 64;
  private static final TransformerShape SHAPE =
      new TransformerShape(3, 64, 4, 192, 96, 10, Grid.of(8, 8));

  @ParameterizedTest
  @ValueSource(strings = {"raster", "random"})
  void givesTheLogitsOfTheAuthorsCode(String order) {
    for (int sample = 0; sample < 3; sample++) {
      try (NDManager manager = Torch.newManager()) {
        float[] logits = logits(manager, weights(manager), order, sample).toFloatArray();
        assertArrayEquals(
            GOLDEN.array("teacher_logits_" + order).get(sample).floats(), logits, LOGIT_TOLERANCE);
      }
    }
  }

  @Test
  void theInstructionLearnsToo() {
    try (NDManager manager = Torch.newManager()) {
      Parameters parameters = weights(manager);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        collector.backward(logits(manager, parameters, "random", 0).logSoftmax(1).square().mean());
      }
      NDArray gradient = parameters.all().get(QueriedForward.INSTRUCTION).getGradient();
      assertEquals(new Shape(1, 64), gradient.getShape());
      assertTrue(gradient.abs().max().getFloat() > 0);
    }
  }

  @Test
  void nothingOfAPassStaysWithTheWeights() {
    try (NDManager manager = Torch.newManager()) {
      Parameters parameters = weights(manager);
      int before = manager.getManagedArrays().size();
      try (NDManager scratch = manager.newSubManager()) {
        logits(scratch, parameters, "random", 0);
      }
      assertEquals(before, manager.getManagedArrays().size());
    }
  }

  private static Parameters weights(NDManager manager) {
    Parameters parameters = new Parameters(manager, 1);
    TrainedTensors.read(GOLDEN.folder().resolve("model.safetensors"), parameters);
    return parameters;
  }

  private static NDArray logits(
      NDManager manager, Parameters parameters, String order, int sample) {
    List<Integer> cells =
        IntStream.of(GOLDEN.array("order_" + order).get(sample).ints()).boxed().toList();
    int[] raster = GOLDEN.array("teacher_tokens").get(sample).ints();
    long[] tokens = cells.stream().mapToLong(cell -> raster[cell]).toArray();
    long[] label = {GOLDEN.array("class_ids").ints()[sample]};
    return new QueriedForward(manager, parameters, SHAPE, cells)
        .logits(manager.create(label), manager.create(tokens, new Shape(1, CELLS)));
  }
}
