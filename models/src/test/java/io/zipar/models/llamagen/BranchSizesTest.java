/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.tensor.PlainValues;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.testing.CheckpointShapes;
import io.zipar.models.testing.ShapeStore;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the branch of six layers' checkpoint begins, by the arguments of its trainer. */
class BranchSizesTest {
  private static final ModelConfig HEADS = ModelConfig.parse("config.json", "{\"n_head\": 2}");

  /** The shapes of a checkpoint, and what its trainer saved. */
  private record Saved(ShapeStore shapes, PlainValues plainValues) implements TensorStore {
    @Override
    public String describe() {
      return shapes.describe();
    }

    @Override
    public SortedSet<String> names() {
      return shapes.names();
    }

    @Override
    public Optional<Tensor> find(String name) {
      return shapes.find(name);
    }

    @Override
    public void close() {}
  }

  private static BranchSizes sizes(Map<String, Object> arguments) {
    return BranchSizes.of(checkpoint(arguments), true);
  }

  private static Checkpoint checkpoint(Map<String, Object> arguments) {
    Map<String, Object> values = new TreeMap<>();
    arguments.forEach((key, value) -> values.put("args." + key, value));
    ShapeStore shapes = CheckpointShapes.of(Fixtures.path("neighbours/flashar-tiny/gate-mlp"));
    return new Checkpoint(new Saved(shapes, PlainValues.of(values)), HEADS);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0, false, 0",
    "2, 1, false, 1",
    "2, 9, false, 4",
    "2, -1, false, 4",
    "2, -1, true, 2",
    "5, -1, true, 0"
  })
  void theTrainersArgumentsSayWhere(long layers, long start, boolean beforeEnd, int expected) {
    BranchSizes sizes =
        sizes(
            Map.of(
                "medusa_attention_num",
                layers,
                "vertical_start_layer",
                start,
                "vertical_start_last_minus_depth",
                beforeEnd));
    assertEquals(layers, sizes.layers());
    assertEquals(expected, sizes.startIn(4));
  }

  @Test
  void numbersThatAreNoneOfLayersAreRefused() {
    for (long wrong : new long[] {1L << 40, Long.MIN_VALUE, Long.MAX_VALUE}) {
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> sizes(Map.of("medusa_attention_num", 2L, "vertical_start_layer", wrong)))
              .getMessage();
      assertTrue(
          message.contains("args.vertical_start_layer is " + wrong + ", not a number of layers"),
          message);
    }
  }

  @ParameterizedTest
  @CsvSource({"6", "99"})
  void aBranchLeavesTheBackboneALayer(long layers) {
    Checkpoint checkpoint = checkpoint(Map.of("medusa_attention_num", layers));
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> new NarTransformers().read(checkpoint, TransformerChoices.none()))
            .getMessage();
    assertTrue(
        message.contains("tensors of 6 layers, of which the branch alone is said to have "),
        message);
  }

  @Test
  void withoutArgumentsAGatedBranchIsRefused() {
    String message = assertThrows(InvalidInputException.class, () -> sizes(Map.of())).getMessage();
    assertTrue(message.contains("write medusa_attention_num and vertical_start_layer"), message);
  }
}
