/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.zipar.Cell;
import io.zipar.Conditioning;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.Sampling;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.fixtures.GoldenArray;
import io.zipar.plugin.Plugins;
import io.zipar.run.Generator;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Logits, greedy tokens and passes of the authors' NAR and FlashAR. */
class NeighbourTokensTest {
  private static final float TOLERANCE = 1e-3f;

  @TempDir Path work;

  @TestFactory
  Stream<DynamicNode> everyBackend() {
    return Backends.all()
        .map(
            backend ->
                dynamicContainer(
                    backend.name(),
                    Arrays.stream(NeighbourCase.values())
                        .flatMap(
                            which -> which.files().stream().map(f -> node(backend, which, f)))));
  }

  private DynamicNode node(ModelBackend backend, NeighbourCase which, String file) {
    Golden golden = Golden.of(which.folder());
    List<DynamicNode> tests = new ArrayList<>();
    tests.add(
        dynamicTest("logits", () -> checkLogits(backend, which, file, which.grid(), golden, "")));
    for (String guidance : which.guidances()) {
      Guidance scale = Guidance.scale(Double.parseDouble(guidance));
      tests.add(
          dynamicTest(
              "guidance " + guidance,
              () -> checkTokens(backend, which, file, which.grid(), golden, scale, guidance, "")));
    }
    if (which == NeighbourCase.NAR) {
      for (Grid grid : List.of(Grid.of(4, 6), Grid.of(5, 3))) {
        String prefix = "rect" + grid + "_";
        tests.add(
            dynamicTest(
                "logits, " + grid, () -> checkLogits(backend, which, file, grid, golden, prefix)));
        for (String guidance : which.guidances()) {
          Guidance scale = Guidance.scale(Double.parseDouble(guidance));
          tests.add(
              dynamicTest(
                  "guidance " + guidance + ", " + grid,
                  () -> checkTokens(backend, which, file, grid, golden, scale, guidance, prefix)));
        }
      }
    }
    for (int interval : new int[] {15, 20}) {
      String name = "4_interval" + interval;
      if (golden.has("greedy_tokens_cfg" + name)) {
        Guidance limited = Guidance.interval(4, interval);
        tests.add(
            dynamicTest(
                "guidance " + name,
                () -> checkTokens(backend, which, file, which.grid(), golden, limited, name, "")));
      }
    }
    return dynamicContainer(which + ", " + file, tests);
  }

  @TestFactory
  Stream<DynamicNode> theBranchLeavesTheBackboneWhereItIsSaid() {
    return Backends.all()
        .flatMap(
            backend ->
                Stream.of("1", "4")
                    .map(
                        start ->
                            dynamicTest(
                                backend.name() + ", layer " + start,
                                () -> checkStart(backend, start))));
  }

  private void checkStart(ModelBackend backend, String start) throws IOException {
    NeighbourCase which = NeighbourCase.FLASHAR_GATE;
    Path source = Fixtures.path(which.folder());
    Path folder = Files.createDirectories(work.resolve(backend.name() + start));
    Files.copy(source.resolve("model.safetensors"), folder.resolve("model.safetensors"));
    String config = Files.readString(source.resolve("config.json"));
    Files.writeString(
        folder.resolve("config.json"),
        config.replaceFirst("\"vertical_start_layer\": 2", "\"vertical_start_layer\": " + start));
    Golden golden = Golden.of(which.folder());
    String prefix = "S" + start + "_";
    try (TokenModel model = Backends.openModel(backend, folder.resolve("model.safetensors"))) {
      for (String guidance : which.guidances()) {
        Guidance scale = Guidance.scale(Double.parseDouble(guidance));
        GenerationResult result = run(model, which, which.grid(), golden, List.of(0, 1, 2), scale);
        GoldenArray expected = golden.array(prefix + "greedy_tokens_cfg" + guidance);
        for (int i = 0; i < 3; i++) {
          assertArrayEquals(expected.get(i).ints(), result.images().get(i).tokens());
        }
      }
    }
  }

