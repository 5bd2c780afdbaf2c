/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.zipar.ClassLabel;
import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.Sampling;
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
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Logits, greedy tokens and passes of the authors' RandAR and LPD. */
class AnyOrderTokensTest {
  private static final float TOLERANCE = 1e-3f;
  private static final Grid GRID = Grid.of(8, 8);

  private static final Map<String, Guidance> RANDAR_GUIDANCE =
      Map.of(
          "cfg1", Guidance.OFF,
          "cfg1-4", Guidance.share(1, 4),
          "cfg2-5", Guidance.share(2, 5));
  private static final Map<String, Guidance> LPD_GUIDANCE =
      Map.of(
          "cfg1", Guidance.OFF,
          "cfg4", Guidance.rank(1, 4),
          "cfg3const", Guidance.scale(3));

  @TestFactory
  Stream<DynamicNode> randAr() {
    return Backends.all().map(backend -> dynamicContainer(backend.name(), randAr(backend)));
  }

  private static Stream<DynamicNode> randAr(ModelBackend backend) {
    List<DynamicNode> tests = new ArrayList<>();
    Golden golden = Golden.of("any-order/randar-tiny");
    for (String order : List.of("raster", "random")) {
      tests.add(
          dynamicTest(
              "logits, " + order,
              () -> checkLogits(backend, golden, "model.safetensors", order, "seq", order)));
      for (String steps : List.of("seq", "s24", "s10")) {
        tests.add(
            dynamicTest(
                order + ", " + steps,
                () ->
                    checkTokens(
                        backend, golden, "model.safetensors", order, steps, RANDAR_GUIDANCE)));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicNode> lpd() {
    return Backends.all()
        .flatMap(
            backend ->
                Stream.of("model.safetensors", "model.pth")
                    .map(
                        file ->
                            dynamicContainer(backend.name() + ", " + file, lpd(backend, file))));
  }

  private static Stream<DynamicNode> lpd(ModelBackend backend, String file) {
    List<DynamicNode> tests = new ArrayList<>();
    Golden golden = Golden.of("any-order/lpd-tiny");
    for (String run : List.of("lpd10_g10", "lpd5_g5", "random_seq", "random_g6", "raster_seq")) {
      String order = run.substring(0, run.indexOf('_'));
      String groups = run.substring(run.indexOf('_') + 1);
      tests.add(
          dynamicTest(
              "logits, " + run, () -> checkLogits(backend, golden, file, order, groups, run)));
      tests.add(
          dynamicTest(run, () -> checkTokens(backend, golden, file, order, groups, LPD_GUIDANCE)));
    }
    return tests.stream();
  }

  private static TokenModel open(ModelBackend backend, Golden golden, String file) {
    return Backends.openModel(backend, golden.folder().resolve(file));
  }

  private static void checkTokens(
      ModelBackend backend,
      Golden golden,
      String file,
      String order,
      String groups,
      Map<String, Guidance> guidances) {
    int[] labels = golden.ints("class_ids");
    int[] sizes = golden.ints(groups + "_group_sizes");
    int checked = 0;
    try (TokenModel model = open(backend, golden, file)) {
      for (Map.Entry<String, Guidance> guidance : guidances.entrySet()) {
        String run = order + "_" + groups + "_" + guidance.getKey();
        if (!golden.has(run + "_tokens")) {
          continue;
        }
        checked++;
        for (int sample = 0; sample < labels.length; sample++) {
          int[] cells = golden.array("order_" + order).get(sample).ints();
          Map<String, String> options = Map.of("order", joined(cells), "groups", joined(sizes));
          GenerationRequest request =
              GenerationRequest.of(
                      GRID, List.of(ImageRequest.of(new ClassLabel(labels[sample]), sample)))
                  .with(guidance.getValue())
                  .with(Sampling.GREEDY);
          GenerationResult result =
              new Generator(model, Plugins.strategies().named("any-order"), options)
                  .generate(request);
          GeneratedImage image = result.images().get(0);
          assertEquals(sizes.length, result.metrics().forwardPasses());
          assertArrayEquals(
              golden.array(run + "_tokens").get(sample).ints(), image.tokens(), run + " " + sample);
          assertArrayEquals(
              golden.array(order + "_" + groups + "_step_of_cell").get(sample).ints(),
              image.passOfToken());
        }
      }
    }
    assertTrue(checked > 0, "no run was checked");
  }

  private static String joined(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining("+"));
  }

  /**
   * The authors' logits of random tokens, group by group through the cache, in a batch of three.
   */
  private static void checkLogits(
      ModelBackend backend, Golden golden, String file, String order, String groups, String run) {
    int[] sizes = golden.ints(groups + "_group_sizes");
    GoldenArray expected = golden.array("teacher_logits_" + run);
    List<Lane> lanes =
        Arrays.stream(golden.ints("class_ids"))
            .mapToObj(label -> new Lane(new ClassLabel(label), Lane.Role.CONDITIONAL))
            .toList();
    try (TokenModel model = open(backend, golden, file)) {
      float[] row = new float[model.info().vocabulary()];
      try (ModelSession session = model.open(SessionRequest.of(model.layout(GRID), lanes))) {
        int done = 0;
        int before = 0;
        for (int pass = 0; pass < sizes.length; pass++) {
          List<LanePass> passes = new ArrayList<>();
          for (int lane = 0; lane < lanes.size(); lane++) {
            int[] cells = golden.array("order_" + order).get(lane).ints();
            int[] tokens = golden.array("teacher_tokens").get(lane).ints();
            int[] fed = Arrays.copyOfRange(cells, before, done);
            passes.add(
                LanePass.of(
                    lane,
                    pass == 0,
                    fed,
                    IntStream.of(fed).map(cell -> tokens[cell]).toArray(),
                    Arrays.copyOfRange(cells, done, done + sizes[pass])));
          }
          Logits logits = session.forward(new ForwardPass(passes));
          for (int i = 0; i < logits.rows(); i++) {
            logits.copyRow(i, row);
            int lane = i / sizes[pass];
            int rank = done + i % sizes[pass];
            assertArrayEquals(
                expected.get(lane).get(rank).floats(), row, TOLERANCE, "lane " + lane + " " + rank);
          }
          before = done;
          done += sizes[pass];
        }
      }
    }
  }
}
