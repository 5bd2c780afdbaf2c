/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.zipar.Conditioning;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.Sampling;
import io.zipar.Visibility;
import io.zipar.fixtures.Golden;
import io.zipar.fixtures.GoldenArray;
import io.zipar.plugin.Plugins;
import io.zipar.run.Generator;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.RecordingModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Greedy tokens, passes and fed tokens of the authors' NTP and ZipAR, from both file formats. */
class RasterTokensTest {
  private static final Grid GRID = Grid.of(8, 8);

  @Test
  void thereIsABackend() {
    assertFalse(Backends.all().toList().isEmpty(), "no backend that runs checkpoints was found");
  }

  @TestFactory
  Stream<DynamicNode> everyBackend() {
    return Backends.all()
        .map(
            backend ->
                DynamicContainer.dynamicContainer(
                    backend.name(),
                    Arrays.stream(RasterCase.values())
                        .flatMap(
                            which ->
                                which.checkpoints().stream()
                                    .map(
                                        file ->
                                            DynamicContainer.dynamicContainer(
                                                which + ", " + file.getFileName(),
                                                runs(new Tested(backend, which, file)))))));
  }

  private record Tested(ModelBackend backend, RasterCase which, Path file) {
    Golden golden() {
      return Golden.of(which.folder());
    }

    TokenModel open() {
      return Backends.openModel(backend, file);
    }
  }

  private Stream<DynamicNode> runs(Tested tested) {
    List<DynamicNode> tests = new ArrayList<>();
    for (String guidance : tested.which().guidances()) {
      tests.add(
          DynamicTest.dynamicTest("ntp, guidance " + guidance, () -> checkNtp(tested, guidance)));
      for (int window : tested.which().windows()) {
        for (Visibility visibility : Visibility.values()) {
          tests.add(
              DynamicTest.dynamicTest(
                  "zipar " + window + ", guidance " + guidance + ", visibility " + visibility,
                  () -> checkZipAr(tested, guidance, window, visibility)));
        }
      }
    }
    return tests.stream();
  }

  private void checkNtp(Tested tested, String guidance) {
    Golden golden = tested.golden();
    try (TokenModel model = tested.open()) {
      GoldenArray expected = golden.array("ntp_greedy_tokens_cfg" + guidance);
      for (List<Integer> batch : batches(tested.which(), golden)) {
        GenerationResult result =
            run(model, tested.which(), golden, batch, guidance, "ntp", Map.of(), null);
        assertEquals(GRID.cells(), result.metrics().forwardPasses());
        assertTokens(expected, batch, result);
      }
    }
  }

  private void checkZipAr(Tested tested, String guidance, int window, Visibility visibility) {
    String variant = visibility == Visibility.ALL ? "authors" : "masked";
    String name = "zipar_" + variant + "_w" + window + "_cfg" + guidance;
    Map<String, String> options = Map.of("window", Integer.toString(window));
    Golden golden = tested.golden();
    try (TokenModel opened = tested.open()) {
      int[] steps = golden.array("zipar_w" + window + "_step_of_token").ints();
      int passes = golden.array("zipar_w" + window + "_forward_passes").ints()[0];
      for (List<Integer> batch : batches(tested.which(), golden)) {
        RecordingModel model = new RecordingModel(opened);
        GenerationResult result =
            run(model, tested.which(), golden, batch, guidance, "zipar", options, visibility);
        assertEquals(passes, result.metrics().forwardPasses());
        result.images().forEach(image -> assertArrayEquals(steps, image.passOfToken()));
        assertTokens(golden.array(name + "_tokens"), batch, result);
        if (golden.has(name + "_fed_tokens")) {
          checkFed(tested, golden, name, "zipar_w" + window, batch, model.passes());
        }
      }
    }
  }

  private static void checkFed(
      Tested tested,
      Golden golden,
      String name,
      String schedule,
      List<Integer> batch,
      List<ForwardPass> passes) {
    for (int pass = 0; pass < passes.size(); pass++) {
      for (LanePass lane : passes.get(pass).lanes()) {
        int sample = batch.get(lane.lane() % batch.size());
        GoldenArray positions = tested.which().fedPositions(golden, schedule, sample);
        int[] expectedPositions = used(positions.get(pass).ints());
        int[] expectedTokens =
            used(golden.array(name + "_fed_tokens").get(sample).get(pass).ints());
        int[] actualPositions =
            Arrays.stream(lane.positions())
                .map(position -> position + tested.which().prefixSlots(golden, sample))
                .toArray();
        assertArrayEquals(expectedPositions, actualPositions, "positions fed in pass " + pass);
        assertArrayEquals(expectedTokens, lane.tokens(), "tokens fed in pass " + pass);
      }
    }
  }

  private static int[] used(int[] padded) {
    return Arrays.stream(padded).filter(value -> value >= 0).toArray();
  }

  /** Each sample alone, and all together. */
  private static List<List<Integer>> batches(RasterCase which, Golden golden) {
    List<Integer> all = IntStream.range(0, which.conditionings(golden).size()).boxed().toList();
    List<List<Integer>> batches = new ArrayList<>(all.stream().map(List::of).toList());
    batches.add(all);
    return batches;
  }

  private static GenerationResult run(
      TokenModel model,
      RasterCase which,
      Golden golden,
      List<Integer> batch,
      String guidance,
      String strategy,
      Map<String, String> options,
      Visibility visibility) {
    List<Conditioning> conditionings = which.conditionings(golden);
    List<ImageRequest> images =
        batch.stream().map(i -> ImageRequest.of(conditionings.get(i), i)).toList();
    GenerationRequest request =
        GenerationRequest.of(GRID, images)
            .with(Guidance.scale(Double.parseDouble(guidance)))
            .with(Sampling.GREEDY)
            .with(visibility == null ? Visibility.WRITTEN : visibility);
    return new Generator(model, Plugins.strategies().named(strategy), options).generate(request);
  }

  private static void assertTokens(
      GoldenArray expected, List<Integer> batch, GenerationResult result) {
    for (int i = 0; i < batch.size(); i++) {
      assertArrayEquals(
          expected.get(batch.get(i)).ints(),
          result.images().get(i).tokens(),
          "sample " + batch.get(i) + " in a batch of " + batch.size());
    }
  }
}