  private static TokenModel open(ModelBackend backend, NeighbourCase which, String file) {
    return Backends.openModel(backend, Fixtures.path(which.folder()).resolve(file));
  }

  private static void checkTokens(
      ModelBackend backend,
      NeighbourCase which,
      String file,
      Grid grid,
      Golden golden,
      Guidance guidance,
      String name,
      String prefix) {
    GoldenArray expected = golden.array(prefix + "greedy_tokens_cfg" + name);
    int[] passes = golden.ints(prefix + "pass_of_token");
    try (TokenModel model = open(backend, which, file)) {
      for (List<Integer> batch : List.of(List.of(0), List.of(1), List.of(2), List.of(0, 1, 2))) {
        GenerationResult result = run(model, which, grid, golden, batch, guidance);
        int cells = grid.frames() + grid.rows() + grid.columns() - 2;
        assertEquals(cells, result.metrics().forwardPasses());
        for (int i = 0; i < batch.size(); i++) {
          assertArrayEquals(
              expected.get(batch.get(i)).ints(), result.images().get(i).tokens(), "batch " + batch);
          assertArrayEquals(passes, result.images().get(i).passOfToken());
        }
      }
    }
  }

  private static GenerationResult run(
      TokenModel model,
      NeighbourCase which,
      Grid grid,
      Golden golden,
      List<Integer> batch,
      Guidance guidance) {
    List<Conditioning> conditionings = which.conditionings(golden);
    List<ImageRequest> images =
        batch.stream().map(i -> ImageRequest.of(conditionings.get(i), i)).toList();
    GenerationRequest request =
        GenerationRequest.of(grid, images).with(guidance).with(Sampling.GREEDY);
    return new Generator(model, Plugins.strategies().named("neighbours"), Map.of())
        .generate(request);
  }

  /** The authors' logits of random tokens, diagonal by diagonal through the cache. */
  private static void checkLogits(
      ModelBackend backend,
      NeighbourCase which,
      String file,
      Grid grid,
      Golden golden,
      String prefix) {
    GoldenArray tokens = golden.array(prefix + "teacher_tokens");
    GoldenArray expected = golden.array(prefix + "teacher_logits");
    List<Lane> lanes =
        which.conditionings(golden).stream()
            .map(each -> new Lane(each, Lane.Role.CONDITIONAL))
            .toList();
    try (TokenModel model = open(backend, which, file)) {
      SequenceLayout layout = model.layout(grid);
      float[] row = new float[model.info().vocabulary()];
      try (ModelSession session = model.open(SessionRequest.of(layout, lanes))) {
        int[] fed = {};
        for (int distance = 0;
            distance < grid.frames() + grid.rows() + grid.columns() - 2;
            distance++) {
          int[] asked = diagonal(grid, distance);
          List<LanePass> passes = new ArrayList<>();
          for (int lane = 0; lane < lanes.size(); lane++) {
            int[] known = tokens.get(lane).ints();
            passes.add(
                LanePass.of(
                    lane,
                    distance == 0,
                    fed,
                    Arrays.stream(fed).map(cell -> known[cell]).toArray(),
                    asked));
          }
          Logits logits = session.forward(new ForwardPass(passes));
          for (int i = 0; i < logits.rows(); i++) {
            logits.copyRow(i, row);
            int lane = i / asked.length;
            int cell = asked[i % asked.length];
            assertArrayEquals(
                expected.get(lane).get(cell).floats(), row, TOLERANCE, "lane " + lane + " " + cell);
          }
          fed = asked;
        }
      }
    }
  }

  private static int[] diagonal(Grid grid, int distance) {
    return IntStream.range(0, grid.cells())
        .filter(
            index -> {
              Cell cell = grid.cell(index);
              return cell.frame() + cell.row() + cell.column() == distance;
            })
        .toArray();
  }
}
