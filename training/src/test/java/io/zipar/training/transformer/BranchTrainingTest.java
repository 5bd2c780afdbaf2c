/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.tensor.ElementType;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.Torch;
import io.zipar.training.network.TrainedTensors;
import io.zipar.training.support.Subjects;
import io.zipar.training.support.TrainingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A branch that learns to copy the cell above. */
class BranchTrainingTest {
  private static final int SIDE = 5;
  private static final TransformerShape SHAPE =
      new TransformerShape(2, 16, 2, 24, 8, 10, Grid.of(SIDE, SIDE));
  private static final String MODEL = "model.safetensors";

  @TempDir private Path folder;
  private Path teacher;

  @BeforeEach
  void makeATeacher() throws IOException {
    teacher = folder.resolve("teacher.safetensors");
    try (NDManager manager = Torch.newManager()) {
      Parameters parameters = new Parameters(manager, 1);
      parameters.matrix("output.weight", 1, SHAPE.vocabulary(), SHAPE.width());
      new TransformerForward(manager, parameters, SHAPE, Arrangement.raster(SIDE * SIDE))
          .logits(
              manager.create(new long[1]),
              manager.create(new long[SHAPE.cells() - 1], new Shape(1, SHAPE.cells() - 1)));
      TrainedTensors.write(teacher, parameters.all(), ElementType.FLOAT32);
    }
  }

  @Test
  void learnsAndLeavesTheBackboneAloneAtFirst() throws IOException {
    List<String> lines = train(folder, plan(4, 4));
    Path first = folder.resolve(MODEL);
    try (NDManager manager = Torch.newManager()) {
      Parameters before = read(manager, teacher);
      Parameters after = read(manager, first);
      String own = "layers.0.attention.wqkv.weight";
      assertArrayEquals(
          before.all().get(own).toFloatArray(), after.all().get(own).toFloatArray(), "backbone");
      String branch = "layers.2.attention.wqkv.weight";
      String source = "layers.1.attention.wqkv.weight";
      assertTrue(
          before.all().get(source).sub(after.all().get(branch)).abs().max().getFloat() > 1e-4,
          "branch");
      assertEquals(16, after.all().get("layers.1.feed_forward.w1.weight").getShape().get(0));
      assertEquals(16, after.all().get("layers.1.feed_forward.w2.weight").getShape().get(1));
    }
    Path longer = Files.createDirectory(folder.resolve("longer"));
    List<String> more = train(longer, plan(4, 50));
    assertTrue(heldOut(more) < heldOut(lines) - 0.2, more + " after " + lines);
  }

  @Test
  void goesOnWhereItWasInterrupted() throws IOException {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    train(whole, plan(3, 6));
    Path interrupted = Files.createDirectory(folder.resolve("interrupted"));
    for (String where : List.of("branch: step 2 ", "branch: step 4 ")) {
      assertThrows(
          Interrupted.class,
          () ->
              run(
                  interrupted,
                  plan(3, 6),
                  line -> {
                    if (line.startsWith(where)) {
                      throw new Interrupted();
                    }
                  }));
    }
    assertEquals("branch: going on from step 4", train(interrupted, plan(3, 6)).get(0));
    assertArrayEquals(
        Files.readAllBytes(whole.resolve(MODEL)), Files.readAllBytes(interrupted.resolve(MODEL)));
  }

  @Test
  void aBrokenStateIsNamed() throws IOException {
    Path state = Files.write(folder.resolve("branch.state"), new byte[] {1, 2, 3});
    String message =
        assertThrows(InvalidInputException.class, () -> train(folder, plan(1, 1))).getMessage();
    assertTrue(message.startsWith(state + ": is broken"), message);
  }

  private static BranchPlan plan(int alone, int steps) {
    return new BranchPlan(
        1,
        40,
        8,
        alone,
        steps,
        4,
        1e-2,
        0.5,
        0.1,
        2,
        16,
        new Branch(1, 1, 4),
        new BranchLoss(0.05, 0.2, 2));
  }

  private List<String> train(Path target, BranchPlan plan) throws IOException {
    List<String> lines = new ArrayList<>();
    run(target, plan, lines::add);
    return lines;
  }

  private void run(Path target, BranchPlan plan, TrainingLog log) throws IOException {
    try (BranchTraining training =
        new BranchTraining(SHAPE, plan, teacher, copies(1, 40), copies(2, 8), target, log)) {
      training.run();
      training.write(target, ElementType.FLOAT32);
    }
  }

  /** Pictures whose columns are all of one token. */
  private static TokenSet copies(long seed, int pictures) {
    SplittableRandom random = new SplittableRandom(seed);
    short[] tokens = new short[pictures * SHAPE.cells()];
    for (int i = 0; i < tokens.length; i++) {
      boolean first = i % SHAPE.cells() < SIDE;
      tokens[i] = first ? (short) random.nextInt(SHAPE.vocabulary()) : tokens[i - SIDE];
    }
    return new TokenSet(Subjects.PICTURES, 0, SHAPE.cells(), tokens);
  }

  private static double heldOut(List<String> lines) {
    String last = lines.get(lines.size() - 1);
    return Double.parseDouble(last.replaceAll(".*held-out loss ([0-9.]+) .*", "$1"));
  }

  private static Parameters read(NDManager manager, Path file) {
    Parameters parameters = new Parameters(manager, 0);
    TrainedTensors.read(file, parameters);
    return parameters;
  }

  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
